"""``python -m benchmarks.plots``: the plots of RESULTS.md, drawn from its tables; nothing is measured.

A plot is a table's: a group of bars for each of its rows, in each a bar for every Python that has the table, with the
quartiles where the cells have them. What goes by size is a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["PLOTS", "Cell", "Plot", "draw", "drawn", "tables_of"]

#: By Python, by title: the rows of a table, each by heading.
Tables = Mapping[str, Mapping[str, list[dict[str, str]]]]


class Plot(NamedTuple):
    """Which table's which column is drawn, and the file that it goes to."""

    title: str
    heading: str
    file: str
    by_size: bool = False


class Cell(NamedTuple):
    """A median and its quartiles, or a number thrice."""

    middle: float
    low: float
    high: float


PLOTS = (
    Plot("Canonical input", "x empty function", "canonical"),
    Plot("Other writings", "ratio", "lenient"),
    Plot("Import", "x import attrs", "import"),
    Plot("Columns of 10,000,000 rows", "ns per row", "columns"),
    Plot("Columns by size", "ns per row", "size-time", by_size=True),
    Plot("Columns by size", "bytes held per row", "size-memory", by_size=True),
    Plot("Engines, 4,000,000 rows", "ns per row", "engines"),
    Plot("Spark, 10,000,000 rows", "ns per row", "spark"),
)

_NUMBER = r"-?[\d.]+"
_CELL = re.compile(rf"({_NUMBER})(?: \(({_NUMBER})-({_NUMBER})\))?")


def draw(results: Path) -> list[Path]:
    """Draw the plots of a results file into the folder ``plots`` beside it, those whose table it has."""
    folder = results.with_name("plots")
    folder.mkdir(exist_ok=True)
    tables = tables_of(results.read_text(encoding="utf-8"))
    written = []
    for plot in PLOTS:
        if any(plot.title in of_python for of_python in tables.values()):
            written.append(folder / f"{plot.file}.svg")
            _save(plot, drawn(plot, tables), written[-1])
    return written


def tables_of(text: str) -> Tables:
    """The tables of a results file."""
    found: dict[str, dict[str, list[dict[str, str]]]] = {}
    for section in re.split(r"(?m)^## ", text)[1:]:
        python = section.partition("\n")[0]
        found[python] = {}
        for part in re.split(r"(?m)^### ", section)[1:]:
            lines = [_cells(line) for line in part.splitlines() if line.startswith("|")]
            found[python][part.partition("\n")[0]] = [dict(zip(lines[0], line, strict=True)) for line in lines[2:]]
    return found


def _cells(line: str) -> list[str]:
    return [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def drawn(plot: Plot, tables: Tables) -> dict[str, dict[str, Cell]]:
    """What a plot shows: by Python, by row. Rows without a number there are left out."""
    return {
        python: dict(_values(of_python[plot.title], plot.heading))
        for python, of_python in tables.items()
        if plot.title in of_python
    }


def _values(rows: list[dict[str, str]], heading: str) -> Iterator[tuple[str, Cell]]:
    for row in rows:
        name = next(iter(row.values()))
        if match := _CELL.fullmatch(row[heading]):
            middle, low, high = (float(number or match[1]) for number in match.groups())
            yield name, Cell(middle, low, high)


def _save(plot: Plot, values: Mapping[str, Mapping[str, Cell]], path: Path) -> None:
    import matplotlib as mpl

    # The same bytes each time: no random names, no date, text as text.
    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": plot.file, "svg.fonttype": "none", "font.size": 9})
    from matplotlib import pyplot as plt

    names = list(dict.fromkeys(name for of_python in values.values() for name in of_python))
    figure, axes = plt.subplots(figsize=(8, 3.2 if plot.by_size else 1.2 + 0.32 * len(names) * len(values) ** 0.6))
    (_lines if plot.by_size else _bars)(axes, names, values)
    axes.set_title(f"{plot.title}: {plot.heading}", loc="left", fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def _bars(axes: Any, names: list[str], values: Mapping[str, Mapping[str, Cell]]) -> None:
    height = 0.8 / len(values)
    for place, (python, cells) in enumerate(values.items()):
        known = [(at, cells[name]) for at, name in enumerate(names) if name in cells]
        axes.barh(
            [at + (place - (len(values) - 1) / 2) * height for at, _ in known],
            [cell.middle for _, cell in known],
            height,
            xerr=[[cell.middle - cell.low for _, cell in known], [cell.high - cell.middle for _, cell in known]],
            label=python,
        )
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    middles = [cell.middle for cells in values.values() for cell in cells.values()]
    if max(middles) > 50 * min(middles):
        axes.set_xscale("log")


def _lines(axes: Any, names: list[str], values: Mapping[str, Mapping[str, Cell]]) -> None:
    sizes = [int(name.replace(",", "")) for name in names]
    for python, cells in values.items():
        axes.plot(sizes, [cells[name].middle for name in names], marker="o", label=python)
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.set_xlabel("rows")


if __name__ == "__main__":
    draw(Path(__file__).with_name("RESULTS.md"))
