"""Text on a terminal: styles, lines that break where Chinese and English text may, and tables.

Widths are columns of a terminal: a character that is wide in East Asian text takes two, a combining one none.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import Any, TextIO

import click

__all__ = ["FILE_WIDTH", "Screen", "Table", "Text", "terminal_width", "width_of", "wrap"]

#: Of lines that go into a file or a pipe.
FILE_WIDTH = 120

_GAP = 2
# A column of a table is not made narrower than this for the sake of the others.
_NARROWEST = 12

# No line begins with one of the first, and none ends with one of the second.
_CLOSING = frozenset("，。、；：？！）」』”’》〉】〕…—·％,.;:?!)]}%/")
_OPENING = frozenset("（「『“‘《〈【〔([{")
_NEITHER = frozenset("\"'")


def width_of(text: str) -> int:
    """How many columns a text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def _may_break(text: str, at: int) -> bool:
    """Whether a line may end before the character at an index: after a blank, and beside a wide character."""
    before, after = text[at - 1], text[at]
    if after == " ":
        return False
    if before == " ":
        return after not in _CLOSING and text[:at].rstrip()[-1:] not in _OPENING
    return (
        (_width(before) == 2 or _width(after) == 2)
        and _width(after) > 0
        and after not in _CLOSING | _NEITHER
        and before not in _OPENING | _NEITHER
    )


def wrap(text: str, width: int, hanging: int = 0) -> Iterator[tuple[int, int]]:
    """Where the lines of a text begin and end. No word and no number is cut unless it is longer than a line.

    Args:
        text: the text; a line feed in it ends a line.
        width: of a line.
        hanging: by how much the lines after the first are indented, and so narrower.
    """
    begin = 0
    for line in text.split("\n"):
        for start, end in _lines_of(line, width, hanging):
            yield begin + start, begin + end
        begin += len(line) + 1


def _lines_of(text: str, width: int, hanging: int) -> Iterator[tuple[int, int]]:
    if width_of(text) <= width:
        yield 0, len(text.rstrip(" "))
        return
    start, available = 0, width
    while start < len(text):
        end = _end_of_line(text, start, available)
        yield start, start + len(text[start:end].rstrip(" "))
        start, available = end, width - hanging


def _end_of_line(text: str, start: int, available: int) -> int:
    used, chance = 0, start
    for at in range(start, len(text)):
        if at > start and _may_break(text, at):
            chance = at
        used += _width(text[at])
        if used > available and text[at] != " ":
            if chance > start:
                return chance
            # A word that is longer than a line is cut, but not before what no line may begin with.
            fitting = max(at, start + 1)
            return next((cut for cut in range(fitting, start, -1) if text[cut : cut + 1] not in _CLOSING), fitting)
    return len(text)


class Text:
    """A text of which parts have a style: words out of ``bold``, ``dim`` and the colours of click."""

    __slots__ = ("_parts", "plain", "whole")

    def __init__(self, plain: str = "", style: str = "", *, whole: bool = False) -> None:
        """``whole``: it stays on one line, however long."""
        self.plain: str = plain
        self.whole: bool = whole
        self._parts = [(0, len(plain), style)]

    def append(self, plain: str, style: str = "") -> Text:
        """Add to the end, and return this text."""
        self._parts.append((len(self.plain), len(self.plain) + len(plain), style))
        self.plain += plain
        return self

    def shown(self, start: int, end: int) -> str:
        """A part with the escape sequences of its styles."""
        return "".join(
            _styled(self.plain[max(start, low) : min(end, high)], style)
            for low, high, style in self._parts
            if low < end and high > start
        )

    def lines(self, width: int, hanging: int = 0) -> list[tuple[int, int]]:
        """Where its lines begin and end."""
        return [(0, len(self.plain))] if self.whole else [*wrap(self.plain, width, hanging)]


def _styled(text: str, style: str) -> str:
    words = style.split()
    colours = [word for word in words if word not in ("bold", "dim")]
    look: dict[str, Any] = {name: True for name in words if name not in colours}
    if colours:
        look["fg"] = colours[0]
    return click.style(text, **look) if look else text


class Table:
    """Rows of cells under headings, in columns as narrow as the screen wants them.

    Args:
        headings: those of the columns.
        right: the indexes of the columns whose cells stand at the right, as numbers do.
    """

    def __init__(self, *headings: str, right: Collection[int] = ()) -> None:
        self._rows: list[Sequence[Text]] = [[Text(heading, "bold") for heading in headings]]
        self._right = right

    def add_row(self, *cells: Text) -> None:
        """Add a row, with a cell for each heading."""
        self._rows.append(cells)

    @property
    def row_count(self) -> int:
        """How many rows were added."""
        return len(self._rows) - 1

    def lines(self, width: int) -> Iterator[str]:
        """The lines to print, none of which ends in blanks."""
        columns = [max(map(_widest_line, cells)) for cells in self._columns()]
        available = width - _GAP * (len(columns) - 1)
        if sum(columns) > available:
            words = [max(map(_longest_word, cells)) for cells in self._columns()]
            _narrow(columns, words, available)
            _narrow(columns, [min(_NARROWEST, word) for word in words], available)
        for row in self._rows:
            spans = (cell.lines(column) for cell, column in zip(row, columns, strict=True))
            for line in zip_longest(*spans, fillvalue=(0, 0)):
                yield self._line(row, line, columns)

    def _columns(self) -> Iterator[tuple[Text, ...]]:
        return zip(*self._rows, strict=True)

    def _line(self, row: Sequence[Text], spans: Sequence[tuple[int, int]], columns: Sequence[int]) -> str:
        cells = []
        for index, (cell, (start, end), column) in enumerate(zip(row, spans, columns, strict=True)):
            blanks = " " * (column - width_of(cell.plain[start:end]))
            shown = cell.shown(start, end)
            cells.append(blanks + shown if index in self._right else shown + blanks)
        return (" " * _GAP).join(cells).rstrip(" ")


def _widest_line(cell: Text) -> int:
    return max(map(width_of, cell.plain.split("\n")))


def _longest_word(cell: Text) -> int:
    """The width below which a word would be cut."""
    words = cell.plain.split()
    if cell.plain.isascii():
        return max(map(len, words), default=0)
    breaks = ([0, *(at for at in range(1, len(word)) if _may_break(word, at)), len(word)] for word in words)
    return max(
        (width_of(word[low:high]) for word, cuts in zip(words, breaks, strict=True) for low, high in pairwise(cuts)),
        default=0,
    )


def _narrow(columns: list[int], narrowest: Sequence[int], width: int) -> None:
    """Make the widest columns narrower, one after the other, until all fit or none may be narrower."""
    while sum(columns) > width:
        index = max(range(len(columns)), key=lambda at: columns[at] if columns[at] > narrowest[at] else 0)
        if columns[index] <= narrowest[index]:
            return
        columns[index] -= 1


def terminal_width(stream: TextIO | None = None) -> int:
    """That of ``COLUMNS``, else of the terminal that a stream or standard output is, else of lines in a file."""
    # As shutil does it, which takes as long to import as half of this program.
    if (columns := os.environ.get("COLUMNS", "")).isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size((stream or sys.stdout).fileno()).columns or FILE_WIDTH
    except (AttributeError, OSError, ValueError):
        return FILE_WIDTH


class Screen:
    """A standard stream as a place for text, made anew for each command: tests and pipes replace the stream."""

    def __init__(self, *, stderr: bool = False) -> None:
        self._stream = sys.stderr if stderr else sys.stdout
        self.width: int = terminal_width(self._stream)
        self.is_terminal: bool = self._stream.isatty()

    def print(self, text: Text | str = "", style: str = "", *, indent: int = 0, hanging: int = 0) -> None:
        """Print a text in lines that fit.

        Args:
            text: the text.
            style: that of a text that has none.
            indent: of all lines.
            hanging: of the lines after the first, in addition.
        """
        given = Text(text, style) if isinstance(text, str) else text
        margins = (" " * indent, " " * (indent + hanging))
        for number, (start, end) in enumerate(given.lines(max(self.width - indent, 2 * _NARROWEST), hanging)):
            shown = given.shown(start, end)
            self._write(margins[number > 0] + shown if shown else "")

    def print_table(self, rows: Table) -> None:
        """Print a table."""
        for line in rows.lines(self.width):
            self._write(line)

    def _write(self, line: str) -> None:
        # Given as the file, so that the stream says what becomes of characters that it does not have.
        click.echo(line, file=self._stream, color=_colours())


def _colours() -> bool | None:
    """Whether there are colours; None leaves that to whether the stream is a terminal."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return True if os.environ.get("FORCE_COLOR") else None
