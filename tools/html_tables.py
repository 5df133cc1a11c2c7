"""The tables of an HTML page as grids of cells.

Markup is read as the HTML standard's tokenizer reads it: whatever is not closed runs to the end, so every character is
read once. ``html.parser`` is not used: on the supported Pythons its time grows with the square or the cube of what is
not closed, and it raises where it finds ``<![``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from tools.page_text import PageError

__all__ = ["Cell", "Table", "read_tables"]

# More is no list of segments, which has some thousand prefixes at most. What is beyond is not kept.
_MOST_ROWS, _MOST_COLUMNS = 10_000, 20
_DEEPEST = 50

_CELL_TAGS = frozenset({"td", "th"})
_GROUP_TAGS = frozenset({"caption", "tbody", "tfoot", "thead"})
# Between what such a tag separates there is a break; other tags stand within words.
_BREAKING_TAGS = frozenset(
    {"article", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"header", "hr", "li", "main", "ol", "option", "p", "pre", "section", "ul"}
)
_STRIKING_TAGS = frozenset({"del", "s", "strike"})

_MARKUP = re.compile(
    r"""
      <!--(?:-?>|.*?(?:--!?>|\Z))
    | <(?P<raw>iframe|noembed|noframes|script|style|template|textarea|title|xmp)(?=[\s/>]|\Z)
      .*?(?:</(?P=raw)(?=[\s/>]|\Z)[^>]*+(?:>|\Z)|\Z)
    | <(?P<end>/?)(?P<tag>[a-z][^\s/>]*+)
      (?P<attributes>(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+)(?:>|\Z)
    | <[!?/][^>]*+(?:>|\Z)
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s/>=]++)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"?|'(?P<single>[^']*+)'?|(?P<bare>[^\s>]*+)))?+"""
)
# Python converts no decimal number of more than some thousand digits; no character has so high a one.
_ENDLESS_REFERENCE = re.compile("&#[0-9]{9,}+;?")


class Cell:
    """A cell. It stands in each place of the grid that it spans.

    Attributes:
        is_struck: whether some of its text is struck out.
    """

    __slots__ = ("_parts", "_text", "is_struck")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._text: str | None = None
        self.is_struck: bool = False

    @property
    def text(self) -> str:
        """The text, every run of white space a single blank. To be asked for when the cell has ended."""
        # Made once: a large cell may stand in many places.
        if self._text is None:
            self._text = " ".join("".join(self._parts).split())
        return self._text

    def add(self, text: str) -> None:
        """Add text that follows."""
        self._parts.append(text)


class Table:
    """A table.

    Attributes:
        number: its number among the tables of the page, from 1, in the order in which they begin.
        rows: its rows from the top, each with its cells from the left; None where a row has no cell.
        is_closed: whether it has an end; one that has none may be the first part of a table only.
        is_cut: whether it has more rows or columns than are kept.
        is_overlapping: whether a cell covers a place that one from a row above reaches down to; the lower one is kept.
        cell: the cell that is open, or None.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self.rows: list[list[Cell | None]] = []
        self.is_closed: bool = False
        self.is_cut: bool = False
        self.is_overlapping: bool = False
        self.cell: Cell | None = None
        self._row: list[Cell | None] | None = None
        # Cells of the rows above that reach down to this one, and cells of this row that reach down to the next: by
        # column, with the number of rows that they have left.
        self._above: dict[int, tuple[Cell, int]] = {}
        self._reaching: dict[int, tuple[Cell, int]] = {}

    def open_row(self) -> None:
        """Begin a row; ends the one before."""
        self.close_row()
        self._row = []

    def open_cell(self, rows: int, columns: int) -> None:
        """Begin a cell that spans some rows and columns, in the row that is open or a new one; ends the one before."""
        if self._row is None:
            self._row = []
        self._take_from_above(self._row)
        self.cell = Cell()
        self.is_cut |= len(self._row) + columns > _MOST_COLUMNS
        for column in range(len(self._row), min(len(self._row) + columns, _MOST_COLUMNS)):
            self._row.append(self.cell)
            self.is_overlapping |= self._above.pop(column, None) is not None
            if rows > 1:
                self._reaching[column] = self.cell, rows - 1

    def _take_from_above(self, row: list[Cell | None]) -> None:
        while len(row) in self._above:
            cell, left = self._above.pop(len(row))
            if left > 1:
                self._reaching[len(row)] = cell, left - 1
            row.append(cell)

    def close_row(self) -> None:
        """End the row that is open, if one is."""
        self.cell = None
        if self._row is None:
            return
        self._take_from_above(self._row)
        while self._above:
            self._row += [None] * (min(self._above) - len(self._row))
            self._take_from_above(self._row)
        if len(self.rows) < _MOST_ROWS:
            self.rows.append(self._row)
        else:
            self.is_cut = True
        self._row, self._above, self._reaching = None, self._reaching, {}

    def close_group(self) -> None:
        """End the group of rows that is open; no cell reaches further down."""
        self.close_row()
        self._above = {}


def read_tables(page: str) -> Iterator[Table]:
    """The tables of a page, each when it ends; those within a cell before the one around them.

    Text in a table within a cell is no text of that cell.

    Raises:
        PageError: tables stand within tables too deep.
    """
    open_tables: list[Table] = []
    number = position = 0
    for match in _MARKUP.finditer(page):
        table = open_tables[-1] if open_tables else None
        if table and table.cell:
            table.cell.add(_text(page[position : match.start()]))
        position = match.end()
        tag, is_end = (match["tag"] or "").lower(), bool(match["end"])
        if tag != "table":
            if table:
                _build(table, tag, match["attributes"], is_end=is_end)
            continue
        # Between cells a table cannot begin; the one that is open ends there.
        if table and (is_end or table.cell is None):
            yield _ended(open_tables.pop(), is_closed=is_end)
        if not is_end:
            number += 1
            open_tables.append(Table(number))
            if len(open_tables) > _DEEPEST:
                raise PageError(f"has tables within tables, more than {_DEEPEST} deep")
    while open_tables:
        yield _ended(open_tables.pop(), is_closed=False)


def _ended(table: Table, *, is_closed: bool) -> Table:
    table.close_row()
    table.is_closed = is_closed
    return table


def _build(table: Table, tag: str, attributes: str, *, is_end: bool) -> None:
    """Do what a tag within a table says."""
    if tag in _CELL_TAGS:
        if is_end:
            table.cell = None
        else:
            table.open_cell(*_spans(attributes))
    elif tag == "tr":
        if is_end:
            table.close_row()
        else:
            table.open_row()
    elif tag in _GROUP_TAGS:
        table.close_group()
    elif table.cell and tag in _BREAKING_TAGS:
        table.cell.add("\n")
    elif table.cell and tag in _STRIKING_TAGS:
        table.cell.is_struck = True


def _text(source: str) -> str:
    return unescape(_ENDLESS_REFERENCE.sub("\N{REPLACEMENT CHARACTER}", source))


def _spans(attributes: str) -> tuple[int, int]:
    """How many rows and columns a cell spans, by its attributes."""
    if "span" not in attributes.lower():
        return 1, 1
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(attributes):
        found.setdefault(match["name"].lower(), match["double"] or match["single"] or match["bare"] or "")
    rows, columns = (re.match(r"\s*+([0-9]{1,9})", found.get(name, "")) for name in ("rowspan", "colspan"))
    # A span of no rows is one of all that are left.
    return (
        (int(rows[1]) or _MOST_ROWS) if rows else 1,
        min(int(columns[1]) or 1, _MOST_COLUMNS) if columns else 1,
    )
