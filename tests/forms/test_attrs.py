"""attrs and cattrs: a validator, a converter, a hook."""

from __future__ import annotations

import copy
import pickle

import attrs
import cattrs
import pytest

from beian_segments import MobileNumber, SegmentError
from beian_segments.forms.attrs import SupportedNumber, canonical_number, format_exception, register_hook
from tests.forms.checks import EN, HUGE, NOT_STR, WITH_192, ZH, leaks
from tests.forms.vectors import vectors


@attrs.define
class Checked:
    phone: str = attrs.field(validator=SupportedNumber())


@attrs.define
class Strict:
    phone: str = attrs.field(validator=SupportedNumber(strict=True))


IN_ENGLISH = SupportedNumber(lang="en")
MINE = SupportedNumber(validator=WITH_192)


def in_english(value: object) -> str:
    return IN_ENGLISH.convert(value)


def mine(value: object) -> str:
    return MINE.convert(value)


@attrs.define
class Canonical:
    phone: str = attrs.field(converter=in_english)
    other: str | None = attrs.field(default=None, converter=attrs.converters.optional(mine))


@attrs.define
class Plain:
    phone: str = attrs.field(converter=canonical_number)


@attrs.define
class Contact:
    phone: MobileNumber
    other: MobileNumber | None = None


Kind = type[Checked] | type[Strict] | type[Canonical]


def answer(kind: Kind, value: object) -> tuple[str, str | None]:
    try:
        return "supported", kind(value).phone  # type: ignore[arg-type]  # values of every type are tried
    except SegmentError as error:
        return error.code, None


class TestAttrs:
    def test_every_vector_gets_its_verdict(self) -> None:
        for vector in vectors():
            supported = vector.verdict == "supported"
            assert answer(Checked, vector.text) == (vector.verdict, vector.text if supported else None)
            assert answer(Canonical, vector.text) == (vector.verdict, vector.number if supported else None)
            assert answer(Strict, vector.text)[0] == vector.strict_verdict

    @pytest.mark.parametrize("kind", [Checked, Canonical])
    def test_what_is_not_a_str_is_refused_as_not_a_number(self, kind: Kind) -> None:
        for value in NOT_STR.values():
            assert answer(kind, value) == ("not-a-number", None)
        assert answer(kind, None) == ("empty", None)

    @pytest.mark.parametrize("code", HUGE)
    def test_ten_megabytes_are_answered_like_any_text(self, code: str) -> None:
        assert answer(Canonical, HUGE[code]) == (code, None)

    def test_attributes_have_their_own_tables_and_may_be_optional(self) -> None:
        assert Canonical("138 0013 8000", "192 1234 5678").other == "19212345678"
        assert Canonical("13800138000").other is None
        assert answer(Canonical, "19212345678") == ("segment-not-listed", None)

    def test_an_error_is_in_the_language_of_the_attribute_even_when_copied(self) -> None:
        with pytest.raises(SegmentError) as refused:
            Canonical("19212345678")
        for error in (refused.value, pickle.loads(pickle.dumps(refused.value)), copy.deepcopy(refused.value)):  # noqa: S301
            assert str(error).startswith(EN)
            assert (error.code, error.params) == ("segment-not-listed", {"segment": "192"})

    def test_assigning_is_validated_too(self) -> None:
        contact = Canonical("13800138000")
        contact.phone = "139 0013 9000"
        assert contact.phone == "13900139000"
        with pytest.raises(SegmentError):
            contact.phone = "192"

    def test_no_error_shows_the_number(self) -> None:
        for value in ("19212345678", "192 1234 5678x", "+19212345678", 19212345678):
            with pytest.raises(SegmentError) as refused:
                Checked(value)  # type: ignore[arg-type]  # an int is tried too
            assert not leaks([repr(refused.value), refused.value.args, vars(refused.value)])

    def test_the_ready_made_converter_uses_the_packaged_table_and_chinese(self) -> None:
        assert Plain("+86 138-0013-8000").phone == "13800138000"
        with pytest.raises(SegmentError, match=ZH):
            Plain("19212345678")

    def test_a_validator_shows_its_options(self) -> None:
        assert repr(SupportedNumber(strict=True)).endswith("lang='zh', strict=True)")


class TestCattrs:
    @staticmethod
    def converter(number: SupportedNumber = IN_ENGLISH) -> cattrs.Converter:
        converter = cattrs.Converter()
        register_hook(converter, number)
        return converter

    def test_every_vector_gets_its_verdict(self) -> None:
        converter = self.converter()
        for vector in vectors():
            if vector.verdict == "supported":
                assert converter.structure({"phone": vector.text}, Contact) == Contact(
                    MobileNumber(vector.number or "")
                )
            else:
                with pytest.raises(cattrs.ClassValidationError) as refused:
                    converter.structure({"phone": vector.text}, Contact)
                (error,) = refused.value.exceptions
                assert isinstance(error, SegmentError)
                assert error.code == vector.verdict

    def test_an_error_has_its_path_and_code_and_not_the_number(self) -> None:
        converter = self.converter(SupportedNumber(lang="en"))
        with pytest.raises(cattrs.ClassValidationError) as refused:
            converter.structure({"phone": "19212345678", "other": 19212345678}, Contact)
        messages = cattrs.transform_error(refused.value, format_exception=format_exception)
        assert messages[0].startswith(EN)
        assert messages[0].endswith("[segment-not-listed] @ $.phone")
        assert messages[1] == "A mobile number is given as text, not as int. [not-a-number] @ $.other"
        assert not leaks([messages, repr(refused.value)])

    def test_other_errors_have_the_messages_of_cattrs(self) -> None:
        with pytest.raises(cattrs.ClassValidationError) as refused:
            self.converter().structure({}, Contact)
        messages = cattrs.transform_error(refused.value, format_exception=format_exception)
        assert messages == ["required field missing @ $.phone"]

    def test_none_is_structured_where_it_is_allowed_and_tables_do_not_mix(self) -> None:
        mine, plain = self.converter(SupportedNumber(validator=WITH_192)), self.converter()
        assert mine.structure({"phone": "192 1234 5678", "other": None}, Contact) == Contact(
            MobileNumber("19212345678")
        )
        with pytest.raises(cattrs.ClassValidationError):
            plain.structure({"phone": "192 1234 5678"}, Contact)
