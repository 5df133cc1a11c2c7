"""The day it is. The one place that reads the clock: below the command line a day is an argument."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from rich.text import Text

from beian_segments.list_age import ListAge
from beian_segments.wording import Language

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_notice", "today"]


def today() -> date:
    """The day it is here, by the clock and time zone of this machine."""
    return datetime.now().astimezone().date()


def print_notice(age: ListAge, screen: Console, lang: Language) -> None:
    """Say that a list is stale, if it is."""
    notice = age.notice(lang)
    if notice:
        screen.print(Text(f"! {notice}", "yellow"), soft_wrap=True)
