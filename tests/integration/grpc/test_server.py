"""The server's own services: health that follows the parts, reflection, limits, addresses."""

from __future__ import annotations

import asyncio
from pathlib import Path

import grpc
import grpc.aio
import pytest
from ensemble.v1 import assistant_pb2, home_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from assistant.server import ASSISTANT, DEVICES, HOMES, GrpcServer, Limits
from tests.integration.grpc.support import DEADLINE, Site, full_turn, say, site

SERVING = health_pb2.HealthCheckResponse.SERVING
NOT_SERVING = health_pb2.HealthCheckResponse.NOT_SERVING


async def health(where: Site, service: str = "") -> int:
    stub = health_pb2_grpc.HealthStub(where.channel)
    response = await stub.Check(health_pb2.HealthCheckRequest(service=service), timeout=DEADLINE)
    status: int = response.status
    return status


async def becomes(where: Site, service: str, status: int) -> None:
    stub = health_pb2_grpc.HealthStub(where.channel)
    watch = stub.Watch(health_pb2.HealthCheckRequest(service=service), timeout=DEADLINE)
    async for response in watch:
        if response.status == status:
            watch.cancel()
            return


async def test_health_follows_the_parts(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        assert [await health(where, name) for name in ("", ASSISTANT, DEVICES, HOMES)] == [SERVING] * 4
        where.parts.states["broker"] = False
        await becomes(where, "", NOT_SERVING)
        assert await health(where, ASSISTANT) == NOT_SERVING
        assert await health(where, DEVICES) == NOT_SERVING
        assert await health(where, HOMES) == SERVING
        where.parts.states["broker"] = True
        await becomes(where, "", SERVING)
        del where.parts.states["model"]
        await becomes(where, ASSISTANT, NOT_SERVING)


async def test_health_and_reflection_need_no_token(tmp_path: Path) -> None:
    async def nobody(_token: str) -> None:
        return None

    async with site(tmp_path, authenticate=nobody) as where:
        assert await health(where) == SERVING
        stub = reflection_pb2_grpc.ServerReflectionStub(where.channel)
        call = stub.ServerReflectionInfo(timeout=DEADLINE)
        await call.write(reflection_pb2.ServerReflectionRequest(list_services=""))
        answer = await call.read()
        names = {service.name for service in answer.list_services_response.service}
        call.cancel()
    assert {ASSISTANT, DEVICES, HOMES, "grpc.health.v1.Health"} <= names


async def test_a_method_that_does_not_exist(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        call = where.channel.unary_unary("/ensemble.v1.HomeService/Sell", lambda d: d, lambda d: d)
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await call(b"", timeout=DEADLINE)
    assert caught.value.code() == grpc.StatusCode.UNIMPLEMENTED


async def test_a_taken_address_is_an_error(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        other = GrpcServer(
            f"127.0.0.1:{where.server.port}",
            where.services,
            guard=where.guard,
            readiness=where.parts,
            closing=asyncio.Event(),
        )
        with pytest.raises(OSError, match="cannot listen"):
            await other.start()


async def test_a_stopped_server_takes_no_more_calls(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        await where.assistant.Converse(say(), timeout=DEADLINE)
        await where.server.stop()
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await where.homes.ListHomes(home_pb2.ListHomesRequest(), timeout=DEADLINE)
    assert caught.value.code() == grpc.StatusCode.UNAVAILABLE


async def test_calls_beyond_the_limit_are_refused(tmp_path: Path) -> None:
    async with site(tmp_path, full_turn, limits=Limits(max_calls=2, grace_s=0.1)) as where:
        streams = [where.assistant.ConverseStream(None, timeout=DEADLINE) for _ in range(2)]
        for stream in streams:
            await stream.write(assistant_pb2.ConverseStreamRequest(utterance=say()))
            await stream.read()
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await where.assistant.Converse(say(), timeout=DEADLINE)
        assert caught.value.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
        for stream in streams:
            stream.cancel()
