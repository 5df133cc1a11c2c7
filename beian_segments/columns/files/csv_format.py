"""CSV, block by block. All cells are texts and stay as they are: leading zeros, empty cells, what looks like null.

Arrow reads and writes the blocks. Its errors have no line numbers and show the row; after one, a reader in Python,
which is slow and knows the line, reads the file again.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

import pyarrow as pa
import pyarrow.csv as pacsv

from beian_segments.columns.files.batch import (
    CHANGED,
    LONGEST_ROW,
    MOST_COLUMNS,
    MOST_ROWS,
    Batch,
    FileError,
    Format,
    check_names,
)

__all__ = ["CsvFormat"]

# Bytes read at once; a row may have as many.
_BLOCK = LONGEST_ROW
# As UTF-8, an encoding of one byte a character may take three.
_LARGEST_BLOCK = 4 * _BLOCK

_ADVICE = "; the first line must be a header, the names of the columns"


class CsvFormat(Format):
    """A CSV file with a header; what is written is UTF-8."""

    def __init__(self, path: Path, source: IO[bytes], column: str, added: Any, encoding: str) -> None:
        self._source, self._encoding = source, encoding
        self._lines = _Lines(path, source, encoding)
        self._names = self._lines.header()
        self._at = check_names(path, self._names, column, added.names, _ADVICE)
        self._added: list[str] = added.names

    def batches(self) -> Iterator[Batch]:
        """The rows, some at a time."""
        # Columns go by their position, for a name may occur twice.
        places = [str(at) for at in range(len(self._names))]
        read = pacsv.ReadOptions(
            use_threads=False,  # or blocks would pile up
            block_size=_LARGEST_BLOCK,
            column_names=places,
        )
        # If a row has one cell, an empty line is a row of one empty cell.
        parse = pacsv.ParseOptions(newlines_in_values=True, ignore_empty_lines=len(places) > 1)
        convert = pacsv.ConvertOptions(column_types=dict.fromkeys(places, pa.string()), strings_can_be_null=False)
        end = _End(len(places))
        self._source.seek(0)
        is_complete = False
        try:
            blocks = _Blocks(self._source, self._encoding, self._lines.header_size, end.line)
            for block in pacsv.open_csv(pa.PythonFile(blocks, "r"), read, parse, convert):
                is_complete = len(block) > 0 and end.is_last_of(block)
                rows = block.slice(0, len(block) - 1) if is_complete else block
                for start in range(0, len(rows), MOST_ROWS):
                    part = rows.slice(start, MOST_ROWS)
                    yield Batch(part, part.column(self._at))
        except (pa.ArrowInvalid, UnicodeError):
            is_complete = False
        if not is_complete:
            raise self._lines.fault()

    def begin(self, sink: IO[bytes]) -> None:
        """Write the header."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerow([*self._names, *self._added])
        sink.write(text.getvalue().encode("utf-8"))

    def write(self, sink: IO[bytes], rows: Any, answers: Any) -> None:
        """Write the rows of a batch with their answers."""
        columns = [*rows.columns, *(column.combine_chunks().cast(pa.string()) for column in answers.columns)]
        block = pa.record_batch(columns, names=[str(at) for at in range(len(columns))])
        try:
            text = _csv(block, "none")
        except pa.ArrowInvalid:
            # A cell needs quotes; Arrow then puts all cells into quotes.
            text = _csv(block, "needed")
        sink.write(text)


def _csv(rows: Any, quoting: str) -> Any:
    sink = pa.BufferOutputStream()
    pacsv.write_csv(rows, sink, pacsv.WriteOptions(include_header=False, quoting_style=quoting))
    return sink.getvalue()


class _End:
    """A row added behind the last one, which does not come back as it is if a quote before it was never closed."""

    def __init__(self, columns: int) -> None:
        self._cells = [*[""] * (columns - 1), "end"]
        self.line = f"{','.join(self._cells)}\n".encode()

    def is_last_of(self, block: Any) -> bool:
        return [column[-1].as_py() for column in block.columns] == self._cells


class _Blocks(io.RawIOBase):
    """The rows of a file as Arrow needs them: in UTF-8, without the header, and with a line more at the end.

    No block ends between a carriage return and a line feed. Arrow would drop the line feed at the beginning of the next
    block as the rest of a line end, even where both are in quotes.
    """

    def __init__(self, source: IO[bytes], encoding: str, header: int, last_line: bytes) -> None:
        super().__init__()
        self._source = source
        is_utf8 = codecs.lookup(encoding).name == "utf-8"
        self._decoder = None if is_utf8 else codecs.getincrementaldecoder(encoding)()
        self._left_of_header = header
        self._last_line = last_line
        self._held = b""
        self._last = b"\n"
        self._at_end = False

    def readable(self) -> bool:
        return True

    def read(self, _size: int = -1, /) -> bytes:
        """The next block, empty at the end.

        One is never shorter than a block but for the last, so that a row of at most so many bytes lies in two of them.
        """
        parts, size = [self._held], len(self._held)
        while size <= _BLOCK and not self._at_end:
            stored = self._source.read(_BLOCK + 1 - size)
            self._at_end = not stored
            parts.append(self._rows(stored))
            size += len(parts[-1])
            if self._at_end:
                parts.append(self._last_line if self._last in b"\r\n" else b"\n" + self._last_line)
        block = b"".join(filter(None, parts))
        self._held = b"\r" if block.endswith(b"\r") else b""
        return block.removesuffix(b"\r")

    def _rows(self, stored: bytes) -> bytes:
        block = stored if self._decoder is None else self._decoder.decode(stored, final=not stored).encode("utf-8")
        if self._left_of_header:
            dropped = min(len(block), self._left_of_header)
            self._left_of_header -= dropped
            block = block[dropped:]
        self._last = block[-1:] or self._last
        return block


_MARK = "\ufeff"

# In quotes: all up to a quote that is not doubled. Elsewhere: all up to the end of the cell.
_QUOTED = re.compile('[^"]*+(?:""[^"]*+)*+')
_PLAIN = re.compile("[^,\r\n]*+")


class _Row(NamedTuple):
    """A row: the line it begins in, its text, how many cells it has, and whether a quote in it is not closed."""

    line: int
    text: str
    cells: int
    is_open: bool


class _Lines:
    """The file once more as lines of text, to read its header and to find the line at fault.

    Not with the module csv, whose limit on the length of a cell holds for the whole process.
    """

    def __init__(self, path: Path, source: IO[bytes], encoding: str) -> None:
        self._path, self._source, self._encoding = path, source, encoding
        self._mark = 0
        #: How many bytes of UTF-8 the header has, the mark of the byte order included.
        self.header_size = 0

    def _texts(self) -> Iterator[tuple[int, str]]:
        """The lines and their numbers, none longer than a row may be."""
        self._source.seek(0)
        file = io.TextIOWrapper(self._source, self._encoding, newline="")
        number = 0
        try:
            while line := file.readline(_BLOCK + 2):
                number += 1
                if number == 1 and line.startswith(_MARK):
                    self._mark = len(_MARK.encode())
                    line = line.removeprefix(_MARK)
                if len(line) > _BLOCK:
                    raise self._too_long(number)
                yield number, line
        except UnicodeError as error:
            # Some lines are decoded at once; those before the error are right. An encoding that is wrong for the
            # whole file names no bytes.
            before = error.object[: error.start] if isinstance(error, UnicodeDecodeError) else b""
            number += len((before + b"x").splitlines())
            raise FileError(self._path, f"is not {self._encoding}; name its own encoding", number) from None
        finally:
            file.detach()

    def _rows(self) -> Iterator[_Row]:
        first, lines, size, cells, is_open = 1, list[str](), 0, 1, False
        for number, line in self._texts():
            size += len(line) if line.isascii() else len(line.encode("utf-8", "replace"))
            if size > _BLOCK:
                raise self._too_long(first)
            lines.append(line)
            if '"' in line:
                *ended, last = _ends(line, is_open=is_open)
                cells += len(ended)
                is_open = last is None
            elif not is_open:
                cells += line.count(",")
            if not is_open:
                yield _Row(first, "".join(lines), cells, is_open)
                first, lines, size, cells = number + 1, [], 0, 1
        if is_open:
            yield _Row(first, "".join(lines), cells, is_open)

    def _too_long(self, line: int) -> FileError:
        return FileError(self._path, f"has a row of more than {_BLOCK} bytes; a quote may never be closed", line)

    def _open(self, row: _Row) -> FileError:
        return FileError(self._path, "opens a quote that is never closed", row.line)

    def header(self) -> list[str]:
        """The names of the columns."""
        row = next(self._rows(), None)
        if row is None or not row.text.strip("\r\n"):
            raise FileError(self._path, "begins with no header", 1)
        if row.is_open:
            raise self._open(row)
        if row.cells > MOST_COLUMNS:
            raise FileError(self._path, f"has {row.cells} columns, more than {MOST_COLUMNS}; leave some out", row.line)
        self.header_size = self._mark + len(row.text.encode("utf-8"))
        return _cells(row.text)

    def fault(self) -> FileError:
        """What is wrong with the first row that is wrong, and in which line it begins."""
        columns = 0
        try:
            for row in self._rows():
                columns = columns or row.cells
                if row.is_open:
                    return self._open(row)
                if row.cells != columns and row.text.strip("\r\n"):
                    return FileError(self._path, f"has {row.cells} cells, not the header's {columns}", row.line)
        except FileError as fault:
            return fault
        return FileError(self._path, CHANGED)


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a match ends, of a pattern that matches the empty text too."""
    return cast(re.Match[str], pattern.match(text, at)).end()


def _ends(text: str, *, is_open: bool = False) -> Iterator[int | None]:
    """Where each cell of a line ends; the last is None if it is in quotes that are not closed in this line."""
    at = 0
    while True:
        if is_open or text.startswith('"', at):
            at = _after(_QUOTED, text, at if is_open else at + 1)
            if at == len(text):
                yield None
                return
            at += 1
        at = _after(_PLAIN, text, at)
        yield at
        if not text.startswith(",", at):
            return
        at, is_open = at + 1, False


def _cells(text: str) -> list[str]:
    """The cells of a row, without their quotes."""
    cells, start = [], 0
    for end in _ends(text):
        cell = text[start:end]
        if cell.startswith('"'):
            closed = _after(_QUOTED, cell, 1)
            cell = cell[1:closed].replace('""', '"') + cell[closed + 1 :]
        cells.append(cell)
        start = (end or 0) + 1
    return cells
