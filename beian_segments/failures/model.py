"""The facts of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from attrs import Attribute, field, fields, frozen

from beian_segments.failures import _data
from beian_segments.failures.portal import PortalMessage, parse_portal_message
from beian_segments.parsing import is_canonical, read
from beian_segments.redact import MASKED

__all__ = [
    "Case",
    "Entries",
    "FilingType",
    "IdType",
    "MASK",
    "Part",
    "Person",
    "Provider",
    "Role",
    "SECRET",
    "aware",
    "count",
    "flag",
    "instances",
    "known",
    "member_of",
    "members",
    "moment",
    "number",
    "province",
    "shown",
    "text",
]


class FilingType(StrEnum):
    """What is filed (备案类型)."""

    FIRST = "first"
    """首次备案: neither entity nor website is on file."""

    ADD_WEBSITE = "add-website"
    """新增网站: the entity is on file, another website is added."""

    ACCESS = "access"
    """接入备案: entity and website are on file, a new provider serves the website."""

    CHANGE = "change"
    """变更备案: what is on file changes; :class:`Part` says which."""

    CANCEL_ENTITY = "cancel-entity"
    """注销主体."""

    CANCEL_WEBSITE = "cancel-website"
    """注销网站."""

    CANCEL_ACCESS = "cancel-access"
    """取消接入: a provider no longer serves the website."""


class Part(StrEnum):
    """What a change filing changes."""

    ENTITY = "entity"
    WEBSITE = "website"


class Provider(StrEnum):
    """The access provider (接入商) through which the filing is made, where its documents are known."""

    TENCENT = "tencent"
    ALIBABA = "alibaba"
    HUAWEI = "huawei"
    VOLCENGINE = "volcengine"
    OTHER = "other"


class Role(StrEnum):
    """In which role somebody stands in a filing."""

    ENTITY_LEADER = "entity-leader"
    """主体负责人."""

    WEBSITE_ADMINISTRATOR = "website-administrator"
    """网站负责人, also called 互联网信息服务负责人."""


class IdType(StrEnum):
    """The document by which somebody is on file."""

    ID_CARD = "id-card"
    """居民身份证."""

    PASSPORT = "passport"
    """护照."""

    HK_MACAU_PASS = "hk-macau-pass"  # noqa: S105 - a travel document
    """港澳居民来往内地通行证."""


Code = TypeVar("Code", bound=StrEnum)

#: Key of a field's metadata: how its value is shown in a repr.
MASK = "mask"

#: Metadata of a field that holds personal data.
SECRET: Mapping[str, Callable[[Any], str]] = {MASK: lambda _: MASKED}


def known(name: str, kind: type[Code], value: object) -> Code | None:
    """A member of an enumeration, given as itself or by its value; None stays None.

    Raises:
        TypeError: the value is no str.
        ValueError: it is not one of the enumeration's.
    """
    if value is None or type(value) is kind:
        return value
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a member of {kind.__name__} or its value, not {type(value).__name__}")
    # A look-up by value would chain an error that shows it.
    for member in kind:
        if member == value:
            return member
    raise ValueError(f"{name} must be one of {', '.join(kind)}")


def member_of(name: str, kind: type[Code], value: object) -> Code:
    """A member of an enumeration, given as itself or by its value. Raises as :func:`known`, and for None too."""
    found = known(name, kind, value)
    if found is None:
        raise TypeError(f"{name} must be a member of {kind.__name__} or its value, not None")
    return found


def members(name: str, kind: type[Code], values: object) -> frozenset[Code] | None:
    """A set of members of an enumeration; None stays None. Raises as :func:`known`."""
    if values is None:
        return None
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise TypeError(f"{name} must be a collection of {kind.__name__}, not {type(values).__name__}")
    return frozenset(_present(name, kind, known(name, kind, value)) for value in values)


def _present(name: str, kind: type[Code], member: Code | None) -> Code:
    if member is None:
        raise TypeError(f"{name} must hold members of {kind.__name__}, not None")
    return member


def instances(name: str, kind: type[Any], values: object) -> tuple[Any, ...]:
    """Values of a class, in their order. A set has none, so it is refused.

    Raises:
        TypeError: the values are no collection with an order, or one of them is of another class.
    """
    if isinstance(values, str | bytes | Mapping | AbstractSet) or not isinstance(values, Iterable):
        raise TypeError(f"{name} must be a tuple or list of {kind.__name__}, not {type(values).__name__}")
    held = tuple(values)
    for value in held:
        if not isinstance(value, kind):
            raise TypeError(f"{name} must hold {kind.__name__} only, not {type(value).__name__}")
    return held


def number(name: str, value: object) -> None:
    """Refuse what is no count: ``TypeError`` for another type, ``ValueError`` for a negative number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} must be an int, not {type(value).__name__}")
    if value < 0:
        raise ValueError(f"{name} must not be negative")


def aware(name: str, value: object) -> None:
    """Refuse what is no moment: ``TypeError`` for another type, ``ValueError`` without a time zone."""
    if not isinstance(value, datetime):
        raise TypeError(f"{name} must be a datetime, not {type(value).__name__}")
    if value.utcoffset() is None:
        raise ValueError(f"{name} must have a time zone; a naive datetime names no moment")


def province(value: object) -> None:
    """Refuse what is no province: ``TypeError`` for another type than str, ``ValueError`` for no known code."""
    if value is None:
        return
    if not isinstance(value, str):
        raise TypeError(f"province must be a str, not {type(value).__name__}")
    if value not in _data.PROVINCES:
        raise ValueError("province must be an ISO 3166-2 code such as CN-ZJ")


# Validators of attrs classes. None is not known, and passes all of them.


def flag(_: object, attribute: Attribute[Any], value: object) -> None:
    """True, False or None."""
    if value is not None and value is not True and value is not False:
        raise TypeError(f"{attribute.name} must be True, False or None, not {type(value).__name__}")


def count(_: object, attribute: Attribute[Any], value: object) -> None:
    """A number from 0 on, or None."""
    if value is not None:
        number(attribute.name, value)


def moment(_: object, attribute: Attribute[Any], value: object) -> None:
    """An aware datetime, or None."""
    if value is not None:
        aware(attribute.name, value)


def text(_: object, attribute: Attribute[Any], value: object) -> None:
    """A str, or None."""
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{attribute.name} must be a str, not {type(value).__name__}")


def shown(facts: Any) -> str:
    """The repr of an attrs object: what is known of it, personal data masked."""
    parts = []
    for attribute in fields(type(facts)):
        value = getattr(facts, attribute.name)
        if value is not None and value != ():
            parts.append(f"{attribute.name}={attribute.metadata.get(MASK, _plain)(value)}")
    return f"{type(facts).__name__}({', '.join(parts)})"


def _plain(value: object) -> str:
    if isinstance(value, frozenset):
        return f"{{{', '.join(sorted(map(_plain, value)))}}}"
    return repr(str(value)) if isinstance(value, StrEnum) else repr(value)


def _role(value: Role | str | None) -> Role | None:
    return known("role", Role, value)


def _id_type(value: IdType | str | None) -> IdType | None:
    return known("id_type", IdType, value)


def _filing(value: FilingType | str | None) -> FilingType | None:
    return known("filing", FilingType, value)


def _provider(value: Provider | str | None) -> Provider | None:
    return known("provider", Provider, value)


def _changes(value: Iterable[Part | str] | None) -> frozenset[Part] | None:
    return members("changes", Part, value)


def _people(value: Iterable[Person] | None) -> tuple[Person, ...]:
    return () if value is None else instances("people", Person, value)


def _province(_: object, __: object, value: str | None) -> None:
    province(value)


def _portal_message(_: object, __: object, value: str | int | None) -> None:
    if value is not None and (not isinstance(value, str | int) or isinstance(value, bool)):
        raise TypeError(f"portal_message must be a str or an int, not {type(value).__name__}")


def _entered(_: object, __: object, value: Entries | None) -> None:
    if value is not None and not isinstance(value, Entries):
        raise TypeError(f"entered must be Entries, not {type(value).__name__}")


def _number(phone: str | None) -> str | None:
    if phone is None or is_canonical(phone):
        return phone
    reading = read(str.__str__(phone))
    return phone if reading.refusal is not None else reading.digits


def _message_shown(value: str | int) -> str:
    # Whatever is not one of the portal's texts may be anything that somebody pasted.
    message = parse_portal_message(value)
    return MASKED if message is None else repr(message.status)


@frozen(kw_only=True, repr=False)
class Person:
    """Somebody who stands in the filing, as filed.

    Attributes:
        role: the role in which they stand in it; who has both is two persons with one number.
        phone: the mobile number that is their contact 1, in any accepted writing.
        verified: whether they have verified.
        id_type: the document by which they are on file.
        id_suffix: the last characters of its number as filed; of a pass, of the number on its front.
    """

    role: Role | None = field(default=None, converter=_role)
    phone: str | None = field(default=None, validator=text, metadata=SECRET)
    verified: bool | None = field(default=None, validator=flag)
    id_type: IdType | None = field(default=None, converter=_id_type)
    id_suffix: str | None = field(default=None, validator=text, metadata=SECRET)

    @cached_property
    def number(self) -> str | None:
        """``phone`` for comparing: 11 digits for any accepted writing; what is no mobile number as it stands."""
        return _number(self.phone)

    def __repr__(self) -> str:
        return shown(self)


@frozen(kw_only=True, repr=False)
class Entries:
    """What was typed into the portal's form.

    Attributes:
        code: the code of the SMS.
        phone: the phone number, in any accepted writing.
        id_suffix: the last six characters of the ID number.
    """

    code: str | None = field(default=None, validator=text, metadata=SECRET)
    phone: str | None = field(default=None, validator=text, metadata=SECRET)
    id_suffix: str | None = field(default=None, validator=text, metadata=SECRET)

    @cached_property
    def number(self) -> str | None:
        """``phone`` for comparing: 11 digits for any accepted writing; what is no mobile number as it stands."""
        return _number(self.phone)

    def __repr__(self) -> str:
        return shown(self)


@frozen(kw_only=True, repr=False)
class Case:
    """What is known about a filing whose code did not come, or was refused.

    Attributes:
        filing: the kind of filing.
        changes: what a change filing changes; empty: neither entity nor website.
        provider: the access provider.
        province: ISO 3166-2 code of the bureau's province: ``CN-ZJ``.
        people: who stands in the filing; empty: not known.
        phone: the verifier's number, as given. One that is no mobile number is a finding.
        phones_equal: of an access filing: the number in use is the one on file.
        filed_phone_usable: the number on file still works.
        original_provider_reachable: the provider of the filing on file can be reached.
        phone_correct: the number was typed right.
        phone_changed: the number has changed since the filing.
        sms_sent_at: when the first SMS was sent.
        sms_received: an SMS came.
        sms_received_at: when it came.
        verified: the holder of ``phone`` has verified.
        failed: the verification failed.
        returned: the filing has come back to the access provider.
        intercepted: a phone guard blocked the SMS.
        receives_other_sms: the phone receives other SMS.
        line_suspended: the line is suspended for an unpaid bill.
        sim_moved: the SIM was moved to another phone.
        resent_since_move: the SMS was resent after that.
        code_available: the code is at hand.
        link_opens: the link in the SMS opens.
        wrong_entries: how often an entry was wrong, of all three together, never reset.
        tried_after_limit: another attempt was made after the fifth.
        resends: how often the SMS was resent.
        application_submitted: the filing was submitted to the bureau.
        entries_confirmed: the entries were checked and are right.
        modified: the filing was or has to be modified.
        meets_requirements: the filing meets the requirements.
        portal_message: what the portal says, pasted or by its number.
        entered: what was typed into the portal's form.
    """

    filing: FilingType | None = field(default=None, converter=_filing)
    changes: frozenset[Part] | None = field(default=None, converter=_changes)
    provider: Provider | None = field(default=Provider.TENCENT, converter=_provider)
    province: str | None = field(default=None, validator=_province)
    people: tuple[Person, ...] = field(default=(), converter=_people)
    phone: str | None = field(default=None, validator=text, metadata=SECRET)
    phones_equal: bool | None = field(default=None, validator=flag)
    filed_phone_usable: bool | None = field(default=None, validator=flag)
    original_provider_reachable: bool | None = field(default=None, validator=flag)
    phone_correct: bool | None = field(default=None, validator=flag)
    phone_changed: bool | None = field(default=None, validator=flag)
    sms_sent_at: datetime | None = field(default=None, validator=moment)
    sms_received: bool | None = field(default=None, validator=flag)
    sms_received_at: datetime | None = field(default=None, validator=moment)
    verified: bool | None = field(default=None, validator=flag)
    failed: bool | None = field(default=None, validator=flag)
    returned: bool | None = field(default=None, validator=flag)
    intercepted: bool | None = field(default=None, validator=flag)
    receives_other_sms: bool | None = field(default=None, validator=flag)
    line_suspended: bool | None = field(default=None, validator=flag)
    sim_moved: bool | None = field(default=None, validator=flag)
    resent_since_move: bool | None = field(default=None, validator=flag)
    code_available: bool | None = field(default=None, validator=flag)
    link_opens: bool | None = field(default=None, validator=flag)
    wrong_entries: int | None = field(default=None, validator=count)
    tried_after_limit: bool | None = field(default=None, validator=flag)
    resends: int | None = field(default=None, validator=count)
    application_submitted: bool | None = field(default=None, validator=flag)
    entries_confirmed: bool | None = field(default=None, validator=flag)
    modified: bool | None = field(default=None, validator=flag)
    meets_requirements: bool | None = field(default=None, validator=flag)
    portal_message: str | int | None = field(default=None, validator=_portal_message, metadata={MASK: _message_shown})
    entered: Entries | None = field(default=None, validator=_entered)

    @cached_property
    def number(self) -> str | None:
        """``phone`` for comparing: 11 digits for any accepted writing; what is no mobile number as it stands."""
        return _number(self.phone)

    @cached_property
    def portal(self) -> PortalMessage | None:
        """The portal's message, recognised; None if there is none or it is not one of the portal's."""
        return None if self.portal_message is None else parse_portal_message(self.portal_message)

    def __repr__(self) -> str:
        return shown(self)
