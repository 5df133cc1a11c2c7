"""Accepted writings of a number: text in, 11 digits or a refusal out; masking.

The grammar, whose characters are those of ``data/writings.toml``, with S for any separator::

    S* [tel: S*] [(+ | 00 | 0 | nothing) S* 86 S*] [0 S*] then 11 digits, G* between them, S* after them

G are the separators but brackets and dots; at the joints of the number, 3|4|4, brackets may stand too, and dots may
stand if they stand at both joints. Every character but the letters of ``tel`` may be full-width.

The pieces come first, then what is compiled from them, then reading, then the public functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import islice
from string import punctuation
from typing import NewType, TypeGuard

from beian_segments import _data
from beian_segments.prefixes import DIGITS, Joints, PrefixSet, number_pattern, runs
from beian_segments.redact import MASKED
from beian_segments.verdicts import Params, Verdict

__all__ = [
    "CHARACTERS",
    "DIGITS_BEFORE_NUMBER",
    "LENGTH",
    "MOBILE",
    "ListedNumber",
    "MobileNumber",
    "Reading",
    "both_widths",
    "explain",
    "forms_of",
    "full_width",
    "is_canonical",
    "mask_number",
    "number_of",
    "read",
    "read_unfinished",
    "separators",
    "text_of",
    "writing_pattern",
]

#: A mainland mobile number in canonical form, 11 ASCII digits: the type says that it went through the grammar.
MobileNumber = NewType("MobileNumber", str)

#: One whose segment the table lists: the type says that it was validated, too.
ListedNumber = NewType("ListedNumber", MobileNumber)

LENGTH = _data.LENGTH

#: Every mobile number there can be: 13 to 19.
MOBILE = PrefixSet.of(_data.LEADS)

_PLUS, _DOUBLE_ZERO = _data.INTERNATIONAL_PREFIXES

#: All that may stand before the number in a text of ASCII digits alone.
DIGITS_BEFORE_NUMBER = frozenset(
    country + trunk
    for country in ("", *(before + _data.COUNTRY_CODE for before in ("", _data.TRUNK_PREFIX, _DOUBLE_ZERO)))
    for trunk in ("", _data.TRUNK_PREFIX)
)

_FULL_WIDTH = 0xFEE0  # from a printable ASCII character to its full-width form

# As many digits as phonenumbers needs to name a country: E.164 has at most 15.
_ENOUGH_DIGITS = 20
# With those that may stand before them: 00, the country code and a trunk 0.
_ENOUGH_WITH_PREFIX = _ENOUGH_DIGITS + 5
# Separators may be many; the digits of so many characters are nearly always enough.
_SHORT = 64


def full_width(characters: str) -> str:
    """The full-width forms of printable ASCII characters other than the space."""
    return "".join(chr(ord(character) + _FULL_WIDTH) for character in characters)


def forms_of(character: str) -> str:
    """An ASCII character of a writing and the other form that it may have: a letter's upper case, else full width."""
    return character + (character.upper() if character.isalpha() else full_width(character))


def separators(*kinds: str) -> str:
    """The separators of some kinds, as ``data/writings.toml`` names them, or of all; by code point."""
    ranges = sorted(pair for kind in kinds or _data.SEPARATORS for pair in _data.SEPARATORS[kind])
    return "".join(chr(point) for low, high in ranges for point in range(low, high + 1))


# What makes ASCII digits of digits and separators. It has the ASCII digits too, because a miss takes long.
_TO_DIGITS: dict[int, str | None] = {
    **dict.fromkeys(map(ord, separators())),
    **{ord(form): digit for digit in DIGITS for form in forms_of(digit)},
}

#: Every character that a writing may have.
CHARACTERS = frozenset(separators()).union(
    *map(forms_of, f"{DIGITS}{_data.SCHEME}{_PLUS}{_DOUBLE_ZERO}{_data.TRUNK_PREFIX}{_data.COUNTRY_CODE}")
)


def both_widths(characters: str, written: Callable[[str], str] = str) -> str:
    """A character class of sorted ASCII characters and their full-width forms, which ``written`` gives a form."""
    return f"[{runs(characters)}{runs(full_width(characters), written)}]"


class _Pieces:
    """The pieces of a writing as pattern text for an engine."""

    def __init__(self, code_point: str, possessive: str, *, repeat: bool = False) -> None:
        self._repeat = repeat

        def written(character: str) -> str:
            # Every engine takes an escaped mark of ASCII, which is shorter.
            return f"\\{character}" if character in punctuation else code_point.format(ord(character))

        def one_of(character: str) -> str:
            return f"[{forms_of(character)}]" if character.isalpha() else both_widths(character, written)

        def text(characters: str) -> str:
            return "".join(map(one_of, characters))

        self.digits: Callable[[str], str] = lambda digits: both_widths(digits, written)
        self.digit = self.digits(DIGITS)
        self.separator = f"[{runs(separators(), written)}]"
        self.characters = runs("".join(sorted(CHARACTERS)), written)
        self.blank = f"[{runs(separators('white_space', 'invisible'), written)}]"
        self.separators = f"{self.separator}*{possessive}"
        self.gap = f"[{runs(separators(*_data.ANYWHERE), written)}]*{possessive}"
        self.joints = Joints(
            _data.JOINTS,
            f"[{runs(separators(*_data.ANYWHERE, *_data.AT_JOINTS), written)}]*{possessive}",
            f"[{runs(separators(*_data.PAIRED), written)}]{self.separators}",
        )
        self.body = f"[{self.separator[1:-1]}{self.digit[1:-1]}]*{possessive}"
        self.one = one_of("1")
        self.scheme = [one_of(character) for character in _data.SCHEME]
        self.plus, self.double_zero, self.zero = map(text, (_PLUS, _DOUBLE_ZERO, _data.TRUNK_PREFIX))
        self.country_code = text(_data.COUNTRY_CODE)
        self.country_start = one_of(_data.COUNTRY_CODE[0])

        s = self.separators
        # 00 and 0 as one way: Python is quicker at it.
        self.introduction = f"(?:{self.plus}{s}|{self.zero}{self.zero}?{s}|)"
        # Each part is known by its first character. Alternatives to nothing, because with ? they take Python a fifth
        # longer, and with ?+ they are wrong in CPython up to 3.11.4, which goes on in the wrong place after such a
        # group has failed (gh-106052): +013800138000 would match.
        self.before_number = (
            f"{s}(?:{''.join(self.scheme)}{s}|)(?:{self.introduction}{self.country_code}{s}|)(?:{self.zero}{s}|)"
        )

    def number(self, numbers: PrefixSet) -> str:
        """The digits of the numbers in a set, and what may stand between and after them."""
        pattern = number_pattern(
            numbers, LENGTH, digits=self.digits, gap=self.gap, joints=self.joints, repeat=self._repeat
        )
        return pattern + self.separators

    def unfinished_number(self, first: str) -> str:
        """The beginnings of what :meth:`number` matches for all numbers, from a first digit on."""
        places, at_joint, paired = self.joints

        def after(count: int, form: str) -> str:
            """What may follow some digits; ``form`` is what stands at the joints."""
            if count == LENGTH:
                return self.separators
            more = f"{self.digit}{after(count + 1, form)}"
            if count not in places:
                return f"{self.gap}(?:{more}|)"
            if count == places[0]:
                return f"{at_joint}(?:{more}|{paired}(?:{self.digit}{after(count + 1, paired)}|)|)"
            return f"{at_joint}(?:{form}(?:{more}|)|)" if form else f"{at_joint}(?:{more}|)"

        return first + after(1, "")


def writing_pattern(
    numbers: PrefixSet, *, code_point: str = r"\u{:04X}", possessive: bool = True, repeat: bool = False
) -> str:
    """A pattern of every accepted writing of the numbers in a set; to be matched against the whole text.

    It is ASCII, and no text has two ways through it, so that engines that backtrack are linear too.

    Args:
        numbers: the set.
        code_point: how the engine writes a character by its number, as a format string.
        possessive: whether the engine knows possessive quantifiers; they only make a refusal quicker. Only character
            classes get one.
        repeat: whether equal parts are written once, as a repeated group.
    """
    pieces = _Pieces(code_point, "+" if possessive else "", repeat=repeat)
    return pieces.before_number + pieces.number(numbers)


class _Grammar:
    """The grammar as compiled patterns."""

    def __init__(self) -> None:
        p = _Pieces(r"\u{:04X}", "+")
        s, scheme = p.separators, "".join(p.scheme)

        # Accepted and refused texts in one, since 86 is the country code wherever it can be one. Most refused texts
        # have a character that no writing has, so that is asked first.
        self.text = re.compile(
            f"(?=[{p.characters}]*+\\Z){s}(?:{scheme}{s}|)"
            f"(?:(?P<sign>{p.plus}|{p.double_zero}){s}(?:{p.country_code}|(?P<abroad>{p.body})\\Z)"
            f"|{p.zero}?{s}{p.country_code}{s}(?={p.zero}?{s}{p.one})|)"
            f"(?:{s}(?:{p.zero}{s}|)(?P<number>{p.number(MOBILE)})\\Z|(?P<refused>{p.body}))"
        )
        self.blank = re.compile(f"{p.blank}*+")
        self.digit = re.compile(p.digit)

        half_scheme = "|".join("".join(p.scheme[:count]) for count in range(1, len(p.scheme)))
        self.unfinished = re.compile(
            f"{s}(?:{half_scheme}"
            f"|(?:{scheme}{s})?(?:"
            f"{p.introduction}{p.country_start}"
            f"|(?:{p.plus}|{p.double_zero}){s}"
            f"|(?:{p.introduction}{p.country_code}{s})?(?:{p.zero}{s})?(?P<number>{p.unfinished_number(p.one)})?"
            f"))"
        )


_grammar = cache(_Grammar)


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


_EMPTY = Reading(Verdict.EMPTY)
_NO_NUMBER = Reading(Verdict.NOT_A_NUMBER)
_TOO_SHORT = Reading(Verdict.TOO_SHORT)
_TOO_LONG = Reading(Verdict.TOO_LONG)


def is_canonical(text: str) -> TypeGuard[MobileNumber]:
    """Whether the text is 11 ASCII digits that begin with 13 to 19."""
    return len(text) == LENGTH and text.isascii() and text.isdigit() and text[:2] in _data.LEADS


def number_of(text: str) -> MobileNumber | None:
    """The number of an accepted writing; None for any other text."""
    if is_canonical(text):
        return text
    match = _grammar().text.fullmatch(text) if len(text) >= LENGTH else None
    return MobileNumber(_digits(match["number"])) if match and match["number"] else None


def read(text: str) -> Reading:
    """Read a text; every text has a reading."""
    if text.isascii() and text.isdigit():
        return Reading(None, text) if is_canonical(text) else _read_plain(text[:_ENOUGH_WITH_PREFIX])
    grammar = _grammar()
    match = grammar.text.fullmatch(text)
    if match is None:
        return _NO_NUMBER
    sign, abroad, number, refused = match.groups()
    if number:
        return Reading(None, _digits(number))
    if abroad is not None:
        return _read_international(_digits(abroad), plus=sign in forms_of(_PLUS))
    digits = _digits(refused)
    if not (digits or sign):
        return _EMPTY if grammar.blank.fullmatch(text) else _NO_NUMBER
    reading = _read_national(digits)
    # What would otherwise be a mobile number is refused for the places of its separators.
    return reading if reading.refusal else _NO_NUMBER


def _read_plain(digits: str) -> Reading:
    """ASCII digits: as :func:`read` does it, where no separator can be in the way."""
    home = _data.COUNTRY_CODE
    if digits.startswith(_DOUBLE_ZERO):
        digits = digits.removeprefix(_DOUBLE_ZERO)
        if digits.startswith(home):
            return _read_national(digits.removeprefix(home))
        return _read_international(digits, plus=False)
    after_zero = digits.removeprefix(_data.TRUNK_PREFIX)
    if after_zero.startswith(home):
        national = after_zero.removeprefix(home)
        if national.removeprefix(_data.TRUNK_PREFIX).startswith("1"):
            return _read_national(national)
    return _read_national(digits)


def _read_international(digits: str, *, plus: bool) -> Reading:
    """The digits after ``+`` or ``00``, of which the first are not 86 in one piece."""
    country_code = _data.COUNTRY_CODE
    # No country code begins with 0. After a plus nothing else can be meant; 00 may be the start of a string of zeros,
    # in which no character is out of place.
    if plus and digits[:1] in ("", "0"):
        return _NO_NUMBER
    if digits.startswith("0"):
        return Reading(Verdict.NOT_MOBILE, digits[:_ENOUGH_DIGITS])
    if digits.startswith(country_code):
        return _NO_NUMBER
    if country_code.startswith(digits):
        return _TOO_SHORT
    return Reading(Verdict.NOT_MAINLAND, digits[:_ENOUGH_DIGITS])


def _read_national(digits: str) -> Reading:
    """What follows the country code: one trunk prefix, then the number."""
    digits = digits.removeprefix(_data.TRUNK_PREFIX)
    if not digits:
        return _TOO_SHORT
    mobile = digits[:2] in _data.LEADS
    if digits[0] != "1" or (len(digits) > 1 and not mobile and len(digits) <= LENGTH):
        return Reading(Verdict.NOT_MOBILE, digits[:_ENOUGH_DIGITS])
    if len(digits) != LENGTH:
        return _TOO_SHORT if len(digits) < LENGTH else _TOO_LONG
    return Reading(None, digits)


def read_unfinished(text: str) -> str | None:
    """The number's digits typed so far, for a text that begins an accepted writing; None for any other.

    Empty while only what stands before the number has been typed: a separator, ``+``, ``00``, ``8``, ``+86``.
    """
    typed = _grammar().unfinished.fullmatch(text)
    if typed is None:
        return None
    digits = _digits(typed["number"] or "")
    return None if MOBILE.after(digits) is False else digits


def _digits(body: str) -> str:
    """The first of some digits and separators, in ASCII: enough to name a country or to be too many."""
    if len(body) <= _SHORT:
        return body.translate(_TO_DIGITS)
    digits = body[:_SHORT].translate(_TO_DIGITS)
    if len(digits) < _ENOUGH_WITH_PREFIX:
        found = islice(_grammar().digit.finditer(body), _ENOUGH_WITH_PREFIX)
        digits = "".join(digit[0] for digit in found).translate(_TO_DIGITS)
    return digits


def explain(refusal: Verdict, digits: str) -> Params:
    """What phonenumbers knows of a refused reading: the country of a foreign number, the kind of one not mobile."""
    if refusal is Verdict.NOT_MAINLAND:
        from beian_segments._phonenumbers import country_of

        return Params(country_of(digits))
    from beian_segments._phonenumbers import kind_of

    kind = kind_of(digits)
    return Params({"kind": kind} if kind else {})


def text_of(number: object) -> str:
    """The argument of every function that takes a number: a str as a plain str, else ``TypeError``."""
    if type(number) is str:
        return number
    if not isinstance(number, str):
        raise TypeError(f"a number must be a str, not {type(number).__name__}")
    return str.__str__(number)


def mask_number(number: str, /) -> str:
    """A number for a log: ``138****8000`` for any accepted writing, ``***`` for anything else.

    >>> mask_number("+86 138 0013 8000"), mask_number("138 0013")
    ('138****8000', '***')

    Raises:
        TypeError: the argument is not a str.
    """
    reading = read(text_of(number))
    return MASKED if reading.refusal is not None else f"{reading.digits[:3]}****{reading.digits[-4:]}"
