"""Python's own re, and what the patterns' notes promise of a match."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from tests.engines.published import NUMBERS, PATTERNS, disagreements

FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}


@pytest.mark.parametrize("how", [re.search, re.match, re.fullmatch])
def test_every_pattern_answers_every_vector(how: Callable[[str, str], re.Match[str] | None]) -> None:
    def ask(patterns: Sequence[str], texts: Sequence[str]) -> list[list[bool]]:
        return [[how(pattern, text) is not None for pattern in patterns] for text in texts]

    assert disagreements("python", ask) == []


def test_the_last_eleven_digits_of_a_writing_are_its_number() -> None:
    for vector in NUMBERS:
        if vector.number is not None:
            digits = re.sub("[^0-9]", "", vector.text.translate(FULL_WIDTH))
            assert digits[-11:] == vector.number, vector.id


# CPython up to 3.11.4, Debian 12's own among them, matches too much after such a group has failed (gh-106052).
@pytest.mark.parametrize("numbers", PATTERNS)
@pytest.mark.parametrize("form", ["strict", "lenient"])
def test_no_group_is_repeated_possessively(numbers: str, form: str) -> None:
    pattern = PATTERNS[numbers][form]["python"]
    assert re.search(r"\)[?*+]\+|\}\+", pattern) is None
    assert ("]*+" in pattern) is (form == "lenient")
