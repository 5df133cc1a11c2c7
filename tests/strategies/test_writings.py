"""Writings of a number and texts that are none: the laws, the simplest ones, variety, and what is refused."""

from __future__ import annotations

import re
from itertools import product
from string import ascii_letters, punctuation

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from beian_segments import SegmentTable, SegmentValidator, Verdict, check_segment, normalize_number, validate_segment
from beian_segments.strategies import malformed_numbers, supported_numbers, unlisted_numbers, writings
from tests.conftest import is_thorough
from tests.reference import Grammar
from tests.strategies.drawing import examples, seen, simplest
from tests.test_imports import run

GRAMMAR = Grammar()
SIX = [verdict for verdict in Verdict if verdict not in ("segment-not-listed", "supported")]
HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
NOTHING = SegmentValidator(SegmentTable.from_rows([]))


PHONE = "13800138000"
WIDE_DIGITS = set("０１２３４５６７８９")
PLAIN_DIGITS = set("0123456789")


@pytest.fixture(scope="module")
def written() -> list[str]:
    return examples(writings(st.just(PHONE)), 500)


def without_separators(text: str) -> str:
    return "".join(character for character in text if character not in GRAMMAR.separators)


class TestWritings:
    @given(st.data())
    def test_each_is_read_as_its_number(self, data: st.DataObject) -> None:
        number = data.draw(supported_numbers() | unlisted_numbers())
        writing = data.draw(writings(st.just(number)))
        assert normalize_number(writing) == GRAMMAR.number(writing) == number

    @given(writings())
    def test_by_default_they_are_of_supported_numbers(self, writing: str) -> None:
        assert validate_segment(writing)

    def test_the_simplest_is_the_plain_number(self) -> None:
        assert simplest(writings()) == "13000000000"
        assert simplest(writings(unlisted_numbers())) == "14000000000"

    @pytest.mark.parametrize(
        ("what", "writing"),
        [
            ("-", "-13000000000"),
            (r"\+", "+8613000000000"),
            ("T", "Tel:13000000000"),
            # One writing in hundreds, so it takes seconds to find.
            *([("TEL:", "TEL:13000000000")] if is_thorough() else []),
            ("\u202d", "\u202d13000000000"),
            ("^[^1-9１-９]*０1", "０13000000000"),
            ("３", "１３０００００００００"),
        ],
    )
    def test_the_simplest_with_one_feature_has_no_other(self, what: str, writing: str) -> None:
        assert simplest(writings(), lambda text: re.search(what, text)) == writing

    def test_everything_appears_that_may_stand_before_a_number(self, written: list[str]) -> None:
        countries = ("", "86", "086", "+86", "0086")
        wanted = {s + country + trunk for s in ("", "tel:") for country in countries for trunk in ("", "0")}

        def before(text: str) -> set[str]:
            return {without_separators(text)[:-11].translate(HALF_WIDTH).lower()}

        assert seen(writings(st.just(PHONE)), wanted, before, written) == wanted

    def test_the_scheme_appears_in_any_case_and_every_character_in_both_widths(self, written: list[str]) -> None:
        schemes = {"", *map("".join, product("tT", "eE", "lL", ":"))}

        def scheme(text: str) -> set[str]:
            return {without_separators(text)[:-11].translate(HALF_WIDTH).rstrip("+086")}

        characters = set("tTeElL01368+:０１３６８＋：")
        assert seen(writings(st.just(PHONE)), schemes, scheme, written) == schemes
        assert seen(writings(st.just(PHONE)), characters, without_separators, written) == characters

    def test_all_digits_or_some_of_them_are_full_width(self, written: list[str]) -> None:
        def widths(text: str) -> set[tuple[bool, bool]]:
            digits = set(without_separators(text)[-11:])
            return {(bool(digits & PLAIN_DIGITS), bool(digits & WIDE_DIGITS))}

        wanted = {(True, False), (True, True), (False, True)}
        assert seen(writings(st.just(PHONE)), wanted, widths, written) == wanted

    def test_every_separator_appears(self, written: list[str]) -> None:
        def separators(text: str) -> set[str]:
            return set(text) & GRAMMAR.separators

        assert seen(writings(st.just(PHONE)), GRAMMAR.separators, separators, written) == GRAMMAR.separators
        assert any(two in text for text in written for two in ("()", ") ", "--", "  ", ".-"))

    def test_separators_appear_at_every_place(self, written: list[str]) -> None:
        def places(text: str) -> set[int]:
            if without_separators(text) != PHONE:
                return set()
            return {len(without_separators(text[:at])) for at, c in enumerate(text) if c in GRAMMAR.separators}

        assert seen(writings(st.just(PHONE)), range(12), places, written) == set(range(12))

    @pytest.mark.parametrize("numbers", ["13800138000", supported_numbers, ["13800138000"]])
    def test_a_value_instead_of_a_strategy_is_refused(self, numbers: object) -> None:
        with pytest.raises(InvalidArgument, match=r"^numbers must be a strategy, not \w+; for one value wrap it in "):
            writings(numbers)  # type: ignore[arg-type]

    @pytest.mark.parametrize("value", ["+86 138 0013 8000", "138", "", None, 13800138000])
    def test_a_number_that_is_not_canonical_is_refused_and_not_shown(self, value: object) -> None:
        with pytest.raises(
            InvalidArgument, match=r"^numbers must give mobile numbers in canonical form, 11 "
        ) as refused:
            simplest(writings(st.just(value)))  # type: ignore[arg-type]
        assert "138" not in str(refused.value)


class TestMalformedNumbers:
    @pytest.mark.parametrize("verdict", SIX)
    @given(data=st.data())
    def test_each_is_refused_for_exactly_its_reason(self, verdict: Verdict, data: st.DataObject) -> None:
        text = data.draw(malformed_numbers(verdict=verdict))
        assert check_segment(text).verdict is verdict
        assert NOTHING.check(text).verdict is verdict
        assert GRAMMAR.number(text) is None

    @given(malformed_numbers())
    def test_without_a_verdict_they_are_refused_for_any_of_the_reasons(self, text: str) -> None:
        assert check_segment(text).verdict in SIX

    def test_every_reason_appears(self) -> None:
        assert seen(malformed_numbers(), SIX, lambda text: {check_segment(text).verdict}) == set(SIX)

    @pytest.mark.parametrize(
        ("verdict", "text"),
        [("empty", ""), ("not-a-number", "-"), ("not-mainland", "+1"), ("not-mobile", "10"), ("too-short", "1"),
         ("too-long", "130000000000"), (None, "")],
    )  # fmt: skip
    def test_the_simplest_is_the_documented_one(self, verdict: str | None, text: str) -> None:
        assert simplest(malformed_numbers(verdict=verdict)) == text

    @pytest.mark.parametrize(
        ("verdict", "ways"),
        [
            ("empty", ["$", r"\s+$", "[\u200b-\u200f]"]),
            ("not-a-number", [
                "[^0-9a-z]+$", r"\+\+", r"\+0", r"\+tel:", "tel:tel:", r"00\+", "00tel:", "t[0-9]", "te[0-9]",
                "tel[0-9]", r"(\+|00)8.6", r"[0-9]+\+", "[0-9]+tel:", r"[0-9]+\W[0-9]",
            ]),
            ("not-mainland", [r"\+[1-7]", r"\+8[0-57-9]", r"\+9", "00[1-9]"]),
            ("not-mobile", ["1[0-2]", "[2-79]", "8[0-57-9]", "86[2-79]", "000"]),
            ("too-short", ["1", "1[3-9]", "0.*1[3-9]"]),
            ("too-long", ["1[3-9]", "1[0-2]", "0.*1[3-9]"]),
        ],
    )  # fmt: skip
    def test_every_way_to_be_refused_appears(self, verdict: str, ways: list[str]) -> None:
        def matching(text: str) -> list[str]:
            lower = text.translate(HALF_WIDTH).lower()
            # With separators, which may tell two codes apart, and without.
            shapes = (lower, without_separators(lower).removeprefix("tel:"))
            return [way for way in ways if any(re.match(way, shape) for shape in shapes)]

        assert seen(malformed_numbers(verdict=verdict), ways, matching) == set(ways)

    @pytest.mark.parametrize(
        ("verdict", "beginnings"),
        [
            ("too-short", {"0", "00", "+8", "008", "+86", "0086", "+860", "00860"}),
            ("not-mobile", {"86", "086", "860", "0860"}),
        ],
    )
    def test_what_stands_before_a_number_appears_without_one(self, verdict: str, beginnings: set[str]) -> None:
        def whole(text: str) -> set[str]:
            return {without_separators(text.translate(HALF_WIDTH))}

        assert seen(malformed_numbers(verdict=verdict), beginnings, whole) >= beginnings

    def test_foreign_characters_are_plain_or_far_off_or_neighbours_of_known_ones(self) -> None:
        plain = set(punctuation + ascii_letters) - GRAMMAR.separators - set("tTeElL")
        neighbours = {chr(ord(known) + 1) for known in GRAMMAR.separators} - GRAMMAR.separators
        wanted = {"plain", "far off", "neighbour"}

        def kinds(text: str) -> set[str]:
            characters = set(text.translate(HALF_WIDTH))
            assert not any(0xD800 <= ord(character) < 0xE000 for character in characters)
            found = {"plain": characters & plain, "neighbour": characters & neighbours, "far off": max(text) > "\uffff"}
            return {kind for kind, is_there in found.items() if is_there}

        assert seen(malformed_numbers(verdict="not-a-number"), wanted, kinds) == wanted

    @pytest.mark.parametrize("verdict", ["supported", Verdict.SEGMENT_NOT_LISTED, "EMPTY", "", "13800138000"])
    def test_another_verdict_is_refused_with_the_six(self, verdict: str) -> None:
        wanted = "^verdict must be one of empty, not-a-number, not-mainland, not-mobile, too-short, too-long$"
        with pytest.raises(InvalidArgument, match=wanted):
            malformed_numbers(verdict=verdict)

    def test_a_verdict_of_another_type_is_refused(self) -> None:
        with pytest.raises(InvalidArgument, match=r"^verdict must be a str or None, not int$"):
            malformed_numbers(verdict=1)  # type: ignore[arg-type]

    def test_phonenumbers_is_imported_while_drawing_and_only_for_verdicts_that_need_it(self) -> None:
        use = """
import sys
from hypothesis import given, settings, strategies as st
from beian_segments.strategies import malformed_numbers

@settings(max_examples=1, database=None)
@given(st.data())
def draw(data):
    strategy = malformed_numbers(verdict={verdict!r})
    assert "phonenumbers" not in sys.modules
    data.draw(strategy)
    print("phonenumbers" in sys.modules)

draw()
"""
        assert run(use.format(verdict="not-mainland")) == run(use.format(verdict="not-mobile")) == "True"
        assert run(use.format(verdict="too-short")) == "False"
