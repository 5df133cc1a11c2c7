"""The questions: which rules each runs, what it refuses, and what importing the package costs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest

from beian_segments import failures
from beian_segments.failures import (
    CHECKS,
    Case,
    Entries,
    Finding,
    Person,
    after_return,
    check_entries,
    diagnose,
    explain_portal,
    why_no_sms,
    why_not_passed,
)
from tests.test_imports import run


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_why_no_sms_asks_for_every_cause_of_a_missing_sms() -> None:
    assert codes(why_no_sms(Case(sms_received=False))) == [
        "access-phone-mismatch-change-first",
        "application-not-submitted",
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


def test_what_follows_a_return_has_rules_of_its_own() -> None:
    case = Case(failed=True, returned=True)
    found = [finding for code in list(CHECKS)[:5] if (finding := CHECKS[code](case)) is not None]
    assert codes(found) == ["verification-failed", "resubmit-unchanged", "reapply-after-rejection"]


def test_the_entries_are_checked_for_form_and_by_the_people() -> None:
    entered = Entries(code="12", id_suffix="1", phone="13800138000")
    findings = check_entries(entered, [Person(phone="13900139000", id_suffix="123456")])
    assert codes(findings) == ["code-not-six-digits", "id-suffix-not-six", "phone-not-contact-1"]
    assert check_entries(Entries(), ()) == ()


@pytest.mark.parametrize(
    ("status", "explanation"),
    [
        (0, ["portal-failed-retry"]),
        (2, ["portal-wrong-information", "phone-not-contact-1", "wrong-verifier-role", "entries-do-not-match",
             "entry-wrong"]),
        (3, ["portal-all-verified"]),
        (4, ["portal-record-not-found", "phone-number-wrong", "application-not-submitted", "phone-changed"]),
        (20, ["portal-already-verified"]),
        (21, ["resubmit-unchanged", "reapply-after-rejection", "portal-failed-ask-provider"]),
        (31, ["portal-other-verifier-pending"]),
        (100, ["portal-no-pending-application"]),
        (101, ["portal-resend-ok"]),
        (102, ["portal-resend-limit"]),
    ],
)  # fmt: skip
def test_a_message_is_explained_with_what_it_leaves_to_find_out(status: int, explanation: list[str]) -> None:
    assert codes(explain_portal(status)) == explanation


PHONE, OTHER = "13800138000", "13900139000"


def test_a_missing_sms_without_a_cause_leaves_the_sim_to_be_moved() -> None:
    case = Case(
        sms_received=False, filing="first", phone=PHONE, intercepted=False, receives_other_sms=True,
        line_suspended=False, sim_moved=False, phone_correct=True, filed_phone_usable=True, application_submitted=True,
    )  # fmt: skip
    assert codes(why_no_sms(case)) == ["move-sim-and-resend"]


def test_a_filing_that_nobody_verifies_waits_for_no_sms() -> None:
    assert codes(why_no_sms(Case(sms_received=False, filing="cancel-access"))) == ["no-verification-for-filing-type"]


def test_a_record_that_is_not_found_though_all_is_right_may_come_later() -> None:
    case = Case(
        phone=PHONE, phone_correct=True, application_submitted=True, phone_changed=False, entries_confirmed=True
    )
    assert codes(explain_portal(4, case)) == ["portal-record-not-found", "possible-system-lag"]


def test_a_message_that_one_is_done_names_another_who_is_not() -> None:
    people = (
        Person(role="entity-leader", phone=PHONE, verified=True),
        Person(role="website-administrator", phone=OTHER, verified=False),
    )
    case = Case(filing="first", phone=PHONE, verified=True, people=people)
    assert codes(explain_portal(20, case)) == ["portal-already-verified", "other-verifier-pending"]


@pytest.mark.parametrize("facts", [{"returned": True}, {"sms_received_at": datetime(2026, 3, 2, 10, tzinfo=UTC)}])
def test_once_the_filing_goes_back_nobody_is_asked_to_verify_what_is_over(facts: dict[str, Any]) -> None:
    people = (
        Person(role="entity-leader", phone=PHONE, verified=True),
        Person(role="website-administrator", phone=OTHER, verified=False),
    )
    now = datetime(2026, 3, 3, 11, tzinfo=UTC)
    for message in (20, 31):
        case = Case(filing="first", phone=PHONE, people=people, portal_message=message, **facts)
        told = {finding.code: finding.params.get("variant") for finding in diagnose(case, now=now)}
        after = {code: variant for code, variant in told.items() if code.startswith(("portal-", "other-"))}
        assert set(after.values()) == {"returned"}
        assert ("other-verifier-pending" in after) is (message == 20)


def test_a_failure_known_from_the_portal_has_a_sentence_of_its_own() -> None:
    by_portal, by_case = (why_not_passed(case)[0] for case in (Case(portal_message=21), Case(failed=True)))
    assert (by_portal.code, by_case.code) == ("verification-failed", "verification-failed")
    assert (dict(by_portal.params), dict(by_case.params)) == ({"variant": "by-portal"}, {})


def test_a_source_has_title_publisher_and_date() -> None:
    source = why_not_passed(Case(failed=True))[0].sources[0]
    assert source.title.endswith("短信核验 · 腾讯云 (Tencent Cloud)")
    assert source.date == "after 2021-07-09"


def test_one_s_own_verification_in_one_of_two_roles_is_done() -> None:
    people = (
        Person(role="entity-leader", phone=PHONE, verified=True),
        Person(role="website-administrator", phone=PHONE),
        Person(role="website-administrator", phone=OTHER, verified=False),
    )
    assert codes(diagnose(Case(filing="first", phone=PHONE, people=people))) == ["other-verifier-pending"]


def test_a_source_has_its_address_if_it_has_one() -> None:
    sources = [source for finding in diagnose(Case(portal_message=21, returned=True)) for source in finding.sources]
    assert any((source.url or "").startswith("https://") for source in sources)


@pytest.mark.parametrize(
    ("provider", "variants"),
    [
        ("alibaba", ["alibaba", "alibaba"]),
        ("volcengine", ["volcengine", "volcengine"]),
        ("tencent", ["tencent", None]),
        ("huawei", [None, None]),
    ],
)
def test_what_follows_a_return_depends_on_the_provider(provider: str, variants: list[str | None]) -> None:
    findings = after_return(modified=None, meets_requirements=None, provider=provider)
    assert [finding.params.get("variant") for finding in findings] == variants


def test_every_public_name_is_there() -> None:
    assert len(set(failures.__all__)) == len(failures.__all__)
    for name in failures.__all__:
        assert getattr(failures, name) is not None


def test_a_diagnosis_imports_no_phonenumbers_and_no_reader_of_files() -> None:
    use = """
import sys
opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
from beian_segments.failures import Case, diagnose
for phone in ("19212345678", "13800138000", "+852 5123 4567", "10086"):
    for finding in diagnose(Case(phone=phone, sms_received=False, portal_message=4)):
        finding.cause(), finding.remedy("en"), finding.sources
print(*(path for path in opened if not path.endswith((".py", ".pyc")) and ".pyc." not in path), sep="\\n")
print(*{"phonenumbers", "csv", "tomllib", "json"} & set(sys.modules))
"""
    assert run(use).split() == []


@pytest.mark.parametrize("ask", [diagnose, why_no_sms, why_not_passed, lambda case: explain_portal(4, case)])
def test_what_is_no_case_is_a_wrong_type(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(TypeError, match=r"^case must be a Case, not dict$"):
        ask({"filing": "first"})


def test_the_arguments_of_a_shortcut_are_refused_by_their_names() -> None:
    with pytest.raises(TypeError, match=r"^modified must be True, False or None, not str$"):
        after_return(modified="no", meets_requirements=True, provider="tencent")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^provider must be one of tencent, "):
        after_return(modified=False, meets_requirements=True, provider="aws")
    with pytest.raises(TypeError, match=r"^entered must be Entries, not dict$"):
        check_entries({"code": "1"}, ())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^people must be a tuple or list of Person, not str$"):
        check_entries(Entries(), "leader")  # type: ignore[arg-type]


def test_a_case_without_facts_has_no_findings() -> None:
    assert diagnose(Case()) == why_no_sms(Case()) == why_not_passed(Case()) == ()
