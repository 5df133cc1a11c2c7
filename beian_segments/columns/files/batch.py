"""Batches of rows, counts and errors that all formats share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from beian_segments.columns import _arrow
from beian_segments.columns.classification import Tally
from beian_segments.redact import quoted

__all__ = [
    "Batch",
    "Counts",
    "FileError",
    "counts_of",
    "refuse_names",
    "refuse_type",
]


class FileError(ValueError):
    """A file that cannot be checked: says which, in what line where lines have numbers, and why. Never a value."""

    def __init__(self, path: Path, reason: str, line: int | None = None) -> None:
        super().__init__(f"{path}{'' if line is None else f', line {line}'}: {reason}")


class Counts(NamedTuple):
    """Rows by verdict, and numbers by carrier and by segment; None counts nulls, of the verdicts only."""

    rows: int
    verdicts: Counter[str | None]
    carriers: Counter[str | None]
    segments: Counter[str | None]


def counts_of(tally: Tally) -> Counts:
    """The counts of a tally's rows."""
    verdicts, carriers, segments = (tally.of(name) for name in ("verdict", "carrier", "segment"))
    for counter in (carriers, segments):
        del counter[None]
    return Counts(verdicts.total(), verdicts, carriers, segments)


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
        raise FileError(path, f"has {there} {quoted(column)}; its columns are {quoted(*present)}{advised}")
    if taken := [name for name in added if name in present]:
        raise FileError(path, f"has a column {quoted(taken[0])} already; give the new ones a prefix")
    return present.index(column)


def refuse_type(path: Path, column: str, kind: Any) -> None:
    """Refuse a column of an Arrow type that numbers do not come in."""
    try:
        _arrow.refuse_type(kind)
    except TypeError as error:
        raise FileError(path, f"column {quoted(column)}: {error}") from None
