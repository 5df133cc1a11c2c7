"""The verifier's number: typed wrong, of an unlisted segment, changed. Document A is Tencent's 短信核验."""

from __future__ import annotations

from beian_segments.failures.facts import Case
from beian_segments.failures.findings import Finding, confirmed, judged
from beian_segments.failures.symptoms import NOT_FOUND, access_filing, every, negated, no_sms, said, why_no_code
from beian_segments.failures.vocabulary import FilingType
from beian_segments.grammar import is_canonical, read
from beian_segments.segment import SEGMENT_DIGITS
from beian_segments.segments import DEFAULT_TABLE
from beian_segments.validator import check_segment, is_supported_segment

__all__ = [
    "check_phone_changed",
    "check_phone_changed_unrecoverable",
    "check_phone_number_wrong",
    "check_segment_not_listed",
]


def check_phone_number_wrong(case: Case) -> Finding | None:
    """The number was typed wrong; that what is no mobile number was typed wrong is our reading.

    One fact for two symptoms: no SMS, and the portal's status 4.
    Source: A, 收不到管局发送的核验短信 and 重发短信提示“该条验证库里找不到记录”。.
    """
    not_found = said(case, NOT_FOUND)
    if not not_found and (case.sms_received is True or case.filing is FilingType.CANCEL_ACCESS):
        return None
    if _is_no_mobile(case):
        refusal = read(str.__str__(case.phone or "")).refusal or ""
        return confirmed("phone-number-wrong", "no-mobile-number", {"verdict": refusal})
    return judged("phone-number-wrong", negated(_typed_right(case)), asked=not_found or no_sms(case))


def check_segment_not_listed(case: Case) -> Finding | None:
    """The number's segment is not on the published list; what is no mobile number is ``phone-number-wrong``.

    Source: B (短信核验类), 没有收到管局发送的核验短信怎么办？, item 4.
    """
    number = case.number
    if number is None:
        return why_no_code(case, "segment-not-listed", None)
    if is_supported_segment(number) or not is_canonical(number):
        return None
    finding = why_no_code(case, "segment-not-listed", True)
    return finding and finding.with_params({"segment": _segment(number)})


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


def _is_no_mobile(case: Case) -> bool:
    """Whether the number is known and is no mobile number."""
    return case.number is not None and not is_canonical(case.number)


def _typed_right(case: Case) -> bool | None:
    if _is_no_mobile(case):
        return False
    return True if case.phone_correct is None and case.entries_confirmed is True else case.phone_correct


def _segment(number: str) -> str:
    """The segment that the list lacks: three digits, or the longer row that decides."""
    three = number[:SEGMENT_DIGITS]
    return three if DEFAULT_TABLE.listed.after(three) is False else check_segment(number).params["segment"]
