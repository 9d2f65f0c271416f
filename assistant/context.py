"""A home as one consistent view: what the later steps look things up in, and what the model is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from devices import schema
from devices.hub import Snapshot
from devices.registry.homes import Home
from devices.registry.rooms import Room
from devices.twin import Twin
from model_core import world

NO_VALUES: Mapping[str, schema.Value] = {}


@dataclass(frozen=True, slots=True)
class House:
    """One moment of a home, indexed by id."""

    home: Home
    rooms: Mapping[str, Room]
    devices: Mapping[str, schema.Device]
    twins: Mapping[str, Twin] = field(default_factory=dict)
    generation: int = 0
    """Changes with names, rooms and descriptions, not with states."""

    def device(self, device_id: str) -> schema.Device | None:
        """The device with that id, or None."""
        return self.devices.get(device_id)

    def reported(self, device_id: str) -> Mapping[str, schema.Value]:
        """What the device last said of itself; empty when it never has."""
        twin = self.twins.get(device_id)
        return twin.reported if twin is not None else NO_VALUES

    def previous(self, device_id: str) -> Mapping[str, schema.Value]:
        """The values before the last change of each property."""
        twin = self.twins.get(device_id)
        return twin.previous if twin is not None else NO_VALUES

    def room_of(self, device_id: str) -> str | None:
        """Name of the room the device is in; the registry's room before the device's own word."""
        device = self.devices.get(device_id)
        if device is None:
            return None
        return room_name(self, device.room_id) or device.description.room

    def unit_of(self, device_id: str, name: str) -> str:
        """Unit of a property; empty when it has none or is not known."""
        device = self.devices.get(device_id)
        spec = device.description.find_property(name) if device is not None else None
        return spec.unit if spec is not None else ""

    def name_of(self, device_id: str) -> str:
        """The device's name, with its room in front where another device has the same name."""
        device = self.devices.get(device_id)
        if device is None:
            return device_id
        name = device.description.name
        alike = Counter(d.description.name.casefold() for d in self.devices.values())
        room = self.room_of(device_id)
        if alike[name.casefold()] > 1 and room and room.casefold() not in name.casefold():
            return f"{room} {name}"
        return name

    def spoken(self, device_id: str) -> str:
        """The name as it stands inside a sentence: common nouns without their capital."""
        name = self.name_of(device_id)
        device = self.devices.get(device_id)
        if device is None or (" " not in name and name.casefold() not in device.description.type.split()):
            return name
        return common(name)


def with_values(house: House, values: Mapping[str, Mapping[str, schema.Value]]) -> House:
    """The house with values that devices have just confirmed, ahead of their next report."""
    twins = dict(house.twins)
    for device_id, confirmed in values.items():
        twin = twins.get(device_id)
        if twin is not None and confirmed:
            twins[device_id] = replace(twin, reported={**twin.reported, **confirmed})
    return replace(house, twins=twins)


def common(name: str) -> str:
    """A name in sentence case without its capital; "Emma's room", "TV" and "Roborock Downstairs" keep it."""
    first, _, rest = name.partition(" ")
    kept = rest != rest.lower() or "'" in first or "’" in first or first[1:] != first[1:].lower()
    return name if kept else name[:1].lower() + name[1:]


def house_of(snapshot: Snapshot) -> House:
    """Index a snapshot by id."""
    return House(
        home=snapshot.home,
        rooms={room.id: room for room in snapshot.rooms},
        devices={device.id: device for device in snapshot.devices},
        twins=snapshot.twins,
        generation=snapshot.generation,
    )


def room_name(house: House, room_id: str | None) -> str | None:
    """Name of a room of the home, or None when there is no such room."""
    room = house.rooms.get(room_id) if room_id else None
    return room.name if room is not None else None


def world_of(house: House) -> world.World:
    """The neutral view the model gets: names, rooms and abilities, never states or addresses."""
    named = {room.name for room in house.rooms.values()}
    rooms = [world.Room(room.name, room.floor) for room in house.rooms.values()]
    for device_id in house.devices:
        name = house.room_of(device_id)
        if name and name not in named:
            named.add(name)
            rooms.append(world.Room(name))
    return world.World(tuple(rooms), tuple(_thing(house, device) for device in house.devices.values()))


def _thing(house: House, device: schema.Device) -> world.Thing:
    description = device.description
    return world.Thing(
        id=device.id,
        name=description.name,
        type=description.type,
        room=house.room_of(device.id),
        properties=tuple(_property(p) for p in description.properties),
        actions=tuple(
            world.Action(action.name, tuple(_argument(a) for a in action.arguments))
            for action in description.actions
        ),
        aliases=description.aliases,
    )


def _property(spec: schema.Property) -> world.Attribute:
    return world.Attribute(
        name=spec.name,
        kind=world.Kind(spec.type.value),
        minimum=spec.minimum,
        maximum=spec.maximum,
        unit=spec.unit,
        choices=spec.choices,
        writable=spec.writable,
    )


def _argument(spec: schema.Argument) -> world.Attribute:
    return world.Attribute(
        name=spec.name,
        kind=world.Kind(spec.type.value),
        minimum=spec.minimum,
        maximum=spec.maximum,
        unit=spec.unit,
        choices=spec.choices,
        required=spec.required,
    )
