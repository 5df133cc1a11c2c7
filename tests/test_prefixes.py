"""The trie, prefix sets and the patterns compiled from them, against their definitions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian_segments.parsing import LENGTH
from beian_segments.prefixes import DIGITS, NOTHING, DigitTrie, PrefixSet, number_pattern
from tests.generators import digits, prefixes
from tests.reference import longest

few_digits = st.text("012", min_size=1, max_size=5)
dictionaries = st.dictionaries(few_digits, st.integers(), max_size=30)


@given(dictionaries, st.one_of(few_digits, digits(0, 12)))
def test_longest_gives_the_value_of_the_longest_prefix(values: dict[str, int], number: str) -> None:
    prefix = longest(values, number)
    assert DigitTrie(values.items()).longest(number) == (None if prefix is None else values[prefix])


@given(dictionaries, few_digits)
def test_path_gives_the_values_of_all_prefixes_shortest_first(values: dict[str, int], number: str) -> None:
    prefixes = sorted((prefix for prefix in values if number.startswith(prefix)), key=len)
    assert list(DigitTrie(values.items()).path(number)) == [values[prefix] for prefix in prefixes]


@given(dictionaries, st.text("012", max_size=3))
def test_under_gives_the_values_of_all_continuations_in_order(values: dict[str, int], start: str) -> None:
    wanted = [values[prefix] for prefix in sorted(values) if prefix.startswith(start)]
    assert list(DigitTrie(values.items()).under(start)) == wanted


def test_a_character_that_is_not_an_ascii_digit_ends_the_path() -> None:
    trie = DigitTrie({"13": "a", "138": "b"}.items())
    assert trie.longest("13x") == "a"
    assert trie.longest("１３８") is None


@pytest.mark.parametrize("prefix", ["", "13a", "１３", "-1", " 13"])
def test_a_prefix_that_is_not_of_ascii_digits_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="one or more ASCII digits"):
        DigitTrie([(prefix, 0)])


def test_a_prefix_that_comes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="comes twice"):
        DigitTrie([("13", 0), ("13", 1)])


SET = PrefixSet.of(["138", "1349"])


def test_equal_sets_have_equal_hashes() -> None:
    assert hash(PrefixSet.of(["13", "14"])) == hash(PrefixSet.of(["14", *(f"13{digit}" for digit in DIGITS)]))


def test_only_texts_of_ascii_digits_are_in_a_set() -> None:
    assert "1380" in SET
    for other in ("138x", "138²", "138٣", "１３８", "138 ", "", 138, None, ("1", "3", "8")):
        assert other not in SET


def test_ten_equal_nodes_that_are_not_truth_values_stay_ten() -> None:
    prefixes = tuple(f"{digit}5" for digit in DIGITS)
    assert PrefixSet.of(prefixes).prefixes == prefixes


class TestMembership:
    def test_the_empty_set_has_no_members(self) -> None:
        assert PrefixSet.of([]).membership() == (0, frozenset())

    def test_ten_thousand_prefixes_are_listed_and_one_more_is_not(self) -> None:
        prefixes = [
            *(f"{digit}0" for digit in DIGITS[1:]),
            *(f"00{digit}" for digit in DIGITS[:9]),
            *(f"010{digit}" for digit in DIGITS[:9]),
            *(f"0110{digit}" for digit in DIGITS[:9]),
            "01110",
        ]
        depth, inside = PrefixSet.of(prefixes).membership()
        assert depth == 5
        assert isinstance(inside, frozenset)
        assert len(inside) == 10_000
        larger = PrefixSet.of([*prefixes, "01112"])
        assert larger.membership() == (5, larger)


@given(st.sets(prefixes, max_size=12))
def test_a_set_is_made_of_the_fewest_prefixes(chosen: set[str]) -> None:
    made = PrefixSet.of(chosen)
    assert PrefixSet.of(made.prefixes) == made
    assert hash(PrefixSet.of(made.prefixes)) == hash(made)
    assert len(made.prefixes) <= len(chosen)
    assert all((start in made) is (longest(chosen, start) is not None) for start in chosen)


@given(st.sets(prefixes, max_size=12), st.sets(prefixes, max_size=12))
def test_sets_are_equal_when_they_have_the_same_numbers(one: set[str], other: set[str]) -> None:
    assert PrefixSet.of(one) == PrefixSet.of([*one, *(prefix + "0" for prefix in one)])
    assert (PrefixSet.of(one) == PrefixSet.of(other)) is (PrefixSet.of(one).prefixes == PrefixSet.of(other).prefixes)


def test_a_set_is_not_equal_to_something_else_and_shows_no_prefix() -> None:
    assert PrefixSet.of(["13"]) != "13"
    assert repr(PrefixSet.of(["139", "138"])) == "<PrefixSet of 2 prefixes>"


@pytest.mark.parametrize(
    ("listed", "pattern"),
    [
        ([], NOTHING),
        (["13"], "13[0-9]{9}"),
        (["138"], "138[0-9]{8}"),
        (["1380013800"], "1380013800[0-9]"),
        (["13800138000"], "13800138000"),
        (["134", "1349"], "134[0-9]{8}"),
        (["1340", "1341"], "134[01][0-9]{7}"),
        (["134", "17"], "1(?:34|7[0-9])[0-9]{8}"),
        (["1340", "1740", "18"], "1(?:[37]40|8[0-9]{2})[0-9]{7}"),
    ],
)
def test_a_strict_pattern_writes_equal_subtrees_once(listed: list[str], pattern: str) -> None:
    assert number_pattern(PrefixSet.of(listed), LENGTH) == pattern


def test_a_pattern_may_begin_with_any_digit() -> None:
    pattern = re.compile(number_pattern(PrefixSet.of(["0", "12"]), 4, gap="-?"))
    assert [bool(pattern.fullmatch(text)) for text in ("0123", "1-2-3-4", "1300", "-0123")] == [
        True,
        True,
        False,
        False,
    ]
