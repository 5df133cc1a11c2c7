"""How many rows got which answer."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pyarrow.compute as pc

__all__ = ["Counts"]


class Counts:
    """Rows by verdict, and numbers by carrier and by segment; None counts nulls, of the verdicts only."""

    def __init__(self) -> None:
        self.rows = 0
        self.verdicts: Counter[str | None] = Counter()
        self.carriers: Counter[str | None] = Counter()
        self.segments: Counter[str | None] = Counter()

    def add(self, answers: Any) -> None:
        """Count the rows of a classification."""
        self.rows += answers.num_rows
        _count(answers["verdict"], self.verdicts)
        for name, counter in (("carrier", self.carriers), ("segment", self.segments)):
            _count(answers[name], counter)
            del counter[None]


def _count(column: Any, counter: Counter[str | None]) -> None:
    for chunk in column.chunks:
        # An index each: -1 for null comes first.
        found = np.bincount(pc.fill_null(chunk.indices, -1).to_numpy() + 1, minlength=len(chunk.dictionary) + 1)
        counter.update({None: int(found[0])})
        counter.update(dict(zip(chunk.dictionary.to_pylist(), found[1:].tolist(), strict=True)))
    for word in [word for word, count in counter.items() if not count and word is not None]:
        del counter[word]
