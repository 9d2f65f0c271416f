"""Parts that fail under a conversation: it says what is so, and nothing is lost."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.errors import DeadlinePassed
from assistant.ports import (
    CommandSent,
    ConversationRequest,
    PlanMade,
    Status,
)
from devices.bus import Message
from devices.errors import BrokerUnavailable, DatabaseUnavailable, UnknownHome
from devices.registry.routines import Routine
from model_core.errors import EngineBusy
from model_core.plan import (
    After,
    CancelStep,
    GetStep,
    LaterStep,
)
from tests.integration.assistant.stack import UNLOCK, Ring, ring, turn


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


async def test_a_caller_with_little_time_gets_what_is_known(tmp_path: Path) -> None:
    async with ring(tmp_path, patience=20.0, silence=30.0) as home:
        home.planner.on("fan on", turn(True, "fan"))
        await home.fleet.devices["fan"]._bus.subscribe("ensemble/home/fan/command", _deaf)
        result = await home.say("fan on", deadline=home.clock() + timedelta(seconds=1))
        assert result.total_ms < 1000
        assert result.status is Status.UNKNOWN
        with pytest.raises(DeadlinePassed):
            await home.say("fan on", deadline=home.clock())


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
    async def unavailable(*_arguments: object, **_options: object) -> Routine:
        raise DatabaseUnavailable

    later = LaterStep(After(60), (turn(False, "ceiling"),))
    home.planner.on("for a minute", turn(True, "ceiling"), later)
    home.planner.on("in a minute", later)
    home.planner.on("on, forget the rest", turn(True, "desk"), CancelStep())
    monkeypatch.setattr(home.scheduler, "create", unavailable)
    monkeypatch.setattr(home.waiting, "find", unavailable)
    result = await home.say("for a minute")
    assert home.state("ceiling")["on"] is True
    assert result.reply == (
        "The ceiling light is on. My memory does not answer at the moment, so I did not note that."
    )
    assert result.status is Status.PARTLY
    reply = (await home.say("on, forget the rest")).reply
    assert reply == "The desk lamp is on. My memory does not answer at the moment, so I changed nothing."
    with pytest.raises(DatabaseUnavailable):
        await home.say("in a minute")


async def _deaf(_: Message) -> None:
    """Takes a command and says nothing."""


async def test_silent_device_is_not_said_to_be_done(home: Ring) -> None:
    home.planner.on("fan on", turn(True, "fan"))

    await home.fleet.devices["fan"]._bus.subscribe("ensemble/home/fan/command", _deaf)
    result = await home.say("fan on")
    assert result.reply == "The bedroom fan did not answer, so I can't say whether it is on."
    assert result.status is Status.UNKNOWN
