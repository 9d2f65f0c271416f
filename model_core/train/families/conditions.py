"""What a plan can wait for: a device's value, as it is said and as it is written."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

from model_core.train.families.questions import measuring, place, refer
from model_core.train.families.tables import nested
from model_core.train.home import Household
from model_core.train.phrasing import fill, number_said, pick
from model_core.train.speech import in_room, resolve, spoken_room, the_room
from model_core.world import Thing

_KEY = re.compile(r"(?:(.+) \| )?(\w+)([<>!=]=?)(.*)")
_PEOPLE = re.compile(r"(\w+)'s .+")
_IRREGULAR = frozenset({("is", "am"), ("has", "have")})
_PLURALS = {"is": "are", "has": "have", "goes": "go", "isn't": "aren't", "doesn't": "don't"}
_WARM, _SHARE = (15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 30), (10, 15, 20, 25, 30, 40, 50)
_LEVELS: Mapping[str, tuple[int, ...]] = {
    "temperature": _WARM,
    "oven temperature": (150, 160, 170, 180, 190, 200, 210, 220),
    "kettle temperature": (60, 70, 80, 85, 90, 95),
    "weather temperature": (0, 2, 3, 5, 8, 10, 12, 15, 20, 25, 28, 30, 32),
    "humidity": (35, 40, 45, 50, 55, 60, 65, 70, 75),
    "battery<": _SHARE,
    "battery": (50, 60, 70, 75, 80, 85, 90, 95),
    "range": (30, 40, 50, 60, 80, 100, 120, 150, 200, 250, 300),
    "power_draw>": (50, 100, 200, 300, 500, 800, 1000, 1500, 2000, 3000),
    "power_draw": (2, 3, 5, 10, 15, 20, 50, 100),
    "energy_today": (5, 8, 10, 12, 15, 20),
    "co2": (800, 900, 1000, 1200, 1400, 1500),
    "wind_speed": (20, 30, 40, 50, 60),
    "rain_chance": (30, 40, 50, 60, 70, 80),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A clause that something happens in, and `label: test` of the device that tells."""

    thing: Thing
    said: str
    test: str

    @property
    def trigger(self) -> str:
        """As a plan waits for it."""
        return f"when {self.test}"


def becoming(home: Household, rng: random.Random) -> Condition | None:
    """Something that happens: `the washer finishes`, `it gets colder than 18 in the den`."""
    roll = rng.random()
    if roll < 0.2 and (found := _in_a_room(home, rng)):
        return found
    if roll < 0.28 and (found := _somebody(home, rng)):
        return found
    return _of_a_device(home, rng, "becomes")


def being(home: Household, rng: random.Random) -> Condition | None:
    """Something that holds: `the washer is done`."""
    return _of_a_device(home, rng, "is")


def condition(home: Household, rng: random.Random) -> Condition | None:
    """Something that happens or holds."""
    return becoming(home, rng) if rng.random() < 0.7 else being(home, rng)


def level(kind: str, role: str, sign: str, rng: random.Random) -> int:
    """A number that people name for that property."""
    for key in (f"{kind} {role}", f"{role}{sign[0]}", role):
        if key in _LEVELS:
            return rng.choice(_LEVELS[key])
    return rng.choice(_SHARE)


def _of_a_device(home: Household, rng: random.Random, part: str) -> Condition | None:
    blocks = nested("conditions", part)
    options: dict[str, list[tuple[Thing, str]]] = {}
    for key, (kinds, role, _, wanted) in _keys(part).items():
        for thing in home.world.things:
            attribute = home.prop(thing, role) if home.kinds[thing.id] in kinds else None
            if attribute and (not attribute.choices or wanted in attribute.choices):
                options.setdefault(home.kinds[thing.id], []).append((thing, key))
    if not options:
        return None
    thing, key = rng.choice(options[rng.choice(sorted(options))])
    _, role, sign, wanted = _keys(part)[key]
    attribute = home.prop(thing, role)
    said = _words(home, thing, role, rng)
    if attribute is None or said is None:
        return None
    wanted = wanted or str(level(home.kinds[thing.id], role, sign, rng))
    words = number_said(int(wanted), rng, words=0.3) if wanted.isdigit() else ""
    lines = blocks[key]
    if role == "contact" and said.endswith(("sensor", "contact")):
        lines = tuple(t for t in lines if t.startswith("{d}"))  # nobody opens a sensor
    clause = _numbered(fill(pick(rng, home, lines), rng, d=said, n=words), said)
    return Condition(thing, clause, f"{home.label(thing)}: {attribute.name}{sign}{wanted}")


def _numbered(clause: str, said: str) -> str:
    """The clause with its verb in the plural when it begins with the lights or the speakers."""
    if not said.endswith(("lights", "speakers", "curtains", "blinds", "lamps", "radiators")):
        return clause
    verb = clause.removeprefix(f"{said} ").split(maxsplit=1)[0]
    plain = _PLURALS.get(verb) or (verb.removesuffix("s"))
    return clause.replace(f"{said} {verb}", f"{said} {plain}", 1)


def _keys(part: str) -> dict[str, tuple[frozenset[str], str, str, str]]:
    found = {}
    for key in nested("conditions", part):
        match = _KEY.fullmatch(key)
        if match is None:
            raise ValueError(f"Unreadable condition {key!r}.")
        kinds, role, sign, wanted = match.groups()
        found[key] = (frozenset((kinds or "").split(", ")), role, sign, wanted)
    return found


def _words(home: Household, thing: Thing, role: str, rng: random.Random) -> str | None:
    """The device; mostly `the front door` for a sensor of that name when nothing else there opens."""
    said = refer(home, thing, rng, role)
    if said is None:
        return None
    short = re.sub(r"(door|window|fridge) (?:sensor|contact)\b", r"\1", said.bare)
    if role == "contact" and short != said.bare and rng.random() < 0.75:
        opens = ("contact", "open", "position")
        if resolve(home, short, lambda t: any(home.prop(t, r) for r in opens)) == (thing,):
            return said.the.replace(said.bare, short)
    return said.the


def _in_a_room(home: Household, rng: random.Random) -> Condition | None:
    rooms = [r.name for r in home.world.rooms]
    blocks = nested("conditions", "room")
    options = []
    for key, (_, role, _, _) in _keys("room").items():
        for room in rooms:
            thing = _only(home, room) if role == "motion" else measuring(home, room, role)
            if thing is not None:
                options.append((key, room, thing))
    if not options:
        return None
    key, room, thing = rng.choice(options)
    _, role, sign, wanted = _keys("room")[key]
    attribute = home.prop(thing, role)
    if attribute is None:
        return None
    wanted = wanted or str(level("", role, sign, rng))
    name = spoken_room(home, room, rng)
    where = (place(home, room, rng) or "in here") if role != "motion" else in_room(name, rng)
    words = number_said(int(wanted), rng, words=0.3) if wanted.isdigit() else ""
    clause = fill(pick(rng, home, blocks[key]), rng, n=words, L=where, R=the_room(name))
    return Condition(thing, clause, f"{home.label(thing)}: {attribute.name}{sign}{wanted}")


def _only(home: Household, room: str) -> Thing | None:
    found = [t for t in home.of_type("motion sensor", room) if home.prop(t, "motion")]
    return found[0] if len(found) == 1 else None


def _somebody(home: Household, rng: random.Random) -> Condition | None:
    """Somebody comes or goes, by the one phone of theirs that tells where it is."""
    phones = [t for t in home.of_type("phone") if home.prop(t, "location")]
    if not phones:
        return None
    thing = rng.choice(phones)
    owned = _PEOPLE.fullmatch(thing.name)
    owner = owned[1].casefold() if owned else ""
    mine = sum(t.name.casefold().startswith(f"{owner}'s ") for t in phones)
    if len(phones) == 1 and (not owner or rng.random() < 0.4):
        owner = "i"
    elif not owner or mine != 1:
        return None
    key = rng.choice(("home", "home", "home", "!home", "!home", "work"))
    line = pick(rng, home, nested("conditions", "person")[key])
    clause = _agree(line, owner, rng)
    sign = "!=" if key.startswith("!") else "="
    attribute = home.prop(thing, "location")
    name = attribute.name if attribute else "location"
    return Condition(thing, clause, f'{home.label(thing)}: {name}{sign}"{key.removeprefix("!")}"')


def _agree(line: str, owner: str, rng: random.Random) -> str:
    """The clause with verbs that fit `i` or a name: the tables write `{leaves|leave}`."""
    first = owner == "i"

    def fitting(found: re.Match[str]) -> str:
        third, plain = found.groups()
        if third not in {f"{plain}s", f"{plain}es"} and (third, plain) not in _IRREGULAR:
            return found[0]
        return plain if first else third

    line = re.sub(r"\{(\w+s)\|(\w+)\}", fitting, line)
    if first:
        line = re.sub(r"\b(gets|comes)\b", lambda m: m[1][:-1], line)
    return fill(line, rng, o=owner)
