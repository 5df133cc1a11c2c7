"""Texts that are refused before any table is asked, by the reason. Above the dressing and the numbers.

Each reason has its ways to come about. Each way is written so that no other reason can apply, and nothing is drawn to
be thrown away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from string import ascii_letters, punctuation

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from beian_segments import _data
from beian_segments.parsing import LENGTH
from beian_segments.prefixes import DIGITS, DigitTrie, PrefixSet
from beian_segments.strategies.numbers import check_one_of, digits, numbers_under
from beian_segments.strategies.writings import (
    ANY_COUNTRY,
    ANY_INTRODUCTION,
    BARE_COUNTRY,
    BLANK,
    CHARACTERS,
    EXPLICIT_COUNTRY,
    LOUD,
    SCHEME,
    SEPARATOR,
    TRUNK,
    Marks,
    dress,
    introductions,
    mark,
    spaced,
)
from beian_segments.validator import check_segment
from beian_segments.verdicts import Verdict

__all__ = ["malformed_numbers"]

_COUNTRY = _data.COUNTRY_CODE
_PLUS, _DOUBLE_ZERO = _data.INTERNATIONAL_PREFIXES


def malformed_numbers(*, verdict: Verdict | str | None = None, damage: str | None = None) -> st.SearchStrategy[str]:
    """Texts that are no mainland mobile number, refused with exactly one verdict, whatever the table.

    Shrink to: nothing (``empty``), ``-`` (``not-a-number``), ``+1`` (``not-mainland``), ``10`` (``not-mobile``), ``1``
    (``too-short``), ``130000000000`` (``too-long``); without a verdict to nothing. With a damage: the numbers that
    spreadsheets, chats and address books hand over, broken in one way; they shrink to their simplest text.

    Args:
        verdict: the reason to be refused for; by default any of the six.
        damage: how the text is broken, a code of ``data/verdicts.toml``: ``masked``, ``decimal``…; by default in any
            way, or in none that is known.

    Raises:
        InvalidArgument: ``damage`` is not known, or no text of it has the verdict; or ``verdict`` is none of the six.
            Numbers with the other two verdicts are those of
            :func:`unlisted_numbers` and :func:`supported_numbers`.
    """
    check_one_of("verdict", verdict, _MALFORMED)
    check_one_of("damage", damage, _DAMAGED)
    if damage is not None:
        return _damaged_with(damage, verdict)
    return st.one_of(list(_MALFORMED.values())) if verdict is None else _MALFORMED[Verdict(verdict)]


def _other_than(*taken: str) -> tuple[str, ...]:
    """The fewest prefixes of all digit strings that do not begin with one of some digit strings, in order."""
    words = {**dict.fromkeys(DIGITS, True), **dict.fromkeys(taken, False)}
    return PrefixSet.where(DigitTrie(words.items()), bool).prefixes


# What stands before some digits, and what becomes of the digits: they stay, go, or get something before them.
_Way = tuple[st.SearchStrategy[Marks], str]
_PLAIN: _Way = (ANY_INTRODUCTION, "{}")


@st.composite
def _written(draw: st.DrawFn, some: st.SearchStrategy[str], ways: Sequence[_Way] = (_PLAIN,)) -> str:
    """Some digits written in one of several ways; shrinks to the first of them.

    Digits that go are drawn all the same: an example without them would be the simpler one.
    """
    number = draw(some)
    introduction, form = draw(st.sampled_from(ways))
    return dress(draw, draw(introduction), form.format(number))


# The signs that a country code follows, without one.
_SIGNS: tuple[Marks, ...] = ((_PLUS,), (_DOUBLE_ZERO,))
_BEFORE_A_COUNTRY_CODE = introductions(_SIGNS, trunks=((),))

_SOME_DIGITS = st.one_of(digits(0, LENGTH), numbers_under(_data.LEADS))


# Not a number.


@st.composite
def _without_digits(draw: st.DrawFn) -> str:
    return spaced(draw, draw(st.lists(st.one_of(LOUD, mark(_PLUS), mark(SCHEME)), min_size=1)))


# What nothing can follow: a mark twice or the wrong way round, a zero after a plus, a part of the scheme.
_WRONG_OPENINGS: tuple[Marks, ...] = (
    (_PLUS, _PLUS),
    (_PLUS, TRUNK),
    (_PLUS, SCHEME),
    (SCHEME, SCHEME),
    (_DOUBLE_ZERO, _PLUS),
    (_DOUBLE_ZERO, SCHEME),
    *((SCHEME[:end],) for end in range(1, len(SCHEME))),
)


@st.composite
def _wrong_opening(draw: st.DrawFn) -> str:
    return dress(draw, draw(st.sampled_from(_WRONG_OPENINGS)), draw(_SOME_DIGITS))


@st.composite
def _mark_after_a_digit(draw: st.DrawFn) -> str:
    before = dress(draw, draw(ANY_INTRODUCTION), draw(digits(1, LENGTH)))
    late = draw(st.one_of([mark(piece) for piece in (_PLUS, SCHEME, *SCHEME)]))
    return before + late + dress(draw, (), draw(digits(0, LENGTH)))


@st.composite
def _country_code_in_two(draw: st.DrawFn) -> str:
    before = dress(draw, draw(_BEFORE_A_COUNTRY_CODE), _COUNTRY[:1])
    return before + draw(SEPARATOR) + dress(draw, (), _COUNTRY[1:] + draw(_SOME_DIGITS))


# Hypothesis' own characters() would do, but it reads all of Unicode before it gives the first. No surrogates.
_TAKEN = sorted({-1, *map(ord, CHARACTERS), *range(0xD800, 0xE000), 0x110000})
_GAPS = [(low + 1, high - 1) for low, high in pairwise(_TAKEN) if high - low > 1]
_PLAIN_FOREIGN = [character for character in ascii_letters + punctuation if character not in CHARACTERS]


@st.composite
def _in_a_gap(draw: st.DrawFn, gaps: Sequence[tuple[int, int]]) -> str:
    """A character between two that the grammar knows, each gap alike often, so often a neighbour of one."""
    low, high = draw(st.sampled_from(gaps))
    return chr(draw(st.integers(low, high)))


_FOREIGN = st.one_of(st.sampled_from(_PLAIN_FOREIGN), _in_a_gap(_GAPS), _in_a_gap(_GAPS[-1:]))


@st.composite
def _foreign_character(draw: st.DrawFn) -> str:
    text = dress(draw, draw(ANY_INTRODUCTION), draw(_SOME_DIGITS))
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(_FOREIGN) + text[at:]


# Not mainland: whatever follows the sign does not begin with 86, and no country code begins with 0.

_FOREIGN_STARTS = _other_than("0", _COUNTRY)
_FOREIGN_NUMBERS = st.builds(str.__add__, st.sampled_from(_FOREIGN_STARTS), digits(0, 14))


# Not mobile: another start than that of a mobile number. A 0 there would be a trunk prefix, and 86 the country code.

_OTHER_STARTS = _other_than("0", _COUNTRY, *_data.LEADS)
_SERVICE_STARTS = [start for start in _OTHER_STARTS if start.startswith("1")]
_LANDLINE_STARTS = [start for start in _OTHER_STARTS if start not in _SERVICE_STARTS]


@st.composite
def _service_or_landline(draw: st.DrawFn) -> str:
    # With more than 11 digits some would be too long.
    start = draw(st.sampled_from(_SERVICE_STARTS) | st.sampled_from(_LANDLINE_STARTS))
    return start + draw(digits(0, LENGTH - len(start)))


_NOT_MOBILE: Sequence[_Way] = (
    _PLAIN,
    # A bare 86 is a country code only before a 1.
    (introductions(BARE_COUNTRY), ""),
    # After any country code there is one trunk 0 at most; without one the zeros may be read as 00 and a 0 too.
    (introductions(ANY_COUNTRY, trunks=((TRUNK,),)), 2 * TRUNK + "{}"),
)


# Too short: the beginning of a mobile number, or of what stands before one.


@st.composite
def _beginnings(draw: st.DrawFn) -> str:
    number = draw(numbers_under(_data.LEADS))
    return number[: draw(st.integers(1, LENGTH - 1))]


_TOO_SHORT: Sequence[_Way] = (
    _PLAIN,
    (introductions(EXPLICIT_COUNTRY), ""),
    (introductions(((TRUNK,), (_DOUBLE_ZERO,), *((*sign, _COUNTRY[:1]) for sign in _SIGNS)), trunks=((),)), ""),
)


# Too long: what begins with a 1 is so with 12 digits, also where up to 11 digits are a service number.

_LONG_STARTS = (*_data.LEADS, *_SERVICE_STARTS)


@st.composite
def _long_numbers(draw: st.DrawFn) -> str:
    start = draw(st.sampled_from(_LONG_STARTS))
    return start + draw(digits(LENGTH + 1 - len(start), 2 * LENGTH))


@cache
def _import_what_explains() -> None:
    """Explain a refusal of either kind once, which imports phonenumbers."""
    check_segment(f"{_PLUS}{_FOREIGN_STARTS[0]}")
    check_segment(_OTHER_STARTS[0])


@st.composite
def _explained(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """The texts, and phonenumbers imported in the time of drawing them, not in that of a test, which has a deadline."""
    _import_what_explains()
    return draw(texts)


_MALFORMED: Mapping[Verdict, st.SearchStrategy[str]] = {
    Verdict.EMPTY: st.lists(BLANK).map("".join),
    Verdict.NOT_A_NUMBER: st.one_of(
        _without_digits(), _wrong_opening(), _mark_after_a_digit(), _country_code_in_two(), _foreign_character()
    ),
    Verdict.NOT_MAINLAND: _explained(_written(_FOREIGN_NUMBERS, [(_BEFORE_A_COUNTRY_CODE, "{}")])),
    Verdict.NOT_MOBILE: _explained(_written(_service_or_landline(), _NOT_MOBILE)),
    Verdict.TOO_SHORT: _written(_beginnings(), _TOO_SHORT),
    Verdict.TOO_LONG: _written(_long_numbers()),
}


# Damaged: the ways of data/verdicts.toml, each with the verdicts that its texts have.

_NUMBERS = numbers_under(_data.LEADS)
_ZEROS = st.integers(1, 3).map(lambda count: "0" * count)


def _in_thousands(number: str) -> str:
    return f"{int(number):,}"


def _with_stars(number: str, first: int, count: int, star: str) -> str:
    return number[:first] + star * count + number[first + count :]


_DAMAGED: Mapping[str, Mapping[Verdict, st.SearchStrategy[str]]] = {
    "masked": {
        Verdict.NOT_A_NUMBER: st.builds(
            _with_stars, _NUMBERS, st.integers(0, 5), st.integers(3, 6), st.sampled_from("*＊•●xX")
        )
    },
    "scientific": {
        Verdict.NOT_A_NUMBER: st.builds(
            "{}.{}{}10".format,
            st.just("1"),
            st.integers(2, 10).flatmap(lambda n: digits(n, n)),
            st.sampled_from(["E+", "E", "e"]),
        )
    },
    "decimal": {
        Verdict.TOO_LONG: st.builds("{}.{}".format, _NUMBERS, _ZEROS),
        # The digits of such a number are those of a mobile number, and stand in it otherwise.
        # They are drawn with zeros too: an example that draws less would count as the simpler one.
        Verdict.NOT_A_NUMBER: st.builds(lambda number, _: f"{number[:10]}.{number[10:]}", _NUMBERS, _ZEROS),
    },
    "thousands": {Verdict.NOT_A_NUMBER: _NUMBERS.map(_in_thousands)},
    "ip-address": {
        Verdict.TOO_LONG: st.builds("192.{0}.{1}.{1}".format, st.integers(100, 255), st.integers(100, 255)),
        Verdict.NOT_A_NUMBER: st.builds(
            "1{}{}.{}.{}.{}".format,
            st.integers(3, 8),
            st.integers(0, 9),
            st.integers(10, 99),
            st.integers(100, 255),
            st.integers(100, 255),
        ),
    },
    "text-guard": {Verdict.NOT_A_NUMBER: st.builds(str.format, st.sampled_from(["'{}", "={}", '="{}"']), _NUMBERS)},
    "extension": {
        Verdict.TOO_LONG: st.builds("{}-{}".format, _NUMBERS, digits(1, 6)),
        Verdict.NOT_A_NUMBER: st.builds(
            "{}{}{}".format, _NUMBERS, st.sampled_from(["转", "#", "x", " ext ", ","]), digits(1, 6)
        ),
    },
    "several-numbers": {
        Verdict.NOT_A_NUMBER: st.builds("{}{}{}".format, _NUMBERS, st.sampled_from(["、", "/", ";"]), _NUMBERS),
        Verdict.TOO_LONG: st.builds("{}{}{}".format, _NUMBERS, st.sampled_from([" ", "\n", "-"]), _NUMBERS),
    },
    "foreign-grouping": {
        Verdict.NOT_A_NUMBER: _NUMBERS.map(lambda number: f"1 ({number[1:4]}) {number[4:7]}-{number[7:]}")
    },
    "text-around": {
        Verdict.NOT_A_NUMBER: st.builds(str.format, st.sampled_from(["手机{}", "{}（张三）", "张三 {}"]), _NUMBERS)
    },
}


def _damaged_with(damage: str, verdict: Verdict | str | None) -> st.SearchStrategy[str]:
    by_verdict = _DAMAGED[damage]
    if verdict is None:
        return st.one_of(list(by_verdict.values()))
    if verdict not in by_verdict:
        raise InvalidArgument(f"verdict must be one of {', '.join(by_verdict)} with the damage {damage}")
    return by_verdict[Verdict(verdict)]
