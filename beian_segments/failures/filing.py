"""What the kind of filing has to do with it. Document B is Tencent's 短信核验类."""

from __future__ import annotations

from beian_segments.failures.facts import Case
from beian_segments.failures.findings import Finding, confirmed
from beian_segments.failures.symptoms import access_filing, every, negated, why_no_code
from beian_segments.failures.verifiers import required

__all__ = [
    "FILING",
    "check_access_phone_mismatch_cancel_refile",
    "check_access_phone_mismatch_change_first",
    "check_no_verification_for_filing_type",
]


def check_no_verification_for_filing_type(case: Case) -> Finding | None:
    """A filing of this kind is not verified: cancelled access, a change of neither entity nor website.

    Source: T13435 (备案短信核验说明), 验证类型.
    """
    return confirmed("no-verification-for-filing-type") if required(case).roles == frozenset() else None


def check_access_phone_mismatch_change_first(case: Case) -> Finding | None:
    """Access filing with another number than the one on file: changed at the original provider first.

    Silent where that provider cannot be reached.
    Source: B, 没有收到管局发送的核验短信怎么办？, item 1, first bullet; A, 收不到管局发送的核验短信.
    """
    if case.original_provider_reachable is False:
        return None
    cause = every(access_filing(case), negated(case.phones_equal))
    return why_no_code(case, "access-phone-mismatch-change-first", cause)


def check_access_phone_mismatch_cancel_refile(case: Case) -> Finding | None:
    """The same where the original provider cannot be reached: cancelled, then filed as an added website.

    While neither the numbers nor the provider's reach are known, asking about the numbers is enough.
    Source: B, 没有收到管局发送的核验短信怎么办？, item 1, second bullet.
    """
    if case.original_provider_reachable is None and case.phones_equal is None:
        return None
    cause = every(access_filing(case), negated(case.phones_equal), negated(case.original_provider_reachable))
    return why_no_code(case, "access-phone-mismatch-cancel-refile", cause)


#: The filing itself, in order.
FILING = (
    check_no_verification_for_filing_type,
    check_access_phone_mismatch_change_first,
    check_access_phone_mismatch_cancel_refile,
)
