"""The table as expressions that an engine plans and runs by itself.

Two forms, for engines are good at different things: one regular expression, compiled from the trie, for those whose
engine is an automaton (Rust's, RE2); for others, where even cutting off the first digits makes a new text a row,
comparisons of the whole text, with the length and the digits too. Null stays null in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import narwhals.stable.v2 as nw

from beian_segments.parsing import LENGTH, MOBILE
from beian_segments.prefixes import number_pattern
from beian_segments.segment import Segment
from beian_segments.table import SegmentTable

__all__ = ["details_of", "supported_in"]

# Where $ is the very end of the text, and a pattern as quick as a look-up.
_AUTOMATA = (nw.Implementation.POLARS, nw.Implementation.DUCKDB)


def supported_in(engine: Any, text: Any, table: SegmentTable) -> Any:
    """Whether a text is the canonical number of a listed segment, as an engine does it best."""
    prefixes = table.listed.prefixes
    if not prefixes:
        return text.str.len_chars() < 0  # False, and null for null
    if engine in _AUTOMATA:
        return text.str.contains(f"^{number_pattern(table.listed, LENGTH)}$")
    # The digits last, for a pattern costs most. This one needs no anchor, which in Java a line feed may follow.
    listed = _between(text, _edges(prefixes))
    return (text.str.len_chars() == LENGTH) & listed & ~text.str.contains("[^0-9]")


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


def _edges(prefixes: Iterable[str]) -> list[str]:
    """Where, among all numbers in their order, those with a prefix begin and end, by turns."""
    edges: set[int] = set()
    for prefix in prefixes:
        size = 10 ** (LENGTH - len(prefix))
        # An edge that is there already is that of a neighbour, and none any more.
        edges ^= {int(prefix) * size, (int(prefix) + 1) * size}
    return [f"{edge:0{LENGTH}}" for edge in sorted(edges)]


def _between(text: Any, edges: Sequence[str], *, first: bool = True) -> Any:
    """Whether a text lies beyond an edge that begins something and below the one that ends it, found by halving.

    Texts of digits as long as the edges are in one order by character and by value, whatever an engine's collation.

    Args:
        text: what is compared.
        edges: one or more, in order.
        first: whether the first one begins something, or ends it.
    """
    if len(edges) == 1:
        return text >= nw.lit(edges[0]) if first else text < nw.lit(edges[0])
    # Null is below no edge: it falls to the upper part each time, and is null in the comparison that is left there.
    middle = (len(edges) - 1) // 2
    lower = _between(text, edges[:middle], first=first) if middle else nw.lit(not first)
    upper = _between(text, edges[middle + 1 :], first=first == (middle % 2 == 1))
    return nw.when(text < nw.lit(edges[middle])).then(lower).otherwise(upper)


def _by_length(prefixes: Iterable[str]) -> list[tuple[int, list[str]]]:
    return [(length, list(among)) for length, among in groupby(sorted(prefixes, key=len), len)]
