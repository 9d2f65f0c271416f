"""Small houses, made without any store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from assistant.context import House
from devices.registry.homes import Home
from devices.registry.rooms import Room
from devices.schema import ActionSpec, Argument, Description, Device, Property, Risk, Value, ValueType
from devices.twin import Twin

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def prop(name: str, type_: str = "boolean", **rest: object) -> Property:
    """A writable property."""
    options: dict[str, object] = {"writable": True, **rest}
    return Property(name, ValueType(type_), **options)  # type: ignore[arg-type]


def percent(name: str, **rest: object) -> Property:
    """A writable percentage."""
    return prop(name, "integer", minimum=0, maximum=100, unit="%", **rest)


def act(name: str, *arguments: Argument, risk: Risk = Risk.FREE) -> ActionSpec:
    """An action."""
    return ActionSpec(name, arguments, risk)


def device(
    device_id: str,
    type_: str,
    *properties: Property,
    name: str = "",
    room: str | None = None,
    actions: tuple[ActionSpec, ...] = (),
    online: bool = True,
) -> Device:
    """A device of the house."""
    spoken = name or device_id.replace("_", " ")
    description = Description(spoken, type_, properties, actions)
    return Device(device_id, "home", description, room, online=online)


def house(
    *devices: Device,
    reported: Mapping[str, Mapping[str, Value]] | None = None,
    previous: Mapping[str, Mapping[str, Value]] | None = None,
    at: datetime | None = NOON,
    rooms: tuple[str, ...] = (),
) -> House:
    """A house in UTC whose devices reported these values at noon."""
    twins = {
        d.id: Twin(
            d.id,
            reported=dict((reported or {}).get(d.id, {})),
            previous=dict((previous or {}).get(d.id, {})),
            reported_at=at,
        )
        for d in devices
    }
    return House(
        Home("home", "Home", "UTC"),
        {name: Room(name, "home", name, None) for name in rooms},
        {d.id: d for d in devices},
        twins,
    )


def light(device_id: str, **rest: object) -> Device:
    """A colour light."""
    return device(
        device_id,
        "light",
        prop("on"),
        percent("brightness"),
        prop("color", "string", choices=("red", "blue", "warm white")),
        prop("color_temperature", "integer", minimum=2000, maximum=6500, unit="K"),
        **rest,  # type: ignore[arg-type]
    )
