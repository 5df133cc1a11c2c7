"""Texts for the conformance vectors: every writing of a number that the grammar knows, and its nearest misses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from beian_segments import _tables
from beian_segments.prefixset import DIGITS
from beian_segments.segments import SegmentTable

__all__ = ["half_typed", "writings"]

_NUMBER = "13800138000"
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_SEPARATORS = {
    code: kind for kind, ranges in _tables.SEPARATORS.items() for low, high in ranges for code in range(low, high + 1)
}


def writings() -> Iterator[tuple[str, str]]:
    """Texts with a comment each."""
    for code, kind in sorted(_SEPARATORS.items()):
        yield _with(chr(code)), f"U+{code:04X} ({kind.replace('_', ' ')}) between the digits"
    # The code points next to the separators': where a class that is a little too wide begins.
    for code in sorted({code + step for code in _SEPARATORS for step in (-1, 1)} - set(_SEPARATORS)):
        yield _with(chr(code)), f"U+{code:04X}, next to a separator but none"
    for kind in _tables.SEPARATORS:
        mark = _first(kind)
        yield f"{mark}{_NUMBER}{mark * 2}", f"{kind.replace('_', ' ')} around the number"
    for scheme, introduction, trunk in product(*_before_number()):
        text = f"{scheme}{introduction}{trunk}{_NUMBER}"
        said = " ".join(part for part in (scheme, introduction, trunk) if part) or "nothing"
        yield text, f"{said} before the number"
        # Letters have no full-width form here.
        yield scheme + text.removeprefix(scheme).translate(_WIDE), f"{said} before the number, full-width"
    for length in range(2 * len(_NUMBER)):
        if length != len(_NUMBER):
            yield (_NUMBER * 2)[:length], f"{length} digits"
    for lead in sorted({f"{first}{second}" for first in DIGITS for second in DIGITS} - set(_tables.LEADS)):
        yield lead + _NUMBER[2:], f"eleven digits that begin with {lead}"
    for place in range(len(_NUMBER)):
        yield f"{_NUMBER[:place]}x{_NUMBER[place + 1 :]}", f"a letter in place of digit {place + 1}"
        yield (
            f"{_NUMBER[:place]}{_NUMBER[place].translate(_WIDE)}{_NUMBER[place + 1 :]}",
            f"digit {place + 1} full-width",
        )


def _before_number() -> tuple[tuple[str, ...], ...]:
    code, trunk = _tables.COUNTRY_CODE, _tables.TRUNK_PREFIX
    introductions = (f"{mark}{code}" for mark in (*_tables.INTERNATIONAL_PREFIXES, trunk, ""))
    return ("", _tables.SCHEME), ("", *introductions), ("", trunk)


def _first(kind: str) -> str:
    """One of the separators of a kind."""
    return next(chr(code) for code, of in _SEPARATORS.items() if of == kind)


def _with(mark: str) -> str:
    return f"{_NUMBER[:3]}{mark}{_NUMBER[3:7]}{mark}{_NUMBER[7:]}"


def half_typed(table: SegmentTable) -> Iterator[tuple[str, str]]:
    """Fields on the way, with a comment each."""
    for row in table:
        yield row.prefix, f"{row.prefix}: a row"
    for length in range(len(_NUMBER) + 2):
        yield f"{_NUMBER}0"[:length], f"{length} digits typed"
    for lead in (f"{first}{second}" for first in DIGITS for second in DIGITS):
        yield lead, f"{lead} typed"
    for scheme, introduction, trunk in product(*_before_number()):
        whole = f"{scheme}{introduction}{trunk}"
        for end in range(1, len(whole) + 1):
            yield whole[:end], "on the way to a number"
            yield f"{whole[:end]} {_NUMBER[:4]}", "the beginning of a number after it"
    for kind in _tables.SEPARATORS:
        mark = _first(kind)
        yield mark, f"a separator alone ({kind.replace('_', ' ')})"
        yield f"138{mark}001", f"a separator inside ({kind.replace('_', ' ')})"
    yield "１３８", "full-width digits"
    for text in ("x", "138x", "/", "+1", "+0", "++", "0 0", "٣", "138 0013 8000 5"):
        yield text, "no way to a number"
