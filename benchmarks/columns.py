"""Whole columns: the kernel beside a plain copy of the same bytes and beside what the engines offer.

Engines of several threads are held to one, and times are processor times of all threads, so that a busy machine does
not look like a slow candidate. Spark is another process: its times are those on the wall.
"""

from __future__ import annotations

import gc
import os
import random
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from beian_segments import DEFAULT_TABLE
from beian_segments.columns import is_supported, lists, with_support
from beian_segments.grammar import LENGTH
from beian_segments.pattern import number_pattern
from beian_segments.validator import DEFAULT_VALIDATOR
from benchmarks.candidates import REQUIRE_ENGINES
from benchmarks.inputs import LISTED, UNLISTED
from benchmarks.results import Table, Target
from benchmarks.timing import Samples, Spread, ratio

__all__ = ["column", "contests", "tables", "tables_of"]

_ROUNDS = 9
_SIZES = (1_000_000, 10_000_000)
_CURVE = (10**5, 10**6, 10**7, 10**8)
_SPARK_ROWS = 4_000_000
_FILE_ROWS = 10_000_000

_PATTERN = number_pattern(DEFAULT_TABLE.listed, LENGTH)

Call = Callable[[], object]

#: What is promised: candidate, what it is held against, at most so many times (or, if negative, at least).
PROMISES: Mapping[str, tuple[str, str, float]] = {
    "Arrow to Arrow": ("is_supported(Arrow)", "memcpy of its bytes", 10),
    "beside pyarrow's RE2": ("pyarrow match_substring_regex", "is_supported(Arrow)", -4),
    "beside Polars' regex": ("Polars str.contains", "is_supported(Polars)", -3),
    "beside pandas' fullmatch": ("pandas str.fullmatch", "is_supported(pandas)", -3),
    "beside DuckDB's substr IN": ("DuckDB substr IN", "is_supported(Arrow)", -10),
    "integers": ("is_supported(int64)", "memcpy of the integers", 4),
    "a list without NumPy": ("is_supported(list), no package", "inlined comprehension", 1.1),
    "a list with Arrow": ("inlined comprehension", "is_supported(list)", -2.5),
    "Polars lazy": ("with_support(Polars lazy)", "Polars lazy, by hand", 1.1),
    "DuckDB": ("with_support(DuckDB)", "DuckDB, by hand", 1.1),
    "Spark": ("with_support(Spark)", "Spark length(n) = 11", 1.5),
    "beside a pandas UDF": ("Spark pandas UDF", "with_support(Spark)", -1.5),
}


def column(rows: int, seed: int = 1) -> Any:
    """An Arrow array: 60 % listed, 20 % unlisted, 15 % malformed (short, long, a letter, empty), 5 % null."""
    import numpy as np
    import pyarrow as pa

    random = np.random.default_rng(seed)
    three = [prefix for prefix in LISTED if len(prefix) == 3]
    kinds = random.choice(7, rows, p=[0.6, 0.2, 0.0375, 0.0375, 0.0375, 0.0375, 0.05])
    lead = np.where(kinds == 1, random.choice(np.array(UNLISTED), rows), random.choice(np.array(three), rows))
    numbers = lead.astype(np.int64) * 10**8 + random.integers(0, 10**8, rows)
    texts = pa.array(numbers).cast(pa.string())
    import pyarrow.compute as pc

    # Short, long, with a letter, empty: made of the number beside it.
    shapes = (texts, pc.utf8_slice_codeunits(texts, 0, 10), pc.binary_join_element_wise(texts, "7", ""))
    letter = pc.binary_replace_slice(texts, 5, 6, "x")
    choice = pa.array(np.array([0, 0, 1, 2, 3, 4, 0])[kinds])
    made = pc.choose(choice, *shapes, letter, pa.scalar(""))
    return pc.if_else(pa.array(kinds == 6), None, made)


def race(calls: Mapping[str, Call], rounds: int, rows: int, clock: Callable[[], int]) -> Samples:
    """Nanoseconds a row, the candidates in turns, in a new order each round."""
    samples: Samples = {name: [] for name in calls}
    order = list(calls)
    shuffle = random.Random(0).shuffle  # noqa: S311 - any order will do
    for call in calls.values():
        call()
    gc.collect()
    for _ in range(rounds):
        shuffle(order)
        for name in order:
            start = clock()
            calls[name]()
            samples[name].append((clock() - start) / rows)
    return samples


def contests(rows: int, rounds: int) -> tuple[Samples, dict[str, str]]:
    """Every candidate in one process, and why those that are missing are."""
    calls, left_out = dict(_arrow(column(rows))), {}
    for package, make in {"polars": _polars, "pandas": _pandas, "duckdb": _duckdb}.items():
        try:
            calls |= make(column(rows))
        except ImportError as error:
            if os.environ.get(REQUIRE_ENGINES) == "1":
                raise RuntimeError(f"{REQUIRE_ENGINES}=1, but {package} is not installed") from error
            left_out[package] = f"{package} is not installed here"
    return race(calls, rounds, rows, time.process_time_ns), left_out


def _arrow(array: Any) -> dict[str, Call]:
    import numpy as np
    import pyarrow.compute as pc

    bytes_ = np.frombuffer(array.buffers()[2], np.uint8)
    offsets = np.frombuffer(array.buffers()[1], np.int32)
    copies = np.empty_like(bytes_), np.empty_like(offsets)
    numbers = pc.fill_null(pc.if_else(pc.match_substring_regex(array, "^[0-9]+$"), array, "0"), "0")
    integers = numbers.cast("int64").to_numpy()
    copy = np.empty_like(integers)
    few = array.slice(0, 1_000_000).to_pylist()
    inside = frozenset(prefix for prefix in LISTED if len(prefix) == 3)
    times = range(len(array) // len(few))

    def inlined() -> None:
        for _ in times:
            [None if n is None else len(n) == 11 and n[:3] in inside and n.isascii() and n.isdigit() for n in few]

    def memcpy() -> None:
        np.copyto(copies[0], bytes_)
        np.copyto(copies[1], offsets)

    def without_packages() -> None:
        for _ in times:
            lists.is_supported(few, DEFAULT_VALIDATOR, writings=False)

    def through_arrow() -> None:
        for _ in times:
            is_supported(few)

    return {
        "memcpy of its bytes": memcpy,
        "is_supported(Arrow)": lambda: is_supported(array),
        "pyarrow match_substring_regex": lambda: pc.match_substring_regex(array, f"^{_PATTERN}$"),
        "memcpy of the integers": lambda: np.copyto(copy, integers),
        "is_supported(int64)": lambda: is_supported(integers),
        "inlined comprehension": inlined,
        "is_supported(list), no package": without_packages,
        "is_supported(list)": through_arrow,
    }


def _polars(array: Any) -> dict[str, Call]:
    import polars as pl

    series = pl.Series("phone", pl.from_arrow(array))
    lazy = pl.DataFrame(series).lazy()
    by_hand = lazy.with_columns(pl.col("phone").str.contains(f"^{_PATTERN}$").alias("supported"))
    return {
        "is_supported(Polars)": lambda: is_supported(series),
        "Polars str.contains": lambda: series.str.contains(f"^{_PATTERN}$"),
        "Polars lazy, by hand": by_hand.collect,
        "with_support(Polars lazy)": lambda: with_support(lazy, "phone").collect(),
    }


def _pandas(array: Any) -> dict[str, Call]:
    import pandas as pd

    series = pd.Series(array.to_pandas(), dtype="string[pyarrow]")
    return {
        "is_supported(pandas)": lambda: is_supported(series),
        "pandas str.fullmatch": lambda: series.str.fullmatch(_PATTERN),
    }


def _duckdb(array: Any) -> dict[str, Call]:
    import duckdb
    import pyarrow as pa

    connection = duckdb.connect(config={"threads": 1})
    connection.register("arrow", pa.table({"phone": array}))
    connection.execute("CREATE TABLE t AS SELECT * FROM arrow")
    among = ", ".join(f"'{prefix}'" for prefix in LISTED)
    looked_up = f"length(phone) = 11 AND substr(phone, 1, 3) IN ({among})"  # looks at no other digit

    def count(condition: str) -> Call:
        return lambda: connection.execute(f"SELECT count(*) FILTER (WHERE {condition}) FROM t").fetchall()  # noqa: S608

    answered = with_support(connection.table("t"), "phone").filter("supported").aggregate("count(*)")
    return {
        "DuckDB substr IN": count(looked_up),
        "DuckDB, by hand": lambda: connection.execute(
            f"SELECT count(*) FROM t WHERE regexp_full_match(phone, '{_PATTERN}')"  # noqa: S608
        ).fetchall(),
        "with_support(DuckDB)": answered.fetchall,
    }


def spark(rows: int, rounds: int) -> Samples:
    """Spark's candidates, on two threads: what is added is counted, so that all of it is worked out."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as f

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.log.level", "ERROR").getOrCreate()
    with TemporaryDirectory() as folder:
        pq.write_table(pa.table({"phone": column(rows)}), Path(folder) / "n.parquet")
        frame = session.read.parquet(folder).repartition(2).cache()
        frame.count()

        def counted(answered: Any) -> Call:
            return lambda: answered.agg(f.count_if("supported")).collect()

        def fullmatch(numbers: Any) -> Any:
            return numbers.str.fullmatch(_PATTERN).fillna(False).astype(bool)

        # Spark tells its kinds of functions apart by what they are annotated with.
        fullmatch.__annotations__ = {"numbers": pd.Series, "return": pd.Series}
        udf = f.pandas_udf(fullmatch, "boolean")
        calls = {
            "Spark length(n) = 11": counted(frame.select(f.expr("length(phone) = 11").alias("supported"))),
            "with_support(Spark)": counted(with_support(frame, "phone")),
            "Spark pandas UDF": counted(frame.select(udf("phone").alias("supported"))),
        }
        try:
            return race(calls, rounds, rows, time.perf_counter_ns)
        finally:
            session.stop()


def curve(sizes: tuple[int, ...] = _CURVE) -> list[tuple[int, float, float]]:
    """Rows, nanoseconds a row, and bytes a row that Arrow's pool and NumPy held at the most, beyond the column."""
    import tracemalloc

    import pyarrow as pa

    found = []
    for rows in sizes:
        part = column(min(rows, 10**7))
        array = pa.chunked_array([part] * (rows // len(part)))
        took = []
        for _ in range(3):
            start = time.process_time_ns()
            is_supported(array)
            took.append((time.process_time_ns() - start) / rows)
        tracemalloc.start()  # NumPy tells it what it allocates
        before = pa.total_allocated_bytes()
        is_supported(array)
        held = tracemalloc.get_traced_memory()[1] + pa.total_allocated_bytes() - before
        tracemalloc.stop()
        found.append((rows, median(took), held / rows))
    return found


def file(rows: int) -> tuple[float, int]:
    """Million rows a second of processor time that a Parquet file is checked with, and the peak of memory in MB."""
    import subprocess

    import pyarrow as pa
    import pyarrow.parquet as pq

    program = (
        "import re, sys, time; from pathlib import Path; from beian_segments.columns.files import check_file\n"
        "start = time.process_time(); counts = check_file(Path(sys.argv[1]), 'phone', Path(sys.argv[2]))\n"
        "peak = re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1]\n"
        "print(counts.rows / (time.process_time() - start) / 1e6, int(peak) // 1024)"
    )
    with TemporaryDirectory() as folder:
        source, out = Path(folder) / "n.parquet", Path(folder) / "out.parquet"
        pq.write_table(pa.table({"phone": column(rows)}), source)
        command = [sys.executable, "-c", program, str(source), str(out)]
        speed, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(speed), int(peak)


def tables() -> list[Table]:
    """Measure, and say what came of it."""
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    made = []
    for rows in _SIZES:
        samples, left_out = contests(rows, _ROUNDS)
        made.append(tables_of(f"Columns of {rows:,} rows", samples, left_out))
    try:
        made.append(tables_of(f"Spark, {_SPARK_ROWS:,} rows on two threads", spark(_SPARK_ROWS, _ROUNDS), {}))
    except ImportError as error:
        if os.environ.get(REQUIRE_ENGINES) == "1":
            raise RuntimeError(f"{REQUIRE_ENGINES}=1, but {error.name} is not installed") from error
    return [*made, curve_table(curve()), file_table(*file(_FILE_ROWS))]


def tables_of(title: str, samples: Samples, left_out: Mapping[str, str]) -> Table:
    """What was measured, and the promises that it decides."""
    base = next(iter(samples))
    rows = [(name, f"{median(each):.1f}", str(ratio(samples, name, base))) for name, each in samples.items()]
    note = "60 % listed, 20 % unlisted, 15 % malformed, 5 % null. " + "; ".join(left_out.values())
    return Table(title, ("candidate", "ns per row", f"x {base}"), rows, note.strip(), _targets(title, samples))


def _targets(title: str, samples: Samples) -> list[Target]:
    targets = []
    for what, (name, base, limit) in PROMISES.items():
        if name in samples and base in samples:
            times = ratio(samples, name, base)
            met = times.median <= limit if limit > 0 else times.median >= -limit
            said = f"at most {limit} x {base}" if limit > 0 else f"{base} at least {-limit} x as fast"
            targets.append(Target(f"{title}: {what}", said, f"{times} x", met))
    return targets


def curve_table(points: list[tuple[int, float, float]]) -> Table:
    """Time and memory by size, drawn."""
    most = max(cost for _, cost, _ in points)
    rows = [
        (f"{rows:,}", f"{cost:.1f}", "█" * max(1, round(30 * cost / most)), f"{held:.2f}")
        for rows, cost, held in points
    ]
    spread = Spread(*(function([cost for _, cost, _ in points]) for function in (median, min, max)))
    flat = spread.high <= 2 * spread.low
    return Table(
        "is_supported(Arrow) by size",
        ("rows", "ns per row", "", "bytes held per row"),
        rows,
        "Chunks of ten million rows at the most.",
        [Target("cost a row from 1e5 to 1e8 rows", "flat: within 2 x", f"{spread} ns", flat)],
    )


def file_table(speed: float, peak: int) -> Table:
    """What a file costs."""
    return Table(
        "check --file",
        ("file", "million rows per second of processor time", "peak memory, MB"),
        [(f"Parquet, {_FILE_ROWS:,} rows of one column, to Parquet", f"{speed:.2f}", str(peak))],
        "",
        [
            Target("check --file from Parquet", "at least 5 million rows/s", f"{speed:.2f}", speed >= 5),
            Target("its peak of memory", "below 400 MB", f"{peak} MB", peak < 400),
        ],
    )
