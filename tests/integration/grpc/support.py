"""A real server with a real client; only what a conversation decides is scripted."""

from __future__ import annotations

import asyncio
import itertools
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import grpc.aio
from ensemble.v1 import assistant_pb2
from ensemble.v1.assistant_pb2_grpc import AssistantServiceStub
from ensemble.v1.device_pb2_grpc import DeviceServiceServicer, DeviceServiceStub
from ensemble.v1.home_pb2_grpc import HomeServiceStub
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from google.rpc.status_pb2 import Status

from assistant import ports
from assistant.auth import TokenAuth
from assistant.interceptors import Authenticate, Guard
from assistant.policy import Pins, StaticPins
from assistant.server import GrpcServer, Limits, Services
from assistant.services.assistant import AssistantServicer
from assistant.services.command import CommandSender
from assistant.services.device import DeviceServicer
from assistant.services.home import HomeServicer
from assistant.sessions import Sessions
from devices.bus import Bus
from devices.hub import Hub
from devices.registry.database import Database
from model_core.plan import Assignment, Plan, SetStep

DEADLINE = 10.0
PLAN = Plan((SetStep(("lamp",), (Assignment("on", True),)),), text="lamp on", confidence=0.9)

Script = Callable[[ports.ConversationRequest, ports.Emit], Awaitable[ports.ConversationResult]]


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def counter(prefix: str) -> Callable[[], str]:
    """Ids in a row."""
    numbers = itertools.count(1)
    return lambda: f"{prefix}-{next(numbers):08d}"


class Scripted:
    """A conversation whose turns do what the test says; keeps every request."""

    def __init__(self, *script: Script) -> None:
        self._script = list(script)
        self.requests: list[ports.ConversationRequest] = []

    async def converse(
        self, request: ports.ConversationRequest, emit: ports.Emit | None = None
    ) -> ports.ConversationResult:
        """Do the next turn of the script; the last one again when there is no next."""
        self.requests.append(request)
        step = self._script[0] if len(self._script) == 1 else self._script.pop(0)

        async def nowhere(event: ports.Event) -> None:
            del event

        return await step(request, emit or nowhere)


def outcome(state: ports.CommandState = ports.CommandState.SUCCEEDED) -> ports.Outcome:
    """What became of the one command that scripted turns send."""
    return ports.Outcome("lamp", "Lamp", state, command_id="c1", values={"on": True}, reported={"on": True})


def result(
    request: ports.ConversationRequest, status: ports.Status = ports.Status.DONE
) -> ports.ConversationResult:
    """A turn that ended well."""
    return ports.ConversationResult(
        conversation_id=request.conversation_id or "talk-1",
        reply="The lamp is on.",
        status=status,
        trace_id=request.trace_id,
        plan=PLAN,
        outcomes=(outcome(),),
        plan_ms=12.5,
        total_ms=40.0,
    )


async def full_turn(request: ports.ConversationRequest, emit: ports.Emit) -> ports.ConversationResult:
    """A turn with every event of a command that works."""
    done = result(request)
    await emit(ports.Heard(done.conversation_id, request.utterance, request.trace_id))
    await emit(ports.PlanMade(PLAN, done.plan_ms))
    await emit(ports.CommandSent(outcome(ports.CommandState.SENT)))
    await emit(ports.DeviceOutcome(outcome()))
    await emit(ports.ReplyText(done.reply))
    return done


@dataclass
class Parts:
    """Readiness that a test can break."""

    states: dict[str, bool] = field(
        default_factory=lambda: dict.fromkeys(("database", "broker", "sessions", "model"), True)
    )

    async def check(self) -> Mapping[str, bool]:
        """The states as they are set."""
        return self.states


@dataclass
class Site:
    """A running server and a channel to it."""

    server: GrpcServer
    channel: grpc.aio.Channel
    conversation: Scripted
    database: Database
    parts: Parts
    changed: list[str]
    """Homes that were said to have changed, when there is no hub to be told."""
    services: Services
    guard: Guard
    hub: Hub | None

    @property
    def assistant(self) -> AssistantServiceStub:
        """A stub of AssistantService."""
        return AssistantServiceStub(self.channel)

    @property
    def devices(self) -> DeviceServiceStub:
        """A stub of DeviceService."""
        return DeviceServiceStub(self.channel)

    @property
    def homes(self) -> HomeServiceStub:
        """A stub of HomeService."""
        return HomeServiceStub(self.channel)


@asynccontextmanager
async def site(
    folder: Path,
    *script: Script,
    authenticate: Authenticate | None = None,
    limits: Limits | None = None,
    admin_token: str = "",
    broker_port: int | None = None,
    port: int = 0,
    pins: Pins | None = None,
) -> AsyncIterator[Site]:
    """A server with a database of its own, on a free port unless one is given.

    With an `admin_token`, tokens are looked up in the registry.
    Without a broker the devices cannot be reached, and DeviceService is not served.
    """
    async with AsyncExitStack() as stack:
        database = Database(f"sqlite+aiosqlite:///{folder / 'site.db'}")
        await database.start()
        stack.push_async_callback(database.close)
        conversation, parts, changed = Scripted(*(script or (full_turn,))), Parts(), list[str]()
        closing = asyncio.Event()
        hub = None
        if broker_port is not None:
            hub = await _hub(stack, database, broker_port)
        services = Services(
            assistant=AssistantServicer(conversation, closing=closing),
            devices=_devices(database, hub, closing, pins or StaticPins()),
            homes=HomeServicer(database, changed=changed.append if hub is None else hub.changed),
        )
        if admin_token:
            authenticate = TokenAuth(database, admin_token=admin_token)
        guard = Guard(clock=now, new_id=counter("trace"), authenticate=authenticate)
        server = GrpcServer(
            f"127.0.0.1:{port}",
            services,
            guard=guard,
            readiness=parts,
            closing=closing,
            limits=limits or Limits(grace_s=1.0, health_every_s=0.05),
        )
        await server.start()
        stack.push_async_callback(server.stop)
        channel = grpc.aio.insecure_channel(f"127.0.0.1:{server.port}")
        stack.push_async_callback(channel.close, None)
        yield Site(server, channel, conversation, database, parts, changed, services, guard, hub)


async def _hub(stack: AsyncExitStack, database: Database, port: int) -> Hub:
    core = f"ensemble-core-{secrets.token_hex(4)}"
    bus = Bus("127.0.0.1", port, client_id=core, clock=now, clean_start=True, session_expiry=0)
    hub = Hub(database, bus, clock=now, new_id=counter("command"), command_timeout=5.0)
    await hub.start()
    stack.push_async_callback(hub.close)
    await bus.start()
    stack.push_async_callback(bus.close)
    await asyncio.wait_for(bus.connected.wait(), DEADLINE)
    return hub


def _devices(
    database: Database, hub: Hub | None, closing: asyncio.Event, pins: Pins
) -> DeviceServiceServicer:
    if hub is None:
        return DeviceServiceServicer()
    sender = CommandSender(hub, pins, Sessions("memory://"), clock=now)
    return DeviceServicer(database, hub, sender, closing=closing)


@dataclass(frozen=True)
class Refusal:
    """A gRPC error, unpacked."""

    grpc: grpc.StatusCode
    code: str
    fields: tuple[str, ...]
    retry: bool
    message: str
    trace_id: str


def metadata_of(pairs: Any) -> dict[str, Any]:
    """gRPC metadata by key."""
    return {str(key): value for key, value in pairs or ()}


def refusal(error: grpc.aio.AioRpcError) -> Refusal:
    """What the error details say."""
    trailing = metadata_of(error.trailing_metadata())
    status = Status.FromString(trailing["grpc-status-details-bin"])
    info, bad, retry = ErrorInfo(), BadRequest(), RetryInfo()
    for detail in status.details:
        for part in (info, bad, retry):
            detail.Unpack(part)
    assert info.domain == "ensemble"
    assert info.reason == info.metadata["code"].upper()
    return Refusal(
        grpc=error.code(),
        code=info.metadata["code"],
        fields=tuple(v.field for v in bad.field_violations),
        retry=retry.HasField("retry_delay"),
        message=error.details() or "",
        trace_id=trailing.get("x-trace-id", ""),
    )


def say(text: str = "turn on the lamp", **more: Any) -> assistant_pb2.ConverseRequest:
    """A request to the test home."""
    return assistant_pb2.ConverseRequest(home_id="home", utterance=text, **more)
