"""How old what was read of the published list is, and whether that is too old. The day is an argument."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from attrs import frozen

from beian_segments import _data
from beian_segments.i18n import notice_sentence

__all__ = ["LIST_CHECKED", "LIST_TERM", "ListAge", "list_age"]

#: The day from which the age of the packaged list counts: when its page was read, or the earliest day that the copy of
#: the page can be of. ``data/list.toml`` says what was read.
LIST_CHECKED: date = date.fromisoformat(_data.LIST_CHECKED)
#: For how long a check of the list is good; the reason is in ``data/list.toml``.
LIST_TERM: timedelta = timedelta(_data.LIST_TERM_DAYS)


@frozen
class ListAge:
    """The age of a check of the list.

    >>> age = ListAge(date(2026, 1, 1), date(2026, 1, 31))
    >>> age.days, age.stale
    (30, False)

    Attributes:
        checked: the day from which the age counts.
        today: the day on which its age is asked.
    """

    checked: date
    today: date

    @property
    def days(self) -> int:
        """Whole days since the check; below 0 on a day before it."""
        return (self.today - self.checked).days

    @property
    def stale(self) -> bool:
        """Whether more than the term has passed; on the last day of the term it has not."""
        return self.today - self.checked > LIST_TERM

    def notice(self, lang: str = "zh") -> str | None:
        """A sentence for people on a stale list, its age and what to do; None while the list is not stale.

        Raises:
            TypeError: the language is not a str.
            ValueError: the language is not known.
        """
        params = {"checked": self.checked, "days": self.days, "term": LIST_TERM.days, "url": _data.LIST_PAGE}
        sentence = notice_sentence("stale", params, lang)
        return sentence if self.stale else None


def list_age(today: date, *, checked: date = LIST_CHECKED) -> ListAge:
    """The age of the packaged list, or of one that was checked on another day.

    >>> list_age(date(2026, 1, 31), checked=date(2026, 1, 1)).days
    30

    Args:
        today: the day, in your time zone.
        checked: the day from which the age counts.

    Raises:
        TypeError: an argument is not a date; a datetime is refused, because its day depends on a time zone.
    """
    for name, day in (("today", today), ("checked", checked)):
        if not isinstance(day, date) or isinstance(day, datetime):
            raise TypeError(f"{name} must be a date, not {type(day).__name__}")
    return ListAge(checked, today)
