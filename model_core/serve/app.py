"""The HTTP side: requests in, answers out, whole or as events, and an end to work that nobody waits for."""

from __future__ import annotations

import asyncio
import hmac
import json
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Sequence
from contextlib import aclosing
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urlsplit

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from model_core.errors import ModelError
from model_core.generate import Piece
from model_core.serve.answers import Reading, Teller
from model_core.serve.errors import ApiError
from model_core.serve.host import Event, Host
from model_core.serve.protocol import ChatRequest, parse

MOST_BYTES = 1 << 20
"""Of a request's body."""
BODY_SECONDS = 30.0
"""In which a body must have come."""
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
_CLOSED_REQUEST = 499
"""What the log shows where the caller went away."""

log = structlog.get_logger(__name__)
T = TypeVar("T")


class Api:
    """The API of one model. Requests are refused as long as `host` is None, while the model is loaded."""

    def __init__(
        self,
        name: str,
        *,
        key: str = "",
        body_seconds: float = BODY_SECONDS,
        clock: Callable[[], float] = time.time,
        new_id: Callable[[], str] = lambda: uuid.uuid4().hex,
    ) -> None:
        """`name` is the model's id; callers need the bearer token `key`.

        With an empty one whoever calls this machine by a local name is answered.
        """
        self.host: Host | None = None
        self._name = name
        self._key = key.encode()
        self._body_seconds = body_seconds
        self._clock = clock
        self._new_id = new_id
        self._started = int(clock())
        self.app = Starlette(
            routes=[
                Route("/health", self._health),
                Route("/v1/models", self._models),
                Route("/v1/models/{name:path}", self._model),
                Route("/v1/chat/completions", self._complete, methods=["POST"]),
            ],
            exception_handlers={ApiError: _refuse, HTTPException: _refuse_http, Exception: _fail},
        )

    async def _health(self, _request: Request) -> Response:
        if self.host is None:
            return JSONResponse({"status": "loading"}, HTTPStatus.SERVICE_UNAVAILABLE)
        running, waiting = self.host.busy
        return JSONResponse({"status": "ok", "running": running, "waiting": waiting})

    async def _models(self, request: Request) -> Response:
        self._admit(request)
        return JSONResponse({"object": "list", "data": [self._described]})

    async def _model(self, request: Request) -> Response:
        self._admit(request)
        self._named(request.path_params["name"])
        return JSONResponse(self._described)

    async def _complete(self, request: Request) -> Response:
        self._admit(request)
        try:
            async with asyncio.timeout(self._body_seconds):
                body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=_CLOSED_REQUEST)
        except TimeoutError:
            raise ApiError(
                f"The body did not come within {self._body_seconds:g} seconds.",
                HTTPStatus.REQUEST_TIMEOUT,
                code="request_timeout",
                headers={"connection": "close", "x-should-retry": "false"},
            ) from None
        asked = parse(body)
        self._named(asked.model)
        if self.host is None:
            raise ApiError(
                "The model is still being loaded.",
                HTTPStatus.SERVICE_UNAVAILABLE,
                kind="server_error",
                code="model_loading",
                headers={"retry-after": "2"},
            )
        return await self._answer(request, asked, self.host)

    async def _answer(self, request: Request, asked: ChatRequest, host: Host) -> Response:
        form = asked.form
        reading = Reading(form)
        teller = Teller(
            self._name, int(self._clock()), self._new_id, describe=host.describe if asked.logprobs else None
        )
        events = host.answer(asked.ask(form))
        try:
            if not asked.stream:
                async with aclosing(events):
                    found = await _while_there(request, _all(events))
                deltas = [reading.take(event) for event in found]
                _note(reading)
                return JSONResponse(teller.completion(deltas, reading.usage))
            first = await _while_there(request, _until_written(events))
        except ModelError as error:
            raise ApiError.of(error, shape=asked.shape) from error
        except ClientDisconnect:
            await events.aclose()
            return Response(status_code=_CLOSED_REQUEST)
        with_usage = asked.stream_options is not None and asked.stream_options.include_usage
        return _EventStream(_told(first, events, reading, teller, with_usage=with_usage))

    def _admit(self, request: Request) -> None:
        """Raises ApiError for a caller without the token, or where there is none, from a page's own name."""
        if not self._key and not _is_local(request.headers.get("host", "")):
            # A web page can have its name resolve to this machine; the browser still tells the name.
            raise ApiError(
                "Without a key this server answers only to 127.0.0.1, localhost and [::1].",
                HTTPStatus.MISDIRECTED_REQUEST,
                code="host_not_allowed",
            )
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        fits = hmac.compare_digest(given.encode(), self._key) and scheme.lower() == "bearer"
        if self._key and not fits:
            raise ApiError(
                "This server needs a bearer token, and the one given is not it.",
                HTTPStatus.UNAUTHORIZED,
                code="invalid_api_key",
                headers={"www-authenticate": "Bearer"},
            )

    def _named(self, name: str) -> None:
        """Raises ApiError for another model's name."""
        if name != self._name:
            raise ApiError(
                f"There is no model {name!r} here, only {self._name!r}.",
                HTTPStatus.NOT_FOUND,
                code="model_not_found",
                param="model",
            )

    @property
    def _described(self) -> dict[str, Any]:
        return {"id": self._name, "object": "model", "created": self._started, "owned_by": "ensemble"}


class _EventStream(StreamingResponse):
    """Server-sent events; closes what it reads from however it ends."""

    def __init__(self, lines: AsyncGenerator[bytes, None]) -> None:
        super().__init__(lines, media_type="text/event-stream", headers={"cache-control": "no-cache"})
        self._lines = lines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._lines.aclose()


async def _told(
    first: Sequence[Event],
    others: AsyncGenerator[Event, None],
    reading: Reading,
    teller: Teller,
    *,
    with_usage: bool,
) -> AsyncGenerator[bytes, None]:
    """The lines of an event stream."""
    yield _line(teller.opening())
    try:
        async with aclosing(others):
            for event in first:
                if chunk := teller.chunk(reading.take(event)):
                    yield _line(chunk)
            async for event in others:
                if chunk := teller.chunk(reading.take(event)):
                    yield _line(chunk)
    except ModelError as error:
        yield _line(ApiError.of(error).body)
        return
    finally:
        _note(reading)
    if with_usage:
        yield _line(teller.closing(reading.usage))
    yield b"data: [DONE]\n\n"


def _note(reading: Reading) -> None:
    """One line of the log for an answer; without a `finish` it was cut short."""
    log.info("chat_completion", finish=reading.finish, **reading.tokens)


def _line(content: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(content, ensure_ascii=False)}\n\n".encode()


async def _all(events: AsyncIterator[Event]) -> list[Event]:
    return [event async for event in events]


async def _until_written(events: AsyncIterator[Event]) -> list[Event]:
    """The events up to the first token, so that what is wrong before has a status of its own."""
    found = []
    async for event in events:
        found.append(event)
        if isinstance(event, Piece) and (event.choices or event.finish):
            break
    return found


async def _body(request: Request) -> bytes:
    """The body. Raises ApiError where it is no JSON or too long."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        # A web page of another origin cannot send this type without asking first.
        raise ApiError("The body must be application/json.", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise ApiError(
                f"A request has {MOST_BYTES} bytes at most.",
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                code="request_too_large",
            )
    return bytes(body)


def _is_local(host: str) -> bool:
    """Whether a Host header names this machine, with any port."""
    try:
        return urlsplit(f"//{host}").hostname in _LOCAL
    except ValueError:
        return False


async def _while_there(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """What the work comes to; raises ClientDisconnect, and ends the work, when the caller goes away."""

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    task, watch = asyncio.create_task(work, name="answer"), asyncio.create_task(gone(), name="connection")
    try:
        await asyncio.wait({task, watch}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientDisconnect
        return task.result()
    finally:
        task.cancel()
        watch.cancel()
        await asyncio.gather(task, watch, return_exceptions=True)


async def _refuse(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)  # noqa: S101 - registered for no other
    return JSONResponse(error.body, error.status, headers=error.headers)


async def _refuse_http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for no other
    refused = ApiError(f"{error.detail}.", HTTPStatus(error.status_code))
    return JSONResponse(refused.body, refused.status, headers=error.headers)


async def _fail(_request: Request, _error: Exception) -> Response:
    failed = ApiError(
        "Something went wrong in this server.",
        HTTPStatus.INTERNAL_SERVER_ERROR,
        kind="server_error",
        code="internal",
    )
    return JSONResponse(failed.body, failed.status)
