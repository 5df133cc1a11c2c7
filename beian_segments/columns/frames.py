"""A frame with the answer beside a column: finds out what kind of frame it is, and gives the same kind back."""

from __future__ import annotations

from typing import TypeVar

from beian_segments._extras import needed
from beian_segments.redact import quoted
from beian_segments.validator import DEFAULT_VALIDATOR, SegmentValidator

__all__ = ["DETAILS", "SUPPORTED", "check_names", "with_support"]

Frame = TypeVar("Frame")

#: The names of the columns added; the details are those of ``verdicts``, which needs the extra.
SUPPORTED = "supported"
DETAILS = ("segment", "carrier", "service")


def with_support(
    frame: Frame,
    column: str,
    *,
    details: bool = False,
    prefix: str = "",
    validator: SegmentValidator = DEFAULT_VALIDATOR,
) -> Frame:
    """A frame with one more column, ``supported``: whether the numbers of a column are of listed segments.

    A lazy frame stays lazy, a Spark DataFrame stays on its cluster: what is added are the engine's own expressions,
    compiled from the table, and no function of Python's. A frame in memory goes through the kernel of
    :func:`~beian_segments.columns.is_supported`, as do a Dask frame's partitions.

    Args:
        frame: a Polars DataFrame or LazyFrame, a pandas DataFrame, an Arrow table, a DuckDB relation, a Dask or
            PySpark DataFrame, or what else narwhals takes.
        column: the name of a column of texts or integers. Only canonical numbers count, eleven ASCII digits.
        details: whether to add ``segment``, ``carrier`` and ``service`` too, those of the row that decides; null for
            what is no canonical number. Frames in memory have them as categories.
        prefix: what to put before the names of the columns added.
        validator: of a table of your own; without, the packaged one's.

    Returns:
        A frame of the same type. Null stays null.

    Raises:
        ValueError: the frame has no such column, more than one, or one of a name that is to be added.
        TypeError: the frame is of no known kind, or the column of no type that numbers come in.
        ImportError: a package is not installed; names the extra ``columns``.
    """
    names = [f"{prefix}{name}" for name in ((SUPPORTED, *DETAILS) if details else (SUPPORTED,))]
    # narwhals means to leave Dask to a package of its own.
    is_dask = any(base.__module__.partition(".")[0] == "dask" for base in type(frame).__mro__)
    module = "dask_frames" if is_dask else "narwhals_frames"
    for package in ("narwhals", "numpy", "pyarrow"):
        needed(package)
    added: Frame = needed(f"beian_segments.columns.{module}").added(frame, column, names, validator)
    return added


def check_names(present: list[str], column: str, names: list[str], *, any_case: bool = False) -> None:
    """Refuse a column that is not there and names that are, with a ValueError.

    Args:
        present: the names that the frame has.
        column: that of the column of numbers.
        names: those of the columns to add.
        any_case: whether two names that differ only in case are one to the engine.
    """
    if column not in present:
        raise ValueError(f"the frame has no column {quoted(column)}; it has {quoted(*present)}")
    if present.count(column) > 1:
        raise ValueError("the frame has more than one column of one name; rename or drop the others")
    folded = [name.casefold() for name in names] if any_case else []
    if taken := [name for name in present if name in names or str(name).casefold() in folded]:
        raise ValueError(
            f"the frame has a column {quoted(taken[0])} already; give prefix= for the names of new columns"
        )
