from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.context import house_of
from assistant.ports import Status
from assistant.routines import Notice
from assistant.wording.english.sayings import SAYINGS
from assistant.wording.sayings import Saying
from devices.commands import Origin
from devices.errors import DatabaseUnavailable
from devices.registry.routines import Routine, Routines, RoutineStatus
from model_core.plan import (
    After,
    Assignment,
    At,
    CancelStep,
    Comparison,
    GetStep,
    LaterStep,
    Op,
    SetStep,
    Test,
    When,
)
from tests.integration.assistant.stack import Ring, Watch, ring

LIGHT = SetStep(("ceiling",), (Assignment("on", True),))
UNLOCK = SetStep(("front",), (Assignment("locked", False),))
BUSY = (RoutineStatus.PENDING, RoutineStatus.RUNNING)


async def told(home: Ring) -> Notice:
    """The next thing that is told without having been asked."""
    async with asyncio.timeout(5.0):
        return await home.told.get()


async def pending(home: Ring) -> list[Routine]:
    async with home.database.session() as session:
        return await Routines(session).list_pending("home")


async def status(home: Ring, routine_id: str) -> RoutineStatus:
    async with home.database.session() as session:
        routine = await Routines(session).get("home", routine_id)
    assert routine is not None
    return routine.status


async def finished(home: Ring, routine_id: str) -> RoutineStatus:
    async with asyncio.timeout(5.0):
        while (now := await status(home, routine_id)) in BUSY:  # noqa: ASYNC110 - not ours to signal
            await asyncio.sleep(0.01)
    return now


async def test_after_a_while(home: Ring) -> None:
    home.planner.on("in 1 second", LaterStep(After(1), (LIGHT,)))
    result = await home.say("in 1 second")
    assert result.reply == "In 1 second I will turn on the ceiling light."
    assert result.status is Status.SCHEDULED
    assert home.state("ceiling")["on"] is False
    [routine] = await pending(home)
    notice = await told(home)
    assert (notice.conversation_id, notice.text) == ("talk", "The ceiling light is on.")
    assert home.state("ceiling")["on"] is True
    assert await finished(home, routine.id) is RoutineStatus.DONE


async def test_bare_timer(home: Ring) -> None:
    home.planner.on("timer", LaterStep(After(1), ()))
    assert (await home.say("timer")).reply == "The timer is set for 1 second."
    assert (await told(home)).text == "The timer for 1 second is over."


async def test_question_for_later(home: Ring) -> None:
    step = GetStep(("front",), properties=("locked",))
    home.planner.on("tell me", LaterStep(After(1), (step,)))
    assert (await home.say("tell me")).reply == "In 1 second I will tell you about the front door."
    assert (await told(home)).text == "The front door is locked."


async def test_relative_values_are_worked_out_when_they_are_due(home: Ring) -> None:
    up = SetStep(("thermostat",), (Assignment("target_temperature", 2, Op.ADD),))
    before = home.state("thermostat")["target_temperature"]
    home.planner.on("warmer later", LaterStep(After(1), (up,)))
    reply = (await home.say("warmer later")).reply
    assert reply == "In 1 second I will change the target temperature of the thermostat."
    await told(home)
    assert home.state("thermostat")["target_temperature"] == before + 2


async def test_when_something_happens(home: Ring) -> None:
    warm = When("sensor", Test("temperature", Comparison.ABOVE, 30))
    home.planner.on("when hot", LaterStep(warm, (LIGHT,)))
    reply = (await home.say("when hot")).reply
    assert reply == (
        "When the bedroom sensor has a temperature above 30 °C, I will turn on the ceiling light."
    )
    home.fleet.behaviours["sensor"].observe({"temperature": 25.0})
    await home.heard("sensor", "temperature", 25.0)
    assert home.state("ceiling")["on"] is False
    home.fleet.behaviours["sensor"].observe({"temperature": 31.0})
    assert (await told(home)).text == "The ceiling light is on."
    assert await pending(home) == []


async def test_clock_time_and_cancel(home: Ring) -> None:
    home.planner.on("every day", LaterStep(At("07:00", "daily"), (LIGHT,)))
    home.planner.on("timer", LaterStep(After(600), ()))
    home.planner.on("cancel", CancelStep())
    assert (await home.say("every day")).reply == "Every day at 07:00 I will turn on the ceiling light."
    await home.say("timer", "kitchen")
    assert (await home.say("cancel", "kitchen")).reply == "I cancelled the timer."
    assert (await home.say("cancel", "kitchen")).reply == "There is nothing waiting to be cancelled."
    assert (await home.say("cancel")).reply == "I cancelled that."
    assert await pending(home) == []


async def test_of_several_things_of_others_none_is_cancelled(home: Ring) -> None:
    home.planner.on("timer", LaterStep(After(600), ()))
    home.planner.on("cancel", CancelStep())
    for place in ("kitchen", "bedroom"):
        await home.say("timer", place)
    refused = await home.say("cancel", "hall")
    assert refused.reply == "2 things are waiting, none of them from here, so I cancelled nothing."
    assert len(await pending(home)) == 2
    assert (await home.say("cancel", "bedroom")).reply == "I cancelled the timer."
    assert (await home.say("cancel", "hall")).reply == "I cancelled the timer."
    assert await pending(home) == []


async def test_daily_comes_again(home: Ring) -> None:
    home.planner.on("every day", LaterStep(At("07:00", "daily"), (LIGHT,)))
    await home.say("every day")
    [routine] = await pending(home)
    assert routine.next_run_at is not None
    home.clock.ahead = routine.next_run_at - home.clock() + timedelta(seconds=1)
    home.scheduler.wake()
    assert (await told(home)).text == "The ceiling light is on."
    [again] = await pending(home)
    assert again.next_run_at is not None
    assert again.next_run_at - routine.next_run_at in (timedelta(hours=h) for h in (23, 24, 25))


async def test_risky_things_are_agreed_to_when_they_are_planned(home: Ring) -> None:
    home.planner.on("unlock later", LaterStep(After(1), (UNLOCK,)))
    asked = await home.say("unlock later")
    assert asked.reply == "Unlock the front door in 1 second? Please say yes to confirm."
    assert await pending(home) == []
    agreed = await home.say("yes")
    assert agreed.reply == "In 1 second I will unlock the front door."
    assert (await told(home)).text == "The front door is unlocked."
    assert home.state("front")["locked"] is False


async def test_risky_things_that_nobody_agreed_to_are_not_done(home: Ring) -> None:
    house_step = LaterStep(After(1), (UNLOCK,))
    house = house_of(await home.hub.snapshot("home"))
    routine = await home.scheduler.create(house, house_step, (), Origin("anna", "talk"))
    notice = await told(home)
    assert notice.text == "Nobody confirmed that for the front door, so it was not done."
    assert home.state("front")["locked"] is True
    assert await finished(home, routine.id) is RoutineStatus.FAILED


async def test_impossible_things_are_refused_when_they_are_planned(home: Ring) -> None:
    wrong = SetStep(("ceiling",), (Assignment("brightness", 300),))
    home.planner.on("too bright later", LaterStep(After(5), (wrong,)))
    result = await home.say("too bright later")
    assert result.reply == "Brightness goes from 0 to 100 %."
    home.planner.on("at sunset", LaterStep(At("sunset"), (LIGHT,)))
    result = await home.say("at sunset")
    assert "where the home is" in result.reply
    assert result.status is Status.REFUSED
    assert await pending(home) == []


async def test_a_restart_keeps_what_is_planned_and_tells_what_was_missed(tmp_path: Path) -> None:
    clock = Watch()
    async with ring(tmp_path, clock=clock) as home:
        home.planner.on("soon", LaterStep(After(60), (LIGHT,)))
        home.planner.on("desk soon", LaterStep(After(900), (SetStep(("desk",), (Assignment("on", True),)),)))
        await home.say("soon")
        await home.say("desk soon", "other")
    clock.ahead = timedelta(seconds=60 + 601)
    async with ring(tmp_path, clock=clock) as home:
        assert (await told(home)).text == SAYINGS[Saying.MISSED]
        assert home.state("ceiling")["on"] is False
        [left] = await pending(home)
        clock.ahead = timedelta(seconds=905)
        home.scheduler.wake()
        notice = await told(home)
        assert (notice.routine_id, notice.text) == (left.id, "The desk lamp is on.")


async def test_what_a_stop_cut_short_is_told_and_comes_again_if_it_repeats(tmp_path: Path) -> None:
    async with ring(tmp_path) as home:
        home.planner.on("every day", LaterStep(At("07:00", "daily"), (LIGHT,)))
        home.planner.on("once", LaterStep(After(600), (LIGHT,)))
        await home.say("every day")
        [daily] = await pending(home)
        await home.say("once")
        [once] = [r for r in await pending(home) if r.id != daily.id]
        async with home.database.session() as session:
            for routine in (once, daily):
                await Routines(session).claim("home", routine.id)
    async with ring(tmp_path) as home:
        assert [(await told(home)).text for _ in range(2)] == [SAYINGS[Saying.CUT_SHORT]] * 2
        [again] = await pending(home)
        assert (again.id, again.next_run_at) == (daily.id, daily.next_run_at)
        assert await status(home, once.id) is RoutineStatus.FAILED


async def test_a_run_that_ends_while_the_database_is_away_is_noted_later(
    home: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish, refused = Routines.finish, 0

    async def unavailable(self: Routines, *args: Any, **options: Any) -> Routine | None:
        nonlocal refused
        refused += 1
        if refused == 1:
            raise DatabaseUnavailable
        return await finish(self, *args, **options)

    monkeypatch.setattr(Routines, "finish", unavailable)
    monkeypatch.setattr("assistant.routines.RETRY", 0.05)
    home.planner.on("timer", LaterStep(After(1), ()))
    await home.say("timer")
    [routine] = await pending(home)
    await told(home)
    assert await finished(home, routine.id) is RoutineStatus.DONE
    assert refused == 2
