"""One home of a suite on the running stack: its rooms, and its entities as devices on MQTT."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import grpc.aio
import structlog
from ensemble.v1 import home_pb2
from ensemble.v1.home_pb2_grpc import HomeServiceStub

from assistant.evaluate.compare import Readings
from assistant.evaluate.entities import UNFIT, build
from assistant.evaluate.entities.base import NOTHING, Entity
from assistant.evaluate.suite import Case, Home
from devices.hub import Hub
from devices.ids import name_key, slug
from devices.simulators.runtime import SimulatedDevice

log = structlog.get_logger(__name__)

CALL_TIMEOUT = 10.0
CONNECT_TIMEOUT = 30.0
"""Seconds a device may take to reach the broker."""
ONLINE_TIMEOUT = 60.0
"""Seconds until every device of a home must be registered."""
SETUP_TIMEOUT = 15.0
"""Seconds until the platform must have heard of a setup."""
AT_ONCE = 20
"""Devices that connect at the same time."""


class StandError(Exception):
    """A home could not be set up; `str()` is a sentence for people."""

    code = "home_not_set_up"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence is heard: ids on the platform, empty when nobody says."""

    device_id: str = ""
    room_id: str = ""


class Stand:
    """A home's entities, live; use in `async with`. Entering raises StandError or DeviceError."""

    def __init__(
        self, home: Home, home_id: str, *, hub: Hub, channel: grpc.aio.Channel, broker: tuple[str, int]
    ) -> None:
        self.home = home
        self.home_id = home_id
        self.entities: dict[str, Entity] = {}
        self.device_ids: dict[str, str] = {}
        """By entity id."""
        self._hub = hub
        self._homes = HomeServiceStub(channel)
        self._broker = broker
        self._rooms: dict[str, str] = {}
        self._devices: dict[str, SimulatedDevice] = {}
        known = mentioned(home)
        for fixture in home.entities:
            self.entities[fixture.id] = build(fixture, known.get(fixture.id, frozenset()))
            taken = set(self.device_ids.values())
            self.device_ids[fixture.id] = slug(fixture.id.partition(".")[2], taken)

    async def __aenter__(self) -> Self:
        try:
            await self._make_home()
            await self._connect()
        except BaseException:
            await self._disconnect()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._disconnect()

    async def prepare(self, case: Case) -> None:
        """Make the world as the case has it, and return when the platform knows; raises StandError."""
        for entity_id, entity in self.entities.items():
            try:
                entity.prepare(case.setup.get(entity_id, NOTHING))
            except UNFIT as error:
                raise StandError(
                    f"The setup of {entity_id} has a value that it cannot have: {error}"
                ) from error
        await self._until_heard(SETUP_TIMEOUT)

    def readings(self) -> Readings:
        """Every entity as it is now."""
        return {entity_id: entity.reading() for entity_id, entity in self.entities.items()}

    def place_of(self, context: str | None) -> Place:
        """The device and the room that a case's context names: a physical device or an entity."""
        if not context:
            return Place()
        fixtures = self.home.entities
        found = [f for f in fixtures if f.id == context] or [f for f in fixtures if f.device == context]
        area = found[0].area if found else None
        area = self.home.devices.get(context) or area
        room_id = self._rooms.get(name_key(area or ""), "")
        return Place(self.device_ids[found[0].id] if found else "", room_id)

    async def _make_home(self) -> None:
        try:
            await self._make_rooms()
        except grpc.aio.AioRpcError as error:
            raise StandError(f"{self.home.name}: {error.details()}") from error

    async def _make_rooms(self) -> None:
        home = home_pb2.CreateHomeRequest(home_id=self.home_id, name=self.home.name[:80])
        await self._homes.CreateHome(home, timeout=CALL_TIMEOUT)
        for area in self.home.areas:
            key = name_key(area.name)
            if key in self._rooms:
                continue
            floor = (area.floor or "").replace("_", " ")
            request = home_pb2.CreateRoomRequest(home_id=self.home_id, name=area.name, floor=floor)
            made = await self._homes.CreateRoom(request, timeout=CALL_TIMEOUT)
            self._rooms[key] = made.room.id

    async def _connect(self) -> None:
        host, port = self._broker
        gate = asyncio.Semaphore(AT_ONCE)

        async def start(device: SimulatedDevice) -> None:
            async with gate:
                await device.start(CONNECT_TIMEOUT)

        for entity_id, entity in self.entities.items():
            self._devices[entity_id] = SimulatedDevice(
                entity, home_id=self.home_id, device_id=self.device_ids[entity_id], host=host, port=port
            )
        await asyncio.gather(*(start(device) for device in self._devices.values()))
        await self._until_heard(ONLINE_TIMEOUT)

    async def _disconnect(self) -> None:
        await asyncio.gather(*(device.stop() for device in self._devices.values()))

    async def _until_heard(self, timeout: float) -> None:
        """Return when the platform knows every device and its present values; raises StandError."""
        try:
            async with asyncio.timeout(timeout), self._hub.watch(self.home_id) as changes:
                while await self._unheard():
                    await anext(changes)
        except TimeoutError:
            unheard = ", ".join((await self._unheard())[:5])
            raise StandError(f"{self.home.name}: the platform did not hear of {unheard}.") from None

    async def _unheard(self) -> list[str]:
        """Entities that the platform does not know, or not as they are now."""
        snapshot = await self._hub.snapshot(self.home_id)
        online = {device.id for device in snapshot.devices if device.online}
        unheard = []
        for entity_id, entity in self.entities.items():
            device_id = self.device_ids[entity_id]
            twin = snapshot.twins.get(device_id)
            known = twin is not None and dict(twin.reported) == entity.values()
            if device_id not in online or not known:
                unheard.append(entity_id)
        return unheard


def mentioned(home: Home) -> Mapping[str, frozenset[str]]:
    """By entity, every attribute that the home's files ever give or expect."""
    names: dict[str, set[str]] = {fixture.id: set(fixture.attributes) for fixture in home.entities}
    for case in home.cases:
        for given in (case.setup, case.expect_changes):
            for entity_id, told in given.items():
                names.setdefault(entity_id, set()).update(told.attributes)
    return {entity_id: frozenset(found) for entity_id, found in names.items()}
