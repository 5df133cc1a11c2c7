"""Texts that are refused before any table is asked, one verdict after the other; the public strategy comes last.

Each strategy is written so that no other verdict can apply, and nothing that it draws is rejected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from string import ascii_letters, punctuation

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from beian_segments import _data
from beian_segments.parsing import CHARACTERS, LENGTH
from beian_segments.prefixes import DIGITS, DigitTrie, PrefixSet
from beian_segments.strategies.numbers import check_one_of, digits, numbers_under
from beian_segments.strategies.writings import (
    ANY_COUNTRY,
    ANY_DIAL_PREFIX,
    BARE_COUNTRY,
    BLANK,
    COUNTRY_CODE,
    DOUBLE_ZERO,
    EXPLICIT_COUNTRY,
    PLUS,
    PUNCTUATION,
    SCHEME,
    SEPARATOR,
    TRUNK,
    DialPrefix,
    any_form,
    dial_prefixes,
    misplace,
    with_separators,
    write,
    written,
)
from beian_segments.validator import check_segment
from beian_segments.verdicts import Verdict

__all__ = ["malformed_numbers"]


def _other_than(*taken: str) -> tuple[str, ...]:
    """The fewest prefixes of all digit strings that do not begin with one of some digit strings, in order."""
    words = {**dict.fromkeys(DIGITS, True), **dict.fromkeys(taken, False)}
    return PrefixSet.where(DigitTrie(words.items()), bool).prefixes


# What stands before some digits, and a template for the digits: it keeps them, drops them, or puts something before.
_Layout = tuple[st.SearchStrategy[DialPrefix], str]
_ACCEPTED: _Layout = (ANY_DIAL_PREFIX, "{}")


@st.composite
def _in_a_layout(draw: st.DrawFn, some: st.SearchStrategy[str], layouts: Sequence[_Layout]) -> str:
    """Some digits in one of several layouts; shrinks to the first of them.

    The digits are drawn even where they are dropped: an example that draws less would count as the simpler one.
    """
    number = draw(some)
    dial_prefix, template = draw(st.sampled_from(layouts))
    return write(draw, draw(dial_prefix), template.format(number))


# Signs that a country code must follow, without one.
_SIGNS: tuple[DialPrefix, ...] = ((PLUS,), (DOUBLE_ZERO,))
_BEFORE_A_COUNTRY_CODE = dial_prefixes(_SIGNS, trunks=((),))

_MOBILE_NUMBERS = numbers_under(_data.LEADS)
_SOME_DIGITS = st.one_of(digits(0, LENGTH), _MOBILE_NUMBERS)


# not-a-number: six ways.


@st.composite
def _separated(draw: st.DrawFn, pieces: st.SearchStrategy[list[str]]) -> str:
    return with_separators(draw, draw(pieces))


def _joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


_NOTHING: st.SearchStrategy[DialPrefix] = st.just(())

_WITHOUT_DIGITS = _separated(st.lists(st.one_of(PUNCTUATION, any_form(PLUS), any_form(SCHEME)), min_size=1))

# Nothing can follow these: a piece twice or in the wrong order, a zero after a plus, a part of the scheme.
_WRONG_BEGINNINGS: tuple[DialPrefix, ...] = (
    (PLUS, PLUS),
    (PLUS, TRUNK),
    (PLUS, SCHEME),
    (SCHEME, SCHEME),
    (DOUBLE_ZERO, PLUS),
    (DOUBLE_ZERO, SCHEME),
    *((SCHEME[:end],) for end in range(1, len(SCHEME))),
)
_WRONG_BEGINNING = written(st.sampled_from(_WRONG_BEGINNINGS), _SOME_DIGITS)

_PIECE_AFTER_A_DIGIT = _joined(
    written(ANY_DIAL_PREFIX, digits(1, LENGTH)),
    st.one_of([any_form(piece) for piece in (PLUS, SCHEME, *SCHEME)]),
    written(_NOTHING, digits(0, LENGTH)),
)

_COUNTRY_CODE_IN_TWO = _joined(
    written(_BEFORE_A_COUNTRY_CODE, st.just(COUNTRY_CODE[:1])),
    SEPARATOR,
    written(_NOTHING, _SOME_DIGITS.map(COUNTRY_CODE[1:].__add__)),
)

# Hypothesis' own characters() would do, but it reads all of Unicode before it gives the first. No surrogates.
_KNOWN = sorted({-1, *map(ord, CHARACTERS), *range(0xD800, 0xE000), 0x110000})
_GAPS = [(low + 1, high - 1) for low, high in pairwise(_KNOWN) if high - low > 1]
_PLAIN_FOREIGN = [character for character in ascii_letters + punctuation if character not in CHARACTERS]
# A character between two that the grammar knows: each gap is equally likely, so it is often next to one.
_IN_A_GAP = st.sampled_from(_GAPS).flatmap(lambda gap: st.integers(*gap)).map(chr)
_FAR_OFF = st.integers(*_GAPS[-1]).map(chr)
_FOREIGN = st.one_of(st.sampled_from(_PLAIN_FOREIGN), _IN_A_GAP, _FAR_OFF)


@st.composite
def _foreign_character(draw: st.DrawFn) -> str:
    text = write(draw, draw(ANY_DIAL_PREFIX), draw(_SOME_DIGITS))
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(_FOREIGN) + text[at:]


@st.composite
def _misplaced_separator(draw: st.DrawFn) -> str:
    return misplace(draw, draw(ANY_DIAL_PREFIX), draw(_MOBILE_NUMBERS))


# not-mainland: what follows the sign does not begin with 86, nor with 0, as no country code does.

_FOREIGN_STARTS = _other_than("0", COUNTRY_CODE)
_FOREIGN_NUMBERS = st.builds(str.__add__, st.sampled_from(_FOREIGN_STARTS), digits(0, 14))


# not-mobile: not the beginning of a mobile number, nor a 0, which would be a trunk prefix, nor the country code.

_OTHER_STARTS = _other_than("0", COUNTRY_CODE, *_data.LEADS)
_SERVICE_STARTS = [start for start in _OTHER_STARTS if start.startswith("1")]
_LANDLINE_STARTS = [start for start in _OTHER_STARTS if not start.startswith("1")]
# With more than 11 digits some would be too long.
_NOT_MOBILE_NUMBERS = st.builds(
    lambda start, more: f"{start}{more}"[:LENGTH],
    st.sampled_from(_SERVICE_STARTS) | st.sampled_from(_LANDLINE_STARTS),
    digits(0, LENGTH - 1),
)
_NOT_MOBILE_LAYOUTS: Sequence[_Layout] = (
    _ACCEPTED,
    # A bare 86 is a country code only before a 1.
    (dial_prefixes(BARE_COUNTRY), ""),
    # After a country code there is one trunk 0 at most; without one the zeros may be read as 00 and a 0 too.
    (dial_prefixes(ANY_COUNTRY, trunks=((TRUNK,),)), 2 * TRUNK + "{}"),
)


# too-short: the beginning of a mobile number, or of what stands before one.

_BEGINNINGS = st.builds(lambda number, end: number[:end], _MOBILE_NUMBERS, st.integers(1, LENGTH - 1))
_UNFINISHED: tuple[DialPrefix, ...] = ((TRUNK,), (DOUBLE_ZERO,), *((*sign, COUNTRY_CODE[:1]) for sign in _SIGNS))
_TOO_SHORT_LAYOUTS: Sequence[_Layout] = (
    _ACCEPTED,
    (dial_prefixes(EXPLICIT_COUNTRY), ""),
    (dial_prefixes(_UNFINISHED, trunks=((),)), ""),
)


# too-long: what begins with a 1 is so with 12 digits, also where up to 11 digits are a service number.

_LONG_STARTS = (*_data.LEADS, *_SERVICE_STARTS)
_LONG_NUMBERS = st.builds(
    str.__add__, st.sampled_from(_LONG_STARTS), digits(LENGTH + 1 - min(map(len, _LONG_STARTS)), 2 * LENGTH)
)


# All of them.


@cache
def _import_phonenumbers() -> None:
    """Have one refusal of either kind explained, which imports phonenumbers."""
    check_segment(f"{PLUS}{_FOREIGN_STARTS[0]}")
    check_segment(_OTHER_STARTS[0])


def _explained(text: str) -> str:
    """The same text; phonenumbers is imported while it is drawn, so that no test spends its deadline on the import."""
    _import_phonenumbers()
    return text


_MALFORMED: Mapping[Verdict, st.SearchStrategy[str]] = {
    Verdict.EMPTY: st.lists(BLANK).map("".join),
    Verdict.NOT_A_NUMBER: st.one_of(
        _WITHOUT_DIGITS,
        _WRONG_BEGINNING,
        _PIECE_AFTER_A_DIGIT,
        _COUNTRY_CODE_IN_TWO,
        _foreign_character(),
        _misplaced_separator(),
    ),
    Verdict.NOT_MAINLAND: written(_BEFORE_A_COUNTRY_CODE, _FOREIGN_NUMBERS).map(_explained),
    Verdict.NOT_MOBILE: _in_a_layout(_NOT_MOBILE_NUMBERS, _NOT_MOBILE_LAYOUTS).map(_explained),
    Verdict.TOO_SHORT: _in_a_layout(_BEGINNINGS, _TOO_SHORT_LAYOUTS),
    Verdict.TOO_LONG: written(ANY_DIAL_PREFIX, _LONG_NUMBERS),
}


# Damaged, in the ways of data/verdicts.toml, each with the verdicts that its texts have.

_ZEROS = st.integers(1, 3).map(lambda count: "0" * count)


def _in_thousands(number: str) -> str:
    return f"{int(number):,}"


def _with_stars(number: str, first: int, count: int, star: str) -> str:
    return number[:first] + star * count + number[first + count :]


_DAMAGED: Mapping[str, Mapping[Verdict, st.SearchStrategy[str]]] = {
    "masked": {
        Verdict.NOT_A_NUMBER: st.builds(
            _with_stars, _MOBILE_NUMBERS, st.integers(0, 5), st.integers(3, 6), st.sampled_from("*＊•●xX")
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
        Verdict.TOO_LONG: st.builds("{}.{}".format, _MOBILE_NUMBERS, _ZEROS),
        # The digits of such a number are those of a mobile number, and stand in it otherwise.
        # They are drawn with zeros too: an example that draws less would count as the simpler one.
        Verdict.NOT_A_NUMBER: st.builds(lambda number, _: f"{number[:10]}.{number[10:]}", _MOBILE_NUMBERS, _ZEROS),
    },
    "thousands": {Verdict.NOT_A_NUMBER: _MOBILE_NUMBERS.map(_in_thousands)},
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
    "text-guard": {
        Verdict.NOT_A_NUMBER: st.builds(str.format, st.sampled_from(["'{}", "={}", '="{}"']), _MOBILE_NUMBERS)
    },
    "extension": {
        Verdict.TOO_LONG: st.builds("{}-{}".format, _MOBILE_NUMBERS, digits(1, 6)),
        Verdict.NOT_A_NUMBER: st.builds(
            "{}{}{}".format, _MOBILE_NUMBERS, st.sampled_from(["转", "#", "x", " ext ", ","]), digits(1, 6)
        ),
    },
    "several-numbers": {
        Verdict.NOT_A_NUMBER: st.builds(
            "{}{}{}".format, _MOBILE_NUMBERS, st.sampled_from(["、", "/", ";"]), _MOBILE_NUMBERS
        ),
        Verdict.TOO_LONG: st.builds(
            "{}{}{}".format, _MOBILE_NUMBERS, st.sampled_from([" ", "\n", "-"]), _MOBILE_NUMBERS
        ),
    },
    "foreign-grouping": {
        Verdict.NOT_A_NUMBER: _MOBILE_NUMBERS.map(lambda number: f"1 ({number[1:4]}) {number[4:7]}-{number[7:]}")
    },
    "text-around": {
        Verdict.NOT_A_NUMBER: st.builds(
            str.format, st.sampled_from(["手机{}", "{}（张三）", "张三 {}"]), _MOBILE_NUMBERS
        )
    },
}


def malformed_numbers(*, verdict: Verdict | str | None = None, damage: str | None = None) -> st.SearchStrategy[str]:
    """Texts that are no mainland mobile number, refused with exactly one verdict, whatever the table.

    Shrink to: nothing (``empty``), ``-`` (``not-a-number``), ``+1`` (``not-mainland``), ``10`` (``not-mobile``), ``1``
    (``too-short``), ``130000000000`` (``too-long``); without a verdict to nothing. With a damage: numbers as
    spreadsheets, chats and address books hand them over, broken in one way; they shrink to their simplest text.

    >>> from hypothesis import find
    >>> find(malformed_numbers(verdict="not-mobile"), lambda text: True)
    '10'
    >>> find(malformed_numbers(damage="decimal"), lambda text: True)
    '13000000000.0'

    Args:
        verdict: the reason for the refusal; by default any of the six.
        damage: how the text is broken, a code of ``data/verdicts.toml``: ``masked``, ``decimal``…; by default in any
            way, or in none that is known.

    Raises:
        InvalidArgument: ``damage`` is not known, or no text of it has the verdict; or ``verdict`` is none of the six.
            Numbers with the other two verdicts are those of :func:`unlisted_numbers` and :func:`supported_numbers`.
    """
    check_one_of("verdict", verdict, _MALFORMED)
    check_one_of("damage", damage, _DAMAGED)
    by_verdict = _MALFORMED if damage is None else _DAMAGED[damage]
    if verdict is None:
        return st.one_of(list(by_verdict.values()))
    if verdict not in by_verdict:
        raise InvalidArgument(f"verdict must be one of {', '.join(by_verdict)} with the damage {damage}")
    return by_verdict[Verdict(verdict)]
