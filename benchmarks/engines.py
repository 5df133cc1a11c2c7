"""Frames answered by their engines' own expressions, beside what one would write there by hand."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any

from beian_segments import DEFAULT_TABLE
from beian_segments.parsing import LENGTH
from beian_segments.prefixes import number_pattern
from benchmarks.column_timing import Call, Engine, Promise, available, in_turns, one_thread, table_of
from benchmarks.inputs import SHARES, column
from benchmarks.results import Table

__all__ = ["ENGINES", "PROMISES", "tables"]

_ROUNDS = 9
_ROWS = 4_000_000

_PATTERN = number_pattern(DEFAULT_TABLE.listed, LENGTH)

PROMISES = (
    Promise("Polars", "with_support(Polars lazy)", "Polars lazy, by hand", 1.1),
    Promise("DuckDB", "with_support(DuckDB)", "DuckDB, by hand", 1.1),
)


def tables() -> list[Table]:
    """Measure, and say what came of it."""
    one_thread(os.environ)
    found = available(ENGINES, column(_ROWS))
    samples = in_turns(found.calls, _ROUNDS, _ROWS, time.process_time_ns)
    return [table_of(f"Engines, {_ROWS:,} rows", samples, found, PROMISES, SHARES)]


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
