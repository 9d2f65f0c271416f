"""Old commands are forgotten by a started hub, day after day."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from devices.bus import Bus
from devices.commands import CommandKind, Commands, NewCommand, State
from devices.hub import Hub
from devices.pruning import Pruner
from devices.registry.database import Database
from devices.registry.homes import Homes

NOW = datetime.now(UTC)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    store = Database(f"sqlite+aiosqlite:///{tmp_path / 'ensemble.db'}", deadline=1.5)
    await store.start()
    async with store.session() as session:
        await Homes(session).create("home", "Home")
    yield store
    await store.close()


async def settled(database: Database, name: str, *, days: int) -> None:
    """A finished command of that age."""
    at = NOW - timedelta(days=days)
    command = NewCommand(name, "home", "lamp", CommandKind.SET, {"on": True}, at, at + timedelta(seconds=10))
    async with database.session() as session:
        commands = Commands(session)
        await commands.create_many([command])
        await commands.apply("home", name, State.SUCCEEDED, at=at)


async def left(database: Database) -> set[str]:
    async with database.session(read_only=True) as session:
        return {command.id for command in await Commands(session).list("home")}


async def until_left(database: Database, wanted: set[str]) -> None:
    async with asyncio.timeout(5):
        while await left(database) != wanted:  # noqa: ASYNC110 - not ours to signal
            await asyncio.sleep(0.01)


async def test_a_started_hub_forgets_what_is_older_than_a_month(database: Database) -> None:
    await settled(database, "old", days=31)
    await settled(database, "young", days=29)
    bus = Bus("127.0.0.1", 1, client_id="ensemble-core-prune", clock=lambda: NOW)
    hub = Hub(database, bus, clock=lambda: NOW, new_id=lambda: "id")
    await hub.start()
    try:
        assert "commands-prune" in {task.get_name() for task in asyncio.all_tasks()}
        await until_left(database, {"young"})
    finally:
        await hub.close()
    assert "commands-prune" not in {task.get_name() for task in asyncio.all_tasks()}


async def test_it_goes_on_day_after_day_and_after_the_database_was_away(database: Database) -> None:
    moment = [NOW]
    pruner = Pruner(database, clock=lambda: moment[0], every=0.02)
    pruner.start()
    await settled(database, "first", days=0)
    moment[0] += timedelta(days=31)
    await until_left(database, set())
    await database._turn.acquire()  # writers wait until their deadline
    await asyncio.sleep(1.7)
    database._turn.release()
    await settled(database, "second", days=0)
    await until_left(database, set())
    await pruner.close()


def test_nothing_is_kept_for_no_time(database: Database) -> None:
    with pytest.raises(ValueError, match="positive"):
        Pruner(database, clock=lambda: NOW, retention=timedelta())
