"""pydantic and FastAPI: a marker for a field."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import re
from typing import Annotated, Any

import pytest
from fastapi import FastAPI, Form, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, create_model

from beian_segments import MobileNumber, is_supported_segment
from beian_segments.forms.pydantic import SupportedNumber, SupportedPhone, without_inputs
from tests.forms.checks import EN, HUGE, NOT_STR, ONLY_192, WITH_192, ZH, leaks
from tests.forms.vectors import vectors

PHONE: TypeAdapter[str] = TypeAdapter(Annotated[str, SupportedNumber()])
STRICT: TypeAdapter[str] = TypeAdapter(Annotated[str, SupportedNumber(strict=True)])


class Contact(BaseModel):
    phone: Annotated[str, SupportedNumber(lang="en")]
    other: Annotated[MobileNumber, SupportedNumber(validator=WITH_192)] | None = None


class Phones(BaseModel):
    phone: SupportedPhone
    other: SupportedPhone | None = None
    more: list[SupportedPhone] = []


def answer(adapter: TypeAdapter[str], value: object) -> tuple[str, str | None]:
    try:
        return "supported", adapter.validate_python(value)
    except ValidationError as error:
        (detail,) = error.errors()
        return detail["type"], None


def refusals(value: object) -> ValidationError:
    with pytest.raises(ValidationError) as refused:
        Contact.model_validate(value)
    return refused.value


class TestMarker:
    def test_every_vector_gets_its_verdict_and_its_number(self) -> None:
        for vector in vectors():
            number = vector.number if vector.verdict == "supported" else None
            assert answer(PHONE, vector.text) == (vector.verdict, number)

    def test_every_vector_gets_its_strict_verdict(self) -> None:
        for vector in vectors():
            assert answer(STRICT, vector.text)[0] == vector.strict_verdict

    def test_json_gets_the_same_answers(self) -> None:
        for vector in vectors():
            if vector.text.isprintable():
                text = json.dumps(vector.text)
                if vector.verdict == "supported":
                    assert PHONE.validate_json(text) == vector.number
                else:
                    with pytest.raises(ValidationError) as refused:
                        PHONE.validate_json(text)
                    assert refused.value.errors()[0]["type"] == vector.verdict

    def test_an_error_has_code_facts_and_sentence(self) -> None:
        (detail,) = refusals({"phone": "192 1234 5678"}).errors()
        assert (detail["type"], detail["ctx"], detail["loc"]) == ("segment-not-listed", {"segment": "192"}, ("phone",))
        assert detail["msg"].startswith(EN)

    def test_each_field_has_its_own_language_and_table(self) -> None:
        contact = Contact(phone="+86 138-0013-8000", other=MobileNumber("192 1234 5678"))
        assert (contact.phone, contact.other) == ("13800138000", "19212345678")
        errors = refusals({"phone": "19212345678", "other": "154 1234 5678"}).errors()
        assert [detail["ctx"]["segment"] for detail in errors] == ["192", "154"]
        assert errors[1]["msg"].startswith(ZH.replace("192", "154"))

    @pytest.mark.parametrize("value", NOT_STR.values(), ids=NOT_STR)
    def test_what_is_not_a_str_is_an_error_of_pydantic(self, value: object) -> None:
        assert answer(PHONE, value) == ("string_type", None)

    def test_none_is_refused_but_where_it_is_allowed(self) -> None:
        assert answer(PHONE, None) == ("string_type", None)
        assert Contact(phone="13800138000", other=None).other is None
        assert refusals({"phone": "13800138000", "other": ""}).errors()[0]["type"] == "empty"

    @pytest.mark.parametrize("code", HUGE)
    def test_ten_megabytes_are_refused_with_a_short_answer(self, code: str) -> None:
        error = refusals({"phone": HUGE[code]})
        assert error.errors()[0]["type"] == code
        assert len(error.json()) < 1000

    def test_no_error_shows_the_number(self) -> None:
        for value in (
            "19212345678",
            "+86 192 1234 5678x",
            "+19212345678",
            "1921234567890",
            19212345678,
            ["19212345678"],
        ):
            error = refusals({"phone": value, "other": value if value != "19212345678" else "19312345678x"})
            shown = [repr(error), str(error), error.json(), error.errors(), repr(error.errors()[0]["input"])]
            assert not leaks(shown)
            assert error.__cause__ is None

    def test_constraints_of_the_str_see_the_canonical_form(self) -> None:
        class Limited(BaseModel):
            before: Annotated[str, Field(max_length=11), SupportedNumber()]
            after: Annotated[str, SupportedNumber(), Field(max_length=11)]

        limited = Limited(before="+86 138 0013 8000", after="+86 138 0013 8000")
        assert limited.before == limited.after == "13800138000"
        assert {field["type"] for field in Limited.model_json_schema()["properties"].values()} == {"string"}

    @pytest.mark.parametrize(
        ("constraint", "kind"),
        [
            (Field(max_length=10), "string_too_long"),
            (Field(min_length=12), "string_too_short"),
            (StringConstraints(pattern="^139"), "string_pattern_mismatch"),
        ],
    )
    def test_a_constraint_before_the_marker_shows_no_number_either(self, constraint: object, kind: str) -> None:
        adapter = TypeAdapter[str](Annotated[str, constraint, SupportedNumber()])
        for written in ("13800138000", "138 0013 8000"):
            with pytest.raises(ValidationError) as refused:
                adapter.validate_python(written)
            (detail,) = refused.value.errors()
            assert (detail["type"], detail["input"]) == (kind, "138****8000")
            shown = [refused.value, refused.value.errors(), refused.value.json(), refused.value.__cause__]
            assert not leaks([*shown, refused.value.__context__], "13800138000")
        with pytest.raises(ValidationError, match="segment-not-listed"):
            adapter.validate_python("19212345678")

    def test_the_constraint_of_a_field_shows_no_number_either(self) -> None:
        class Limited(BaseModel):
            phone: SupportedPhone = Field(max_length=10)

        with pytest.raises(ValidationError) as refused:
            Limited.model_validate({"phone": "138 0013 8000"})
        assert refused.value.errors()[0]["type"] == "string_too_long"
        assert not leaks([refused.value, refused.value.errors()], "13800138000")

    @pytest.mark.parametrize("config", [ConfigDict(str_max_length=5), ConfigDict(str_min_length=12)])
    def test_a_constraint_of_the_models_configuration_shows_no_number_either(self, config: ConfigDict) -> None:
        class Limited(BaseModel):
            model_config = config
            phone: SupportedPhone

        with pytest.raises(ValidationError) as refused:
            Limited.model_validate({"phone": "13800138000"})
        assert not leaks([refused.value, refused.value.errors()], "13800138000")

    def test_a_pattern_is_one_of_the_engine_that_the_model_chose(self) -> None:
        class Limited(BaseModel):
            model_config = ConfigDict(regex_engine="python-re")
            phone: SupportedPhone = Field(pattern=r"^(?!139)")

        assert Limited.model_validate({"phone": "138 0013 8000"}).phone == "13800138000"
        with pytest.raises(ValidationError) as refused:
            Limited.model_validate({"phone": "139 0013 9000"})
        assert not leaks([refused.value, refused.value.errors()], "13900139000")

    def test_what_comes_after_the_marker_is_hidden_as_pydantic_hides_it(self) -> None:
        class Limited(BaseModel):
            model_config = ConfigDict(hide_input_in_errors=True)
            phone: Annotated[SupportedPhone, Field(max_length=10)]

        with pytest.raises(ValidationError) as refused:
            Limited.model_validate({"phone": "13800138000"})
        assert not leaks([str(refused.value), repr(refused.value)], "13800138000")
        assert not leaks(without_inputs(refused.value.errors()), "13800138000")
        assert leaks(refused.value.errors(), "13800138000"), "the guide says so"

    def test_a_value_is_serialized_unchanged(self) -> None:
        assert Contact(phone="138 0013 8000").model_dump_json() == '{"phone":"13800138000","other":null}'

    def test_only_a_str_can_be_marked(self) -> None:
        with pytest.raises(TypeError, match="SupportedNumber marks a str, not int"):
            TypeAdapter(Annotated[int, SupportedNumber()])

    def test_a_str_that_may_be_none_can_be_marked(self) -> None:
        adapter = TypeAdapter[str | None](Annotated[str | None, SupportedNumber()])
        assert adapter.validate_python(None) is None
        assert adapter.validate_python("138 0013 8000") == "13800138000"
        with pytest.raises(ValidationError) as refused:
            adapter.validate_python("19212345678")
        assert refused.value.errors()[0]["type"] == "segment-not-listed"
        text, none = adapter.json_schema()["anyOf"]
        assert text["examples"] == ["13000000000"]
        assert none == {"type": "null"}

    @pytest.mark.parametrize("bare", [SupportedNumber, Annotated[str, SupportedNumber], list[SupportedNumber]])
    def test_the_bare_marker_is_refused_with_what_to_write(self, bare: Any) -> None:
        with pytest.raises(TypeError, match=r"^SupportedNumber marks a type and is none: write SupportedPhone, or"):
            create_model("Wrong", phone=(bare, ...))

    def test_a_marker_is_a_value(self) -> None:
        marker = SupportedNumber(validator=WITH_192, lang="en")
        assert pickle.loads(pickle.dumps(marker)) == marker == copy.deepcopy(marker)  # noqa: S301
        assert hash(marker) == hash(SupportedNumber(validator=WITH_192, lang="en"))
        assert marker != SupportedNumber()


class TestSupportedPhone:
    def test_it_is_the_marked_type(self) -> None:
        phones = Phones.model_validate({"phone": "+86 138-0013-8000", "more": ["139 0013 9000"]})
        assert (phones.phone, phones.other, phones.more) == ("13800138000", None, ["13900139000"])
        with pytest.raises(ValidationError) as refused:
            Phones.model_validate({"phone": "19212345678", "other": "138", "more": ["154 1234 5678"]})
        assert [detail["type"] for detail in refused.value.errors()] == [
            "segment-not-listed", "too-short", "segment-not-listed",
        ]  # fmt: skip
        assert not leaks([refused.value, refused.value.errors()])

    @settings(max_examples=20)
    @given(st.builds(Phones), st.from_type(Phones))
    def test_hypothesis_builds_valid_models(self, built: Phones, other: Phones) -> None:
        for phones in (built, other):
            assert all(map(is_supported_segment, [phones.phone, *phones.more]))
            assert Phones.model_validate_json(phones.model_dump_json()) == phones


class TestJsonSchema:
    @staticmethod
    def schema(marker: SupportedNumber, mode: Any = "validation") -> dict[str, Any]:
        return TypeAdapter(Annotated[str, marker]).json_schema(mode=mode)

    @pytest.mark.parametrize("strict", [True, False])
    def test_the_pattern_is_that_of_canonical_numbers_whatever_the_field_takes(self, strict: bool) -> None:
        pattern = re.compile(self.schema(SupportedNumber(strict=strict))["pattern"])
        for vector in vectors():
            # ECMAScript's $ does not stand before a line's end.
            matches = bool(pattern.search(vector.text.replace("\n", " ")))
            assert matches is (vector.verdict == "supported" and vector.canonical)

    def test_input_and_output_have_the_same_schema(self) -> None:
        assert Phones.model_json_schema() == Phones.model_json_schema(mode="serialization")
        for marker in (SupportedNumber(), SupportedNumber(strict=True), SupportedNumber(validator=ONLY_192)):
            assert self.schema(marker) == self.schema(marker, "serialization")

    def test_the_example_is_a_number_that_the_table_lists(self) -> None:
        assert self.schema(SupportedNumber())["examples"] == ["13000000000"]
        assert self.schema(SupportedNumber(validator=ONLY_192))["examples"] == ["19200000000"]

    def test_the_schema_has_no_format_that_is_not_standard(self) -> None:
        assert set(self.schema(SupportedNumber())) == {"type", "pattern", "examples"}

    def test_it_is_the_schema_of_the_type(self) -> None:
        assert TypeAdapter(SupportedPhone).json_schema() == self.schema(SupportedNumber())


app = FastAPI()
careful = FastAPI()


@app.post("/contact")
@careful.post("/contact")
def contact(contact: Contact) -> Contact:
    return contact


@app.post("/form")
def form(phone: Annotated[str, Form(), SupportedNumber()]) -> str:
    return phone


@app.get("/query")
def query(phone: Annotated[str | None, Query(), SupportedNumber()] = None) -> str | None:
    return phone


@careful.exception_handler(RequestValidationError)
def hide_inputs(_: Request, error: RequestValidationError) -> JSONResponse:
    return JSONResponse({"detail": without_inputs(error.errors())}, 422)


class TestFastApi:
    client = TestClient(app)

    def test_a_service_gets_the_canonical_number(self) -> None:
        assert self.client.post("/contact", json={"phone": "+86 138 0013 8000"}).json()["phone"] == "13800138000"
        assert self.client.post("/form", data={"phone": "138-0013-8000"}).json() == "13800138000"

    def test_a_refusal_is_a_422_with_code_and_facts_and_without_the_number(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        for response in (
            self.client.post("/contact", json={"phone": "192 1234 5678"}),
            self.client.post("/form", data={"phone": "192 1234 5678"}),
        ):
            assert response.status_code == 422
            (detail,) = response.json()["detail"]
            assert (detail["type"], detail["ctx"]) == ("segment-not-listed", {"segment": "192"})
            assert not leaks(response.text)
        assert not leaks([record.getMessage() for record in caplog.records])

    @pytest.mark.parametrize("value", [None, "", 19212345678, ["19212345678"], {"a": "19212345678"}, HUGE["too-long"]])
    def test_anything_else_is_a_422_too(self, value: object) -> None:
        response = self.client.post("/contact", json={"phone": value})
        assert response.status_code == 422
        assert len(response.text) < 500
        assert not leaks(response.text)
        assert not leaks(response.text, "1" * 11)

    def test_every_vector_gets_its_verdict_over_http(self) -> None:
        for vector in vectors()[::20]:
            response = self.client.post("/contact", json={"phone": vector.text})
            if vector.verdict == "supported":
                assert response.json()["phone"] == vector.number
            else:
                assert response.json()["detail"][0]["type"] == vector.verdict

    def test_the_documentation_shows_the_pattern(self) -> None:
        (schema,) = [
            parameter["schema"]
            for parameter in self.client.get("/openapi.json").json()["paths"]["/query"]["get"]["parameters"]
        ]
        assert schema["anyOf"][0]["examples"] == ["13000000000"]

    def test_the_model_is_one_component_for_input_and_output(self) -> None:
        schema = self.client.get("/openapi.json").json()
        assert set(schema["components"]["schemas"]) == {
            "Body_form_form_post", "Contact", "HTTPValidationError", "ValidationError",
        }  # fmt: skip
        phone = schema["components"]["schemas"]["Contact"]["properties"]["phone"]
        assert phone["pattern"].startswith("^1(?:[38][0-9]|")
        assert len(json.dumps(schema)) < 6_000

    def test_without_inputs_a_service_repeats_nothing_that_was_sent(self) -> None:
        body = {"content": b'{"phone": "19212345678",', "headers": {"content-type": "application/json"}}
        other: dict[str, Any] = {"json": {"other": "192 1234 5678"}}
        for sent in (body, other):
            response = TestClient(careful).post("/contact", **sent)
            assert response.status_code == 422
            assert not leaks(response.text)
            assert response.json()["detail"][0]["type"] in ("json_invalid", "missing")
        assert leaks(self.client.post("/contact", **other).text), "without the handler FastAPI repeats the body"

    def test_without_inputs_no_key_of_the_body_shows_a_number(self) -> None:
        with pytest.raises(ValidationError) as refused:
            TypeAdapter(dict[str, dict[int, int]]).validate_python({"19212345678": {19212345678: "x"}, "a": {7: "x"}})
        errors = without_inputs(refused.value.errors())
        assert [error["loc"] for error in errors] == [("***********", "***"), ("a", 7)]
        assert not leaks(str(errors))
