"""What changed from one table to another. Above the segment; imported when asked."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import chain

from attrs import fields, frozen

from beian_segments.segment import Segment

__all__ = ["ChangeKind", "RowChange", "TableDiff", "difference"]

_COLUMNS = tuple(column.name for column in fields(Segment) if column.name not in ("prefix", "extra"))


class ChangeKind(StrEnum):
    """What happened to a row, by what matters most of it. In the order in which changes are told."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    NEWLY_LISTED = "newly-listed"
    RELABELLED = "relabelled"
    CHANGED = "changed"


@frozen
class RowChange:
    """What happened to one row. ``old`` is None for a row that was added, ``new`` for one that is gone.

    Its kind is the first that applies: ``added``; ``withdrawn``, for a row that is not published any more or is gone;
    ``newly-listed``, for one that was there and was not published; ``relabelled``, for another ``published_carrier``;
    ``changed``, for any other column.
    """

    old: Segment | None
    new: Segment | None

    @property
    def kind(self) -> ChangeKind:
        """The kind of the change."""
        if self.old is None:
            return ChangeKind.ADDED
        if self.new is None or self.old.published > self.new.published:
            return ChangeKind.WITHDRAWN
        if self.old.published < self.new.published:
            return ChangeKind.NEWLY_LISTED
        if self.old.published_carrier != self.new.published_carrier:
            return ChangeKind.RELABELLED
        return ChangeKind.CHANGED

    @property
    def prefix(self) -> str:
        """The prefix of the row."""
        return next(row.prefix for row in (self.new, self.old) if row)

    @property
    def cells(self) -> Mapping[str, tuple[object, object]]:
        """The columns that differ, each with what it was and what it is; None stands for an empty cell and no row.

        Unknown columns come by their names, after the known ones. The prefix is no part of it.
        """
        old, new = _cells(self.old), _cells(self.new)
        cells = {column: (old.get(column), new.get(column)) for column in chain(old, new)}
        return {column: (was, now) for column, (was, now) in cells.items() if was != now}


@frozen
class TableDiff:
    """What leads from one table to another, each part in prefix order. False if nothing does.

    Attributes:
        added: rows that only the other table has.
        removed: rows that only this table has.
        changed: this table's row and the other's, where both have the prefix and differ.
    """

    added: tuple[Segment, ...]
    removed: tuple[Segment, ...]
    changed: tuple[tuple[Segment, Segment], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def by_kind(self) -> tuple[RowChange, ...]:
        """Every row that differs, once, in the order of :class:`ChangeKind` and then of the prefix."""
        changes = [
            *(RowChange(None, row) for row in self.added),
            *(RowChange(row, None) for row in self.removed),
            *(RowChange(old, new) for old, new in self.changed),
        ]
        kinds = list(ChangeKind)
        return tuple(sorted(changes, key=lambda change: (kinds.index(change.kind), change.prefix)))


def difference(before: Mapping[str, Segment], after: Mapping[str, Segment]) -> TableDiff:
    """The difference of two sets of rows by prefix, each in prefix order."""
    return TableDiff(
        added=tuple(row for prefix, row in after.items() if prefix not in before),
        removed=tuple(row for prefix, row in before.items() if prefix not in after),
        changed=tuple((row, after[prefix]) for prefix, row in before.items() if row != after.get(prefix, row)),
    )


def _cells(row: Segment | None) -> dict[str, object]:
    """What stands in the columns of a row that are not empty."""
    if row is None:
        return {}
    known = {column: getattr(row, column) for column in _COLUMNS}
    return {column: cell for column, cell in {**known, **row.extra}.items() if cell not in (None, ())}
