"""The questions people ask: which rules each runs, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from inspect import unwrap

from attrs import evolve

from beian_segments.failures.completion import complete
from beian_segments.failures.findings import CODES, Finding, Severity, Status
from beian_segments.failures.model import Case, Entries, Person, Provider
from beian_segments.failures.rules import (
    AFTER_RETURN,
    ALSO_NO_SMS,
    CHECKS,
    ENTRIES_REFUSED,
    NO_SMS,
    NOT_FOUND,
    Check,
    Moot,
    application_not_submitted,
    has_timed_out,
    is_just_sent,
    is_over,
    move_sim_and_resend,
    no_sms,
    of_use,
    phone_number_wrong,
    still_open,
    why_moot,
)
from beian_segments.failures.verifiers import said

__all__ = ["after_return", "check_entries", "diagnose", "explain_portal", "why_no_sms", "why_not_passed"]


def _rules(*codes: str) -> tuple[Check, ...]:
    """The rules of some codes, each once, for facts that are complete; the messages of the portal have one rule."""
    return tuple(dict.fromkeys(unwrap(CHECKS[code]) for code in codes))


_TIMED_OUT = _rules("verification-timed-out")
_NOT_PASSED = _rules("verification-failed", "returned-after-sixth-entry")
_LIMIT = _rules("wrong-entries-exhausted")
_RUNNING = _rules("deadline-running")
_ON_ITS_WAY = _rules("sms-on-its-way")
_ENTRIES = _rules(
    "code-not-six-digits", "id-suffix-not-six", "id-suffix-zhejiang-back", "phone-not-contact-1", "wrong-verifier-role",
    "entries-do-not-match", "entry-wrong",
)  # fmt: skip
_NOBODY_VERIFIES = _rules("no-verification-for-filing-type")
_NO_SMS, _ALSO_NO_SMS = (tuple(map(unwrap, rules)) for rules in (NO_SMS, ALSO_NO_SMS))
_MOVE_SIM = _rules("move-sim-and-resend")
_MESSAGE = _rules("phone-changed", "possible-system-lag")
# What has other words once the filing goes back.
_BEFORE_RETURN = _rules("portal-message-unknown", "other-verifier-pending")
_STAGED = {
    *_TIMED_OUT, *_NOT_PASSED, *_LIMIT, *_RUNNING, *_ON_ITS_WAY, *_NO_SMS, *_ALSO_NO_SMS, *_MOVE_SIM,
    *_ENTRIES, *_MESSAGE, *_BEFORE_RETURN,
}  # fmt: skip
_STAGED.update(_rules("resubmit-unchanged", "reapply-after-rejection", "documents-disagree"))
_OTHERS = tuple(rule for rule in _rules(*CODES) if rule not in _STAGED)

# The documented order. The order of the codes is that under status 4, where a wrong number is the first thing to look
# at. Else it stands with the causes of a missing SMS.
_NUMBER_FIRST: dict[str, float] = {code: position for position, code in enumerate(CODES)}
_NUMBER_LATER = {**_NUMBER_FIRST, "phone-number-wrong": _NUMBER_FIRST["segment-not-listed"] + 0.5}

# Of the questions, whether another one has verified comes before what to do with a filing that came back; and where no
# SMS came, who gets it and whether it can have been sent come before everything else.
_EARLIER_QUESTIONS: dict[str, float] = {"other-verifier-pending": _NUMBER_FIRST["resubmit-unchanged"] - 0.5}
_EARLIEST_QUESTIONS = {**_EARLIER_QUESTIONS, "phone-gets-no-code": -2.0, "application-not-submitted": -1.0}

# Confirmed findings stand first, by how much they matter; then the questions, then what is good to know.
_FAR = 1000.0
_RANKS = {severity: rank * _FAR for rank, severity in enumerate(Severity)}
_QUESTIONS, _INFOS = len(Severity) * _FAR, (len(Severity) + 1) * _FAR

# What a message of the portal says itself.
_SAID_BY_MESSAGE = {
    "portal-failed-ask-provider": "verification-failed",
    "portal-no-pending-application": "application-not-submitted",
    "portal-other-verifier-pending": "other-verifier-pending",
    "portal-resend-limit": "resend-limit-reached",
    "portal-all-verified": "wait-for-bureau-review",
}

# What each message of the portal tells, or leaves to find out.
_DONE = ("other-verifier-pending", "wait-for-bureau-review")
_EXPLANATIONS = {
    "portal-failed-retry": _rules("portal-failed-retry"),
    "portal-wrong-information": (
        *_rules("portal-wrong-information"), *_ENTRIES, *_rules("change-filing-first", "new-phone-allowed"),
    ),
    "portal-all-verified": _rules("portal-all-verified", *_DONE),
    "portal-record-not-found": _rules(
        "portal-record-not-found", "phone-number-wrong", "application-not-submitted", "phone-changed",
        "possible-system-lag",
    ),
    "portal-already-verified": _rules("portal-already-verified", *_DONE),
    "portal-failed-ask-provider": _rules(
        "verification-failed", "resubmit-unchanged", "reapply-after-rejection", "portal-failed-ask-provider",
        "documents-disagree",
    ),
    "portal-other-verifier-pending": _rules("portal-other-verifier-pending", *_DONE),
    "portal-no-pending-application": _rules("portal-no-pending-application", "application-not-submitted"),
    "portal-resend-ok": _rules("portal-resend-ok"),
    "portal-resend-limit": _rules("portal-resend-limit", "resend-limit-reached"),
}  # fmt: skip


def diagnose(case: Case, *, now: datetime | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong, has to be found out or is good to know: first what is certain and matters most.

    Confirmed findings come before checks and these before infos; of one status, by severity, then in the documented
    order. Known causes are always reported, unless another finding explains all; an unknown one only as a check, and
    only under the symptom that it would explain. The facts are completed first (:func:`complete`). Of a message of the
    portal and the finding that says the same, the message is reported. While the SMS may be on its way, nothing is
    asked.

    >>> case = Case(filing="first", phone="19212345678", sms_received=False, intercepted=True)
    >>> [finding.code for finding in diagnose(case) if finding.status == "confirmed"]
    ['sms-intercepted', 'segment-not-listed']

    Args:
        case: what is known.
        now: the moment for which to answer; without it nothing is said about time.

    Raises:
        TypeError: ``case`` is not a Case, or ``now`` not a datetime.
        ValueError: ``now`` has no time zone.
    """
    case = complete(case)
    findings = _not_passed(case, now) + _no_sms(case) + _run(_OTHERS, case)
    findings += _run(_BEFORE_RETURN, evolve(case, returned=True) if has_timed_out(case, now) else case)
    if case.portal_message is not None:
        findings += _run(_MESSAGE, case)
    over = is_over(case, now)
    if not over and (case.entered is not None or said(case, ENTRIES_REFUSED)):
        findings += _run(_ENTRIES, case)
    if now is not None:
        findings += _run_timed(_RUNNING, case, now)
        on_its_way = _run_timed(_ON_ITS_WAY, case, now)
        if on_its_way and is_just_sent(case, now):
            findings = [finding for finding in findings if finding.status is Status.CONFIRMED]
        findings += on_its_way
    findings = of_use(case, _without_what_is_said(case, findings), now, over=over)
    order = _NUMBER_FIRST if said(case, NOT_FOUND) else _NUMBER_LATER
    questions = _EARLIEST_QUESTIONS if no_sms(case) else _EARLIER_QUESTIONS

    def rank(finding: Finding) -> float:
        code, status = finding.code, finding.status
        if status is Status.CHECK:
            return _QUESTIONS + (questions[code] if code in questions else order[code])
        if status is Status.INFO:
            return _INFOS + order[code]
        return order[code] if finding.severity is Severity.BLOCKER else _RANKS[finding.severity] + order[code]

    findings.sort(key=rank)
    return tuple(findings)


def _without_what_is_said(case: Case, findings: list[Finding]) -> list[Finding]:
    """Findings without the one that says what the portal's message says itself."""
    said_by_message = None if case.portal is None else _SAID_BY_MESSAGE.get(case.portal.code)
    if said_by_message is None:
        return findings
    return [finding for finding in findings if finding.code != said_by_message]


def why_no_sms(case: Case) -> tuple[Finding, ...]:
    """Why no SMS came. Unknown facts are asked about if the case says that none did (``sms_received=False``).

    >>> [finding.code for finding in why_no_sms(Case(line_suspended=True))]
    ['line-suspended']

    Raises:
        TypeError: the argument is not a Case.
    """
    case = complete(case)
    return _in_documented_order(case, _no_sms(case))


def why_not_passed(case: Case, *, now: datetime | None = None) -> tuple[Finding, ...]:
    """Why the verification was not passed, and what follows a return. Arguments and errors as for :func:`diagnose`.

    >>> [finding.code for finding in why_not_passed(Case(wrong_entries=5, tried_after_limit=False))]
    ['wrong-entries-exhausted']
    """
    case = complete(case)
    return _in_documented_order(case, _not_passed(case, now), now)


_UNKNOWN = Case()


def explain_portal(message: str | int, case: Case = _UNKNOWN) -> tuple[Finding, ...]:
    """What a message of the portal means for a case, and what it leaves to find out.

    The message takes the place of the case's own. One that is not recognised (see :func:`parse_portal_message`) is the
    finding ``portal-message-unknown``.

    >>> [finding.code for finding in explain_portal("该条验证库里找不到记录", Case(verified=True))]
    ['portal-record-not-found', 'possible-system-lag']

    Raises:
        TypeError: ``message`` is neither a str nor an int, or ``case`` not a Case.
    """
    if isinstance(message, bool) or not isinstance(message, str | int):
        raise TypeError(f"message must be a str or an int, not {type(message).__name__}")
    complete(case)
    case = complete(evolve(case, portal_message=message))
    rules = _rules("portal-message-unknown") if case.portal is None else _EXPLANATIONS[case.portal.code]
    findings = _run((*_NOBODY_VERIFIES, *rules), case)
    return tuple(of_use(case, _without_what_is_said(case, findings)))


def check_entries(entered: Entries, people: Iterable[Person]) -> tuple[Finding, ...]:
    """What is wrong with the three entries, as far as the people of the filing tell. Asks nothing.

    >>> [finding.code for finding in check_entries(Entries(code="7384"), [])]
    ['code-not-six-digits']

    Raises:
        TypeError: an argument is of another type.
    """
    case = Case(entered=entered, people=people)
    return tuple(of_use(case, _run(_ENTRIES, case)))


def after_return(
    *, modified: bool | None, meets_requirements: bool | None, provider: Provider | str | None
) -> tuple[Finding, ...]:
    """What to do with a filing that came back, by whether it is modified and meets the requirements.

    >>> [finding.code for finding in after_return(modified=True, meets_requirements=True, provider="tencent")]
    ['reapply-after-rejection']

    Raises:
        TypeError: a fact is not True, False or None, or the provider no Provider or its value.
        ValueError: an unknown provider.
    """
    case = Case(returned=True, modified=modified, meets_requirements=meets_requirements, provider=provider)
    return why_not_passed(case)


def _run(rules: Iterable[Check], case: Case) -> list[Finding]:
    return [finding for rule in rules if (finding := rule(case)) is not None]


def _run_timed(rules: Iterable[Check], case: Case, now: datetime | None) -> list[Finding]:
    return [finding for rule in rules if (finding := rule(case, now=now)) is not None]


def _not_passed(case: Case, now: datetime | None) -> list[Finding]:
    """What brings a filing back and, only if something does, what follows."""
    findings = [*_run_timed(_TIMED_OUT, case, now), *_run(_NOT_PASSED, case)]
    if case.returned is True or any(finding.status is Status.CONFIRMED for finding in findings):
        findings += _run(AFTER_RETURN, case)
    return findings + _run(_LIMIT, case)


def _no_sms(case: Case) -> list[Finding]:
    """The causes of a missing SMS or, only if there are none, the remedy for all of them."""
    moot = why_moot(case)
    found = (application_not_submitted(case, moot), phone_number_wrong(case, moot))
    findings = [*_run(_NOBODY_VERIFIES, case), *(finding for finding in found if finding is not None)]
    if moot is not Moot.EXPLAINED:
        findings += still_open(moot, _run(_NO_SMS, case))
    return findings or _run([move_sim_and_resend], case)


def _in_documented_order(case: Case, findings: list[Finding], now: datetime | None = None) -> tuple[Finding, ...]:
    findings.sort(key=lambda finding: _NUMBER_LATER[finding.code])
    return tuple(of_use(case, findings, now))
