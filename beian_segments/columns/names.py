"""Names of columns in messages. Those of a file without a header are its first row: they may be somebody's number."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

__all__ = ["listed", "shown"]

_MOST_LISTED = 10
_LONGEST = 40
# A segment has five digits at most; with seven a name begins to be somebody's number.
_HIDDEN_FROM = 7


def shown(name: object) -> str:
    """A name in quotation marks: cut if it is long, its digits hidden if they could be a number."""
    text = str(name)
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    if sum(character.isdigit() for character in text) >= _HIDDEN_FROM:
        cut = "".join("*" if character.isdigit() else character for character in cut)
    return repr(cut)


def listed(names: Iterable[object]) -> str:
    """The first of some names, and how many more there are."""
    rest = iter(names)
    first = ", ".join(map(shown, islice(rest, _MOST_LISTED)))
    more = sum(1 for _ in rest)
    return f"{first} and {more} more" if more else first or "none"
