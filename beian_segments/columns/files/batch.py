"""What the formats share: the interface of a format, batches of rows, errors."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import IO, Any, NamedTuple

from beian_segments.redact import quoted, shown_path

__all__ = [
    "CHANGED", "LONGEST_ROW", "MOST_COLUMNS", "MOST_ROWS", "NO_OPTIONS", "Batch", "FileError", "Format", "Header",
    "Options", "Writer", "check_names", "places_of",
]  # fmt: skip

#: What a batch may have, so that a file needs memory by its widest rows and not by its size: rows, and bytes of a row.
MOST_ROWS = 1 << 18
LONGEST_ROW = 1 << 22

#: As many as a spreadsheet has.
MOST_COLUMNS = 1 << 14

#: Why a file is refused whose content is not what it was when it was opened.
CHANGED = "was changed while it was read; check it when nothing writes to it"


class FileError(ValueError):
    """A file that cannot be checked: says which, in what line where lines have numbers, and why. Never a value."""

    def __init__(self, path: Path, reason: str, line: int | None = None) -> None:
        self.path = path
        self.reason = reason
        self.line = line
        super().__init__(f"{shown_path(path)}{'' if line is None else f', line {line}'}: {reason}")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.path, self.reason, self.line), self.__dict__


class Batch(NamedTuple):
    """Rows as their format keeps them, and their column of numbers as an Arrow array."""

    rows: Any
    column: Any


class Options(NamedTuple):
    """What may be said about a file; None is found out, or is as the file read has it.

    Attributes:
        delimiter: what stands between the cells of a CSV file.
        header_row: the line, or the row of a sheet, that has the names of the columns; the first is 1.
        out_encoding: the encoding of the CSV file to write.
        sheet: the name of the sheet of a workbook; None is the first that is not hidden.
    """

    delimiter: str | None = None
    header_row: int | None = None
    out_encoding: str | None = None
    sheet: str | None = None


#: Nothing is said.
NO_OPTIONS = Options()


class Writer(ABC):
    """Writes the file with more columns: ``begin``, ``write`` with each batch, ``finish``, and always ``close``."""

    def begin(self, sink: IO[bytes]) -> None:  # noqa: B027 - not every format has a header
        """Write what comes before the rows."""

    @abstractmethod
    def write(self, sink: IO[bytes], rows: Any, answers: Any) -> None:
        """Write the rows of a batch with their answers, an Arrow table."""

    def finish(self, sink: IO[bytes]) -> None:  # noqa: B027 - nor a footer
        """Write what comes after the rows."""

    def close(self) -> None:  # noqa: B027 - nor anything to close
        """Release what is still open, be the file finished or not."""


class Format(ABC):
    """A file that is read.

    It is made of the path and the open file to read, the name of the column of numbers, the Arrow schema of the columns
    to add, the encoding and the options.
    """

    #: How many rows the file has, if the format knows that before the end.
    total = 0

    #: Of a CSV file, what it was read as.
    encoding: str | None = None
    delimiter: str | None = None

    @abstractmethod
    def batches(self) -> Iterator[Batch]:
        """The rows, some at a time."""

    @abstractmethod
    def writer(self, out: Path, options: Options) -> Writer:
        """A writer of a file of the same format."""


class Header(NamedTuple):
    """Where the header of a table stands, for what to say about a column that it has not.

    Attributes:
        kind: what the table is made of, ``row`` or ``line``.
        row: the number of the header as it was given; None if it was not.
        find: gives the number of another row that has a column, or None.
        more: what else to advise if none has it.
    """

    kind: str
    row: int | None
    find: Callable[[str], int | None]
    more: str = ""


# Longer cells are not compared with the name of a column.
_LONGEST_NAME = 40


def places_of(column: str, names: Sequence[str]) -> list[int]:
    """Where a name stands among others; blanks around names do not matter unless one is the same with them."""
    wanted = column.strip()
    same = [at for at, name in enumerate(names) if name == column]
    return same or [at for at, name in enumerate(names) if wanted and name.strip() == wanted]


def check_names(
    path: Path, present: Sequence[str], column: str, added: Sequence[str], header: Header | None = None
) -> int:
    """The position of a column; raises ``FileError`` if it is not there or there twice, or if a new name is taken.

    What is read as the names may be cells, so they are not shown if another row has the column.
    """
    places = places_of(column, present)
    if not places:
        raise _no_column(path, present, column, header)
    if len(places) > 1:
        raise FileError(path, f"has more than one column {quoted(column)}; its columns are {quoted(*present)}")
    if taken := [name for name in added if name in present]:
        raise FileError(path, f"has a column {quoted(taken[0])} already; give the new ones a prefix")
    return places[0]


def _no_column(path: Path, present: Sequence[str], column: str, header: Header | None) -> FileError:
    if header and (row := header.find(column)):
        return FileError(
            path, f"has no column {quoted(column)}; {header.kind} {row} has it: say so with --header-row {row}"
        )
    advice = ""
    names = {name.strip().casefold(): name for name in present if len(name) <= _LONGEST_NAME}
    if closest := get_close_matches(column.strip().casefold(), names, 1):
        advice = f"; the closest is {quoted(names[closest[0]].strip())}"
    elif header:
        place = f"{header.kind} {header.row}" if header.row else f"the first {header.kind}"
        advice = f"; {place} must be a header, the names of the columns{header.more}"
    return FileError(path, f"has no column {quoted(column)}; its columns are {quoted(*present)}{advice}")
