"""A home at one moment, kept in memory so that a request does not wait for the database."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from devices.errors import UnknownHome
from devices.registry.database import Database
from devices.registry.devices import Devices
from devices.registry.homes import Home, Homes
from devices.registry.rooms import Room, Rooms
from devices.schema import Device
from devices.twin import Twin, Twins

_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One consistent view of a home."""

    home: Home
    rooms: tuple[Room, ...]
    devices: tuple[Device, ...]
    twins: Mapping[str, Twin] = field(default_factory=dict)
    """By device id."""
    generation: int = 0
    """Changes when a name, a room or a description changes; states and presence do not count."""

    def device(self, device_id: str) -> Device | None:
        """The device with that id, or None."""
        return next((device for device in self.devices if device.id == device_id), None)


class Snapshots:
    """The latest snapshot of every home that was asked for.

    Whoever writes to the registry tells it here: `put_device` and `put_twin` with what was written, or
    `invalidate` when that is not at hand.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._current: dict[str, Snapshot] = {}
        self._last_known: dict[str, Snapshot] = {}
        """Also what was invalidated, so that an unchanged home keeps its generation."""
        self._changes: defaultdict[str, int] = defaultdict(int)
        self._loading: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._generation = 0

    async def get(self, home_id: str) -> Snapshot:
        """The home as it is now; UnknownHome, DatabaseUnavailable."""
        current = self._current.get(home_id)
        if current is not None:
            return current
        async with self._loading[home_id]:
            for _ in range(_ATTEMPTS):
                if home_id in self._current:
                    return self._current[home_id]
                before = self._changes[home_id]
                try:
                    loaded = self._numbered(await self._load(home_id))
                except UnknownHome:
                    self._loading.pop(home_id, None)
                    self._changes.pop(home_id, None)
                    raise
                if self._changes[home_id] == before:
                    self._current[home_id] = loaded
                    break
            return loaded

    def put_device(self, device: Device) -> None:
        """Take over a device that was registered or changed."""
        self._changes[device.home_id] += 1
        current = self._current.get(device.home_id)
        if current is None:
            return
        others = [known for known in current.devices if known.id != device.id]
        devices = tuple(sorted([*others, device], key=lambda each: each.id))
        self._current[device.home_id] = self._numbered(replace(current, devices=devices))

    def put_twin(self, home_id: str, twin: Twin) -> None:
        """Take over a twin that was written."""
        self._changes[home_id] += 1
        current = self._current.get(home_id)
        if current is not None:
            newest = _newest(current.twins.get(twin.device_id), twin)
            self._current[home_id] = replace(current, twins={**current.twins, twin.device_id: newest})

    def invalidate(self, home_id: str) -> None:
        """Read the home anew next time."""
        self._changes[home_id] += 1
        self._current.pop(home_id, None)

    async def _load(self, home_id: str) -> Snapshot:
        async with self._database.session(read_only=True) as session:
            home = await Homes(session).get(home_id)
            rooms = await Rooms(session).list(home_id)
            devices = await Devices(session).list(home_id)
            twins = await Twins(session).list(home_id)
        return Snapshot(home, tuple(rooms), tuple(devices), {twin.device_id: twin for twin in twins})

    def _numbered(self, snapshot: Snapshot) -> Snapshot:
        last = self._last_known.get(snapshot.home.id)
        if last is None or _lasting(last) != _lasting(snapshot):
            self._generation += 1
            snapshot = replace(snapshot, generation=self._generation)
        else:
            snapshot = replace(snapshot, generation=last.generation)
        self._last_known[snapshot.home.id] = snapshot
        return snapshot


def _newest(known: Twin | None, twin: Twin) -> Twin:
    """The newer half of each; two transactions may be told in another order than they were made in."""
    if known is None:
        return twin
    if known.desired_version > twin.desired_version:
        twin = replace(
            twin, desired=known.desired, desired_version=known.desired_version, desired_at=known.desired_at
        )
    if _age(known) > _age(twin):
        twin = replace(
            twin,
            reported=known.reported,
            previous=known.previous,
            reported_epoch=known.reported_epoch,
            reported_version=known.reported_version,
            reported_at=known.reported_at,
            confirmed=known.confirmed,
        )
    return twin


def _age(twin: Twin) -> tuple[int, int, int]:
    return twin.reported_epoch, twin.reported_version, twin.confirmed


def _lasting(snapshot: Snapshot) -> tuple[Home, tuple[Room, ...], tuple[Device, ...]]:
    return snapshot.home, snapshot.rooms, tuple(replace(device, online=False) for device in snapshot.devices)
