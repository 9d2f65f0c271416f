"""A plan that the model is not sure of is asked about before anything moves."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from assistant.ports import CommandSent, Status
from devices.registry.routines import Routine, Routines
from model_core.plan import (
    After,
    AskStep,
    Assignment,
    CancelStep,
    Comparison,
    GetStep,
    LaterStep,
    Op,
    Query,
    Question,
    Reason,
    RefuseStep,
    RunStep,
    SetStep,
    Step,
    Test,
    When,
)
from tests.integration.assistant.stack import HOME, UNLOCK, Ring, ring, turn

ASKED = "I am not sure that I understood. Turn on the ceiling light? Please say yes to confirm."
LEFT = "All right, I left it as it was."
OFF_LATER = LaterStep(After(600), (turn(False, "ceiling"),))
TIMER = LaterStep(After(600), ())


async def pending(home: Ring) -> list[Routine]:
    async with home.database.session() as session:
        return await Routines(session).list_pending("home")


def doubtful(text: str) -> str:
    return f"I am not sure that I understood. {text}? Please say yes to confirm."


async def test_nothing_moves_before_the_yes(home: Ring) -> None:
    home.planner.on("mumble", turn(True, "ceiling"))
    home.planner.confidence = 0.4
    asked = await home.say("mumble")
    assert (asked.status, asked.reply) == (Status.ASKED, ASKED)
    assert not any(isinstance(event, CommandSent) for event in home.events)
    assert home.state("ceiling")["on"] is False
    done = await home.say("yes")
    assert done.reply == "The ceiling light is on."
    assert home.state("ceiling")["on"] is True


async def test_a_no_leaves_everything_as_it_was(home: Ring) -> None:
    home.planner.on("mumble", turn(True, "ceiling"))
    home.planner.confidence = 0.4
    await home.say("mumble")
    assert (await home.say("no")).reply == "All right, I left it as it was."
    assert home.state("ceiling")["on"] is False


async def test_what_is_sure_is_done_at_once(home: Ring) -> None:
    home.planner.on("clear", turn(True, "ceiling"))
    home.planner.confidence = 0.6
    assert (await home.say("clear")).status is Status.DONE
    assert home.state("ceiling")["on"] is True


async def test_a_confidence_that_was_never_measured_is_no_doubt(home: Ring) -> None:
    home.planner.on("clear", turn(True, "ceiling"))
    home.planner.confidence = None
    assert (await home.say("clear")).status is Status.DONE
    assert home.state("ceiling")["on"] is True


async def test_one_question_covers_doubt_and_risk(home: Ring) -> None:
    home.planner.on("mumble", turn(True, "ceiling"), UNLOCK)
    home.planner.confidence = 0.4
    asked = await home.say("mumble")
    assert "Turn on the ceiling light and unlock the front door?" in asked.reply
    assert home.state("ceiling")["on"] is False
    await home.say("yes")
    assert home.state("ceiling")["on"] is True
    assert home.state("front")["locked"] is False


async def test_what_moves_nothing_is_not_asked_about(home: Ring) -> None:
    home.planner.on("how", GetStep(("sensor",), Query.VALUE, ("temperature",)))
    home.planner.on("what", RefuseStep(Reason.UNCLEAR))
    home.planner.confidence = 0.1
    assert (await home.say("how")).status is Status.ANSWERED
    assert (await home.say("what")).status is Status.REFUSED
    home.planner.on("which", AskStep(Question.WHICH, ("ceiling", "desk")))
    home.planner.on("timer", TIMER)
    home.planner.on("tell me", LaterStep(After(600), (GetStep(("front",), properties=("locked",)),)))
    assert (await home.say("which")).reply == "Which one: ceiling light or desk lamp?"
    assert (await home.say("timer")).reply == "The timer is set for 10 minutes."
    assert (await home.say("tell me")).status is Status.SCHEDULED


async def test_what_is_for_later_waits_for_the_yes_with_the_rest(home: Ring) -> None:
    home.planner.on("mumble", turn(True, "ceiling"), OFF_LATER)
    home.planner.confidence = 0.1
    asked = await home.say("mumble")
    assert asked.reply == doubtful("Turn on the ceiling light and turn off the ceiling light in 10 minutes")
    assert (home.state("ceiling")["on"], await pending(home)) == (False, [])
    done = await home.say("yes")
    assert done.reply == "The ceiling light is on. In 10 minutes I will turn off the ceiling light."
    assert home.state("ceiling")["on"] is True
    assert len(await pending(home)) == 1


async def test_a_no_keeps_nothing_for_later(home: Ring) -> None:
    home.planner.on("mumble", turn(True, "ceiling"), OFF_LATER)
    home.planner.confidence = 0.1
    await home.say("mumble")
    assert (await home.say("no")).reply == LEFT
    assert (home.state("ceiling")["on"], await pending(home)) == (False, [])


WARMER = SetStep(("thermostat",), (Assignment("target_temperature", 2, Op.ADD),))
HOT = When("sensor", Test("temperature", Comparison.ABOVE, 60))


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (OFF_LATER, "Turn off the ceiling light in 10 minutes"),
        (
            LaterStep(After(600), (WARMER,)),
            "Change the target temperature of the thermostat in 10 minutes",
        ),
        (
            LaterStep(HOT, (turn(True, "ceiling"),)),
            "Turn on the ceiling light when the bedroom sensor has a temperature above 60 °C",
        ),
        (LaterStep(After(600), (RunStep(("phone",), "ring"),)), "Ring the phone in 10 minutes"),
    ],
)
async def test_a_plan_only_for_later_is_asked_about(home: Ring, step: LaterStep, text: str) -> None:
    home.planner.on("mumble", step)
    home.planner.confidence = 0.1
    asked = await home.say("mumble")
    assert (asked.status, asked.reply) == (Status.ASKED, doubtful(text))
    assert await pending(home) == []
    assert (await home.say("no")).reply == LEFT
    assert await pending(home) == []
    await home.say("mumble")
    assert (await home.say("yes")).status is Status.SCHEDULED
    assert len(await pending(home)) == 1


async def test_what_was_agreed_to_in_doubt_is_done_when_it_is_due(home: Ring) -> None:
    home.planner.on("mumble", LaterStep(After(1), (turn(True, "ceiling"), UNLOCK)))
    home.planner.confidence = 0.1
    await home.say("mumble")
    await home.say("yes")
    async with asyncio.timeout(5.0):
        notice = await home.told.get()
    assert notice.text == "The ceiling light is on. The front door is unlocked."
    assert (home.state("ceiling")["on"], home.state("front")["locked"]) == (True, False)


@pytest.mark.parametrize("confidence", [0.6, None])
async def test_what_is_sure_is_kept_and_cancelled_at_once(home: Ring, confidence: float | None) -> None:
    home.planner.on("later", OFF_LATER)
    home.planner.on("forget that", CancelStep())
    home.planner.confidence = confidence
    assert (await home.say("later")).reply == "In 10 minutes I will turn off the ceiling light."
    assert (await home.say("forget that")).reply == "I cancelled that."
    assert await pending(home) == []


async def test_cancelling_waits_for_the_yes(home: Ring) -> None:
    home.planner.on("later", OFF_LATER)
    home.planner.on("mumble", CancelStep())
    await home.say("later")
    home.planner.confidence = 0.1
    asked = await home.say("mumble")
    assert (asked.status, asked.reply) == (Status.ASKED, doubtful("Cancel what is waiting"))
    assert (await home.say("no")).reply == LEFT
    assert len(await pending(home)) == 1
    await home.say("mumble")
    done = await home.say("yes")
    assert (done.status, done.reply) == (Status.CANCELLED, "I cancelled that.")
    assert await pending(home) == []


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        ((CancelStep(), TIMER), "Cancel what is waiting and set a timer for 10 minutes"),
        ((CancelStep(), OFF_LATER), "Cancel what is waiting and turn off the ceiling light in 10 minutes"),
    ],
)
async def test_what_takes_the_place_of_what_is_cancelled_is_kept(
    home: Ring, steps: tuple[Step, ...], text: str
) -> None:
    home.planner.on("first", LaterStep(After(900), (turn(True, "desk"),)))
    home.planner.on("mumble", *steps)
    await home.say("first")
    [first] = await pending(home)
    home.planner.confidence = 0.1
    assert (await home.say("mumble")).reply == doubtful(text)
    assert [r.id for r in await pending(home)] == [first.id]
    await home.say("yes")
    [second] = await pending(home)
    assert second.id != first.id


async def test_doubt_about_what_is_for_later_does_not_lower_the_risk(tmp_path: Path) -> None:
    safe = {
        "kind": "generic",
        "id": "safe",
        "name": "Safe",
        "description": {
            "type": "safe",
            "properties": {"open": {"type": "boolean", "writable": True, "risk": "pin"}},
        },
        "state": {"open": False},
    }
    async with ring(tmp_path, {**HOME, "devices": [safe]}, pins={"home": "2468"}) as home:
        home.planner.on("mumble", LaterStep(After(600), (SetStep(("safe",), (Assignment("open", True),)),)))
        home.planner.confidence = 0.1
        asked = await home.say("mumble")
        assert asked.reply == (
            "I am not sure that I understood. Open the safe in 10 minutes? Please say your PIN."
        )
        assert (await home.say("yes")).status is Status.REFUSED
        assert await pending(home) == []
        await home.say("mumble")
        assert (await home.say("2468")).reply == "In 10 minutes I will open the safe."
