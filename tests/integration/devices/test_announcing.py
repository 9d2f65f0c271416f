"""What a device says again at every connection is written down only when it is new."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from devices.hub import ChangeKind, Hub, Watch
from devices.registry.database import Database
from devices.registry.devices import Devices
from devices.registry.rooms import Rooms
from tests.integration.devices.conftest import MakeGadget
from tests.integration.devices.support import LAMP, Gadget


@pytest.fixture
def writes(database: Database) -> list[str]:
    """The statements that wrote to devices or rooms, as they come."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        first = statement.split(maxsplit=1)[0]
        if first in {"INSERT", "UPDATE", "DELETE"} and ("devices" in statement or "rooms" in statement):
            seen.append(statement)

    event.listen(database._engine.sync_engine, "before_cursor_execute", note)
    return seen


async def until(changes: Watch, kind: ChangeKind) -> None:
    async with asyncio.timeout(5):
        async for change in changes:
            if change.kind is kind:
                return
    raise AssertionError("the watch ended")


async def announced(hub: Hub, gadget: Gadget) -> None:
    """The device described itself, and the hub has dealt with that."""
    async with hub.watch("home") as changes:
        await gadget.announce()
        await gadget.report({"on": True})  # what comes after the description is dealt with after it
        await until(changes, ChangeKind.STATE)


async def test_the_same_description_is_not_written_again(
    hub: Hub, make_gadget: MakeGadget, writes: list[str]
) -> None:
    gadget = make_gadget("lamp")
    await gadget.start()
    await announced(hub, gadget)
    assert writes, "the first one is"
    writes.clear()
    await announced(hub, gadget)
    assert writes == []
    gadget.description = replace(LAMP, name="Desk lamp")
    await announced(hub, gadget)
    assert len(writes) == 1
    device = (await hub.snapshot("home")).device("lamp")
    assert device is not None
    assert device.description.name == "Desk lamp"


async def test_a_decision_of_people_is_no_reason_to_write(
    hub: Hub, make_gadget: MakeGadget, database: Database, writes: list[str]
) -> None:
    gadget = make_gadget("lamp")
    await gadget.start()
    await announced(hub, gadget)
    async with database.session() as session:
        await Devices(session).update("home", "lamp", name="Anna's lamp", room_id=None)
    hub.changed("home", "lamp")
    writes.clear()
    await announced(hub, gadget)
    assert writes == []
    device = (await hub.snapshot("home")).device("lamp")
    assert device is not None
    assert (device.description.name, device.room_id) == ("Anna's lamp", None)


async def test_a_removed_device_registers_again_with_the_same_words(
    hub: Hub, make_gadget: MakeGadget, database: Database
) -> None:
    gadget = make_gadget("lamp")
    await gadget.start()
    await announced(hub, gadget)
    await hub.remove("home", "lamp")
    await announced(hub, gadget)
    device = (await hub.snapshot("home")).device("lamp")
    assert device is not None
    async with database.session(read_only=True) as session:
        [room] = await Rooms(session).list("home")
    assert (device.room_id, room.name) == (room.id, "Study")
