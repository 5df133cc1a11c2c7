"""The published patterns and vectors as the engines' tests take them: from the files alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import product
from typing import Any, NamedTuple

from tests.reference import DATA

__all__ = [
    "NUMBERS",
    "PATTERNS",
    "SQL",
    "STRICT",
    "Vector",
    "disagreements",
    "document",
    "groups",
    "wrong",
]


class Vector(NamedTuple):
    """One test of the group ``number``."""

    id: int
    comment: str
    flags: frozenset[str]
    text: str
    verdict: str
    number: str | None
    segment: str | None
    published: bool | None

    @property
    def supported(self) -> bool:
        return self.verdict == "supported"


def document(name: str) -> Any:
    """A published JSON file."""
    return json.loads(DATA.joinpath(name).read_text(encoding="utf-8"))


def groups(kind: str) -> Iterator[dict[str, Any]]:
    """Every test of the groups of a kind, as it stands."""
    for group in document("vectors.json")["testGroups"]:
        if group["type"] == kind:
            yield from group["tests"]


def _vector(test: dict[str, Any]) -> Vector:
    told = (test[key] for key in ("input", "verdict", "number", "segment", "published"))
    return Vector(test["tcId"], test["comment"], frozenset(test["flags"]), *told)


NUMBERS = tuple(map(_vector, groups("number")))

#: Those that the strict patterns and the SQL predicates must answer.
STRICT = tuple(vector for vector in NUMBERS if "strict" in vector.flags)

PATTERNS = document("patterns.json")["patterns"]
SQL = document("patterns.json")["sql"]

# Which numbers a pattern is of, and in which writings.
_FORMS = tuple(product(("supported", "mobile"), ("strict", "lenient")))


def _must_match(numbers: str, form: str, vector: Vector) -> bool:
    """Whether a pattern must match a text: what the notes of ``patterns.json`` and the flags say."""
    if form == "strict" and "canonical" not in vector.flags:
        return False
    return vector.supported if numbers == "supported" else vector.number is not None


def disagreements(
    flavour: str,
    ask: Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[bool]]],
    vectors: Sequence[Vector] = NUMBERS,
) -> list[str]:
    """Where an engine answers otherwise than it must: every pattern of a flavour on every vector.

    ``ask`` is given patterns and texts, and gives for each text whether each pattern matches it.
    """
    patterns = [PATTERNS[numbers][form][flavour] for numbers, form in _FORMS]
    answers = ask(patterns, [vector.text for vector in vectors])
    return [
        f"{numbers}, {form}: {one}"
        for (numbers, form), answered in zip(_FORMS, zip(*answers, strict=True), strict=True)
        for one in wrong(vectors, answered, partial(_must_match, numbers, form))
    ]


def wrong(vectors: Iterable[Vector], answers: Iterable[bool], wanted: Callable[[Vector], bool]) -> list[str]:
    """The vectors that got another answer than they must, by id and comment; there must be an answer to each."""
    return [
        f"{vector.id}: {vector.comment}: {answer}"
        for vector, answer in zip(vectors, answers, strict=True)
        if answer is not wanted(vector)
    ]
