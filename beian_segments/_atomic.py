"""Writing whole files: the new content is there at the end, or nothing is. Imports nothing of the package."""

from __future__ import annotations

import os
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import IO

__all__ = ["atomic_write", "is_regular", "remove_parts"]

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, where an open file cannot be removed
    fcntl = None  # type: ignore[assignment]

_PART = ".part"

# The files being written, for an end of the process that runs no more code of theirs.
_parts: set[Path] = set()


@contextmanager
def atomic_write(path: Path) -> Generator[IO[bytes]]:
    """A file open for writing bytes that replaces ``path`` at the end of the block; if the block raises, nothing does.

    A replaced file's permissions carry over. A symbolic link stays, and its target is replaced. What exists and is
    not a regular file (a device, a pipe) is written to directly. What a killed process has left of the same file is
    removed.

    Raises:
        OSError: the file cannot be written; names ``path``.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    target = Path(os.path.realpath(path))
    # In the same folder, because a rename is atomic only within a file system. Not the name of the target, which may
    # be as long as a name can be, and may hold a number.
    stem = target.with_name(f".{sha256(os.fsencode(target.name)).hexdigest()[:16]}.")
    part = _reserved(stem)
    try:
        mode = _permissions(target)
        _remove_abandoned(stem)
        while True:
            with _created(part, mode) as file:
                if _lock(file):
                    yield file
                    file.flush()
                    os.fsync(file.fileno())
                    break
        if mode is not None:
            part.chmod(mode)
        part.replace(target)
    except OSError as error:
        # The caller knows neither the temporary file nor what a link leads to.
        if error.filename in (None, str(part), str(target)):
            error.filename, error.filename2 = str(path), None
        raise
    finally:
        _remove(part)


def remove_parts() -> None:
    """Remove what is not finished, of a process that ends at once."""
    for part in tuple(_parts):
        _remove(part)


def is_regular(file: IO[bytes]) -> bool:
    """Whether an open file is a regular file, and not a device or a pipe."""
    return stat.S_ISREG(os.fstat(file.fileno()).st_mode)


def _permissions(path: Path) -> int | None:
    """Those of the file that is there, or None."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None


def _reserved(stem: Path) -> Path:
    """A name for a temporary file, which is removed even if it is made and its maker then interrupted."""
    part = stem.with_name(f"{stem.name}{token_hex(8)}{_PART}")
    _parts.add(part)
    return part


def _created(part: Path, mode: int | None) -> IO[bytes]:
    """The temporary file: with the permissions of any other, or for its owner alone where it gets those of a file."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, 0o666 if mode is None else 0o600)

    return open(part, "wb", opener=opener)


def _remove(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)
    _parts.discard(part)


# A process has a lock on what it writes, which ends with the process however it ends.


def _lock(file: IO[bytes]) -> bool:
    """Lock a file just made; false if another process took it for abandoned before, and has removed it."""
    if fcntl is None:  # pragma: no cover - Windows
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # This file system has no locks.
        return True
    return os.fstat(file.fileno()).st_nlink > 0


def _remove_abandoned(stem: Path) -> None:
    """Remove the temporary files of processes that have ended."""
    for part in stem.parent.glob(f"{stem.name}*{_PART}"):
        with suppress(OSError), part.open("r+b") as file:
            if fcntl is not None:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                part.unlink()
