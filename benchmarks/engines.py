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
from benchmarks.columns.files import by_hand_in_duckdb, heads
from benchmarks.inputs import DIRTY_SHARES, dirty_column
from benchmarks.results import Table

__all__ = ["ENGINES", "PROMISES", "tables"]

_ROUNDS = 9
_ROWS = 4_000_000

_PATTERN = number_pattern(DEFAULT_TABLE.listed, LENGTH)

PROMISES = (
    Promise("Polars", "with_support(Polars lazy)", "Polars lazy, by hand", 1.1),
    Promise("Polars, details", "with_support(Polars lazy), details", "Polars lazy, by a join", 1.1),
    Promise("DuckDB", "with_support(DuckDB)", "DuckDB, by hand", 1.1),
    Promise("DuckDB, details", "with_support(DuckDB), details", "DuckDB, by a join", 1.1),
)

_NOTE = f"{DIRTY_SHARES} By hand are the quickest forms that we found; DuckDB's join does not keep the order of rows."


def tables() -> list[Table]:
    """Measure, and say what came of it."""
    one_thread(os.environ)
    found = available(ENGINES, dirty_column(_ROWS))
    samples = in_turns(found.calls, _ROUNDS, _ROWS, time.process_time_ns)
    return [table_of(f"Engines, {_ROWS:,} rows", samples, found, PROMISES, _NOTE)]


def _polars(array: Any) -> Mapping[str, Call]:
    import polars as pl

    from beian_segments.columns import with_support

    lazy = pl.DataFrame(pl.Series("phone", pl.from_arrow(array))).lazy()
    phone = pl.col("phone")
    number = pl.when(phone.str.len_bytes() == LENGTH).then(phone.cast(pl.Int64, strict=False))
    leads = sorted({int(prefix[:3]) for prefix in DEFAULT_TABLE.supported_prefixes})
    by_hand = lazy.with_columns(supported=(number // 10**8).is_in(leads))
    known = pl.DataFrame(heads()).lazy()
    digits = number // 10**6
    joined = lazy.with_columns(head=digits).join(known, on="head", how="left", maintain_order="left").drop("head")
    return {
        "Polars lazy, by hand": by_hand.collect,
        "with_support(Polars lazy)": lambda: with_support(lazy, "phone").collect(),
        "Polars lazy, by a join": joined.collect,
        "with_support(Polars lazy), details": lambda: with_support(lazy, "phone", details=True).collect(),
    }


def _duckdb(array: Any) -> Mapping[str, Call]:
    import duckdb
    import pyarrow as pa

    from beian_segments.columns import with_support

    connection = duckdb.connect(config={"threads": 1})
    for name, table in (("t", pa.table({"phone": array})), ("heads", heads())):
        connection.from_arrow(table).create(name)
    by_hand = f"SELECT count(*) FROM t WHERE regexp_full_match(phone, '{_PATTERN}')"  # noqa: S608 - of our own table
    answered = with_support(connection.table("t"), "phone").filter("supported").aggregate("count(*)")
    # All three are read.
    words = "count(segment), count(carrier), count(service)"
    joined = f"SELECT {words} FROM ({by_hand_in_duckdb('t', 'heads')})"  # noqa: S608 - likewise
    detailed = with_support(connection.table("t"), "phone", details=True).aggregate(words)
    return {
        "DuckDB, by hand": lambda: connection.execute(by_hand).fetchall(),
        "with_support(DuckDB)": answered.fetchall,
        "DuckDB, by a join": lambda: connection.execute(joined).fetchall(),
        "with_support(DuckDB), details": detailed.fetchall,
    }


ENGINES = (Engine("polars", _polars), Engine("duckdb", _duckdb))
