"""Writing whole files: the new content is there at the end, or nothing is. Imports nothing of the package."""

from __future__ import annotations

import os
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

__all__ = ["atomic_write", "is_regular"]


@contextmanager
def atomic_write(path: Path) -> Generator[IO[bytes]]:
    """A file open for writing bytes that replaces ``path`` at the end of the block; if the block raises, nothing does.

    A replaced file's permissions carry over. A symbolic link stays, and its target is replaced. What exists and is
    not a regular file (a device, a pipe) is written to directly.

    Raises:
        OSError: the file cannot be written; names ``path``.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    target = Path(os.path.realpath(path))
    temporary: str | None = None
    try:
        # In the same folder, because a rename is atomic only within a file system.
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", suffix=".part", delete=False) as file:
            temporary = file.name
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _permissions(target))  # noqa: PTH101 - the name is a str
        os.replace(temporary, target)  # noqa: PTH105 - the name is a str
        temporary = None
    except OSError as error:
        # The temporary file's name means nothing to the caller.
        if error.filename in (None, temporary) or str(error.filename).endswith(".part"):
            error.filename = str(path)
        raise
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def is_regular(file: IO[bytes]) -> bool:
    """Whether an open file is a regular file, and not a device or a pipe."""
    return stat.S_ISREG(os.fstat(file.fileno()).st_mode)


def _permissions(path: Path) -> int:
    """Those of the file that is there, or else those of any file made by ``open``."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
