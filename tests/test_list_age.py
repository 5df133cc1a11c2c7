"""The age of the list: a pure function of a day, which importing the package and asking it never call."""

from __future__ import annotations

import csv
import subprocess
import sys
import tomllib
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian_segments.list_age import LIST_CHECKED, LIST_TERM, list_age
from tests.reference import DATA

ABOUT: dict[str, Any] = tomllib.loads(DATA.joinpath("list.toml").read_text(encoding="utf-8"))
LAST_DAY = LIST_CHECKED + LIST_TERM
DAY = timedelta(1)


def test_the_packaged_list_is_as_old_as_its_file_says() -> None:
    assert date.fromisoformat(ABOUT["checked"]) == LIST_CHECKED == list_age(LIST_CHECKED).checked
    assert timedelta(ABOUT["term_days"]) == LIST_TERM


@pytest.mark.parametrize(
    ("today", "stale"), [(LAST_DAY - DAY, False), (LAST_DAY, False), (LAST_DAY + DAY, True)],
    ids=["the day before", "the day", "the day after"],
)  # fmt: skip
def test_the_last_day_of_the_term_is_within_it(today: date, *, stale: bool) -> None:
    age = list_age(today)
    assert age.stale is stale
    assert (age.notice() is not None) is stale


@given(st.dates(), st.dates())
def test_a_list_is_stale_exactly_when_the_days_since_are_more_than_the_term(checked: date, today: date) -> None:
    age = list_age(today, checked=checked)
    assert age.days == today.toordinal() - checked.toordinal()
    assert age.stale is (age.days > ABOUT["term_days"])
    assert (age.notice("en") is None) is not age.stale


@pytest.mark.parametrize(("lang", "word"), [("zh", "上次核对于"), ("en", "was last checked on")])
def test_the_notice_says_when_how_long_ago_what_the_term_is_and_where_to_look(lang: str, word: str) -> None:
    (page,) = (
        source["url"]
        for source in csv.DictReader(DATA.joinpath("sources.csv").read_text(encoding="utf-8").splitlines())
        if source["id"] == ABOUT["source"]
    )
    notice = list_age(date(2025, 1, 2) + LIST_TERM, checked=date(2025, 1, 1)).notice(lang)
    assert notice is not None
    for part in (word, "2025-01-01", str(LIST_TERM.days), str(LIST_TERM.days + 1), page):
        assert part in notice


def test_the_notice_is_in_chinese_unless_asked_otherwise() -> None:
    age = list_age(LAST_DAY + DAY)
    assert age.notice() == age.notice("zh") != age.notice("en")


@pytest.mark.parametrize("today", [LIST_CHECKED, LAST_DAY + DAY])
def test_an_unknown_language_is_refused_whether_there_is_a_notice_or_not(today: date) -> None:
    with pytest.raises(ValueError, match="known languages are zh, en"):
        list_age(today).notice("fr")


@pytest.mark.parametrize("day", [datetime(2026, 11, 21, tzinfo=UTC), "2026-11-21", None])
def test_what_is_no_date_is_refused_by_the_name_of_the_argument(day: object) -> None:
    with pytest.raises(TypeError, match=rf"^today must be a date, not {type(day).__name__}$"):
        list_age(cast(date, day))
    with pytest.raises(TypeError, match=r"^checked must be a date"):
        list_age(LIST_CHECKED, checked=cast(date, day))


def test_neither_import_nor_answer_looks_at_the_age() -> None:
    use = "import sys, beian_segments as b; b.check_segment('19212345678').message(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-W", "error", "-c", use], capture_output=True, text=True, check=True)
    assert "beian_segments.validator" in done.stdout.split()
    assert "beian_segments.list_age" not in done.stdout.split()
    assert done.stderr == ""
