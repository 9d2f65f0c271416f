"""A database that does not answer in time is told as that, whoever waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from assistant.context import house_of
from assistant.errors import code_of
from assistant.waiting import Waits
from devices.commands import Origin
from devices.errors import DatabaseUnavailable
from model_core.plan import After, Assignment, CancelStep, LaterStep, SetStep
from tests.integration.assistant.stack import Ring
from tests.integration.assistant.test_routines import told

LIGHT = SetStep(("ceiling",), (Assignment("on", True),))


@asynccontextmanager
async def stuck(home: Ring) -> AsyncIterator[None]:
    """Nobody else can write meanwhile."""
    patient = home.database._deadline
    home.database._deadline = 0.2
    await home.database._turn.acquire()
    try:
        yield
    finally:
        home.database._turn.release()
        home.database._deadline = patient


async def test_what_is_planned_is_not_kept(home: Ring) -> None:
    house = house_of(await home.hub.snapshot("home"))
    kept = await home.scheduler.create(house, LaterStep(After(600), ()), (), Origin("anna", "talk"))
    async with stuck(home):
        with pytest.raises(DatabaseUnavailable):
            await home.scheduler.create(house, LaterStep(After(5), ()), (), Origin("anna", "talk"))
        with pytest.raises(DatabaseUnavailable):
            await home.waiting.cancel([Waits.of(kept)])
    home.planner.on("cancel", CancelStep())
    assert (await home.say("cancel")).reply == "I cancelled the timer."


async def test_a_turn_ends_with_the_databases_error(home: Ring) -> None:
    home.planner.on("light", LIGHT)
    home.planner.on("timer", LaterStep(After(60), ()))
    async with stuck(home):
        for utterance in ("light", "timer"):
            with pytest.raises(DatabaseUnavailable, match="did not answer in time") as failure:
                await home.say(utterance)
            assert code_of(failure.value) == "database_unavailable"
    assert home.state("ceiling")["on"] is False


async def test_what_is_due_waits_for_the_database(home: Ring) -> None:
    home.planner.on("later", LaterStep(After(60), (LIGHT,)))
    await home.say("later")
    with capture_logs() as logs:
        async with stuck(home):
            home.clock.ahead = timedelta(seconds=61)
            home.scheduler.wake()
            async with asyncio.timeout(5.0):
                while "routines_waiting" not in (line["event"] for line in logs):  # noqa: ASYNC110 - not ours
                    await asyncio.sleep(0.01)
            assert home.told.empty()
            assert home.state("ceiling")["on"] is False
    assert (await told(home)).text == "The ceiling light is on."
