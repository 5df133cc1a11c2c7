"""What a benchmark gives back, and the file that keeps it."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.plots import PLOTS

__all__ = ["Table", "Target", "section", "targets_table", "updated"]

_PREAMBLE = """\
# Results

Written by `python -m benchmarks`, run from the top of the checkout in an environment with the extras `bench`, `test`
and `frames`. Each run replaces the section of its own Python version, leaves the others alone, and draws the plots
anew. Every table says which command made it.

Trust the ratios, not the nanoseconds: the candidates of a table are timed in turns within one process, a ratio is taken
in every round, and the table gives the median of the ratios of all rounds, in parentheses the quartiles. Times are
processor times unless a table says that they are those of a clock on the wall.

""" + "\n".join(f"![{plot.title}, {plot.heading}](plots/{plot.file}.svg)\n" for plot in PLOTS)


@dataclass(frozen=True)
class Target:
    """A promise, what came of it, and whether it is kept; None where no promise is made for this Python."""

    what: str
    limit: str
    measured: str
    met: bool | None


@dataclass(frozen=True)
class Table:
    """A titled table of texts, with the targets that its numbers decide."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""
    targets: Sequence[Target] = ()
    script: str = ""

    def markdown(self) -> str:
        """The table as Markdown, its columns aligned so that it can be read in a terminal too."""
        cells = [[cell.replace("|", r"\|") for cell in row] for row in (self.columns, *self.rows)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        head, *body = [
            f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |" for row in cells
        ]
        lines = [head, f"|{'|'.join('-' * (width + 2) for width in widths)}|", *body]
        made = f"Made by `{self.script}`." if self.script else ""
        note = " ".join(filter(None, (self.note, made)))
        return "\n".join([f"### {self.title}", "", *([note, ""] if note else []), *lines, ""])


def targets_table(tables: Iterable[Table]) -> Table:
    """All targets of the tables in one."""
    words = {True: "met", False: "MISSED", None: "no target here"}
    return Table(
        "Targets",
        ("what", "target", "measured", ""),
        [
            (target.what, target.limit, target.measured, words[target.met])
            for table in tables
            for target in table.targets
        ],
    )


def section(tables: Sequence[Table]) -> str:
    """The section of the running Python."""
    major, minor, *_ = sys.version_info
    where = f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}, {_processor()}."
    parts = [f"## Python {major}.{minor}", "", where, ""]
    return "\n".join([*parts, *(table.markdown() for table in (targets_table(tables), *tables))])


def updated(text: str, new: str) -> str:
    """The results file with one section added or replaced; sections stand in the order of their versions."""
    sections = {_heading(old): old.strip() for old in re.split(r"(?m)^(?=## )", text)[1:]}
    sections[_heading(new)] = new.strip()
    ordered = sorted(sections, key=lambda heading: [int(number) for number in re.findall(r"\d+", heading)])
    return "\n\n".join([_PREAMBLE.strip(), *(sections[heading] for heading in ordered)]) + "\n"


def _heading(text: str) -> str:
    return text.partition("\n")[0].strip()


def _processor() -> str:
    # Linux keeps the model's name where the platform module does not look.
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        text = ""
    model = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return model[1] if model else platform.processor() or platform.machine()
