"""Many examples of a strategy at once, the same ones in every run, and the simplest of some kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

T = TypeVar("T")


def examples(strategy: st.SearchStrategy[T], count: int = 2_000) -> list[T]:
    """As many examples as are asked for; a strategy that rejects some of what it draws does not come this far."""
    found: list[T] = []

    @settings(max_examples=count, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(strategy)
    def keep(value: T) -> None:
        found.append(value)

    keep()
    return found


def any_of(strategy: st.SearchStrategy[T], where: Callable[[T], bool]) -> bool:
    """Whether there is such an example. What is rare needs many; they end at the first."""
    try:
        find(strategy, where, settings=settings(database=None, max_examples=20_000, phases=[Phase.generate]))
    except NoSuchExample:
        return False
    return True


def simplest(strategy: st.SearchStrategy[T], where: Callable[[T], object] = lambda _: True) -> T:
    """What Hypothesis reports in the end when a test fails for such examples."""
    return find(strategy, lambda value: bool(where(value)), settings=settings(database=None, max_examples=2_000))
