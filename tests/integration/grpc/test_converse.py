"""Converse over a real connection: answers, bounds, errors, deadlines, identities."""

from __future__ import annotations

import asyncio
from pathlib import Path

import grpc
import grpc.aio
import pytest
from ensemble.v1 import assistant_pb2, common_pb2

from assistant import ports
from assistant.errors import SessionsUnavailable
from devices.errors import BrokerUnavailable, UnknownHome
from model_core.errors import CheckpointCorrupt, EngineBusy
from tests.integration.grpc.support import DEADLINE, Scripted, Site, metadata_of, refusal, result, say, site

METHOD = "/ensemble.v1.AssistantService/Converse"


async def refused(where: Site, request: assistant_pb2.ConverseRequest) -> grpc.aio.AioRpcError:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await where.assistant.Converse(request, timeout=DEADLINE)
    return caught.value


async def test_a_turn_comes_back_whole(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        request = say("  turn on\tthe lamp ", device_id="panel", room_id="kitchen")
        request.options.include_plan = True
        response = await where.assistant.Converse(request, timeout=DEADLINE)
    assert response.reply == "The lamp is on."
    assert response.status == assistant_pb2.CONVERSE_STATUS_DONE
    assert response.conversation_id == "talk-1"
    assert response.trace_id == "trace-00000001"
    assert response.plan.steps[0].set.device_ids == ["lamp"]
    assert response.plan.steps[0].set.assignments[0].value.bool_value is True
    assert response.outcomes[0].state == common_pb2.COMMAND_STATE_SUCCEEDED
    assert response.outcomes[0].reported["on"].bool_value is True
    assert response.timing.plan_ms == 12.5
    heard = where.conversation.requests[0]
    assert heard.utterance == "turn on the lamp"
    assert (heard.device_id, heard.room_id, heard.language) == ("panel", "kitchen", "en")
    assert heard.deadline is not None


async def test_the_plan_stays_away_unless_asked_for(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        response = await where.assistant.Converse(say(), timeout=DEADLINE)
    assert not response.HasField("plan")


async def test_what_is_refused_at_the_door_is_refused_in_the_language_of_the_sentence(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        error = await refused(where, say("开" * 2001))
        assert (refusal(error).code, error.details()) == (
            "utterance_too_long",
            "这句话太长了，请说得短一些。",
        )


@pytest.mark.parametrize("text", ["", "   ", "\t\n", "\u200b", "\x00\x01"])
async def test_nothing_said(tmp_path: Path, text: str) -> None:
    async with site(tmp_path) as where:
        error = refusal(await refused(where, say(text)))
    assert (error.grpc, error.code) == (grpc.StatusCode.INVALID_ARGUMENT, "empty_utterance")
    assert error.fields == ("utterance",)
    assert where.conversation.requests == []


@pytest.mark.parametrize("text", ["x" * 2001, "x" * 100_000, "é" * 50_000])
async def test_too_much_said(tmp_path: Path, text: str) -> None:
    async with site(tmp_path) as where:
        error = refusal(await refused(where, say(text)))
    assert (error.grpc, error.code) == (grpc.StatusCode.INVALID_ARGUMENT, "utterance_too_long")


async def test_the_longest_utterance_is_heard(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        await where.assistant.Converse(say("é" * 2000), timeout=DEADLINE)
    assert len(where.conversation.requests[0].utterance) == 2000


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\x0a\x04home\x1a\x04\xff\xfe\xc3\x28", "invalid_utterance"),
        (b"\x0a\x04home\x1a\x7f", "malformed_message"),
    ],
)
async def test_bytes_that_are_no_text(tmp_path: Path, raw: bytes, code: str) -> None:
    async with site(tmp_path) as where:
        call = where.channel.unary_unary(METHOD, lambda data: data, lambda data: data)
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await call(raw, timeout=DEADLINE)
    error = refusal(caught.value)
    assert (error.grpc, error.code) == (grpc.StatusCode.INVALID_ARGUMENT, code)


async def test_more_than_a_message_may_hold(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        error = await refused(where, say("x" * (2 << 20)))
        assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
        await where.assistant.Converse(say(), timeout=DEADLINE)


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (assistant_pb2.ConverseRequest(utterance="hi"), "invalid_request"),
        (assistant_pb2.ConverseRequest(utterance="hi", home_id="No Such/Home"), "unknown_home"),
        (say(device_id="UPPER"), "unknown_device"),
        (say(room_id="x" * 65), "unknown_room"),
        (say(conversation_id="x" * 65), "invalid_request"),
        (say(question_id="a\nb"), "invalid_request"),
        (say(language="en_US; DROP"), "invalid_request"),
    ],
)
async def test_fields_out_of_bounds(
    tmp_path: Path, request_: assistant_pb2.ConverseRequest, code: str
) -> None:
    async with site(tmp_path) as where:
        assert refusal(await refused(where, request_)).code == code
    assert where.conversation.requests == []


@pytest.mark.parametrize(
    ("error", "grpc_code", "code", "retry"),
    [
        (UnknownHome(), grpc.StatusCode.NOT_FOUND, "unknown_home", False),
        (BrokerUnavailable(), grpc.StatusCode.UNAVAILABLE, "broker_unavailable", True),
        (EngineBusy("Busy."), grpc.StatusCode.RESOURCE_EXHAUSTED, "engine_busy", True),
        (CheckpointCorrupt("Damaged."), grpc.StatusCode.DATA_LOSS, "checkpoint_corrupt", False),
        (SessionsUnavailable(), grpc.StatusCode.UNAVAILABLE, "sessions_unavailable", True),
        (ValueError("password=secret"), grpc.StatusCode.INTERNAL, "internal", False),
    ],
)
async def test_what_goes_wrong_has_one_code(
    tmp_path: Path, error: Exception, grpc_code: grpc.StatusCode, code: str, retry: bool
) -> None:
    async def fail(_request: ports.ConversationRequest, _emit: ports.Emit) -> ports.ConversationResult:
        raise error

    async with site(tmp_path, fail) as where:
        caught = refusal(await refused(where, say()))
    assert (caught.grpc, caught.code, caught.retry) == (grpc_code, code, retry)
    assert "secret" not in caught.message
    assert caught.trace_id == "trace-00000001"


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ((("traceparent", "00-" + "ab" * 16 + "-" + "cd" * 8 + "-01"),), "ab" * 16),
        ((("x-trace-id", "from-the-firmware"),), "from-the-firmware"),
        ((("x-trace-id", "bad id with spaces"),), "trace-00000001"),
    ],
)
async def test_the_trace_goes_through(
    tmp_path: Path, metadata: tuple[tuple[str, str], ...], expected: str
) -> None:
    async with site(tmp_path) as where:
        call = where.assistant.Converse(say(), timeout=DEADLINE, metadata=metadata)
        response = await call
        trailing = metadata_of(await call.trailing_metadata())
    assert response.trace_id == expected == trailing["x-trace-id"]


async def test_a_deadline_ends_the_wait_and_not_the_submission(tmp_path: Path) -> None:
    """The turn is cancelled when the caller has stopped waiting; what must be finished is finished."""
    settled = asyncio.Event()

    async def slow(request: ports.ConversationRequest, _emit: ports.Emit) -> ports.ConversationResult:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            settled.set()
            raise
        return result(request)

    async with site(tmp_path, slow) as where:
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await where.assistant.Converse(say(), timeout=0.3)
        assert caught.value.code() == grpc.StatusCode.DEADLINE_EXCEEDED
        await asyncio.wait_for(settled.wait(), DEADLINE)


async def test_a_caller_that_leaves_ends_the_wait(tmp_path: Path) -> None:
    begun, settled = asyncio.Event(), asyncio.Event()

    async def slow(request: ports.ConversationRequest, _emit: ports.Emit) -> ports.ConversationResult:
        begun.set()
        try:
            await asyncio.sleep(60)
        finally:
            settled.set()
        return result(request)

    async with site(tmp_path, slow) as where:
        call = where.assistant.Converse(say(), timeout=60)
        await asyncio.wait_for(begun.wait(), DEADLINE)
        call.cancel()
        await asyncio.wait_for(settled.wait(), DEADLINE)


async def who(token: str) -> ports.Caller | None:
    return {
        "anna": ports.Caller("home", "anna", "owner"),
        "bob": ports.Caller("elsewhere", "bob", "owner"),
    }.get(token)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "unauthenticated"),
        ("Bearer nobody", "unauthenticated"),
        ("Basic anna", "unauthenticated"),
        ("Bearer " + "x" * 5000, "unauthenticated"),
        ("Bearer bob", "permission_denied"),
    ],
)
async def test_strangers_are_refused(tmp_path: Path, header: str | None, expected: str) -> None:
    metadata = (("authorization", header),) if header else ()
    async with site(tmp_path, authenticate=who) as where:
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await where.assistant.Converse(say(), timeout=DEADLINE, metadata=metadata)
    assert refusal(caught.value).code == expected
    assert where.conversation.requests == []


async def test_members_are_known_by_their_token(tmp_path: Path) -> None:
    async with site(tmp_path, authenticate=who) as where:
        await where.assistant.Converse(say(), timeout=DEADLINE, metadata=(("authorization", "bearer anna"),))
    assert isinstance(where.conversation, Scripted)
    assert where.conversation.requests[0].caller == ports.Caller("home", "anna", "owner")
