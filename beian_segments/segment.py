"""One row of the table."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from beian_segments.redact import MaskedRepr, hide_digits, shown_prefix
from beian_segments.verdicts import NO_PARAMS, Params

__all__ = ["SEGMENT_DIGITS", "Confidence", "Segment", "Service"]

Service = Literal["mobile", "mvno", "iot", "data-card", "satellite", "unallocated"]
Confidence = Literal["high", "medium", "low"]

#: How many digits a segment (号段) usually has: those of the published list.
SEGMENT_DIGITS = 3


@frozen(repr=False)
class Segment(MaskedRepr):
    """One row of the table: a prefix and what the published and the allocated layer say of it.

    >>> Segment("138", published=True, carrier="mobile")
    Segment(prefix='138', published=True, carrier='mobile', service='mobile')

    Attributes:
        prefix: 1 to 11 ASCII digits; the longest row that a number begins with decides.
        published: whether the published list covers the prefix.
        published_carrier: the carrier as the list prints it, verbatim, or None.
        carrier: code of the carrier that the block was allocated to, or None if there is none or more than one. An
            open vocabulary: ``unicom``, ``mobile``, ``telecom``, ``broadnet``, ``satnet``, ``other`` are known. Not
            the operator of a number today: numbers have been portable since December 2019.
        service: what the block is used for.
        confidence: how well the sources support the allocated layer.
        sources: ids of ``data/sources.csv``.
        note: a remark on the row, or None.
        extra: the columns that this library does not know, by name, as text.
    """

    prefix: str
    published: bool
    published_carrier: str | None = None
    carrier: str | None = None
    service: Service = "mobile"
    confidence: Confidence = "high"
    sources: tuple[str, ...] = ()
    note: str | None = None
    extra: Params = NO_PARAMS

    def __repr__(self) -> str:
        shown = {
            "prefix": shown_prefix(self.prefix),
            "published": self.published,
            "carrier": self.carrier and hide_digits(self.carrier),
        }
        return f"Segment({', '.join(f'{name}={value!r}' for name, value in shown.items())}, service={self.service!r})"
