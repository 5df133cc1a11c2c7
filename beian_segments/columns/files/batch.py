"""What the formats share: the interface of a format, batches of rows, errors."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

from beian_segments.redact import quoted, shown_path

__all__ = [
    "CHANGED", "LONGEST_ROW", "MOST_COLUMNS", "MOST_ROWS", "NO_OPTIONS", "Batch", "FileError", "Format", "Options",
    "Writer", "check_names",
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


def check_names(path: Path, present: Sequence[str], column: str, added: Sequence[str], advice: str = "") -> int:
    """The position of a column; raises ``FileError`` if it is not there or there twice, or if a new name is taken.

    The advice is added if there is no such column.
    """
    if present.count(column) != 1:
        there, advised = ("more than one column", "") if column in present else ("no column", advice)
        raise FileError(path, f"has {there} {quoted(column)}; its columns are {quoted(*present)}{advised}")
    if taken := [name for name in added if name in present]:
        raise FileError(path, f"has a column {quoted(taken[0])} already; give the new ones a prefix")
    return present.index(column)
