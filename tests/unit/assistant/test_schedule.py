from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.schedule import CannotSchedule, Place, next_moment, repeats
from model_core.plan import After, At, Comparison, Test, Trigger, When

MONDAY = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
"""14:00 in Berlin."""


def moment(trigger: Trigger, now: datetime = MONDAY, timezone: str = "Europe/Berlin") -> datetime | None:
    return next_moment(trigger, now=now, timezone=timezone)


@pytest.mark.parametrize(
    ("trigger", "wanted"),
    [
        (After(90), MONDAY + timedelta(seconds=90)),
        (At("15:30"), datetime(2026, 5, 4, 13, 30, tzinfo=UTC)),
        (At("07:00"), datetime(2026, 5, 5, 5, 0, tzinfo=UTC)),
        (At("14:00"), datetime(2026, 5, 5, 12, 0, tzinfo=UTC)),
        (At("15:30", "tomorrow"), datetime(2026, 5, 5, 13, 30, tzinfo=UTC)),
        (At("07:00", "daily"), datetime(2026, 5, 5, 5, 0, tzinfo=UTC)),
        (At("07:00", "weekends"), datetime(2026, 5, 9, 5, 0, tzinfo=UTC)),
        (At("07:00", "monday"), datetime(2026, 5, 11, 5, 0, tzinfo=UTC)),
        (At("07:00", "Sunday"), datetime(2026, 5, 10, 5, 0, tzinfo=UTC)),
    ],
)
def test_next_moment(trigger: Trigger, wanted: datetime) -> None:
    assert moment(trigger) == wanted


def test_weekdays_leave_the_weekend_out() -> None:
    friday = datetime(2026, 5, 8, 12, 0, tzinfo=UTC)
    assert moment(At("07:00", "weekdays"), friday) == datetime(2026, 5, 11, 5, 0, tzinfo=UTC)


def test_the_clock_change_keeps_the_clock_time() -> None:
    before = datetime(2026, 10, 24, 20, 0, tzinfo=UTC)
    assert moment(At("07:00"), before) == datetime(2026, 10, 25, 6, 0, tzinfo=UTC)


def test_a_condition_has_no_moment() -> None:
    assert moment(When("front", Test("locked", Comparison.EQUAL, False))) is None


@pytest.mark.parametrize("trigger", [After(0), After(10**9), At("25:00"), At("noon"), At("07:00", "someday")])
def test_nonsense_is_refused(trigger: Trigger) -> None:
    with pytest.raises(CannotSchedule):
        moment(trigger)


@pytest.mark.parametrize("event", ["sunrise", "sunset"])
def test_the_sun_needs_a_place(event: str) -> None:
    with pytest.raises(CannotSchedule, match="no_place"):
        moment(At(event))


BERLIN, AUCKLAND = Place(52.52, 13.405), Place(-36.85, 174.76)


@pytest.mark.parametrize(
    ("event", "place", "timezone", "wanted"),
    [
        # Wall-clock times of the almanac: Berlin 5 May 05:28 and 4 May 20:38, Auckland 5 May 07:03 and 17:28.
        ("sunrise", BERLIN, "Europe/Berlin", datetime(2026, 5, 5, 3, 28, tzinfo=UTC)),
        ("sunset", BERLIN, "Europe/Berlin", datetime(2026, 5, 4, 18, 38, tzinfo=UTC)),
        ("sunrise", AUCKLAND, "Pacific/Auckland", datetime(2026, 5, 4, 19, 3, tzinfo=UTC)),
        ("sunset", AUCKLAND, "Pacific/Auckland", datetime(2026, 5, 5, 5, 28, tzinfo=UTC)),
    ],
)
def test_the_sun_of_the_home(event: str, place: Place, timezone: str, wanted: datetime) -> None:
    found = next_moment(At(event), now=MONDAY, timezone=timezone, place=place)
    assert found is not None
    assert found.utcoffset() == timedelta()
    assert abs(found - wanted) < timedelta(minutes=5)


def test_a_day_of_the_week_is_that_of_the_home() -> None:
    found = next_moment(At("sunrise", "tuesday"), now=MONDAY, timezone="Pacific/Auckland", place=AUCKLAND)
    assert found is not None
    assert found.date() == date(2026, 5, 4), "Tuesday's sun rises there while it is Monday in UTC"


def test_where_the_sun_does_not_set() -> None:
    midsummer = datetime(2026, 6, 21, 12, 0, tzinfo=UTC)
    with pytest.raises(CannotSchedule, match="no_sun sunset"):
        next_moment(At("sunset"), now=midsummer, timezone="Europe/Oslo", place=Place(69.65, 18.96))
    daily = next_moment(
        At("sunset", "daily"), now=midsummer, timezone="Europe/Oslo", place=Place(69.65, 18.96)
    )
    assert daily is not None, "what repeats waits until the sun sets again"
    assert datetime(2026, 7, 20, tzinfo=UTC) < daily < datetime(2026, 8, 1, tzinfo=UTC)


def test_what_repeats() -> None:
    assert repeats(At("07:00", "daily"))
    assert not repeats(At("07:00"))
    assert not repeats(At("07:00", "monday"))
    assert not repeats(After(5))
