"""pandas Series as Arrow arrays."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

from beian_segments.columns import _arrow
from beian_segments.columns.list_kind import array_of_objects

__all__ = ["Kind"]


class Kind:
    """A Series; answers come as a Series of its index and name, a table as a DataFrame of its index."""

    def __init__(self, column: Any) -> None:
        if not isinstance(column, pd.Series):
            raise TypeError(f"a column must be a pandas Series, not {type(column).__name__}; for a frame: with_support")
        self._column = column
        self.array: Any = _array(column)

    def flags(self, answer: Any) -> Any:
        """Booleans that know null: the type ``boolean``, or Arrow's if that is what was given."""
        if isinstance(self._column.dtype, pd.ArrowDtype):
            values = pd.arrays.ArrowExtensionArray(_chunked(answer))
        else:
            if isinstance(answer, pa.ChunkedArray):
                answer = answer.combine_chunks()
            values = pd.arrays.BooleanArray(_arrow.truth(answer), _arrow.null_mask(answer))
        return pd.Series(values, index=self._column.index, name=self._column.name, copy=False)

    def table(self, answers: Any) -> Any:
        """Categorical columns, the number a text."""
        return answers.to_pandas().set_axis(self._column.index, axis=0)


def _array(column: Any) -> Any:
    if column.dtype == object:
        return array_of_objects(column.where(column.notna(), None).to_numpy())
    if isinstance(column.dtype, pd.CategoricalDtype) and not len(column.cat.categories):
        # Where all is null, pandas has made categories of objects, or of floats.
        return pa.nulls(len(column), pa.string())
    try:
        array = pa.array(column, from_pandas=True)
    except UnicodeEncodeError:
        # A text type that keeps Python's texts, one with a lone surrogate among them.
        return array_of_objects(column.astype(object).where(column.notna(), None).to_numpy())
    except (pa.ArrowException, ValueError, TypeError):
        raise TypeError(f"a column of numbers must hold texts or integers, not {column.dtype}") from None
    return _arrow.checked(array)


def _chunked(answer: Any) -> Any:
    return answer if isinstance(answer, pa.ChunkedArray) else pa.chunked_array([answer])
