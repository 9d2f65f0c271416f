"""A Chinese conversation through the real ring: replies, confirmations, PINs, schedules, errors."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.ports import QuestionAsked, Status
from devices.bus import Message
from devices.errors import DatabaseUnavailable
from model_core.errors import EngineBusy
from model_core.plan import (
    After,
    AskStep,
    Assignment,
    At,
    CancelStep,
    Comparison,
    GetStep,
    LaterStep,
    Query,
    Question,
    Reason,
    RefuseStep,
    SetStep,
    Test,
)
from tests.integration.assistant.stack import UNLOCK, Ring, ring, turn

FLAT: dict[str, Any] = {
    "home": "home",
    "name": "家",
    "rooms": [{"name": "厨房"}, {"name": "卧室"}],
    "devices": [
        {"kind": "light", "id": "ceiling", "name": "厨房灯", "room": "厨房"},
        {"kind": "light", "id": "desk", "name": "Desk lamp", "room": "卧室"},
        {"kind": "fan", "id": "fan", "name": "卧室风扇", "room": "卧室"},
        {"kind": "lock", "id": "front", "name": "前门"},
        {"kind": "temperature sensor", "id": "sensor", "name": "温度计", "room": "卧室"},
        {
            "kind": "generic",
            "id": "safe",
            "name": "保险箱",
            "description": {
                "type": "safe",
                "properties": {"open": {"type": "boolean", "writable": True, "risk": "pin"}},
            },
            "state": {"open": False},
        },
    ],
}
OPEN_SAFE = SetStep(("safe",), (Assignment("open", True),))
LIGHT = turn(True, "ceiling")


@pytest.fixture
async def flat(tmp_path: Path) -> AsyncIterator[Ring]:
    """A ring whose devices have Chinese names, but for one."""
    async with ring(tmp_path, FLAT, pins={"home": "2468"}) as made:
        yield made


async def test_the_reply_is_in_the_language_of_each_sentence(flat: Ring) -> None:
    flat.planner.on("打开厨房灯", LIGHT)
    flat.planner.on("kitchen light off", turn(False, "ceiling"))
    done = await flat.say("打开厨房灯")
    assert (done.status, done.reply) == (Status.DONE, "厨房灯已打开。")
    assert flat.state("ceiling")["on"] is True
    assert (await flat.say("kitchen light off")).reply == "The 厨房灯 is off."
    assert (await flat.say("打开厨房灯")).reply == "厨房灯已打开。"


async def test_answers_and_refusals(flat: Ring) -> None:
    locked = Test("locked", Comparison.EQUAL, True)
    flat.planner.on("前门锁了吗", GetStep(("front",), Query.CHECK, test=locked))
    flat.planner.on("讲个笑话", RefuseStep(Reason.CHAT))
    flat.planner.on("太亮", SetStep(("desk",), (Assignment("brightness", 150),)))
    assert (await flat.say("前门锁了吗")).reply == "是的，前门锁着。"
    assert (await flat.say("讲个笑话")).reply == "我只管这里的设备，这个帮不了你。"
    refused = await flat.say("太亮")
    assert refused.reply == "亮度的范围是0到100%。"
    assert refused.outcomes[0].message == "Desk lamp：亮度的范围是0到100%。"


@pytest.mark.parametrize("yes", ["是的", "可以。", "OK"])
async def test_a_confirmation_is_asked_and_answered_in_chinese(flat: Ring, yes: str) -> None:
    flat.planner.on("开灯，把前门打开", LIGHT, UNLOCK)
    asked = await flat.say("开灯，把前门打开")
    assert (asked.status, asked.reply) == (Status.ASKED, "厨房灯已打开。要解锁前门吗？确认请说“是”。")
    assert isinstance(flat.events[-1], QuestionAsked)
    assert asked.question is not None
    assert [(c.id, c.label) for c in asked.question.choices] == [("yes", "是"), ("no", "不")]
    assert flat.state("front")["locked"] is True
    done = await flat.say(yes)
    assert (done.reply, flat.state("front")["locked"]) == ("前门已解锁。", False)
    assert len(flat.planner.requests) == 1


@pytest.mark.parametrize("no", ["不用了", "no"])
async def test_a_no_leaves_it(flat: Ring, no: str) -> None:
    flat.planner.on("把前门打开", UNLOCK)
    await flat.say("把前门打开")
    left = await flat.say(no)
    assert (left.status, left.reply) == (Status.CANCELLED, "好的，那就不动了。")
    assert flat.state("front")["locked"] is True


async def test_a_yes_that_comes_too_late(flat: Ring) -> None:
    flat.planner.on("把前门打开", UNLOCK)
    await flat.say("把前门打开")
    flat.clock.ahead = timedelta(seconds=61)
    assert (await flat.say("yes")).reply == "那个问题已经过期了，所以什么都没做。请再说一次。"
    assert flat.state("front")["locked"] is True


async def test_a_pin_keeps_the_language_of_the_conversation(flat: Ring) -> None:
    flat.planner.on("打开保险箱", OPEN_SAFE)
    assert (await flat.say("打开保险箱")).reply == "要打开保险箱吗？请说出密码。"
    assert (await flat.say("1111")).reply == "密码不对，所以什么都没做。"
    assert (await flat.say("2468")).reply == "抱歉，我没听懂。", "nobody asked for it any more"
    await flat.say("打开保险箱")
    assert (await flat.say("好的")).reply == "这需要密码，所以什么都没做。"
    await flat.say("打开保险箱")
    assert flat.state("safe")["open"] is False
    assert (await flat.say("密码是二四六八")).reply == "保险箱已打开。"
    assert flat.state("safe")["open"] is True


async def test_an_english_question_is_answered_in_digits_in_english(flat: Ring) -> None:
    flat.planner.on("打开保险箱", OPEN_SAFE)
    flat.planner.on("open the safe", OPEN_SAFE)
    await flat.say("打开保险箱")
    await flat.say("open the safe")
    assert (await flat.say("二四六八")).reply == "The 保险箱 is open."


async def test_a_name_that_answers_a_question_changes_no_language(flat: Ring) -> None:
    flat.planner.on("把灯打开", AskStep(Question.WHICH, ("ceiling", "desk")))
    flat.planner.on("desk lamp", turn(True, "desk"))
    flat.planner.on("Desk lamp", turn(True, "desk"))
    assert (await flat.say("把灯打开")).reply == "哪一个：厨房灯还是Desk lamp？"
    assert (await flat.say("desk lamp")).reply == "Desk lamp已打开。"
    asked = await flat.say("把灯打开")
    assert asked.question is not None
    tapped = await flat.say("desk", question_id=asked.question.id)
    assert tapped.reply == "Desk lamp已打开。"


async def test_words_of_no_language_are_answered_in_the_tag_of_the_request(flat: Ring) -> None:
    flat.planner.on("21")
    assert (await flat.say("21", "new", language="zh-CN")).reply == "抱歉，我没听懂。"
    assert (await flat.say("21", "newer")).reply == "Sorry, I did not understand that."


async def test_doubt(flat: Ring) -> None:
    flat.planner.on("那个", LIGHT, LaterStep(After(600), (turn(False, "ceiling"),)))
    flat.planner.confidence = 0.1
    asked = await flat.say("那个")
    assert asked.reply == "我不确定听懂了没有。要打开厨房灯，并10分钟后关闭厨房灯吗？确认请说“是”。"
    assert (await flat.say("对")).reply == "厨房灯已打开。10分钟后我会关闭厨房灯。"


async def test_what_is_for_later_is_told_in_the_language_it_was_asked_for_in(flat: Ring) -> None:
    flat.notices.listen("home", "talk", lambda _text: True)
    flat.planner.on("一秒后开灯", LaterStep(After(1), (LIGHT,)))
    flat.planner.on("一秒的计时器", LaterStep(After(1), ()))
    assert (await flat.say("一秒后开灯")).reply == "1秒后我会打开厨房灯。"
    assert await told(flat) == "厨房灯已打开。"
    assert (await flat.say("一秒的计时器")).reply == "1秒的计时器设好了。"
    assert await told(flat) == "1秒的计时器到时间了。"
    flat.planner.on("取消", CancelStep())
    flat.planner.on("每天七点开灯", LaterStep(At("07:00", "daily"), (LIGHT,)))
    flat.planner.on("日落开灯", LaterStep(At("sunset"), (LIGHT,)))
    assert (await flat.say("每天七点开灯")).reply == "每天07:00我会打开厨房灯。"
    assert (await flat.say("日落开灯")).reply == "我不知道家在哪里，所以算不出日出日落的时间。"
    assert (await flat.say("取消", "elsewhere")).reply == "没有可以取消的安排。"
    flat.planner.on("取消定时", CancelStep())
    assert (await flat.say("取消定时")).reply == "已经取消了。"


async def test_what_nobody_heard_is_told_with_the_next_reply(flat: Ring) -> None:
    flat.planner.on("计时", LaterStep(After(1), ()))
    flat.planner.on("打开厨房灯", LIGHT)
    await flat.say("计时")
    await told(flat)
    async with asyncio.timeout(5):
        while not await flat.sessions._redis.exists("ensemble:notices:home:talk"):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    reply = (await flat.say("打开厨房灯")).reply
    assert reply == "顺便说一声，1秒的计时器到时间了。厨房灯已打开。"


async def test_a_silent_device_is_not_said_to_be_done(flat: Ring) -> None:
    flat.planner.on("打开风扇", turn(True, "fan"))
    await flat.fleet.devices["fan"]._bus.subscribe("ensemble/home/fan/command", _deaf)
    result = await flat.say("打开风扇")
    assert (result.status, result.reply) == (
        Status.UNKNOWN,
        "卧室风扇没有回应，所以我说不准它是不是开着。",
    )


async def test_an_offline_device_is_said_to_be_offline(flat: Ring) -> None:
    await flat.fleet.devices["fan"].stop()
    await flat.presence("fan", online=False)
    flat.planner.on("都打开", turn(True, "fan", "ceiling"))
    assert (await flat.say("都打开")).reply == "卧室风扇离线了，所以那边什么都没做。厨房灯已打开。"


async def test_errors_are_told_in_the_language_of_the_sentence(
    flat: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    flat.planner.error = EngineBusy("Busy.")
    with pytest.raises(EngineBusy, match=r"^我正忙着，请过一会儿再说一次。$"):
        await flat.say("打开厨房灯")
    with pytest.raises(EngineBusy, match=r"^Busy\.$"):
        await flat.say("light on")

    async def unavailable(*_arguments: object) -> object:
        raise DatabaseUnavailable

    monkeypatch.setattr(flat.hub, "snapshot", unavailable)
    with pytest.raises(DatabaseUnavailable, match=r"^我的记忆暂时没有回应。$"):
        await flat.say("打开厨房灯")


async def test_without_memory_nothing_risky_is_done(flat: Ring) -> None:
    await flat.sessions.close()
    flat.sessions._redis.connection_pool.connection_kwargs["server"].connected = False
    flat.planner.on("把前门打开", UNLOCK)
    refused = await flat.say("把前门打开")
    assert refused.reply == "我暂时跟不上对话。所以我没法请你确认，也就没有做。"
    assert flat.state("front")["locked"] is True


async def told(home: Ring) -> str:
    """The next thing that is told without having been asked."""
    async with asyncio.timeout(5):
        return (await home.told.get()).text


async def _deaf(_: Message) -> None:
    """Takes a command and says nothing."""
