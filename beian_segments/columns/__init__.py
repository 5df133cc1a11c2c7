"""Columns, frames and files of numbers. The answers are those of ``check_segment``, row by row.

``is_supported`` and ``classify`` answer for a column in memory: Arrow, Polars, pandas, NumPy or a list.
``with_support`` adds the answer to a frame, lazy and distributed ones included, in expressions of its engine.
``files.check_file`` reads a file and writes one. All but ``is_supported`` of a list need the extra ``columns``, whose
packages are imported by the first call that needs them.
"""

from __future__ import annotations

from beian_segments.columns.column import classify, is_supported
from beian_segments.columns.frames import with_support

__all__ = ["classify", "is_supported", "with_support"]
