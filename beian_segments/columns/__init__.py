"""Whole columns and tables of numbers, where they already are. The verdicts are those of ``check_segment``.

``is_supported`` and ``classify`` answer for a column in memory, Arrow, Polars, pandas, NumPy or a list;
``with_support`` adds the answer to a frame, lazy and distributed ones included, as the engine's own expressions. All
but a list of texts needs the extra ``columns``, whose packages are imported by the first call that needs them.
"""

from __future__ import annotations

from beian_segments.columns.column import classify, is_supported
from beian_segments.columns.frames import with_support

__all__ = ["classify", "is_supported", "with_support"]
