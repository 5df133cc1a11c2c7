"""Number to verdict: the validator of a table, and the packaged table's as plain functions. Above the reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import TYPE_CHECKING, Any

from beian_segments.errors import SegmentError
from beian_segments.grammar import (
    DIGITS_BEFORE_NUMBER,
    MOBILE,
    read,
    read_unfinished,
    writing_pattern,
)
from beian_segments.numbers import MobileNumber, explain, text_of
from beian_segments.prefixset import PrefixSet
from beian_segments.segment import shown_prefix
from beian_segments.segments import DEFAULT_TABLE, SegmentTable
from beian_segments.verdicts import Params, PrefixStatus, Verdict

if TYPE_CHECKING:
    from beian_segments.report import PrefixMatch, SegmentReport

__all__ = [
    "SegmentValidator",
    "check_segment",
    "is_supported_segment",
    "match_prefix",
    "validate_segment",
]

# With more prefixes than these, compiling a pattern takes longer than a form may wait (half a second and more).
_PATTERN_LIMIT = 500

# Of str and not of the argument: whatever is no str raises a TypeError here, even if it behaves like one.
_is_ascii = str.isascii
_is_digits = str.isdigit

# How much of a number without a row its message may show.
_SEGMENT_DIGITS = 3


class SegmentValidator:
    """The questions of this library, asked of a table of your own.

    ``is_supported``, ``check``, ``validate`` and ``match_prefix`` answer as :func:`is_supported_segment`,
    :func:`check_segment`, :func:`validate_segment` and :func:`match_prefix` do for the packaged table. Immutable, safe
    in threads, equal by table, picklable.
    """

    __slots__ = ("_table", "is_supported")

    #: ``is_supported(number) -> bool``: see :func:`is_supported_segment`. A function compiled from the table.
    is_supported: Callable[[str], bool]

    def __init__(self, table: SegmentTable) -> None:
        if not isinstance(table, SegmentTable):
            raise TypeError(f"table must be a SegmentTable, not {type(table).__name__}")
        self._table = table
        self.is_supported = is_supported_segment if table is DEFAULT_TABLE else _compile(table.listed)

    @property
    def table(self) -> SegmentTable:
        """The table asked."""
        return self._table

    def check(self, number: str, /) -> SegmentReport:
        """See :func:`check_segment`."""
        # Here and below, because the predicate is most of the use and has no need of the reports.
        from beian_segments.report import SegmentReport, caveats_of

        reading = read(text_of(number))
        if reading.refusal is not None:
            return SegmentReport(verdict=reading.refusal, params=explain(reading))
        digits = reading.digits
        path = self._table.path(digits)
        prefix = shown_prefix(path[-1].prefix) if path else digits[:_SEGMENT_DIGITS]
        return SegmentReport(
            verdict=Verdict.SUPPORTED if path and path[-1].published else Verdict.SEGMENT_NOT_LISTED,
            number=MobileNumber(digits),
            segment=path[-1] if path else None,
            caveats=caveats_of(path) if path else (),
            params=Params({"segment": prefix}),
        )

    def validate(self, number: str, /) -> MobileNumber:
        """See :func:`validate_segment`."""
        report = self.check(number)
        if report.number is None or not report.supported:
            raise SegmentError(report.verdict, report.params)
        return report.number

    def match_prefix(self, digits: str, /) -> PrefixMatch:
        """See :func:`match_prefix`."""
        from beian_segments.report import PrefixMatch

        typed = read_unfinished(text_of(digits))
        if typed is None:
            return PrefixMatch(PrefixStatus.INVALID, None)
        listed = self._table.listed.after(typed)
        if listed is False:
            status = PrefixStatus.NOT_LISTED
        elif listed == MOBILE.after(typed):
            status = PrefixStatus.SUPPORTED
        else:
            status = PrefixStatus.POSSIBLE
        return PrefixMatch(status, self._table.match(typed))

    def __eq__(self, other: object) -> bool:
        return self._table == other._table if isinstance(other, SegmentValidator) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._table)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._table!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._table,)


def _writing_test(listed: PrefixSet) -> Callable[[str], object]:
    """A function that gives something for the accepted writings of a set's numbers and None for any other text."""
    if len(listed.prefixes) <= _PATTERN_LIMIT:
        return re.compile(writing_pattern(listed)).fullmatch

    def read_and_look_up(text: str) -> str | None:
        reading = read(text)
        return reading.digits if reading.refusal is None and reading.digits in listed else None

    return read_and_look_up


def _otherwise(listed: PrefixSet, depth: int, inside: Container[str]) -> Callable[[str], bool]:
    """What the predicate asks of a text that it has not decided by its first digits: is it another writing?"""
    is_writing: Callable[[str], object] | None = None

    def is_listed_writing(number: str) -> bool:
        nonlocal is_writing
        if type(number) is not str:
            number = text_of(number)
        if len(number) < 11:
            return False
        # Of texts of digits alone the longest that is a writing has 16: 00860 and the number.
        if len(number) < 17 and number.isdigit() and number.isascii():
            return number[:-11] in DIGITS_BEFORE_NUMBER and number[-11:][:depth] in inside
        if is_writing is None:
            is_writing = _writing_test(listed)
        return is_writing(number) is not None

    return is_listed_writing


def _compile(listed: PrefixSet) -> Callable[[str], bool]:
    """The predicate of a table of one's own: :func:`is_supported_segment` with other sets.

    A closure, because an instance's ``__call__`` costs half as much again. The packaged table's predicate is not made
    here: the names of a module are quicker than a closure's.
    """
    depth, inside, outside = listed.membership(MOBILE)
    first = slice(depth)
    otherwise = _otherwise(listed, depth, inside)

    def is_supported(number: str, /) -> bool:
        try:
            if len(number) == 11:
                segment = number[first]
                if segment in inside:
                    if _is_ascii(number):
                        return _is_digits(number)
                elif segment in outside and type(number) is str:
                    return False
            elif type(number) is str and (
                len(number) < 11 or (len(number) == 12 and number[0] == "1" and number.isdigit())
            ):
                return False
        except Exception:  # noqa: BLE001, S110 - as in is_supported_segment
            pass
        return otherwise(number)

    return is_supported


_DEPTH, _INSIDE, _OUTSIDE = DEFAULT_TABLE.listed.membership(MOBILE)
_FIRST = slice(_DEPTH)
_is_listed_writing = _otherwise(DEFAULT_TABLE.listed, _DEPTH, _INSIDE)


def is_supported_segment(number: str, /) -> bool:
    """Whether a number's segment is on the published list of segments that receive the filing SMS.

    A predicate for form validation: any accepted writing of the number counts (see :func:`normalize_number`), and
    whatever is no mobile number is False. True proves that the segment is listed; False does not prove that the SMS
    would not arrive. Source: FAQ B (腾讯云 短信核验类), 没有收到管局发送的核验短信怎么办？, item 4.

    Raises:
        TypeError: the argument is not a str.
    """
    # Canonical input, and the commonest slips in it, are decided both ways by one slice and one look-up; this function
    # is called a hundred million times. So the 11 is written out, the slice is made beforehand, and the type is asked
    # for only where it matters. A 12th digit after a 1 can be nothing but one too many.
    try:
        if len(number) == 11:
            segment = number[_FIRST]
            if segment in _INSIDE:
                if _is_ascii(number):
                    return _is_digits(number)
            elif segment in _OUTSIDE and type(number) is str:
                return False
        elif type(number) is str and (
            len(number) < 11 or (len(number) == 12 and number[0] == "1" and number.isdigit())
        ):
            return False
    except Exception:  # noqa: BLE001, S110 - what is no str may raise anything; it is told below
        pass
    return _is_listed_writing(number)


_packaged = SegmentValidator(DEFAULT_TABLE)


def check_segment(number: str, /) -> SegmentReport:
    """The whole answer to a text: verdict, canonical number, row, caveats, and a sentence in Chinese or English.

    Any str has a report.

    Raises:
        TypeError: the argument is not a str.
    """
    return _packaged.check(number)


def validate_segment(number: str, /) -> MobileNumber:
    """The number in canonical form, if its segment is on the published list.

    Raises:
        SegmentError: it is not, or the text is no mobile number; ``code`` and ``params`` say why.
        TypeError: the argument is not a str.
    """
    return _packaged.validate(number)


def match_prefix(digits: str, /) -> PrefixMatch:
    """What a field as typed so far can still become: for a hint while someone types.

    Takes the raw text. Separators, full-width forms, ``+``, ``0``, ``00``, ``8``, ``+86`` on the way to a number are
    ``possible``.

    Raises:
        TypeError: the argument is not a str.
    """
    return _packaged.match_prefix(digits)
