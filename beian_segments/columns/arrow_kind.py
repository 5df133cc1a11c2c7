"""Arrow arrays as they are."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from beian_segments.columns import _arrow

__all__ = ["Kind"]


class Kind:
    """An array or a chunked array; answers come as what was given, a table as an Arrow table."""

    def __init__(self, column: Any) -> None:
        if not isinstance(column, pa.Array | pa.ChunkedArray):
            raise TypeError(f"a column must be an Arrow array or chunked array, not {type(column).__name__}")
        self.array: Any = _arrow.checked(column)

    def flags(self, answer: Any) -> Any:
        """Booleans, chunked as they came."""
        return answer

    def table(self, answers: Any) -> Any:
        """The table itself."""
        return answers
