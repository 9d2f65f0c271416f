"""Kinds 10 and 11: what waits is spoken of, by name, length or kind, or as the one there is; the clock."""

from __future__ import annotations

import random
from dataclasses import dataclass

from model_core.train.example import Draft, family
from model_core.train.families.tables import table
from model_core.train.families.times import clock_time, duration
from model_core.train.home import Household
from model_core.train.phrasing import say
from model_core.train.splits import pool
from model_core.train.waits import besides
from model_core.world import Pending, Turn

_T = table("waiting")
_TODO = table("schedules")["todo"]
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_KINDS = ("timer", "timer", "timer", "alarm", "reminder")
_NAMED = {
    "more": "extend waiting called {n} by {d}", "less": "shorten waiting called {n} by {d}",
    "hold": "pause waiting called {n}", "go_on": "resume waiting called {n}",
    "left": "tell waiting called {n}",
    "drop": "cancel called {n}",
}  # fmt: skip
_UNNAMED = {
    "no_name_more": "extend waiting timer by {d}", "no_name_hold": "pause waiting timer",
    "no_name_on": "resume waiting timer", "no_name_left": "tell waiting timer",
    "no_name_drop": "cancel timer",
    "of_length": "cancel timer of {d}", "of_length_left": "tell waiting timer of {d}",
}  # fmt: skip
_EVERY = {"every_drop": "cancel all {kind}", "every_left": "tell waiting all {kind}"}
_WHOLE = {
    "everything_left": "tell waiting", "everything_drop": "cancel all", "alarm_left": "tell waiting alarm",
    "alarm_drop": "cancel alarm", "time": "tell time", "date": "tell date",
}  # fmt: skip
_AFTER = {
    "after_more": "extend waiting{which} by {d}", "after_less": "shorten waiting{which} by {d}",
    "after_left": "tell waiting{which}", "after_hold": "pause waiting{which}", "after_drop": "cancel",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Name:
    bare: str
    said: str
    slots: dict[str, str]


def _name(home: Household, rng: random.Random) -> _Name:
    """What a timer is for, and the words that follow its number; none that a device here is known by."""
    taken = {w for t in home.world.things for n in (t.name, t.type, *t.aliases) for w in n.casefold().split()}
    many = rng.random() < 0.4
    names = [n for n in pool(_T["many" if many else "one"], home.split) if not taken & set(n.split())]
    bare = rng.choice(names)
    said = rng.choice((f"the {bare}", f"the {bare}", f"my {bare}", bare))
    verbs = (
        {
            "be": "are",
            "have": "have",
            "do": "do",
            "need": "need",
            "want": "want",
            "come": "come",
            "it": "them",
        }
        if many
        else {
            "be": "is",
            "have": "has",
            "do": "does",
            "need": "needs",
            "want": "wants",
            "come": "comes",
            "it": "it",
        }
    )
    return _Name(bare, said, {**verbs, "n": said, "bare": bare})


def _draft(rng: random.Random, said: str, plan: str, *waits: Pending, protect: str = "") -> Draft:
    return Draft(said, plan, (), pending=besides(rng, waits), protect=(protect,) if protect else ())


@family(kind=11, weight=1.6)
def named(home: Household, rng: random.Random) -> Draft | None:
    """A timer with a name, or two at once."""
    name, (dur, durn, plan) = _name(home, rng), duration(rng)
    first = f'later after {plan} called "{name.bare}"'
    if rng.random() < 0.25:
        other, (dur2, _, plan2) = _name(home, rng), duration(rng)
        if other.bare == name.bare:
            return None
        more = {"n2": other.said, "bare2": other.bare, "dur2": dur2}
        said = say(rng, home, _T["set_two"], **name.slots, dur=dur, **more)
        return _draft(rng, said, f'{first}; later after {plan2} called "{other.bare}"', protect=dur)
    return _draft(rng, say(rng, home, _T["set"], **name.slots, dur=dur, durn=durn), first, protect=dur)


@family(kind=11, weight=3.0)
def spoken_of(home: Household, rng: random.Random) -> Draft | None:
    """A timer that waits and is known by its name: put off, held, asked about, taken back."""
    name, (dur, _, plan) = _name(home, rng), duration(rng)
    block = rng.choice(tuple(_NAMED))
    said = say(rng, home, _T[block], **name.slots, dur=dur)
    waits = Pending("timer", rng.choice((name.bare, name.bare, name.said.removeprefix("my "))))
    return _draft(rng, said, _NAMED[block].format(n=f'"{name.bare}"', d=plan), waits, protect=dur)


@family(kind=11, weight=1.2)
def unnamed(home: Household, rng: random.Random) -> Draft | None:
    """The timer, or the one of that length."""
    dur, durn, plan = duration(rng)
    block = rng.choice(tuple(_UNNAMED))
    said = say(rng, home, _T[block], dur=dur, durn=durn)
    return _draft(rng, said, _UNNAMED[block].format(d=plan), Pending("timer"), protect=dur)


@family(kind=11, weight=0.8)
def every(home: Household, rng: random.Random) -> Draft | None:
    """All timers, alarms or reminders."""
    block, kind = rng.choice(tuple(_EVERY)), rng.choice(_KINDS)
    said = say(rng, home, _T[block], kind=kind)
    return _draft(rng, said, _EVERY[block].format(kind=kind), Pending(kind), Pending(kind, "the bread"))


@family(kind=11, weight=1.2)
def whole(home: Household, rng: random.Random) -> Draft | None:
    """All that waits, the alarm, the time, the day."""
    block = rng.choice(tuple(_WHOLE))
    said = say(rng, home, _T[block], clock=clock_time(rng)[0], day=rng.choice(_DAYS))
    waits = (Pending("alarm"),) if block.startswith("alarm") else ()
    return _draft(rng, said, _WHOLE[block], *waits)


@family(kind=11, weight=0.4)
def alarm_of_a_time(home: Household, rng: random.Random) -> Draft | None:
    """The alarm for seven."""
    said, clock = clock_time(rng)
    words = say(rng, home, _T["alarm_at"], clock=said)
    return _draft(rng, words, f"cancel alarm at {clock}", Pending("alarm"))


@family(kind=11, weight=0.8)
def reminded(home: Household, rng: random.Random) -> Draft | None:
    """What one is to be reminded of: no longer, or what it was."""
    todo = rng.choice(_TODO)
    block = rng.choice(("remind_drop", "remind_left"))
    said = say(rng, home, _T[block], todo=todo)
    which = f' reminder called "{todo}"' if todo in said else " reminder"
    return _draft(rng, said, f"{'cancel' if block == 'remind_drop' else 'tell waiting'}{which}",
                  Pending("reminder", todo))  # fmt: skip


@family(kind=10, weight=1.6)
def goes_on(home: Household, rng: random.Random) -> Draft | None:
    """After a timer was set: another length, another timer, longer, held, how long still."""
    name, (dur, durn, plan) = _name(home, rng), duration(rng)
    before, before_durn, before_plan = duration(rng)
    called = rng.random() < 0.6
    if called:
        first = say(rng, home, _T["set"], **name.slots, dur=before, durn=before_durn)
    else:
        first = say(
            rng,
            home,
            table("schedules")["timer"],
            **{"dur": before, "durn": before_durn, "in": f"in {before}"},
        )
    turn = Turn(first, f"later after {before_plan}" + (f' called "{name.bare}"' if called else ""))
    roll = rng.random()
    if roll < 0.25:
        said = say(rng, home, _T["amend"], dur=dur)
        text = f"cancel; {turn.plan.replace(before_plan, plan, 1)}"
    elif roll < 0.5:
        other = _name(home, rng)
        said = say(rng, home, _T["another"], **other.slots, dur=dur, durn=durn)
        text = f'later after {plan} called "{other.bare}"'
    else:
        block = rng.choice(tuple(_AFTER))
        said = say(rng, home, _T[block], dur=dur)
        which = f' called "{name.bare}"' if called else f" of {before_plan}"
        text = _AFTER[block].format(which=which, d=plan)
    return Draft(said, text, (), history=(turn,), protect=(dur,))
