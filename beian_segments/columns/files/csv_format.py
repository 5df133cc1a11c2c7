"""CSV, block by block. All cells are texts and stay as they are: leading zeros, empty cells, what looks like null.

Arrow reads and writes the blocks. Its errors have no line numbers and show the row; after one, a reader in Python,
which is slow and knows the line, reads the file again.

What a file does not say of itself is found out before: its encoding from the mark of the byte order or from all of its
bytes, its delimiter from the header. The new file has the same encoding, mark, delimiter and line ends.
"""

from __future__ import annotations

import codecs
import functools
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

import pyarrow as pa
import pyarrow.csv as pacsv

from beian_segments.columns.files.batch import (
    CHANGED,
    LONGEST_ROW,
    MOST_COLUMNS,
    MOST_ROWS,
    NO_OPTIONS,
    Batch,
    FileError,
    Format,
    Header,
    Options,
    Writer,
    check_names,
    places_of,
)

__all__ = ["CsvFormat", "CsvWriter", "Dialect", "dialect_for"]

# Bytes read at once; a row may have as many.
_BLOCK = LONGEST_ROW
# As UTF-8, an encoding of one byte a character may take three.
_LARGEST_BLOCK = 4 * _BLOCK

# Rows written at once.
_WRITTEN = 1 << 14

# The delimiters that are looked for, the first before the others.
_DELIMITERS = (",", ";", "\t", "|")

# How many lines are searched for a column that the header has not.
_SEARCHED = 100

_MARK = "\ufeff"


class Dialect(NamedTuple):
    """How a CSV file is written.

    Attributes:
        encoding: a codec that writes no mark of the byte order.
        has_mark: whether the file begins with one.
        delimiter: what stands between two cells.
        line_end: what stands behind a row.
    """

    encoding: str
    has_mark: bool = False
    delimiter: str = ","
    line_end: str = "\n"

    @property
    def name(self) -> str:
        """The encoding as Python and its users name it: one with a mark is another one."""
        if not self.has_mark:
            return self.encoding
        return {"utf-8": "utf-8-sig"}.get(self.encoding, self.encoding.removesuffix("-le").removesuffix("-be"))

    def encoded(self, encoding: str) -> Dialect:
        """The same in another encoding, with a mark where the encoding's name promises one."""
        name = codecs.lookup(encoding).name
        plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
        return self._replace(encoding=plain.get(name, name), has_mark=name in plain)


def dialect_for(encoding: str | None) -> Dialect:
    """That of a file made of a workbook: as Excel writes and reads it, unless an encoding is named."""
    excel = Dialect("utf-8", has_mark=True, line_end="\r\n")
    return excel.encoded(encoding) if encoding else excel


class CsvFormat(Format):
    """A CSV file with a header. What ``options`` leaves open is found out."""

    def __init__(  # noqa: PLR0913, PLR0917 - as every format
        self,
        path: Path,
        source: IO[bytes],
        column: str,
        added: Any,
        encoding: str | None,
        options: Options = NO_OPTIONS,
    ) -> None:
        self._source = source
        self._codec = _codec(source, encoding)
        self._lines = _Lines(path, source, encoding or self._codec, self._codec)
        self.names: list[str] = self._lines.header(column, options)
        header = Header("line", options.header_row, functools.partial(self._lines.line_with, options))
        #: The position of the column of numbers.
        self.at: int = check_names(path, self.names, column, added.names, header)
        #: The names of the columns to add.
        self.added: list[str] = added.names
        #: How the file is written.
        self.dialect: Dialect = Dialect(self._codec, self._lines.has_mark, self._lines.delimiter, self._lines.line_end)
        self.encoding: str | None = self.dialect.name
        self.delimiter: str | None = self.dialect.delimiter

    @property
    def above(self) -> list[list[str]]:
        """The cells of the lines above the header, but for one that names the delimiter."""
        lines = io.StringIO(self._lines.head, newline="")
        return [self._lines.cells(line) for line in lines if not _SEPARATOR.match(line)]

    def batches(self) -> Iterator[Batch]:
        """The rows, some at a time."""
        # Columns go by their position, for a name may occur twice.
        places = [str(at) for at in range(len(self.names))]
        read = pacsv.ReadOptions(
            use_threads=False,  # or blocks would pile up
            block_size=_LARGEST_BLOCK,
            column_names=places,
        )
        # If a row has one cell, an empty line is a row of one empty cell.
        parse = pacsv.ParseOptions(
            delimiter=self.dialect.delimiter, newlines_in_values=True, ignore_empty_lines=len(places) > 1
        )
        convert = pacsv.ConvertOptions(column_types=dict.fromkeys(places, pa.string()), strings_can_be_null=False)
        end = _End(len(places), self.dialect.delimiter)
        self._source.seek(0)
        is_complete = False
        try:
            blocks = _Blocks(self._source, self._codec, self._lines.header_size, end.line)
            for block in pacsv.open_csv(pa.PythonFile(blocks, "r"), read, parse, convert):
                is_complete = len(block) > 0 and end.is_last_of(block)
                rows = block.slice(0, len(block) - 1) if is_complete else block
                for start in range(0, len(rows), MOST_ROWS):
                    part = rows.slice(start, MOST_ROWS)
                    yield Batch(part, part.column(self.at))
        except (pa.ArrowInvalid, UnicodeError):
            is_complete = False
        if not is_complete:
            raise self._lines.fault()

    def writer(self, out: Path, options: Options) -> Writer:
        """A writer of the same kind of file, in another encoding if one is named."""
        encoding = options.out_encoding
        dialect = self.dialect.encoded(encoding) if encoding else self.dialect
        return CsvWriter(out, [*self.names, *self.added], dialect, self._lines.head)


class CsvWriter(Writer):
    """Writes CSV in a dialect: what stands above the header, the header, and the rows with their answers."""

    def __init__(self, out: Path, names: Sequence[str], dialect: Dialect, head: str | Sequence[Sequence[str]]) -> None:
        self._out, self._names, self._dialect = out, names, dialect
        self._head = head if isinstance(head, str) else "".join(map(self._row, head))
        encoding = dialect.encoding
        self._encoder = None if encoding == "utf-8" else codecs.getincrementalencoder(encoding)()

    def _row(self, cells: Sequence[str]) -> str:
        special = re.compile(f'["\r\n{re.escape(self._dialect.delimiter)}]')
        texts = ['"' + cell.replace('"', '""') + '"' if special.search(cell) else cell for cell in cells]
        return self._dialect.delimiter.join(texts) + self._dialect.line_end

    def begin(self, sink: IO[bytes]) -> None:
        """Write what comes before the rows."""
        mark = _MARK if self._dialect.has_mark else ""
        self._put(sink, f"{mark}{self._head}{self._row(self._names)}".encode())

    def write(self, sink: IO[bytes], rows: Any, answers: Any) -> None:
        """Write the rows of a batch, an Arrow batch of texts, with their answers."""
        columns = [*rows.columns, *(column.combine_chunks().cast(pa.string()) for column in answers.columns)]
        batch = pa.record_batch(columns, names=[str(at) for at in range(len(columns))])
        # Some rows at a time, since their text is there several times.
        for start in range(0, len(batch), _WRITTEN):
            block = batch.slice(start, _WRITTEN)
            try:
                text = self._csv(block, "none")
            except pa.ArrowInvalid:
                # A cell needs quotes; Arrow then puts all cells into quotes.
                text = self._csv(block, "needed")
            self._put(sink, text if self._dialect.line_end == "\n" else self._with_line_ends(text, len(block)))

    def finish(self, sink: IO[bytes]) -> None:
        """Write how the encoding ends a text, if it has a way to."""
        if self._encoder is not None:
            sink.write(self._encoder.encode("", final=True))

    def _csv(self, rows: Any, quoting: str) -> Any:
        sink = pa.BufferOutputStream()
        delimiter = self._dialect.delimiter
        pacsv.write_csv(
            rows, sink, pacsv.WriteOptions(include_header=False, quoting_style=quoting, delimiter=delimiter)
        )
        return sink.getvalue()

    def _with_line_ends(self, text: Any, rows: int) -> bytes:
        """The line feeds behind rows replaced, and not those in cells."""
        stored, line_end = bytes(text), self._dialect.line_end.encode()
        if stored.count(b"\n") == rows:
            return stored.replace(b"\n", line_end)
        # Between two quotes, each second part is in a cell.
        parts = stored.split(b'"')
        parts[::2] = [part.replace(b"\n", line_end) for part in parts[::2]]
        return b'"'.join(parts)

    def _put(self, sink: IO[bytes], text: Any) -> None:
        if self._encoder is None:
            sink.write(text)
            return
        try:
            encoded = self._encoder.encode(bytes(text).decode("utf-8"))
        except UnicodeError:
            said = f"cannot be {self._dialect.name}, which lacks a character; name utf-8 or gb18030 with --out-encoding"
            raise FileError(self._out, said) from None
        sink.write(encoded)


# Encodings

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _codec(source: IO[bytes], named: str | None) -> str:
    """The codec of a file, one that leaves the mark of the byte order in the text."""
    source.seek(0)
    first = source.read(4)
    marked = next((name for mark, name in _MARKS if first.startswith(mark)), None)
    if named is None:
        return marked or _guessed(source)
    name = codecs.lookup(named).name.removesuffix("-sig")
    return marked if marked is not None and marked.startswith(name) else name


def _guessed(source: IO[bytes]) -> str:
    """UTF-8 if all of the file is, else GB18030 if all of it is that; else UTF-8, whose fault is told later."""
    return next((name for name in ("utf-8", "gb18030") if _is_all(source, name)), "utf-8")


def _is_all(source: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    source.seek(0)
    try:
        while block := source.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class _End:
    """A row added behind the last one, which does not come back as it is if a quote before it was never closed."""

    def __init__(self, columns: int, delimiter: str) -> None:
        self._cells = [*[""] * (columns - 1), "end"]
        self.line = f"{delimiter.join(self._cells)}\n".encode()

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


# A line that names the delimiter to Excel.
_SEPARATOR = re.compile('"?sep=([^\r\n"])"?[\r\n]*$', re.IGNORECASE)

# In quotes: all up to a quote that is not doubled. Elsewhere: all up to the end of the cell.
_QUOTED = re.compile('[^"]*+(?:""[^"]*+)*+')


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

    def __init__(self, path: Path, source: IO[bytes], encoding: str, codec: str) -> None:
        self._path, self._source, self._encoding, self._codec = path, source, encoding, codec
        self._first = 1
        self.has_mark = False
        self.delimiter = _DELIMITERS[0]
        self.line_end = "\n"
        #: The lines above the header.
        self.head = ""
        #: How many bytes of UTF-8 come before the rows: the mark of the byte order, the lines above, the header.
        self.header_size = 0

    def _texts(self) -> Iterator[tuple[int, str]]:
        """The lines and their numbers, none longer than a row may be."""
        self._source.seek(0)
        file = io.TextIOWrapper(self._source, self._codec, newline="")
        number = 0
        try:
            while line := file.readline(_BLOCK + 2):
                number += 1
                if number == 1 and line.startswith(_MARK):
                    self.has_mark = True
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

    def _rows(self, delimiter: str) -> Iterator[_Row]:
        """The header and the rows, split by a delimiter."""
        first, lines, size, cells, is_open = self._first, list[str](), 0, 1, False
        for number, line in self._texts():
            if number < self._first:
                continue
            size += len(line) if line.isascii() else len(line.encode("utf-8", "replace"))
            if size > _BLOCK:
                raise self._too_long(first)
            lines.append(line)
            if '"' in line:
                *ended, last = _ends(line, delimiter, is_open=is_open)
                cells += len(ended)
                is_open = last is None
            elif not is_open:
                cells += line.count(delimiter)
            if not is_open:
                yield _Row(first, "".join(lines), cells, is_open)
                first, lines, size, cells = number + 1, [], 0, 1
        if is_open:
            yield _Row(first, "".join(lines), cells, is_open)

    def _too_long(self, line: int) -> FileError:
        return FileError(self._path, f"has a row of more than {_BLOCK} bytes; a quote may never be closed", line)

    def _open(self, row: _Row) -> FileError:
        return FileError(self._path, "opens a quote that is never closed", row.line)

    def header(self, column: str, options: Options) -> list[str]:
        """The names of the columns. It finds out where they are and what stands between them."""
        named = self._skip(options.header_row)
        candidates = (options.delimiter,) if options.delimiter else (named,) if named else _DELIMITERS
        headers = {delimiter: next(self._rows(delimiter), None) for delimiter in candidates}
        self.delimiter = max(candidates, key=lambda delimiter: self._fitness(headers[delimiter], delimiter, column))
        row = headers[self.delimiter]
        if row is None or not row.text.strip("\r\n"):
            raise FileError(self._path, "begins with no header", self._first)
        if row.is_open:
            raise self._open(row)
        if row.cells > MOST_COLUMNS:
            raise FileError(self._path, f"has {row.cells} columns, more than {MOST_COLUMNS}; leave some out", row.line)
        self.line_end = row.text[len(row.text.rstrip("\r\n")) :] or "\n"
        mark = _MARK if self.has_mark else ""
        self.header_size = len(f"{mark}{self.head}{row.text}".encode())
        return self.cells(row.text)

    def _skip(self, header_row: int | None) -> str | None:
        """Go to the line of the header; gives the delimiter that a first line names."""
        separator, head, size = None, list[str](), 0
        for number, line in self._texts():
            if number == 1 and (found := _SEPARATOR.match(line)):
                separator = found[1]
            self._first = header_row or (2 if separator else 1)
            if number == self._first:
                break
            head.append(line)
            size += len(line)
            if size > _BLOCK:
                raise FileError(self._path, f"has more than {_BLOCK} characters above the header", number)
        self.head = "".join(head)
        return separator

    @staticmethod
    def _fitness(row: _Row | None, delimiter: str, column: str) -> tuple[bool, int]:
        """How well a delimiter fits a header: it has the column, else it has many."""
        if row is None or row.is_open or row.cells > MOST_COLUMNS:
            return False, row.cells if row else 0
        return bool(places_of(column, _cells(row.text, delimiter))), row.cells

    def cells(self, line: str) -> list[str]:
        """The cells of a row, without their quotes."""
        return _cells(line, self.delimiter)

    def line_with(self, options: Options, column: str) -> int | None:
        """The number of another line that has a column, of the first ones."""
        delimiters = (options.delimiter,) if options.delimiter else _DELIMITERS
        for number, line in itertools.islice(self._texts(), _SEARCHED):
            if number != self._first and any(places_of(column, _cells(line, delimiter)) for delimiter in delimiters):
                return number
        return None

    def fault(self) -> FileError:
        """What is wrong with the first row that is wrong, and in which line it begins."""
        columns = 0
        try:
            for row in self._rows(self.delimiter):
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


@functools.cache
def _plain(delimiter: str) -> re.Pattern[str]:
    return re.compile(f"[^{re.escape(delimiter)}\r\n]*+")


def _ends(text: str, delimiter: str, *, is_open: bool = False) -> Iterator[int | None]:
    """Where each cell of a line ends; the last is None if it is in quotes that are not closed in this line."""
    plain, at = _plain(delimiter), 0
    while True:
        if is_open or text.startswith('"', at):
            at = _after(_QUOTED, text, at if is_open else at + 1)
            if at == len(text):
                yield None
                return
            at += 1
        at = _after(plain, text, at)
        yield at
        if not text.startswith(delimiter, at):
            return
        at, is_open = at + 1, False


def _cells(text: str, delimiter: str) -> list[str]:
    """The cells of a row, without their quotes."""
    cells, start = [], 0
    for end in _ends(text, delimiter):
        cell = text[start:end]
        if cell.startswith('"'):
            closed = _after(_QUOTED, cell, 1)
            cell = cell[1:closed].replace('""', '"') + cell[closed + 1 :]
        cells.append(cell)
        start = (end or 0) + 1
    return cells
