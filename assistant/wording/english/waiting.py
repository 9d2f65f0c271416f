"""The clock and what waits, in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from assistant.context import House
from assistant.schedule import repeats
from assistant.wording import lengths
from assistant.wording.english.later import TELL, moment, timer
from assistant.wording.english.phrases import capital, duration, listed, many
from assistant.wording.protocol import Due
from model_core.plan import After, At, Change, Kept, Selection

CALLED: Mapping[Kept, str] = {
    Kept.ANYTHING: "thing",
    Kept.TIMER: "timer",
    Kept.ALARM: "alarm",
    Kept.REMINDER: "reminder",
}


def time(now: datetime) -> str:
    """What time it is."""
    return f"It is {now:%H:%M}."


def date(now: datetime) -> str:
    """What day it is."""
    return f"Today is {_day(now)} {now.year}."


def told(house: House, dues: Sequence[Due], now: datetime) -> list[str]:
    """What waits."""
    return [_told(house, due, now) for due in dues]


def none(which: Selection) -> str:
    """Nothing of the kind waits."""
    if which.kind is Kept.ANYTHING:
        return f"Nothing is waiting for “{which.name}”." if which.name else "Nothing is waiting."
    if which.name:
        return f"There is no {CALLED[which.kind]} called {which.name}."
    if which.seconds:
        return f"There is no {CALLED[which.kind]} for {duration(which.seconds)}."
    if which.time:
        return f"There is no {CALLED[which.kind]} for {which.time}."
    return "No timer is running." if which.kind is Kept.TIMER else f"No {CALLED[which.kind]} is set."


def several(which: Selection, count: int) -> str:
    """So many could be meant."""
    return f"There are {many(count, CALLED[which.kind])}, so please say which one."


def to_cancel(which: Selection) -> str:
    """The wish that it does not wait any more."""
    return f"cancel {_which(which)}"


def cancelled(dues: Sequence[Due]) -> str:
    """These do not wait any more."""
    if len(dues) > 1:
        kind = "timer" if all(_is_timer(d) for d in dues) else "thing"
        waiting = "" if kind == "timer" else " that were waiting"
        return f"I cancelled {many(len(dues), kind)}{waiting}."
    return f"I cancelled the {timer(dues[0].name)}." if _is_timer(dues[0]) else "I cancelled that."


def not_cancelled(waiting: int) -> str:
    """So many things wait, and none of them was meant for sure."""
    return f"{waiting} things are waiting, none of them from here, so I cancelled nothing."


def to_adjust(change: Change, which: Selection, seconds: int) -> str:
    """The wish that a delay be another."""
    by = f" by {duration(seconds)}" if seconds else ""
    return f"{change.value} {_which(which)}{by}"


def adjusted(house: House, due: Due, now: datetime) -> str:
    """How it is after that."""
    return _told(house, due, now)


def not_long(left: float, change: Change) -> str:
    """It stays as it is."""
    if change is Change.SHORTEN:
        return f"It has only {_rounded(left)} left, so I changed nothing."
    return "I can only wait for up to a year, so I changed nothing."


def fixed(*, again: bool) -> str:
    """It comes again and again, or waits for a moment or a condition."""
    if again:
        return "That comes again and again, so I changed nothing."
    return "That waits for a moment and not for a length of time, so I changed nothing."


def _which(which: Selection) -> str:
    if which == Selection():
        return "what is waiting"
    name = f"{which.name} " if which.name else ""
    kind = CALLED[which.kind] if which.kind is not Kept.ANYTHING or not which.name else ""
    of = f" for {duration(which.seconds)}" if which.seconds else ""
    of += f" for {which.time}" if which.time else ""
    every = which.every and kind
    return f"{'all' if which.every else 'the'} {name}{kind}{'s' if every else ''}".rstrip() + of


def _is_timer(due: Due) -> bool:
    return isinstance(due.trigger, After) and not due.wishes and not due.about


def _told(house: House, due: Due, now: datetime) -> str:
    left = _rounded(due.left or 0.0)
    if _is_timer(due) and isinstance(due.trigger, After):
        of = "" if due.name else f" for {duration(due.trigger.seconds)}"
        return f"The {timer(due.name)}{of} {'is paused with' if due.held else 'has'} {left} left."
    what = listed(due.wishes) or (f"remind you of “{due.about}”" if due.about else "")
    if due.held:
        return f"Paused with {left} left: {what}."
    if not what and isinstance(due.trigger, At):
        return f"An alarm is set for {_when(house, due, now).removeprefix('at ')}."
    return f"{capital(_when(house, due, now))} I will {what or TELL}."


def _when(house: House, due: Due, now: datetime) -> str:
    if isinstance(due.trigger, After) and due.left is not None:
        return f"in {_rounded(due.left)}"
    if due.at is None or repeats(due.trigger):
        return moment(house, due.trigger)
    clock = f"at {due.at:%H:%M}"
    days = (due.at.date() - now.date()) // timedelta(days=1)
    if days > 6:
        return f"on {_day(due.at)} {clock}"
    return clock if days < 1 else f"tomorrow {clock}" if days == 1 else f"on {due.at:%A} {clock}"


def _rounded(left: float) -> str:
    return duration(lengths.told(left))


def _day(day: datetime) -> str:
    return f"{day:%A}, {day.day} {day:%B}"
