"""The tables of a page that list segments: which they are, and what they list.

Such a table has a heading for carriers and one for segments, in a row or in its first column, or a column for each
carrier; and perhaps a heading for whether a row is in force. A row that is not understood may be the one that withdraws
a segment, so a table is read as a whole or refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from beian_segments._data import CARRIERS
from tools.html_tables import Cell, PageError, Table
from tools.segment_lists import has_dashed_ranges, listed_prefixes, mentions_segments, plain, quoted

__all__ = ["LOOKED_FOR", "Labels", "PageTable", "find_segment_table"]

# Prefix to the carrier as the page prints it, or None for a segment that it lists as not in force.
Labels = dict[str, str | None]

# What headings contain, in lower case; the last are for segments that do not receive the SMS. MIIT's lists say
# "电信业务经营者".
_CARRIER_WORDS, _RARE_CARRIER_WORDS = ("运营商", "carrier", "operator"), ("经营者", "营运商", "使用单位")
_SEGMENT_WORDS = ("号段", "号码段", "网号", "segment", "prefix")
_IN_FORCE_HEADINGS = ("是否有效", "有效性", "有效", "是否支持", "是否可用", "状态", "valid", "supported", "status")
_NEGATION = re.compile(r"不|无法|未|停用|\b(?:not|unsupported|unavailable|blocked)\b")
_IN_FORCE = {
    **dict.fromkeys(("有效", "是", "支持", "可用", "正常", "√", "✓", "✔", "yes", "valid", "true", "supported"), True),
    **dict.fromkeys(("无效", "否", "不支持", "不可用", "失效", "停用", "×", "✗", "✘", "no", "invalid", "false"), False),
}
# What a heading says of a list that is not all of it.
_PART = re.compile(r"部[分份]|主要|例如|等(?![级級待于於同])|\b(?:partial(?:ly)?|part|main|some|examples?|e\.g|etc)\b")
_CARRIER_NAMES = {name.lower() for names in CARRIERS.values() for name in names.values()}

LOOKED_FOR = (
    f"a table with a heading for carriers ({', '.join(_CARRIER_WORDS)}) and one for the segments that receive the SMS"
    f" ({', '.join(_SEGMENT_WORDS)})"
)
# The longest name on a page so far has 21 characters.
_LONGEST_HEADING, _LONGEST_LABEL, _LONGEST_CELL = 30, 22, 5_000
_MOST_SEGMENTS = 20_000


class _Heading(NamedTuple):
    """The row of headings of a table, by its index, and the columns of each kind."""

    row: int
    carriers: list[int]
    segments: list[int]
    in_force: list[int]

    @property
    def columns(self) -> dict[str, list[int]]:
        """The columns by their kind."""
        return {"carriers": self.carriers, "segments": self.segments, "in force": self.in_force}

    def cells(self, row: list[Cell]) -> list[Cell | None]:
        """The cells of a row in the first column of each kind."""
        firsts = (columns[0] if columns else None for columns in self.columns.values())
        return [row[first] if first is not None and first < len(row) else None for first in firsts]


class PageTable(NamedTuple):
    """A table of segments, with a row for each carrier or segment whatever it has on the page."""

    rows: Sequence[list[Cell]]
    heading: _Heading
    fault: str | None
    captions: Sequence[Cell] = ()
    notes: Sequence[Cell] = ()  # what stands across a table that was transposed
    line: str = "row"  # what a row is on the page
    first: int = 1  # the number of the first

    @property
    def part(self) -> str | None:
        """The heading that says that the list is a part; None if none does."""
        above = [cell for row in self.rows[: self.heading.row] for cell in row]
        headings = self.rows[self.heading.row]
        named = [headings[column] for column in (*self.heading.carriers, *self.heading.segments)]
        texts = (cell.text for cell in (*self.captions, *self.notes, *above, *named))
        return next(
            (text for text in texts if len(text) <= _LONGEST_HEADING and _PART.search(plain(text).lower())), None
        )

    def read(self, place: str, labels: Labels) -> None:
        """Add what the table lists to the labels of other tables of the page.

        Raises:
            PageError: something is not understood, or contradicts another row.
        """
        if fault := self._headings_fault() or self.fault:
            raise PageError(f"{place} {fault}")
        lists = [cells[1].text for cells in map(self.heading.cells, self.rows) if cells[1]]
        is_dashed = has_dashed_ranges(text for text in dict.fromkeys(lists) if len(text) <= _LONGEST_CELL)
        names, before, count = self.heading.cells(self.rows[self.heading.row]), None, 0
        for index, row in enumerate(self.rows):
            cells, at = self.heading.cells(row), f"{place}, {self.line} {index + self.first}"
            # Cells that span several rows say the same in each.
            if cells != before:
                try:
                    count += _read_row(cells, names, labels, above=index < self.heading.row, is_dashed=is_dashed)
                except PageError as error:
                    raise PageError(f"{at}: {error}") from None
            if count > _MOST_SEGMENTS:
                passed = f"is where the list passes {_MOST_SEGMENTS:,} segments"
                raise PageError(f"{at}: {passed}: looked for a list of some dozens")
            before = cells
        if not count:
            raise PageError(f"{place} has headings for carriers and segments and no row below them")
        if any(mentions_segments(note.text) for note in self.notes):
            raise PageError(f"{place}, across it: {_OUT_OF_PLACE}")

    def _headings_fault(self) -> str | None:
        for kind, columns in self.heading.columns.items():
            if len(columns) > 1:
                return f"has {len(columns)} headings for {kind}: looked for one"
        return None


_OUT_OF_PLACE = "is a heading or a note, by its place, and names segments: make them rows or leave it out"


def find_segment_table(table: Table) -> PageTable | None:
    """A table as one of segments: as it stands, with its headings in the first column, or with a carrier a column."""
    captions = [table.caption] if table.caption else []
    if heading := _heading(table.rows):
        return PageTable(table.rows, heading, table.fault, captions)
    # What fills a row alone is a title or a note.
    notes = [row[0] for row in table.rows if len(set(row)) == 1]
    lines = [row for row in table.rows if len(set(row)) > 1]
    first = 1
    if lines and all(plain(cell.text).lower() in _CARRIER_NAMES for cell in lines[0]):
        carriers, segments = Cell([_CARRIER_WORDS[0]]), Cell([_SEGMENT_WORDS[0]])
        lines = [[carriers, *lines[0]], *([segments, *line] for line in lines[1:])]
        first = 0
    rows = _transposed(lines)
    heading = _heading(rows[:1])
    if not heading or not any(cells[1] and mentions_segments(cells[1].text) for cells in map(heading.cells, rows[1:])):
        return None
    return PageTable(rows, heading, table.fault, captions, notes, "column", first)


def _heading(rows: Sequence[list[Cell]]) -> _Heading | None:
    """The first row that has headings for carriers and for segments."""
    for index, row in enumerate(rows):
        texts = {n: plain(cell.text).lower() for n, cell in enumerate(row) if len(cell.text) <= _LONGEST_HEADING}
        named = [n for n, text in texts.items() if any(word in text for word in _SEGMENT_WORDS)]
        carriers = [n for n, text in texts.items() if n not in named and _is_of_carriers(text)]
        segments = [n for n in named if not _NEGATION.search(texts[n])]
        if carriers and segments:
            return _Heading(index, carriers, segments, [n for n, text in texts.items() if text in _IN_FORCE_HEADINGS])
    return None


def _is_of_carriers(text: str) -> bool:
    return any(word in text for word in (*_CARRIER_WORDS, *_RARE_CARRIER_WORDS))


def _transposed(lines: list[list[Cell]]) -> list[list[Cell]]:
    """The columns of a table as rows. Lines under one first cell, which spans them, are one line."""
    merged: list[list[list[Cell]]] = []
    for _, group in groupby(lines, key=lambda line: id(line[0])):
        several = list(group)
        width = max(map(len, several))
        merged.append([[line[column] for line in several if column < len(line)] for column in range(width)])
    width = max(map(len, merged), default=0)
    return [[_one_cell(line[column]) if column < len(line) else Cell() for line in merged] for column in range(width)]


def _one_cell(cells: list[Cell]) -> Cell:
    different = list(dict.fromkeys(cells))
    if len(different) == 1:
        return different[0]
    return Cell(["、".join(cell.text for cell in different)], any(cell.is_struck for cell in different))


def _read_row(
    cells: list[Cell | None], names: list[Cell | None], labels: Labels, *, above: bool, is_dashed: bool
) -> int:
    """Add the prefixes of a row to the labels; how many they are. ``names`` are the cells of the headings."""
    texts, headings = ([cell.text if cell else "" for cell in row] for row in (cells, names))
    if not any(texts) or texts == headings:
        return 0
    if max(map(len, texts)) > _LONGEST_CELL:
        raise PageError(f"has a cell of more than {_LONGEST_CELL:,} characters: looked for names and segments")
    if above or cells[0] in (cells[1], names[0]):
        if mentions_segments(texts[1]):
            raise PageError(_OUT_OF_PLACE)
        return 0
    if any(cell and cell.is_struck for cell in cells):
        raise PageError("has text that is struck out: leave the row out, or the strokes")
    # Without a column for it, every row is in force.
    is_in_force = _IN_FORCE.get(plain(texts[2]).lower()) if names[2] else True
    if is_in_force is None:
        raise PageError(f"says {quoted(texts[2])} of being in force: looked for one of {', '.join(_IN_FORCE)}")
    label = _label(texts[0]) if is_in_force else None
    prefixes = list(listed_prefixes(texts[1], dashed=is_dashed))
    for prefix in prefixes:
        known = labels.setdefault(prefix, label)
        if known != label:
            words = " and ".join("not in force" if each is None else f"under {quoted(each)}" for each in (known, label))
            raise PageError(f"contradicts a row above: {prefix} is {words}")
    return len(prefixes)


def _label(text: str) -> str:
    """The carrier as the page prints it, without invisible characters."""
    label = " ".join("".join(filter(str.isprintable, text)).split())
    if not plain(label):
        raise PageError("names no carrier")
    if len(label) > _LONGEST_LABEL or sum(map(str.isdigit, label)) > 4:
        raise PageError(f"has {quoted(label)} for a carrier: looked for a name")
    return label
