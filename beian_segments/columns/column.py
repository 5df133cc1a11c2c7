"""The questions asked of a column: finds out what kind it is, and gives the answer back in that kind."""

from __future__ import annotations

from typing import Any, TypeVar, overload

from beian_segments._extras import have, needed
from beian_segments.columns import lists
from beian_segments.validator import DEFAULT_VALIDATOR, SegmentValidator

__all__ = ["classify", "is_supported", "kind_of"]

Column = TypeVar("Column")

# The modules of the package that know a kind of column, by the package that the kind is from.
_KINDS = {"pyarrow": "arrow_kind", "polars": "polars_kind", "pandas": "pandas_kind", "numpy": "numpy_kind"}

# From so many rows on, what it takes to import Arrow and to make an array is worth it for a list.
_LONG = 10_000


@overload
def is_supported(
    column: list[str | None], *, writings: bool = False, validator: SegmentValidator = DEFAULT_VALIDATOR
) -> list[bool | None]: ...
@overload
def is_supported(
    column: Column, *, writings: bool = False, validator: SegmentValidator = DEFAULT_VALIDATOR
) -> Column: ...
def is_supported(column: Any, *, writings: bool = False, validator: SegmentValidator = DEFAULT_VALIDATOR) -> Any:
    """Whether the segments of a column of numbers are on the published list: the predicate for every row at once.

    Args:
        column: a list of texts; an Arrow array or chunked array, a Polars or pandas Series, or a NumPy array, of
            texts in any of their types, of objects, or of integers. An integer is read as its decimal digits; a
            negative one is no number.
        writings: False takes canonical numbers only, eleven ASCII digits: what a clean column has. True takes the
            accepted writings too, as :func:`~beian_segments.is_supported_segment` does.
        validator: of a table of your own; without, the packaged one's.

    Returns:
        Booleans in the same kind of column, in the same order, with True, False, and null for null. A NumPy array of
        objects, a masked one and a list have None, a pandas Series has its nullable ``boolean`` type (or Arrow's, if it
        came in it) with its index and name.

    Raises:
        TypeError: the column is of no such kind, or holds anything but texts or integers, floats for instance.
        ValueError: an Arrow column of texts holds one that is not UTF-8; canonical numbers are told apart without
            reading the others.
        ImportError: the kind needs a package that is not installed; names the extra ``columns``.
    """
    if type(column) is list and (len(column) < _LONG or not have("numpy", "pyarrow")):
        return lists.is_supported(column, validator, writings=writings)
    given = kind_of(column)(column)
    from beian_segments.columns.classification import supported

    return given.flags(supported(given.array, validator, writings=writings))


def classify(column: Any, *, validator: SegmentValidator = DEFAULT_VALIDATOR) -> Any:
    """What :func:`~beian_segments.check_segment` says of every row: in any accepted writing, as columns.

    Args:
        column: as for :func:`is_supported`.
        validator: of a table of your own; without, the packaged one's.

    Returns:
        The columns ``verdict``, ``number`` (canonical, for the verdicts ``supported`` and ``segment-not-listed``),
        ``segment`` (the prefix of the row that decides), ``carrier`` and ``service`` (of that row), in that order:
        an Arrow table, a Polars or pandas DataFrame, a dict of NumPy arrays of objects, a dict of lists, as the
        column was. All but the number are dictionary-encoded, categorical, where the kind knows that. All are null
        for null.

    Raises:
        TypeError, ValueError, ImportError: as :func:`is_supported`; a list needs the extra too.
    """
    given = kind_of(column)(column)
    from beian_segments.columns.classification import classified

    return given.table(classified(given.array, validator))


def kind_of(column: object) -> Any:
    """The class that reads such a column."""
    if isinstance(column, list):
        package, module = "pyarrow", "list_kind"
    else:
        # A subclass of one's own is what it was made of.
        packages = (base.__module__.partition(".")[0] for base in type(column).__mro__)
        package = next((one for one in packages if one in _KINDS), "")
        if not package:
            raise TypeError(
                "a column must be a list, an Arrow array, a Polars or pandas Series or a NumPy array, "
                f"not {type(column).__name__}"
            )
        module = _KINDS[package]
    for each in ("numpy", "pyarrow", package):
        needed(each)
    return needed(f"beian_segments.columns.{module}").Kind
