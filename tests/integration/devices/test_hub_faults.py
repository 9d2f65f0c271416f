"""The hub when the database or the broker's rules stand in the way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from devices.bus import Bus
from devices.commands import State
from devices.errors import DatabaseUnavailable
from devices.hub import ChangeKind, CommandRequest, Hub
from devices.registry.database import Database
from tests import servers
from tests.integration.devices.conftest import MakeGadget
from tests.integration.devices.support import Gadget, eventually
from tests.integration.devices.test_hub import ready, until


class Outage:
    """Makes every session of a database fail while it lasts."""

    def __init__(self, database: Database, patch: pytest.MonkeyPatch) -> None:
        self.refused = 0
        self._patch = patch
        self._database = database

    def begin(self) -> None:
        @asynccontextmanager
        async def session(**_options: bool) -> AsyncIterator[AsyncSession]:
            self.refused += 1
            raise DatabaseUnavailable
            yield AsyncSession()

        self._patch.setattr(self._database, "session", session)

    def end(self) -> None:
        self._patch.undo()


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
