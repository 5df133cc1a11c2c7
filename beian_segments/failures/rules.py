"""The rules: one cause, one function."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from beian_segments.damage import damage_of
from beian_segments.failures import _data
from beian_segments.failures.findings import Finding, Status, check, confirmed, info, judged
from beian_segments.failures.id_suffix import REVERSE_PROVINCE, REVERSE_TYPE, SUFFIX_LENGTH, is_reverse_suffix, owns
from beian_segments.failures.limits import resend_left, resends_left, too_long
from beian_segments.failures.model import Case, Entries, FilingType, Provider, Role, aware
from beian_segments.failures.verifiers import (
    ALL_VERIFIED,
    all_verified,
    owners,
    required,
    states,
    verification_complete,
)
from beian_segments.parsing import is_canonical, read
from beian_segments.segment import SEGMENT_DIGITS
from beian_segments.table import DEFAULT_TABLE
from beian_segments.validator import check_segment, is_supported_segment
from beian_segments.verdicts import Verdict

__all__ = [
    "AFTER_MESSAGES",
    "Check",
    "ENTRIES",
    "ENTRIES_REFUSED",
    "FILING",
    "INFO",
    "LIMIT",
    "MEANS",
    "NOT_FOUND",
    "NO_SMS",
    "access_filing",
    "check_access_phone_mismatch_cancel_refile",
    "check_access_phone_mismatch_change_first",
    "check_application_not_submitted",
    "check_change_filing_first",
    "check_code_lost_resend",
    "check_code_not_six_digits",
    "check_documents_disagree",
    "check_entries_do_not_match",
    "check_entry_wrong",
    "check_id_suffix_not_six",
    "check_id_suffix_zhejiang_back",
    "check_line_suspended",
    "check_move_sim_and_resend",
    "check_new_phone_allowed",
    "check_no_verification_for_filing_type",
    "check_open_portal_directly",
    "check_other_verifier_pending",
    "check_phone_changed",
    "check_phone_changed_unrecoverable",
    "check_phone_not_contact_1",
    "check_phone_number_wrong",
    "check_phone_receives_no_sms",
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
    "check_possible_system_lag",
    "check_reapply_after_rejection",
    "check_resend_after_sim_move",
    "check_resend_limit_reached",
    "check_resubmit_unchanged",
    "check_returned_after_sixth_entry",
    "check_segment_not_listed",
    "check_sms_intercepted",
    "check_verification_failed",
    "check_verification_timed_out",
    "check_wait_for_bureau_review",
    "check_wrong_entries_exhausted",
    "check_wrong_verifier_role",
    "every",
    "negated",
    "no_sms",
    "returned",
    "said",
    "said_by_portal",
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


def check_phone_number_wrong(case: Case) -> Finding | None:
    """The number was typed wrong; that what is no mobile number was typed wrong is our reading.

    One fact for two symptoms: no SMS, and the portal's status 4.
    Source: A, 收不到管局发送的核验短信 and 重发短信提示“该条验证库里找不到记录”。.
    """
    not_found = said(case, NOT_FOUND)
    if not not_found and (case.sms_received is True or case.filing is FilingType.CANCEL_ACCESS):
        return None
    if _is_no_mobile(case):
        phone = str.__str__(case.phone or "")
        refusal = read(phone).refusal or Verdict.EMPTY
        if damage := damage_of(phone, refusal):
            return confirmed("phone-number-wrong", "damaged", {"verdict": refusal, "damage": damage})
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


_NOTHING = Entries()
_ROLES = frozenset(Role)


def check_code_not_six_digits(case: Case) -> Finding | None:
    """The code is six digits. Source: A, 短信验证信息输入错误, 验证码."""
    code = (case.entered or _NOTHING).code
    if code is None or (len(code) == _data.CODE_DIGITS and code.isascii() and code.isdigit()):
        return None
    return confirmed("code-not-six-digits")


def check_id_suffix_not_six(case: Case) -> Finding | None:
    """Of the ID number the last six characters are entered. Source: A, 短信验证信息输入错误."""
    suffix = (case.entered or _NOTHING).id_suffix
    return None if suffix is None or len(suffix) == SUFFIX_LENGTH else confirmed("id-suffix-not-six")


def check_id_suffix_zhejiang_back(case: Case) -> Finding | None:
    """In Zhejiang a pass holder enters the number on the back, with full-width brackets.

    Only for somebody known to hold a pass: a question about it would puzzle everybody else.
    Source: ALI-2019; VOLC-FAQ. Tencent's documents do not mention it.
    """
    if case.province not in (None, REVERSE_PROVINCE):
        return None
    entered = case.entered or _NOTHING
    typists = owners(case, entered.number) or case.people
    holders = [person for person in typists if person.id_type is REVERSE_TYPE]
    if not holders or (entered.id_suffix is not None and is_reverse_suffix(entered.id_suffix)):
        return None
    known = case.province is not None and entered.id_suffix is not None and len(holders) == len(typists)
    return judged("id-suffix-zhejiang-back", known or None, asked=said(case, ENTRIES_REFUSED))


def check_phone_not_contact_1(case: Case) -> Finding | None:
    """Only the number of contact 1 is valid. Source: A, 短信验证信息输入错误, 手机号."""
    cause = _is_nobodys(case, (case.entered or _NOTHING).number)
    return judged("phone-not-contact-1", cause, asked=said(case, ENTRIES_REFUSED))


def check_wrong_verifier_role(case: Case) -> Finding | None:
    """The number is that of a role which the filing does not verify, by all documents.

    Source: A, 短信验证信息输入错误, 手机号; T13435 (备案短信核验说明), 验证类型.
    """
    return judged("wrong-verifier-role", _role_is_wrong(case), asked=said(case, ENTRIES_REFUSED))


def check_entries_do_not_match(case: Case) -> Finding | None:
    """Number and ID suffix are two people's. Source: A, 短信验证信息输入错误."""
    return judged("entries-do-not-match", _do_not_match(_matches(case)), asked=said(case, ENTRIES_REFUSED))


def check_entry_wrong(case: Case) -> Finding | None:
    """An entry is wrong: the ID suffix is nobody's. Source: A, 短信验证信息输入错误."""
    return judged("entry-wrong", _is_wrong(case), asked=said(case, ENTRIES_REFUSED))


def check_change_filing_first(case: Case) -> Finding | None:
    """The number on file no longer works, and a filing of this kind cannot be verified with a new one.

    Silent for an access filing whose original provider cannot be reached, where nothing can be changed.
    Source: A, 短信验证信息输入错误, 手机号, second note; T19144 (变更备案).
    """
    if case.filed_phone_usable is not False or case.filing not in _data.CHANGE_FILING_FIRST:
        return None
    if case.filing is FilingType.ACCESS and case.original_provider_reachable is False:
        return None
    return confirmed("change-filing-first")


def check_open_portal_directly(case: Case) -> Finding | None:
    """The link in the SMS does not open. Source: A, 短信核验校验链接打不开."""
    return confirmed("open-portal-directly") if case.link_opens is False else None


def check_code_lost_resend(case: Case) -> Finding | None:
    """The code is not at hand; silent once no resend is left. Source: A, 短信验证信息输入错误, 验证码, note."""
    return confirmed("code-lost-resend") if case.code_available is False and resend_left(case) else None


#: What was entered, in order.
ENTRIES: tuple[Check, ...] = (
    check_code_not_six_digits,
    check_id_suffix_not_six,
    check_id_suffix_zhejiang_back,
    check_phone_not_contact_1,
    check_wrong_verifier_role,
    check_entries_do_not_match,
    check_entry_wrong,
    check_change_filing_first,
)

#: What there is to enter it with, in order.
MEANS: tuple[Check, ...] = (check_open_portal_directly, check_code_lost_resend)


def _is_nobodys(case: Case, number: str | None) -> bool | None:
    """Whether a number is nobody's contact 1."""
    if number is None or not case.people:
        return None
    numbers = [person.number for person in case.people]
    if number in numbers:
        return False
    return None if None in numbers else True


def _role_is_wrong(case: Case) -> bool | None:
    """Whether the entered number's owner has no role that is verified, by any document."""
    answer = required(case)
    if answer.roles is None:
        return None
    undisputed = answer.roles.intersection(*(other.roles or () for other in answer.alternatives))
    if not answer.roles or undisputed == _ROLES:
        # Nobody verifies, or everybody does.
        return False
    number = (case.entered or _NOTHING).number
    typists = owners(case, number)
    if not typists:
        # Nobody's number is nobody's role.
        return False if _is_nobodys(case, number) else None
    roles = {person.role for person in typists}
    if roles & undisputed:
        return False
    disputed = answer.roles.union(*(other.roles or () for other in answer.alternatives))
    return None if None in roles or roles & disputed else True


def _matches(case: Case) -> list[tuple[bool | None, bool | None]] | None:
    """For each person: is the entered number theirs, is the suffix? None where neither can be said."""
    entered = case.entered or _NOTHING
    if entered.id_suffix is None or not case.people:
        return None
    number = entered.number
    return [
        (
            None if number is None or person.number is None else person.number == number,
            owns(person, entered.id_suffix, case.province),
        )
        for person in case.people
    ]


def _do_not_match(matches: list[tuple[bool | None, bool | None]] | None) -> bool | None:
    """Whether the suffix belongs to a person with another number."""
    if matches is None:
        return None
    if (True, True) in matches or all(phone is True or suffix is False for phone, suffix in matches):
        return False
    possibly_both = any(phone is not False and suffix is not False for phone, suffix in matches)
    return True if (False, True) in matches and not possibly_both else None


def _is_wrong(case: Case) -> bool | None:
    """Whether the suffix belongs to nobody."""
    if case.entries_confirmed is True:
        return False
    matches = _matches(case)
    if matches is None:
        return None
    if (True, True) in matches or _do_not_match(matches):
        return False
    return True if all(suffix is False for _, suffix in matches) else None


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
    limit, wrong, tried = _data.WRONG_ENTRY_LIMIT, case.wrong_entries, case.tried_after_limit
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
    if case.wrong_entries != _data.WRONG_ENTRY_LIMIT or case.tried_after_limit is True:
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
    return _NEW_PHONE if case.filed_phone_usable is False and case.filing in _data.NEW_PHONE_ALLOWED else None


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
