"""Why no SMS came to the phone: guard, phone, line, SIM. Document A is Tencent's 短信核验, B its 短信核验类."""

from __future__ import annotations

from beian_segments.failures.facts import Case
from beian_segments.failures.findings import Finding
from beian_segments.failures.phone import (
    check_phone_changed_unrecoverable,
    check_phone_number_wrong,
    check_segment_not_listed,
)
from beian_segments.failures.symptoms import Check, every, negated, why_no_code

__all__ = [
    "NO_SMS",
    "check_line_suspended",
    "check_phone_receives_no_sms",
    "check_resend_after_sim_move",
    "check_sms_intercepted",
]


def check_sms_intercepted(case: Case) -> Finding | None:
    """A phone guard took the SMS for spam.

    Source: A, 收不到管局发送的核验短信, first cause; B, 没有收到管局发送的核验短信怎么办？, item 2.
    """
    return why_no_code(case, "sms-intercepted", case.intercepted)


def check_phone_receives_no_sms(case: Case) -> Finding | None:
    """The phone receives no other SMS either.

    Source: A, 收不到管局发送的核验短信, first cause.
    """
    return why_no_code(case, "phone-receives-no-sms", negated(case.receives_other_sms))


def check_line_suspended(case: Case) -> Finding | None:
    """The line is suspended for an unpaid bill.

    Source: A, 收不到管局发送的核验短信, second cause.
    """
    return why_no_code(case, "line-suspended", case.line_suspended)


def check_resend_after_sim_move(case: Case) -> Finding | None:
    """The SIM was moved to another phone and the SMS not resent since.

    Source: B, 没有收到管局发送的核验短信怎么办？, item 3.
    """
    return why_no_code(case, "resend-after-sim-move", every(case.sim_moved, negated(case.resent_since_move)))


#: Why no SMS came, in order.
NO_SMS: tuple[Check, ...] = (
    check_sms_intercepted,
    check_phone_receives_no_sms,
    check_line_suspended,
    check_resend_after_sim_move,
    check_segment_not_listed,
    check_phone_number_wrong,
    check_phone_changed_unrecoverable,
)
