"""Names of columns in messages. Those of a file without a header are its first row: they may be somebody's number."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from beian_segments.segment import shown_word

__all__ = ["listed", "shown"]

_MOST_LISTED = 10
_LONGEST = 40
# A segment has five digits at most; with seven a name begins to be somebody's number.
_MOST_DIGITS = 6


def shown(name: object) -> str:
    """A name in quotation marks: cut if it is long, its digits hidden if they could be a number."""
    text = shown_word(str(name), _MOST_DIGITS)
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def listed(names: Iterable[object]) -> str:
    """The first of some names, and how many more there are."""
    rest = iter(names)
    first = ", ".join(map(shown, islice(rest, _MOST_LISTED)))
    more = sum(1 for _ in rest)
    return f"{first} and {more} more" if more else first or "none"
