"""The table as expressions that an engine plans and runs by itself.

Two forms, for engines are good at different things: one regular expression, compiled from the trie, for those whose
engine is an automaton (Rust's, RE2); for others a look-up of the first digits, with the length and the digits too.
Null stays null in both.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

import narwhals.stable.v2 as nw

from beian_segments.grammar import LENGTH, MOBILE
from beian_segments.pattern import number_pattern
from beian_segments.segment import Segment
from beian_segments.segments import SegmentTable

__all__ = ["details_of", "supported_in"]

# Where $ is the very end of the text, and a pattern as quick as a look-up.
_AUTOMATA = (nw.Implementation.POLARS, nw.Implementation.DUCKDB)


def supported_in(engine: Any, text: Any, table: SegmentTable) -> Any:
    """Whether a text is the canonical number of a listed segment, as an engine does it best."""
    prefixes = table.supported_prefixes
    if not prefixes:
        return text.str.len_chars() < 0  # False, and null for null
    if engine in _AUTOMATA:
        return text.str.contains(f"^{number_pattern(table.listed, LENGTH)}$")
    # In Java a line feed may follow $, so the length is counted. In characters: the digits are matched too.
    return (text.str.len_chars() == LENGTH) & _begins_with(text, prefixes) & text.str.contains(f"^[0-9]{{{LENGTH}}}")


def details_of(text: Any, segment: Any, table: SegmentTable) -> tuple[Any, Any, Any]:
    """The row's prefix of a text, null for what is no canonical number; and of that prefix the carrier and service."""
    is_number = (text.str.len_chars() == LENGTH) & text.str.contains(f"^{number_pattern(MOBILE, LENGTH)}")
    of_number = nw.lit(None, nw.String)
    for length, prefixes in _by_length(row.prefix for row in table):
        # The longest is asked last and so first.
        first = text.str.slice(0, length)
        of_number = nw.when(is_number & first.is_in(prefixes)).then(first).otherwise(of_number)
    return of_number, _of_segment(segment, table, "carrier"), _of_segment(segment, table, "service")


def _of_segment(segment: Any, table: SegmentTable, field: str) -> Any:
    def value(row: Segment) -> str:
        return getattr(row, field) or ""

    word = nw.lit(None, nw.String)
    for known, rows in groupby(sorted(table, key=value), value):
        if known:
            word = nw.when(segment.is_in([row.prefix for row in rows])).then(nw.lit(known)).otherwise(word)
    return word


def _begins_with(text: Any, prefixes: Iterable[str]) -> Any:
    return reduce(or_, (text.str.slice(0, length).is_in(among) for length, among in _by_length(prefixes)))


def _by_length(prefixes: Iterable[str]) -> list[tuple[int, list[str]]]:
    return [(length, list(among)) for length, among in groupby(sorted(prefixes, key=len), len)]
