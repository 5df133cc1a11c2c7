"""The column of numbers that whole columns are measured with."""

from __future__ import annotations

from typing import Any

from benchmarks.inputs import LISTED, UNLISTED

__all__ = ["SHARES", "column"]

#: What the column is made of, for people.
SHARES = "60 % listed, 20 % unlisted, 15 % malformed, 5 % null."


def column(rows: int, seed: int = 1) -> Any:
    """An Arrow array: 60 % listed, 20 % unlisted, 15 % malformed (short, long, a letter, empty), 5 % null."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    random = np.random.default_rng(seed)
    three = [prefix for prefix in LISTED if len(prefix) == 3]
    kinds = random.choice(7, rows, p=[0.6, 0.2, 0.0375, 0.0375, 0.0375, 0.0375, 0.05])
    lead = np.where(kinds == 1, random.choice(np.array(UNLISTED), rows), random.choice(np.array(three), rows))
    numbers = lead.astype(np.int64) * 10**8 + random.integers(0, 10**8, rows)
    texts = pa.array(numbers).cast(pa.string())
    # Short, long, with a letter, empty: made of the number beside it.
    shapes = (texts, pc.utf8_slice_codeunits(texts, 0, 10), pc.binary_join_element_wise(texts, "7", ""))
    letter = pc.binary_replace_slice(texts, 5, 6, "x")
    choice = pa.array(np.array([0, 0, 1, 2, 3, 4, 0])[kinds])
    made = pc.choose(choice, *shapes, letter, pa.scalar(""))
    return pc.if_else(pa.array(kinds == 6), None, made)
