"""When an unknown fact is asked about, and how facts combine. Above the findings and the facts.

A check is a question, and is asked only under its symptom: no SMS came, or the portal said something.
"""

from __future__ import annotations

from collections.abc import Callable

from beian_segments.failures.facts import Case
from beian_segments.failures.findings import Finding, check, confirmed
from beian_segments.failures.vocabulary import FilingType

__all__ = [
    "ENTRIES_REFUSED",
    "NOT_FOUND",
    "Check",
    "access_filing",
    "every",
    "negated",
    "no_sms",
    "said",
    "why_no_code",
]

#: One rule: the case to a finding, or to none. Those that depend on the time take it as a second argument.
Check = Callable[[Case], Finding | None]

#: Messages of the portal that rules ask for.
ENTRIES_REFUSED = "portal-wrong-information"
NOT_FOUND = "portal-record-not-found"


def said(case: Case, code: str) -> bool:
    """Whether the portal's message is the one of this code."""
    message = case.portal
    return message is not None and message.code == code


def no_sms(case: Case) -> bool:
    """Whether a cause of a missing SMS is asked for: none came, though the filing has one."""
    return case.sms_received is False and case.filing is not FilingType.CANCEL_ACCESS


def why_no_code(case: Case, code: str, cause: bool | None) -> Finding | None:
    """A cause of a missing SMS, judged: of no interest once the SMS came, or where none is sent."""
    if cause is False or case.sms_received is True or case.filing is FilingType.CANCEL_ACCESS:
        return None
    if cause:
        return confirmed(code)
    return check(code) if case.sms_received is False else None


def access_filing(case: Case) -> bool | None:
    """Whether the filing is an access filing."""
    return None if case.filing is None else case.filing is FilingType.ACCESS


def every(*facts: bool | None) -> bool | None:
    """All of the facts: one that is false decides, else one that is not known leaves it open."""
    if False in facts:
        return False
    return None if None in facts else True


def negated(fact: bool | None) -> bool | None:
    """The opposite of a fact."""
    return None if fact is None else not fact
