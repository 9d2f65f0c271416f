"""Spoken times and durations with what they are in the plan language."""

from __future__ import annotations

import random

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
    ),
    "sunrise": ("at sunrise", "at dawn", "when the sun rises", "when the sun comes up", "at daybreak"),
}


def _number(n: int, rng: random.Random) -> str:
    return number_words(n).replace("-", " ") if rng.random() < 0.35 and n <= 60 else str(n)


def duration(rng: random.Random) -> tuple[str, str, str]:
    """A duration as it is said, as an adjective (`ten minute`), and in the plan language."""
    roll = rng.random()
    if roll < 0.1:
        said, plan = rng.choice(
            (
                ("half an hour", "30 min"),
                ("an hour and a half", "90 min"),
                ("a quarter of an hour", "15 min"),
                ("three quarters of an hour", "45 min"),
                ("two and a half hours", "150 min"),
                ("a minute and a half", "90 s"),
                ("one and a half hours", "90 min"),
                ("half a minute", "30 s"),
                ("half hour", "30 min"),
            )
        )
        return said, said.removeprefix("a ").removeprefix("an "), plan
    if roll < 0.18:
        unit = rng.choice(("hour", "minute"))
        said = rng.choice((f"{'an' if unit == 'hour' else 'a'} {unit}", f"one {unit}", f"1 {unit}"))
        return said, f"one {unit}", "1 h" if unit == "hour" else "1 min"
    if roll < 0.24:
        hours, minutes = rng.randint(1, 3), rng.choice((10, 15, 20, 30, 45))
        joint = rng.choice((" and ", " "))
        said = f"{_number(hours, rng)} hour{'s' * (hours > 1)}{joint}{_number(minutes, rng)} minutes"
        return said, said.replace("hours", "hour").removesuffix("s"), f"{60 * hours + minutes} min"
    if roll < 0.36:
        n = rng.randint(2, 12)
        spoken = _number(n, rng)
        return f"{spoken} {rng.choice(('hours', 'hours', 'h'))}", f"{spoken} hour", f"{n} h"
    if roll < 0.46:
        n = rng.choice((5, 10, 15, 20, 30, 40, 45, 60, 90))
        spoken = _number(n, rng)
        return f"{spoken} {rng.choice(('seconds', 'seconds', 'sec'))}", f"{spoken} second", f"{n} s"
    n = rng.choice(
        (
            2,
            3,
            4,
            5,
            5,
            6,
            7,
            8,
            9,
            10,
            10,
            11,
            12,
            13,
            15,
            15,
            18,
            20,
            20,
            22,
            25,
            30,
            30,
            35,
            40,
            45,
            50,
            55,
            60,
            75,
            90,
            120,
        )
    )
    spoken = _number(n, rng)
    return (
        f"{spoken} {rng.choice(('minutes', 'minutes', 'minutes', 'mins', 'min'))}",
        f"{spoken} minute",
        f"{n} min",
    )


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


def clock_time(rng: random.Random) -> tuple[str, str]:
    """A time of day as it is said, without `at`, and as HH:MM."""
    if rng.random() < 0.06:
        return rng.choice((("noon", "12:00"), ("midday", "12:00"), ("midnight", "00:00")))
    hour, minute = (
        rng.randrange(24),
        rng.choice((0, 0, 0, 0, 15, 30, 30, 45, 5, 10, 20, 40, 50, 55, rng.randrange(60))),
    )
    exact = f"{hour:02d}:{minute:02d}"
    if rng.random() < 0.2 or (hour == 0):
        return rng.choice((exact, exact, f"{hour}:{minute:02d}")), exact
    twelve = (hour - 1) % 12 + 1
    spoken = _clock_words(twelve, minute, rng)
    part = "am" if hour < 12 else "pm"
    suffixes = [part, part, f"{part[0]}.m.", part]
    if 5 <= hour < 12:
        suffixes += ["in the morning"]
    if 12 < hour < 18:
        suffixes += ["in the afternoon"]
    if hour >= 17:
        suffixes += ["in the evening", "tonight"]
    if hour >= 21:
        suffixes += ["at night"]
    if hour < 12 and hour and rng.random() < 0.4:
        return (f"{spoken} o'clock" if not minute and rng.random() < 0.4 else spoken), exact
    suffix = rng.choice(suffixes)
    if suffix in {"am", "pm"} and spoken[-1].isdigit() and rng.random() < 0.5:
        return f"{spoken}{suffix}", exact
    return f"{spoken} {suffix}", exact


def _clock_words(hour: int, minute: int, rng: random.Random) -> str:
    digits = rng.random() < 0.6
    if minute == 0:
        return str(hour) if digits else number_words(hour)
    if digits:
        return f"{hour}:{minute:02d}"
    past, to = number_words(hour), number_words(hour % 12 + 1)
    special = {15: f"quarter past {past}", 30: f"half past {past}", 45: f"quarter to {to}"}
    if minute in special and rng.random() < 0.8:
        return special[minute]
    if minute % 5 == 0 and minute < 30 and rng.random() < 0.4:
        return f"{number_words(minute)} past {past}"
    if minute % 5 == 0 and minute > 30 and rng.random() < 0.4:
        return f"{number_words(60 - minute)} to {to}"
    return f"{past} {'oh ' if minute < 10 else ''}{number_words(minute).replace('-', ' ')}"


def once(rng: random.Random) -> tuple[str, str]:
    """A time for something that happens once: `at 7 pm`, `tomorrow at sunrise`, `on friday at 8`."""
    roll = rng.random()
    if roll < 0.45:
        return delay(rng)
    if roll < 0.6:
        sun = rng.choice(tuple(_SUN))
        said, plan = rng.choice(_SUN[sun]), f"at {sun}"
        return (f"tomorrow {said}", f"{plan} tomorrow") if rng.random() < 0.15 else (said, plan)
    said, clock = clock_time(rng)
    if roll < 0.85:
        return f"{rng.choice(('at', 'at', 'at', 'at exactly'))} {said}", f"at {clock}"
    if "tonight" in said:
        return f"at {said}", f"at {clock}"
    if roll < 0.94:
        return rng.choice((f"tomorrow at {said}", f"at {said} tomorrow")), f"at {clock} tomorrow"
    day = rng.choice(_DAYS)
    return rng.choice((f"on {day} at {said}", f"at {said} on {day}")), f"at {clock} {day}"


def repeated(rng: random.Random) -> tuple[str, str]:
    """A time for something that happens again and again."""
    days, said_days = rng.choice(
        (
            ("daily", ("every day", "daily", "each day", "every single day")),
            (
                "weekdays",
                ("every weekday", "on weekdays", "monday to friday", "on workdays", "every working day"),
            ),
            ("weekends", ("on weekends", "every weekend", "at the weekend", "on saturdays and sundays")),
            *((d, (f"every {d}", f"on {d}s", f"each {d}")) for d in rng.sample(_DAYS, 3)),
        )
    )
    day = rng.choice(said_days)
    if rng.random() < 0.2:
        sun = rng.choice(tuple(_SUN))
        said, plan = rng.choice(_SUN[sun][:2]), sun
    else:
        said, plan = clock_time(rng)
        said = f"at {said}"
        while "tonight" in said:
            said, plan = clock_time(rng)
            said = f"at {said}"
    if days == "daily" and rng.random() < 0.3:
        hour = int(plan[:2]) if plan[0].isdigit() else -1
        part = "morning" if 4 <= hour < 12 else "evening" if 17 <= hour < 22 else ""
        bare = said.removesuffix(" in the morning").removesuffix(" in the evening")
        if part and not bare.endswith(("m", "m.")):
            return rng.choice((f"every {part} {bare}", f"{bare} every {part}")), f"at {plan} daily"
    return rng.choice((f"{day} {said}", f"{said} {day}")), f"at {plan} {days}"
