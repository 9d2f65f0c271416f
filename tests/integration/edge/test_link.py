"""The firmware's MQTT half on a real broker: once only, never too late, back by itself."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from ensemble.v1 import device_pb2

from devices.bus import Bus, Message
from edge.backoff import Backoff
from edge.describe import Refused, Value
from edge.link import Broker, Link
from tests.integration.grpc.support import DEADLINE, now
from tests.servers import mosquitto_server


class Bell:
    """A bell that counts; ringing can be made slow, refused or broken."""

    description = device_pb2.DeviceDescription(
        name="Bell",
        type="switch",
        properties=[
            device_pb2.Property(name="on", type=device_pb2.VALUE_TYPE_BOOLEAN, writable=True),
            device_pb2.Property(name="rung", type=device_pb2.VALUE_TYPE_INTEGER),
        ],
        actions=[device_pb2.Action(name="ring")],
        events=["pressed"],
    )

    def __init__(self) -> None:
        self.on = False
        self.rung = 0
        self.go = asyncio.Event()
        self.go.set()
        self.error: Exception | None = None

    def state(self) -> Mapping[str, Value]:
        return {"on": self.on, "rung": self.rung}

    async def set(self, values: Mapping[str, Value]) -> None:
        self.on = bool(values["on"])

    async def run(self, action: str, arguments: Mapping[str, Value]) -> None:
        del action, arguments
        self.rung += 1
        await self.go.wait()
        if self.error is not None:
            raise self.error


class Core:
    """The platform's end of one device's topics."""

    def __init__(self, bus: Bus, base: str) -> None:
        self._bus = bus
        self._base = base
        self._heard: asyncio.Queue[tuple[str, Message]] = asyncio.Queue()

    async def hear(self, message: Message) -> None:
        await self._heard.put((message.topic.rpartition("/")[2], message))

    async def next(self, channel: str) -> dict[str, Any]:
        """The next message of that channel; others are passed over."""
        async with asyncio.timeout(DEADLINE):
            while True:
                heard, message = await self._heard.get()
                if heard == channel:
                    body: dict[str, Any] = json.loads(message.payload)
                    if channel == "reply":
                        assert message.correlation == body["id"].encode()
                    return body

    async def status(self, wanted: str) -> dict[str, Any]:
        while (status := await self.next("status"))["status"] != wanted:
            pass
        return status

    async def send(self, body: Mapping[str, Any] | bytes) -> None:
        payload = body if isinstance(body, bytes) else json.dumps(body).encode()
        await asyncio.wait_for(self._bus.connected.wait(), DEADLINE)
        await self._bus.publish(f"{self._base}/command", payload)


@asynccontextmanager
async def platform(port: int) -> AsyncIterator[tuple[Core, str]]:
    home_id = f"home-{secrets.token_hex(4)}"
    bus = Bus("127.0.0.1", port, client_id=f"core-{home_id}", clock=now)
    core = Core(bus, f"ensemble/{home_id}/bell")
    await bus.start()
    for channel in ("describe", "status", "state", "event", "reply"):
        await bus.subscribe(f"ensemble/{home_id}/bell/{channel}", core.hear)
    await asyncio.wait_for(bus.connected.wait(), DEADLINE)
    try:
        yield core, home_id
    finally:
        await bus.close()


@asynccontextmanager
async def linked(port: int, home_id: str, bell: Bell) -> AsyncIterator[Link]:
    link = Link(Broker("127.0.0.1", port), home_id, "bell", bell, clock=now, backoff=Backoff(0.05, 0.2))
    await link.start()
    try:
        yield link
    finally:
        await link.stop()


async def test_it_introduces_itself_and_says_goodbye(mosquitto_port: int) -> None:
    async with platform(mosquitto_port) as (core, home_id):
        async with linked(mosquitto_port, home_id, Bell()):
            assert (await core.next("describe"))["name"] == "Bell"
            online = await core.next("status")
            state = await core.next("state")
            assert online["status"] == "online"
            assert state["epoch"] == online["epoch"]
            assert state["values"] == {"on": False, "rung": 0}
        assert await core.status("offline") == {"status": "offline", "epoch": online["epoch"]}


async def test_a_command_is_done_once_and_answered_each_time(mosquitto_port: int) -> None:
    bell = Bell()
    async with platform(mosquitto_port) as (core, home_id), linked(mosquitto_port, home_id, bell) as link:
        await asyncio.wait_for(link.connected.wait(), DEADLINE)
        command = {"id": "c1", "run": "ring", "arguments": {}}
        await core.send(command)
        first = await core.next("reply")
        await core.send(command)
        second = await core.next("reply")
    assert first == second
    assert (first["status"], first["values"]) == ("succeeded", {"on": False, "rung": 1})
    assert bell.rung == 1


async def test_a_command_that_comes_again_while_it_is_done(mosquitto_port: int) -> None:
    bell = Bell()
    bell.go.clear()
    async with platform(mosquitto_port) as (core, home_id), linked(mosquitto_port, home_id, bell) as link:
        await asyncio.wait_for(link.connected.wait(), DEADLINE)
        command = {"id": "c1", "run": "ring"}
        await core.send(command)
        assert (await core.next("reply"))["status"] == "accepted"
        await core.send(command)
        await core.send({"id": "c2", "set": {"on": True}})  # others go on meanwhile
        assert (await core.next("reply"))["id"] == "c2"
        bell.go.set()
        assert (await core.next("reply"))["status"] == "succeeded"
    assert bell.rung == 1


async def test_a_command_under_way_ends_with_the_link(
    mosquitto_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edge.link.SLOW_S", 60.0)

    class Slow(Bell):
        ended = False

        async def run(self, action: str, arguments: Mapping[str, Value]) -> None:
            await super().run(action, arguments)
            self.ended = True

    bell = Slow()
    bell.go.clear()
    async with platform(mosquitto_port) as (core, home_id):
        async with linked(mosquitto_port, home_id, bell) as link:
            await asyncio.wait_for(link.connected.wait(), DEADLINE)
            await core.send({"id": "c1", "run": "ring"})
            async with asyncio.timeout(DEADLINE):
                while not bell.rung:  # noqa: ASYNC110 - the bell has no event of it
                    await asyncio.sleep(0)
        bell.go.set()
        await asyncio.sleep(0.05)
    assert not bell.ended


async def test_what_comes_too_late_is_not_done(mosquitto_port: int) -> None:
    bell = Bell()
    async with platform(mosquitto_port) as (core, home_id), linked(mosquitto_port, home_id, bell) as link:
        await asyncio.wait_for(link.connected.wait(), DEADLINE)
        late = (now() - timedelta(seconds=1)).isoformat()
        await core.send({"id": "c1", "run": "ring", "expires_at": late})
        reply = await core.next("reply")
        assert (reply["status"], reply["code"]) == ("rejected", "expired")
        early = (now() + timedelta(seconds=60)).isoformat()
        await core.send({"id": "c2", "run": "ring", "expires_at": early})
        assert (await core.next("reply"))["status"] == "succeeded"
    assert bell.rung == 1


async def test_what_cannot_be_read_does_no_harm(mosquitto_port: int) -> None:
    bell = Bell()
    async with platform(mosquitto_port) as (core, home_id), linked(mosquitto_port, home_id, bell) as link:
        await asyncio.wait_for(link.connected.wait(), DEADLINE)
        for payload in (b"\xff\xfe", b"[1]", b"{}", b'{"id": 5}', b"x" * 70000):
            await core.send(payload)
        await core.send({"id": "c1", "set": {"on": "yes"}})
        reply = await core.next("reply")
        assert (reply["id"], reply["status"], reply["code"]) == ("c1", "rejected", "invalid_value")
        await core.send({"id": "c2", "set": {"on": True}})
        assert (await core.next("reply"))["values"]["on"] is True


async def test_refusing_and_breaking_are_told_apart(mosquitto_port: int) -> None:
    bell = Bell()
    async with platform(mosquitto_port) as (core, home_id), linked(mosquitto_port, home_id, bell) as link:
        await asyncio.wait_for(link.connected.wait(), DEADLINE)
        bell.error = Refused("blocked", "something is in the way", tried=True)
        await core.send({"id": "c1", "run": "ring"})
        blocked = await core.next("reply")
        assert (blocked["status"], blocked["code"]) == ("failed", "blocked")
        bell.error = RuntimeError("a bug")
        await core.send({"id": "c2", "run": "ring"})
        broken = await core.next("reply")
    assert (broken["status"], broken["code"]) == ("failed", "internal")
    assert "a bug" not in json.dumps(broken)


async def test_it_comes_back_with_a_new_epoch_and_what_happened_meanwhile() -> None:
    bell = Bell()
    with mosquitto_server() as server:
        port = server.port
        async with platform(port) as (core, home_id):
            link = Link(
                Broker("127.0.0.1", port), home_id, "bell", bell, clock=now, backoff=Backoff(0.05, 0.2)
            )
            await link.start()
            before = await core.status("online")
            server.stop()
            async with asyncio.timeout(DEADLINE):
                while link.connected.is_set():  # noqa: ASYNC110 - there is no event of its end
                    await asyncio.sleep(0.01)
            bell.on = True
            link.changed()
            link.event("pressed", {"long": True})
            server.start()
            # What the broker had retained comes again first, with the old epoch.
            while (await core.status("online"))["epoch"] <= before["epoch"]:
                pass
            while (state := await core.next("state"))["epoch"] <= before["epoch"]:
                pass
            assert state["values"]["on"] is True
            assert (await core.next("event"))["data"] == {"long": True}
            await core.send({"id": "c1", "run": "ring"})
            assert (await core.next("reply"))["status"] == "succeeded"
            await link.stop()
