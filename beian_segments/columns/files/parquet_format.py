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
from beian_segments.columns.files.batch import Batch, FileError, refuse_names, refuse_type

__all__ = ["ParquetFormat"]

# Enough rows to make good row groups, few enough to stay small.
_ROWS = 1 << 18
_BUFFER = 1 << 20
# Values that are encoded at once; the thousand that Arrow takes by itself cost a tenth more.
_WRITTEN = 1 << 14

_CODEC = "snappy"
_CODECS = {"UNCOMPRESSED": "none"}


class ParquetFormat:
    """A Parquet file read, and one written with more columns; ``total`` is the number of its rows."""

    def __init__(self, path: Path, source: IO[bytes], column: str, added: Any, encoding: str) -> None:  # noqa: ARG002 - as every format
        try:
            # Read page by page through a small buffer, not a row group at a time.
            self._file = pq.ParquetFile(source, buffer_size=_BUFFER, pre_buffer=False)
        except (pa.ArrowInvalid, OSError) as error:
            raise _told(error, path, "is no Parquet file, or is damaged") from None
        schema = self._file.schema_arrow
        self._path = path
        self._at = refuse_names(path, schema.names, column, added.names)
        refuse_type(path, column, schema.field(self._at).type)
        self._schema = pa.schema([*schema, *added], schema.metadata)
        self.total: int = self._file.metadata.num_rows

    def batches(self) -> Iterator[Batch]:
        """The rows, some at a time."""
        try:
            for rows in self._file.iter_batches(_ROWS):
                yield Batch(rows, rows.column(self._at))
        except (pa.ArrowInvalid, OSError) as error:
            raise _told(error, self._path, "is damaged") from None

    def begin(self, sink: IO[bytes]) -> None:
        """Write what comes before the rows."""
        # Words repeat; numbers hardly do, and a dictionary of them is work for nothing.
        words: Any = [field.name for field in self._schema if pa.types.is_dictionary(field.type)]
        # pyarrow's own annotations know neither names by column nor a list of columns.
        codecs: Any = self._codecs()
        own: Any = list(codecs)
        number = self._schema.names[self._at]
        added = self._schema.names[len(self._file.schema_arrow) :]
        codecs |= dict.fromkeys(added, codecs.get(number, _CODEC))
        # By its name, so that Arrow writes by itself: a thread that must call Python waits for those that run it.
        self._sink = pa.OSFile(sink.name, "wb") if is_regular(sink) else pa.PythonFile(sink, "wb")
        self._writer = pq.ParquetWriter(
            self._sink,
            self._schema,
            use_dictionary=words,
            compression=codecs,
            # Least and greatest are of use where rows are sorted; by what is added they are not.
            write_statistics=own or False,
            write_batch_size=_WRITTEN,
        )

    def _codecs(self) -> dict[Any, Any]:
        """How the file's own columns are compressed, by path: as they were, so they are again."""
        if not self._file.num_row_groups:
            return {}
        group = self._file.metadata.row_group(0)
        columns = [group.column(at) for at in range(group.num_columns)]
        return {column.path_in_schema: _CODECS.get(column.compression, column.compression) for column in columns}

    def write(self, sink: IO[bytes], rows: Any, answers: Any) -> None:  # noqa: ARG002 - the writer has it
        """Write rows with their answers."""
        columns = [*rows.columns, *(column.chunk(0) for column in answers.columns)]
        with _disk_told():
            self._writer.write_batch(pa.record_batch(columns, schema=self._schema))

    def finish(self) -> None:
        """Write what comes after the rows."""
        with _disk_told():
            self._writer.close()
            self._sink.close()

    def abandon(self) -> None:
        """Let go of what is half written, before the writer does at some time of its own; nothing if it is finished."""
        with suppress(pa.ArrowException, OSError):
            self._writer.close()
        with suppress(OSError):
            self._sink.close()


@contextmanager
def _disk_told() -> Generator[None]:
    """A disk's error in the words that it has anywhere else."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, os.strerror(error.errno or EIO)) from None


def _told(error: Exception, path: Path, said: str) -> Exception:
    """A disk's error as it is; of the file's bytes Arrow makes errors too, some without a number."""
    return error if isinstance(error, OSError) and error.errno else FileError(path, said)
