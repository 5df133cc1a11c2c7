"""What the stated facts of a case imply about those that are not known."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from attrs import evolve, fields

from beian_segments.failures.model import Case

__all__ = ["complete"]

# What the portal says to somebody who has verified, and to somebody whose application it knows.
_VERIFIED = frozenset({"portal-all-verified", "portal-already-verified", "portal-other-verifier-pending"})
_SUBMITTED = frozenset({
    "portal-resend-ok", "portal-resend-limit", "portal-failed-retry", "portal-wrong-information",
    "portal-failed-ask-provider",
})  # fmt: skip


def complete(case: Case) -> Case:
    """The case with those unknown facts filled in that the known ones imply; the case itself if there are none.

    A fact that is stated always wins, and nothing else is concluded, above all nothing from what did not happen. All
    questions (:func:`diagnose` and the narrower ones) and all rules do this themselves.

    ==================================  ================================================================================
    fact                                from what
    ==================================  ================================================================================
    ``verified`` is true                portal message 3, 20 or 31, or a person whose number is ``phone`` has verified
    ``verified`` is false               not that, and a person whose number is ``phone`` has not verified
    ``people[].verified``               ``verified``, for the people whose number is ``phone``
    ``sms_received`` is true            ``sms_received_at`` is known, ``verified`` is true, or portal message 3, 20 or
                                        31, which is the answer to an entered code that was taken
    ``application_submitted`` is true   ``sms_received`` is true, ``sms_sent_at`` or ``submitted_at`` is known, the SMS
                                        was resent (``resends``, ``resent_since_move``), an entry was wrong
                                        (``wrong_entries``), the verification ``failed``, the filing was ``returned``,
                                        or portal message 0, 2, 21, 101 or 102
    ==================================  ================================================================================

    >>> complete(Case(portal_message=20))
    Case(provider='tencent', sms_received=True, verified=True, application_submitted=True, portal_message=20)

    Raises:
        TypeError: the argument is not a Case.
    """
    if not isinstance(case, Case):
        raise TypeError(f"case must be a Case, not {type(case).__name__}")
    implied: dict[str, Any] = {}
    message = None if case.portal is None else case.portal.code
    took_code = message in _VERIFIED
    number = case.number if case.people else None

    verified = case.verified
    if verified is None:
        told = [] if number is None else [person.verified for person in case.people if person.number == number]
        verified = True if took_code or True in told else False if False in told else None
        if verified is not None:
            implied["verified"] = verified
    if number is not None and verified is not None:
        people = tuple(
            evolve(person, verified=verified) if person.verified is None and person.number == number else person
            for person in case.people
        )
        if people != case.people:
            implied["people"] = people

    received = case.sms_received
    if received is None and (verified or took_code or case.sms_received_at is not None):
        received = implied["sms_received"] = True
    if case.application_submitted is None and (
        received
        or message in _SUBMITTED
        or case.sms_sent_at is not None
        or case.submitted_at is not None
        or case.resends
        or case.resent_since_move
        or case.wrong_entries
        or case.failed
        or case.returned
    ):
        implied["application_submitted"] = True
    return _with(case, implied) if implied else case


# The facts of a case, and what it has worked out from facts that are never filled in: how all are read, and each set.
_NAMES = (*(attribute.name for attribute in fields(Case)), "number", "portal")
_read = attrgetter(*_NAMES)
_SETTERS = {name: getattr(Case, name).__set__ for name in _NAMES}


def _with(case: Case, implied: Mapping[str, Any]) -> Case:
    """A case with some more facts; attrs.evolve checks them all once more, which takes ten times as long."""
    copy = object.__new__(Case)
    for set_fact, value in zip(_SETTERS.values(), _read(case), strict=True):
        set_fact(copy, value)
    for name, value in implied.items():
        _SETTERS[name](copy, value)
    return copy
