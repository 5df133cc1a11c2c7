"""Filing cases whose facts agree with one another.

A case is drawn in the order in which a filing goes: what is filed, what the portal said in the end, whether the SMS was
sent and came, what kept it from coming, what was entered, what came of it, and whose number it is all about. Each
function draws the facts of one step from those of the steps before it. The order is also that of shrinking.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from itertools import combinations
from string import ascii_letters, ascii_uppercase
from typing import Any, TypeVar

from attrs import evolve
from hypothesis import strategies as st

from beian_segments.failures import (
    Case,
    Entries,
    FilingType,
    IdType,
    Part,
    Person,
    Provider,
    Role,
    Service,
    _data,
    id_suffix,
    required_verifiers,
)
from beian_segments.failures.id_numbers import REVERSE_PROVINCE, REVERSE_TYPE
from beian_segments.failures.rules import ENTRIES_REFUSED, NOT_FOUND
from beian_segments.failures.verifiers import ALL_VERIFIED
from beian_segments.parsing import CHARACTERS, is_canonical
from beian_segments.prefixes import DIGITS
from beian_segments.strategies.malformed import malformed_numbers
from beian_segments.strategies.numbers import check_one_of, digits, supported_numbers, unlisted_numbers
from beian_segments.strategies.writings import writings

__all__ = ["Symptom", "cases"]

T = TypeVar("T")

# The fields of a case by name, as far as they are drawn.
_Facts = dict[str, Any]


class Symptom(StrEnum):
    """What a user asks about: the symptoms that :func:`beian_segments.failures.diagnose` knows.

    >>> [str(symptom) for symptom in Symptom]
    ['no-sms', 'not-passed', 'entries-refused', 'message']
    """

    NO_SMS = "no-sms"
    """No SMS came, though the filing has one."""

    NOT_PASSED = "not-passed"
    """The verification failed, the filing was returned, or five entries were wrong (time alone needs ``now``)."""

    ENTRIES_REFUSED = "entries-refused"
    """The portal refused the entries: status 2."""

    MESSAGE = "message"
    """The portal said something."""


def _unknown_or(*values: T) -> st.SearchStrategy[T | None]:
    """A fact: unknown, which it shrinks to, or one of some values."""
    return st.sampled_from((None, *values))


# Facts that are true or false, never true, and never false, as far as known.
_FLAG = _unknown_or(True, False)
_TRUE = _unknown_or(True)
_FALSE = _unknown_or(False)

# What the portal says, by code: its number, the number as text, its words, and these after the greeting or other words.
_MESSAGES: Mapping[str, Sequence[str | int]] = {
    code: (status, str(status), text, f"{_data.GREETING}{text}", f"系统提示：{text}")
    for status, code, text in _data.MESSAGES
}
# What is none of its messages.
_UNKNOWN_MESSAGE = "portal-message-unknown"
_UNKNOWN_MESSAGES: Sequence[str | int] = ("短信核验失败", "该条验证库里找不到纪录", 999)
# It says so to somebody who has verified; who has entered something and has not verified; who asked for another SMS and
# got none; who asked for another and got it, or has got as many as there are.
_DONE = ("portal-already-verified", "portal-other-verifier-pending", ALL_VERIFIED)
_REFUSED = (ENTRIES_REFUSED, "portal-failed-retry", "portal-failed-ask-provider")
_NOT_RESENT = (NOT_FOUND, "portal-no-pending-application")
_RESEND_LIMIT = "portal-resend-limit"
_RESENT = ("portal-resend-ok", _RESEND_LIMIT)

# What it may have said, by symptom.
_CODES: Mapping[Symptom | None, Sequence[str | None]] = {
    None: (None, *_MESSAGES, _UNKNOWN_MESSAGE),
    Symptom.NO_SMS: (None, *_NOT_RESENT, *_RESENT),
    Symptom.NOT_PASSED: (None, *(code for code in _MESSAGES if code != ALL_VERIFIED)),
    Symptom.ENTRIES_REFUSED: (ENTRIES_REFUSED,),
    Symptom.MESSAGE: (*_MESSAGES, _UNKNOWN_MESSAGE),
}


def cases(*, symptom: Symptom | str | None = None) -> st.SearchStrategy[Case]:
    """Cases whose facts agree with one another; any of them may be unknown.

    For example, an SMS that did not come has no time at which it came, nobody has verified whose entries the portal
    refused, and one number is one person. Numbers, codes and suffixes may be wrong: that is what a case is about.
    Phones are those of listed and unlisted segments in any accepted writing, and malformed ones. Shrink to a case of
    which nothing is known but the default provider, and with a symptom to what makes it up.

    A case's repr masks its numbers; to see those of an example, print ``attrs.asdict`` of it.

    >>> from hypothesis import given
    >>> @given(cases(symptom="no-sms"))
    ... def test_the_sms_did_not_come(case):
    ...     assert case.sms_received is False
    >>> test_the_sms_did_not_come()

    Args:
        symptom: only cases with this symptom; they may have others too.

    Raises:
        InvalidArgument: ``symptom`` is no :class:`Symptom`.
    """
    check_one_of("symptom", symptom, Symptom)
    return _cases(None if symptom is None else Symptom(symptom))


@st.composite
def _cases(draw: st.DrawFn, symptom: Symptom | None) -> Case:
    # Facts that cannot be are drawn and then dropped: an example that draws less would count as the simpler one.
    filed = _filed(draw, symptom)
    code = draw(st.sampled_from(_CODES[symptom]))
    facts: _Facts = {"portal_message": code and draw(st.sampled_from(_MESSAGES.get(code, _UNKNOWN_MESSAGES)))}
    facts |= _on_file(draw, filed["filing"]) | _sent_and_received(draw, symptom, code)
    may_be_submitted = facts["application_submitted"] is not False
    may_enter = facts["sms_received"] is not False and may_be_submitted
    obstacles = _obstacles(draw)
    facts |= obstacles if facts["sms_received"] is not True else {}
    resends = _resends(draw, filed["provider"], code, is_resent=facts.get("resent_since_move") is True)
    facts |= resends if may_be_submitted else {}
    attempts = _attempts(draw, code)
    facts |= attempts if may_enter else {}
    facts |= _result(draw, facts, code, may_enter=may_enter)
    if symptom is Symptom.NOT_PASSED and not (facts["failed"] or facts["returned"] or _wrong_entries(facts) >= _LIMIT):
        facts["returned"] = True
    facts |= _people_and_entries(draw, facts, code, may_enter=may_enter)
    facts |= {"modified": draw(_FLAG), "meets_requirements": draw(_FLAG)}
    nobody_verifies = required_verifiers(filed["filing"], filed["changes"], filed["service"]).roles == frozenset()
    return Case(**filed, **({} if nobody_verifies else facts))


# The filing: with a symptom, one that has to be verified.

_FILINGS = _unknown_or(*FilingType)
_VERIFIED_FILINGS = _unknown_or(*(kind for kind in FilingType if kind is not FilingType.CANCEL_ACCESS))
_SOME_CHANGES = [frozenset(parts) for size in range(1, len(Part) + 1) for parts in combinations(Part, size)]
_CHANGES = _unknown_or(*_SOME_CHANGES, frozenset())
_VERIFIED_CHANGES = _unknown_or(*_SOME_CHANGES)
_SERVICES = _unknown_or(*Service)
_PROVIDERS = st.sampled_from([Provider.TENCENT, None, *(each for each in Provider if each is not Provider.TENCENT)])
_PROVINCES = _unknown_or(REVERSE_PROVINCE) | st.sampled_from(_data.PROVINCES)


def _filed(draw: st.DrawFn, symptom: Symptom | None) -> _Facts:
    kind = draw(_FILINGS if symptom is None else _VERIFIED_FILINGS)
    changes = draw(_CHANGES if symptom is None else _VERIFIED_CHANGES)
    return {
        "filing": kind,
        "changes": changes if kind is FilingType.CHANGE else None,
        "service": draw(_SERVICES),
        "provider": draw(_PROVIDERS),
        "province": draw(_PROVINCES),
    }


def _on_file(draw: st.DrawFn, kind: FilingType | None) -> _Facts:
    """What the filing has to do with an earlier one, which a first filing does not have. The number in use works."""
    equal = draw(_FLAG)
    equal = equal if kind is FilingType.ACCESS else None
    facts = {
        "phones_equal": equal,
        "phone_changed": draw(_FALSE if equal else _FLAG),
        "filed_phone_usable": draw(_TRUE if equal else _FLAG),
        "original_provider_reachable": draw(_FLAG),
    }
    return {"phone_changed": facts["phone_changed"]} if kind in (None, FilingType.FIRST) else facts


# The SMS.

_ZONES = [UTC, *(timezone(timedelta(hours=hours)) for hours in (8, 13, -11))]
_MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.sampled_from(_ZONES))  # noqa: DTZ001 - the zones are drawn
_MAYBE_MOMENT = st.none() | _MOMENTS
_MAYBE_WAIT = st.none() | st.timedeltas(timedelta(), timedelta(days=3))


def _sent_and_received(draw: st.DrawFn, symptom: Symptom | None, code: str | None) -> _Facts:
    """Whether and when the application was submitted, the SMS sent, which takes an application, and came."""
    has_entered = code in (*_DONE, *_REFUSED)
    received = draw(st.just(False) if symptom is Symptom.NO_SMS else _TRUE if has_entered else _FLAG)
    is_submitted = received or has_entered or code in _RESENT or symptom is Symptom.NOT_PASSED
    submitted = draw(_TRUE if is_submitted else _FLAG)
    submitted_at, sent_at = draw(_MAYBE_MOMENT), draw(_MAYBE_MOMENT)
    if submitted_at is not None and sent_at is not None:
        submitted_at, sent_at = sorted((submitted_at, sent_at))
    wait = draw(_MAYBE_WAIT)
    received_at = (sent_at or submitted_at or draw(_MOMENTS)) + wait if received and wait is not None else None
    return {
        "application_submitted": submitted,
        "submitted_at": None if submitted is False else submitted_at,
        "sms_sent_at": None if submitted is False else sent_at,
        "sms_received": received,
        "sms_received_at": received_at,
    }


_NO_OBSTACLE: _Facts = {"intercepted": False, "receives_other_sms": True, "line_suspended": False, "sim_moved": False}
_OBSTACLES = st.sampled_from([{}, _NO_OBSTACLE, None])


def _obstacles(draw: st.DrawFn) -> _Facts:
    """What may keep the SMS from coming: unknown, nothing, or each drawn separately."""
    facts = draw(_OBSTACLES)
    if facts is None:
        moved = draw(_FLAG)
        facts = {
            "intercepted": draw(_FLAG),
            "receives_other_sms": draw(_FLAG),
            "line_suspended": draw(_FLAG),
            "sim_moved": moved,
            "resent_since_move": draw(_FLAG) if moved else None,
        }
    return facts


def _resends(draw: st.DrawFn, provider: Provider | None, code: str | None, *, is_resent: bool) -> _Facts:
    """How often it was resent: up to the provider's limit, or the highest known one."""
    most = _data.RESENDS.get(provider or "", max(_data.RESENDS.values()))
    least = most if code == _RESEND_LIMIT else int(code in _RESENT or is_resent)
    return {"resends": draw(st.none() | st.integers(least, most))}


# The entries, and what came of them.

_LIMIT = _data.WRONG_ENTRY_LIMIT


def _attempts(draw: st.DrawFn, code: str | None) -> _Facts:
    """What there is to enter, and how often it was wrong: not beyond the limit if the verification is done."""
    wrong = draw(st.none() | st.integers(int(code in _REFUSED), _LIMIT + (code not in _DONE)))
    tried = _FLAG
    if code in _DONE or (wrong is not None and wrong < _LIMIT):
        tried = _FALSE
    elif wrong is not None and wrong > _LIMIT:
        tried = _TRUE
    return {
        "wrong_entries": wrong,
        "tried_after_limit": draw(tried),
        "code_available": draw(_FLAG),
        "link_opens": draw(_FLAG),
    }


def _result(draw: st.DrawFn, facts: _Facts, code: str | None, *, may_enter: bool) -> _Facts:
    """Whether it was verified, failed or returned. A filing that others must verify too is not saved by one person."""
    is_over = facts.get("tried_after_limit") is True or _wrong_entries(facts) > _LIMIT
    is_not_verified = is_over or not may_enter or code in _REFUSED
    verified = draw(_TRUE if code in _DONE else _FALSE if is_not_verified else _FLAG)
    is_well = code == ALL_VERIFIED or facts["application_submitted"] is False
    has_failed = code == "portal-failed-ask-provider"
    return {
        "verified": verified,
        "failed": draw(_FALSE if is_well or verified else _TRUE if has_failed else _FLAG),
        "returned": draw(_FALSE if is_well else _TRUE if is_over else _FLAG),
    }


def _wrong_entries(facts: _Facts) -> int:
    return facts.get("wrong_entries") or 0


# The people, the number of the case, and what its holder typed.

_NUMBERS = supported_numbers() | unlisted_numbers()
_PHONES = _NUMBERS | writings(_NUMBERS)
_MAYBE_PHONE = st.none() | _PHONES
_MAYBE_CODE = st.none() | digits(_data.CODE_DIGITS, _data.CODE_DIGITS)

_LENGTH = _data.ID_SUFFIX_LENGTH
_SUFFIXES = {
    IdType.ID_CARD: st.builds(str.__add__, digits(_LENGTH - 1, _LENGTH - 1), st.sampled_from(f"{DIGITS}X")),
    IdType.PASSPORT: st.text(DIGITS + ascii_uppercase, min_size=_LENGTH, max_size=_LENGTH),
    IdType.HK_MACAU_PASS: digits(_LENGTH, _LENGTH),
}
_ANY_SUFFIX = st.one_of(list(_SUFFIXES.values()))
_MAYBE_SUFFIX = {kind: st.none() | suffixes for kind, suffixes in [*_SUFFIXES.items(), (None, _ANY_SUFFIX)]}
_REVERSE_SUFFIX = digits(_LENGTH - 2, _LENGTH - 2).map(
    lambda number: id_suffix(REVERSE_TYPE, "", province=REVERSE_PROVINCE, reverse_number=f"{number[1:]}({number[:1]})")
)

_ANY_TEXT = st.text(sorted(CHARACTERS.union(ascii_letters)), max_size=2 * _LENGTH)
_TYPED_CODE = _MAYBE_CODE | _ANY_TEXT
_TYPED_PHONE = _PHONES | malformed_numbers()
_TYPED_SUFFIX = _ANY_SUFFIX | _REVERSE_SUFFIX | _ANY_TEXT

_ID_TYPES = _unknown_or(*IdType)
# Nobody known, somebody in an unknown role, one person or both.
_ROLES = st.sampled_from([(), (None,), *((role,) for role in Role), tuple(Role)])
# Who tells whether the holder of the number has verified: the case, the person, or both.
_TOLD_BY = st.sampled_from([(True, True), (True, False), (False, True)])


def _people_and_entries(draw: st.DrawFn, facts: _Facts, code: str | None, *, may_enter: bool) -> _Facts:
    is_done = facts["verified"] is True or code in _DONE
    # The filing's SMS and pages reach only its people, whose number was typed right.
    is_reached = is_done or facts["sms_received"] is True or code in _REFUSED
    people = _people(draw, verified=_TRUE if code == ALL_VERIFIED else _FLAG)
    found = _holder(draw, people, verified=facts["verified"], is_reached=is_reached)
    entered = _entered(draw, found, is_done=is_done, is_refused=code in _REFUSED)
    found |= entered if may_enter else {}
    phone = found["phone"]
    if phone is not None and not _is_mobile(phone):
        correct = _FALSE
    else:
        correct = _TRUE if is_reached or found.get("entries_confirmed") else _FLAG
    return found | {"phone_correct": draw(correct)}


def _people(draw: st.DrawFn, *, verified: st.SearchStrategy[bool | None]) -> tuple[Person, ...]:
    """The people of the filing, at most one a role; two with one number are one person in two roles."""
    found: list[Person] = []
    for role in draw(_ROLES):
        is_new = draw(st.booleans())
        person = draw(_persons(verified)) if is_new or not found else found[0]
        found.append(evolve(next(iter(_holders(found, person.phone)), person), role=role))
    return tuple(found)


@st.composite
def _persons(draw: st.DrawFn, verified: st.SearchStrategy[bool | None]) -> Person:
    id_type = draw(_ID_TYPES)
    suffix = draw(_MAYBE_SUFFIX[id_type])
    return Person(phone=draw(_MAYBE_PHONE), verified=draw(verified), id_type=id_type, id_suffix=suffix)


def _holder(draw: st.DrawFn, people: Sequence[Person], *, verified: bool | None, is_reached: bool) -> _Facts:
    """Whose number the case is about, and whether they have verified."""
    known = _known_phones(people)
    if not is_reached:
        phone = draw(known | _TYPED_PHONE)
    else:
        phone = draw(known | _PHONES if _may_have_others(people) else known)
    holders = _holders(people, phone)
    by_case, by_person = draw(_TOLD_BY)
    told = evolve(holders[0], verified=verified if by_person else None) if holders else None
    return {
        "phone": phone,
        "verified": verified if by_case or not holders else None,
        "people": tuple(evolve(told, role=each.role) if told and each in holders else each for each in people),
    }


def _entered(draw: st.DrawFn, facts: _Facts, *, is_done: bool, is_refused: bool) -> _Facts:
    """What the holder of the number typed into the portal's form, and whether they say that it is right.

    If they are done it is what is on file, as far as known. If they were refused, or have no number of the filing's, it
    is not.
    """
    phone, people = facts["phone"], facts["people"]
    holders = _holders(people, phone)
    is_contact = phone is None or bool(holders) or (_is_mobile(phone) and _may_have_others(people))
    may_be_right = is_contact and not is_refused
    kind = draw(st.sampled_from(["unknown", *["right"] * may_be_right, *["any"] * (not is_done)]))
    if kind == "right":
        suffix = holders[0].id_suffix if holders else draw(_MAYBE_SUFFIX[None])
        entries = Entries(code=draw(_MAYBE_CODE), phone=phone, id_suffix=suffix)
        return {"entered": entries, "entries_confirmed": draw(_TRUE)}
    if kind == "any":
        entries = Entries(
            code=draw(_TYPED_CODE),
            phone=draw(_known_phones(people) | _TYPED_PHONE),
            id_suffix=draw(_unknown_or(*(person.id_suffix for person in people)) | _TYPED_SUFFIX),
        )
        return {"entered": entries, "entries_confirmed": draw(_FALSE)}
    return {"entries_confirmed": draw(_FLAG if may_be_right else _FALSE)}


def _known_phones(people: Sequence[Person]) -> st.SearchStrategy[str | None]:
    """One of the people's numbers, as far as known."""
    return _unknown_or(*(person.phone for person in people if person.phone is not None))


def _may_have_others(people: Sequence[Person]) -> bool:
    """Whether a number that is none of the people's may still be one of the filing's."""
    return not people or any(person.phone is None for person in people)


def _holders(people: Sequence[Person], phone: str | None) -> list[Person]:
    number = Person(phone=phone).number
    return [person for person in people if person.number == number is not None]


def _is_mobile(phone: str) -> bool:
    return is_canonical(Person(phone=phone).number or "")
