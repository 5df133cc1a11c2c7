"""Frames answered by their engines' own expressions, beside what one would write there by hand."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from beian_segments import DEFAULT_TABLE
from beian_segments.grammar import LENGTH
from beian_segments.pattern import number_pattern
from benchmarks.candidates import REQUIRE_ENGINES
from benchmarks.numbers import SHARES, column
from benchmarks.racing import Call, Engine, Field, Promise, gathered, one_thread, race, table_of
from benchmarks.results import Table
from benchmarks.timing import Samples

__all__ = ["ENGINES", "PROMISES", "SPARK_PROMISES", "spark", "tables"]

_ROUNDS = 9
_ROWS = 4_000_000

_PATTERN = number_pattern(DEFAULT_TABLE.listed, LENGTH)

PROMISES = (
    Promise("Polars", "with_support(Polars lazy)", "Polars lazy, by hand", 1.1),
    Promise("DuckDB", "with_support(DuckDB)", "DuckDB, by hand", 1.1),
)
SPARK_PROMISES = (
    Promise("with_support", "with_support(Spark)", "Spark length(n) = 11", 1.5),
    Promise("beside a pandas UDF", "with_support(Spark)", "Spark pandas UDF", 1.5, least=True),
)


def tables() -> list[Table]:
    """Measure, and say what came of it."""
    one_thread(os.environ)
    numbers = column(_ROWS)
    field = gathered(ENGINES, numbers)
    samples = race(field.calls, _ROUNDS, _ROWS, time.process_time_ns)
    made = [table_of(f"Engines, {_ROWS:,} rows", samples, field, PROMISES, SHARES)]
    try:
        samples, field = spark(numbers, _ROUNDS)
    except ImportError as error:
        if os.environ.get(REQUIRE_ENGINES) == "1":
            raise RuntimeError(f"{REQUIRE_ENGINES}=1, but {error.name} is not installed") from error
        return made
    note = f"{SHARES} From Parquet each time, two threads, times on the wall."
    return [*made, table_of(f"Spark, {_ROWS:,} rows", samples, field, SPARK_PROMISES, note)]


def _polars(array: Any) -> Mapping[str, Call]:
    import polars as pl

    from beian_segments.columns import with_support

    lazy = pl.DataFrame(pl.Series("phone", pl.from_arrow(array))).lazy()
    by_hand = lazy.with_columns(pl.col("phone").str.contains(f"^{_PATTERN}$").alias("supported"))
    return {
        "Polars lazy, by hand": by_hand.collect,
        "with_support(Polars lazy)": lambda: with_support(lazy, "phone").collect(),
    }


def _duckdb(array: Any) -> Mapping[str, Call]:
    import duckdb
    import pyarrow as pa

    from beian_segments.columns import with_support

    connection = duckdb.connect(config={"threads": 1})
    connection.register("arrow", pa.table({"phone": array}))
    connection.execute("CREATE TABLE t AS SELECT * FROM arrow")
    by_hand = f"SELECT count(*) FROM t WHERE regexp_full_match(phone, '{_PATTERN}')"  # noqa: S608 - of our own table
    answered = with_support(connection.table("t"), "phone").filter("supported").aggregate("count(*)")
    return {
        "DuckDB, by hand": lambda: connection.execute(by_hand).fetchall(),
        "with_support(DuckDB)": answered.fetchall,
    }


ENGINES = (Engine("polars", _polars), Engine("duckdb", _duckdb))


def spark(array: Any, rounds: int) -> tuple[Samples, Field]:
    """Spark's candidates, each a job of two threads from Parquet: what is added is counted, so that it is there."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.log.level", "ERROR").getOrCreate()
    with TemporaryDirectory() as folder:
        # A file for each thread.
        for part, start in enumerate((0, len(array) // 2)):
            numbers = pa.table({"phone": array.slice(start, (len(array) + 1) // 2)})
            pq.write_table(numbers, Path(folder) / f"{part}.parquet")
        try:
            frame = session.read.parquet(folder)
            field = gathered([Engine("pyspark", _spark)], frame)
            return race(field.calls, rounds, len(array), time.perf_counter_ns), field
        finally:
            session.stop()


def _spark(frame: Any) -> Mapping[str, Call]:
    import pandas as pd
    from pyspark.sql import functions as f

    from beian_segments.columns import with_support

    def counted(answered: Any) -> Call:
        return lambda: answered.agg(f.count_if("supported")).collect()

    def fullmatch(numbers: Any) -> Any:
        return numbers.str.fullmatch(_PATTERN).fillna(False).astype(bool)

    # Spark tells its kinds of functions apart by what they are annotated with.
    fullmatch.__annotations__ = {"numbers": pd.Series, "return": pd.Series}
    udf = f.pandas_udf(fullmatch, "boolean")
    return {
        "Spark length(n) = 11": counted(frame.select(f.expr("length(phone) = 11").alias("supported"))),
        "with_support(Spark)": counted(with_support(frame, "phone")),
        "Spark pandas UDF": counted(frame.select(udf("phone").alias("supported"))),
    }
