"""Commands without the model: carried out, refused, asked about, never said to be done too soon."""

from __future__ import annotations

import asyncio
from pathlib import Path

import grpc
import grpc.aio
import pytest
from ensemble.v1 import common_pb2, device_pb2
from google.protobuf.duration_pb2 import Duration

from edge.examples.lamp import Lamp
from tests.integration.grpc.house import (
    COMMAND,
    STATE,
    FrontDoor,
    House,
    house,
    on,
    refused,
    values,
)
from tests.integration.grpc.support import DEADLINE, site


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
