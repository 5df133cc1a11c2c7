"""Files of numbers, checked batch by batch: the verdict columns beside the data, in constant memory.

``check_file`` reads Parquet, CSV and JSON Lines, the latter two gzipped too if their names say so, and writes the same
format. What was written is there whole or not at all.
"""

from __future__ import annotations

from beian_segments._extras import needed

# Before the modules that import them, so that a missing one is told with the extra.
for _package in ("numpy", "pyarrow"):
    needed(_package)

from beian_segments.columns.files.batch import (
    Counts,  # noqa: E402 - as above
    FileError,  # noqa: E402 - as above
)
from beian_segments.columns.files.checking import FORMATS, Progress, check_file  # noqa: E402 - as above

__all__ = ["FORMATS", "Counts", "FileError", "Progress", "check_file"]
