"""Rows of a table and the numbers under them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from beian_segments.parsing import LENGTH, MobileNumber
from beian_segments.prefixes import DIGITS
from beian_segments.segment import Segment
from beian_segments.table import DEFAULT_TABLE, SegmentTable

__all__ = [
    "check_code",
    "check_flag",
    "check_one_of",
    "check_strategy",
    "check_table",
    "digits",
    "numbers_under",
    "segments",
    "supported_numbers",
    "unlisted_numbers",
]


def check_table(value: object) -> SegmentTable:
    """A table."""
    if not isinstance(value, SegmentTable):
        raise InvalidArgument(f"table must be a SegmentTable, not {type(value).__name__}")
    return value


def check_flag(name: str, value: object) -> None:
    """True, False or None."""
    if value is not None and not isinstance(value, bool):
        raise InvalidArgument(f"{name} must be True, False or None, not {type(value).__name__}")


def check_code(name: str, value: object) -> None:
    """A str or None."""
    if value is not None and not isinstance(value, str):
        raise InvalidArgument(f"{name} must be a str or None, not {type(value).__name__}")


def check_one_of(name: str, value: object, known: Iterable[str]) -> None:
    """One of some codes, or None."""
    check_code(name, value)
    if value is not None and value not in (codes := tuple(known)):
        raise InvalidArgument(f"{name} must be one of {', '.join(codes)}")


def check_strategy(name: str, value: object) -> st.SearchStrategy[Any]:
    """A strategy, and not a value for it to give."""
    if not isinstance(value, st.SearchStrategy):
        advice = "for one value wrap it in hypothesis.strategies.just"
        raise InvalidArgument(f"{name} must be a strategy, not {type(value).__name__}; {advice}")
    return value


T = TypeVar("T")

_UNALLOCATED = "unallocated"


def digits(low: int, high: int) -> st.SearchStrategy[str]:
    """Texts of ``low`` to ``high`` ASCII digits; shrink to as many zeros as there must be."""
    return st.text(DIGITS, min_size=low, max_size=high)


def segments(
    *,
    published: bool | None = None,
    carrier: str | None = None,
    service: str | None = None,
    table: SegmentTable = DEFAULT_TABLE,
) -> st.SearchStrategy[Segment]:
    """Rows of a table. Shrink to the first in prefix order: 130 of the packaged table.

    Args:
        published: only rows that the published list covers, or only others.
        carrier: only rows of blocks allocated to this carrier (see :class:`~beian_segments.Segment`).
        service: only rows of this service kind.
        table: the table; the packaged one by default.

    Raises:
        InvalidArgument: the table has no such row, or an argument is of another type.
    """
    check_flag("published", published)
    is_wanted = _wanted(carrier, service)
    rows = [row for row in check_table(table) if published in (None, row.published)]
    return st.sampled_from(_some([row for row in rows if is_wanted(row)], rows, "row"))


def supported_numbers(
    *, carrier: str | None = None, service: str | None = None, table: SegmentTable = DEFAULT_TABLE
) -> st.SearchStrategy[MobileNumber]:
    """Numbers whose segment is listed, in canonical form; every row of the table alike often.

    Shrink to the smallest such number: 13000000000 for the packaged table.

    Args:
        carrier: only numbers of blocks allocated to this carrier (see :class:`~beian_segments.Segment`).
        service: only numbers of this service kind.
        table: the table that lists them; the packaged one by default.

    Raises:
        InvalidArgument: the table lists no such number, or an argument is of another type.
    """
    is_wanted = _wanted(carrier, service)
    listed = [(prefix, row) for prefix, row in _blocks(check_table(table)) if row and row.published]
    prefixes = [prefix for prefix, row in listed if is_wanted(row)]
    return numbers_under(_some(prefixes, [row for _, row in listed], "listed number"))


def unlisted_numbers(
    *, allocated: bool | None = None, table: SegmentTable = DEFAULT_TABLE
) -> st.SearchStrategy[MobileNumber]:
    """Mobile numbers whose segment is not listed, in canonical form: refused as ``segment-not-listed``.

    Shrink to the smallest such number: 14000000000 for the packaged table.

    Args:
        allocated: only numbers whose row is allocated to some service, or only numbers whose row says
            ``unallocated``; of a number without a row neither is known.
        table: the table that does not list them; the packaged one by default.

    Raises:
        InvalidArgument: the table leaves no such number, or an argument is of another type.
    """
    check_flag("allocated", allocated)
    unlisted = [(prefix, row) for prefix, row in _blocks(check_table(table)) if not (row and row.published)]
    if allocated is not None:
        unlisted = [(prefix, row) for prefix, row in unlisted if row and (row.service != _UNALLOCATED) is allocated]
    prefixes = [prefix for prefix, _ in unlisted]
    if not prefixes:
        kind = {None: "", True: " that is allocated", False: f" whose row says {_UNALLOCATED}"}[allocated]
        raise InvalidArgument(f"the table leaves no number unlisted{kind}")
    return numbers_under(prefixes)


class _Starts:
    """What numbers begin with, and what follows. Its repr, which ends up in that of a strategy, shows none of them."""

    def __init__(self, prefixes: Sequence[str]) -> None:
        self._count = len(prefixes)
        self.drawn = st.sampled_from(prefixes)
        most = LENGTH - min(map(len, prefixes))
        self.tails = digits(most, most)

    def __repr__(self) -> str:
        return f"<{self._count} prefixes>"


def numbers_under(prefixes: Sequence[str]) -> st.SearchStrategy[MobileNumber]:
    """Numbers that begin with one of some prefixes, each alike often; shrink to the first one and zeros."""
    return _numbers(_Starts(prefixes))


@st.composite
def _numbers(draw: st.DrawFn, starts: _Starts) -> MobileNumber:
    # Always as many digits as the shortest start lacks, of which the last are taken: what a longer start was followed
    # by can then follow a shorter one, or Hypothesis would not get from the one to the other.
    start, tail = draw(starts.drawn), draw(starts.tails)
    return MobileNumber(start + tail[len(tail) - (LENGTH - len(start)) :])


@lru_cache(maxsize=16)
def _blocks(table: SegmentTable) -> tuple[tuple[str, Segment | None], ...]:
    return tuple(table.blocks())


def _wanted(carrier: str | None, service: str | None) -> Callable[[Segment], bool]:
    check_code("carrier", carrier)
    check_code("service", service)
    return lambda row: carrier in (None, row.carrier) and service in (None, row.service)


def _some(chosen: Sequence[T], among: Sequence[Segment], what: str) -> Sequence[T]:
    """What was chosen by carrier and service among some rows, unless it is nothing."""
    if not chosen:
        kinds = ", ".join(sorted({f"{row.carrier or 'no carrier'} {row.service}" for row in among}))
        advice = f" of this carrier and service; by these it has {kinds}" if kinds else ""
        raise InvalidArgument(f"the table has no {what}{advice}")
    return chosen
