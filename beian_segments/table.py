"""The table: rows by prefix, the packaged one, and the difference between two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any

from attrs import fields, frozen

from beian_segments import _data
from beian_segments.parsing import LENGTH, MOBILE, text_of
from beian_segments.prefixes import DIGITS, DigitTrie, PrefixSet, TrieNode
from beian_segments.redact import shown_prefix
from beian_segments.segment import Segment

if TYPE_CHECKING:
    from beian_segments.table_csv import CsvFile

__all__ = [
    "DATA_VERSION",
    "DEFAULT_TABLE",
    "SCHEMA_VERSION",
    "ChangeKind",
    "RowChange",
    "SegmentTable",
    "TableDiff",
    "difference",
]

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


#: ISO date of the packaged table's last change.
DATA_VERSION: str = _data.DATA_VERSION
#: SemVer of the format of the files in ``data/``.
SCHEMA_VERSION: str = _data.SCHEMA_VERSION


class SegmentTable:
    """An immutable table of segments. Equal by its rows, hashable, picklable.

    The longest row that a number begins with decides, so a row may punch a hole into a shorter one (1349 not
    published under 134 published). Tables are made by :meth:`from_csv`, :meth:`from_rows` and :meth:`with_rows`;
    each refuses a bad row with a :class:`~beian_segments.TableError` and then makes nothing.
    """

    __slots__ = ("_by_prefix", "_data_version", "_listed", "_trie")

    def __init__(self, rows: Iterable[Mapping[str, object] | Segment] = (), *, data_version: str | None = None) -> None:
        from beian_segments.table_csv import segments_from_rows

        self._fill(segments_from_rows(rows), data_version)

    def _fill(self, checked: Iterable[Segment], data_version: str | None) -> None:
        self._by_prefix = {segment.prefix: segment for segment in sorted(checked, key=lambda row: row.prefix)}
        self._trie = DigitTrie(self._by_prefix.items())
        self._listed = PrefixSet.where(self._trie, lambda segment: segment.published, within=MOBILE)
        self._data_version = data_version

    @classmethod
    def _of_checked(cls, checked: Iterable[Segment], data_version: str | None) -> SegmentTable:
        table = cls.__new__(cls)
        table._fill(checked, data_version)
        return table

    @classmethod
    def from_csv(cls, source: CsvFile, *, data_version: str | None = None) -> SegmentTable:
        """Read a table from a CSV file in the format of ``data/segments.csv``.

        Args:
            source: a path, or a file open for reading text or bytes. UTF-8, with or without a byte order mark; any
                line ends. The columns ``prefix`` and ``published`` (``true`` or ``false``) suffice, several sources
                are separated by ``;``, an empty cell is None, and unknown columns are kept in ``Segment.extra``.
            data_version: the version to give the table, an ISO date as a rule.

        Raises:
            TableError: the file is no such table; says file, line, column and reason.
            OSError: the file cannot be read.
        """
        from beian_segments.table_csv import segments_from_csv

        return cls._of_checked(segments_from_csv(source), data_version)

    @classmethod
    def from_rows(
        cls, rows: Iterable[Mapping[str, object] | Segment], *, data_version: str | None = None
    ) -> SegmentTable:
        """Make a table of mappings with the keys of :class:`Segment`; ``prefix`` and ``published`` suffice.

        Raises:
            TableError: a row is at fault; says its index, the column and the reason.
            TypeError: something is no row.
        """
        return cls(rows, data_version=data_version)

    def with_rows(
        self, rows: Iterable[Mapping[str, object] | Segment], *, data_version: str | None = None
    ) -> SegmentTable:
        """This table with more rows; one whose prefix is here already replaces it. Raises as :meth:`from_rows`."""
        new = type(self)(rows)
        return self._of_checked({**self._by_prefix, **new._by_prefix}.values(), data_version)

    @property
    def data_version(self) -> str | None:
        """The version the table was given; None for one that was given none. No part of equality."""
        return self._data_version

    @property
    def listed(self) -> PrefixSet:
        """The mobile numbers that the published list covers, as a set."""
        return self._listed

    @property
    def supported_prefixes(self) -> tuple[str, ...]:
        """The prefixes that cover what is published, exactly and with no row's work done twice; sorted.

        A finer row that repeats the word of the row above it adds none, a hole splits the row that it is in, and no
        prefix is shorter than its row: 49 for the packaged table, the published segments themselves.
        """
        return tuple(_cover(self._trie.root, self._listed, "", False))

    def match(self, number: str) -> Segment | None:
        """The longest row that a number in canonical form (or its first digits) begins with.

        Anything but ASCII digits has no row: normalize first.
        """
        text = text_of(number)
        return self._trie.longest(text[:LENGTH]) if text.isascii() and text.isdigit() else None

    def path(self, digits: str) -> tuple[Segment, ...]:
        """Every row that the digits begin with, shortest first."""
        return tuple(self._trie.path(digits))

    def under(self, digits: str) -> tuple[Segment, ...]:
        """Every row that begins with the digits, in prefix order."""
        return tuple(self._trie.under(digits))

    def blocks(self) -> Iterator[tuple[str, Segment | None]]:
        """Every mobile number there can be, once, by the row that decides it: prefixes in order, each with its row.

        All numbers that begin with one of the prefixes have the same longest row, or none, which is None.
        """
        return _blocks(self._trie.root, "", None)

    def diff(self, other: SegmentTable) -> TableDiff:
        """What leads from this table to ``other``."""
        if not isinstance(other, SegmentTable):
            raise TypeError(f"a table is compared with a SegmentTable, not with {type(other).__name__}")

        return difference(self._by_prefix, other._by_prefix)

    def __getitem__(self, prefix: str) -> Segment:
        segment = self._by_prefix.get(prefix)
        if segment is None:
            # A whole number is looked up by mistake sooner or later; the error must not carry it.
            raise KeyError(shown_prefix(prefix) if isinstance(prefix, str) else type(prefix).__name__)
        return segment

    def __contains__(self, row: object) -> bool:
        """Whether the table has a row: by its prefix, or the very row."""
        return self._by_prefix.get(row.prefix) == row if isinstance(row, Segment) else row in self._by_prefix

    def __iter__(self) -> Iterator[Segment]:
        return iter(self._by_prefix.values())

    def __len__(self) -> int:
        return len(self._by_prefix)

    def __eq__(self, other: object) -> bool:
        return self._by_prefix == other._by_prefix if isinstance(other, SegmentTable) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        version = "" if self._data_version is None else f", {self._data_version}"
        return f"<{type(self).__name__}: {len(self)} rows, {len(self.supported_prefixes)} supported prefixes{version}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self)._of_checked, (tuple(self), self._data_version)


def _cover(node: TrieNode[Segment] | None, listed: PrefixSet, prefix: str, inherited: bool) -> Iterator[str]:
    """The prefixes for :attr:`SegmentTable.supported_prefixes` from a place on; ``inherited`` is the word above it."""
    word = node.values[0].published if node and node.values else inherited
    there = listed.after(prefix)
    if word and there is True:
        yield prefix
    elif there is not False:
        for digit in DIGITS:
            yield from _cover(node.children.get(digit) if node else None, listed, prefix + digit, word)


def _blocks(node: TrieNode[Segment] | None, prefix: str, above: Segment | None) -> Iterator[tuple[str, Segment | None]]:
    """:meth:`SegmentTable.blocks` from a place on; ``above`` is the row that decides what no longer row does."""
    there = MOBILE.after(prefix)
    if there is False:
        return
    row = node.values[0] if node and node.values else above
    if there is True and not (node and node.children):
        yield prefix, row
        return
    for digit in DIGITS:
        yield from _blocks(node.children.get(digit) if node else None, prefix + digit, row)


#: The packaged table: the published layer and the allocated layer, 111 rows over 130 to 199.
DEFAULT_TABLE: SegmentTable = SegmentTable._of_checked(
    (Segment(*row) for row in _data.ROWS),  # pyright: ignore[reportArgumentType]  # codes were checked when published
    DATA_VERSION,
)
