"""The questions on top: which checks each asks, seen by the case that gets an answer from all of them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from beian_segments.failures import (
    Case,
    Entries,
    Finding,
    Person,
    after_return,
    check_entries,
    explain_portal,
    why_no_sms,
    why_not_passed,
)
from beian_segments.failures.returned import RETURNED


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_why_no_sms_asks_for_every_cause_of_a_missing_sms() -> None:
    assert codes(why_no_sms(Case(sms_received=False))) == [
        "access-phone-mismatch-change-first",
        "sms-intercepted",
        "phone-receives-no-sms",
        "line-suspended",
        "resend-after-sim-move",
        "segment-not-listed",
        "phone-number-wrong",
        "phone-changed-unrecoverable",
    ]


def test_after_a_return_of_which_nothing_is_known_both_ways_are_open() -> None:
    both = ["resubmit-unchanged", "reapply-after-rejection"]
    assert codes(why_not_passed(Case(returned=True))) == both
    assert codes(after_return(modified=None, meets_requirements=None, provider="tencent")) == both


def test_what_follows_a_return_is_asked_one_by_one_too() -> None:
    case = Case(failed=True, returned=True)
    found = [finding for ask in RETURNED if (finding := ask(case, None)) is not None]
    assert codes(found) == ["verification-failed", "resubmit-unchanged", "reapply-after-rejection"]


def test_the_entries_are_checked_for_form_and_by_the_people() -> None:
    entered = Entries(code="12", id_suffix="1", phone="13800138000")
    findings = check_entries(entered, [Person(phone="13900139000", id_suffix="123456")])
    assert codes(findings) == ["code-not-six-digits", "id-suffix-not-six", "phone-not-contact-1", "entry-wrong"]


@pytest.mark.parametrize(
    ("status", "explanation"),
    [
        (0, ["portal-failed-retry"]),
        (2, ["portal-wrong-information", "phone-not-contact-1", "wrong-verifier-role", "entries-do-not-match",
             "entry-wrong"]),
        (3, ["portal-all-verified", "wait-for-bureau-review"]),
        (4, ["portal-record-not-found", "phone-number-wrong", "application-not-submitted", "phone-changed"]),
        (20, ["portal-already-verified"]),
        (21, ["verification-failed", "resubmit-unchanged", "reapply-after-rejection", "portal-failed-ask-provider"]),
        (31, ["portal-other-verifier-pending", "other-verifier-pending"]),
        (100, ["portal-no-pending-application", "application-not-submitted"]),
        (101, ["portal-resend-ok"]),
        (102, ["portal-resend-limit", "resend-limit-reached"]),
    ],
)  # fmt: skip
def test_a_message_tells_itself_and_what_it_leaves_to_find_out(status: int, explanation: list[str]) -> None:
    assert codes(explain_portal(status, Case(resends=3))) == explanation
