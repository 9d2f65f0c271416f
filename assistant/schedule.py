"""When something is due: the next moment of a trigger in the home's time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from astral import Observer
from astral.sun import sunrise, sunset

from assistant.wording.sayings import Saying
from model_core.plan import After, At, When

REPEATING = frozenset({"daily", "weekdays", "weekends"})
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SUN = {"sunrise": sunrise, "sunset": sunset}
LONGEST = timedelta(days=366)
POLAR_DAYS = 200
"""More than the longest polar day or night has."""


class CannotSchedule(ValueError):
    """No moment follows from the trigger; `saying` with `details` is why."""

    def __init__(self, saying: Saying, **details: str) -> None:
        super().__init__(" ".join([saying.value, *details.values()]))
        self.saying = saying
        self.details = details


class NoSuchDay(CannotSchedule):
    """The sun does not rise, or not set, on that day."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the home is, in degrees."""

    latitude: float
    longitude: float


def next_moment(
    trigger: After | At | When, *, now: datetime, timezone: str, place: Place | None = None
) -> datetime | None:
    """The first moment after `now` in UTC; None for a condition. Raises CannotSchedule."""
    match trigger:
        case After():
            if not 0 < trigger.seconds <= LONGEST.total_seconds():
                raise CannotSchedule(Saying.TOO_FAR_AHEAD)
            return now + timedelta(seconds=trigger.seconds)
        case At():
            return _at(trigger, now, timezone, place)
        case When():
            return None


def repeats(trigger: After | At | When) -> bool:
    """Whether there is a next time after this one."""
    return isinstance(trigger, At) and trigger.days in REPEATING


def zone_of(name: str) -> ZoneInfo:
    """The home's time zone; UTC when the name means nothing here."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _at(trigger: At, now: datetime, timezone: str, place: Place | None) -> datetime:
    zone = zone_of(timezone)
    today = now.astimezone(zone).date()
    days = trigger.days.casefold()
    if days not in {"once", "tomorrow", *REPEATING, *DAYS}:
        raise CannotSchedule(Saying.UNKNOWN_DAY, day=trigger.days)
    first = 1 if days == "tomorrow" else 0
    patient = repeats(trigger) and trigger.time in SUN
    for ahead in range(first, first + (POLAR_DAYS if patient else 9)):
        day = today + timedelta(days=ahead)
        if not _fits(day, days):
            continue
        try:
            moment = _moment(trigger.time, day, timezone, place)
        except NoSuchDay:
            if patient:
                continue
            raise
        if moment > now:
            return moment
    raise CannotSchedule(Saying.NO_MOMENT)


def _fits(day: date, days: str) -> bool:
    if days == "weekdays":
        return day.weekday() < 5
    if days == "weekends":
        return day.weekday() >= 5
    return days not in DAYS or DAYS[day.weekday()] == days


def _moment(text: str, day: date, timezone: str, place: Place | None) -> datetime:
    if text in SUN:
        return _sun(text, day, timezone, place)
    try:
        clock = time.fromisoformat(text)
    except ValueError:
        raise CannotSchedule(Saying.UNKNOWN_TIME, time=text) from None
    local = datetime.combine(day, clock, tzinfo=zone_of(timezone))
    return local.astimezone(zone_of("UTC"))


def _sun(event: str, day: date, timezone: str, place: Place | None) -> datetime:
    """Sunrise or sunset of the home's own day, which in UTC may be another."""
    if place is None:
        raise CannotSchedule(Saying.NO_PLACE, event=event)
    observer = Observer(place.latitude, place.longitude)
    try:
        found = SUN[event](observer, date=day, tzinfo=zone_of(timezone))
    except ValueError:  # the sun stays up or down all day there
        raise NoSuchDay(Saying.NO_SUN, event=event) from None
    return found.astimezone(UTC)
