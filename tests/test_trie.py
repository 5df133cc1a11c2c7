"""The trie against the definition of a longest prefix."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian_segments.prefixes import DigitTrie
from tests.generators import digits
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


def test_what_is_no_digit_ends_the_path() -> None:
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
