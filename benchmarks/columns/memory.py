"""Columns in memory: Arrow, NumPy, Polars, pandas, lists."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from beian_segments import DEFAULT_TABLE
from beian_segments.parsing import LENGTH, writing_pattern
from beian_segments.prefixes import number_pattern
from benchmarks.column_timing import Call, Engine, Promise, available, in_turns, table_of
from benchmarks.inputs import DIRTY_SHARES, LISTED, SHARES, column, dirty_column
from benchmarks.results import Table

__all__ = ["DIRTY_ENGINES", "DIRTY_PROMISES", "ENGINES", "PROMISES", "dirty_table", "table"]

_PATTERN = number_pattern(DEFAULT_TABLE.listed, LENGTH)
# Every accepted writing, as pyarrow and Polars take it.
_WRITINGS = writing_pattern(DEFAULT_TABLE.listed, code_point=r"\x{{{:X}}}", possessive=False)
_FEW = 1_000_000

PROMISES = (
    Promise("Arrow to Arrow", "is_supported(Arrow)", "memcpy of its bytes", 10),
    Promise("beside pyarrow's RE2", "is_supported(Arrow)", "pyarrow match_substring_regex", 4, least=True),
    Promise("beside Polars' regex", "is_supported(Polars)", "Polars str.contains", 3, least=True),
    Promise("beside pandas' fullmatch", "is_supported(pandas)", "pandas str.fullmatch", 3, least=True),
    Promise("beside DuckDB's substr IN", "is_supported(Arrow)", "DuckDB substr IN", 10, least=True),
    Promise("integers", "is_supported(int64)", "memcpy of the integers", 4),
    Promise("a list without NumPy", "is_supported(list), no package", "inlined comprehension", 1.1),
    Promise("a list with Arrow", "is_supported(list)", "inlined comprehension", 2.5, least=True),
)

DIRTY_PROMISES = (
    Promise("writings beside pyarrow's RE2", "is_supported(Arrow), writings", "pyarrow, pattern of the writings", 1),
    Promise("writings beside Polars' regex", "is_supported(Polars), writings", "Polars, pattern of the writings", 1),
)


def table(rows: int, rounds: int) -> Table:
    """Every candidate in one process, in turns."""
    found = available(ENGINES, column(rows))
    samples = in_turns(found.calls, rounds, rows, time.process_time_ns)
    return table_of(f"Columns of {rows:,} rows", samples, found, PROMISES, SHARES)


def dirty_table(rows: int, rounds: int) -> Table:
    """Rows as they come: what reads every writing, beside engines that match the pattern of all writings."""
    found = available(DIRTY_ENGINES, dirty_column(rows))
    samples = in_turns(found.calls, rounds, rows, time.process_time_ns)
    return table_of(f"Columns of {rows:,} rows as they come", samples, found, DIRTY_PROMISES, DIRTY_SHARES)


def _arrow(array: Any) -> Mapping[str, Call]:
    import numpy as np
    import pyarrow.compute as pc

    from beian_segments.columns import is_supported

    bytes_ = np.frombuffer(array.buffers()[2], np.uint8)
    offsets = np.frombuffer(array.buffers()[1], np.int32)
    copies = np.empty_like(bytes_), np.empty_like(offsets)

    def memcpy() -> None:
        np.copyto(copies[0], bytes_)
        np.copyto(copies[1], offsets)

    return {
        "memcpy of its bytes": memcpy,
        "is_supported(Arrow)": lambda: is_supported(array),
        "pyarrow match_substring_regex": lambda: pc.match_substring_regex(array, f"^{_PATTERN}$"),
    }


def _numpy(array: Any) -> Mapping[str, Call]:
    import numpy as np
    import pyarrow.compute as pc

    from beian_segments.columns import is_supported

    digits = pc.if_else(pc.match_substring_regex(array, "^[0-9]+$"), array, "0")
    integers = pc.fill_null(digits, "0").cast("int64").to_numpy()
    copy = np.empty_like(integers)
    return {
        "memcpy of the integers": lambda: np.copyto(copy, integers),
        "is_supported(int64)": lambda: is_supported(integers),
    }


def _lists(array: Any) -> Mapping[str, Call]:
    from beian_segments.columns import is_supported, lists
    from beian_segments.validator import DEFAULT_VALIDATOR

    # A list of all rows would be of objects all over the memory.
    few = array.slice(0, _FEW).to_pylist()
    inside = frozenset(prefix for prefix in LISTED if len(prefix) == 3)
    times = range(len(array) // len(few))

    def inlined() -> None:
        for _ in times:
            [None if n is None else len(n) == 11 and n[:3] in inside and n.isascii() and n.isdigit() for n in few]

    def without_packages() -> None:
        for _ in times:
            lists.is_supported(few, DEFAULT_VALIDATOR, writings=False)

    def through_arrow() -> None:
        for _ in times:
            is_supported(few)

    return {
        "inlined comprehension": inlined,
        "is_supported(list), no package": without_packages,
        "is_supported(list)": through_arrow,
    }


def _polars(array: Any) -> Mapping[str, Call]:
    import polars as pl

    from beian_segments.columns import is_supported

    series = pl.Series("phone", pl.from_arrow(array))
    return {
        "is_supported(Polars)": lambda: is_supported(series),
        "Polars str.contains": lambda: series.str.contains(f"^{_PATTERN}$"),
    }


def _pandas(array: Any) -> Mapping[str, Call]:
    import pandas as pd

    from beian_segments.columns import is_supported

    series = pd.Series(array.to_pandas(), dtype="string[pyarrow]")
    return {
        "is_supported(pandas)": lambda: is_supported(series),
        "pandas str.fullmatch": lambda: series.str.fullmatch(_PATTERN),
    }


def _duckdb(array: Any) -> Mapping[str, Call]:
    import duckdb
    import pyarrow as pa

    connection = duckdb.connect(config={"threads": 1})
    connection.register("arrow", pa.table({"phone": array}))
    connection.execute("CREATE TABLE t AS SELECT * FROM arrow")
    among = ", ".join(f"'{prefix}'" for prefix in LISTED)
    looked_up = f"length(phone) = 11 AND substr(phone, 1, 3) IN ({among})"  # looks at no other digit
    query = f"SELECT count(*) FILTER (WHERE {looked_up}) FROM t"  # noqa: S608 - of our own table's digits
    return {"DuckDB substr IN": lambda: connection.execute(query).fetchall()}


ENGINES = (
    Engine("pyarrow", _arrow),
    Engine("numpy", _numpy),
    Engine("beian-segments", _lists),
    Engine("polars", _polars),
    Engine("pandas", _pandas),
    Engine("duckdb", _duckdb),
)


def _dirty_arrow(array: Any) -> Mapping[str, Call]:
    import pyarrow.compute as pc

    from beian_segments.columns import classify, is_supported

    return {
        "is_supported(Arrow)": lambda: is_supported(array),
        "is_supported(Arrow), writings": lambda: is_supported(array, writings=True),
        "pyarrow, pattern of the writings": lambda: pc.match_substring_regex(array, rf"\A(?:{_WRITINGS})\z"),
        "classify(Arrow)": lambda: classify(array),
    }


def _dirty_polars(array: Any) -> Mapping[str, Call]:
    import polars as pl

    from beian_segments.columns import is_supported

    series = pl.Series("phone", pl.from_arrow(array))
    return {
        "is_supported(Polars), writings": lambda: is_supported(series, writings=True),
        "Polars, pattern of the writings": lambda: series.str.contains(rf"\A(?:{_WRITINGS})\z"),
    }


DIRTY_ENGINES = (Engine("pyarrow", _dirty_arrow), Engine("polars", _dirty_polars))
