"""Time and counts, at their edges."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian_segments.failures import (
    Basis,
    Case,
    Provider,
    Status,
    attempts_left,
    check_verification_timed_out,
    deadline,
    diagnose,
    resends_left,
    why_not_passed,
)

CHINA = timezone(timedelta(hours=8))
START = datetime(2026, 3, 2, 10, tzinfo=CHINA)
DAY = timedelta(hours=24)
SECOND = timedelta(seconds=1)


class SummerTime(tzinfo):
    """A zone of two offsets; the clock goes from 2:00 to 3:00 on 29 March and from 3:00 back to 2:00 on 25 October."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        assert moment is not None
        wall = moment.replace(tzinfo=None)
        begins, ends = datetime(2026, 3, 29, 2), datetime(2026, 10, 25, 3)  # noqa: DTZ001
        twice = timedelta(hours=1)
        summer = begins <= wall < ends and not (wall >= ends - twice and moment.fold)
        return timedelta(hours=2 if summer else 1)

    def dst(self, moment: datetime | None) -> timedelta:
        return self.utcoffset(moment) - timedelta(hours=1)

    def fromutc(self, moment: datetime) -> datetime:
        utc = moment.replace(tzinfo=None)
        begins, ends = datetime(2026, 3, 29, 1), datetime(2026, 10, 25, 1)  # noqa: DTZ001
        if begins <= utc < ends:
            return moment + timedelta(hours=2)
        return (moment + timedelta(hours=1)).replace(fold=int(ends <= utc < ends + timedelta(hours=1)))

    def tzname(self, moment: datetime | None) -> str:
        return f"summer time {self.utcoffset(moment)}"


ZONE = SummerTime()


def timed_out(start: datetime, now: datetime) -> bool:
    finding = check_verification_timed_out(Case(sms_received_at=start, verified=False), now=now)
    assert finding is None or finding.status is Status.CONFIRMED
    return finding is not None


class TestTheWindow:
    def test_24_hours_to_the_second_are_in_time(self) -> None:
        assert not timed_out(START, START + DAY)

    def test_a_second_or_less_over_24_hours_is_too_late(self) -> None:
        assert timed_out(START, START + DAY + SECOND)
        assert timed_out(START, START + DAY + timedelta(microseconds=1))

    def test_a_moment_before_the_sms_is_in_time(self) -> None:
        assert not timed_out(START, START - 3 * DAY)

    @pytest.mark.parametrize("hours", [-12, -5, 0, 1, 14])
    def test_zones_may_be_mixed(self, hours: int) -> None:
        zone = timezone(timedelta(hours=hours))
        assert not timed_out(START, (START + DAY).astimezone(zone))
        assert timed_out(START, (START + DAY + SECOND).astimezone(zone))
        assert timed_out(START.astimezone(zone), START + DAY + SECOND)

    def test_the_day_that_loses_an_hour_ends_an_hour_later_by_the_clock(self) -> None:
        start = datetime(2026, 3, 28, 10, tzinfo=ZONE)
        assert not timed_out(start, datetime(2026, 3, 29, 11, 0, 0, tzinfo=ZONE))
        assert timed_out(start, datetime(2026, 3, 29, 11, 0, 1, tzinfo=ZONE))

    def test_the_day_that_gains_an_hour_ends_an_hour_earlier_by_the_clock(self) -> None:
        start = datetime(2026, 10, 24, 10, tzinfo=ZONE)
        assert not timed_out(start, datetime(2026, 10, 25, 9, 0, 0, tzinfo=ZONE))
        assert timed_out(start, datetime(2026, 10, 25, 9, 0, 1, tzinfo=ZONE))

    def test_the_hour_that_comes_twice_is_two_hours(self) -> None:
        start = datetime(2026, 10, 24, 2, 30, tzinfo=ZONE)
        assert not timed_out(start, datetime(2026, 10, 25, 2, 30, tzinfo=ZONE))
        assert timed_out(start, datetime(2026, 10, 25, 2, 30, tzinfo=ZONE, fold=1))

    def test_the_ends_of_the_calendar_are_moments_too(self) -> None:
        first, last = datetime.min.replace(tzinfo=CHINA), datetime.max.replace(tzinfo=UTC)
        assert timed_out(first, last)
        assert not timed_out(last, first)

    @given(
        st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
        st.timedeltas(-3 * DAY, 3 * DAY),
        st.integers(-12, 14),
    )
    def test_it_is_elapsed_time_that_counts(self, start: datetime, elapsed: timedelta, hours: int) -> None:
        now = (start + elapsed).astimezone(timezone(timedelta(hours=hours)))
        assert timed_out(start, now) is (elapsed > DAY)
        assert (now > deadline(start)) is timed_out(start, now)

    def test_counted_from_the_sending_it_is_inferred(self) -> None:
        (finding,) = why_not_passed(Case(sms_sent_at=START, verified=False), now=START + DAY + SECOND)[:1]
        assert finding.basis is Basis.INFERRED
        assert "发出" in finding.cause("zh")
        (finding,) = why_not_passed(Case(sms_received_at=START, verified=False), now=START + DAY + SECOND)[:1]
        assert finding.basis is Basis.STATED
        assert "收到" in finding.cause("zh")

    @pytest.mark.parametrize("ask", [diagnose, why_not_passed, check_verification_timed_out])
    def test_now_is_an_aware_datetime(self, ask: Any) -> None:
        with pytest.raises(TypeError, match=r"^now must be a datetime, not str$"):
            ask(Case(), now="2026-03-02")
        with pytest.raises(ValueError, match=r"^now must have a time zone"):
            ask(Case(), now=datetime(2026, 3, 2))  # noqa: DTZ001


class TestDeadline:
    def test_it_is_24_hours_later_in_the_same_zone(self) -> None:
        assert deadline(START) == START + DAY
        assert deadline(START).tzinfo is CHINA

    def test_it_is_elapsed_time_by_the_clock_of_its_zone(self) -> None:
        end = deadline(datetime(2026, 3, 28, 10, tzinfo=ZONE))
        assert (end.hour, end.tzinfo) == (11, ZONE)
        end = deadline(datetime(2026, 10, 24, 2, 30, tzinfo=ZONE))
        assert (end.hour, end.minute, end.fold) == (2, 30, 0)
        end = deadline(datetime(2026, 10, 24, 3, 30, tzinfo=ZONE))
        assert (end.hour, end.minute, end.fold) == (2, 30, 1)

    def test_it_needs_an_aware_datetime(self) -> None:
        with pytest.raises(TypeError, match=r"^received_at must be a datetime, not NoneType$"):
            deadline(None)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match=r"^received_at must have a time zone"):
            deadline(datetime(2026, 3, 2))  # noqa: DTZ001


class TestWrongEntries:
    @pytest.mark.parametrize(("wrong", "left"), [(0, 5), (1, 4), (4, 1), (5, 0), (6, 0), (100, 0)])
    def test_five_are_free_in_all(self, wrong: int, left: int) -> None:
        assert attempts_left(wrong) == left

    @pytest.mark.parametrize(
        ("wrong", "codes"),
        [
            (4, []),
            (5, ["returned-after-sixth-entry", "wrong-entries-exhausted"]),
            (6, ["returned-after-sixth-entry", "resubmit-unchanged", "reapply-after-rejection"]),
        ],
    )
    def test_four_five_and_six_are_three_things(self, wrong: int, codes: list[str]) -> None:
        assert [finding.code for finding in why_not_passed(Case(wrong_entries=wrong))] == codes

    def test_it_counts_from_0_on(self) -> None:
        with pytest.raises(ValueError, match=r"^wrong_entries must not be negative$"):
            attempts_left(-1)
        for value in (True, None, "5", 5.0):
            with pytest.raises(TypeError, match=r"^wrong_entries must be an int, not "):
                attempts_left(value)  # type: ignore[arg-type]


class TestResends:
    @pytest.mark.parametrize(
        ("provider", "resends", "left"),
        [
            ("tencent", 0, 3), ("tencent", 2, 1), ("tencent", 3, 0), ("tencent", 9, 0), ("alibaba", 0, 2),
            ("alibaba", 2, 0), ("huawei", 1, 1), ("huawei", 2, 0), ("volcengine", 0, None), ("other", 9, None),
            (None, 0, None), (Provider.TENCENT, None, None),
        ],
    )  # fmt: skip
    def test_they_are_limited_by_the_provider(self, provider: str | None, resends: int | None, left: int) -> None:
        assert resends_left(resends, provider) == left

    def test_a_wrong_argument_is_refused_by_its_name(self) -> None:
        with pytest.raises(ValueError, match=r"^resends must not be negative$"):
            resends_left(-1, "tencent")
        with pytest.raises(TypeError, match=r"^resends must be an int, not bool$"):
            resends_left(True, "tencent")
        with pytest.raises(ValueError, match=r"^provider must be one of tencent, "):
            resends_left(0, "aws")
        with pytest.raises(TypeError, match=r"^provider must be a member of Provider or its value, not int$"):
            resends_left(None, 1)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("provider", "document"), [("tencent", "tencent-13435"), ("huawei", "huawei"), ("alibaba", "alibaba-sms-check")]
    )
    def test_the_limit_is_cited_from_the_providers_document(self, provider: str, document: str) -> None:
        (finding,) = diagnose(Case(provider=provider, resends=3))
        assert [source.document for source in finding.sources] == [document]


def test_without_now_nothing_has_timed_out() -> None:
    assert check_verification_timed_out(Case(sms_received_at=datetime(2020, 1, 1, tzinfo=UTC))) is None
