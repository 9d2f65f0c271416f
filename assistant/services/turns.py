"""The turns of one ConverseStream: read, queued, run in order, cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import structlog
from ensemble.v1 import assistant_pb2

from assistant.convert import STATUSES, event_to_proto, notice_to_proto
from assistant.errors import InvalidRequest, ShuttingDown, TooManyTurns
from assistant.notices import Notices
from assistant.ports import Conversation, ConversationRequest, ConversationResult, Event, Heard, Status

log = structlog.get_logger(__name__)

MAX_WAITING = 8
"""Turns that may wait behind the one under way."""
MAX_EVENTS = 64
"""Events that may wait for a slow client before the turn waits too."""
CLOSE_TIMEOUT = 10.0
"""Seconds that an abandoned stream gives a submission under way to finish."""

Checked = Callable[[assistant_pb2.ConverseRequest], ConversationRequest]


class Turns:
    """One stream's turns. Responses come from `serve`; `close` must be awaited afterwards."""

    def __init__(
        self,
        conversation: Conversation,
        check: Checked,
        *,
        closing: asyncio.Event,
        notices: Notices | None = None,
    ) -> None:
        self._conversation = conversation
        self._check = check
        self._closing = closing
        self._waiting: asyncio.Queue[tuple[int, assistant_pb2.ConverseStreamRequest] | None] = asyncio.Queue()
        self._responses: asyncio.Queue[assistant_pb2.ConverseStreamResponse | Exception | None] = (
            asyncio.Queue(MAX_EVENTS)
        )
        """What the client gets; an exception or None ends the stream."""
        self._turn_lock = asyncio.Lock()
        self._read = 0
        """Number of the last turn that was read."""
        self._given_up = 0
        """Turns up to this number are not begun."""
        self._under_way: asyncio.Task[ConversationResult] | None = None
        self._last = assistant_pb2.ConverseRequest()
        """The last utterance's request, which answers take home, device and room from."""
        self._conversation_id = ""
        self._question_id = ""
        self._tasks: list[asyncio.Task[None]] = []
        self._notices = notices
        self._stop_listening: Callable[[], None] = lambda: None
        self._closed = False

    async def serve(
        self, requests: AsyncIterator[assistant_pb2.ConverseStreamRequest]
    ) -> AsyncIterator[assistant_pb2.ConverseStreamResponse]:
        """Every event in order, until the client is done and the last turn has ended.

        Raises what ends the stream: a request that breaks a bound, a turn that could not be held, or
        ShuttingDown once the turn under way has ended.
        """
        work = {"read": self._take(requests), "run": self._run(), "closing": self._stop_when_closing()}
        self._tasks = [
            asyncio.create_task(self._report(part), name=f"converse-stream-{name}")
            for name, part in work.items()
        ]
        while (item := await self._responses.get()) is not None:
            if isinstance(item, Exception):
                raise item
            yield item

    async def close(self) -> None:
        """Stop reading and waiting; a submission under way is finished first."""
        self._closed = True
        self._stop_listening()
        while not self._responses.empty():
            self._responses.get_nowait()
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=CLOSE_TIMEOUT)
            if late:
                log.warning("stream_close_late", tasks=[task.get_name() for task in late])

    async def _report(self, part: Awaitable[None]) -> None:
        """Do one part of the stream's work; what it raises ends the stream after the events so far."""
        try:
            await part
        except Exception as error:  # noqa: BLE001 - raised again in `serve`
            await self._respond(error)

    async def _take(self, requests: AsyncIterator[assistant_pb2.ConverseStreamRequest]) -> None:
        async for message in requests:
            match message.WhichOneof("message"):
                case "cancel":
                    self._cancel()
                case "utterance" | "answer":
                    if self._waiting.qsize() >= MAX_WAITING:
                        raise TooManyTurns
                    self._read += 1
                    self._waiting.put_nowait((self._read, message))
                case _:
                    raise InvalidRequest("The message holds nothing.", field="message")
        self._waiting.put_nowait(None)

    def _cancel(self) -> None:
        self._given_up = self._read
        if self._under_way is not None:
            self._under_way.cancel()

    async def _stop_when_closing(self) -> None:
        await self._closing.wait()
        async with self._turn_lock:
            raise ShuttingDown

    async def _run(self) -> None:
        while not self._closed and (item := await self._waiting.get()) is not None:
            turn, message = item
            async with self._turn_lock:
                if turn <= self._given_up:
                    await self._respond(_done(turn, Status.CANCELLED))
                else:
                    await self._turn(turn, message)
        self._stop_listening()
        await self._respond(None)

    async def _turn(self, turn: int, message: assistant_pb2.ConverseStreamRequest) -> None:
        wanted = self._wanted(message)
        request = self._check(wanted)
        include_plan = wanted.options.include_plan
        self._last = wanted
        self._question_id = ""

        async def emit(event: Event) -> None:
            if isinstance(event, Heard):
                self._conversation_id = event.conversation_id
                self._listen(request.home_id)
            await self._respond(event_to_proto(event, turn=turn, include_plan=include_plan))

        self._under_way = asyncio.create_task(
            self._conversation.converse(request, emit), name=f"converse-turn-{turn}"
        )
        try:
            result = await self._under_way
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            await self._respond(_done(turn, Status.CANCELLED))
            return
        finally:
            self._under_way = None
        self._conversation_id = result.conversation_id
        self._question_id = result.question.id if result.question is not None else ""
        await self._respond(_done(turn, result.status, result))

    def _wanted(self, message: assistant_pb2.ConverseStreamRequest) -> assistant_pb2.ConverseRequest:
        """The turn as a whole request: what an earlier message of this stream said is filled in."""
        wanted = assistant_pb2.ConverseRequest()
        if message.WhichOneof("message") == "utterance":
            wanted.CopyFrom(message.utterance)
        else:
            question_id = message.answer.question_id or self._question_id
            if not question_id or not self._last.home_id:
                raise InvalidRequest("No question is open.", field="answer")
            wanted.CopyFrom(self._last)
            wanted.utterance = message.answer.text
            wanted.question_id = question_id
        wanted.home_id = wanted.home_id or self._last.home_id
        wanted.conversation_id = wanted.conversation_id or self._conversation_id
        return wanted

    def _listen(self, home_id: str) -> None:
        """Also hand on what this conversation or home is told without having asked."""
        self._stop_listening()
        if self._notices is not None and not self._closed:
            self._stop_listening = self._notices.listen(home_id, self._conversation_id, self._notify)

    def _notify(self, text: str) -> bool:
        try:
            self._responses.put_nowait(notice_to_proto(text))
        except asyncio.QueueFull:
            return False
        return True

    async def _respond(self, item: assistant_pb2.ConverseStreamResponse | Exception | None) -> None:
        if not self._closed:
            await self._responses.put(item)


def _done(
    turn: int, status: Status, result: ConversationResult | None = None
) -> assistant_pb2.ConverseStreamResponse:
    done = assistant_pb2.Done(status=STATUSES[status])
    if result is not None:
        done.timing.plan_ms = result.plan_ms
        done.timing.total_ms = result.total_ms
    return assistant_pb2.ConverseStreamResponse(turn=turn, done=done)
