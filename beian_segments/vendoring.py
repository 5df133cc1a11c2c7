"""Verifying a copy of the published files: against its checksums, its own table and this release."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

from attrs import frozen

from beian_segments.errors import TableError
from beian_segments.list_age import LIST_CHECKED
from beian_segments.table import DATA_VERSION, SCHEMA_VERSION, SegmentTable

__all__ = ["CHECKSUMS", "PACKAGED", "FileState", "Verification", "read_checksums", "verify"]

#: The file with the checksums of all others.
CHECKSUMS = "SHA256SUMS"

#: The data folder of this release: a path, or what stands for one where the package is imported from a zip file.
PACKAGED: Traversable = files("beian_segments.data")

_TABLE = "segments.csv"

FileState = Literal["same", "differs", "missing"]

# Many times what a file of a release has. A larger one is not read to its end, which a device may not have.
_LARGEST = 1 << 24

# As sha256sum prints it. A name begins with a letter or a digit, so that no path leads out of the folder.
_NAME = "[A-Za-z0-9][A-Za-z0-9._-]*"
_LINE = re.compile(rf"([0-9a-f]{{64}})  ({_NAME}(?:/{_NAME})?)\n")


@frozen
class Verification:
    """The result of verifying a folder.

    Attributes:
        files: the state of every file that should be there, by name.
        problems: what is wrong with the content, as sentences.
        data_version: the version that the copy states, or None.
        list_checked: the day on which the copy's list was last checked, or None where no file states it.
        release: the data version of this release; a copy of the same version must have its files.
    """

    files: Mapping[str, FileState]
    problems: tuple[str, ...]
    data_version: str | None
    list_checked: date | None
    release: str = DATA_VERSION

    @property
    def sound(self) -> bool:
        """Whether no file differs or is missing and there are no problems."""
        return not self.problems and all(state == "same" for state in self.files.values())


def read_checksums(folder: Path | Traversable) -> dict[str, str]:
    """The checksums in a folder's ``SHA256SUMS``, by file name.

    Raises:
        ValueError: a line is not a checksum and a file name; says which line.
        OSError: the file cannot be read.
    """
    content = _content(folder / CHECKSUMS)
    if content is None:
        raise ValueError(f"{CHECKSUMS}: has more than {_LARGEST} bytes")
    # Bytes outside ASCII become characters that no line may have.
    lines = content.decode("ascii", "replace").splitlines(keepends=True)
    found = {}
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"{CHECKSUMS}, line {number}: is no SHA-256 checksum, two spaces and a file name")
        found[match[2]] = match[1]
    return found


def verify(folder: Path | Traversable) -> Verification:
    """Check a copy of the data folder, or of some of its files.

    A file of the folder ``js`` may also be in the folder itself, where ``beian-segments export`` writes it. With a
    ``SHA256SUMS`` of its own, every file that it names must be there and match; a copy that states the version
    of this release must also match this release. Without one, the files that are there are compared with this
    release. In both cases the table must be valid, and its format one that this release knows.

    >>> verify(PACKAGED).sound
    True

    Raises:
        FileNotFoundError: there is no such folder, or no file of a release in it.
        OSError: a file cannot be read.
    """
    release = read_checksums(PACKAGED)
    release |= {name.rpartition("/")[2]: checksum for name, checksum in release.items()}
    next(iter(folder.iterdir()), None)  # raises where there is no folder, or one that cannot be read
    present = {name for name in (CHECKSUMS, *release) if (folder / name).is_file()}
    if not present:
        raise FileNotFoundError(2, "no file of a release is in this folder", str(folder))
    problems: list[str] = []
    wanted = {name: release[name] for name in sorted(present & release.keys())}
    if CHECKSUMS in present:
        try:
            wanted = read_checksums(folder)
        except ValueError as error:
            problems.append(str(error))
    version, format_version = _versions(folder)
    checked = _list_checked(folder)
    # The list may have been checked again since, without a change to the table.
    if (version, format_version) == (DATA_VERSION, SCHEMA_VERSION) and checked in (None, LIST_CHECKED):
        wanted = {**wanted, **{name: release[name] for name in wanted.keys() & release.keys()}}
        if CHECKSUMS in present:
            wanted[CHECKSUMS] = sha256(_content(PACKAGED / CHECKSUMS) or b"").hexdigest()
    problems.extend(_problems(folder, format_version))
    return Verification(
        {name: _state(folder / name, checksum) for name, checksum in wanted.items()},
        tuple(problems),
        version,
        checked,
    )


def _content(file: Traversable) -> bytes | None:
    """The bytes of a file, or None for one that is too large."""
    with file.open("rb") as stream:
        content = stream.read(_LARGEST + 1)
    return content if len(content) <= _LARGEST else None


class _Named(io.BytesIO):
    """The content of a file with its name, for errors."""

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(content)
        self.name = name


def _state(file: Traversable, checksum: str) -> FileState:
    if not file.is_file():
        return "missing"
    content = _content(file)
    return "same" if content is not None and sha256(content).hexdigest() == checksum else "differs"


def _versions(folder: Traversable) -> tuple[str | None, str | None]:
    """The versions of data and format, from the first JSON file that states them."""
    for name in ("segments.json", "findings.json", "patterns.json", "vectors.json"):
        document = _document(folder / name)
        version, format_version = document.get("data_version"), document.get("schema_version")
        if isinstance(version, str) and isinstance(format_version, str):
            return version, format_version
    return None, None


def _list_checked(folder: Traversable) -> date | None:
    about = _document(folder / "segments.json").get("list")
    try:
        return date.fromisoformat(about["checked"]) if isinstance(about, dict) else None
    except (KeyError, TypeError, ValueError):
        return None


def _document(file: Traversable) -> dict[str, Any]:
    """A JSON object, or an empty one where there is none: a damaged file is found by its checksum."""
    try:
        document = json.loads((_content(file) if file.is_file() else None) or b"")
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _problems(folder: Traversable, format_version: str | None) -> Iterator[str]:
    known = SCHEMA_VERSION.split(".")[0]
    if format_version is not None and format_version.split(".")[0] != known:
        yield f"the files have format {format_version}; this release knows format {known}.x"
        return
    tables = []
    if (folder / _TABLE).is_file():
        content = _content(folder / _TABLE)
        if content is None:
            yield f"{_TABLE}: has more than {_LARGEST} bytes"
        else:
            try:
                tables.append(SegmentTable.from_csv(_Named(content, str(folder / _TABLE))))
            except TableError as error:
                yield str(error)
    rows = _document(folder / "segments.json").get("segments")
    if rows is not None:
        try:
            tables.append(SegmentTable.from_rows(rows))
        except (TableError, TypeError) as error:
            yield f"segments.json: {error}"
    if len(set(tables)) > 1:
        yield "segments.csv and segments.json are different tables"
