"""Puts invented devices into a home: named in many ways, sometimes two of one kind."""

from __future__ import annotations

import random
from dataclasses import replace

from model_core.language.vocabulary import clean
from model_core.train.families.novel_parts import compose
from model_core.train.families.novel_types import PREFIX, NovelType, pool_of_types, reported
from model_core.train.families.smalltalk import babble
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.names import BRANDS, OWNERS, QUALIFIERS
from model_core.train.splits import pool
from model_core.world import Thing

_BROAD = ("appliance", "machine", "equipment", "accessory", "gadget", "generic", "controller", "device")


def _mixture(rng: random.Random, split: str) -> NovelType:
    """A type that nobody has a word for, with abilities of several others."""
    sources = rng.sample(pool_of_types(split), 4)
    properties = {
        a.name: a
        for t in sources
        for a in rng.sample(t.properties, min(len(t.properties), rng.randint(0, 2)))
    }
    actions = {
        a.name: a for t in sources for a in rng.sample(t.actions, min(len(t.actions), rng.randint(0, 1)))
    }
    if not properties and not actions:
        properties = {a.name: a for a in sources[0].properties}
    noun = rng.choice(
        ("unit", "box", "machine", "station", "array", "device", "engine", "tank", "rig", "globe")
    )
    name = babble(rng) + rng.choice(("tron", "o", "ix", "er", "omat", "", "", "ator"))
    named = rng.choice((f"{name} {noun}", name))
    kept = {n: a for n, a in properties.items() if n not in actions}
    return NovelType(named, (named,), tuple(kept.values()), tuple(actions.values()))


def _name(home: Household, rng: random.Random, names: tuple[str, ...], room: str | None) -> tuple[str, bool]:
    """A name and whether it is a proper one, spoken without an article."""
    noun = rng.choice(names)
    if noun != noun.lower():
        return noun, True
    title = rng.random() < 0.5
    model = rng.choice((*pool(table("novel_parts")["models"], home.split), *pool(BRANDS, home.split)))
    style = rng.choices(
        ("plain", "owner", "room", "qualified", "brand", "model", "nick", "number"),
        (0.36, 0.14, 0.14, 0.1, 0.08, 0.06, 0.08, 0.04),
    )[0]
    match style:
        case "owner":
            return f"{rng.choice(pool(OWNERS, home.split))}'s {noun}", False
        case "room" if room:
            noun = f"{room} {noun}"
        case "qualified":
            noun = f"{rng.choice(QUALIFIERS)} {noun}"
        case "brand":
            return f"{model} {noun}", True
        case "model":
            return rng.choice((f"{model} {rng.randint(2, 900)}", model, f"{model} {rng.choice('XSQ')}")), True
        case "nick":
            return rng.choice(pool(table("novel_parts")["pets"], home.split)), True
        case "number":
            noun = f"{noun} {rng.randint(1, 4)}"
    return (noun.title() if title and "'" not in noun else noun), False


def add_novel(home: Household, rng: random.Random, count: int) -> Household:
    """The home with some invented devices more."""
    taken = {clean(t.name) for t in home.world.things} | {clean(r.name) for r in home.world.rooms}
    added = 0
    while added < count:
        added += 1
        roll = rng.random()
        if roll < 0.66:
            kind = compose(rng, home.split, home.renames.get("on", "on"))
        else:
            kind = rng.choice(pool_of_types(home.split)) if roll < 0.92 else _mixture(rng, home.split)
        if any(home.kinds[t.id] == PREFIX + kind.type for t in home.world.things):
            continue
        shown = kind.type
        if roll < 0.66 and rng.random() < 0.3:
            shown = rng.choice((*kind.names, *kind.names, rng.choice(_BROAD)))
            if any(t.type == shown for t in home.world.things):
                shown = kind.type
        for _ in range(2 if rng.random() < 0.18 else 1):
            room = rng.choice(home.world.rooms).name if home.world.rooms and rng.random() < 0.75 else None
            name, proper = _name(home, rng, kind.names, room)
            if clean(name) in taken:
                continue
            taken.add(clean(name))
            thing = Thing(f"n{len(home.world.things) + 1}", name, shown, room, kind.properties, kind.actions)
            values = {a.name: reported(a, rng) for a in kind.properties}
            home = home.with_things((thing, PREFIX + kind.type, values))
            if proper:
                home = replace(home, proper=home.proper | {thing.id})
    return home
