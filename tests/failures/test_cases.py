"""Whole cases: what is known goes in, exactly these findings come out, in this order."""

from __future__ import annotations

from typing import Any

import pytest

from beian_segments.failures import Status, diagnose
from tests.failures.building import build, load, moment

CASES = load("cases.json")


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row['id']} {row['title']}")
def test_a_case_has_its_findings_in_order(row: dict[str, Any]) -> None:
    findings = diagnose(build(row["case"]), now=moment(row["now"]))
    assert [[finding.code, finding.status] for finding in findings] == row["expect"]


def test_every_case_has_an_id_of_its_own() -> None:
    ids = [row["id"] for row in CASES]
    assert len(set(ids)) == len(ids)


def test_the_cases_expect_every_status() -> None:
    assert {status for row in CASES for _, status in row["expect"]} == set(Status)
