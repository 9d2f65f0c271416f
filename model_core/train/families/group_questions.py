"""Kind 9: questions about several devices: all, any, how many, which, the most."""

from __future__ import annotations

import random
from collections.abc import Sequence

from model_core.train.catalogue_more import KINDS
from model_core.train.example import Draft, family
from model_core.train.families.asking import PROPERTIES, STATES, State, alike, groups, plural, test_text
from model_core.train.families.questions import draft, measuring, refer
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.phrasing import say, selector
from model_core.train.speech import floor_phrases, in_room, spoken_room
from model_core.world import Kind, Thing

_T = table("questions")
_VERBS = {"all": "check", "any": "check", "count": "count", "list": "list"}


def scope(
    home: Household, rng: random.Random, things: Sequence[Thing]
) -> tuple[str, tuple[str, ...], list[Thing]]:
    """Where: the words, the labels of the places and the devices that are there."""
    roll = rng.random()
    rooms = list(dict.fromkeys(t.room for t in things if t.room))
    floors = [f for f in home.world.floors if any(t.room in home.world.rooms_on(f) for t in things)]
    if roll < 0.35 and rooms:
        room = rng.choice(rooms)
        words = in_room(spoken_room(home, room, rng), rng)
        if home.speaker.room in rooms and rng.random() < 0.3:
            room, words = home.speaker.room, rng.choice(("in here", "in this room", "here"))
        return words, (home.room_label(room),), [t for t in things if t.room == room]
    if roll < 0.5 and floors:
        floor = rng.choice(floors)
        inside = home.world.rooms_on(floor)
        return (
            rng.choice(floor_phrases(home, floor)),
            (home.floor_label(floor),),
            [t for t in things if t.room in inside],
        )
    return rng.choice(("", "", "", "in the house", "at home")), (), list(things)


@family(kind=9, weight=4.0)
def of_a_type(home: Household, rng: random.Random) -> Draft | None:
    """All, any, how many or which devices of a type are in a state."""
    options = [
        (k, ts, s) for k, ts in groups(home) for s in STATES if k in s.kinds and alike(home, ts, s.role)
    ]
    options = [(k, ts, s) for k, ts, s in options if knows(home, ts, s)]
    if not options:
        return None
    kind = rng.choice(sorted({k for k, _, _ in options}, key=lambda k: (-len(home.of_type(k)), k))[:5])
    _, things, state = rng.choice([o for o in options if o[0] == kind])
    where, places, members = scope(home, rng, things)
    if not members or (len(members) == 1 and rng.random() < 0.7):
        return None
    asked = rng.choice(("all", "any", "count", "list"))
    slots = {"pl": plural(kind), "sg": KINDS[kind].nouns[0], "L": where, "s": rng.choice(state.words)}
    if kind == "window sensor":
        slots["sg"] = "window"
    if kind == "lock" and rng.random() < 0.6:
        slots |= {"pl": "doors", "sg": "door"}
    utterance = say(rng, home, _T[asked], **slots)
    test = test_text(home, members[0], state)
    if len(members) == 1:
        return draft(utterance, f"{_VERBS[asked]} {home.label(members[0])}: {test}")
    target = selector(home, kind, places)
    if asked == "any":
        target = "any" + target.removeprefix("all")
    return draft(utterance, f"{_VERBS[asked]} {target}: {test}")


def knows(home: Household, things: Sequence[Thing], state: State) -> bool:
    """True when every one of them can be in that state."""
    wanted = state.test.lstrip("!=<>")
    attributes = [a for t in things if (a := home.prop(t, state.role))]
    return all(not a.choices or wanted in a.choices for a in attributes)


@family(kind=9, weight=1.6)
def anything_on(home: Household, rng: random.Random) -> Draft | None:
    """Whether anything is on, what, how much of it, whether all is off."""
    things = [t for t in home.world.things if home.prop(t, "on")]
    if len(things) < 2:
        return None
    where, places, members = scope(home, rng, things)
    attribute = home.prop(things[0], "on")
    if len(members) < 2 or attribute is None:
        return None
    name = attribute.name
    block, verb, target, wanted = rng.choice(
        (
            ("on_anything", "check", "any", "true"),
            ("on_anything", "check", "any", "true"),
            ("on_what", "list", "all", "true"),
            ("on_count", "count", "all", "true"),
            ("all_off", "check", "all", "false"),
        )
    )
    inside = f" in {', '.join(places)}" if places else ""
    return draft(say(rng, home, _T[block], L=where), f"{verb} {target}{inside}: {name}={wanted}")


@family(kind=9, weight=0.8)
def doors(home: Household, rng: random.Random) -> Draft | None:
    """Whether the house is locked."""
    locks = home.of_type("lock")
    attribute = home.prop(locks[0], "locked") if locks else None
    if attribute is None:
        return None
    shut = rng.random() < 0.6
    target = (
        home.label(locks[0]) if len(locks) == 1 else f"{'all' if shut else 'any'} {home.type_name('lock')}"
    )
    utterance = say(rng, home, _T["all_locked" if shut else "any_unlocked"])
    return draft(utterance, f"check {target}: {attribute.name}={'true' if shut else 'false'}")


@family(kind=9, weight=0.8)
def batteries(home: Household, rng: random.Random) -> Draft | None:
    """Batteries of the whole home."""
    if sum(t.find_property("battery") is not None for t in home.world.things) < 2:
        return None
    n = rng.choice((10, 15, 20, 25, 30, 40, 50))
    block, plan = rng.choice(
        (
            ("low_battery", f"list all: battery<{n}"),
            ("lowest_battery", "lowest all: battery"),
            ("any_battery", f"check any: battery<{n}"),
        )
    )
    return draft(say(rng, home, _T[block], n=str(n)), plan)


@family(kind=9, weight=1.0)
def most(home: Household, rng: random.Random) -> Draft | None:
    """Which device of a type has the highest or lowest value."""
    options = []
    for kind, things in groups(home):
        for role in PROPERTIES:
            able = [p for t in things if (p := home.prop(t, role)) and p.kind in {Kind.INTEGER, Kind.NUMBER}]
            if len(things) > 1 and len(able) == len(things):
                options.append((kind, things, role, able[0].name))
    if not options:
        return None
    kind, things, role, name = rng.choice(options)
    where, places, members = scope(home, rng, things)
    if len(members) < 2:
        return None
    verb = rng.choice(("highest", "lowest"))
    template = [t for t in _T[verb] if places == () or "{L}" in t]
    slots = {"pl": plural(kind), "sg": KINDS[kind].nouns[0], "L": where, "P": rng.choice(PROPERTIES[role])}
    template = [t for t in template if "{pl}" in t or "{sg}" in t]
    return draft(say(rng, home, tuple(template), **slots), f"{verb} {selector(home, kind, places)}: {name}")


@family(kind=9, weight=0.9)
def between(home: Household, rng: random.Random) -> Draft | None:
    """Which of two devices has more of something."""
    options = [
        (t, role)
        for t in home.world.things
        for role in PROPERTIES
        if (p := home.prop(t, role)) and p.kind in {Kind.INTEGER, Kind.NUMBER}
    ]
    rng.shuffle(options)
    for first, role in options[:6]:
        others = [t for t, r in options if r == role and t is not first]
        if not others:
            continue
        second = rng.choice(others)
        a, b = refer(home, first, rng, role), refer(home, second, rng, role)
        attribute = home.prop(first, role)
        if a is None or b is None or attribute is None:
            continue
        verb = rng.choice(("highest", "lowest"))
        block = "between_high" if verb == "highest" else "between_low"
        utterance = say(rng, home, _T[block], a=a.the, b=b.the, P=rng.choice(PROPERTIES[role]))
        return draft(utterance, f"{verb} {home.label(first)}, {home.label(second)}: {attribute.name}")
    return None


@family(kind=9, weight=1.0)
def warmer(home: Household, rng: random.Random) -> Draft | None:
    """Which of two rooms, or of all, is warmer or colder."""
    rooms = [(r.name, t) for r in home.world.rooms if (t := measuring(home, r.name, "temperature"))]
    if len(rooms) < 2:
        return None
    warm = rng.random() < 0.6
    verb = "highest" if warm else "lowest"
    if rng.random() < 0.5:
        (first, a), (second, b) = rng.sample(rooms, 2)
        slots = {"a": spoken_room(home, first, rng), "b": spoken_room(home, second, rng)}
        utterance = say(rng, home, _T["warmer" if warm else "cooler"], **slots)
        return draft(utterance, f"{verb} {home.label(a)}, {home.label(b)}: temperature")
    for kind in ("temperature sensor", "thermostat"):
        found = home.of_type(kind)
        if len(found) > 1 and all(home.prop(t, "temperature") for t in found):
            utterance = say(rng, home, _T["warmest" if warm else "coldest"])
            return draft(utterance, f"{verb} all {home.type_name(kind)}: temperature")
    return None
