"""The conformance vectors, ``data/vectors.json``: inputs with the answers that every implementation must give.

The shape is that of Project Wycheproof's files: groups of tests, each with a number, a comment and flags. The texts of
``texts.toml`` had their verdict decided by hand; the others run through the table, the grammar and the portal's
messages one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, product
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args

from beian_segments import _data
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
    "that row, and the row's caveats.",
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
        ValueError: a text of ``texts.toml`` does not get the verdict that stands there.
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
    by_hand = [_by_hand(validator, *each) for each in _texts(data)]
    seen = {test["input"] for test in by_hand}
    yield "number", "texts decided by hand", by_hand
    for source, texts in {"every row of the table": _rows(table), "every writing of a number": writings()}.items():
        yield "number", source, [_number(validator, _Input(*each)) for each in _new(texts, seen)]
    typed = [_typed(validator, *each) for each in _new(half_typed(table), set())]
    yield "as_you_type", "every row, and texts on the way", typed
    messages = [_portal(*each) for each in _new(portal_texts(data), set())]
    yield "portal_message", "the portal's messages", messages


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
    }


def _by_hand(validator: SegmentValidator, verdict: str, text: dict[str, Any]) -> dict[str, object]:
    test = _number(validator, _Input(text["text"], text["why"], ("trap",) if text.get("trap") else ()))
    found = (test["verdict"], test["number"], test["segment"])
    if found != (verdict, text.get("number"), text.get("segment")):
        raise ValueError(f"texts.toml: the text on {text['why']!r} is {found[0]}, not {verdict}, or of another segment")
    return test


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
    yield "１３８", "full-width digits"
    for text in ("x", "138x", "/", "+1", "+0", "++", "0 0", "٣", "138 0013 8000 5"):
        yield text, "no way to a number"


def portal_texts(data: Path) -> Iterator[tuple[str | int, str]]:
    """Messages, each with a comment."""
    portal = read_toml(data / "portal.toml")
    known = {message["status"] for message in portal["message"]}
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
        yield text.rstrip("。.!")[:-1], f"status {status} cut short: not the message, unless a shorter form is in it"
        if "short" in message:
            yield message["short"], f"status {status} as it is retold"
        for older in message.get("older", ()):
            yield older["text"], f"status {status} in an older wording"
    yield "".join(message["text"] for message in portal["message"][:2]), "two different messages: neither"
    yield "短信核验失败", "what three messages begin with: none of them"
    yield max(known) + 1000, "a number that is no status"
    yield -1, "a negative number"
    yield "", "nothing"
    yield portal["greeting"], "the greeting alone"
    yield "，。", "punctuation alone"


_PREFIX_SCHEMA = {"type": ["string", "null"], "pattern": f"^1[0-9]{{0,{LENGTH - 1}}}$"}


def vectors_schema(data: Path) -> str:
    """The text of ``vectors.schema.json``: the schema of the conformance vectors."""
    flags = {"type": "array", "items": {"enum": list(FLAGS)}, "uniqueItems": True}
    every = {"tcId": {"type": "integer", "minimum": 1}, "comment": {"type": "string", "minLength": 1}, "flags": flags}
    number = {
        **every,
        "input": {"type": "string"},
        "verdict": {"enum": [str(verdict) for verdict in Verdict]},
        "number": {"type": ["string", "null"], "pattern": f"^1[3-9][0-9]{{{LENGTH - 2}}}$"},
        "segment": _PREFIX_SCHEMA,
        "published": {"type": ["boolean", "null"]},
        "caveats": {"type": "array", "items": {"enum": list(get_args(Caveat))}, "uniqueItems": True},
    }
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
                "oneOf": [_group("number", number), _group("as_you_type", typed), _group("portal_message", message)]
            },
        },
    }
    return json_text(
        {"$schema": DIALECT, "title": "Conformance vectors for mobile number segments", **an_object(document)}, broken=5
    )


def _group(kind: str, test: dict[str, Any]) -> dict[str, Any]:
    tests = {"type": "array", "minItems": 1, "items": an_object(test)}
    return an_object({"type": {"const": kind}, "source": {"type": "string"}, "tests": tests})
