from __future__ import annotations

import importlib.util
from datetime import UTC, datetime, timedelta

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
    with pytest.raises(CannotSchedule, match="where the home is"):
        moment(At(event))
    if importlib.util.find_spec("astral") is None:
        with pytest.raises(CannotSchedule):
            next_moment(At(event), now=MONDAY, timezone="UTC", place=Place(52.5, 13.4))


def test_what_repeats() -> None:
    assert repeats(At("07:00", "daily"))
    assert not repeats(At("07:00"))
    assert not repeats(At("07:00", "monday"))
    assert not repeats(After(5))
