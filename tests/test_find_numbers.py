"""Numbers inside a text: a table of texts, and laws."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from beian_segments import NumberMatch, check_segment, find_numbers, normalize_number
from beian_segments.parsing import separators
from beian_segments.strategies import writings

TEXTS: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("cases").joinpath("find-numbers.toml").read_text(encoding="utf-8")
)
CASES = [pytest.param(case, id=f"{group}: {case['text']!a}") for group, cases in TEXTS.items() for case in cases]
DAMAGES = ("decimal", "thousands", "scientific", "text-guard", "extension")

# Digits, separators and what breaks numbers, with a number in it now and then.
MIXED = st.lists(
    st.one_of(
        st.sampled_from(
            [*"0123456789+-.,:/_ \n()'=\"xE①٣", "转", "分机", "tel:", "86", "0086", "１３８", "\u200b", "ext"]
        ),
        st.sampled_from(["13800138000", "139 0013 9000", "138.0013.8000", "13,800,138,000", "1380 0138 000", ".0"]),
        st.text(max_size=3),
    ),
    max_size=14,
).map("".join)


@pytest.mark.parametrize("case", CASES)
def test_the_numbers_of_a_text_are_found_where_they_stand(case: dict[str, Any]) -> None:
    expected = [(*found["at"], found["number"], found.get("damage")) for found in case["found"]]
    found = [(match.start, match.end, match.number, match.damage) for match in find_numbers(case["text"])]
    assert found == expected


def test_the_table_has_texts_enough_and_every_damage() -> None:
    assert len(CASES) >= 60
    found = [each for cases in TEXTS.values() for case in cases for each in case["found"]]
    assert {each["damage"] for each in found if "damage" in each} == set(DAMAGES)


@given(MIXED)
@example("13800138000.13900139000.0")
@example("='13800138000")
@example("1.3800138001E10E10")
@example("(138)00138000.0")
@example("13800138000ext139 0013 9000")
def test_matches_stand_in_order_and_each_is_a_writing_or_damaged_as_it_says(text: str) -> None:
    end = 0
    for match in find_numbers(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end
        writing = text[match.start : match.end]
        assert not text[match.start - 1 : match.start].isdecimal() or match.start == 0
        assert not text[match.end : match.end + 1].isdecimal()
        if match.damage is None:
            assert normalize_number(writing) == match.number
        else:
            assert check_segment(writing).params["damage"] == match.damage
            [again] = find_numbers(writing)
            assert (again.number, again.damage) == (match.number, match.damage)


SIDES = st.characters(exclude_categories=["Cs"]).filter(lambda side: side not in "+＋" and not side.isdigit())


@given(writings(), SIDES, SIDES)
def test_any_accepted_writing_between_two_characters_that_are_no_digits_is_found(
    writing: str, before: str, after: str
) -> None:
    [match] = find_numbers(before + writing + after)
    assert match.number == normalize_number(writing)


@given(st.lists(st.text("0123456789" + separators() + ",，", max_size=10), max_size=5))
def test_without_eleven_digits_in_a_row_of_digits_and_separators_nothing_is_found(parts: list[str]) -> None:
    assert find_numbers("字".join(part for part in parts)) == ()


@given(st.text("0123456789", min_size=12, max_size=40))
def test_no_digits_of_a_longer_number_are_found(text: str) -> None:
    found = find_numbers(f"x{text}x")
    assert [match.number for match in found] == ([normalize_number(text)] if check_segment(text).number else [])


def test_a_match_is_masked_immutable_equal_by_value_and_copied() -> None:
    [match] = find_numbers("手机：13800138000")
    assert repr(match) == "NumberMatch(start=3, end=14, number='138****8000', damage=None)"
    assert match == NumberMatch(3, 14, match.number) == copy.deepcopy(match)
    with pytest.raises(AttributeError):
        match.number = "13900139000"  # type: ignore[misc, assignment]


@pytest.mark.parametrize("value", [None, 13800138000, b"13800138000", ["13800138000"]], ids=repr)
def test_what_is_no_text_is_a_type_error_that_does_not_show_it(value: object) -> None:
    with pytest.raises(TypeError, match=f"^a number must be a str, not {type(value).__name__}$"):
        find_numbers(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["13800138000\ud800", "\ud83d13800138000", "\0" + "13800138000\0", "\U000e006113800138000"]
)
def test_lone_surrogates_nul_and_invisible_characters_of_other_planes_are_characters_like_any_other(text: str) -> None:
    [match] = find_numbers(text)
    assert text[match.start : match.end] == match.number == "13800138000"
