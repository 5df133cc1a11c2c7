"""The filing came back, or is about to: time-out, failure, too many wrong entries, and what follows.

Documents: A is Tencent's 短信核验, B its 短信核验类.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from beian_segments.failures import _rules
from beian_segments.failures.facts import Case
from beian_segments.failures.fields import aware
from beian_segments.failures.findings import Finding, Status, confirmed, info, judged
from beian_segments.failures.limits import too_long
from beian_segments.failures.symptoms import every, negated, said
from beian_segments.failures.verifiers import verification_complete
from beian_segments.failures.vocabulary import Provider

__all__ = [
    "LIMIT",
    "check_documents_disagree",
    "check_reapply_after_rejection",
    "check_resubmit_unchanged",
    "check_returned_after_sixth_entry",
    "check_verification_failed",
    "check_verification_timed_out",
    "check_wrong_entries_exhausted",
    "returned",
]

_DISAGREE = info("documents-disagree", {"alternative": "provider-resubmits-unchanged"})


def check_verification_timed_out(case: Case, now: datetime | None = None) -> Finding | None:
    """The 24 hours are over and not everybody has verified.

    Counted from receiving the SMS, or from its sending where that is all one knows, which is our reading. Without
    ``now`` nothing is said.
    Source: A, 短信验证未通过（验证超时或验证失败）; B, 管局短信核验失败怎么办？.
    """
    if now is None:
        return None
    aware("now", now)
    start, variant = case.sms_received_at, ""
    if start is None:
        start, variant = case.sms_sent_at, "from-sending"
    if start is None or not too_long(start, now):
        return None
    return judged("verification-timed-out", negated(verification_complete(case)), asked=True, variant=variant)


def check_verification_failed(case: Case, now: datetime | None = None) -> Finding | None:  # noqa: ARG001 - as all here
    """The verification failed; that the portal's status 21 means this is our reading.

    Source: A, 短信验证未通过（验证超时或验证失败）; B, 管局短信核验失败怎么办？; the portal, smsValidate.
    """
    if case.failed is None and said(case, "portal-failed-ask-provider"):
        return confirmed("verification-failed", "by-portal")
    return confirmed("verification-failed") if case.failed else None


def check_returned_after_sixth_entry(case: Case, now: datetime | None = None) -> Finding | None:  # noqa: ARG001 - as all here
    """After five wrong entries another attempt was made, whatever it held.

    Source: A, 短信验证未通过（验证超时或验证失败）, bullet 3.
    """
    limit, wrong, tried = _rules.WRONG_ENTRY_LIMIT, case.wrong_entries, case.tried_after_limit
    if wrong is None or wrong == limit:
        return judged("returned-after-sixth-entry", tried, asked=wrong is not None)
    return confirmed("returned-after-sixth-entry") if wrong > limit else None


def check_resubmit_unchanged(case: Case, now: datetime | None = None) -> Finding | None:
    """A returned filing that was not modified and meets the requirements is submitted again by the customer.

    Source: A, 短信验证未通过（验证超时或验证失败）, bullet 1; by provider ALI-2019 and VOLC-FAQ; else
    our reading.
    """
    return _resubmit(case) if came_back(case, now) else None


def check_reapply_after_rejection(case: Case, now: datetime | None = None) -> Finding | None:
    """A returned filing that has to be modified is rejected, and applied for anew.

    Source: A, 短信验证未通过（验证超时或验证失败）, bullet 2; B, 管局短信核验失败怎么办？, bullet 2.
    """
    return _reapply(case) if came_back(case, now) else None


def check_wrong_entries_exhausted(case: Case) -> Finding | None:
    """Five entries were wrong, of ID number, phone number and code together; the next attempt returns the filing.

    Source: A, 短信验证未通过（验证超时或验证失败）, bullet 3.
    """
    if case.wrong_entries != _rules.WRONG_ENTRY_LIMIT or case.tried_after_limit is True:
        return None
    return confirmed("wrong-entries-exhausted")


def check_documents_disagree(case: Case, now: datetime | None = None) -> Finding | None:
    """Tencent's documents differ on who submits an unchanged filing again; after a sixth entry only one speaks.

    Source: A, 短信验证未通过（验证超时或验证失败）, bullet 1; B, 管局短信核验失败怎么办？, bullet 1.
    """
    return _disagreement(case) if came_back(case, now) else None


TimedCheck = Callable[[Case, datetime | None], Finding | None]

#: What brings a filing back, in order.
CAUSES: tuple[TimedCheck, ...] = (
    check_verification_timed_out,
    check_verification_failed,
    check_returned_after_sixth_entry,
)

#: What follows once it is back, in order.
RETURNED: tuple[TimedCheck, ...] = (*CAUSES, check_resubmit_unchanged, check_reapply_after_rejection)

#: The limit of wrong entries.
LIMIT = (check_wrong_entries_exhausted,)


def returned(case: Case, now: datetime | None) -> tuple[list[Finding], Finding | None]:
    """The findings of :data:`RETURNED` and that of ``check_documents_disagree``, each asked once."""
    findings = [finding for check in CAUSES if (finding := check(case, now)) is not None]
    if case.returned is not True and not any(map(_is_confirmed, findings)):
        return findings, None
    findings += [finding for follow in (_resubmit, _reapply) if (finding := follow(case)) is not None]
    return findings, _disagreement(case)


def came_back(case: Case, now: datetime | None) -> bool:
    """Whether the filing is known to have come back, or to be about to."""
    return case.returned is True or any(_is_confirmed(check(case, now)) for check in CAUSES)


def _resubmit(case: Case) -> Finding | None:
    return judged("resubmit-unchanged", _is_as_it_should_be(case), asked=True, variant=case.provider or "")


def _reapply(case: Case) -> Finding | None:
    cause = negated(_is_as_it_should_be(case))
    return judged("reapply-after-rejection", cause, asked=True, variant=case.provider or "")


def _disagreement(case: Case) -> Finding | None:
    if case.provider is not Provider.TENCENT or not _is_as_it_should_be(case):
        return None
    return None if _is_confirmed(check_returned_after_sixth_entry(case)) else _DISAGREE


def _is_as_it_should_be(case: Case) -> bool | None:
    """Whether the filing can go as it is."""
    return every(negated(case.modified), case.meets_requirements)


def _is_confirmed(finding: Finding | None) -> bool:
    return finding is not None and finding.status is Status.CONFIRMED
