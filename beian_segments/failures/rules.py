"""The rules: one cause, one function, in the documented order of the codes.

Facts are three-valued: True, False, or None for not known. ``not_`` and ``and_`` are Kleene's: the opposite of an
unknown fact is unknown; a conjunction is false as soon as one fact is, else unknown as soon as one fact is. From what
they give, ``finding_if`` makes the answer: a cause that is known is confirmed, one that is known not to be says
nothing, and an unknown one is a check, if the symptom that it would explain is there. Every rule looks at the facts of
its case together with what they imply (:func:`complete`).

In docstrings a source is named by its id in ``data/sources.csv``, followed by the heading there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import Enum
from functools import wraps
from types import MappingProxyType
from typing import Any, TypeVar, cast

from beian_segments.damage import damage_of
from beian_segments.failures import _data
from beian_segments.failures.completion import complete
from beian_segments.failures.findings import Finding, Need, Status, check, confirmed, info, needs
from beian_segments.failures.id_numbers import (
    REVERSE_PROVINCE,
    REVERSE_TYPE,
    is_reverse_suffix,
    is_six_characters,
    is_suffix_of,
)
from beian_segments.failures.limits import CHINA, ON_ITS_WAY, SECOND_SMS, WINDOW, deadline, elapsed, resends_left
from beian_segments.failures.model import (
    Case,
    Entries,
    FilingType,
    Person,
    Provider,
    Role,
    Service,
    once,
    require_aware,
)
from beian_segments.failures.portal import closest_message
from beian_segments.failures.verifiers import (
    ALL_VERIFIED,
    OTHER_PENDING,
    all_verified,
    by_any_document,
    owners,
    required,
    said,
    states,
    surely_verify,
    verification_complete,
)
from beian_segments.parsing import is_canonical, read
from beian_segments.segment import SEGMENT_DIGITS
from beian_segments.table import DEFAULT_TABLE
from beian_segments.validator import check_segment, is_supported_segment
from beian_segments.verdicts import Verdict

__all__ = [
    "CHECKS", "check_access_phone_mismatch_cancel_refile", "check_access_phone_mismatch_change_first",
    "check_application_not_submitted", "check_change_filing_first", "check_code_lost_resend",
    "check_code_not_six_digits", "check_deadline_running", "check_documents_disagree", "check_entries_do_not_match",
    "check_entry_wrong", "check_id_suffix_not_six", "check_id_suffix_zhejiang_back", "check_line_suspended",
    "check_move_sim_and_resend", "check_new_phone_allowed", "check_no_verification_for_filing_type",
    "check_open_portal_directly", "check_other_verifier_pending", "check_phone_changed",
    "check_phone_changed_unrecoverable", "check_phone_gets_no_code", "check_phone_not_contact_1",
    "check_phone_number_wrong", "check_phone_receives_no_sms", "check_portal_message", "check_possible_system_lag",
    "check_reapply_after_rejection", "check_replace_phone_and_resubmit", "check_resend_after_sim_move",
    "check_resend_limit_reached", "check_resubmit_unchanged", "check_returned_after_sixth_entry",
    "check_segment_not_listed", "check_sms_intercepted", "check_sms_on_its_way", "check_verification_failed",
    "check_verification_timed_out", "check_wait_for_bureau_review", "check_wrong_entries_exhausted",
    "check_wrong_verifier_role",
]  # fmt: skip

#: A rule: ``check(case)``, or ``check(case, now=...)`` where time matters.
Check = Callable[..., Finding | None]

#: Messages of the portal that are symptoms.
ENTRIES_REFUSED = "portal-wrong-information"
NOT_FOUND = "portal-record-not-found"
FAILED = "portal-failed-ask-provider"


# What a running verification alone allows: an entry, or a resend.
_WHILE_RUNNING = frozenset({
    "resend-after-sim-move", "code-not-six-digits", "id-suffix-not-six", "id-suffix-zhejiang-back",
    "phone-not-contact-1", "wrong-verifier-role", "entries-do-not-match", "entry-wrong", "open-portal-directly",
    "code-lost-resend", "move-sim-and-resend",
})  # fmt: skip
_NUMBER = frozenset({"phone-number-wrong", "phone-changed"})


def of_use(
    case: Case, findings: list[Finding], now: datetime | None = None, *, over: bool | None = None
) -> list[Finding]:
    """Findings without what is of no use: what nobody has to verify, can enter any more, or can have resent.

    Where nobody verifies, that alone is said. Once the verification is over (:func:`is_over`, unless it is told), what
    only a running one allows is left out, and so are the steps that take an attempt or a resend; those of a resend
    after the last one, too.
    """
    if not findings:
        return findings
    if nobody_verifies(case):
        return [finding for finding in findings if _is_true_of_any_filing(case, finding)]
    if over is None:
        over = is_over(case, now)
    if over:
        findings = [finding for finding in findings if finding.code not in _WHILE_RUNNING]
        if said(case, NOT_FOUND) and case.sms_received is not False and _is_ended(case, now):
            # Which number was entered does not matter any more.
            findings = [each for each in findings if each.code not in _NUMBER or each.status is not Status.CHECK]
    elif may_resend(case):
        return findings
    used_up: tuple[Need, ...] = ("attempt", "resend") if over else ("resend",)
    return [finding if needs(finding).isdisjoint(used_up) else finding.lacking(*used_up) for finding in findings]


def _is_true_of_any_filing(case: Case, finding: Finding) -> bool:
    if finding.code == "application-not-submitted":
        return finding.status is Status.CONFIRMED and case.portal_message is None
    return finding.code == "no-verification-for-filing-type"


def nobody_verifies(case: Case) -> bool:
    """Whether nobody has to verify the filing."""
    roles = required(case).roles
    return roles is not None and not roles


def is_over(case: Case, now: datetime | None = None) -> bool:
    """Whether nothing can be entered, or be resent, that is of use.

    It is verified, not submitted, has failed, come back or timed out; another entry would return it; or the SMS was
    only just sent.
    """
    if _is_ended(case, now) or _is_at_limit(case) or _is_not_submitted(case):
        return True
    if (case.verified is True and not _another_was_refused(case)) or verification_complete(case) is True:
        return True
    return now is not None and is_just_sent(case, now)


def _is_ended(case: Case, now: datetime | None) -> bool:
    """Whether the verification has failed, or its time is over."""
    return _came_back(case, None) or (now is not None and _is_late(case, now))


def _another_was_refused(case: Case) -> bool:
    """Whether the portal refused the entries of another person than the holder of the case's number."""
    entered = (case.entered or _NOTHING).number
    return said(case, ENTRIES_REFUSED) and None not in (entered, case.number) and entered != case.number


R = TypeVar("R", bound=Check)


def rule(body: R) -> R:
    """A rule that looks at its case with what the facts imply; its body (``__wrapped__``) takes them as complete."""

    @wraps(body)
    def on_complete_facts(case: Case, **now: Any) -> Finding | None:
        case = complete(case)
        finding = body(case, **now)
        found = [] if finding is None else of_use(case, [finding], **now)
        return found[0] if found else None

    return cast("R", on_complete_facts)


def no_sms_rule(body: R) -> R:
    """A rule for a cause of a missing SMS: also silent where that is explained already, or its question is moot."""

    @wraps(body)
    def on_complete_facts(case: Case) -> Finding | None:
        case = complete(case)
        moot = why_moot(case)
        finding = None if moot is Moot.EXPLAINED else body(case)
        found = [] if finding is None else of_use(case, still_open(moot, [finding]))
        return found[0] if found else None

    return cast("R", on_complete_facts)


_NONE, _MINUTE = timedelta(), timedelta(minutes=1)


def not_(fact: bool | None) -> bool | None:
    """The opposite of a fact."""
    return None if fact is None else not fact


def and_(*facts: bool | None) -> bool | None:
    """Whether all facts are true."""
    if False in facts:
        return False
    return None if None in facts else True


def finding_if(
    code: str, cause: bool | None, *, asked: bool, variant: str = "", case: Case | None = None
) -> Finding | None:
    """Confirmed for a known cause; a check for an unknown one, if the symptom asks for it."""
    if cause:
        return confirmed(code, variant, case=case)
    return check(code, variant, case=case) if cause is None and asked else None


# 1. Not passed: the filing goes back


@rule
def check_verification_timed_out(case: Case, *, now: datetime | None = None) -> Finding | None:
    """The 24 hours are over and not everybody has verified.

    Counted from receiving the SMS, or from its sending if only that is known, which is inferred. Without ``now``
    nothing is said.
    Source: tencent-faq-a, 短信验证未通过（验证超时或验证失败）; tencent-faq-b, 管局短信核验失败怎么办？.

    >>> received, now = (datetime.fromisoformat(f"2026-03-0{day}T10:00:01+08:00") for day in (2, 4))
    >>> check_verification_timed_out(Case(sms_received_at=received, verified=False), now=now).status.value
    'confirmed'

    Raises:
        TypeError: ``now`` is not a datetime.
        ValueError: ``now`` has no time zone.
    """
    if now is None:
        return None
    require_aware("now", now)
    if not _is_late(case, now):
        return None
    variant = ""
    if case.sms_received_at is None:
        variant = "never-came" if case.sms_received is False else "from-sending"
    cause = not_(verification_complete(case))
    if cause is None and case.verified is False:
        # The holder of the number has not verified, and perhaps need not.
        variant = "others"
    return finding_if("verification-timed-out", cause, asked=True, variant=variant, case=case)


def _is_late(case: Case, now: datetime) -> bool:
    """Whether the time to verify is over, as far as its beginning is known."""
    start = case.sms_received_at or case.sms_sent_at
    return start is not None and elapsed(start, now) > WINDOW


@rule
def check_verification_failed(case: Case) -> Finding | None:
    """The verification failed; that the portal's status 21 means this is inferred.

    Source: tencent-faq-a, 短信验证未通过（验证超时或验证失败）; tencent-faq-b, 管局短信核验失败怎么办？; miit-portal,
    smsValidate.

    >>> check_verification_failed(Case(portal_message=21)).basis.value
    'inferred'
    """
    if case.failed is None and said(case, FAILED):
        return confirmed("verification-failed", "by-portal", case=case)
    return confirmed("verification-failed", case=case) if case.failed else None


@rule
def check_returned_after_sixth_entry(case: Case) -> Finding | None:
    """After five wrong entries another attempt was made, whatever it held.

    Source: tencent-faq-a, 短信验证未通过（验证超时或验证失败）, bullet 3.

    >>> check_returned_after_sixth_entry(Case(wrong_entries=5)).status.value
    'check'
    """
    asked = case.wrong_entries is not None and not _is_done(case)
    return finding_if("returned-after-sixth-entry", _sixth_entry(case), asked=asked, case=case)


def _sixth_entry(case: Case) -> bool | None:
    """Whether another attempt was made after five wrong entries."""
    if case.wrong_entries is None or case.wrong_entries == _data.WRONG_ENTRY_LIMIT:
        return case.tried_after_limit
    return case.wrong_entries > _data.WRONG_ENTRY_LIMIT


@rule
def check_resubmit_unchanged(case: Case, *, now: datetime | None = None) -> Finding | None:
    """A returned filing that was not modified and meets the requirements is submitted again by the customer.

    Silent where its number has to be replaced first.
    Source: tencent-faq-a, 短信验证未通过（验证超时或验证失败）, bullet 1; by provider alibaba-icp-2019 and
    volcengine-faq; else inferred.

    >>> check_resubmit_unchanged(Case(returned=True, modified=False, meets_requirements=True)).status.value
    'confirmed'
    """
    return _resubmit_unchanged(case) if _came_back(case, now) else None


def _resubmit_unchanged(case: Case) -> Finding | None:
    if _is_replaced_first(case):
        return None
    cause = _can_stay_unchanged(case)
    return finding_if("resubmit-unchanged", cause, asked=True, variant=case.provider or "", case=case)


@rule
def check_reapply_after_rejection(case: Case, *, now: datetime | None = None) -> Finding | None:
    """A returned filing that has to be modified is rejected, and applied for anew.

    Source: tencent-faq-a, 短信验证未通过（验证超时或验证失败）, bullet 2; tencent-faq-b, 管局短信核验失败怎么办？,
    bullet 2.

    >>> check_reapply_after_rejection(Case(returned=True, modified=True)).status.value
    'confirmed'
    """
    return _reapply_after_rejection(case) if _came_back(case, now) else None


def _reapply_after_rejection(case: Case) -> Finding | None:
    cause = not_(_can_stay_unchanged(case))
    return finding_if("reapply-after-rejection", cause, asked=True, variant=case.provider or "", case=case)


def _came_back(case: Case, now: datetime | None) -> bool:
    """Whether the filing is known to have come back, or to be about to."""
    if case.returned is True or case.failed or _sixth_entry(case):
        return True
    if case.failed is None and said(case, FAILED):
        return True
    return has_timed_out(case, now)


def has_timed_out(case: Case, now: datetime | None) -> bool:
    """Whether the time is over, and somebody is known not to have verified: the filing goes back by itself."""
    return now is not None and _is_late(case, now) and verification_complete(case) is False


def _can_stay_unchanged(case: Case) -> bool | None:
    return and_(not_(case.modified), case.meets_requirements)


# 2. The limit of wrong entries


@rule
def check_wrong_entries_exhausted(case: Case) -> Finding | None:
    """Five entries were wrong, of ID number, phone number and code together; the next attempt returns the filing.

    Silent once the verification is done.
    Source: tencent-faq-a, 短信验证未通过（验证超时或验证失败）, bullet 3.

    >>> check_wrong_entries_exhausted(Case(wrong_entries=5)).status.value
    'confirmed'
    """
    if not _is_at_limit(case) or _is_done(case):
        return None
    return confirmed("wrong-entries-exhausted", "returned" if case.returned is True else "", case=case)


def _is_at_limit(case: Case) -> bool:
    return case.wrong_entries == _data.WRONG_ENTRY_LIMIT and case.tried_after_limit is not True


@rule
def check_deadline_running(case: Case, *, now: datetime | None = None) -> Finding | None:
    """The 24 hours are running and the own verification is not done: until when, and how many whole minutes are left.

    Counted as for ``verification-timed-out``. Silent where verifying is no use any more, while an SMS that was just
    sent is on its way, and where the number that is waited on gets no code.
    Source: tencent-faq-a, 短信验证未通过（验证超时或验证失败）.

    >>> received, now = (datetime.fromisoformat(f"2026-03-02T{hour}:30:00+08:00") for hour in (10, 20))
    >>> finding = check_deadline_running(Case(sms_received_at=received, verified=False), now=now)
    >>> finding.params["deadline"], finding.params["minutes"]
    ('2026-03-03T10:30:00+08:00', '840')

    Raises:
        TypeError: ``now`` is not a datetime.
        ValueError: ``now`` has no time zone.
    """
    if now is None:
        return None
    require_aware("now", now)
    start = case.sms_received_at or case.sms_sent_at
    if start is None or case.verified is not False or not _NONE <= (spent := elapsed(start, now)) <= WINDOW:
        return None
    if case.returned is True or _is_at_limit(case) or case.application_submitted is False or _came_back(case, now):
        return None
    if verification_complete(case) is not False or is_just_sent(case, now) or _is_replaced_first(case):
        return None
    never_came = case.sms_received is False and case.sms_received_at is None
    if never_came and _is_other_phone(case):
        return None
    left = str((WINDOW - spent) // _MINUTE)
    until = deadline(start).isoformat(timespec="seconds")
    variant = "never-came" if never_came else "from-sending" if case.sms_received_at is None else ""
    return confirmed("deadline-running", variant, case=case).with_params({"deadline": until, "minutes": left})


# 3. The filing


@rule
def check_no_verification_for_filing_type(case: Case) -> Finding | None:
    """A filing of this kind is not verified: cancelled access, a change of neither entity nor website.

    Nothing else is said then of a verification: a message of the portal, or a return, has another reason.
    Source: tencent-13435 (备案短信核验说明), 验证类型.

    >>> check_no_verification_for_filing_type(Case(filing="cancel-access")).severity.value
    'info'
    """
    if not nobody_verifies(case):
        return None
    is_unexpected = case.portal_message is not None or _came_back(case, None)
    return confirmed("no-verification-for-filing-type", "unexpected" if is_unexpected else "", case=case)


@no_sms_rule
def check_access_phone_mismatch_change_first(case: Case) -> Finding | None:
    """Access filing with another number than the one on file, or one that is out of use: changed where it was filed.

    Silent where the original provider cannot be reached; asked while that decides about a number out of use.
    Source: tencent-faq-b, 没有收到管局发送的核验短信怎么办？, item 1, first bullet; tencent-faq-a,
    收不到管局发送的核验短信.

    >>> check_access_phone_mismatch_change_first(Case(filing="access", phones_equal=False)).actor.value
    'applicant'
    """
    return _finding_if_no_sms(case, "access-phone-mismatch-change-first", _must_change_first(case), _access_asks(case))


def _must_change_first(case: Case) -> bool | None:
    if case.original_provider_reachable is False:
        return False
    differs = not_(case.phones_equal)
    if differs is not True and case.filed_phone_usable is False:
        differs = case.original_provider_reachable
    return and_(_is_access(case), differs)


@no_sms_rule
def check_access_phone_mismatch_cancel_refile(case: Case) -> Finding | None:
    """The same where the original provider cannot be reached: cancelled, then filed as an added website.

    While neither the number nor the provider's reach is known, asking about the number is enough.
    Source: tencent-faq-b, 没有收到管局发送的核验短信怎么办？, item 1, second bullet.

    >>> case = Case(filing="access", phones_equal=False, original_provider_reachable=False)
    >>> check_access_phone_mismatch_cancel_refile(case).actor.value
    'applicant'
    """
    if case.original_provider_reachable is None and _differs(case) is None:
        return None
    return _finding_if_no_sms(case, "access-phone-mismatch-cancel-refile", _must_cancel(case), _access_asks(case))


def _must_cancel(case: Case) -> bool | None:
    return and_(_is_access(case), _differs(case), not_(case.original_provider_reachable))


def _differs(case: Case) -> bool | None:
    """Whether the number in use is another than the one on file, which is so if that one is out of use."""
    return True if case.filed_phone_usable is False else not_(case.phones_equal)


@once
def _is_replaced_first(case: Case) -> bool:
    """Whether a finding says that the number has to be replaced before anything else, by another filing or in this."""
    if _must_change_filing(case):
        return True
    if is_sms_explained(case):
        return False
    said_of_access = _must_change_first(case) or _must_cancel(case) or _is_unrecoverable(case)
    return bool(said_of_access) or _must_replace(case)


def _access_asks(case: Case) -> str | None:
    """The fact that decides about a number out of use, whichever number is on file; None to ask in the usual order."""
    is_decided_by_reach = case.filing is not None and case.filed_phone_usable is False
    return "original_provider_reachable" if is_decided_by_reach else None


def _is_access(case: Case) -> bool | None:
    return None if case.filing is None else case.filing is FilingType.ACCESS


def no_sms(case: Case) -> bool:
    """Whether no SMS came, though the filing has one: the symptom of groups 3 and 5."""
    return case.sms_received is False and case.filing is not FilingType.CANCEL_ACCESS


@once
def is_sms_explained(case: Case) -> bool:
    """Whether it is no use to look for what keeps the SMS from coming.

    It came; nobody has to verify; nothing was submitted, so that none was sent; the own part, or everybody's, is done.
    """
    if case.sms_received is True or case.verified is True or _is_not_submitted(case):
        return True
    return required(case).roles == frozenset() or all_verified(case)


class Moot(Enum):
    """Why nothing is asked about a missing SMS."""

    EXPLAINED = "it is no use to look for its cause"
    NO_SYMPTOM = "nobody says that none came"
    OTHER_PHONE = "the code goes to other phones"
    OUT_OF_USE = "the number is out of use"


def why_moot(case: Case) -> Moot | None:
    """Why the questions about a missing SMS are moot; None where they are to be asked."""
    if is_sms_explained(case):
        return Moot.EXPLAINED
    if case.sms_received is not False:
        return Moot.NO_SYMPTOM
    if _is_other_phone(case):
        return Moot.OTHER_PHONE
    return Moot.OUT_OF_USE if _is_out_of_use(case) else None


def still_open(moot: Moot | None, findings: list[Finding]) -> list[Finding]:
    """Some causes of a missing SMS without those questions that are moot.

    If the code goes to other phones, nothing has to be found out about this one. If the number is out of use, neither,
    and what is left to ask is how to replace it.
    """
    if moot is Moot.OTHER_PHONE:
        return [finding for finding in findings if finding.status is not Status.CHECK]
    if moot is Moot.OUT_OF_USE:
        return [finding for finding in findings if finding.status is not Status.CHECK or finding.code in _ACCESS]
    return findings


_ACCESS = ("access-phone-mismatch-change-first", "access-phone-mismatch-cancel-refile", "phone-gets-no-code")


def _is_out_of_use(case: Case) -> bool:
    """Whether the number that the code goes to is out of use, in a filing of a known kind."""
    return case.filing is not None and (case.filed_phone_usable is False or _is_changed_for_good(case))


def _finding_if_no_sms(case: Case, code: str, cause: bool | None, asks: str | None = None) -> Finding | None:
    """:func:`finding_if` for a cause of a missing SMS, with the fact to ask for if it is another than usual."""
    if cause:
        return confirmed(code, case=case)
    return check(code, case=case, asks=asks) if cause is None and case.sms_received is False else None


# 4. The portal's message, and what it leaves to find out


@rule
def check_portal_message(case: Case) -> Finding | None:
    """The portal's message itself, by the code of that message, or ``portal-message-unknown`` for any other text.

    Source: miit-portal, smsValidate; tencent-faq-a, 短信验证信息输入错误 (status 2), 已经提交了短信核验… (3 and 31),
    重发短信提示“该条验证库里找不到记录”。 (4), 短信核验提示“暂无待短信核验的备案申请，无需重发短信”。 (100);
    tencent-13435, 短信重发 (101).

    >>> check_portal_message(Case(portal_message="该条验证库里找不到记录")).code
    'portal-record-not-found'
    """
    if case.portal_message is None:
        return None
    if case.portal is None:
        return _unknown_message(case, case.portal_message)
    code = case.portal.code
    if code != FAILED and (case.returned or case.failed or _sixth_entry(case)):
        # What the message asks for cannot be done any more.
        return confirmed(code, "returned", case=case)
    if code == NOT_FOUND:
        if _is_done(case):
            return confirmed(code, "verified", case=case)
        finding = confirmed(code, case=case)
        return finding.lacking("attempt") if _is_replaced_first(case) else finding
    return confirmed(code, case=case)


def _unknown_message(case: Case, text: str | int) -> Finding:
    closest = closest_message(text)
    if closest is None:
        return check("portal-message-unknown", case=case)
    return check("portal-message-unknown", "closest", case=case).with_params({"closest": closest.code})


@once
def _is_done(case: Case) -> bool:
    """Whether the own part, or everybody's, is done: why the portal finds no record that waits."""
    return case.verified is True or all_verified(case)


@rule
def check_phone_number_wrong(case: Case) -> Finding | None:
    """The number was typed wrong; that what is no mobile number was typed wrong is inferred.

    One fact for two symptoms: no SMS, and the portal's status 4.
    Source: tencent-faq-a, 收不到管局发送的核验短信 and 重发短信提示“该条验证库里找不到记录”。.

    >>> str(check_phone_number_wrong(Case(phone="138")).params["verdict"])
    'too-short'
    """
    return phone_number_wrong(case, why_moot(case))


def phone_number_wrong(case: Case, moot: Moot | None) -> Finding | None:
    """:func:`check_phone_number_wrong`, told whether a missing SMS asks for it."""
    is_right = _typed_correctly(case)
    not_found = said(case, NOT_FOUND)
    if is_right or (moot is Moot.EXPLAINED and not not_found):
        return None
    if _is_no_mobile(case):
        phone = str.__str__(case.phone or "")
        refusal = read(phone).refusal or Verdict.EMPTY
        if damage := damage_of(phone, refusal):
            params = {"verdict": refusal, "damage": damage}
            return confirmed("phone-number-wrong", "damaged", case=case).with_params(params)
        variant = _BY_REFUSAL.get(refusal, "no-mobile-number")
        return confirmed("phone-number-wrong", variant, case=case).with_params({"verdict": refusal})
    asked = not _is_done(case) if not_found else moot is None
    return finding_if("phone-number-wrong", not_(is_right), asked=asked, case=case)


# What cannot be read, or has too few digits, is no number of another country or kind.
_BY_REFUSAL = {
    Verdict.EMPTY: "unreadable",
    Verdict.NOT_A_NUMBER: "unreadable",
    Verdict.TOO_SHORT: "digits",
    Verdict.TOO_LONG: "digits",
}


def _is_no_mobile(case: Case) -> bool:
    """Whether the number is known and is no mobile number."""
    return case.number is not None and not is_canonical(case.number)


def _typed_correctly(case: Case) -> bool | None:
    if _is_no_mobile(case):
        return False
    return True if case.phone_correct is None and case.entries_confirmed is True else case.phone_correct


@rule
def check_application_not_submitted(case: Case) -> Finding | None:
    """Nothing was submitted to the bureau; status 100 says so, unless it is known that something was.

    The first thing to ask where no SMS came.
    Source: tencent-faq-a, 短信核验提示“暂无待短信核验的备案申请，无需重发短信”。 and
    重发短信提示“该条验证库里找不到记录”。.

    >>> check_application_not_submitted(Case(portal_message=4)).status.value
    'check'
    """
    return application_not_submitted(case, why_moot(case))


def application_not_submitted(case: Case, moot: Moot | None) -> Finding | None:
    """:func:`check_application_not_submitted`, told whether a missing SMS asks for it."""
    cause = _is_not_submitted(case)
    asked = moot is None or (said(case, NOT_FOUND) and not _is_done(case))
    return finding_if("application-not-submitted", cause, asked=asked, case=case)


def _is_not_submitted(case: Case) -> bool | None:
    if case.application_submitted is None and said(case, "portal-no-pending-application"):
        return True
    return not_(case.application_submitted)


@rule
def check_phone_changed(case: Case) -> Finding | None:
    """The number has changed, so the portal finds no record under the old one. Status 4 only.

    Silent where the new number will not do before another filing, or before this one is corrected.
    Asked while the filing may have been submitted and the number may be typed correctly: else that is the reason.
    Source: tencent-faq-a, 重发短信提示“该条验证库里找不到记录”。.

    >>> check_phone_changed(Case(portal_message=4, phone_changed=True)).status.value
    'confirmed'
    """
    if not said(case, NOT_FOUND):
        return None
    if _is_replaced_first(case):
        return None
    asked = not (_is_done(case) or case.application_submitted is False or _typed_correctly(case) is False)
    return finding_if("phone-changed", case.phone_changed, asked=asked, case=case)


@rule
def check_other_verifier_pending(case: Case) -> Finding | None:
    """Another person still has to verify: by status 31, or by what is known of the people.

    Asked whenever one part is done and nobody has said whether the others' are. Silent for the holder of ``phone``,
    who is no other.
    Source: tencent-faq-a, 已经提交了短信核验，工信部备案管理系统显示“您的短信核验完成，请等待其他核验人进行短信核验”。.

    >>> check_other_verifier_pending(Case(portal_message=31)).actor.value
    'other-verifier'
    """
    variant = "returned" if case.returned else "" if case.verified else "somebody"
    return finding_if("other-verifier-pending", _other_is_pending(case), asked=True, variant=variant, case=case)


_SOMEBODY = (Person(),)


def _other_is_pending(case: Case) -> bool | None:
    """Whether somebody has verified, and a required verifier with another number has not."""
    if said(case, OTHER_PENDING):
        return case.verified is not False
    has_somebody = case.verified or (case.verified is None and any(each.verified for each in case.people))
    if said(case, ALL_VERIFIED) or not has_somebody:
        return False
    answer = required(case)
    roles = by_any_document(answer)
    if not roles:
        # Of a filing of an unknown kind that came back all the same, another one may be why.
        is_open = answer.roles is None and case.returned is True and case.verified is True
        return None if is_open and not all(person.verified for person in case.people or _SOMEBODY) else False
    found = states(case)
    done = {person.number for person, verified in found if verified}
    if not case.verified and not done:
        return False
    if case.verified or case.number is not None:
        # Done, or not another's.
        done.add(case.number)
    pending = [(person, verified) for person, verified in found if not verified and person.number not in done]
    if any(
        verified is False and person.number is not None and person.role in (answer.roles or ())
        for person, verified in pending
    ):
        return True
    covered = {person.role for person, _ in found}
    alone = case.verified and not found and len(roles) == 1
    return False if alone or (not pending and roles <= covered) else None


@rule
def check_resend_limit_reached(case: Case) -> Finding | None:
    """The provider's resends are used up, or the portal says so.

    Source: tencent-13435 (备案短信核验说明), 短信重发; huawei and alibaba-sms-check with limits of their own;
    miit-portal, smsValidate.

    >>> check_resend_limit_reached(Case(provider="tencent", resends=3)).status.value
    'confirmed'
    """
    if case.resends is not None and resends_left(case.resends, case.provider) == 0:
        return confirmed("resend-limit-reached", case.provider or "", case=case)
    return confirmed("resend-limit-reached", case=case) if said(case, "portal-resend-limit") else None


# 5. No SMS


@no_sms_rule
def check_phone_gets_no_code(case: Case) -> Finding | None:
    """No SMS on a phone that none is sent to: the code goes to contact 1 of those who verify, and to no other phone.

    Asked in a change filing whose number changed, where the new number gets the code.
    Source: tencent-13435 (备案短信核验说明), 验证类型; volcengine-2021.

    >>> people = [Person(role="entity-leader", phone="13800138000"),
    ...           Person(role="website-administrator", phone="13900139000")]
    >>> case = Case(filing="access", phone="13800138000", people=people, sms_received=False)
    >>> check_phone_gets_no_code(case).params["roles"]
    'website-administrator'
    """
    if case.sms_received is not False:
        return None
    finding = finding_if("phone-gets-no-code", _is_other_phone(case), asked=_is_number_changed(case), case=case)
    if finding is None or finding.status is Status.CHECK:
        return finding
    roles = required(case).roles or _ROLES
    return finding.with_params({"roles": ",".join(role for role in Role if role in roles)})


def _is_number_changed(case: Case) -> bool:
    """Whether this is a change filing of another number."""
    return case.filing is FilingType.CHANGE and case.phone_changed is True


@once
def _is_other_phone(case: Case) -> bool | None:
    """Whether the number of the case is known to be none of theirs who get the code.

    A number that was changed, but by a change filing, is another finding.
    """
    is_changed = case.phone_changed is True or case.filed_phone_usable is False or case.phones_equal is False
    return None if is_changed and not _is_number_changed(case) else _is_not_filed(case)


def _is_not_filed(case: Case) -> bool | None:
    """Whether the number of the case is none of those in the filing that the code goes to.

    Everybody who verifies by any document has to be known with their number.
    """
    if not case.people or case.number is None or not is_canonical(case.number):
        return None
    roles = by_any_document(required(case))
    if case.filing is not None and required(case).roles is None:
        # The leader, the administrator or both: nobody else, whichever of them a document would name.
        roles = _ROLES
    if not roles:
        return None
    holders = [person for person in case.people if person.role in roles or person.role is None]
    roles_of_phone = [person.role for person in holders if person.number == case.number]
    if roles_of_phone:
        return None if roles_of_phone == [None] else False
    return None if not roles <= {person.role for person in holders if person.number is not None} else True


@rule
def check_sms_on_its_way(case: Case, *, now: datetime | None = None) -> Finding | None:
    """No SMS yet: in the first minutes it may be on its way; until the next noon, that MIIT sends another one then.

    Counted from the sending, or from the provider's notice that the filing went to the bureau. Silent once the
    24 hours are over, and for a filing that came back or whose number has to be replaced.
    Source: tencent-13435 (备案短信核验说明); huawei; volcengine-2021.

    >>> submitted, now = (datetime.fromisoformat(f"2026-03-02T10:{minute}:00+08:00") for minute in ("00", "03"))
    >>> check_sms_on_its_way(Case(submitted_at=submitted, sms_received=False), now=now).cause("en")[:31]
    'The SMS may be on its way: as a'

    Raises:
        TypeError: ``now`` is not a datetime.
        ValueError: ``now`` has no time zone.
    """
    if now is None:
        return None
    require_aware("now", now)
    start = case.sms_sent_at or case.submitted_at
    if start is None or elapsed(start, now) < _NONE:
        return None
    is_useless = _is_other_phone(case) or _must_replace(case) or _is_ended(case, now)
    if not no_sms(case) or is_sms_explained(case) or is_useless:
        return None
    if is_just_sent(case, now):
        return info("sms-on-its-way", case=case)
    again_at = datetime.combine(start.astimezone(CHINA).date() + timedelta(days=1), SECOND_SMS, CHINA)
    if now >= again_at:
        return None
    return info("sms-on-its-way", "next-noon", case=case).with_params({"again_at": again_at.isoformat()})


def is_just_sent(case: Case, now: datetime) -> bool:
    """Whether no SMS came, and too little time has passed since it was sent to wonder."""
    start = case.sms_sent_at or case.submitted_at
    return case.sms_received is False and start is not None and _NONE <= elapsed(start, now) < ON_ITS_WAY


@no_sms_rule
def check_sms_intercepted(case: Case) -> Finding | None:
    """A spam filter took the SMS for spam.

    Source: tencent-faq-a, 收不到管局发送的核验短信, first cause; tencent-faq-b, 没有收到管局发送的核验短信怎么办？,
    item 2.

    >>> check_sms_intercepted(Case(intercepted=True)).status.value
    'confirmed'
    """
    return _finding_if_no_sms(case, "sms-intercepted", case.intercepted)


@no_sms_rule
def check_phone_receives_no_sms(case: Case) -> Finding | None:
    """The phone receives no other SMS either.

    Source: tencent-faq-a, 收不到管局发送的核验短信, first cause.

    >>> check_phone_receives_no_sms(Case(sms_received=False)).status.value
    'check'
    """
    return _finding_if_no_sms(case, "phone-receives-no-sms", not_(case.receives_other_sms))


@no_sms_rule
def check_line_suspended(case: Case) -> Finding | None:
    """The line is suspended for an unpaid bill.

    Source: tencent-faq-a, 收不到管局发送的核验短信, second cause.

    >>> check_line_suspended(Case(line_suspended=True)).status.value
    'confirmed'
    """
    return _finding_if_no_sms(case, "line-suspended", case.line_suspended)


@no_sms_rule
def check_resend_after_sim_move(case: Case) -> Finding | None:
    """The SIM was moved to another phone and the SMS not resent since; silent once no resend is left.

    Source: tencent-faq-b, 没有收到管局发送的核验短信怎么办？, item 3.

    >>> check_resend_after_sim_move(Case(sim_moved=True, resent_since_move=False)).status.value
    'confirmed'
    """
    cause = and_(case.sim_moved, not_(case.resent_since_move), may_resend(case))
    return _finding_if_no_sms(case, "resend-after-sim-move", cause)


@no_sms_rule
def check_segment_not_listed(case: Case) -> Finding | None:
    """The number's segment is not on the published list; what is no mobile number is ``phone-number-wrong``.

    Source: tencent-faq-b (短信核验类), 没有收到管局发送的核验短信怎么办？, item 4.

    >>> check_segment_not_listed(Case(phone="19212345678")).params["segment"]
    '192'
    """
    number = case.number
    if number is None:
        return _finding_if_no_sms(case, "segment-not-listed", None)
    if is_supported_segment(number) or not is_canonical(number):
        return None
    variant = "wide-use" if "wide-use" in check_segment(number).caveats else ""
    return confirmed("segment-not-listed", variant, case=case).with_params({"segment": _unlisted_segment(number)})


def _unlisted_segment(number: str) -> str:
    """The segment that the list lacks: three digits, or the longer row that decides."""
    three = number[:SEGMENT_DIGITS]
    return three if DEFAULT_TABLE.listed.after(three) is False else check_segment(number).params["segment"]


@no_sms_rule
def check_phone_changed_unrecoverable(case: Case) -> Finding | None:
    """Access filing, the number has changed and the old one is lost: changed at the original provider first.

    Silent where that provider cannot be reached, and where ``access-phone-mismatch-change-first`` says the same.
    Source: tencent-faq-a, 收不到管局发送的核验短信; that access filings are meant: alibaba-icp-2019 (短信核验FAQ).

    >>> case = Case(filing="access", phone_changed=True, filed_phone_usable=False)
    >>> check_phone_changed_unrecoverable(case).status.value
    'confirmed'
    """
    if case.original_provider_reachable is False or _must_change_first(case):
        return None
    return _finding_if_no_sms(case, "phone-changed-unrecoverable", _is_unrecoverable(case))


def _is_unrecoverable(case: Case) -> bool | None:
    return and_(_is_access(case), case.phone_changed, not_(case.filed_phone_usable))


@no_sms_rule
def check_replace_phone_and_resubmit(case: Case) -> Finding | None:
    """First filing or added website, and the number in it is out of use: withdrawn, corrected and submitted again.

    Also where no SMS came, the number was typed correctly and has changed since, unless the former one is known to
    work. Inferred: the documents have this for access filings only.
    Source: tencent-faq-a, 收不到管局发送的核验短信.

    >>> check_replace_phone_and_resubmit(Case(filing="first", filed_phone_usable=False)).basis.value
    'inferred'
    """
    if _must_replace(case):
        return confirmed("replace-phone-and-resubmit", case=case)
    return confirmed("replace-phone-and-resubmit", "changed", case=case) if _is_changed_for_good(case) else None


_NEW = (FilingType.FIRST, FilingType.ADD_WEBSITE)


def _must_replace(case: Case) -> bool:
    """Whether the number in an application of a new filing or website is out of use."""
    return case.filed_phone_usable is False and case.filing in _NEW


def _is_changed_for_good(case: Case) -> bool:
    """Whether the number in such an application was right and has changed since, and no SMS came on the new one.

    It was right if it was typed correctly, or the filing is known to have another. Not where the former one is known to
    work, nor under status 4, for which a document says to enter the new one.
    """
    if case.filing not in _NEW or case.filed_phone_usable is True or case.sms_received is not False:
        return False
    if case.phone_changed is not True or said(case, NOT_FOUND):
        return False
    has_another, is_right = _is_not_filed(case), _typed_correctly(case)
    return (has_another is not False and is_right is True) or (has_another is True and is_right is None)


# 6. What was entered, and what there is to enter it with

_NOTHING = Entries()
_ROLES = frozenset(Role)


@rule
def check_code_not_six_digits(case: Case) -> Finding | None:
    """The code is six digits. Source: tencent-faq-a, 短信验证信息输入错误, 验证码.

    >>> check_code_not_six_digits(Case(entered=Entries(code="73846"))).status.value
    'confirmed'
    """
    code = (case.entered or _NOTHING).code
    if code is None or (len(code) == _data.CODE_DIGITS and code.isascii() and code.isdigit()):
        return None
    return confirmed("code-not-six-digits", case=case)


@rule
def check_id_suffix_not_six(case: Case) -> Finding | None:
    """Of the ID number the last six characters are entered. Source: tencent-faq-a, 短信验证信息输入错误.

    >>> check_id_suffix_not_six(Case(entered=Entries(id_suffix="1002X"))).status.value
    'confirmed'
    """
    suffix = (case.entered or _NOTHING).id_suffix
    return None if suffix is None or is_six_characters(suffix) else confirmed("id-suffix-not-six", case=case)


@rule
def check_id_suffix_zhejiang_back(case: Case) -> Finding | None:
    """In Zhejiang a pass holder enters the number on the back, with full-width brackets.

    Only for a person known to hold a pass: a question about it would puzzle everybody else.
    Source: alibaba-icp-2019; volcengine-faq. Tencent's documents do not mention it.

    >>> holder = Person(id_type="hk-macau-pass")
    >>> case = Case(province="CN-ZJ", people=[holder], entered=Entries(id_suffix="567(8)"))
    >>> check_id_suffix_zhejiang_back(case).status.value
    'confirmed'
    """
    if case.province not in (None, REVERSE_PROVINCE):
        return None
    entered = case.entered or _NOTHING
    typists = owners(case, entered.number) or case.people
    holders: list[Person] = [person for person in typists if person.id_type is REVERSE_TYPE]
    if not holders or (entered.id_suffix is not None and is_reverse_suffix(entered.id_suffix)):
        return None
    known = case.province is not None and entered.id_suffix is not None and len(holders) == len(typists)
    return _finding_if_refused(case, "id-suffix-zhejiang-back", known or None)


@rule
def check_phone_not_contact_1(case: Case) -> Finding | None:
    """Only the number of contact 1 is valid. Source: tencent-faq-a, 短信验证信息输入错误, 手机号.

    >>> case = Case(people=[Person(phone="13800138000")], entered=Entries(phone="13900139000"))
    >>> check_phone_not_contact_1(case).status.value
    'confirmed'
    """
    return _finding_if_refused(case, "phone-not-contact-1", _is_no_contact(case), asks=_entry_to_ask(case))


@rule
def check_wrong_verifier_role(case: Case) -> Finding | None:
    """The number is that of a role which the filing does not verify, by all documents.

    Source: tencent-faq-a, 短信验证信息输入错误, 手机号; tencent-13435 (备案短信核验说明), 验证类型.

    >>> leader = Person(role="entity-leader", phone="13800138000")
    >>> case = Case(filing="access", people=[leader], entered=Entries(phone="13800138000"))
    >>> check_wrong_verifier_role(case).status.value
    'confirmed'
    """
    cause = _is_wrong_role(case)
    variant = ""
    if cause is None and required(case).alternatives:
        variant = "mini-program" if case.service is Service.MINI_PROGRAM else "sources-differ"
    is_filing_open = required(case).roles is None
    return _finding_if_refused(
        case, "wrong-verifier-role", cause, variant, asks=None if is_filing_open else _entry_to_ask(case)
    )


@rule
def check_entries_do_not_match(case: Case) -> Finding | None:
    """The number is one person's and the ID suffix another's. Source: tencent-faq-a, 短信验证信息输入错误.

    >>> people = [Person(phone="13800138000", id_suffix="31002X"), Person(phone="13900139000", id_suffix="345678")]
    >>> case = Case(people=people, entered=Entries(phone="13800138000", id_suffix="345678"))
    >>> check_entries_do_not_match(case).status.value
    'confirmed'
    """
    cause = _do_not_match(_matches(case))
    return _finding_if_refused(case, "entries-do-not-match", cause, asks=_entry_to_ask(case))


@rule
def check_entry_wrong(case: Case) -> Finding | None:
    """An entry is wrong: the ID suffix belongs to none of the people, only the code is left, or whichever it is.

    The code, where the portal refused entries of which number and suffix are one person's; one of the three, where it
    refused some that were found to be wrong. Silent beside a malformed entry of the same kind.
    Source: tencent-faq-a, 短信验证信息输入错误.

    >>> case = Case(people=[Person(id_suffix="31002X")], entered=Entries(id_suffix="345678"))
    >>> check_entry_wrong(case).status.value
    'confirmed'
    """
    if said(case, ENTRIES_REFUSED) and _is_code_wrong(case):
        return confirmed("entry-wrong", "code", case=case).with_params({"entry": "code"})
    cause = _is_wrong_entry(case)
    if cause is None and check_code_not_six_digits(case) is not None:
        # That one is wrong.
        return None
    if cause is None and said(case, ENTRIES_REFUSED) and case.entries_confirmed is False:
        return confirmed("entry-wrong", "one-of-three", case=case)
    return _finding_if_refused(case, "entry-wrong", cause, "" if cause else "one-of-three")


def _finding_if_refused(
    case: Case, code: str, cause: bool | None, variant: str = "", asks: str | None = None
) -> Finding | None:
    """:func:`finding_if` for a cause why the portal refused the entries (status 2)."""
    if cause:
        return confirmed(code, variant, case=case)
    return check(code, variant, case=case, asks=asks) if cause is None and said(case, ENTRIES_REFUSED) else None


def _entry_to_ask(case: Case) -> str:
    """What is missing to compare the entries with the people."""
    entered = case.entered or _NOTHING
    return "entered" if entered.phone is None or entered.id_suffix is None else "people"


def _is_no_contact(case: Case) -> bool | None:
    """Whether the entered number is contact 1 of none of the people."""
    number = (case.entered or _NOTHING).number
    if number is None or not case.people:
        return None
    numbers = [person.number for person in case.people]
    if number in numbers:
        return False
    return None if None in numbers else True


def _is_wrong_role(case: Case) -> bool | None:
    """Whether the entered number's owner has no role that is verified, by any document."""
    answer = required(case)
    if answer.roles is None:
        is_open = case.filing is None or (case.filing is FilingType.CHANGE and case.changes is None)
        return None if is_open else False  # No document says.
    by_others = [other.roles or () for other in answer.alternatives]
    by_all = answer.roles.intersection(*by_others)
    if not answer.roles or by_all == _ROLES:
        # Nobody verifies, or everybody does.
        return False
    typists = owners(case, (case.entered or _NOTHING).number)
    if not typists:
        # A number that is no contact has no role.
        return False if _is_no_contact(case) else None
    roles = {person.role for person in typists}
    if roles & by_all:
        return False
    return None if None in roles or roles & answer.roles.union(*by_others) else True


@once
def _matches(case: Case) -> list[tuple[bool | None, bool | None]]:
    """For each person: is the entered number theirs, is the suffix? Empty where neither can be said."""
    number, suffix = (case.entered or _NOTHING).number, (case.entered or _NOTHING).id_suffix
    if suffix is None:
        return []
    return [
        (
            None if number is None or person.number is None else person.number == number,
            is_suffix_of(suffix, person, case.province),
        )
        for person in case.people
    ]


def _do_not_match(matches: list[tuple[bool | None, bool | None]]) -> bool | None:
    """Whether the number is one person's, and the suffix that of a person with another number."""
    if not matches:
        return None
    if (True, True) in matches or all(phone is True or suffix is False for phone, suffix in matches):
        return False
    if all(phone is False for phone, _ in matches):
        return False
    possibly_both = any(phone is not False and suffix is not False for phone, suffix in matches)
    two_people = (False, True) in matches and any(phone is True for phone, _ in matches)
    return True if two_people and not possibly_both else None


def _is_wrong_entry(case: Case) -> bool | None:
    """Whether the suffix belongs to none of the people; one that is malformed is another finding."""
    if case.entries_confirmed is True or _is_suffix_malformed(case):
        return False
    matches = _matches(case)
    if not matches:
        return None
    if (True, True) in matches:
        # The code may be, or the role.
        return False if _is_wrong_role(case) else None
    if _do_not_match(matches):
        return False
    if all(phone is False for phone, _ in matches) and any(suffix is True for _, suffix in matches):
        # The number is.
        return False
    return True if all(suffix is False for _, suffix in matches) else None


def _is_suffix_malformed(case: Case) -> bool:
    suffix = (case.entered or _NOTHING).id_suffix
    if suffix is not None and not is_six_characters(suffix):
        return True
    back = check_id_suffix_zhejiang_back(case)
    return back is not None and back.status is Status.CONFIRMED


def _is_code_wrong(case: Case) -> bool:
    """Whether number and suffix are one person's, who is known to verify, so that only the code can be wrong."""
    if case.entries_confirmed is True:
        return False
    sure = surely_verify(case)
    own = [each for each, match in zip(case.people, _matches(case), strict=False) if match == (True, True)]
    if not own or not (sure == _ROLES or any(person.role in sure for person in own)):
        return False
    malformed = (check_code_not_six_digits, check_id_suffix_not_six, check_id_suffix_zhejiang_back)
    return all(malformation(case) is None for malformation in malformed)


@rule
def check_change_filing_first(case: Case) -> Finding | None:
    """The number on file no longer works, and a filing of this kind cannot be verified with a new one.

    Silent for an access filing whose original provider cannot be reached, where nothing can be changed, and for one of
    which an earlier finding says the same; and once the verification is done.
    Source: tencent-faq-a, 短信验证信息输入错误, 手机号, second note; tencent-19144 (变更备案).

    >>> check_change_filing_first(Case(filing="cancel-website", filed_phone_usable=False)).status.value
    'confirmed'
    """
    return confirmed("change-filing-first", case=case) if _must_change_filing(case) else None


def _must_change_filing(case: Case) -> bool:
    if case.filed_phone_usable is not False or case.filing not in _data.CHANGE_FILING_FIRST or _is_done(case):
        return False
    if case.filing is FilingType.ACCESS:
        is_said = not is_sms_explained(case) and (_must_change_first(case) or _is_unrecoverable(case))
        return not is_said and case.original_provider_reachable is not False
    return True


@rule
def check_open_portal_directly(case: Case) -> Finding | None:
    """The link in the SMS does not open. Source: tencent-faq-a, 短信核验校验链接打不开.

    >>> check_open_portal_directly(Case(link_opens=False)).status.value
    'confirmed'
    """
    return confirmed("open-portal-directly", case=case) if case.link_opens is False else None


@rule
def check_code_lost_resend(case: Case) -> Finding | None:
    """The code is not at hand; silent once no resend is left. Source: tencent-faq-a, 短信验证信息输入错误, 验证码.

    >>> check_code_lost_resend(Case(code_available=False)).status.value
    'confirmed'
    """
    return confirmed("code-lost-resend", case=case) if case.code_available is False and may_resend(case) else None


def may_resend(case: Case) -> bool:
    """Whether the SMS may, as far as is known, be resent once more."""
    if said(case, "portal-resend-limit"):
        return False
    return case.resends is None or resends_left(case.resends, case.provider) != 0


# 7. Good to know


@rule
def check_move_sim_and_resend(case: Case) -> Finding | None:
    """No SMS and no cause left to ask about: the remedy that the document has for all of them.

    Source: tencent-faq-a, 收不到管局发送的核验短信, first remedy.

    >>> check_move_sim_and_resend(Case(sms_received=False)) is None  # there are causes to ask about
    True
    """
    is_known = any(cause(case) is not None for cause in (*NO_SMS, *ALSO_NO_SMS))
    return None if is_known else move_sim_and_resend(case)


def move_sim_and_resend(case: Case) -> Finding | None:
    """:func:`check_move_sim_and_resend` where no cause is left."""
    is_moot = not no_sms(case) or is_sms_explained(case) or _is_out_of_use(case) or not may_resend(case)
    return None if is_moot else info("move-sim-and-resend", case=case)


@rule
def check_new_phone_allowed(case: Case) -> Finding | None:
    """The number on file no longer works, and a filing of this kind may be verified with a new one.

    Source: tencent-faq-a, 短信验证信息输入错误, 手机号, first note.

    >>> check_new_phone_allowed(Case(filing="change", filed_phone_usable=False)).status.value
    'info'
    """
    allowed = case.filed_phone_usable is False and case.filing in _data.NEW_PHONE_ALLOWED and not _is_done(case)
    return info("new-phone-allowed", case=case) if allowed else None


@rule
def check_possible_system_lag(case: Case) -> Finding | None:
    """No record though all is right, or verified already: the filing may be with the bureau.

    Silent where somebody is known not to have verified, and for a filing that came back.
    Source: tencent-faq-a, the notes of 短信验证未通过（验证超时或验证失败） and 重发短信提示“该条验证库里找不到记录”。;
    miit-portal, smsValidate.

    >>> check_possible_system_lag(Case(portal_message=4, entries_confirmed=True)).status.value
    'info'
    """
    if not said(case, NOT_FOUND) or _came_back(case, None) or verification_complete(case) is False:
        return None
    right = case.entries_confirmed is True or _is_done(case)
    return info("possible-system-lag", case=case) if right else None


@rule
def check_wait_for_bureau_review(case: Case) -> Finding | None:
    """Everybody has verified: the bureau reviews. Silent for a filing that failed or came back all the same.

    Source: tencent-faq-a, 已经提交了短信核验，工信部备案管理系统显示“您的短信核验完成，请等待其他核验人进行短信核验”。.

    >>> check_wait_for_bureau_review(Case(portal_message=3)).status.value
    'info'
    """
    waiting = not case.failed and not case.returned and all_verified(case)
    return info("wait-for-bureau-review", case=case) if waiting else None


@rule
def check_documents_disagree(case: Case, *, now: datetime | None = None) -> Finding | None:
    """Tencent's documents differ on who submits an unchanged filing again; after a sixth entry only one speaks.

    Source: tencent-faq-a, 短信验证未通过（验证超时或验证失败）, bullet 1; tencent-faq-b, 管局短信核验失败怎么办？,
    bullet 1.

    >>> case = Case(provider="tencent", failed=True, modified=False, meets_requirements=True)
    >>> check_documents_disagree(case).params["alternative"]
    'provider-resubmits-unchanged'
    """
    return _documents_disagree(case) if _came_back(case, now) else None


def _documents_disagree(case: Case) -> Finding | None:
    if case.provider is not Provider.TENCENT or not _can_stay_unchanged(case) or _sixth_entry(case):
        return None
    if _is_replaced_first(case):
        return None
    return info("documents-disagree", case=case).with_params({"alternative": "provider-resubmits-unchanged"})


#: The rule of each code, in the order of :data:`CODES`. The ten codes of the portal's messages have one rule. Rules
#: that depend on the time take ``now`` as a keyword argument; without it they say nothing about time.
CHECKS: Mapping[str, Check] = MappingProxyType({
    "verification-timed-out": check_verification_timed_out,
    "verification-failed": check_verification_failed,
    "returned-after-sixth-entry": check_returned_after_sixth_entry,
    "resubmit-unchanged": check_resubmit_unchanged,
    "reapply-after-rejection": check_reapply_after_rejection,
    "wrong-entries-exhausted": check_wrong_entries_exhausted,
    "deadline-running": check_deadline_running,
    "no-verification-for-filing-type": check_no_verification_for_filing_type,
    "access-phone-mismatch-change-first": check_access_phone_mismatch_change_first,
    "access-phone-mismatch-cancel-refile": check_access_phone_mismatch_cancel_refile,
    **{code: check_portal_message for _, code, _ in _data.MESSAGES},
    "portal-message-unknown": check_portal_message,
    "phone-number-wrong": check_phone_number_wrong,
    "application-not-submitted": check_application_not_submitted,
    "phone-changed": check_phone_changed,
    "other-verifier-pending": check_other_verifier_pending,
    "resend-limit-reached": check_resend_limit_reached,
    "phone-gets-no-code": check_phone_gets_no_code,
    "sms-on-its-way": check_sms_on_its_way,
    "sms-intercepted": check_sms_intercepted,
    "phone-receives-no-sms": check_phone_receives_no_sms,
    "line-suspended": check_line_suspended,
    "resend-after-sim-move": check_resend_after_sim_move,
    "segment-not-listed": check_segment_not_listed,
    "phone-changed-unrecoverable": check_phone_changed_unrecoverable,
    "replace-phone-and-resubmit": check_replace_phone_and_resubmit,
    "code-not-six-digits": check_code_not_six_digits,
    "id-suffix-not-six": check_id_suffix_not_six,
    "id-suffix-zhejiang-back": check_id_suffix_zhejiang_back,
    "phone-not-contact-1": check_phone_not_contact_1,
    "wrong-verifier-role": check_wrong_verifier_role,
    "entries-do-not-match": check_entries_do_not_match,
    "entry-wrong": check_entry_wrong,
    "change-filing-first": check_change_filing_first,
    "open-portal-directly": check_open_portal_directly,
    "code-lost-resend": check_code_lost_resend,
    "move-sim-and-resend": check_move_sim_and_resend,
    "new-phone-allowed": check_new_phone_allowed,
    "possible-system-lag": check_possible_system_lag,
    "wait-for-bureau-review": check_wait_for_bureau_review,
    "documents-disagree": check_documents_disagree,
})  # fmt: skip

#: What follows for a filing that is known to have come back.
AFTER_RETURN: tuple[Check, ...] = (_resubmit_unchanged, _reapply_after_rejection, _documents_disagree)
#: The causes of a missing SMS that looking at the phone and its filing brings out, in order.
NO_SMS: tuple[Check, ...] = (
    check_access_phone_mismatch_change_first, check_access_phone_mismatch_cancel_refile, check_phone_gets_no_code,
    check_sms_intercepted, check_phone_receives_no_sms, check_line_suspended, check_resend_after_sim_move,
    check_segment_not_listed, check_phone_changed_unrecoverable, check_replace_phone_and_resubmit,
)  # fmt: skip
#: What else explains it, and is a finding without that symptom too.
ALSO_NO_SMS: tuple[Check, ...] = (
    check_no_verification_for_filing_type, check_application_not_submitted, check_phone_number_wrong,
)  # fmt: skip
