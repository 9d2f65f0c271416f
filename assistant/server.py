"""The gRPC server: its services, health, reflection, limits and an orderly end."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import grpc.aio
import structlog
from ensemble.v1 import assistant_pb2, device_pb2, home_pb2
from ensemble.v1.assistant_pb2_grpc import AssistantServiceServicer, add_AssistantServiceServicer_to_server
from ensemble.v1.device_pb2_grpc import DeviceServiceServicer, add_DeviceServiceServicer_to_server
from ensemble.v1.home_pb2_grpc import HomeServiceServicer, add_HomeServiceServicer_to_server
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from assistant.interceptors import Guard
from assistant.ports import Readiness

log = structlog.get_logger(__name__)

ASSISTANT = assistant_pb2.DESCRIPTOR.services_by_name["AssistantService"].full_name
DEVICES = device_pb2.DESCRIPTOR.services_by_name["DeviceService"].full_name
HOMES = home_pb2.DESCRIPTOR.services_by_name["HomeService"].full_name

NEEDS: Mapping[str, frozenset[str]] = {
    ASSISTANT: frozenset({"database", "broker", "sessions", "model"}),
    DEVICES: frozenset({"database", "broker"}),
    HOMES: frozenset({"database"}),
}
"""Parts that each service stands on, by the names that `Readiness.check` gives."""

_SERVING = health_pb2.HealthCheckResponse.SERVING
_NOT_SERVING = health_pb2.HealthCheckResponse.NOT_SERVING


@dataclass(frozen=True, slots=True)
class Limits:
    """What the server lets its clients do."""

    max_message_bytes: int = 1 << 20
    """Larger requests are refused by gRPC itself (RESOURCE_EXHAUSTED)."""
    max_calls: int = 1024
    """Calls and streams at the same time; more are refused with RESOURCE_EXHAUSTED."""
    keepalive_s: float = 30.0
    """How often an idle connection is probed, so that a device that vanished is noticed."""
    keepalive_timeout_s: float = 10.0
    min_client_ping_s: float = 10.0
    """A client that probes more often than that is disconnected."""
    health_every_s: float = 1.0
    grace_s: float = 5.0
    """How long calls under way may take when the server stops."""


@dataclass(frozen=True, slots=True)
class Services:
    """The servicers to serve."""

    assistant: AssistantServiceServicer
    devices: DeviceServiceServicer
    homes: HomeServiceServicer


class GrpcServer:
    """A server on one address. `start`, then `stop`; once only."""

    def __init__(
        self,
        address: str,
        services: Services,
        *,
        guard: Guard,
        readiness: Readiness,
        closing: asyncio.Event,
        limits: Limits | None = None,
        credentials: grpc.ServerCredentials | None = None,
    ) -> None:
        """Address is "host:port"; port 0 takes a free one. Without credentials the transport is plain.

        `closing` is the event that the servicers watch: it is set when the server begins to stop.
        """
        self._address = address
        self._readiness = readiness
        self._closing = closing
        self._credentials = credentials
        self._limits = limits or Limits()
        self._server = grpc.aio.server(
            interceptors=[guard],
            options=_options(self._limits),
            maximum_concurrent_rpcs=self._limits.max_calls,
        )
        self._health = health.aio.HealthServicer()  # type: ignore[attr-defined]  # missing in its types
        self._watch: asyncio.Task[None] | None = None
        self.port = 0
        """The port it listens on; 0 before `start`."""
        add_AssistantServiceServicer_to_server(services.assistant, self._server)
        add_DeviceServiceServicer_to_server(services.devices, self._server)
        add_HomeServiceServicer_to_server(services.homes, self._server)
        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        names = (ASSISTANT, DEVICES, HOMES, health.SERVICE_NAME, reflection.SERVICE_NAME)
        reflection.enable_server_reflection(names, self._server)

    async def start(self) -> None:
        """Listen; raises OSError when the address cannot be had."""
        try:
            if self._credentials is None:
                self.port = self._server.add_insecure_port(self._address)
            else:
                self.port = self._server.add_secure_port(self._address, self._credentials)
        except RuntimeError as error:
            raise OSError(f"cannot listen on {self._address}") from error
        if self.port == 0:
            raise OSError(f"cannot listen on {self._address}")
        await self._refresh_health()
        await self._server.start()
        self._watch = asyncio.create_task(self._keep_health(), name="grpc-health")
        log.info("grpc_started", address=self._address, port=self.port)

    async def stop(self) -> None:
        """Refuse new calls, let those under way finish within the grace, end the streams."""
        self._closing.set()
        if self._watch is not None:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        await self._health.enter_graceful_shutdown()
        await self._server.stop(self._limits.grace_s)
        log.info("grpc_stopped", port=self.port)

    async def _keep_health(self) -> None:
        while True:
            await asyncio.sleep(self._limits.health_every_s)
            await self._refresh_health()

    async def _refresh_health(self) -> None:
        """Set the health of each service, and of the whole under the empty name, from the parts'."""
        parts: Mapping[str, bool] = {}
        try:
            async with asyncio.timeout(2 * self._limits.health_every_s + 1.0):
                parts = await self._readiness.check()
        except Exception:
            log.exception("readiness_check_failed")
        fine = {service: all(parts.get(part, False) for part in needs) for service, needs in NEEDS.items()}
        for service, is_fine in {**fine, "": all(fine.values())}.items():
            await self._health.set(service, _SERVING if is_fine else _NOT_SERVING)


def _options(limits: Limits) -> list[tuple[str, int]]:
    return [
        ("grpc.max_receive_message_length", limits.max_message_bytes),
        ("grpc.max_send_message_length", 4 * limits.max_message_bytes),
        ("grpc.max_metadata_size", 16 << 10),
        ("grpc.keepalive_time_ms", int(limits.keepalive_s * 1000)),
        ("grpc.keepalive_timeout_ms", int(limits.keepalive_timeout_s * 1000)),
        ("grpc.keepalive_permit_without_calls", 1),
        ("grpc.http2.min_ping_interval_without_data_ms", int(limits.min_client_ping_s * 1000)),
        ("grpc.http2.max_pings_without_data", 0),
        ("grpc.so_reuseport", 0),
    ]
