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
    "RETURNED",
    "check_documents_disagree",
    "check_reapply_after_rejection",
    "check_resubmit_unchanged",
    "check_returned_after_sixth_entry",
    "check_verification_failed",
    "check_verification_timed_out",
    "check_wrong_entries_exhausted",
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


def check_verification_failed(case: Case, _now: datetime | None = None) -> Finding | None:
    """The verification failed; that the portal's status 21 means this is our reading.

    Source: A, 短信验证未通过（验证超时或验证失败）; B, 管局短信核验失败怎么办？; the portal, smsValidate.
    """
    if case.failed is None and said(case, "portal-failed-ask-provider"):
        return confirmed("verification-failed", "by-portal")
    return confirmed("verification-failed") if case.failed else None


def check_returned_after_sixth_entry(case: Case, _now: datetime | None = None) -> Finding | None:
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
    if not _came_back(case, now):
        return None
    cause = every(negated(case.modified), case.meets_requirements)
    return judged("resubmit-unchanged", cause, asked=True, variant=case.provider or "")


def check_reapply_after_rejection(case: Case, now: datetime | None = None) -> Finding | None:
    """A returned filing that has to be modified is rejected, and applied for anew.

    Source: A, 短信验证未通过（验证超时或验证失败）, bullet 2; B, 管局短信核验失败怎么办？, bullet 2.
    """
    if not _came_back(case, now):
        return None
    cause = negated(every(negated(case.modified), case.meets_requirements))
    return judged("reapply-after-rejection", cause, asked=True, variant=case.provider or "")


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
    if case.provider is not Provider.TENCENT or _is_confirmed(check_returned_after_sixth_entry(case)):
        return None
    return _DISAGREE if _is_confirmed(check_resubmit_unchanged(case, now)) else None


#: What follows once the filing came back, in order.
RETURNED: tuple[Callable[[Case, datetime | None], Finding | None], ...] = (
    check_verification_timed_out,
    check_verification_failed,
    check_returned_after_sixth_entry,
    check_resubmit_unchanged,
    check_reapply_after_rejection,
)

#: The limit of wrong entries.
LIMIT = (check_wrong_entries_exhausted,)

_RETURNS = RETURNED[:3]


def _came_back(case: Case, now: datetime | None) -> bool:
    return case.returned is True or any(_is_confirmed(check(case, now)) for check in _RETURNS)


def _is_confirmed(finding: Finding | None) -> bool:
    return finding is not None and finding.status is Status.CONFIRMED
