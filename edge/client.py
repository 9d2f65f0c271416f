"""The gRPC side of a device: registering it, and saying to the core what was said to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import grpc
import grpc.aio
from ensemble.v1 import assistant_pb2, device_pb2
from ensemble.v1.assistant_pb2_grpc import AssistantServiceStub
from ensemble.v1.device_pb2_grpc import DeviceServiceStub

from edge.backoff import Backoff
from edge.offline import local_answer

CODE_HEADER = "x-error-code"
CALL_S = 10.0
CONVERSE_S = 30.0
CONNECT_S = 3.0
STREAM_S = 3600.0

_AGAIN = frozenset({grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED})
_OPTIONS = [
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.keepalive_timeout_ms", 10_000),
    ("grpc.initial_reconnect_backoff_ms", 500),
    ("grpc.max_reconnect_backoff_ms", 30_000),
    ("grpc.max_receive_message_length", 256 * 1024),
]


@dataclass(frozen=True, slots=True)
class Core:
    """Where the core is and how this device proves who it is."""

    address: str
    """"host:port"."""
    home_id: str
    device_id: str
    token: str = ""
    ca: bytes | None = None
    """PEM of the authority to trust; None means without TLS, which is for one's own network only."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What to tell the speaker."""

    text: str
    code: str = ""
    """Why the core did not answer: a stable code, or "offline"; empty when it did."""
    response: assistant_pb2.ConverseResponse | None = None
    """All that the core said; None when it did not answer."""

    @property
    def question(self) -> assistant_pb2.Question | None:
        """The question that waits for an answer, if there is one."""
        if self.response is None or not self.response.HasField("question"):
            return None
        return self.response.question


class TalkEnded(Exception):
    """The stream is over; `reply` is what to tell the speaker. A new talk goes on where it ended."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.text)
        self.reply = reply


class EdgeClient:
    """One device's connection to the core: `async with EdgeClient(core) as client`."""

    def __init__(self, core: Core, *, backoff: Backoff | None = None) -> None:
        self._core = core
        self._backoff = backoff or Backoff()
        self._channel = _channel(core)
        self._assistant = AssistantServiceStub(self._channel)
        self._devices = DeviceServiceStub(self._channel)
        self.conversation_id = ""
        """The conversation that goes on; empty it to begin a new one."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._channel.close(None)

    @property
    def metadata(self) -> tuple[tuple[str, str], ...]:
        """What every call carries."""
        return (("authorization", f"Bearer {self._core.token}"),) if self._core.token else ()

    async def register(self, description: device_pb2.DeviceDescription) -> device_pb2.RegisterDeviceResponse:
        """Make the device known, for as long as it takes: registering twice is the same as once.

        Raises grpc.aio.AioRpcError when the core refuses; waiting longer would not change that.
        """
        request = device_pb2.RegisterDeviceRequest(
            home_id=self._core.home_id, device_id=self._core.device_id, description=description
        )
        while True:
            try:
                response = await self._devices.RegisterDevice(request, timeout=CALL_S, metadata=self.metadata)
            except grpc.aio.AioRpcError as error:
                if error.code() not in _AGAIN:
                    raise
                await asyncio.sleep(self._backoff.delay())
            else:
                self._backoff.reset()
                return response

    async def converse(
        self,
        utterance: str,
        *,
        room_id: str = "",
        question_id: str = "",
        language: str = "",
        timeout: float = CONVERSE_S,
    ) -> Reply:
        """Say one sentence; always gives something to tell the speaker, and never says it twice.

        A sentence is not repeated when the connection breaks, because nobody knows whether it was heard.
        """
        if not await self._reachable():
            return _no_reply(grpc.StatusCode.UNAVAILABLE, "", "", sent=False)
        request = assistant_pb2.ConverseRequest(
            home_id=self._core.home_id,
            device_id=self._core.device_id,
            conversation_id=self.conversation_id,
            utterance=utterance,
            room_id=room_id,
            question_id=question_id,
            language=language,
        )
        try:
            response = await self._assistant.Converse(request, timeout=timeout, metadata=self.metadata)
        except grpc.aio.AioRpcError as error:
            return _failed(error)
        self.conversation_id = response.conversation_id
        return Reply(response.reply, response=response)

    def talk(self) -> Talk:
        """A stream of turns; raises nothing yet."""
        return Talk(self, self._core, self._assistant)

    async def _reachable(self) -> bool:
        """Whether there is a connection now, or one comes about within a moment."""
        try:
            async with asyncio.timeout(CONNECT_S):
                await self._channel.channel_ready()
        except TimeoutError:
            return False
        return True


class Talk:
    """Turns with their events as they happen: `async with client.talk() as talk`."""

    def __init__(self, client: EdgeClient, core: Core, stub: AssistantServiceStub) -> None:
        self._client = client
        self._core = core
        self._call: grpc.aio.StreamStreamCall[
            assistant_pb2.ConverseStreamRequest, assistant_pb2.ConverseStreamResponse
        ] = stub.ConverseStream(None, timeout=STREAM_S, metadata=client.metadata)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._call.cancel()

    async def say(self, utterance: str, *, room_id: str = "") -> None:
        """Begin a turn; raises TalkEnded."""
        request = assistant_pb2.ConverseRequest(
            home_id=self._core.home_id,
            device_id=self._core.device_id,
            conversation_id=self._client.conversation_id,
            utterance=utterance,
            room_id=room_id,
        )
        await self._send(assistant_pb2.ConverseStreamRequest(utterance=request))

    async def answer(self, text: str, question_id: str = "") -> None:
        """Answer the question that the last turn ended with; raises TalkEnded."""
        answer = assistant_pb2.Answer(question_id=question_id, text=text)
        await self._send(assistant_pb2.ConverseStreamRequest(answer=answer))

    async def cancel(self) -> None:
        """Take back the turn under way; what was already sent stands. Raises TalkEnded."""
        await self._send(assistant_pb2.ConverseStreamRequest(cancel=assistant_pb2.Cancel()))

    async def turn(self) -> AsyncIterator[assistant_pb2.ConverseStreamResponse]:
        """The events of one turn, `done` last; raises TalkEnded.

        A notice (`reply_text.notice`, turn 0) may come at any place, and also before anything was said: to
        hear of what is due between turns, go on reading.
        """
        while True:
            try:
                response = await self._call.read()
            except grpc.aio.AioRpcError as error:
                raise TalkEnded(_failed(error)) from error
            if not isinstance(response, assistant_pb2.ConverseStreamResponse):
                raise TalkEnded(_no_reply(grpc.StatusCode.UNAVAILABLE, "", ""))
            if response.HasField("heard"):
                self._client.conversation_id = response.heard.conversation_id
            yield response
            if response.HasField("done"):
                return

    async def _send(self, message: assistant_pb2.ConverseStreamRequest) -> None:
        try:
            async with asyncio.timeout(CALL_S):
                await self._call.write(message)
        except TimeoutError as error:
            self._call.cancel()
            raise TalkEnded(_no_reply(grpc.StatusCode.UNAVAILABLE, "", "", sent=False)) from error
        except grpc.aio.AioRpcError as error:
            raise TalkEnded(_failed(error)) from error
        except asyncio.InvalidStateError as error:  # the stream ended before
            code, text = await self._call.code(), await self._call.details()
            raise TalkEnded(_no_reply(code, text or "", "")) from error


def _channel(core: Core) -> grpc.aio.Channel:
    if core.ca is None:
        return grpc.aio.insecure_channel(core.address, options=_OPTIONS)
    return grpc.aio.secure_channel(core.address, grpc.ssl_channel_credentials(core.ca), options=_OPTIONS)


def _failed(error: grpc.aio.AioRpcError) -> Reply:
    trailing: Any = error.trailing_metadata() or ()
    code = next((str(value) for key, value in trailing if key == CODE_HEADER), "")
    return _no_reply(error.code(), (error.details() or "") if code else "", code)


def _no_reply(status: grpc.StatusCode, core_said: str, code: str, *, sent: bool = True) -> Reply:
    return Reply(local_answer(status, core_said, sent=sent), code=code or "offline")
