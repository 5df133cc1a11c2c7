"""``is_supported`` and ``classify``: find the adapter of a column, and answer in the kind that came in.

Imports no package: NumPy, pyarrow and what needs them are imported by the call that needs them.
"""

from __future__ import annotations

import sys
from functools import partial
from itertools import filterfalse
from typing import TYPE_CHECKING, Any, TypeVar, overload

from beian_segments._extras import have, needed
from beian_segments.columns import lists
from beian_segments.parsing import LENGTH
from beian_segments.prefixes import number_pattern
from beian_segments.validator import DEFAULT_VALIDATOR, SegmentValidator

if TYPE_CHECKING:
    from beian_segments.columns.adapters import Adapter

__all__ = ["adapter_of", "classify", "is_supported"]

Column = TypeVar("Column")

# The packages that columns are from, if they are no lists.
_PACKAGES = ("numpy", "pandas", "polars", "pyarrow")

# What all columns but short lists need.
_NEEDED = ("numpy", "pyarrow")

# The pattern of more prefixes is larger than Polars accepts, or slow.
_MOST_IN_PATTERN = 2_000

# From so many rows on a list is quicker by way of Arrow, if that is imported already; and from so many where the import
# is not yet done, which is for the next call too.
_LONG_LIST = 1_000
_LONG_LIST_AND_IMPORT = 10_000


@overload
def is_supported(
    column: list[str | None], *, writings: bool = False, validator: SegmentValidator = DEFAULT_VALIDATOR
) -> list[bool | None]: ...
@overload
def is_supported(
    column: Column, *, writings: bool = False, validator: SegmentValidator = DEFAULT_VALIDATOR
) -> Column: ...
def is_supported(column: Any, *, writings: bool = False, validator: SegmentValidator = DEFAULT_VALIDATOR) -> Any:
    """Whether the numbers of a column are of listed segments: :func:`~beian_segments.is_supported_segment` by row.

    >>> is_supported(["13800138000", "19212345678", "+86 138 0013 8000", None])
    [True, False, False, None]
    >>> is_supported(["+86 138 0013 8000"], writings=True)
    [True]

    Args:
        column: a list of texts; an Arrow array or chunked array, a Polars or pandas Series, or a NumPy array, of
            texts in any of their types, of objects, or of integers. An integer is read as its decimal digits; a
            negative one is no number. Or a Polars expression of texts: cast one of integers or categories to
            ``pl.String``.
        writings: False accepts canonical numbers only, eleven ASCII digits: what a clean column has. True accepts
            every writing that :func:`~beian_segments.is_supported_segment` accepts.
        validator: the validator of a table of your own instead of the packaged one.

    Returns:
        Booleans in the same kind of column, in the same order; null stays null. A list, a NumPy array of objects and
        a masked one have None for null. A pandas Series has the type ``boolean``, or Arrow's if that came in, and keeps
        its index and name. A Polars expression gives one that Polars plans and runs itself; with ``writings``, or for a
        table of thousands of prefixes, one that calls this function by batches.

    Raises:
        TypeError: the column is of no such kind, or holds anything but texts or integers, floats for instance. Of an
            expression Polars says so, when it runs.
        ValueError: with ``writings``, an Arrow column of texts holds one that is not UTF-8; without, such a text is
            False like any other that is not canonical.
        ImportError: the kind needs a package that is not installed; names the extra ``columns``.
    """
    if type(column) is list and not _is_for_arrow(len(column)):
        return lists.is_supported(column, validator, writings=writings)
    if _is_expression(column):
        return _supported_in_polars(column, validator, writings=writings)
    adapter = adapter_of(column)
    from beian_segments.columns.classification import supported

    return adapter.column(supported(adapter.array, validator, writings=writings))


def _is_expression(column: object) -> bool:
    """Whether a column is an expression of Polars, which need not be installed."""
    bases = type(column).__mro__
    return any(base.__name__ == "Expr" and base.__module__.partition(".")[0] == "polars" for base in bases)


def _is_for_arrow(rows: int) -> bool:
    """Whether a list of so many rows is quicker by way of Arrow."""
    if rows < _LONG_LIST:
        return False
    return _are_imported() or (rows >= _LONG_LIST_AND_IMPORT and have(*_NEEDED))


def _are_imported() -> bool:
    """Whether what most columns need is imported already."""
    return all(map(sys.modules.get, _NEEDED))


def _supported_in_polars(text: Any, validator: SegmentValidator, *, writings: bool) -> Any:
    import polars as pl

    listed = validator.table.listed
    if writings or len(listed.prefixes) > _MOST_IN_PATTERN:
        of_batch = partial(is_supported, writings=writings, validator=validator)
        return text.map_batches(of_batch, return_dtype=pl.Boolean, is_elementwise=True)
    if not listed.prefixes:
        return text.str.len_chars() < 0  # False, and null for null
    return text.str.contains(f"^{number_pattern(listed, LENGTH)}$")


def classify(column: Any, *, validator: SegmentValidator = DEFAULT_VALIDATOR, recover: bool = False) -> Any:
    """What :func:`~beian_segments.check_segment` says of every row, in any accepted writing, as columns.

    >>> answers = classify(["+86 138 0013 8000", "19212345678", "138", None])
    >>> answers["verdict"]
    ['supported', 'segment-not-listed', 'too-short', None]
    >>> answers["number"]
    ['13800138000', '19212345678', None, None]
    >>> answers["segment"], answers["carrier"]
    (['138', '192', None, None], ['mobile', 'broadnet', None, None])
    >>> answers = classify(["13800138000.0", "138****8000"], recover=True)
    >>> answers["damage"], answers["number"], answers["recovered"]
    (['decimal', 'masked'], ['13800138000', None], [True, False])

    Args:
        column: as for :func:`is_supported`.
        validator: the validator of a table of your own instead of the packaged one.
        recover: give a refused text in which exactly one number is found the answer of that number.

    Returns:
        The columns ``verdict``, ``number`` (canonical, for the verdicts ``supported`` and ``segment-not-listed``),
        ``segment`` (the prefix of the row that decides), ``carrier`` and ``service`` (of that row), ``damage`` (how a
        refused text is broken, where that is known) and, with ``recover``, ``recovered`` (booleans), in that order: an
        Arrow table, a Polars or pandas DataFrame, a dict of NumPy arrays of objects or a dict of lists, after the
        kind of the column. The words are dictionary-encoded, or categorical, where the kind has that. Where
        the column is null, all are.

    Raises:
        TypeError, ValueError, ImportError: as :func:`is_supported` with ``writings``; a list needs the extra too.
    """
    adapter = adapter_of(column)
    from beian_segments.columns.classification import classified

    return adapter.table(classified(adapter.array, validator, recover=recover))


def adapter_of(column: object) -> Adapter:
    """The adapter of a column; raises as :func:`is_supported`."""
    # A subclass counts as what it is derived from.
    packages = (base.__module__.partition(".")[0] for base in type(column).__mro__)
    kind = "list" if isinstance(column, list) else next((name for name in packages if name in _PACKAGES), None)
    if kind is None:
        raise TypeError(
            "a column must be a list, an Arrow array, a Polars or pandas Series or a NumPy array, "
            f"not {type(column).__name__}"
        )
    for name in filterfalse(sys.modules.get, _NEEDED):
        needed(name)
    from beian_segments.columns.adapters import ADAPTERS

    return ADAPTERS[kind](column)
