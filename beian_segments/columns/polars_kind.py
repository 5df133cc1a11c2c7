"""Polars Series as Arrow arrays."""

from __future__ import annotations

from typing import Any

import polars as pl

from beian_segments.columns import _arrow

__all__ = ["Kind"]


# Which Arrow has no array for, as far as the Polars that is here knows them.
_OF_OBJECTS = [getattr(pl, name) for name in ("Object", "Int128", "UInt128") if hasattr(pl, name)]


class Kind:
    """A Series; answers come as a Series of its name, a table as a DataFrame."""

    def __init__(self, column: Any) -> None:
        if not isinstance(column, pl.Series):
            raise TypeError(f"a column must be a Polars Series, not {type(column).__name__}; for a frame: with_support")
        self._name = column.name
        self.array: Any
        if column.dtype in _OF_OBJECTS:
            from beian_segments.columns.list_kind import array_of_objects

            self.array = array_of_objects(column.to_list())
        else:
            # Polars keeps texts as Arrow string views: nothing is copied.
            self.array = _arrow.checked(column.to_arrow(compat_level=pl.CompatLevel.newest()))

    def flags(self, answer: Any) -> Any:
        """Booleans of the same name."""
        return pl.Series(self._name, pl.from_arrow(answer))

    def table(self, answers: Any) -> Any:
        """A DataFrame with categorical columns."""
        return pl.from_arrow(answers)
