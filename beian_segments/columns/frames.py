"""``with_support``: a frame of any engine with the answers beside a column.

Frames in memory go through the kernel, and so do the partitions of a Dask frame; lazy frames and those of databases get
expressions of narwhals, which their engine runs. Imports no package: narwhals and the others are imported when called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from beian_segments._data import LEADS
from beian_segments._extras import needed
from beian_segments.columns.column import adapter_of
from beian_segments.columns.lists import FLOAT_ADVICE
from beian_segments.redact import quoted
from beian_segments.segment import Segment
from beian_segments.table import SegmentTable
from beian_segments.validator import DEFAULT_VALIDATOR, SegmentValidator

__all__ = ["with_support"]

Frame = TypeVar("Frame")

# By the names of narwhals.Implementation: engines to which Phone and phone are one column, and those whose columns the
# kernel reads where they are.
_CASE_INSENSITIVE = frozenset({"DUCKDB", "PYSPARK", "PYSPARK_CONNECT", "SQLFRAME", "IBIS"})
_IN_MEMORY = frozenset({"PANDAS", "POLARS", "PYARROW"})

_DUPLICATE = "the frame has more than one column of one name; rename or drop the others"


def with_support(
    frame: Frame,
    column: str,
    *,
    details: bool = False,
    prefix: str = "",
    validator: SegmentValidator = DEFAULT_VALIDATOR,
) -> Frame:
    """A frame with one more column, ``supported``: whether the numbers of a column are of listed segments.

    A lazy frame stays lazy, and a Spark DataFrame stays on its cluster: what is added are expressions of the engine,
    compiled from the table, no Python functions. A frame in memory goes through the kernel of
    :func:`~beian_segments.columns.is_supported`, and so do the partitions of a Dask frame.

    >>> import pyarrow
    >>> numbers = pyarrow.table({"phone": ["13491234567", "19212345678", None]})
    >>> answers = with_support(numbers, "phone", details=True)
    >>> answers.column_names
    ['phone', 'supported', 'segment', 'carrier', 'service']
    >>> answers["supported"].to_pylist(), answers["service"].to_pylist()
    ([True, False, None], ['satellite', 'mobile', None])

    Args:
        frame: a Polars DataFrame or LazyFrame, a pandas DataFrame, an Arrow table, a DuckDB relation, a Dask or
            PySpark DataFrame, or anything else that narwhals takes.
        column: the name of a column of texts or integers. Only canonical numbers count, eleven ASCII digits.
        details: whether to add ``segment``, ``carrier`` and ``service`` too, those of the row that decides; null for
            anything but a canonical number. Frames in memory have them as categories.
        prefix: what to put before the names of the new columns.
        validator: the validator of a table of your own instead of the packaged one.

    Returns:
        A frame of the same type. Null stays null.

    Raises:
        ValueError: the frame has no such column, more than one, or already one with the name of a new column.
        TypeError: the frame is of no known kind, or the column holds anything but texts or integers.
        ImportError: a package is not installed; names the extra ``columns``.
    """
    for package in ("narwhals", "numpy", "pyarrow"):
        needed(package)
    from beian_segments.columns.classification import DETAILS

    names = [f"{prefix}{name}" for name in ("supported", *(DETAILS if details else ()))]
    # narwhals takes Dask frames too, but means to leave them to a package of its own.
    is_dask = any(base.__module__.partition(".")[0] == "dask" for base in type(frame).__mro__)
    answer: Frame = (_to_dask if is_dask else _to_narwhals)(frame, column, names, validator)
    return answer


def _check_names(present: Sequence[str], column: str, names: Sequence[str], *, any_case: bool = False) -> None:
    """Raise ``ValueError`` for a column that is missing, and for new names that are taken (if wanted, in any case)."""
    if column not in present:
        raise ValueError(f"the frame has no column {quoted(column)}; it has {quoted(*present)}")
    if present.count(column) > 1:
        raise ValueError(_DUPLICATE)
    folded = [name.casefold() for name in names] if any_case else []
    if taken := [name for name in present if name in names or str(name).casefold() in folded]:
        raise ValueError(
            f"the frame has a column {quoted(taken[0])} already; give prefix= for the names of new columns"
        )


def _to_narwhals(frame: Any, column: str, names: Sequence[str], validator: SegmentValidator) -> Any:
    import narwhals.stable.v2 as nw
    from narwhals.exceptions import DuplicateError

    try:
        known = nw.from_native(frame)
        schema = known.collect_schema()
    except TypeError:
        raise TypeError(f"a frame must be one that narwhals takes, not {type(frame).__name__}") from None
    except DuplicateError:
        raise ValueError(_DUPLICATE) from None  # narwhals' message would show the names
    engine = known.implementation.name
    _check_names(schema.names(), column, names, any_case=engine in _CASE_INSENSITIVE)
    if isinstance(known, nw.DataFrame) and engine in _IN_MEMORY:
        answer = _in_memory(known, column, names, validator)
    else:
        answer = _by_expressions(known, column, schema[column], names, validator)
    return answer if frame is known else answer.to_native()


def _in_memory(frame: Any, column: str, names: Sequence[str], validator: SegmentValidator) -> Any:
    import narwhals.stable.v2 as nw

    from beian_segments.columns.classification import detailed, supported

    adapter = adapter_of(frame[column].to_native())
    booleans = adapter.column(supported(adapter.array, validator, writings=False))
    columns = {names[0]: nw.from_native(booleans, series_only=True)}
    if len(names) > 1:
        details = nw.from_native(adapter.table(detailed(adapter.array, validator.table)), eager_only=True)
        columns |= dict(zip(names[1:], details.iter_columns(), strict=True))
    return frame.with_columns(**columns)


def _by_expressions(frame: Any, column: str, dtype: Any, names: Sequence[str], validator: SegmentValidator) -> Any:
    import narwhals.stable.v2 as nw

    from beian_segments.columns import expressions

    table = validator.table
    text = nw.col(column)
    is_polars = frame.implementation.is_polars()
    if dtype.is_integer() or isinstance(dtype, nw.Categorical | nw.Enum):
        text = text.cast(nw.String)
    elif is_polars and str(frame.to_native().collect_schema()[column]) == "Null":
        text = nw.lit(None, nw.String)  # narwhals has no name for the type of a column where all is null
    elif not isinstance(dtype, nw.String):
        hint = FLOAT_ADVICE if dtype.is_float() else ""
        raise TypeError(f"a column of numbers must hold texts or integers, not {dtype}{hint}")
    deepest = max((len(row.prefix) for row in table), default=0)
    if is_polars and deepest <= expressions.MOST_DIGITS:
        return nw.from_native(_by_heads(frame.to_native(), column, names, table))
    with_items = _WITH_ITEMS.get(frame.implementation.name)
    if len(names) > 1 and with_items and deepest <= expressions.MOST_DIGITS:
        return _by_lists(frame, text, names, table, with_items)
    frame = frame.with_columns(expressions.supported_in(frame.implementation, text, table).alias(names[0]))
    if len(names) > 1:
        segment, carrier, service = names[1:]
        of_number, *of_segment = expressions.details_of(text, nw.col(segment), table)
        frame = frame.with_columns(of_number.alias(segment))
        frame = frame.with_columns(of_segment[0].alias(carrier), of_segment[1].alias(service))
    return frame


def _by_heads(frame: Any, column: str, names: Sequence[str], table: SegmentTable) -> Any:
    """A lazy frame of Polars, by the first digits of numbers as integers."""
    import polars as pl

    from beian_segments.columns.expressions import head_in_polars, listed_heads, rows_of_heads

    # In a list, since a name alone may be a pattern of names.
    text = pl.col([column]).cast(pl.String)
    if len(names) == 1:
        digits, heads = listed_heads(table)
        supported = head_in_polars(text, digits).is_in(heads)
    else:
        digits, rows = rows_of_heads(table)
        key = max(frame.collect_schema().names(), key=len) + "_"  # no column's name
        known = [(head, row.published, *_words(row)) for head, row in rows.items()]
        types = {key: pl.Int64, names[0]: pl.Boolean, **dict.fromkeys(names[1:], pl.String)}
        heads = pl.LazyFrame(known, types, orient="row")
        frame = frame.with_columns(head_in_polars(text, digits).alias(key))
        frame = frame.join(heads, on=key, how="left", maintain_order="left").drop(key)
        supported = pl.col(names[0])
    return frame.with_columns(pl.when(text.is_not_null()).then(supported.fill_null(value=False)).alias(names[0]))


def _by_lists(frame: Any, text: Any, names: Sequence[str], table: SegmentTable, with_items: _WithItems) -> Any:
    """A frame with details, by items of constant lists: the row of the first digits, then the words of that row."""
    import narwhals.stable.v2 as nw

    from beian_segments.columns.expressions import head_of, rows_of_heads

    rows = sorted(table, key=lambda row: not row.published)
    places = {row.prefix: place for place, row in enumerate(rows)}
    digits, known = rows_of_heads(table)
    # No number has a lower head: DuckDB counts negative places from the end. Beyond the end of a list is null.
    first = int(min(LEADS)) * 10 ** (digits - len(min(LEADS)))
    last = max(known, default=first)
    of_heads = [places[known[head].prefix] if head in known else len(rows) for head in range(first, last + 1)]
    # The column of the boolean has the head first, then the place of the row.
    place, *_ = names
    head = head_of(frame.implementation, text, digits) - first
    native = with_items(frame.with_columns(head.alias(place)).to_native(), place, {place: of_heads})
    words = {name: [_words(row)[at] for row in rows] for at, name in enumerate(names[1:])}
    detailed = nw.from_native(with_items(native, place, words))
    listed = sum(row.published for row in rows)
    supported = nw.when(~text.is_null()).then((nw.col(place) < listed).fill_null(value=False))
    return detailed.with_columns(supported.alias(place))


def _with_items_in_duckdb(relation: Any, place: str, lists: _Lists) -> Any:
    from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

    items = {}
    for name, each in lists.items():
        # No item of an empty list tells its type.
        of_type = ConstantExpression([*each]).cast("INTEGER[]" if name == place else "VARCHAR[]")
        index = ColumnExpression(place) + ConstantExpression(1)
        items[name] = FunctionExpression("list_extract", of_type, index).alias(name)
    own = [items.pop(name, ColumnExpression(name)) for name in relation.columns]
    return relation.select(*own, *items.values())


def _with_items_in_spark(
    frame: Any, place: str, lists: _Lists
) -> Any:  # pragma: no cover - tests/columns/test_spark.py
    from pyspark.sql import functions as f

    for name, each in lists.items():
        # A list is sent to Spark item by item, and a long one therefore as a text.
        numbers = f.split(f.lit(",".join(map(str, each))), ",").cast("array<int>") if name == place else None
        array = f.lit([*each]).cast("array<string>") if numbers is None else numbers
        # Not element_at, of which Spark thinks that it is never null, and counts all rows.
        frame = frame.withColumn(name, f.get(array, f.col(place)))
    return frame


_Lists = Mapping[str, Sequence[object]]
_WithItems = Callable[[Any, str, _Lists], Any]

# Adds columns, or replaces them: for each list its item at a place, from 0, that a column has. Null beyond the end.
_WITH_ITEMS: Mapping[str, _WithItems] = {"DUCKDB": _with_items_in_duckdb, "PYSPARK": _with_items_in_spark}


def _words(row: Segment) -> tuple[str | None, ...]:
    """The details of a number whose row this is."""
    return row.prefix, row.carrier, row.service


def _to_dask(frame: Any, column: str, names: Sequence[str], validator: SegmentValidator) -> Any:
    if not hasattr(frame, "assign"):
        raise TypeError(f"a frame must be a Dask DataFrame, not a Dask {type(frame).__name__}")
    _check_names(list(frame.columns), column, names)
    # Of this column alone, so that no other one is read for it.
    types = {names[0]: "boolean", **dict.fromkeys(names[1:], "object")}
    answers = frame[[column]].map_partitions(_of_partition, column, names, validator, meta=types)
    return frame.assign(**{name: answers[name] for name in names})


def _of_partition(partition: Any, column: str, names: Sequence[str], validator: SegmentValidator) -> Any:
    """The new columns of one partition, a pandas DataFrame."""
    answers = _to_narwhals(partition, column, names, validator)[names]
    # Categories would differ between partitions.
    texts = {name: answers[name].astype(object).where(answers[name].notna(), None) for name in names[1:]}
    return answers[names[:1]].astype("boolean").assign(**texts)
