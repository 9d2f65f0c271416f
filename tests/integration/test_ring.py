"""From a sentence over gRPC to devices on MQTT and back, on the embedded parts and on real servers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from ensemble.v1 import assistant_pb2 as pb
from ensemble.v1 import common_pb2, device_pb2
from rich.console import Console

from assistant.client import CallFailed
from assistant.convert import values_from_proto
from assistant.demo.play import Play, stage
from assistant.demo.script import SCENES
from assistant.planner import Planner
from assistant.settings import Settings
from assistant.startup import load_settings
from tests.integration.planners import ScriptedPlanner
from tests.integration.test_demo import PLANS
from tests.servers import free_port

DEADLINE = 10.0
MODEL_CACHE = load_settings().model_cache_dir
"""Where `make demo` keeps the built model, too."""


@pytest.fixture(params=["embedded", "servers"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Once with nothing installed, once on Mosquitto, PostgreSQL and Redis."""
    if request.param == "embedded":
        return Settings(data_dir=tmp_path, grpc_address="127.0.0.1:0", mqtt_port=free_port(), patience=3.0)
    return Settings(
        data_dir=tmp_path,
        grpc_address="127.0.0.1:0",
        database_url=request.getfixturevalue("fresh_postgres_url"),
        redis_url=request.getfixturevalue("redis_url"),
        mqtt_host="127.0.0.1",
        mqtt_port=request.getfixturevalue("mosquitto_port"),
        patience=3.0,
    )


@asynccontextmanager
async def ring(settings: Settings, plans: dict[str, str] | None = None) -> AsyncIterator[Play]:
    """The demo home with plans by utterance, or with the model."""
    planner: Planner | None = ScriptedPlanner(plans) if plans is not None else None
    async with stage(settings, Console(quiet=True), planner=planner) as play:
        yield play


def sentence(utterance: str, *, conversation_id: str = "", question_id: str = "") -> pb.ConverseRequest:
    return pb.ConverseRequest(
        home_id="demo",
        utterance=utterance,
        device_id="phone",
        conversation_id=conversation_id,
        question_id=question_id,
    )


async def events_of(play: Play, request: pb.ConverseRequest) -> list[pb.ConverseStreamResponse]:
    async with asyncio.timeout(DEADLINE):
        return [event async for event in play.client.turn(request)]


def kinds(events: list[pb.ConverseStreamResponse]) -> list[str]:
    return [event.WhichOneof("event") or "" for event in events]


async def test_the_whole_conversation(settings: Settings) -> None:
    async with ring(settings, PLANS) as play:
        await play.perform(SCENES)
        assert play.failures == []


@pytest.mark.model
@pytest.mark.timeout(180)
async def test_the_whole_conversation_with_the_model(settings: Settings) -> None:
    async with ring(settings.model_copy(update={"model_cache": MODEL_CACHE})) as play:
        await play.perform(SCENES)
        assert play.failures == []


async def test_events_come_in_order_and_end_with_what_the_device_reported(settings: Settings) -> None:
    async with ring(settings, {"go": "set living room curtains: position=70; set tv: on=true"}) as play:
        events = await events_of(play, sentence("go"))
        assert kinds(events)[:4] == ["heard", "plan_made", "command_sent", "command_sent"]
        assert kinds(events)[-2:] == ["reply_text", "done"]
        outcomes = {e.device_outcome.outcome.device_id: e.device_outcome.outcome for e in events if e.turn}
        assert outcomes["tv"].state == common_pb2.COMMAND_STATE_SUCCEEDED
        curtains = outcomes["living_room_curtains"]
        assert curtains.state == common_pb2.COMMAND_STATE_SUCCEEDED
        assert values_from_proto(curtains.reported) == {"position": 70}
        assert events[-1].done.status == pb.CONVERSE_STATUS_DONE


async def test_a_follow_up_is_planned_with_what_was_said_before(settings: Settings) -> None:
    planner = ScriptedPlanner(
        {"light on": "set kitchen light: on=true", "brighter": "set kitchen light: brightness=30"}
    )
    async with stage(settings, Console(quiet=True), planner=planner) as play:
        first = await play.client.converse(sentence("light on"))
        await play.client.converse(sentence("brighter", conversation_id=first.conversation_id))
        await play.client.converse(sentence("light on"))
        before = [[turn.plan for turn in request.history] for request in planner.requests]
        assert before == [[], ["set kitchen light: on=true"], []]
        assert planner.requests[0].device == "phone"


async def test_a_device_that_is_gone_is_said_to_be_gone_and_obeys_when_it_is_back(settings: Settings) -> None:
    async with ring(settings, {"light on": "set kitchen light: on=true"}) as play:
        lamp = play.fleet.devices["kitchen_light"]
        await lamp.drop()
        await presence(play, "kitchen_light", online=False)
        gone = await play.client.converse(sentence("light on"))
        assert gone.status == pb.CONVERSE_STATUS_FAILED
        assert gone.outcomes[0].code == "device_offline"
        assert "is on" not in gone.reply
        await lamp.restore()
        await presence(play, "kitchen_light", online=True)
        assert lamp.behaviour.value("on") is False
        back = await play.client.converse(sentence("light on"))
        assert back.status == pb.CONVERSE_STATUS_DONE
        assert lamp.behaviour.value("on") is True


async def test_what_a_device_refuses_is_not_said_to_be_done(settings: Settings) -> None:
    async with ring(settings, {"lock": "set front door: locked=true; set tv: on=true"}) as play:
        play.fleet.behaviours["front_door"].observe({"door_open": True, "locked": False})
        answer = await play.client.converse(sentence("lock"))
        assert answer.status == pb.CONVERSE_STATUS_PARTLY
        by_device = {outcome.device_id: outcome for outcome in answer.outcomes}
        assert by_device["front_door"].state == common_pb2.COMMAND_STATE_REJECTED
        assert by_device["front_door"].code == "blocked"
        assert by_device["tv"].state == common_pb2.COMMAND_STATE_SUCCEEDED
        assert "is locked" not in answer.reply


async def test_only_the_exact_question_can_be_agreed_to_and_only_once(settings: Settings) -> None:
    plans = {"unlock": "set front door: locked=false", "yes": "refuse unclear"}
    async with ring(settings, plans) as play:
        asked = await play.client.converse(sentence("unlock"))
        assert asked.status == pb.CONVERSE_STATUS_ASKED
        assert play.fleet.behaviours["front_door"].value("locked") is True
        wrong = sentence("yes", conversation_id=asked.conversation_id, question_id="another")
        assert (await play.client.converse(wrong)).status == pb.CONVERSE_STATUS_REFUSED
        asked = await play.client.converse(sentence("unlock", conversation_id=asked.conversation_id))
        right = sentence("yes", conversation_id=asked.conversation_id, question_id=asked.question.id)
        assert (await play.client.converse(right)).status == pb.CONVERSE_STATUS_DONE
        assert play.fleet.behaviours["front_door"].value("locked") is False
        assert (await play.client.converse(right)).status == pb.CONVERSE_STATUS_REFUSED


async def test_turns_at_the_same_time_all_reach_their_devices(settings: Settings) -> None:
    lights = {"kitchen light": "kitchen_light", "living room light": "living_room_light"}
    plans = {
        f"{name} {level}": f"set {name}: brightness={level}" for name in lights for level in range(10, 20)
    }
    async with ring(settings, plans) as play:
        answers = await asyncio.gather(*(play.client.converse(sentence(said)) for said in plans))
        assert {answer.status for answer in answers} == {pb.CONVERSE_STATUS_DONE}
        for device_id in lights.values():
            assert play.fleet.devices[device_id].counters["carried_out"] == 10


async def test_a_device_nobody_has_seen_before_is_known_to_the_next_sentence(settings: Settings) -> None:
    async with ring(settings, {"bubbles": "set bubble machine: bubbles=7"}) as play:
        description = device_pb2.DeviceDescription(
            name="Bubble machine",
            type="bubble machine",
            properties=[
                device_pb2.Property(
                    name="bubbles", type=device_pb2.VALUE_TYPE_INTEGER, writable=True, minimum=0, maximum=9
                )
            ],
        )
        with pytest.raises(CallFailed) as unknown:
            await play.client.converse(sentence("bubbles"))
        assert unknown.value.code == "invalid_plan"
        await play.client.register(
            device_pb2.RegisterDeviceRequest(home_id="demo", device_id="bubbles", description=description)
        )
        answer = await play.client.converse(sentence("bubbles"))
        assert answer.outcomes[0].device_id == "bubbles"
        assert answer.outcomes[0].code == "device_offline"


async def presence(play: Play, device_id: str, *, online: bool) -> None:
    """Wait until the registry knows that the device is there, or is not."""
    async with asyncio.timeout(DEADLINE), play.app.hub.watch("demo", [device_id]) as changes:
        while (device := (await play.app.hub.snapshot("demo")).device(device_id)) is None or (
            device.online is not online
        ):
            await anext(changes)
