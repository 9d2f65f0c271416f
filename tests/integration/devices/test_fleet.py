"""A whole simulated home on a real broker, started as a program and within one."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from devices.adapters.native import parse_status
from devices.broker import EmbeddedBroker
from devices.bus import Bus, Message
from devices.errors import BrokerUnavailable
from devices.simulators.fleet import Fleet
from devices.simulators.runtime import utc_now
from tests.homes import make_large
from tests.integration.devices.support import eventually

HOMES = Path(make_large.__file__).parent


class Statuses:
    """Who is online, as the broker tells it."""

    def __init__(self) -> None:
        self.online: dict[str, bool] = {}

    async def __call__(self, message: Message) -> None:
        self.online[message.topic] = parse_status(message.payload).online

    def count(self, *, online: bool) -> int:
        """How many devices last said so."""
        return list(self.online.values()).count(online)


@pytest.fixture
async def broker(tmp_path: Path) -> AsyncIterator[EmbeddedBroker]:
    """A broker of the test's own."""
    broker = EmbeddedBroker(tmp_path)
    await broker.start()
    yield broker
    await broker.stop()


@pytest.fixture
async def statuses(broker: EmbeddedBroker) -> AsyncIterator[Statuses]:
    """A listener to the status of all devices of all homes."""
    statuses = Statuses()
    bus = Bus("127.0.0.1", broker.port, client_id="watcher", clock=utc_now)
    await bus.subscribe("ensemble/+/+/status", statuses)
    await bus.start()
    await bus.wait_connected()
    yield statuses
    await bus.close()


async def test_a_large_home_comes_and_goes(broker: EmbeddedBroker, statuses: Statuses) -> None:
    fleet = Fleet.load(HOMES / "large.yaml", time_scale=0)
    await fleet.start("127.0.0.1", broker.port)
    await eventually(lambda: statuses.count(online=True) == 300, timeout=20)
    assert all(device.connected for device in fleet.devices.values())
    await fleet.stop()
    await eventually(lambda: statuses.count(online=False) == 300, timeout=20)


async def test_a_home_can_have_another_id(broker: EmbeddedBroker, statuses: Statuses) -> None:
    fleet = Fleet.load(HOMES / "flat.yaml")
    await fleet.start("127.0.0.1", broker.port, home_id="number_9")
    await eventually(lambda: "ensemble/number_9/desk_lamp/status" in statuses.online)
    await fleet.stop()


async def test_a_fleet_without_a_broker_says_so() -> None:
    fleet = Fleet.load(HOMES / "flat.yaml")
    with pytest.raises(BrokerUnavailable):
        await fleet.start("127.0.0.1", 9, timeout=0.3)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_program_runs_a_home_until_it_is_told_to_stop(
    broker: EmbeddedBroker, statuses: Statuses, number: signal.Signals
) -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "devices.simulators",
        str(HOMES / "flat.yaml"),
        "--port",
        str(broker.port),
        stdout=asyncio.subprocess.PIPE,
    )
    assert program.stdout is not None
    async with asyncio.timeout(20):
        while b"10 devices of flat are online" not in await program.stdout.readline():
            assert program.returncode is None
    await eventually(lambda: statuses.count(online=True) == 10)
    program.send_signal(number)
    async with asyncio.timeout(20):
        assert await program.wait() == 0
    await eventually(lambda: statuses.count(online=False) == 10)


async def test_the_program_can_be_stopped_while_it_waits_for_a_broker() -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "devices.simulators",
        str(HOMES / "flat.yaml"),
        "--port",
        "9",
        stdout=asyncio.subprocess.PIPE,
    )
    assert program.stdout is not None
    async with asyncio.timeout(20):
        await program.stdout.readline()
        program.terminate()
        assert await program.wait() == 0


@pytest.mark.parametrize(
    ("content", "code", "reason"),
    [
        ("home: h\ndevices: [{kind: teleporter, name: Box}]", 2, "there is no kind 'teleporter'"),
        ("home: [", 2, "error: "),
    ],
)
async def test_the_program_names_a_bad_home(tmp_path: Path, content: str, code: int, reason: str) -> None:
    path = tmp_path / "home.yaml"
    path.write_text(content, encoding="utf-8")
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "devices.simulators", str(path), stderr=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(20):
        _, stderr = await program.communicate()
    assert program.returncode == code
    assert reason in stderr.decode()
