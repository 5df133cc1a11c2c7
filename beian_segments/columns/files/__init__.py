"""Files of numbers: the answers of ``classify`` beside the data, batch by batch, in constant memory.

``check_file`` reads Parquet, CSV and JSON Lines, the latter two also gzipped, and workbooks with the extra ``excel``.
It writes the same format, or CSV as a workbook and a workbook as CSV. The new file is complete or not there.
"""

from __future__ import annotations

from beian_segments._extras import needed

# Before the modules that import them, so that the error for a missing one names the extra.
for _package in ("numpy", "pyarrow"):
    needed(_package)

from beian_segments.columns.classification import Counts  # noqa: E402 - as above
from beian_segments.columns.files.batch import FileError  # noqa: E402 - as above
from beian_segments.columns.files.checking import ADDED, FORMATS, Progress, check_file  # noqa: E402 - as above

__all__ = ["ADDED", "FORMATS", "Counts", "FileError", "Progress", "check_file"]
