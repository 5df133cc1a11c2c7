"""The conformance vectors: inputs with the answers that every implementation must give.

The shape is that of Project Wycheproof's files: groups of tests, each with a number, a comment and flags. The texts of
``texts.toml`` had their verdict decided by hand; the others run through the table, the grammar and the portal's
messages one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from beian_segments.failures import parse_portal_message
from beian_segments.grammar import LENGTH
from beian_segments.prefixset import DIGITS
from beian_segments.publish.json_text import json_text
from beian_segments.publish.portal_texts import portal_texts
from beian_segments.publish.python_source import read_toml
from beian_segments.publish.writings import half_typed, writings
from beian_segments.segment import SEGMENT_DIGITS
from beian_segments.segments import SegmentTable
from beian_segments.validator import SegmentValidator

__all__ = ["FLAGS", "vectors_json"]

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

# The digits after a segment's: nobody's number is meant, but any may be somebody's.
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
