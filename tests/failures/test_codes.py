"""Each code alone: when it is confirmed, when it is silent, when it is a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from beian_segments import failures
from beian_segments.failures import CODES, Finding, Status, _data, diagnose
from tests.failures.building import build, load, moment

ROWS = load("codes.json")
TIMED = {
    "verification-timed-out",
    "verification-failed",
    "returned-after-sixth-entry",
    "resubmit-unchanged",
    "reapply-after-rejection",
    "documents-disagree",
}


def check_of(code: str) -> Callable[..., Finding | None]:
    check: Callable[..., Finding | None] = getattr(failures, f"check_{code.replace('-', '_')}")
    return check


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['code']}: {row['title']}")
def test_a_code_is_reported_as_it_should_be(row: dict[str, Any]) -> None:
    case, now = build(row["case"]), moment(row["now"])
    found = {finding.code: finding for finding in diagnose(case, now=now)}.get(row["code"])
    assert (found and found.status) == row["status"]
    alone = check_of(row["code"])
    assert (alone(case, now) if row["code"] in TIMED else alone(case)) == found


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_positive_and_a_negative_and_where_it_can_be_a_check_an_unknown(code: str) -> None:
    statuses = {row["status"] for row in ROWS if row["code"] == code}
    assert None in statuses
    assert statuses & {Status.CONFIRMED, Status.INFO}
    assert (Status.CHECK in statuses) is (code in _data.CHECKS)
    assert not {Status.CONFIRMED, Status.INFO} <= statuses


def test_every_code_has_one_check_and_every_check_a_code() -> None:
    checks = {name for name in failures.__all__ if name.startswith("check_")} - {"check_entries"}
    assert checks == {f"check_{code.replace('-', '_')}" for code in CODES}


@pytest.mark.parametrize("code", CODES)
def test_every_check_quotes_its_place(code: str) -> None:
    assert "Source: " in (check_of(code).__doc__ or "")
