"""Numbers inside a text, and what has happened to a number that is refused. Imports the grammar.

Spreadsheets, chats and address books hand over numbers that are broken in a few ways. ``find_numbers`` reads every
number that stands whole in a text; ``damage_of`` names the way in which a refused text is broken, the first of the
rules that applies. The codes, their order and their sentences are those of ``data/verdicts.toml``; each has one rule at
the end of this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice

from attrs import field, frozen

from beian_segments import _data
from beian_segments.parsing import (
    LENGTH,
    MobileNumber,
    Reading,
    both_widths,
    explain,
    full_width,
    is_canonical,
    mask_number,
    read,
    separators,
    text_of,
)
from beian_segments.prefixes import DIGITS
from beian_segments.verdicts import Params, Verdict

__all__ = ["LONGEST", "NumberMatch", "damage_of", "explain_refusal", "find_numbers"]

#: A longer text is a document and not what somebody put in a field; its damage is not looked for.
LONGEST = 100_000

# What a spreadsheet, or a keyboard for Chinese, gives instead of an ASCII character.
_TO_ASCII = {ord(full_width(character)): character for character in map(chr, range(ord("!"), ord("~") + 1))}
_TO_ASCII[ord("’")] = "'"

_SEPARATORS = separators()
_LINE_BREAKS = "\n\v\f\r\x85\u2028\u2029"
_IN_LINE = "".join(sorted(set(_SEPARATORS) - set(_LINE_BREAKS)))
# With nothing else between, these join digits to one: 3.13800138000, 20261128-13800138000.
_JOINS = separators("dashes", "dots", "invisible") + ":_/＿／"
_PLUS = "+" + full_width("+")
_QUOTES = "'’＇"
_OPENING, _CLOSING = "([{（［｛【", ")]}）］｝】"
_BEFORE_A_GUARD = ",;|，；\""


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
    digit stands directly beside a match, nor joined to it by nothing but ``.``, ``-``, ``:``, ``_``, ``/``, except
    another match. Beside further digits a number must be written in one piece or as 3-4-4 digits: bank cards, dates
    and order numbers have digits enough for a number in any other grouping. The time is linear in the length.

    >>> [match.number for match in find_numbers("张三 13800138000，李四 +86 139-0013-9000转8001")]
    ['13800138000', '13900139000']
    >>> find_numbers("卡号 6222 0138 0013 8000")
    ()

    Raises:
        TypeError: the argument is not a str.
    """
    return tuple(_numbers_in(text_of(text)))


class _Patterns:
    """What finding needs, compiled."""

    def __init__(self) -> None:
        digit, plus = both_widths(DIGITS), f"[{_PLUS}]"
        separator, in_line = f"[{re.escape(_SEPARATORS)}]", f"[{re.escape(_IN_LINE)}]"
        line = f"{in_line}*+"
        blanks = f"[{re.escape(separators('white_space', 'invisible'))}]*+"
        comma, dot = "[,，]", "[.．]"
        zero, home = "[0０]", "[8８][6６]"
        block = f"[1１]{both_widths(''.join(lead[1] for lead in _data.LEADS))}{digit}"
        zeros = f"{dot}{zero}++"
        country = f"(?:(?:{plus}{line}|{zero}{{2}}{line}|{zero}{line}|){home}{line}|)"

        # Digits with nothing but separators and commas between them, enough for a number.
        self.island = re.compile(
            rf"[{_PLUS}{digit[1:-1]}](?:[{re.escape(_SEPARATORS)},，]*+[{_PLUS}{digit[1:-1]}]){{{LENGTH - 1}}}"
            rf"[{re.escape(_SEPARATORS)},，{_PLUS}{digit[1:-1]}]*+(?:[eEｅＥ]{plus}?{digit}{{1,2}}(?!\d))?"
        )
        self.part = re.compile("[^,，]++")
        self.line = re.compile(f"[^{_LINE_BREAKS}]++")
        self.scheme = re.compile(f"[tT][eE][lL][:：]{separator}*+\\Z")
        # Inside an island: numbers of other countries, which are passed over, then what may be a number beside others.
        self.candidate = re.compile(
            rf"(?P<foreign>{plus}{line}(?!{home}){digit}(?:{in_line}{{0,3}}{digit}){{0,14}}"
            rf"|(?<!\d){zero}{{2}}(?!{home})[1-9１-９](?:{in_line}{{0,3}}{digit}){{0,14}})"
            rf"|(?<!\d)(?:(?P<thousands>{digit}{{2}}(?:{comma}{digit}{{3}}){{3}}(?:{zeros})?(?![,，]?\d))"
            rf"|(?P<scientific>{digit}{dot}{digit}{{{LENGTH - 1}}}[eEｅＥ]{plus}?[1１][0０](?!\d))"
            rf"|{country}(?:{zero}{line}|){block}{digit}{{8}}(?!\d)"
            # In groups, a prefix stands apart: 0138 is the group of a bank card.
            rf"|(?:{plus}{line}{home}{line}|{country}(?<!\d)|)(?:{zero}{in_line}++|)"
            rf"{block}{in_line}++{digit}{{4}}{in_line}++{digit}{{4}}(?!\d))"
        )
        self.zeros = re.compile(rf"{zeros}(?!\d)")
        self.joined = re.compile(rf"[{re.escape(_JOINS)}]++(?=\d)")
        landline = r"0\d{2,3}[-) ]?\d{7,8}"
        self.landline = re.compile(rf"/{landline}(?!\d)")
        self.ends_in_landline = re.compile(rf"(?<!\d){landline}\Z")
        self.ends_in_label = re.compile(r"[^\W\d_]\d{1,2}\Z")
        words = r"转(?:分机)?|轉|分机号?|分機號?|;?ext(?:ension|n)?\.?=?|x|#|＃|,|，"
        self.extension = re.compile(
            rf"{blanks}(?:[{re.escape(separators('dashes'))}]|(?:{words})[:：]?){blanks}"
            rf"{digit}{{1,6}}(?!\d)(?![{re.escape(_JOINS)}]++\d)",
            re.IGNORECASE,
        )
        self.with_extension = re.compile(f"(?s:.*?){digit}(?={self.extension.pattern}{blanks}\\Z)", re.IGNORECASE)


_patterns = cache(_Patterns)


def _numbers_in(text: str) -> Iterator[NumberMatch]:
    # Numbers joined to one another, until it is known that the last is joined to nothing else.
    chain: list[NumberMatch] = []
    for found in _candidates(text):
        before = _joined_before(text, found.start)
        if before is None:
            chain = []
        elif not (chain and chain[-1].end == before):
            chain = []
            continue
        match, goes_on = _with_context(text, found)
        chain.append(match)
        if not goes_on:
            yield from chain
            chain = []


def _candidates(text: str) -> Iterator[NumberMatch]:
    """What may be a number, if nothing is joined to it; in order, disjoint, no digit or plus beside it."""
    patterns = _patterns()
    for island in patterns.island.finditer(text):
        start, end = island.span()
        for found in _in_island(text, start, end):
            if text[found.end : found.end + 1].isdecimal() or text[max(found.start - 1, 0) : found.start].isdecimal():
                continue
            yield _with_scheme(text, found) if found.start == start else _with_bracket(text, found)


def _in_island(text: str, start: int, end: int) -> Iterator[NumberMatch]:
    patterns = _patterns()
    candidate = patterns.candidate
    found = list(islice(candidate.finditer(text, start, end), 1))
    if found and (found[0]["thousands"] or found[0]["scientific"]):
        yield from _scanned(text, start, end)
        return
    for part in patterns.part.finditer(text, start, end):
        if (whole := _whole(text, *part.span())) is not None:
            yield whole
            continue
        for line in patterns.line.finditer(text, *part.span()):
            if (whole := _whole(text, *line.span())) is not None:
                yield whole
            else:
                yield from _scanned(text, *line.span())


def _whole(text: str, start: int, end: int) -> NumberMatch | None:
    """The number of a range that is one writing of it, in any grouping."""
    written = text[start:end].strip(_SEPARATORS)
    if len(written) < LENGTH:
        return None
    reading = read(written)
    if reading.refusal is not None:
        return None
    start += text[start:end].index(written)
    return NumberMatch(start, start + len(written), MobileNumber(reading.digits))


def _scanned(text: str, start: int, end: int) -> Iterator[NumberMatch]:
    """The numbers of a range that are written in one piece or as 3-4-4 digits, and those of spreadsheets."""
    for found in _patterns().candidate.finditer(text, start, end):
        damage = found.lastgroup
        if damage is None:
            reading = read(found[0])
            number = reading.digits if reading.refusal is None else ""
        else:
            number = "".join(filter(str.isdecimal, found[0])).translate(_TO_ASCII)[:LENGTH]
        if damage != "foreign" and is_canonical(number):
            yield NumberMatch(*found.span(), MobileNumber(number), damage)


def _with_scheme(text: str, found: NumberMatch) -> NumberMatch:
    """The match from its ``tel:`` on; the window is wide enough for any text but one that is made for this."""
    before = text[found.start - 1 : found.start]
    if before and (before in ":：" or before in _SEPARATORS):
        scheme = _patterns().scheme.search(text, max(found.start - 64, 0), found.start)
        if scheme:
            return NumberMatch(scheme.start(), found.end, found.number, found.damage)
    return _with_bracket(text, found)


def _with_bracket(text: str, found: NumberMatch) -> NumberMatch:
    """The match with the bracket before it that is closed inside: (138)00138000."""
    if found.start and text[found.start - 1] in _OPENING:
        written = text[found.start : found.end]
        if sum(map(written.count, _CLOSING)) > sum(map(written.count, _OPENING)):
            return NumberMatch(found.start - 1, found.end, found.number, found.damage)
    return found


def _joined_before(text: str, start: int) -> int | None:
    """Where the digits end that are joined to what begins at ``start``, or None."""
    end = start
    while end and text[end - 1] in _JOINS:
        end -= 1
    if end in (start, 0) or not text[end - 1].isdecimal():
        return None
    patterns, gap = _patterns(), text[end:start]
    # Lists of telephones: 手机1:138…, 010-65529988/138….
    if gap == ":" and patterns.ends_in_label.search(text, max(end - 3, 0), end):
        return None
    if gap == "/" and patterns.ends_in_landline.search(text, max(end - 14, 0), end):
        return None
    return end


def _with_context(text: str, found: NumberMatch) -> tuple[NumberMatch, bool]:
    """The match with the zeros, extension or guard that belong to it, and whether more digits are joined to its end."""
    patterns = _patterns()
    start, end, damage = found.start, found.end, found.damage
    if damage is None:
        if (zeros := patterns.zeros.match(text, end)) and text[start:end].isdecimal():
            end, damage = zeros.end(), "decimal"
        elif (extension := patterns.extension.match(text, end)) and not _is_field(text, start, extension):
            end, damage = extension.end(), "extension"
        elif guard := _guard(text, start, end):
            start, end, damage = *guard, "text-guard"
    joined = patterns.joined.match(text, end)
    goes_on = joined is not None and not patterns.landline.match(text, end)
    return NumberMatch(start, end, found.number, damage), goes_on


def _is_field(text: str, start: int, extension: re.Match[str]) -> bool:
    """Whether what looks like an extension after a comma is the next field of a line of fields."""
    commas = ",，"
    around = text[max(start - 1, 0) : start] + text[extension.end() : extension.end() + 1]
    return extension[0].strip()[0] in commas and any(character in commas for character in around)


def _guard(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range with the guard of a spreadsheet export around it; quotation marks on both sides are none."""

    def begins_at(place: int) -> bool:
        return place == 0 or (place > 0 and (text[place - 1].isspace() or text[place - 1] in _BEFORE_A_GUARD))

    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    if before and before in _QUOTES and not (after and after in _QUOTES) and begins_at(start - 1):
        return start - 1, end
    if before == "=" and begins_at(start - 1):
        return start - 1, end
    if before == '"' and after == '"' and text[max(start - 2, 0) : start - 1] == "=" and begins_at(start - 2):
        return start - 2, end + 1
    return None


def damage_of(text: str, verdict: Verdict) -> str | None:
    """How a text that is refused for a verdict is broken: a code of ``data/verdicts.toml``, or None if not known.

    The first code that applies. A text of ASCII digits alone has none, nor has one of more than :data:`LONGEST`
    characters.

    >>> damage_of("13800138000.0", Verdict.TOO_LONG), damage_of("138", Verdict.TOO_SHORT)
    ('decimal', None)
    """
    if (text.isascii() and text.isdigit()) or len(text) > LONGEST or verdict not in _REFUSED:
        return None
    folded = text if text.isascii() else text.translate(_TO_ASCII)
    return next((code for code in _data.DAMAGES if _RULES[code](folded, verdict)), None)


def explain_refusal(text: str, reading: Reading) -> Params:
    """What is known about a refused text: country, region or kind, and its damage."""
    known = explain(reading)
    damage = None if reading.refusal is None else damage_of(text, reading.refusal)
    return known if damage is None else Params({**known, "damage": damage})


_REFUSED = frozenset(Verdict) - {Verdict.EMPTY, Verdict.SEGMENT_NOT_LISTED, Verdict.SUPPORTED}


class _Shapes:
    """The damages that are shapes of a whole text, compiled; the text is in ASCII as far as it was full-width."""

    def __init__(self) -> None:
        blanks = f"[{re.escape(separators('white_space', 'invisible'))}]*+"
        any_separators = f"[{re.escape(_SEPARATORS)}]*+"
        octet = r"(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])"

        def whole(pattern: str) -> re.Pattern[str]:
            return re.compile(f"{blanks}(?:{pattern}){blanks}")

        self.masked = re.compile(
            rf"{any_separators}(?:(?:\+|00|0|){any_separators}86{any_separators}|)"
            rf"(?P<number>(?:[0-9*•●xX]{any_separators}){{{LENGTH}}})"
        )
        self.scientific = whole(r"\+?[0-9]{1,3}(?:[.,][0-9]*+)?[eE][+-]?[0-9]{1,2}")
        self.decimal = whole(r"\+?[0-9]++\.[0-9]++")
        self.thousands = whole(r"\+?[0-9]{1,3}(?:,[0-9]{3})++(?:\.[0-9]++)?")
        self.ip_address = whole(rf"{octet}(?:\.{octet}){{3}}")
        self.text_guard = whole(r"""'(?P<after>.*)|="(?P<between>[^"]*+)"|=(?P<formula>[^="].*)""")
        self.foreign_grouping = re.compile(
            rf"{any_separators}[0-9]{'[0-9]{3}'.join([any_separators.replace('*', '+')] * 3)}[0-9]{{4}}{any_separators}"
        )


_shapes = cache(_Shapes)


def _is_masked(text: str, verdict: Verdict) -> bool:
    found = _shapes().masked.fullmatch(text)
    return found is not None and sum(character in "*•●xX" for character in found["number"]) >= _FEWEST_MASKED


def _has_guard(text: str, verdict: Verdict) -> bool:
    found = _shapes().text_guard.fullmatch(text)
    return found is not None and read(found["after"] or found["between"] or found["formula"] or "").refusal is None


def _has_extension(text: str, verdict: Verdict) -> bool:
    found = _patterns().with_extension.match(text)
    return found is not None and read(found[0]).refusal is None


def _is_grouped_abroad(text: str, verdict: Verdict) -> bool:
    return is_refused_by_shape(text, verdict) and _shapes().foreign_grouping.fullmatch(text) is not None


def is_refused_by_shape(text: str, verdict: Verdict) -> bool:
    """Whether a text would be a mobile number but for where its brackets and dots stand."""
    if verdict is not Verdict.NOT_A_NUMBER or not set(text) <= _DIGITS_AND_SEPARATORS:
        return False
    return is_canonical("".join(filter(str.isdecimal, text)))


_FEWEST_MASKED = 3
_DIGITS_AND_SEPARATORS = frozenset(DIGITS + _SEPARATORS)

# Takes the text, in ASCII as far as it was full-width, and its verdict.
_Rule = Callable[[str, Verdict], object]

_RULES: Mapping[str, _Rule] = {
    "masked": _is_masked,
    "scientific": lambda text, verdict: _shapes().scientific.fullmatch(text),
    "decimal": lambda text, verdict: _shapes().decimal.fullmatch(text),
    "thousands": lambda text, verdict: _shapes().thousands.fullmatch(text),
    "ip-address": lambda text, verdict: _shapes().ip_address.fullmatch(text),
    "text-guard": _has_guard,
    "extension": _has_extension,
    "several-numbers": lambda text, verdict: len(list(islice(_numbers_in(text), 2))) > 1,
    "foreign-grouping": _is_grouped_abroad,
    "text-around": lambda text, verdict: next(_numbers_in(text), None),
}
