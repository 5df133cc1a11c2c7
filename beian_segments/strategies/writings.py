"""Every accepted writing of a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, product

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from beian_segments import _data
from beian_segments.parsing import full_width, is_canonical
from beian_segments.prefixes import DIGITS
from beian_segments.strategies.numbers import check_strategy, supported_numbers

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
    "writings",
]

#: What may stand before a number, piece by piece: separators may stand between two pieces and not within one.
Marks = tuple[str, ...]

SCHEME = _data.SCHEME
TRUNK = _data.TRUNK_PREFIX

#: The country code by itself, and after a sign that it is one.
BARE_COUNTRY: tuple[Marks, ...] = ((_data.COUNTRY_CODE,), (TRUNK, _data.COUNTRY_CODE))
EXPLICIT_COUNTRY: tuple[Marks, ...] = tuple((sign, _data.COUNTRY_CODE) for sign in _data.INTERNATIONAL_PREFIXES)
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
    for low, high in _data.SEPARATORS[kind]:
        yield from map(chr, range(low, high + 1))


def _is_plain(character: str) -> bool:
    return character.isascii() and character.isprintable()


# By kind, the plainest first, so that examples shrink to it: a space and not a tab.
_SEPARATORS: Mapping[str, tuple[str, ...]] = {
    kind: tuple(sorted(_code_points(kind), key=lambda character: (not _is_plain(character), character)))
    for kind in _data.SEPARATORS
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


_SIGNS = "".join(_data.INTERNATIONAL_PREFIXES)

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


def writings(numbers: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[str]:
    """Numbers in every accepted writing: separators, brackets and invisible characters, full width, introductions.

    All of them are read as the number by :func:`~beian_segments.normalize_number`. Shrink to the number itself in
    canonical form, then to the smallest number that ``numbers`` gives.

    Args:
        numbers: numbers in canonical form; by default :func:`supported_numbers`. For one number, ``st.just`` of it.

    Raises:
        InvalidArgument: ``numbers`` is no strategy; or, when drawn from, gives something else than a number.
    """
    return _writings(supported_numbers() if numbers is None else check_strategy("numbers", numbers))


@st.composite
def _writings(draw: st.DrawFn, numbers: st.SearchStrategy[str]) -> str:
    number = draw(numbers)
    if not (isinstance(number, str) and is_canonical(number)):
        advice = "11 ASCII digits that begin with 13 to 19; normalize_number makes them of a writing"
        raise InvalidArgument(f"numbers must give mobile numbers in canonical form, {advice}")
    return dress(draw, draw(ANY_INTRODUCTION), number)
