"""Cases that can happen."""

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
    _data,
    id_suffix,
    required_verifiers,
)
from beian_segments.failures.id_numbers import REVERSE_PROVINCE, REVERSE_TYPE
from beian_segments.failures.rules import ENTRIES_REFUSED, NOT_FOUND
from beian_segments.failures.verifiers import ALL_VERIFIED
from beian_segments.parsing import is_canonical
from beian_segments.prefixes import DIGITS
from beian_segments.strategies.malformed import malformed_numbers
from beian_segments.strategies.numbers import check_one_of, digits, supported_numbers, unlisted_numbers
from beian_segments.strategies.writings import CHARACTERS, writings

__all__ = [
    "DONE",
    "FALSE",
    "FLAG",
    "MESSAGES",
    "NOT_RESENT",
    "REFUSED",
    "RESENT",
    "TRUE",
    "Facts",
    "Symptom",
    "arrival",
    "attempts",
    "cases",
    "entered",
    "fact",
    "filing",
    "has_not_passed",
    "is_mobile",
    "obstacles",
    "on_file",
    "people",
    "resends",
    "result",
    "verifier",
]

T = TypeVar("T")

#: The fields of a case by name, as far as they are drawn.
Facts = dict[str, Any]


class Symptom(StrEnum):
    """What somebody comes with, as :func:`beian_segments.failures.diagnose` tells it."""

    NO_SMS = "no-sms"
    """No SMS came, though the filing has one."""

    NOT_PASSED = "not-passed"
    """The verification failed, the filing was returned, or five entries were wrong (time alone needs ``now``)."""

    ENTRIES_REFUSED = "entries-refused"
    """The portal refused the entries: status 2."""

    MESSAGE = "message"
    """The portal said something."""


def fact(*values: T) -> st.SearchStrategy[T | None]:
    """A fact: unknown, which it shrinks to, or one of some values."""
    return st.sampled_from((None, *values))


#: Facts that may be so or not, and that are not known to be otherwise.
FLAG = fact(True, False)
TRUE = fact(True)
FALSE = fact(False)

#: What the portal says, by code: its number, the number as text, its words, and these after the greeting.
MESSAGES: Mapping[str, tuple[str | int, ...]] = {
    code: (status, str(status), text, f"{_data.GREETING}{text}") for status, code, text in _data.MESSAGES
}

# Whom it says it to, as far as it tells.

#: Somebody who has verified.
DONE = ("portal-already-verified", "portal-other-verifier-pending", ALL_VERIFIED)
#: Somebody who has entered something and has not verified.
REFUSED = (ENTRIES_REFUSED, "portal-failed-retry", "portal-failed-ask-provider")
#: Somebody who asked for another SMS, and got none; and who got one, or as many as there are.
NOT_RESENT = (NOT_FOUND, "portal-no-pending-application")
RESENT = ("portal-resend-ok", "portal-resend-limit")


_NUMBERS = supported_numbers() | unlisted_numbers()
_PHONES = _NUMBERS | writings(_NUMBERS)
_CODES = digits(_data.CODE_DIGITS, _data.CODE_DIGITS)

# The last characters of a document's number.
_LENGTH = _data.ID_SUFFIX_LENGTH
_SUFFIXES = {
    IdType.ID_CARD: st.builds(str.__add__, digits(_LENGTH - 1, _LENGTH - 1), st.sampled_from(f"{DIGITS}X")),
    IdType.PASSPORT: st.text(DIGITS + ascii_uppercase, min_size=_LENGTH, max_size=_LENGTH),
    IdType.HK_MACAU_PASS: digits(_LENGTH, _LENGTH),
}
_ANY_SUFFIX = st.one_of(list(_SUFFIXES.values()))
_BACK_OF_A_PASS = digits(_LENGTH - 2, _LENGTH - 2).map(
    lambda number: id_suffix(REVERSE_TYPE, "", province=REVERSE_PROVINCE, reverse_number=f"{number[1:]}({number[:1]})")
)
_ANY_TEXT = st.text(CHARACTERS + ascii_letters, max_size=2 * _LENGTH)

# As far as known.
_ID_TYPES = fact(*IdType)
_SUFFIX_OF = {kind: st.none() | suffixes for kind, suffixes in [*_SUFFIXES.items(), (None, _ANY_SUFFIX)]}
_PHONE = st.none() | _PHONES
_CODE = st.none() | _CODES
_TYPED_CODE = _CODE | _ANY_TEXT
_TYPED_SUFFIX = _ANY_SUFFIX | _BACK_OF_A_PASS | _ANY_TEXT
_TYPED_PHONE = _PHONES | malformed_numbers()
_TELLERS = st.sampled_from([(True, True), (True, False), (False, True)])

# Nobody known, somebody in an unknown role, or who stands in the filing, as far as known.
_ROLES = st.sampled_from([(), (None,), *((role,) for role in Role), tuple(Role)])


@st.composite
def _somebody(draw: st.DrawFn, verified: st.SearchStrategy[bool | None]) -> Person:
    id_type = draw(_ID_TYPES)
    suffix = draw(_SUFFIX_OF[id_type])
    return Person(phone=draw(_PHONE), verified=draw(verified), id_type=id_type, id_suffix=suffix)


def people(draw: st.DrawFn, *, verified: st.SearchStrategy[bool | None]) -> tuple[Person, ...]:
    """The people of a filing, at most one a role; two with one number are one person in two roles."""
    found: list[Person] = []
    for role in draw(_ROLES):
        is_new = draw(st.booleans())
        somebody = draw(_somebody(verified)) if is_new or not found else found[0]
        with_their_number = (other for other in found if other.number == somebody.number is not None)
        found.append(evolve(next(with_their_number, somebody), role=role))
    return tuple(found)


def verifier(draw: st.DrawFn, persons: Sequence[Person], *, verified: bool | None, is_reached: bool) -> Facts:
    """Whose number a case is about, and who tells whether they have verified: the case, the person, or both.

    The filing's SMS and pages reach nobody but its people.
    """
    theirs_or_unknown = _known_phones(persons)
    if not is_reached:
        phone = draw(theirs_or_unknown | _TYPED_PHONE)
    else:
        phone = draw(theirs_or_unknown | _PHONES if _others(persons) else theirs_or_unknown)
    theirs = _holders(persons, phone)
    by_case, by_person = draw(_TELLERS)
    told = evolve(theirs[0], verified=verified if by_person else None) if theirs else None
    return {
        "phone": phone,
        "verified": verified if by_case or not theirs else None,
        "people": tuple(evolve(told, role=each.role) if told and each in theirs else each for each in persons),
    }


def entered(draw: st.DrawFn, facts: Facts, *, is_done: bool, is_refused: bool) -> Facts:
    """What the holder of a case's number typed into the portal's form, and whether they say that it is right.

    Who is done typed what is on file, as far as it is known; who was refused did not, nor did who has no number.
    """
    phone, persons = facts["phone"], facts["people"]
    theirs = _holders(persons, phone)
    is_contact = phone is None or bool(theirs) or (is_mobile(phone) and _others(persons))
    may_be_right = is_contact and not is_refused
    kind = draw(st.sampled_from(["unknown", *["right"] * may_be_right, *["any"] * (not is_done)]))
    if kind == "right":
        suffix = theirs[0].id_suffix if theirs else draw(_SUFFIX_OF[None])
        entries = Entries(code=draw(_CODE), phone=phone, id_suffix=suffix)
        return {"entered": entries, "entries_confirmed": draw(TRUE)}
    if kind == "any":
        return {"entered": draw(_any_entries(persons)), "entries_confirmed": draw(FALSE)}
    return {"entries_confirmed": draw(FLAG if may_be_right else FALSE)}


@st.composite
def _any_entries(draw: st.DrawFn, persons: Sequence[Person]) -> Entries:
    return Entries(
        code=draw(_TYPED_CODE),
        phone=draw(_known_phones(persons) | _TYPED_PHONE),
        id_suffix=draw(fact(*(person.id_suffix for person in persons)) | _TYPED_SUFFIX),
    )


def is_mobile(phone: str) -> bool:
    """Whether a text is a writing of a mobile number."""
    return is_canonical(Person(phone=phone).number or "")


def _known_phones(persons: Sequence[Person]) -> st.SearchStrategy[str | None]:
    """One of the people's numbers, as far as known."""
    return fact(*(person.phone for person in persons if person.phone is not None))


def _others(persons: Sequence[Person]) -> bool:
    """Whether a number that is none of the people's may still be one of the filing's."""
    return not persons or any(person.phone is None for person in persons)


def _holders(persons: Sequence[Person], phone: str | None) -> list[Person]:
    number = Person(phone=phone).number
    return [person for person in persons if person.number == number is not None]


_FILINGS = fact(*FilingType)
_VERIFIED_FILINGS = fact(*(kind for kind in FilingType if kind is not FilingType.CANCEL_ACCESS))
_SOME_CHANGES = [frozenset(parts) for size in range(1, len(Part) + 1) for parts in combinations(Part, size)]
_CHANGES = fact(*_SOME_CHANGES, frozenset())
_VERIFIED_CHANGES = fact(*_SOME_CHANGES)
_PROVIDERS = st.sampled_from([Provider.TENCENT, None, *(each for each in Provider if each is not Provider.TENCENT)])
_PROVINCES = fact(REVERSE_PROVINCE) | st.sampled_from(_data.PROVINCES)

_LIMIT = _data.WRONG_ENTRY_LIMIT

_ZONES = [UTC, *(timezone(timedelta(hours=hours)) for hours in (8, 13, -11))]
_MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.sampled_from(_ZONES))  # noqa: DTZ001 - the zones are drawn
_ANY_MOMENT = st.none() | _MOMENTS
_ANY_WAIT = st.none() | st.timedeltas(timedelta(), timedelta(days=3))
_NOT = st.just(False)


def filing(draw: st.DrawFn, symptom: Symptom | None) -> Facts:
    """What is filed; with a symptom, something that has to be verified."""
    kind = draw(_FILINGS if symptom is None else _VERIFIED_FILINGS)
    changes = draw(_CHANGES if symptom is None else _VERIFIED_CHANGES)
    return {
        "filing": kind,
        "changes": changes if kind is FilingType.CHANGE else None,
        "provider": draw(_PROVIDERS),
        "province": draw(_PROVINCES),
    }


def on_file(draw: st.DrawFn, kind: FilingType | None) -> Facts:
    """What an earlier filing has to do with it, which a first one does not have. The number in use works."""
    equal = draw(FLAG)
    equal = equal if kind is FilingType.ACCESS else None
    facts = {
        "phones_equal": equal,
        "phone_changed": draw(FALSE if equal else FLAG),
        "filed_phone_usable": draw(TRUE if equal else FLAG),
        "original_provider_reachable": draw(FLAG),
    }
    return {"phone_changed": facts["phone_changed"]} if kind in (None, FilingType.FIRST) else facts


def arrival(draw: st.DrawFn, symptom: Symptom | None, code: str | None) -> Facts:
    """Whether and when the SMS was sent, which takes an application, and came."""
    has_entered = code in (*DONE, *REFUSED)
    received = draw(_NOT if symptom is Symptom.NO_SMS else TRUE if has_entered else FLAG)
    has_applied = received or has_entered or code in RESENT or symptom is Symptom.NOT_PASSED
    submitted = draw(TRUE if has_applied else FLAG)
    sent_at, waited = draw(_ANY_MOMENT), draw(_ANY_WAIT)
    received_at = (sent_at or draw(_MOMENTS)) + waited if received and waited is not None else None
    return {
        "application_submitted": submitted,
        "sms_sent_at": None if submitted is False else sent_at,
        "sms_received": received,
        "sms_received_at": received_at,
    }


_NO_OBSTACLE: Facts = {"intercepted": False, "receives_other_sms": True, "line_suspended": False, "sim_moved": False}
_OBSTACLES = st.sampled_from([{}, _NO_OBSTACLE, None])


def obstacles(draw: st.DrawFn) -> Facts:
    """What may keep an SMS from coming: unknown, nothing of it, or each by itself."""
    facts = draw(_OBSTACLES)
    if facts is None:
        moved = draw(FLAG)
        facts = {
            "intercepted": draw(FLAG),
            "receives_other_sms": draw(FLAG),
            "line_suspended": draw(FLAG),
            "sim_moved": moved,
            "resent_since_move": draw(FLAG) if moved else None,
        }
    return facts


def resends(draw: st.DrawFn, provider: Provider | None, code: str | None, *, is_resent: bool) -> Facts:
    """How often the SMS was resent: up to the provider's limit, or the highest known one."""
    most = _data.RESENDS.get(provider or "", max(_data.RESENDS.values()))
    least = most if code == RESENT[-1] else int(code in RESENT or is_resent)
    return {"resends": draw(st.none() | st.integers(least, most))}


def attempts(draw: st.DrawFn, code: str | None) -> Facts:
    """What there is to enter and to enter it with, and how often it was wrong; who is done was right in time."""
    wrong = draw(st.none() | st.integers(int(code in REFUSED), _LIMIT + (code not in DONE)))
    tried = FLAG
    if code in DONE or (wrong is not None and wrong < _LIMIT):
        tried = FALSE
    elif wrong is not None and wrong > _LIMIT:
        tried = TRUE
    return {
        "wrong_entries": wrong,
        "tried_after_limit": draw(tried),
        "code_available": draw(FLAG),
        "link_opens": draw(FLAG),
    }


def result(draw: st.DrawFn, facts: Facts, code: str | None, *, may_enter: bool) -> Facts:
    """What came of it. One person's verification does not save a filing that others have to verify too."""
    is_over = facts.get("tried_after_limit") is True or _wrong(facts) > _LIMIT
    is_not_done = is_over or not may_enter or code in REFUSED
    verified = draw(TRUE if code in DONE else FALSE if is_not_done else FLAG)
    is_well = code == ALL_VERIFIED or facts["application_submitted"] is False
    has_failed = code == "portal-failed-ask-provider"
    return {
        "verified": verified,
        "failed": draw(FALSE if is_well or verified else TRUE if has_failed else FLAG),
        "returned": draw(FALSE if is_well else TRUE if is_over else FLAG),
    }


def has_not_passed(facts: Facts) -> bool:
    """Whether some facts make up :attr:`Symptom.NOT_PASSED`."""
    return bool(facts["failed"] or facts["returned"]) or _wrong(facts) >= _LIMIT


def _wrong(facts: Facts) -> int:
    return facts.get("wrong_entries") or 0


def cases(*, symptom: Symptom | str | None = None) -> st.SearchStrategy[Case]:
    """Cases whose facts agree with one another; any of them may be unknown.

    No SMS that never came was received at some time, nobody has verified whose entries the portal refused, one number
    is one person, and so on. Numbers, codes and suffixes may be wrong: that is what a case is about. Phones are those
    of listed and unlisted segments in any accepted writing, and texts that are none. Shrink to a case of which nothing
    is known but the default provider, and with a symptom to what makes it up.

    A case's repr masks its numbers; to see those of an example, print ``attrs.asdict`` of it.

    Args:
        symptom: only cases with this symptom; they may have others too.

    Raises:
        InvalidArgument: ``symptom`` is no :class:`Symptom`.
    """
    check_one_of("symptom", symptom, Symptom)
    return _cases(None if symptom is None else Symptom(symptom))


# What the portal may have said, by symptom.
_SYMPTOMS_BY_NAME: Mapping[Symptom | None, Sequence[str | None]] = {
    None: (None, *MESSAGES),
    Symptom.NO_SMS: (None, *NOT_RESENT, *RESENT),
    Symptom.NOT_PASSED: (None, *(code for code in MESSAGES if code != ALL_VERIFIED)),
    Symptom.ENTRIES_REFUSED: (ENTRIES_REFUSED,),
    Symptom.MESSAGE: tuple(MESSAGES),
}


@st.composite
def _cases(draw: st.DrawFn, symptom: Symptom | None) -> Case:
    # What cannot be is drawn all the same and dropped: a case that skips it would be the simpler one.
    filed = filing(draw, symptom)
    code = draw(st.sampled_from(_SYMPTOMS_BY_NAME[symptom]))
    facts: Facts = {"portal_message": code and draw(st.sampled_from(MESSAGES[code]))}
    facts |= on_file(draw, filed["filing"]) | arrival(draw, symptom, code)
    has_come, has_applied = facts["sms_received"], facts["application_submitted"]
    may_enter = has_come is not False and has_applied is not False
    in_the_way = obstacles(draw)
    facts |= in_the_way if has_come is not True else {}
    again = resends(draw, filed["provider"], code, is_resent=facts.get("resent_since_move") is True)
    facts |= again if has_applied is not False else {}
    tried = attempts(draw, code)
    facts |= tried if may_enter else {}
    facts |= result(draw, facts, code, may_enter=may_enter)
    if symptom is Symptom.NOT_PASSED and not has_not_passed(facts):
        facts["returned"] = True
    facts |= _verifying(draw, facts, code, may_enter=may_enter)
    facts |= {"modified": draw(FLAG), "meets_requirements": draw(FLAG)}
    nobody_verifies = required_verifiers(filed["filing"], filed["changes"]).roles == frozenset()
    return Case(**filed, **({} if nobody_verifies else facts))


def _verifying(draw: st.DrawFn, facts: Facts, code: str | None, *, may_enter: bool) -> Facts:
    """The people of a case, its number, and what was entered."""
    is_done = facts["verified"] is True or code in DONE
    # Whoever got something from the portal has a number, and it was typed right.
    is_reached = is_done or facts["sms_received"] is True or code in REFUSED
    persons = people(draw, verified=TRUE if code == ALL_VERIFIED else FLAG)
    found = verifier(draw, persons, verified=facts["verified"], is_reached=is_reached)
    typed = entered(draw, found, is_done=is_done, is_refused=code in REFUSED)
    found |= typed if may_enter else {}
    phone = found["phone"]
    if phone is not None and not is_mobile(phone):
        correct = FALSE
    else:
        correct = TRUE if is_reached or found.get("entries_confirmed") else FLAG
    return found | {"phone_correct": draw(correct)}
