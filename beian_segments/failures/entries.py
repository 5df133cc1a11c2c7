"""What was typed into the portal's form, and what keeps one from typing it. Document A is Tencent's 短信核验.

Of these a question is asked only when the portal has refused the entries (status 2).
"""

from __future__ import annotations

from beian_segments.failures import _rules
from beian_segments.failures.facts import Case, Entries
from beian_segments.failures.findings import Finding, confirmed, judged
from beian_segments.failures.limits import resend_left
from beian_segments.failures.suffix import REVERSE_PROVINCE, REVERSE_TYPE, SUFFIX_LENGTH, is_reverse_suffix, owns
from beian_segments.failures.symptoms import ENTRIES_REFUSED, Check, said
from beian_segments.failures.verifiers import owners, required
from beian_segments.failures.vocabulary import FilingType, Role

__all__ = [
    "ENTRIES",
    "MEANS",
    "check_change_filing_first",
    "check_code_lost_resend",
    "check_code_not_six_digits",
    "check_entries_do_not_match",
    "check_entry_wrong",
    "check_id_suffix_not_six",
    "check_id_suffix_zhejiang_back",
    "check_open_portal_directly",
    "check_phone_not_contact_1",
    "check_wrong_verifier_role",
]

_NOTHING = Entries()
_ROLES = frozenset(Role)


def check_code_not_six_digits(case: Case) -> Finding | None:
    """The code is six digits. Source: A, 短信验证信息输入错误, 验证码."""
    code = (case.entered or _NOTHING).code
    if code is None or (len(code) == _rules.CODE_DIGITS and code.isascii() and code.isdigit()):
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
    if case.filed_phone_usable is not False or case.filing not in _rules.CHANGE_FILING_FIRST:
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
