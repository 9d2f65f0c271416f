"""Kind 5: what is noticed about floors, dishes, doors, the phone or the car, and has to be seen to."""

from __future__ import annotations

import random

from model_core.plan import Word
from model_core.train.example import Draft, family
from model_core.train.families.implied_needs import Place, Way, able, ask, do, here, meet, named, there, voice
from model_core.train.home import Household
from model_core.train.intents import Wanted, cover
from model_core.train.phrasing import group_run, run_effects, selector
from model_core.train.speech import tokens
from model_core.world import Thing

_START = "start"
_CHORES: tuple[tuple[str, str, Wanted | str], ...] = (
    ("crumbs", "vacuum", _START),
    ("crumbs", "vacuum", _START),
    ("crumbs", "vacuum", _START),
    ("grass", "mower", _START),
    ("dry_lawn", "irrigation", _START),
    ("dishes", "dishwasher", _START),
    ("laundry", "washer", _START),
    ("drying", "dryer", _START),
    ("coffee", "coffee maker", _START),
    ("tea", "kettle", {"on": True}),
    ("shower", "water heater", {"target_temperature": Word.MORE}),
)
_MACHINES = {
    "dishes": ("dishwasher",),
    "laundry": ("washing machine", "washer"),
    "drying": ("dryer",),
}
"""What machines are called in the sentences that name them."""
_NOW = Place(None)


@family(kind=5, weight=2.4)
def chores(home: Household, rng: random.Random) -> Draft | None:
    """Dirt, grass, dishes, laundry, thirst: the only machine for it, the one here, or a question."""
    fitting = [c for c in _CHORES if able(home, Way(c[1], c[2]))]
    if not fitting:
        return None
    block, kind, wanted = rng.choice(fitting)
    way = Way(kind, wanted)
    room = there(home, rng, (kind,)) if block == "crumbs" and rng.random() < 0.3 else None
    place = room or here(home, rng)
    blocks = [block, f"{block}_named"]
    if block == "crumbs" and not place.named:
        blocks.append("crumbs_any")
    if block == "crumbs" and len(home.of_type(kind)) > 1 and not place.named:
        blocks = ["crumbs"]
    return meet(home, voice(home, rng, place, *blocks), (way,), place)


@family(kind=5, weight=1.2)
def room_floor(home: Household, rng: random.Random) -> Draft | None:
    """A dirty floor in a named room, in a home whose only vacuum stands elsewhere."""
    vacuums = home.of_type("vacuum")
    indoors = [r.name for r in home.world.rooms if home.room_class.get(r.name) not in {"outdoor", "garage"}]
    if len(vacuums) != 1 or vacuums[0].find_action("clean_room") or not indoors:
        return None
    text = voice(home, rng, named(home, rng, rng.choice(indoors)), "crumbs")
    return do(home, text, vacuums, Way("vacuum", _START))


@family(kind=5, weight=0.4)
def every_vacuum(home: Household, rng: random.Random) -> Draft | None:
    """The whole house is dirty and there are several vacuums: all of them."""
    members = home.of_type("vacuum")
    if len(members) < 2:
        return None
    text = voice(home, rng, _NOW, "every_vacuum")
    plan = group_run(home, selector(home, "vacuum"), members, _START)
    return Draft(text, plan, run_effects(home, members, _START))


@family(kind=5, weight=0.3)
def no_machine(home: Household, rng: random.Random) -> Draft | None:
    """A full machine that the home does not have."""
    known = frozenset[str]().union(*(tokens(t.name) | tokens(t.type) for t in home.world.things))
    block = rng.choice(tuple(_MACHINES))
    if any(tokens(words) & known for words in _MACHINES[block]):
        return None
    words = _MACHINES[block][0]
    text = voice(home, rng, _NOW, f"{block}_named")
    return Draft(text, f'refuse unknown "{words}"', (), protect=(words,)) if words in text else None


@family(kind=5, weight=1.4)
def doors(home: Household, rng: random.Random) -> Draft | None:
    """A door that is not locked, an open garage, a burst pipe."""
    block = rng.choice(("unlocked", "unlocked", "garage_open", "leak"))
    text = voice(home, rng, _NOW, block)
    if block == "unlocked":
        locks = home.of_type("lock")
        if any(
            home.kinds[t.id] == "garage door" and "garage" not in tokens(t.name) for t in home.world.things
        ):
            return None
        return _one(home, text, locks, {"locked": True})
    if block == "garage_open":
        gates = home.of_type("garage door")
        return _one(home, text, gates, cover(home, gates[0], open_it=False)) if gates else None
    valves = home.of_type("valve")
    if len(valves) != 1 or not tokens(valves[0].name) & {"water", "main", "shutoff"}:
        return None
    return _one(home, text, valves, cover(home, valves[0], open_it=False))


def _one(home: Household, text: str, things: tuple[Thing, ...], wanted: Wanted | str) -> Draft | None:
    if len(things) == 1:
        return do(home, text, things, Way(home.kinds[things[0].id], wanted))
    return ask(home, text, things) if len(things) > 1 else None


@family(kind=5, weight=0.8)
def phone_lost(home: Household, rng: random.Random) -> Draft | None:
    """A phone that is lost rings, and one that disturbs falls silent; several: a question."""
    block, role = rng.choice((("phone", "ring"), ("phone", "ring"), ("disturb", "do_not_disturb")))
    things = tuple(t for t in home.of_type("phone") if home.can(t, role))
    if len(things) != len(home.of_type("phone")):
        return None
    wanted: Wanted | str = role if role == "ring" else {role: True}
    return _one(home, voice(home, rng, _NOW, block), things, wanted)


_CAR: tuple[tuple[str, tuple[Wanted | str, ...]], ...] = (
    ("car_ice", ({"defrost": True}, {"climate": True}, {"climate_on": True}, "precondition")),
    ("car_cold", ({"climate": True}, {"climate_on": True}, "precondition")),
    ("car_empty", ({"charging": True}, "start_charging")),
)


@family(kind=5, weight=1.4)
def car(home: Household, rng: random.Random) -> Draft | None:
    """Ice, cold or an empty battery: what the car has for it."""
    cars = home.of_type("car")
    if not cars:
        return None
    block, ways = rng.choice(_CAR)
    text = voice(home, rng, _NOW, block)
    for wanted in ways:
        things = able(home, Way("car", wanted))
        if things:
            return _one(home, text, things, wanted) if len(things) == len(cars) else None
    return None
