"""Many examples of a strategy, what its examples show, and its simplest one.

The seed is fixed, so that a test gives the same result in every run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeVar

from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

T = TypeVar("T")
Trait = TypeVar("Trait")

# For searches, which end at the first hit: so many that missing what is rare would not be bad luck.
ENOUGH = 20_000


def _settings(count: int, *phases: Phase) -> settings:
    # Without Phase.explain, which would take most of the time to say what a failure depends on.
    return settings(max_examples=count, derandomize=True, database=None, deadline=None, phases=phases)


def examples(strategy: st.SearchStrategy[T], count: int) -> list[T]:
    """As many examples as are asked for; a strategy that rejects some of what it draws fails to give as many."""
    found: list[T] = []

    @_settings(count, Phase.generate)
    @given(strategy)
    def keep(value: T) -> None:
        found.append(value)

    keep()
    return found


def seen(
    strategy: st.SearchStrategy[T],
    wanted: Iterable[Trait],
    traits: Callable[[T], Iterable[Trait]],
    drawn: list[T] | None = None,
) -> set[Trait]:
    """The traits of examples already drawn, and of as many more as it takes to see all that are wanted.

    Those are added to the ones drawn, for the next to look at.
    """
    drawn = [] if drawn is None else drawn
    found = {trait for value in drawn for trait in traits(value)}
    all_wanted = set(wanted)

    def is_enough(value: T) -> bool:
        drawn.append(value)
        found.update(traits(value))
        return found >= all_wanted

    if not found >= all_wanted:
        with suppress(NoSuchExample):
            find(strategy, is_enough, settings=_settings(ENOUGH, Phase.generate))
    return found


def simplest(strategy: st.SearchStrategy[T], where: Callable[[T], object] = lambda _: True) -> T:
    """What Hypothesis reports in the end when a test fails for such examples."""
    return find(strategy, lambda value: bool(where(value)), settings=_settings(ENOUGH, Phase.generate, Phase.shrink))
