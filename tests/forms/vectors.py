"""The conformance vectors, as every framework has to answer them."""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from tests.reference import DATA


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
    groups = json.loads(DATA.joinpath("vectors.json").read_bytes())["testGroups"]
    return tuple(
        Vector(test["input"], test["verdict"], test["number"])
        for group in groups
        if group["type"] == "number"
        for test in group["tests"]
    )
