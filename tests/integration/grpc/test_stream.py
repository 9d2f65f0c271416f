"""ConverseStream over a real connection: order of events, answers, cancelling, going away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import grpc
import grpc.aio
import pytest
from ensemble.v1 import assistant_pb2

from assistant import ports
from assistant.services.turns import MAX_WAITING
from model_core.plan import Question
from tests.integration.grpc.support import DEADLINE, Site, full_turn, now, outcome, refusal, result, say, site

Request = assistant_pb2.ConverseStreamRequest
Response = assistant_pb2.ConverseStreamResponse

EOF = grpc.aio.EOF  # type: ignore[attr-defined]  # missing in its types

QUESTION = ports.PendingQuestion(
    "q1",
    Question.CONFIRM,
    "Unlock the front door?",
    (ports.Choice("yes", "Yes"), ports.Choice("no", "No")),
    now() + timedelta(seconds=60),
)


class Talk:
    """The client's end of one stream."""

    def __init__(self, where: Site) -> None:
        self._call = where.assistant.ConverseStream(None, timeout=60)

    async def say(self, text: str = "turn on the lamp", home_id: str = "home") -> None:
        request = say(text)
        request.home_id = home_id
        await self.send(Request(utterance=request))

    async def send(self, message: Request) -> None:
        await asyncio.wait_for(self._call.write(message), DEADLINE)

    async def cancel(self) -> None:
        await self.send(Request(cancel=assistant_pb2.Cancel()))

    async def until(self, kind: str) -> list[Response]:
        """The events up to the first of that kind."""
        events: list[Response] = []
        async with asyncio.timeout(DEADLINE):
            while not events or events[-1].WhichOneof("event") != kind:
                events.append(await self.next())
        return events

    async def next(self) -> Response:
        response = await self._call.read()
        assert isinstance(response, Response), "the stream has ended"
        return response

    async def finish(self) -> None:
        """Say no more and wait for the end."""
        await self._call.done_writing()
        async with asyncio.timeout(DEADLINE):
            assert await self._call.read() is EOF
            assert await self._call.code() == grpc.StatusCode.OK

    async def failure(self) -> grpc.aio.AioRpcError:
        """The error that ends the stream."""
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await asyncio.wait_for(self._drain(), DEADLINE)
        return caught.value

    async def _drain(self) -> None:
        while await self._call.read() is not EOF:
            pass

    def leave(self) -> None:
        self._call.cancel()


def kinds(events: list[Response]) -> list[str]:
    return [str(event.WhichOneof("event")) for event in events]


async def ask(request: ports.ConversationRequest, emit: ports.Emit) -> ports.ConversationResult:
    await emit(ports.Heard("talk-1", request.utterance, request.trace_id))
    await emit(ports.QuestionAsked(QUESTION))
    return replace(result(request, ports.Status.ASKED), question=QUESTION)


async def test_events_come_in_order_as_they_happen(tmp_path: Path) -> None:
    sent = asyncio.Event()

    async def stepwise(request: ports.ConversationRequest, emit: ports.Emit) -> ports.ConversationResult:
        await emit(ports.Heard("talk-1", request.utterance, request.trace_id))
        await emit(ports.CommandSent(outcome(ports.CommandState.SENT)))
        await sent.wait()  # nothing goes on before the client has seen it
        await emit(ports.DeviceOutcome(outcome()))
        await emit(ports.ReplyText("The lamp is on."))
        return result(request)

    async with site(tmp_path, stepwise) as where:
        talk = Talk(where)
        await talk.say()
        assert kinds(await talk.until("command_sent")) == ["heard", "command_sent"]
        sent.set()
        rest = await talk.until("done")
        await talk.finish()
    assert kinds(rest) == ["device_outcome", "reply_text", "done"]
    assert rest[-1].done.status == assistant_pb2.CONVERSE_STATUS_DONE
    assert {event.turn for event in rest} == {1}


async def test_the_conversation_goes_on_within_the_stream(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        talk = Talk(where)
        await talk.say("turn on the lamp")
        await talk.say("now turn it off", home_id="")
        first, second = await talk.until("done"), await talk.until("done")
        await talk.finish()
    assert [event.turn for event in (first[-1], second[-1])] == [1, 2]
    assert [r.conversation_id for r in where.conversation.requests] == ["", "talk-1"]
    assert [r.home_id for r in where.conversation.requests] == ["home", "home"]
    assert not any(e.plan_made.HasField("plan") for e in first)


async def test_a_question_is_answered_in_the_same_stream(tmp_path: Path) -> None:
    async with site(tmp_path, ask, full_turn) as where:
        talk = Talk(where)
        await talk.say("unlock the front door")
        asked = await talk.until("done")
        assert asked[-1].done.status == assistant_pb2.CONVERSE_STATUS_ASKED
        assert [c.id for c in asked[-2].question_asked.question.choices] == ["yes", "no"]
        await talk.send(Request(answer=assistant_pb2.Answer(text="yes")))
        await talk.until("done")
        await talk.finish()
    answer = where.conversation.requests[1]
    assert (answer.question_id, answer.utterance, answer.conversation_id) == ("q1", "yes", "talk-1")


@pytest.mark.parametrize("before", [False, True])
async def test_an_answer_needs_a_question(tmp_path: Path, before: bool) -> None:
    async with site(tmp_path) as where:
        talk = Talk(where)
        if before:
            await talk.say()
            await talk.until("done")
        await talk.send(Request(answer=assistant_pb2.Answer(text="yes")))
        error = refusal(await talk.failure())
    assert (error.code, error.fields) == ("invalid_request", ("answer",))


async def test_cancel_ends_the_turn_and_those_not_begun(tmp_path: Path) -> None:
    begun = asyncio.Event()
    finished: list[str] = []

    async def slow(request: ports.ConversationRequest, emit: ports.Emit) -> ports.ConversationResult:
        begun.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            # The submission was under way: the command is sent although the speaker took it back.
            await emit(ports.CommandSent(outcome(ports.CommandState.SENT)))
            finished.append(request.utterance)
            raise
        return result(request)

    async with site(tmp_path, slow, full_turn) as where:
        talk = Talk(where)
        await talk.say("close the curtain")
        await talk.say("and never begun")
        await asyncio.wait_for(begun.wait(), DEADLINE)
        await talk.cancel()
        first, second = await talk.until("done"), await talk.until("done")
        await talk.say("turn on the lamp")
        third = await talk.until("done")
        await talk.finish()
    assert kinds(first) == ["command_sent", "done"]
    assert first[-1].done.status == assistant_pb2.CONVERSE_STATUS_CANCELLED
    assert (second[-1].turn, second[-1].done.status) == (2, assistant_pb2.CONVERSE_STATUS_CANCELLED)
    assert (third[-1].turn, third[-1].done.status) == (3, assistant_pb2.CONVERSE_STATUS_DONE)
    assert finished == ["close the curtain"]
    assert [r.utterance for r in where.conversation.requests] == ["close the curtain", "turn on the lamp"]


async def test_cancel_with_nothing_under_way_is_harmless(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        talk = Talk(where)
        await talk.cancel()
        await talk.say()
        assert (await talk.until("done"))[-1].done.status == assistant_pb2.CONVERSE_STATUS_DONE
        await talk.finish()


async def test_going_away_ends_the_wait_but_not_the_submission(tmp_path: Path) -> None:
    begun, submitted = asyncio.Event(), asyncio.Event()

    async def submit() -> None:
        await asyncio.sleep(0.2)
        submitted.set()

    async def slow(request: ports.ConversationRequest, emit: ports.Emit) -> ports.ConversationResult:
        work = asyncio.create_task(submit())
        begun.set()
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            await work
            await emit(ports.CommandSent(outcome(ports.CommandState.SENT)))
            raise
        await asyncio.sleep(60)
        return result(request)

    async with site(tmp_path, slow) as where:
        talk = Talk(where)
        await talk.say()
        await asyncio.wait_for(begun.wait(), DEADLINE)
        talk.leave()
        await asyncio.wait_for(submitted.wait(), DEADLINE)
        left = {task for task in asyncio.all_tasks() if task.get_name().startswith("converse-")}
        if left:
            _, late = await asyncio.wait(left, timeout=DEADLINE)
            assert not late


async def test_an_error_ends_the_stream_after_what_went_well(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        talk = Talk(where)
        await talk.say()
        await talk.say("   ")
        await talk.until("done")
        assert refusal(await talk.failure()).code == "empty_utterance"


async def test_too_many_turns_at_once(tmp_path: Path) -> None:
    async def stuck(request: ports.ConversationRequest, _emit: ports.Emit) -> ports.ConversationResult:
        await asyncio.sleep(60)
        return result(request)

    async with site(tmp_path, stuck) as where:
        talk = Talk(where)
        for _ in range(MAX_WAITING + 2):
            await talk.say()
        error = refusal(await talk.failure())
    assert (error.code, error.retry) == ("too_many_turns", True)


async def test_a_message_without_content_and_bytes_that_are_no_text(tmp_path: Path) -> None:
    method = "/ensemble.v1.AssistantService/ConverseStream"

    async def raw(data: bytes) -> AsyncIterator[bytes]:
        yield data

    async with site(tmp_path) as where:
        for data, code in ((b"", "invalid_request"), (b"\x0a\x04\x1a\x02\xff\xfe", "invalid_utterance")):
            call = where.channel.stream_stream(method, lambda d: d, lambda d: d)(raw(data), timeout=DEADLINE)
            with pytest.raises(grpc.aio.AioRpcError) as caught:
                await call.read()
            error = refusal(caught.value)
            assert (error.grpc, error.code) == (grpc.StatusCode.INVALID_ARGUMENT, code)


async def test_a_server_that_stops_lets_the_turn_end(tmp_path: Path) -> None:
    begun, go = asyncio.Event(), asyncio.Event()

    async def slow(request: ports.ConversationRequest, _emit: ports.Emit) -> ports.ConversationResult:
        begun.set()
        await go.wait()
        return result(request)

    async with site(tmp_path, slow) as where:
        busy, idle = Talk(where), Talk(where)
        await busy.say()
        await asyncio.wait_for(begun.wait(), DEADLINE)
        await idle.cancel()
        stopping = asyncio.create_task(where.server.stop())
        assert refusal(await idle.failure()).code == "shutting_down"
        go.set()
        assert kinds(await busy.until("done")) == ["done"]
        assert refusal(await busy.failure()).code == "shutting_down"
        await asyncio.wait_for(stopping, DEADLINE)
