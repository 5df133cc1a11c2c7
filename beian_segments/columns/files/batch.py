"""Some rows of a file, and what every format refuses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from beian_segments.columns import arrow
from beian_segments.columns.files.errors import FileError

__all__ = ["Batch", "refuse_names", "refuse_type"]


class Batch(NamedTuple):
    """Rows as their format keeps them, and their column of numbers as an Arrow array."""

    rows: Any
    column: Any


def refuse_names(path: Path, present: Sequence[str], column: str, added: Sequence[str]) -> int:
    """Where the column is among those of a file; refuses one that is not there or there twice, and names taken."""
    if present.count(column) != 1:
        there = "no column" if column not in present else "more than one column"
        raise FileError(path, f"has {there} {column!r}; its columns are {', '.join(map(repr, present))}")
    if taken := [name for name in added if name in present]:
        raise FileError(path, f"has a column {taken[0]!r} already; give the new ones a prefix")
    return present.index(column)


def refuse_type(path: Path, column: str, kind: Any) -> None:
    """Refuse a column of an Arrow type that numbers do not come in."""
    try:
        arrow.refuse_type(kind)
    except TypeError as error:
        raise FileError(path, f"column {column!r}: {error}") from None
