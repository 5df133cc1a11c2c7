"""What the portal said, and what follows from it. Document A is Tencent's 短信核验."""

from __future__ import annotations

from beian_segments.failures.facts import Case
from beian_segments.failures.findings import Finding, confirmed, judged
from beian_segments.failures.limits import resends_left
from beian_segments.failures.phone import check_phone_changed
from beian_segments.failures.symptoms import NOT_FOUND, Check, negated, said
from beian_segments.failures.verifiers import ALL_VERIFIED, owners, states

__all__ = [
    "AFTER_MESSAGES",
    "check_application_not_submitted",
    "check_other_verifier_pending",
    "check_portal_all_verified",
    "check_portal_already_verified",
    "check_portal_failed_ask_provider",
    "check_portal_failed_retry",
    "check_portal_no_pending_application",
    "check_portal_other_verifier_pending",
    "check_portal_record_not_found",
    "check_portal_resend_limit",
    "check_portal_resend_ok",
    "check_portal_wrong_information",
    "check_resend_limit_reached",
    "said_by_portal",
]


def said_by_portal(case: Case) -> tuple[Finding, ...]:
    """The portal's message itself: what all the ``check_portal_…`` would find, of which one at most can."""
    return () if case.portal is None else (confirmed(case.portal.code),)


def _message(case: Case, code: str) -> Finding | None:
    return confirmed(code) if said(case, code) else None


def check_portal_failed_retry(case: Case) -> Finding | None:
    """Status 0: this attempt failed. Source: the portal, smsValidate."""
    return _message(case, "portal-failed-retry")


def check_portal_wrong_information(case: Case) -> Finding | None:
    """Status 2: an entry is wrong. Source: the portal, smsValidate; A, 短信验证信息输入错误."""
    return _message(case, "portal-wrong-information")


def check_portal_all_verified(case: Case) -> Finding | None:
    """Status 3: everybody has verified. Source: the portal, smsValidate; A, 已经提交了短信核验…."""
    return _message(case, "portal-all-verified")


def check_portal_record_not_found(case: Case) -> Finding | None:
    """Status 4: no record, or verified already.

    Source: the portal, smsValidate; A, 重发短信提示“该条验证库里找不到记录”。, which knows its first half only.
    """
    return _message(case, "portal-record-not-found")


def check_portal_already_verified(case: Case) -> Finding | None:
    """Status 20: verified already. Source: the portal, smsValidate."""
    return _message(case, "portal-already-verified")


def check_portal_failed_ask_provider(case: Case) -> Finding | None:
    """Status 21: failed, the provider knows the result. Source: the portal, smsValidate."""
    return _message(case, "portal-failed-ask-provider")


def check_portal_other_verifier_pending(case: Case) -> Finding | None:
    """Status 31: done, others are not. Source: the portal, smsValidate; A, 已经提交了短信核验…."""
    return _message(case, "portal-other-verifier-pending")


def check_portal_no_pending_application(case: Case) -> Finding | None:
    """Status 100: nothing to verify.

    Source: the portal, smsValidate; A, 短信核验提示“暂无待短信核验的备案申请，无需重发短信”。.
    """
    return _message(case, "portal-no-pending-application")


def check_portal_resend_ok(case: Case) -> Finding | None:
    """Status 101: resent. Source: the portal, smsValidate; T13435, 短信重发."""
    return _message(case, "portal-resend-ok")


def check_portal_resend_limit(case: Case) -> Finding | None:
    """Status 102: no resend is left. Source: the portal, smsValidate."""
    return _message(case, "portal-resend-limit")


def check_application_not_submitted(case: Case) -> Finding | None:
    """Nothing was submitted to the bureau; status 100 says so unless it is known better.

    Source: A, 短信核验提示“暂无待短信核验的备案申请，无需重发短信”。 and 重发短信提示“该条验证库里找不到记录”。.
    """
    cause = negated(case.application_submitted)
    if cause is None and said(case, "portal-no-pending-application"):
        cause = True
    return judged("application-not-submitted", cause, asked=said(case, NOT_FOUND) and case.verified is not True)


def check_other_verifier_pending(case: Case) -> Finding | None:
    """Somebody else has to verify yet: by status 31, or by what is known of the people.

    Source: A, 已经提交了短信核验，工信部备案管理系统显示“您的短信核验完成，请等待其他核验人进行短信核验”。.
    """
    if said(case, "portal-other-verifier-pending") or _other_is_pending(case):
        return confirmed("other-verifier-pending")
    return None


def check_resend_limit_reached(case: Case) -> Finding | None:
    """The provider's resends are used up, or the portal says so.

    Source: T13435 (备案短信核验说明), 短信重发; HW and ALI-now with limits of their own; the portal, smsValidate.
    """
    if resends_left(case.resends, case.provider) == 0:
        return confirmed("resend-limit-reached", case.provider or "")
    return confirmed("resend-limit-reached") if said(case, "portal-resend-limit") else None


def _other_is_pending(case: Case) -> bool:
    """Whether the own verification is done and a required verifier with another number is known not to have."""
    if case.number is None or not case.people or said(case, ALL_VERIFIED):
        return False
    done = case.verified
    if done is None:
        done = any(person.verified for person in owners(case, case.number))
    return done and any(
        verified is False and person.number is not None and person.number != case.number
        for person, verified in states(case)
    )


#: What follows from the portal's message, in order; under status 4 ``check_phone_number_wrong`` comes first.
AFTER_MESSAGES: tuple[Check, ...] = (
    check_application_not_submitted,
    check_phone_changed,
    check_other_verifier_pending,
    check_resend_limit_reached,
)
