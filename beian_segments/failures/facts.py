"""What is known about a case. Above the vocabulary and the portal's messages.

Every fact may be unknown, which is None and is not false. All types are immutable, compare by content, hash and
pickle; what a field cannot hold is refused with an error that begins with the field's name and never shows the value.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from attrs import field, frozen

from beian_segments.failures.fields import (
    MASK,
    SECRET,
    count,
    flag,
    instances,
    known,
    members,
    moment,
    province,
    shown,
    text,
)
from beian_segments.failures.portal import PortalMessage, parse_portal_message
from beian_segments.failures.vocabulary import FilingType, IdType, Part, Provider, Role
from beian_segments.grammar import is_canonical, read

__all__ = ["Case", "Entries", "Person"]


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
    return "***" if message is None else repr(message.status)


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
