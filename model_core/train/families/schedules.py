"""Kind 11: later, for a while, again and again; timers, alarms and reminders."""

from __future__ import annotations

import random
import re

from model_core.train.example import Draft, family
from model_core.train.families.asking import SWITCHED
from model_core.train.families.borrow import (
    borrow,
    clause,
    devices_of,
    fitting,
    is_clause,
    is_imperative,
    past,
)
from model_core.train.families.tables import table
from model_core.train.families.times import clock_time, delay, duration, once, repeated
from model_core.train.home import Household
from model_core.train.phrasing import say, set_effects, set_plan
from model_core.train.speech import spoken
from model_core.world import Thing

_T = table("schedules")
_TODAY = ("tonight", "this evening", "this afternoon")
_WAITS = re.compile(r"\b(?P<noun>timers?|alarms?|reminders?|countdown|schedules?|routines?|automations?)\b")
_EVERY = re.compile(r"\b(?:all|every|everything|what)\b")
_STARTED = ("start ", "run ", "let ", "get ", "activate ")
"""What nobody says of a light."""


def _later(trigger: str, plan: str) -> str:
    return f"later {trigger} then {plan}"


def command(
    home: Household, rng: random.Random, kinds: tuple[int, ...] = (1, 2, 3, 4, 12, 13)
) -> Draft | None:
    """A short command that can stand inside another sentence."""

    def accept(draft: Draft) -> bool:
        said = draft.utterance.split()
        return (
            is_clause(draft)
            and len(draft.plan.split("; ")) <= 2
            and "previous" not in draft.plan
            and said[0] not in _AWKWARD
        )

    return borrow(home, rng, kinds, accept)


_AWKWARD = frozenset(
    {
        "can",
        "could",
        "would",
        "is",
        "why",
        "time",
        "it's",
        "it",
        "i",
        "i'd",
        "let's",
        "how",
        "what",
        "will",
        "ok",
    }
)


@family(kind=11, weight=3.0)
def delayed(home: Household, rng: random.Random) -> Draft | None:
    """A command in a while or at a time."""
    wish = command(home, rng)
    if wish is None:
        return None
    said, trigger = once(rng)
    utterance = say(rng, home, fitting(_T["delayed"], clause(wish)), cmd=clause(wish), t=said)
    return Draft(utterance, _later(trigger, wish.plan), (), history=past(home, rng), protect=(said,))


@family(kind=11, weight=1.5)
def every(home: Household, rng: random.Random) -> Draft | None:
    """A command on certain days."""
    wish = command(home, rng)
    if wish is None:
        return None
    said, trigger = repeated(rng)
    utterance = say(rng, home, fitting(_T["repeated"], clause(wish)), cmd=clause(wish), t=said)
    return Draft(utterance, _later(trigger, wish.plan), (), protect=(said,))


def switchable(home: Household, rng: random.Random) -> tuple[Thing, str] | None:
    """A device that can be on or off, and words for it."""
    things = home.able("on", *SWITCHED)
    if not things:
        return None
    thing = rng.choice(things)
    said = spoken(home, thing, rng, lambda t: home.can(t, "on"))
    return (thing, said.the) if said else None


@family(kind=11, weight=1.6)
def for_a_while(home: Household, rng: random.Random) -> Draft | None:
    """On for a time and then off, or the other way round."""
    found = switchable(home, rng)
    if found is None:
        return None
    thing, the = found
    said, _, plan = duration(rng)
    on = rng.random() < 0.75
    lines = _T["for" if on else "off_for"]
    if home.kinds[thing.id] == "light":
        lines = tuple(t for t in lines if not t.startswith(_STARTED))
    utterance = say(rng, home, lines, **{"d": the, "dur": said, "in": f"in {said}"})
    now, then = {"on": on}, {"on": not on}
    text = f"{set_plan(home, [thing], now)}; later after {plan} then {set_plan(home, [thing], then)}"
    return Draft(utterance, text, set_effects(home, [thing], now), protect=(said,))


@family(kind=11, weight=0.9)
def until(home: Household, rng: random.Random) -> Draft | None:
    """On until a time."""
    found = switchable(home, rng)
    if found is None:
        return None
    thing, the = found
    said, clock = clock_time(rng)
    trigger = f"at {clock}"
    if rng.random() < 0.2:
        said = rng.choice(("sunset", "sunrise"))
        trigger = f"at {said}"
    utterance = say(rng, home, _T["until"], d=the, u=said)
    first, then = (set_plan(home, [thing], {"on": on}) for on in (True, False))
    text = f"{first}; later {trigger} then {then}"
    return Draft(utterance, text, set_effects(home, [thing], {"on": True}), protect=(said,))


@family(kind=11, weight=1.6)
def timer(home: Household, rng: random.Random) -> Draft | None:
    """A bare timer."""
    said, adjective, plan = duration(rng)
    utterance = say(rng, home, _T["timer"], **{"dur": said, "durn": adjective, "in": f"in {said}"})
    return Draft(utterance, f"later after {plan}", (), history=past(home, rng), protect=(said, adjective))


@family(kind=11, weight=0.8)
def alarm(home: Household, rng: random.Random) -> Draft | None:
    """A bare time of day."""
    said, clock = clock_time(rng)
    days = ""
    spoken_at = f"at {said}"
    if rng.random() < 0.25 and not said.endswith(_TODAY):
        days, spoken_at = rng.choice(
            (
                (" tomorrow", f"at {said} tomorrow"),
                (" tomorrow", f"tomorrow at {said}"),
                (" weekdays", f"at {said} on weekdays"),
                (" daily", f"every day at {said}"),
            )
        )
    lines = tuple(t for t in _T["alarm"] if not days or "{at}" in t)
    utterance = say(rng, home, lines, clock=said, at=spoken_at)
    return Draft(utterance, f"later at {clock}{days}", (), protect=(said, spoken_at))


@family(kind=11, weight=1.0)
def reminder(home: Household, rng: random.Random) -> Draft | None:
    """A reminder: on the phone where there is one for it, else told by the assistant."""
    said, trigger = once(rng) if rng.random() < 0.6 else delay(rng)
    todo = rng.choice(_T["todo"])
    utterance = say(rng, home, _T["remind"], todo=todo, t=said)
    phones = [t for t in home.of_type("phone") if home.action(t, "notify")]
    told = (
        f' then run {home.label(phones[0])}: notify text="{todo}"' if len(phones) == 1 else f' about "{todo}"'
    )
    return Draft(utterance, f"later {trigger}{told}", (), protect=(said,))


@family(kind=11, weight=0.8)
def forget(home: Household, rng: random.Random) -> Draft | None:
    """No timer and no schedule any more."""
    alarms = home.of_type("alarm") or any(t.find_action("cancel_alarm") for t in home.world.things)
    lines = tuple(t for t in _T["cancel"] if not alarms or "alarm" not in t)
    said = say(rng, home, lines)
    return Draft(said, f"cancel{_which(said)}", (), history=past(home, rng, (1, 2, 3, 11)))


def _which(said: str) -> str:
    """Which of what waits the words mean: of a kind, or everything where several are meant."""
    found = _WAITS.search(said)
    noun = found["noun"].rstrip("s") if found is not None else ""
    kind = "timer" if noun == "countdown" else noun if noun in {"timer", "alarm", "reminder"} else ""
    every = _EVERY.search(said) is not None or (found is not None and found["noun"].endswith("s"))
    return f"{' all' if every else ''}{f' {kind}' if kind else ''}"


def two_commands(home: Household, rng: random.Random) -> tuple[Draft, Draft] | None:
    """Two commands for different devices, each beginning with its verb."""
    for _ in range(6):
        first, second = command(home, rng), command(home, rng)
        if first is None or second is None or devices_of(first) & devices_of(second):
            continue
        if is_imperative(clause(first)) and is_imperative(clause(second)):
            return first, second
    return None


@family(kind=11, weight=0.9)
def now_and_later(home: Household, rng: random.Random) -> Draft | None:
    """One thing at once, another one later."""
    two = two_commands(home, rng)
    if two is None:
        return None
    first, second = two
    slots = {"a": clause(first), "b": clause(second)}
    if rng.random() < 0.4:
        said, _, plan = duration(rng)
        trigger = f"after {plan}"
        utterance = say(rng, home, _T["in_between"], **slots, **{"dur": said, "in": f"in {said}"})
    else:
        said, trigger = once(rng)
        utterance = say(rng, home, _T["now_and_later"], **slots, t=said)
    return Draft(utterance, f"{first.plan}; {_later(trigger, second.plan)}", first.expected, protect=(said,))


@family(kind=11, weight=0.7)
def both_later(home: Household, rng: random.Random) -> Draft | None:
    """Two things at the same time, or again and again."""
    two = two_commands(home, rng)
    if two is None:
        return None
    said, trigger = once(rng) if rng.random() < 0.75 else repeated(rng)
    utterance = say(rng, home, _T["both_later"], a=clause(two[0]), b=clause(two[1]), t=said)
    return Draft(utterance, _later(trigger, f"{two[0].plan}; {two[1].plan}"), (), protect=(said,))


@family(kind=11, weight=0.6)
def not_even_later(home: Household, rng: random.Random) -> Draft | None:
    """What is not there, or fits several, is refused or asked about at once, also for later."""
    wish = borrow(home, rng, (7, 8), is_refused)
    if wish is None:
        return None
    again = rng.random() < 0.25
    said, _ = repeated(rng) if again else once(rng)
    lines = fitting(_T["repeated" if again else "delayed"], clause(wish))
    utterance = say(rng, home, lines, cmd=clause(wish), t=said)
    return Draft(utterance, wish.plan, (), protect=(said, *wish.protect))


def is_refused(draft: Draft) -> bool:
    """True for a short command that can only be refused or asked about."""
    said = clause(draft)
    plain = is_imperative(said) and not set(said) & set(".!?;,") and len(said.split()) <= 10
    asks = draft.plan.startswith(("refuse un", "ask which")) and "; " not in draft.plan
    return plain and asks and said.split()[0] not in {"tell", "show", "check", "give", "get"}
