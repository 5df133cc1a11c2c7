"""``python -m benchmarks``: run all, print the tables, write RESULTS.md and its plots. With names, print those only."""

from __future__ import annotations

import argparse
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from benchmarks.results import Table, section, updated

# Names and not modules, so that each benchmark is imported, with all it needs, only if it is run.
BENCHMARKS = ("scalar", "import_time", "failures", "strategies", "columns", "engines", "spark")
RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(BENCHMARKS)}; all without")
    names = parser.parse_args().names
    if unknown := set(names) - set(BENCHMARKS):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    tables: list[Table] = [table for name in names or BENCHMARKS for table in _tables(name)]
    text = section(tables)
    print(text)
    if not names:
        old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
        RESULTS.write_text(updated(old, text), encoding="utf-8", newline="\n")
        import_module("benchmarks.plots").draw(RESULTS)


def _tables(name: str) -> list[Table]:
    tables: list[Table] = import_module(f"benchmarks.{name}").tables()
    return [replace(table, script=f"python -m benchmarks {name}") for table in tables]


if __name__ == "__main__":
    main()
