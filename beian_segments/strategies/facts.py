"""How a fact of a case is drawn, and what the portal's messages tell. Ground floor of the cases."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from hypothesis import strategies as st

from beian_segments.failures import _rules
from beian_segments.failures.symptoms import ENTRIES_REFUSED, NOT_FOUND
from beian_segments.failures.verifiers import ALL_VERIFIED

__all__ = ["DONE", "FALSE", "FLAG", "MESSAGES", "NOT_RESENT", "REFUSED", "RESENT", "TRUE", "Facts", "Symptom", "fact"]

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
    code: (status, str(status), text, f"{_rules.GREETING}{text}") for status, code, text in _rules.MESSAGES
}

# Whom it says it to, as far as it tells.

#: Somebody who has verified.
DONE = ("portal-already-verified", "portal-other-verifier-pending", ALL_VERIFIED)
#: Somebody who has entered something and has not verified.
REFUSED = (ENTRIES_REFUSED, "portal-failed-retry", "portal-failed-ask-provider")
#: Somebody who asked for another SMS, and got none; and who got one, or as many as there are.
NOT_RESENT = (NOT_FOUND, "portal-no-pending-application")
RESENT = ("portal-resend-ok", "portal-resend-limit")
