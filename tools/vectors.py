"""The conformance vectors, ``data/vectors.json``: inputs with the answers that every implementation must give.

The shape is that of Project Wycheproof's files: groups of tests, each with a number, a comment and flags. The texts of
``texts.toml`` had their verdict decided by hand; the others run through the table, the grammar and the portal's
messages one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, count, product
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args

from attrs import asdict

from beian_segments import _data
from beian_segments.damage import find_numbers
from beian_segments.failures import parse_portal_message
from beian_segments.parsing import LENGTH, full_width, separators
from beian_segments.prefixes import DIGITS
from beian_segments.segment import SEGMENT_DIGITS
from beian_segments.table import SegmentTable
from beian_segments.validator import SegmentValidator
from beian_segments.verdicts import Caveat, PrefixStatus, Verdict
from tools.canonical import read_toml
from tools.json_files import DIALECT, an_object, json_text, version_properties

__all__ = ["FLAGS", "vectors_json", "vectors_schema"]


T = TypeVar("T")

#: What a test's flags say of its input.
FLAGS = {
    "canonical": "Eleven ASCII digits that begin with 13 to 19.",
    "writing": "An accepted writing that is not canonical: a strict pattern refuses it, the lenient one accepts it if "
    "the number is supported.",
    "strict": "A strict pattern must match the input if the verdict is supported, and only then.",
    "line-break": "Has a line feed or carriage return, which a one-line form field drops.",
    "nul": "Has a NUL, which some databases cannot store.",
    "split": "The row that decides is finer than three digits.",
    "trap": "Libraries for phone numbers are known to disagree.",
}

_HEADER = {
    "number": "A text, its verdict, the canonical number, the prefix of the row that decides, whether the list covers "
    "that row, the row's caveats, and how a refused text is broken, or null.",
    "find": "A text, and the numbers in it: from which code point to which each stands, and its damage or null.",
    "as_you_type": "What a field holds so far, what it can still become, the longest row typed.",
    "portal_message": "A text or a number that the portal showed, its status and finding code, or null.",
}

# The digits after a segment's; such a number may be in use.
_REST = "00138000"


class _Input(NamedTuple):
    text: str
    comment: str
    flags: tuple[str, ...] = ()


def vectors_json(data: Path) -> str:
    """The text of ``vectors.json`` for a data folder.

    Raises:
        TableError: ``segments.csv`` is at fault.
        ValueError: texts of ``texts.toml`` do not get the verdict that stands there; says which.
    """
    table = SegmentTable.from_csv(data / "segments.csv")
    number = count(1)
    groups = [
        {"type": kind, "source": source, "tests": [{"tcId": next(number), **test} for test in tests]}
        for kind, source, tests in _groups(data, table)
    ]
    return json_text(
        {
            "$schema": "vectors.schema.json",
            "license": "CC0-1.0",
            **read_toml(data / "versions.toml"),
            "numberOfTests": next(number) - 1,
            "header": [f"{kind}: {said}" for kind, said in _HEADER.items()],
            "notes": {flag: {"description": description} for flag, description in FLAGS.items()},
            "testGroups": groups,
        },
        broken=4,
    )


def _groups(data: Path, table: SegmentTable) -> Iterator[tuple[str, str, list[dict[str, object]]]]:
    validator = SegmentValidator(table)
    by_hand = _by_hand(validator, list(_texts(data)))
    seen = {test["input"] for test in by_hand}
    yield "number", "texts decided by hand", by_hand
    for source, texts in {
        "every row of the table": _rows(table),
        "every writing of a number": writings(),
        "every place of a separator inside a number": separators_inside(),
    }.items():
        yield "number", source, [_number(validator, _Input(*each)) for each in _new(texts, seen)]
    typed = [_typed(validator, *each) for each in _new(half_typed(table), set())]
    yield "as_you_type", "every row, and texts on the way", typed
    messages = [_portal(*each) for each in _new(portal_texts(data), set())]
    yield "portal_message", "the portal's messages", messages
    yield "find", "texts with numbers in them", [_found(*each) for each in _new(texts_to_search(), set())]


def _new(texts: Iterable[tuple[T, str]], seen: set[object]) -> Iterator[tuple[T, str]]:
    """The texts, with their comments, that have not been there yet."""
    for text, comment in texts:
        if text not in seen:
            seen.add(text)
            yield text, comment


def _rows(table: SegmentTable) -> Iterator[tuple[str, str]]:
    """A number of each row, if it has one that no finer row decides."""
    for row in table:
        numbers = [(row.prefix + digit + _REST).ljust(LENGTH, "0")[:LENGTH] for digit in DIGITS]
        number = next((number for number in numbers if table.match(number) is row), numbers[0])
        yield number, f"a number of {row.prefix}"


def _texts(data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for verdict, texts in read_toml(data / "texts.toml").items():
        for text in texts:
            yield verdict, text


def _number(validator: SegmentValidator, given: _Input) -> dict[str, object]:
    report = validator.check(given.text)
    segment = report.segment
    canonical = report.number == given.text
    flags = {
        "canonical": canonical,
        "writing": report.number is not None and not canonical,
        "strict": report.number is None or canonical,
        "line-break": "\n" in given.text or "\r" in given.text,
        "nul": "\0" in given.text,
        "split": segment is not None and len(segment.prefix) > SEGMENT_DIGITS,
    }
    return {
        "comment": given.comment,
        "flags": [*(flag for flag, holds in flags.items() if holds), *given.flags],
        "input": given.text,
        "verdict": report.verdict,
        "number": report.number,
        "segment": segment and segment.prefix,
        "published": segment and segment.published,
        "caveats": report.caveats,
        "damage": report.params.get("damage"),
    }


def _by_hand(validator: SegmentValidator, texts: list[tuple[str, dict[str, Any]]]) -> list[dict[str, object]]:
    tests, wrong = [], []
    for verdict, text in texts:
        test = _number(validator, _Input(text["text"], text["why"], ("trap",) if text.get("trap") else ()))
        found, decided = _outcome(test["verdict"], test["segment"]), _outcome(verdict, text.get("segment"))
        # Numbers are compared and not shown.
        if found != decided:
            wrong.append(f"texts.toml: the text on {text['why']!r} is {found}, not {decided}")
        elif test["number"] != text.get("number"):
            wrong.append(f"texts.toml: the text on {text['why']!r} has another number")
        tests.append(test)
    if wrong:
        raise ValueError("\n".join(wrong))
    return tests


def _outcome(verdict: object, segment: object) -> str:
    return f"{verdict} of segment {segment}" if segment else f"{verdict}"


def _found(text: str, comment: str) -> dict[str, object]:
    found = [asdict(match) for match in find_numbers(text)]
    return {"comment": comment, "flags": [], "input": text, "found": found}


def _typed(validator: SegmentValidator, text: str, comment: str) -> dict[str, object]:
    match = validator.match_prefix(text)
    return {
        "comment": comment,
        "flags": [],
        "input": text,
        "status": match.status,
        "segment": match.segment and match.segment.prefix,
    }


def _portal(message: str | int, comment: str) -> dict[str, object]:
    known = parse_portal_message(message)
    return {
        "comment": comment,
        "flags": [],
        "input": message,
        "status": known and known.status,
        "code": known and known.code,
    }


_NUMBER = "13800138000"
# How many digits stand before a place between two of them.
_PLACES = range(1, LENGTH)
_SEPARATORS = {ord(mark): kind for kind in _data.SEPARATORS for mark in separators(kind)}


def writings() -> Iterator[tuple[str, str]]:
    """Texts with a comment each."""
    for code, kind in sorted(_SEPARATORS.items()):
        yield _with(chr(code)), f"U+{code:04X} ({kind.replace('_', ' ')}) between the digits"
    # The code points next to the separators': where a class that is a little too wide begins.
    for code in sorted({code + step for code in _SEPARATORS for step in (-1, 1)} - set(_SEPARATORS)):
        yield _with(chr(code)), f"U+{code:04X}, next to a separator but none"
    for kind in _data.SEPARATORS:
        mark = _first(kind)
        yield f"{mark}{_NUMBER}{mark * 2}", f"{kind.replace('_', ' ')} around the number"
    for scheme, introduction, trunk in product(*_before_number()):
        text = f"{scheme}{introduction}{trunk}{_NUMBER}"
        said = " ".join(part for part in (scheme, introduction, trunk) if part) or "nothing"
        yield text, f"{said} before the number"
        # Letters have no full-width form here.
        yield scheme + full_width(text.removeprefix(scheme)), f"{said} before the number, full-width"
    for length in range(2 * len(_NUMBER)):
        if length != len(_NUMBER):
            yield (_NUMBER * 2)[:length], f"{length} digits"
    for lead in sorted({f"{first}{second}" for first in DIGITS for second in DIGITS} - set(_data.LEADS)):
        yield lead + _NUMBER[2:], f"eleven digits that begin with {lead}"
    for place in range(len(_NUMBER)):
        yield f"{_NUMBER[:place]}x{_NUMBER[place + 1 :]}", f"a letter in place of digit {place + 1}"
        yield (
            f"{_NUMBER[:place]}{full_width(_NUMBER[place])}{_NUMBER[place + 1 :]}",
            f"digit {place + 1} full-width",
        )


def _before_number() -> tuple[tuple[str, ...], ...]:
    code, trunk = _data.COUNTRY_CODE, _data.TRUNK_PREFIX
    introductions = (f"{mark}{code}" for mark in (*_data.INTERNATIONAL_PREFIXES, trunk, ""))
    return ("", _data.SCHEME), ("", *introductions), ("", trunk)


def _first(kind: str) -> str:
    """One of the separators of a kind."""
    return separators(kind)[0]


def _with(mark: str) -> str:
    return f"{_NUMBER[:3]}{mark}{_NUMBER[3:7]}{mark}{_NUMBER[7:]}"


def separators_inside() -> Iterator[tuple[str, str]]:
    """Numbers with separators at each place between two digits, with a comment each."""
    for kind in _data.SEPARATORS:
        yield from _of_kind(_first(kind), kind.replace("_", " "))
    yield from _of_each_character()
    for first, second in combinations(_PLACES, 2):
        yield _marked({first: ".", second: "."}), f"dots after digits {first} and {second}"
    keycap = "\ufe0f\u20e3"
    yield keycap.join(_NUMBER) + keycap, "digits of keycaps"
    yield keycap, "the frame of a keycap alone"
    for bracketed in ("({}){}-{}", "({}) {}({})", "{} ({}) {}", "[({})]({})-{}"):
        yield bracketed.format(_NUMBER[:3], _NUMBER[3:7], _NUMBER[7:]), "brackets around its groups"
    for place in _PLACES:
        yield f"{_NUMBER[:place]}.{_NUMBER[place:-1]}", f"ten digits, a dot after digit {place}: too short comes first"
        yield f"{_NUMBER}.{_NUMBER[:place]}", f"a dot and {place} more digits: too long comes first"
    for other in ("1.2345678901", "(010) 6552.9988", "+1.3.8", "+1 (310) 555-0123"):
        yield other, "no mobile number, with separators where none may stand"


def _of_kind(mark: str, said: str) -> Iterator[tuple[str, str]]:
    dots = dict.fromkeys(_data.JOINTS, ".")
    for place in _PLACES:
        where = f"{said} after digit {place}"
        yield _marked({place: mark}), f"{where}, {'a' if place in _data.JOINTS else 'no'} joint"
        yield f"+{_data.COUNTRY_CODE} {_marked({place: mark})}", f"{where}, behind a country code"
        yield _marked({**dots, place: mark + dots.get(place, "")}), f"{where}, dots at both joints"
    yield _marked(dict.fromkeys(_data.JOINTS, mark * 2)), f"{said} twice at both joints"
    yield _marked(dict.fromkeys(_PLACES, mark)), f"{said} between all digits"
    yield _with(".") + mark, f"{said} at the end, dots at both joints"


def _of_each_character() -> Iterator[tuple[str, str]]:
    first, second = _data.JOINTS
    for mark in separators(*_data.AT_JOINTS, *_data.PAIRED):
        for place, where in {first: "the first joint", second: "the second joint", first + 1: "no joint"}.items():
            yield _marked({place: mark}), f"U+{ord(mark):04X} at {where} alone"
    for mark in separators(*_data.ANYWHERE):
        yield _marked({1: mark, LENGTH - 1: mark}), f"U+{ord(mark):04X} after digits 1 and {LENGTH - 1}"
    for one, other in product(separators(*_data.PAIRED), repeat=2):
        yield _marked({first: one, second: other}), f"U+{ord(one):04X} and U+{ord(other):04X} at the joints"


def _marked(gaps: Mapping[int, str]) -> str:
    """The number with something after some of its digits, counted from 1."""
    return "".join(digit + gaps.get(place, "") for place, digit in enumerate(_NUMBER, start=1))


def half_typed(table: SegmentTable) -> Iterator[tuple[str, str]]:
    """Fields on the way, with a comment each."""
    for row in table:
        yield row.prefix, f"{row.prefix}: a row"
    for length in range(len(_NUMBER) + 2):
        yield f"{_NUMBER}0"[:length], f"{length} digits typed"
    for lead in (f"{first}{second}" for first in DIGITS for second in DIGITS):
        yield lead, f"{lead} typed"
    for scheme, introduction, trunk in product(*_before_number()):
        whole = f"{scheme}{introduction}{trunk}"
        for end in range(1, len(whole) + 1):
            yield whole[:end], "on the way to a number"
            yield f"{whole[:end]} {_NUMBER[:4]}", "the beginning of a number after it"
    for kind in _data.SEPARATORS:
        mark = _first(kind)
        yield mark, f"a separator alone ({kind.replace('_', ' ')})"
        yield f"138{mark}001", f"a separator inside ({kind.replace('_', ' ')})"
    yield from _separators_typed()
    yield "１３８", "full-width digits"
    for text in ("x", "138x", "/", "+1", "+0", "++", "0 0", "٣", "138 0013 8000 5"):
        yield text, "no way to a number"


def _separators_typed() -> Iterator[tuple[str, str]]:
    first = _data.JOINTS[0]
    for kind in _data.SEPARATORS:
        mark = _first(kind)
        for place in range(1, LENGTH + 1):
            before, digit = _NUMBER[:place], _NUMBER[place : place + 1]
            said = f"{kind.replace('_', ' ')} after digit {place}"
            yield before + mark, said
            yield before + mark + digit, f"{said}, and another digit"
            if place > first:
                yield f"{before[:first]}.{before[first:]}{mark}{digit}", f"{said}, a dot at the first joint"
    for text in (_with("."), f"({_NUMBER[:3]}){_NUMBER[3:7]}-{_NUMBER[7:]}"):
        for end in range(1, len(text) + 1):
            yield text[:end], "on the way to a number with dots or brackets"


def portal_texts(data: Path) -> Iterator[tuple[str | int, str]]:
    """Messages, each with a comment."""
    portal = read_toml(data / "portal.toml")
    known = {message["status"] for message in portal["message"]}
    traditional = str.maketrans({simplified: other for other, simplified in portal["traditional"]})
    for message in portal["message"]:
        status, text = message["status"], message["text"]
        yield status, f"status {status} as a number"
        yield text, f"status {status}, word for word"
        yield portal["greeting"] + text, f"status {status} with the greeting"
        yield f" {text[:4]}\n{text[4:]} ", f"status {status} with white space"
        yield text.replace(",", "，").rstrip("。.!"), f"status {status} with other punctuation"
        for polite in portal["polite_words"]:
            yield text.replace(polite, ""), f"status {status} without {polite}"
        yield f"系统提示：{text}请联系客服", f"status {status} with more words around it"
        yield f"{portal['denied_after'][0]}{text}", f"status {status}, which is not shown: none"
        yield full_width(str(status)), f"status {status} as a full-width number"
        yield f"<p>{text[:4]}<br/>{text[4:]}&nbsp;</p>", f"status {status} as HTML"
        yield text.replace(",", "&#44;").replace("，", "&#xFF0C;"), f"status {status} with character references"
        yield text.translate(traditional), f"status {status} in traditional characters"
        yield text.rstrip("。.!")[:-1], f"status {status} cut short: not the message, unless a shorter form is in it"
        if "short" in message:
            yield message["short"], f"status {status} as it is retold"
        for older in message.get("older", ()):
            yield older["text"], f"status {status} in an older wording"
            for word in portal["older_after"]:
                yield f"页面{word}：{older['text']}", f"status {status} in an older wording after {word}"
            yield f"我说{older['text']}", f"status {status}: an older wording inside other words is none"
    yield "".join(message["text"] for message in portal["message"][:2]), "two different messages: neither"
    yield "短信核验失败", "what three messages begin with: none of them"
    yield max(known) + 1000, "a number that is no status"
    yield -1, "a negative number"
    yield "", "nothing"
    yield portal["greeting"], "the greeting alone"
    yield "，。", "punctuation alone"
    yield "④", "a circled number is no status: only ASCII and full-width digits are"


def texts_to_search() -> Iterator[tuple[str, str]]:
    """Texts that have numbers in them, or digits enough for one, with a comment each."""
    grouped, other = "138 0013 8000", "13900139000"
    for writing in (_NUMBER, grouped, f"+86 {_NUMBER}", f"0086-{_NUMBER}", full_width(_NUMBER), "(138)0013-8000"):
        yield writing, "a writing alone"
        yield f"手机：{writing}，张三", "a writing among words"
    yield f"tel:+86{_NUMBER}", "a writing with its scheme"
    yield f"\N{MOBILE PHONE}{_NUMBER}", "a character of another plane before it, which is one code point"
    yield "1380 0138 000", "another grouping, alone"
    for between in ("、", "/", ",", "-", " ", "\n", "\r\n", "；"):
        yield f"{_NUMBER}{between}{other}", "two numbers"
    for text in (
        f"{_NUMBER}.0",
        "13,800,138,000",
        "1.3800138000E10",
        f"'{_NUMBER}",
        f'="{_NUMBER}"',
        f"{_NUMBER}转8001",
    ):
        yield text, "damaged, and all digits are there"
    for text in ("1.38E+10", "138****8000", "1380013800.0", "182.61.200.110"):
        yield text, "damaged, and digits are lost, or it never was a number"
    for text in (f"2026-11-28 {_NUMBER}", f"{_NUMBER} 310012", f"010-65529988/{_NUMBER}", f"1. {_NUMBER}"):
        yield text, "other digits beside a number, not joined to it"
    for text in (f"{_NUMBER}1", f"1{_NUMBER}", f"3.{_NUMBER}", f"20261128-{_NUMBER}-77", f"{_NUMBER}_1", f"+{_NUMBER}"):
        yield text, "digits or a plus directly beside or joined to it"
    for text in ("6222 0138 0013 8000", "6222 1380 0138 000 12", "110101199003078515", "6576896619930983584"):
        yield text, "a longer number: bank card, identity card, order"
    for text in ("+49 151 2345 6789", "1 (310) 555-0123", "+852 5123 4567"):
        yield text, "a number of another country"
    for text in ("", "无", "138", "2026-11-28 10:15:30"):
        yield text, "no digits or too few"


_PREFIX_SCHEMA = {"type": ["string", "null"], "pattern": f"^1[0-9]{{0,{LENGTH - 1}}}$"}


def vectors_schema(data: Path) -> str:
    """The text of ``vectors.schema.json``: the schema of the conformance vectors."""
    flags = {"type": "array", "items": {"enum": list(FLAGS)}, "uniqueItems": True}
    every = {"tcId": {"type": "integer", "minimum": 1}, "comment": {"type": "string", "minLength": 1}, "flags": flags}
    damage = {"enum": [None, *_data.DAMAGES]}
    digits = {"pattern": f"^1[3-9][0-9]{{{LENGTH - 2}}}$"}
    number = {
        **every,
        "input": {"type": "string"},
        "verdict": {"enum": [str(verdict) for verdict in Verdict]},
        "number": {"type": ["string", "null"], **digits},
        "segment": _PREFIX_SCHEMA,
        "published": {"type": ["boolean", "null"]},
        "caveats": {"type": "array", "items": {"enum": list(get_args(Caveat))}, "uniqueItems": True},
        "damage": damage,
    }
    place = {"type": "integer", "minimum": 0}
    match = {"start": place, "end": place, "number": {"type": "string", **digits}, "damage": damage}
    search = {**every, "input": {"type": "string"}, "found": {"type": "array", "items": an_object(match)}}
    typed = {
        **every,
        "input": {"type": "string"},
        "status": {"enum": [str(status) for status in PrefixStatus]},
        "segment": _PREFIX_SCHEMA,
    }
    message = {
        **every,
        "input": {"type": ["string", "integer"]},
        "status": {"type": ["integer", "null"]},
        "code": {"type": ["string", "null"]},
    }
    notes = {"additionalProperties": an_object({"description": {"type": "string"}})}
    document = {
        **version_properties(data),
        "numberOfTests": {"type": "integer", "minimum": 400},
        "header": {"type": "array", "items": {"type": "string"}},
        "notes": {"type": "object", **notes},
        "testGroups": {
            "type": "array",
            "items": {
                "oneOf": [
                    _group("number", number),
                    _group("find", search),
                    _group("as_you_type", typed),
                    _group("portal_message", message),
                ]
            },
        },
    }
    return json_text(
        {"$schema": DIALECT, "title": "Conformance vectors for mobile number segments", **an_object(document)}, broken=5
    )


def _group(kind: str, test: dict[str, Any]) -> dict[str, Any]:
    tests = {"type": "array", "minItems": 1, "items": an_object(test)}
    return an_object({"type": {"const": kind}, "source": {"type": "string"}, "tests": tests})
