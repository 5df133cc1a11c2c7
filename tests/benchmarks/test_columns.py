"""The benchmark of whole columns measures what it says; nothing here depends on how fast the machine is."""

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

# Behind everything else: the benchmarks are taken from the checkout, the library from where it is installed.
sys.path.append(str(Path(__file__).parents[2]))

from beian_segments import check_segment
from beian_segments.columns import is_supported
from benchmarks import candidates, columns, results
from tests.columns.engines import engine

ROWS = 20_000


def kind(text: str | None) -> str:
    return "null" if text is None else check_segment(text).verdict.value


def test_the_column_has_its_shares_the_same_each_time() -> None:
    column = columns.column(ROWS)
    assert column.equals(columns.column(ROWS))
    shares = {name: count / ROWS for name, count in Counter(map(kind, column.to_pylist())).items()}
    wanted = {"supported": 0.6, "segment-not-listed": 0.2, "null": 0.05}
    wanted |= dict.fromkeys(("empty", "too-short", "too-long", "not-a-number"), 0.0375)
    assert shares == {name: pytest.approx(share, abs=0.02) for name, share in wanted.items()}


def test_every_promise_is_measured() -> None:
    for package in ("polars", "pandas", "duckdb"):
        engine(package)
    samples, left_out = columns.contests(1_000_000, 1)
    assert left_out == {}
    table = columns.tables_of("Columns", samples, left_out)
    assert [row[0] for row in table.rows] == list(samples)
    spark = {name for name in columns.PROMISES if "Spark" in columns.PROMISES[name][0]}
    assert len(table.targets) == len(columns.PROMISES) - len(spark)
    assert "Columns: integers" in results.section([table])


def test_candidates_give_the_same_answers() -> None:
    array = columns.column(ROWS)
    supported = is_supported(array)
    found = {**columns._arrow(array), **columns._polars(array), **columns._pandas(array)}
    for name in (
        "is_supported(Polars)",
        "Polars str.contains",
        "is_supported(pandas)",
        "pyarrow match_substring_regex",
    ):
        answer = found[name]()
        assert Counter(map(str, answer.to_list() if hasattr(answer, "to_list") else answer.to_pylist()))["True"] == (  # type: ignore[attr-defined]  # of an engine
            supported.true_count
        )


def test_a_missing_package_leaves_its_candidates_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(candidates.REQUIRE_ENGINES, raising=False)
    for package in ("polars", "pandas", "duckdb"):
        monkeypatch.setitem(sys.modules, package, None)
    samples, left_out = columns.contests(1_000_000, 1)
    assert set(left_out) == {"polars", "pandas", "duckdb"}
    assert "duckdb is not installed here" in columns.tables_of("T", samples, left_out).note
    monkeypatch.setenv(candidates.REQUIRE_ENGINES, "1")
    with pytest.raises(RuntimeError, match="BEIAN_REQUIRE_ENGINES=1, but polars is not installed"):
        columns.contests(1_000_000, 1)


def test_the_curve_is_drawn() -> None:
    points = columns.curve((1000, 2000))
    assert [rows for rows, _, _ in points] == [1000, 2000]
    assert all(cost > 0 and held > 0 for _, cost, held in points)
    assert re.search("█", columns.curve_table(points).markdown())


def test_a_file_is_measured() -> None:
    if sys.platform != "linux":
        pytest.skip("Linux tells a process its peak of memory")
    speed, peak = columns.file(10_000)
    assert speed > 0
    assert [target.met for target in columns.file_table(speed, peak).targets][1] is (peak < 400)
