"""marshmallow: a validator, and a field."""

from __future__ import annotations

import json
from importlib import import_module

import pytest
from marshmallow import Schema, ValidationError, fields
from marshmallow.validate import Length, Validator

from beian_segments.forms.marshmallow import SupportedNumber, SupportedNumberField
from beian_segments.forms.options import Refusal
from tests.forms.checks import EN, HUGE, NOT_STR, ONLY_192, WITH_192, ZH, leaks
from tests.forms.vectors import vectors
from tests.required import package


class Checked(Schema):
    phone = fields.String(validate=SupportedNumber())
    strict = fields.String(validate=SupportedNumber(strict=True, lang="en"))
    other = fields.String(validate=SupportedNumber(validator=WITH_192), allow_none=True)
    number = fields.Raw(validate=SupportedNumber(lang="en"))


class Canonical(Schema):
    phone = SupportedNumberField(required=True, validate=Length(max=11))
    strict = SupportedNumberField(strict=True, lang="en")
    other = SupportedNumberField(validator=WITH_192, allow_none=True)
    plain = SupportedNumberField(error="No.")
    by_code = SupportedNumberField(
        lang="en",
        error_messages={"segment-not-listed": "{input}: not {segment}.", "invalid": "A text!"},
        error={"segment-not-listed": "Unused.", "too-short": "{segment}Short."},
    )


def answer(schema: type[Schema], field: str, value: object) -> tuple[str, object]:
    try:
        return "supported", schema(partial=True).load({field: value})[field]
    except ValidationError as error:
        (message,) = error.messages_dict[field]
        return (message.code, None) if isinstance(message, Refusal) else (message, None)


class TestSchemas:
    def test_every_vector_gets_its_verdict(self) -> None:
        for vector in vectors():
            loaded = vector.text if vector.verdict == "supported" else None
            assert answer(Checked, "phone", vector.text) == (vector.verdict, loaded)
            assert answer(Checked, "strict", vector.text)[0] == vector.strict_verdict

    def test_the_field_loads_the_canonical_form(self) -> None:
        for vector in vectors():
            loaded = vector.number if vector.verdict == "supported" else None
            assert answer(Canonical, "phone", vector.text) == (vector.verdict, loaded)
            assert answer(Canonical, "strict", vector.text)[0] == vector.strict_verdict

    @pytest.mark.parametrize("schema", [Checked, Canonical])
    def test_fields_have_their_own_tables_and_languages(self, schema: type[Schema]) -> None:
        with pytest.raises(ValidationError) as refused:
            schema().load({"phone": "19212345678", "strict": "19212345678", "other": "19212345678"})
        messages = refused.value.messages_dict
        assert set(messages) == {"phone", "strict"}
        assert messages["phone"][0].startswith(ZH)
        assert messages["strict"][0].startswith(EN)
        assert messages["phone"][0].params == {"segment": "192"}

    @pytest.mark.parametrize("schema", [Checked, Canonical])
    def test_what_is_not_a_str_is_an_error_of_marshmallow(self, schema: type[Schema]) -> None:
        for name, value in NOT_STR.items():
            if name != "bytes":  # which marshmallow reads as UTF-8
                assert answer(schema, "phone", value)[0] == "Not a valid string."
        assert answer(schema, "phone", None)[0] == "Field may not be null."
        assert answer(schema, "other", None) == ("supported", None)
        assert answer(schema, "other", "") == ("empty", None)

    def test_a_field_of_anything_is_refused_by_our_validator(self) -> None:
        for value in NOT_STR.values():
            assert answer(Checked, "number", value) == ("not-a-number", None)

    @pytest.mark.parametrize("schema", [Checked, Canonical])
    @pytest.mark.parametrize("code", HUGE)
    def test_ten_megabytes_are_answered_like_any_text(self, schema: type[Schema], code: str) -> None:
        assert answer(schema, "phone", HUGE[code])[0] == code

    @pytest.mark.parametrize("schema", [Checked, Canonical])
    def test_no_error_shows_the_number(self, schema: type[Schema]) -> None:
        for value in ("19212345678", "192 1234 5678x", "+19212345678", 19212345678, ["19212345678"]):
            with pytest.raises(ValidationError) as refused:
                schema().load({"phone": value})
            assert not leaks([repr(refused.value), json.dumps(refused.value.messages), refused.value.messages])

    def test_a_custom_message_keeps_the_code(self) -> None:
        with pytest.raises(ValidationError) as refused:
            Canonical(partial=True).load({"plain": "138"})
        (message,) = refused.value.messages_dict["plain"]
        assert (message, message.code) == ("No.", "too-short")

    def test_messages_by_code_are_filled_in(self) -> None:
        def message(value: object) -> str:
            with pytest.raises(ValidationError) as refused:
                Canonical(partial=True).load({"by_code": value})
            (text,) = refused.value.messages_dict["by_code"]
            assert isinstance(text, str)
            return text

        assert message("192 1234 5678") == "192****5678: not 192."
        assert message("138") == "Short."
        assert message("x").startswith("This is not a phone number")
        assert message(138) == "A text!"
        validator = SupportedNumber(error={"too-short": "Short: {input}."})
        assert validator.refusal("138", validator.error) == "Short: ***."

    def test_a_field_documents_canonical_numbers(self) -> None:
        metadata = SupportedNumberField(validator=ONLY_192, metadata={"example": "19212345678", "x-own": 1}).metadata
        assert metadata == {"pattern": "^192[0-9]{8}$", "example": "19212345678", "x-own": 1}
        assert SupportedNumberField().metadata["example"] == "13000000000"
        assert SupportedNumber().regex is None

    @pytest.mark.engine
    def test_apispec_shows_the_pattern(self) -> None:
        package("apispec", group="engines")
        apispec, plugin = import_module("apispec"), import_module("apispec.ext.marshmallow")

        class Documented(Schema):
            phone = SupportedNumberField(required=True)
            strict = fields.String(validate=SupportedNumber(strict=True))
            lenient = fields.String(validate=SupportedNumber())

        spec = apispec.APISpec("title", "1", "3.0.3", plugins=[plugin.MarshmallowPlugin()])
        spec.components.schema("Documented", schema=Documented)
        shown = spec.to_dict()["components"]["schemas"]["Documented"]["properties"]
        pattern = SupportedNumber().schema()["pattern"]
        assert shown == {
            "phone": {"type": "string", "pattern": pattern, "example": "13000000000"},
            "strict": {"type": "string", "pattern": pattern},
            "lenient": {"type": "string"},
        }

    def test_the_validator_counts_as_one_of_marshmallows(self) -> None:
        assert isinstance(SupportedNumber(), Validator)
