"""Some rows of a file, and what every format refuses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from beian_segments.columns import arrow
from beian_segments.columns.files.errors import FileError
from beian_segments.columns.names import listed, shown

__all__ = ["Batch", "refuse_names", "refuse_type"]


class Batch(NamedTuple):
    """Rows as their format keeps them, and their column of numbers as an Arrow array."""

    rows: Any
    column: Any


def refuse_names(path: Path, present: Sequence[str], column: str, added: Sequence[str], advice: str = "") -> int:
    """Where the column is among those of a file; refuses one that is not there or there twice, and names taken.

    The advice is for whom no column has the name.
    """
    if present.count(column) != 1:
        there, advised = ("more than one column", "") if column in present else ("no column", advice)
        raise FileError(path, f"has {there} {shown(column)}; its columns are {listed(present)}{advised}")
    if taken := [name for name in added if name in present]:
        raise FileError(path, f"has a column {shown(taken[0])} already; give the new ones a prefix")
    return present.index(column)


def refuse_type(path: Path, column: str, kind: Any) -> None:
    """Refuse a column of an Arrow type that numbers do not come in."""
    try:
        arrow.refuse_type(kind)
    except TypeError as error:
        raise FileError(path, f"column {shown(column)}: {error}") from None
