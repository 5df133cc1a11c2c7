"""Tables of any shape: the law, the simplest ones, variety."""

from __future__ import annotations

import pytest
from hypothesis import given

from beian_segments import DEFAULT_TABLE, SegmentTable, _data
from beian_segments.strategies import tables
from tests.reference import longest
from tests.strategies.drawing import examples, simplest


@pytest.fixture(scope="module")
def found() -> list[SegmentTable]:
    return examples(tables(), 300)


@given(tables())
def test_each_is_a_table_that_its_rows_make(table: SegmentTable) -> None:
    assert SegmentTable.from_rows(table) == table
    assert all(1 <= len(row.prefix) <= 11 for row in table)


def test_the_simplest_has_no_rows() -> None:
    assert list(simplest(tables())) == []
    assert [row.prefix for row in simplest(tables(), len)] == ["13"]


def test_there_are_tables_that_list_nothing_everything_and_something(found: list[SegmentTable]) -> None:
    kinds = {table.supported_prefixes for table in found}
    assert kinds >= {(), tuple(map(str, range(13, 20)))}
    assert any(not len(table) for table in found)
    assert any(len(table) and not table.supported_prefixes for table in found)


def test_rows_have_every_length_and_lie_within_one_another(found: list[SegmentTable]) -> None:
    assert {len(row.prefix) for table in found for row in table} == set(range(1, 12))
    holes, islands = 0, 0
    for table in found:
        for row in table:
            above = longest({other.prefix for other in table} - {row.prefix}, row.prefix)
            holes += above is not None and table[above].published and not row.published
            islands += above is not None and not table[above].published and row.published
    assert min(holes, islands) > 50


def test_rows_have_every_kind_of_content(found: list[SegmentTable]) -> None:
    said = [row for table in found for row in table]
    assert {row.service for row in said} == set(_data.SERVICES)
    assert {row.confidence for row in said} == set(_data.CONFIDENCES)
    for name in ("published_carrier", "carrier", "sources", "note"):
        packaged = {getattr(row, name) for row in DEFAULT_TABLE}
        values = {getattr(row, name) for row in said}
        assert packaged & values, name
        assert values - packaged, f"{name} of an open vocabulary"
    assert any(row.extra for row in said)
    assert {table.data_version is None for table in found} == {True, False}
