"""Cases: diagnosed without an error, free of contradictions, with the symptom asked for, and of every kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from attrs import fields
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from beian_segments import Verdict, check_segment
from beian_segments.failures import (
    CODES,
    Case,
    FilingType,
    Part,
    Provider,
    Service,
    after_return,
    check_entries,
    diagnose,
    expected_recipients,
    explain_portal,
    phone_to_enter,
    required_verifiers,
    resends_left,
    why_no_sms,
    why_not_passed,
)
from beian_segments.failures.rules import no_sms
from beian_segments.strategies import Symptom, cases
from tests.conftest import is_thorough
from tests.strategies.drawing import examples, seen, simplest

ANY_SYMPTOM = [None, *Symptom]
COUNT = max(50, settings().max_examples // 2)


def a_day_later(case: Case) -> datetime | None:
    start = case.sms_received_at or case.sms_sent_at
    return None if start is None else start + timedelta(hours=25)


@pytest.fixture(scope="module")
def found() -> dict[Symptom | None, list[Case]]:
    return {symptom: examples(cases(symptom=symptom), COUNT if symptom else 3 * COUNT) for symptom in ANY_SYMPTOM}


@pytest.fixture(scope="module")
def all_cases(found: dict[Symptom | None, list[Case]]) -> list[Case]:
    return [case for some in found.values() for case in some]


def test_the_sms_comes_at_once_or_up_to_three_days_later(all_cases: list[Case]) -> None:
    def waits(case: Case) -> list[int]:
        if case.sms_sent_at is None or case.sms_received_at is None:
            return []
        return [(case.sms_received_at - case.sms_sent_at).days]

    assert seen(cases(), range(3), waits, all_cases) >= {0, 1, 2}


@given(cases(), st.data())
def test_no_question_about_a_case_raises(case: Case, data: st.DataObject) -> None:
    now = data.draw(st.sampled_from([None, a_day_later(case), case.sms_sent_at]))
    diagnose(case, now=now)
    why_no_sms(case)
    why_not_passed(case, now=now)
    expected_recipients(case)
    after_return(modified=case.modified, meets_requirements=case.meets_requirements, provider=case.provider)
    if case.portal_message is not None:
        assert explain_portal(case.portal_message, case)
    if case.entered is not None:
        check_entries(case.entered, case.people)
    for person in case.people:
        if person.role is not None:
            phone_to_enter(case, person.role)


def mobile(phone: str | None) -> bool:
    return phone is None or check_segment(phone).number is not None


def message(case: Case) -> str:
    return "" if case.portal is None else case.portal.code


def is_done(case: Case) -> bool:
    theirs = [person for person in case.people if person.number == case.number is not None]
    return case.verified is True or any(person.verified for person in theirs)


def known_by_number(case: Case) -> dict[str, set[bool]]:
    known: dict[str, set[bool]] = defaultdict(set)
    for number, verified in [(case.number, case.verified), *((each.number, each.verified) for each in case.people)]:
        if number is not None and verified is not None:
            known[number].add(verified)
    return known


# What cannot be, by what it would be.
CONTRADICTIONS: dict[str, Callable[[Case], object]] = {
    "an SMS that did not come came at some time": lambda c: c.sms_received is not True and c.sms_received_at,
    "an SMS came before it was sent": lambda c: (
        c.sms_received_at and c.sms_sent_at and c.sms_received_at < c.sms_sent_at
    ),
    "an SMS was sent before the application": lambda c: (
        c.submitted_at and c.sms_sent_at and c.sms_sent_at < c.submitted_at
    ),
    "somebody entered what they never got": lambda c: c.sms_received is False and (
        c.entered or c.code_available or c.link_opens or c.wrong_entries or c.tried_after_limit or is_done(c)
    ),
    "an SMS that came was kept from coming": lambda c: c.sms_received is True and (
        c.intercepted or c.line_suspended or c.sim_moved
    ),
    "an SMS was sent without an application": lambda c: c.application_submitted is False and (
        c.submitted_at or c.sms_sent_at or c.sms_received or c.resends or is_done(c) or c.failed or c.returned
    ),
    "somebody verified and failed": lambda c: is_done(c) and c.failed,
    "somebody verified after the limit": lambda c: is_done(c) and (
        c.tried_after_limit or (c.wrong_entries or 0) > 5
    ),
    "somebody tried after a limit that was not reached": lambda c: (
        c.tried_after_limit and c.wrong_entries is not None and c.wrong_entries < 5
    ),
    "a sixth entry was wrong and nobody made it": lambda c: (c.wrong_entries or 0) > 5 and c.tried_after_limit is False,
    "a filing stayed after the limit": lambda c: c.returned is False and (
        c.tried_after_limit or (c.wrong_entries or 0) > 5
    ),
    "a SIM was not moved and the SMS was resent since": lambda c: c.sim_moved is not True and c.resent_since_move,
    "an SMS was resent and never resent": lambda c: c.resends == 0 and (
        c.resent_since_move or message(c) == "portal-resend-ok"
    ),
    "a resend is left that the portal refused": lambda c: message(c) == "portal-resend-limit" and resends_left(
        c.resends, c.provider
    ),
    "the portal says done to somebody who is not": lambda c: c.verified is False and message(c) in (
        "portal-all-verified", "portal-already-verified", "portal-other-verifier-pending"
    ),
    "the portal refuses somebody who is done": lambda c: is_done(c) and message(c) in (
        "portal-failed-retry", "portal-wrong-information", "portal-failed-ask-provider"
    ),
    "all have verified and somebody has not": lambda c: message(c) == "portal-all-verified" and (
        c.verified is False or any(person.verified is False for person in c.people) or c.failed or c.returned
    ),
    "entries are right that the portal refused": lambda c: (
        c.entries_confirmed and message(c) == "portal-wrong-information"
    ),
    "entries are right and the number is wrong": lambda c: c.entries_confirmed and (
        c.phone_correct is False or not mobile(c.phone)
    ),
    "no mobile number was typed right": lambda c: not mobile(c.phone) and (c.phone_correct or c.sms_received),
    "an SMS came to nobody of the filing": lambda c: c.sms_received is True and c.number is not None and c.people and (
        all(person.number not in (None, c.number) for person in c.people)
    ),
    "two people have one number": lambda c: len({person.number for person in c.people if person.phone}) < len(
        {(person.number, person.id_type, person.id_suffix) for person in c.people if person.phone}
    ),
    "one person has verified and has not": lambda c: any(len(known) > 1 for known in known_by_number(c).values()),
    "two people stand in one role": lambda c: len({person.role for person in c.people}) < len(c.people),
    "something changes without a change filing": lambda c: c.changes is not None and c.filing is not FilingType.CHANGE,
    "a first filing is on file": lambda c: c.filing is FilingType.FIRST and (
        c.phones_equal is not None or c.filed_phone_usable is not None or c.original_provider_reachable is not None
    ),
    "numbers are compared that only an access filing has": lambda c: (
        c.phones_equal is not None and c.filing is not FilingType.ACCESS
    ),
    "a number is the one on file and is not": lambda c: c.phones_equal and (
        c.phone_changed or c.filed_phone_usable is False
    ),
    "a filing that nobody verifies is verified": lambda c: (
        required_verifiers(c.filing, c.changes).roles == frozenset()
        and c != Case(
            filing=c.filing, changes=c.changes, service=c.service, provider=c.provider, province=c.province
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize("contradiction", CONTRADICTIONS)
def test_no_case_contradicts_itself(contradiction: str, all_cases: list[Case]) -> None:
    assert [case for case in all_cases if CONTRADICTIONS[contradiction](case)] == []


def test_a_case_has_the_requested_symptom(found: dict[Symptom | None, list[Case]]) -> None:
    assert all(no_sms(case) for case in found[Symptom.NO_SMS])
    assert all(case.failed or case.returned or (case.wrong_entries or 0) >= 5 for case in found[Symptom.NOT_PASSED])
    assert {message(case) for case in found[Symptom.ENTRIES_REFUSED]} == {"portal-wrong-information"}
    assert all(case.portal_message is not None for case in found[Symptom.MESSAGE])


@pytest.mark.parametrize(
    ("symptom", "case"),
    [
        (None, Case()),
        ("no-sms", Case(sms_received=False)),
        ("not-passed", Case(returned=True)),
        ("entries-refused", Case(portal_message=2)),
        ("message", Case(portal_message=0)),
    ],
)
def test_the_simplest_case_has_its_symptom_alone(symptom: str | None, case: Case) -> None:
    assert simplest(cases(symptom=symptom)) == case


def codes(case: Case) -> set[str]:
    """What is found a day after the SMS, and an hour after it."""
    later = a_day_later(case)
    moments = [None] if later is None else [later, later - timedelta(hours=24)]
    return {finding.code for now in moments for finding in diagnose(case, now=now)}


# Findings of one case in a hundred at most, which are looked for with the profile `thorough`, and the symptom that
# makes the rarest ones likelier.
RARE: dict[str, Symptom | None] = {
    "documents-disagree": None,
    "id-suffix-zhejiang-back": Symptom.ENTRIES_REFUSED,
    "move-sim-and-resend": Symptom.NO_SMS,
    "phone-gets-no-code": Symptom.NOT_PASSED,
    "possible-system-lag": None,
    "wait-for-bureau-review": None,
}


def test_there_is_a_case_for_every_finding(found: dict[Symptom | None, list[Case]], all_cases: list[Case]) -> None:
    assert seen(cases(), set(CODES) - set(RARE), codes, all_cases) | set(RARE) == set(CODES)
    for code, symptom in RARE.items() if is_thorough() else ():
        assert code in seen(cases(symptom=symptom), {code}, codes, found[symptom])


def test_there_is_a_case_with_a_message_for_every_answer_of_the_portal(found: dict[Symptom | None, list[Case]]) -> None:
    answers = {code for code in CODES if code.startswith("portal-")}
    assert seen(cases(symptom="message"), answers, codes, found[Symptom.MESSAGE]) >= answers


FLAGS = [attribute.name for attribute in fields(Case) if attribute.type in (bool | None, "bool | None")]
VALUES: dict[str, list[object]] = {
    **{name: [None, True, False] for name in FLAGS},
    "filing": [None, *FilingType],
    "service": [None, *Service],
    "provider": [None, *Provider],
    "changes": [None, frozenset(), frozenset({Part.ENTITY}), frozenset({Part.WEBSITE}), frozenset(Part)],
    "wrong_entries": [None, *range(7)],
    "resends": [None, *range(4)],
}


def test_every_fact_is_known_and_unknown_and_of_every_kind(all_cases: list[Case]) -> None:
    assert len(FLAGS) == 21
    wanted = {(name, value) for name, values in VALUES.items() for value in values}
    assert seen(cases(), wanted, lambda case: {(name, getattr(case, name)) for name in VALUES}, all_cases) == wanted


def kinds(case: Case) -> set[object]:
    """How many people, what type of message, what phone, and in which zone the SMS was sent."""
    phone = None if case.phone is None else check_segment(case.phone).verdict
    is_other_writing = case.phone != case.number and mobile(case.phone)
    zone = None if case.sms_sent_at is None else case.sms_sent_at.utcoffset()
    return {len(case.people), type(case.portal_message), phone, "other writing" if is_other_writing else None, zone}


def test_there_are_people_messages_and_phones_of_every_kind(all_cases: list[Case]) -> None:
    zones = {timedelta(), timedelta(hours=8)}
    wanted = {0, 1, 2, type(None), int, str, *Verdict, "other writing", *zones}
    found = seen(cases(), wanted, kinds, all_cases)
    assert found >= wanted
    assert {kind for kind in found if isinstance(kind, int | type)} == {0, 1, 2, type(None), int, str}


@pytest.mark.parametrize("symptom", ["no sms", "", "NO_SMS", "portal"])
def test_an_unknown_symptom_is_refused_with_the_known_ones(symptom: str) -> None:
    with pytest.raises(InvalidArgument, match=r"^symptom must be one of no-sms, not-passed, entries-refused, message$"):
        cases(symptom=symptom)


def test_a_symptom_of_another_type_is_refused() -> None:
    with pytest.raises(InvalidArgument, match=r"^symptom must be a str or None, not bool$"):
        cases(symptom=True)  # type: ignore[arg-type]
