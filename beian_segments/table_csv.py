"""Reading and checking the rows of a table, from a CSV file or from mappings."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, cast

from attrs import fields

from beian_segments import _data
from beian_segments.errors import TableError
from beian_segments.parsing import LENGTH, MOBILE
from beian_segments.redact import hide_digits, shown_prefix
from beian_segments.segment import Confidence, Segment, Service
from beian_segments.verdicts import Params

__all__ = [
    "CsvFile",
    "segments_from_csv",
    "segments_from_rows",
]

CsvFile = str | os.PathLike[str] | IO[str] | IO[bytes]

_KNOWN_COLUMNS = tuple(column.name for column in fields(Segment) if column.name != "extra")
_REQUIRED_COLUMNS = ("prefix", "published")
_BOOLEANS = {"true": True, "false": False}


def segments_from_rows(rows: Iterable[Mapping[str, object] | Segment]) -> list[Segment]:
    """Check rows one by one; ``TableError`` gives the index of a bad row, ``TypeError`` the type of what is no row."""
    return _checked((row, _Place(index=index)) for index, row in enumerate(rows))


def segments_from_csv(source: CsvFile) -> list[Segment]:
    """Read and check a CSV file; ``TableError`` gives file and line, ``OSError`` is the file system's."""
    text, name = _content(source)
    segments = _checked(_lines(text, name))
    if not segments:
        raise TableError("has no rows; an empty table would refuse every number", file=name)
    return segments


class _Place:
    """Where a row is: a line of a file or an index. Makes the errors about it."""

    def __init__(self, *, file: str | None = None, line: int | None = None, index: int | None = None) -> None:
        self.file, self.line, self.index = file, line, index

    def error(self, reason: str, column: str | None = None) -> TableError:
        return TableError(reason, file=self.file, line=self.line, index=self.index, column=column)


def _checked(rows: Iterable[tuple[Mapping[str, object] | Segment, _Place]]) -> list[Segment]:
    segments: dict[str, Segment] = {}
    for row, place in rows:
        segment = _segment(row, place)
        if segment.prefix in segments:
            reason = f"{shown_prefix(segment.prefix)} has a row already; leave one of the two"
            raise place.error(reason, "prefix")
        segments[segment.prefix] = segment
    return list(segments.values())


def _segment(row: Mapping[str, object] | Segment, place: _Place) -> Segment:
    if isinstance(row, Segment):
        row = {**row.extra, **{column: getattr(row, column) for column in _KNOWN_COLUMNS}}
    if not isinstance(row, Mapping):
        raise TypeError(f"a row must be a mapping or a Segment, not {type(row).__name__}")
    for column in _REQUIRED_COLUMNS:
        if row.get(column) in (None, ""):
            raise place.error("is missing; every row needs prefix and published", column)
    sources = row.get("sources") or ()
    return Segment(
        prefix=_prefix(row["prefix"], place),
        published=_boolean(row["published"], place),
        published_carrier=_text_or_none(row, "published_carrier", place),
        carrier=_text_or_none(row, "carrier", place),
        service=cast(Service, _one_of(_data.SERVICES, row, "service", "mobile", place)),
        confidence=cast(Confidence, _one_of(_data.CONFIDENCES, row, "confidence", "high", place)),
        sources=_sources(sources, place),
        note=_text_or_none(row, "note", place),
        extra=Params(
            {
                str(column): str(cell)
                for column, cell in row.items()
                if column not in _KNOWN_COLUMNS and cell is not None
            }
        ),
    )


def _prefix(cell: object, place: _Place) -> str:
    if not isinstance(cell, str):
        reason = f"must be text, not {type(cell).__name__}; a spreadsheet turns digits into numbers: keep them as text"
        raise place.error(reason, "prefix")
    if not (cell.isascii() and cell.isdigit() and len(cell) <= LENGTH):
        raise place.error(f"must be 1 to {LENGTH} ASCII digits without spaces or signs", "prefix")
    if MOBILE.after(cell) is False:
        reason = f"{shown_prefix(cell)} is outside {_data.LEADS[0]} to {_data.LEADS[-1]}, the mobile numbers"
        raise place.error(reason, "prefix")
    return str.__str__(cell)


def _boolean(cell: object, place: _Place) -> bool:
    if isinstance(cell, str):
        # Excel writes TRUE and FALSE.
        value: object = _BOOLEANS.get(cell.lower() if place.file is not None else cell)
    else:
        value = cell
    if not isinstance(value, bool):
        raise place.error("must be true or false", "published")
    return value


def _text_or_none(row: Mapping[str, object], column: str, place: _Place) -> str | None:
    cell = row.get(column)
    if cell is not None and not isinstance(cell, str):
        raise place.error(f"must be text, not {type(cell).__name__}", column)
    return str.__str__(cell) if cell else None


def _one_of(known: Iterable[str], row: Mapping[str, object], column: str, default: str, place: _Place) -> str:
    cell = _text_or_none(row, column, place) or default
    if cell not in known:
        raise place.error(f"must be one of {', '.join(known)}", column)
    return cell


def _sources(cell: object, place: _Place) -> tuple[str, ...]:
    ids = cell.split(";") if isinstance(cell, str) else cell
    if not isinstance(ids, list | tuple) or not all(isinstance(each, str) for each in ids):
        raise place.error("must be source ids: one text with ; between them, or a list of texts", "sources")
    return tuple(each.strip() for each in ids if each.strip())


def _content(source: CsvFile) -> tuple[str, str]:
    """The text of a file, without a byte order mark, and the file's name."""
    if isinstance(source, str | os.PathLike):
        with Path(source).open("rb") as file:
            return _content(file)
    if not hasattr(source, "read"):
        raise TypeError(f"a table is read from a path or an open file, not from {type(source).__name__}")
    name = str(getattr(source, "name", "<file>"))
    try:
        content = source.read()
        text = content.decode("utf-8") if isinstance(content, bytes) else content
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
    else:
        return text.removeprefix("\ufeff"), name
    # Raised outside the except block, so that no error in its context holds the file's content.
    raise TableError("is not UTF-8; save the file as UTF-8", file=name, line=line)


def _lines(text: str, name: str) -> Iterator[tuple[dict[str, object], _Place]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    try:
        for cells in reader:
            place = _Place(file=name, line=reader.line_num)
            if not cells:
                continue
            if header is None:
                header = _header(cells, place)
            elif len(cells) != len(header):
                raise place.error(f"has {len(cells)} cells, the header has {len(header)}; quote a cell with a comma")
            else:
                yield {column: cell or None for column, cell in zip(header, cells, strict=True) if column}, place
    except csv.Error as error:
        raise TableError(f"is not CSV: {error}", file=name, line=reader.line_num) from None
    if header is None:
        raise TableError("is empty; a table begins with a line of column names", file=name)


def _header(cells: list[str], place: _Place) -> list[str]:
    for column in _REQUIRED_COLUMNS:
        if column not in cells:
            raise place.error("is missing from the first line; columns are separated by commas", column)
    seen: set[str] = set()
    for column in filter(None, cells):
        if column in seen:
            raise place.error("comes twice in the first line", hide_digits(column))
        seen.add(column)
    return cells
