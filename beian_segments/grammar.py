"""The accepted writings of a number: text in, digits or a refusal out. Ground floor, above the patterns.

The grammar is ``data/writings.toml``; here it becomes regular expressions. :func:`read` is its plain reading, step by
step, and knows every refusal; :func:`writing_pattern` is the same grammar compiled for a set of numbers. All
repetitions are possessive, so every text is read in linear time.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import NamedTuple, cast

from beian_segments import _tables
from beian_segments.pattern import number_pattern, runs
from beian_segments.prefixset import DIGITS, PrefixSet
from beian_segments.verdicts import Verdict

__all__ = [
    "DIGITS_BEFORE_NUMBER",
    "LENGTH",
    "MOBILE",
    "Reading",
    "full_width",
    "is_canonical",
    "read",
    "read_unfinished",
    "writing_pattern",
]

LENGTH = _tables.LENGTH

#: Every mobile number there can be: 13 to 19.
MOBILE = PrefixSet.of(_tables.LEADS)

_PLUS, _DOUBLE_ZERO = _tables.INTERNATIONAL_PREFIXES

#: All that may stand before the number in a text of ASCII digits alone.
DIGITS_BEFORE_NUMBER = frozenset(
    before + trunk
    for trunk in ("", _tables.TRUNK_PREFIX)
    for before in ("", *(zeros + _tables.COUNTRY_CODE for zeros in ("", _tables.TRUNK_PREFIX, _DOUBLE_ZERO)))
)

# As many digits as phonenumbers needs to name a country: E.164 has at most 15.
_ENOUGH_DIGITS = 20

_FULL_WIDTH = 0xFEE0
_ASCII_DIGITS = {ord(digit) + _FULL_WIDTH: digit for digit in DIGITS}


class Reading(NamedTuple):
    """A text read by the grammar.

    ``refusal`` is None for a mobile number, whose 11 ASCII digits are then ``digits``. Else ``digits`` are the first
    20 that matter for an explanation: with the country code for ``not-mainland``, without for ``not-mobile``.
    """

    refusal: Verdict | None
    digits: str = ""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(refusal={self.refusal!r}, digits={len(self.digits)} of them)"


def is_canonical(text: str) -> bool:
    """Whether the text is 11 ASCII digits that begin with 13 to 19."""
    return len(text) == LENGTH and text.isascii() and text.isdigit() and text[:2] in _tables.LEADS


def read(text: str) -> Reading:
    """Read a text; every text has a reading."""
    if is_canonical(text):
        return Reading(None, text)
    grammar = _grammar()
    if grammar.blank.fullmatch(text):
        return Reading(Verdict.EMPTY)
    head = cast(re.Match[str], grammar.head.match(text))  # every part of the head is optional
    at = head.end()
    if not grammar.body.fullmatch(text, at) or not grammar.digit.search(text):
        return Reading(Verdict.NOT_A_NUMBER)
    if head["plus"] or head["double_zero"]:
        home = grammar.country.match(text, at)
        return _read_national(text, home.end()) if home else _read_foreign(_digits(text, at), bool(head["plus"]))
    home = grammar.bare_country.match(text, at)
    return _read_national(text, home.end() if home else at)


def _read_foreign(digits: str, plus: bool) -> Reading:
    """After ``+`` or ``00``, when 86 in one piece does not follow."""
    country_code = _tables.COUNTRY_CODE
    if digits.startswith("0"):
        # No country code begins with 0. After a plus nothing else can be meant; 00 may be the start of a string of
        # zeros, which is no order of characters that a number could not have.
        return Reading(Verdict.NOT_A_NUMBER) if plus else Reading(Verdict.NOT_MOBILE, digits)
    if digits.startswith(country_code):
        return Reading(Verdict.NOT_A_NUMBER)
    if country_code.startswith(digits):
        return Reading(Verdict.TOO_SHORT)
    return Reading(Verdict.NOT_MAINLAND, digits)


def _read_national(text: str, at: int) -> Reading:
    """After the country code: one trunk prefix, then the number."""
    trunk = _grammar().trunk.match(text, at)
    digits = _digits(text, trunk.end() if trunk else at)
    if not digits:
        return Reading(Verdict.TOO_SHORT)
    mobile = digits[:2] in _tables.LEADS
    if digits[0] != "1" or (len(digits) > 1 and not mobile and len(digits) <= LENGTH):
        return Reading(Verdict.NOT_MOBILE, digits)
    if len(digits) != LENGTH:
        return Reading(Verdict.TOO_SHORT if len(digits) < LENGTH else Verdict.TOO_LONG)
    return Reading(None, digits)


def read_unfinished(text: str) -> str | None:
    """The number's digits typed so far, for a text on the way to an accepted writing; None for any other.

    Empty while only what stands before the number has been typed: a separator, ``+``, ``00``, ``8``, ``+86``.
    """
    typed = _grammar().unfinished.fullmatch(text)
    if typed is None:
        return None
    digits = _digits(typed["number"] or "", 0)
    return digits if len(digits) <= LENGTH and MOBILE.after(digits) is not False else None


def writing_pattern(numbers: PrefixSet) -> str:
    """A Python pattern of every accepted writing of the numbers in a set; to be matched against the whole text."""
    grammar = _grammar()
    number = number_pattern(numbers, LENGTH, digits=_both_widths, gap=grammar.separators)
    return grammar.before_number + number + grammar.separators


def _digits(text: str, at: int) -> str:
    """The first digits of a text from a place on, in ASCII: enough of them to name a country or to be too many."""
    found = islice(_grammar().digit.finditer(text, at), _ENOUGH_DIGITS)
    return "".join(digit[0] for digit in found).translate(_ASCII_DIGITS)


def _both_widths(characters: str) -> str:
    return f"[{runs(characters)}{runs(full_width(characters))}]"


def full_width(characters: str) -> str:
    """The full-width forms of printable ASCII characters but the space."""
    return "".join(chr(ord(character) + _FULL_WIDTH) for character in characters)


def _character_class(*names: str) -> str:
    ranges = (pair for name in names for pair in _tables.SEPARATORS[name])
    return "".join(rf"\u{low:04X}" if low == high else rf"\u{low:04X}-\u{high:04X}" for low, high in ranges)


class _Grammar:
    """The grammar's pieces as compiled patterns; ``separators`` and ``before_number`` as pattern text."""

    def __init__(self) -> None:
        separator = _character_class(*_tables.SEPARATORS)
        every_digit = runs(DIGITS) + runs(full_width(DIGITS))
        self.separators = s = f"[{separator}]*+"
        body = f"[{separator}{every_digit}]*+"

        letters = [f"[{c}{c.upper()}]" if c.isalpha() else _both_widths(c) for c in _tables.SCHEME]
        scheme = "".join(letters)
        plus, double_zero = ("".join(map(_both_widths, prefix)) for prefix in (_PLUS, _DOUBLE_ZERO))
        zero = _both_widths(_tables.TRUNK_PREFIX)
        first, second = map(_both_widths, _tables.COUNTRY_CODE)
        one = _both_widths("1")
        country = f"{first}{second}{s}"
        introduction = f"(?:{plus}|{double_zero}|{zero})?+{s}"
        trunk = f"{zero}{s}"
        # Each part is known by its first character, so what has been matched need not be tried otherwise.
        self.before_number = f"{s}(?:{scheme}{s})?+(?:{introduction}{country})?+(?:{trunk})?+"

        self.blank = re.compile(f"[{_character_class('white_space', 'invisible')}]*+")
        self.digit = re.compile(f"[{every_digit}]")
        self.body = re.compile(body)
        self.head = re.compile(f"{s}(?:{scheme}{s})?(?:(?P<plus>{plus})|(?P<double_zero>{double_zero}))?{s}")
        self.country = re.compile(country)
        self.bare_country = re.compile(f"{zero}?{s}{country}(?={zero}?{s}{one})")
        self.trunk = re.compile(trunk)

        half_scheme = "|".join("".join(letters[:count]) for count in range(1, len(letters)))
        self.unfinished = re.compile(
            f"{s}(?:{half_scheme}"
            f"|(?:{scheme}{s})?(?:"
            f"{introduction}{first}"
            f"|(?:{plus}|{double_zero}){s}"
            f"|(?:{introduction}{country})?(?:{trunk})?(?P<number>{one}{body})?"
            f"))"
        )


_grammar = cache(_Grammar)
