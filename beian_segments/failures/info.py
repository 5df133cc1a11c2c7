"""What else is good to know. Document A is Tencent's 短信核验."""

from __future__ import annotations

from beian_segments.failures import _rules
from beian_segments.failures.facts import Case
from beian_segments.failures.filing import FILING
from beian_segments.failures.findings import Finding, info
from beian_segments.failures.limits import resend_left
from beian_segments.failures.no_sms import NO_SMS
from beian_segments.failures.symptoms import NOT_FOUND, Check, said
from beian_segments.failures.verifiers import all_verified

__all__ = [
    "INFO",
    "check_move_sim_and_resend",
    "check_new_phone_allowed",
    "check_possible_system_lag",
    "check_wait_for_bureau_review",
]

_MOVE_SIM = info("move-sim-and-resend")
_NEW_PHONE = info("new-phone-allowed")
_LAG = info("possible-system-lag")
_WAIT = info("wait-for-bureau-review")

_CAUSES: tuple[Check, ...] = (*FILING, *NO_SMS)


def check_move_sim_and_resend(case: Case) -> Finding | None:
    """No SMS and no cause left to ask about: the remedy that the document has for all of them.

    Source: A, 收不到管局发送的核验短信, first remedy.
    """
    if case.sms_received is not False or case.application_submitted is False or not resend_left(case):
        return None
    return None if any(check(case) is not None for check in _CAUSES) else _MOVE_SIM


def check_new_phone_allowed(case: Case) -> Finding | None:
    """The number on file no longer works, and a filing of this kind may be verified with a new one.

    Source: A, 短信验证信息输入错误, 手机号, first note.
    """
    return _NEW_PHONE if case.filed_phone_usable is False and case.filing in _rules.NEW_PHONE_ALLOWED else None


def check_possible_system_lag(case: Case) -> Finding | None:
    """No record though all is right, or verified already: the filing may be with the bureau.

    Source: A, the notes of 短信验证未通过（验证超时或验证失败） and 重发短信提示“该条验证库里找不到记录”。; the
    portal, smsValidate.
    """
    return _LAG if said(case, NOT_FOUND) and (case.entries_confirmed is True or case.verified is True) else None


def check_wait_for_bureau_review(case: Case) -> Finding | None:
    """Everybody has verified: the bureau reviews. Silent for a filing that failed or came back all the same.

    Source: A, 已经提交了短信核验，工信部备案管理系统显示“您的短信核验完成，请等待其他核验人进行短信核验”。.
    """
    return None if case.failed or case.returned or not all_verified(case) else _WAIT


#: What else is good to know, in order: first, where no cause is known, ``check_move_sim_and_resend``, last
#: ``check_documents_disagree``.
INFO: tuple[Check, ...] = (
    check_new_phone_allowed,
    check_possible_system_lag,
    check_wait_for_bureau_review,
)
