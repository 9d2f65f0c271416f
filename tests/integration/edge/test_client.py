"""The firmware's gRPC half against a real server: answers, events, and a core that goes and comes."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace
from pathlib import Path

import grpc.aio
import pytest
from ensemble.v1 import assistant_pb2, home_pb2

from assistant import ports
from edge import offline
from edge.backoff import Backoff
from edge.client import Core, EdgeClient, TalkEnded
from edge.examples.lamp import Lamp
from model_core.errors import EngineBusy
from tests.integration.grpc.support import DEADLINE, full_turn, result, site
from tests.integration.grpc.test_stream import QUESTION, ask

QUICK = 0.05


def core(port: int, home_id: str = "home") -> Core:
    return Core(f"127.0.0.1:{port}", home_id, "panel")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_a_sentence_and_its_follow_up(tmp_path: Path) -> None:
    async with site(tmp_path) as where, EdgeClient(core(where.server.port)) as client:
        first = await client.converse("turn on the lamp", room_id="kitchen")
        await client.converse("now off")
    assert (first.text, first.code, first.question) == ("The lamp is on.", "", None)
    requests = where.conversation.requests
    assert [r.conversation_id for r in requests] == ["", "talk-1"]
    assert (requests[0].device_id, requests[0].room_id) == ("panel", "kitchen")


async def test_a_question_is_answered(tmp_path: Path) -> None:
    async with site(tmp_path, ask, full_turn) as where, EdgeClient(core(where.server.port)) as client:
        asked = await client.converse("unlock the door")
        assert asked.question is not None
        await client.converse("yes", question_id=asked.question.id)
    assert where.conversation.requests[1].question_id == QUESTION.id


async def test_the_core_says_why_it_did_not(tmp_path: Path) -> None:
    async def busy(_request: ports.ConversationRequest, _emit: ports.Emit) -> ports.ConversationResult:
        raise EngineBusy("I am busy; please say it again in a moment.")

    async with site(tmp_path, busy) as where, EdgeClient(core(where.server.port)) as client:
        reply = await client.converse("turn on the lamp")
        assert (reply.code, reply.text) == ("engine_busy", "I am busy; please say it again in a moment.")
        assert (await client.converse(" ")).code == "empty_utterance"
    assert len(where.conversation.requests) == 1


async def test_without_a_core_nothing_is_kept_for_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edge.client.CONNECT_S", 0.5)
    port = free_port()
    async with EdgeClient(core(port)) as client:
        reply = await client.converse("open the garage door")
        assert (reply.text, reply.code, reply.response) == (offline.UNREACHABLE, "offline", None)
        monkeypatch.setattr("edge.client.CONNECT_S", DEADLINE)
        async with site(tmp_path, port=port) as where:
            assert (await client.converse("turn on the lamp")).text == "The lamp is on."
            assert [r.utterance for r in where.conversation.requests] == ["turn on the lamp"]


async def test_a_sentence_is_never_said_twice(tmp_path: Path) -> None:
    begun = asyncio.Event()

    async def dies(request: ports.ConversationRequest, _emit: ports.Emit) -> ports.ConversationResult:
        begun.set()
        await asyncio.sleep(60)
        return result(request)

    async with site(tmp_path, dies) as where, EdgeClient(core(where.server.port)) as client:
        said = asyncio.create_task(client.converse("open the garage door"))
        await asyncio.wait_for(begun.wait(), DEADLINE)
        await where.server.stop()
        reply = await asyncio.wait_for(said, DEADLINE)
    assert (reply.text, reply.code) == (offline.UNANSWERED, "offline")
    assert len(where.conversation.requests) == 1


async def test_a_stream_of_turns(tmp_path: Path) -> None:
    async with site(tmp_path, ask, full_turn) as where, EdgeClient(core(where.server.port)) as client:
        async with client.talk() as talk:
            await talk.say("unlock the door")
            asked = [str(event.WhichOneof("event")) async for event in talk.turn()]
            await talk.answer("yes")
            answered = [event async for event in talk.turn()]
        assert asked == ["heard", "question_asked", "done"]
        assert answered[-1].done.status == assistant_pb2.CONVERSE_STATUS_DONE
        assert client.conversation_id == "talk-1"


async def test_a_stream_that_ends_goes_on_in_a_new_one(tmp_path: Path) -> None:
    async with site(tmp_path) as where, EdgeClient(core(where.server.port)) as client:
        async with client.talk() as talk:
            await talk.say("turn on the lamp")
            assert [event async for event in talk.turn()]
            await talk.say(" ")
            with pytest.raises(TalkEnded) as caught:
                assert [event async for event in talk.turn()] == []
        assert caught.value.reply.code == "empty_utterance"
        async with client.talk() as talk:
            await talk.say("now off")
            assert [event async for event in talk.turn()]
    assert [r.conversation_id for r in where.conversation.requests] == ["", "talk-1"]


async def test_a_turn_is_taken_back(tmp_path: Path) -> None:
    begun = asyncio.Event()

    async def slow(request: ports.ConversationRequest, _emit: ports.Emit) -> ports.ConversationResult:
        begun.set()
        await asyncio.sleep(60)
        return replace(result(request))

    async with (
        site(tmp_path, slow) as where,
        EdgeClient(core(where.server.port)) as client,
        client.talk() as talk,
    ):
        await talk.say("close the curtain")
        await asyncio.wait_for(begun.wait(), DEADLINE)
        await talk.cancel()
        events = [event async for event in talk.turn()]
    assert events[-1].done.status == assistant_pb2.CONVERSE_STATUS_CANCELLED


async def test_registering_waits_for_the_core(tmp_path: Path, mosquitto_port: int) -> None:
    port = free_port()
    async with EdgeClient(core(port), backoff=Backoff(QUICK, QUICK)) as client:
        registering = asyncio.create_task(client.register(Lamp.description))
        await asyncio.sleep(0.2)
        assert not registering.done()
        async with site(tmp_path, broker_port=mosquitto_port, port=port) as where:
            with pytest.raises(grpc.aio.AioRpcError) as caught:  # the core is there and knows no such home
                await asyncio.wait_for(registering, DEADLINE)
            assert caught.value.code() == grpc.StatusCode.NOT_FOUND
            await where.homes.CreateHome(
                home_pb2.CreateHomeRequest(home_id="home", name="Home"), timeout=DEADLINE
            )
            response = await asyncio.wait_for(client.register(Lamp.description), DEADLINE)
    assert response.device.id == "panel"
    assert response.topic_prefix == "ensemble/home/panel"
