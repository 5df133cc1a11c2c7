"""Segments and numbers of a table: the laws, the simplest ones, variety, and what is refused."""

from __future__ import annotations

from inspect import Parameter, signature
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from beian_segments import (
    DEFAULT_TABLE,
    MobileNumber,
    Segment,
    SegmentError,
    SegmentTable,
    SegmentValidator,
    validate_segment,
)
from beian_segments.strategies import segments, supported_numbers, tables, unlisted_numbers
from tests.reference import longest, rows
from tests.strategies.drawing import seen, simplest

ROWS = {row["prefix"]: row for row in rows()}
CARRIERS = sorted({row.carrier for row in DEFAULT_TABLE if row.carrier})
SERVICES = sorted({row.service for row in DEFAULT_TABLE})


def row_of(number: str) -> dict[str, str]:
    return ROWS[longest(ROWS, number) or ""]


class TestSupportedNumbers:
    @given(supported_numbers())
    def test_each_passes_unchanged(self, number: MobileNumber) -> None:
        assert validate_segment(number) == number
        assert row_of(number)["published"] == "true"

    @pytest.mark.parametrize("carrier", ["unicom", "mobile", "telecom"])
    @given(data=st.data())
    def test_each_is_of_the_carrier_asked_for(self, carrier: str, data: st.DataObject) -> None:
        row = row_of(data.draw(supported_numbers(carrier=carrier)))
        assert (row["published"], row["carrier"]) == ("true", carrier)

    @pytest.mark.parametrize("service", ["mobile", "mvno", "iot", "data-card", "satellite"])
    @given(data=st.data())
    def test_each_is_of_the_service_asked_for(self, service: str, data: st.DataObject) -> None:
        row = row_of(data.draw(supported_numbers(service=service)))
        assert (row["published"], row["service"]) == ("true", service)

    @given(supported_numbers(carrier="telecom", service="satellite"))
    def test_carrier_and_service_can_be_combined(self, number: MobileNumber) -> None:
        assert number.startswith("1349")

    @given(st.data())
    def test_each_is_supported_by_the_table_given(self, data: st.DataObject) -> None:
        table = data.draw(tables())
        if table.supported_prefixes:
            assert SegmentValidator(table).validate(data.draw(supported_numbers(table=table)))
        else:
            with pytest.raises(InvalidArgument, match=r"^the table has no listed number$"):
                supported_numbers(table=table)

    def test_the_simplest_is_the_smallest(self) -> None:
        assert simplest(supported_numbers()) == "13000000000"
        assert simplest(supported_numbers(carrier="telecom")) == "13300000000"
        assert simplest(supported_numbers(service="satellite")) == "13490000000"
        assert simplest(supported_numbers(), lambda number: number.endswith("7")) == "13000000007"
        assert simplest(supported_numbers(), lambda number: number >= "199") == "19900000000"

    def test_the_simplest_of_another_table_is_its_smallest(self) -> None:
        table = SegmentTable.from_rows(
            [
                {"prefix": "13", "published": True},
                {"prefix": "130", "published": False},
                {"prefix": "1301", "published": True},
            ]
        )
        assert simplest(supported_numbers(table=table)) == "13010000000"

    def test_every_segment_of_the_list_appears_and_every_row_that_splits_one(self) -> None:
        listed = {prefix for prefix, row in ROWS.items() if row["published"] == "true"}
        segment, split = {prefix for prefix in listed if len(prefix) == 3}, {"134", "170"}
        assert seen(supported_numbers(), segment, lambda number: {number[:3]}) == segment
        assert seen(supported_numbers(), listed - split, lambda n: {row_of(n)["prefix"]}) == listed - split


class TestUnlistedNumbers:
    @given(unlisted_numbers())
    def test_each_is_refused_for_its_segment_alone(self, number: MobileNumber) -> None:
        with pytest.raises(SegmentError) as refused:
            validate_segment(number)
        assert refused.value.code == "segment-not-listed"
        assert row_of(number)["published"] == "false"

    @given(unlisted_numbers(allocated=True), unlisted_numbers(allocated=False))
    def test_each_is_allocated_or_not_as_asked(self, allocated: MobileNumber, unallocated: MobileNumber) -> None:
        assert row_of(allocated)["service"] != "unallocated"
        assert row_of(unallocated)["service"] == "unallocated"

    @given(st.data())
    def test_each_is_refused_by_the_table_given(self, data: st.DataObject) -> None:
        table = data.draw(tables())
        if table.supported_prefixes == SegmentTable.from_rows([{"prefix": "1", "published": True}]).supported_prefixes:
            with pytest.raises(InvalidArgument, match=r"^the table leaves no number unlisted$"):
                unlisted_numbers(table=table)
        else:
            report = SegmentValidator(table).check(data.draw(unlisted_numbers(table=table)))
            assert report.verdict == "segment-not-listed"

    def test_a_number_without_a_row_is_neither_allocated_nor_not(self) -> None:
        table = SegmentTable.from_rows([{"prefix": "138", "published": True}])
        assert simplest(unlisted_numbers(table=table)) == "13000000000"
        with pytest.raises(InvalidArgument, match=r"^the table leaves no number unlisted that is allocated$"):
            unlisted_numbers(allocated=True, table=table)
        with pytest.raises(InvalidArgument, match=r"^the table leaves no number unlisted whose row says unallocated$"):
            unlisted_numbers(allocated=False, table=table)

    def test_the_simplest_is_the_smallest(self) -> None:
        assert simplest(unlisted_numbers()) == "14000000000"
        assert simplest(unlisted_numbers(allocated=True)) == "14100000000"
        assert simplest(unlisted_numbers(), lambda number: number >= "17") == "17400000000"

    def test_every_row_that_is_not_listed_appears(self) -> None:
        unlisted = {prefix for prefix, row in ROWS.items() if row["published"] == "false"} - {"1740"}
        assert seen(unlisted_numbers(), unlisted, lambda number: {row_of(number)["prefix"]}) == unlisted


class TestSegments:
    @given(segments(), segments(published=True), segments(published=False))
    def test_each_is_a_row_of_the_table(self, any_row: Segment, listed: Segment, other: Segment) -> None:
        assert any_row in DEFAULT_TABLE
        assert (listed.published, other.published) == (True, False)

    @pytest.mark.parametrize("carrier", CARRIERS)
    @given(data=st.data())
    def test_each_has_the_carrier_asked_for(self, carrier: str, data: st.DataObject) -> None:
        assert data.draw(segments(carrier=carrier)).carrier == carrier

    @pytest.mark.parametrize("service", SERVICES)
    @given(data=st.data())
    def test_each_has_the_service_asked_for(self, service: str, data: st.DataObject) -> None:
        assert data.draw(segments(service=service)).service == service

    @given(st.data())
    def test_each_is_of_the_table_given(self, data: st.DataObject) -> None:
        table = data.draw(tables())
        if len(table):
            assert data.draw(segments(table=table)) in table
        else:
            with pytest.raises(InvalidArgument, match=r"^the table has no row$"):
                segments(table=table)

    def test_the_simplest_is_the_first_in_prefix_order(self) -> None:
        assert simplest(segments()).prefix == "130"
        assert simplest(segments(published=False)).prefix == "140"

    def test_every_row_appears(self) -> None:
        assert seen(segments(), ROWS, lambda row: {row.prefix}) == set(ROWS)


class TestWhatIsRefused:
    """At once, where the strategy is asked for, and not when a test first draws from it."""

    def test_a_carrier_without_a_listed_number_is_refused_with_what_there_is(self) -> None:
        wanted = (
            "^the table has no listed number of this carrier and service; "
            "by these it has mobile data-card, mobile mobile, mobile mvno, "
        )
        with pytest.raises(InvalidArgument, match=wanted):
            supported_numbers(carrier="broadnet")

    def test_rows_without_a_carrier_are_listed_as_such(self) -> None:
        table = SegmentTable.from_rows([{"prefix": "138", "published": True}])
        with pytest.raises(InvalidArgument, match=r"by these it has no carrier mobile$"):
            segments(carrier="mobile", table=table)

    @pytest.mark.parametrize(
        "facts",
        [
            {"service": "unallocated"},
            {"carrier": "mobile", "service": "satellite"},
            {"carrier": "CMCC"},
            {"service": "5g"},
        ],
    )
    def test_a_carrier_and_service_without_a_number_are_refused(self, facts: dict[str, Any]) -> None:
        with pytest.raises(InvalidArgument, match=r"^the table has no listed number of this carrier and service; "):
            supported_numbers(**facts)
        with pytest.raises(InvalidArgument, match=r"^the table has no row of this carrier and service; "):
            segments(published=True, **facts)

    @pytest.mark.parametrize("make", [segments, supported_numbers, unlisted_numbers])
    @pytest.mark.parametrize("table", [None, list(DEFAULT_TABLE), st.just(DEFAULT_TABLE)])
    def test_a_table_of_another_type_is_refused(self, make: object, table: object) -> None:
        assert callable(make)
        with pytest.raises(InvalidArgument, match=r"^table must be a SegmentTable, not \w+$"):
            make(table=table)

    def test_arguments_of_another_type_are_refused_by_their_names(self) -> None:
        with pytest.raises(InvalidArgument, match=r"^carrier must be a str or None, not int$"):
            supported_numbers(carrier=13800138000)  # type: ignore[arg-type]
        with pytest.raises(InvalidArgument, match=r"^service must be a str or None, not list$"):
            segments(service=["mobile"])  # type: ignore[arg-type]
        with pytest.raises(InvalidArgument, match=r"^published must be True, False or None, not str$"):
            segments(published="yes")  # type: ignore[arg-type]
        with pytest.raises(InvalidArgument, match=r"^allocated must be True, False or None, not int$"):
            unlisted_numbers(allocated=1)  # type: ignore[arg-type]

    def test_all_arguments_are_keyword_only(self) -> None:
        for make in (segments, supported_numbers, unlisted_numbers):
            assert {each.kind for each in signature(make).parameters.values()} == {Parameter.KEYWORD_ONLY}


def test_the_repr_of_a_strategy_shows_no_number() -> None:
    table = SegmentTable.from_rows([{"prefix": "13800138000", "published": True}])
    assert "<1 prefixes>" in repr(supported_numbers(table=table))
    for strategy in (supported_numbers(table=table), segments(table=table), unlisted_numbers(table=table)):
        assert "13800138000" not in repr(strategy)
