"""The self-description: what a device says it is, has and can do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Value = bool | int | float | str | list[str]
"""A reported or desired value; lists are of strings and read-only."""

ID_PATTERN = re.compile(r"^[a-z0-9_-]{1,64}$")


class ValueType(StrEnum):
    BOOLEAN = "boolean"
    INTEGER = "integer"
    NUMBER = "number"
    STRING = "string"
    LIST = "list"


class Risk(StrEnum):
    """How much harm an action can do when it was not meant; ordered from least to most."""

    FREE = "free"
    CONFIRM = "confirm"
    PIN = "pin"
    NEVER_REMOTE = "never-remote"


@dataclass(frozen=True, slots=True)
class Property:
    """One piece of a device's state."""

    name: str
    type: ValueType
    writable: bool = False
    readable: bool = True
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    choices: tuple[str, ...] = ()
    """Allowed values of a string; empty means free text."""
    risk: Risk = Risk.FREE
    """The device's own opinion; policy may raise it, never lower it."""
    paths: tuple[str, ...] = ()
    """Names on the wire where they differ (VSS); more than one means all are written together."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One typed argument of an action."""

    name: str
    type: ValueType
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """Something the device does that is not a state."""

    name: str
    arguments: tuple[Argument, ...] = ()
    risk: Risk = Risk.FREE


@dataclass(frozen=True, slots=True)
class Description:
    """Everything a device says about itself."""

    name: str
    type: str
    properties: tuple[Property, ...] = ()
    actions: tuple[ActionSpec, ...] = ()
    events: tuple[str, ...] = ()
    room: str | None = None
    """Name of the room it says it is in; the registry's room wins once set."""
    aliases: tuple[str, ...] = ()
    manufacturer: str = ""
    model: str = ""

    def find_property(self, name: str) -> Property | None:
        """The property of that name, or None."""
        return next((p for p in self.properties if p.name == name), None)

    def find_action(self, name: str) -> ActionSpec | None:
        """The action of that name, or None."""
        return next((a for a in self.actions if a.name == name), None)


@dataclass(frozen=True, slots=True)
class Device:
    """A registered device of one home."""

    id: str
    home_id: str
    description: Description
    room_id: str | None = None
    adapter: str = "native"
    origin: Mapping[str, str] = field(default_factory=dict)
    """What the adapter needs to reach it (topics, entity ids); empty for native devices."""
    online: bool = False
