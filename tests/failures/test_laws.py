"""What holds of every case: of those that can happen, and of those whose facts contradict one another."""

from __future__ import annotations

import ast
import pickle
import re
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
    complete,
    diagnose,
    explain_portal,
    why_no_sms,
    why_not_passed,
)
from tests.failures.building import build
from tests.failures.test_codes import CASES as EXAMPLES
from tests.failures.test_codes import ROWS, TIMED, found_alone
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
    "access-phone-mismatch-change-first": {"filing": "first"},
    "access-phone-mismatch-cancel-refile": {"original_provider_reachable": True},
    "portal-message-unknown": {"portal_message": None},
    "other-verifier-pending": {"portal_message": 3},
    "phone-gets-no-code": {"phone_changed": False},
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
    "wrong-verifier-role": {"filing": "first", "service": None},
    "entries-do-not-match": MATCHING,
    "entry-wrong": {"entries_confirmed": True},
}

# For each code, the facts of which one unknown group is enough to leave it open.
DECIDERS: dict[str, list[tuple[str, ...]]] = {
    "verification-timed-out": [("sms_received_at", "sms_sent_at"), ("verified", "people", "portal_message")],
    "verification-failed": [("failed", "portal_message")],
    "returned-after-sixth-entry": [("wrong_entries", "tried_after_limit")],
    "resubmit-unchanged": [("modified",), ("meets_requirements",)],
    "reapply-after-rejection": [("modified", "meets_requirements")],
    "wrong-entries-exhausted": [("wrong_entries",)],
    "deadline-running": [("sms_received_at", "sms_sent_at"), ("verified", "people")],
    "no-verification-for-filing-type": [("filing",)],
    "access-phone-mismatch-change-first": [("filing",), ("phones_equal", "filed_phone_usable")],
    "access-phone-mismatch-cancel-refile": [
        ("filing",),
        ("phones_equal", "filed_phone_usable"),
        ("original_provider_reachable",),
    ],
    "phone-number-wrong": [("phone", "phone_correct")],
    "application-not-submitted": [("application_submitted", "portal_message")],
    "phone-changed": [("phone_changed",), ("portal_message",)],
    "other-verifier-pending": [("portal_message", "people"), ("portal_message", "filing")],
    "resend-limit-reached": [("portal_message", "resends"), ("portal_message", "provider")],
    "phone-gets-no-code": [("filing",), ("phone",), ("people",), ("sms_received",)],
    "sms-on-its-way": [("sms_received",), ("submitted_at", "sms_sent_at")],
    "replace-phone-and-resubmit": [("filing",), ("filed_phone_usable", "phone_changed")],
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
    "entry-wrong": [("entered", "entries_confirmed"), ("people", "entries_confirmed")],
    "change-filing-first": [("filing",), ("filed_phone_usable",)],
    "open-portal-directly": [("link_opens",)],
    "code-lost-resend": [("code_available",)],
    "move-sim-and-resend": [("sms_received",), ("intercepted",), ("line_suspended",), ("phone",)],
    "new-phone-allowed": [("filing",), ("filed_phone_usable",)],
    "possible-system-lag": [("portal_message",), ("entries_confirmed", "verified", "people")],
    "wait-for-bureau-review": [("portal_message", "people"), ("portal_message", "filing")],
    "documents-disagree": [("modified",), ("meets_requirements",), ("provider",)],
    **{code: [("portal_message",)] for code in CODES if code.startswith("portal-")},
}


# What a message of the portal says itself, and the diagnosis does not say again.
SAID_BY_MESSAGE = {
    "portal-failed-ask-provider": "verification-failed",
    "portal-no-pending-application": "application-not-submitted",
    "portal-other-verifier-pending": "other-verifier-pending",
    "portal-resend-limit": "resend-limit-reached",
    "portal-all-verified": "wait-for-bureau-review",
}


def is_just_sent(case: Case, now: datetime | None) -> bool:
    """Whether no SMS came, and it was sent less than ten minutes ago."""
    start = case.sms_sent_at or case.submitted_at
    if now is None or start is None or complete(case).sms_received is not False:
        return False
    return timedelta() <= now - start < timedelta(minutes=10)


def is_on_its_way(case: Case, now: datetime | None) -> bool:
    """Whether the SMS may still be on its way, so that the diagnosis asks nothing."""
    found = found_alone("sms-on-its-way", case, now)
    return found is not None and "variant" not in found.params


# What only a running verification allows: an entry, or a resend.
WHILE_RUNNING = {
    "resend-after-sim-move", "code-not-six-digits", "id-suffix-not-six", "id-suffix-zhejiang-back",
    "phone-not-contact-1", "wrong-verifier-role", "entries-do-not-match", "entry-wrong", "open-portal-directly",
    "code-lost-resend", "move-sim-and-resend",
}  # fmt: skip


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


STATUS_RANK = [Status.CONFIRMED, Status.CHECK, Status.INFO]


@given(QUESTIONS)
def test_certain_findings_come_first_and_those_that_matter_most(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    findings = diagnose(case, now=now)
    ranks = [(STATUS_RANK.index(each.status), [*Severity].index(each.severity)) for each in findings]
    assert ranks == sorted(ranks)
    assert len({finding.code for finding in findings}) == len(findings)


@given(QUESTIONS)
def test_what_matters_alike_comes_in_the_order_of_the_codes(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    elsewhere = {"phone-number-wrong", "application-not-submitted", "phone-gets-no-code", "other-verifier-pending"}
    groups: dict[tuple[Status, Severity], list[str]] = {}
    for finding in diagnose(case, now=now):
        if finding.code not in elsewhere:
            groups.setdefault((finding.status, finding.severity), []).append(finding.code)
    for codes in groups.values():
        assert codes == sorted(codes, key=CODES.index)


@given(QUESTIONS)
def test_each_rule_alone_says_what_the_diagnosis_says(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    found, timeless = by_code(diagnose(case, now=now)), by_code(diagnose(case))
    is_waiting = is_on_its_way(case, now)
    said = None if case.portal is None else SAID_BY_MESSAGE.get(case.portal.code)
    for code in CODES:
        alone = found_alone(code, case, now)
        if code == said:
            continue
        if code not in TIMED:
            # Without a moment, nothing about time.
            assert alone == timeless.get(code), code
        elif not (is_waiting and code not in found):
            assert alone == found.get(code), code
        elif alone is not None:
            assert alone.status is not Status.CONFIRMED


@given(QUESTIONS)
def test_time_takes_away_what_is_of_no_use_once_it_is_over_and_else_adds(
    question: tuple[Case, datetime | None],
) -> None:
    case, now = question
    found, timeless = by_code(diagnose(case, now=now)), by_code(diagnose(case))
    start = case.sms_received_at or case.sms_sent_at
    is_late = now is not None and start is not None and now - start > timedelta(hours=24)
    for code, before in timeless.items():
        if not is_late and not is_just_sent(case, now):
            assert found[code] == before
        elif code in found:
            # A filing that is about to come back has the words of one that has.
            after = by_code(diagnose(evolve(case, returned=True))).get(code)
            assert found[code] in (before, before.lacking("attempt", "resend"), after)
        else:
            assert code in WHILE_RUNNING or before.status is not Status.CONFIRMED


ENTER = re.compile("填写验证码|重新核验|重新填写|[Vv]erify again|[Ee]nter (the code|it|them) again")


@given(QUESTIONS)
def test_once_the_verification_is_over_no_step_enters_or_resends(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    ended = case.returned is True or case.failed is True or (case.portal is not None and case.portal.status == 3)
    for finding in diagnose(case, now=now) if ended else ():
        assert finding.code not in WHILE_RUNNING
        steps = [*finding.remedy("zh"), *finding.remedy("en")]
        if finding.code != "sms-intercepted":
            assert not any(map(ENTER.search, steps)), finding.code
        assert not any(map(RESEND.search, steps)), finding.code


@given(QUESTIONS)
def test_where_nobody_verifies_nothing_is_said_of_verifying(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    found = [finding.code for finding in diagnose(case, now=now)]
    if "no-verification-for-filing-type" in found:
        assert set(found) <= {"no-verification-for-filing-type", "application-not-submitted"}


@given(QUESTIONS)
def test_nobody_is_told_that_the_own_part_is_done_who_has_not_verified(
    question: tuple[Case, datetime | None],
) -> None:
    case, now = question
    if complete(case).verified is not True:
        for finding in diagnose(case, now=now):
            if finding.code in ("other-verifier-pending", "verification-timed-out"):
                assert "您的核验已完成" not in finding.cause("zh")
                assert "your own verification is done" not in finding.cause("en").lower()


@given(QUESTIONS)
def test_all_that_is_asked_while_the_sms_may_be_on_its_way_is_patience(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    if is_on_its_way(case, now):
        waiting = [finding for finding in diagnose(case, now=now) if finding.status is not Status.CONFIRMED]
        assert [finding.code for finding in waiting] == ["sms-on-its-way"]


TRY_AGAIN = re.compile("重新核验|重新填写|[Vv]erify again|[Ee]nter (it|them) again")
RESEND = re.compile("重发短信|[Rr]esend the SMS|[Rr]esend it")


@given(QUESTIONS)
def test_no_step_says_to_try_again_or_to_resend_where_none_is_left(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    limit = case.tried_after_limit is True if case.wrong_entries is None else case.wrong_entries >= 5
    none_left = failures.resends_left(case.resends, case.provider) == 0
    refused = case.portal is not None and case.portal.code == "portal-resend-limit"
    for finding in diagnose(case, now=now):
        steps = [*finding.remedy("zh"), *finding.remedy("en")]
        if limit:
            said = [*steps, finding.cause("zh"), finding.cause("en")]
            assert not any(map(TRY_AGAIN.search, said)), finding.code
        if none_left or refused:
            assert not any(map(RESEND.search, steps)), finding.code
        assert steps or limit or none_left or refused


CHANGE_AT_ORIGINAL = {"access-phone-mismatch-change-first", "phone-changed-unrecoverable", "change-filing-first"}


@given(QUESTIONS)
def test_no_two_findings_say_the_same(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    findings = diagnose(case, now=now)
    for lang in ("zh", "en"):
        causes = [finding.cause(lang) for finding in findings]
        assert len(set(causes)) == len(causes)
        certain = [finding.remedy(lang) for finding in findings if finding.status is Status.CONFIRMED]
        assert len(set(certain)) == len(certain)
    found = {finding.code for finding in findings}
    assert not any({message, same} <= found for message, same in SAID_BY_MESSAGE.items())
    if case.filing == "access":
        certain_codes = {finding.code for finding in findings if finding.status is Status.CONFIRMED}
        assert len(certain_codes & CHANGE_AT_ORIGINAL) <= 1


@given(QUESTIONS)
def test_every_finding_has_a_source_and_every_check_a_question(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    for finding in diagnose(case, now=now):
        assert finding.sources
        assert all(source.title and source.heading for source in finding.sources)
        assert all((source.url or "https://").startswith("https://") for source in finding.sources)
        is_check = finding.status is Status.CHECK
        assert (finding.asks in FACTS) is (finding.question() is not None) is is_check


# Why a cause that was certain is not reported once another fact is known: the facts that may do so, by code. A code
# that is not here is never silenced.
WHO_VERIFIES = {"filing", "changes", "service", "people", "phone"}
DONE = {"verified", "portal_message", *WHO_VERIFIES}
# Nothing can be entered or resent any more that is of use.
OVER = {
    "returned", "failed", "wrong_entries", "tried_after_limit", "application_submitted", "sms_received",
    "sms_received_at", "sms_sent_at", "submitted_at", *DONE,
}  # fmt: skip
# The number has to be replaced before anything else.
REPLACED = {"filing", "filed_phone_usable", "phones_equal", "phone_changed", "original_provider_reachable"}
SMS_EXPLAINED = {"sms_received", "sms_received_at", "application_submitted", *DONE}
SILENCED_BY: dict[str, set[str]] = {
    # The time begins later, or everybody has verified.
    "verification-timed-out": {"sms_received_at", *DONE},
    # Stated not to have failed; or the portal says so itself.
    "verification-failed": {"failed", "portal_message"},
    # Fewer entries were wrong than the attempt after the limit implies.
    "returned-after-sixth-entry": {"wrong_entries"},
    # What brought the filing back is denied.
    "resubmit-unchanged": {"sms_received_at", "wrong_entries", "failed", *DONE, *REPLACED},
    "reapply-after-rejection": {"sms_received_at", "wrong_entries", "failed", *DONE},
    # The limit was passed; or the verification is done.
    "wrong-entries-exhausted": {"tried_after_limit", *DONE},
    # Verifying is no use any more, or the SMS is on its way.
    "deadline-running": {
        "sms_received",
        "sms_received_at",
        "failed",
        "returned",
        "wrong_entries",
        "tried_after_limit",
        "application_submitted",
        *DONE,
        *REPLACED,
    },
    # The message says so itself, or an SMS came for what was submitted.
    "application-not-submitted": {"portal_message"},
    "other-verifier-pending": DONE,
    "resend-limit-reached": {"portal_message"},
    # The missing SMS is explained.
    **dict.fromkeys(
        ("sms-intercepted", "phone-receives-no-sms", "line-suspended", "segment-not-listed", "phone-number-wrong"),
        SMS_EXPLAINED,
    ),
    "resend-after-sim-move": {"resends", "provider", *OVER},
    # Nothing goes through a provider that cannot be reached.
    "access-phone-mismatch-change-first": {"original_provider_reachable", *SMS_EXPLAINED},
    "access-phone-mismatch-cancel-refile": SMS_EXPLAINED,
    # And what another finding says is said once.
    "phone-changed-unrecoverable": {"original_provider_reachable", "phones_equal", *SMS_EXPLAINED},
    "change-filing-first": {"original_provider_reachable", "phones_equal", "phone_changed", *DONE},
    "phone-changed": {"sms_received", *REPLACED},
    # A number that has changed is another finding; one that works has not been given up.
    "phone-gets-no-code": {"filed_phone_usable", "phone_changed", "phones_equal", *SMS_EXPLAINED},
    "replace-phone-and-resubmit": {"filed_phone_usable", *SMS_EXPLAINED},
    # Who verifies decides about the role, and the role about the code.
    "wrong-verifier-role": OVER,
    # And one that is malformed is that.
    "entry-wrong": {"entries_confirmed", "entered", "province", *OVER},
    **dict.fromkeys(
        ("code-not-six-digits", "id-suffix-not-six", "id-suffix-zhejiang-back", "phone-not-contact-1",
         "entries-do-not-match", "open-portal-directly"),
        OVER,
    ),
    # No resend is left.
    "code-lost-resend": {"resends", "provider", *OVER},
}  # fmt: skip


@given(QUESTIONS, POSSIBLE | DOCUMENTED)
def test_another_fact_silences_a_certain_cause_only_where_the_table_says_so(
    question: tuple[Case, datetime | None], other: Case
) -> None:
    case, now = question
    before = {finding.code for finding in diagnose(case, now=now) if finding.status is Status.CONFIRMED}
    for name in FACTS:
        if getattr(case, name) in (None, ()) and getattr(other, name) not in (None, ()):
            more = evolve(case, **{name: getattr(other, name)})
            after = {finding.code for finding in diagnose(more, now=now) if finding.status is Status.CONFIRMED}
            if "no-verification-for-filing-type" in after - before:
                # Nobody verifies: nothing else is said.
                assert name in ("filing", "changes", "service")
                continue
            for code in before - after:
                assert name in SILENCED_BY.get(code, ()), (code, name)


# Answers to questions, by the fact that is asked for: a flag is true or false.
LEADER = Person(role="entity-leader", phone="13800138000", id_suffix="123456")
ADMINISTRATOR = Person(role="website-administrator", phone="13900139000", id_suffix="654321")
ANSWERS: dict[str, list[Any]] = {
    "filing": [*failures.FilingType],
    "changes": [frozenset(), frozenset({failures.Part.ENTITY}), frozenset(failures.Part)],
    "province": ["CN-ZJ", "CN-GD"],
    "phone": ["13800138000", "19212345678"],
    "portal_message": [0, 3],
    "people": [
        (LEADER, ADMINISTRATOR),
        *(
            (evolve(LEADER, verified=leader), evolve(ADMINISTRATOR, verified=administrator))
            for leader, administrator in ((True, True), (True, False), (False, True))
        ),
    ],
    "entered": [
        Entries(code="123456", phone=person.phone, id_suffix=other.id_suffix)
        for person in (LEADER, ADMINISTRATOR) for other in (LEADER, ADMINISTRATOR)
    ],
}  # fmt: skip


@given(QUESTIONS)
def test_every_question_is_settled_by_the_fact_that_it_asks_for(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    for finding in diagnose(case, now=now):
        if finding.status is not Status.CHECK:
            continue
        assert finding.asks is not None
        if getattr(case, finding.asks) not in (None, ()) and finding.asks not in (
            "people",
            "entered",
            "portal_message",
        ):
            # What was given is not enough: another writing, or a finding on a known fact.
            continue
        answers = list(ANSWERS.get(finding.asks, [True, False]))
        if finding.asks == "entered":
            answers += [Entries(phone=person.phone, id_suffix=person.id_suffix) for person in case.people]
        after = [
            by_code(diagnose(evolve(case, **{finding.asks: answer}), now=now)).get(finding.code) for answer in answers
        ]
        # A flag settles it either way, or leads to the finding's next question; of other facts some value does.
        settled = [found is None or found.status is Status.CONFIRMED or found.asks != finding.asks for found in after]
        assert all(settled) if answers == [True, False] else any(settled), finding.code
        assert None in after or any(found is not None and found.asks != finding.asks for found in after), finding.code


@given(CASES)
def test_completing_adds_facts_and_changes_none(case: Case) -> None:
    completed = complete(case)
    for name in FACTS:
        before, after = getattr(case, name), getattr(completed, name)
        if name == "people":
            for person, same in zip(before, after, strict=True):
                assert evolve(same, verified=person.verified) == person
                assert person.verified in (None, same.verified)
        else:
            assert before is None or before == after
    assert complete(completed) == completed


@given(CASES, st.integers(0, 2 ** len(FACTS) - 1))
def test_whatever_was_filled_in_already_completing_gives_the_same(case: Case, taken: int) -> None:
    completed = complete(case)
    assert complete(mix(case, completed, taken)) == completed


@given(QUESTIONS)
def test_a_diagnosis_is_that_of_the_completed_case(question: tuple[Case, datetime | None]) -> None:
    case, now = question
    assert diagnose(complete(case), now=now) == diagnose(case, now=now)


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
    # Whether another one has verified is asked at any time.
    for finding in diagnose(quiet):
        assert finding.status is not Status.CHECK or finding.code == "other-verifier-pending"
    timed = {"verification-timed-out", "deadline-running", "sms-on-its-way"}
    if now is None or not timed & {finding.code for finding in diagnose(quiet, now=now)}:
        assert diagnose(quiet, now=now) == diagnose(quiet)


def documented(findings: Iterable[Finding]) -> list[str]:
    """The codes of findings but for the one that has two places."""
    return [finding.code for finding in findings if finding.code != "phone-number-wrong"]


@given(QUESTIONS)
def test_the_narrower_questions_are_parts_of_the_diagnosis_in_the_documented_order(
    question: tuple[Case, datetime | None],
) -> None:
    case, now = question
    whole = diagnose(case, now=now)
    not_passed, no_sms = why_not_passed(case, now=now), why_no_sms(case)
    said = None if case.portal is None else SAID_BY_MESSAGE.get(case.portal.code)
    # Why no SMS came is asked without a moment.
    for part, of in ((not_passed, whole), (no_sms, diagnose(case))):
        assert documented(part) == sorted(documented(part), key=CODES.index)
        if not is_on_its_way(case, now):
            assert {finding for finding in part if finding.code != said} <= set(of)


@given(CASES, st.sampled_from(STATUSES))
def test_what_a_message_explains_is_part_of_the_diagnosis(case: Case, status: int) -> None:
    whole = diagnose(evolve(case, portal_message=status))
    explained = explain_portal(status, case)
    assert set(explained) <= set(whole)
    assert explained[0].status is Status.CONFIRMED or status == 21


@pytest.mark.parametrize("status", STATUSES)
def test_the_explanation_of_a_message_alone_is_its_diagnosis(status: int) -> None:
    assert sorted(explain_portal(status), key=repr) == sorted(diagnose(Case(portal_message=status)), key=repr)


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
        submitted_at=case.submitted_at and START,
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
                assert not (isinstance(node, ast.Name) and node.id in {"open", "print", "lru_cache"})

    def test_only_the_parts_of_findings_are_kept_which_are_few_and_immutable(self) -> None:
        for path in sorted(PACKAGE.glob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            kept = {
                function.name
                for function in ast.walk(tree) if isinstance(function, ast.FunctionDef)
                if any(isinstance(each, ast.Name) and each.id == "cache" for each in function.decorator_list)
            }  # fmt: skip
            assert kept == ({"_source", "_links", "_make"} if path.stem == "findings" else set())
