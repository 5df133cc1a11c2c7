"""What reading a sheet of a workbook would take, found out before it is read.

calamine holds a sheet as one rectangle with a copy of every text, so that a small file may unfold to more than there is
memory: two cells far apart, or one long text in every cell. It also takes a cell with an error for an empty one. Both
are seen in the XML, which is parsed here in pieces and not kept.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from beian_segments.columns.files.batch import FileError
from beian_segments.redact import quoted

__all__ = ["Sheet", "find_sheet"]

# A million rows of eight columns.
_MOST_CELLS = 1 << 23
_MOST_CHARACTERS = 1 << 28
# Bytes of parts when they are unpacked.
_LARGEST_SHEET = 1 << 30
_LARGEST_PART = 1 << 28

_PIECE = 1 << 18

# An encrypted workbook, like one of Excel 97, is no zip file but a compound file.
_COMPOUND = b"\xd0\xcf\x11\xe0"

_WORKBOOK = "xl/workbook.xml"
_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
_TEXTS = "xl/sharedstrings.xml"

_DAMAGED = "is no .xlsx workbook, or is damaged or cut short"

_REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")

#: What is called with the name of an element, without its prefix, and its attributes.
_Start = Callable[[str, Mapping[str, str]], object]


class Sheet(NamedTuple):
    """A sheet that may be read: its name, the names of all, and the errors in its cells by row and column, from 0."""

    name: str
    names: tuple[str, ...]
    errors: Mapping[tuple[int, int], str]


def find_sheet(path: Path, source: IO[bytes], name: str | None) -> Sheet:
    """The sheet of a name, or the first that is not hidden.

    Raises:
        FileError: there is none, or the file is no workbook, or is larger than it may be.
    """
    source.seek(0)
    if source.read(len(_COMPOUND)) == _COMPOUND:
        raise FileError(path, "is protected by a password, or is an .xls file; save it as .xlsx without a password")
    with _damage_told(path), ZipFile(source) as archive:
        package = _Package(path, archive)
        sheets = package.sheets()
        if name is not None and name not in sheets:
            raise FileError(path, f"has no sheet {quoted(name)}; its sheets are {quoted(*sheets)}")
        visible = [each for each, (_, is_visible) in sheets.items() if is_visible]
        if not visible:
            raise FileError(path, "has no sheet of cells that is not hidden")
        chosen = visible[0] if name is None else name
        return Sheet(chosen, tuple(sheets), _Cells(package, package.text_lengths()).errors(sheets[chosen][0]))


@contextmanager
def _damage_told(path: Path) -> Generator[None]:
    try:
        yield
    except (
        BadZipFile, expat.ExpatError, zlib.error, EOFError, KeyError, ValueError, IndexError, NotImplementedError,
        RuntimeError,
    ) as error:  # fmt: skip
        if isinstance(error, FileError):
            raise
        raise FileError(path, _DAMAGED) from None


class _Package:
    """The parts of a workbook."""

    def __init__(self, path: Path, archive: ZipFile) -> None:
        self.path, self._archive = path, archive
        # Of two parts of one name another reader may take the other.
        self._parts = {name.lower(): name for name in archive.namelist()}
        if len(self._parts) != len(archive.namelist()):
            raise BadZipFile

    def parse(self, part: str, start: _Start, *, largest: int | None = None) -> Generator[expat.XMLParserType]:
        """The parser of a part, to be given more handlers; the part is parsed when the generator goes on."""
        info = self._archive.getinfo(self._parts[part.lower()])
        if info.file_size > (largest or _LARGEST_PART):
            raise self.too_large()
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
        parser.StartDoctypeDeclHandler = _refused
        yield parser
        with self._archive.open(info) as file:
            while piece := file.read(_PIECE):
                parser.Parse(piece, False)
            parser.Parse(b"", True)

    def read(self, part: str, start: _Start) -> None:
        """Parse a part of which only the elements' beginnings matter."""
        for _ in self.parse(part, start):
            pass

    def too_large(self) -> FileError:
        return FileError(
            self.path, "unfolds to more than a sheet of a million rows may; save the sheet as CSV, or leave cells out"
        )

    def sheets(self) -> dict[str, tuple[str, bool]]:
        """By name: the part of a sheet of cells, and whether it is visible."""
        found: list[tuple[str, str, bool]] = []
        targets: dict[str, str] = {}

        def sheet(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "sheet":
                key = next(value for name, value in attributes.items() if name.endswith(":id"))
                found.append((attributes["name"], key, attributes.get("state", "visible") == "visible"))

        def relationship(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "Relationship" and attributes["Type"].endswith("/worksheet"):
                targets[attributes["Id"]] = posixpath.join("/xl", attributes["Target"]).removeprefix("/")

        self.read(_WORKBOOK, sheet)
        self.read(_RELATIONSHIPS, relationship)
        return {name: (targets[key], is_visible) for name, key, is_visible in found if key in targets}

    def text_lengths(self) -> list[int]:
        """How many characters each of the texts has that cells share."""
        lengths: list[int] = []

        def item(tag: str, _: Mapping[str, str]) -> None:
            if tag == "si":
                lengths.append(0)

        def text(data: str) -> None:
            if lengths:
                lengths[-1] += len(data)

        if _TEXTS in self._parts:
            for parser in self.parse(_TEXTS, item):
                parser.CharacterDataHandler = text
        return lengths


class _Cells:
    """The cells of a sheet that have a value: where they are, and how many characters they have together."""

    def __init__(self, package: _Package, lengths: list[int]) -> None:
        self._package, self._lengths = package, lengths
        self._row = self._column = -1
        self._count = self._characters = 0
        self._kind: str | None = None
        self._value: list[str] = []
        self._rows = self._columns = (1 << 20, -1)
        self._errors: dict[tuple[int, int], str] = {}

    def errors(self, part: str) -> dict[tuple[int, int], str]:
        """The errors in cells; raises if there is more than may be read."""
        for parser in self._package.parse(part, self._start, largest=_LARGEST_SHEET):
            parser.EndElementHandler = self._end
            parser.CharacterDataHandler = self._text
        height, width = (last - first + 1 for first, last in (self._rows, self._columns))
        if self._count and height * width > _MOST_CELLS:
            raise self._package.too_large()
        return self._errors

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif tag == "c":
            self._column += 1
            if "r" in attributes:
                self._row, self._column = _place(attributes["r"])
            self._kind = attributes.get("t")
        elif tag in ("v", "is"):
            self._value = []
            self._count += 1
            if self._count > _MOST_CELLS:
                raise self._package.too_large()
            self._rows = min(self._rows[0], self._row), max(self._rows[1], self._row)
            self._columns = min(self._columns[0], self._column), max(self._columns[1], self._column)

    def _text(self, data: str) -> None:
        if self._kind is not None:
            self._value.append(data)

    def _end(self, name: str) -> None:
        if self._kind is None or name.rpartition(":")[2] not in ("v", "is"):
            return
        value = "".join(self._value)
        self._characters += self._lengths[int(value)] if self._kind == "s" else len(value)
        if self._kind == "e":
            self._errors[self._row, self._column] = value
        if self._characters > _MOST_CHARACTERS:
            raise self._package.too_large()


def _place(reference: str) -> tuple[int, int]:
    """The row and the column of a reference such as ``B7``, from 0."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError
    return int(found[2]) - 1, _column(found[1])


@cache
def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at - 1


def _refused(*_: object) -> None:
    """A workbook has no document type, which can make much out of little."""
    raise ValueError
