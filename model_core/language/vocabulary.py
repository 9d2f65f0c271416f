"""The names that the plan language uses for one home: a unique label for every device, room and class."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from model_core.world import Request, Thing, World

_NOT_IN_LABEL = re.compile(r"""[^\w '&/().+°-]|_""", re.UNICODE)
_GROUP = re.compile(r"(?:all|any)(?= |$)")
"""How a group of devices begins in the plan language, so that no name of one may."""
_MAX_LABEL = 48


def clean(name: str, *, fallback: str = "thing") -> str:
    """The name in lower case without the characters that the plan language uses itself."""
    text = unicodedata.normalize("NFKC", name).replace("’", "'").casefold()
    text = " ".join(_NOT_IN_LABEL.sub(" ", text).split())[:_MAX_LABEL].strip()
    return text or fallback


@dataclass(frozen=True, slots=True)
class DeviceClass:
    """Devices that share type, properties and actions, under one name in the prompt."""

    name: str
    type: str
    things: tuple[Thing, ...]

    @property
    def sample(self) -> Thing:
        """Any member: they all offer the same."""
        return self.things[0]


class Vocabulary:
    """Labels of one world, computed once; equal worlds have equal vocabularies."""

    def __init__(self, world: World, *, within: Vocabulary | None = None) -> None:
        """`within`: that of the home of which this world is an excerpt; labels are then the same as there."""
        self.world = world
        self.rooms: Mapping[str, str] = _unique((clean(r.name, fallback="room"), r.name) for r in world.rooms)
        self.floors: Mapping[str, str] = _unique((clean(f, fallback="floor"), f) for f in world.floors)
        self.room_labels: Mapping[str, str] = {name: label for label, name in self.rooms.items()}
        self.floor_labels: Mapping[str, str] = {name: label for label, name in self.floors.items()}
        self.floor_of: Mapping[str, str | None] = {r.name: r.floor for r in world.rooms}
        self.labels: Mapping[str, str]
        self.ids: Mapping[str, str]
        """Device id of every label and every alias."""
        if within is None:
            self.labels = _device_labels(world, self.room_labels)
            self.ids = _with_aliases(world, self.labels)
        else:
            self.labels = {t.id: within.labels[t.id] for t in world.things}
            self.ids = {name: device for name, device in within.ids.items() if device in self.labels}

    @cached_property
    def classes(self) -> tuple[DeviceClass, ...]:
        """Classes in order of first appearance: `light`, then `light2`, ..."""
        grouped: dict[tuple[object, ...], list[Thing]] = {}
        for thing in self.world.things:
            grouped.setdefault(thing.signature, []).append(thing)
        seen: dict[str, int] = {}
        classes = []
        for members in grouped.values():
            kind = clean(members[0].type, fallback="device")
            seen[kind] = seen.get(kind, 0) + 1
            name = kind if seen[kind] == 1 else f"{kind}{seen[kind]}"
            classes.append(DeviceClass(name, kind, tuple(members)))
        return tuple(classes)

    @cached_property
    def types(self) -> Mapping[str, tuple[Thing, ...]]:
        """Every device of a type, whatever its class."""
        types: dict[str, list[Thing]] = {}
        for device_class in self.classes:
            types.setdefault(device_class.type, []).extend(device_class.things)
        return {name: tuple(things) for name, things in types.items()}

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Label and aliases of each device id."""
        names: dict[str, list[str]] = {}
        for name, device_id in self.ids.items():
            names.setdefault(device_id, []).append(name)
        return {device_id: tuple(found) for device_id, found in names.items()}

    @cached_property
    def class_of(self) -> Mapping[str, DeviceClass]:
        """The class of each device id."""
        return {t.id: c for c in self.classes for t in c.things}

    @cached_property
    def room_of(self) -> Mapping[str, str | None]:
        """The room of each device id."""
        return {t.id: t.room for t in self.world.things}

    def said_in(self, request: Request) -> str | None:
        """The room in which a request is said: the one that is known, or that of the device that heard it."""
        if request.room is None and request.device is not None:
            return self.room_of.get(request.device)
        return request.room

    def things_in(self, place: str) -> tuple[Thing, ...]:
        """Devices in the room or on the floor that carries this label."""
        if place in self.rooms:
            rooms = frozenset((self.rooms[place],))
        else:
            rooms = self.world.rooms_on(self.floors[place])
        return tuple(t for t in self.world.things if t.room in rooms)


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for label, name in pairs:
        labels[_first_free(label, labels)] = name
    return labels


def _first_free(label: str, taken: Mapping[str, object]) -> str:
    if label not in taken:
        return label
    for number in count(2):
        suffix = f" {number}"
        free = label[: _MAX_LABEL - len(suffix)].rstrip() + suffix
        if free not in taken:
            return free
    raise AssertionError("unreachable: numbers do not end")


def _device_labels(world: World, room_labels: Mapping[str, str]) -> dict[str, str]:
    """Names, made unique: by the type where a room has the name twice, then by the room, then by a number."""
    names = {t.id: _device_name(t.name, fallback=clean(t.type)) for t in world.things}
    in_room = Counter((names[t.id], t.room) for t in world.things)
    typed = {}
    for thing in world.things:
        name, kind = names[thing.id], clean(thing.type, fallback="device")
        twice = in_room[name, thing.room] > 1 and kind not in name
        typed[thing.id] = clean(f"{name} {kind}") if twice else name
    counts = Counter(typed.values())
    taken: dict[str, str] = {}
    for thing in world.things:
        label = typed[thing.id]
        room = room_labels.get(thing.room or "")
        if counts[label] > 1 and room:
            label = _device_name(f"{room} {label}")
        taken[_first_free(label, taken)] = thing.id
    return {device_id: label for label, device_id in taken.items()}


def _with_aliases(world: World, labels: Mapping[str, str]) -> dict[str, str]:
    """A label beats an alias, and the first device to claim an alias keeps it."""
    ids = {label: device_id for device_id, label in labels.items()}
    for thing in world.things:
        for alias in thing.aliases:
            ids.setdefault(_device_name(alias), thing.id)
    return ids


def _device_name(name: str, *, fallback: str = "thing") -> str:
    """`clean`; but "All Lights", as devices are called that stand for several, becomes "the all lights"."""
    cleaned = clean(name, fallback=fallback)
    return clean(f"the {cleaned}") if _GROUP.match(cleaned) else cleaned
