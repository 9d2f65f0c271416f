"""Killed in the middle of many submits: what was acknowledged is all there, and nothing is there by half."""

from __future__ import annotations

import asyncio
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.commands import CommandKind, Commands, NewCommand
from devices.errors import DatabaseUnavailable
from devices.registry.database import Database
from devices.registry.devices import Devices
from devices.registry.homes import Homes
from devices.registry.plans import PlanRecord, Plans
from devices.schema import Description
from devices.twin import Twins
from tests.integration.devices.registry.moments import NOON, after
from tests.servers import PostgresServer, postgres_server

ROUNDS = 3
WORKERS = 4
CHILD_DEADLINE = 30.0


async def prepare(database: Database) -> None:
    async with database.session() as session:
        await Homes(session).create("home", "Home")
        await Devices(session).register("home", "lamp", Description("Lamp", "light"))


async def submit(database: Database, name: str) -> None:
    """One plan with two commands and the wish they fulfil, in one transaction."""
    async with database.session() as session:
        await Twins(session).desire("home", "lamp", {name: True}, at=NOON)
        pair = [
            NewCommand(f"{name}_{part}", "home", "lamp", CommandKind.SET, {"on": True}, NOON, after(10))
            for part in ("first", "second")
        ]
        await Commands(session).create_many(pair, plan=PlanRecord(name, "home", "text", NOON))


async def check(database: Database, acknowledged: set[str]) -> None:
    """Every acknowledged submit is kept, and every kept submit is whole."""
    async with database.session(read_only=True) as session:
        plans = {plan.id for plan in await Plans(session).list("home", limit=100_000)}
        commands = {command.id for command in await Commands(session).list_open("home")}
        twin = await Twins(session).reported("home", "lamp")
    assert acknowledged <= plans
    assert commands == {f"{plan}_{part}" for plan in plans for part in ("first", "second")}
    assert set(twin.desired) == plans
    assert twin.desired_version == len(plans)


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A server that the test may kill."""
    with postgres_server() as server:
        yield server


async def test_a_postgresql_server_killed_at_random_moments(server: PostgresServer) -> None:
    database = Database(server.create_database(), deadline=5)
    await database.start()
    await prepare(database)
    acknowledged: set[str] = set()

    async def work(worker: int, round_: int, enough: asyncio.Event) -> None:
        for number in range(100_000):
            name = f"r{round_}_w{worker}_n{number}"
            try:
                await submit(database, name)
            except DatabaseUnavailable:
                return
            acknowledged.add(name)
            if len(acknowledged) >= target:
                enough.set()

    chance = random.Random(20260301)
    for round_ in range(ROUNDS):
        target = len(acknowledged) + chance.randint(10, 60)
        enough = asyncio.Event()
        async with asyncio.timeout(40), asyncio.TaskGroup() as tasks:
            for worker in range(WORKERS):
                tasks.create_task(work(worker, round_, enough))
            await enough.wait()
            server.kill()
        server.start()
        await check(database, acknowledged)
    assert len(acknowledged) > ROUNDS * 10
    await database.close()


async def serve(url: str) -> None:
    """Submit for ever and print the name of each acknowledged submit; run as a process of its own."""
    database = Database(url)
    await database.start()

    async def work(worker: int) -> None:
        for number in range(100_000):
            name = f"w{worker}_n{number}"
            await submit(database, name)
            print(name, flush=True)

    async with asyncio.TaskGroup() as tasks:
        for worker in range(WORKERS):
            tasks.create_task(work(worker))


async def test_a_process_killed_while_it_writes_sqlite(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'ensemble.db'}"
    database = Database(url)
    await database.start()
    await prepare(database)
    await database.close()
    code = f"import asyncio; from {__name__} import serve; asyncio.run(serve({url!r}))"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[4]
    )
    assert process.stdout is not None
    acknowledged: set[str] = set()
    async with asyncio.timeout(CHILD_DEADLINE):
        while len(acknowledged) < 40:
            line = await process.stdout.readline()
            assert line, "the process ended by itself"
            acknowledged.add(line.decode().strip())
        process.send_signal(signal.SIGKILL)
        await process.wait()
        acknowledged |= {
            line.strip()
            for line in (await process.stdout.read()).decode().splitlines(True)
            if line.endswith("\n")
        }
    database = Database(url)
    await database.start()
    await check(database, acknowledged)
    await database.close()
