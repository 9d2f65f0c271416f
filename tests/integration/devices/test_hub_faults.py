"""The hub when the database or the broker's rules stand in the way."""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import UTC, datetime

import pytest

from devices.broker import EmbeddedBroker
from devices.bus import Bus
from devices.commands import State
from devices.errors import DatabaseUnavailable
from devices.hub import ChangeKind, CommandRequest, Hub
from devices.registry.database import Database
from tests import servers
from tests.integration.devices.conftest import MakeGadget, MakeHub
from tests.integration.devices.hubs import Outage, ready, until
from tests.integration.devices.support import Gadget, eventually


async def test_a_message_waits_for_the_database(
    hub: Hub, make_gadget: MakeGadget, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    (command,) = await hub.submit("home", [CommandRequest("lamp", set={"on": False})])
    await hub.wait("home", [command.id], timeout=5)
    outage = Outage(database, monkeypatch)
    outage.begin()
    await gadget.report({"brightness": 33})
    await eventually(lambda: outage.refused >= 2)
    with pytest.raises(DatabaseUnavailable):
        await hub.submit("home", [CommandRequest("lamp", set={"on": True})])
    async with hub.watch("home") as changes:
        outage.end()
        assert (await until(changes, ChangeKind.STATE)).values == {"brightness": 33}
    assert len(gadget.commands) == 1, "a submission that failed was sent"
    assert hub.counters == {}


async def test_a_command_that_the_rules_forbid_fails_with_a_code(database: Database) -> None:
    def clock() -> datetime:
        return datetime.now(UTC)

    with servers.mosquitto_server() as server:
        server.stop()
        rules = server.folder / "acl"
        rules.write_text(
            "topic read #\ntopic write ensemble/home/lamp/status\ntopic write ensemble/home/lamp/describe\n"
        )
        configuration = server.folder / "mosquitto.conf"
        configuration.write_text(f"{configuration.read_text()}acl_file {rules}\n")
        server.start()
        core = Bus("127.0.0.1", server.port, client_id="core", clock=clock)
        lamp = Bus("127.0.0.1", server.port, client_id="lamp", clock=clock)
        hub = Hub(database, core, clock=clock, new_id=iter(["a", "b"]).__next__)
        await hub.start()
        await core.start()
        try:
            gadget = Gadget(lamp, "home", "lamp")
            await ready(hub, gadget)
            (command,) = await hub.submit("home", [CommandRequest("lamp", set={"on": True})])
            (done,) = await hub.wait("home", [command.id], timeout=5)
            assert (done.state, done.code) == (State.FAILED, "broker_refused")
            assert gadget.commands == []
        finally:
            await asyncio.gather(core.close(), lamp.close())
            await hub.close()


async def test_a_hub_that_starts_without_a_broker_takes_orders_and_delivers_later(
    broker: EmbeddedBroker, make_hub: MakeHub, make_gadget: MakeGadget
) -> None:
    first = await make_hub("first")
    gadget = await ready(first, make_gadget("lamp"))
    await first._bus.close()
    await first.close()
    await broker.stop()

    hub = await make_hub("second", connect=False)
    (command,) = await hub.submit("home", [CommandRequest("lamp", set={"on": True}, deadline_s=30)])
    assert command.state is State.CREATED
    await broker.start()
    (done,) = await hub.wait("home", [command.id], timeout=20)
    assert done.state is State.SUCCEEDED
    assert {each.id for each in gadget.commands} == {command.id}


async def test_no_command_is_lost_while_the_broker_dies_again_and_again(
    broker: EmbeddedBroker, hub: Hub, make_gadget: MakeGadget
) -> None:
    gadgets = [make_gadget(f"lamp-{number}") for number in range(3)]
    for gadget in gadgets:
        await ready(hub, gadget)
    submitted: list[str] = []

    async def order() -> None:
        for number in range(60):
            request = CommandRequest(f"lamp-{number % 3}", set={"brightness": number}, deadline_s=40)
            submitted.extend(command.id for command in await hub.submit("home", [request]))
            await asyncio.sleep(0.03)

    ordering = asyncio.create_task(order())
    for _ in range(3):
        await asyncio.sleep(0.3)
        assert broker.pid is not None
        dead = broker.pid
        os.kill(dead, signal.SIGKILL)
        await eventually(lambda dead=dead: broker.running and broker.pid != dead, timeout=10)  # type: ignore[misc]
    await ordering
    done = await hub.wait("home", submitted, timeout=40)
    assert len(done) == 60
    assert {command.state for command in done} == {State.SUCCEEDED}
    received = {each.id for gadget in gadgets for each in gadget.commands}
    assert received == set(submitted)
