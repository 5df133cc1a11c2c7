"""Frames that narwhals takes: in memory through the kernel, lazy ones by expressions."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw
from narwhals.exceptions import DuplicateError

from beian_segments.columns import frames
from beian_segments.columns.classification import detailed, supported
from beian_segments.columns.column import kind_of
from beian_segments.columns.expressions import details_of, supported_in
from beian_segments.validator import SegmentValidator

__all__ = ["added"]

# To which Phone and phone are one column.
_ANY_CASE = (
    nw.Implementation.DUCKDB,
    nw.Implementation.PYSPARK,
    nw.Implementation.PYSPARK_CONNECT,
    nw.Implementation.SQLFRAME,
    nw.Implementation.IBIS,
)

# Whose columns the kernel reads where they are.
_IN_MEMORY = (nw.Implementation.PANDAS, nw.Implementation.POLARS, nw.Implementation.PYARROW)


def added(frame: Any, column: str, names: list[str], validator: SegmentValidator) -> Any:
    """As :func:`frames.with_support`, with the names of the columns to add."""
    try:
        known = nw.from_native(frame)
        schema = known.collect_schema()
    except TypeError:
        raise TypeError(f"a frame must be one that narwhals takes, not {type(frame).__name__}") from None
    except DuplicateError:
        # Whose words would show the names as they are.
        raise ValueError("the frame has more than one column of one name; rename or drop the others") from None
    frames.check_names(schema.names(), column, names, any_case=known.implementation in _ANY_CASE)
    if isinstance(known, nw.DataFrame) and known.implementation in _IN_MEMORY:
        answer = _in_memory(known, column, names, validator)
    else:
        answer = _by_expressions(known, column, schema[column], names, validator)
    return answer if frame is known else answer.to_native()


def _in_memory(frame: Any, column: str, names: list[str], validator: SegmentValidator) -> Any:
    native = frame[column].to_native()
    given = kind_of(native)(native)
    flags = given.flags(supported(given.array, validator, writings=False))
    columns = {names[0]: nw.from_native(flags, series_only=True)}
    if len(names) > 1:
        table = nw.from_native(given.table(detailed(given.array, validator.table)), eager_only=True)
        columns |= dict(zip(names[1:], (table[name] for name in frames.DETAILS), strict=True))
    return frame.with_columns(**columns)


def _by_expressions(frame: Any, column: str, dtype: Any, names: list[str], validator: SegmentValidator) -> Any:
    text = nw.col(column)
    if dtype.is_integer() or isinstance(dtype, nw.Categorical | nw.Enum):
        text = text.cast(nw.String)
    elif _is_null(frame, column):
        text = nw.lit(None, nw.String)
    elif not isinstance(dtype, nw.String):
        hint = "; floats round numbers and lose zeros" if dtype.is_float() else ""
        raise TypeError(f"a column of numbers must hold texts or integers, not {dtype}{hint}")
    frame = frame.with_columns(supported_in(frame.implementation, text, validator.table).alias(names[0]))
    if len(names) > 1:
        segment, *others = names[1:]
        of_number, *of_segment = details_of(text, nw.col(segment), validator.table)
        frame = frame.with_columns(of_number.alias(segment))
        frame = frame.with_columns(*(each.alias(name) for name, each in zip(others, of_segment, strict=True)))
    return frame


def _is_null(frame: Any, column: str) -> bool:
    """Whether a column is of the type that Polars gives where all is null; narwhals has no name for it."""
    return (
        frame.implementation is nw.Implementation.POLARS and str(frame.to_native().collect_schema()[column]) == "Null"
    )
