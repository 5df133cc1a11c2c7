"""The predicate, and all that is compiled from a table, against the table's rows."""

from __future__ import annotations

import pickle
import re

from hypothesis import given
from hypothesis import strategies as st

from beian_segments import DEFAULT_TABLE, SegmentTable, SegmentValidator, is_supported_segment
from beian_segments.parsing import DIGITS_BEFORE_NUMBER, LENGTH, writing_pattern
from beian_segments.predicate import PACKAGED
from beian_segments.prefixes import number_pattern
from beian_segments.strategies import tables, writings
from tests.generators import digits, numbers, numbers_near, prefixes, texts
from tests.reference import Grammar, longest


def naive(table: SegmentTable, number: str) -> bool:
    prefix = longest([row.prefix for row in table], number)
    return prefix is not None and table[prefix].published


@given(st.data())
def test_the_predicate_the_set_and_both_patterns_agree_with_the_rows(data: st.DataObject) -> None:
    table = data.draw(tables())
    number = data.draw(st.one_of(numbers_near(table), numbers))
    writing = data.draw(writings(st.just(number)))
    wanted = naive(table, number)
    is_supported = SegmentValidator(table).is_supported
    assert is_supported(number) is is_supported(writing) is wanted
    assert (number in table.listed) is wanted
    assert bool(re.fullmatch(number_pattern(table.listed, LENGTH), number)) is wanted
    assert bool(re.fullmatch(writing_pattern(table.listed), writing)) is wanted
    assert (longest(table.supported_prefixes, number) is not None) is wanted


@given(st.data())
def test_the_packaged_predicate_answers_any_text_by_the_grammar_and_the_rows(data: st.DataObject) -> None:
    near = numbers_near(DEFAULT_TABLE)
    text = data.draw(st.one_of(near, writings(near), texts, digits(0, 17), st.text(max_size=13)))
    number = GRAMMAR.number(text)
    wanted = number is not None and naive(DEFAULT_TABLE, number)
    assert is_supported_segment(text) is wanted
    assert SegmentValidator(SegmentTable.from_rows(DEFAULT_TABLE)).is_supported(text) is wanted


def test_the_predicate_of_another_table_decides_every_kind_of_text() -> None:
    is_supported = SegmentValidator(SegmentTable.from_rows(DEFAULT_TABLE)).is_supported
    listed = ["13800138000", "138００138000", "13８00138000", "138 0013 8000", "013800138000", "8613800138000"]
    others = ["19212345678", "22345678901", "1380013800x", "138", "", "138001380001", "238001380001", "+852 5123 4567"]
    assert [is_supported(text) for text in listed] == [True] * len(listed)
    assert [is_supported(text) for text in others] == [False] * len(others)


def test_the_validator_of_the_packaged_table_has_the_packaged_predicate() -> None:
    assert SegmentValidator(DEFAULT_TABLE).is_supported is is_supported_segment


@given(tables(), digits(10, 17))
def test_the_predicate_reads_texts_of_digits_as_the_grammar_does(table: SegmentTable, text: str) -> None:
    number = GRAMMAR.number(text)
    assert SegmentValidator(table).is_supported(text) is (number is not None and naive(table, number))


@given(st.sampled_from(sorted(DIGITS_BEFORE_NUMBER)), numbers)
def test_a_number_is_accepted_after_all_digits_that_may_stand_before_it(before: str, number: str) -> None:
    assert GRAMMAR.number(before + number) == number
    assert is_supported_segment(before + number) is is_supported_segment(number)


def samples(table: SegmentTable, typed: str) -> set[str]:
    """One completion of what is typed for every set of completions that the rows cannot tell apart."""
    deeper = [row.prefix for row in table if row.prefix.startswith(typed)]
    nodes = {
        typed,
        *({"1"} if "1".startswith(typed) else ()),
        *(prefix[:end] for prefix in deeper for end in range(len(typed), len(prefix) + 1)),
    }
    cells = {node + digit for node in nodes if len(node) < LENGTH for digit in "0123456789"} - nodes
    whole = {node for node in nodes if len(node) == LENGTH}
    return {cell.ljust(LENGTH, "0") for cell in cells | whole if "13" <= cell.ljust(LENGTH, "0")[:2] <= "19"}


@given(tables(), st.one_of(st.just(""), st.just("1"), prefixes))
def test_the_state_of_a_half_typed_number_is_that_of_its_completions(table: SegmentTable, typed: str) -> None:
    words = {naive(table, number) for number in samples(table, typed)}
    wanted = {frozenset({True}): "supported", frozenset({False}): "not-listed"}.get(frozenset(words), "possible")
    match = SegmentValidator(table).match_prefix(typed)
    assert match.status == wanted
    longest_row = longest([row.prefix for row in table], typed)
    assert (match.segment and match.segment.prefix) == longest_row


def test_the_membership_of_the_packaged_table_lists_its_prefixes() -> None:
    depth, inside = DEFAULT_TABLE.listed.membership()
    every = {f"{number}" for number in range(130, 200)}
    assert depth == 3
    assert {each for each in every if each in inside} == set(DEFAULT_TABLE.supported_prefixes)


def test_the_packaged_predicate_is_compiled_from_what_the_packaged_table_lists() -> None:
    assert DEFAULT_TABLE.listed == PACKAGED


def test_membership_of_a_deep_table_walks_the_set_instead_of_listing_millions() -> None:
    table = SegmentTable.from_rows([{"prefix": "13800138000", "published": True}, {"prefix": "15", "published": True}])
    assert table.listed.membership() == (11, table.listed)
    is_supported = SegmentValidator(table).is_supported
    assert [is_supported(n) for n in ("13800138000", "13800138001", "15000000000", "+86 138 0013 8000")] == [
        True,
        False,
        True,
        True,
    ]
    assert not is_supported("1380013800x")


@given(st.data())
def test_a_table_too_large_for_a_pattern_is_read_by_the_grammar(data: st.DataObject) -> None:
    text = data.draw(st.one_of(writings(digits(7, 7).map("1380{}".format)), texts))
    found = GRAMMAR.number(text)
    assert LARGE.is_supported(text) is (found is not None and naive(LARGE.table, found))


def test_the_packaged_table_has_a_short_strict_pattern() -> None:
    assert number_pattern(DEFAULT_TABLE.listed, LENGTH) == (
        "1(?:[38][0-9]|4[67]|5[0-35-9]|6[25-7]|7[0-35-8]|9[135689])[0-9]{8}"
    )


def test_a_table_without_listed_numbers_supports_none() -> None:
    nothing = SegmentValidator(SegmentTable.from_rows([{"prefix": "13", "published": False}]))
    assert not nothing.is_supported("13800138000")
    assert not nothing.is_supported("+86 138 0013 8000")
    assert not SegmentValidator(SegmentTable.from_rows([])).is_supported("13800138000")


def test_the_predicate_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(is_supported_segment)) is is_supported_segment  # noqa: S301


GRAMMAR = Grammar()
LARGE = SegmentValidator(
    SegmentTable.from_rows(
        {"prefix": f"1380{block:03}", "published": True} for block in range(0, 1000, 2) if block % 7
    ).with_rows({"prefix": f"1390{block:03}", "published": True} for block in range(0, 1000, 3))
)
