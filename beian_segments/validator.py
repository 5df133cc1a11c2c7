"""From a number to its report: the validator of a table, and the functions that ask the packaged table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple, cast, final

from attrs import field, frozen

from beian_segments import _data
from beian_segments.damage import damage_of
from beian_segments.errors import SegmentError
from beian_segments.i18n import caveat_sentence, verdict_sentence
from beian_segments.parsing import (
    LENGTH,
    MOBILE,
    ListedNumber,
    MobileNumber,
    explain,
    mask_number,
    read,
    read_unfinished,
    text_of,
)
from beian_segments.predicate import compile_predicate, is_supported_segment
from beian_segments.redact import MaskedRepr, shown_prefix
from beian_segments.segment import SEGMENT_DIGITS, Segment
from beian_segments.table import DEFAULT_TABLE, SegmentTable
from beian_segments.verdicts import NO_PARAMS, Caveat, Params, PrefixStatus, Verdict

__all__ = [
    "DEFAULT_VALIDATOR",
    "PrefixMatch",
    "SegmentReport",
    "SegmentValidator",
    "caveats_of",
    "check_segment",
    "is_supported_segment",
    "match_prefix",
    "normalize_number",
    "validate_segment",
]

_CARRIER_OF_LABEL = {name: code for code, names in _data.CARRIERS.items() for name in (code, *names.values())}


@frozen(kw_only=True)
class SegmentReport(MaskedRepr):
    """The whole answer to one text.

    >>> check_segment("+86 170 3123 4567")
    SegmentReport(verdict=<Verdict.SUPPORTED: 'supported'>, number='170****4567', ...)

    Attributes:
        verdict: the code of the answer.
        number: the number in canonical form, for ``segment-not-listed`` and ``supported``; else None.
        segment: the longest row that the number begins with; None without a number or a row.
        caveats: what else to know about the row, listed or not.
        params: what the sentence is made of: ``country_code`` and ``region`` (not-mainland), ``kind`` (not-mobile),
            ``segment`` (with a number), ``damage`` (how a refused text is broken, where that is known: see
            :func:`~beian_segments.find_numbers`). Never further digits of the number.
    """

    verdict: Verdict
    number: MobileNumber | None = field(
        default=None, repr=lambda number: repr(None if number is None else mask_number(number))
    )
    segment: Segment | None = None
    caveats: tuple[Caveat, ...] = ()
    params: Params = NO_PARAMS

    @property
    def supported(self) -> bool:
        """Whether the number's segment is on the published list."""
        return self.verdict is Verdict.SUPPORTED

    def message(self, lang: str = "zh") -> str:
        """The verdict as a sentence for the person who entered the number.

        >>> check_segment("138").message("en")
        'Too few digits: ...'

        Args:
            lang: a BCP 47 or POSIX tag: ``zh``, ``zh-CN``, ``en_US.UTF-8``.

        Raises:
            ValueError: the language is not known; names the known ones.
        """
        return verdict_sentence(self.verdict, self.params, lang)

    def notes(self, lang: str = "zh") -> tuple[str, ...]:
        """The caveats as sentences, in their order. Raises as :meth:`message`.

        >>> check_segment("17112345678").notes("en")
        ('A block of virtual operators (MVNO).',)
        """
        return tuple(caveat_sentence(caveat, lang) for caveat in self.caveats)


class PrefixMatch(NamedTuple):
    """What a field can still become.

    >>> match_prefix("1349")
    PrefixMatch(status=<PrefixStatus.SUPPORTED: 'supported'>, segment=Segment(prefix='1349', ...))

    Attributes:
        status: ``supported`` if every completion is, ``possible`` if some are, ``not-listed`` if none is, ``invalid``
            if there is no completion.
        segment: the longest row typed so far, or None.
    """

    status: PrefixStatus
    segment: Segment | None


def caveats_of(path: Sequence[Segment]) -> tuple[Caveat, ...]:
    """The caveats of the last row of a path: every row that a number begins with, shortest first."""
    row = path[-1]
    caveats: list[Caveat] = []
    if _label_differs(row):
        caveats.append("carrier-label-differs")
    if row.service != "mobile":
        caveats.append(cast(Caveat, row.service))
    # A block finer than the list's segments repeats what the list says of its segment.
    if len(row.prefix) > SEGMENT_DIGITS and len(path) > 1 and row.published == path[-2].published:
        caveats.append("extrapolated")
    if row.confidence == "low":
        caveats.append("low-confidence")
    if not row.published and row.prefix[:SEGMENT_DIGITS] in _data.WIDE_USE:
        caveats.append("wide-use")
    return tuple(caveats)


def _label_differs(row: Segment) -> bool:
    """Whether the list's label and the allocation name two carriers; one unknown name proves nothing."""
    printed = _CARRIER_OF_LABEL.get(row.published_carrier or "")
    return printed is not None and row.carrier is not None and printed != row.carrier


def _number_or_refusal(text: str) -> MobileNumber | SegmentReport:
    reading = read(text)
    if reading.refusal is None:
        return MobileNumber(reading.digits)
    damage = damage_of(text, reading.refusal)
    if not reading.digits:
        return _plain_refusal(reading.refusal, damage)
    known = explain(reading.refusal, reading.digits)
    params = known if damage is None else Params({**known, "damage": damage})
    return SegmentReport(verdict=reading.refusal, params=params)


@cache
def _plain_refusal(verdict: Verdict, damage: str | None) -> SegmentReport:
    """The report of every text that is refused for a verdict and damaged in a way: it has nothing of the text."""
    return SegmentReport(verdict=verdict, params=NO_PARAMS if damage is None else Params({"damage": damage}))


_SUPPORTED = Verdict.SUPPORTED

# Verdict, row, caveats and params of a report.
_Answer = tuple[Verdict, Segment | None, tuple[Caveat, ...], Params]
_DEEPEST = 5


@final
class SegmentValidator:
    """The functions of this library for a table of your own.

    ``is_supported``, ``check``, ``validate`` and ``match_prefix`` answer as :func:`is_supported_segment`,
    :func:`check_segment`, :func:`validate_segment` and :func:`match_prefix` do for the packaged table. Immutable,
    thread-safe, equal by table, picklable.

    >>> table = DEFAULT_TABLE.with_rows([{"prefix": "192", "published": True}])
    >>> SegmentValidator(table).is_supported("19212345678")
    True
    """

    __slots__ = ("_answers", "_depth", "_matches", "_table", "is_supported")

    _table: SegmentTable
    # How many first digits decide what is said of a number; and what was said, by these digits. Nothing is kept for
    # tables so deep that it would be much.
    _depth: int
    _answers: dict[str, _Answer]
    _matches: dict[str, PrefixMatch]

    #: ``is_supported(number) -> bool``: see :func:`is_supported_segment`. A function compiled from the table; it does
    #: not pickle, but the validator does.
    is_supported: Callable[[str], bool]

    def __init__(self, table: SegmentTable) -> None:
        if not isinstance(table, SegmentTable):
            raise TypeError(f"table must be a SegmentTable, not {type(table).__name__}")
        object.__setattr__(self, "_table", table)
        depth = max([SEGMENT_DIGITS, *(len(row.prefix) for row in table)])
        object.__setattr__(self, "_depth", depth if depth <= _DEEPEST else 0)
        object.__setattr__(self, "_answers", {})
        object.__setattr__(self, "_matches", {})
        predicate = is_supported_segment if table is DEFAULT_TABLE else compile_predicate(table.listed)
        object.__setattr__(self, "is_supported", predicate)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    @property
    def table(self) -> SegmentTable:
        """The table."""
        return self._table

    def check(self, number: str, /) -> SegmentReport:
        """See :func:`check_segment`."""
        text = text_of(number)
        answer = self._answers.get(text[: self._depth])
        # What has an answer begins with 13 to 19, so eleven such digits are a number.
        if answer and len(text) == LENGTH and text.isascii() and text.isdigit():
            digits = MobileNumber(text)
        else:
            outcome = _number_or_refusal(text)
            if isinstance(outcome, SegmentReport):
                return outcome
            digits, answer = outcome, self._answer(outcome)
        verdict, row, caveats, params = answer
        return SegmentReport(verdict=verdict, number=digits, segment=row, caveats=caveats, params=params)

    def _answer(self, digits: str) -> _Answer:
        """What a report says of a number; the same of every number with these first digits."""
        if known := self._answers.get(digits[: self._depth]):
            return known
        path = self._table.path(digits)
        row = path[-1] if path else None
        answer = (
            Verdict.SUPPORTED if row and row.published else Verdict.SEGMENT_NOT_LISTED,
            row,
            caveats_of(path) if path else (),
            Params({"segment": shown_prefix(row.prefix) if row else digits[:SEGMENT_DIGITS]}),
        )
        if self._depth:
            self._answers[digits[: self._depth]] = answer
        return answer

    def validate(self, number: str, /) -> ListedNumber:
        """See :func:`validate_segment`."""
        text = text_of(number)
        if len(text) == LENGTH and text.isascii() and self.is_supported(text):
            return ListedNumber(MobileNumber(text))
        digits = _number_or_refusal(text)
        if isinstance(digits, SegmentReport):
            raise SegmentError(digits.verdict, digits.params)
        verdict, _, _, params = self._answer(digits)
        if verdict is _SUPPORTED:
            return ListedNumber(digits)
        raise SegmentError(verdict, params)

    def match_prefix(self, digits: str, /) -> PrefixMatch:
        """See :func:`match_prefix`."""
        text = text_of(digits)
        # Digits that may begin a number are what is typed nearly always.
        is_plain = 0 < len(text) <= LENGTH and text[0] == "1" and text.isascii() and text.isdigit()
        typed = text if is_plain else read_unfinished(text)
        if typed is None:
            return PrefixMatch(PrefixStatus.INVALID, None)
        return self._matches.get(typed[: self._depth]) or self._match(typed)

    def _match(self, typed: str) -> PrefixMatch:
        """What a beginning of a number can become; the same for every one with these first digits."""
        mobile, listed = MOBILE.after(typed), self._table.listed.after(typed)
        if mobile is False:
            return PrefixMatch(PrefixStatus.INVALID, None)
        if listed is False:
            status = PrefixStatus.NOT_LISTED
        else:
            status = PrefixStatus.SUPPORTED if listed == mobile else PrefixStatus.POSSIBLE
        match = PrefixMatch(status, self._table.match(typed))
        if self._depth:
            self._matches[typed[: self._depth]] = match
        return match

    def __eq__(self, other: object) -> bool:
        return self._table == other._table if isinstance(other, SegmentValidator) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._table)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._table!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._table,)


#: The validator of the packaged table.
DEFAULT_VALIDATOR = SegmentValidator(DEFAULT_TABLE)


def check_segment(number: str, /) -> SegmentReport:
    """The whole answer to a text: verdict, canonical number, row, caveats, and a sentence in Chinese or English.

    Every str has a report.

    >>> report = check_segment("+86 138-0013-8000")
    >>> report.supported, report.number, report.segment.carrier
    (True, '13800138000', 'mobile')
    >>> report.message("en")
    'Segment 138 is covered by the published list of segments that receive the filing SMS.'
    >>> check_segment("192 1234 5678").verdict
    <Verdict.SEGMENT_NOT_LISTED: 'segment-not-listed'>

    Raises:
        TypeError: the argument is not a str.
    """
    return DEFAULT_VALIDATOR.check(number)


def validate_segment(number: str, /) -> ListedNumber:
    """The number in canonical form, if its segment is on the published list.

    >>> validate_segment("１３８ 0013 8000")
    '13800138000'
    >>> validate_segment("19212345678")
    Traceback (most recent call last):
    beian_segments.errors.SegmentError: ...

    Raises:
        SegmentError: it is not, or the text is not a mobile number; ``code`` and ``params`` say why.
        TypeError: the argument is not a str.
    """
    return DEFAULT_VALIDATOR.validate(number)


def normalize_number(text: str, /) -> MobileNumber:
    """Read a mobile number in any accepted writing and return it as 11 ASCII digits.

    Accepted are white space, dashes and invisible characters between the digits, brackets between its groups of 3, 4
    and 4 digits, dots between all of its groups, any of these around the number, full-width forms, ``tel:``, the
    country code 86 after ``+``, ``00``, ``0`` or nothing, and a trunk 0; ``data/writings.toml`` has the grammar. No
    table is asked: the number of an unlisted segment is normalized too.

    >>> normalize_number("+86 (0)138-0013-8000")
    '13800138000'
    >>> normalize_number("138")
    Traceback (most recent call last):
    beian_segments.errors.SegmentError: ...

    Raises:
        SegmentError: the text is no such number; ``code`` and ``params`` say why.
        TypeError: the argument is not a str.
    """
    number = _number_or_refusal(text_of(text))
    if isinstance(number, SegmentReport):
        raise SegmentError(number.verdict, number.params)
    return number


def match_prefix(digits: str, /) -> PrefixMatch:
    """What a field as typed so far can still become: for a hint while someone types.

    Takes the raw text. Separators, full-width forms, ``+``, ``0``, ``00``, ``8``, ``+86`` before a number are
    ``possible``.

    >>> match_prefix("138").status, match_prefix("+86 192").status
    (<PrefixStatus.SUPPORTED: 'supported'>, <PrefixStatus.NOT_LISTED: 'not-listed'>)

    Raises:
        TypeError: the argument is not a str.
    """
    return DEFAULT_VALIDATOR.match_prefix(digits)
