"""What waits, asked about and changed by what people call it; the clock."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta

import pytest

from assistant.ports import Status
from devices.registry.routines import Routine, Routines, RoutineStatus
from model_core.plan import (
    AdjustStep,
    After,
    Assignment,
    At,
    CancelStep,
    Change,
    Comparison,
    Kept,
    LaterStep,
    Selection,
    SetStep,
    Step,
    Subject,
    TellStep,
    Test,
    When,
)
from tests.integration.assistant.stack import Ring
from tests.integration.assistant.test_routines import told

LIGHT = SetStep(("ceiling",), (Assignment("on", True),))
EGGS = LaterStep(After(240), (), "egg")
PASTA = LaterStep(After(600), (), "pasta")
TIMER = Selection(Kept.TIMER)
OF_EGGS = Selection(Kept.TIMER, name="eggs")


async def waiting(home: Ring) -> list[Routine]:
    async with home.database.session() as session:
        return await Routines(session).list_waiting("home")


async def say(home: Ring, step: Step, conversation: str = "talk") -> str:
    home.planner.on("say", step)
    return (await home.say("say", conversation)).reply


def in_minutes(reply: str) -> str:
    """The reply without the seconds that a busy machine takes to come to it."""
    return re.sub(r"(\d+) minutes? and 5\d seconds", lambda m: f"{int(m[1]) + 1} minutes", reply)


def later(home: Ring, seconds: float) -> None:
    """So much time goes by."""
    home.clock.ahead += timedelta(seconds=seconds)


async def test_the_clock_is_that_of_the_home(home: Ring) -> None:
    now = datetime(2026, 11, 27, 22, 30, tzinfo=UTC)
    home.clock.ahead = now - home.clock()
    assert await say(home, TellStep(Subject.TIME)) == "It is 23:30."
    assert await say(home, TellStep(Subject.DATE)) == "Today is Friday, 27 November 2026."
    later(home, 3600)
    assert await say(home, TellStep(Subject.DATE)) == "Today is Saturday, 28 November 2026."


async def test_timers_are_told_apart_by_their_names(home: Ring) -> None:
    assert await say(home, EGGS) == "The egg timer is set for 4 minutes."
    await say(home, PASTA)
    later(home, 60)
    reply = await say(home, TellStep(Subject.WAITING, TIMER))
    assert reply == "The egg timer has 3 minutes left. The pasta timer has 9 minutes left."
    assert await say(home, TellStep(Subject.WAITING, OF_EGGS)) == "The egg timer has 3 minutes left."
    assert await say(home, CancelStep(OF_EGGS)) == "I cancelled the egg timer."
    [left] = await waiting(home)
    assert left.trigger["name"] == "pasta"
    assert await say(home, CancelStep(OF_EGGS)) == "There is no timer called eggs."


async def test_one_of_several_is_not_guessed(home: Ring) -> None:
    await say(home, EGGS)
    await say(home, PASTA)
    home.planner.on("cancel the timer", CancelStep(TIMER))
    result = await home.say("cancel the timer")
    assert in_minutes(result.reply) == (
        "There are 2 timers, so please say which one. "
        "The egg timer has 4 minutes left. The pasta timer has 10 minutes left."
    )
    assert result.status is Status.REFUSED
    assert len(await waiting(home)) == 2
    assert await say(home, CancelStep(Selection(Kept.TIMER, every=True))) == "I cancelled 2 timers."
    assert await waiting(home) == []


async def test_ones_own_timer_is_meant_first(home: Ring) -> None:
    await say(home, PASTA, "kitchen")
    await say(home, EGGS, "bedroom")
    assert await say(home, CancelStep(TIMER), "bedroom") == "I cancelled the egg timer."
    assert await say(home, CancelStep(TIMER), "bedroom") == "I cancelled the pasta timer."


async def test_a_held_timer_waits_until_it_goes_on(home: Ring) -> None:
    await say(home, LaterStep(After(120), ()))
    later(home, 60)
    reply = await say(home, AdjustStep(Change.PAUSE, TIMER))
    assert reply == "The timer for 2 minutes is paused with 1 minute left."
    later(home, 3600)
    home.scheduler.wake()
    [held] = await waiting(home)
    assert held.status is RoutineStatus.HELD
    assert await say(home, AdjustStep(Change.PAUSE, TIMER)) == reply
    reply = await say(home, AdjustStep(Change.RESUME, TIMER))
    assert reply == "The timer for 2 minutes has 1 minute left."
    assert home.told.empty()
    later(home, 61)
    home.scheduler.wake()
    assert (await told(home)).text == "The timer for 2 minutes is over."


async def test_a_held_timer_can_be_cancelled(home: Ring) -> None:
    await say(home, EGGS)
    await say(home, AdjustStep(Change.PAUSE))
    assert await say(home, CancelStep(TIMER)) == "I cancelled the egg timer."
    assert await waiting(home) == []


async def test_more_and_less_time(home: Ring) -> None:
    await say(home, LaterStep(After(300), ()))
    reply = await say(home, AdjustStep(Change.EXTEND, TIMER, 300))
    assert reply == "The timer for 5 minutes has 10 minutes left."
    reply = await say(home, AdjustStep(Change.SHORTEN, TIMER, 480))
    assert reply == "The timer for 5 minutes has 2 minutes left."
    reply = await say(home, AdjustStep(Change.SHORTEN, TIMER, 300))
    assert reply == "It has only 2 minutes left, so I changed nothing."
    later(home, 121)
    home.scheduler.wake()
    assert (await told(home)).text == "The timer for 2 minutes is over."


async def test_a_delayed_command_is_put_off_like_a_timer(home: Ring) -> None:
    await say(home, LaterStep(After(60), (LIGHT,)))
    reply = await say(home, AdjustStep(Change.EXTEND, TIMER, 60))
    assert reply == "In 2 minutes I will turn on the ceiling light."
    later(home, 61)
    home.scheduler.wake()
    await asyncio.sleep(0)
    assert home.state("ceiling")["on"] is False
    later(home, 60)
    home.scheduler.wake()
    assert (await told(home)).text == "The ceiling light is on."


@pytest.mark.parametrize(
    ("trigger", "why"),
    [
        (At("07:00", "daily"), "That comes again and again"),
        (When("sensor", Test("temperature", Comparison.ABOVE, 80)), "That waits for a moment"),
    ],
)
async def test_what_comes_again_or_waits_for_a_device_is_not_put_off(
    home: Ring, trigger: At | When, why: str
) -> None:
    await say(home, LaterStep(trigger, (LIGHT,)))
    reply = await say(home, AdjustStep(Change.EXTEND, seconds=60))
    assert reply.startswith(why)
    assert reply.endswith("so I changed nothing.")


async def test_of_several_none_is_put_off_by_a_guess(home: Ring) -> None:
    await say(home, EGGS)
    await say(home, LaterStep(At("06:30", "tomorrow"), ()))
    before = await waiting(home)
    reply = await say(home, AdjustStep(Change.EXTEND, seconds=300))
    assert reply.startswith("There are 2 things, so please say which one.")
    assert [r.next_run_at for r in await waiting(home)] == [r.next_run_at for r in before]


async def test_two_changes_at_once_both_count(home: Ring) -> None:
    await say(home, LaterStep(After(300), ()))
    await asyncio.gather(*(say(home, AdjustStep(Change.EXTEND, TIMER, 300)) for _ in range(2)))
    assert await say(home, TellStep(Subject.WAITING, TIMER)) == "The timer for 5 minutes has 15 minutes left."


async def test_an_alarm_is_put_off_and_brought_forward(home: Ring) -> None:
    home.clock.ahead = datetime(2026, 11, 27, 12, 0, tzinfo=UTC) - home.clock()
    alarm = Selection(Kept.ALARM)
    await say(home, LaterStep(At("23:50"), ()))
    reply = await say(home, AdjustStep(Change.EXTEND, alarm, 1200))
    assert reply == "An alarm is set for tomorrow at 00:10."
    assert await say(home, AdjustStep(Change.SHORTEN, Selection(Kept.ALARM, time="00:10"), 3600)) == (
        "An alarm is set for 23:10."
    )
    assert (await say(home, AdjustStep(Change.PAUSE, alarm))).startswith("That waits for a moment")
    assert (await say(home, AdjustStep(Change.SHORTEN, alarm, 86400))).endswith("so I changed nothing.")
    later(home, 10 * 3600 + 601)
    home.scheduler.wake()
    assert (await told(home)).text == "It is time."


async def test_everything_that_waits_is_told(home: Ring) -> None:
    assert await say(home, TellStep(Subject.WAITING)) == "Nothing is waiting."
    assert await say(home, TellStep(Subject.WAITING, TIMER)) == "No timer is running."
    home.clock.ahead = datetime(2026, 11, 27, 12, 0, tzinfo=UTC) - home.clock()
    await say(home, LaterStep(At("07:00", "daily"), (LIGHT,)))
    await say(home, LaterStep(At("06:30", "tomorrow"), ()))
    await say(home, LaterStep(At("17:00"), (), about="feed the fish"))
    await say(home, LaterStep(When("sensor", Test("temperature", Comparison.ABOVE, 30)), ()))
    assert await say(home, TellStep(Subject.WAITING)) == (
        "At 17:00 I will remind you of “feed the fish”. An alarm is set for tomorrow at 06:30. "
        "Every day at 07:00 I will turn on the ceiling light. "
        "When the bedroom sensor has a temperature above 30 °C, I will tell you."
    )
    alarm = await say(home, TellStep(Subject.WAITING, Selection(Kept.ALARM)))
    assert alarm == "An alarm is set for tomorrow at 06:30."
    assert await say(home, CancelStep(Selection(Kept.ALARM, time="07:00"))) == "There is no alarm for 07:00."
    assert await say(home, CancelStep(Selection(Kept.ALARM, time="06:30"))) == "I cancelled that."
    assert len(await waiting(home)) == 3


async def test_a_reminder_says_of_what(home: Ring) -> None:
    reply = await say(home, LaterStep(After(1), (), about="take out the bins"))
    assert reply == "In 1 second I will remind you of “take out the bins”."
    assert (await told(home)).text == "It is time: take out the bins."


async def test_an_unsure_change_is_agreed_to_first(home: Ring) -> None:
    await say(home, EGGS)
    home.planner.confidence = 0.2
    home.planner.on("longer", AdjustStep(Change.EXTEND, OF_EGGS, 60))
    asked = await home.say("longer")
    assert asked.status is Status.ASKED
    assert "extend the eggs timer by 1 minute" in asked.reply.casefold()
    assert (await home.say("yes")).reply == "The egg timer has 5 minutes left."


async def test_of_several_none_is_cancelled_by_a_guess(home: Ring) -> None:
    await say(home, EGGS)
    await say(home, PASTA)
    reply = await say(home, CancelStep())
    assert reply.startswith("There are 2 things, so please say which one.")
    assert len(await waiting(home)) == 2
    home.planner.source = "reader"
    assert await say(home, CancelStep()) == "I cancelled 2 timers."
