"""``python -m tools.sdist FILE``: a source distribution written anew, the same byte for byte in every build.

What differs from build to build is the time, the order and the owner of the files within. Wheels have no such
difference if ``SOURCE_DATE_EPOCH`` is set.
"""

from __future__ import annotations

import gzip
import io
import os
import sys
import tarfile
from pathlib import Path

from beian_segments._atomic import atomic_write

__all__ = ["main", "reproducible"]

# The earliest time that a zip file, and so a wheel, can have: 1980-01-01.
_EPOCH = 315_532_800

_EXECUTABLE, _PLAIN = 0o755, 0o644


def reproducible(sdist: bytes, moment: int) -> bytes:
    """The same files in the order of their names, of a moment in seconds since 1970 and of nobody."""
    written = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(sdist)) as before,
        gzip.GzipFile(filename="", fileobj=written, mode="wb", compresslevel=9, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as after,
    ):
        for member in sorted(before, key=lambda member: member.name):
            entry = tarfile.TarInfo(member.name)
            entry.type, entry.size, entry.linkname, entry.mtime = member.type, member.size, member.linkname, moment
            entry.mode = _EXECUTABLE if member.isdir() or member.mode & 0o100 else _PLAIN
            after.addfile(entry, before.extractfile(member) if member.isfile() else None)
    return written.getvalue()


def main(arguments: list[str]) -> int:
    """Write source distributions anew, in place; ``SOURCE_DATE_EPOCH`` is their moment."""
    moment = int(os.environ.get("SOURCE_DATE_EPOCH", _EPOCH))
    for path in map(Path, arguments):
        content = reproducible(path.read_bytes(), moment)
        with atomic_write(path) as file:
            file.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
