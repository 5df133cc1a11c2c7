"""Accepted writings: the grammar, normalizing and masking."""

from __future__ import annotations

import tomllib
from collections import UserString
from collections.abc import Callable
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
DOTS, BRACKETS = GRAMMAR.kind("dots"), GRAMMAR.kind("brackets")
NUMBER = "13800138000"
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
def test_each_separator_may_stand_around_a_number_and_at_both_of_its_joints(separator: str) -> None:
    text = separator + separator.join(["tel:", "+", "86", "0", "138", "0013", "8000"]) + separator
    assert normalize_number(text) == NUMBER


@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_bracket_stands_at_a_joint_only_and_a_dot_at_both_or_none(separator: str) -> None:
    for place in range(1, 11):
        text = f"{NUMBER[:place]}{separator}{NUMBER[place:]}"
        accepted = not (separator in DOTS or (separator in BRACKETS and place not in (3, 7)))
        assert check_segment(text).verdict == ("supported" if accepted else "not-a-number"), place
        assert (match_prefix(text).status == "invalid") is not accepted, place
        assert mask_number(text) == ("138****8000" if accepted else "***"), place
        for introduction in ("+86", "tel:", "0"):
            assert is_supported_segment(introduction + text) is accepted, place


@pytest.mark.parametrize("places", [(1, 2), (3, 6), (4, 8), (6, 9), (2, 7), (3, 10)])
def test_two_dots_elsewhere_are_refused(places: tuple[int, int]) -> None:
    first, second = places
    text = f"{NUMBER[:first]}.{NUMBER[first:second]}.{NUMBER[second:]}"
    assert check_segment(text).verdict is Verdict.NOT_A_NUMBER
    assert match_prefix(text).status == "invalid"


@pytest.mark.parametrize(
    "text", ["138.0013.8000", "138. 0013 .8000", "(138).(0013).8000.", "+86.138..0013·8000", "138-.-0013- .8000"]
)
def test_dots_at_both_joints_may_have_other_separators_around_them(text: str) -> None:
    assert normalize_number(text) == NUMBER


@pytest.mark.parametrize("text", ["138.0013.8000", "(138)0013(8000)", "138 (.) 0013 . 8000."])
def test_every_beginning_of_an_accepted_writing_is_on_the_way(text: str) -> None:
    assert {match_prefix(text[:end]).status for end in range(1, len(text) + 1)} <= {"possible", "supported"}


@pytest.mark.parametrize(
    ("text", "digits"),
    [("138.", "138"), ("138.0013", "1380013"), ("138.0013.", "1380013"), ("138.0013.8", "13800138"), ("138(", "138"),
     ("138.00138", None), ("1380.", None), ("1380013.", None), ("1380(", None), ("1.", None), ("138.00.", None)],
)  # fmt: skip
def test_an_unfinished_number_is_held_to_the_places_of_separators(text: str, digits: str | None) -> None:
    assert read_unfinished(text) == digits == GRAMMAR.typed(text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("138.00", "too-short"), ("13800138000.0", "too-long"), ("1(01).0", "not-mobile"), ("+1.3.8(0)", "not-mainland"),
     ("1.2345678901", "not-mobile"), ("1.3.8.0.0.1.3.8.0.0.0.0", "too-long"), ("1-3.8x", "not-a-number")],
)  # fmt: skip
def test_the_places_of_separators_are_asked_last(text: str, verdict: str) -> None:
    assert check_segment(text).verdict == verdict


def test_the_invisible_characters_are_those_that_unicode_lets_every_renderer_ignore() -> None:
    """Default_Ignorable_Code_Point of DerivedCoreProperties.txt up to U+FFFF, and the keycap."""
    ignorable = (
        "00AD 034F 061C 115F 1160 17B4 17B5 180B 180C 180D 180E 180F 200B 200C 200D 200E 200F 202A 202B 202C 202D 202E "
        "3164 FEFF FFA0 20E3"
    )
    points = {int(point, 16) for point in ignorable.split()}
    points |= {*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFF9)}
    assert set(map(ord, GRAMMAR.kind("invisible"))) == points


def test_keycap_digits_are_digits() -> None:
    assert normalize_number("\ufe0f\u20e3".join(NUMBER) + "\ufe0f\u20e3") == NUMBER
    assert check_segment("\ufe0f\u20e3").verdict is Verdict.EMPTY


@pytest.mark.parametrize("separator", SEPARATORS)
def test_no_separator_may_stand_inside_the_country_code_or_the_scheme(separator: str) -> None:
    for text in (f"8{separator}613800138000", f"+8{separator}613800138000", f"te{separator}l:13800138000"):
        assert not is_supported_segment(text)


def test_no_other_character_is_accepted_in_a_number() -> None:
    for character in map(chr, range(0x1_1000)):
        is_separator, is_digit = character in GRAMMAR.separators, character in "0123456789０１２３４５６７８９"
        assert is_supported_segment(f"138{character}0013{character}8000") is is_separator, ascii(character)
        assert is_supported_segment(f"138{character}0013800") is is_digit, ascii(character)


MANY = 10_000_000
LONG: dict[str, tuple[Callable[[], str], Verdict]] = {
    "digits": (lambda: "1" * MANY, Verdict.TOO_LONG),
    "a number and digits": (lambda: "138" + "0" * MANY, Verdict.TOO_LONG),
    "zeros": (lambda: "0" * MANY, Verdict.NOT_MOBILE),
    "blanks": (lambda: " " * MANY, Verdict.EMPTY),
    "hyphens": (lambda: "-" * MANY, Verdict.NOT_A_NUMBER),
    "blanks and a letter": (lambda: " " * MANY + "x", Verdict.NOT_A_NUMBER),
    "blanks around a number": (lambda: " " * MANY + "13800138000" + "\u3000" * MANY, Verdict.SUPPORTED),
    "digits with gaps": (lambda: "1-" * (MANY // 2), Verdict.TOO_LONG),
    "a number with wide gaps": (lambda: ("\u3000" * (MANY // 11)).join("13800138000"), Verdict.SUPPORTED),
    "plus and digits": (lambda: "+" + "9" * MANY, Verdict.NOT_MAINLAND),
    "eighty-sixes": (lambda: "86" * (MANY // 2), Verdict.NOT_MOBILE),
    "full-width digits": (lambda: "１３" * (MANY // 2), Verdict.TOO_LONG),
    "dots": (lambda: "." * MANY, Verdict.NOT_A_NUMBER),
    "dots at one joint": (lambda: "138" + "." * MANY + "00138000", Verdict.NOT_A_NUMBER),
    "dots at both joints": (lambda: ("." * (MANY // 2)).join(["138", "0013", "8000"]), Verdict.SUPPORTED),
    "brackets at both joints": (lambda: ("()" * (MANY // 4)).join(["138", "0013", "8000"]), Verdict.SUPPORTED),
    "brackets between all digits": (lambda: ("(" * (MANY // 11)).join("13800138000"), Verdict.NOT_A_NUMBER),
    "digits and dots in turn": (lambda: "1." * (MANY // 2), Verdict.TOO_LONG),
    "schemes": (lambda: "tel:" * (MANY // 4), Verdict.NOT_A_NUMBER),
}


@pytest.mark.parametrize("kind", LONG)
def test_ten_million_characters_are_read_in_linear_time(kind: str) -> None:
    """A pattern that backtracks would take hours for these."""
    make, verdict = LONG[kind]
    text = make()
    assert check_segment(text).verdict is verdict
    assert is_supported_segment(text) is (verdict is Verdict.SUPPORTED)
    match_prefix(text)


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
