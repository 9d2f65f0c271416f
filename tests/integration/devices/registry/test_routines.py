"""Routines: kept, run once, ended."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest

from devices.errors import DuplicateId, UnknownHome
from devices.registry.database import Database
from devices.registry.routines import Routine, Routines, RoutineStatus
from tests.integration.devices.registry.moments import NOON, after


def routine(routine_id: str, at: datetime | None = NOON, home: str = "home") -> Routine:
    return Routine(
        id=routine_id,
        home_id=home,
        trigger={"after": 60},
        steps=({"set": ["lamp"], "values": {"on": True}},),
        created_at=NOON,
        next_run_at=at,
        created_by="anna",
        conversation_id="talk",
    )


@pytest.fixture
async def routines(database: Database, home: str) -> Database:
    """A database with routines due now, in a minute, and on a condition."""
    async with database.session() as session:
        for new in (routine("condition", None), routine("minute", after(60)), routine("now")):
            assert await Routines(session).create(new) == new
    assert home == "home"
    return database


async def status(database: Database, routine_id: str) -> RoutineStatus:
    async with database.session(read_only=True) as session:
        found = await Routines(session).get("home", routine_id)
    assert found is not None
    return found.status


async def test_pending_ones_are_listed_and_due_ones_found(routines: Database) -> None:
    async with routines.session(read_only=True) as session:
        store = Routines(session)
        assert await store.get("home", "now") == routine("now")
        assert await store.get("other", "now") is None
        assert [r.id for r in await store.list_pending("home")] == ["now", "minute", "condition"]
        assert [r.id for r in await store.list_pending(None)] == ["now", "minute", "condition"]
        assert await store.list_pending("other") == []
        assert [r.id for r in await store.due(after(59))] == ["now"]
        assert [r.id for r in await store.due(after(60))] == ["now", "minute"]
        assert await store.due(after(-1)) == []


async def test_a_taken_id_and_an_unknown_home_are_refused(routines: Database) -> None:
    async with routines.session() as session:
        with pytest.raises(UnknownHome):
            await Routines(session).create(routine("x", home="other"))
        with pytest.raises(DuplicateId):
            await Routines(session).create(routine("now"))


async def test_a_routine_is_claimed_by_one(routines: Database) -> None:
    async def claim(routine_id: str) -> Routine | None:
        async with routines.session() as session:
            return await Routines(session).claim("home", routine_id)

    for number in range(10):
        async with routines.session() as session:
            await Routines(session).create(routine(f"r{number}"))
        results = await asyncio.gather(*(claim(f"r{number}") for _ in range(4)))
        assert [r.status for r in results if r is not None] == [RoutineStatus.RUNNING]
    async with routines.session() as session:
        assert [r.id for r in await Routines(session).due(NOON)] == ["now"]


async def test_a_run_ends_or_waits_for_the_next(routines: Database) -> None:
    async with routines.session() as session:
        store = Routines(session)
        assert await store.finish("home", "now") is None
        await store.claim("home", "now")
        again = await store.finish("home", "now", next_run_at=after(86400))
        assert again is not None
        assert (again.status, again.next_run_at) == (RoutineStatus.PENDING, after(86400))
        await store.claim("home", "now")
        await store.finish("home", "now")
        await store.claim("home", "minute")
        await store.finish("home", "minute", succeeded=False)
    assert await status(routines, "now") is RoutineStatus.DONE
    assert await status(routines, "minute") is RoutineStatus.FAILED


async def test_a_cancelled_one_never_runs(routines: Database) -> None:
    async with routines.session() as session:
        store = Routines(session)
        assert await store.cancel("home", "now") is not None
        assert await store.cancel("home", "now") is None
        assert await store.claim("home", "now") is None
        await store.claim("home", "minute")
        await store.cancel("home", "minute")
        assert await store.finish("home", "minute", next_run_at=after(90)) is None
        assert await store.cancel("home", "nobody") is None
    assert await status(routines, "minute") is RoutineStatus.CANCELLED


async def test_what_ran_when_the_platform_stopped_is_known(routines: Database) -> None:
    async with routines.session() as session:
        await Routines(session).claim("home", "now")
    async with routines.session() as session:
        assert [r.id for r in await Routines(session).list_running()] == ["now"]
        await Routines(session).finish("home", "now", succeeded=False)
        assert await Routines(session).list_running() == []
