"""JSON Lines, an object a line. A line stays as it is; the answers are inserted before its last brace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from beian_segments.columns.files.batch import LONGEST_ROW, Batch, FileError, Format, Options, Writer
from beian_segments.columns.lists import as_texts
from beian_segments.redact import quoted

__all__ = ["JsonLinesFormat"]

_ROWS = 1 << 15
_BYTES = 1 << 22

# Python refuses to convert thousands of digits; the first hundreds decide as well.
_MOST_DIGITS = 400
_PARSER = json.JSONDecoder(parse_int=lambda digits: int(digits[:_MOST_DIGITS]))


class JsonLinesFormat(Format, Writer):
    """A file of JSON Lines, in UTF-8."""

    def __init__(self, path: Path, source: IO[bytes], column: str, added: Any, *_: object) -> None:
        self._path, self._source, self._column = path, source, column
        self._added: list[str] = added.names

    def batches(self) -> Iterator[Batch]:
        """The rows, some at a time; empty lines are none."""
        lines: list[str] = []
        texts: list[str | None] = []
        size = 0
        # Never a line of any length.
        stored_lines = iter(lambda: self._source.readline(LONGEST_ROW + 1), b"")
        for number, stored in enumerate(stored_lines, start=1):
            if len(stored) > LONGEST_ROW:
                raise FileError(self._path, f"has more than {LONGEST_ROW} bytes; one JSON object a line", number)
            line = self._decoded(stored, number)
            if line:
                texts.append(self._text(line, number))
                lines.append(line)
                size += len(stored)
            if len(lines) == _ROWS or size >= _BYTES:
                yield Batch(lines, pa.array(texts, pa.string()))
                lines, texts, size = [], [], 0
        if lines:
            yield Batch(lines, pa.array(texts, pa.string()))

    def _decoded(self, stored: bytes, number: int) -> str:
        try:
            return stored.decode("utf-8").strip(" \t\r\n\ufeff")
        except UnicodeDecodeError:
            raise FileError(self._path, "is not UTF-8", number) from None

    def _text(self, line: str, number: int) -> str | None:
        try:
            row = _PARSER.decode(line)
        except ValueError:
            raise FileError(self._path, "is no JSON", number) from None
        except RecursionError:
            raise FileError(self._path, "is nested too deeply", number) from None
        if not isinstance(row, dict):
            raise FileError(self._path, "is no JSON object", number)
        if self._column not in row:
            raise FileError(self._path, f"has no {quoted(self._column)}", number)
        if taken := [name for name in self._added if name in row]:
            raise FileError(self._path, f"has a key {quoted(taken[0])} already; give the new ones a prefix", number)
        value = row[self._column]
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # which a program made a float because other rows have none
        try:
            return as_texts([value])[0]
        except TypeError:
            said = f"{quoted(self._column)} must be a text or a whole number, not {type(value).__name__}"
            raise FileError(self._path, said, number) from None

    def writer(self, out: Path, options: Options) -> Writer:  # noqa: ARG002 - as every format
        """Itself."""
        return self

    def write(self, sink: IO[bytes], rows: list[str], answers: Any) -> None:
        """Write the rows of a batch with their answers."""
        keys = [json.dumps(name, ensure_ascii=False) for name in self._added]
        columns = [column.to_pylist() for column in answers.columns]
        for line, *values in zip(rows, *columns, strict=True):
            added = ", ".join(
                f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in zip(keys, values, strict=True)
            )
            sink.write(f"{line[:-1].rstrip()}, {added}}}\n".encode())
