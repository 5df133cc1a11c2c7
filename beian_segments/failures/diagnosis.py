"""The questions people ask: which rules each runs, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve

from beian_segments.failures.findings import CODES, Finding, Status
from beian_segments.failures.model import Case, Entries, Person, Provider
from beian_segments.failures.portal import parse_portal_message
from beian_segments.failures.rules import CHECKS, NO_SMS, NOT_FOUND, Check
from beian_segments.failures.verifiers import said

__all__ = ["after_return", "check_entries", "diagnose", "explain_portal", "why_no_sms", "why_not_passed"]


def _rules(*codes: str) -> tuple[Check, ...]:
    """The rules of some codes, each once; the ten messages of the portal have one rule."""
    return tuple(dict.fromkeys(CHECKS[code] for code in codes if code in CHECKS))


_TIMED_OUT = _rules("verification-timed-out")
_NOT_PASSED = _rules("verification-failed", "returned-after-sixth-entry")
_AFTER_RETURN = _rules("resubmit-unchanged", "reapply-after-rejection", "documents-disagree")
_LIMIT = _rules("wrong-entries-exhausted")
_ENTRIES = _rules(
    "code-not-six-digits", "id-suffix-not-six", "id-suffix-zhejiang-back", "phone-not-contact-1", "wrong-verifier-role",
    "entries-do-not-match", "entry-wrong", "change-filing-first",
)  # fmt: skip
_MOVE_SIM = _rules("move-sim-and-resend")
_STAGED = {*_TIMED_OUT, *_NOT_PASSED, *_AFTER_RETURN, *_LIMIT, *NO_SMS, *_MOVE_SIM}
_OTHERS = tuple(rule for rule in _rules(*CODES) if rule not in _STAGED)

# The order of the codes is that under status 4, where a wrong number is the first thing to look at. Else it stands with
# the causes of a missing SMS.
_NUMBER_FIRST: dict[str, float] = {code: position for position, code in enumerate(CODES)}
_NUMBER_LATER = {**_NUMBER_FIRST, "phone-number-wrong": _NUMBER_FIRST["segment-not-listed"] + 0.5}

# What each message of the portal tells, or leaves to find out.
_DONE = ("other-verifier-pending", "wait-for-bureau-review")
_EXPLANATIONS = {
    "portal-failed-retry": _rules("portal-failed-retry"),
    "portal-wrong-information": (*_rules("portal-wrong-information"), *_ENTRIES, *_rules("new-phone-allowed")),
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
    """Everything that is wrong, has to be found out or is good to know, in the fixed order of the codes.

    Known causes are always reported; an unknown one only as a check, and only under the symptom that it would
    explain. ``phone-number-wrong`` is reported right after the portal's message under status 4, else with the
    causes of a missing SMS.

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
    _require_case(case)
    findings = _not_passed(case, now) + _no_sms(case) + _run(_OTHERS, case)
    order = _NUMBER_FIRST if said(case, NOT_FOUND) else _NUMBER_LATER
    findings.sort(key=lambda finding: order[finding.code])
    return tuple(findings)


def why_no_sms(case: Case) -> tuple[Finding, ...]:
    """Why no SMS came. Unknown facts are asked about if the case says that none did (``sms_received=False``).

    >>> [finding.code for finding in why_no_sms(Case(line_suspended=True))]
    ['line-suspended']

    Raises:
        TypeError: the argument is not a Case.
    """
    _require_case(case)
    return tuple(_no_sms(case))


def why_not_passed(case: Case, *, now: datetime | None = None) -> tuple[Finding, ...]:
    """Why the verification was not passed, and what follows a return. Arguments and errors as for :func:`diagnose`.

    >>> [finding.code for finding in why_not_passed(Case(wrong_entries=5, tried_after_limit=False))]
    ['wrong-entries-exhausted']
    """
    _require_case(case)
    return tuple(sorted(_not_passed(case, now), key=lambda finding: _NUMBER_FIRST[finding.code]))


_UNKNOWN = Case()


def explain_portal(message: str | int, case: Case = _UNKNOWN) -> tuple[Finding, ...]:
    """What a message of the portal means for a case, and what it leaves to find out.

    The message takes the place of the case's own. Nothing for a message that is not one of the portal's (see
    :func:`parse_portal_message`).

    >>> [finding.code for finding in explain_portal("暂无待短信核验的备案申请，无需重发短信")]
    ['portal-no-pending-application', 'application-not-submitted']

    Raises:
        TypeError: ``message`` is neither a str nor an int, or ``case`` not a Case.
    """
    _require_case(case)
    if isinstance(message, bool) or not isinstance(message, str | int):
        raise TypeError(f"message must be a str or an int, not {type(message).__name__}")
    known = parse_portal_message(message)
    return () if known is None else tuple(_run(_EXPLANATIONS[known.code], evolve(case, portal_message=message)))


def check_entries(entered: Entries, people: Iterable[Person]) -> tuple[Finding, ...]:
    """What is wrong with the three entries, as far as the people of the filing tell. Asks nothing.

    >>> [finding.code for finding in check_entries(Entries(code="7384"), [])]
    ['code-not-six-digits']

    Raises:
        TypeError: an argument is of another type.
    """
    return tuple(_run(_ENTRIES, Case(entered=entered, people=people)))


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


def _require_case(case: object) -> None:
    if not isinstance(case, Case):
        raise TypeError(f"case must be a Case, not {type(case).__name__}")


def _run(rules: Iterable[Check], case: Case) -> list[Finding]:
    return [finding for rule in rules if (finding := rule(case)) is not None]


def _run_timed(rules: Iterable[Check], case: Case, now: datetime | None) -> list[Finding]:
    return [finding for rule in rules if (finding := rule(case, now=now)) is not None]


def _not_passed(case: Case, now: datetime | None) -> list[Finding]:
    """What brings a filing back and, only if something does, what follows."""
    findings = [*_run_timed(_TIMED_OUT, case, now), *_run(_NOT_PASSED, case)]
    if case.returned is True or any(finding.status is Status.CONFIRMED for finding in findings):
        findings += _run_timed(_AFTER_RETURN, case, now)
    return findings + _run(_LIMIT, case)


def _no_sms(case: Case) -> list[Finding]:
    """The causes of a missing SMS or, only if there are none, the remedy for all of them."""
    return _run(NO_SMS, case) or _run(_MOVE_SIM, case)
