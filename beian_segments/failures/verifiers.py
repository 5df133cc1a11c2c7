"""Who has to verify, with which number, and whether they have. Above the facts."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations

from attrs import frozen

from beian_segments.failures import _rules
from beian_segments.failures.facts import Case, Person
from beian_segments.failures.fields import known, members
from beian_segments.failures.sources import Source, cited
from beian_segments.failures.vocabulary import FilingType, Part, Role
from beian_segments.grammar import is_canonical, read

__all__ = [
    "Verifiers",
    "all_verified",
    "expected_recipients",
    "has_verified",
    "number_of",
    "owners",
    "phone_to_enter",
    "required",
    "required_verifiers",
    "verification_complete",
]


@frozen(kw_only=True)
class Verifiers:
    """Who verifies a filing.

    Attributes:
        roles: the roles; None where they are not known, empty where nobody has to.
        sources: who says so, the newest statement first.
        alternatives: what other sources say instead.
    """

    roles: frozenset[Role] | None
    sources: tuple[Source, ...] = ()
    alternatives: tuple[Verifiers, ...] = ()


_UNKNOWN = Verifiers(roles=None)

_BY_FILING = {
    FilingType(filing): Verifiers(
        roles=frozenset(map(Role, roles)),
        sources=cited(sources),
        alternatives=tuple(
            Verifiers(roles=frozenset(map(Role, others)), sources=cited(places)) for others, places in alternatives
        ),
    )
    for filing, (roles, sources, alternatives) in _rules.VERIFIERS.items()
}
_BY_CHANGES = {
    frozenset(parts): Verifiers(
        roles=frozenset(Role(_rules.ROLE_OF_PART[part]) for part in parts),
        sources=_BY_FILING[FilingType.CHANGE].sources,
    )
    for parts in chain.from_iterable(combinations(Part, size) for size in range(len(Part) + 1))
}


def required_verifiers(
    filing: FilingType | str | None, changes: Iterable[Part | str] | None = frozenset()
) -> Verifiers:
    """Who has to verify a filing: the answer of the newest documents, with what others say instead.

    ``changes`` are the parts that a change filing changes; none of them means that nobody verifies, None that they
    are not known. Source: T13435 (备案短信核验说明), 验证类型; the alternative for an added website: VOLC-2021.

    Raises:
        TypeError: an argument is neither a member of its enumeration nor a value, or ``changes`` is a str.
        ValueError: an unknown value.
    """
    return _answer(known("filing", FilingType, filing), members("changes", Part, changes))


def required(case: Case) -> Verifiers:
    """Who has to verify the filing of a case."""
    return _answer(case.filing, case.changes)


def _answer(filing: FilingType | None, changes: frozenset[Part] | None) -> Verifiers:
    if filing is None:
        return _UNKNOWN
    if filing is FilingType.CHANGE:
        return _UNKNOWN if changes is None else _BY_CHANGES[changes]
    return _BY_FILING[filing]


def expected_recipients(case: Case) -> tuple[Person, ...]:
    """Who of a case's people gets a code: whoever has to verify, each number once, in their order.

    A number is one person's (同人 is decided by the number), so two roles with one number get one code, sent to
    contact 1 alone. Empty if nobody has to verify, or who has to is not known.
    Source: T13435 (备案短信核验说明), 验证类型.
    """
    roles = required(case).roles or frozenset()
    recipients: dict[str, Person] = {}
    for index, person in enumerate(case.people):
        if person.role in roles:
            # Without a number somebody is still expected to get a code.
            key = f"person {index}" if person.phone is None else number_of(person.phone)
            recipients.setdefault(key, person)
    return tuple(recipients.values())


def phone_to_enter(case: Case, role: Role | str) -> str | None:
    """The number that a role has to enter: contact 1 of whoever stands in it, as 11 digits.

    Where the number on file no longer works it is the number in use (``case.phone``), if the filing allows that. None
    where it is not known, where the role does not verify, and where a change filing has to come first.
    Source: A (短信核验), 短信验证信息输入错误, 手机号 and its notes.

    Raises:
        TypeError: ``role`` is neither a Role nor its value.
        ValueError: an unknown role.
    """
    asked = known("role", Role, role)
    roles = required(case).roles or frozenset()
    if asked is None or asked not in roles:
        return None
    if case.filed_phone_usable is False:
        return _new_phone(case, asked, alone=len(roles) == 1)
    if case.phones_equal is False and case.filing is FilingType.ACCESS:
        return None
    phones = {person.phone and number_of(person.phone) for person in case.people if person.role is asked}
    return _mobile(phones.pop()) if len(phones) == 1 else None


def _new_phone(case: Case, role: Role, *, alone: bool) -> str | None:
    """The number in use instead of the one on file, where the filing allows it and it is known to be the role's."""
    if case.phone is None or case.filing not in _rules.NEW_PHONE_ALLOWED:
        return None
    holders = owners(case, case.phone)
    theirs = any(person.role is role for person in holders) if holders else alone
    return _mobile(number_of(case.phone)) if theirs else None


def _mobile(phone: str | None) -> str | None:
    return phone if phone is not None and is_canonical(phone) else None


def number_of(phone: str) -> str:
    """A phone for comparing: the 11 digits of any accepted writing; what is no mobile number stands for itself."""
    reading = read(str.__str__(phone))
    return phone.strip() if reading.refusal is not None else reading.digits


def owners(case: Case, phone: str) -> tuple[Person, ...]:
    """The people of a case who have a number."""
    wanted = number_of(phone)
    return tuple(person for person in case.people if person.phone is not None and number_of(person.phone) == wanted)


def has_verified(case: Case, person: Person) -> bool | None:
    """Whether a person has verified: their number decides, whatever roles it stands for."""
    if person.phone is None:
        return person.verified
    states = [owner.verified for owner in owners(case, person.phone)]
    if case.phone is not None and number_of(case.phone) == number_of(person.phone):
        states.append(case.verified)
    if True in states:
        return True
    return False if False in states else None


def all_verified(case: Case) -> bool:
    """Whether everybody who has to verify is known to have."""
    if case.portal is not None and case.portal.code == "portal-all-verified":
        return True
    roles = required(case).roles
    if not roles or not case.people:
        return False
    states = [(person.role, has_verified(case, person)) for person in case.people if person.role in roles]
    return {role for role, _ in states} == roles and all(state is True for _, state in states)


def verification_complete(case: Case) -> bool | None:
    """Whether nobody's verification is outstanding; one verifier's own does not save the filing."""
    roles = required(case).roles
    if all_verified(case) or (roles is not None and not roles):
        return True
    for person in case.people:
        if roles is not None and person.role in roles and has_verified(case, person) is False:
            return False
    holders = owners(case, case.phone) if case.phone is not None else ()
    if holders and roles is not None and not any(person.role is None or person.role in roles for person in holders):
        return None
    if case.verified is False:
        return False
    return True if case.verified and roles is not None and len(roles) == 1 and not case.people else None
