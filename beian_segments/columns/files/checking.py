"""The way of a file: batches in, answers beside them, a whole file out."""

from __future__ import annotations

import gzip
import stat
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from beian_segments._atomic import atomic_write, fsync
from beian_segments.columns.classification import FIELDS, NotUTF8Error, Tally, classified, schema_of
from beian_segments.columns.files.batch import Batch, Counts, FileError, counts_of
from beian_segments.columns.files.csv_format import CsvFormat
from beian_segments.columns.files.jsonl_format import JsonLinesFormat
from beian_segments.columns.files.parquet_format import ParquetFormat
from beian_segments.redact import quoted
from beian_segments.validator import DEFAULT_VALIDATOR, SegmentValidator

__all__ = ["FORMATS", "Progress", "check_file"]

_GZIPPED = ".gz"

_READERS: dict[str, Any] = {".parquet": ParquetFormat, ".csv": CsvFormat, ".jsonl": JsonLinesFormat}

#: The ends of names that are known.
FORMATS = (*_READERS, *(f"{suffix}{_GZIPPED}" for suffix in _READERS if suffix != ".parquet"))


class Progress(NamedTuple):
    """How far a file is: rows checked, and how much of the whole is done, in the same unit."""

    rows: int
    done: int
    total: int


def check_file(  # noqa: PLR0913 - what a file needs to be told
    source: Path,
    column: str,
    out: Path,
    *,
    prefix: str = "",
    encoding: str = "utf-8",
    validator: SegmentValidator = DEFAULT_VALIDATOR,
    progress: Callable[[Progress], object] = lambda _: None,
) -> Counts:
    """Write a file anew with the columns of :func:`~beian_segments.columns.classify` beside its own.

    Args:
        source: the file: Parquet, CSV with a header, or JSON Lines, by the end of its name.
        column: the name of the column of numbers.
        out: the file to write, of the same format; one that is there is replaced when the new one is complete.
        prefix: what to put before the names of the columns added.
        encoding: that of a CSV file; what is written is UTF-8.
        validator: of a table of your own; without, the packaged one's.
        progress: is told after every batch.

    Returns:
        How many rows got which answer.

    Raises:
        FileError: the file cannot be checked; says which, where and why.
        OSError: a file cannot be read or written. Nothing is left of ``out``, or what was there before.
    """
    kind, gzipped = _format(source)
    if _format(out)[0] != kind:
        raise FileError(out, f"must be of the same format as {source}: the name must end with {kind}")
    if kind != ".csv" and encoding.lower().replace("_", "-") not in ("utf-8", "utf8"):
        raise FileError(source, "has an encoding by its format; only that of a CSV file can be named")
    try:
        added = schema_of(FIELDS, prefix)
    except UnicodeEncodeError:
        raise FileError(out, "cannot have the prefix before names: it has a character that is no UTF-8") from None
    if not stat.S_ISREG(source.stat().st_mode):
        raise FileError(source, "is no regular file; write what it gives to one first")
    rows, tally = 0, Tally(validator.table)
    try:
        with ExitStack() as stack:
            stored = stack.enter_context(source.open("rb"))
            total = source.stat().st_size
            content = stack.enter_context(_unzipped(stored)) if gzipped else stored
            reader = _READERS[kind](source, content, column, added, encoding)
            written = stack.enter_context(atomic_write(out))
            sink = stack.enter_context(_zipped(written)) if _format(out)[1] else written
            reader.begin(sink)
            stack.callback(reader.abandon)
            # Rows are read, written and kept while others are checked. What is abandoned is nobody's any more.
            writer, ahead, disk = (stack.enter_context(ThreadPoolExecutor(max_workers=1)) for _ in range(3))
            writing: Future[None] = writer.submit(lambda: None)
            keeping: Future[None] = disk.submit(lambda: None)
            for batch in _read_ahead(reader.batches(), ahead):
                answers = _answers(source, column, batch, validator, tally)
                rows += answers.num_rows
                writing.result()
                writing = writer.submit(reader.write, sink, batch.rows, answers.rename_columns(added.names))
                if rows > answers.num_rows and keeping.done():
                    keeping.result()
                    keeping = disk.submit(fsync, written)
                progress(Progress(rows, *((rows, reader.total) if reader.total else (stored.tell(), total))))
            writing.result()
            keeping.result()
            reader.finish()
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise FileError(source, "is no gzip file, or is damaged or cut short") from None
    return counts_of(tally)


def _answers(source: Path, column: str, batch: Batch, validator: SegmentValidator, tally: Tally) -> Any:
    try:
        return classified(batch.column, validator, tally)
    except NotUTF8Error as error:
        raise FileError(source, f"column {quoted(column)}: {error}") from None


def _read_ahead(batches: Iterator[Batch], worker: Executor) -> Iterator[Batch]:
    """Batches, each but the first read while the one before it is at work: there are never more than two."""
    coming = worker.submit(next, batches, None)
    while batch := coming.result():
        coming = worker.submit(next, batches, None)
        yield batch


def _format(path: Path) -> tuple[str, bool]:
    """The end of a name, and whether it is gzipped."""
    name = path.name.lower()
    gzipped = name.endswith(_GZIPPED)
    suffix = Path(name.removesuffix(_GZIPPED)).suffix
    if f"{suffix}{_GZIPPED if gzipped else ''}" not in FORMATS:
        raise FileError(path, f"is of no known format; names end with {', '.join(FORMATS)}")
    return suffix, gzipped


def _unzipped(stored: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], gzip.GzipFile(fileobj=stored, mode="rb"))


def _zipped(written: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], gzip.GzipFile(filename="", fileobj=written, mode="wb", compresslevel=6))
