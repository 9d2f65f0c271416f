"""DeviceService with the real hub, a real broker and the reference firmware as the device."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import grpc.aio
import pytest
from ensemble.v1 import common_pb2, device_pb2, home_pb2
from google.protobuf.duration_pb2 import Duration
from google.protobuf.field_mask_pb2 import FieldMask

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


@asynccontextmanager
async def house(tmp_path: Path, port: int) -> AsyncIterator[House]:
    async with site(tmp_path, broker_port=port) as where:
        home = House(where, port)
        await home.create()
        yield home


def values(**wanted: common_pb2.Value) -> device_pb2.SetValues:
    return device_pb2.SetValues(values=wanted)


def on(value: bool) -> device_pb2.SetValues:
    return values(on=common_pb2.Value(bool_value=value))


async def refused(call: Awaitable[object]) -> Refusal:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call
    return refusal(caught.value)


async def test_a_command_moves_the_device_and_comes_back(tmp_path: Path, mosquitto_port: int) -> None:
    lamp = Lamp()
    async with house(tmp_path, mosquitto_port) as home, home.joined("lamp", lamp):
        async with home.watching("lamp") as watch:
            response = await home.send("lamp", set=on(True))
            changes = await watch.until("lamp", STATE)
        assert lamp.on is True
        assert response.command.state == common_pb2.COMMAND_STATE_SUCCEEDED
        assert response.command.values["on"].bool_value is True
        assert response.command.reported["on"].bool_value is True
        assert changes[0].kind == device_pb2.DEVICE_CHANGE_KIND_PRESENT
        assert changes[0].device.reported["on"].bool_value is False
        assert changes[-1].values["on"].bool_value is True
        device = await home.get("lamp")
        assert device.online
        assert device.reported["on"].bool_value is True
        assert device.desired["on"].bool_value is True
        again = device_pb2.GetCommandRequest(home_id=home.id, command_id=response.command.id)
        kept = (await home.site.devices.GetCommand(again, timeout=DEADLINE)).command
        assert kept == response.command
        missing = device_pb2.GetCommandRequest(home_id=home.id, command_id="nothing")
        assert (
            await refused(home.site.devices.GetCommand(missing, timeout=DEADLINE))
        ).code == "unknown_command"


async def test_an_action_that_takes_its_time(tmp_path: Path, mosquitto_port: int) -> None:
    lamp = Lamp()
    async with (
        house(tmp_path, mosquitto_port) as home,
        home.joined("lamp", lamp),
        home.watching("lamp") as watch,
    ):
        response = await home.send("lamp", run=device_pb2.RunAction(action="blink"))
        accepted = common_pb2.COMMAND_STATE_ACCEPTED
        async with asyncio.timeout(DEADLINE):
            while (await watch.until("lamp", COMMAND))[-1].command.state != accepted:
                pass
    assert response.command.state == common_pb2.COMMAND_STATE_SUCCEEDED
    assert response.command.action == "blink"


@pytest.mark.parametrize(
    ("body", "grpc_code", "code"),
    [
        (
            {"set": values(brightness=common_pb2.Value(int_value=400))},
            grpc.StatusCode.OUT_OF_RANGE,
            "out_of_range",
        ),
        (
            {"set": values(brightness=common_pb2.Value(string_value="50"))},
            grpc.StatusCode.INVALID_ARGUMENT,
            "invalid_value",
        ),
        (
            {"set": values(brightness=common_pb2.Value(double_value=float("nan")))},
            grpc.StatusCode.INVALID_ARGUMENT,
            "invalid_request",
        ),
        ({"set": values(on=common_pb2.Value())}, grpc.StatusCode.INVALID_ARGUMENT, "invalid_request"),
        (
            {"set": values(volume=common_pb2.Value(int_value=1))},
            grpc.StatusCode.INVALID_ARGUMENT,
            "unknown_property",
        ),
        ({"run": device_pb2.RunAction(action="fly")}, grpc.StatusCode.INVALID_ARGUMENT, "unknown_action"),
        ({}, grpc.StatusCode.INVALID_ARGUMENT, "invalid_request"),
        (
            {"set": on(True), "timeout": Duration(seconds=7200)},
            grpc.StatusCode.INVALID_ARGUMENT,
            "invalid_request",
        ),
    ],
)
async def test_commands_that_cannot_be_are_not_sent(
    tmp_path: Path, mosquitto_port: int, body: dict[str, object], grpc_code: grpc.StatusCode, code: str
) -> None:
    lamp = Lamp()
    async with house(tmp_path, mosquitto_port) as home, home.joined("lamp", lamp):
        error = await refused(home.send("lamp", **body))
        assert home.site.hub is not None
        assert (error.grpc, error.code) == (grpc_code, code)
        assert dict((await home.get("lamp")).desired) == {}


async def test_what_is_risky_needs_a_yes(tmp_path: Path, mosquitto_port: int) -> None:
    door = FrontDoor()
    unlock = values(locked=common_pb2.Value(bool_value=False))
    async with house(tmp_path, mosquitto_port) as home, home.joined("door", door):
        error = await refused(home.send("door", set=unlock))
        assert error.code == "confirmation_required"
        assert door.locked
        response = await home.send("door", set=unlock, confirmed=True)
        assert response.command.state == common_pb2.COMMAND_STATE_SUCCEEDED
        assert not door.locked


class Secret:
    """Every home has the same PIN."""

    def configured(self, home_id: str) -> bool:
        return bool(home_id)

    def matches(self, home_id: str, pin: str) -> bool:
        return bool(home_id) and pin == "2468"


async def test_wrong_pins_are_counted_here_too(tmp_path: Path, mosquitto_port: int) -> None:
    safe = device_pb2.DeviceDescription(
        name="Safe",
        type="safe",
        properties=[
            device_pb2.Property(
                name="open",
                type=device_pb2.VALUE_TYPE_BOOLEAN,
                writable=True,
                risk=device_pb2.RISK_PIN,
            )
        ],
    )
    async with site(tmp_path, broker_port=mosquitto_port, pins=Secret()) as where:
        home = House(where, mosquitto_port)
        await home.create()
        await where.devices.RegisterDevice(
            device_pb2.RegisterDeviceRequest(home_id=home.id, device_id="safe", description=safe),
            timeout=DEADLINE,
        )
        unlock = values(open=common_pb2.Value(bool_value=True))
        for guess in ("", "0000", "0001", "0002", "0003", "0004"):
            error = await refused(home.send("safe", set=unlock, confirmed=True, pin=guess))
            assert (error.code, error.message) == ("pin_required", "I need your PIN before I do that.")
        error = await refused(home.send("safe", set=unlock, confirmed=True, pin="2468"))
    assert error.code == "pin_required"
    assert "too many wrong PINs" in error.message


async def test_what_the_device_cannot_do_is_its_own_word(tmp_path: Path, mosquitto_port: int) -> None:
    door = FrontDoor()
    door.is_blocked = True
    async with house(tmp_path, mosquitto_port) as home, home.joined("door", door):
        response = await home.send("door", set=values(locked=common_pb2.Value(bool_value=True)))
    assert response.command.state == common_pb2.COMMAND_STATE_FAILED
    assert (response.command.code, response.command.message) == ("blocked", "the bolt is stuck")


async def test_a_device_that_is_away_is_not_said_to_obey(tmp_path: Path, mosquitto_port: int) -> None:
    async with house(tmp_path, mosquitto_port) as home:
        async with home.joined("lamp", Lamp()):
            pass
        async with home.watching("lamp") as watch:
            if (await watch.until("lamp", device_pb2.DEVICE_CHANGE_KIND_PRESENT))[-1].device.online:
                await watch.until("lamp", device_pb2.DEVICE_CHANGE_KIND_OFFLINE)
        response = await home.send("lamp", set=on(True))
    assert response.command.state == common_pb2.COMMAND_STATE_FAILED
    assert response.command.code == "device_offline"


async def test_devices_are_found_changed_and_removed(tmp_path: Path, mosquitto_port: int) -> None:
    async with house(tmp_path, mosquitto_port) as home:
        devices = home.site.devices
        for device_id, appliance in (("lamp", Lamp()), ("door", FrontDoor())):
            request = device_pb2.RegisterDeviceRequest(
                home_id=home.id, device_id=device_id, description=appliance.description
            )
            registered = (await devices.RegisterDevice(request, timeout=DEADLINE)).device
            assert registered.description.name == appliance.description.name
            assert not registered.online
        listing = device_pb2.ListDevicesRequest(home_id=home.id)
        listed = (await devices.ListDevices(listing, timeout=DEADLINE)).devices
        assert [(d.id, d.room_id) for d in listed] == [("door", "hall"), ("lamp", "")]
        listing.type = "light"
        assert [d.id for d in (await devices.ListDevices(listing, timeout=DEADLINE)).devices] == ["lamp"]
        listing.room_id = "attic"
        assert (await refused(devices.ListDevices(listing, timeout=DEADLINE))).code == "unknown_room"

        update = device_pb2.UpdateDeviceRequest(
            home_id=home.id,
            device_id="lamp",
            name="Night light",
            room_id="hall",
            aliases=["glow"],
            update_mask=FieldMask(paths=["name", "room_id", "aliases"]),
        )
        async with home.watching("lamp") as watch:
            await watch.until("lamp", device_pb2.DEVICE_CHANGE_KIND_PRESENT)
            updated = (await devices.UpdateDevice(update, timeout=DEADLINE)).device
            seen = (await watch.until("lamp", device_pb2.DEVICE_CHANGE_KIND_UPDATED))[-1]
        assert (updated.description.name, updated.room_id) == ("Night light", "hall")
        assert list(updated.description.aliases) == ["glow"]
        assert seen.device.description.name == "Night light"

        delete = device_pb2.DeleteDeviceRequest(home_id=home.id, device_id="lamp")
        await devices.DeleteDevice(delete, timeout=DEADLINE)
        assert (await refused(home.get("lamp"))).code == "unknown_device"
        assert (await refused(devices.DeleteDevice(delete, timeout=DEADLINE))).code == "unknown_device"


def many(count: int) -> list[device_pb2.Property]:
    return [device_pb2.Property(name=f"p{n}", type=device_pb2.VALUE_TYPE_BOOLEAN) for n in range(count)]


def lying(**changes: object) -> device_pb2.DeviceDescription:
    description = device_pb2.DeviceDescription()
    description.CopyFrom(Lamp.description)
    description.MergeFrom(device_pb2.DeviceDescription(**changes))  # type: ignore[arg-type]
    return description


@pytest.mark.parametrize(
    ("description", "code"),
    [
        (lying(name="a\x07b"), "invalid_description"),
        (lying(name="x" * 81), "invalid_description"),
        (lying(properties=[device_pb2.Property(name="mystery")]), "invalid_description"),
        (lying(properties=many(65)), "invalid_description"),
        (lying(properties=many(1000)), "payload_too_large"),
        (
            lying(properties=[device_pb2.Property(name="on", type=device_pb2.VALUE_TYPE_BOOLEAN)]),
            "invalid_request",
        ),
        (device_pb2.DeviceDescription(), "invalid_description"),
    ],
)
async def test_descriptions_that_lie_are_refused_whole(
    tmp_path: Path, mosquitto_port: int, description: device_pb2.DeviceDescription, code: str
) -> None:
    async with house(tmp_path, mosquitto_port) as home:
        request = device_pb2.RegisterDeviceRequest(home_id=home.id, device_id="liar", description=description)
        error = await refused(home.site.devices.RegisterDevice(request, timeout=DEADLINE))
        assert (error.grpc, error.code) == (grpc.StatusCode.INVALID_ARGUMENT, code)
        assert (await refused(home.get("liar"))).code == "unknown_device"


async def test_nothing_is_known_of_other_homes(tmp_path: Path, mosquitto_port: int) -> None:
    async with house(tmp_path, mosquitto_port) as home:
        devices = home.site.devices
        named: dict[str, Any] = {"home_id": "nowhere", "device_id": "x"}
        requests: list[tuple[str, Any]] = [
            ("GetDevice", device_pb2.GetDeviceRequest(**named)),
            ("ListDevices", device_pb2.ListDevicesRequest(home_id="nowhere")),
            ("GetCommand", device_pb2.GetCommandRequest(home_id="nowhere", command_id="x")),
            ("DeleteDevice", device_pb2.DeleteDeviceRequest(**named)),
            ("RegisterDevice", device_pb2.RegisterDeviceRequest(**named, description=Lamp.description)),
            ("SendCommand", device_pb2.SendCommandRequest(**named, set=on(True))),
        ]
        for method, request in requests:
            error = await refused(getattr(devices, method)(request, timeout=DEADLINE))
            assert (method, error.code) == (method, "unknown_home")
        watch = devices.WatchDevices(device_pb2.WatchDevicesRequest(home_id="nowhere"), timeout=DEADLINE)
        assert (await refused(watch.read())).code == "unknown_home"
        watch = devices.WatchDevices(
            device_pb2.WatchDevicesRequest(home_id=home.id, device_ids=["x"]), timeout=DEADLINE
        )
        assert (await refused(watch.read())).code == "unknown_device"


async def test_a_server_that_stops_ends_its_watches(tmp_path: Path, mosquitto_port: int) -> None:
    async with house(tmp_path, mosquitto_port) as home:
        watch = home.site.devices.WatchDevices(
            device_pb2.WatchDevicesRequest(home_id=home.id), timeout=DEADLINE
        )
        await watch.wait_for_connection()
        stopping = asyncio.create_task(home.site.server.stop())
        assert (await refused(watch.read())).code == "shutting_down"
        await asyncio.wait_for(stopping, DEADLINE)
