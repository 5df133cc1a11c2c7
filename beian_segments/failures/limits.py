"""How long and how often: the time to verify, wrong entries, resends. Above the facts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from beian_segments.failures import _data
from beian_segments.failures.model import Case, Provider, aware, known, number

__all__ = ["attempts_left", "deadline", "elapsed", "resend_left", "resends_left", "too_long"]

_WINDOW = timedelta(hours=_data.WINDOW_HOURS)
_NONE = timedelta()


def deadline(received_at: datetime) -> datetime:
    """The last moment in which to verify: 24 hours of elapsed time after the SMS came, in its time zone.

    No document says that a resend extends it, so count from the first SMS.
    Source: A (短信核验), 短信验证未通过（验证超时或验证失败）.

    Raises:
        TypeError: the argument is not a datetime.
        ValueError: it has no time zone.
    """
    aware("received_at", received_at)
    return (received_at.astimezone(UTC) + _WINDOW).astimezone(received_at.tzinfo)


def elapsed(start: datetime, now: datetime) -> timedelta:
    """The time between two aware moments, whatever their zones do meanwhile; the clock of one zone jumps."""
    if now.tzinfo is not start.tzinfo:
        return now - start
    # Within one zone Python subtracts what the clocks show. Aware moments have an offset: the facts were checked.
    return (now - start) - ((now.utcoffset() or _NONE) - (start.utcoffset() or _NONE))


def too_long(start: datetime, now: datetime) -> bool:
    """Whether the time to verify was over; the last second of the 24 hours is in time."""
    return elapsed(start, now) > _WINDOW


def attempts_left(wrong_entries: int) -> int:
    """How many wrong entries are still free, after so many of all three together; one more returns the filing.

    Counts every wrong entry and never begins anew, the reading that is safe under every document.
    Source: A (短信核验), 短信验证未通过（验证超时或验证失败）, bullet 3.

    Raises:
        TypeError: the argument is not an int.
        ValueError: it is negative.
    """
    number("wrong_entries", wrong_entries)
    return max(0, _data.WRONG_ENTRY_LIMIT - wrong_entries)


def resends_left(resends: int | None, provider: Provider | str | None) -> int | None:
    """How many resends are left after so many; None where that is not known or the provider's documents do not say.

    Source: 短信重发 of the provider's page (Tencent T13435; HW and ALI-now have limits of their own).

    Raises:
        TypeError: ``resends`` is not an int, or ``provider`` not a Provider or its value.
        ValueError: ``resends`` is negative, or ``provider`` not known.
    """
    provider = known("provider", Provider, provider)
    if resends is None:
        return None
    number("resends", resends)
    limit = None if provider is None else _data.RESENDS.get(provider)
    return None if limit is None else max(0, limit - resends)


def resend_left(case: Case) -> bool:
    """Whether the SMS may, as far as is known, be resent once more."""
    if case.portal is not None and case.portal.code == "portal-resend-limit":
        return False
    return resends_left(case.resends, case.provider) != 0
