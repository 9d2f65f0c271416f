"""What is risky is asked about first: yes, no, a PIN, and whose question it is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from assistant.ports import (
    QuestionAsked,
    Status,
)
from model_core.plan import (
    After,
    AskStep,
    Assignment,
    At,
    CancelStep,
    LaterStep,
    Question,
    Reason,
    RefuseStep,
    SetStep,
)
from tests.integration.assistant.stack import HOME, UNLOCK, Ring, ring, turn


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


async def test_yes_is_bound_to_what_was_asked_and_checked_again(home: Ring) -> None:
    home.planner.on("trunk", SetStep(("car",), (Assignment("trunk_open", True),)))
    await home.say("trunk")
    home.fleet.behaviours["car"].observe({"speed": 30.0})
    await home.heard("car", "speed", 30.0)
    result = await home.say("yes")
    assert result.reply == "The car is moving, so I won't open or unlock anything on it."
    assert home.state("car")["trunk_open"] is False


async def test_never_mind_drops_a_question_and_nothing_else(home: Ring) -> None:
    home.planner.on("the light", AskStep(Question.WHICH, ("ceiling", "desk")))
    home.planner.on("never mind", CancelStep())
    home.planner.on("timer", LaterStep(After(600), ()))
    await home.say("timer")
    await home.say("the light")
    assert (await home.say("never mind")).status is Status.CANCELLED
    assert len(home.planner.requests) == 2
    assert (await home.say("never mind")).reply == "I cancelled the timer."


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
        await home.say("2468")
        assert home.state("safe")["open"] is False
        await home.say("open safe")
        assert (await home.say("yes")).reply == "That needs the PIN, so nothing was done."
        await home.say("open safe")
        assert (await home.say("two four six eight")).reply == "The safe is open."
        assert home.state("safe")["open"] is True


@pytest.mark.parametrize("said", ["two four six eight, thanks", "呃，密码是2468吧"])
async def test_digits_among_other_words_are_neither_planned_nor_remembered(tmp_path: Path, said: str) -> None:
    async with ring(tmp_path, SAFE, pins={"home": "2468"}) as home:
        home.planner.on("open safe", OPEN_SAFE)
        home.planner.on("sing", RefuseStep(Reason.CHAT))
        await home.say("open safe")
        refused = await home.say(said, language="en")
        assert refused.status is Status.REFUSED
        assert refused.reply in ("That needs the PIN, so nothing was done.", "这需要密码，所以什么都没做。")
        await home.say("sing")
        assert [r.utterance for r in home.planner.requests] == ["open safe", "sing"]
        assert [t.utterance for t in home.planner.requests[-1].history] == ["open safe"]
        assert home.state("safe")["open"] is False


async def test_digits_of_somebody_else_are_not_planned_while_a_pin_is_asked_for(tmp_path: Path) -> None:
    async with ring(tmp_path, SAFE, pins={"home": "2468"}) as home:
        home.planner.on("open safe", OPEN_SAFE)
        await home.say("open safe", subject="anna")
        refused = await home.say("um, 2468 I think", subject="ben")
        assert (refused.status, refused.reply) == (Status.REFUSED, "Sorry, I did not understand that.")
        assert [r.utterance for r in home.planner.requests] == ["open safe"]


async def test_digits_among_other_words_that_come_too_late_are_not_planned(tmp_path: Path) -> None:
    async with ring(tmp_path, SAFE, pins={"home": "2468"}) as home:
        home.planner.on("open safe", OPEN_SAFE)
        await home.say("open safe")
        home.clock.ahead = timedelta(seconds=61)
        late = await home.say("um, 2468 I think")
        assert late.reply == "That question is no longer open, so nothing was done. Please ask again."
        assert [r.utterance for r in home.planner.requests] == ["open safe"]


@pytest.mark.parametrize("said", ["yes 2468", "我的 PIN 是 2468"])
async def test_a_pin_may_be_said_in_a_sentence(tmp_path: Path, said: str) -> None:
    async with ring(tmp_path, SAFE, pins={"home": "2468"}) as home:
        home.planner.on("open safe", OPEN_SAFE)
        await home.say("open safe")
        assert (await home.say(said)).reply == "The safe is open."
        assert len(home.planner.requests) == 1


@pytest.mark.parametrize("said", ["嗯", "确定？", "ok?"])
async def test_a_question_or_hesitation_is_no_yes(home: Ring, said: str) -> None:
    home.planner.on("unlock", UNLOCK)
    home.planner.on(said, RefuseStep(Reason.UNCLEAR))
    await home.say("unlock")
    assert (await home.say(said)).status is Status.REFUSED
    assert home.state("front")["locked"] is True


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


@pytest.mark.parametrize("late", ["2468", "My PIN is two four six eight.", "二四六八"])
async def test_a_pin_that_nobody_asked_for_is_neither_planned_nor_remembered(
    tmp_path: Path, late: str
) -> None:
    async with ring(tmp_path, SAFE, pins={"home": "2468"}) as home:
        home.planner.on("open safe", OPEN_SAFE)
        home.planner.on("sing", RefuseStep(Reason.CHAT))
        await home.say("open safe")
        await home.say("sing")
        refused = await home.say(late)
        assert (refused.status, refused.reply) == (Status.REFUSED, "Sorry, I did not understand that.")
        await home.say("sing")
        assert [r.utterance for r in home.planner.requests] == ["open safe", "sing", "sing"]
        assert [t.utterance for t in home.planner.requests[-1].history] == ["open safe", "sing"]
        assert home.state("safe")["open"] is False


async def test_a_pin_in_place_of_a_yes_is_not_planned(home: Ring) -> None:
    home.planner.on("unlock", UNLOCK)
    await home.say("unlock")
    assert (await home.say("2468")).reply == "Sorry, I did not understand that."
    assert (len(home.planner.requests), home.state("front")["locked"]) == (1, True)


async def test_a_pin_to_the_question_that_somebody_else_was_asked_is_not_planned(home: Ring) -> None:
    home.planner.on("wake me", AskStep(Question.WHAT))
    await home.say("wake me", subject="anna")
    assert (await home.say("0730", subject="ben")).reply == "Sorry, I did not understand that."
    assert len(home.planner.requests) == 1


@pytest.mark.parametrize("question", [Question.WHAT, Question.WHICH])
async def test_digits_that_answer_a_plain_question_are_planned(home: Ring, question: Question) -> None:
    home.planner.on("wake me", AskStep(question))
    home.planner.on("0730", LaterStep(At("07:30"), ()))
    await home.say("wake me")
    assert (await home.say("0730")).status is Status.SCHEDULED
    assert home.planner.requests[-1].history[-1].utterance == "wake me"
    assert (await home.say("0730")).status is Status.REFUSED


async def test_digits_too_short_for_a_pin_are_planned(home: Ring) -> None:
    home.planner.on("21", RefuseStep(Reason.CHAT))
    await home.say("21")
    assert [r.utterance for r in home.planner.requests] == ["21"]
