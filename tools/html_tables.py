"""The tables of an HTML page as grids of cells.

lxml's parser reports tags and text as it reads them. No document tree is built: it would take time that grows with the
square of the number of attributes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from attrs import Factory, define

__all__ = ["Cell", "PageError", "Table", "read_tables"]

# A list of segments has some thousand rows at most; browsers nest 512 elements at most.
_MOST_ROWS, _MOST_COLUMNS, _DEEPEST = 10_000, 20, 500
_CHUNK_BYTES = 64 * 1024

_CELLS = {"td", "th"}
_GROUPS = {"caption", "tbody", "tfoot", "thead"}
_STRIKING = {"del", "s", "strike"}
_HIDDEN = {"iframe", "noembed", "noframes", "script", "style", "template", "textarea", "title", "xmp"}
# They separate the text around them; other elements may stand within a word.
_BLOCKS = {"article", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"} | {
    *("figure", "footer", "header", "main", "ol", "option", "p", "pre", "section", "ul"),
}
# Appended to the page; an element, a tag or a comment that is not closed contains it.
_END = "end-of-page"
_CUT_OFF = "has no end, so the page may be cut off: save it whole"

# No character has so high a number; the parser would begin to read it again with each piece of the page.
_ENDLESS_REFERENCE = re.compile("&#[Xx]?+[0-9A-Fa-f]{9,}+;?")


class PageError(ValueError):
    """A page is refused as a whole: says where, what was looked for and what was found. Shows no phone number."""


@define(eq=False)
class Cell:
    """A cell: the pieces of its text, and whether some of it is struck out."""

    pieces: list[str] = Factory(list)
    is_struck: bool = False

    @cached_property
    def text(self) -> str:
        """The text, each run of white space as one blank."""
        return " ".join("".join(self.pieces).split())


@define(eq=False)
class Table:
    """A table: its rows of cells, a cell in each place that it spans, its caption, and why not to rely on it, if so."""

    rows: list[list[Cell]] = Factory(list)
    fault: str | None = None
    caption: Cell | None = None
    cell: Cell | None = None
    _row: list[Cell] | None = None
    # By column: the last cell, and the number of the last row that it reaches.
    _spans: dict[int, tuple[Cell, int]] = Factory(dict)

    def open_row(self) -> list[Cell]:
        """Begin a row."""
        self._row = []
        self.rows.append(self._row)
        return self._row

    def open_cell(self, rows: int, columns: int) -> None:
        """Begin a cell that spans some rows and columns, in the open row or a new one."""
        row = self.open_row() if self._row is None else self._row
        while above := self._from_above(len(row)):
            row.append(above)
        self.cell = Cell()
        if len(row) + columns > _MOST_COLUMNS:
            self.fault = "has more columns than any list of segments: looked for one of them alone"
        for column in range(len(row), min(len(row) + columns, _MOST_COLUMNS)):
            if self._from_above(column):
                self.fault = "has cells that overlap, by their rowspan and colspan: looked for a plain grid"
            self._spans[column] = self.cell, len(self.rows) + rows - 1
            row.append(self.cell)

    def close_row(self, *, with_group: bool = False) -> None:
        """End the open row, if there is one; beyond its group of rows no cell reaches."""
        if self._row is not None:
            last = max((column for column in self._spans if self._from_above(column)), default=-1)
            self._row += [self._from_above(column) or Cell() for column in range(len(self._row), last + 1)]
        self._row = self.cell = None
        if with_group:
            self._spans.clear()

    def _from_above(self, column: int) -> Cell | None:
        """The cell that reaches the open row in a column."""
        cell, last = self._spans.get(column, (None, 0))
        return cell if last >= len(self.rows) else None


class _Builder:
    """The tables of what the parser reports, as a target of lxml's parsers."""

    def __init__(self) -> None:
        self._tables: list[Table] = []
        self._open: list[Table] = []
        self._depth = self._hidden = self._rows = 0
        self._is_whole = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._hidden += tag in _HIDDEN
        self._rows += tag in {"table", "tr"} | _GROUPS
        if self._depth > _DEEPEST:
            raise PageError(f"nests elements more than {_DEEPEST} deep")
        if self._rows > _MOST_ROWS:
            raise PageError(f"has tables of more than {_MOST_ROWS:,} rows: looked for a list of some dozens")
        self._is_whole |= tag == _END and not self._hidden
        table = self._boundary(tag)
        if tag == "table" and not self._hidden:
            if table and not table.cell:
                table.fault = "has another table between its cells: looked for one that ends before"
            self._tables.append(Table())
            self._open.append(self._tables[-1])
        elif table and tag == "tr":
            table.open_row()
        elif table and tag in _CELLS:
            table.open_cell(*_spans(attributes) if attributes else (1, 1))
        elif table and tag == "caption":
            table.caption = table.cell = Cell()
        elif table and table.cell and tag in _STRIKING:
            table.cell.is_struck = True

    def end(self, tag: str) -> None:
        table = self._boundary(tag)
        self._depth -= 1
        self._hidden -= tag in _HIDDEN
        if table and tag == "table":
            self._open.pop().close_row()
            if self._is_whole:
                table.fault = _CUT_OFF

    def data(self, text: str) -> None:
        if self._open and self._open[-1].cell and not self._hidden:
            self._open[-1].cell.pieces.append(text)

    def close(self) -> list[Table]:
        for table in () if self._is_whole else self._tables:
            table.fault = _CUT_OFF
        return self._tables

    def _boundary(self, tag: str) -> Table | None:
        """The innermost open table, in which what ends where this tag begins or ends is closed."""
        table = self._open[-1] if self._open and not self._hidden else None
        if table and (tag == "tr" or tag in _GROUPS):
            table.close_row(with_group=tag != "tr")
        elif table and tag in _CELLS:
            table.cell = None
        elif table and table.cell and tag in _BLOCKS:
            table.cell.pieces.append("\n")
        return table


def read_tables(page: str) -> list[Table]:
    """The tables of a page, in the order in which they begin; the text of one within a cell is not that cell's.

    The time is linear in the length of the page.

    Raises:
        PageError: elements are nested too deep, or there are too many rows.
        ModuleNotFoundError: lxml is missing or too old.

    >>> [table] = read_tables("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>")
    >>> [[cell.text for cell in row] for row in table.rows]
    [['a', 'b'], ['a', 'c']]
    """
    try:
        from lxml import etree

        # Before, the parser differed from the HTML standard in what is a tag.
        is_recent = etree.LIBXML_VERSION >= (2, 14)
    except ModuleNotFoundError:
        is_recent = False
    if not is_recent:
        raise ModuleNotFoundError("reading a page needs lxml 6 with libxml2 2.14: pip install 'beian-segments[test]'")
    # Without huge_tree, a text of 10 MB such as an embedded picture is an error.
    target: Any = _Builder()
    parser: Any = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    # In pieces: an error of the builder takes effect where a piece ends, and until then the parser goes on.
    content = _ENDLESS_REFERENCE.sub("\N{REPLACEMENT CHARACTER}", f"{page}<{_END}>").encode()
    for start in range(0, len(content), _CHUNK_BYTES):
        parser.feed(content[start : start + _CHUNK_BYTES])
    tables: list[Table] = parser.close()
    return tables


def _spans(attributes: Mapping[str, str]) -> tuple[int, int]:
    """The numbers of rows and columns that a cell spans; a rowspan of 0 is one to the end of the group."""
    rows, columns = (re.match(r"\s*+([0-9]{1,9})", attributes.get(name, "")) for name in ("rowspan", "colspan"))
    return (int(rows[1]) or _MOST_ROWS) if rows else 1, (int(columns[1]) or 1) if columns else 1
