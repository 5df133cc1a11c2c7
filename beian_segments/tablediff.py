"""What changed from one table to another. Above the segment; imported when asked."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from beian_segments.segment import Segment

__all__ = ["TableDiff", "difference"]


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


def difference(before: Mapping[str, Segment], after: Mapping[str, Segment]) -> TableDiff:
    """The difference of two sets of rows by prefix, each in prefix order."""
    return TableDiff(
        added=tuple(row for prefix, row in after.items() if prefix not in before),
        removed=tuple(row for prefix, row in before.items() if prefix not in after),
        changed=tuple((row, after[prefix]) for prefix, row in before.items() if row != after.get(prefix, row)),
    )
