"""DuckDB: the predicate in a WHERE, and the lenient pattern in its RE2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from tests.engines.published import NUMBERS, SQL, disagreements, wrong
from tests.required import package

pytestmark = pytest.mark.engine

PREDICATE = SQL["duckdb"]["predicate"]


@pytest.fixture
def connection() -> Iterator[Any]:
    with package("duckdb", group="engines").connect() as opened:
        opened.execute("CREATE TABLE texts (id INTEGER, phone VARCHAR)")
        opened.executemany("INSERT INTO texts VALUES (?, ?)", [(vector.id, vector.text) for vector in NUMBERS])
        yield opened


def test_the_predicate_selects_the_canonical_numbers_of_listed_segments(connection: Any) -> None:
    found = {id_ for (id_,) in connection.execute(f"SELECT id FROM texts WHERE {PREDICATE}").fetchall()}
    answers = [vector.id in found for vector in NUMBERS]
    assert wrong(NUMBERS, answers, lambda vector: vector.supported and "canonical" in vector.flags) == []


def test_the_predicate_of_null_is_null(connection: Any) -> None:
    assert connection.execute(f"SELECT {PREDICATE} FROM (SELECT NULL::VARCHAR AS phone)").fetchall() == [(None,)]


def test_the_patterns_of_re2_answer_every_vector(connection: Any) -> None:
    def ask(patterns: Sequence[str], _: Sequence[str]) -> list[list[bool]]:
        tests = ", ".join("regexp_matches(phone, ?)" for _ in patterns)
        answers: list[list[bool]] = connection.execute(f"SELECT {tests} FROM texts ORDER BY id", patterns).fetchall()
        return answers

    assert disagreements("re2", ask) == []
