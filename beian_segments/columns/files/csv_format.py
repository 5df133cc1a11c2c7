"""CSV, block by block. All cells are texts and stay as they are: zeros in front, empty ones, what looks like null."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.csv as pacsv

from beian_segments.columns.files.batch import Batch, refuse_names
from beian_segments.columns.files.errors import FileError

__all__ = ["CsvFormat"]

_BLOCK = 1 << 22

_ADVICE = "; the first line must be a header, the names of the columns"


class CsvFormat:
    """A CSV file with a header read, and one written with more columns, as UTF-8."""

    total = 0  # the number of rows is not known before the end

    def __init__(self, path: Path, source: IO[bytes], column: str, added: Any, encoding: str) -> None:
        self._path, self._source = path, source
        self._lines = _Lines(path, encoding)
        self._encoding = encoding
        self._names = self._lines.header()
        self._at = refuse_names(path, self._names, column, added.names, _ADVICE)
        self._added = added.names

    def batches(self) -> Iterator[Batch]:
        """The rows, some at a time."""
        # Columns go by their place: their names may come twice.
        places = [str(at) for at in range(len(self._names))]
        read = pacsv.ReadOptions(
            use_threads=False,  # or blocks would pile up
            block_size=_BLOCK,
            column_names=places,
            skip_rows_after_names=1,
            encoding=self._encoding,
        )
        # An empty line is a row of one empty cell, if a row has one cell.
        parse = pacsv.ParseOptions(newlines_in_values=True, ignore_empty_lines=len(places) > 1)
        convert = pacsv.ConvertOptions(column_types=dict.fromkeys(places, pa.string()), strings_can_be_null=False)
        last = ""
        try:
            for rows in pacsv.open_csv(self._source, read, parse, convert):
                last = rows.column(len(places) - 1)[-1].as_py() if len(rows) else last
                yield Batch(rows, rows.column(self._at))
        except (pa.ArrowInvalid, UnicodeDecodeError):
            # Arrow's words would show the row, and its numbers of rows are no lines.
            raise self._lines.fault() from None
        # To Arrow a quote that is never closed is a cell that has the rest of the file.
        if "\n" in last and (fault := self._lines.open_end()):
            raise fault

    def begin(self, sink: IO[bytes]) -> None:
        """Write what comes before the rows."""
        sink.write(_header_line([*self._names, *self._added]))

    def write(self, sink: IO[bytes], rows: Any, answers: Any) -> None:
        """Write rows with their answers."""
        columns = [*rows.columns, *(column.combine_chunks().cast(pa.string()) for column in answers.columns)]
        block = pa.record_batch(columns, names=[str(at) for at in range(len(columns))])
        try:
            text = _csv(block, "none")
        except pa.ArrowInvalid:
            # A cell needs quotes, and Arrow then gives them to all.
            text = _csv(block, "needed")
        sink.write(text)

    def finish(self) -> None:
        """Write what comes after the rows: nothing."""

    def abandon(self) -> None:
        """Let go of what is half written: nothing."""


def _csv(rows: Any, quoting: str) -> Any:
    sink = pa.BufferOutputStream()
    pacsv.write_csv(rows, sink, pacsv.WriteOptions(include_header=False, quoting_style=quoting))
    return sink.getvalue()


def _header_line(names: Sequence[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(names)
    return text.getvalue().encode("utf-8")


class _Lines:
    """The file's lines, to read its header and to find the one at fault; slowly."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._path, self._encoding = path, encoding

    def _texts(self) -> Iterator[str]:
        opened: Any = gzip.open if self._path.name.lower().endswith(".gz") else open
        with opened(self._path, "rt", encoding=self._encoding, newline="") as file:
            number = 0
            try:
                for number, line in enumerate(file, start=1):
                    yield line.removeprefix("\ufeff") if number == 1 else line
            except UnicodeDecodeError as error:
                # Text is decoded some lines at a time.
                number += 1 + error.object[: error.start].count(b"\n")
                raise FileError(self._path, f"is not {self._encoding}; --encoding names another", number) from None

    def header(self) -> list[str]:
        """The names of the columns."""
        try:
            names = next(csv.reader(self._texts()), [])
        except csv.Error as error:
            raise FileError(self._path, f"is no CSV: {error}", 1) from None
        if not names:
            raise FileError(self._path, "begins with no header", 1)
        return names

    def fault(self) -> FileError:
        """What is wrong with the first row that is wrong, and in which line it begins."""
        reader = csv.reader(self._texts())
        line, width = 1, 0
        try:
            for row in reader:
                width = width or len(row)
                if row and len(row) != width:
                    return FileError(self._path, f"has {len(row)} cells, not the header's {width}", line)
                line = reader.line_num + 1
        except csv.Error as error:
            return FileError(self._path, f"is no CSV: {error}", line)
        except FileError as fault:
            return fault
        return FileError(self._path, f"has a row of more than {_BLOCK} bytes; a quote may never be closed")

    def open_end(self) -> FileError | None:
        """A quote that the last row opens and does not close."""
        lines: list[str] = []

        def noted() -> Iterator[str]:
            for line in self._texts():
                lines.append(line)
                yield line

        reader = csv.reader(noted())
        row: list[str] = []
        line = 1
        try:
            for _ in reader:
                row, line = lines.copy(), reader.line_num + 1
                lines.clear()
            line -= len(row)
            list(csv.reader(row, strict=True))
        except csv.Error:
            return FileError(self._path, "opens a quote that is never closed", line)
        return None
