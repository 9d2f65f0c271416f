"""Snapshots: read once, kept current, and never turned back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from devices.errors import UnknownHome
from devices.registry.database import Database
from devices.registry.devices import Devices
from devices.registry.homes import Homes
from devices.registry.rooms import Rooms
from devices.schema import Description, Property, ValueType
from devices.snapshot import Snapshots
from devices.twin import Twin

LAMP = Description("Lamp", "light", (Property("on", ValueType.BOOLEAN, writable=True),))
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    store = Database(f"sqlite+aiosqlite:///{tmp_path / 'ensemble.db'}")
    await store.start()
    async with store.session() as session:
        await Homes(session).create("home", "Home")
        await Devices(session).register("home", "lamp", LAMP)
    yield store
    await store.close()


async def test_a_home_is_read_once_for_all_who_ask(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshots = Snapshots(database)
    reads = 0
    session = database.session

    def counting(*, read_only: bool = False) -> object:
        nonlocal reads
        reads += 1
        return session(read_only=read_only)

    monkeypatch.setattr(database, "session", counting)
    first, *others = await asyncio.gather(*(snapshots.get("home") for _ in range(20)))
    assert all(other is first for other in others)
    assert reads == 1


async def test_the_generation_stays_while_names_do(database: Database) -> None:
    snapshots = Snapshots(database)
    first = await snapshots.get("home")
    snapshots.invalidate("home")
    assert (await snapshots.get("home")).generation == first.generation
    async with database.session() as session:
        await Devices(session).set_online("home", "lamp", True, 1)
        snapshots.put_device(await Devices(session).get("home", "lamp"))
    second = await snapshots.get("home")
    assert second.generation == first.generation
    assert second.devices[0].online
    async with database.session() as session:
        await Rooms(session).add("home", "hall", "Hall")
    snapshots.invalidate("home")
    assert (await snapshots.get("home")).generation > first.generation


async def test_a_twin_told_late_does_not_undo_a_newer_one(database: Database) -> None:
    snapshots = Snapshots(database)
    await snapshots.get("home")
    reported = Twin("lamp", {}, {"on": True}, {}, 0, 4, NOW, None, 100)
    desired = Twin("lamp", {"on": False}, {"on": False}, {}, 1, 3, NOW, NOW, 100)
    snapshots.put_twin("home", reported)
    snapshots.put_twin("home", desired)
    twin = (await snapshots.get("home")).twins["lamp"]
    assert (twin.desired, twin.desired_version) == ({"on": False}, 1)
    assert (twin.reported, twin.reported_version) == ({"on": True}, 4)


async def test_an_unknown_home_leaves_nothing_behind(database: Database) -> None:
    snapshots = Snapshots(database)
    for number in range(5):
        with pytest.raises(UnknownHome):
            await snapshots.get(f"nowhere-{number}")
    assert not snapshots._loading
    assert not snapshots._changes
