"""The embedded broker: where it listens, that it ends, and that it comes back."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from devices.broker import BrokerKind, EmbeddedBroker
from devices.errors import BrokerUnavailable
from tests import servers
from tests.integration.devices.conftest import MakeBus
from tests.integration.devices.support import eventually

OWNER = """
import asyncio, sys
from pathlib import Path
from devices.broker import BrokerKind, EmbeddedBroker

async def main():
    broker = EmbeddedBroker(Path(sys.argv[1]), kind=BrokerKind(sys.argv[2]))
    await broker.start()
    print(broker.pid, flush=True)
    await asyncio.sleep(3600)

asyncio.run(main())
"""


def alive(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def listeners(port: int) -> set[str]:
    """Local addresses in hexadecimal that listen on the port."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {row[1].split(":")[0] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == port}


async def test_it_listens_on_the_loopback_address_alone(broker: EmbeddedBroker) -> None:
    assert listeners(broker.port) == {"0100007F"}


async def test_stopping_frees_the_port_and_twice_is_harmless(broker: EmbeddedBroker) -> None:
    pid, port = broker.pid, broker.port
    assert pid is not None
    await broker.stop()
    await broker.stop()
    assert not alive(pid)
    assert not broker.running
    assert listeners(port) == set()


async def test_a_broker_that_was_killed_comes_back_on_its_port(
    broker: EmbeddedBroker, make_bus: MakeBus
) -> None:
    bus = make_bus("survivor")
    await bus.start()
    await bus.wait_connected()
    pid, port = broker.pid, broker.port
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    await eventually(lambda: broker.running and broker.pid != pid, timeout=10)
    assert broker.port == port
    await eventually(lambda: bus.counters["connections"] == 2, timeout=10)
    await bus.publish("still/here", b"")


async def test_a_taken_port_is_a_clear_error(broker: EmbeddedBroker, tmp_path: Path) -> None:
    second = EmbeddedBroker(tmp_path / "second", port=broker.port, kind=broker.kind)
    with pytest.raises(BrokerUnavailable, match=str(broker.port)):
        await second.start(timeout=5)
    assert not second.running


async def test_a_given_port_is_used(tmp_path: Path) -> None:
    port = servers.free_port()
    broker = EmbeddedBroker(tmp_path, port=port)
    with pytest.raises(BrokerUnavailable):
        _ = EmbeddedBroker(tmp_path).port
    await broker.start()
    try:
        assert broker.port == port
    finally:
        await broker.stop()


@pytest.mark.parametrize("kind", list(BrokerKind))
async def test_it_ends_with_a_killed_owner(tmp_path: Path, kind: BrokerKind) -> None:
    owner = await asyncio.create_subprocess_exec(
        sys.executable, "-c", OWNER, str(tmp_path), kind.value, stdout=asyncio.subprocess.PIPE
    )
    assert owner.stdout is not None
    async with asyncio.timeout(20):
        while not (line := await owner.stdout.readline()).strip().isdigit():
            pass
    pid = int(line)
    assert alive(pid)
    owner.send_signal(signal.SIGKILL)
    await owner.wait()
    await eventually(lambda: not alive(pid))
