"""What the guard does before a handler runs; the rest is tested over real connections."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NoReturn

import grpc
import grpc.aio
import pytest
from google.rpc.status_pb2 import Status

from assistant.call import Call, current_call
from assistant.errors import PermissionDenied, Unauthenticated
from assistant.interceptors import CODE_HEADER, DETAILS_HEADER, TRACE_HEADER, Guard
from assistant.ports import Caller

NOW = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass
class LateContext:
    """The context of a call whose deadline passed on the way, which no client can time exactly."""

    remaining: float | None
    trailing: dict[str, Any] = field(default_factory=dict)
    aborted: grpc.StatusCode | None = None

    def invocation_metadata(self) -> tuple[tuple[str, str], ...]:
        return (("x-trace-id", "trace-from-client"),)

    def time_remaining(self) -> float | None:
        return self.remaining

    def set_trailing_metadata(self, trailing_metadata: Any) -> None:
        self.trailing = dict(trailing_metadata)

    async def send_initial_metadata(self, initial_metadata: Any) -> None:
        del initial_metadata

    async def write(self, message: Any) -> None:
        del message

    async def abort(self, code: grpc.StatusCode, details: str = "", trailing_metadata: Any = ()) -> NoReturn:
        del details
        self.aborted, self.trailing = code, dict(trailing_metadata)
        raise grpc.aio.AbortError


async def guarded(context: LateContext) -> list[Call]:
    """The calls that reached the handler."""
    seen: list[Call] = []

    async def behaviour(_request: object, _context: object) -> str:
        seen.append(current_call())
        return "done"

    async def continuation(_details: object) -> Any:
        return grpc.unary_unary_rpc_method_handler(behaviour, lambda data: data, lambda data: data)

    @dataclass
    class Details:
        method: str = "/ensemble.v1.HomeService/GetHome"
        invocation_metadata: tuple[()] = ()

    guard = Guard(clock=lambda: NOW, new_id=lambda: "new")
    handler = await guard.intercept_service(continuation, Details())  # type: ignore[arg-type]
    await handler.unary_unary(b"", context)
    return seen


@pytest.mark.parametrize("remaining", [0.0, -1.0])
async def test_a_call_that_is_too_late_does_not_begin(remaining: float) -> None:
    context = LateContext(remaining)
    with pytest.raises(grpc.aio.AbortError):
        await guarded(context)
    assert context.aborted is grpc.StatusCode.DEADLINE_EXCEEDED
    assert context.trailing[CODE_HEADER] == "deadline_exceeded"
    assert context.trailing[TRACE_HEADER] == "trace-from-client"
    assert Status.FromString(context.trailing[DETAILS_HEADER]).message


async def test_the_deadline_is_known_to_the_handler() -> None:
    [call] = await guarded(LateContext(2.5))
    assert call.deadline is not None
    assert (call.deadline - NOW).total_seconds() == 2.5
    [call] = await guarded(LateContext(None))
    assert call.deadline is None
    [call] = await guarded(LateContext(1e12))
    assert call.deadline is not None


def test_rights() -> None:
    owners = frozenset({"owner"})
    Call("t").allow("home", owners)
    Call("t").allow_admin()
    Call("t", Caller("home", "anna", "owner")).allow("home", owners)
    Call("t", Caller("", "operator", "admin")).allow("home", owners)
    for caller in (
        Caller("home", "bob", "guest"),
        Caller("other", "anna", "owner"),
        Caller("", "x", "owner"),
    ):
        with pytest.raises(PermissionDenied):
            Call("t", caller).allow("home", owners)
        with pytest.raises(PermissionDenied):
            Call("t", caller).allow_admin()


def test_there_is_no_call_outside_of_one() -> None:
    with pytest.raises(Unauthenticated):
        current_call()
