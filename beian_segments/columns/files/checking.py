"""Batch pipeline: read, classify, write atomically."""

from __future__ import annotations

import codecs
import gzip
import os
import stat
import zlib
from collections.abc import Callable, Collection, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from beian_segments._atomic import atomic_write
from beian_segments.columns.classification import Counts, NotUTF8Error, Tally, classified, fields, schema_of
from beian_segments.columns.files.batch import CHANGED, Batch, FileError, Format, Options, Writer
from beian_segments.columns.files.csv_format import CsvFormat
from beian_segments.columns.files.jsonl_format import JsonLinesFormat
from beian_segments.columns.files.messages import with_messages
from beian_segments.columns.files.parquet_format import ParquetFormat
from beian_segments.i18n import language
from beian_segments.redact import quoted, shown_path
from beian_segments.validator import DEFAULT_VALIDATOR, SegmentValidator

__all__ = ["ADDED", "FORMATS", "Progress", "check_file", "present_columns"]

_GZIPPED = ".gz"


def _xlsx_format(*arguments: Any) -> Format:
    """A workbook; the packages that read it are imported for it only."""
    from beian_segments.columns.files.xlsx_format import XlsxFormat

    return XlsxFormat(*arguments)


_FORMATS: dict[str, Callable[[Path, IO[bytes], str, Any, str | None, Options], Format]] = {
    ".parquet": ParquetFormat,
    ".csv": CsvFormat,
    ".jsonl": JsonLinesFormat,
    ".xlsx": _xlsx_format,
}

# Formats of rows of cells, each of which can be written as the other.
_TABLES = {".csv", ".xlsx"}

# Workbooks of other programs and versions, which can all be saved as .xlsx.
_OTHER_WORKBOOKS = {".xls", ".xlsm", ".xlsb", ".ods", ".et", ".numbers"}

#: The known ends of file names.
FORMATS = (*_FORMATS, *(f"{suffix}{_GZIPPED}" for suffix in _FORMATS if suffix in (".csv", ".jsonl")))


#: The columns that may be added, in their order.
ADDED = ("verdict", "damage", *(each for each in fields(recover=True) if each not in {"verdict", "damage"}), "message")


class Progress(NamedTuple):
    """How far a file is: rows checked, and how much of the whole is done, in rows or in bytes."""

    rows: int
    done: int
    total: int


@contextmanager
def _without_context() -> Generator[None]:
    """Raise errors without those that they were made of, which hold rows."""
    try:
        yield
    except FileError as error:
        error.__context__ = None
        raise


@_without_context()
def check_file(  # noqa: PLR0913 - what a file needs to be told
    source: Path,
    column: str,
    out: Path,
    *,
    prefix: str = "",
    encoding: str | None = None,
    out_encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
    sheet: str | None = None,
    validator: SegmentValidator = DEFAULT_VALIDATOR,
    recover: bool = False,
    lang: str | None = None,
    columns: Collection[str] | None = None,
    progress: Callable[[Progress], object] = lambda _: None,
) -> Counts:
    r"""Copy a file and add the columns of :func:`~beian_segments.columns.classify`.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     source, out = Path(folder, "numbers.csv"), Path(folder, "checked.csv")
    ...     size = source.write_text("id,phone\n1,13800138000\n2,192 1234 5678\n", encoding="utf-8")
    ...     counts = check_file(source, "phone", out)
    ...     print(out.read_text(encoding="utf-8"), end="")
    id,phone,verdict,damage,number,segment,carrier,service
    1,13800138000,supported,,13800138000,138,mobile,mobile
    2,192 1234 5678,segment-not-listed,,19212345678,192,broadnet,mobile
    >>> counts.rows, counts.verdicts["supported"], counts.carriers["broadnet"]
    (2, 1, 1)

    Args:
        source: the file: Parquet, CSV with a header, JSON Lines, or an Excel workbook (``.xlsx``, which needs the extra
            ``excel``), told by the end of its name.
        column: the name of the column of numbers.
        out: the file to write, of the same format; of CSV a workbook may be made, and of a workbook CSV. A file that is
            there is replaced when the new one is complete.
        prefix: what to put before the names of the new columns.
        encoding: that of a CSV file. Without it: what the mark of the byte order says, else UTF-8 if all of the file is
            that, else GB18030.
        out_encoding: that of the CSV file to write, if it is to be another; ``utf-8-sig`` has a mark of the byte order.
        delimiter: what stands between the cells of a CSV file, one character. Without it: what a first line ``sep=;``
            says, else the one of ``,`` ``;`` tab and ``|`` by which the header has the column.
        header_row: the line of a CSV file, or the row of a sheet, that has the names of the columns, from 1. Those
            above it are kept.
        sheet: the name of the sheet of a workbook. Without it: the first that is not hidden.
        validator: the validator of a table of your own instead of the packaged one.
        recover: give a refused cell in which exactly one number is found the answer of that number.
        lang: the language of one more column, ``message``: the sentence of each answer. Without it: no such column.
        columns: the names of the columns to add, of those that there are; the others are not written. The order is
            always the same. Without it: all.
        progress: is called after each batch.

    The new file has the encoding, the mark of the byte order, the delimiter and the line ends of the old one.

    Returns:
        How many rows got which answer; and of a CSV file, as what it was read.

    Raises:
        FileError: the file cannot be checked; says which file, where in it and why.
        ImportError: a package is not installed; names the extra that brings it.
        LookupError: an encoding is not known.
        ValueError: ``lang`` is not known, ``columns`` names none or one that there is not, or ``delimiter`` or
            ``header_row`` is none.
        OSError: a file cannot be read or written. Then ``out`` is as it was before, or still not there.
    """
    suffix, is_gzipped = _format(source)
    out_suffix, out_is_gzipped = _format(out)
    if out_suffix != suffix and not {suffix, out_suffix} <= _TABLES:
        ends = " or ".join(sorted(_TABLES)) if suffix in _TABLES else suffix
        raise FileError(out, f"must be of the same format as {shown_path(source)}: the name must end with {ends}")
    if lang is not None:
        language(lang)
    options = Options(delimiter, header_row, out_encoding, sheet)
    _check_options(source, suffix, out_suffix, encoding, options)
    names = _added(columns, recover=recover, has_message=lang is not None)
    try:
        added = schema_of(names, prefix)
    except UnicodeEncodeError:
        raise FileError(out, "cannot have the prefix before names: it has a character that is no UTF-8") from None
    if not stat.S_ISREG(source.stat().st_mode):
        raise FileError(source, "is no regular file; write what it gives to one first")
    rows, tally = 0, Tally(validator.table)
    try:
        with ExitStack() as stack:
            stored = stack.enter_context(source.open("rb"))
            state = _state(stored)
            content: Any = stack.enter_context(gzip.GzipFile(fileobj=stored)) if is_gzipped else stored
            file = _FORMATS[suffix](source, content, column, added, encoding, options)
            made = _writer(file, suffix, out_suffix, out, options)
            written = stack.enter_context(atomic_write(out))
            sink: Any = written
            if out_is_gzipped:
                sink = stack.enter_context(gzip.GzipFile(filename="", fileobj=written, mode="wb", compresslevel=6))
            made.begin(sink)
            stack.callback(made.close)
            # A batch is written while the next is read and classified. On error, pending work is discarded.
            writer = ThreadPoolExecutor(max_workers=1)
            # Twice, because a signal may end the first wait, and nothing may be closed while it is written to.
            stack.callback(writer.shutdown)
            stack.callback(writer.shutdown)
            pending: Future[None] | None = None
            for batch in file.batches():
                answers = _answers(source, column, batch, validator, tally, names, recover=recover, lang=lang)
                rows += answers.num_rows
                if pending:
                    pending.result()
                answers = answers.rename_columns(added.names)
                pending = writer.submit(made.write, sink, batch.rows, answers)
                progress(Progress(rows, *((rows, file.total) if file.total else (stored.tell(), state[0]))))
            if pending:
                pending.result()
            made.finish(sink)
            _check_unchanged(source, stored, state)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise FileError(source, "is no gzip file, or is damaged or cut short") from None
    return tally.counts()._replace(encoding=file.encoding, delimiter=file.delimiter)


def present_columns(*, recover: bool, has_message: bool) -> list[str]:
    """The columns that there are to choose from, in their order."""
    absent = {"recovered": not recover, "message": not has_message}
    return [name for name in ADDED if not absent.get(name)]


def _added(chosen: Collection[str] | None, *, recover: bool, has_message: bool) -> list[str]:
    """The columns to add, in their order.

    Raises:
        ValueError: one of those chosen is none of those that there are, or none is chosen.
    """
    present = present_columns(recover=recover, has_message=has_message)
    if chosen is None:
        return present
    if not chosen or not set(chosen) <= set(present):
        raise ValueError(f"columns must name some of {', '.join(present)}; recovered needs recover, message needs lang")
    return [name for name in present if name in chosen]


def _writer(file: Any, suffix: str, out_suffix: str, out: Path, options: Options) -> Writer:
    """A writer of the format read, or of the other one of tables."""
    if suffix == out_suffix:
        written: Writer = file.writer(out, options)
        return written
    from beian_segments.columns.files.xlsx_format import csv_writer, xlsx_writer

    return csv_writer(file, out, options) if out_suffix == ".csv" else xlsx_writer(file, out)


def _check_options(source: Path, suffix: str, out_suffix: str, encoding: str | None, options: Options) -> None:
    """Refuse options that are wrong or of another format."""
    delimiter, header_row, out_encoding, sheet = options
    if delimiter is not None and (len(delimiter) != 1 or not delimiter.isascii() or delimiter in '"\r\n\0'):
        raise ValueError("delimiter must be one ASCII character, and neither a quote nor a line end")
    if header_row is not None and header_row < 1:
        raise ValueError("header_row must be at least 1")
    for name, end in ((encoding, suffix), (out_encoding, out_suffix)):
        if name is not None and codecs.lookup(name).name != "utf-8" and end != ".csv":
            raise FileError(source, "has an encoding by its format; only that of a CSV file can be named")
    if delimiter is not None and suffix != ".csv":
        raise FileError(source, "has no delimiter; only a CSV file has")
    if header_row is not None and suffix not in _TABLES:
        raise FileError(source, "has no header line; only a CSV file has, or a sheet")
    if sheet is not None and suffix != ".xlsx":
        raise FileError(source, "has no sheets; only a workbook has")


def _state(file: IO[bytes]) -> tuple[int, int]:
    """What changes if a file is written to: its size and the time of the last change."""
    found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns


def _check_unchanged(source: Path, file: IO[bytes], state: tuple[int, int]) -> None:
    if _state(file) != state:
        raise FileError(source, CHANGED)


def _answers(  # noqa: PLR0913, PLR0917 - what a batch needs to be told
    source: Path,
    column: str,
    batch: Batch,
    validator: SegmentValidator,
    tally: Tally,
    names: Sequence[str],
    *,
    recover: bool,
    lang: str | None,
) -> Any:
    language_of_message = lang if "message" in names else None
    # A sentence is made from all the others.
    needed = None if language_of_message else names
    try:
        answers = classified(batch.column, validator, tally, recover=recover, names=needed)
    except NotUTF8Error as error:
        raise FileError(source, f"column {quoted(column)}: {error}") from None
    if language_of_message:
        answers = with_messages(batch.column, answers, validator, language_of_message)
    return answers.select(names)


def _format(path: Path) -> tuple[str, bool]:
    """The end of a name, and whether it is gzipped."""
    name = path.name.lower()
    is_gzipped = name.endswith(_GZIPPED)
    suffix = Path(name.removesuffix(_GZIPPED)).suffix
    if f"{suffix}{_GZIPPED if is_gzipped else ''}" not in FORMATS:
        advice = "; save the workbook as .xlsx" if suffix in _OTHER_WORKBOOKS else ""
        raise FileError(path, f"is of no known format; names end with {', '.join(FORMATS)}{advice}")
    return suffix, is_gzipped
