"""The benchmark of the failure causes measures what it says."""

from __future__ import annotations

import pytest
from attrs import fields

from beian_segments.failures import Case
from benchmarks import failures, timing


def test_a_full_case_knows_every_fact_and_a_sparse_one_few() -> None:
    every = {field.name for field in fields(Case)}
    assert all(set(facts) == every for facts in failures.FULL.values())
    assert all(len(facts) <= 3 for facts in failures.SPARSE.values())


def test_each_case_has_a_promise_and_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "_ROUNDS", 2)
    monkeypatch.setattr(failures, "_CALLS", 2)

    def here(measure: object, _count: int) -> list[timing.Samples]:
        assert callable(measure)
        return [measure()]

    monkeypatch.setattr(failures, "in_fresh_processes", here)
    (table,) = failures.tables()
    names = [*failures.FULL, *failures.SPARSE]
    assert [row[0] for row in table.rows] == names
    assert [target.limit for target in table.targets] == ["at most 4 x construction"] * 4 + [
        "at most 8 x construction"
    ] * 4
    assert table.rows[4][3] == "0"
