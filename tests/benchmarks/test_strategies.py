"""The benchmark of the strategies measures what it says."""

from __future__ import annotations

import pytest

from benchmarks import strategies, timing


@pytest.mark.parametrize("name", [strategies.SUPPORTED, strategies.REGEX])
def test_a_run_draws_the_examples(name: str) -> None:
    drawn: list[str] = []
    strategies.test_of(strategies.STRATEGIES[name]().map(drawn.append))(name)
    assert strategies.EXAMPLES <= len(drawn) <= 2 * strategies.EXAMPLES


def test_each_strategy_has_a_row_and_the_promise_is_for_supported_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strategies, "EXAMPLES", 5)
    monkeypatch.setattr(strategies, "_ROUNDS", 2)

    def here(measure: object, _count: int) -> list[timing.Samples]:
        assert callable(measure)
        return [measure()]

    monkeypatch.setattr(strategies, "in_fresh_processes", here)
    (table,) = strategies.tables()
    assert [row[0] for row in table.rows] == list(strategies.STRATEGIES)
    (target,) = table.targets
    assert "supported_numbers() beside from_regex" in target.what
    assert target.limit == "at most 1.5 x"
