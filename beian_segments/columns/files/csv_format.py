"""CSV, block by block. All cells are texts and stay as they are: leading zeros, empty cells, what looks like null.

Arrow reads and writes the blocks. Its errors have no line numbers and show the row; after one, Python's reader, which
is slow and knows the line, reads the file again.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import IO, Any, NamedTuple

import pyarrow as pa
import pyarrow.csv as pacsv

from beian_segments.columns.files.batch import Batch, FileError, Format, check_names

__all__ = ["CsvFormat"]

_BLOCK = 1 << 22

_ADVICE = "; the first line must be a header, the names of the columns"


class CsvFormat(Format):
    """A CSV file with a header; what is written is UTF-8."""

    def __init__(self, path: Path, source: IO[bytes], column: str, added: Any, encoding: str) -> None:
        self._source, self._encoding = source, encoding
        self._lines = _Lines(path, encoding)
        self._names = self._lines.header()
        self._at = check_names(path, self._names, column, added.names, _ADVICE)
        self._added: list[str] = added.names

    def batches(self) -> Iterator[Batch]:
        """The rows, some at a time."""
        # Columns go by their position, for a name may occur twice.
        places = [str(at) for at in range(len(self._names))]
        read = pacsv.ReadOptions(
            use_threads=False,  # or blocks would pile up
            block_size=_BLOCK,
            column_names=places,
            skip_rows_after_names=1,
            encoding=self._encoding,
        )
        # If a row has one cell, an empty line is a row of one empty cell.
        parse = pacsv.ParseOptions(newlines_in_values=True, ignore_empty_lines=len(places) > 1)
        convert = pacsv.ConvertOptions(column_types=dict.fromkeys(places, pa.string()), strings_can_be_null=False)
        last = ""
        try:
            for rows in pacsv.open_csv(self._source, read, parse, convert):
                last = rows.column(len(places) - 1)[-1].as_py() if len(rows) else last
                yield Batch(rows, rows.column(self._at))
        except (pa.ArrowInvalid, UnicodeError):
            # A file of a header alone has no fault, but is an error to Arrow.
            if fault := self._lines.fault():
                raise fault from None
            return
        # To Arrow, a quote that is never closed begins a cell that has the rest of the file.
        if ("\n" in last or "\r" in last) and (fault := self._lines.open_end()):
            raise fault

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


class _Row(NamedTuple):
    """A row as Python's reader sees it: the line it begins in, its cells, and its lines."""

    line: int
    cells: list[str]
    lines: list[str]

    def is_open(self) -> bool:
        """Whether a quote in it is not closed, so that a line more would still belong to it."""
        return len(list(csv.reader([*self.lines, "more"]))) == 1


_LIMIT = Lock()


@contextmanager
def _any_length() -> Generator[None]:
    """Let Python's reader accept every cell that Arrow accepts: a row lies in two blocks at most."""
    with _LIMIT:
        limit = csv.field_size_limit(2 * _BLOCK)
        try:
            yield
        finally:
            csv.field_size_limit(limit)


class _Lines:
    """The file once more as lines of text, to read its header and to find the line at fault."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._path, self._encoding = path, encoding

    def _texts(self) -> Iterator[str]:
        opened: Any = gzip.open if self._path.name.lower().endswith(".gz") else open
        with opened(self._path, "rt", encoding=self._encoding, newline="") as file:
            number = 0
            try:
                for number, line in enumerate(file, start=1):
                    yield line.removeprefix("\ufeff") if number == 1 else line
            except UnicodeError as error:
                # Some lines are decoded at once; those before the error are right. An encoding that is wrong for the
                # whole file names no bytes.
                before = error.object[: error.start] if isinstance(error, UnicodeDecodeError) else b""
                number += len((before + b"x").splitlines())
                raise FileError(self._path, f"is not {self._encoding}; name its own encoding", number) from None

    def _rows(self) -> Iterator[_Row]:
        lines: list[str] = []

        def recorded() -> Iterator[str]:
            for line in self._texts():
                lines.append(line)
                yield line

        number = 1
        try:
            for cells in csv.reader(recorded()):
                yield _Row(number, cells, lines.copy())
                number += len(lines)
                lines.clear()
        except csv.Error:
            raise self._too_long(number) from None

    def _too_long(self, line: int | None) -> FileError:
        return FileError(self._path, f"has a row of more than {_BLOCK} bytes; a quote may never be closed", line)

    def _open(self, row: _Row) -> FileError:
        return FileError(self._path, "opens a quote that is never closed", row.line)

    @_any_length()
    def header(self) -> list[str]:
        """The names of the columns."""
        row = next(self._rows(), None)
        if not row or not row.cells:
            raise FileError(self._path, "begins with no header", 1)
        if row.is_open():
            raise self._open(row)
        return row.cells

    @_any_length()
    def fault(self) -> FileError | None:
        """What is wrong with the first row that is wrong, and in which line it begins; None for a header alone."""
        rows = self._rows()
        header = next(rows)
        longest, line = 0, None
        try:
            for row in rows:
                if row.cells and len(row.cells) != len(header.cells):
                    said = f"has {len(row.cells)} cells, not the header's {len(header.cells)}"
                    return FileError(self._path, said, row.line)
                if (length := sum(map(len, row.lines))) > longest:
                    longest, line = length, row.line
        except FileError as fault:
            return fault
        return self._too_long(line) if line else None

    @_any_length()
    def open_end(self) -> FileError | None:
        """A quote that the last row opens and does not close."""
        (row,) = deque(self._rows(), maxlen=1)
        return self._open(row) if row.is_open() else None
