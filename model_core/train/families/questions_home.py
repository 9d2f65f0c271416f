"""Kind 9: doubts and denials, and questions about the home at large: openings, rooms, weather, days, jobs."""

from __future__ import annotations

import random

from model_core.train.catalogue_more import KINDS
from model_core.train.example import Draft, family
from model_core.train.families.asking import STATES, alike, groups, plural, states_of, test_text
from model_core.train.families.group_questions import knows, scope
from model_core.train.families.questions import draft, refer
from model_core.train.families.questions_how import is_plural
from model_core.train.families.tables import nested, table
from model_core.train.home import Household
from model_core.train.items import CHORES, GROCERIES, ITEMS
from model_core.train.phrasing import fill, say, selector
from model_core.train.speech import spoken
from model_core.train.splits import pool
from model_core.world import Thing

_T = table("questions_more")
_OPENED = ("curtain", "blind", "garage door", "gate", "valve", "door sensor", "window sensor")


@family(kind=9, weight=1.6)
def doubt(home: Household, rng: random.Random) -> Draft | None:
    """A state in the form of a statement or a doubt."""
    options = [(t, s) for t in home.world.things for s in states_of(home, t)]
    if not options:
        return None
    role = rng.choice(sorted({s.role for _, s in options}))
    thing, state = rng.choice([(t, s) for t, s in options if s.role == role])
    said = refer(home, thing, rng, state.role)
    word = rng.choice([w for w in state.words if not w.startswith("not ")])
    if said is None or is_plural(said.bare):
        return None
    utterance = say(rng, home, _T["doubt"], d=said.the, D=said.bare, s=word)
    return draft(utterance, f"check {home.label(thing)}: {test_text(home, thing, state)}")


_OPPOSITE = {"=true": "=false", "=false": "=true", ">0": "=0", "=0": ">0"}


@family(kind=9, weight=1.4)
def none_or_not_all(home: Household, rng: random.Random) -> Draft | None:
    """Negated and doubtful questions about several."""
    options = [
        (k, ts, s)
        for k, ts in groups(home)
        for s in STATES
        if k in s.kinds and alike(home, ts, s.role) and knows(home, ts, s) and s.test in _OPPOSITE
    ]
    if not options:
        return None
    kind = rng.choice(sorted({k for k, _, _ in options}))
    _, things, state = rng.choice([o for o in options if o[0] == kind])
    where, places, members = scope(home, rng, things)
    if len(members) < 2:
        return None
    block = rng.choice(("none", "not_all", "any_doubt"))
    word = rng.choice([w for w in state.words if not w.startswith("not ")])
    slots = {"pl": plural(kind), "sg": KINDS[kind].nouns[0], "L": where, "s": word}
    if kind == "window sensor":
        slots["sg"] = "window"
    if kind == "lock" and rng.random() < 0.6:
        slots |= {"pl": "doors", "sg": "door"}
    test = test_text(home, members[0], state)
    if block == "none":
        test = test.removesuffix(state.test) + _OPPOSITE[state.test]
    target = selector(home, kind, places)
    if block == "any_doubt":
        target = "any" + target.removeprefix("all")
    return draft(say(rng, home, _T[block], **slots), f"check {target}: {test}")


@family(kind=9, weight=1.2)
def openings(home: Household, rng: random.Random) -> Draft | None:
    """Whether anything is open, where only one property tells."""
    things = [t for t in home.world.things if home.kinds[t.id] in _OPENED]
    roles = {r for t in things for r in ("open", "contact", "position") if home.prop(t, r)}
    others = [t for t in home.world.things if home.kinds[t.id] not in KINDS and "open" in str(t.properties)]
    if len(roles) != 1 or others or any(home.of_type(k) for k in ("lock", "car")):
        return None
    role = roles.pop()
    where, places, members = scope(home, rng, things)
    attribute = home.prop(members[0], role) if len(members) > 1 else None
    if attribute is None:
        return None
    opened, shut = (">0", "=0") if role == "position" else ("=true", "=false")
    block, verb, group, test = rng.choice(
        (
            ("openings", "check", "any", opened),
            ("openings_list", "list", "all", opened),
            ("openings_shut", "check", "all", shut),
        )
    )
    inside = f" in {', '.join(places)}" if places else ""
    return draft(say(rng, home, _T[block], L=where), f"{verb} {group}{inside}: {attribute.name}{test}")


_ALARMS = (
    ("someone", "motion sensor", "motion"),
    ("leaking", "leak sensor", "leak"),
    ("burning", "smoke detector", "smoke"),
)


@family(kind=9, weight=1.0)
def alarms(home: Household, rng: random.Random) -> Draft | None:
    """Whether somebody is there, water runs, something burns, the alarm is armed."""
    options = [
        (b, k, p) for b, k, p in _ALARMS if (ts := home.of_type(k)) and all(home.prop(t, p) for t in ts)
    ]
    armed = [t for t in home.of_type("alarm") if home.prop(t, "mode")]
    if len(armed) == 1 and (not options or rng.random() < 0.3):
        mode = home.prop(armed[0], "mode")
        return draft(
            say(rng, home, _T["armed"]), f"check {home.label(armed[0])}: {mode.name if mode else ''}!=off"
        )
    if not options:
        return None
    block, kind, role = rng.choice(options)
    things = home.of_type(kind)
    attribute = home.prop(things[0], role)
    if attribute is None:
        return None
    target = home.label(things[0]) if len(things) == 1 else f"any {home.type_name(kind)}"
    utterance, value = say(rng, home, _T[block]), "true"
    if utterance.endswith("empty"):
        target, value = target.replace("any ", "all ", 1) if len(things) > 1 else target, "false"
    return draft(utterance, f"check {target}: {attribute.name}={value}")


@family(kind=9, weight=0.5)
def power(home: Household, rng: random.Random) -> Draft | None:
    """What the house uses."""
    meters = home.of_type("energy meter")
    if len(meters) != 1:
        return None
    role, block = rng.choice((("power_draw", "power_now"), ("energy_today", "energy_now")))
    attribute = home.prop(meters[0], role)
    if attribute is None or "solar" in meters[0].name.casefold():
        return None
    return draft(say(rng, home, _T[block]), f"get {home.label(meters[0])}: {attribute.name}")


@family(kind=9, weight=1.8)
def outside(home: Household, rng: random.Random) -> Draft | None:
    """Umbrella, frost, wind and warmth outside."""
    things = home.of_type("weather")
    if len(things) != 1:
        return None
    label, thing = home.label(things[0]), things[0]
    n = rng.randint(-5, 32)
    rain = thing.find_property("rain_chance") is not None
    blocks = {
        "umbrella": f"get {label}: rain_chance" if rain else f"check {label}: condition=rainy",
        "raining": f"check {label}: condition=rainy",
        "freezing": f"check {label}: temperature<0",
        "warm_out": f"check {label}: temperature>{n}",
        "cold_out": f"check {label}: temperature<{n}",
        "coat": f"get {label}: temperature",
        "humid_out": f"get {label}: humidity",
    }
    if thing.find_property("wind_speed") is not None:
        blocks["windy"] = f"get {label}: wind_speed"
    block = rng.choice(sorted(blocks))
    lines = _T[block]
    if block in {"umbrella", "raining"}:
        lines = tuple(t for t in lines if rain == ("right now" not in t) or "umbrella" not in t)
        lines = tuple(t for t in lines if rain or not any(w in t for w in ("chance", "likely")))
    return draft(say(rng, home, lines, n=str(n)), blocks[block])


@family(kind=9, weight=1.2)
def days(home: Household, rng: random.Random) -> Draft | None:
    """What is on, where there is only one calendar to ask."""
    things = home.of_type("calendar")
    if len(things) != 1:
        return None
    block, name = rng.choice((("my_events", "events"), ("my_events", "events"), ("my_next", "next_event")))
    return draft(say(rng, home, _T[block]), f"get {home.label(things[0])}: {name}")


@family(kind=9, weight=1.5)
def entries(home: Household, rng: random.Random) -> Draft | None:
    """Whether something is on a list; the answer is the list."""
    things = home.of_type("list")
    if not things:
        return None
    shops = [t for t in things if any(w in t.name.casefold() for w in ("shopping", "grocer"))]
    if len(shops) == 1 and rng.random() < 0.4:
        item = rng.choice(pool(GROCERIES, home.split))
        return draft(say(rng, home, _T["buy"], x=item), f"get {home.label(shops[0])}: items")
    thing = rng.choice(things)
    said = spoken(home, thing, rng)
    if said is None:
        return None
    tasks = any(w in thing.name.casefold() for w in ("to-do", "todo", "task", "chore"))
    item = rng.choice(pool(GROCERIES if thing in shops else CHORES if tasks else ITEMS, home.split))
    return draft(
        say(rng, home, _T["on_list"], d=said.the, D=said.bare, x=item), f"get {home.label(thing)}: items"
    )


_ROOMS = (
    ("list", "list", "all"),
    ("any", "check", "any"),
    ("all", "check", "all"),
    ("count", "count", "all"),
)


@family(kind=9, weight=1.0)
def rooms(home: Household, rng: random.Random) -> Draft | None:
    """Which, any, all or how many rooms are warmer or colder than a number."""
    kind = next((k for k in ("temperature sensor", "thermostat") if len(home.of_type(k)) > 1), None)
    things = home.of_type(kind) if kind else ()
    attribute = home.prop(things[0], "temperature") if things else None
    if kind is None or attribute is None or not alike(home, things, "temperature"):
        return None
    asked, verb, group = rng.choice(_ROOMS)
    above, n = rng.random() < 0.5, rng.randint(15, 27)
    words = rng.choice(
        ("warmer than", "above", "over") if above else ("colder than", "cooler than", "below", "under")
    )
    lines = tuple(t.replace("{s}", f"{words} {n}") for t in _T[f"rooms_{asked}"])
    utterance = fill(rng.choice(pool(lines, home.split)), rng)
    return draft(
        utterance, f"{verb} {group} {home.type_name(kind)}: {attribute.name}{'>' if above else '<'}{n}"
    )


_JOBS = {"vacuum": "=cleaning", "mower": "=mowing", "irrigation": "=watering"}


@family(kind=9, weight=1.4)
def jobs(home: Household, rng: random.Random) -> Draft | None:
    """Whether the laundry is done, the floors are being cleaned, dinner is ready."""
    part = rng.choice(("done", "busy"))
    options: list[tuple[str, Thing]] = []
    for kind in nested("questions_more", part):
        things = home.of_type(kind)
        if len(things) == 1 and home.prop(things[0], "state"):
            options.append((kind, things[0]))
    if not options:
        return None
    kind, thing = rng.choice(options)
    attribute = home.prop(thing, "state")
    test = "=done" if part == "done" else _JOBS.get(kind, "=running")
    if attribute is None or test[1:] not in attribute.choices:
        return None
    utterance = say(rng, home, nested("questions_more", part)[kind])
    return draft(utterance, f"check {home.label(thing)}: {attribute.name}{test}")
