"""Every accepted writing of a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, product

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from beian_segments import _data
from beian_segments.parsing import LENGTH, full_width, is_canonical
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
    "misplace",
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

#: Any separator, each kind alike often. Those that may stand anywhere come first, so that an example shrinks to another
#: place without becoming another separator.
SEPARATOR = _one_of_kinds(*_data.ANYWHERE, *_data.AT_JOINTS, *_data.PAIRED)
# What may stand inside a number, by whether the place is one of its joints; dots may at all joints or none.
_INSIDE: Mapping[bool, st.SearchStrategy[str]] = {
    False: _one_of_kinds(*_data.ANYWHERE),
    True: _one_of_kinds(*_data.ANYWHERE, *_data.AT_JOINTS),
}
# What stands at a place of the number where it may not, by whether the place is one of its joints.
_MISPLACED: Mapping[bool, st.SearchStrategy[str]] = {
    False: _one_of_kinds(*_data.AT_JOINTS, *_data.PAIRED),
    True: _one_of_kinds(*_data.PAIRED),
}
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


# A place among some pieces of text, counted from before the first, and a separator that stands there.
_Gap = tuple[int, str]


@cache
def _gaps(places: int) -> st.SearchStrategy[list[_Gap]]:
    return st.lists(st.tuples(st.integers(0, places), SEPARATOR))


def _joined(pieces: Sequence[str], separators: Iterable[_Gap]) -> str:
    gaps = [""] * (len(pieces) + 1)
    for place, separator in separators:
        gaps[place] += separator
    return "".join(gap + piece for gap, piece in zip(gaps, [*pieces, ""], strict=True))


def spaced(draw: st.DrawFn, pieces: Sequence[str]) -> str:
    """Put any separators around and between some pieces of text."""
    return _joined(pieces, draw(_gaps(len(pieces))))


def _pieces(draw: st.DrawFn, marks: Marks, digits: str) -> list[str]:
    """Marks and digits, each in one of its forms."""
    pieces = [draw(mark(piece)) for piece in marks]
    wide = draw(_WIDE)
    return pieces + [full_width(digit) if wide >> place & 1 else digit for place, digit in enumerate(digits)]


def dress(draw: st.DrawFn, marks: Marks, digits: str) -> str:
    """Write marks and digits one after the other, in any form, with any separators around and between them."""
    return spaced(draw, _pieces(draw, marks, digits))


# Every fourth number has them at its joints, whatever else stands there.
_WITH_DOTS = st.sampled_from((False, False, False, True))


@cache
def _accepted_gaps(before: int, *, dots: bool) -> st.SearchStrategy[list[_Gap]]:
    """Separators around and between some marks and the digits of a number, each where it may stand."""

    def at(digit: int) -> st.SearchStrategy[str]:
        is_joint = digit in _data.JOINTS
        return SEPARATOR if not 0 < digit < LENGTH or (dots and is_joint) else _INSIDE[is_joint]

    gaps = st.lists(st.one_of([st.tuples(st.just(before + digit), at(digit)) for digit in range(-before, LENGTH + 1)]))
    if not dots:
        return gaps
    pairs = st.tuples(*(st.tuples(st.just(before + joint), _one_of_kinds(*_data.PAIRED)) for joint in _data.JOINTS))
    return st.builds(
        lambda paired, others, first: [*paired, *others] if first else [*others, *paired], pairs, gaps, st.booleans()
    )


def _write_number(draw: st.DrawFn, marks: Marks, number: str) -> str:
    """Write marks and a number's digits one after the other, in any form, with separators where they may stand."""
    pieces = _pieces(draw, marks, number)
    return _joined(pieces, draw(_accepted_gaps(len(marks), dots=draw(_WITH_DOTS))))


def misplace(draw: st.DrawFn, marks: Marks, number: str) -> str:
    """Write marks and a number's digits as :func:`_write_number` does, but with a separator where none may stand."""
    pieces, before = _pieces(draw, marks, number), len(marks)
    place = draw(st.integers(1, LENGTH - 1))
    is_joint = place in _data.JOINTS
    # Dots at one joint alone are misplaced: none at the other.
    others = _accepted_gaps(before, dots=False) if is_joint else _gaps(len(pieces))
    return _joined(pieces, [(before + place, draw(_MISPLACED[is_joint])), *draw(others)])


def writings(numbers: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[str]:
    """Numbers in every accepted writing: separators where they may stand, full width, introductions.

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
    return _write_number(draw, draw(ANY_INTRODUCTION), number)
