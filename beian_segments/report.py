"""The shapes of an answer: a report on a number, a match of a half-typed one. Above the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from attrs import field, frozen

from beian_segments import _words
from beian_segments.numbers import MobileNumber, mask_number
from beian_segments.segment import SEGMENT_DIGITS, Segment
from beian_segments.verdicts import NO_PARAMS, Caveat, Params, PrefixStatus, Verdict
from beian_segments.wording import caveat_sentence, verdict_sentence

__all__ = ["PrefixMatch", "SegmentReport", "caveats_of"]

_CARRIER_OF_LABEL = {name: code for code, names in _words.CARRIERS.items() for name in (code, *names.values())}


@frozen(kw_only=True)
class SegmentReport:
    """The whole answer to one text.

    Attributes:
        verdict: the code of the answer.
        number: the number in canonical form, for ``segment-not-listed`` and ``supported``; else None.
        segment: the longest row that the number begins with; None without a number or a row.
        caveats: what to know besides the verdict, of the row, listed or not.
        params: what the sentence is made of: ``country_code`` and ``region`` (not-mainland), ``kind`` (not-mobile),
            ``segment`` (with a number). Never further digits of the number.
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
        """The verdict as a sentence for the person who typed the number.

        Args:
            lang: a BCP 47 or POSIX tag: ``zh``, ``zh-CN``, ``en_US.UTF-8``.

        Raises:
            ValueError: the language is not known; names those that are.
        """
        return verdict_sentence(self.verdict, self.params, lang)

    def notes(self, lang: str = "zh") -> tuple[str, ...]:
        """The caveats as sentences, in their order. Raises as :meth:`message`."""
        return tuple(caveat_sentence(caveat, lang) for caveat in self.caveats)


class PrefixMatch(NamedTuple):
    """What a field can still become.

    Attributes:
        status: ``supported`` if every completion is, ``possible`` if some are, ``not-listed`` if none is, ``invalid``
            if there is no completion.
        segment: the longest row typed so far, or None.
    """

    status: PrefixStatus
    segment: Segment | None


def caveats_of(path: Sequence[Segment]) -> tuple[Caveat, ...]:
    """The caveats of the last row of a path, which has every row that a number begins with, shortest first."""
    row = path[-1]
    caveats: list[Caveat] = []
    if _label_differs(row):
        caveats.append("carrier-label-differs")
    if row.service != "mobile":
        caveats.append(cast(Caveat, row.service))
    # A block finer than the list's segments only takes over its segment's word.
    if len(row.prefix) > SEGMENT_DIGITS and len(path) > 1 and row.published == path[-2].published:
        caveats.append("extrapolated")
    if row.confidence == "low":
        caveats.append("low-confidence")
    return tuple(caveats)


def _label_differs(row: Segment) -> bool:
    """Whether the list's label and the allocation name two carriers; one unknown name proves nothing."""
    printed = _CARRIER_OF_LABEL.get(row.published_carrier or "")
    return printed is not None and row.carrier is not None and printed != row.carrier
