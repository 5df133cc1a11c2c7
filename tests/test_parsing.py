"""Accepted writings: the grammar, normalizing and masking."""

from __future__ import annotations

import tomllib
from collections import UserString
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from beian_segments import (
    DEFAULT_TABLE,
    SegmentError,
    SegmentTable,
    SegmentValidator,
    Verdict,
    check_segment,
    is_supported_segment,
    mask_number,
    match_prefix,
    normalize_number,
    validate_segment,
)
from beian_segments._phonenumbers import version
from beian_segments.parsing import is_canonical, read, read_unfinished
from beian_segments.validator import DEFAULT_VALIDATOR
from tests import audit
from tests.generators import SEPARATORS, texts
from tests.reference import DATA, Grammar

GRAMMAR = Grammar()
TEXTS: dict[str, list[dict[str, Any]]] = tomllib.loads(DATA.joinpath("texts.toml").read_text(encoding="utf-8"))
CASES = [pytest.param(verdict, case, id=f"{verdict}: {case['text']!r}") for verdict in TEXTS for case in TEXTS[verdict]]


@pytest.mark.parametrize(("verdict", "case"), CASES)
def test_each_text_of_the_collection_gets_its_verdict(verdict: str, case: dict[str, Any]) -> None:
    report = check_segment(case["text"])
    assert report.verdict == verdict
    assert report.number == case.get("number")
    assert (report.segment and report.segment.prefix) == case.get("segment")
    if "params" in case and version() == audit.known()[0]:
        # With other metadata the kind of a number, or its region, may be known where it was not.
        assert dict(report.params) == case["params"]


@pytest.mark.parametrize(("verdict", "case"), CASES)
def test_the_other_functions_agree_on_each_text(verdict: str, case: dict[str, Any]) -> None:
    text, number = case["text"], case.get("number")
    assert is_supported_segment(text) is (verdict == "supported")
    assert mask_number(text) == (f"{number[:3]}****{number[-4:]}" if number else "***")
    if number:
        assert normalize_number(text) == number
        assert is_canonical(number)
    else:
        with pytest.raises(SegmentError) as refused:
            normalize_number(text)
        assert refused.value.code == verdict
    if verdict == "supported":
        assert validate_segment(text) == number
    else:
        with pytest.raises(SegmentError) as refused:
            validate_segment(text)
        assert refused.value.code == verdict


def test_the_collection_has_every_verdict() -> None:
    assert set(TEXTS) == {str(verdict) for verdict in Verdict}


@given(texts)
@example("8 6138")
@example("00 8")
@example("0 0")
@example("t")
@example("te")
@example("tel")
@example("tel :")
def test_a_text_is_read_as_the_reference_grammar_reads_it(text: str) -> None:
    number = GRAMMAR.number(text)
    reading = read(text)
    assert (reading.digits if reading.refusal is None else None) == number
    assert read_unfinished(text) == GRAMMAR.typed(text)


@given(st.text())
@example("\ud800")
@example("13800138000\ud800")
def test_any_text_has_a_verdict_and_the_predicate_agrees(text: str) -> None:
    report = check_segment(text)
    assert report.supported is is_supported_segment(text)
    assert match_prefix(text).status in ("supported", "possible", "not-listed", "invalid")


@pytest.mark.parametrize("separator", SEPARATORS)
def test_each_separator_may_stand_anywhere(separator: str) -> None:
    text = separator + separator.join(["tel:", "+", "86", "0", *"13800138000"]) + separator
    assert normalize_number(text) == "13800138000"


@pytest.mark.parametrize("separator", SEPARATORS)
def test_no_separator_may_stand_inside_the_country_code_or_the_scheme(separator: str) -> None:
    for text in (f"8{separator}613800138000", f"+8{separator}613800138000", f"te{separator}l:13800138000"):
        assert not is_supported_segment(text)


def test_no_other_character_is_accepted_in_a_number() -> None:
    for character in map(chr, range(0x1_1000)):
        is_separator, is_digit = character in GRAMMAR.separators, character in "0123456789０１２３４５６７８９"
        assert is_supported_segment(f"138{character}00138000") is is_separator, ascii(character)
        assert is_supported_segment(f"138{character}0013800") is is_digit, ascii(character)


MANY = 10_000_000
LONG = {
    "digits": ("1" * MANY, Verdict.TOO_LONG),
    "a number and digits": ("138" + "0" * MANY, Verdict.TOO_LONG),
    "zeros": ("0" * MANY, Verdict.NOT_MOBILE),
    "blanks": (" " * MANY, Verdict.EMPTY),
    "hyphens": ("-" * MANY, Verdict.NOT_A_NUMBER),
    "blanks and a letter": (" " * MANY + "x", Verdict.NOT_A_NUMBER),
    "blanks around a number": (" " * MANY + "13800138000" + "\u3000" * MANY, Verdict.SUPPORTED),
    "digits with gaps": ("1-" * (MANY // 2), Verdict.TOO_LONG),
    "a number with wide gaps": (("\u3000" * (MANY // 11)).join("13800138000"), Verdict.SUPPORTED),
    "plus and digits": ("+" + "9" * MANY, Verdict.NOT_MAINLAND),
    "eighty-sixes": ("86" * (MANY // 2), Verdict.NOT_MOBILE),
    "full-width digits": ("１３" * (MANY // 2), Verdict.TOO_LONG),
    "schemes": ("tel:" * (MANY // 4), Verdict.NOT_A_NUMBER),
}


@pytest.mark.parametrize("kind", LONG)
def test_ten_million_characters_are_read_in_linear_time(kind: str) -> None:
    """A pattern that backtracks would take hours for these."""
    text, verdict = LONG[kind]
    assert check_segment(text).verdict is verdict
    assert is_supported_segment(text) is (verdict is Verdict.SUPPORTED)
    match_prefix(text)


NUMBER = "13800138000"
NOT_TEXT = [
    None, 13800138000, 138.0, True, NUMBER.encode(), bytearray(11), list(NUMBER), tuple(NUMBER), range(11), object(),
    dict.fromkeys(range(11)), UserString(NUMBER), UserString("15412345678"), UserString("138"),
]  # fmt: skip


@pytest.mark.parametrize("value", NOT_TEXT, ids=lambda value: f"{type(value).__name__} {NOT_TEXT.index(value)}")
@pytest.mark.parametrize(
    "function",
    [
        is_supported_segment,
        pytest.param(SegmentValidator(SegmentTable.from_rows(DEFAULT_TABLE)).is_supported, id="another table's"),
        check_segment,
        validate_segment,
        match_prefix,
        normalize_number,
        mask_number,
    ],
)
def test_what_is_no_str_is_a_type_error_that_names_the_type_alone(function: Any, value: object) -> None:
    with pytest.raises(TypeError) as refused:
        function(value)
    assert str(refused.value) == f"a number must be a str, not {type(value).__name__}"
    assert refused.value.__cause__ is None


class Phone(str):
    """A subclass of str with another text for people."""

    __slots__ = ()

    def __str__(self) -> str:
        return "hidden"


class Liar(str):
    """A subclass of str that answers wrongly about itself."""

    __slots__ = ()

    def isascii(self) -> bool:
        return True

    def isdigit(self) -> bool:
        return True


@pytest.mark.parametrize("text", ["hello world", "138001380xx", "13８00138000", "15412345678", "138", "13800138000"])
def test_the_answers_of_a_subclass_of_str_about_itself_do_not_count(text: str) -> None:
    assert is_supported_segment(Liar(text)) is is_supported_segment(text)
    assert check_segment(Liar(text)) == check_segment(text)


@pytest.mark.parametrize("text", ["13800138000", "+86 138 0013 8000"])
def test_a_subclass_of_str_is_a_str(text: str) -> None:
    assert is_supported_segment(Phone(text))
    number = validate_segment(Phone(text))
    assert number == "13800138000"
    assert type(number) is str
    assert mask_number(Phone(text)) == "138****8000"
    assert match_prefix(Phone(text)).status == "supported"


@pytest.mark.parametrize("before", ["", "0", "86", "860", "086", "0860", "0086", "00860"])
def test_the_digits_before_a_number_may_stand_without_separators(before: str) -> None:
    assert is_supported_segment(before + NUMBER)
    assert normalize_number(before + NUMBER) == NUMBER


@pytest.mark.parametrize("before", ["00", "000", "0000", "1", "85", "8686", "00086", "860086", "086086"])
def test_no_other_digits_may_stand_before_a_number(before: str) -> None:
    assert not is_supported_segment(before + NUMBER)


def test_an_explanation_gets_twenty_digits_at_most() -> None:
    assert len(read("+" + "9" * 50).digits) == 20
    assert len(read("02" + "9" * 50).digits) == 20


LISTED = SegmentValidator(SegmentTable.from_rows([{"prefix": "138", "published": True}]))
# Six hundred prefixes that no shorter ones cover: more than are compiled into a pattern.
MANY_LISTED = SegmentValidator(
    SegmentTable.from_rows(
        {"prefix": f"{prefix}", "published": True} for prefix in range(13_000, 20_000) if prefix % 10 == 8
    )
)


@pytest.mark.parametrize(
    "validator", [DEFAULT_VALIDATOR, LISTED, MANY_LISTED], ids=["packaged", "one row", "many rows"]
)
@pytest.mark.parametrize(
    ("text", "is_number"),
    [
        ("13808138000", True), ("+86 138 0813-8000", True), ("１３８08138000", True), ("008613808138000", True),
        ("0086013808138000", True), ("1380813800", False), ("138081380000", False), ("8613808138xxx", False),
        ("86138081380x0", False), ("1380813800x", False), ("1380813800²", False), ("138081380x00", False),
        ("00860138081380000", False), ("00860013808138000", False), ("1" * 16, False), ("x" * 13, False), ("", False),
    ],
)  # fmt: skip
def test_every_table_reads_numbers_as_the_packaged_one_does(
    validator: SegmentValidator, text: str, is_number: bool
) -> None:
    assert validator.is_supported(text) is is_number


def test_the_repr_of_a_reading_shows_how_many_digits_it_has_and_not_which() -> None:
    assert repr(read(NUMBER)) == "Reading(refusal=None, digits=11 of them)"
    assert repr(read("")) == "Reading(refusal=<Verdict.EMPTY: 'empty'>, digits=0 of them)"
