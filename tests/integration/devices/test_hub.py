"""The hub with real brokers and devices: commands end truthfully whatever happens on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from devices.adapters.native import CommandMessage, Reply, ReplyStatus
from devices.broker import EmbeddedBroker
from devices.commands import Commands, Origin, State
from devices.errors import InvalidValue, OutOfRange, UnknownDevice, UnknownHome, UnknownProperty
from devices.hub import ChangeKind, CommandRequest, Hub, Snapshot
from devices.registry.database import Database
from devices.schema import Description, Property, ValueType
from tests.integration.devices.conftest import MakeGadget, MakeHub
from tests.integration.devices.hubs import ready, stored, turn_on, until
from tests.integration.devices.support import eventually


async def test_a_device_registers_itself_with_its_room_and_state(hub: Hub, make_gadget: MakeGadget) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    async with hub.watch("home") as changes:
        await gadget.report({"on": False, "brightness": 40, "battery": 90})
        change = await until(changes, ChangeKind.STATE)
    assert change.values == {"on": False, "brightness": 40, "battery": 90}
    snapshot = await hub.snapshot("home")
    (device,) = snapshot.devices
    assert (device.id, device.online, device.description) == ("lamp", True, gadget.description)
    assert [(room.id, room.name) for room in snapshot.rooms] == [(device.room_id, "Study")]
    assert snapshot.twins["lamp"].reported["brightness"] == 40


async def test_a_command_is_carried_out_and_known_to_be(
    hub: Hub, make_gadget: MakeGadget, database: Database
) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    origin = Origin("anna", "talk-1", "phone")
    made = await hub.submit(
        "home",
        [turn_on(), CommandRequest("lamp", run="blink", arguments={"times": 2})],
        origin=origin,
        trace_id="t-1",
        plan_text="set lamp on",
    )
    assert [command.state for command in made] == [State.CREATED, State.CREATED]
    done = await hub.wait("home", [command.id for command in made], timeout=5)
    assert [command.state for command in done] == [State.SUCCEEDED, State.SUCCEEDED]
    assert done[0].values == {"on": True}
    first, second = gadget.commands
    assert (first.id, first.set) == (made[0].id, {"on": True})
    assert (second.run, second.arguments) == ("blink", {"times": 2})
    assert gadget.raw[0].response_topic == gadget.topics.reply
    assert gadget.raw[0].correlation == made[0].id.encode()
    assert gadget.raw[0].expiry is not None
    assert not gadget.raw[0].retain
    assert first.expires_at == made[0].deadline
    kept = await stored(database, made[0].id)
    assert (kept.origin, kept.trace_id, kept.attempts) == (origin, "t-1", 1)
    assert kept.plan_id is not None
    assert (await hub.snapshot("home")).twins["lamp"].desired == {"on": True}


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (CommandRequest("ghost", set={"on": True}), UnknownDevice),
        (CommandRequest("lamp", set={"colour": "red"}), UnknownProperty),
        (CommandRequest("lamp", set={"brightness": 101}), OutOfRange),
        (CommandRequest("lamp", set={"on": "yes"}), InvalidValue),
        (CommandRequest("lamp"), InvalidValue),
        (CommandRequest("lamp", set={"on": True}, run="blink"), InvalidValue),
        (CommandRequest("lamp", set={"on": True}, deadline_s=0), InvalidValue),
    ],
)
async def test_one_wrong_request_stops_all_before_anything_is_written(
    hub: Hub, make_gadget: MakeGadget, database: Database, bad: CommandRequest, error: type[Exception]
) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    with pytest.raises(error):
        await hub.submit("home", [turn_on(), bad], plan_text="half of it is wrong")
    async with database.session(read_only=True) as session:
        assert await Commands(session).list("home") == []
    assert (await hub.snapshot("home")).twins["lamp"].desired == {}
    assert gadget.commands == []


async def test_an_unknown_home_and_an_empty_submission_are_refused(hub: Hub) -> None:
    with pytest.raises(UnknownHome):
        await hub.submit("nowhere", [turn_on()])
    with pytest.raises(InvalidValue):
        await hub.submit("home", [])


async def test_a_command_for_an_offline_device_fails_at_once_and_for_good(
    hub: Hub, make_gadget: MakeGadget, database: Database
) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    async with hub.watch("home") as changes:
        await gadget.bus.abort()
        await until(changes, ChangeKind.OFFLINE)
    (command,) = await hub.submit("home", [turn_on()])
    assert (command.state, command.code) == (State.FAILED, "device_offline")
    assert (await stored(database, command.id)).state is State.FAILED
    assert (await hub.snapshot("home")).twins["lamp"].desired == {}, "what failed is not wanted later"
    await ready(hub, gadget)
    (later,) = await hub.submit("home", [turn_on()])
    await hub.wait("home", [later.id], timeout=5)
    assert [each.id for each in gadget.commands] == [later.id]


async def test_silence_is_unknown_and_a_late_answer_corrects_it(hub: Hub, make_gadget: MakeGadget) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    gadget.answer = gadget.ignore
    (command,) = await hub.submit("home", [turn_on(deadline_s=0.4)])
    (unknown,) = await hub.wait("home", [command.id], timeout=5)
    assert (unknown.state, unknown.code) == (State.UNKNOWN, "no_answer")
    async with hub.watch("home") as changes:
        await gadget.reply(Reply(command.id, ReplyStatus.SUCCEEDED))
        change = await until(changes, ChangeKind.COMMAND)
    assert change.command is not None
    assert change.command.state is State.SUCCEEDED
    assert change.command.code == ""


async def test_a_wait_ends_at_its_deadline_with_what_there_is(hub: Hub, make_gadget: MakeGadget) -> None:
    gadget = await ready(hub, make_gadget("lamp"))

    async def begin(command: CommandMessage) -> Sequence[Reply]:
        return [Reply(command.id, ReplyStatus.ACCEPTED)] if command.set else []

    gadget.answer = begin
    moving, silent = await hub.submit(
        "home", [turn_on(), CommandRequest("lamp", run="blink", arguments={"times": 1})]
    )
    (accepted,) = await hub.wait("home", [moving.id], timeout=5, until="accepted")
    assert accepted.state is State.ACCEPTED
    began = asyncio.get_running_loop().time()
    found = await hub.wait("home", [moving.id, "no-such-id", silent.id], timeout=0.3)
    assert 0.25 < asyncio.get_running_loop().time() - began < 2
    assert [command.id for command in found] == [moving.id, silent.id]
    assert found[0].state is State.ACCEPTED
    assert found[1].state in {State.CREATED, State.SENT}


async def test_repeated_and_contradicting_replies_change_nothing(
    hub: Hub, make_gadget: MakeGadget, database: Database
) -> None:
    gadget = await ready(hub, make_gadget("lamp"))

    async def stammer(command: CommandMessage) -> Sequence[Reply]:
        success = Reply(command.id, ReplyStatus.SUCCEEDED)
        return [
            success,
            success,
            Reply(command.id, ReplyStatus.FAILED, "busy"),
            Reply(command.id, ReplyStatus.ACCEPTED),
        ]

    gadget.answer = stammer
    (command,) = await hub.submit("home", [turn_on()])
    await eventually(lambda: hub.counters.get("repeated_reply") == 3)
    assert (await stored(database, command.id)).state is State.SUCCEEDED


async def test_a_device_cannot_answer_for_another(
    hub: Hub, make_gadget: MakeGadget, database: Database
) -> None:
    lamp, liar = await ready(hub, make_gadget("lamp")), await ready(hub, make_gadget("liar"))
    lamp.answer = lamp.ignore
    (command,) = await hub.submit("home", [turn_on()])
    await lamp.has(1)
    await liar.reply(Reply(command.id, ReplyStatus.SUCCEEDED))
    await eventually(lambda: hub.counters.get("invalid_payload") == 1)
    assert (await stored(database, command.id)).state is not State.SUCCEEDED


async def test_a_rejection_carries_the_devices_code(hub: Hub, make_gadget: MakeGadget) -> None:
    gadget = await ready(hub, make_gadget("lamp"))

    async def refuse(command: CommandMessage) -> Sequence[Reply]:
        return [Reply(command.id, ReplyStatus.REJECTED, "unsafe", "Not while\nit is open.")]

    gadget.answer = refuse
    (command,) = await hub.submit("home", [turn_on()])
    (done,) = await hub.wait("home", [command.id], timeout=5)
    assert (done.state, done.code, done.message) == (State.REJECTED, "unsafe", "Not while it is open.")


async def test_what_was_submitted_without_a_broker_is_sent_when_it_is_back(
    broker: EmbeddedBroker, hub: Hub, make_gadget: MakeGadget
) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    await broker.stop()
    await eventually(lambda: not hub._bus.connected.is_set())
    made = await hub.submit("home", [turn_on(deadline_s=30), turn_on(deadline_s=30)])
    (lost,) = await hub.submit("home", [turn_on(deadline_s=0.3)])
    (expired,) = await hub.wait("home", [lost.id], timeout=5)
    assert (expired.state, expired.code) == (State.EXPIRED, "expired")
    await broker.start()
    done = await hub.wait("home", [command.id for command in made], timeout=20)
    assert [command.state for command in done] == [State.SUCCEEDED, State.SUCCEEDED]
    assert {command.id for command in gadget.commands} == {command.id for command in made}


async def test_a_device_that_comes_back_gets_its_open_command_again(
    hub: Hub, make_gadget: MakeGadget
) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    gadget.answer = gadget.ignore
    (command,) = await hub.submit("home", [turn_on(deadline_s=30)])
    await gadget.has(1)
    await gadget.bus.abort()
    gadget.answer = gadget.obey
    await gadget.start()
    (done,) = await hub.wait("home", [command.id], timeout=10)
    assert done.state is State.SUCCEEDED
    assert {each.id for each in gadget.commands} == {command.id}
    assert len(gadget.commands) >= 2


async def test_another_hub_takes_up_what_a_dead_one_left(make_hub: MakeHub, make_gadget: MakeGadget) -> None:
    first = await make_hub("first")
    gadget = await ready(first, make_gadget("lamp"))
    gadget.answer = gadget.ignore
    (sent,) = await first.submit("home", [turn_on(deadline_s=30)])
    await gadget.has(1)
    await first._bus.abort()
    (unsent,) = await first.submit("home", [turn_on(deadline_s=30)])
    await first.close()

    gadget.answer = gadget.obey
    second = await make_hub("second")
    done = await second.wait("home", [sent.id, unsent.id], timeout=10)
    assert [command.state for command in done] == [State.SUCCEEDED, State.SUCCEEDED]


async def test_a_device_that_vanished_unseen_is_offline_for_the_next_hub(
    make_hub: MakeHub, make_gadget: MakeGadget
) -> None:
    first = await make_hub("first")
    gone, there = await ready(first, make_gadget("lamp")), await ready(first, make_gadget("other"))
    await first._bus.close()
    await first.close()
    await gone.bus.publish(gone.topics.status, b"", retain=True)  # as if the broker had lost it
    await gone.bus.close()

    second = await make_hub("second")
    async with asyncio.timeout(5), second.watch("home", ["other"]) as changes:
        while not _online(await second.snapshot("home"), "other"):
            await anext(changes)
    assert not _online(await second.snapshot("home"), "lamp")
    (lost,) = await second.submit("home", [turn_on()])
    assert (lost.state, lost.code) == (State.FAILED, "device_offline")
    (made,) = await second.submit("home", [CommandRequest("other", set={"on": True})])
    (done,) = await second.wait("home", [made.id], timeout=5)
    assert done.state is State.SUCCEEDED
    assert len(there.commands) == 1


def _online(snapshot: Snapshot, device_id: str) -> bool:
    device = snapshot.device(device_id)
    assert device is not None
    return device.online


async def test_paths_are_used_on_the_wire_and_names_elsewhere(hub: Hub, make_gadget: MakeGadget) -> None:
    left, right = "Vehicle.Cabin.Door.Row1.Left.IsLocked", "Vehicle.Cabin.Door.Row1.Right.IsLocked"
    doors = Property("locked", ValueType.BOOLEAN, writable=True, paths=(left, right))
    speed = Property("speed", ValueType.NUMBER, paths=("Vehicle.Speed",))
    gadget = make_gadget("car", description=Description("Car", "car", (doors, speed)))
    await ready(hub, gadget)
    (command,) = await hub.submit("home", [CommandRequest("car", set={"locked": True})])
    (done,) = await hub.wait("home", [command.id], timeout=5)
    assert gadget.commands[0].set == {left: True, right: True}
    assert done.values == {"locked": True}
    async with hub.watch("home") as changes:
        await gadget.report({left: True, right: False, "Vehicle.Speed": 3})
        change = await until(changes, ChangeKind.STATE)
    assert change.values == {"locked": False, "speed": 3.0}
