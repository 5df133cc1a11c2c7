"""The benchmarks of whole columns measure what they say; nothing here depends on how fast the machine is."""

import sys
import time
from collections import Counter
from dataclasses import replace
from itertools import cycle

import pytest

from beian_segments import check_segment
from beian_segments.columns import is_supported
from benchmarks import candidates, column_timing, engines, results, spark
from benchmarks.columns import curve, files, memory
from benchmarks.inputs import MALFORMED, column, dirty_column
from tests.columns.engines import engine

ROWS = 20_000
PACKAGES = ("polars", "pandas", "duckdb")


def kind(text: str | None) -> str:
    return "null" if text is None else check_segment(text).verdict.value


def names_of(promises: tuple[column_timing.Promise, ...]) -> set[str]:
    return {name for promise in promises for name in (promise.candidate, promise.base)}


def test_the_column_has_its_shares_the_same_each_time() -> None:
    array = column(ROWS)
    assert array.equals(column(ROWS))
    shares = {name: count / ROWS for name, count in Counter(map(kind, array.to_pylist())).items()}
    wanted = {"supported": 0.6, "segment-not-listed": 0.2, "null": 0.05}
    wanted |= dict.fromkeys(("empty", "too-short", "too-long", "not-a-number"), 0.0375)
    assert shares == {name: pytest.approx(share, abs=0.02) for name, share in wanted.items()}


def test_rows_as_they_come_have_their_shares_the_same_each_time() -> None:
    array = dirty_column(ROWS)
    assert array.equals(dirty_column(ROWS))
    assert not array.equals(dirty_column(ROWS, seed=2))
    texts = array.to_pylist()
    is_canonical = [text is not None and len(text) == 11 and check_segment(text).number == text for text in texts]
    shares = Counter(
        name if name in ("supported", "segment-not-listed", "null") else "refused" for name in map(kind, texts)
    )
    assert {name: count / ROWS for name, count in shares.items()} == {
        name: pytest.approx(share, abs=0.02)
        for name, share in {"supported": 0.6, "segment-not-listed": 0.2, "null": 0.05, "refused": 0.15}.items()
    }
    assert sum(is_canonical) / ROWS == pytest.approx(0.72, abs=0.02)


def test_every_malformed_shape_is_refused() -> None:
    assert len(MALFORMED) >= 10
    for shapes in MALFORMED.values():
        for shape in shapes:
            text = "".join(next(digits) if mark == "#" else mark for digits in [cycle("13800138000")] for mark in shape)
            assert check_segment(text).number is None


def test_every_promise_is_measured() -> None:
    for package in PACKAGES:
        engine(package)
    array = column(ROWS)
    in_memory, elsewhere = (
        column_timing.available(memory.ENGINES, array),
        column_timing.available(engines.ENGINES, array),
    )
    assert in_memory.left_out == elsewhere.left_out == {}
    assert names_of(memory.PROMISES) <= in_memory.calls.keys()
    assert names_of(engines.PROMISES) <= elsewhere.calls.keys()
    as_they_come = column_timing.available(memory.DIRTY_ENGINES, dirty_column(ROWS))
    assert names_of(memory.DIRTY_PROMISES) <= as_they_come.calls.keys()


def test_rows_as_they_come_have_a_table_of_their_own() -> None:
    engine("polars")
    table = memory.dirty_table(ROWS, 1)
    assert {row[0] for row in table.rows} >= names_of(memory.DIRTY_PROMISES)
    assert [target.what for target in table.targets] == [
        f"Columns of 20,000 rows as they come: {promise.what}" for promise in memory.DIRTY_PROMISES
    ]


def test_a_table_has_every_candidate_and_its_promises() -> None:
    for package in PACKAGES:
        engine(package)
    table = memory.table(ROWS, 1)
    assert {row[0] for row in table.rows} >= names_of(memory.PROMISES)
    assert len(table.targets) == len(memory.PROMISES)
    assert {row[-1].rpartition(" ")[0] for row in table.rows} == {"pyarrow", "numpy", "beian-segments", *PACKAGES}
    assert "Columns of 20,000 rows: integers" in results.section([table])


@pytest.mark.parametrize(
    ("least", "limit", "said", "met"),
    [
        (False, 2, "at most 2 x b", True),
        (False, 1.9, "at most 1.9 x b", False),
        (True, 0.5, "b at least 0.5 x", True),
        (True, 0.6, "b at least 0.6 x", False),
    ],
)
def test_a_promise_is_kept_or_not(least: bool, limit: float, said: str, met: bool) -> None:
    found = column_timing.Available({}, {"a": "a 1", "b": "b 2"}, {})
    promise = column_timing.Promise("what", "a", "b", limit, least)
    table = column_timing.table_of("T", {"a": [2.0, 4.0], "b": [1.0, 2.0]}, found, [promise], "Note.")
    (target,) = table.targets
    assert (target.what, target.limit, target.met) == ("T: what", said, met)


def test_candidates_give_the_same_answers() -> None:
    array = column(ROWS)
    supported = is_supported(array).to_pylist()
    calls = column_timing.available(memory.ENGINES, array).calls
    for name in ("is_supported(Polars)", "Polars str.contains", "pyarrow match_substring_regex"):
        answer = calls[name]()
        assert (answer.to_list() if hasattr(answer, "to_list") else answer.to_pylist()) == supported  # type: ignore[attr-defined]  # of an engine


def test_a_missing_package_leaves_its_candidates_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(candidates.REQUIRE_ENGINES, raising=False)
    for package in PACKAGES:
        monkeypatch.setitem(sys.modules, package, None)
    found = column_timing.available(memory.ENGINES, column(ROWS))
    assert set(found.left_out) == set(PACKAGES)
    samples = column_timing.in_turns(found.calls, 1, ROWS, time.process_time_ns)
    table = column_timing.table_of("T", samples, found, memory.PROMISES, "Note.")
    assert "Left out: duckdb is not installed here." in table.note
    monkeypatch.setenv(candidates.REQUIRE_ENGINES, "1")
    with pytest.raises(RuntimeError, match="BEIAN_REQUIRE_ENGINES=1, but polars is not installed"):
        column_timing.available(memory.ENGINES, column(ROWS))


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the gateway's sockets live as long as the JVM
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")  # for its own UDF
def test_spark_is_measured() -> None:
    engine("pyspark")
    samples, found = spark.measure(column(ROWS), 1)
    table = column_timing.table_of("Spark", samples, found, spark.PROMISES, "Note.")
    assert names_of(spark.PROMISES) <= samples.keys()
    assert len(table.targets) == len(spark.PROMISES)


def test_the_curve_has_a_point_for_every_size() -> None:
    points = curve.measure((1000, 2000), 4000)
    assert [point.rows for point in points] == [1000, 2000]
    assert all(point.cost > 0 and point.held > 0 for point in points)
    table = curve.table([curve.Point(1000, 10, 1), curve.Point(2000, 15, 1)])
    assert [target.met for target in table.targets] == [True]
    assert table.rows[0] == ("1,000", "10.0", "1.00")


@pytest.mark.engine
def test_a_file_is_measured() -> None:
    if sys.platform != "linux":
        pytest.skip("Linux tells a process its peak of memory")
    for package in ("duckdb", "polars"):
        engine(package)
    measured = files.measure(2_000, 1)
    assert [(runs.source, runs.candidate) for runs in measured] == [
        (source, candidate) for source in ("snappy.parquet", "rows.csv") for candidate in files.CANDIDATES
    ]
    assert all(figure > 0 for runs in measured for run in runs.runs for figure in run)
    assert len(files.table(measured).targets) == 2 * (2 + 1 + 1)


def runs_of(candidate: str, *works: float, wall: float = 1.0, peak: int = 1) -> files.Runs:
    return files.Runs("rows.csv", candidate, [files.Run(wall, work, peak, 1) for work in works])


def test_processor_time_time_on_the_wall_and_the_most_memory_are_held_to_the_targets() -> None:
    ours = runs_of("check --file, five columns", 2.0, 9.0, 1.0)
    others = runs_of("DuckDB, five columns", 3.0), runs_of("Polars, five columns", 3.0, wall=0.9)
    table = files.table([runs_of("check --file", 1.0, peak=400), ours, *others])
    assert [target.met for target in table.targets] == [True, False, False]
    table = files.table([runs_of("check --file, one column", 1.1), runs_of("Polars, one column", 1.0)])
    assert [target.met for target in table.targets] == [True]
    assert table.rows[0][1:4] == ("check --file, one column", "1.00", "1.10")


def test_a_table_says_which_script_made_it() -> None:
    table = replace(files.table([runs_of("check --file", 5.0)]), script="python -m benchmarks columns")
    assert "the order of rows. Made by `python -m benchmarks columns`." in table.markdown()
