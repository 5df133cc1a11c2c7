"""The kernel: canonical numbers and what looks like them, with tables of any depth."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian_segments import DEFAULT_TABLE, SegmentTable, SegmentValidator, is_supported_segment
from beian_segments._data import LEADS
from beian_segments.columns import classify, is_supported
from beian_segments.strategies import tables
from tests.columns.answers import TRAPS, classified, supported
from tests.columns.engines import engine
from tests.generators import numbers, numbers_near
from tests.generators import texts as any_text
from tests.reference import published

pa = engine("pyarrow")
np = engine("numpy")


def test_every_mobile_number_begins_with_1_as_the_kernel_expects() -> None:
    assert {lead[0] for lead in LEADS} == {"1"}


@st.composite
def columns_near(draw: st.DrawFn, table: SegmentTable) -> list[str | None]:
    row = st.one_of(numbers_near(table), numbers, st.sampled_from(TRAPS), any_text, st.none())
    return draw(st.lists(row, max_size=30))


@given(st.data())
def test_a_column_has_the_answers_of_its_rows(data: st.DataObject) -> None:
    table = data.draw(tables())
    validator = SegmentValidator(table)
    column = data.draw(columns_near(table))
    array = pa.array([text and text.encode("utf-8", "replace").decode() for text in column], pa.string())
    for writings in (False, True):
        wanted = supported(column, validator, writings=writings)
        assert is_supported(array, writings=writings, validator=validator).to_pylist() == wanted
        assert is_supported(column, writings=writings, validator=validator) == wanted
    assert classify(array, validator=validator).to_pydict() == classified(column, validator)


@given(st.data())
def test_integers_have_the_answers_of_their_digits(data: st.DataObject) -> None:
    table = data.draw(tables())
    validator = SegmentValidator(table)
    column = [int(number) for number in data.draw(st.lists(numbers_near(table), max_size=30))]
    wanted = supported(map(str, column), validator)
    assert is_supported(np.array(column, np.int64), validator=validator).tolist() == wanted
    assert is_supported(np.array(column, np.uint64), validator=validator).tolist() == wanted


@pytest.mark.parametrize("depth", [1, 2, 3, 4, 5, 7, 11])
def test_an_unlisted_block_within_a_listed_one_is_found_at_any_depth(depth: int) -> None:
    hole = "13800138000"[:depth]
    rows = [{"prefix": "13", "published": True}, {"prefix": hole, "published": depth < 3}]
    validator = SegmentValidator(SegmentTable.from_rows(rows[1:] if depth == 2 else rows))
    column = ["13800138000", hole.ljust(11, "0"), hole.ljust(11, "9"), hole[:-1].ljust(11, "9"), "13900000000"]
    assert is_supported(pa.array(column), validator=validator).to_pylist() == supported(column, validator)
    assert classify(pa.array(column), validator=validator).to_pydict() == classified(column, validator)


def test_an_empty_table_lists_nothing() -> None:
    validator = SegmentValidator(SegmentTable())
    column = ["13800138000", None, "x"]
    assert is_supported(pa.array(column), validator=validator).to_pylist() == [False, None, False]
    assert classify(pa.array(column), validator=validator)["verdict"].to_pylist() == [
        "segment-not-listed",
        None,
        "not-a-number",
    ]


def test_every_prefix_of_five_digits_has_the_answer_of_the_predicate() -> None:
    column = [f"{lead:05}{lead % 997:06}" for lead in range(100_000)]
    wanted = [is_supported_segment(number) for number in column]
    assert sum(wanted) == len(published()) * 100
    assert is_supported(pa.array(column)).to_pylist() == wanted
    assert is_supported(np.array(column, np.int64)).tolist() == wanted


@pytest.mark.parametrize("other", range(256))
def test_any_other_byte_in_any_place_makes_it_no_number(other: int) -> None:
    number = b"13800138000"
    changed = [number[:at] + bytes([other]) + number[at + 1 :] for at in range(len(number))]
    longer = number + bytes([other])
    # The bytes need not be UTF-8: Arrow does not check them.
    array = pa.array([*changed, longer], pa.binary()).view(pa.string())
    wanted = [
        bool(re.fullmatch(rb"[0-9]{11}", text)) and text.decode().startswith(DEFAULT_TABLE.supported_prefixes)
        for text in [*changed, longer]
    ]
    assert is_supported(array).to_pylist() == wanted


@pytest.mark.parametrize("length", [0, 1, 2, 10, 11, 12, 13, 267, 65_547])
def test_a_text_of_another_length_is_no_number(length: int) -> None:
    """Lengths whose lowest byte is 11 among them."""
    text = "13800138000".ljust(length, "0")[:length]
    assert is_supported(pa.array([text])).to_pylist() == [length == 11]


@pytest.mark.parametrize("rows", [0, 1, 7, 32_767, 32_768, 32_769, 100_000])
@pytest.mark.parametrize("kind", ["string", "string_view", "int64"])
def test_rows_on_both_sides_of_a_block_border_are_right(rows: int, kind: str) -> None:
    pattern = ["13800138000", "19200138000", "12300138000"]
    column = [pattern[at % 3] for at in range(rows)]
    array = pa.array(map(int, column) if kind == "int64" else column, getattr(pa, kind)(), size=rows)
    assert is_supported(array).to_pylist() == [at % 3 == 0 for at in range(rows)]
