"""What holds of every case."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from beian_segments import failures
from beian_segments.failures import (
    CODES,
    Case,
    Entries,
    Finding,
    Person,
    Severity,
    Status,
    after_return,
    check_entries,
    diagnose,
    explain_portal,
    why_no_sms,
    why_not_passed,
)
from tests.failures.generators import CODES as TYPED_CODES
from tests.failures.generators import PHONES, STATUSES, SUFFIXES, cases, entries, flags, nows, of_few_numbers, people
from tests.failures.test_codes import TIMED, check_of

ROOM = Path(failures.__file__).parent
OURS = Person(phone="13800138000", id_suffix="123456")
MATCHING = {"people": (OURS,), "entered": Entries(phone=OURS.phone, id_suffix=OURS.id_suffix)}

# How each question is answered with no.
DENIALS: dict[str, dict[str, Any]] = {
    "verification-timed-out": {"portal_message": 3},
    "returned-after-sixth-entry": {"tried_after_limit": False},
    "resubmit-unchanged": {"modified": True},
    "reapply-after-rejection": {"modified": False, "meets_requirements": True},
    "access-phone-mismatch-change-first": {"phones_equal": True},
    "access-phone-mismatch-cancel-refile": {"original_provider_reachable": True},
    "phone-number-wrong": {"phone_correct": True},
    "application-not-submitted": {"application_submitted": True},
    "phone-changed": {"phone_changed": False},
    "sms-intercepted": {"intercepted": False},
    "phone-receives-no-sms": {"receives_other_sms": True},
    "line-suspended": {"line_suspended": False},
    "resend-after-sim-move": {"sim_moved": False},
    "segment-not-listed": {"phone": "13800138000"},
    "phone-changed-unrecoverable": {"phone_changed": False},
    "id-suffix-zhejiang-back": {"province": "CN-GD"},
    "phone-not-contact-1": MATCHING,
    "wrong-verifier-role": {"filing": "first"},
    "entries-do-not-match": MATCHING,
    "entry-wrong": {"entries_confirmed": True},
}

# For each code, the facts of which one unknown group is enough to leave it open.
DECIDERS: dict[str, list[tuple[str, ...]]] = {
    "verification-timed-out": [("sms_received_at", "sms_sent_at"), ("verified", "people")],
    "verification-failed": [("failed", "portal_message")],
    "returned-after-sixth-entry": [("wrong_entries", "tried_after_limit")],
    "resubmit-unchanged": [("modified",), ("meets_requirements",)],
    "reapply-after-rejection": [("modified", "meets_requirements")],
    "wrong-entries-exhausted": [("wrong_entries",)],
    "no-verification-for-filing-type": [("filing",)],
    "access-phone-mismatch-change-first": [("filing",), ("phones_equal",)],
    "access-phone-mismatch-cancel-refile": [("filing",), ("phones_equal",), ("original_provider_reachable",)],
    "phone-number-wrong": [("phone", "phone_correct")],
    "application-not-submitted": [("application_submitted", "portal_message")],
    "phone-changed": [("phone_changed",), ("portal_message",)],
    "other-verifier-pending": [("portal_message", "people"), ("portal_message", "filing")],
    "resend-limit-reached": [("portal_message", "resends"), ("portal_message", "provider")],
    "sms-intercepted": [("intercepted",)],
    "phone-receives-no-sms": [("receives_other_sms",)],
    "line-suspended": [("line_suspended",)],
    "resend-after-sim-move": [("sim_moved",), ("resent_since_move",)],
    "segment-not-listed": [("phone",)],
    "phone-changed-unrecoverable": [("filing",), ("phone_changed",), ("filed_phone_usable",)],
    "code-not-six-digits": [("entered",)],
    "id-suffix-not-six": [("entered",)],
    "id-suffix-zhejiang-back": [("province",), ("entered",), ("people",)],
    "phone-not-contact-1": [("entered",), ("people",)],
    "wrong-verifier-role": [("filing",), ("entered",), ("people",)],
    "entries-do-not-match": [("entered",), ("people",)],
    "entry-wrong": [("entered",), ("people",)],
    "change-filing-first": [("filing",), ("filed_phone_usable",)],
    "open-portal-directly": [("link_opens",)],
    "code-lost-resend": [("code_available",)],
    "move-sim-and-resend": [("sms_received",), ("intercepted",), ("line_suspended",), ("phone",)],
    "new-phone-allowed": [("filing",), ("filed_phone_usable",)],
    "possible-system-lag": [("portal_message",), ("entries_confirmed", "verified")],
    "wait-for-bureau-review": [("portal_message", "people"), ("portal_message", "filing")],
    "documents-disagree": [("modified",), ("meets_requirements",), ("provider",)],
    **{code: [("portal_message",)] for code in CODES if code.startswith("portal-")},
}


def by_code(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {finding.code: finding for finding in findings}


@given(cases, nows)
def test_the_same_facts_have_the_same_findings(case: Case, now: datetime | None) -> None:
    findings = diagnose(case, now=now)
    assert diagnose(case, now=now) == findings
    assert diagnose(pickle.loads(pickle.dumps(case)), now=pickle.loads(pickle.dumps(now))) == findings  # noqa: S301


@given(cases, nows)
def test_the_order_is_that_of_the_codes(case: Case, now: datetime | None) -> None:
    codes = [finding.code for finding in diagnose(case, now=now)]
    assert len(set(codes)) == len(codes)
    listed = [code for code in codes if code != "phone-number-wrong"]
    assert listed == sorted(listed, key=CODES.index)
    if "phone-number-wrong" in codes and "portal-record-not-found" in codes:
        assert codes.index("phone-number-wrong") == codes.index("portal-record-not-found") + 1
    elif "phone-number-wrong" in codes:
        at = codes.index("phone-number-wrong")
        assert all(CODES.index(code) <= CODES.index("segment-not-listed") for code in codes[:at])
        assert all(CODES.index(code) > CODES.index("segment-not-listed") for code in codes[at + 1 :])


@given(cases, nows)
def test_each_check_alone_says_what_the_diagnosis_says(case: Case, now: datetime | None) -> None:
    found = by_code(diagnose(case, now=now))
    for code in CODES:
        check = check_of(code)
        assert (check(case, now) if code in TIMED else check(case)) == found.get(code)


@given(cases, nows)
def test_status_and_severity_go_together(case: Case, now: datetime | None) -> None:
    for finding in diagnose(case, now=now):
        if finding.status is Status.CONFIRMED:
            assert finding.severity is not Severity.CHECK
        else:
            assert str(finding.severity) == str(finding.status)


@given(cases, nows)
def test_denying_the_fact_of_a_question_removes_it(case: Case, now: datetime | None) -> None:
    for finding in diagnose(case, now=now):
        if finding.status is Status.CHECK:
            denied = evolve(case, **DENIALS[finding.code])
            still = by_code(diagnose(denied, now=now)).get(finding.code)
            assert still is None, finding.code


@given(cases, nows)
def test_an_unknown_fact_confirms_nothing_that_it_decides(case: Case, now: datetime | None) -> None:
    for code in CODES:
        for unknown in DECIDERS[code]:
            found = by_code(diagnose(evolve(case, **dict.fromkeys(unknown)), now=now)).get(code)
            assert found is None or found.status is Status.CHECK, (code, unknown)


@given(cases, nows)
def test_without_a_symptom_nothing_is_asked(case: Case, now: datetime | None) -> None:
    quiet = evolve(
        case, sms_received=None, portal_message=None, failed=None, returned=None, wrong_entries=None,
        tried_after_limit=None,
    )  # fmt: skip
    for finding in diagnose(quiet):
        assert finding.status is not Status.CHECK
    if (now is None) or not any(finding.code == "verification-timed-out" for finding in diagnose(quiet, now=now)):
        assert diagnose(quiet, now=now) == diagnose(quiet)


@given(cases, nows)
def test_the_questions_on_top_are_parts_of_the_diagnosis(case: Case, now: datetime | None) -> None:
    whole = diagnose(case, now=now)
    not_passed = why_not_passed(case, now=now)
    assert list(not_passed) == [finding for finding in whole if finding in not_passed]
    no_sms = why_no_sms(case)
    assert set(no_sms) <= set(whole)
    if case.portal is None or case.portal.code != "portal-record-not-found":
        assert list(no_sms) == [finding for finding in whole if finding in no_sms]


@given(cases, st.sampled_from(STATUSES))
def test_what_a_message_explains_is_part_of_the_diagnosis(case: Case, status: int) -> None:
    whole = diagnose(evolve(case, portal_message=status))
    explained = explain_portal(status, case)
    assert list(explained) == [finding for finding in whole if finding in explained]


@pytest.mark.parametrize("status", STATUSES)
def test_a_message_alone_explains_all_that_it_tells(status: int) -> None:
    assert explain_portal(status) == diagnose(Case(portal_message=status))


@given(entries, people)
def test_checking_entries_asks_nothing(entered: Entries, people: list[Person]) -> None:
    findings = check_entries(entered, people)
    assert all(finding.status is Status.CONFIRMED for finding in findings)
    assert set(findings) <= set(diagnose(Case(entered=entered, people=people)))


@given(flags, flags, st.sampled_from([None, *failures.Provider]))
def test_after_a_return_is_the_diagnosis_of_a_returned_filing(
    modified: bool | None, meets_requirements: bool | None, provider: failures.Provider | None
) -> None:
    facts: dict[str, Any] = {"modified": modified, "meets_requirements": meets_requirements, "provider": provider}
    assert after_return(**facts) == diagnose(Case(returned=True, **facts))


def runs(*secrets: str) -> set[str]:
    """Every run of four characters of a secret that are digits."""
    return {
        secret[start : start + 4]
        for secret in secrets
        for start in range(len(secret) - 3)
        if secret[start : start + 4].isdigit()
    }


@given(of_few_numbers, nows)
def test_no_text_or_repr_shows_digits_of_a_number_a_code_or_a_suffix(case: Case, now: datetime | None) -> None:
    findings = diagnose(case, now=now)
    shown = [repr(case), repr(findings)]
    for finding in findings:
        shown += [finding.cause("zh"), finding.cause("en"), *finding.remedy("zh"), *finding.remedy("en")]
        shown += finding.params.values()
    for run in runs(*PHONES, *SUFFIXES, *TYPED_CODES):
        assert not any(run in text for text in shown), run


def number(secret: str) -> Any:
    return int(secret)


def object_of(secret: str) -> Any:
    return [secret]


REFUSALS: tuple[Callable[[Any], object], ...] = (
    lambda secret: Case(filing=secret),
    lambda secret: Case(provider=secret),
    lambda secret: Case(province=secret),
    lambda secret: Case(changes=[secret]),
    lambda secret: Case(people=[secret]),
    lambda secret: Case(entered=secret),
    lambda secret: Case(wrong_entries=secret),
    lambda secret: Case(resends=-int(secret)),
    lambda secret: Case(verified=secret),
    lambda secret: Case(sms_sent_at=secret),
    lambda secret: Case(phone=number(secret)),
    lambda secret: Person(role=secret),
    lambda secret: Person(id_type=secret),
    lambda secret: Entries(code=number(secret)),
    diagnose,
    lambda secret: diagnose(Case(), now=secret),
    lambda secret: explain_portal(object_of(secret)),
    lambda secret: failures.parse_portal_message(object_of(secret)),
    failures.required_verifiers,
    lambda secret: failures.phone_to_enter(Case(), secret),
    lambda secret: failures.id_suffix(secret, secret),
    failures.attempts_left,
    lambda secret: failures.resends_left(0, secret),
    failures.deadline,
)


@pytest.mark.parametrize("refuse", REFUSALS, ids=range(len(REFUSALS)))
def test_no_error_shows_digits_of_what_it_refuses(refuse: Callable[[Any], object]) -> None:
    secret = PHONES[0]
    with pytest.raises((TypeError, ValueError)) as refused:
        refuse(secret)
    assert not any(run in str(refused.value) for run in runs(secret))


class TestPurity:
    """What the functions do not do, read from their source."""

    @staticmethod
    def trees() -> list[ast.Module]:
        return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOM.glob("*.py"))]

    def test_the_clock_is_never_read(self) -> None:
        names = {node.attr for tree in self.trees() for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not names & {"now", "today", "utcnow", "monotonic", "perf_counter"}
        imported = {
            alias.name for tree in self.trees() for node in ast.walk(tree) if isinstance(node, ast.Import)
            for alias in node.names
        }  # fmt: skip
        assert imported == {"re", "unicodedata"}

    def test_nothing_is_opened_and_nothing_global_is_changed(self) -> None:
        for tree in self.trees():
            for node in ast.walk(tree):
                assert not isinstance(node, ast.Global | ast.Nonlocal)
                assert not (isinstance(node, ast.Name) and node.id in {"open", "print", "cache", "lru_cache"})

    @given(cases)
    def test_a_case_is_what_it_was_after_it_was_diagnosed(self, case: Case) -> None:
        before = pickle.dumps(case)
        diagnose(case)
        assert pickle.loads(before) == case  # noqa: S301
        assume(case.portal_message is None)
        assert pickle.dumps(case) == before
