"""Excel workbooks: the values of one sheet are read, and a workbook of one sheet is written.

Texts stay texts. A whole number is its digits, in the column of numbers as a text, so that it is never shown in
scientific notation. Of a formula the value is read that the workbook has stored. Formats, hidden rows and columns,
merged cells and other sheets are not kept: a hidden row is a row, and of merged cells the first has the value.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, NamedTuple

import pyarrow as pa

from beian_segments._extras import needed
from beian_segments.columns.files.batch import (
    MOST_COLUMNS,
    Batch,
    FileError,
    Format,
    Header,
    Options,
    Writer,
    check_names,
    places_of,
)
from beian_segments.columns.files.csv_format import CsvFormat, CsvWriter, dialect_for
from beian_segments.columns.files.workbook import find_sheet

# Before the modules that import them, so that the error for a missing one names the extra.
calamine: Any = needed("python_calamine", "excel")
xlsxwriter: Any = needed("xlsxwriter", "excel")

__all__ = ["XlsxFormat", "csv_writer", "xlsx_writer"]

_ROWS = 1 << 14
_MOST_ROWS = 1 << 20

# How many rows are searched for a column that the header has not.
_SEARCHED = 100

_SHEET = "Sheet1"
_OTHER_SHEETS = ", and --sheet names a sheet other than the first"

# Excel shows whole numbers of more digits in scientific notation, unless their format is another.
_MOST_SHOWN = 10**11

# Excel knows no day before.
_FIRST_YEAR = 1900

# Fill and text, as Excel names them good, neutral and bad.
_GOOD, _NEUTRAL, _BAD = ("#C6EFCE", "#006100"), ("#FFEB9C", "#7F6000"), ("#FFC7CE", "#9C0006")
_WIDTHS = {"verdict": 20, "number": 14, "message": 60, "damage": 18}
_WIDTH = 11
# The first columns that stay in sight when the sheet is scrolled.
_MOST_FROZEN = 3
# The number that Excel has for this size of paper.
_A4 = 9
# Of the columns that were there: as wide as the first rows need them, for Excel shows ### for a date that does not fit.
_NARROWEST, _WIDEST = 9, 40


class Cells(NamedTuple):
    """Rows of a sheet, as values of Python and as Arrow columns of texts."""

    rows: list[list[Any]]

    @property
    def columns(self) -> list[Any]:
        """The columns as texts."""
        return [pa.array(map(text_of, cells), pa.string()) for cells in zip(*self.rows, strict=True)]


def text_of(cell: Any) -> str:
    """A value as CSV has it."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


class XlsxFormat(Format):
    """A sheet of a workbook. ``total`` is the number of its rows below the header."""

    def __init__(  # noqa: PLR0913, PLR0917 - as every format
        self,
        path: Path,
        source: IO[bytes],
        column: str,
        added: Any,
        encoding: str | None,  # noqa: ARG002 - likewise
        options: Options,
    ) -> None:
        self._path = path
        found = find_sheet(path, source, options.sheet)
        #: The name of the sheet.
        self.sheet: str = found.name
        self._errors = found.errors
        source.seek(0)
        try:
            self._sheet = calamine.CalamineWorkbook.from_filelike(source).get_sheet_by_name(found.name)
        except calamine.CalamineError:
            raise FileError(path, "is no .xlsx workbook, or is damaged") from None
        first, left = self._sheet.start or (0, 0)
        last, _ = self._sheet.end or (-1, 0)
        self._left: int = left
        self._header_row = options.header_row or first + 1
        if self._header_row > last + 1:
            raise FileError(path, f"has no header in row {self._header_row}")
        #: The rows above the header.
        *above, header = itertools.islice(self._rows(), self._header_row)
        self.above: list[Any] = above
        self.names: list[str] = [text_of(cell) for cell in header]
        more = _OTHER_SHEETS if len(found.names) > 1 and options.sheet is None else ""
        #: The position of the column of numbers.
        self.at: int = check_names(
            path, self.names, column, added.names, Header("row", options.header_row, self._row_with, more)
        )
        #: The names of the columns to add.
        self.added: list[str] = added.names
        self.total: int = last + 1 - self._header_row

    def _rows(self) -> Iterator[list[Any]]:
        """All rows from the first of the sheet, with the errors that calamine takes for empty cells."""
        if not self._errors:
            yield from self._sheet.iter_rows()
            return
        for place, row in enumerate(self._sheet.iter_rows()):
            yield [cell or self._errors.get((place, self._left + at), cell) for at, cell in enumerate(row)]

    def _row_with(self, column: str) -> int | None:
        """The number of a row that has a column, of the first ones."""
        for number, row in enumerate(itertools.islice(self._rows(), _SEARCHED), start=1):
            if places_of(column, [*map(text_of, row)]):
                return number
        return None

    def batches(self) -> Iterator[Batch]:
        """The rows, some at a time."""
        rows = itertools.islice(self._rows(), self._header_row, None)
        while batch := list(itertools.islice(rows, _ROWS)):
            for row in batch:
                row[self.at] = text_of(row[self.at])
            yield Batch(Cells(batch), pa.array([row[self.at] for row in batch], pa.string()))

    def writer(self, out: Path, options: Options) -> Writer:  # noqa: ARG002 - as every format
        """A writer of a workbook with the same sheet."""
        return XlsxWriter(out, self, self.sheet)


def csv_writer(file: XlsxFormat, out: Path, options: Options) -> Writer:
    """A writer of the rows of a sheet as CSV."""
    above = [[text_of(cell) for cell in row] for row in file.above]
    return CsvWriter(out, [*file.names, *file.added], dialect_for(options.out_encoding), above)


def xlsx_writer(file: CsvFormat, out: Path) -> Writer:
    """A writer of the rows of a CSV file as a workbook; all its cells are texts."""
    return XlsxWriter(out, file, _SHEET)


class XlsxWriter(Writer):
    """A workbook of one sheet: the verdict coloured, a filter on every column, header and numbers frozen.

    It prints on A4 in landscape, as wide as a page, with the header on every page.
    """

    def __init__(self, out: Path, file: XlsxFormat | CsvFormat, sheet: str) -> None:
        names = [*file.names, *file.added]
        if len(names) > MOST_COLUMNS:
            raise FileError(out, f"cannot have {len(names)} columns; a sheet has at most {MOST_COLUMNS}")
        self._out, self._names, self._added, self._above, self._name = out, names, len(file.added), file.above, sheet
        # A column far to the right would leave no place to scroll in.
        self._frozen = file.at + 1 if file.at < _MOST_FROZEN else 0
        self._row = 0

    def begin(self, sink: IO[bytes]) -> None:
        """Open the workbook, and write what stands above the rows."""
        self._sink = _Sink(sink)
        self._folder = TemporaryDirectory(prefix="beian-segments-")
        self._book = xlsxwriter.Workbook(
            self._sink,
            {
                "constant_memory": True,
                "tmpdir": self._folder.name,
                # Beside a message of several lines.
                "default_format_properties": {"valign": "top"},
            },
        )
        try:
            self._sheet = self._book.add_worksheet(self._name)
        except xlsxwriter.exceptions.XlsxWriterException:
            # A name that Excel would not take.
            self._sheet = self._book.add_worksheet(_SHEET)
        add = self._book.add_format
        self._bold = add({"bold": True})
        self._whole = add({"num_format": "0"})
        self._wrapped = add({"text_wrap": True})
        self._dates = {
            datetime: add({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            date: add({"num_format": "yyyy-mm-dd"}),
            time: add({"num_format": "hh:mm:ss"}),
            timedelta: add({"num_format": "[h]:mm:ss"}),
        }
        good, neutral, self._bad = (
            add({"bg_color": fill, "font_color": text}) for fill, text in (_GOOD, _NEUTRAL, _BAD)
        )
        self._colours = {"supported": good, "segment-not-listed": neutral}
        try:
            for cells in self._above:
                self._write_row(cells)
            self._header_row = self._row
            self._write_row(self._names, self._bold)
        except FileError:
            self.close()
            raise
        self._sheet.freeze_panes(self._row, self._frozen)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(self._header_row)
        first = len(self._names) - self._added
        for at, name in enumerate(self._names[first:], start=first):
            width = next((width for end, width in _WIDTHS.items() if name.endswith(end)), _WIDTH)
            self._sheet.set_column(at, at, width)

    def write(self, sink: IO[bytes], rows: Any, answers: Any) -> None:  # noqa: ARG002 - the workbook has it
        """Write the rows of a batch with their answers."""
        cells: Iterable[Any] = (
            rows.rows if isinstance(rows, Cells) else zip(*(each.to_pylist() for each in rows.columns), strict=True)
        )
        if self._row == self._header_row + 1:
            cells = [*cells]
            self._set_widths(cells[:_SEARCHED])
        added = zip(*(column.to_pylist() for column in answers.columns), strict=True)
        has_verdict = answers.column_names[0].endswith("verdict")
        has_message = answers.column_names[-1].endswith("message")
        for own, answer in zip(cells, added, strict=True):
            self._write_row([*own, *(answer[:-1] if has_message else answer)])
            if has_message:
                self._sheet.write_string(self._row - 1, len(self._names) - 1, answer[-1], self._wrapped)
            if has_verdict:
                # Once more, in its colour.
                self._sheet.write_string(self._row - 1, len(own), answer[0], self._colours.get(answer[0], self._bad))

    def _set_widths(self, rows: Iterable[Iterable[Any]]) -> None:
        own = self._names[: len(self._names) - self._added]
        for at, cells in enumerate(zip(own, *rows, strict=True)):
            # In this encoding a wide character has two bytes.
            widest = max(len(line.encode("gbk", "replace")) for cell in cells for line in text_of(cell).split("\n"))
            self._sheet.set_column(at, at, min(max(widest + 2, _NARROWEST), _WIDEST))

    def finish(self, sink: IO[bytes]) -> None:  # noqa: ARG002 - the workbook has it
        """Set the filter and put the workbook together."""
        self._sheet.autofilter(self._header_row, 0, max(self._row - 1, self._header_row), len(self._names) - 1)
        try:
            self._book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            # The error of the system, without xlsxwriter's around it.
            cause = error.args[0]
            raise OSError(cause.errno, os.strerror(cause.errno)) from None

    def close(self) -> None:
        """Remove the temporary files."""
        self._sink.is_done = True
        with suppress(OSError):
            self._sheet.row_data_fh.close()
        self._folder.cleanup()

    def _write_row(self, cells: Iterable[Any], form: Any = None) -> None:
        if self._row == _MOST_ROWS:
            raise FileError(self._out, f"cannot have more than {_MOST_ROWS} rows, as a sheet has; write a .csv file")
        for at, cell in enumerate(cells):
            if cell not in ("", None):
                self._write_cell(at, cell, form)
        self._row += 1

    def _write_cell(self, at: int, cell: Any, form: Any) -> None:
        sheet, row = self._sheet, self._row
        failed = 0
        if isinstance(cell, bool):
            sheet.write_boolean(row, at, cell)
        elif isinstance(cell, float | int):
            sheet.write_number(row, at, cell, self._whole if abs(cell) >= _MOST_SHOWN and cell % 1 == 0 else None)
        elif type(cell) in self._dates and getattr(cell, "year", _FIRST_YEAR) >= _FIRST_YEAR:
            sheet.write_datetime(row, at, cell, self._dates[type(cell)])
        else:
            failed = sheet.write_string(row, at, text_of(cell), form)
        if failed:
            raise FileError(self._out, "cannot have a cell of more than 32767 characters; write a .csv file")


class _Sink:
    """The file of a workbook. After an error xlsxwriter leaves a ZipFile that still writes when it is collected."""

    def __init__(self, sink: IO[bytes]) -> None:
        self._sink = sink
        self._at = 0
        self.is_done = False

    def tell(self) -> int:
        return self._at if self.is_done else self._sink.tell()

    def seek(self, to: int, whence: int = 0) -> int:
        self._at = to
        return to if self.is_done else self._sink.seek(to, whence)

    def write(self, content: bytes) -> int:
        return len(content) if self.is_done else self._sink.write(content)

    def flush(self) -> None:
        """Nothing: the file is flushed by what opened it."""
