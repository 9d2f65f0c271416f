from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.errors import AssistantError, DeadlinePassed
from assistant.ports import (
    CommandSent,
    Conversation,
    ConversationRequest,
    DeviceOutcome,
    Heard,
    PlanMade,
    QuestionAsked,
    ReplyText,
    Status,
)
from devices.bus import Message
from devices.errors import BrokerUnavailable, DatabaseUnavailable, UnknownHome
from devices.registry.routines import Routine
from model_core.errors import EngineBusy
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
    Test,
    Word,
)
from tests.integration.assistant.stack import HOME, Ring, ring


def turn(on: bool, *devices: str, group: bool = False) -> SetStep:
    return SetStep(devices, (Assignment("on", on),), group=group)


UNLOCK = SetStep(("front",), (Assignment("locked", False),))


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


async def test_silent_device_is_not_said_to_be_done(home: Ring) -> None:
    home.planner.on("fan on", turn(True, "fan"))

    await home.fleet.devices["fan"]._bus.subscribe("ensemble/home/fan/command", _deaf)
    result = await home.say("fan on")
    assert result.reply == "The bedroom fan did not answer, so I can't say whether it is on."
    assert result.status is Status.UNKNOWN


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


async def test_confirmation_then_yes(home: Ring) -> None:
    home.planner.on("unlock and light", UNLOCK, turn(True, "ceiling"))
    asked = await home.say("unlock and light")
    assert asked.status is Status.ASKED
    assert asked.reply == "The ceiling light is on. Unlock the front door? Please say yes to confirm."
    assert isinstance(home.events[-1], QuestionAsked)
    assert home.state("front")["locked"] is True
    assert home.state("ceiling")["on"] is True
    done = await home.say("Yes, please!")
    assert done.reply == "The front door is unlocked."
    assert home.state("front")["locked"] is False
    assert len(home.planner.requests) == 1


async def test_confirmation_works_once(home: Ring) -> None:
    home.planner.on("unlock", UNLOCK)
    asked = await home.say("unlock")
    assert asked.question is not None
    await home.say("yes", question_id=asked.question.id)
    home.fleet.behaviours["front"].store({"locked": True})
    home.planner.on("yes", RefuseStep(Reason.UNCLEAR))
    assert (await home.say("yes")).status is Status.REFUSED
    again = await home.say("yes", question_id=asked.question.id)
    assert again.reply == "That question is no longer open, so nothing was done. Please ask again."
    assert home.state("front")["locked"] is True


async def test_confirmation_expires(home: Ring) -> None:
    home.planner.on("unlock", UNLOCK)
    await home.say("unlock")
    home.clock.ahead = timedelta(seconds=61)
    late = await home.say("yes")
    assert late.reply == "That question is no longer open, so nothing was done. Please ask again."
    assert home.state("front")["locked"] is True


async def test_confirmation_belongs_to_its_conversation_and_speaker(home: Ring) -> None:
    home.planner.on("unlock", UNLOCK)
    home.planner.on("yes", RefuseStep(Reason.UNCLEAR))
    await home.say("unlock", subject="anna")
    assert (await home.say("yes", "elsewhere", subject="anna")).reply == "Sorry, I did not understand that."
    assert (await home.say("yes", subject="ben")).reply == "Sorry, I did not understand that."
    assert home.state("front")["locked"] is True


@pytest.mark.parametrize("no", ["no", "Never mind.", "不用了"])
async def test_no_leaves_it(home: Ring, no: str) -> None:
    home.planner.on("unlock", UNLOCK)
    await home.say("unlock")
    result = await home.say(no)
    assert result.status is Status.CANCELLED
    home.planner.on("yes", RefuseStep(Reason.UNCLEAR))
    await home.say("yes")
    assert home.state("front")["locked"] is True


async def test_anything_else_is_a_new_request_and_drops_the_question(home: Ring) -> None:
    home.planner.on("unlock", UNLOCK)
    home.planner.on("light on", turn(True, "ceiling"))
    home.planner.on("yes", RefuseStep(Reason.UNCLEAR))
    await home.say("unlock")
    assert (await home.say("light on")).status is Status.DONE
    await home.say("yes")
    assert home.state("front")["locked"] is True


async def test_yes_is_bound_to_what_was_asked_and_checked_again(home: Ring) -> None:
    home.planner.on("trunk", SetStep(("car",), (Assignment("trunk_open", True),)))
    await home.say("trunk")
    home.fleet.behaviours["car"].observe({"speed": 30.0})
    await home.heard("car", "speed", 30.0)
    result = await home.say("yes")
    assert result.reply == "The car is moving, so I won't open or unlock anything on it."
    assert home.state("car")["trunk_open"] is False


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


async def test_model_failure_leaves_everything_as_it_was(home: Ring) -> None:
    home.planner.error = EngineBusy("busy")
    with pytest.raises(EngineBusy):
        await home.say("light on")
    assert home.state("ceiling")["on"] is False


async def test_unknown_home(home: Ring) -> None:
    with pytest.raises(UnknownHome):
        await home.service.converse(ConversationRequest("nowhere", "hello", "trace"))


async def test_without_memory_free_things_are_done_and_risky_ones_are_not(home: Ring) -> None:
    await home.sessions.close()
    home.sessions._redis.connection_pool.connection_kwargs["server"].connected = False
    home.planner.on("unlock and light", UNLOCK, turn(True, "ceiling"))
    result = await home.say("unlock and light")
    assert result.status is Status.PARTLY
    assert result.reply.startswith("The ceiling light is on. I cannot follow a conversation at the moment.")
    assert home.state("ceiling")["on"] is True
    assert home.state("front")["locked"] is True
    assert (await home.say("yes")).status is Status.REFUSED


async def test_a_question_in_the_same_sentence_sees_what_was_just_done(home: Ring) -> None:
    lit = GetStep(("ceiling", "desk"), Query.LIST, test=Test("on", Comparison.EQUAL, True))
    home.planner.on("on, and which?", turn(True, "ceiling"), lit)
    assert (
        await home.say("on, and which?")
    ).reply == "The ceiling light is on. Only the ceiling light is on."


async def test_never_mind_drops_a_question_and_nothing_else(home: Ring) -> None:
    home.planner.on("the light", AskStep(Question.WHICH, ("ceiling", "desk")))
    home.planner.on("never mind", CancelStep())
    home.planner.on("timer", LaterStep(After(600), ()))
    await home.say("timer")
    await home.say("the light")
    assert (await home.say("never mind")).status is Status.CANCELLED
    assert len(home.planner.requests) == 2
    assert (await home.say("never mind")).reply == "I cancelled the timer."


async def test_a_caller_with_little_time_gets_what_is_known(tmp_path: Path) -> None:
    async with ring(tmp_path, patience=20.0, silence=30.0) as home:
        home.planner.on("fan on", turn(True, "fan"))
        await home.fleet.devices["fan"]._bus.subscribe("ensemble/home/fan/command", _deaf)
        result = await home.say("fan on", deadline=home.clock() + timedelta(seconds=1))
        assert result.total_ms < 1000
        assert result.status is Status.UNKNOWN
        with pytest.raises(DeadlinePassed):
            await home.say("fan on", deadline=home.clock())


async def test_a_tapped_choice_reaches_the_model_by_name(home: Ring) -> None:
    home.planner.on("the light", AskStep(Question.WHICH, ("ceiling", "desk")))
    asked = await home.say("the light")
    assert asked.question is not None
    home.planner.on("Desk lamp", turn(True, "desk"))
    assert (await home.say("desk", question_id=asked.question.id)).reply == "The desk lamp is on."


async def test_a_caller_who_hangs_up_is_told_what_was_sent(home: Ring) -> None:
    home.planner.on("fan on", turn(True, "fan"))
    await home.fleet.devices["fan"]._bus.subscribe("ensemble/home/fan/command", _deaf)
    task = asyncio.create_task(home.say("fan on"))
    async with asyncio.timeout(5):
        while not any(isinstance(e, PlanMade) for e in home.events):  # noqa: ASYNC110 - not ours to signal
            await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert isinstance(home.events[-1], CommandSent)
    command = await home.hub.get_command("home", home.events[-1].outcome.command_id)
    assert command is not None


async def test_broker_down_is_told_as_not_yet(home: Ring) -> None:
    home.planner.on("light on", turn(True, "ceiling"))
    await home.broker.stop()
    async with asyncio.timeout(5):
        while home.bus.connected.is_set():  # noqa: ASYNC110 - not ours to signal
            await asyncio.sleep(0.01)
    result = await home.say("light on")
    assert result.reply == "I could not reach the ceiling light yet, so nothing has changed there so far."
    assert result.status is Status.UNKNOWN
    await home.broker.start()


async def test_broker_down_makes_answers_old(home: Ring) -> None:
    home.planner.on("is the door locked", GetStep(("front",), properties=("locked",)))
    assert (await home.say("is the door locked")).reply == "The front door is locked."
    await home.broker.stop()
    async with asyncio.timeout(5):
        while home.bus.connected.is_set():  # noqa: ASYNC110 - not ours to signal
            await asyncio.sleep(0.01)
    reply = (await home.say("is the door locked")).reply
    assert reply.startswith("I have not heard from the front door since ")
    assert reply.endswith("; then it was locked.")
    await home.broker.start()


async def test_what_may_have_arrived_is_not_called_untouched(
    home: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def publish(*_message: object, **_options: object) -> bool:
        raise BrokerUnavailable("The MQTT broker did not confirm a message in time.")

    home.planner.on("light on", turn(True, "ceiling"))
    monkeypatch.setattr(home.bus, "publish", publish)
    result = await home.say("light on")
    assert result.reply == "The ceiling light did not answer, so I can't say whether it is on."
    assert result.status is Status.UNKNOWN


async def test_what_was_done_is_told_though_the_rest_cannot_be_noted(
    home: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unavailable(*_arguments: object) -> Routine:
        raise DatabaseUnavailable

    later = LaterStep(After(60), (turn(False, "ceiling"),))
    home.planner.on("for a minute", turn(True, "ceiling"), later)
    home.planner.on("in a minute", later)
    home.planner.on("on, forget the rest", turn(True, "desk"), CancelStep())
    monkeypatch.setattr(home.scheduler, "create", unavailable)
    monkeypatch.setattr(home.scheduler, "cancel", unavailable)
    result = await home.say("for a minute")
    assert home.state("ceiling")["on"] is True
    assert result.reply == (
        "The ceiling light is on. My memory does not answer at the moment, so I did not note that."
    )
    assert result.status is Status.PARTLY
    reply = (await home.say("on, forget the rest")).reply
    assert reply == "The desk lamp is on. My memory does not answer at the moment, so I cancelled nothing."
    with pytest.raises(DatabaseUnavailable):
        await home.say("in a minute")


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


async def _deaf(_: Message) -> None:
    """Takes a command and says nothing."""


SAFE = {
    **HOME,
    "devices": [
        {
            "kind": "generic",
            "id": "safe",
            "name": "Safe",
            "description": {
                "type": "safe",
                "properties": {"open": {"type": "boolean", "writable": True, "risk": "pin"}},
            },
            "state": {"open": False},
        }
    ],
}
OPEN_SAFE = SetStep(("safe",), (Assignment("open", True),))


async def test_pin(tmp_path: Path) -> None:
    async with ring(tmp_path, SAFE, pins={"home": "2468"}) as home:
        home.planner.on("open safe", OPEN_SAFE)
        asked = await home.say("open safe")
        assert asked.reply == "Open the safe? Please say your PIN."
        assert (await home.say("1111")).reply == "That is not the right PIN, so nothing was done."
        home.planner.on("2468", RefuseStep(Reason.UNCLEAR))
        await home.say("2468")
        assert home.state("safe")["open"] is False
        await home.say("open safe")
        assert (await home.say("yes")).reply == "That needs the PIN, so nothing was done."
        await home.say("open safe")
        assert (await home.say("two four six eight")).reply == "The safe is open."
        assert home.state("safe")["open"] is True


async def test_wrong_pins_are_counted(tmp_path: Path) -> None:
    async with ring(tmp_path, SAFE, pins={"home": "2468"}) as home:
        home.planner.on("open safe", OPEN_SAFE)
        for _ in range(5):
            await home.say("open safe")
            await home.say("0000")
        await home.say("open safe")
        assert "too many wrong PINs" in (await home.say("2468")).reply
        assert home.state("safe")["open"] is False


async def test_no_pin_set_up(tmp_path: Path) -> None:
    async with ring(tmp_path, SAFE) as home:
        home.planner.on("open safe", OPEN_SAFE)
        result = await home.say("open safe")
        assert result.reply == "That needs a PIN for the safe, and none is set up for this home."
        assert result.status is Status.REFUSED
