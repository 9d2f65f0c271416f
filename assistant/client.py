"""A gRPC client of the assistant for programs on this side: the command line, the demo, the suites."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import grpc
import grpc.aio
from ensemble.v1 import assistant_pb2, device_pb2, home_pb2
from ensemble.v1.assistant_pb2_grpc import AssistantServiceStub
from ensemble.v1.device_pb2_grpc import DeviceServiceStub
from ensemble.v1.home_pb2_grpc import HomeServiceStub
from google.rpc.error_details_pb2 import ErrorInfo
from google.rpc.status_pb2 import Status
from grpc_health.v1 import health_pb2, health_pb2_grpc

from assistant.errors import DOMAIN

CALL_TIMEOUT = 10.0
TURN_TIMEOUT = 60.0
"""Seconds a turn may take: the model's time and the devices' together."""


class CallFailed(Exception):
    """A call was answered with an error; `str()` is the server's sentence."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class Client:
    """One channel to one assistant; use in `async with`. Every call raises CallFailed."""

    def __init__(
        self, address: str, *, token: str = "", tls_ca: Path | None = None, timeout: float = CALL_TIMEOUT
    ) -> None:
        self._address = address
        self._timeout = timeout
        self._metadata = (("authorization", f"Bearer {token}"),) if token else ()
        if tls_ca is None:
            self._channel = grpc.aio.insecure_channel(address)
        else:
            credentials = grpc.ssl_channel_credentials(tls_ca.read_bytes())
            self._channel = grpc.aio.secure_channel(address, credentials)
        self._assistant = AssistantServiceStub(self._channel)
        self._devices = DeviceServiceStub(self._channel)
        self._homes = HomeServiceStub(self._channel)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._channel.close(None)

    async def healthy(self) -> bool:
        """Whether every part of the assistant works."""
        stub = health_pb2_grpc.HealthStub(self._channel)
        try:
            answer = await stub.Check(health_pb2.HealthCheckRequest(), timeout=self._timeout)
        except grpc.aio.AioRpcError as error:
            raise self._failed(error) from None
        return bool(answer.status == health_pb2.HealthCheckResponse.SERVING)

    async def homes(self) -> list[home_pb2.Home]:
        """The homes that the caller belongs to."""
        request = home_pb2.ListHomesRequest()
        try:
            answer = await self._homes.ListHomes(request, timeout=self._timeout, metadata=self._metadata)
        except grpc.aio.AioRpcError as error:
            raise self._failed(error) from None
        return list(answer.homes)

    async def rooms(self, home_id: str) -> list[home_pb2.Room]:
        """The rooms of a home."""
        request = home_pb2.ListRoomsRequest(home_id=home_id, page_size=200)
        try:
            answer = await self._homes.ListRooms(request, timeout=self._timeout, metadata=self._metadata)
        except grpc.aio.AioRpcError as error:
            raise self._failed(error) from None
        return list(answer.rooms)

    async def devices(self, home_id: str, *, room_id: str = "", type_: str = "") -> list[device_pb2.Device]:
        """The home's devices, of one room or type where given."""
        found: list[device_pb2.Device] = []
        token = ""
        while True:
            request = device_pb2.ListDevicesRequest(
                home_id=home_id, room_id=room_id, type=type_, page_size=100, page_token=token
            )
            try:
                page = await self._devices.ListDevices(
                    request, timeout=self._timeout, metadata=self._metadata
                )
            except grpc.aio.AioRpcError as error:
                raise self._failed(error) from None
            found += page.devices
            token = page.next_page_token
            if not token:
                return found

    async def register(self, request: device_pb2.RegisterDeviceRequest) -> device_pb2.RegisterDeviceResponse:
        """Add a device, or renew what it says of itself."""
        try:
            return await self._devices.RegisterDevice(request, timeout=self._timeout, metadata=self._metadata)
        except grpc.aio.AioRpcError as error:
            raise self._failed(error) from None

    async def send(self, request: device_pb2.SendCommandRequest) -> device_pb2.SendCommandResponse:
        """Send a command without the model."""
        try:
            return await self._devices.SendCommand(request, timeout=TURN_TIMEOUT, metadata=self._metadata)
        except grpc.aio.AioRpcError as error:
            raise self._failed(error) from None

    async def watch(self, home_id: str) -> AsyncIterator[device_pb2.WatchDevicesResponse]:
        """What is, then every change; endless."""
        request = device_pb2.WatchDevicesRequest(home_id=home_id)
        try:
            async for change in self._devices.WatchDevices(request, metadata=self._metadata):
                yield change
        except grpc.aio.AioRpcError as error:
            raise self._failed(error) from None

    async def converse(self, request: assistant_pb2.ConverseRequest) -> assistant_pb2.ConverseResponse:
        """One turn, answered at its end."""
        try:
            return await self._assistant.Converse(request, timeout=TURN_TIMEOUT, metadata=self._metadata)
        except grpc.aio.AioRpcError as error:
            raise self._failed(error) from None

    async def turn(
        self, request: assistant_pb2.ConverseRequest
    ) -> AsyncIterator[assistant_pb2.ConverseStreamResponse]:
        """One turn's events as they happen; the last one is `done`."""

        async def requests() -> AsyncIterator[assistant_pb2.ConverseStreamRequest]:
            yield assistant_pb2.ConverseStreamRequest(utterance=request)

        call = self._assistant.ConverseStream(requests(), timeout=TURN_TIMEOUT, metadata=self._metadata)
        try:
            async for event in call:
                yield event
        except grpc.aio.AioRpcError as error:
            raise self._failed(error) from None

    def _failed(self, error: grpc.aio.AioRpcError) -> CallFailed:
        code = _code_of(error)
        if not code and error.code() is grpc.StatusCode.UNAVAILABLE:
            return CallFailed(
                f"Nothing answers at {self._address}. Start the assistant with `ensemble up` or "
                "`ensemble serve`, or say where it is with --address.",
                "unreachable",
            )
        return CallFailed(error.details() or error.code().name, code or error.code().name.lower())


def _code_of(error: grpc.aio.AioRpcError) -> str:
    """The stable code in the error's details; empty when gRPC itself failed."""
    trailing: Any = error.trailing_metadata() or ()
    for key, value in trailing:
        if key == "grpc-status-details-bin":
            for detail in Status.FromString(value).details:
                info = ErrorInfo()
                if detail.Unpack(info) and info.domain == DOMAIN:
                    return str(info.metadata["code"])
    return ""
