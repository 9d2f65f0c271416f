"""Kind 9: questions about one device."""

from __future__ import annotations

import random

from model_core.plan import Value
from model_core.train.example import Draft, family
from model_core.train.families.asking import PROPERTIES, states_of, test_text
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.items import ITEMS
from model_core.train.phrasing import number_said, say
from model_core.train.speech import Said, in_room, spoken, spoken_room
from model_core.train.splits import pool
from model_core.world import Kind, Thing

_T = table("questions")
_ASKED_OTHERWISE = frozenset({"list", "scene", "calendar", "weather", "phone", "car"})


def draft(utterance: str, plan: str) -> Draft:
    """A question moves nothing."""
    return Draft(utterance, plan, ())


def refer(home: Household, thing: Thing, rng: random.Random, role: str) -> Said | None:
    """Words that can mean only this one among the devices that have the role."""
    return spoken(home, thing, rng, lambda t: home.prop(t, role) is not None)


@family(kind=9, weight=2.0)
def value(home: Household, rng: random.Random) -> Draft | None:
    """What a property is."""
    options = [
        (t, role)
        for t in home.world.things
        for role in PROPERTIES
        if home.prop(t, role) and home.kinds[t.id] not in _ASKED_OTHERWISE
    ]
    if not options:
        return None
    thing, role = rng.choice(options)
    said = refer(home, thing, rng, role)
    attribute = home.prop(thing, role)
    if said is None or attribute is None:
        return None
    block = "value"
    if role == "battery" and rng.random() < 0.7:
        block = "battery"
    elif role == "target_temperature" and rng.random() < 0.6:
        block = "target"
    utterance = say(rng, home, _T[block], d=said.the, D=said.bare, P=rng.choice(PROPERTIES[role]))
    return draft(utterance, f"get {home.label(thing)}: {attribute.name}")


@family(kind=9, weight=3.0)
def yes_no(home: Household, rng: random.Random) -> Draft | None:
    """Whether one device is in a state; the test is the state that was asked about."""
    options = [(t, s) for t in home.world.things for s in states_of(home, t)]
    if not options:
        return None
    role = rng.choice(sorted({s.role for _, s in options}))
    thing, state = rng.choice([(t, s) for t, s in options if s.role == role])
    said = refer(home, thing, rng, state.role)
    if said is None:
        return None
    word = rng.choice(state.words)
    many = said.bare.endswith("s") and not said.bare.endswith("ss") and thing.id not in home.proper
    block = "yes_plural" if many else "yes"
    if rng.random() < 0.15 and word in {"on", "open", "unlocked", "running", "closed", "locked", "off"}:
        block = "did"
    utterance = say(rng, home, _T[block], d=said.the, D=said.bare, s=word)
    return draft(utterance, f"check {home.label(thing)}: {test_text(home, thing, state)}")


@family(kind=9, weight=0.7)
def doing(home: Household, rng: random.Random) -> Draft | None:
    """The state of something that works through a job."""
    things = [
        t for t in home.world.things if home.prop(t, "state") and home.kinds[t.id] not in _ASKED_OTHERWISE
    ]
    if not things:
        return None
    thing = rng.choice(things)
    said = refer(home, thing, rng, "state")
    if said is None:
        return None
    utterance = say(rng, home, _T["state"], d=said.the, D=said.bare)
    return draft(utterance, f"get {home.label(thing)}: state")


@family(kind=9, weight=0.5)
def playing(home: Household, rng: random.Random) -> Draft | None:
    """What is playing."""
    things = [
        t
        for t in home.world.things
        if t.find_property("title") and home.kinds[t.id] in {"television", "speaker"}
    ]
    if not things:
        return None
    thing = rng.choice(things)
    said = refer(home, thing, rng, "title")
    if said is None:
        return None
    return draft(say(rng, home, _T["playing"], d=said.the, D=said.bare), f"get {home.label(thing)}: title")


@family(kind=9, weight=0.6)
def compared_with(home: Household, rng: random.Random) -> Draft | None:
    """Whether a number is above or below another one."""
    options = [
        (t, role)
        for t in home.world.things
        for role in PROPERTIES
        if (p := home.prop(t, role))
        and p.kind in {Kind.INTEGER, Kind.NUMBER}
        and home.kinds[t.id] not in _ASKED_OTHERWISE
    ]
    if not options:
        return None
    thing, role = rng.choice(options)
    said, attribute = refer(home, thing, rng, role), home.prop(thing, role)
    if said is None or attribute is None:
        return None
    n = rng.choice((10, 15, 20, 25, 30, 40, 50, 60, 70, 80))
    above = rng.random() < 0.5
    block = table("novel_words")["is_above" if above else "is_below"]
    words = number_said(n, rng, words=0.1)
    utterance = say(rng, home, block, d=said.the, D=said.bare, p=PROPERTIES[role][0], n=words, s="")
    return draft(utterance, f"check {home.label(thing)}: {attribute.name}{'>' if above else '<'}{n}")


@family(kind=9, weight=1.2)
def lists(home: Household, rng: random.Random) -> Draft | None:
    """What is on a list."""
    things = home.of_type("list")
    if not things:
        return None
    thing = rng.choice(things)
    said = spoken(home, thing, rng)
    if said is None:
        return None
    name, block, item = thing.name.casefold(), "items", ""
    alone = len(things) == 1
    if alone and ("shopping" in name or "grocer" in name) and rng.random() < 0.35:
        block = "shopping"
    elif alone and ("to" in name.split("-")[0] or "task" in name or "chore" in name) and rng.random() < 0.35:
        block = "todo"
    elif rng.random() < 0.2:
        block, item = "item", rng.choice(pool(ITEMS, home.split))
    utterance = say(rng, home, _T[block], d=said.the, D=said.bare, x=item)
    return draft(utterance, f"get {home.label(thing)}: items")


@family(kind=9, weight=0.7)
def calendars(home: Household, rng: random.Random) -> Draft | None:
    """What is in a calendar."""
    things = home.of_type("calendar")
    if not things:
        return None
    thing = rng.choice(things)
    said = spoken(home, thing, rng)
    if said is None:
        return None
    block, name = rng.choice((("events", "events"), ("next_event", "next_event")))
    return draft(say(rng, home, _T[block], d=said.the, D=said.bare), f"get {home.label(thing)}: {name}")


_CONDITIONS = {
    "sunny": ("sunny", "nice and sunny"),
    "cloudy": ("cloudy", "overcast"),
    "rainy": ("raining", "rainy", "wet"),
    "snowy": ("snowing", "snowy"),
    "windy": ("windy",),
    "foggy": ("foggy",),
    "stormy": ("stormy", "thundering"),
}


@family(kind=9, weight=1.2)
def weather(home: Household, rng: random.Random) -> Draft | None:
    """The weather; without a source for it, it is unknown."""
    things = home.of_type("weather")
    if not things:
        if rng.random() > 0.2:
            return None
        return draft(say(rng, home, _T["weather"]), 'refuse unknown "weather"')
    label, thing = home.label(things[0]), things[0]
    roll = rng.random()
    if roll < 0.4:
        return draft(say(rng, home, _T["weather"]), f"get {label}: condition, temperature")
    if roll < 0.6:
        return draft(say(rng, home, _T["weather_temperature"]), f"get {label}: temperature")
    if roll < 0.75 and thing.find_property("rain_chance"):
        return draft(say(rng, home, _T["rain"]), f"get {label}: rain_chance")
    condition = rng.choice(tuple(_CONDITIONS))
    said = say(rng, home, _T["weather_is"], s=rng.choice(_CONDITIONS[condition]))
    return draft(said, f"check {label}: condition={condition}")


def measuring(home: Household, room: str, role: str) -> Thing | None:
    """The one device that tells a room's temperature or humidity."""
    sensor = {
        "temperature": ("temperature sensor", "thermostat", "air conditioner"),
        "humidity": ("humidity sensor", "temperature sensor", "thermostat"),
    }[role]
    for kind in sensor:
        found = [t for t in home.of_type(kind, room) if home.prop(t, role)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def place(home: Household, room: str, rng: random.Random) -> str | None:
    """`in the kitchen`; `in here` or nothing where the speaker is there."""
    if home.speaker.room == room and rng.random() < 0.5:
        return rng.choice(("in here", "here", "in this room", ""))
    return in_room(spoken_room(home, room, rng), rng)


@family(kind=9, weight=1.6)
def climate(home: Household, rng: random.Random) -> Draft | None:
    """How warm or humid a room is."""
    role = rng.choice(("temperature", "temperature", "humidity"))
    rooms = [(r.name, t) for r in home.world.rooms if (t := measuring(home, r.name, role))]
    if not rooms:
        return None
    room, thing = rng.choice(rooms)
    attribute = home.prop(thing, role)
    where = place(home, room, rng)
    if attribute is None or where is None:
        return None
    n: Value = rng.randint(15, 28)
    block, plan = f"room_{role}", f"get {home.label(thing)}: {attribute.name}"
    if role == "temperature" and rng.random() < 0.3:
        above = rng.random() < 0.5
        block = "room_warmer_than" if above else "room_colder_than"
        plan = f"check {home.label(thing)}: {attribute.name}{'>' if above else '<'}{n}"
    return draft(say(rng, home, _T[block], L=where, n=str(n)), plan)


@family(kind=9, weight=0.6)
def motion(home: Household, rng: random.Random) -> Draft | None:
    """Whether somebody is there."""
    sensors = home.of_type("motion sensor")
    single = [t for t in sensors if t.room and len(home.of_type("motion sensor", t.room)) == 1]
    if not single:
        return None
    thing = rng.choice(single)
    where = in_room(spoken_room(home, thing.room or "", rng), rng)
    return draft(say(rng, home, _T["motion"], L=where), f"check {home.label(thing)}: motion=true")
