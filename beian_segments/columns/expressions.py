"""The table as expressions, which an engine plans and runs itself. Null stays null.

Most are expressions of narwhals, in two forms, because engines are good at different things. Those whose regular
expressions are automata (Polars, DuckDB) get one pattern, compiled from the trie. Others, where even cutting off the
first digits makes a new text in each row, get comparisons of the whole text, with its length and its characters.

Three engines get more by their own interfaces. Polars reads integers many times as quickly as it matches patterns, and
a left join keeps the order of its rows: the first digits are looked up. DuckDB and Spark promise no order of a join,
but take items from constant lists quickly: the row of the first digits, and the words of a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

import narwhals.stable.v2 as nw

from beian_segments.parsing import LENGTH, MOBILE
from beian_segments.prefixes import PrefixSet, number_pattern
from beian_segments.segment import Segment
from beian_segments.table import SegmentTable

__all__ = [
    "MOST_DIGITS", "details_of", "head_in_polars", "head_of", "listed_heads", "rows_of_heads", "supported_in",
]  # fmt: skip

# Their $ matches at the very end only, and a pattern is as quick as a look-up.
_AUTOMATA = (nw.Implementation.POLARS, nw.Implementation.DUCKDB)
# Prefixes; the pattern or the comparisons of more are larger than engines accept, or slow.
_MOST = 2_000
#: As many digits as prefixes may have for all heads of numbers to be listed: those of the packaged table have.
MOST_DIGITS = 5


def supported_in(engine: Any, text: Any, table: SegmentTable) -> Any:
    """Whether a text is the canonical number of a listed segment, in the form that is best for an engine."""
    prefixes = table.listed.prefixes
    if not prefixes:
        return text.str.len_chars() < 0  # False, and null for null
    if len(prefixes) > _MOST:
        is_number = (text.str.len_chars() == LENGTH) & ~text.str.contains("[^0-9]")
        starts = [text.str.slice(0, len(some[0])).is_in(some) for some in _by_length(prefixes)]
        return is_number & nw.any_horizontal(*starts, ignore_nulls=False)
    return _is_number(engine, text, table.listed)


def _is_number(engine: Any, text: Any, prefixes: PrefixSet) -> Any:
    """Whether a text is the canonical number of a set that is not empty."""
    if engine in _AUTOMATA:
        return text.str.contains(f"^{number_pattern(prefixes, LENGTH)}$")
    # The pattern costs most and comes last. It needs no anchors: in Java a line feed may follow $.
    is_among = _between(text, _edges(prefixes.prefixes))
    return (text.str.len_chars() == LENGTH) & is_among & ~text.str.contains("[^0-9]")


def head_of(engine: Any, text: Any, digits: int) -> Any:
    """The first digits of canonical numbers as integers; null for other texts."""
    return nw.when(_is_number(engine, text, MOBILE)).then(text.str.slice(0, digits).cast(nw.Int32))


def details_of(text: Any, segment: Any, table: SegmentTable) -> tuple[Any, Any, Any]:
    """The prefix of the row that decides a text, null for no canonical number; the carrier and service of a prefix."""
    is_number = (text.str.len_chars() == LENGTH) & text.str.contains(f"^{number_pattern(MOBILE, LENGTH)}")
    of_number = nw.lit(None, nw.String)
    # What comes later is asked first, and the longest prefix decides.
    for length in sorted({len(row.prefix) for row in table}):
        first = text.str.slice(0, length)
        prefixes = [row.prefix for row in table if len(row.prefix) == length]
        of_number = nw.when(is_number & first.is_in(prefixes)).then(first).otherwise(of_number)
    return of_number, _of_segment(segment, table, "carrier"), _of_segment(segment, table, "service")


def _of_segment(segment: Any, table: SegmentTable, field: str) -> Any:
    word = nw.lit(None, nw.String)
    for known in sorted({getattr(row, field) for row in table} - {None}):
        prefixes = [row.prefix for row in table if getattr(row, field) == known]
        word = nw.when(segment.is_in(prefixes)).then(nw.lit(known)).otherwise(word)
    return word


def head_in_polars(text: Any, digits: int) -> Any:
    """The first digits of canonical numbers as integers, an expression of Polars; null for other texts.

    Of eleven bytes that Polars reads as an integer, one is a sign or all are digits; no head of ten digits is a head.
    """
    import polars as pl

    number = pl.when(text.str.len_bytes() == LENGTH).then(text.cast(pl.Int64, strict=False))
    return number // 10 ** (LENGTH - digits)


def listed_heads(table: SegmentTable) -> tuple[int, list[int]]:
    """The first digits of all numbers of listed segments, as integers, and how many digits each has."""
    prefixes = table.listed.prefixes
    digits = max(map(len, prefixes), default=1)
    spans = ((int(prefix), 10 ** (digits - len(prefix))) for prefix in prefixes)
    return digits, [head for first, size in spans for head in range(first * size, (first + 1) * size)]


@lru_cache(maxsize=8)
def rows_of_heads(table: SegmentTable) -> tuple[int, dict[int, Segment]]:
    """The row of each head of canonical numbers that has one, and how many digits each head has."""
    digits = max(2, *(len(row.prefix) for row in table), 0)
    found = {head: table.match(str(head)) for head in range(10 ** (digits - 1), 2 * 10 ** (digits - 1))}
    return digits, {head: row for head, row in found.items() if row and MOBILE.after(str(head))}


def _by_length(prefixes: Iterable[str]) -> list[list[str]]:
    return [[*some] for _, some in groupby(sorted(prefixes, key=len), len)]


def _edges(prefixes: Iterable[str]) -> list[str]:
    """Where, among all numbers in order, those with one of the prefixes begin and end, in turn."""
    edges: set[int] = set()
    for prefix in prefixes:
        size = 10 ** (LENGTH - len(prefix))
        # Where a neighbour has the same edge, there is none.
        edges ^= {int(prefix) * size, (int(prefix) + 1) * size}
    return [f"{edge:0{LENGTH}}" for edge in sorted(edges)]


def _between(text: Any, edges: Sequence[str], *, first: bool = True) -> Any:
    """Whether a text is at or beyond an edge that begins a range and below the one that ends it, by binary search.

    Texts of as many digits as the edges have are in the same order as their values, whatever an engine's collation.

    Args:
        text: what is compared.
        edges: one or more, in order.
        first: whether the first one begins a range; else it ends one.
    """
    if len(edges) == 1:
        return text >= nw.lit(edges[0]) if first else text < nw.lit(edges[0])
    # Null is not below an edge, so it reaches the upper half each time, and the last comparison gives null.
    middle = (len(edges) - 1) // 2
    lower = _between(text, edges[:middle], first=first) if middle else nw.lit(not first)
    upper = _between(text, edges[middle + 1 :], first=first == (middle % 2 == 1))
    return nw.when(text < nw.lit(edges[middle])).then(lower).otherwise(upper)
