"""Who has to verify a filing, with which number, and whether they have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain, combinations
from typing import TypeVar

from attrs import evolve, frozen

from beian_segments.failures import _data
from beian_segments.failures.findings import Source, sources_of
from beian_segments.failures.model import (
    Case,
    FilingType,
    Part,
    Person,
    Role,
    Service,
    once,
    optional_member,
    optional_members,
)
from beian_segments.parsing import is_canonical

__all__ = ["Verifiers", "expected_recipients", "phone_to_enter", "required_verifiers"]

_EVERY_ROLE = frozenset(Role)
#: The portal's messages that every verifier has verified, and that one has and another has not.
ALL_VERIFIED = "portal-all-verified"
OTHER_PENDING = "portal-other-verifier-pending"


@frozen(kw_only=True)
class Verifiers:
    """Who verifies a filing.

    >>> sorted(required_verifiers("first").roles)
    [<Role.ENTITY_LEADER: 'entity-leader'>, <Role.WEBSITE_ADMINISTRATOR: 'website-administrator'>]

    Attributes:
        roles: the roles; None where they are not known, empty where nobody has to.
        sources: who says so, the newest statement first.
        alternatives: what other sources say instead.
    """

    roles: frozenset[Role] | None
    sources: tuple[Source, ...] = ()
    alternatives: tuple[Verifiers, ...] = ()

    @cached_property
    def _possible_roles(self) -> frozenset[Role]:
        return frozenset().union(self.roles or (), *(other.roles or () for other in self.alternatives))


_UNKNOWN = Verifiers(roles=None)

_Roles = tuple[str, ...]
_Places = tuple[tuple[str, str], ...]
_Key = TypeVar("_Key")


def _read(
    table: Mapping[str, tuple[_Roles, _Places, tuple[tuple[_Roles, _Places], ...]]],
) -> dict[FilingType, Verifiers]:
    return {
        FilingType(filing): Verifiers(
            roles=frozenset(map(Role, roles)),
            sources=sources_of(sources),
            alternatives=tuple(
                Verifiers(roles=frozenset(map(Role, others)), sources=sources_of(places))
                for others, places in alternatives
            ),
        )
        for filing, (roles, sources, alternatives) in table.items()
    }


_BY_FILING = _read(_data.VERIFIERS)
_BY_CHANGES = {
    frozenset(parts): Verifiers(
        roles=frozenset(Role(_data.ROLE_OF_PART[part]) for part in parts),
        sources=_BY_FILING[FilingType.CHANGE].sources,
    )
    for parts in chain.from_iterable(combinations(Part, size) for size in range(len(Part) + 1))
}


def _for_apps(answers: dict[_Key, Verifiers]) -> dict[_Key, Verifiers]:
    """The answers for websites, with the documents that have apps in the same rows."""
    sources = sources_of(_data.APP_SOURCES)
    return {key: evolve(answer, sources=answer.sources + sources) for key, answer in answers.items()}


# What nobody verifies, whatever it is filed for.
_BY_NOBODY = (
    {filing: answer for filing, answer in _BY_FILING.items() if not answer.roles},
    {parts: answer for parts, answer in _BY_CHANGES.items() if not answer.roles},
)
# By service: the answers by kind of filing, and those of a change filing by what is changed.
_WEBSITE = (_BY_FILING, _BY_CHANGES)
_BY_SERVICE: dict[Service | None, tuple[dict[FilingType, Verifiers], dict[frozenset[Part], Verifiers]]] = {
    None: _WEBSITE,
    Service.WEBSITE: _WEBSITE,
    Service.APP: (_for_apps(_BY_FILING), _for_apps(_BY_CHANGES)),
    Service.MINI_PROGRAM: ({**_BY_NOBODY[0], **_read(_data.MINI_PROGRAM_VERIFIERS)}, _BY_NOBODY[1]),
    Service.QUICK_APP: _BY_NOBODY,
}


def required_verifiers(
    filing: FilingType | str | None,
    changes: Iterable[Part | str] | None = frozenset(),
    service: Service | str | None = None,
) -> Verifiers:
    """Who has to verify a filing: the answer of the newest documents, with what others say instead.

    Source: tencent-13435 (备案短信核验说明), 验证类型; the alternative for an added website: volcengine-2021; apps:
    volcengine-2024, huawei; mini-programs: douyin, which speaks of new ones alone.

    >>> required_verifiers("access").roles
    frozenset({<Role.WEBSITE_ADMINISTRATOR: 'website-administrator'>})

    Args:
        filing: the kind of filing; None if not known.
        changes: what a change filing changes; empty means that nobody verifies, None that it is not known.
        service: what is filed for; None if not known, for which the answer is that for websites.

    Raises:
        TypeError: an argument is neither a member of its enumeration nor a value, or ``changes`` is a str.
        ValueError: an unknown value.
    """
    return _required(
        optional_member("filing", FilingType, filing),
        optional_members("changes", Part, changes),
        optional_member("service", Service, service),
    )


@once
def required(case: Case) -> Verifiers:
    """Who has to verify the filing of a case."""
    return _UNKNOWN if case.filing is None else _required(case.filing, case.changes, case.service)


def by_any_document(answer: Verifiers) -> frozenset[Role]:
    """Who has to verify by at least one of the sources that differ."""
    return answer._possible_roles


def surely_verify(case: Case) -> frozenset[Role]:
    """Who has to verify for certain: by all sources, or by the provider's own where others differ."""
    answer = required(case)
    roles = answer.roles or frozenset()
    if answer.alternatives and not _speaks(answer, case.provider):
        return roles.intersection(*(other.roles or () for other in answer.alternatives))
    return roles


def _speaks(answer: Verifiers, provider: str | None) -> bool:
    """Whether an answer, and none of its alternatives, is from a document of a provider."""
    says = [
        any(source.document.startswith(f"{provider}-") for source in each.sources)
        for each in (answer, *answer.alternatives)
    ]
    return says[0] and not any(says[1:])


def _required(filing: FilingType | None, changes: frozenset[Part] | None, service: Service | None) -> Verifiers:
    by_filing, by_changes = _BY_SERVICE[service]
    if filing is FilingType.CHANGE:
        return _UNKNOWN if changes is None else by_changes.get(changes, _UNKNOWN)
    return _UNKNOWN if filing is None else by_filing.get(filing, _UNKNOWN)


def expected_recipients(case: Case) -> tuple[Person, ...]:
    """The people of a case who get a code: those who have to verify, each number once, in their order.

    A number is one person's (同人 is decided by the number), so two roles with one number get one code, sent to
    contact 1 alone. Empty if nobody has to verify, or who has to is not known.
    Source: tencent-13435 (备案短信核验说明), 验证类型.

    >>> people = [Person(role="entity-leader", phone="13800138000"), Person(role="website-administrator")]
    >>> [str(person.role) for person in expected_recipients(Case(filing="access", people=people))]
    ['website-administrator']
    """
    roles = required(case).roles or frozenset()
    recipients: dict[int | str, Person] = {}
    for index, person in enumerate(case.people):
        if person.role in roles:
            # A person whose number is not known still gets a code.
            recipients.setdefault(index if person.number is None else person.number, person)
    return tuple(recipients.values())


def phone_to_enter(case: Case, role: Role | str) -> str | None:
    """The number that a role has to enter: contact 1 of the person in that role, as 11 digits.

    Where the number on file no longer works it is the number in use (``case.phone``), if the filing allows that. None
    where it is not known, where the role does not verify, and where a change filing has to come first.
    Source: tencent-faq-a (短信核验), 短信验证信息输入错误, 手机号 and its notes.

    >>> leader = Person(role="entity-leader", phone="+86 138 0013 8000")
    >>> phone_to_enter(Case(filing="first", people=[leader]), "entity-leader")
    '13800138000'

    Raises:
        TypeError: ``role`` is neither a Role nor its value.
        ValueError: an unknown role.
    """
    asked = optional_member("role", Role, role)
    roles = required(case).roles or frozenset()
    if asked is None or asked not in roles:
        return None
    if case.filed_phone_usable is False:
        return _new_phone(case, asked, alone=len(roles) == 1)
    if case.phones_equal is False and case.filing is FilingType.ACCESS:
        return None
    numbers = {person.number for person in case.people if person.role is asked}
    return _mobile(numbers.pop()) if len(numbers) == 1 else None


def _new_phone(case: Case, role: Role, *, alone: bool) -> str | None:
    """The number in use instead of the one on file, where the filing allows it and it is known to be the role's."""
    if case.filing not in _data.NEW_PHONE_ALLOWED:
        return None
    holders = owners(case, case.number)
    theirs = any(person.role is role for person in holders) if holders else alone
    return _mobile(case.number) if theirs else None


def _mobile(number: str | None) -> str | None:
    return number if number is not None and is_canonical(number) else None


def owners(case: Case, number: str | None) -> list[Person]:
    """The people of a case who have a number; none for one that is not known."""
    return [] if number is None else [person for person in case.people if person.number == number]


def said(case: Case, code: str) -> bool:
    """Whether the portal's message is the one of this code."""
    return case.portal is not None and case.portal.code == code


@once
def states(case: Case) -> list[tuple[Person, bool | None]]:
    """Who has to verify by any document, and whether they have: the number decides, whatever roles it stands for."""
    return _states(case, by_any_document(required(case)))


def _states(case: Case, roles: frozenset[Role]) -> list[tuple[Person, bool | None]]:
    if not roles or not case.people:
        return []
    by_number: dict[str | None, bool] = {}
    numbers = {person.number for person in case.people if person.role in roles}
    if case.verified and case.number is None and len(numbers) == 1:
        # With one number to verify, whoever has verified has that one.
        by_number[next(iter(numbers))] = True
    holders: tuple[Person | Case, ...] = (*case.people, case)
    for holder in holders:
        if holder.verified is not None:
            by_number[holder.number] = holder.verified or by_number.get(holder.number, False)
    return [
        (person, person.verified if person.number is None else by_number.get(person.number))
        for person in case.people
        if person.role in roles
    ]


@once
def all_verified(case: Case) -> bool:
    """Whether everybody who has to verify is known to have."""
    if case.portal is not None and case.portal.code in (ALL_VERIFIED, OTHER_PENDING):
        # The people may have other numbers in the filing than those that are known here.
        return case.portal.code == ALL_VERIFIED
    somebody_has = case.people and (case.verified or any(person.verified for person in case.people))
    return bool(somebody_has) and _all_verified(states(case), by_any_document(required(case)))


def verification_complete(case: Case) -> bool | None:
    """Whether no verification is outstanding; one verifier's own does not save the filing."""
    if said(case, OTHER_PENDING):
        return False
    answer, found = required(case), states(case)
    roles, possible = answer.roles, by_any_document(answer)
    if roles == frozenset() or said(case, ALL_VERIFIED) or _all_verified(found, possible):
        return True
    if roles is None and _all_verified(_states(case, _EVERY_ROLE), _EVERY_ROLE):
        # Whoever of them has to.
        return True
    if any(verified is False for _, verified in found):
        return False
    if case.verified is False:
        return None if _need_not_verify(case, roles) else False
    # With nobody else to verify, one's own is all there is.
    return True if case.verified and not case.people and len(possible) == 1 else None


def _all_verified(found: list[tuple[Person, bool | None]], roles: frozenset[Role]) -> bool:
    """Whether every role has somebody, and everybody has verified."""
    if not found or not all(verified for _, verified in found):
        return False
    return roles.issubset(person.role for person, _ in found)


def _need_not_verify(case: Case, roles: frozenset[Role] | None) -> bool:
    """Whether the holder of the case's number is known, and is in no role that verifies."""
    holding = {person.role for person in owners(case, case.number)}
    return bool(roles and holding) and None not in holding and not holding & (roles or frozenset())
