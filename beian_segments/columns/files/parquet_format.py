"""Parquet, some rows at a time."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from errno import EIO
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from beian_segments._atomic import is_regular
from beian_segments.columns import _arrow
from beian_segments.columns.files.batch import Batch, FileError, Format, check_names
from beian_segments.redact import quoted

__all__ = ["ParquetFormat"]

# Enough rows for good row groups, few enough for constant memory.
_ROWS = 1 << 18
_BUFFER = 1 << 20
# Values encoded at once; Arrow's default, 1024, costs a tenth more.
_ENCODED = 1 << 14

_CODEC = "snappy"
_CODECS = {"UNCOMPRESSED": "none"}


class ParquetFormat(Format):
    """A Parquet file; ``total`` is the number of its rows."""

    def __init__(self, path: Path, source: IO[bytes], column: str, added: Any, encoding: str) -> None:  # noqa: ARG002 - as every format
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
        self._schema = pa.schema([*schema, *added], schema.metadata)
        self._added: list[str] = added.names
        self.total: int = self._file.metadata.num_rows

    def batches(self) -> Iterator[Batch]:
        """The rows, some at a time."""
        try:
            for rows in self._file.iter_batches(_ROWS):
                yield Batch(rows, rows.column(self._at))
        except (pa.ArrowInvalid, OSError) as error:
            raise _error(error, self._path, "is damaged") from None

    def begin(self, sink: IO[bytes]) -> None:
        """Open the writer."""
        # pyarrow's annotations know neither codecs by column nor lists of columns.
        codecs: Any = self._codecs()
        of_file: Any = list(codecs)
        codecs |= dict.fromkeys(self._added, codecs.get(self._schema.names[self._at], _CODEC))
        # Words repeat; numbers hardly do, so a dictionary of them would only cost time.
        words: Any = [field.name for field in self._schema if pa.types.is_dictionary(field.type)]
        # By its name, so that Arrow writes without calling Python, for which it would have to wait.
        self._sink = pa.OSFile(sink.name, "wb") if is_regular(sink) else pa.PythonFile(sink, "wb")
        self._writer = pq.ParquetWriter(
            self._sink,
            self._schema,
            use_dictionary=words,
            compression=codecs,
            # Minima and maxima are of use where rows are sorted; by the new columns they are not.
            write_statistics=of_file or False,
            write_batch_size=_ENCODED,
        )

    def _codecs(self) -> dict[Any, Any]:
        """How the file's own columns are compressed, by path."""
        if not self._file.num_row_groups:
            return {}
        group = self._file.metadata.row_group(0)
        columns = [group.column(at) for at in range(group.num_columns)]
        return {column.path_in_schema: _CODECS.get(column.compression, column.compression) for column in columns}

    def write(self, sink: IO[bytes], rows: Any, answers: Any) -> None:  # noqa: ARG002 - the writer has it
        """Write the rows of a batch with their answers."""
        columns = [*rows.columns, *(column.chunk(0) for column in answers.columns)]
        with _system_errors():
            self._writer.write_batch(pa.record_batch(columns, schema=self._schema))

    def finish(self) -> None:
        """Write the footer."""
        with _system_errors():
            self._writer.close()
            self._sink.close()

    def close(self) -> None:
        """Close the writer of a file that is not finished, which otherwise closes itself at some later time."""
        for each in (self._writer, self._sink):
            with suppress(pa.ArrowException, OSError):
                each.close()


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
