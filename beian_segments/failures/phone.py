"""The verifier's number: typed wrong, of an unlisted segment, changed. Document A is Tencent's 短信核验."""

from __future__ import annotations

from beian_segments.failures.facts import Case
from beian_segments.failures.findings import Finding, confirmed, judged
from beian_segments.failures.symptoms import NOT_FOUND, access_filing, every, negated, no_sms, said, why_no_code
from beian_segments.failures.vocabulary import FilingType
from beian_segments.grammar import read
from beian_segments.validator import check_segment, is_supported_segment, match_prefix
from beian_segments.verdicts import PrefixStatus, Verdict

__all__ = [
    "check_phone_changed",
    "check_phone_changed_unrecoverable",
    "check_phone_number_wrong",
    "check_segment_not_listed",
]

# What the published list calls a segment.
_SEGMENT_DIGITS = 3


def check_phone_number_wrong(case: Case) -> Finding | None:
    """The number was typed wrong; that what is no mobile number was typed wrong is our reading.

    One fact for two symptoms: no SMS, and the portal's status 4.
    Source: A, 收不到管局发送的核验短信 and 重发短信提示“该条验证库里找不到记录”。.
    """
    not_found = said(case, NOT_FOUND)
    if not not_found and (case.sms_received is True or case.filing is FilingType.CANCEL_ACCESS):
        return None
    refusal = _refusal(case)
    if refusal is not None:
        return confirmed("phone-number-wrong", "no-mobile-number", {"verdict": refusal})
    return judged("phone-number-wrong", negated(_typed_right(case)), asked=not_found or no_sms(case))


def check_segment_not_listed(case: Case) -> Finding | None:
    """The number's segment is not on the published list; what is no mobile number is ``phone-number-wrong``.

    Source: B (短信核验类), 没有收到管局发送的核验短信怎么办？, item 4.
    """
    if case.phone is None:
        return why_no_code(case, "segment-not-listed", None)
    if is_supported_segment(case.phone) or _refusal(case) is not None:
        return None
    finding = why_no_code(case, "segment-not-listed", True)
    return finding and confirmed("segment-not-listed", params={"segment": _segment(case.phone)})


def check_phone_changed(case: Case) -> Finding | None:
    """The number has changed, so the portal finds no record under the old one. Status 4 only.

    Asked while the filing may have been submitted and the number may be typed right: else that is the reason.
    Source: A, 重发短信提示“该条验证库里找不到记录”。.
    """
    if not said(case, NOT_FOUND):
        return None
    asked = not (case.verified is True or case.application_submitted is False or _typed_right(case) is False)
    return judged("phone-changed", case.phone_changed, asked=asked)


def check_phone_changed_unrecoverable(case: Case) -> Finding | None:
    """Access filing, the number has changed and the old one is lost: changed at the original provider first.

    Silent where that provider cannot be reached.
    Source: A, 收不到管局发送的核验短信; that access filings are meant: ALI-2019 (短信核验FAQ).
    """
    if case.original_provider_reachable is False:
        return None
    cause = every(access_filing(case), case.phone_changed, negated(case.filed_phone_usable))
    return why_no_code(case, "phone-changed-unrecoverable", cause)


def _refusal(case: Case) -> Verdict | None:
    """Why the number is no mobile number; None if it is one, or not known."""
    return None if case.phone is None else read(str.__str__(case.phone)).refusal


def _typed_right(case: Case) -> bool | None:
    if _refusal(case) is not None:
        return False
    return True if case.phone_correct is None and case.entries_confirmed is True else case.phone_correct


def _segment(phone: str) -> str:
    """The segment that the list lacks: three digits, or the longer row that decides."""
    report = check_segment(phone)
    three = (report.number or "")[:_SEGMENT_DIGITS]
    return three if match_prefix(three).status is PrefixStatus.NOT_LISTED else report.params["segment"]
