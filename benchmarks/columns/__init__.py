"""Whole columns in memory, by their size, and in files: the kernel beside a plain copy of the same bytes and others."""

from __future__ import annotations

import os

from benchmarks.column_timing import one_thread
from benchmarks.columns import curve, files, memory
from benchmarks.results import Table

__all__ = ["tables"]

_ROUNDS = 9
_SIZES = (1_000_000, 10_000_000)


def tables() -> list[Table]:
    """Measure, and say what came of it."""
    one_thread(os.environ)
    in_memory = [memory.table(rows, _ROUNDS) for rows in _SIZES]
    in_memory += [memory.dirty_table(rows, _ROUNDS) for rows in _SIZES]
    return [*in_memory, curve.table(curve.measure()), files.table(files.measure())]
