"""The table: rows by prefix, the packaged table, and the difference between two tables."""

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
]

#: ISO date of the packaged table's last change.
DATA_VERSION: str = _data.DATA_VERSION
#: SemVer of the format of the files in ``data/``.
SCHEMA_VERSION: str = _data.SCHEMA_VERSION

_MOST_COUNTED = 10_000


class SegmentTable:
    """An immutable table of segments. Equal by its rows, hashable, picklable.

    The longest row that a number begins with decides, so a row may punch a hole into a shorter one (1349 not
    published under 134 published). Tables are made by :meth:`from_csv`, :meth:`from_rows` and :meth:`with_rows`;
    each raises :class:`~beian_segments.TableError` for a bad row and then makes nothing.

    >>> table = DEFAULT_TABLE.with_rows([{"prefix": "192", "published": True}])
    >>> table["192"].published, DEFAULT_TABLE["192"].published
    (True, False)
    >>> table.match("13491234567")
    Segment(prefix='1349', published=True, carrier='telecom', service='satellite')
    >>> DEFAULT_TABLE.diff(table).by_kind()[0].kind
    <ChangeKind.NEWLY_LISTED: 'newly-listed'>
    """

    __slots__ = ("_by_prefix", "_data_version", "_hash", "_listed", "_trie")

    def __init__(self, rows: Iterable[Mapping[str, object] | Segment] = (), *, data_version: str | None = None) -> None:
        from beian_segments.table_csv import segments_from_rows

        self._fill(segments_from_rows(rows), data_version)

    def _fill(self, checked: Iterable[Segment], data_version: str | None) -> None:
        self._by_prefix = {segment.prefix: segment for segment in sorted(checked, key=lambda row: row.prefix)}
        self._trie = DigitTrie(self._by_prefix.items())
        self._listed = PrefixSet.where(self._trie, lambda segment: segment.published, within=MOBILE)
        self._data_version = data_version
        self._hash: int | None = None

    @classmethod
    def _of_checked(cls, checked: Iterable[Segment], data_version: str | None) -> SegmentTable:
        table = cls.__new__(cls)
        table._fill(checked, data_version)
        return table

    @classmethod
    def from_csv(cls, source: CsvFile, *, data_version: str | None = None) -> SegmentTable:
        r"""Read a table from a CSV file in the format of ``data/segments.csv``.

        >>> from io import StringIO
        >>> SegmentTable.from_csv(StringIO("prefix,published\n138,true\n1389,false\n"))
        <SegmentTable: 2 rows, 9 supported prefixes>

        Args:
            source: a path, or a file open for reading text or bytes. UTF-8, with or without a byte order mark; any
                line ends. The columns ``prefix`` and ``published`` (``true`` or ``false``) suffice, several sources
                are separated by ``;``, an empty cell is None, and unknown columns are kept in ``Segment.extra``.
            data_version: the version to give the table, usually an ISO date.

        Raises:
            TableError: the file is not a valid table; says file, line, column and reason.
            OSError: the file cannot be read.
        """
        from beian_segments.table_csv import segments_from_csv

        return cls._of_checked(segments_from_csv(source), data_version)

    @classmethod
    def from_rows(
        cls, rows: Iterable[Mapping[str, object] | Segment], *, data_version: str | None = None
    ) -> SegmentTable:
        """Make a table of mappings with the keys of :class:`Segment`; ``prefix`` and ``published`` suffice.

        >>> SegmentTable.from_rows([{"prefix": "138", "published": True}]).supported_prefixes
        ('138',)

        Raises:
            TableError: a row is invalid; says its index, the column and the reason.
            TypeError: an item is neither a mapping nor a Segment.
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
        """The version that the table was given, or None. Not compared for equality."""
        return self._data_version

    @property
    def listed(self) -> PrefixSet:
        """The mobile numbers that the published list covers, as a set."""
        return self._listed

    @property
    def supported_prefixes(self) -> tuple[str, ...]:
        """The smallest exact cover of what is published, sorted: 49 prefixes for the packaged table.

        A finer row that repeats what the row above it says adds none, a hole splits the row that it is in, and no
        prefix is shorter than its row.
        """
        return tuple(_cover(self._trie.root, self._listed, "", False))

    def match(self, number: str) -> Segment | None:
        """The longest row that a number in canonical form (or its first digits) begins with.

        Anything but ASCII digits has no row: normalize first.

        >>> DEFAULT_TABLE.match("13800138000").prefix, DEFAULT_TABLE.match("20")
        ('138', None)
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
        """Prefixes that divide all mobile numbers, in order, each with the row that decides its numbers, or None."""
        return _blocks(self._trie.root, "", None)

    def diff(self, other: SegmentTable) -> TableDiff:
        """What changes from this table to ``other``."""
        if not isinstance(other, SegmentTable):
            raise TypeError(f"a table is compared with a SegmentTable, not with {type(other).__name__}")
        before, after = self._by_prefix, other._by_prefix
        return TableDiff(
            added=tuple(row for prefix, row in after.items() if prefix not in before),
            removed=tuple(row for prefix, row in before.items() if prefix not in after),
            changed=tuple((row, after[prefix]) for prefix, row in before.items() if row != after.get(prefix, row)),
        )

    def __getitem__(self, prefix: str) -> Segment:
        segment = self._by_prefix.get(prefix)
        if segment is None:
            # Whole numbers are looked up by mistake; the error must not carry them.
            raise KeyError(shown_prefix(prefix) if isinstance(prefix, str) else type(prefix).__name__)
        return segment

    def __contains__(self, row: object) -> bool:
        """Whether the table has a row with this prefix, or this very row."""
        return self._by_prefix.get(row.prefix) == row if isinstance(row, Segment) else row in self._by_prefix

    def __iter__(self) -> Iterator[Segment]:
        return iter(self._by_prefix.values())

    def __len__(self) -> int:
        return len(self._by_prefix)

    def __eq__(self, other: object) -> bool:
        return self._by_prefix == other._by_prefix if isinstance(other, SegmentTable) else NotImplemented

    def __hash__(self) -> int:
        # Kept, since what is compiled from a table is looked up by the table at every call.
        if self._hash is None:
            self._hash = hash(tuple(self))
        return self._hash

    def __repr__(self) -> str:
        version = "" if self._data_version is None else f", {self._data_version}"
        # Of a large table, counting the smallest cover would take seconds.
        cover = f", {len(self.supported_prefixes)} supported prefixes" if len(self) <= _MOST_COUNTED else ""
        return f"<{type(self).__name__}: {len(self)} rows{cover}{version}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self)._of_checked, (tuple(self), self._data_version)


def _cover(node: TrieNode[Segment] | None, listed: PrefixSet, prefix: str, inherited: bool) -> Iterator[str]:
    """The supported prefixes below a node; ``inherited`` is what the row above it says."""
    published = node.values[0].published if node and node.values else inherited
    below = listed.after(prefix)
    if published and below is True:
        yield prefix
    elif below is not False:
        for digit in DIGITS:
            yield from _cover(node.children.get(digit) if node else None, listed, prefix + digit, published)


def _blocks(node: TrieNode[Segment] | None, prefix: str, above: Segment | None) -> Iterator[tuple[str, Segment | None]]:
    """The blocks below a node; ``above`` is the row that decides where no longer one does."""
    mobile = MOBILE.after(prefix)
    if mobile is False:
        return
    row = node.values[0] if node and node.values else above
    if mobile is True and not (node and node.children):
        yield prefix, row
        return
    for digit in DIGITS:
        yield from _blocks(node.children.get(digit) if node else None, prefix + digit, row)


#: The packaged table: the published layer and the allocated layer, over 130 to 199.
DEFAULT_TABLE: SegmentTable = SegmentTable._of_checked(
    (Segment(*row) for row in _data.ROWS),  # pyright: ignore[reportArgumentType]  # codes are checked when data/ is built
    DATA_VERSION,
)


_COLUMNS = tuple(column.name for column in fields(Segment) if column.name not in ("prefix", "extra"))


class ChangeKind(StrEnum):
    """What happened to a row: the most important of its changes. In the order in which changes are listed."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    NEWLY_LISTED = "newly-listed"
    RELABELLED = "relabelled"
    CHANGED = "changed"


@frozen
class RowChange:
    """What happened to one row. ``old`` is None for an added row, ``new`` for a removed one.

    Its kind is the first that applies: ``added``; ``withdrawn``, for a row that is removed or not published any more;
    ``newly-listed``, for one that was not published before; ``relabelled``, for another ``published_carrier``;
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
        """The columns that differ, each with its old and new value; None stands for an empty cell and for no row.

        Unknown columns come after the known ones. The prefix is not among them.
        """
        old, new = _cells(self.old), _cells(self.new)
        cells = {column: (old.get(column), new.get(column)) for column in chain(old, new)}
        return {column: (was, now) for column, (was, now) in cells.items() if was != now}


@frozen
class TableDiff:
    """What changes from one table to another, each part in prefix order. False if nothing does.

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


def _cells(row: Segment | None) -> dict[str, object]:
    """The cells of a row that are not empty, by column."""
    if row is None:
        return {}
    known = {column: getattr(row, column) for column in _COLUMNS}
    return {column: cell for column, cell in {**known, **row.extra}.items() if cell not in (None, ())}
