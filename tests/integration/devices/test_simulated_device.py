"""Simulated devices on a real broker, seen by a client that knows only the wire."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from devices.adapters.native import parse_description, parse_state, parse_status
from devices.broker import BrokerKind, EmbeddedBroker
from devices.bus import Bus, Message
from devices.errors import BrokerUnavailable
from devices.schema import Value
from devices.simulators.catalogue import build
from devices.simulators.device import About
from devices.simulators.pace import Pace
from devices.simulators.runtime import REMEMBERED, SimulatedDevice, utc_now
from tests.integration.devices.support import eventually

DEADLINE = 10.0
MakeDevice = Callable[..., Awaitable[SimulatedDevice]]


class Peer:
    """A platform reduced to its topics: it sends raw commands and keeps all it hears."""

    def __init__(self, port: int) -> None:
        self.bus = Bus("127.0.0.1", port, client_id="peer", clock=utc_now, clean_start=True)
        self.heard: list[Message] = []
        self._moved = asyncio.Event()
        self._ids = (f"c{number}" for number in itertools.count(1))

    async def start(self) -> None:
        """Connect and listen to everything of the home."""
        await self.bus.subscribe("ensemble/home/#", self._hear)
        await self.bus.start()
        await self.bus.wait_connected()

    async def send(self, device: str, body: Mapping[str, object], *, command_id: str | None = None) -> str:
        """Send a command; its id."""
        number = command_id or next(self._ids)
        await self.bus.publish(
            f"ensemble/home/{device}/command",
            json.dumps({"id": number, **body}).encode(),
            response_topic=f"ensemble/home/{device}/reply",
            correlation=number.encode(),
        )
        return number

    def replies(self, command_id: str) -> list[dict[str, Any]]:
        """All replies so far to a command, in order."""
        return [
            json.loads(message.payload)
            for message in self.heard
            if message.topic.endswith("/reply") and message.correlation == command_id.encode()
        ]

    async def final(self, command_id: str) -> dict[str, Any]:
        """The reply that ends a command."""
        await self.until(lambda: any(r["status"] != "accepted" for r in self.replies(command_id)))
        return next(r for r in self.replies(command_id) if r["status"] != "accepted")

    async def ask(self, device: str, body: Mapping[str, object]) -> dict[str, Any]:
        """Send a command and wait for its end."""
        return await self.final(await self.send(device, body))

    def last(self, device: str, channel: str) -> bytes | None:
        """The latest payload on one of a device's topics."""
        topic = f"ensemble/home/{device}/{channel}"
        return next((m.payload for m in reversed(self.heard) if m.topic == topic), None)

    def state(self, device: str) -> dict[str, object]:
        """The latest reported values."""
        payload = self.last(device, "state")
        return {} if payload is None else dict(parse_state(payload).values)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Return when the condition on what was heard holds; TimeoutError otherwise."""
        async with asyncio.timeout(DEADLINE):
            while not condition():
                await self._moved.wait()
                self._moved.clear()

    async def _hear(self, message: Message) -> None:
        self.heard.append(message)
        self._moved.set()


@pytest.fixture(params=list(BrokerKind))
def kind(request: pytest.FixtureRequest) -> BrokerKind:
    """Every broker that the product may embed."""
    return BrokerKind(request.param)


@pytest.fixture
async def broker(tmp_path: Path, kind: BrokerKind) -> AsyncIterator[EmbeddedBroker]:
    """A broker of the test's own."""
    broker = EmbeddedBroker(tmp_path, kind=kind)
    await broker.start()
    yield broker
    await broker.stop()


@pytest.fixture
async def peer(broker: EmbeddedBroker) -> AsyncIterator[Peer]:
    """A listening peer."""
    peer = Peer(broker.port)
    await peer.start()
    yield peer
    await peer.bus.close()


@pytest.fixture
async def make(broker: EmbeddedBroker) -> AsyncIterator[MakeDevice]:
    """Starts a device of a kind; its id is its kind with underscores."""
    made: list[SimulatedDevice] = []

    async def start(kind: str, state: Mapping[str, Value] | None = None, **pace: float) -> SimulatedDevice:
        behaviour = build(kind, About(name=kind.title(), room="Kitchen", start=state or {}), Pace(**pace))
        device_id = kind.replace(" ", "_")
        device = SimulatedDevice(
            behaviour, home_id="home", device_id=device_id, host="127.0.0.1", port=broker.port
        )
        made.append(device)
        await device.start()
        return device

    yield start
    await asyncio.gather(*(device.stop() for device in made))


async def test_a_device_announces_itself_to_those_who_come_later(
    make: MakeDevice, broker: EmbeddedBroker
) -> None:
    device = await make("light", {"on": True})
    late = Peer(broker.port)
    await late.start()
    await late.until(lambda: len(late.heard) >= 3)
    description = parse_description(late.last("light", "describe") or b"")
    status = parse_status(late.last("light", "status") or b"")
    assert description == device.behaviour.describe()
    assert (status.online, status.epoch) == (True, device.epoch)
    assert late.state("light") == {"on": True, "brightness": 100}
    assert all(message.retain for message in late.heard)
    await late.bus.close()


async def test_a_command_is_reported_and_answered(make: MakeDevice, peer: Peer) -> None:
    await make("light")
    reply = await peer.ask("light", {"set": {"brightness": 30}})
    assert reply["status"] == "succeeded"
    assert reply["values"] == {"on": True, "brightness": 30}
    assert peer.state("light") == {"on": True, "brightness": 30}, "the state is reported before the answer"
    state = parse_state(peer.last("light", "state") or b"")
    assert state.at.tzinfo is UTC


async def test_a_refusal_has_a_code_and_moves_nothing(make: MakeDevice, peer: Peer) -> None:
    await make("oven")
    reply = await peer.ask("oven", {"set": {"target_temperature": 400}})
    assert (reply["status"], reply["code"]) == ("rejected", "out_of_range")
    reply = await peer.ask("oven", {"run": "levitate", "arguments": {}})
    assert (reply["status"], reply["code"]) == ("rejected", "unknown_action")
    assert peer.state("oven")["target_temperature"] == 180.0


async def test_a_slow_move_is_accepted_first_and_succeeds_at_its_end(make: MakeDevice, peer: Peer) -> None:
    await make("curtain", travel=0.1)
    command = await peer.send("curtain", {"set": {"position": 100}})
    await peer.final(command)
    assert [r["status"] for r in peer.replies(command)] == ["accepted", "succeeded"]
    positions = [
        parse_state(m.payload).values["position"] for m in peer.heard if m.topic.endswith("/curtain/state")
    ]
    assert positions[-1] == 100
    assert len(positions) >= 3, "it is seen on its way"


async def test_versions_grow_with_every_change(make: MakeDevice, peer: Peer) -> None:
    await make("light")
    for brightness in (10, 20, 30):
        await peer.ask("light", {"set": {"brightness": brightness}})
    reports = [parse_state(m.payload) for m in peer.heard if m.topic.endswith("/state")]
    versions = [report.version for report in reports]
    assert versions == sorted(set(versions))


async def test_a_repeated_command_is_carried_out_once_and_answered_again(
    make: MakeDevice, peer: Peer
) -> None:
    device = await make("speaker", {"on": True, "state": "playing", "track": 1})
    command = await peer.send("speaker", {"run": "next", "arguments": {}})
    first = await peer.final(command)
    for _ in range(3):
        await peer.send("speaker", {"run": "next", "arguments": {}}, command_id=command)
    await peer.until(lambda: len(peer.replies(command)) == 4)
    assert peer.replies(command) == [first] * 4
    assert device.behaviour.value("track") == 2
    assert device.counters["replayed"] == 3


async def test_a_command_repeated_while_it_runs_is_not_started_again(make: MakeDevice, peer: Peer) -> None:
    device = await make("garage door", travel=0.1)
    command = await peer.send("garage_door", {"set": {"open": True}})
    await peer.until(lambda: bool(peer.replies(command)))
    await peer.send("garage_door", {"set": {"open": True}}, command_id=command)
    await peer.final(command)
    assert [r["status"] for r in peer.replies(command)] == ["accepted", "accepted", "succeeded"]
    assert device.counters["carried_out"] == 1


async def test_only_the_last_results_are_remembered(make: MakeDevice, peer: Peer) -> None:
    device = await make("light")
    first = await peer.send("light", {"set": {"on": True}})
    await peer.final(first)
    fillers = (
        peer.send("light", {"set": {"brightness": number % 100 + 1}}, command_id=f"fill{number}")
        for number in range(REMEMBERED)
    )
    await asyncio.gather(*fillers)
    await peer.final(f"fill{REMEMBERED - 1}")
    await peer.send("light", {"set": {"on": True}}, command_id=first)
    await peer.until(lambda: len(peer.replies(first)) == 2)
    assert (device.counters["replayed"], device.counters["carried_out"]) == (0, REMEMBERED + 2)


async def test_an_expired_command_is_not_carried_out(make: MakeDevice, peer: Peer) -> None:
    device = await make("lock", travel=0)
    late = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    reply = await peer.ask("lock", {"set": {"locked": False}, "expires_at": late})
    assert (reply["status"], reply["code"]) == ("rejected", "expired")
    assert device.behaviour.value("locked") is True
    soon = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
    reply = await peer.ask("lock", {"set": {"locked": False}, "expires_at": soon})
    assert reply["status"] == "succeeded"


@pytest.mark.parametrize("payload", [b"", b"{", b"[]", b'{"id": "x"}', b"\xff\xfe", b"1" * 70000])
async def test_a_malformed_command_is_counted_and_harms_nothing(
    make: MakeDevice, peer: Peer, payload: bytes
) -> None:
    device = await make("light")
    await peer.bus.publish("ensemble/home/light/command", payload)
    await eventually(lambda: device.counters["malformed"] == 1)
    assert (await peer.ask("light", {"set": {"on": True}}))["status"] == "succeeded"


async def test_a_dropped_device_is_offline_by_its_will_and_comes_back(make: MakeDevice, peer: Peer) -> None:
    device = await make("light", {"brightness": 70})
    first_epoch = device.epoch
    await device.drop()
    await peer.until(lambda: not _online(peer, "light"))
    assert parse_status(peer.last("light", "status") or b"").epoch == first_epoch

    device.behaviour.observe({"on": True})
    await device.restore()
    await peer.until(lambda: _online(peer, "light") and peer.state("light").get("on") is True)
    status = parse_status(peer.last("light", "status") or b"")
    assert status.epoch == device.epoch > first_epoch
    assert peer.state("light") == {"on": True, "brightness": 70}


async def test_a_command_sent_meanwhile_reaches_a_device_that_comes_back(
    make: MakeDevice, peer: Peer
) -> None:
    device = await make("light")
    await device.drop()
    command = await peer.send("light", {"set": {"brightness": 55}})
    assert peer.replies(command) == []
    await device.restore()
    assert (await peer.final(command))["status"] == "succeeded"


async def test_a_result_from_before_the_drop_is_replayed_after_it(make: MakeDevice, peer: Peer) -> None:
    device = await make("speaker", {"on": True, "state": "playing", "track": 5})
    command = await peer.send("speaker", {"run": "next", "arguments": {}})
    first = await peer.final(command)
    await device.drop()
    await device.restore()
    await peer.send("speaker", {"run": "next", "arguments": {}}, command_id=command)
    await peer.until(lambda: len(peer.replies(command)) == 2)
    assert peer.replies(command)[1] == first
    assert device.behaviour.value("track") == 6


async def test_a_move_goes_on_while_the_device_is_away(make: MakeDevice, peer: Peer) -> None:
    device = await make("curtain", travel=0.05)
    command = await peer.send("curtain", {"set": {"position": 100}})
    await peer.until(lambda: bool(peer.replies(command)))
    await device.drop()
    await eventually(lambda: device.behaviour.value("position") == 100)
    await device.restore()
    await peer.until(lambda: peer.state("curtain") == {"position": 100})
    await peer.send("curtain", {"set": {"position": 100}}, command_id=command)
    assert (await peer.final(command))["status"] == "succeeded"


async def test_a_device_outlives_its_broker(
    make: MakeDevice, broker: EmbeddedBroker, peer: Peer, tmp_path: Path, kind: BrokerKind
) -> None:
    device = await make("light", {"brightness": 42})
    epoch, port = device.epoch, broker.port
    await broker.stop()
    await eventually(lambda: not peer.bus.connected.is_set())
    device.behaviour.observe({"on": True})
    peer.heard.clear()
    again = EmbeddedBroker(tmp_path, port=port, kind=kind)
    await again.start()
    await peer.until(lambda: peer.state("light") == {"on": True, "brightness": 42})
    await peer.until(lambda: _online(peer, "light"))
    assert device.epoch > epoch
    assert (await peer.ask("light", {"set": {"on": False}}))["status"] == "succeeded"
    await device.stop()
    await peer.bus.close()
    await again.stop()


async def test_a_stopped_device_says_offline_itself(make: MakeDevice, peer: Peer) -> None:
    device = await make("light")
    await device.stop()
    await peer.until(lambda: not _online(peer, "light"))
    assert not device.connected


async def test_events_arrive_with_their_time(make: MakeDevice, peer: Peer) -> None:
    device = await make("motion sensor")
    device.behaviour.observe({"motion": True})
    await peer.until(lambda: peer.last("motion_sensor", "event") is not None)
    event = json.loads(peer.last("motion_sensor", "event") or b"")
    assert event["event"] == "motion"
    assert datetime.fromisoformat(event["at"]).tzinfo is not None


async def test_a_car_speaks_vehicle_signals(make: MakeDevice, peer: Peer) -> None:
    device = await make("car")
    door = "Vehicle.Cabin.Door.Row2.DriverSide.IsLocked"
    await peer.until(lambda: peer.state("car").get(door) is True)
    reply = await peer.ask("car", {"set": {"Vehicle.Cabin.HVAC.IsFrontDefrosterActive": True}})
    assert reply["values"] == {"Vehicle.Cabin.HVAC.IsFrontDefrosterActive": True}
    reply = await peer.ask("car", {"set": {"driver_seat_heating": 60}})
    assert reply["values"] == {"Vehicle.Cabin.Seat.Row1.DriverSide.HeatingCooling": 60}
    device.behaviour.observe({"speed": 50.0})
    reply = await peer.ask("car", {"set": {"trunk_open": True}})
    assert (reply["status"], reply["code"]) == ("rejected", "unsafe")
    assert peer.state("car")["Vehicle.Speed"] == 50.0


async def test_without_a_broker_a_start_says_so() -> None:
    behaviour = build("light", About(name="Lamp"), Pace())
    device = SimulatedDevice(behaviour, home_id="home", device_id="lamp", host="127.0.0.1", port=9)
    with pytest.raises(BrokerUnavailable):
        await device.start(timeout=0.3)
    await device.stop()


def _online(peer: Peer, device: str) -> bool:
    payload = peer.last(device, "status")
    return payload is not None and parse_status(payload).online
