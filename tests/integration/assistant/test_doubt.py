"""A plan that the model is not sure of is asked about before anything moves."""

from __future__ import annotations

from assistant.ports import CommandSent, Status
from model_core.plan import GetStep, Query, Reason, RefuseStep
from tests.integration.assistant.stack import UNLOCK, Ring, turn

ASKED = "I am not sure that I understood. Turn on the ceiling light? Please say yes to confirm."


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
