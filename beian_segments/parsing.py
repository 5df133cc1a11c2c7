"""Accepted writings of a number: text in, 11 digits or a refusal out; normalizing and masking."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import NewType, cast

from beian_segments import _data
from beian_segments.errors import SegmentError
from beian_segments.prefixes import DIGITS, PrefixSet, number_pattern, runs
from beian_segments.redact import MASKED
from beian_segments.verdicts import NO_PARAMS, Params, Verdict

__all__ = [
    "DIGITS_BEFORE_NUMBER",
    "LENGTH",
    "MOBILE",
    "MobileNumber",
    "Reading",
    "both_widths",
    "explain",
    "full_width",
    "is_canonical",
    "mask_number",
    "normalize_number",
    "read",
    "read_unfinished",
    "text_of",
    "writing_pattern",
]

LENGTH = _data.LENGTH

#: Every mobile number there can be: 13 to 19.
MOBILE = PrefixSet.of(_data.LEADS)

_DOUBLE_ZERO = _data.INTERNATIONAL_PREFIXES[1]

#: All that may stand before the number in a text of ASCII digits alone.
DIGITS_BEFORE_NUMBER = frozenset(
    before + trunk
    for trunk in ("", _data.TRUNK_PREFIX)
    for before in ("", *(zeros + _data.COUNTRY_CODE for zeros in ("", _data.TRUNK_PREFIX, _DOUBLE_ZERO)))
)

# As many digits as phonenumbers needs to name a country: E.164 has at most 15.
_ENOUGH_DIGITS = 20

_FULL_WIDTH = 0xFEE0
_ASCII_DIGITS = {ord(digit) + _FULL_WIDTH: digit for digit in DIGITS}


class Reading:
    """A text read by the grammar.

    ``refusal`` is None for a mobile number, whose 11 ASCII digits are then ``digits``. Else ``digits`` are the first
    20 that matter for an explanation: with the country code for ``not-mainland``, without for ``not-mobile``.
    """

    __slots__ = ("digits", "refusal")

    def __init__(self, refusal: Verdict | None, digits: str = "") -> None:
        self.refusal: Verdict | None = refusal
        self.digits: str = digits

    def __repr__(self) -> str:
        return f"{type(self).__name__}(refusal={self.refusal!r}, digits={len(self.digits)} of them)"


def is_canonical(text: str) -> bool:
    """Whether the text is 11 ASCII digits that begin with 13 to 19."""
    return len(text) == LENGTH and text.isascii() and text.isdigit() and text[:2] in _data.LEADS


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
    country_code = _data.COUNTRY_CODE
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
    mobile = digits[:2] in _data.LEADS
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


def writing_pattern(numbers: PrefixSet, *, code_point: str = r"\u{:04X}", possessive: bool = True) -> str:
    """A pattern of every accepted writing of the numbers in a set; to be matched against the whole text.

    It is ASCII, and no text has two ways through it, so that engines that backtrack are linear too.

    Args:
        numbers: the set.
        code_point: how the engine writes a character by its number, as a format string.
        possessive: whether the engine knows possessive quantifiers; they only make a refusal quicker. Only classes get
            one.
    """
    words = _Words(code_point, "+" if possessive else "")
    number = number_pattern(numbers, LENGTH, digits=words.both_widths, gap=words.separators)
    return words.before_number + number + words.separators


def _digits(text: str, at: int) -> str:
    """The first digits of a text from a place on, in ASCII: enough of them to name a country or to be too many."""
    found = islice(_grammar().digit.finditer(text, at), _ENOUGH_DIGITS)
    return "".join(digit[0] for digit in found).translate(_ASCII_DIGITS)


def full_width(characters: str) -> str:
    """The full-width forms of printable ASCII characters but the space."""
    return "".join(chr(ord(character) + _FULL_WIDTH) for character in characters)


def both_widths(characters: str) -> str:
    """A class of sorted ASCII characters and their full-width forms, in every flavour of regular expressions."""
    return f"[{runs(characters)}{runs(full_width(characters))}]"


class _Words:
    """The parts of a writing as pattern text for an engine."""

    def __init__(self, code_point: str, possessive: str) -> None:
        self._code_point = code_point
        self.separator = self.class_of(*_data.SEPARATORS)
        self.separators = f"[{self.separator}]*{possessive}"
        self.every_digit = self._runs(DIGITS)
        self.scheme = [f"[{c}{c.upper()}]" if c.isalpha() else self.both_widths(c) for c in _data.SCHEME]
        self.plus, self.double_zero = (
            "".join(map(self.both_widths, prefix)) for prefix in _data.INTERNATIONAL_PREFIXES
        )
        self.zero = self.both_widths(_data.TRUNK_PREFIX)
        self.first_of_country, second = map(self.both_widths, _data.COUNTRY_CODE)
        self.country = f"{self.first_of_country}{second}{self.separators}"
        self.introduction = f"(?:(?:{self.plus}|{self.double_zero}|{self.zero}){self.separators}|)"
        self.trunk = f"{self.zero}{self.separators}"

    @property
    def before_number(self) -> str:
        """All that may stand before the number. Each part is known by its first character."""
        s, scheme = self.separators, "".join(self.scheme)
        # As alternatives to nothing: with ? they take Python a fifth longer. With ?+ they are wrong in CPython up to
        # 3.11.4, which goes on in the wrong place after such a group has failed (gh-106052): +013800138000 would match.
        return f"{s}(?:{scheme}{s}|)(?:{self.introduction}{self.country}|)(?:{self.trunk}|)"

    def class_of(self, *names: str) -> str:
        """The separators of these kinds as the inside of a class, ranges that touch as one."""
        ranges: list[list[int]] = []
        for low, high in sorted(pair for name in names for pair in _data.SEPARATORS[name]):
            if ranges and ranges[-1][1] == low - 1:
                ranges[-1][1] = high
            else:
                ranges.append([low, high])
        return "".join("-".join(map(self._written, pair[: 1 + (pair[0] < pair[1])])) for pair in ranges)

    def both_widths(self, characters: str) -> str:
        """A class of sorted ASCII characters and their full-width forms."""
        return f"[{self._runs(characters)}]"

    def _runs(self, characters: str) -> str:
        return runs(characters) + runs(full_width(characters), lambda character: self._written(ord(character)))

    def _written(self, point: int) -> str:
        return self._code_point.format(point)


class _Grammar:
    """The grammar's pieces as compiled patterns."""

    def __init__(self) -> None:
        words = _Words(r"\u{:04X}", "+")
        s, country, trunk = words.separators, words.country, words.trunk
        scheme = "".join(words.scheme)
        one = words.both_widths("1")
        body = f"[{words.separator}{words.every_digit}]*+"

        self.blank = re.compile(f"[{words.class_of('white_space', 'invisible')}]*+")
        self.digit = re.compile(f"[{words.every_digit}]")
        self.body = re.compile(body)
        self.head = re.compile(
            f"{s}(?:{scheme}{s})?(?:(?P<plus>{words.plus})|(?P<double_zero>{words.double_zero}))?{s}"
        )
        self.country = re.compile(country)
        self.bare_country = re.compile(f"{words.zero}?{s}{country}(?={words.zero}?{s}{one})")
        self.trunk = re.compile(trunk)

        half_scheme = "|".join("".join(words.scheme[:count]) for count in range(1, len(words.scheme)))
        self.unfinished = re.compile(
            f"{s}(?:{half_scheme}"
            f"|(?:{scheme}{s})?(?:"
            f"{words.introduction}{words.first_of_country}"
            f"|(?:{words.plus}|{words.double_zero}){s}"
            f"|(?:{words.introduction}{country})?(?:{trunk})?(?P<number>{one}{body})?"
            f"))"
        )


_grammar = cache(_Grammar)


#: A mainland mobile number in canonical form, 11 ASCII digits: the type says that it went through the grammar.
MobileNumber = NewType("MobileNumber", str)


def text_of(number: object) -> str:
    """The argument of every function that takes a number: a str as a plain str, else ``TypeError``."""
    if not isinstance(number, str):
        raise TypeError(f"a number must be a str, not {type(number).__name__}")
    return str.__str__(number)


def normalize_number(text: str, /) -> MobileNumber:
    """Read a mobile number however it is written, and give it back as 11 ASCII digits.

    Accepted are separators, brackets and invisible characters anywhere, full-width forms, ``tel:``, the country code
    86 after ``+``, ``00``, ``0`` or nothing, and a trunk 0; the grammar is ``data/writings.toml``. No table is asked:
    the number of an unlisted segment is normalized too.

    Raises:
        SegmentError: the text is no such number; ``code`` and ``params`` say why.
        TypeError: the argument is not a str.
    """
    reading = read(text_of(text))
    if reading.refusal is not None:
        raise SegmentError(reading.refusal, explain(reading))
    return MobileNumber(reading.digits)


def mask_number(number: str, /) -> str:
    """A number fit for a log: ``138****8000`` for any accepted writing, ``***`` for anything else.

    Raises:
        TypeError: the argument is not a str.
    """
    reading = read(text_of(number))
    return MASKED if reading.refusal is not None else f"{reading.digits[:3]}****{reading.digits[-4:]}"


def explain(reading: Reading) -> Params:
    """What is known about a refused text: the country of a foreign number, the kind of one that is not mobile."""
    if reading.refusal is Verdict.NOT_MAINLAND:
        from beian_segments._phonenumbers import country_of

        return Params(country_of(reading.digits))
    if reading.refusal is Verdict.NOT_MOBILE:
        from beian_segments._phonenumbers import kind_of

        kind = kind_of(reading.digits)
        return Params({"kind": kind} if kind else {})
    return NO_PARAMS
