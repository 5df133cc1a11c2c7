"""Dask DataFrames: pandas, partition by partition, through the kernel."""

from __future__ import annotations

from typing import Any

import pandas as pd

from beian_segments.columns import frames
from beian_segments.validator import SegmentValidator

__all__ = ["added"]


def added(frame: Any, column: str, names: list[str], validator: SegmentValidator) -> Any:
    """As :func:`frames.with_support`, with the names of the columns to add."""
    if not hasattr(frame, "assign"):
        raise TypeError(f"a frame must be a Dask DataFrame, not a Dask {type(frame).__name__}")
    frames.check_names(list(frame.columns), column, names)
    # Of the column only, so that no other is read for it.
    types = {names[0]: "boolean", **dict.fromkeys(names[1:], "object")}
    answers = frame[[column]].map_partitions(_answers, column, names, validator, meta=types)
    return frame.assign(**{name: answers[name] for name in names})


def _answers(partition: Any, column: str, names: list[str], validator: SegmentValidator) -> Any:
    from beian_segments.columns.narwhals_frames import added as added_in_memory

    answers = added_in_memory(partition, column, names, validator)[names]
    # Categories differ between partitions; texts do not.
    texts = {name: answers[name].astype(object).where(answers[name].notna(), None) for name in names[1:]}
    return pd.DataFrame({names[0]: answers[names[0]].astype("boolean"), **texts})
