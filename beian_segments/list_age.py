"""How long ago the published list was read, and whether that is too long. Reads no clock: the day is an argument."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from attrs import frozen

from beian_segments import _data
from beian_segments.i18n import notice_sentence

__all__ = ["LIST_CHECKED", "LIST_TERM", "ListAge", "list_age"]

#: The day on which the packaged list was last read at its source and compared with the table.
LIST_CHECKED: date = date.fromisoformat(_data.LIST_CHECKED)
#: For how long a reading of the list is good; the reason is in ``data/list.toml``.
LIST_TERM: timedelta = timedelta(_data.LIST_TERM_DAYS)


@frozen
class ListAge:
    """The age of a reading of the list on some day.

    Attributes:
        checked: the day on which the list was read.
        today: the day it is.
    """

    checked: date
    today: date

    @property
    def days(self) -> int:
        """Whole days since the reading; below 0 on a day before it."""
        return (self.today - self.checked).days

    @property
    def stale(self) -> bool:
        """Whether more than the term has gone by; the last day of the term is within it."""
        return self.today - self.checked > LIST_TERM

    def notice(self, lang: str = "zh") -> str | None:
        """What to tell people of a stale list: its age, and what to do. None of one that is not stale.

        Raises:
            TypeError, ValueError: the language is none, or not known.
        """
        params = {"checked": self.checked, "days": self.days, "term": LIST_TERM.days, "url": _data.LIST_PAGE}
        sentence = notice_sentence("stale", params, lang)
        return sentence if self.stale else None


def list_age(today: date, *, checked: date = LIST_CHECKED) -> ListAge:
    """The age of the packaged list, or of one that was read on another day, on a given day.

    Args:
        today: the day it is, where you are.
        checked: the day on which the list was read.

    Raises:
        TypeError: something else than a date; a datetime is none, because a moment is a day only in some time zone.
    """
    for name, day in (("today", today), ("checked", checked)):
        if not isinstance(day, date) or isinstance(day, datetime):
            raise TypeError(f"{name} must be a date, not {type(day).__name__}")
    return ListAge(checked, today)
