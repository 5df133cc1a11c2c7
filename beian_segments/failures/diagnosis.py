"""All checks in their order, and the questions people ask. On top of the room."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve

from beian_segments.failures.findings import Finding
from beian_segments.failures.model import Case, Entries, Person, Provider
from beian_segments.failures.portal import parse_portal_message
from beian_segments.failures.rules import (
    AFTER_MESSAGES,
    ENTRIES,
    FILING,
    INFO,
    LIMIT,
    MEANS,
    NO_SMS,
    NOT_FOUND,
    Check,
    check_application_not_submitted,
    check_documents_disagree,
    check_move_sim_and_resend,
    check_new_phone_allowed,
    check_other_verifier_pending,
    check_phone_changed,
    check_phone_number_wrong,
    check_possible_system_lag,
    check_reapply_after_rejection,
    check_resend_limit_reached,
    check_resubmit_unchanged,
    check_verification_failed,
    check_wait_for_bureau_review,
    returned,
    said,
    said_by_portal,
)

__all__ = ["after_return", "check_entries", "diagnose", "explain_portal", "why_no_sms", "why_not_passed"]

_UNKNOWN = Case()

_WHY_NO_SMS: tuple[Check, ...] = (*FILING, *NO_SMS, check_move_sim_and_resend)
_ENTRIES: tuple[Check, ...] = (*ENTRIES, *MEANS)
# Its check asks for all causes again, so it is asked only if there is none.
_ENTRIES_AND_MORE: tuple[Check, ...] = (*_ENTRIES, check_move_sim_and_resend)

# What each message tells or asks besides itself.
_DONE: tuple[Check, ...] = (check_other_verifier_pending, check_wait_for_bureau_review)
_FAILED: tuple[Check, ...] = (check_verification_failed, check_resubmit_unchanged, check_reapply_after_rejection)
_EXPLANATIONS: dict[str, tuple[tuple[Check, ...], tuple[Check, ...]]] = {
    "portal-wrong-information": ((), (*ENTRIES, check_new_phone_allowed)),
    "portal-all-verified": ((), _DONE),
    "portal-record-not-found": (
        (),
        (check_phone_number_wrong, check_application_not_submitted, check_phone_changed, check_possible_system_lag),
    ),
    "portal-already-verified": ((), _DONE),
    "portal-failed-ask-provider": (_FAILED, (check_documents_disagree,)),
    "portal-other-verifier-pending": ((), _DONE),
    "portal-no-pending-application": ((), (check_application_not_submitted,)),
    "portal-resend-limit": ((), (check_resend_limit_reached,)),
}


def diagnose(case: Case, *, now: datetime | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong, has to be found out or is good to know, in the fixed order of the codes.

    Known causes are always reported; an unknown one only as a check, and only under the symptom that it would
    explain. ``phone-number-wrong`` is reported right after the portal's message under status 4, else with the
    causes of a missing SMS.

    Args:
        case: what is known.
        now: the moment for which to answer; without it nothing is said about time.

    Raises:
        TypeError: ``case`` is not a Case, or ``now`` not a datetime.
        ValueError: ``now`` has no time zone.
    """
    _require(case)
    findings, disagreement = returned(case, now)
    filing, no_sms = _run(FILING, case), _run(NO_SMS, case)
    number: list[Finding] = []
    if said(case, NOT_FOUND):
        # Then the number is the first thing to look at.
        number = [finding for finding in no_sms if finding.code == "phone-number-wrong"]
        no_sms = [finding for finding in no_sms if finding not in number]
    unexplained = not (filing or number or no_sms)
    findings += [
        *_run(LIMIT, case),
        *filing,
        *said_by_portal(case),
        *number,
        *_run(AFTER_MESSAGES, case),
        *no_sms,
        *_run(_ENTRIES_AND_MORE if unexplained else _ENTRIES, case),
        *_run(INFO, case),
    ]
    return _with(findings, disagreement)


def why_no_sms(case: Case) -> tuple[Finding, ...]:
    """Why no SMS came. Unknown facts are asked about if the case says that none did (``sms_received=False``).

    Raises:
        TypeError: the argument is not a Case.
    """
    _require(case)
    return tuple(_run(_WHY_NO_SMS, case))


def why_not_passed(case: Case, *, now: datetime | None = None) -> tuple[Finding, ...]:
    """Why the verification was not passed, and what follows a return. Arguments and errors as for :func:`diagnose`."""
    _require(case)
    findings, disagreement = returned(case, now)
    findings += _run(LIMIT, case)
    return _with(findings, disagreement)


def explain_portal(message: str | int, case: Case = _UNKNOWN) -> tuple[Finding, ...]:
    """What a message of the portal means for a case, and what it leaves to find out.

    The message takes the place of the case's own. Nothing for a message that is not one of the portal's (see
    :func:`parse_portal_message`).

    Raises:
        TypeError: ``message`` is neither a str nor an int, or ``case`` not a Case.
    """
    _require(case)
    if isinstance(message, bool) or not isinstance(message, str | int):
        raise TypeError(f"message must be a str or an int, not {type(message).__name__}")
    known = parse_portal_message(message)
    if known is None:
        return ()
    before, after = _EXPLANATIONS.get(known.code, ((), ()))
    case = evolve(case, portal_message=message)
    return (*_run(before, case), *said_by_portal(case), *_run(after, case))


def check_entries(entered: Entries, people: Iterable[Person]) -> tuple[Finding, ...]:
    """What is wrong with the three entries, as far as the people of the filing tell. Asks nothing.

    Raises:
        TypeError: an argument is of another type.
    """
    return tuple(_run(ENTRIES, Case(entered=entered, people=people)))


def after_return(
    *, modified: bool | None, meets_requirements: bool | None, provider: Provider | str | None
) -> tuple[Finding, ...]:
    """What to do with a filing that came back, by whether it is modified and meets the requirements.

    Raises:
        TypeError: a fact is not True, False or None, or the provider no Provider or its value.
        ValueError: an unknown provider.
    """
    case = Case(returned=True, modified=modified, meets_requirements=meets_requirements, provider=provider)
    return why_not_passed(case)


def _require(case: object) -> None:
    if not isinstance(case, Case):
        raise TypeError(f"case must be a Case, not {type(case).__name__}")


def _run(checks: tuple[Check, ...], case: Case) -> list[Finding]:
    return [finding for check in checks if (finding := check(case)) is not None]


def _with(findings: list[Finding], last: Finding | None) -> tuple[Finding, ...]:
    return tuple(findings) if last is None else (*findings, last)
