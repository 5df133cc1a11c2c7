"""A provider's help page with its table of segments, as the published layer that it lists.

The list that this library carries is such a table: in each row a carrier, a segment or several, and perhaps whether
the row is in force. A page is read whole or refused, never guessed at: a row that is not understood may be the one
that withdraws a segment.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from beian_segments.segment import Segment
from tools.html_tables import Cell, Table, read_tables
from tools.page_text import PageError, decoded, plain, quoted
from tools.segment_list import listed_prefixes, mentions_segments

__all__ = ["PageError", "read_page"]

# What headings say, in lower case.
_CARRIER_WORDS = ("运营商", "carrier", "operator")
_SEGMENT_WORDS = ("号段", "号码段", "网号", "segment", "prefix")
_IN_FORCE_HEADINGS = ("是否有效", "有效性", "有效", "是否支持", "是否可用", "状态", "valid", "supported", "status")
# A heading for segments that says so is of those that receive nothing.
_NEGATION = re.compile(r"不|无法|未|停用|\b(?:not|unsupported|unavailable|blocked)\b")
_LONGEST_HEADING = 30

_IN_FORCE = {
    **dict.fromkeys(("有效", "是", "支持", "可用", "正常", "√", "✓", "✔", "yes", "valid", "true", "supported"), True),
    **dict.fromkeys(("无效", "否", "不支持", "不可用", "失效", "停用", "×", "✗", "✘", "no", "invalid", "false"), False),
}

# A label is a name; more digits than that are none.
_LONGEST_LABEL, _MOST_DIGITS_IN_LABEL = 20, 4
_LONGEST_CELL = 5_000
_MOST_SEGMENTS = 20_000
_MOST_TABLES_NAMED = 5

_LOOKED_FOR = (
    f"a table with a heading for carriers ({', '.join(_CARRIER_WORDS)}) and one for the segments that receive the SMS"
    f" ({', '.join(_SEGMENT_WORDS)})"
)


class _Cells(NamedTuple):
    """The cells of a row that matter; None where it has none."""

    carrier: Cell | None
    segments: Cell | None
    in_force: Cell | None

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text if cell else "" for cell in self)


class _Heading(NamedTuple):
    """A table with its row of headings, by its index, and the columns of each kind."""

    table: Table
    row: int
    carriers: list[int]
    segments: list[int]
    in_force: list[int]

    def cells(self, row: list[Cell | None]) -> _Cells:
        """The cells of a row in the first column of each kind."""
        columns = (self.carriers[0], self.segments[0], self.in_force[0] if self.in_force else len(row))
        return _Cells(*(row[column] if column < len(row) else None for column in columns))


def read_page(content: bytes) -> tuple[Segment, ...]:
    """The published layer that a page lists: prefix, whether it is in force, and the label; in prefix order.

    A segment that the page lists as no longer in force is not published and has no label.

    Raises:
        PageError: the page is no text, has no such table or several, or has a row that is not understood; says where.
    """
    headings: list[_Heading] = []
    beginnings: list[tuple[int, str]] = []
    count = 0
    for table in read_tables(decoded(content)):
        count += 1
        heading = _heading(table)
        if heading:
            headings.append(heading)
        if len(beginnings) < _MOST_TABLES_NAMED:
            beginnings.append((table.number, _beginning(table)))
    if not headings:
        raise PageError(f"has no table of segments: looked for {_LOOKED_FOR}; found {_found(count, beginnings)}")
    if len(headings) > 1:
        named = ", ".join(str(heading.table.number) for heading in headings[:_MOST_TABLES_NAMED])
        raise PageError(
            f"has {len(headings)} tables of segments (tables {named} of {count}): looked for one; leave the right one"
        )
    labels = _List(headings[0]).read()
    return tuple(Segment(prefix, label is not None, label) for prefix, label in sorted(labels.items()))


def _heading(table: Table) -> _Heading | None:
    """The first row of a table that has headings for carriers and for segments."""
    for index, row in enumerate(table.rows):
        texts = [cell.text if cell else "" for cell in row]
        short = {column: plain(text).lower() for column, text in enumerate(texts) if len(text) <= _LONGEST_HEADING}
        named = [column for column, text in short.items() if any(word in text for word in _SEGMENT_WORDS)]
        segments = [column for column in named if not _NEGATION.search(short[column])]
        carriers = [
            column
            for column, text in short.items()
            if column not in named and any(word in text for word in _CARRIER_WORDS)
        ]
        if carriers and segments:
            in_force = [column for column, text in short.items() if text in _IN_FORCE_HEADINGS]
            return _Heading(table, index, carriers, segments, in_force)
    return None


def _beginning(table: Table) -> str:
    cells = dict.fromkeys(cell for cell in (table.rows[0] if table.rows else ()) if cell)
    return " | ".join(quoted(cell.text) for cell in cells) or "without cells"


def _found(count: int, beginnings: list[tuple[int, str]]) -> str:
    if not count:
        return "no table; a list that is a picture, or that a script fills in, has to be made a table first"
    named = "; ".join(f"table {number} begins {cells}" for number, cells in sorted(beginnings))
    return f"other tables: {named}{f' and {count - len(beginnings)} more' if count > len(beginnings) else ''}"


class _List:
    """The list that a table is: the label of each prefix, None for one that is not in force."""

    def __init__(self, heading: _Heading) -> None:
        self._heading = heading
        self._names = heading.cells(heading.table.rows[heading.row])
        self._labels: dict[str, str | None] = {}
        self._count = 0

    def read(self) -> dict[str, str | None]:
        """Read every row."""
        table = self._heading.table
        place = f"table {table.number}"
        for kind in ("carriers", "segments", "in_force"):
            columns = len(getattr(self._heading, kind))
            if columns > 1:
                raise PageError(f"{place} has {columns} headings for {kind.replace('_', ' ')}: looked for one")
        if not table.is_closed:
            raise PageError(f"{place} has no end, so the page may be cut off: save it whole")
        if table.is_cut:
            raise PageError(f"{place} has more rows or columns than any list of segments: looked for one of them alone")
        if table.is_overlapping:
            raise PageError(f"{place} has cells that overlap, by their rowspan and colspan: looked for a plain grid")
        before = None
        for index, row in enumerate(table.rows):
            cells = self._heading.cells(row)
            # Cells that span several rows say the same in each.
            if cells != before:
                try:
                    self._read_row(cells, above=index < self._heading.row)
                except PageError as error:
                    raise PageError(f"{place}, row {index + 1}: {error}") from None
            before = cells
        if not self._labels:
            raise PageError(f"{place} has headings for carriers and segments and no row below them")
        return self._labels

    def _read_row(self, cells: _Cells, *, above: bool) -> None:
        texts = cells.texts
        if not any(texts) or texts == self._names.texts:
            return
        if max(map(len, texts)) > _LONGEST_CELL:
            raise PageError(f"has a cell of more than {_LONGEST_CELL:,} characters: looked for names and segments")
        if above or cells.carrier is cells.segments or cells.carrier is self._names.carrier:
            if mentions_segments(texts[1]):
                raise PageError(
                    "is a heading or a note, by its place, and names segments: make them rows or leave it out"
                )
            return
        if any(cell and cell.is_struck for cell in cells):
            raise PageError("has text that is struck out: leave the row out, or the strokes")
        label = _label(texts[0]) if self._is_in_force(texts[2]) else None
        for prefix in listed_prefixes(texts[1]):
            self._add(prefix, label)

    def _is_in_force(self, text: str) -> bool:
        if not self._heading.in_force:
            return True
        word = _IN_FORCE.get(plain(text).lower())
        if word is None:
            raise PageError(f"says {quoted(text)} of being in force: looked for one of {', '.join(_IN_FORCE)}")
        return word

    def _add(self, prefix: str, label: str | None) -> None:
        self._count += 1
        if self._count > _MOST_SEGMENTS:
            raise PageError(f"is where the list passes {_MOST_SEGMENTS:,} segments: looked for a list of some dozens")
        known = self._labels.setdefault(prefix, label)
        if known != label:
            words = " and ".join("not in force" if each is None else f"under {quoted(each)}" for each in (known, label))
            raise PageError(f"contradicts a row above: {prefix} is {words}")


def _label(text: str) -> str:
    """The carrier as the page prints it, without what nobody sees."""
    label = " ".join("".join(character for character in text if character.isprintable()).split())
    if not plain(label):
        raise PageError("names no carrier")
    if len(label) > _LONGEST_LABEL or sum(character.isdigit() for character in label) > _MOST_DIGITS_IN_LABEL:
        raise PageError(f"has {quoted(label)} for a carrier: looked for a name")
    return label
