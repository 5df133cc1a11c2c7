"""Parquet, some rows at a time.

A file whose columns Arrow would write as another type is refused: the columns of the user stay as they are.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EIO
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from beian_segments._atomic import is_regular
from beian_segments.columns import _arrow
from beian_segments.columns.files.batch import (
    MOST_COLUMNS,
    MOST_ROWS,
    Batch,
    FileError,
    Format,
    Options,
    Writer,
    check_names,
)
from beian_segments.redact import quoted

__all__ = ["ParquetFormat"]

# A batch has as many rows as take about so many bytes, at most MOST_ROWS: enough for good row groups.
_BATCH = 1 << 25
_LARGEST_ROW = 1 << 28
_VALUE = 8
# Bytes of a dictionary that is looked at.
_SMALL = 1 << 16
_BUFFER = 1 << 20
# Values encoded at once; Arrow's default, 1024, costs a tenth more.
_ENCODED = 1 << 14

# Bytes a value up to which a column keeps the dictionary that it has; beyond, its values repeat so little that looking
# them up costs more than it saves.
_MOST_IN_DICTIONARY = 4

_CODEC = "snappy"
_CODECS = {"UNCOMPRESSED": "none"}


class ParquetFormat(Format, Writer):
    """A Parquet file; ``total`` is the number of its rows."""

    def __init__(self, path: Path, source: IO[bytes], column: str, added: Any, *_: object) -> None:
        try:
            # Page by page through a small buffer, not a row group at a time.
            self._file = pq.ParquetFile(source, buffer_size=_BUFFER, pre_buffer=False)
        except (pa.ArrowInvalid, OSError) as error:
            raise _error(error, path, "is no Parquet file, or is damaged") from None
        schema = self._file.schema_arrow
        self._path = path
        self._at = check_names(path, schema.names, column, added.names)
        try:
            _arrow.check_type(schema.field(self._at).type)
        except TypeError as error:
            raise FileError(path, f"column {quoted(column)}: {error}") from None
        if len(schema) > MOST_COLUMNS:
            raise FileError(path, f"has {len(schema)} columns, more than {MOST_COLUMNS}; leave some out")
        try:
            _check_kept(path, self._file)
            self._rows = _rows_of_batch(path, source, self._file.metadata)
        except (pa.ArrowInvalid, OSError) as error:
            raise _error(error, path, "is damaged") from None
        self._schema = pa.schema([*schema, *added], schema.metadata)
        self._added: list[str] = added.names
        self.total: int = self._file.metadata.num_rows

    def batches(self) -> Iterator[Batch]:
        """The rows, some at a time."""
        try:
            for rows in self._file.iter_batches(self._rows):
                yield Batch(rows, rows.column(self._at))
        except (pa.ArrowInvalid, OSError) as error:
            raise _error(error, self._path, "is damaged") from None

    def writer(self, out: Path, options: Options) -> Writer:  # noqa: ARG002 - as every format
        """Itself."""
        return self

    def begin(self, sink: IO[bytes]) -> None:
        """Open the writer."""
        # pyarrow's annotations know neither codecs by column nor lists of columns.
        codecs: Any = {_path(each): _CODECS.get(each.compression, each.compression) for each in self._columns()}
        of_file: Any = list(codecs)
        codecs |= dict.fromkeys(self._added, codecs.get(self._schema.names[self._at], _CODEC))
        # Words repeat; numbers hardly do, so a dictionary of them would only cost time.
        words = [field.name for field in self._schema if pa.types.is_dictionary(field.type)]
        of_dictionaries: Any = [*words, *map(_path, filter(_keeps_dictionary, self._columns()))]
        # By its name, so that Arrow writes without calling Python, for which it would have to wait.
        self._sink = pa.OSFile(sink.name, "wb") if is_regular(sink) else pa.PythonFile(sink, "wb")
        self._writer = pq.ParquetWriter(
            self._sink,
            self._schema,
            use_dictionary=of_dictionaries,
            compression=codecs,
            # Minima and maxima are of use where rows are sorted; by the new columns they are not.
            write_statistics=of_file or False,
            write_batch_size=_ENCODED,
        )

    def _columns(self) -> list[Any]:
        """What the first group of rows says of its columns."""
        if not self._file.num_row_groups:
            return []
        group = self._file.metadata.row_group(0)
        return [group.column(at) for at in range(group.num_columns)]

    def write(self, sink: IO[bytes], rows: Any, answers: Any) -> None:  # noqa: ARG002 - the writer has it
        """Write the rows of a batch with their answers."""
        columns = [*rows.columns, *(column.chunk(0) for column in answers.columns)]
        with _system_errors():
            self._writer.write_batch(pa.record_batch(columns, schema=self._schema))

    def finish(self, sink: IO[bytes]) -> None:  # noqa: ARG002 - the writer has it
        """Write the footer."""
        with _system_errors():
            self._writer.close()
            self._sink.close()

    def close(self) -> None:
        """Close the writer of a file that is not finished, which otherwise closes itself at some later time."""
        for each in (self._writer, self._sink):
            with suppress(pa.ArrowException, OSError):
                each.close()


def _path(column: Any) -> str:
    path: str = column.path_in_schema
    return path


def _keeps_dictionary(column: Any) -> bool:
    """Whether a column has a dictionary that makes it small."""
    return bool(
        column.has_dictionary_page and column.total_uncompressed_size <= _MOST_IN_DICTIONARY * column.num_values
    )


@contextmanager
def _system_errors() -> Generator[None]:
    """Give an error of the system its own message, without Arrow's words around it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, os.strerror(error.errno or EIO)) from None


def _error(error: Exception, path: Path, reason: str) -> Exception:
    """An error of the system as it is; one that Arrow makes of the file's bytes as a ``FileError``."""
    return error if isinstance(error, OSError) and error.errno else FileError(path, reason)


# Types that Arrow changes

# How a logical type came to be known, which is not a part of it.
_ORIGIN = re.compile(", is_from_converted_type=.*")


def _check_kept(path: Path, file: Any) -> None:
    """Refuse a file with a column that Arrow reads as a type and would write as another."""
    written = pa.BufferOutputStream()
    pq.ParquetWriter(written, file.schema_arrow).close()
    after = pq.read_metadata(pa.BufferReader(written.getvalue())).schema
    for at in range(len(file.schema)):
        column = file.schema.column(at)
        kinds = [_ORIGIN.sub("", str(each.logical_type)) for each in (column, after.column(at))]
        if column.physical_type == "INT96" or kinds[0] != kinds[1]:
            kind = column.physical_type if kinds[0] == "None" else kinds[0]
            said = f"is of the type {kind}, which would be changed; convert it to another type first"
            raise FileError(path, f"column {quoted(column.path)} {said}")


# Memory


def _rows_of_batch(path: Path, source: IO[bytes], metadata: Any) -> int:
    """How many rows fit into a batch, by the group of the widest rows."""
    widest = 1
    for at in range(metadata.num_row_groups):
        group = metadata.row_group(at)
        columns = [group.column(place) for place in range(group.num_columns)]
        # Most groups are so small that no row can be wide.
        if group.num_rows * sum(map(_size, columns)) > _BATCH:
            longest = _longest(source, metadata, at, columns)
            sizes = [max(_size(each), each.num_values * longest.get(each.path_in_schema, 0)) for each in columns]
            widest = max(widest, sum(sizes) // group.num_rows)
    if widest > _LARGEST_ROW:
        raise FileError(path, f"has rows of about {widest} bytes, more than {_LARGEST_ROW}; leave columns out")
    return max(1, min(MOST_ROWS, _BATCH // widest))


def _size(column: Any) -> int:
    """About how many bytes the values of a column take where none is stored once for several rows."""
    size: int = max(column.total_uncompressed_size, _VALUE * column.num_values)
    return size


def _longest(source: IO[bytes], metadata: Any, group: int, columns: Sequence[Any]) -> dict[str, int]:
    """By column, the length of the longest of the values that are stored once for many rows.

    Of columns whose dictionary is small, which is where they matter.
    """
    paths = [
        column.path_in_schema
        for column in columns
        if column.physical_type == "BYTE_ARRAY"
        and column.has_dictionary_page
        and column.data_page_offset - column.dictionary_page_offset <= _SMALL
    ]
    if not paths:
        return {}
    file = pq.ParquetFile(source, metadata=metadata, read_dictionary=paths, buffer_size=_BUFFER, pre_buffer=False)
    found = {}
    for path in paths:
        first = next(file.iter_batches(1, row_groups=[group], columns=[path]))
        found[path] = max(map(_longest_word, first.columns))
    return found


def _longest_word(array: Any) -> int:
    """Of an array of dictionaries, or of lists and structs of them."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        lengths = pc.binary_length(array.dictionary)  # pyright: ignore[reportAttributeAccessIssue]  # made on import
        return pc.max(lengths).as_py() or 0  # pyright: ignore[reportAttributeAccessIssue]  # likewise
    if pa.types.is_struct(kind):
        return max(map(_longest_word, array.flatten()), default=0)
    return _longest_word(array.values) if hasattr(array, "values") else 0
