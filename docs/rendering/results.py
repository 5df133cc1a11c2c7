"""What was measured: tables of ``benchmarks/RESULTS.md``."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.errors import ExtensionError

__all__ = ["measured"]

_RESULTS = Path(__file__).parents[2] / "benchmarks" / "RESULTS.md"

_TITLES = {
    "columns": "Columns of 10,000,000 rows",
    "engines": "Engines, 4,000,000 rows",
    "files": "check --file",
    "sizes": "Columns by size",
    "spark": "Spark, 10,000,000 rows",
}


def measured(name: str) -> str:
    """A table by a short name, of the first Python that has it.

    Raises:
        ExtensionError: there is no such table.
    """
    results = _RESULTS.read_text(encoding="utf-8")
    title = re.escape(_TITLES.get(name, name))
    found = re.search(rf"^### {title}\n(?:(?!#).*\n)*?((?:\|.*\n)+)", results, re.MULTILINE)
    if not found:
        raise ExtensionError(f"RESULTS.md has no table {name!r}; there is {', '.join(_TITLES)}")
    return found[1]
