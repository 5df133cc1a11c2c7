"""A Spark job, with the column added by this library's expressions, by the least there could be, and by Python."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from beian_segments import DEFAULT_TABLE
from beian_segments.parsing import LENGTH
from beian_segments.prefixes import number_pattern
from benchmarks.column_timing import Available, Call, Engine, Promise, available, in_turns, left_out, table_of
from benchmarks.inputs import DIRTY_SHARES, dirty_column
from benchmarks.results import Table
from benchmarks.timing import Samples

__all__ = ["PROMISES", "measure", "tables"]

# A round takes half a minute.
_ROWS, _ROUNDS = 10_000_000, 5

PROMISES = (
    Promise("a job", "with_support, written", "length(n) = 11, written", 1.3),
    Promise("a job with details", "with_support, details, written", "length(n) = 11, written", 1.6),
    Promise("beside a pandas UDF", "with_support, written", "pandas UDF, written", 1.5, least=True),
)

_NOTE = (
    f"{DIRTY_SHARES} Jobs from Parquet, of two threads, timed on the wall. Written: column and answer, to Parquet, as "
    "examples/spark_support.py does. Counted: how many are true, and nothing else; there any RLIKE tells, "
    "for it makes a Java string of every row first."
)


def tables() -> list[Table]:
    """Measure, and say what came of it."""
    try:
        samples, found = measure(dirty_column(_ROWS), _ROUNDS)
    except ImportError as error:
        left_out(error.name, error)
        return []
    return [table_of(f"Spark, {_ROWS:,} rows", samples, found, PROMISES, _NOTE)]


def measure(array: Any, rounds: int) -> tuple[Samples, Available]:
    """The candidates' nanoseconds a row."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    session = builder.config("spark.log.level", "ERROR").getOrCreate()
    with TemporaryDirectory() as name:
        source = Path(name) / "source"
        source.mkdir()
        # A file for each thread.
        for part, start in enumerate((0, len(array) // 2)):
            numbers = pa.table({"phone": array.slice(start, (len(array) + 1) // 2)})
            pq.write_table(numbers, source / f"{part}.parquet")
        try:
            frame = session.read.parquet(str(source))
            found = available([Engine("pyspark", lambda _: _calls(frame, Path(name) / "out"))], array)
            return in_turns(found.calls, rounds, len(array), time.perf_counter_ns), found
        finally:
            session.stop()


def _calls(frame: Any, out: Path) -> Mapping[str, Call]:
    import pandas as pd
    from pyspark.sql import functions as f

    from beian_segments.columns import with_support

    def written(answered: Any) -> Call:
        return lambda: answered.write.mode("overwrite").parquet(str(out))

    def counted(answered: Any) -> Call:
        return lambda: answered.agg(f.count_if("supported")).collect()

    pattern = number_pattern(DEFAULT_TABLE.listed, LENGTH)

    def fullmatch(numbers: Any) -> Any:
        return numbers.str.fullmatch(pattern).fillna(False).astype(bool)

    # Spark tells its kinds of functions apart by what they are annotated with.
    fullmatch.__annotations__ = {"numbers": pd.Series, "return": pd.Series}
    udf = f.pandas_udf(fullmatch, "boolean")
    least = frame.withColumn("supported", f.expr("length(phone) = 11"))
    ours = with_support(frame, "phone")
    return {
        "length(n) = 11, written": written(least),
        "with_support, written": written(ours),
        "with_support, details, written": written(with_support(frame, "phone", details=True)),
        "pandas UDF, written": written(frame.withColumn("supported", udf("phone"))),
        "length(n) = 11, counted": counted(least),
        "with_support, counted": counted(ours),
    }
