"""How long and how often: the time to verify, wrong entries, resends."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, datetime, time, timedelta, timezone

from beian_segments.failures import _data
from beian_segments.failures.model import Provider, optional_member, require_aware, require_count

__all__ = ["attempts_left", "deadline", "resends_left"]

#: The time to verify, from receiving the SMS.
WINDOW = timedelta(hours=_data.WINDOW_HOURS)
#: How long after it was sent an SMS may still be on its way.
ON_ITS_WAY = timedelta(minutes=_data.ON_ITS_WAY_MINUTES)
#: When MIIT sends the second SMS, on the day after the first, by the clock of China.
SECOND_SMS = time(_data.SECOND_SMS_HOUR)
CHINA = timezone(timedelta(hours=8))
_NONE = timedelta()


def deadline(received_at: datetime) -> datetime:
    """The last moment in which to verify: 24 hours of elapsed time after the SMS came, in its time zone.

    No document says that a resend extends it, so count from the first SMS.
    Source: tencent-faq-a (短信核验), 短信验证未通过（验证超时或验证失败）.

    >>> deadline(datetime.fromisoformat("2026-03-02T10:00:00+08:00")).isoformat()
    '2026-03-03T10:00:00+08:00'

    Raises:
        TypeError: the argument is not a datetime.
        ValueError: it has no time zone, or is of the first or the last year of the calendar.
    """
    require_aware("received_at", received_at)
    if not MINYEAR < received_at.year < MAXYEAR:
        # A day later there may be no year, in some zone.
        raise ValueError(f"received_at must be of the years {MINYEAR + 1} to {MAXYEAR - 1}")
    return (received_at.astimezone(UTC) + WINDOW).astimezone(received_at.tzinfo)


def elapsed(start: datetime, now: datetime) -> timedelta:
    """The time between two aware moments, whatever the clocks of their zones do meanwhile."""
    if now.tzinfo is not start.tzinfo:
        return now - start
    # Python subtracts moments of one zone by its clock, which jumps where its offset changes.
    return (now - start) - ((now.utcoffset() or _NONE) - (start.utcoffset() or _NONE))


def attempts_left(wrong_entries: int) -> int:
    """How many wrong entries are still free, after so many of all three together; one more returns the filing.

    Counts every wrong entry and never begins anew, the reading that is safe under every document.
    Source: tencent-faq-a (短信核验), 短信验证未通过（验证超时或验证失败）, bullet 3.

    >>> attempts_left(4)
    1

    Raises:
        TypeError: the argument is not an int.
        ValueError: it is negative.
    """
    require_count("wrong_entries", wrong_entries)
    return max(0, _data.WRONG_ENTRY_LIMIT - wrong_entries)


def resends_left(resends: int | None, provider: Provider | str | None) -> int | None:
    """How many resends are left after so many; None where that is not known or the provider's documents do not say.

    Source: 短信重发 of the provider's page (tencent-13435; huawei and alibaba-sms-check have limits of their own).

    >>> resends_left(1, "tencent")
    2

    Raises:
        TypeError: ``resends`` is not an int, or ``provider`` not a Provider or its value.
        ValueError: ``resends`` is negative, or ``provider`` not known.
    """
    provider = optional_member("provider", Provider, provider)
    if resends is None:
        return None
    require_count("resends", resends)
    limit = None if provider is None else _data.RESENDS.get(provider)
    return None if limit is None else max(0, limit - resends)
