"""What every call passes through: trace id, deadline, identity, readable requests, errors as statuses."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn, Protocol

import grpc
import grpc.aio
import structlog
from google.protobuf.message import DecodeError

from assistant.call import CURRENT, Call, current_call
from assistant.errors import (
    DeadlinePassed,
    InvalidUtterance,
    MalformedMessage,
    Unauthenticated,
    code_of,
    to_status,
)
from assistant.ports import Caller

log = structlog.get_logger(__name__)

Authenticate = Callable[[str], Awaitable[Caller | None]]
"""The caller that a token stands for, or None; raises DeviceError when the registry is not there."""

TRACE_HEADER = "x-trace-id"
CODE_HEADER = "x-error-code"
"""The stable code once more, in plain text, for firmware that does not parse google.rpc.Status."""
DETAILS_HEADER = "grpc-status-details-bin"
OPEN_PACKAGES = ("/grpc.health.", "/grpc.reflection.")
"""Standard services, which answer without a token."""

_TRACE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_TRACE_PARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
_MAX_TOKEN = 256
_MAX_REMAINING = 86400.0
"""A caller that waits for longer than a day counts as waiting for one."""


class Context(Protocol):
    """What is used of grpc.aio's servicer context."""

    def invocation_metadata(self) -> Any: ...
    def time_remaining(self) -> float | None: ...
    def set_trailing_metadata(self, trailing_metadata: Any) -> None: ...
    async def send_initial_metadata(self, initial_metadata: Any) -> None: ...
    async def abort(
        self, code: grpc.StatusCode, details: str = "", trailing_metadata: Any = ()
    ) -> NoReturn: ...
    async def write(self, message: Any) -> None: ...


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Stands for a request that could not be parsed, so that the caller learns why."""

    not_utf8: bool

    def error(self) -> Exception:
        """The error that the caller gets."""
        return InvalidUtterance() if self.not_utf8 else MalformedMessage()


class Guard(grpc.aio.ServerInterceptor):  # type: ignore[type-arg]
    """Wraps every handler of the server's own services; health and reflection stay as they are."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        authenticate: Authenticate | None = None,
    ) -> None:
        """Without `authenticate` nobody is asked who they are."""
        self._clock = clock
        self._new_id = new_id
        self._authenticate = authenticate

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Any]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Any:
        """The handler with the guard around it; None for a method that does not exist."""
        handler = await continuation(handler_call_details)
        method = handler_call_details.method
        if handler is None or method.startswith(OPEN_PACKAGES):
            return handler
        options = {
            "request_deserializer": _tolerant(handler.request_deserializer),
            "response_serializer": handler.response_serializer,
        }
        if handler.unary_unary is not None:
            return grpc.unary_unary_rpc_method_handler(self._unary(handler.unary_unary, method), **options)
        if handler.unary_stream is not None:
            return grpc.unary_stream_rpc_method_handler(self._stream(handler.unary_stream, method), **options)
        if handler.stream_stream is not None:
            behaviour = self._stream(handler.stream_stream, method)
            return grpc.stream_stream_rpc_method_handler(behaviour, **options)
        raise NotImplementedError(f"no guard for the shape of {method}")

    def _unary(self, behaviour: Any, method: str) -> Any:
        async def serve(request: Any, context: Context) -> Any:
            async def run() -> Any:
                return await behaviour(_readable(request), context)

            return await self._serve(run, context, method)

        return serve

    def _stream(self, behaviour: Any, method: str) -> Any:
        # A coroutine that writes, not a generator: cancellation then ends the servicer's generator at
        # once and in this task, instead of whenever it is collected.
        async def serve(request: Any, context: Context) -> None:
            async def run() -> None:
                readable = _each_readable(request) if hasattr(request, "__aiter__") else _readable(request)
                # At once, so that the client knows the stream is on even before anything happens.
                await context.send_initial_metadata(((TRACE_HEADER, current_call().trace_id),))
                async with aclosing(behaviour(readable, context)) as responses:
                    async for response in responses:
                        await context.write(response)

            await self._serve(run, context, method)

        return serve

    async def _serve(self, run: Callable[[], Awaitable[Any]], context: Context, method: str) -> Any:
        metadata = {
            key: value for key, value in context.invocation_metadata() or () if isinstance(value, str)
        }
        trace_id = self._trace_id(metadata)
        with structlog.contextvars.bound_contextvars(trace_id=trace_id, method=method):
            try:
                remaining = context.time_remaining()
                if remaining is not None and remaining <= 0:
                    raise DeadlinePassed
                deadline = self._deadline(remaining)
                CURRENT.set(Call(trace_id, await self._identify(metadata), deadline))
                result = await run()
                context.set_trailing_metadata(((TRACE_HEADER, trace_id),))
                return result
            except grpc.aio.AbortError:
                raise
            except Exception as error:  # noqa: BLE001 - the caller gets a status whatever it is
                await _fail(context, error, trace_id)

    def _trace_id(self, metadata: dict[str, str]) -> str:
        """The caller's trace id (W3C traceparent or x-trace-id) when it is well formed, or a new one."""
        parent = _TRACE_PARENT.fullmatch(metadata.get("traceparent", ""))
        if parent is not None:
            return parent[1]
        given = metadata.get(TRACE_HEADER, "")
        return given if _TRACE_ID.fullmatch(given) else self._new_id()

    def _deadline(self, remaining: float | None) -> datetime | None:
        if remaining is None:
            return None
        return self._clock() + timedelta(seconds=min(remaining, _MAX_REMAINING))

    async def _identify(self, metadata: dict[str, str]) -> Caller | None:
        if self._authenticate is None:
            return None
        scheme, _, token = metadata.get("authorization", "").partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not 0 < len(token) <= _MAX_TOKEN:
            raise Unauthenticated
        caller = await self._authenticate(token)
        if caller is None:
            raise Unauthenticated
        return caller


async def _fail(context: Context, error: Exception, trace_id: str) -> NoReturn:
    grpc_code, status = to_status(error)
    if code_of(error) == "internal":
        log.error("call_failed", exc_info=error)
    else:
        log.info("call_refused", code=code_of(error), grpc=grpc_code.name)
    trailing = (
        (DETAILS_HEADER, status.SerializeToString()),
        (CODE_HEADER, code_of(error)),
        (TRACE_HEADER, trace_id),
    )
    await context.abort(grpc_code, status.message, trailing_metadata=trailing)


def _tolerant(parse: Callable[[bytes], Any] | None) -> Callable[[bytes], Any]:
    """Parse without raising: gRPC would answer INTERNAL for what is the caller's mistake."""
    if parse is None:
        raise TypeError("every method of this server parses its requests")

    def deserialize(data: bytes) -> Any:
        try:
            return parse(data)
        except DecodeError as error:
            return Unreadable(not_utf8="UTF-8" in str(error))

    return deserialize


def _readable(request: Any) -> Any:
    if isinstance(request, Unreadable):
        raise request.error()
    return request


async def _each_readable(requests: AsyncIterator[Any]) -> AsyncIterator[Any]:
    async for request in requests:
        yield _readable(request)
