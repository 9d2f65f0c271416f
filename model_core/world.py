"""What the model is told about a home: a neutral view of rooms, devices and abilities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The value type of a property or an argument."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    NUMBER = "number"
    STRING = "string"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property of a device or an argument of one of its actions."""

    name: str
    kind: Kind
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    choices: tuple[str, ...] = ()
    """Allowed values of a string; empty means free text."""
    writable: bool = True
    required: bool = False
    """Arguments only: the action cannot run without it."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a device does that is not a state."""

    name: str
    arguments: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """One device as the model sees it."""

    id: str
    name: str
    type: str
    room: str | None = None
    properties: tuple[Attribute, ...] = ()
    actions: tuple[Action, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other names that people gave it."""

    def find_property(self, name: str) -> Attribute | None:
        """The property of that name, or None."""
        return next((p for p in self.properties if p.name == name), None)

    def find_action(self, name: str) -> Action | None:
        """The action of that name, or None."""
        return next((a for a in self.actions if a.name == name), None)

    @property
    def signature(self) -> tuple[object, ...]:
        """Equal for devices that offer the same type, properties and actions."""
        return (self.type, self.properties, self.actions)


@dataclass(frozen=True, slots=True)
class Room:
    """A room and the floor it is on, by the names people use."""

    name: str
    floor: str | None = None


@dataclass(frozen=True, slots=True)
class World:
    """A whole home: rooms and devices, in a stable order."""

    rooms: tuple[Room, ...]
    things: tuple[Thing, ...]

    def thing(self, device_id: str) -> Thing | None:
        """The device with that id, or None."""
        return next((t for t in self.things if t.id == device_id), None)

    @property
    def floors(self) -> tuple[str, ...]:
        """Floor names in order of first mention."""
        return tuple(dict.fromkeys(r.floor for r in self.rooms if r.floor))

    def rooms_on(self, floor: str) -> frozenset[str]:
        """Names of the rooms on a floor."""
        return frozenset(r.name for r in self.rooms if r.floor == floor)

    def select(self, ids: Iterable[str]) -> World:
        """The same rooms with only the devices in ids."""
        keep = frozenset(ids)
        return World(self.rooms, tuple(t for t in self.things if t.id in keep))


@dataclass(frozen=True, slots=True)
class Turn:
    """One past exchange of a conversation: what was said and the plan text it got."""

    utterance: str
    plan: str


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that waits for later, by what people may call it."""

    kind: str
    """`timer`, `alarm`, `reminder`, or empty for a plan that moves devices."""
    name: str = ""
    """What it is for, or reminds of."""


@dataclass(frozen=True, slots=True)
class Request:
    """One sentence to understand, with everything the model may look at."""

    world: World
    utterance: str
    room: str | None = None
    """The room the speaker is in, when known."""
    device: str | None = None
    """Id of the device that heard the sentence, when it is one of the home's."""
    history: tuple[Turn, ...] = field(default=())
    """Oldest first."""
    pending: tuple[Pending, ...] = ()
    """What waits in the home."""
