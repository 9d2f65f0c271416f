"""Spoken times and durations, and the plan language for them, which stays close to what was said."""

from __future__ import annotations

import random
from dataclasses import dataclass

from model_core.train.phrasing import number_words

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SUN = {
    "sunset": (
        "at sunset",
        "at sundown",
        "when the sun sets",
        "when the sun goes down",
        "at dusk",
        "when it gets dark",
        "as soon as it gets dark",
        "once the sun is down",
        "at nightfall",
    ),
    "sunrise": (
        "at sunrise",
        "at dawn",
        "when the sun rises",
        "when the sun comes up",
        "at daybreak",
        "at first light",
        "once the sun is up",
    ),
}
_MINUTES = (2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 10, 12, 15, 15, 18, 20, 20, 25, 30, 30, 35, 40, 45, 50, 60, 75, 90)
_FIXED = (
    ("half an hour", "30 min"),
    ("a half hour", "30 min"),
    ("half hour", "30 min"),
    ("a quarter of an hour", "15 min"),
    ("quarter of an hour", "15 min"),
    ("three quarters of an hour", "45 min"),
    ("half a minute", "30 s"),
    ("an hour and a half", "1.5 h"),
    ("an hour and a quarter", "1.25 h"),
    ("a minute and a half", "1.5 min"),
    ("a couple of minutes", "2 min"),
    ("a couple of hours", "2 h"),
)
_UNITS = {
    "hour": ("h", ("hours", "hours", "h")),
    "minute": ("min", ("minutes", "minutes", "mins", "min")),
    "second": ("s", ("seconds", "seconds", "sec", "secs")),
}


def _number(n: int, rng: random.Random) -> str:
    return number_words(n).replace("-", " ") if rng.random() < 0.4 and n <= 60 else str(n)


def _units(n: int, unit: str, rng: random.Random) -> str:
    return f"{_number(n, rng)} {unit if n == 1 else rng.choice(_UNITS[unit][1])}"


def duration(rng: random.Random) -> tuple[str, str, str]:
    """A duration as it is said, as an adjective (`ten minute`), and in the plan language."""
    roll = rng.random()
    if roll < 0.1:
        said, plan = rng.choice(_FIXED)
        return said, said.removeprefix("a ").removeprefix("an "), plan
    if roll < 0.17:
        unit = rng.choice(("hour", "minute"))
        article = "an" if unit == "hour" else "a"
        said = rng.choice((f"{article} {unit}", f"one {unit}", f"1 {unit}"))
        return said, f"one {unit}", f"1 {_UNITS[unit][0]}"
    if roll < 0.25:
        return _and_a_half(rng)
    if roll < 0.35:
        return _two_units(rng)
    unit = rng.choices(("hour", "second", "minute"), (2, 2, 7))[0]
    if unit == "minute":
        n = rng.choice(_MINUTES) if rng.random() < 0.6 else rng.randint(2, 90)
    else:
        n = (
            rng.randint(2, 12)
            if unit == "hour"
            else rng.choice((5, 10, 15, 20, 30, 40, 45, 60, 90, 100, 150))
        )
    spoken = _number(n, rng)
    short, plural = _UNITS[unit]
    return f"{spoken} {rng.choice(plural)}", f"{spoken} {unit}", f"{n} {short}"


def _and_a_half(rng: random.Random) -> tuple[str, str, str]:
    unit = rng.choice(("hour", "minute"))
    n = rng.randint(1, 4 if unit == "hour" else 12)
    part, decimal = rng.choice((("a half", "5"), ("a half", "5"), ("a quarter", "25")))
    digits = rng.random() < 0.3
    said = f"{n}.{decimal}" if digits else f"{_number(n, rng)} and {part}"
    return f"{said} {unit}s", f"{said} {unit}", f"{n}.{decimal} {_UNITS[unit][0]}"


def _two_units(rng: random.Random) -> tuple[str, str, str]:
    joint = rng.choice((" and ", " ", ", "))
    if rng.random() < 0.6:
        first, second = rng.randint(1, 3), rng.choice((5, 10, 15, 20, 25, 30, 40, 45, 50))
        names, plan = ("hour", "minute"), f"{first} h {second} min"
    else:
        first, second = rng.randint(1, 9), rng.choice((10, 15, 20, 30, 40, 45))
        names, plan = ("minute", "second"), f"{first} min {second} s"
    said = f"{_units(first, names[0], rng)}{joint}{_units(second, names[1], rng)}"
    adjective = f"{_number(first, rng)} {names[0]} {_number(second, rng)} {names[1]}"
    return said, adjective, plan


def delay(rng: random.Random) -> tuple[str, str]:
    """`in ten minutes` and `after 10 min`."""
    said, _, plan = duration(rng)
    form = rng.choice(
        (
            "in {}",
            "in {}",
            "in {}",
            "in {}",
            "after {}",
            "{} from now",
            "in about {}",
            "{} later",
            "in {} from now",
        )
    )
    return form.format(said), f"after {plan}"


@dataclass(frozen=True, slots=True)
class Clock:
    """One time of day."""

    said: str
    """Without `at`."""
    exact: str
    """HH:MM."""
    plan: str
    """As the plan language writes what was said: `7:30pm` where a half of the day was, else HH:MM."""

    @property
    def hour(self) -> int:
        return int(self.exact[:2])


def clock(rng: random.Random) -> Clock:
    """A time of day in one of the many ways to say it."""
    if rng.random() < 0.06:
        said, exact = rng.choice((("noon", "12:00"), ("midday", "12:00"), ("midnight", "00:00")))
        return Clock(said, exact, exact)
    hour, minute = (
        rng.randrange(24),
        rng.choice((0, 0, 0, 0, 15, 30, 30, 45, 5, 10, 20, 40, 50, 55, rng.randrange(60))),
    )
    exact = f"{hour:02d}:{minute:02d}"
    if rng.random() < 0.2 or hour == 0:
        return Clock(rng.choice((exact, exact, f"{hour}:{minute:02d}")), exact, exact)
    twelve = (hour - 1) % 12 + 1
    spoken = _clock_words(twelve, minute, rng)
    if not minute and rng.random() < 0.25:
        spoken = f"{spoken} o'clock"
    if hour < 12 and rng.random() < 0.4:
        return Clock(spoken, exact, exact)
    part = "am" if hour < 12 else "pm"
    suffix = rng.choice(_suffixes(hour, part))
    joint = "" if suffix in {"am", "pm"} and spoken[-1].isdigit() and rng.random() < 0.5 else " "
    return Clock(f"{spoken}{joint}{suffix}", exact, f"{twelve}:{minute:02d}{part}")


def _suffixes(hour: int, part: str) -> list[str]:
    suffixes = [part, part, f"{part[0]}.m."]
    if hour < 12:
        suffixes += ["in the morning", "in the morning"]
    if 12 <= hour < 18:
        suffixes += ["in the afternoon", "this afternoon"]
    if hour >= 17:
        suffixes += ["in the evening", "this evening", "tonight"]
    if hour >= 21:
        suffixes += ["at night"]
    return suffixes


def clock_time(rng: random.Random) -> tuple[str, str]:
    """A time of day as it is said, without `at`, and in the plan language."""
    time = clock(rng)
    return time.said, time.plan


def exact_time(rng: random.Random) -> tuple[str, str]:
    """A time of day as it is said, without `at`, and as HH:MM, the way devices are told."""
    time = clock(rng)
    return time.said, time.exact


def _clock_words(hour: int, minute: int, rng: random.Random) -> str:
    digits = rng.random() < 0.55
    if minute == 0:
        return str(hour) if digits else number_words(hour)
    if digits:
        return f"{hour}:{minute:02d}"
    past, to = number_words(hour), number_words(hour % 12 + 1)
    if rng.random() < 0.3:
        past, to = str(hour), str(hour % 12 + 1)
    a = rng.choice(("", "", "a "))
    special = {15: f"{a}quarter past {past}", 30: f"half past {past}", 45: f"{a}quarter to {to}"}
    if minute in special and rng.random() < 0.8:
        return special[minute]
    if minute % 5 == 0 and minute < 30 and rng.random() < 0.4:
        return f"{number_words(minute)} past {past}"
    if minute % 5 == 0 and minute > 30 and rng.random() < 0.4:
        return f"{number_words(60 - minute)} to {to}"
    return f"{number_words(hour)} {'oh ' if minute < 10 else ''}{number_words(minute).replace('-', ' ')}"


_TODAY = ("tonight", "this evening", "this afternoon")


def once(rng: random.Random) -> tuple[str, str]:
    """A time for something that happens once: `at 7 pm`, `tomorrow at sunrise`, `on friday at 8`."""
    roll = rng.random()
    if roll < 0.4:
        return delay(rng)
    if roll < 0.52:
        sun = rng.choice(tuple(_SUN))
        said, plan = rng.choice(_SUN[sun]), f"at {sun}"
        return (f"tomorrow {said}", f"{plan} tomorrow") if rng.random() < 0.15 else (said, plan)
    time = clock(rng)
    if roll < 0.75 or time.said.endswith(_TODAY):
        return f"{rng.choice(('at', 'at', 'at', 'at', 'at exactly', 'at around', 'around'))} {time.said}", (
            f"at {time.plan}"
        )
    if roll < 0.82:
        return _part_first(time, rng)
    if roll < 0.91:
        said = rng.choice((f"tomorrow at {time.said}", f"at {time.said} tomorrow"))
        return said, f"at {time.plan} tomorrow"
    day = rng.choice(_DAYS)
    said = rng.choice((f"on {day} at {time.said}", f"at {time.said} on {day}", f"{day} at {time.said}"))
    return said, f"at {time.plan} {day}"


def _part_first(time: Clock, rng: random.Random) -> tuple[str, str]:
    """`tomorrow morning at seven`, `on friday evening at 8`, `this evening at half past six`."""
    hour, minute = time.hour, int(time.exact[3:])
    part = "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 17 else "evening"
    if hour < 4:
        return f"at {time.said}", f"at {time.plan}"
    twelve, half = (hour - 1) % 12 + 1, "am" if hour < 12 else "pm"
    spoken = _clock_words(twelve, minute, rng)
    plan = f"at {twelve}:{minute:02d}{half}"
    roll = rng.random()
    if roll < 0.45:
        return f"tomorrow {part} at {spoken}", f"{plan} tomorrow"
    if roll < 0.8 or part == "morning":
        day = rng.choice(_DAYS)
        said = rng.choice((f"on {day} {part} at {spoken}", f"{day} {part} at {spoken}"))
        return said, f"{plan} {day}"
    return rng.choice((f"this {part} at {spoken}", f"later this {part}, at {spoken}")), plan


_REPEATED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("daily", ("every day", "daily", "each day", "every single day", "day after day")),
    (
        "weekdays",
        (
            "every weekday",
            "on weekdays",
            "monday to friday",
            "monday through friday",
            "on workdays",
            "every working day",
            "on work days",
            "each weekday",
            "during the week",
        ),
    ),
    (
        "weekends",
        (
            "on weekends",
            "every weekend",
            "at the weekend",
            "at weekends",
            "on saturdays and sundays",
            "every saturday and sunday",
            "each weekend",
        ),
    ),
)
_PARTS = {"morning": ("morning",), "afternoon": ("afternoon",), "evening": ("evening", "night")}


def repeated(rng: random.Random) -> tuple[str, str]:
    """A time for something that happens again and again."""
    week = tuple((d, (f"every {d}", f"on {d}s", f"each {d}")) for d in rng.sample(_DAYS, 3))
    days, said_days = rng.choice((*_REPEATED, *_REPEATED, *week))
    day = rng.choice(said_days)
    if rng.random() < 0.2:
        sun = rng.choice(tuple(_SUN))
        said = rng.choice(_SUN[sun])
        if days == "daily" and rng.random() < 0.4:
            day = "every morning" if sun == "sunrise" else "every evening"
        return rng.choice((f"{day} {said}", f"{said} {day}")), f"at {sun} {days}"
    time = clock(rng)
    while time.said.endswith(_TODAY):
        time = clock(rng)
    if time.hour >= 4 and rng.random() < 0.3:
        hour, minute = time.hour, time.exact[3:]
        part = "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"
        twelve, half = (hour - 1) % 12 + 1, "am" if hour < 12 else "pm"
        spoken, plan = _clock_words(twelve, int(minute), rng), f"at {twelve}:{minute}{half}"
        if days == "daily":
            when = f"{rng.choice(('every', 'each'))} {rng.choice(_PARTS[part])}"
            return rng.choice((f"{when} at {spoken}", f"at {spoken} {when}")), f"{plan} daily"
        if days in _DAYS:
            return rng.choice((f"every {days} {part} at {spoken}", f"on {days} {part}s at {spoken}")), (
                f"{plan} {days}"
            )
    return rng.choice((f"{day} at {time.said}", f"at {time.said} {day}")), f"at {time.plan} {days}"
