"""Words for the assistant itself are answered, and plan nothing."""

from __future__ import annotations

import pytest

from assistant.courtesies import reply_to
from assistant.ports import Status
from assistant.wording.sayings import Saying
from model_core.plan import GetStep
from tests.integration.assistant.stack import Ring, turn


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("Hi!", "Hello."),
        ("hello there", "Hello."),
        ("Thank you so much.", "You are welcome."),
        ("bye", "Goodbye."),
        ("never mind", "All right, I left it as it was."),
        ("你好", "你好。"),
        ("谢谢你！", "不客气。"),
    ],
)
async def test_is_answered_politely(home: Ring, said: str, reply: str) -> None:
    result = await home.say(said)
    assert (result.reply, result.status, result.plan) == (reply, Status.ANSWERED, None)
    assert home.planner.requests == []


async def test_tells_what_can_be_said(home: Ring) -> None:
    assert "turn off all the lights" in (await home.say("What can you do?")).reply
    assert "定一个十分钟的计时器" in (await home.say("你能做什么")).reply


async def test_what_was_said_before_can_be_called_off(home: Ring) -> None:
    home.planner.on("light on", turn(True, "ceiling"))
    home.planner.on("never mind", turn(False, "ceiling"))
    await home.say("light on")
    await home.say("never mind")
    assert home.state("ceiling")["on"] is False


async def test_an_answer_to_what_may_not_have_been_asked_says_so(home: Ring) -> None:
    home.planner.on("mumble", GetStep(("front",), properties=("locked",)))
    assert (await home.say("mumble")).reply == "The front door is locked."
    home.planner.confidence = 0.2
    assert (await home.say("mumble")).reply == "I may have misunderstood you. The front door is locked."


@pytest.mark.parametrize(
    "said", ["hello kitchen light", "thanks to you the lamp is off", "help me sleep", "hey you"]
)
def test_is_no_courtesy(said: str) -> None:
    assert reply_to(said, begins=True) is None


def test_nothing_to_call_off() -> None:
    assert reply_to("never mind", begins=False) is None
    assert reply_to("Never mind!", begins=True) is Saying.LEFT
