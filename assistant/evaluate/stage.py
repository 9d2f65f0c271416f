"""One home of a suite on the running stack: its rooms, and its devices on MQTT."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

import grpc.aio
from ensemble.v1 import home_pb2
from ensemble.v1.home_pb2_grpc import HomeServiceStub

from assistant.evaluate.talk import Place, Said
from assistant.evaluate.verdict import Verdict
from devices.hub import Hub
from devices.ids import name_key
from devices.registry.database import Database
from devices.simulators.behaviour import Behaviour
from devices.simulators.runtime import SimulatedDevice

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


class Spoken(Protocol):
    """A case, as far as saying its sentences goes."""

    @property
    def category(self) -> str:
        """What the report groups it by."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said, each by itself."""


C = TypeVar("C", bound=Spoken)


class Stand(Protocol[C]):
    """A home that cases are said in; use in `async with`. Entering raises StandError or DeviceError."""

    home_id: str
    name: str

    async def __aenter__(self) -> Self: ...

    async def __aexit__(self, *_: object) -> None: ...

    @property
    def cases(self) -> Sequence[C]:
        """What is said in it."""

    def place_of(self, case: C) -> Place:
        """Where the case's sentences are heard."""

    def history_of(self, case: C) -> Sequence[str]:
        """What is said before, in the same conversation."""

    async def prepare(self, case: C) -> None:
        """Make the world as the case has it, and return when the platform knows; raises StandError."""

    async def note(self) -> None:
        """Remember how everything is now; what follows is judged against it. Raises StandError."""

    async def judge(self, case: C, said: Said) -> Verdict:
        """What has become of the home since `note`; raises StandError or DeviceError."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What of a started assistant a home stands on."""

    hub: Hub
    database: Database
    channel: grpc.aio.Channel
    broker: tuple[str, int]


class Stage(ABC):
    """Rooms and devices of one home, live; use in `async with`. Raises StandError or DeviceError."""

    def __init__(self, name: str, home_id: str, parts: Parts, *, timezone: str = "") -> None:
        self.name = name
        self.home_id = home_id
        self._parts = parts
        self._timezone = timezone
        self._homes = HomeServiceStub(parts.channel)
        self._room_ids: dict[str, str] = {}
        self._running: list[SimulatedDevice] = []

    @property
    @abstractmethod
    def behaviours(self) -> Mapping[str, Behaviour]:
        """The devices by their id on the platform."""

    @property
    @abstractmethod
    def floors(self) -> Mapping[str, str]:
        """The floor of each room by the room's name; empty when nobody says."""

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

    def room_id(self, name: str) -> str:
        """Id of the room of that name; empty when there is none."""
        return self._room_ids.get(name_key(name), "")

    async def until_heard(self, timeout: float = SETUP_TIMEOUT) -> None:
        """Return when the platform knows every device and its present values; raises StandError."""
        try:
            async with asyncio.timeout(timeout), self._parts.hub.watch(self.home_id) as changes:
                while await self._unheard():
                    await anext(changes)
        except TimeoutError:
            unheard = ", ".join((await self._unheard())[:5])
            raise StandError(f"{self.name}: the platform did not hear of {unheard}.") from None

    async def _make_home(self) -> None:
        try:
            home = home_pb2.CreateHomeRequest(
                home_id=self.home_id, name=self.name[:80], timezone=self._timezone
            )
            await self._homes.CreateHome(home, timeout=CALL_TIMEOUT)
            for name, floor in self.floors.items():
                if name_key(name) not in self._room_ids:
                    request = home_pb2.CreateRoomRequest(home_id=self.home_id, name=name, floor=floor)
                    made = await self._homes.CreateRoom(request, timeout=CALL_TIMEOUT)
                    self._room_ids[name_key(name)] = made.room.id
        except grpc.aio.AioRpcError as error:
            raise StandError(f"{self.name}: {error.details()}") from error

    async def _connect(self) -> None:
        host, port = self._parts.broker
        gate = asyncio.Semaphore(AT_ONCE)

        async def start(device: SimulatedDevice) -> None:
            async with gate:
                await device.start(CONNECT_TIMEOUT)

        for device_id, behaviour in self.behaviours.items():
            self._running.append(
                SimulatedDevice(behaviour, home_id=self.home_id, device_id=device_id, host=host, port=port)
            )
        await asyncio.gather(*(start(device) for device in self._running))
        await self.until_heard(ONLINE_TIMEOUT)

    async def _disconnect(self) -> None:
        await asyncio.gather(*(device.stop() for device in self._running))

    async def _unheard(self) -> list[str]:
        """Devices that the platform does not know, or not as they are now."""
        snapshot = await self._parts.hub.snapshot(self.home_id)
        online = {device.id for device in snapshot.devices if device.online}
        unheard = []
        for device_id, behaviour in self.behaviours.items():
            twin = snapshot.twins.get(device_id)
            known = twin is not None and dict(twin.reported) == behaviour.values()
            if device_id not in online or not known:
                unheard.append(device_id)
        return unheard
