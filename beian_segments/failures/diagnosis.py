"""The questions people ask: which rules each runs, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve

from beian_segments.failures.findings import Finding
from beian_segments.failures.model import Case, Entries, Person, Provider
from beian_segments.failures.portal import parse_portal_message
from beian_segments.failures.rules import CHECKS, NO_SMS, NOT_FOUND, TIMED, Check, check_move_sim_and_resend
from beian_segments.failures.verifiers import said

__all__ = ["after_return", "check_entries", "diagnose", "explain_portal", "why_no_sms", "why_not_passed"]


def _rules(*codes: str) -> tuple[Check, ...]:
    """The rules of some codes, each once; the ten messages of the portal have one rule."""
    return tuple(dict.fromkeys(CHECKS[code] for code in codes))


# The order of the codes is that under status 4, where a wrong number is the first thing to look at. Else it stands with
# the causes of a missing SMS.
_NUMBER_FIRST = _rules(*CHECKS)
_CODES = [code for code in CHECKS if code != "phone-number-wrong"]
_CODES.insert(_CODES.index("segment-not-listed") + 1, "phone-number-wrong")
_NUMBER_LATER = _rules(*_CODES)

_NOT_PASSED = _rules(
    "verification-timed-out", "verification-failed", "returned-after-sixth-entry", "resubmit-unchanged",
    "reapply-after-rejection", "wrong-entries-exhausted", "documents-disagree",
)  # fmt: skip
_ENTRIES = _rules(
    "code-not-six-digits", "id-suffix-not-six", "id-suffix-zhejiang-back", "phone-not-contact-1", "wrong-verifier-role",
    "entries-do-not-match", "entry-wrong", "change-filing-first",
)  # fmt: skip

# What each message of the portal tells, or leaves to find out, with itself.
_EXPLANATIONS = {
    "portal-failed-retry": _rules("portal-failed-retry"),
    "portal-wrong-information": (*_rules("portal-wrong-information"), *_ENTRIES, *_rules("new-phone-allowed")),
    "portal-all-verified": _rules("portal-all-verified", "other-verifier-pending", "wait-for-bureau-review"),
    "portal-record-not-found": _rules(
        "portal-record-not-found", "phone-number-wrong", "application-not-submitted", "phone-changed",
        "possible-system-lag",
    ),
    "portal-already-verified": _rules("portal-already-verified", "other-verifier-pending", "wait-for-bureau-review"),
    "portal-failed-ask-provider": _rules(
        "verification-failed", "resubmit-unchanged", "reapply-after-rejection", "portal-failed-ask-provider",
        "documents-disagree",
    ),
    "portal-other-verifier-pending": _rules(
        "portal-other-verifier-pending", "other-verifier-pending", "wait-for-bureau-review"
    ),
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
    return _run(_NUMBER_FIRST if said(case, NOT_FOUND) else _NUMBER_LATER, case, now)


def why_no_sms(case: Case) -> tuple[Finding, ...]:
    """Why no SMS came. Unknown facts are asked about if the case says that none did (``sms_received=False``).

    >>> [finding.code for finding in why_no_sms(Case(line_suspended=True))]
    ['line-suspended']

    Raises:
        TypeError: the argument is not a Case.
    """
    _require_case(case)
    return _run((*NO_SMS, check_move_sim_and_resend), case)


def why_not_passed(case: Case, *, now: datetime | None = None) -> tuple[Finding, ...]:
    """Why the verification was not passed, and what follows a return. Arguments and errors as for :func:`diagnose`.

    >>> [finding.code for finding in why_not_passed(Case(wrong_entries=5, tried_after_limit=False))]
    ['wrong-entries-exhausted']
    """
    _require_case(case)
    return _run(_NOT_PASSED, case, now)


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
    return () if known is None else _run(_EXPLANATIONS[known.code], evolve(case, portal_message=message))


def check_entries(entered: Entries, people: Iterable[Person]) -> tuple[Finding, ...]:
    """What is wrong with the three entries, as far as the people of the filing tell. Asks nothing.

    >>> [finding.code for finding in check_entries(Entries(code="7384"), [])]
    ['code-not-six-digits']

    Raises:
        TypeError: an argument is of another type.
    """
    return _run(_ENTRIES, Case(entered=entered, people=people))


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


def _run(checks: Iterable[Check], case: Case, now: datetime | None = None) -> tuple[Finding, ...]:
    findings = (check(case, now=now) if check in TIMED else check(case) for check in checks)
    return tuple(finding for finding in findings if finding is not None)
