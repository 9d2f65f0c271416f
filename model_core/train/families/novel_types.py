"""Invented device types that a table describes."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from model_core.plan import Value
from model_core.train.families.tables import raw, templates
from model_core.train.home import Household
from model_core.train.splits import pool
from model_core.world import Action, Attribute, Kind, Thing

PREFIX = "novel "
"""Start of the canonical kind of every invented device."""
_RANGE = re.compile(r"(-?\d+)-(-?\d+)(\D*)")


@dataclass(frozen=True, slots=True)
class NovelType:
    """A device type with its names, what it offers and what people say to it."""

    type: str
    names: tuple[str, ...]
    properties: tuple[Attribute, ...]
    actions: tuple[Action, ...]
    sayings: tuple[str, ...] = ()
    """Template, tab, end of the plan."""


@lru_cache(maxsize=1)
def novel_types() -> tuple[NovelType, ...]:
    """All types of the table."""
    found: list[NovelType] = []
    for line in raw("novel", "types").splitlines():
        body = line.strip()
        if line.startswith("- "):
            names = tuple(body[2:].split("|"))
            found.append(NovelType(names[0], names, (), ()))
        elif body.startswith("+ "):
            said, _, plan = body[2:].rpartition(" = ") if " = " in body else body[2:].partition("=")
            saying = f"{templates(said)}\t{plan.strip()}"
            found[-1] = replace(found[-1], sayings=(*found[-1].sayings, saying))
        elif body:
            properties, actions = offer(body)
            found[-1] = replace(found[-1], properties=properties, actions=actions)
    return tuple(found)


def offer(text: str) -> tuple[tuple[Attribute, ...], tuple[Action, ...]]:
    """Properties and actions in the notation of the prompt."""
    properties: list[Attribute] = []
    actions: list[Action] = []
    for part in re.split(r",\s*(?![^(]*\))", text):
        name, bracket, inside = part.partition("(")
        if bracket:
            given = [a for a in inside.rstrip(") ").split(", ") if a]
            actions.append(Action(name.strip(), tuple(_attribute(a) for a in given)))
        else:
            properties.append(_attribute(part))
    return tuple(properties), tuple(actions)


def _attribute(text: str) -> Attribute:
    name, _, spec = text.strip().partition(" ")
    writable, name = not name.endswith("?"), name.rstrip("?")
    if not spec:
        return Attribute(name, Kind.BOOLEAN, writable=writable)
    if "|" in spec:
        return Attribute(name, Kind.STRING, choices=tuple(spec.split("|")), writable=writable)
    found = _RANGE.fullmatch(spec)
    if found:
        kind = Kind.NUMBER if "°" in found[3] else Kind.INTEGER
        return Attribute(name, kind, float(found[1]), float(found[2]), found[3], writable=writable)
    if spec == "text":
        return Attribute(name, Kind.STRING, writable=writable)
    return Attribute(name, Kind.NUMBER, unit="" if spec == "number" else spec, writable=writable)


def pool_of_types(split: str) -> tuple[NovelType, ...]:
    """The types that homes of a split may have."""
    allowed = frozenset(pool(tuple(t.type for t in novel_types()), split))
    return tuple(t for t in novel_types() if t.type in allowed)


def type_of(home: Household, thing: Thing) -> NovelType | None:
    """The table's entry for a device, or None when it is a mixture."""
    wanted = home.kinds[thing.id].removeprefix(PREFIX)
    return next((t for t in novel_types() if t.type == wanted), None)


def novel_things(home: Household) -> tuple[Thing, ...]:
    """The invented devices of a home."""
    return tuple(t for t in home.world.things if home.kinds[t.id].startswith(PREFIX))


def reported(attribute: Attribute, rng: random.Random) -> Value:
    """Some value that the attribute may have."""
    match attribute.kind:
        case Kind.BOOLEAN:
            return rng.random() < 0.4
        case Kind.INTEGER | Kind.NUMBER:
            return amount(attribute, rng)
        case _:
            return rng.choice(attribute.choices) if attribute.choices else "north"


def amount(attribute: Attribute, rng: random.Random) -> int:
    """A whole number within the attribute's range, round where the range is wide."""
    low = int(attribute.minimum if attribute.minimum is not None else 0)
    high = int(attribute.maximum if attribute.maximum is not None else 200)
    step = next((s for s in (100, 10, 5) if (high - low) >= 20 * s), 1)
    if rng.random() < 0.25:
        step = 1
    return min(high, max(low, low + step * rng.randint(0, (high - low) // step)))


def words(name: str) -> str:
    """A property's or action's name as words."""
    return " ".join(name.replace("_", " ").split())


SPOKEN_UNITS: Mapping[str, tuple[str, ...]] = {
    "%": ("percent", "percent", ""),
    "°C": ("degrees", "degrees", ""),
    "g": ("grams",),
    "min": ("minutes",),
    "cm": ("centimetres", "cm"),
    "mm": ("millimetres",),
    "W": ("watts",),
    "bpm": ("",),
    "rpm": ("rpm",),
    "km/h": ("kilometres an hour",),
    "°": ("degrees",),
    "m": ("metres",),
    "kHz": ("kilohertz",),
    "x": ("times",),
    "kg": ("kilos",),
    "kW": ("kilowatts",),
    "mg/l": ("",),
}
"""Words that may follow a number of that unit."""
