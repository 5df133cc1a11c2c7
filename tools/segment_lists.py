"""The segments in a cell of a provider's page.

Writings such as ``130、131，135-139 号段``, ``134(0-8)``, ``1703/5/6``, ``134-0~8`` and ``1440X`` are known. A text is
read as a whole or refused, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from beian_segments._data import LEADS, SEPARATORS
from beian_segments.redact import hide_digits, printable
from tools.html_tables import PageError

__all__ = ["has_dashed_ranges", "listed_prefixes", "mentions_segments", "plain", "quoted"]

_PLAIN: dict[int, int | str | None] = {ord("！") + offset: ord("!") + offset for offset in range(94)}
for _kind, _replacement in (("white_space", " "), ("dashes", "-"), ("invisible", None)):
    _PLAIN |= {point: _replacement for low, high in SEPARATORS[_kind] for point in range(low, high + 1)}
_PLAIN |= dict.fromkeys(map(ord, "~～〜"), "-")
# The characters of the words that are looked for, as pages of Hong Kong and Taiwan have them.
_PLAIN |= str.maketrans("號碼網運營經業電務無狀態開頭與", "号码网运营经业电务无状态开头与")

_LONGEST_RANGE = 100

_BETWEEN = "(?:[ ,;|、·•.。]|以及|和|及|与)++"
_SEPARATOR, _ANY_SEPARATOR = re.compile(_BETWEEN), re.compile(f"(?:/|{_BETWEEN})++")
_SLASH = re.compile(" ?/ ?")
_TO = re.compile(" ?(?:-++|至|到) ?")
# 1440X: the digits that follow are free.
_ITEM = re.compile("(?P<first>[0-9]++)[Xx]*+(?:-(?P<last>[0-9]++)[Xx]*+)?+(?:号?段)?+(?:开头)?+")
# 134(0-8), 1349(2,3,9): the digit after the segment's.
_BRACKETS = re.compile(r"(?<![0-9])(?P<head>1[0-9]{2,3}+) ?\( ?(?P<digits>[0-9][^()]*+)\)")
_DIGITS = re.compile("[0-9]{1,2}(?:-[0-9]{1,2})?")
# 134-0~8, 174-00~05: a segment, and a range of the digits after it.
_DASHED_RANGE = re.compile("(?P<head>1[0-9]{2})-(?P<first>[0-9]{1,2})-(?P<last>[0-9]{1,2})")
# 134-9 is 1349 where a list writes 134-0~8, and a range up to 139 elsewhere, perhaps.
_DASHED = re.compile("(?P<head>1[0-9]{2})-(?P<digits>[0-9]{1,2})")
_MENTION = re.compile(f"(?<![0-9])(?:{'|'.join(LEADS)})[0-9]{{1,3}}(?![0-9])")
_LOOKED_FOR = f"looked for 3 to 5 digits that begin with {LEADS[0]} to {LEADS[-1]}, or a range of them"


def plain(text: str) -> str:
    """A text for parsing: full-width as ASCII, one kind of blank and of dash, simplified, nothing invisible."""
    return " ".join(text.translate(_PLAIN).split())


def quoted(text: str) -> str:
    """A piece of a page for a message: cut and printable, digits hidden if they could be a phone number."""
    shown = hide_digits(text)
    return f"“{printable(shown if len(shown) <= 24 else f'{shown[:24]}…')}”"


def mentions_segments(text: str) -> bool:
    """Whether a heading or a note names a segment."""
    return _MENTION.search(plain(text)) is not None


def has_dashed_ranges(texts: Iterable[str]) -> bool:
    """Whether a list sets the digits after a segment off with a dash, by a text such as ``134-0~8``."""
    return any(_DASHED_RANGE.fullmatch(item) for text in texts for item in _ANY_SEPARATOR.split(_items_text(text)))


def listed_prefixes(text: str, *, dashed: bool = False) -> Iterator[str]:
    """The segments of a cell; a range includes both ends.

    >>> list(listed_prefixes("134（0-2、9）、1703/5、174-00~01、1440X"))
    ['1340', '1341', '1342', '1349', '1703', '1705', '17400', '17401', '1440']

    Args:
        text: the cell's.
        dashed: whether ``134-9`` is 1349, as :func:`has_dashed_ranges` of the whole list says.

    Raises:
        PageError: an item is no segment and no range; shows it.
    """
    runs = [run for run in _SEPARATOR.split(_items_text(text)) if run.strip("/")]
    if not runs:
        raise PageError("names no segment")
    for run in runs:
        prefix = ""
        for item in filter(None, run.split("/")):
            prefixes = _continued(prefix, item) or list(_range(item, dashed=dashed))
            yield from prefixes
            prefix = prefixes[0] if len(prefixes) == 1 else ""


def _items_text(text: str) -> str:
    """A cell's text with brackets written out, one sign for ranges, and slashes without blanks around them."""
    return _SLASH.sub("/", _BRACKETS.sub(_written_out, _TO.sub("-", plain(text))))


def _written_out(found: re.Match[str]) -> str:
    items = [item for item in _ANY_SEPARATOR.split(found["digits"]) if item]
    if not all(_DIGITS.fullmatch(item) for item in items):
        return found[0]
    return "、".join("-".join(found["head"] + end for end in item.split("-")) for item in items) + "、"


def _continued(before: str, item: str) -> list[str]:
    """``5`` after ``1703``: the segment that has this last digit instead, if it goes up."""
    is_last = item.isdigit() and len(item) == (2 if len(before) == 5 and len(item) == 2 else 1)
    prefix = before[: -len(item)] + item
    return [prefix] if before and is_last and prefix > before else []


def _range(item: str, *, dashed: bool) -> Iterator[str]:
    if found := _DASHED_RANGE.fullmatch(item):
        first, last = found["head"] + found["first"], found["head"] + found["last"]
    elif found := _DASHED.fullmatch(item):
        if not dashed:
            shown, finer = quoted(item), found["head"] + found["digits"]
            raise PageError(f"{shown} is no segment: write out whether it is {finer} or a range; {_LOOKED_FOR}")
        first = last = found["head"] + found["digits"]
    else:
        found = _ITEM.fullmatch(item)
        first, last = (found["first"], found["last"] or found["first"]) if found else (item, item)
    for end in (first, last):
        if not found or not 3 <= len(end) <= 5 or not end.startswith(LEADS):
            raise PageError(f"{quoted(end)} is no segment: {_LOOKED_FOR}")
    if len(first) != len(last) or not int(first) <= int(last) < int(first) + _LONGEST_RANGE:
        why = f"it must go up, between segments of one length, through {_LONGEST_RANGE} at most"
        raise PageError(f"{quoted(first)} to {quoted(last)} is no range of segments: {why}")
    yield from map(str, range(int(first), int(last) + 1))
