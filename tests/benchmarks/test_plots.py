"""The plots show what the tables of RESULTS.md say."""

from pathlib import Path

import pytest

from benchmarks import plots, results
from benchmarks.results import Table
from tests.required import package

RESULTS = Path(results.__file__).with_name("RESULTS.md")

TWO_PYTHONS = "\n".join(
    f"## Python {python}\n\n"
    + Table(
        "Import", ("import", "x import attrs"), [("a|b", f"1.5 (1.25-{high})"), ("c", "2 000"), ("d", "")]
    ).markdown()
    + Table(
        "Columns by size", ("rows", "ns per row", "bytes held per row"), [("1,000", "5", "6"), ("10", "7", "8")]
    ).markdown()
    for python, high in (("3.11", 2), ("3.12", 1.75))
)


def test_a_plot_has_the_medians_and_quartiles_of_its_tables() -> None:
    plot = plots.Plot("Import", "x import attrs", "import")
    assert plots.drawn(plot, plots.tables_of(TWO_PYTHONS)) == {
        "Python 3.11": {"a|b": plots.Cell(1.5, 1.25, 2)},
        "Python 3.12": {"a|b": plots.Cell(1.5, 1.25, 1.75)},
    }


def test_a_number_alone_is_its_own_quartiles() -> None:
    plot = plots.Plot("Columns by size", "ns per row", "size", by_size=True)
    assert plots.drawn(plot, plots.tables_of(TWO_PYTHONS))["Python 3.11"] == {
        "1,000": plots.Cell(5, 5, 5),
        "10": plots.Cell(7, 7, 7),
    }


def test_every_table_of_a_plot_is_there_and_its_file_too() -> None:
    tables = plots.tables_of(RESULTS.read_text(encoding="utf-8"))
    for plot in plots.PLOTS:
        assert plots.drawn(plot, tables), plot.title
        assert RESULTS.parent.joinpath("plots", f"{plot.file}.svg").exists()


@pytest.mark.engine
def test_plots_are_drawn_from_the_tables_the_same_each_time(tmp_path: Path) -> None:
    package("matplotlib", group="bench")
    results_file = tmp_path / "RESULTS.md"
    results_file.write_text(TWO_PYTHONS, encoding="utf-8")
    written = plots.draw(results_file)
    assert [path.name for path in written] == ["import.svg", "size-time.svg", "size-memory.svg"]
    first = [path.read_bytes() for path in written]
    assert [path.read_bytes() for path in plots.draw(results_file)] == first
    assert b"Python 3.12" in first[0]


@pytest.mark.engine
def test_what_differs_a_hundred_times_is_drawn_by_powers_of_ten(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package("matplotlib", group="bench")
    scales = []
    from matplotlib.axes import Axes

    monkeypatch.setattr(Axes, "set_xscale", lambda _, scale: scales.append(scale))
    for last in ("100", "10"):
        text = (
            "## Python 3.11\n\n" + Table("Import", ("import", "x import attrs"), [("a", "1"), ("b", last)]).markdown()
        )
        tmp_path.joinpath("RESULTS.md").write_text(text, encoding="utf-8")
        plots.draw(tmp_path / "RESULTS.md")
    assert scales == ["log"]
