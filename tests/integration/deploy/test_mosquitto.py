"""The broker's configuration for production, on a real Mosquitto: who may do what."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import yaml

from devices.bus import Bus, Message
from devices.errors import DeviceError
from devices.simulators.homes import DEMO
from devices.simulators.runtime import utc_now
from tests import servers

DEPLOY = Path(__file__).resolve().parents[3] / "deploy"
PASSWORDS = {"core": "core-secret", "simulators": "simulators-secret"}


@pytest.fixture(scope="module")
def broker_port() -> Iterator[int]:
    """Mosquitto with the files of deploy/, only paths and port changed."""
    binary = servers._require("mosquitto", "mosquitto")
    tool = servers._require("mosquitto_passwd", "mosquitto")
    with servers._folder("deploy") as folder:
        passwords = folder / "passwords"
        passwords.touch(mode=0o600)
        for user, password in PASSWORDS.items():
            subprocess.run(
                [tool, "-b", str(passwords), user, password], check=True, capture_output=True, timeout=10
            )
        shutil.copy(DEPLOY / "mosquitto.acl", folder / "mosquitto.acl")

        def make(port: int) -> servers.Server:
            text = (DEPLOY / "mosquitto.conf").read_text(encoding="utf-8")
            text = text.replace("/mosquitto/data", str(folder)).replace("/mosquitto/config", str(folder))
            text = text.replace("listener 1883", f"listener {port} 127.0.0.1")
            if os.geteuid() == 0:
                text += "\nuser root\n"
            configuration = folder / "mosquitto.conf"
            configuration.write_text(text, encoding="utf-8")
            return servers.Server(
                name="mosquitto",
                port=port,
                url=f"mqtt://127.0.0.1:{port}",
                folder=folder,
                command=[binary, "-c", str(configuration)],
                # refused without a name: CONNACK with code 5
                answers=lambda: servers._exchange(port, servers.MQTT_CONNECT, bytes([0x20, 2, 0, 5])),
            )

        with servers._running(make) as server:
            yield server.port


@asynccontextmanager
async def client(port: int, user: str, password: str | None = None) -> AsyncIterator[Bus]:
    bus = Bus(
        "127.0.0.1",
        port,
        client_id=f"test-{user}",
        clock=utc_now,
        username=user,
        password=password or PASSWORDS[user],
        clean_start=True,
        session_expiry=0,
    )
    await bus.start()
    try:
        yield bus
    finally:
        await bus.close()


def test_every_simulated_device_is_named() -> None:
    home = yaml.safe_load(DEMO.read_text(encoding="utf-8"))
    wanted = {f"topic readwrite ensemble/{home['home']}/{each['id']}/#" for each in home["devices"]}
    text = (DEPLOY / "mosquitto.acl").read_text(encoding="utf-8")
    assert set(text.partition("user simulators\n")[2].splitlines()) == wanted


async def test_a_wrong_password_is_refused(broker_port: int) -> None:
    async with client(broker_port, "core", "wrong") as bus:
        with pytest.raises(DeviceError, match="cannot be reached"):
            await bus.wait_connected(1.0)


async def test_a_command_reaches_the_device_and_its_reply_the_assistant(broker_port: int) -> None:
    async with client(broker_port, "core") as core, client(broker_port, "simulators") as device:
        commands: asyncio.Queue[Message] = asyncio.Queue()
        replies: asyncio.Queue[Message] = asyncio.Queue()
        await device.subscribe("ensemble/demo/car/command", commands.put)
        await core.subscribe("ensemble/+/+/reply", replies.put)
        await core.wait_connected()
        await device.wait_connected()
        async with asyncio.timeout(5):
            await core.publish("ensemble/demo/car/command", b"{}")
            assert (await commands.get()).payload == b"{}"
            await device.publish("ensemble/demo/car/reply", b"done")
            assert (await replies.get()).payload == b"done"


@pytest.mark.parametrize(
    ("user", "topic"),
    [
        ("simulators", "ensemble/demo/someone_elses/command"),
        ("simulators", "ensemble/home/car/state"),
        ("core", "ensemble/demo/car/reply"),
        ("core", "other/topic"),
    ],
)
async def test_what_is_not_granted_is_refused(broker_port: int, user: str, topic: str) -> None:
    async with client(broker_port, user) as bus:
        await bus.wait_connected()
        with pytest.raises(DeviceError):
            await bus.publish(topic, b"{}")
