"""What tests of the hub share."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from devices.commands import Command, Commands
from devices.errors import DatabaseUnavailable
from devices.hub import ChangeKind, CommandRequest, DeviceChange, Hub, Watch
from devices.registry.database import Database
from tests.integration.devices.support import Gadget


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


async def ready(hub: Hub, gadget: Gadget) -> Gadget:
    """The device, known to be online."""
    async with hub.watch("home", [gadget.topics.device_id]) as changes:
        await gadget.start()
        await until(changes, ChangeKind.ONLINE)
    return gadget


async def until(changes: Watch, kind: ChangeKind, timeout: float = 8.0) -> DeviceChange:
    """The next change of that kind."""
    async with asyncio.timeout(timeout):
        async for change in changes:
            if change.kind is kind:
                return change
    raise AssertionError("the watch ended")


async def stored(database: Database, command_id: str) -> Command:
    async with database.session(read_only=True) as session:
        command = await Commands(session).get("home", command_id)
    assert command is not None
    return command


def turn_on(*, deadline_s: float | None = None) -> CommandRequest:
    return CommandRequest("lamp", set={"on": True}, deadline_s=deadline_s)
