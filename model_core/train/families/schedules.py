"""Kind 11: later, for a while, again and again, when something happens."""

from __future__ import annotations

import random

from model_core.train.example import Draft, family
from model_core.train.families.asking import SWITCHED, State
from model_core.train.families.borrow import borrow, clause, devices_of, fitting, is_clause, past
from model_core.train.families.questions import refer
from model_core.train.families.tables import table
from model_core.train.families.times import clock_time, delay, duration, once, repeated
from model_core.train.home import Household
from model_core.train.phrasing import number_said, say, set_effects, set_plan
from model_core.train.speech import in_room, spoken, spoken_room
from model_core.world import Thing

_T = table("schedules")


def _later(trigger: str, plan: str) -> str:
    return f"later {trigger} then {plan}"


def _command(
    home: Household, rng: random.Random, kinds: tuple[int, ...] = (1, 2, 3, 4, 12, 13)
) -> Draft | None:
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
    command = _command(home, rng)
    if command is None:
        return None
    said, trigger = once(rng)
    utterance = say(rng, home, fitting(_T["delayed"], clause(command)), cmd=clause(command), t=said)
    return Draft(utterance, _later(trigger, command.plan), (), history=past(home, rng), protect=(said,))


@family(kind=11, weight=1.5)
def every(home: Household, rng: random.Random) -> Draft | None:
    """A command on certain days."""
    command = _command(home, rng)
    if command is None:
        return None
    said, trigger = repeated(rng)
    utterance = say(rng, home, fitting(_T["repeated"], clause(command)), cmd=clause(command), t=said)
    return Draft(utterance, _later(trigger, command.plan), (), protect=(said,))


_WHEN: tuple[tuple[State, tuple[str, ...]], ...] = (
    (
        State(("washer", "dryer", "dishwasher", "oven", "coffee maker"), "state", "=done", ()),
        ("{d} is done", "{d} is finished", "{d} has finished", "{d} finishes", "{d} is ready", "{d} stops"),
    ),
    (
        State(("door sensor", "window sensor"), "contact", "=true", ()),
        ("{d} opens", "{d} is opened", "somebody opens {d}", "{d} gets opened"),
    ),
    (
        State(("door sensor", "window sensor"), "contact", "=false", ()),
        ("{d} closes", "{d} is closed", "{d} is shut"),
    ),
    (
        State(("motion sensor",), "motion", "=true", ()),
        (
            "{d} sees movement",
            "{d} detects motion",
            "there is motion at {d}",
            "{d} notices somebody",
            "{d} is triggered",
        ),
    ),
    (
        State(("motion sensor",), "motion", "=false", ()),
        ("{d} sees no more motion", "{d} is quiet", "nobody moves at {d} any more"),
    ),
    (
        State(("vacuum",), "state", "=docked", ()),
        ("{d} is back in its dock", "{d} is docked", "{d} is home again", "{d} has docked"),
    ),
    (
        State(("vacuum",), "state", "=cleaning", ()),
        ("{d} starts cleaning", "{d} begins to clean", "{d} is cleaning"),
    ),
    (State(("lock",), "locked", "=true", ()), ("{d} is locked", "i lock {d}", "{d} gets locked")),
    (
        State(("lock",), "locked", "=false", ()),
        ("{d} is unlocked", "i unlock {d}", "someone unlocks {d}", "{d} gets unlocked"),
    ),
    (State(("garage door", "gate"), "open", "=true", ()), ("{d} opens", "{d} is opened", "{d} goes up")),
    (State(("garage door", "gate"), "open", "=false", ()), ("{d} closes", "{d} is closed", "{d} is down")),
    (
        State(
            ("television", "light", "plug", "switch", "fan", "heater", "air conditioner"), "on", "=true", ()
        ),
        ("{d} is turned on", "{d} goes on", "i turn on {d}", "{d} is switched on", "{d} comes on"),
    ),
    (
        State(
            ("television", "light", "plug", "switch", "fan", "heater", "air conditioner"), "on", "=false", ()
        ),
        ("{d} is turned off", "{d} goes off", "i turn off {d}", "{d} is switched off"),
    ),
    (
        State(("television", "speaker"), "state", "=playing", ()),
        ("{d} starts playing", "{d} is playing", "music starts on {d}"),
    ),
    (State(("television", "speaker"), "state", "=paused", ()), ("{d} is paused", "i pause {d}")),
    (
        State(("leak sensor",), "leak", "=true", ()),
        ("{d} reports a leak", "{d} gets wet", "there is a leak at {d}", "{d} detects water"),
    ),
    (
        State(("smoke detector",), "smoke", "=true", ()),
        ("{d} goes off", "{d} detects smoke", "there is smoke at {d}"),
    ),
    (
        State(("temperature sensor", "thermostat"), "temperature", ">", ()),
        (
            "{d} goes above {n} degrees",
            "{d} shows more than {n} degrees",
            "the temperature of {d} is above {n}",
            "{d} gets warmer than {n} degrees",
        ),
    ),
    (
        State(("temperature sensor", "thermostat"), "temperature", "<", ()),
        (
            "{d} falls below {n} degrees",
            "{d} shows less than {n} degrees",
            "the temperature of {d} drops below {n}",
            "{d} gets colder than {n} degrees",
        ),
    ),
    (
        State(("humidity sensor", "temperature sensor"), "humidity", ">", ()),
        (
            "the humidity of {d} goes above {n} percent",
            "{d} shows more than {n} percent humidity",
            "the humidity at {d} is over {n}",
        ),
    ),
    (
        State(("car", "phone", "vacuum", "lock"), "battery", "<", ()),
        (
            "{d} has less than {n} percent battery",
            "the battery of {d} is below {n} percent",
            "{d} drops under {n} percent battery",
        ),
    ),
    (
        State(("car",), "charging", "=false", ()),
        ("{d} is done charging", "{d} stops charging", "{d} has finished charging"),
    ),
    (
        State(("weather",), "condition", "=rainy", ()),
        ("it rains", "it starts raining", "it starts to rain", "rain starts"),
    ),
    (
        State(("weather",), "condition", "=sunny", ()),
        ("it gets sunny", "the sun is shining", "the sun comes out"),
    ),
)


def _condition(home: Household, rng: random.Random) -> tuple[Thing, str, str] | None:
    options = [
        (t, s, ways)
        for s, ways in _WHEN
        for t in home.world.things
        if home.kinds[t.id] in s.kinds
        and (a := home.prop(t, s.role))
        and (not a.choices or s.test[1:] in a.choices)
    ]
    if not options:
        return None
    ways = rng.choice(sorted({w for _, _, w in options}))
    thing, state, ways = rng.choice([o for o in options if o[2] == ways])
    said = refer(home, thing, rng, state.role)
    attribute = home.prop(thing, state.role)
    if said is None or attribute is None:
        return None
    value, words = state.test, ""
    if state.test in {"<", ">"}:
        n = rng.choice(
            (15, 18, 20, 22, 24, 25, 26, 28) if state.role == "temperature" else (10, 15, 20, 30, 60, 65, 70)
        )
        value, words = f"{state.test}{n}", number_said(n, rng, words=0.15)
    spoken_condition = rng.choice(ways).replace("{d}", said.the).replace("{n}", words)
    return thing, spoken_condition, f"when {home.label(thing)}: {attribute.name}{value}"


@family(kind=11, weight=2.0)
def when(home: Household, rng: random.Random) -> Draft | None:
    """A command once something has happened."""
    found = _condition(home, rng)
    command = _command(home, rng)
    if found is None or command is None or found[0].id in devices_of(command):
        return None
    _, condition, trigger = found
    lines = fitting(tuple(t for t in _T["when"] if "{c2}" not in t), clause(command))
    utterance = say(rng, home, lines, cmd=clause(command), c=condition)
    return Draft(utterance, _later(trigger, command.plan), (), protect=(condition,))


def _switchable(home: Household, rng: random.Random) -> tuple[Thing, str] | None:
    things = home.able("on", *SWITCHED)
    if not things:
        return None
    thing = rng.choice(things)
    said = spoken(home, thing, rng, lambda t: home.can(t, "on"))
    return (thing, said.the) if said else None


@family(kind=11, weight=1.6)
def for_a_while(home: Household, rng: random.Random) -> Draft | None:
    """On for a time and then off, or the other way round."""
    found = _switchable(home, rng)
    if found is None:
        return None
    thing, the = found
    said, _, plan = duration(rng)
    on = rng.random() < 0.75
    utterance = say(rng, home, _T["for" if on else "off_for"], **{"d": the, "dur": said, "in": f"in {said}"})
    now, then = {"on": on}, {"on": not on}
    text = f"{set_plan(home, [thing], now)}; later after {plan} then {set_plan(home, [thing], then)}"
    return Draft(utterance, text, set_effects(home, [thing], now), protect=(said,))


@family(kind=11, weight=0.9)
def until(home: Household, rng: random.Random) -> Draft | None:
    """On until a time."""
    found = _switchable(home, rng)
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
    if rng.random() < 0.25 and "tonight" not in said:
        days, spoken_at = rng.choice(
            (
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
    """A reminder: on the phone where there is one for it, as a bare timer otherwise."""
    said, trigger = once(rng) if rng.random() < 0.6 else delay(rng)
    todo = rng.choice(_T["todo"])
    utterance = say(rng, home, _T["remind"], todo=todo, t=said)
    phones = [t for t in home.of_type("phone") if home.action(t, "notify")]
    then = f' then run {home.label(phones[0])}: notify text="{todo}"' if len(phones) == 1 else ""
    return Draft(utterance, f"later {trigger}{then}", (), protect=(said,))


@family(kind=11, weight=0.8)
def forget(home: Household, rng: random.Random) -> Draft | None:
    """No timer and no schedule any more."""
    return Draft(say(rng, home, _T["cancel"]), "cancel", (), history=past(home, rng, (1, 2, 3, 11)))


@family(kind=11, weight=0.8)
def now_and_later(home: Household, rng: random.Random) -> Draft | None:
    """One thing at once, another one later."""
    first, second = _command(home, rng), _command(home, rng)
    if first is None or second is None or devices_of(first) & devices_of(second):
        return None
    said, trigger = once(rng)
    a, b = clause(first), clause(second)
    utterance = rng.choice(
        (f"{a} and {b} {said}", f"{a} now and {b} {said}", f"{a}, and {said} {b}", f"{said} {b}, but {a} now")
    )
    return Draft(utterance, f"{first.plan}; {_later(trigger, second.plan)}", first.expected, protect=(said,))


@family(kind=11, weight=0.5)
def room_motion(home: Household, rng: random.Random) -> Draft | None:
    """A command when somebody comes into a room."""
    found = [
        t for t in home.of_type("motion sensor") if t.room and len(home.of_type("motion sensor", t.room)) == 1
    ]
    command = _command(home, rng, (1, 2))
    if not found or command is None:
        return None
    thing = rng.choice(found)
    room = spoken_room(home, thing.room or "", rng)
    where = in_room(room, rng)
    condition = rng.choice(
        (
            f"there is motion {where}",
            f"someone is {where}",
            f"somebody moves {where}",
            f"someone walks around {where}",
        )
    )
    lines = fitting(tuple(t for t in _T["when"] if "{c2}" not in t), clause(command))
    utterance = say(rng, home, lines, cmd=clause(command), c=condition)
    return Draft(utterance, _later(f"when {home.label(thing)}: motion=true", command.plan), ())
