"""The answers that columns are compared with: one text at a time, by ``check_segment``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from beian_segments import DEFAULT_TABLE, SegmentReport, SegmentValidator, Verdict, check_segment, find_numbers
from tests.reference import DATA

PACKAGED = SegmentValidator(DEFAULT_TABLE)
DETAILS = ("segment", "carrier", "service")
FIELDS = ("verdict", "number", *DETAILS, "damage")

#: Texts that are nearly canonical numbers.
TRAPS = [
    "",
    "\0",
    "13800138000\0",
    "1380013800\0",
    "\x0013800138000",
    "138001380\x000",
    "13800138000\n",
    "1380013800\n",
    "138001380000",
    "1380013800",
    "1380013800:",
    "1380013800/",
    "1380013800?",
    "1380013800*",
    "13800138\u0660",  # eleven bytes, and the last byte's low nibble is a zero
    "138001380\u00b0",  # eleven bytes
    "1380013\uff10\uff10",
    "\uff11\uff13\uff18\uff10\uff10\uff11\uff13\uff18\uff10\uff10\uff10",
    "1\u0663800138000",
    "13é00138000",
    "1é800138000",
    "é3800138000",
    "03800138000",
    "23800138000",
    "!3800138000",
    "q3800138000",
    "1:800138000",
    "13:00138000",
    "138:0138000",
    "1380:138000",
    "1#800138000",
    "1s800138000",
    "138p0138000",
    "13800138000x",
    "x3800138000",
    "a text that is too long to lie in a view",
    "13800138000 and more behind it",
    "+8613800138000",
    "138 0013 8000",
    "08613800138000",
    "8613800138000",
    "12345678901",
    "10086",
    "1",
    "12",
    "13",
    "123456789012",
    "+852 5123 4567",
    "01065529988",
    "😀😀😀",
]


def vectors() -> list[dict[str, Any]]:
    """The conformance vectors of texts."""
    groups = json.loads(DATA.joinpath("vectors.json").read_text(encoding="utf-8"))["testGroups"]
    return [test for group in groups if group["type"] == "number" for test in group["tests"]]


def texts() -> list[str | None]:
    """The inputs of all vectors, the traps, a number of each row, and nulls between."""
    numbers = [row.prefix.ljust(11, "7") for row in DEFAULT_TABLE]
    found: list[str | None] = []
    for text in dict.fromkeys([*(str(vector["input"]) for vector in vectors()), *TRAPS, *numbers]):
        found += [text, None] if len(found) % 7 == 0 else [text]
    return found


def supported(
    texts: Iterable[str | None], validator: SegmentValidator = PACKAGED, *, writings: bool = False
) -> list[bool | None]:
    """What ``is_supported`` must return."""
    check = _check(validator)
    return [None if text is None else _supported(text, check(text), writings=writings) for text in texts]


@cache
def _check(validator: SegmentValidator) -> Callable[[str], SegmentReport]:
    """Its check, which remembers. Looked up once a column: the hash of a validator is made of all rows of its table."""
    return cache(validator.check)


def _supported(text: str, report: SegmentReport, *, writings: bool) -> bool:
    return report.supported and (writings or report.number == text)


def classified(
    texts: Iterable[str | None], validator: SegmentValidator = PACKAGED, *, canonical: bool = False
) -> dict[str, list[str | None]]:
    """What ``classify`` must return; with ``canonical``, null for other writings and refusals."""
    check = _check(validator)
    rows = [_NULLS if text is None else _fields(text, check(text), canonical=canonical) for text in texts]
    return {name: [row[at] for row in rows] for at, name in enumerate(FIELDS)}


_NULLS = (None,) * len(FIELDS)


def _fields(text: str, report: SegmentReport, *, canonical: bool) -> tuple[str | None, ...]:
    if canonical and report.number != text:
        return _NULLS
    row = report.segment
    of_row = (row.prefix, row.carrier, row.service) if row else (None, None, None)
    return (report.verdict, report.number, *of_row, report.params.get("damage"))


def recovered(text: str) -> tuple[Any, ...]:
    """The row that ``classify(..., recover=True)`` must give."""
    report = check_segment(text)
    damage = report.params.get("damage")
    numbers = find_numbers(text) if damage else ()
    if len(numbers) == 1:
        report = check_segment(numbers[0].number)
    row = report.segment
    of_row = (row.prefix, row.carrier, row.service) if row else (None, None, None)
    return (report.verdict, report.number, *of_row, damage, len(numbers) == 1)


def rows(answers: Any) -> list[tuple[Any, ...]]:
    """The rows of what ``classify(..., recover=True)`` gave, a dict of lists or an Arrow table."""
    return list(zip(*(plain(answers[name]) for name in (*FIELDS, "recovered")), strict=True))


def plain(column: Iterable[Any]) -> list[Any]:
    """Any column as a list with None for null, in whatever form a package has it."""
    listed = column.to_pylist() if hasattr(column, "to_pylist") else list(column)
    return [None if str(each) in ("<NA>", "nan") else each for each in listed]


def verdict_of_integer(number: int) -> Verdict:
    """An integer is its decimal digits; a negative one is no number."""
    return check_segment(str(number)).verdict if number >= 0 else Verdict.NOT_A_NUMBER
