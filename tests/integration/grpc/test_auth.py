"""Tokens of the registry, from the operator's first call to a device that may only be itself."""

from __future__ import annotations

from collections.abc import Awaitable
from pathlib import Path

import grpc.aio
import pytest
from ensemble.v1 import device_pb2, home_pb2

from assistant import ports
from edge.client import Core, EdgeClient
from edge.examples.lamp import Lamp
from tests.integration.grpc.support import DEADLINE, refusal, site

Metadata = tuple[tuple[str, str], ...]


def bearer(token: str) -> Metadata:
    return (("authorization", f"Bearer {token}"),)


async def code_of(call: Awaitable[object]) -> str:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call
    return refusal(caught.value).code


async def test_from_the_operator_to_a_device(tmp_path: Path, mosquitto_port: int) -> None:
    async with site(tmp_path, admin_token="operator-secret", broker_port=mosquitto_port) as where:
        operator = bearer("operator-secret")

        async def ask(method: str, request: object, metadata: Metadata = operator) -> object:
            return await getattr(where.homes, method)(request, timeout=DEADLINE, metadata=metadata)

        for home_id in ("home", "other"):
            await ask("CreateHome", home_pb2.CreateHomeRequest(home_id=home_id, name="Home"))
        anna = home_pb2.CreateMemberRequest(home_id="home", name="Anna", role=home_pb2.ROLE_OWNER)
        await ask("CreateMember", anna)
        issued = await ask("IssueToken", home_pb2.IssueTokenRequest(home_id="home", member_id="anna"))
        assert isinstance(issued, home_pb2.IssueTokenResponse)
        owner = bearer(issued.token)
        issued = await ask("IssueToken", home_pb2.IssueTokenRequest(home_id="home", device_id="lamp"), owner)
        assert isinstance(issued, home_pb2.IssueTokenResponse)

        lamp = Core(f"127.0.0.1:{where.server.port}", "home", "lamp", token=issued.token)
        async with EdgeClient(lamp) as client:
            assert (await client.register(Lamp.description)).device.id == "lamp"
            assert (await client.converse("turn on the lamp")).code == ""
        caller = where.conversation.requests[0].caller
        assert caller == ports.Caller("home", "lamp", "device")

        register = device_pb2.RegisterDeviceRequest(
            home_id="home", device_id="door", description=Lamp.description
        )
        device = bearer(issued.token)
        call = where.devices.RegisterDevice(register, timeout=DEADLINE, metadata=device)
        assert await code_of(call) == "permission_denied"
        register.device_id, register.home_id = "lamp", "other"
        call = where.devices.RegisterDevice(register, timeout=DEADLINE, metadata=device)
        assert await code_of(call) == "permission_denied"
        unlock = device_pb2.SendCommandRequest(home_id="home", device_id="lamp")
        sent = where.devices.SendCommand(unlock, timeout=DEADLINE, metadata=device)
        assert await code_of(sent) == "permission_denied"

        gone = home_pb2.DeleteMemberRequest(home_id="home", member_id="anna")
        await ask("DeleteMember", gone)
        listing = home_pb2.ListHomesRequest()
        assert await code_of(ask("ListHomes", listing, owner)) == "unauthenticated"
        assert await code_of(ask("ListHomes", listing, bearer("operator-secre"))) == "unauthenticated"
