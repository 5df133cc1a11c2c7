"""What holds of every case: of those that can happen, and of those whose facts contradict one another."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st

from beian_segments import failures, strategies
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
from tests.failures.building import build
from tests.failures.test_codes import CASES as EXAMPLES
from tests.failures.test_codes import ROWS, found_alone
from tests.failures.test_portal import TEXTS

PACKAGE = Path(failures.__file__).parent
STATUSES = sorted(TEXTS)
FACTS = [field.name for field in fields(Case)]
START = datetime(2026, 3, 2, 10, tzinfo=UTC)


def mix(one: Case, other: Case, taken: int) -> Case:
    """The first case with those facts of the other whose bits are set: no fact depends on another any more."""
    return evolve(one, **{name: getattr(other, name) for bit, name in enumerate(FACTS) if taken >> bit & 1})


def some_time_after(case: Case, wait: timedelta | None) -> tuple[Case, datetime | None]:
    """A case, and the moment at which to ask."""
    return case, None if wait is None else (case.sms_received_at or case.sms_sent_at or START) + wait


POSSIBLE = strategies.cases()
DOCUMENTED = st.sampled_from([build(row["case"]) for row in (*ROWS, *EXAMPLES)])
CASES = POSSIBLE | st.builds(mix, DOCUMENTED, POSSIBLE | DOCUMENTED, st.integers(0, 2 ** len(FACTS) - 1))
WAITS = st.none() | st.timedeltas(timedelta(days=-1), timedelta(days=3))
QUESTIONS = st.builds(some_time_after, CASES, WAITS)
FLAGS = st.sampled_from([None, True, False])

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


@given(QUESTIONS)
def test_the_same_facts_have_the_same_findings_and_stay_the_same(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    before = pickle.dumps(case)
    findings = diagnose(case, now=now)
    assert diagnose(case, now=now) == findings
    assert diagnose(pickle.loads(before), now=pickle.loads(pickle.dumps(now))) == findings  # noqa: S301
    assert pickle.loads(before) == case  # noqa: S301
    assert pickle.dumps(case) == before


@given(QUESTIONS)
def test_the_order_is_that_of_the_codes(question: tuple[Case, datetime | None]) -> None:
    case, now = question
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


@given(QUESTIONS)
def test_each_rule_alone_says_what_the_diagnosis_says(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    found = by_code(diagnose(case, now=now))
    for code in CODES:
        assert found_alone(code, case, now) == found.get(code)


@given(QUESTIONS)
def test_status_and_severity_go_together(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    for finding in diagnose(case, now=now):
        if finding.status is Status.CONFIRMED:
            assert finding.severity is not Severity.CHECK
        else:
            assert str(finding.severity) == str(finding.status)


@given(QUESTIONS)
def test_denying_the_fact_of_a_question_removes_it(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    for finding in diagnose(case, now=now):
        if finding.status is Status.CHECK:
            denied = evolve(case, **DENIALS[finding.code])
            still = by_code(diagnose(denied, now=now)).get(finding.code)
            assert still is None, finding.code


@given(QUESTIONS)
def test_an_unknown_fact_confirms_nothing_that_it_decides(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    for code in CODES:
        for unknown in DECIDERS[code]:
            found = by_code(diagnose(evolve(case, **dict.fromkeys(unknown)), now=now)).get(code)
            assert found is None or found.status is Status.CHECK, (code, unknown)


@given(QUESTIONS)
def test_without_a_symptom_nothing_is_asked(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    quiet = evolve(
        case, sms_received=None, portal_message=None, failed=None, returned=None, wrong_entries=None,
        tried_after_limit=None,
    )  # fmt: skip
    for finding in diagnose(quiet):
        assert finding.status is not Status.CHECK
    if (now is None) or not any(finding.code == "verification-timed-out" for finding in diagnose(quiet, now=now)):
        assert diagnose(quiet, now=now) == diagnose(quiet)


@given(QUESTIONS)
def test_the_narrower_questions_are_parts_of_the_diagnosis(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    whole = diagnose(case, now=now)
    not_passed = why_not_passed(case, now=now)
    assert list(not_passed) == [finding for finding in whole if finding in not_passed]
    no_sms = why_no_sms(case)
    assert set(no_sms) <= set(whole)
    if case.portal is None or case.portal.code != "portal-record-not-found":
        assert list(no_sms) == [finding for finding in whole if finding in no_sms]


@given(CASES, st.sampled_from(STATUSES))
def test_what_a_message_explains_is_part_of_the_diagnosis(case: Case, status: int) -> None:
    whole = diagnose(evolve(case, portal_message=status))
    explained = explain_portal(status, case)
    assert list(explained) == [finding for finding in whole if finding in explained]


@pytest.mark.parametrize("status", STATUSES)
def test_the_explanation_of_a_message_alone_is_its_diagnosis(status: int) -> None:
    assert explain_portal(status) == diagnose(Case(portal_message=status))


@given(CASES)
def test_checking_entries_asks_nothing(case: Case) -> None:
    entered = case.entered or Entries()
    findings = check_entries(entered, case.people)
    assert all(finding.status is Status.CONFIRMED for finding in findings)
    assert set(findings) <= set(diagnose(Case(entered=entered, people=case.people)))


@given(FLAGS, FLAGS, st.sampled_from([None, *failures.Provider]))
def test_after_a_return_is_the_diagnosis_of_a_returned_filing(
    modified: bool | None, meets_requirements: bool | None, provider: failures.Provider | None
) -> None:
    facts: dict[str, Any] = {"modified": modified, "meets_requirements": meets_requirements, "provider": provider}
    assert after_return(**facts) == diagnose(Case(returned=True, **facts))


# Digits that no text of ours has: all runs of four are distinct from years, limits and status numbers.
PHONES = ("13946857392", "19275846397", "15068473925", "0086 139 4685 7392", "010-64758396", "8573")
SUFFIXES = ("684753", "68475X", "68475x", "847（5）", "847(5)", "6847")
TYPED_CODES = ("738465", "7384656", "７３８４６５", "73846x")


def with_secrets(case: Case, phones: list[str], suffixes: list[str], code: str) -> Case:
    """A case with these for its numbers, suffixes and codes, and with moments of no such digits."""
    people = [evolve(person, phone=phones[0], id_suffix=suffixes[0]) for person in case.people]
    return evolve(
        case,
        phone=phones[1],
        people=people,
        entered=Entries(code=code, phone=phones[2], id_suffix=suffixes[1]),
        portal_message=case.portal_message if case.portal_message is not None else phones[1],
        sms_sent_at=case.sms_sent_at and START,
        sms_received_at=case.sms_received_at and START,
    )


SECRET_CASES = st.builds(
    with_secrets,
    POSSIBLE,
    st.lists(st.sampled_from(PHONES), min_size=3, max_size=3),
    st.lists(st.sampled_from(SUFFIXES), min_size=2, max_size=2),
    st.sampled_from(TYPED_CODES),
)


def runs(*secrets: str) -> set[str]:
    """Every run of four characters of a secret that are digits."""
    return {
        secret[start : start + 4]
        for secret in secrets
        for start in range(len(secret) - 3)
        if secret[start : start + 4].isdigit()
    }


@given(st.builds(some_time_after, SECRET_CASES, WAITS))
def test_no_text_or_repr_shows_digits_of_a_number_a_code_or_a_suffix(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    findings = diagnose(case, now=now)
    shown = [repr(case), repr(findings)]
    for finding in findings:
        shown += [finding.cause("zh"), finding.cause("en"), *finding.remedy("zh"), *finding.remedy("en")]
        shown += finding.params.values()
    for run in runs(*PHONES, *SUFFIXES, *TYPED_CODES):
        assert not any(run in text for text in shown), run


def number(secret: str) -> Any:
    return int(secret)


def list_of(secret: str) -> Any:
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
    lambda secret: explain_portal(list_of(secret)),
    lambda secret: failures.parse_portal_message(list_of(secret)),
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
        return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.glob("*.py"))]

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
