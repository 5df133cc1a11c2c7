"""Texts as people type them: marks and digits of any width, separators between. Above the grammar's tables.

What the grammar has is ``data/writings.toml``; here nothing of it is written anew. Everything shrinks to plain ASCII
without separators.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, product

from hypothesis import strategies as st

from beian_segments import _tables
from beian_segments.grammar import full_width
from beian_segments.prefixset import DIGITS

__all__ = [
    "ANY_COUNTRY",
    "ANY_INTRODUCTION",
    "BARE_COUNTRY",
    "BLANK",
    "CHARACTERS",
    "EXPLICIT_COUNTRY",
    "LOUD",
    "SCHEME",
    "SEPARATOR",
    "TRUNK",
    "Marks",
    "dress",
    "introductions",
    "mark",
    "spaced",
]

#: What may stand before a number, piece by piece: separators may stand between two pieces and not within one.
Marks = tuple[str, ...]

SCHEME = _tables.SCHEME
TRUNK = _tables.TRUNK_PREFIX

#: The country code by itself, and after a sign that it is one.
BARE_COUNTRY: tuple[Marks, ...] = ((_tables.COUNTRY_CODE,), (TRUNK, _tables.COUNTRY_CODE))
EXPLICIT_COUNTRY: tuple[Marks, ...] = tuple((sign, _tables.COUNTRY_CODE) for sign in _tables.INTERNATIONAL_PREFIXES)
ANY_COUNTRY: tuple[Marks, ...] = ((), *BARE_COUNTRY, *EXPLICIT_COUNTRY)

_WITH_AND_WITHOUT_TRUNK: tuple[Marks, ...] = ((), (TRUNK,))


def introductions(
    countries: Sequence[Marks], trunks: Sequence[Marks] = _WITH_AND_WITHOUT_TRUNK
) -> st.SearchStrategy[Marks]:
    """One of some country codes and one of some trunks, with and without the scheme; shrinks to the first ones."""
    parts = st.tuples(st.sampled_from(((), (SCHEME,))), st.sampled_from(countries), st.sampled_from(trunks))
    return parts.map(lambda marks: tuple(chain.from_iterable(marks)))


#: Everything that may stand before a number, every other time nothing, which it shrinks to.
ANY_INTRODUCTION = st.just(()) | introductions(ANY_COUNTRY)


def _code_points(kind: str) -> Iterator[str]:
    for low, high in _tables.SEPARATORS[kind]:
        yield from map(chr, range(low, high + 1))


def _is_plain(character: str) -> bool:
    return character.isascii() and character.isprintable()


# By kind, the plainest first, so that examples shrink to it: a space and not a tab.
_SEPARATORS: Mapping[str, tuple[str, ...]] = {
    kind: tuple(sorted(_code_points(kind), key=lambda character: (not _is_plain(character), character)))
    for kind in _tables.SEPARATORS
}


def _one_of_kinds(*kinds: str) -> st.SearchStrategy[str]:
    return st.one_of([st.sampled_from(_SEPARATORS[kind]) for kind in kinds])


_BLANK_KINDS = ("white_space", "invisible")

#: Any separator, each kind alike often.
SEPARATOR = _one_of_kinds(*_SEPARATORS)
#: A separator that alone makes an empty text.
BLANK = _one_of_kinds(*_BLANK_KINDS)
#: A separator that alone makes a text, though no number.
LOUD = _one_of_kinds(*(kind for kind in _SEPARATORS if kind not in _BLANK_KINDS))


def _forms(piece: str) -> list[str]:
    """Every way to write a piece, the plain one first: letters in both cases, all else in both widths."""
    return list(map("".join, product(*((c, c.upper()) if c.isalpha() else (c, full_width(c)) for c in piece))))


@cache
def mark(piece: str) -> st.SearchStrategy[str]:
    """A piece of an introduction in one of its forms; shrinks to the piece."""
    return st.sampled_from(_forms(piece))


_SIGNS = "".join(_tables.INTERNATIONAL_PREFIXES)

#: Every character that the grammar knows.
CHARACTERS = "".join(
    sorted({*chain.from_iterable(_SEPARATORS.values()), *chain.from_iterable(map(_forms, SCHEME + _SIGNS + DIGITS))})
)

# Which digits are full-width, as the bits of a number: none, some, all.
_WIDE = st.one_of(st.just(0), st.just(-1), st.integers(0, 2**24 - 1))


@cache
def _gaps(places: int) -> st.SearchStrategy[list[tuple[int, str]]]:
    return st.lists(st.tuples(st.integers(0, places), SEPARATOR))


def spaced(draw: st.DrawFn, pieces: Sequence[str]) -> str:
    """Put any separators around and between some pieces of text."""
    gaps = [""] * (len(pieces) + 1)
    for place, separator in draw(_gaps(len(pieces))):
        gaps[place] += separator
    return "".join(gap + piece for gap, piece in zip(gaps, [*pieces, ""], strict=True))


def dress(draw: st.DrawFn, marks: Marks, digits: str) -> str:
    """Write marks and digits one after the other, in any form, with any separators around and between them."""
    pieces = [draw(mark(piece)) for piece in marks]
    wide = draw(_WIDE)
    pieces += [full_width(digit) if wide >> place & 1 else digit for place, digit in enumerate(digits)]
    return spaced(draw, pieces)
