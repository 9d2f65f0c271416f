"""DeviceService with the real hub, a real broker and the reference firmware as the device."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import grpc
import grpc.aio
import pytest
from ensemble.v1 import device_pb2
from google.protobuf.field_mask_pb2 import FieldMask

from edge.examples.lamp import Lamp
from tests.integration.grpc.house import (
    FrontDoor,
    house,
    on,
    refused,
)
from tests.integration.grpc.support import DEADLINE


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
