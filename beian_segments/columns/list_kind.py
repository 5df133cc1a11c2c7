"""A list as an Arrow array."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from beian_segments.columns import _arrow
from beian_segments.columns.lists import as_texts

__all__ = ["Kind", "array_of_objects"]


class Kind:
    """A list; answers come as lists."""

    def __init__(self, column: list[object]) -> None:
        self.array: Any = array_of_objects(column)

    def flags(self, answer: Any) -> Any:
        """Booleans and None."""
        return answer.to_pylist()

    def table(self, answers: Any) -> Any:
        """A dict of lists."""
        return answers.to_pydict()


def array_of_objects(objects: Any) -> Any:
    """Python objects, texts or integers and None, as an Arrow array.

    Raises:
        TypeError: there is something else; says where and of which type.
    """
    try:
        array = pa.array(objects)
    except (pa.ArrowException, ValueError, TypeError, OverflowError):
        # Arrow's words would carry the value.
        array = None
    # A mixture may pass for bytes, an integer beyond 64 bits has no type, nor has a lone surrogate: look closely.
    if array is None or not _arrow.is_number_type(array.type):
        array = pa.array(as_texts(objects), pa.string())
    return array
