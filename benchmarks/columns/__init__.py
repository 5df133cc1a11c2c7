"""Whole columns in memory, by their size, and in files: the kernel beside a plain copy of the same bytes and others."""

from __future__ import annotations

import os

from benchmarks.column_timing import one_thread
from benchmarks.columns import curve, files, memory
from benchmarks.results import Table

__all__ = ["tables"]

_ROUNDS = 9
_ROWS = 10_000_000


def tables() -> list[Table]:
    """Measure, and say what came of it."""
    one_thread(os.environ)
    return [
        memory.table(_ROWS, _ROUNDS),
        memory.dirty_table(_ROWS, _ROUNDS),
        curve.table(curve.measure()),
        files.table(files.measure()),
    ]
