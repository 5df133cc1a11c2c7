"""How a refused text is broken: the table of damages, their sentences, and texts that are made to be slow."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian_segments import SegmentError, Verdict, _data, check_segment, find_numbers, normalize_number, validate_segment
from beian_segments.damage import LONGEST, damage_of
from beian_segments.i18n import LANGUAGES
from beian_segments.parsing import read
from beian_segments.strategies import malformed_numbers
from tests.conftest import is_thorough
from tests.generators import damaged_texts
from tests.reference import Damages, Grammar

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("cases").joinpath("damaged.toml").read_text(encoding="utf-8")
)
NOT_DAMAGES = ("none", "accepted")
REFERENCE = Damages(Grammar(), find_numbers)
DAMAGED = [(kind, case) for kind, cases in CASES.items() if kind not in NOT_DAMAGES for case in cases]
TEXTS = [pytest.param(kind, case, id=f"{kind}: {case['text']!a}") for kind, cases in CASES.items() for case in cases]


@pytest.mark.parametrize(("kind", "case"), TEXTS)
def test_each_text_has_its_verdict_its_damage_and_the_numbers_in_it(kind: str, case: dict[str, Any]) -> None:
    report = check_segment(case["text"])
    assert report.params.get("damage") == (None if kind in NOT_DAMAGES else kind)
    assert [match.number for match in find_numbers(case["text"])] == case.get("found", [])
    if kind == "accepted":
        assert report.number == case["found"][0]
    else:
        assert report.verdict == case["verdict"]


@pytest.mark.parametrize(("kind", "case"), TEXTS)
def test_the_reference_names_the_damage_of_each_text(kind: str, case: dict[str, Any]) -> None:
    if kind != "accepted":
        assert REFERENCE(case["text"]) == (None if kind in NOT_DAMAGES else kind)


@given(damaged_texts | malformed_numbers())
def test_the_damage_is_the_first_whose_rule_applies_to_the_whole_text(text: str) -> None:
    refusal = read(text).refusal
    if refusal not in (None, Verdict.EMPTY):
        assert damage_of(text, refusal) == REFERENCE(text)


def test_there_are_texts_of_every_damage() -> None:
    assert list(CASES) == [*_data.DAMAGES, *NOT_DAMAGES]


@pytest.mark.parametrize("kind", _data.DAMAGES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentence_is_that_of_the_damage_in_report_and_errors(kind: str, lang: str) -> None:
    text = CASES[kind][0]["text"]
    sentence = _data.DAMAGES[kind][lang]
    assert check_segment(text).message(lang) == sentence
    for function in (normalize_number, validate_segment):
        with pytest.raises(SegmentError) as refused:
            function(text)
        assert refused.value.params["damage"] == kind
        assert refused.value.message(lang) == sentence


def test_an_unknown_damage_leaves_the_sentence_of_the_verdict() -> None:
    error = SegmentError(Verdict.TOO_SHORT, {"damage": "no-such-damage"})
    assert error.message("en") == SegmentError(Verdict.TOO_SHORT).message("en")


def test_no_sentence_shows_digits_of_the_text() -> None:
    for kind, case in DAMAGED:
        report = check_segment(case["text"])
        for lang in LANGUAGES:
            assert set(filter(str.isdigit, report.message(lang))) <= {"1"}, kind
        assert not any(value.isdigit() and len(value) > 3 for value in report.params.values())


@given(st.text(st.sampled_from("0123456789*xX.,'=\"+-() eE转\n١＊，"), max_size=40))
def test_a_text_with_a_damage_is_refused_and_a_supported_or_unlisted_number_has_none(text: str) -> None:
    report = check_segment(text)
    if "damage" in report.params:
        assert report.number is None
        assert report.verdict is not Verdict.EMPTY
    assert report.params.get("damage") in (None, *_data.DAMAGES)


@given(st.text(st.sampled_from("0123456789"), max_size=30))
def test_digits_alone_have_no_damage(text: str) -> None:
    assert "damage" not in check_segment(text).params


def test_a_document_is_not_looked_through() -> None:
    around = "x" * (LONGEST - 11)
    assert damage_of(f"{around}13800138000", Verdict.NOT_A_NUMBER) == "text-around"
    assert damage_of(f"{around}x13800138000", Verdict.NOT_A_NUMBER) is None


@pytest.mark.parametrize(
    "text", ["13800138000\ud800", "\udfff'13800138000", "13800138000\U000e0061", "\0" + "13800138000"]
)
def test_a_character_that_no_encoding_or_eye_shows_is_text_around_a_number(text: str) -> None:
    assert check_segment(text).params["damage"] == "text-around"


UNITS = [
    "1", "1.", "13.", "1 ", "138 ", "(", "()", "*", "x", "1E", "e1", "1,", "138,", "'", '="', "13800138000 ", "1*",
    "13800138000x", "13800138000.", "13800138000-1", "tel:", "+86", "转1", "1\u200b", "-", "..", "1380 0138 000 ",
    "13800138000、", "138 0013 8000/", "、", "86 ", "E", "1E1", "13800138000转", "1x", "13800138000\n",
]  # fmt: skip
SIZE = 10_000_000 if is_thorough() else 1_000_000


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("before", ["", "1", "'", "13800138000"])
def test_a_verdict_of_megabytes_takes_less_than_a_second(unit: str, before: str) -> None:
    text = before + unit * (SIZE // len(unit))
    started = time.process_time()
    check_segment(text)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("unit", UNITS)
def test_the_longest_text_that_is_looked_through_takes_less_than_half_a_second(unit: str) -> None:
    text = "z" + unit * ((LONGEST - 1) // len(unit))
    damage_of("z13800138000", Verdict.NOT_A_NUMBER)
    started = time.process_time()
    damage_of(text, Verdict.NOT_A_NUMBER)
    assert time.process_time() - started < 0.5
