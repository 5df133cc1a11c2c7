"""Segments as pages list them: ``130、131，135-139 号段``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beian_segments import _data
from tools.page_text import PageError, plain, quoted

__all__ = ["listed_prefixes", "mentions_segments"]

_LENGTHS = range(3, 6)
# Of a range no list needs more: it goes through the last digit or the last two.
_LONGEST_RANGE = 100

_SEPARATORS = re.compile("(?:[ ,;/|、·•.。]|以及|和|及|与)++")
_TO = re.compile(" ?(?:-++|至|到) ?")
_ITEM = re.compile("(?P<first>[0-9]++)(?:-(?P<last>[0-9]++))?+(?:号?段)?+(?:开头)?+")
_MENTION = re.compile(f"(?<![0-9])(?:{'|'.join(_data.LEADS)})[0-9]{{1,3}}(?![0-9])")


def listed_prefixes(text: str) -> Iterator[str]:
    """The segments of a cell, in its order.

    Between them may be white space, commas and the like; ``135-139`` and ``135至139`` are ranges, both ends in it.

    Raises:
        PageError: there is no segment, or something that is none.
    """
    items = [item for item in _SEPARATORS.split(_TO.sub("-", plain(text))) if item]
    if not items:
        raise PageError("names no segment")
    for item in items:
        found = _ITEM.fullmatch(item)
        if not found:
            raise _no_segment(item)
        yield from _range(found["first"], found["last"] or found["first"])


def _range(first: str, last: str) -> Iterator[str]:
    for end in (first, last):
        if len(end) not in _LENGTHS or not end.startswith(_data.LEADS):
            raise _no_segment(end)
    if len(first) != len(last) or not int(first) <= int(last) < int(first) + _LONGEST_RANGE:
        reason = f"it must go up, between segments of one length, through {_LONGEST_RANGE} at most"
        raise PageError(f"{quoted(first)} to {quoted(last)} is no range of segments: {reason}")
    yield from map(str, range(int(first), int(last) + 1))


def _no_segment(text: str) -> PageError:
    leads = f"{_data.LEADS[0]} to {_data.LEADS[-1]}"
    lengths = f"{_LENGTHS[0]} to {_LENGTHS[-1]} digits"
    return PageError(f"{quoted(text)} is no segment: looked for {lengths} that begin with {leads}, or a range of them")


def mentions_segments(text: str) -> bool:
    """Whether a text has something that looks like a segment."""
    return _MENTION.search(plain(text)) is not None
