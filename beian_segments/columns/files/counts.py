"""How many rows got which answer."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from beian_segments.columns import arrow

__all__ = ["Counts"]


class Counts:
    """Rows by verdict, and numbers by carrier and by segment; None counts nulls, of the verdicts only."""

    def __init__(self) -> None:
        self.rows: int = 0
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
        places = arrow.integers(chunk.indices.fill_null(len(chunk.dictionary)))
        *found, null = np.bincount(places, minlength=len(chunk.dictionary) + 1).tolist()
        counter[None] += null
        for word, count in zip(chunk.dictionary.to_pylist(), found, strict=True):
            if count:
                counter[word] += count
