"""Who was online before the broker lost its memory, and is silent since, is offline after a grace period."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from devices.broker import EmbeddedBroker
from devices.bus import Bus
from devices.commands import State
from devices.hub import ChangeKind, Hub, Watch
from devices.presence import GRACE, Presence
from devices.registry.database import Database
from devices.snapshot import Snapshots
from edge.backoff import Backoff
from edge.link import CONNECT_S
from tests.integration.devices.conftest import MakeBus, MakeGadget, MakeHub
from tests.integration.devices.hubs import Outage, ready, turn_on, until
from tests.integration.devices.support import Gadget, eventually

SHORT = 2.5
"""Seconds of grace; more than buses and devices need here to find a broker again."""


@pytest.fixture(autouse=True)
def quick_to_return(monkeypatch: pytest.MonkeyPatch) -> None:
    """Buses try again soon, however long the broker was away."""
    monkeypatch.setattr("devices.bus._BACKOFF_CAP", 0.2)


async def lose_memory(broker: EmbeddedBroker, hub: Hub, *vanishing: Gadget) -> None:
    """The broker dies and comes back empty; it never noticed that the devices given had vanished."""
    dead, connections = broker.pid, hub._bus.counters["connections"]
    assert dead is not None
    os.kill(dead, signal.SIGSTOP)
    await eventually(lambda: stopped(dead))
    for gadget in vanishing:
        await gadget.bus.abort()
    os.kill(dead, signal.SIGKILL)
    await eventually(lambda: broker.running and broker.pid != dead, timeout=15)
    await eventually(lambda: hub._bus.counters["connections"] > connections, timeout=15)


def stopped(pid: int) -> bool:
    """Whether all threads of the process have come to rest; the signal reaches them one by one."""
    return all(") T " in stat.read_text() for stat in Path(f"/proc/{pid}/task").glob("*/stat"))


async def cut(hub: Hub) -> None:
    """The hub, and nobody else, loses its connection and has a new one."""
    connection, connections = hub._bus._connection, hub._bus.counters["connections"]
    assert connection is not None
    connection.abort("cut")
    await eventually(lambda: hub._bus.counters["connections"] > connections, timeout=15)


async def gone(changes: Watch, timeout: float = 15.0) -> list[tuple[str, ChangeKind]]:
    """Presence as it was told, up to and with the first device that went offline."""
    told: list[tuple[str, ChangeKind]] = []
    async with asyncio.timeout(timeout):
        async for change in changes:
            if change.kind in {ChangeKind.ONLINE, ChangeKind.OFFLINE}:
                told.append((change.device_id, change.kind))
            if change.kind is ChangeKind.OFFLINE:
                return told
    raise AssertionError("the watch ended")


async def online(hub: Hub) -> set[str]:
    return {device.id for device in (await hub.snapshot("home")).devices if device.online}


def waiting() -> list[str]:
    return [task.get_name() for task in asyncio.all_tasks() if task.get_name().startswith("presence-")]


@pytest.fixture
async def forgetful(database: Database, make_bus: MakeBus) -> AsyncIterator[Hub]:
    """A hub whose every connection is a new session, with a broker that keeps what is retained."""
    bus = make_bus("ensemble-core-forgetful", clean_start=True)
    hub = Hub(
        database,
        bus,
        clock=lambda: datetime.now(UTC),
        new_id=iter("abc").__next__,
        presence_grace=SHORT,
    )
    await hub.start()
    await bus.start()
    await bus.wait_connected()
    yield hub
    await bus.close()
    await hub.close()


async def test_who_does_not_come_back_to_an_empty_broker_goes_offline(
    broker: EmbeddedBroker, make_hub: MakeHub, make_gadget: MakeGadget
) -> None:
    hub = await make_hub(presence_grace=SHORT)
    lamp, other = await ready(hub, make_gadget("lamp")), await ready(hub, make_gadget("other"))
    async with hub.watch("home") as changes:
        await lose_memory(broker, hub, lamp)
        assert await online(hub) == {"lamp", "other"}, "there is time to come back"
        assert await gone(changes) == [("lamp", ChangeKind.OFFLINE)]
    assert await online(hub) == {"other"}
    (lost,) = await hub.submit("home", [turn_on()])
    assert (lost.state, lost.code) == (State.FAILED, "device_offline")
    assert other.bus.counters["connections"] == 2
    await ready(hub, lamp)
    assert await online(hub) == {"lamp", "other"}
    (made,) = await hub.submit("home", [turn_on()])
    (done,) = await hub.wait("home", [made.id], timeout=5)
    assert done.state is State.SUCCEEDED


async def test_who_comes_back_late_but_within_the_grace_was_never_offline(
    broker: EmbeddedBroker, make_hub: MakeHub, make_gadget: MakeGadget
) -> None:
    hub = await make_hub(presence_grace=SHORT)
    late, never = await ready(hub, make_gadget("late")), await ready(hub, make_gadget("never"))
    async with hub.watch("home") as changes:
        await lose_memory(broker, hub, late, never)
        await late.start()
        assert await gone(changes) == [("never", ChangeKind.OFFLINE)]
    assert await online(hub) == {"late"}


async def test_a_retained_status_is_enough_and_one_of_an_older_connection_is_not(
    forgetful: Hub, make_gadget: MakeGadget
) -> None:
    hub = forgetful
    lamp, stale = await ready(hub, make_gadget("lamp")), await ready(hub, make_gadget("stale"))
    async with hub.watch("home", ["stale"]) as changes:
        await stale.status(online=True, epoch=stale.epoch - 1000)  # what a broker's last saved file may say
        await stale.report({"on": True})
        await until(changes, ChangeKind.STATE)
    async with hub.watch("home") as changes:
        await cut(hub)
        assert await gone(changes) == [("stale", ChangeKind.OFFLINE)]
    assert await online(hub) == {"lamp"}
    assert lamp.bus.counters["connections"] == 1


async def test_a_session_that_the_broker_resumed_marks_nobody(
    make_hub: MakeHub, make_gadget: MakeGadget
) -> None:
    hub = await make_hub(presence_grace=0.1)
    lamp = await ready(hub, make_gadget("lamp"))
    await hub._bus.caught_up()  # its status is acknowledged: it will not come again
    async with hub.watch("home") as changes:
        await lamp.report({"on": True})
        await until(changes, ChangeKind.STATE)
        await cut(hub)
        with pytest.raises(TimeoutError):
            await gone(changes, timeout=1.5)
        await lamp.bus.abort()  # and the last will is told as ever
        assert await gone(changes) == [("lamp", ChangeKind.OFFLINE)]


async def test_a_new_connection_begins_the_grace_anew(forgetful: Hub, make_gadget: MakeGadget) -> None:
    hub, loop = forgetful, asyncio.get_running_loop()
    lamp = await ready(hub, make_gadget("lamp"))
    await lamp.bus.publish(lamp.topics.status, b"", retain=True)  # as if the broker had lost it
    async with hub.watch("home") as changes:
        await cut(hub)
        await asyncio.sleep(SHORT / 2)
        again = loop.time()
        await cut(hub)
        assert await gone(changes) == [("lamp", ChangeKind.OFFLINE)]
    assert loop.time() - again >= SHORT
    assert waiting() == []


async def test_nobody_is_marked_while_the_database_is_away(
    broker: EmbeddedBroker,
    make_hub: MakeHub,
    make_gadget: MakeGadget,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hub = await make_hub(presence_grace=0.3)
    lamp, other = await ready(hub, make_gadget("lamp")), await ready(hub, make_gadget("other"))
    monkeypatch.setattr("random.uniform", lambda _low, high: high)  # what is held is tried again seldom
    outage = Outage(database, monkeypatch)
    async with hub.watch("home") as changes:
        outage.begin()
        await lose_memory(broker, hub, lamp)
        await eventually(lambda: other.bus.counters["connections"] == 2, timeout=10)
        with pytest.raises(TimeoutError):
            await gone(changes, timeout=1.0)
        outage.end()
        assert await gone(changes) == [("lamp", ChangeKind.OFFLINE)], "what was held is read first"
    assert await online(hub) == {"other"}


async def test_closing_the_hub_ends_the_wait(
    broker: EmbeddedBroker, make_hub: MakeHub, make_gadget: MakeGadget
) -> None:
    hub = await make_hub()
    await ready(hub, make_gadget("lamp"))
    assert waiting() == []
    await lose_memory(broker, hub)
    await eventually(lambda: waiting() == ["presence-settle"])
    await hub._bus.close()
    await hub.close()
    assert waiting() == []


def test_the_default_grace_is_longer_than_a_device_may_take(database: Database) -> None:
    backoff = Backoff(uniform=lambda _low, high: high)
    assert max(backoff.delay() for _ in range(32)) + CONNECT_S < GRACE
    bus = Bus("127.0.0.1", 1, client_id="core", clock=lambda: datetime.now(UTC))
    with pytest.raises(ValueError, match="positive"):
        Presence(
            database,
            bus,
            Snapshots(database),
            clock=lambda: datetime.now(UTC),
            tell=lambda _change: None,
            grace=0,
        )
