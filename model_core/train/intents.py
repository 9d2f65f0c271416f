"""Writes the draft of one sentence about one device: what it should become, or what it should do."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence

from model_core.plan import Value, Word
from model_core.train.example import Draft
from model_core.train.home import Household
from model_core.train.phrasing import Assigned, run_effects, run_plan, say, set_effects, set_plan
from model_core.train.speech import Able, Said, spoken
from model_core.world import Thing

Wanted = Mapping[str, Value | Word | Assigned]
COVERS = ("curtain", "blind")
GATES = ("garage door", "gate")
MEDIA = ("television", "speaker")
BEDTIME: Sequence[tuple[str, Mapping[str, Value]]] = (("light", {"on": False}), ("television", {"on": False}))
LEAVING: Sequence[tuple[str, Mapping[str, Value]]] = (
    *((kind, {"on": False}) for kind in ("light", "television", "speaker", "fan", "air conditioner")),
    ("lock", {"locked": True}),
)
"""What these come to in a home that has no scene for them: nothing runs for nobody."""
APPLIANCES = ("washer", "dryer", "dishwasher")


def set_one(
    home: Household,
    rng: random.Random,
    things: Sequence[Thing],
    wanted: Wanted | Callable[[Thing], Wanted],
    templates: tuple[str, ...],
    *,
    able: Able | None = None,
    **slots: str,
) -> Draft | None:
    """A sentence that sets one of the things; `able` says which devices the words could also mean."""
    found = choose(home, rng, things, able)
    if found is None:
        return None
    thing, said = found
    values = wanted(thing) if callable(wanted) else wanted
    return Draft(
        say(rng, home, templates, the=said.the, x=said.bare, **slots),
        set_plan(home, [thing], values),
        set_effects(home, [thing], values),
    )


def run_one(
    home: Household,
    rng: random.Random,
    things: Sequence[Thing],
    role: str,
    templates: tuple[str, ...],
    *,
    arguments: Mapping[str, Value] | None = None,
    able: Able | None = None,
    **slots: str,
) -> Draft | None:
    """A sentence that has one of the things do something."""
    found = choose(home, rng, [t for t in things if home.can(t, role)], able)
    if found is None:
        return None
    thing, said = found
    return Draft(
        say(rng, home, templates, the=said.the, x=said.bare, **slots),
        run_plan(home, [thing], role, arguments),
        run_effects(home, [thing], role, arguments),
    )


def choose(
    home: Household, rng: random.Random, things: Sequence[Thing], able: Able | None = None
) -> tuple[Thing, Said] | None:
    """One of the things and words that mean it alone; a few are tried."""
    members = {t.id for t in things}
    for thing in rng.sample(things, min(3, len(things))):
        said = spoken(home, thing, rng, able or (lambda t: t.id in members))
        if said is not None:
            return thing, said
    return None


def in_mode(home: Household, thing: Thing, wanted: Wanted, mode: str) -> Wanted:
    """The same in a mode, where the device has it and might be in another one, or off."""
    known = home.prop(thing, "mode")
    if known is None or not known.writable or mode not in known.choices:
        return wanted
    return {**wanted, "mode": mode}


def warmer(home: Household, thing: Thing) -> Wanted:
    """More heat, from a thermostat or an air conditioner that may be off or cool now."""
    wanted: Wanted = {"target_temperature": Word.MORE}
    if home.kinds[thing.id] == "air conditioner" and home.can(thing, "on"):
        wanted = {"on": True, **wanted}
    return in_mode(home, thing, wanted, "heat")


def cooled(home: Household, thing: Thing) -> Wanted:
    """An air conditioner that cools."""
    return in_mode(home, thing, {"on": True}, "cool")


def cover(home: Household, thing: Thing, *, open_it: bool) -> Wanted:
    """What open or closed means for a curtain, blind, gate or valve."""
    if home.prop(thing, "position") is not None:
        return {"position": 100 if open_it else 0}
    return {"open": open_it}


def of_kinds(home: Household, kinds: Iterable[str]) -> tuple[Thing, ...]:
    """Devices of any of the kinds, in home order."""
    wanted = frozenset(kinds)
    return tuple(t for t in home.world.things if home.kinds[t.id] in wanted)


def is_kind(home: Household, *kinds: str) -> Able:
    """A test for devices of the kinds."""
    wanted = frozenset(kinds)
    return lambda t: home.kinds[t.id] in wanted
