"""Kind 11: what is to be done, or said, once something happens."""

from __future__ import annotations

import random

from model_core.train.example import Draft, family
from model_core.train.families.borrow import borrow, clause, devices_of, fitting, past
from model_core.train.families.conditions import becoming, being, condition
from model_core.train.families.schedules import command, is_refused, switchable, two_commands
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.phrasing import say, set_effects, set_plan

_T = table("happenings")


@family(kind=11, weight=2.6)
def when(home: Household, rng: random.Random) -> Draft | None:
    """A command once something has happened."""
    found, wish = condition(home, rng), command(home, rng)
    if found is None or wish is None or found.thing.id in devices_of(wish):
        return None
    said = clause(wish)
    utterance = say(rng, home, fitting(_T["when"], said), cmd=said, c=found.said)
    return Draft(utterance, f"later {found.trigger} then {wish.plan}", (), protect=(found.said,))


@family(kind=11, weight=0.8)
def both(home: Household, rng: random.Random) -> Draft | None:
    """Two commands once something has happened."""
    found, two = condition(home, rng), two_commands(home, rng)
    if found is None or two is None or found.thing.id in devices_of(two[0]) | devices_of(two[1]):
        return None
    first, second = two
    utterance = say(rng, home, _T["both"], a=clause(first), b=clause(second), c=found.said)
    plan = f"later {found.trigger} then {first.plan}; {second.plan}"
    return Draft(utterance, plan, (), protect=(found.said,))


@family(kind=11, weight=2.0)
def notice(home: Household, rng: random.Random) -> Draft | None:
    """Word of it once something has happened, and nothing done."""
    happens = rng.random() < 0.75
    found = becoming(home, rng) if happens else being(home, rng)
    if found is None:
        return None
    lines = (*_T["notice"], *_T["notice_if"]) if happens and _is_event(found.said) else _T["notice"]
    utterance = say(rng, home, lines, c=found.said)
    return Draft(utterance, f"later {found.trigger}", (), history=past(home, rng), protect=(found.said,))


def _is_event(said: str) -> bool:
    """False for a clause that could ask how things stand."""
    return not {"is", "are", "am", "has", "have", "it's", "there's", "doesn't", "isn't"} & set(said.split())


@family(kind=11, weight=0.6)
def asked_now(home: Household, rng: random.Random) -> Draft | None:
    """Almost the words of a notice, about how things stand: a question."""
    found = being(home, rng)
    if found is None or any(w in found.said for w in ("again", "any more")):
        return None
    return Draft(say(rng, home, _T["asked_now"], c=found.said), f"check {found.test}", ())


@family(kind=11, weight=0.6)
def reminder_when(home: Household, rng: random.Random) -> Draft | None:
    """Something to remember once something has happened: on the phone where there is one for it."""
    found = condition(home, rng)
    if found is None:
        return None
    todo = rng.choice(table("schedules")["todo"])
    phones = [t for t in home.of_type("phone") if home.action(t, "notify")]
    then = f' then run {home.label(phones[0])}: notify text="{todo}"' if len(phones) == 1 else ""
    utterance = say(rng, home, _T["remind"], todo=todo, c=found.said)
    return Draft(utterance, f"later {found.trigger}{then}", (), protect=(found.said,))


@family(kind=11, weight=0.8)
def until_it_happens(home: Household, rng: random.Random) -> Draft | None:
    """On, or off, until something happens."""
    device, found = switchable(home, rng), condition(home, rng)
    if device is None or found is None or found.thing.id == device[0].id:
        return None
    thing, the = device
    on = rng.random() < 0.8
    utterance = say(rng, home, _T["until" if on else "off_until"], d=the, c=found.said)
    now, then = {"on": on}, {"on": not on}
    plan = f"{set_plan(home, [thing], now)}; later {found.trigger} then {set_plan(home, [thing], then)}"
    return Draft(utterance, plan, set_effects(home, [thing], now), protect=(found.said,))


@family(kind=11, weight=0.5)
def not_even_later(home: Household, rng: random.Random) -> Draft | None:
    """What is not there, or fits several, is refused or asked about at once, also for later."""
    found = condition(home, rng)
    wish = borrow(home, rng, (7, 8), is_refused)
    if found is None or wish is None:
        return None
    said = clause(wish)
    utterance = say(rng, home, fitting(_T["when"], said), cmd=said, c=found.said)
    return Draft(utterance, wish.plan, (), protect=(found.said, *wish.protect))
