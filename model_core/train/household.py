"""Makes households: rooms and floors, devices with names of many styles, states."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from model_core.language.vocabulary import Vocabulary, clean
from model_core.plan import Value
from model_core.train.catalogue import DeviceKind
from model_core.train.catalogue_more import KINDS, OWNED
from model_core.train.home import Household, Speaker
from model_core.train.items import ITEMS
from model_core.train.names import BRANDS, FLOORS, NICKNAMES, OWNERS, QUALIFIERS, ROOM_SYNONYMS, ROOMS
from model_core.train.offers import Offer, flag, percent
from model_core.train.splits import names_of
from model_core.world import Action, Attribute, Kind, Room, Thing, World

__all__ = ["Household", "Speaker", "make_household"]

_CLASS_WEIGHTS = {
    "kitchen": 3.0, "living": 3.0, "dining": 1.0, "bedroom": 3.2, "kids": 0.8, "bathroom": 2.0, "hall": 1.3,
    "entry": 1.0, "office": 1.5, "utility": 1.5, "garage": 1.1, "outdoor": 2.2,
}  # fmt: skip
_ONE_A_ROOM = frozenset({"thermostat", "television", "vacuum", "garage door", "oven", "dishwasher", "washer",
    "dryer", "coffee maker", "kettle", "water heater", "air conditioner", "mower", "doorbell", "humidifier",
    "dehumidifier", "air purifier", "irrigation", "smoke detector", "motion sensor"})  # fmt: skip
_MODELS = ("E27", "Pro", "Mini", "Plus", "One", "X1", "S2", "Max", "Lite", "3", "Duo", "V2", "Air", "4000")
_ONE_A_HOME = frozenset({"weather", "alarm", "energy meter", "mower"})
_RENAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("on", ("power", "switch", "enabled")),
    ("brightness", ("level", "intensity", "dim_level")),
    ("target_temperature", ("setpoint", "temperature_setpoint", "heat_to")),
    ("position", ("opening", "percent_open")),
    ("volume", ("volume_level", "loudness")),
    ("locked", ("lock", "bolted")),
    ("color", ("colour", "hue")),
    ("muted", ("mute",)),
    ("dock", ("return_home", "return_to_base")),
    ("start", ("run", "begin")),
    ("next", ("next_track", "skip")),
    ("previous", ("previous_track",)),
    ("open", ("opened",)),
    ("mode", ("operating_mode", "preset")),
)


@dataclass
class _Draft:
    rng: random.Random
    split: str
    style: dict[str, float]
    rooms: list[Room] = field(default_factory=list)
    classes: dict[str, str] = field(default_factory=dict)
    things: list[Thing] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    state: dict[str, dict[str, Value]] = field(default_factory=dict)
    proper: set[str] = field(default_factory=set)
    owners: tuple[str, ...] = ()
    offers: dict[str, list[Offer]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    renames: dict[str, str] = field(default_factory=dict)
    title: bool = True

    def add(self, name: str, kind: str, room: str | None, offer: Offer, *, proper: bool = False) -> Thing:
        properties = tuple(self._renamed(a) for a in offer[0])
        actions = tuple(Action(self.renames.get(a.name, a.name), a.arguments) for a in offer[1])
        thing = Thing(f"d{len(self.things) + 1}", name, self.types.get(kind, kind), room, properties, actions)
        self.things.append(thing)
        self.kinds[thing.id] = kind
        self.state[thing.id] = {a.name: _value(a, kind, self.rng) for a in properties}
        if proper:
            self.proper.add(thing.id)
        return thing

    def _renamed(self, a: Attribute) -> Attribute:
        name = self.renames.get(a.name, a.name)
        return Attribute(name, a.kind, a.minimum, a.maximum, a.unit, a.choices, a.writable, a.required)


def make_household(rng: random.Random, *, split: str = "train", size: int | None = None) -> Household:
    """A random home of about `size` devices (2 to 40 when not given; the median is about 13).

    Homes of the split `dev` prefer names that no training home has.
    """
    size = size or min(40, max(2, round(rng.lognormvariate(2.5, 0.68))))
    draft = _Draft(rng, split, _style(rng), title=rng.random() < 0.6)
    draft.owners = tuple(rng.sample(names_of(OWNERS, split), rng.randint(1, 3)))
    if rng.random() < 0.12:
        for role, names in rng.sample(_RENAMES, rng.randint(1, 4)):
            draft.renames[role] = rng.choice(names)
    if rng.random() < 0.35:
        draft.renames["speed"] = "fan_speed"
    if rng.random() < 0.1:
        draft.types = {k.type: rng.choice(k.other_types) for k in KINDS.values() if k.other_types}
    spare = rng.randint(1, 3) if rng.random() < 0.2 else 0
    _rooms(draft, max(1, min(14, round(size / rng.uniform(1.5, 4.5)) + spare)))
    _devices(draft, size)
    if rng.random() < 0.18:
        _imported(draft)
    order = {r.name: n for n, r in enumerate(draft.rooms)}
    things = draft.things
    if rng.random() < 0.6:
        things = sorted(things, key=lambda t: order.get(t.room or "", len(order)))
    world = World(tuple(draft.rooms), tuple(things))
    return Household(
        world,
        Vocabulary(world),
        draft.state,
        draft.kinds,
        draft.classes,
        draft.renames,
        frozenset(draft.proper),
        split=split,
    )


def _style(rng: random.Random) -> dict[str, float]:
    main = rng.choices(
        ("plain", "room", "mixed", "brand", "numbered", "reversed"), (0.33, 0.29, 0.26, 0.07, 0.03, 0.02)
    )[0]
    base = {
        "plain": 0.2,
        "room": 0.2,
        "brand": 0.05,
        "nick": 0.04,
        "owner": 0.03,
        "qualified": 0.08,
        "branded": 0.03,
        "numbered": 0.02,
        "reversed": 0.015,
    }
    if main == "mixed":
        return {
            k: rng.uniform(0.3, 1.0) * v
            for k, v in {**base, "brand": 0.15, "nick": 0.12, "owner": 0.08}.items()
        }
    return {**base, main: base.get(main, 0.2) + 0.8}


def _rooms(draft: _Draft, count: int) -> None:
    rng = draft.rng
    classes = list(_CLASS_WEIGHTS)
    taken: set[str] = set()
    numbered = rng.random() < 0.2
    picked = rng.choices(classes, [_CLASS_WEIGHTS[c] for c in classes], k=count)
    names: list[tuple[str, str]] = []
    bedrooms = sum(c == "bedroom" for c in picked)
    for kind in picked:
        if kind == "bedroom" and numbered and bedrooms > 1:
            name = next(f"Bedroom {n}" for n in range(1, 20) if f"Bedroom {n}" not in taken)
        elif kind in {"bedroom", "kids"} and rng.random() < 0.2:
            name = f"{rng.choice(draft.owners)}'s {rng.choice(('Room', 'Room', 'Bedroom'))}"
        else:
            pool = names_of(ROOMS[kind], draft.split)
            name = pool[0] if rng.random() < 0.3 else rng.choice(pool)
        if clean(name) not in {clean(t) for t in taken}:
            taken.add(name)
            names.append((name, kind))
    floors = rng.choice(FLOORS) if len(names) >= 3 and rng.random() < 0.45 else ()
    low, high = floors.count("Basement Level"), len(floors) - 1
    for name, kind in names:
        floor = None
        if floors:
            upper = {
                "bedroom": 0.8,
                "bathroom": 0.6,
                "kids": 0.85,
                "office": 0.6,
                "garage": 0.0,
                "outdoor": 0.0,
            }.get(kind, 0.1)
            floor = floors[rng.randint(low + 1, high)] if rng.random() < upper and high > low else floors[low]
            if name in {"Attic", "Loft", "Dormer", "Upper Hall"}:
                floor = floors[high]
            if kind == "outdoor" and rng.random() < 0.6:
                floor = None
            if name in {"Basement", "Cellar", "Boiler Room", "Wine Cellar"} and low:
                floor = floors[0]
        shown = name if draft.title else name.lower()
        draft.rooms.append(Room(shown, floor))
        draft.classes[shown] = kind


def _devices(draft: _Draft, size: int) -> None:
    rng = draft.rng
    kinds = list(KINDS.values())
    profile = [k.weight * (rng.lognormvariate(0, 0.7) if k.type != "light" else 1.0) for k in kinds]
    for _ in range(size * 6):
        if len(draft.things) >= size:
            return
        kind = rng.choices(kinds, profile)[0]
        room = _place(draft, kind)
        if room is _NOWHERE:
            continue
        chosen = room if isinstance(room, str) else None
        name, proper = _name(draft, kind, chosen)
        if name:
            offers = draft.offers.setdefault(
                kind.type, [kind.offer(rng) for _ in range(rng.choice((1, 1, 2, 3)))]
            )
            draft.add(name, kind.type, chosen, rng.choice(offers), proper=proper)


_NOWHERE = object()


def _place(draft: _Draft, kind: DeviceKind) -> object:
    """A room's name, None for a device of no room, or _NOWHERE when this home has no place for it."""
    rng = draft.rng
    mine = [t for t in draft.things if draft.kinds[t.id] == kind.type]
    if kind.type in _ONE_A_HOME and mine:
        return _NOWHERE
    if not kind.rooms:
        return None if len(mine) < (4 if kind.type == "scene" else 3) else _NOWHERE
    fitting = [r.name for r in draft.rooms if draft.classes[r.name] in kind.rooms]
    if kind.type in _ONE_A_ROOM:
        fitting = [r for r in fitting if all(t.room != r for t in mine)]
        if len(mine) >= 2 and kind.type in {
            "vacuum",
            "oven",
            "dishwasher",
            "washer",
            "dryer",
            "kettle",
            "coffee maker",
        }:
            return _NOWHERE
    if kind.type in {"vacuum", "thermostat", "air conditioner", "plug"} and rng.random() < 0.12:
        return None
    if not fitting:
        return _NOWHERE
    return rng.choice(fitting)


def _name(draft: _Draft, kind: DeviceKind, room: str | None) -> tuple[str, bool]:
    """A name that is free in that room ("" when none was found) and whether it is a proper name."""
    rng = draft.rng
    styles = list(draft.style)
    for _ in range(12):
        style = rng.choices(styles, [draft.style[s] for s in styles])[0]
        base, proper = _styled(draft, kind, room, style)
        name = base if proper else _cased(base, title=draft.title)
        if proper and not draft.title and rng.random() < 0.5:
            name = name.lower()
        if _free(draft, name, room):
            return name, proper
        if kind.rooms and rng.random() < 0.35 and _free(draft, f"{name} 2", room):
            return f"{name} 2", proper
    return "", False


def _styled(draft: _Draft, kind: DeviceKind, room: str | None, style: str) -> tuple[str, bool]:
    """A name in one of the styles, and whether it is a proper one."""
    rng = draft.rng
    base = rng.choice(kind.names if rng.random() < 0.65 else kind.names[:2])
    if style == "brand" and kind.products:
        return _product(draft, kind, room), True
    if style == "branded" and kind.type not in {"scene", "list", "calendar"}:
        return f"{rng.choice(names_of(BRANDS, draft.split))} {base}", True
    if style == "nick" and kind.type in NICKNAMES:
        return rng.choice(names_of(NICKNAMES[kind.type], draft.split)), kind.type != "plug"
    if style == "owner" or (kind.type in OWNED and rng.random() < (0.75 if kind.type == "phone" else 0.25)):
        return (
            f"{rng.choice(draft.owners)}'s {base}" if kind.type not in {"scene", "weather"} else base
        ), False
    return _placed(base, kind, room, style, rng), False


def _product(draft: _Draft, kind: DeviceKind, room: str | None) -> str:
    """A product's name or a brand with a model, sometimes with the room or floor."""
    rng = draft.rng
    base = rng.choice(names_of(kind.products, draft.split))
    if rng.random() < 0.25:
        base = f"{rng.choice(names_of(BRANDS, draft.split))} {rng.choice(_MODELS)}"
    floors = [r.floor for r in draft.rooms if r.floor and r.name == room]
    return f"{base} {rng.choice((room, *floors))}" if rng.random() < 0.15 and room else base


def _placed(base: str, kind: DeviceKind, room: str | None, style: str, rng: random.Random) -> str:
    """The plain name with the room, a number or a qualifier."""
    if style in {"room", "reversed"} and room and clean(room) not in base:
        return f"{_near(room, rng)} {base}" if style == "room" else f"{base} {room}"
    if style == "numbered" and kind.rooms:
        return f"{base} {rng.randint(1, 6)}"
    return f"{rng.choice(QUALIFIERS)} {base}" if style == "qualified" and kind.rooms else base


def _near(room: str, rng: random.Random) -> str:
    """The room as a device is named after it: its name, seldom another word for it or a part of it."""
    roll = rng.random()
    others = ROOM_SYNONYMS.get(room.casefold(), ())
    if roll < 0.07 and others:
        return rng.choice(others).title()
    first, _, last = room.rpartition(" ")
    if (
        roll < 0.12
        and first
        and "'s" not in room
        and last.casefold() not in {"room", "area", "floor", "bath"}
    ):
        return first if last.isdigit() else last
    return room


def _cased(name: str, *, title: bool) -> str:
    if not title:
        return name.lower()
    return " ".join(
        w.upper() if w in {"tv", "ac", "led", "ev"} else w[:1].upper() + w[1:] for w in name.split()
    )


def _free(draft: _Draft, name: str, room: str | None) -> bool:
    wanted = clean(name)
    if any(clean(r.name) == wanted for r in draft.rooms):
        return False
    same = [t for t in draft.things if clean(t.name) == wanted]
    return not same or (room is not None and all(t.room not in {None, room} for t in same) and len(same) < 4)


def _imported(draft: _Draft) -> None:
    """Entities that an imported device brings along: battery sensors, a light in a door opener, tamper."""
    rng = draft.rng
    for thing in list(draft.things):
        kind = draft.kinds[thing.id]
        battery = any(a.name == "battery" for a in thing.properties)
        if (
            kind in {"lock", "curtain", "blind", "valve", "vacuum", "phone", "doorbell"}
            and not battery
            and rng.random() < 0.6
        ):
            low = rng.random() < 0.3
            offer = (flag("battery_low", writable=False),) if low else (percent("battery", writable=False),)
            draft.add(f"{thing.name} Battery", "battery sensor", thing.room, (offer, ()))
        if kind == "garage door" and rng.random() < 0.6:
            draft.add(thing.name, "light", thing.room, ((flag("on"),), ()))
        if kind == "lock" and rng.random() < 0.4:
            draft.add(
                f"{thing.name} Tamper", "tamper sensor", thing.room, ((flag("tamper", writable=False),), ())
            )
        if kind in {"camera", "doorbell"} and rng.random() < 0.4:
            draft.add(
                f"{thing.name} Motion", "motion sensor", thing.room, ((flag("motion", writable=False),), ())
            )
        if kind in {"washer", "dryer", "plug"} and rng.random() < 0.3:
            power = Attribute("power_draw", Kind.NUMBER, unit="W", writable=False)
            draft.add(f"{thing.name} Power", "power sensor", thing.room, ((power,), ()))


def _value(a: Attribute, kind: str, rng: random.Random) -> Value:
    match a.kind:
        case Kind.BOOLEAN:
            often = {"lock": 0.6, "light": 0.4}.get(kind, 0.35)
            return rng.random() < (often if a.writable else 0.2)
        case Kind.INTEGER if a.minimum is not None and a.maximum is not None:
            step = 5 if a.maximum - a.minimum >= 50 else 1
            return int(a.minimum) + step * rng.randint(0, int(a.maximum - a.minimum) // step)
        case Kind.INTEGER:
            return rng.randint(0, 100)
        case Kind.NUMBER if a.minimum is not None and a.maximum is not None:
            return round(rng.uniform(a.minimum, a.maximum) * 2) / 2
        case Kind.NUMBER:
            return round(rng.uniform(16, 27), 1) if a.unit == "°C" else float(rng.randint(0, 900))
        case Kind.STRING if a.choices:
            return rng.choice(a.choices)
        case Kind.STRING:
            return (
                rng.choice(("Home", "Work", "12 Mill Lane", "Station Road"))
                if "location" in a.name
                else "Nocturne"
            )
        case Kind.LIST:
            return "; ".join(rng.sample(ITEMS, rng.randint(0, 6)))
