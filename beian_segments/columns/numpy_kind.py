"""NumPy arrays as Arrow arrays."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pyarrow as pa

from beian_segments.columns import _arrow
from beian_segments.columns.list_kind import array_of_objects

__all__ = ["Kind"]


class Kind:
    """An array of one dimension; answers come as an array, a table as a dict of arrays of objects."""

    def __init__(self, column: Any) -> None:
        if not isinstance(column, np.ndarray):
            raise TypeError(f"a column must be a NumPy array, not {type(column).__name__}")
        if column.ndim != 1:
            raise TypeError(f"a column must be an array of one dimension, not of {column.ndim}")
        self._has_nulls = column.dtype.kind in "OT" or isinstance(column, np.ma.MaskedArray)
        self.array: Any = _array(column)

    def flags(self, answer: Any) -> Any:
        """Booleans; for an array of objects, and for a masked one, objects: True, False, None."""
        if self._has_nulls:
            return np.array(answer.to_pylist(), object)
        return _arrow.truth(answer)

    def table(self, answers: Any) -> Any:
        """A dict of arrays of texts and None."""
        return {name: np.array(answers[name].to_pylist(), object) for name in answers.column_names}


def _array(column: Any) -> Any:
    kind = column.dtype.kind
    if kind in "iu":
        mask = np.ma.getmaskarray(column) if isinstance(column, np.ma.MaskedArray) else None
        # Arrow knows the machine's own byte order only.
        return pa.array(np.ascontiguousarray(column, column.dtype.newbyteorder("=")), mask=mask)
    if kind in "OTU":
        # Arrow would end a fixed-width text at its first NUL, NumPy only drops those at its end; Python's texts are
        # what NumPy says they are. A masked one is None.
        # What pandas has for null it writes into objects, too. If it is not imported there is none of it.
        na = getattr(sys.modules.get("pandas"), "NA", None)
        return array_of_objects([None if each is na or _is_nan(each) else each for each in column.tolist()])
    if kind == "S":
        return array_of_objects([None if each is None else each.decode("utf-8", "replace") for each in column.tolist()])
    hint = "; floats round numbers and lose zeros: read the column as text" if kind == "f" else ""
    raise TypeError(f"a column of numbers must hold texts or integers, not {column.dtype}{hint}")


def _is_nan(each: object) -> bool:
    """Whether an object is the float that stands for null where there is no better one."""
    return isinstance(each, float) and each != each  # noqa: PLR0124 - only NaN differs from itself
