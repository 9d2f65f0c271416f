"""Kind 3: two settings of one device, or of the lights of a room, in one breath."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from model_core.plan import Value
from model_core.train.amounts import percent
from model_core.train.example import Draft, family
from model_core.train.families.values import having
from model_core.train.home import Household
from model_core.train.intents import choose, is_kind
from model_core.train.phrasing import group_plan, number_said, say, selector, set_effects, set_plan
from model_core.train.speech import spoken_room, the_room
from model_core.world import Thing

_BOTH = (
    "set {the} to {a} and {b}", "make {the} {a} and {b}", "{x} {a} {b}", "{x} to {a} at {b}",
    "put {the} on {a} at {b}", "turn {the} {a} at {b}", "i want {the} {a} at {b}", "{the} {a} and {b}",
    "change {the} to {a}, {b}", "set {the} to {a} with {b}", "{a} and {b} for {the}",
    "{the} should be {a} and at {b}", "switch {the} to {a} at {b}", "set {the} {a} and {b}",
    "have {the} {a} at {b}", "turn on {the}, {a}, {b}", "{x}: {a}, {b}", "go {a} at {b} on {the}",
    "make {the} {a}, {b} {please|}", "turn {the} on, {a} and {b}", "get {the} to {a} and {b}",
    "{a}, {b} on {the}",
)  # fmt: skip
_THEN = (
    "set {the} to {a} and make it {b}", "make {the} {a} and set it to {b}",
    "turn {the} {a} and put it at {b}", "put {the} on {a}, then set it to {b}",
    "switch {the} to {a} and then to {b}", "{the} {a} please and also {b}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Setting:
    role: str
    value: Value
    said: str


_Make = Callable[[Household, Thing, random.Random], _Setting | None]


def _choice(role: str) -> _Make:
    def make(home: Household, thing: Thing, rng: random.Random) -> _Setting | None:
        found = home.prop(thing, role)
        choices = [c for c in (found.choices if found and found.writable else ()) if c not in {"off", "on"}]
        if not choices:
            return None
        value = rng.choice(choices)
        words = {
            "color": (value,),
            "source": (value,),
            "fan_mode": (f"fan {value}", f"{value} fan", f"the fan on {value}"),
        }.get(role, (value, f"{value} mode"))
        return _Setting(role, value, rng.choice(words))

    return make


def _share(role: str, *words: str) -> _Make:
    def make(home: Household, thing: Thing, rng: random.Random) -> _Setting | None:
        found = home.prop(thing, role)
        if found is None or not found.writable or found.maximum != 100:
            return None
        amount = percent(rng)
        if isinstance(amount.value, tuple):
            return None
        return _Setting(role, amount.value, rng.choice(words).replace("{n}", amount.said))

    return make


def _degrees(home: Household, thing: Thing, rng: random.Random) -> _Setting | None:
    found = home.prop(thing, "target_temperature")
    if found is None or not found.writable or found.minimum is None or found.maximum is None:
        return None
    value = rng.randint(max(17, int(found.minimum)), min(26, int(found.maximum)))
    said = f"{number_said(value, rng)}{rng.choice((' degrees', '', ' degrees celsius'))}"
    return _Setting("target_temperature", value, said)


_LIGHT = (_choice("color"), _share("brightness", "{n}", "{n}", "{n} brightness"))
_PAIRS: Mapping[str, tuple[_Make, ...]] = {
    "light": _LIGHT,
    "air conditioner": (_choice("mode"), _degrees, _choice("fan_mode")),
    "thermostat": (_choice("mode"), _degrees),
    "fan": (_share("speed", "{n}", "{n} speed", "speed {n}"), _choice("mode")),
    "air purifier": (_share("speed", "{n}", "speed {n}"), _choice("mode")),
    "television": (_choice("source"), _share("volume", "volume {n}", "{n} volume")),
    "speaker": (_choice("source"), _share("volume", "volume {n}", "{n} volume")),
    "blind": (_share("position", "{n}", "{n} open"), _share("tilt", "tilt {n}", "the tilt at {n}")),
    "humidifier": (_choice("mode"), _share("target_humidity", "{n}", "{n} humidity")),
}


def _two(home: Household, thing: Thing, rng: random.Random) -> tuple[_Setting, _Setting] | None:
    makers = _PAIRS.get(home.kinds[thing.id], ())
    settings = [s for s in (make(home, thing, rng) for make in makers) if s is not None]
    if len(settings) < 2:
        return None
    first, second = rng.sample(settings, 2)
    return first, second


@family(kind=3, weight=2.2)
def one_device(home: Household, rng: random.Random) -> Draft | None:
    """Colour and brightness of a light, mode and temperature of an air conditioner, and the like."""
    things = [t for t in home.world.things if home.kinds[t.id] in _PAIRS and _two(home, t, rng)]
    if not things:
        return None
    kind = home.kinds[rng.choice(things).id]
    found = choose(home, rng, [t for t in things if home.kinds[t.id] == kind], is_kind(home, kind))
    settings = _two(home, found[0], rng) if found else None
    if found is None or settings is None:
        return None
    thing, said = found
    wanted = {s.role: s.value for s in settings}
    lines = _BOTH if rng.random() < 0.8 else _THEN
    text = say(rng, home, lines, the=said.the, x=said.bare, a=settings[0].said, b=settings[1].said)
    return Draft(text, set_plan(home, [thing], wanted), set_effects(home, [thing], wanted))


@family(kind=3, weight=0.7)
def lights_of_a_room(home: Household, rng: random.Random) -> Draft | None:
    """The lights of a room in a colour and at a brightness."""
    lights = having(home, "color", "light")
    rooms = [r for r in home.rooms_with("light") if any(t.room == r for t in lights)]
    if not rooms:
        return None
    room = rng.choice(rooms)
    members = home.of_type("light", room)
    settings = _two(home, next(t for t in lights if t.room == room), rng)
    if settings is None or len(members) < 2:
        return None
    name = spoken_room(home, room, rng)
    bare = rng.choice((f"{name} lights", f"lights in {the_room(name)}"))
    wanted = {s.role: s.value for s in settings}
    text = say(rng, home, _BOTH, the=f"the {bare}", x=bare, a=settings[0].said, b=settings[1].said)
    able = [t for t in members if all(home.prop(t, role) for role in wanted)]
    if not able:
        return None
    plan = group_plan(home, selector(home, "light", [home.room_label(room)]), members, wanted)
    effects = tuple(e for t in members for e in set_effects(home, [t], wanted))
    return Draft(text, plan, effects)
