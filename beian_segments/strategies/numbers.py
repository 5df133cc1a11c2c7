"""Rows of a table, and numbers that it lists or does not list.

First the checks of arguments that all strategies share, then the strategies, then how a number is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar, cast

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from beian_segments.parsing import LENGTH, ListedNumber, MobileNumber
from beian_segments.prefixes import DIGITS
from beian_segments.segment import Segment
from beian_segments.table import DEFAULT_TABLE, SegmentTable

__all__ = ["segments", "supported_numbers", "unlisted_numbers"]

T = TypeVar("T")

_UNALLOCATED = "unallocated"


def check_type(name: str, value: object, kind: Any, wanted: str, advice: str = "") -> None:
    """Refuse an argument of another type; the message names the type, never the value."""
    if not isinstance(value, kind):
        raise InvalidArgument(f"{name} must be {wanted}, not {type(value).__name__}{advice}")


def check_one_of(name: str, value: object, known: Iterable[str]) -> None:
    """Refuse an argument that is neither None nor one of the known codes."""
    check_type(name, value, str | None, "a str or None")
    if value is not None and value not in (codes := tuple(known)):
        raise InvalidArgument(f"{name} must be one of {', '.join(codes)}")


def segments(
    *,
    published: bool | None = None,
    carrier: str | None = None,
    service: str | None = None,
    table: SegmentTable = DEFAULT_TABLE,
) -> st.SearchStrategy[Segment]:
    """Rows of a table. Shrink to the first in prefix order: 130 of the packaged table.

    >>> from hypothesis import find
    >>> find(segments(service="mvno"), lambda row: len(row.prefix) == 4).prefix
    '1700'

    Args:
        published: only rows that the published list covers, or only the others.
        carrier: only rows of blocks allocated to this carrier (see :class:`~beian_segments.Segment`).
        service: only rows of this service kind.
        table: the table; the packaged one by default.

    Raises:
        InvalidArgument: the table has no such row, or an argument is of another type.
    """
    check_type("published", published, bool | None, "True, False or None")
    is_wanted = _filter(carrier, service, table)
    rows = [row for row in table if published in (None, row.published)]
    return st.sampled_from(_not_empty([row for row in rows if is_wanted(row)], rows, "row"))


def supported_numbers(
    *, carrier: str | None = None, service: str | None = None, table: SegmentTable = DEFAULT_TABLE
) -> st.SearchStrategy[ListedNumber]:
    """Numbers whose segment is listed, in canonical form; every row of the table is equally likely.

    Shrink to the smallest such number: 13000000000 for the packaged table.

    >>> from hypothesis import find
    >>> find(supported_numbers(carrier="telecom"), lambda number: number.endswith("7"))
    '13300000007'

    Args:
        carrier: only numbers of blocks allocated to this carrier (see :class:`~beian_segments.Segment`).
        service: only numbers of this service kind.
        table: the table that lists them; the packaged one by default.

    Raises:
        InvalidArgument: the table lists no such number, or an argument is of another type.
    """
    is_wanted = _filter(carrier, service, table)
    listed = [(prefix, row) for prefix, row in _blocks(table) if row and row.published]
    prefixes = [prefix for prefix, row in listed if is_wanted(row)]
    numbers = numbers_under(_not_empty(prefixes, [row for _, row in listed], "listed number"))
    return cast(st.SearchStrategy[ListedNumber], numbers)


def unlisted_numbers(
    *, allocated: bool | None = None, table: SegmentTable = DEFAULT_TABLE
) -> st.SearchStrategy[MobileNumber]:
    """Mobile numbers whose segment is not listed, in canonical form: refused as ``segment-not-listed``.

    Shrink to the smallest such number: 14000000000 for the packaged table.

    >>> from hypothesis import find
    >>> find(unlisted_numbers(allocated=True), lambda number: number > "19")
    '19000000000'

    Args:
        allocated: only numbers whose row is allocated to some service, or only numbers whose row says
            ``unallocated``. A number without a row is in neither group.
        table: the table that does not list them; the packaged one by default.

    Raises:
        InvalidArgument: the table leaves no such number, or an argument is of another type.
    """
    check_type("allocated", allocated, bool | None, "True, False or None")
    check_type("table", table, SegmentTable, "a SegmentTable")
    unlisted = [(prefix, row) for prefix, row in _blocks(table) if not (row and row.published)]
    if allocated is not None:
        unlisted = [(prefix, row) for prefix, row in unlisted if row and (row.service != _UNALLOCATED) is allocated]
    if not unlisted:
        kind = {None: "", True: " that is allocated", False: f" whose row says {_UNALLOCATED}"}[allocated]
        raise InvalidArgument(f"the table leaves no number unlisted{kind}")
    return numbers_under([prefix for prefix, _ in unlisted])


def _filter(carrier: str | None, service: str | None, table: SegmentTable) -> Callable[[Segment], bool]:
    """Check the arguments that two strategies share; the function tells the rows of the carrier and service."""
    check_type("carrier", carrier, str | None, "a str or None")
    check_type("service", service, str | None, "a str or None")
    check_type("table", table, SegmentTable, "a SegmentTable")
    return lambda row: carrier in (None, row.carrier) and service in (None, row.service)


def _not_empty(chosen: Sequence[T], among: Sequence[Segment], what: str) -> Sequence[T]:
    """What was chosen by carrier and service, unless it is nothing: then the error lists what there is."""
    if not chosen:
        kinds = ", ".join(sorted({f"{row.carrier or 'no carrier'} {row.service}" for row in among}))
        advice = f" of this carrier and service; by these it has {kinds}" if kinds else ""
        raise InvalidArgument(f"the table has no {what}{advice}")
    return chosen


@lru_cache(maxsize=16)
def _blocks(table: SegmentTable) -> tuple[tuple[str, Segment | None], ...]:
    return tuple(table.blocks())


def digits(low: int, high: int) -> st.SearchStrategy[str]:
    """Texts of ``low`` to ``high`` ASCII digits; shrink to ``low`` zeros."""
    return st.text(DIGITS, min_size=low, max_size=high)


class _Prefixes:
    """What numbers begin with. A strategy's repr shows its arguments: this one shows no prefix, which may be a number.

    ``tails`` gives always as many digits as the shortest prefix lacks. A longer prefix takes the last of them: so the
    digits after it can follow a shorter one, and Hypothesis can shrink from the one to the other.
    """

    def __init__(self, prefixes: Sequence[str]) -> None:
        self._count = len(prefixes)
        self.drawn = st.sampled_from(prefixes)
        missing = LENGTH - min(map(len, prefixes))
        self.tails = digits(missing, missing)

    def __repr__(self) -> str:
        return f"<{self._count} prefixes>"


def numbers_under(prefixes: Sequence[str]) -> st.SearchStrategy[MobileNumber]:
    """Numbers that begin with one of some prefixes, each equally likely; shrink to the first one and zeros."""
    return _numbers(_Prefixes(prefixes))


@st.composite
def _numbers(draw: st.DrawFn, prefixes: _Prefixes) -> MobileNumber:
    prefix, tail = draw(prefixes.drawn), draw(prefixes.tails)
    return MobileNumber(prefix + tail[len(tail) - (LENGTH - len(prefix)) :])
