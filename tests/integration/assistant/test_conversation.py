"""Conversations on real parts: what is said, what is done, what is told."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from assistant.errors import AssistantError
from assistant.ports import (
    CommandSent,
    Conversation,
    DeviceOutcome,
    Heard,
    PlanMade,
    ReplyText,
    Status,
)
from model_core.plan import (
    AskStep,
    Assignment,
    Comparison,
    GetStep,
    Op,
    Query,
    Question,
    Reason,
    RefuseStep,
    RunStep,
    SetStep,
    Test,
    Word,
)
from tests.integration.assistant.stack import HOME, UNLOCK, Ring, ring, turn


async def test_light_comes_on_and_every_event_is_told(home: Ring) -> None:
    home.planner.on("light on", turn(True, "ceiling"))
    result = await home.say("light on", "")
    assert home.state("ceiling")["on"] is True
    assert result.reply == "The ceiling light is on."
    assert result.status is Status.DONE
    assert result.conversation_id
    assert [type(e) for e in home.events] == [Heard, PlanMade, CommandSent, DeviceOutcome, ReplyText]
    assert [o.state.value for o in result.outcomes] == ["succeeded"]
    assert result.outcomes[0].reported == {"on": True}


async def test_several_devices_in_one_sentence(home: Ring) -> None:
    home.planner.on("lights off", turn(False, "ceiling", "desk"))
    result = await home.say("lights off")
    assert result.reply == "Ceiling light and desk lamp are off."


async def test_values_are_told_with_units(home: Ring) -> None:
    home.planner.on(
        "21 degrees", SetStep(("thermostat",), (Assignment("target_temperature", 69.8, unit="F"),))
    )
    result = await home.say("21 degrees")
    assert result.reply == "The thermostat is set to 21 °C."
    home.planner.on("dim", SetStep(("desk",), (Assignment("brightness", 40),)))
    result = await home.say("dim")
    assert result.reply == "The desk lamp is on and at 40 % brightness."
    await home.heard("desk", "brightness", 40)
    home.planner.on("brighter", SetStep(("desk",), (Assignment("brightness", Word.MORE),)))
    result = await home.say("brighter")
    assert home.state("desk")["brightness"] == 60
    home.planner.on("less", SetStep(("desk",), (Assignment("brightness", 15, Op.SUBTRACT),)))
    await home.heard("desk", "brightness", 60)
    await home.say("less")
    assert home.state("desk")["brightness"] == 45


async def test_out_of_range_is_refused_and_the_rest_is_done(home: Ring) -> None:
    home.planner.on("too bright", SetStep(("desk",), (Assignment("brightness", 150),)))
    result = await home.say("too bright")
    assert result.reply == "Brightness goes from 0 to 100 %."
    assert result.status is Status.REFUSED
    home.planner.on("mixed", SetStep(("desk",), (Assignment("brightness", 150),)), turn(True, "ceiling"))
    result = await home.say("mixed")
    assert result.reply == "The ceiling light is on. The desk lamp: brightness goes from 0 to 100 %."
    assert result.status is Status.PARTLY
    assert home.state("desk")["on"] is False


async def test_slow_devices_are_said_to_be_moving(tmp_path: Path) -> None:
    async with ring(tmp_path, time_scale=1.0, patience=0.4) as home:
        home.planner.on("open", SetStep(("curtain",), (Assignment("position", 100),)))
        result = await home.say("open")
        assert result.reply == "The curtain is opening."
        assert result.status is Status.UNKNOWN
        assert result.outcomes[0].state == "accepted"


async def test_offline_device_is_said_to_be_offline(home: Ring) -> None:
    await home.fleet.devices["fan"].stop()

    await home.presence("fan", online=False)
    home.planner.on("both on", turn(True, "fan", "desk"))
    result = await home.say("both on")
    assert result.reply == "The bedroom fan is offline, so nothing was done there. The desk lamp is on."
    assert result.status is Status.PARTLY


async def test_answers_come_from_reports(home: Ring) -> None:
    locked = Test("locked", Comparison.EQUAL, True)
    home.planner.on("locked?", GetStep(("front",), Query.CHECK, test=locked))
    result = await home.say("locked?")
    assert result.reply == "Yes, the front door is locked."
    assert result.status is Status.ANSWERED
    home.planner.on(
        "which are on", GetStep(("ceiling", "desk"), Query.LIST, test=Test("on", Comparison.EQUAL, True))
    )
    assert (await home.say("which are on")).reply == "No lights are on."
    home.planner.on("list?", GetStep(("shopping",), properties=("items",)))
    assert (await home.say("list?")).reply == "On the shopping list: milk."


async def test_refusals(home: Ring) -> None:
    home.planner.on("aquarium", RefuseStep(Reason.UNKNOWN, "aquarium"))
    result = await home.say("aquarium")
    assert result.reply == "I don't know any device called aquarium."
    assert result.status is Status.REFUSED
    home.planner.on("joke", RefuseStep(Reason.CHAT))
    assert (await home.say("joke")).reply == "I look after the devices here, so I can't help with that."
    home.planner.on("fly", RefuseStep(Reason.UNABLE, devices=("car",)))
    assert (await home.say("fly")).reply == "The car can't do that."
    home.planner.on("nothing")
    assert (await home.say("nothing")).reply == "Sorry, I did not understand that."


async def test_actions_with_arguments(home: Ring) -> None:
    home.planner.on("eggs", RunStep(("shopping",), "add", (("item", "eggs"),)))
    result = await home.say("eggs")
    assert result.reply == "I added eggs to the shopping list."
    assert home.state("shopping")["items"] == ["milk", "eggs"]


async def test_anything_else_is_a_new_request_and_drops_the_question(home: Ring) -> None:
    home.planner.on("unlock", UNLOCK)
    home.planner.on("light on", turn(True, "ceiling"))
    home.planner.on("yes", RefuseStep(Reason.UNCLEAR))
    await home.say("unlock")
    assert (await home.say("light on")).status is Status.DONE
    await home.say("yes")
    assert home.state("front")["locked"] is True


async def test_question_which_goes_back_to_the_model_with_history(home: Ring) -> None:
    home.planner.on("the light", AskStep(Question.WHICH, ("ceiling", "desk")))
    asked = await home.say("the light")
    assert asked.reply == "Which one: ceiling light or desk lamp?"
    assert asked.question is not None
    assert [c.id for c in asked.question.choices] == ["ceiling", "desk"]
    home.planner.on("the desk one", turn(True, "desk"))
    assert (await home.say("the desk one", question_id=asked.question.id)).status is Status.DONE
    assert [(t.utterance, t.plan) for t in home.planner.requests[-1].history] == [
        ("the light", "plan for the light")
    ]


async def test_the_model_is_told_the_room(home: Ring) -> None:
    home.planner.on("on", turn(True, "desk"))
    await home.say("on", device_id="fan")
    assert home.planner.requests[-1].room == "Bedroom"
    assert home.planner.requests[-1].device == "fan"
    await home.say("on", device_id="stranger")
    assert home.planner.requests[-1].room is None
    assert home.planner.requests[-1].device is None


@pytest.mark.parametrize(
    ("utterance", "code"),
    [("  ", "empty_utterance"), ("x" * 2001, "utterance_too_long"), ("\ud800", "invalid_utterance")],
)
async def test_bad_utterances(home: Ring, utterance: str, code: str) -> None:
    with pytest.raises(AssistantError) as caught:
        await home.say(utterance)
    assert caught.value.code == code


async def test_a_question_in_the_same_sentence_sees_what_was_just_done(home: Ring) -> None:
    lit = GetStep(("ceiling", "desk"), Query.LIST, test=Test("on", Comparison.EQUAL, True))
    home.planner.on("on, and which?", turn(True, "ceiling"), lit)
    assert (
        await home.say("on, and which?")
    ).reply == "The ceiling light is on. Only the ceiling light is on."


async def test_a_tapped_choice_reaches_the_model_by_name(home: Ring) -> None:
    home.planner.on("the light", AskStep(Question.WHICH, ("ceiling", "desk")))
    asked = await home.say("the light")
    assert asked.question is not None
    home.planner.on("Desk lamp", turn(True, "desk"))
    assert (await home.say("desk", question_id=asked.question.id)).reply == "The desk lamp is on."


async def test_many_devices_at_once(tmp_path: Path) -> None:
    lights = [{"kind": "light", "id": f"spot{n}", "name": f"Spot {n}", "room": "Kitchen"} for n in range(12)]
    async with ring(tmp_path, {**HOME, "devices": lights}) as home:
        everything = tuple(f"spot{n}" for n in range(12))
        home.planner.on("all off", turn(False, *everything, group=True))
        result = await home.say("all off")
        assert result.reply == "All 12 lights in the kitchen are off."
        home.planner.on("colour", SetStep(everything, (Assignment("color", "red"),), group=True))
        assert (await home.say("colour")).reply == "None of them can do that."


async def test_turns_of_one_conversation_follow_one_another(home: Ring) -> None:
    home.planner.on("on", turn(True, "ceiling"))
    home.planner.on("off", turn(False, "ceiling"))
    await asyncio.gather(home.say("on"), home.say("off"))
    assert home.state("ceiling")["on"] is False
    assert [t.utterance for t in await home.sessions.history("home", "talk")] == ["on", "off"]


def test_the_service_is_what_the_servers_need(home: Ring) -> None:
    service: Conversation = home.service
    assert callable(service.converse)
