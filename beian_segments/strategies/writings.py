"""Accepted writings of a number.

The pieces of the grammar come first, each with the forms in which it may be written: what may stand before a number,
separators, both widths of a character. Then pieces are put together, and last comes the public strategy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, product

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from beian_segments import _data
from beian_segments.parsing import LENGTH, forms_of, full_width, is_canonical, separators
from beian_segments.strategies.numbers import check_type, supported_numbers

__all__ = ["writings"]

SCHEME = _data.SCHEME
TRUNK = _data.TRUNK_PREFIX
COUNTRY_CODE = _data.COUNTRY_CODE
PLUS, DOUBLE_ZERO = _data.INTERNATIONAL_PREFIXES

# What may stand before a number.

#: Pieces between which separators may stand, and within which none may.
DialPrefix = tuple[str, ...]

#: The country code alone, and after a sign that it is one.
BARE_COUNTRY: tuple[DialPrefix, ...] = ((COUNTRY_CODE,), (TRUNK, COUNTRY_CODE))
EXPLICIT_COUNTRY: tuple[DialPrefix, ...] = ((PLUS, COUNTRY_CODE), (DOUBLE_ZERO, COUNTRY_CODE))
ANY_COUNTRY: tuple[DialPrefix, ...] = ((), *BARE_COUNTRY, *EXPLICIT_COUNTRY)

_MAYBE_TRUNK: tuple[DialPrefix, ...] = ((), (TRUNK,))


def dial_prefixes(
    countries: Sequence[DialPrefix], trunks: Sequence[DialPrefix] = _MAYBE_TRUNK
) -> st.SearchStrategy[DialPrefix]:
    """One of some country codes, then one of some trunks, with and without the scheme; shrinks to the first ones."""
    parts = st.tuples(st.sampled_from(((), (SCHEME,))), st.sampled_from(countries), st.sampled_from(trunks))
    return parts.map(lambda pieces: tuple(chain.from_iterable(pieces)))


#: Everything that may stand before a number; half of the time nothing, which it shrinks to.
ANY_DIAL_PREFIX = st.just(()) | dial_prefixes(ANY_COUNTRY)

# Separators.

_BLANK_KINDS = ("white_space", "invisible")


def _plain_first(characters: str) -> list[str]:
    """Printable ASCII first, so that examples shrink to a space and not to a tab."""
    return sorted(characters, key=lambda character: (not (character.isascii() and character.isprintable()), character))


def _one_of_kinds(kinds: Iterable[str]) -> st.SearchStrategy[str]:
    return st.one_of([st.sampled_from(_plain_first(separators(kind))) for kind in kinds])


#: Any separator, each kind equally likely. Those that may stand anywhere come first, so that an example shrinks to
#: another place without becoming another separator.
SEPARATOR = _one_of_kinds((*_data.ANYWHERE, *_data.AT_JOINTS, *_data.PAIRED))
# What may stand between two digits of the number, by whether the place is one of its joints. Dots come in addition.
_INSIDE: Mapping[bool, st.SearchStrategy[str]] = {
    False: _one_of_kinds(_data.ANYWHERE),
    True: _one_of_kinds((*_data.ANYWHERE, *_data.AT_JOINTS)),
}
# What may not, by the same.
_MISPLACED: Mapping[bool, st.SearchStrategy[str]] = {
    False: _one_of_kinds((*_data.AT_JOINTS, *_data.PAIRED)),
    True: _one_of_kinds(_data.PAIRED),
}
#: A separator of which a text may consist and still be empty.
BLANK = _one_of_kinds(_BLANK_KINDS)
#: A separator of which a text may not consist: it is then no number.
PUNCTUATION = _one_of_kinds(kind for kind in _data.SEPARATORS if kind not in _BLANK_KINDS)

# Pieces put together.


@cache
def any_form(piece: str) -> st.SearchStrategy[str]:
    """A piece of the grammar in one of its forms; shrinks to the plain one."""
    return st.sampled_from(list(map("".join, product(*map(forms_of, piece)))))


# Which digits are full-width, as the bits of a number: none, all, some.
_WIDE = st.one_of(st.just(0), st.just(-1), st.integers(0, 2**24 - 1))


# A place among some pieces of text, counted from before the first, and a separator that stands there.
_Gap = tuple[int, str]


@cache
def _gaps(places: int) -> st.SearchStrategy[list[_Gap]]:
    return st.lists(st.tuples(st.integers(0, places), SEPARATOR))


def _join(pieces: Sequence[str], gaps: Iterable[_Gap]) -> str:
    between = [""] * (len(pieces) + 1)
    for place, separator in gaps:
        between[place] += separator
    return "".join(gap + piece for gap, piece in zip(between, [*pieces, ""], strict=True))


def with_separators(draw: st.DrawFn, pieces: Sequence[str]) -> str:
    """Put any separators around and between some pieces of text."""
    return _join(pieces, draw(_gaps(len(pieces))))


def _pieces(draw: st.DrawFn, dial_prefix: DialPrefix, digits: str) -> list[str]:
    """The pieces of a dial prefix and some digits, each in one of its forms."""
    pieces = [draw(any_form(piece)) for piece in dial_prefix]
    wide = draw(_WIDE)
    return pieces + [full_width(digit) if wide >> place & 1 else digit for place, digit in enumerate(digits)]


def write(draw: st.DrawFn, dial_prefix: DialPrefix, digits: str) -> str:
    """Write a dial prefix and digits, each piece in any of its forms, with any separators around and between them."""
    return with_separators(draw, _pieces(draw, dial_prefix, digits))


@st.composite
def written(draw: st.DrawFn, dial_prefix: st.SearchStrategy[DialPrefix], digits: st.SearchStrategy[str]) -> str:
    """A dial prefix and digits as :func:`write` writes them."""
    return write(draw, draw(dial_prefix), draw(digits))


# Every fourth number has dots at its joints, whatever else stands there.
_WITH_DOTS = st.sampled_from((False, False, False, True))


@cache
def _accepted_gaps(before: int, *, dots: bool) -> st.SearchStrategy[list[_Gap]]:
    """Separators around and between the pieces of a dial prefix and the digits of a number, each where it may stand."""

    def at(digit: int) -> st.SearchStrategy[str]:
        is_joint = digit in _data.JOINTS
        return SEPARATOR if not 0 < digit < LENGTH or (dots and is_joint) else _INSIDE[is_joint]

    gaps = st.lists(st.one_of([st.tuples(st.just(before + digit), at(digit)) for digit in range(-before, LENGTH + 1)]))
    if not dots:
        return gaps
    pairs = st.tuples(*(st.tuples(st.just(before + joint), _one_of_kinds(_data.PAIRED)) for joint in _data.JOINTS))
    return st.builds(
        lambda paired, others, first: [*paired, *others] if first else [*others, *paired], pairs, gaps, st.booleans()
    )


def write_number(draw: st.DrawFn, dial_prefix: DialPrefix, number: str) -> str:
    """Write a dial prefix and a number as :func:`write` does, with separators only where they may stand."""
    pieces = _pieces(draw, dial_prefix, number)
    return _join(pieces, draw(_accepted_gaps(len(dial_prefix), dots=draw(_WITH_DOTS))))


def misplace(draw: st.DrawFn, dial_prefix: DialPrefix, number: str) -> str:
    """Write a dial prefix and a number as :func:`write_number` does, but with a separator where none may stand."""
    pieces, before = _pieces(draw, dial_prefix, number), len(dial_prefix)
    place = draw(st.integers(1, LENGTH - 1))
    is_joint = place in _data.JOINTS
    # Dots at one joint alone are misplaced, so none are drawn for the other.
    others = _accepted_gaps(before, dots=False) if is_joint else _gaps(len(pieces))
    return _join(pieces, [(before + place, draw(_MISPLACED[is_joint])), *draw(others)])


def writings(numbers: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[str]:
    """Numbers in every accepted writing: separators where they may stand, full width, country code, trunk 0.

    All of them are read as the number by :func:`~beian_segments.normalize_number`. Shrink to the number itself in
    canonical form, then to the smallest number that ``numbers`` gives.

    >>> from beian_segments import normalize_number
    >>> from hypothesis import given, strategies as st
    >>> @given(writings(st.just("13800138000")))
    ... def test_each_is_read_as_the_number(text):
    ...     assert normalize_number(text) == "13800138000"
    >>> test_each_is_read_as_the_number()

    Args:
        numbers: numbers in canonical form; by default :func:`supported_numbers`. For one number, ``st.just`` of it.

    Raises:
        InvalidArgument: ``numbers`` is no strategy; or, when drawn from, gives something else than a number.
    """
    if numbers is None:
        numbers = supported_numbers()
    advice = "; for one value wrap it in hypothesis.strategies.just"
    check_type("numbers", numbers, st.SearchStrategy, "a strategy", advice)
    return _writings(numbers)


@st.composite
def _writings(draw: st.DrawFn, numbers: st.SearchStrategy[str]) -> str:
    number = draw(numbers)
    if not (isinstance(number, str) and is_canonical(number)):
        advice = "11 ASCII digits that begin with 13 to 19; normalize_number makes them of a writing"
        raise InvalidArgument(f"numbers must give mobile numbers in canonical form, {advice}")
    return write_number(draw, draw(ANY_DIAL_PREFIX), number)
