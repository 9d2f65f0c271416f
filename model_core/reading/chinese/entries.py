"""What each device of a home may be called in Mandarin: its names, its nouns, its room."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese.nouns import DOERS, NOUNS, ROOMS, SAME, SPECIAL
from model_core.reading.chinese.places import Places, key
from model_core.reading.nouns import SAME_TYPE
from model_core.world import Thing

_ALSO = {"blind": ("窗帘", "帘子"), "curtain": ("窗帘", "帘子"), "valve": ("阀门",), "thermostat": ("暖气",)}
_WATER_VALVE = "水阀"
"""What the only valve of a home is, whose name does not tell."""
_GAS = re.compile("气|gas")
_GASES = ("燃气", "煤气", "天然气", "瓦斯", "气阀", "燃气阀", "煤气阀", "天然气阀")
_BESIDE = {"blind": "curtain"}
DOER = "机器"
"""What follows what a machine is for: `取暖的`, `扫地的那个` are any of that type, whatever its name."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One device and its words, in key form."""

    thing: Thing
    type: str
    names: tuple[str, ...]
    nouns: tuple[str, ...]
    also: tuple[str, ...]
    """What it may be called where no device of that noun is near."""
    rooms: tuple[str, ...]
    own: tuple[str, ...]
    """The names without the room that they begin with."""

    def ends(self, said: str) -> bool:
        """Whether a name of the device ends with these words; 阳台灯 is no 台灯."""
        return said in self.names or any(n.endswith(said) for n in self.own)

    def has(self, said: str) -> bool:
        """Whether a name of the device has these words in it."""
        return any(n.startswith(said) for n in self.names) or any(said in n for n in self.own)


def entries(vocabulary: Vocabulary, places: Places) -> tuple[Entry, ...]:
    """The entries of all devices of a home."""
    things = vocabulary.world.things
    own = frozenset(k for t in things for n in (t.name, *t.aliases) if (k := key(n)))
    rooms = sorted({*places.every, *(n for group in ROOMS for n in group)}, key=len, reverse=True)
    room = re.compile(f"(?:{'|'.join(map(re.escape, rooms))})(?=.)")
    return tuple(_entry(t, vocabulary, places, own, room) for t in things)


def _entry(
    thing: Thing, vocabulary: Vocabulary, places: Places, own: frozenset[str], room: re.Pattern[str]
) -> Entry:
    stated = vocabulary.class_of[thing.id].type
    kind = SAME_TYPE.get(stated, stated)
    names = tuple(dict.fromkeys(k for n in (thing.name, *thing.aliases) if (k := key(n))))
    others = dict.fromkeys(n for name in names for n in _called_too(name) if n not in own)
    special = tuple(s for s in SPECIAL.get(kind, ()) if any(s in n for n in names))
    nouns = special or tuple(key(n) for n in NOUNS.get(kind, (kind,)))
    if kind == "valve" and any(_GAS.search(n) for n in names):
        nouns = tuple(dict.fromkeys((*nouns, *(g for g in _GASES if g not in own))))
    if kind == "valve" and not special and len(vocabulary.types[stated]) == 1:
        nouns = nouns if any(_GAS.search(n) for n in names) else (*nouns, _WATER_VALVE)
    doings = (d for d in DOERS.get(kind, ()) if any(d in n for n in names) or not any(d in n for n in own))
    nouns = (*nouns, *(f"{doing}{DOER}" for doing in doings))
    beside = any(t.room == thing.room and t.type == _BESIDE.get(kind) for t in vocabulary.world.things)
    also = () if beside else _ALSO.get(kind, ())
    rooms = (*places.names(thing.room), *places.owners(thing.room))
    every = (*names, *others)
    return Entry(
        thing,
        kind,
        every,
        nouns,
        also,
        rooms,
        tuple(room.sub("", n, count=1) if room.match(n) else n for n in every),
    )


def _called_too(name: str) -> Iterator[str]:
    """The name with other names for the same kind of thing in it."""
    for same in SAME:
        said = max((s for s in same if name.endswith(s)), key=len, default="")
        if said:
            yield from (f"{name.removesuffix(said)}{s}" for s in same if s != said)


def after_room(entries: Sequence[Entry], said: str) -> dict[str, tuple[str, ...]]:
    """What is left of a phrase after each name of a room that it begins with, by room."""
    rests: dict[str, list[str]] = {}
    for entry in entries:
        room = entry.thing.room
        if room is None or room in rests:
            continue
        rests[room] = []
        for name in entry.rooms:
            if said.startswith(name):
                rest = said.removeprefix(name)
                rests[room].append(rest)
                inside = re.match(r"(?:里面|里头|里边|里|上面|上|那边|那个|那台|那盏)(?=.)", rest)
                if inside:
                    rests[room].append(rest[inside.end() :])
    return {room: tuple(found) for room, found in rests.items() if found}
