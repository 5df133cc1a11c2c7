"""What an argument of a strategy may be: checks that refuse when the strategy is asked for, not when it is drawn from.

Each raises Hypothesis' ``InvalidArgument``, which is a ``TypeError``. No message shows a value: it may be a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from beian_segments.segments import SegmentTable

__all__ = ["code", "flag", "one_of", "strategy", "table"]


def table(value: object) -> SegmentTable:
    """A table."""
    if not isinstance(value, SegmentTable):
        raise InvalidArgument(f"table must be a SegmentTable, not {type(value).__name__}")
    return value


def flag(name: str, value: object) -> None:
    """True, False or None."""
    if value is not None and not isinstance(value, bool):
        raise InvalidArgument(f"{name} must be True, False or None, not {type(value).__name__}")


def code(name: str, value: object) -> None:
    """A str or None."""
    if value is not None and not isinstance(value, str):
        raise InvalidArgument(f"{name} must be a str or None, not {type(value).__name__}")


def one_of(name: str, value: object, known: Iterable[str]) -> None:
    """One of some codes, or None."""
    code(name, value)
    if value is not None and value not in (codes := tuple(known)):
        raise InvalidArgument(f"{name} must be one of {', '.join(codes)}")


def strategy(name: str, value: object) -> st.SearchStrategy[Any]:
    """A strategy, and not a value for it to give."""
    if not isinstance(value, st.SearchStrategy):
        advice = "for one value wrap it in hypothesis.strategies.just"
        raise InvalidArgument(f"{name} must be a strategy, not {type(value).__name__}; {advice}")
    return value
