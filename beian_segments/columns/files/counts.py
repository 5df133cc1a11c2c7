"""How many rows got which answer."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from beian_segments.columns.verdicts import Tally

__all__ = ["Counts", "counts_of"]


class Counts(NamedTuple):
    """Rows by verdict, and numbers by carrier and by segment; None counts nulls, of the verdicts only."""

    rows: int
    verdicts: Counter[str | None]
    carriers: Counter[str | None]
    segments: Counter[str | None]


def counts_of(tally: Tally) -> Counts:
    """The counts of a tally's rows."""
    verdicts, carriers, segments = (tally.of(name) for name in ("verdict", "carrier", "segment"))
    for counter in (carriers, segments):
        del counter[None]
    return Counts(verdicts.total(), verdicts, carriers, segments)
