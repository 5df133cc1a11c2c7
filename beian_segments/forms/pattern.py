"""The patterns that a browser and a JSON Schema check: compiled from a table. Ground floor of the room."""

from __future__ import annotations

from functools import lru_cache

from beian_segments.grammar import LENGTH, both_widths
from beian_segments.pattern import NOTHING, number_pattern
from beian_segments.prefixset import DIGITS, PrefixSet

__all__ = ["field_pattern"]

_DIGIT = both_widths(DIGITS)
_GAP = f"[^{_DIGIT[1:-1]}]*"
_ZERO = both_widths("0")
# 86 after nothing, 0 or 00, then a trunk 0. A plus and tel: are part of the gap.
_BEFORE = f"{_GAP}(?:(?:{_ZERO}{{1,2}}{_GAP})?{both_widths('8')}{both_widths('6')}{_GAP})?(?:{_ZERO}{_GAP})?"


# Some frameworks make their fields anew for every request.
@lru_cache(maxsize=32)
def field_pattern(listed: PrefixSet, *, strict: bool) -> str:
    """A pattern without anchors of what a field takes, for HTML (``v`` flag), JSON Schema and Python alike.

    Args:
        listed: the numbers that the table lists.
        strict: whether 11 ASCII digits are the only writing; the pattern is then exact. Otherwise it takes every
            accepted writing of a listed number and decides by the digits alone: what is no digit passes, and is the
            server's to refuse, in words that help more than a browser's.
    """
    if strict:
        return number_pattern(listed, LENGTH)
    depth = max(map(len, listed.prefixes), default=0)
    if not depth:
        return NOTHING
    start = number_pattern(listed, depth, digits=both_widths, gap=_GAP)
    rest = f"(?:{_GAP}{_DIGIT}){{{LENGTH - depth}}}" if depth < LENGTH else ""
    return f"{_BEFORE}{start}{rest}{_GAP}"
