"""Numbers inside a text, and what has happened to a number that is refused. Imports the grammar.

Spreadsheets, chats and address books hand over numbers that are broken in a few ways. ``find_numbers`` reads every
number that stands whole in a text; ``damage_of`` names the way in which a refused text is broken, the first of the
rules at the end of this module that applies. The codes, their order and their sentences are those of
``data/verdicts.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice, pairwise
from typing import cast

from attrs import field, frozen

from beian_segments import _data
from beian_segments.parsing import (
    LENGTH,
    MobileNumber,
    both_widths,
    full_width,
    is_canonical,
    mask_number,
    number_of,
    separators,
    text_of,
)
from beian_segments.prefixes import DIGITS
from beian_segments.verdicts import Verdict

__all__ = ["LONGEST", "NumberMatch", "damage_of", "find_numbers"]

#: A longer text is a document and not what somebody put in a field; its damage is not looked for.
LONGEST = 100_000

# What a keyboard for Chinese, or a word processor, gives instead of an ASCII character.
_TO_ASCII = {
    # A miss takes long.
    **{code: chr(code) for code in range(128)},
    **{ord(full_width(character)): character for character in map(chr, range(ord("!"), ord("~") + 1))},
    **{ord(quote): "'" for quote in "‘’"},
}

_SEPARATORS = separators()
_LINE_BREAKS = "\n\v\f\r\x85\u2028\u2029"
_IN_LINE = "".join(sorted(set(_SEPARATORS) - set(_LINE_BREAKS)))
# With nothing else between, these join digits to one: 3.13800138000, 20261128-13800138000.
_JOINS = frozenset(separators("dashes", "dots", "invisible") + "_＿")
_PLUS = "+" + full_width("+")
_ALL_DIGITS = DIGITS + full_width(DIGITS)
_QUOTES = "'‘’＇"
_OPENING, _CLOSING = "([{（［｛【", ")]}）］｝】"
_BEFORE_A_GUARD = ',;|，；"'
_COMMAS = ",，"
# All that matters directly before a number, and all with which its zeros, extension, guard or a join begin after it.
_GUARDS = frozenset(_QUOTES + '="')
_DOTS = frozenset(".．")
_PRECEDING = _JOINS | _GUARDS
_FOLLOWING = _JOINS.union(separators("white_space"), _COMMAS, ';xXeE#＃转轉分内(（"', _QUOTES)
_SEPARATOR_SET = frozenset(_SEPARATORS)
# So many of these directly beside a number hide more digits of it. Letters may stand before it as a word of their own.
_HIDING = 3
_STARS = frozenset("*＊•●")
_STARS_AND_LETTERS = _STARS | frozenset("xXｘＸ")
_MOST_IN_EXTENSION = 6


@frozen
class NumberMatch:
    """A mobile number inside a text.

    >>> find_numbers("手机：138-0013-8000")
    (NumberMatch(start=3, end=16, number='138****8000', damage=None),)

    Attributes:
        start: where it begins, as an index of the text.
        end: where it ends: ``text[start:end]`` is an accepted writing of the number, or is damaged in the way of
            ``damage``, with the guard, the zeros or the extension.
        number: the number in canonical form.
        damage: what had to be undone: ``decimal``, ``thousands``, ``scientific``, ``text-guard`` or ``extension``;
            None for an accepted writing.
    """

    start: int
    end: int
    number: MobileNumber = field(repr=lambda number: repr(mask_number(number)))
    damage: str | None = None


def find_numbers(text: str, /) -> tuple[NumberMatch, ...]:
    """Every mainland mobile number that stands in a text whole and exactly, in order.

    All accepted writings are known, and the damages from which all eleven digits come back: ``13800138000.0``,
    ``13,800,138,000``, ``1.3800138000E10``, the guards of spreadsheets (``'138…``, ``="138…"``) and extensions. No
    digit touches a match, nor three or more characters that hide digits (``*``); and none but those of another match
    is joined to it by dashes, dots or ``_`` alone. Beside further digits a number must be written in one piece, as
    3-4-4 digits, in other groups without white space, or after ``+86``: bank cards, dates and order numbers have
    digits enough for a number in any other grouping. The time is linear in the length.

    >>> [match.number for match in find_numbers("张三 13800138000，李四 +86 139-0013-9000转8001")]
    ['13800138000', '13900139000']
    >>> find_numbers("卡号 6222 0138 0013 8000")
    ()

    Raises:
        TypeError: the argument is not a str.
    """
    return tuple(_numbers_in(text_of(text)))


def _extension() -> tuple[str, str]:
    """An extension as a pattern, without and within brackets; to be matched in any case."""
    blanks = f"[{re.escape(separators('white_space', 'invisible'))}]*+"
    words = r"转(?:接|分机)?|轉|分机号?|分機號?|内线|;?ext(?:ension|n)?\.?=?|x|#|＃|,|，"
    dash = f"[{re.escape(separators('dashes'))}]{{1,2}}"
    digits = f"{both_widths(DIGITS)}{{1,{_MOST_IN_EXTENSION}}}"
    return (
        rf"{blanks}(?:{dash}|(?:{words})[:：]?){blanks}{digits}",
        rf"{blanks}[(（]{blanks}(?:{words})[:：]?{blanks}{digits}{blanks}[)）]",
    )


class _Patterns:
    """What finding needs, compiled."""

    def __init__(self) -> None:
        digit, plus = both_widths(DIGITS), f"[{_PLUS}]"
        in_line = f"[{re.escape(_IN_LINE)}]"
        line = f"{in_line}*+"
        joins = re.escape("".join(sorted(_JOINS)))
        comma, dot = "[,，]", "[.．]"
        zero, home = "[0０]", "[8８][6６]"
        second = both_widths("".join(lead[1] for lead in _data.LEADS))
        block = f"[1１]{second}{digit}"
        zeros = f"{dot}{zero}++"
        tight = f"[{re.escape(separators('dashes', 'brackets', 'dots', 'invisible'))}]*+"

        def number_of(gap: str) -> str:
            return f"[1１]{gap}{second}{gap}{digit}(?:{gap}{digit}){{{LENGTH - 3}}}"

        country = f"(?:(?:{plus}{line}|{zero}{{2}}{line}|{zero}{line}|){home}{line}|)"

        # Digits with nothing but separators and commas between them, enough for a number.
        self.island = re.compile(
            rf"[{_PLUS}{digit[1:-1]}](?:[{re.escape(_SEPARATORS)},，]*+[{_PLUS}{digit[1:-1]}]){{{LENGTH - 1}}}"
            rf"[{re.escape(_SEPARATORS)},，{_PLUS}{digit[1:-1]}]*+(?:[eEｅＥ]{plus}?{digit}{{1,2}}(?!\d))?"
        )
        # An island without these is one part, of one line, and no number of a spreadsheet.
        self.divided = re.compile(f"[,，eEｅＥ{_LINE_BREAKS}]")
        self.part = re.compile(f"[^,，]{{{LENGTH},}}+")
        self.line = re.compile(f"[^{_LINE_BREAKS}]{{{LENGTH},}}+")
        thousands = f"(?:{digit}{{2}}|[8８]{comma}{digit}{{3}})(?:{comma}{digit}{{3}}){{3}}"
        # All digits are there: as many behind the point as the exponent says; twelve with the country code.
        scientific = "|".join(
            f"{digit}{dot}{digit}{{{places}}}[eEｅＥ]{plus}?[1１]{both_widths(str(places)[1])}"
            for places in (LENGTH - 1, LENGTH + len(_data.COUNTRY_CODE) - 1)
        )
        self.spreadsheet = re.compile(rf"{thousands}(?![,，]?\d)|{scientific}")
        # Up to fifteen digits, which end before a number of eleven in one piece if they are enough without it.
        abroad = (
            f"(?:{in_line}{{0,3}}{digit}){{0,7}}"
            rf"(?:(?!\s+{block}{digit}{{8}}(?!\d)){in_line}{{0,3}}{digit}){{0,7}}"
        )
        # Inside an island: numbers of other countries, which are passed over, then what may be a number beside others.
        self.candidate = re.compile(
            rf"(?P<foreign>{plus}{line}(?!{home}){digit}{abroad}|(?<!\d){zero}{{2}}(?!{home})[1-9１-９]{abroad})"
            rf"|(?<!\d)(?:(?<!\d[,，])(?P<thousands>{thousands}(?:{zeros})?(?![,，]?\d))"
            rf"|(?P<scientific>{scientific}(?!\d))"
            rf"|{country}(?:{zero}{line}|){block}{digit}{{8}}(?!\d)"
            # In groups, a prefix stands apart: 0138 is the group of a bank card.
            rf"|(?:{plus}{line}{home}{line}|{country}(?<!\d)|)(?:{zero}{in_line}++|)"
            rf"{block}{in_line}++{digit}{{4}}{in_line}++{digit}{{4}}(?!\d)"
            # In any groups only without white space, or after a + and 86.
            rf"|{country}(?:{zero}|){number_of(tight)}(?!\d)"
            rf"|{plus}{line}{home}{line}(?:{zero}{line}|){number_of(line)}(?!\d))"
        )
        self.zeros = re.compile(rf"{zeros}(?!\d)")
        self.joined = re.compile(rf"[{joins}]++(?=\d)")
        extension, in_brackets = _extension()
        # 3栋 and 25岁 are no extensions.
        self.extension = re.compile(
            rf"(?:{extension}(?!\d)(?![{joins}:：]++\d)(?![\u4e00-\u9fff])|{in_brackets})", re.IGNORECASE
        )


_patterns = cache(_Patterns)


# Where a number stands in a text, the number, and its damage.
_Found = tuple[int, int, str, str | None]


def _numbers_in(text: str) -> Iterator[NumberMatch]:
    # Numbers joined to one another, until it is known that the last is joined to nothing else; and where the last
    # number ends that was found or is one of these.
    joined: list[NumberMatch] = []
    last = 0
    for found, following in pairwise(chain(_candidates(text), [None])):
        start, end, number, damage = cast(_Found, found)  # only the last is None
        if _is_alone(text, start, end):
            yield NumberMatch(start, end, MobileNumber(number), damage)
            last = end
            continue
        before = _joined_before(text, start)
        if start < last or before not in (None, last):
            # The 86 of 1.86 is no country code of the number behind it.
            start = _start_without_prefix(text, start, end)
            before = _joined_before(text, start)
            if start < last or before not in (None, last):
                joined = []
                continue
        if before is None:
            joined = []
        limit = len(text) if following is None else following[0]
        start, end, number, damage = _with_context(text, (start, end, number, damage), limit)
        joined.append(NumberMatch(start, end, MobileNumber(number), damage))
        last = end
        if not _is_joined_after(text, end):
            yield from joined
            joined = []


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing that is looked at stands directly before or after: so it is with most numbers in prose."""
    return text[end : end + 1] not in _FOLLOWING and (start == 0 or text[start - 1] not in _PRECEDING)


def _candidates(text: str) -> Iterator[_Found]:
    """What is a number if nothing is joined to it, in order and disjoint; no digit stands directly beside it."""
    ignored = _SEPARATORS + _COMMAS
    for island in _patterns().island.finditer(text):
        start, end = island.span()
        number = island[0].rstrip(ignored)
        canonical = is_canonical(number)
        for found in [(start, start + LENGTH, number, None)] if canonical else _in_island(text, start, end):
            first, last = found[:2]
            if _has_more_digits(text, first, last):
                continue
            yield _with_bracket(text, _with_scheme(text, found) if first == start and first else found)


def _has_more_digits(text: str, start: int, end: int) -> bool:
    """Whether digits touch what was found, or what hides digits."""
    before, after = text[max(start - _HIDING, 0) : start], text[end : end + _HIDING]
    if before[-1:].isdecimal() or after[:1].isdecimal():
        return True
    return (len(before) == _HIDING and _STARS.issuperset(before)) or (
        len(after) == _HIDING and _STARS_AND_LETTERS.issuperset(after)
    )


def _in_island(text: str, start: int, end: int) -> Iterator[_Found]:
    patterns = _patterns()
    if not patterns.divided.search(text, start, end):
        whole = _whole(text, start, end)
        yield from [whole] if whole else _scan(text, start, end)
        return
    if patterns.spreadsheet.search(text, start, end):
        yield from _scan(text, start, end)
        return
    for part in patterns.part.finditer(text, start, end):
        if whole := _whole(text, *part.span()):
            yield whole
            continue
        for line in patterns.line.finditer(text, *part.span()):
            whole = None if line.span() == part.span() else _whole(text, *line.span())
            yield from [whole] if whole else _scan(text, *line.span())


def _whole(text: str, start: int, end: int) -> _Found | None:
    """The number of a range that is one writing of it, in any grouping."""
    writing = text[start:end].rstrip(_SEPARATORS)
    end = start + len(writing)
    writing = writing.lstrip(_SEPARATORS)
    number = number_of(writing)
    return (end - len(writing), end, number, None) if number else None


def _scan(text: str, start: int, end: int) -> Iterator[_Found]:
    """The numbers of a range that may stand beside other digits: in one piece, as 3-4-4 digits, of a spreadsheet."""
    for found in _patterns().candidate.finditer(text, start, end):
        damage = found.lastgroup
        if damage is None:
            if number := number_of(found[0]):
                yield *found.span(), number, None
        elif damage != "foreign":
            digits = "".join(filter(str.isdecimal, found[0])).translate(_TO_ASCII)
            first_digits = digits.removeprefix(_data.COUNTRY_CODE)[:LENGTH]
            if is_canonical(first_digits):
                yield *found.span(), first_digits, damage


def _with_scheme(text: str, found: _Found) -> _Found:
    """What was found, from the ``tel:`` before it on."""
    start, end, number, damage = found
    place = start
    while place and text[place - 1] in _SEPARATOR_SET:
        place -= 1
    scheme = place - len(_data.SCHEME)
    if damage is None and scheme >= 0 and text[scheme:place].translate(_TO_ASCII).lower() == _data.SCHEME:
        before_scheme = text[max(scheme - 1, 0) : scheme]
        return (start if before_scheme.isdecimal() else scheme), end, number, damage
    return found


def _with_bracket(text: str, found: _Found) -> _Found:
    """What was found, from the bracket before it on that is closed inside: (138)00138000."""
    start, end, number, damage = found
    if start and text[start - 1] in _OPENING:
        writing = text[start:end]
        start -= sum(map(writing.count, _CLOSING)) > sum(map(writing.count, _OPENING))
    return start, end, number, damage


def _joined_before(text: str, start: int) -> int | None:
    """Where the digits end that are joined to what begins at ``start``, or None."""
    if not text[start : start + 1].isdecimal():
        return None  # a scheme, a sign or a bracket begins something new
    end = start
    while end and text[end - 1] in _JOINS:
        end -= 1
    return end if 0 < end < start and text[end - 1].isdecimal() else None


def _is_joined_after(text: str, end: int) -> bool:
    """Whether digits are joined to what ends there."""
    return text[end : end + 1] in _JOINS and bool(_patterns().joined.match(text, end))


def _start_without_prefix(text: str, start: int, end: int) -> int:
    """Where the eleven digits begin that end there, if white space stands before them; else the same start."""
    place = end
    for _ in range(LENGTH):
        place = max(text.rfind(digit, start, place) for digit in _ALL_DIGITS)
    return place if start < place and text[place - 1].isspace() else start


def _with_context(text: str, found: _Found, limit: int) -> _Found:
    """What was found, with the zeros, the extension or the guard that belong to it; the next begins at the limit."""
    start, end, number, damage = found
    if damage is not None:
        return found
    patterns, after = _patterns(), text[end : end + 1]
    if after in _DOTS and text[start:end].lstrip(_PLUS).isdecimal() and (zeros := patterns.zeros.match(text, end)):
        return start, zeros.end(), number, "decimal"
    if (
        after in _FOLLOWING
        and (extension := patterns.extension.match(text, end))
        and extension.end() <= limit
        and not _is_field(text, start, extension)
    ):
        return start, extension.end(), number, "extension"
    guard = _guard(text, start, end) if start and text[start - 1] in _GUARDS else None
    return (*guard, number, "text-guard") if guard else found


def _is_field(text: str, start: int, extension: re.Match[str]) -> bool:
    """Whether what looks like an extension after a comma is the next field of a line of fields."""
    around = text[max(start - 1, 0) : start] + text[extension.end() : extension.end() + 1]
    return extension[0].lstrip()[0] in _COMMAS and any(character in _COMMAS for character in around)


def _guard(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range with the guard of a spreadsheet export around it; quotation marks on both sides are none."""
    before, after = text[start - 1], text[end : end + 1]
    if before == '"' and after == '"' and start > 1 and text[start - 2] == "=":
        start, end = start - 2, end + 1
    elif before == "=" or (before in _QUOTES and not (after and after in _QUOTES)):
        start -= 1
    else:
        return None
    begins_field = start == 0 or text[start - 1].isspace() or text[start - 1] in _BEFORE_A_GUARD
    return (start, end) if begins_field else None


_MASKS = "*•●xX"
_FEWEST_MASKED = 3
_DAMAGE_OF_GROUP: dict[str | None, str] = {damage.replace("-", "_"): damage for damage in _data.DAMAGES}
_UNDAMAGED = (Verdict.EMPTY, Verdict.SEGMENT_NOT_LISTED, Verdict.SUPPORTED)
_TOO_SHORT = Verdict.TOO_SHORT
# The fewest characters of a damage: 1.5.
_SHORTEST = 3


class _Shapes:
    """What a refused text is matched with, compiled; the text is in ASCII as far as it was full-width."""

    def __init__(self) -> None:
        blanks = f"[{re.escape(separators('white_space', 'invisible'))}]*+"
        separator = f"[{re.escape(_SEPARATORS)}]"
        gap = f"{separator}*+"
        octet = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])"
        second = "".join(lead[1] for lead in _data.LEADS)

        # A character that every text with a shape or a guard has.
        self.mark = re.compile(f"[.,eE{_MASKS}=']")
        # No text has two of these shapes.
        self.shape = re.compile(
            rf"{blanks}(?:(?P<decimal>\+?[0-9]++\.[0-9]++)"
            rf"|(?P<scientific>\+?[0-9]{{1,3}}(?:[.,][0-9]*+)?[eE][+-]?[0-9]{{1,2}})"
            rf"|(?P<thousands>\+?[0-9]{{1,3}}(?:,[0-9]{{3}})++(?:\.[0-9]++)?)"
            rf"|(?P<ip_address>{octet}(?:\.{octet}){{3}})){blanks}"
            rf"|(?=(?:[^{_MASKS}]*+[{_MASKS}]){{{_FEWEST_MASKED}}})(?P<masked>{gap}(?:(?i:tel:){gap}|)"
            rf"(?:(?:\+|00|0|){gap}86{gap}|)(?:0{gap}|)(?:[0-9{_MASKS}]{gap}){{{LENGTH}}})"
        )
        self.guarded = re.compile(rf"""{blanks}(?:'(?P<after>.*)|="(?P<between>[^"]*+)"|=(?P<formula>.*)){blanks}""")
        # Numbers as they are written most often, with an extension, or among characters that are no digits. Between
        # several stands what neither belongs to a number nor joins two; or white space, if they are in one piece.
        block = f"1[{second}][0-9]"
        number = f"(?:\\+?86[ -]?|){block}(?:[ -]?[0-9]{{4}}){{2}}"
        extension = f"(?:{'|'.join(_extension())}){blanks}"
        stars = re.escape("".join(sorted(_STARS)))
        before, after = rf"[^\d+{stars}]*+", rf"[^\d+{stars}xX]*+"
        between = rf"{gap}[^\d+{stars}xX,_eE{separator[1:-1]}]{after}"
        one_more = rf"{between}{number}|(?<=[0-9]{{{LENGTH}}})\s++{block}[0-9]{{8}}"
        self.usual = re.compile(
            f"(?P<extension>{number}(?i:{extension}))"
            f"|{before}(?P<text_around>{number})(?P<several_numbers>(?:{one_more})+)?{after}"
        )
        self.extension = re.compile(f"(?<=[0-9]){extension}\\Z", re.IGNORECASE)
        self.digits_of_number = re.compile(f"(?:[^0-9]*+[0-9]){{{LENGTH}}}")
        self.separated_digits = re.compile(
            f"(?P<abroad>{gap}1{separator}++[{second}][0-9]{{2}}{separator}++[0-9]{{3}}{separator}++[0-9]{{4}}{gap})"
            f"|{gap}(?:[0-9]{gap}){{{LENGTH}}}"
        )


_shapes = cache(_Shapes)


def damage_of(text: str, verdict: Verdict) -> str | None:
    """How a text that is refused for a verdict is broken: a code of ``data/verdicts.toml``, or None if not known.

    The first code that applies. A text of ASCII digits alone has none, nor has one of more than :data:`LONGEST`
    characters.

    >>> damage_of("13800138000.0", Verdict.TOO_LONG), damage_of("138", Verdict.TOO_SHORT)
    ('decimal', None)
    """
    length = len(text)
    if not _SHORTEST <= length <= LONGEST or verdict in _UNDAMAGED or (text.isascii() and text.isdigit()):
        return None
    text = text if text.isascii() else text.translate(_TO_ASCII)
    shapes = _shapes()
    if shapes.mark.search(text):
        if shape := shapes.shape.fullmatch(text):
            return _DAMAGE_OF_GROUP[shape.lastgroup]
        if _has_guard(text):
            return "text-guard"
    # The digits of a number are needed for the others.
    return None if length < LENGTH or verdict is _TOO_SHORT else _of_whole_number(text)


def _has_guard(text: str) -> bool:
    if "'" not in text and "=" not in text:
        return False
    found = _shapes().guarded.fullmatch(text)
    return found is not None and number_of(next(filter(None, found.groups()), "")) is not None


def _of_whole_number(text: str) -> str | None:
    """All eleven digits, and something that does not belong to them."""
    shapes = _shapes()
    if usual := shapes.usual.fullmatch(text):
        return _DAMAGE_OF_GROUP[usual.lastgroup]
    if not shapes.digits_of_number.match(text):
        return None
    # Separators around a number belong to its writing, so there is none in digits and separators that are not one.
    if separated := shapes.separated_digits.fullmatch(text):
        return "foreign-grouping" if separated["abroad"] else None
    return _by_search(text)


def _by_search(text: str) -> str | None:
    """The damage by a search for numbers, which takes several times as long as all before it."""
    extension = _shapes().extension.search(text, LENGTH)
    if extension and number_of(text[: extension.start()]):
        return "extension"
    numbers = list(islice(_numbers_in(text), 2))
    return "several-numbers" if len(numbers) > 1 else "text-around" if numbers else None
