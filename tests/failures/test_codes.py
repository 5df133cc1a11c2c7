"""Each code alone and whole cases: facts in, findings out."""

from __future__ import annotations

import csv
import inspect
import re
from datetime import datetime
from typing import Any

import pytest

from beian_segments import failures
from beian_segments.failures import CHECKS, CODES, Case, Finding, Status, _data, diagnose
from beian_segments.failures.rules import and_, finding_if, not_
from tests.failures.building import build, load, moment
from tests.reference import DATA

ROWS = load("codes.json")
CASES = load("cases.json")
SOURCES = {row["id"] for row in csv.DictReader(DATA.joinpath("sources.csv").read_text(encoding="utf-8").splitlines())}
TIMED = {code for code, check in CHECKS.items() if "now" in inspect.signature(check).parameters}


def found_alone(code: str, case: Case, now: datetime | None) -> Finding | None:
    """What the rule of a code finds, if it is of this code: the messages of the portal have one rule."""
    check = CHECKS[code]
    finding = check(case, now=now) if code in TIMED else check(case)
    return finding if finding is None or finding.code == code else None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['code']}: {row['title']}")
def test_a_code_is_reported_as_documented(row: dict[str, Any]) -> None:
    case, now = build(row["case"]), moment(row["now"])
    found = {finding.code: finding for finding in diagnose(case, now=now)}.get(row["code"])
    alone = found_alone(row["code"], case, now)
    assert (alone and alone.status) == row["status"]
    # Of what a message of the portal says itself, the message is reported.
    assert found == (None if row.get("said_by_message") else alone)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_positive_and_a_negative_row_and_an_unknown_one_where_it_can_be_a_check(code: str) -> None:
    statuses = {row["status"] for row in ROWS if row["code"] == code}
    assert None in statuses
    # What a text that is no message of the portal means is always a question.
    assert bool(statuses & {Status.CONFIRMED, Status.INFO}) is (code != "portal-message-unknown")
    assert (Status.CHECK in statuses) is (code in _data.CHECKS)
    assert not {Status.CONFIRMED, Status.INFO} <= statuses


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row['id']} {row['title']}")
def test_a_case_has_its_findings_in_order(row: dict[str, Any]) -> None:
    findings = diagnose(build(row["case"]), now=moment(row["now"]))
    assert [[finding.code, finding.status] for finding in findings] == row["expect"]


def test_every_case_has_an_id_of_its_own() -> None:
    ids = [row["id"] for row in CASES]
    assert len(set(ids)) == len(ids)


def test_the_cases_expect_every_status() -> None:
    assert {status for row in CASES for _, status in row["expect"]} == set(Status)


class TestRegistry:
    def test_it_has_every_code_in_order(self) -> None:
        assert list(CHECKS) == list(CODES)

    def test_each_rule_is_public_and_named_after_its_code(self) -> None:
        named = {code: f"check_{code.replace('-', '_')}" for code in CODES}
        named |= {code: "check_portal_message" for code in CODES if code.startswith("portal-")}
        assert {code: check.__name__ for code, check in CHECKS.items()} == named
        public = {name for name in failures.__all__ if name.startswith("check_")} - {"check_entries"}
        assert public == set(named.values())
        assert all(getattr(failures, check.__name__) is check for check in CHECKS.values())

    def test_it_cannot_be_changed(self) -> None:
        with pytest.raises(TypeError):
            CHECKS["line-suspended"] = CHECKS["phone-changed"]  # type: ignore[index]

    def test_only_what_a_return_decides_and_the_clock_itself_depend_on_the_time(self) -> None:
        by_time = {
            "verification-timed-out", "resubmit-unchanged", "reapply-after-rejection", "documents-disagree",
            "deadline-running", "sms-on-its-way",
        }  # fmt: skip
        assert by_time == TIMED

    @pytest.mark.parametrize("code", CODES)
    def test_every_rule_cites_its_place_and_shows_an_example(self, code: str) -> None:
        documentation = CHECKS[code].__doc__ or ""
        cited = documentation.partition("Source: ")[2].partition("\n\n")[0]
        assert SOURCES.intersection(re.findall(r"[a-z0-9-]+", cited))
        assert ">>> " in documentation


class TestThreeValues:
    @pytest.mark.parametrize(("fact", "opposite"), [(True, False), (False, True), (None, None)])
    def test_the_opposite_of_an_unknown_fact_is_unknown(self, fact: bool | None, opposite: bool | None) -> None:
        assert not_(fact) is opposite

    @pytest.mark.parametrize(
        ("one", "other", "both"),
        [(True, True, True), (True, False, False), (True, None, None), (False, False, False), (False, None, False),
         (None, None, None)],
    )  # fmt: skip
    def test_one_false_fact_decides_a_conjunction(
        self, one: bool | None, other: bool | None, both: bool | None
    ) -> None:
        assert and_(one, other) is and_(other, one) is and_(one, other, True) is both

    @pytest.mark.parametrize("asked", [True, False])
    def test_an_unknown_cause_is_a_check_only_under_its_symptom(self, asked: bool) -> None:
        def status(cause: bool | None) -> Status | None:
            finding = finding_if("line-suspended", cause, asked=asked)
            return None if finding is None else finding.status

        assert status(True) is Status.CONFIRMED
        assert status(False) is None
        assert status(None) is (Status.CHECK if asked else None)
