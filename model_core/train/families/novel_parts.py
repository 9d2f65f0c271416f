"""Device types put together at random from parts, each with many names and many ways to talk about it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from model_core.train.families.novel_types import PREFIX, NovelType, novel_types, offer, pool_of_types
from model_core.train.families.tables import raw, templates
from model_core.train.home import Household
from model_core.train.splits import pool
from model_core.world import Action, Attribute, Kind, Thing

_ENDINGS = frozenset({"on", "open", "closed", "shut", "full", "level", "count", "ok", "set", "life", "left"})
_NAMED = re.compile(r"([\w.]+)(?:/(\w+))?(?:=([\w,-]+))?")


@dataclass(frozen=True, slots=True)
class Part:
    """One ability: its possible names, what it takes, and what people say about it."""

    key: str
    names: tuple[str, ...]
    specs: tuple[str, ...]
    sayings: tuple[str, ...]
    """Template, tab, what is done."""

    @property
    def meaning(self) -> str:
        """Parts with the same meaning can stand for each other in a sentence."""
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind of device: what it is called and the parts it may have, some with a name of their own."""

    names: tuple[str, ...]
    parts: tuple[tuple[str, str, str], ...]
    """Key, own name or nothing, own choices or nothing."""


@dataclass(frozen=True, slots=True)
class Ability:
    """A part as one device has it."""

    part: Part
    offered: Attribute | Action

    @property
    def word(self) -> str:
        """The noun in its name: `filter` of `filter_on`."""
        return noun_of(self.offered.name)


def noun_of(name: str) -> str:
    """The words of a name without the ending that tells its state or amount."""
    said = name.split("_")
    while len(said) > 1 and said[-1] in _ENDINGS:
        said.pop()
    return " ".join(said)


@lru_cache(maxsize=1)
def parts() -> dict[str, Part]:
    """All parts by key."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for line in raw("novel_parts", "parts").splitlines():
        body = line.strip()
        if body.startswith("- "):
            head, _, takes = body[2:].partition("::")
            key, _, names = head.partition(":")
            found[key] = ([names.strip(), takes.strip()], [])
            last = key
        elif body.startswith("+ "):
            said, _, does = body[2:].rpartition(" = ")
            found[last][1].append(f"{templates(said)}\t{does.strip()}")
    return {
        key: Part(key, tuple(names.split("|")), tuple(s.strip() for s in takes.split(" ; ")), tuple(sayings))
        for key, ((names, takes), sayings) in found.items()
    }


@lru_cache(maxsize=1)
def nouns() -> tuple[Noun, ...]:
    """All kinds of devices."""
    found = []
    for line in raw("novel_parts", "things").splitlines():
        names, _, keys = line.strip().removeprefix("- ").partition(" = ")
        had = tuple((m[1], m[2] or "", _choices(m[3])) for m in _NAMED.finditer(keys))
        found.append(Noun(tuple(names.split("|")), had))
    return tuple(found)


def _choices(text: str | None) -> str:
    return (text or "").replace("-", " ").replace(",", "|")


@lru_cache(maxsize=2)
def nouns_for(split: str) -> tuple[Noun, ...]:
    """The kinds of devices that homes of a split may have."""
    allowed = frozenset(pool(tuple(n.names[0] for n in nouns()), split))
    other = {t.type for t in novel_types()} - {t.type for t in pool_of_types(split)}
    return tuple(n for n in nouns() if n.names[0] in allowed and not other & set(n.names))


def noun_for(home: Household, thing: Thing) -> Noun | None:
    """The entry of a device, or None when it was not put together from parts."""
    kind = home.kinds[thing.id]
    return next((n for n in nouns() if kind == PREFIX + n.names[0]), None)


def compose(rng: random.Random, split: str, switch: str = "on") -> NovelType:
    """A type with some of the parts that fit its noun; `switch` is how the home calls being on."""
    noun = rng.choice(nouns_for(split))
    count = min(len(noun.parts), rng.choice((2, 3, 3, 4, 4, 5, 6)))
    properties: dict[str, Attribute] = {}
    actions: dict[str, Action] = {}
    for key, named, choices in rng.sample(noun.parts, count):
        part = parts()[key]
        name = switch if key == "main.switch" and rng.random() < 0.6 else named
        offered = offered_as(part, rng, name, choices)
        if offered.name in properties or offered.name in actions:
            continue
        if isinstance(offered, Action):
            actions[offered.name] = offered
        else:
            properties[offered.name] = offered
    return NovelType(noun.names[0], noun.names, tuple(properties.values()), tuple(actions.values()))


def abilities(home: Household, thing: Thing) -> Iterator[Ability]:
    """The parts that a device has."""
    noun = noun_for(home, thing)
    left: list[Attribute | Action] = [*thing.properties, *thing.actions]
    for key, named, _ in noun.parts if noun else ():
        part = parts()[key]
        names = {n.removesuffix("()") for n in part.names} | {named}
        if key == "main.switch":
            names.add(home.renames.get("on", "on"))
        for offered in left:
            if offered.name in names and _alike(part, offered):
                left.remove(offered)
                yield Ability(part, offered)
                break


def missing(home: Household, thing: Thing) -> tuple[tuple[Part, str, str], ...]:
    """The parts that such a device may have and this one has not even in meaning, with names and choices."""
    noun = noun_for(home, thing)
    had = {a.part.meaning for a in abilities(home, thing)}
    return tuple(
        (p, name, choices)
        for key, name, choices in (noun.parts if noun else ())
        if (p := parts()[key]).meaning not in had
    )


def _alike(part: Part, offered: Attribute | Action) -> bool:
    if isinstance(offered, Action):
        return part.names[0].endswith("()") and bool(offered.arguments) in {bool(s[1:-1]) for s in part.specs}
    spec = part.specs[0]
    if part.names[0].endswith("()") or offered.writable != (spec[:1] != "?"):
        return False
    if offered.kind is Kind.BOOLEAN:
        return spec in {"", "?"}
    return spec not in {"", "?"} and bool(offered.choices) == ("|" in spec)


def offered_as(part: Part, rng: random.Random, name: str = "", choices: str = "") -> Attribute | Action:
    """The property or action that the part may be."""
    bare, spec = (name or rng.choice(part.names)).removesuffix("()"), rng.choice(part.specs)
    if choices and "|" in spec:
        spec = f"({spec[1:].split()[0]} {choices})" if spec[0] == "(" else choices
    if part.names[0].endswith("()"):
        text = f"{bare}{spec or '()'}"
    else:
        text = f"{bare}? {spec[1:]}" if spec[:1] == "?" else f"{bare} {spec}"
    properties, actions = offer(text.strip())
    return properties[0] if properties else actions[0]
