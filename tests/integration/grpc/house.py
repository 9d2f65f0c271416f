"""A house behind DeviceService: a real broker, the reference firmware, and a door that may refuse."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import grpc
import grpc.aio
import pytest
from ensemble.v1 import common_pb2, device_pb2, home_pb2

from edge.describe import Refused, Value
from edge.examples.lamp import Lamp
from edge.link import Broker, Link
from tests.integration.grpc.support import DEADLINE, Refusal, Site, now, refusal, site

COMMAND = device_pb2.DEVICE_CHANGE_KIND_COMMAND


STATE = device_pb2.DEVICE_CHANGE_KIND_STATE


class FrontDoor:
    """A lock that does what it is told, or refuses."""

    description = device_pb2.DeviceDescription(
        name="Front door",
        type="lock",
        room="Hall",
        properties=[
            device_pb2.Property(name="locked", type=device_pb2.VALUE_TYPE_BOOLEAN, writable=True),
        ],
    )

    def __init__(self) -> None:
        self.locked = True
        self.is_blocked = False

    def state(self) -> Mapping[str, Value]:
        return {"locked": self.locked}

    async def set(self, values: Mapping[str, Value]) -> None:
        if self.is_blocked:
            raise Refused("blocked", "the bolt is stuck", tried=True)
        self.locked = bool(values["locked"])

    async def run(self, action: str, arguments: Mapping[str, Value]) -> None:
        raise Refused("unknown_action", f"{action} {arguments}")


class House:
    """A home of its own at a site, with devices that join it."""

    def __init__(self, where: Site, port: int) -> None:
        self.id = f"home-{secrets.token_hex(4)}"
        self.site = where
        self._port = port

    async def create(self) -> None:
        request = home_pb2.CreateHomeRequest(home_id=self.id, name="Home")
        await self.site.homes.CreateHome(request, timeout=DEADLINE)

    @asynccontextmanager
    async def joined(self, device_id: str, appliance: Lamp | FrontDoor) -> AsyncIterator[Link]:
        """The device registered, connected, and known to be online."""
        request = device_pb2.RegisterDeviceRequest(
            home_id=self.id, device_id=device_id, description=appliance.description
        )
        registered = await self.site.devices.RegisterDevice(request, timeout=DEADLINE)
        assert registered.topic_prefix == f"ensemble/{self.id}/{device_id}"
        link = Link(Broker("127.0.0.1", self._port), self.id, device_id, appliance, clock=now)
        async with self.watching() as watch:
            await link.start()
            await watch.until(device_id, STATE)
        try:
            yield link
        finally:
            await link.stop()

    @asynccontextmanager
    async def watching(self, *ids: str) -> AsyncIterator[Watching]:
        call = self.site.devices.WatchDevices(
            device_pb2.WatchDevicesRequest(home_id=self.id, device_ids=ids), timeout=60
        )
        try:
            await call.wait_for_connection()
            yield Watching(call)
        finally:
            call.cancel()

    async def send(self, device_id: str, **more: object) -> device_pb2.SendCommandResponse:
        request = device_pb2.SendCommandRequest(
            home_id=self.id,
            device_id=device_id,
            wait=device_pb2.COMMAND_WAIT_FINISHED,
            **more,  # type: ignore[arg-type]
        )
        return await self.site.devices.SendCommand(request, timeout=DEADLINE)

    async def get(self, device_id: str) -> device_pb2.Device:
        request = device_pb2.GetDeviceRequest(home_id=self.id, device_id=device_id)
        return (await self.site.devices.GetDevice(request, timeout=DEADLINE)).device


class Watching:
    """The client's end of a watch."""

    def __init__(self, call: object) -> None:
        self._call: grpc.aio.UnaryStreamCall[
            device_pb2.WatchDevicesRequest, device_pb2.WatchDevicesResponse
        ] = call  # type: ignore[assignment]

    async def until(self, device_id: str, kind: int) -> list[device_pb2.WatchDevicesResponse]:
        """The changes up to the first of that kind of that device."""
        changes: list[device_pb2.WatchDevicesResponse] = []
        async with asyncio.timeout(DEADLINE):
            while not changes or (changes[-1].device_id, changes[-1].kind) != (device_id, kind):
                change = await self._call.read()
                assert isinstance(change, device_pb2.WatchDevicesResponse), "the watch has ended"
                changes.append(change)
        return changes


def values(**wanted: common_pb2.Value) -> device_pb2.SetValues:
    return device_pb2.SetValues(values=wanted)


def on(value: bool) -> device_pb2.SetValues:
    return values(on=common_pb2.Value(bool_value=value))


async def refused(call: Awaitable[object]) -> Refusal:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call
    return refusal(caught.value)


@asynccontextmanager
async def house(tmp_path: Path, port: int) -> AsyncIterator[House]:
    async with site(tmp_path, broker_port=port) as where:
        home = House(where, port)
        await home.create()
        yield home
