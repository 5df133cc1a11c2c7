"""Chromium: a real ``<input type=tel pattern required>``, asked by ``checkValidity()``."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import pytest

from tests.engines.published import NUMBERS, PATTERNS, STRICT, disagreements, wrong

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.engine

# Each text is put into each field. A browser that cannot compile a pattern takes every text, so none may do that.
ASK = """texts => texts.map(text => Array.from(document.querySelectorAll("input"), field => {
    field.value = text;
    return field.checkValidity();
}))"""


def ask(page: Page, patterns: Sequence[str], texts: Sequence[str]) -> list[list[bool]]:
    fields = (f'<input type="tel" pattern="{escape(pattern)}" required>' for pattern in patterns)
    page.set_content(f"<!DOCTYPE html><form>{''.join(fields)}</form>")
    answers: list[list[bool]] = page.evaluate(ASK, list(texts))
    return answers


def test_a_field_with_the_strict_pattern_is_valid_for_listed_numbers_alone(page: Page) -> None:
    vectors = [vector for vector in STRICT if "line-break" not in vector.flags]
    assert len(vectors) >= len(STRICT) - 2
    answers = ask(page, [PATTERNS["supported"]["strict"]["html"]], [vector.text for vector in vectors])
    assert wrong(vectors, (valid for (valid,) in answers), lambda vector: vector.supported) == []


def test_every_pattern_answers_every_vector_that_a_field_can_hold(page: Page) -> None:
    vectors = [vector for vector in NUMBERS if "line-break" not in vector.flags]
    assert disagreements("html", lambda patterns, texts: ask(page, patterns, texts), vectors) == []


def test_the_lenient_pattern_takes_writings_whose_line_break_the_field_drops(page: Page) -> None:
    vectors = [vector for vector in NUMBERS if "line-break" in vector.flags]
    assert {vector.supported for vector in vectors} == {True, False}
    answers = ask(page, [PATTERNS["supported"]["lenient"]["html"]], [vector.text for vector in vectors])
    assert wrong(vectors, (valid for (valid,) in answers), lambda vector: vector.supported) == []
