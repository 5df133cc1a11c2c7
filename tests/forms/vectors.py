"""The cases that every framework has to answer as the library does. From the table and the tables of cases."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.reference import Grammar, longest, rows

TEXTS = Path(__file__).parents[1] / "cases" / "texts.toml"

# One of a listed segment, one of an unlisted one.
NUMBERS = {"13800138000": "supported", "19212345678": "segment-not-listed"}
INTRODUCTIONS = ("+86", "0086", "086", "86", "0", "+86 0", "tel:", "TEL:+86", "＋８６", "８６ ", "tel：0")


class Vector(NamedTuple):
    """A text, the verdict it must get, and the number that it is a writing of, if it is one."""

    text: str
    verdict: str
    number: str | None

    @property
    def canonical(self) -> bool:
        """Whether nothing about the writing could be refused."""
        return self.text == self.number

    @property
    def strict_verdict(self) -> str:
        """The verdict of a field that takes 11 ASCII digits only."""
        return self.verdict if self.number is None or self.canonical else "not-a-number"


@cache
def vectors() -> tuple[Vector, ...]:
    """Every row of the table, every way to write a number, every kind of refusal."""
    return tuple(dict.fromkeys([*_of_rows(), *_of_texts(), *_of_writings()]))


def _of_rows() -> Iterator[Vector]:
    table = {row["prefix"]: row["published"] for row in rows()}
    for prefix in table:
        for digit in "0123456789":
            number = prefix.ljust(11, digit)
            decisive = longest(table, number)
            assert decisive is not None
            yield Vector(number, "supported" if table[decisive] == "true" else "segment-not-listed", number)


def _of_texts() -> Iterator[Vector]:
    for verdict, cases in tomllib.loads(TEXTS.read_text(encoding="utf-8")).items():
        for case in cases:
            yield Vector(case["text"], verdict, case.get("number"))


def _of_writings() -> Iterator[Vector]:
    grammar = Grammar()
    for number, verdict in NUMBERS.items():
        full_width = number.translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"})
        texts = [introduction + number for introduction in INTRODUCTIONS]
        texts += [f"{before}{number[:3]}{s}{number[3:7]}{s}{number[7:]}{s}" for s in sorted(grammar.separators)
                  for before in ("", s)]  # fmt: skip
        for text in [*texts, full_width, f"+86 {full_width}", number[:5] + full_width[5:]]:
            assert grammar.number(text) == number
            yield Vector(text, verdict, number)
