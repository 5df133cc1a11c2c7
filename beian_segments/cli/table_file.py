"""A table that someone has: a file, a folder of a release, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from beian_segments import SegmentTable, TableError
from beian_segments.cli.output import Refused

__all__ = ["read_table"]

_IN_A_FOLDER = "segments.csv"


def read_table(given: str) -> SegmentTable:
    """The table of a CSV file, of a folder with one (the ``data/`` of a release), or of standard input for ``-``.

    Raises:
        Refused: there is no such table; says where, what is wrong and what to give.
        OSError: the file system's.
    """
    if given == "-" and sys.stdin is None:
        raise Refused("standard input is closed")
    path = Path(given)
    if path.is_dir():
        path /= _IN_A_FOLDER
        if not path.is_file():
            raise Refused(f"{given}: has no {_IN_A_FOLDER}; give a table, or the data folder of a release")
    try:
        return SegmentTable.from_csv(sys.stdin.buffer if given == "-" else path)
    except TableError as error:
        raise Refused(str(error)) from None
