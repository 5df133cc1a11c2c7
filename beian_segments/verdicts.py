"""The codes of an answer. Imports nothing of the package.

The codes are stable: other programs store, translate and compare them. Their sentences are in ``data/verdicts.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Literal, Self

__all__ = ["NO_PARAMS", "Caveat", "Params", "PrefixStatus", "Verdict"]


class Verdict(StrEnum):
    """The answer to a text: the first that applies, in this order.

    >>> from beian_segments import check_segment
    >>> check_segment("13800138000").verdict is Verdict.SUPPORTED
    True
    >>> check_segment("010-65529988").verdict
    <Verdict.NOT_MOBILE: 'not-mobile'>
    """

    EMPTY = "empty"
    NOT_A_NUMBER = "not-a-number"
    NOT_MAINLAND = "not-mainland"
    NOT_MOBILE = "not-mobile"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    SEGMENT_NOT_LISTED = "segment-not-listed"
    SUPPORTED = "supported"


#: What to know about a segment besides the verdict, in the order of a report.
Caveat = Literal[
    "carrier-label-differs",
    "mvno",
    "iot",
    "data-card",
    "satellite",
    "unallocated",
    "extrapolated",
    "low-confidence",
    "wide-use",
]


class PrefixStatus(StrEnum):
    """What the digits typed so far can still become.

    >>> from beian_segments import match_prefix
    >>> [str(match_prefix(typed).status) for typed in ("138", "14", "192", "2")]
    ['supported', 'possible', 'not-listed', 'invalid']
    """

    SUPPORTED = "supported"
    POSSIBLE = "possible"
    NOT_LISTED = "not-listed"
    INVALID = "invalid"


class Params(Mapping[str, str]):
    """The facts that a sentence is made of, by name: an immutable mapping that hashes and pickles."""

    __slots__ = ("_items",)
    _items: dict[str, str]

    def __init__(self, items: Mapping[str, str] = {}, /) -> None:
        object.__setattr__(self, "_items", dict(items))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __getitem__(self, key: str) -> str:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._items!r})"

    def __reduce__(self) -> tuple[type[Self], tuple[dict[str, str]]]:
        return type(self), (self._items,)


NO_PARAMS = Params()
