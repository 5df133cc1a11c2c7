"""Adapters of the kinds of columns: to an Arrow array, and back with the answers.

An adapter is made of a column. Its ``array`` is an Arrow array of texts or integers; ``column`` and ``table`` give
answers that were computed for that array in the kind that came in. All need NumPy and pyarrow, so ``column.py`` imports
this module only once they are asked for; pandas and Polars are imported by their own adapters.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from beian_segments.columns import _arrow
from beian_segments.columns.lists import FLOAT_ADVICE, as_texts

__all__ = ["ADAPTERS", "Adapter"]


class Adapter(Protocol):
    """One column of a kind."""

    array: Any

    def column(self, booleans: Any) -> Any:
        """An Arrow array of booleans as a column of this kind."""

    def table(self, columns: Any) -> Any:
        """An Arrow table as what this kind has for several columns."""


class _Arrow:
    def __init__(self, column: Any) -> None:
        if not isinstance(column, pa.Array | pa.ChunkedArray):
            raise TypeError(f"a column must be an Arrow array or chunked array, not {type(column).__name__}")
        self.array: Any = _arrow.checked(column)

    def column(self, booleans: Any) -> Any:
        return booleans

    def table(self, columns: Any) -> Any:
        return columns


class _List:
    def __init__(self, column: list[object]) -> None:
        self.array: Any = _array_of_objects(column)

    def column(self, booleans: Any) -> Any:
        return booleans.to_pylist()

    def table(self, columns: Any) -> Any:
        return columns.to_pydict()


# The answers that are objects; False and True stand at 0 and 1.
_NULL = 2
_OBJECTS = np.array([False, True, None], object)


class _NumPy:
    """Objects, True, False and None, are given back only where something can be null."""

    def __init__(self, column: Any) -> None:
        if not isinstance(column, np.ndarray):
            raise TypeError(f"a column must be a NumPy array, not {type(column).__name__}")
        if column.ndim != 1:
            raise TypeError(f"a column must be an array of one dimension, not of {column.ndim}")
        is_masked = isinstance(column, np.ma.MaskedArray)
        kind = column.dtype.kind
        self._has_nulls = kind in "OT" or is_masked
        self.array: Any
        if kind in "iu":
            # Arrow reads the byte order of the machine only.
            native = np.ascontiguousarray(column, column.dtype.newbyteorder("="))
            self.array = pa.array(native, mask=np.ma.getmaskarray(column) if is_masked else None)
        elif kind == "O" and not is_masked:
            self.array = _array_of_objects(column, without_nulls=_without_nan)
        elif kind in "OTU":
            # tolist() drops the NULs at the end of a fixed-width text, where Arrow would cut at the first NUL, and
            # gives None for what is masked.
            self.array = _array_of_objects(_without_nan(column))
        elif kind == "S":
            texts = [None if each is None else each.decode("utf-8", "replace") for each in column.tolist()]
            self.array = _array_of_objects(texts)
        else:
            hint = FLOAT_ADVICE if kind == "f" else ""
            raise TypeError(f"a column of numbers must hold texts or integers, not {column.dtype}{hint}")

    def column(self, booleans: Any) -> Any:
        truth = _arrow.truth(booleans)
        return np.take(_OBJECTS, np.where(_arrow.null_mask(booleans), _NULL, truth)) if self._has_nulls else truth

    def table(self, columns: Any) -> Any:
        return {name: np.array(columns[name].to_pylist(), object) for name in columns.column_names}


class _Pandas:
    """Answers have the index and the name of the Series, and Arrow's booleans if its type is one of Arrow's."""

    def __init__(self, column: Any) -> None:
        import pandas as pd

        if not isinstance(column, pd.Series):
            raise TypeError(f"a column must be a pandas Series, not {type(column).__name__}; for a frame: with_support")
        self._series = column
        self.array: Any = _array_of_pandas(column, is_category=isinstance(column.dtype, pd.CategoricalDtype))

    def column(self, booleans: Any) -> Any:
        import pandas as pd

        is_chunked = isinstance(booleans, pa.ChunkedArray)
        if isinstance(self._series.dtype, pd.ArrowDtype):
            values = pd.arrays.ArrowExtensionArray(booleans if is_chunked else pa.chunked_array([booleans]))
        else:
            whole = booleans.combine_chunks() if is_chunked else booleans
            values = pd.arrays.BooleanArray(_arrow.truth(whole), _arrow.null_mask(whole))
        return pd.Series(values, index=self._series.index, name=self._series.name, copy=False)

    def table(self, columns: Any) -> Any:
        import pandas as pd

        return columns.to_pandas(types_mapper={pa.bool_(): pd.BooleanDtype()}.get).set_axis(self._series.index, axis=0)


class _Polars:
    """A column of answers has the name of the Series."""

    def __init__(self, column: Any) -> None:
        import polars as pl

        if not isinstance(column, pl.Series):
            raise TypeError(f"a column must be a Polars Series, not {type(column).__name__}; for a frame: with_support")
        self._name = column.name
        self.array: Any
        if str(column.dtype) in ("Object", "Int128", "UInt128"):
            # Arrow has no array for these.
            self.array = _array_of_objects(column.to_list())
        else:
            # Polars keeps texts as Arrow string views: nothing is copied.
            self.array = _arrow.checked(column.to_arrow(compat_level=pl.CompatLevel.newest()))

    def column(self, booleans: Any) -> Any:
        import polars as pl

        return pl.Series(self._name, pl.from_arrow(booleans))

    def table(self, columns: Any) -> Any:
        import polars as pl

        return pl.from_arrow(columns)


def _array_of_objects(objects: Any, *, without_nulls: Callable[[Any], Any] | None = None) -> Any:
    """Texts or integers, with None among them, as an Arrow array; ``TypeError`` says where something else stands.

    Args:
        objects: a list or an array.
        without_nulls: if other objects stand for nulls, as pandas knows them, a function that puts None in their place.
    """
    try:
        array = pa.array(objects, from_pandas=without_nulls is not None)
    except (pa.ArrowException, ValueError, TypeError, OverflowError):
        array = None  # Arrow's message would show the value
    # Arrow makes bytes of some mixtures, and has no type for integers beyond 64 bits and for lone surrogates.
    if array is None or not _arrow.is_number_type(array.type):
        array = pa.array(as_texts(without_nulls(objects) if without_nulls else objects), pa.string())
    return array


def _without_nan(column: Any) -> list[object]:
    """The objects of a NumPy array, with None in the place of NaN, NaT and pandas' NA."""
    pandas = sys.modules.get("pandas")  # if it is not imported, there is no NA
    nulls = (getattr(pandas, "NA", None), getattr(pandas, "NaT", None))
    return [None if any(each is null for null in nulls) or _is_nan(each) else each for each in column.tolist()]


def _array_of_pandas(series: Any, *, is_category: bool) -> Any:
    if series.dtype == object:
        return _array_of_objects(
            series.to_numpy(), without_nulls=lambda _: series.where(series.notna(), None).to_numpy()
        )
    if is_category and not len(series.cat.categories):
        return pa.nulls(len(series), pa.string())  # without categories their type is objects or floats
    try:
        array = pa.array(series, from_pandas=True)
    except UnicodeEncodeError:
        # string[python] may hold a lone surrogate.
        return _array_of_pandas(series.astype(object), is_category=False)
    except (pa.ArrowException, ValueError, TypeError):
        raise TypeError(f"a column of numbers must hold texts or integers, not {series.dtype}") from None
    return _arrow.checked(array)


def _is_nan(each: object) -> bool:
    """Whether something is NaN, or NumPy's NaT: only these differ from themselves."""
    return isinstance(each, (float, np.datetime64)) and bool(each != each)  # noqa: PLR0124


#: The adapters: of lists, and of what each package has for a column.
ADAPTERS: Mapping[str, Callable[[Any], Adapter]] = {
    "list": _List,
    "numpy": _NumPy,
    "pandas": _Pandas,
    "polars": _Polars,
    "pyarrow": _Arrow,
}
