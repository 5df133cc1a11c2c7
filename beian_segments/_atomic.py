"""Whole-file writes."""

from __future__ import annotations

import os
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

__all__ = [
    "is_kept",
    "kept",
    "written_whole",
]


@contextmanager
def written_whole(path: Path) -> Generator[IO[bytes]]:
    """A file open for writing bytes that takes its place at the end of the block; if that raises, nothing is left.

    A file that is replaced leaves its permissions to the new one; a link stays one, and the file that it leads to is
    written. What is there and no file (a device, a pipe) stays what it is and is written to as it comes.

    Raises:
        OSError: the place cannot be written to; names ``path``.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    place = Path(os.path.realpath(path))
    part: str | None = None
    try:
        # In the same folder, for a rename is at once only within a file system.
        with NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}.", suffix=".part", delete=False) as file:
            part = file.name
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(part, _permissions(place))  # noqa: PTH101 - the name is a str
        os.replace(part, place)  # noqa: PTH105 - the name is a str
        part = None
    except OSError as error:
        # The name made up here means nothing to whoever reads the message.
        if error.filename in (None, part) or str(error.filename).endswith(".part"):
            error.filename = str(path)
        raise
    finally:
        if part is not None:
            Path(part).unlink(missing_ok=True)


def is_kept(file: IO[bytes]) -> bool:
    """Whether what is written stays on a disk; a device or a pipe passes it on."""
    return stat.S_ISREG(os.fstat(file.fileno()).st_mode)


def kept(file: IO[bytes]) -> None:
    """Wait until the disk has what was written so far, if there is one.

    In a thread of its own while more is written, it leaves less to wait for at the end.
    """
    if is_kept(file):
        os.fsync(file.fileno())


def _permissions(place: Path) -> int:
    """Those of the file that is there, or else those of any file made by ``open``."""
    try:
        return stat.S_IMODE(place.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
