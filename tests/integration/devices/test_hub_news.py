"""What devices report reaches the twin and the watchers: in order, once, and nothing that lies."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from devices.adapters.native import Reply, ReplyStatus
from devices.commands import State
from devices.errors import UnknownDevice
from devices.hub import ChangeKind, CommandRequest, Hub
from devices.schema import Description
from tests.integration.devices.conftest import MakeBus, MakeGadget, MakeHub
from tests.integration.devices.hubs import ready, until
from tests.integration.devices.support import eventually, now_ms

GOOD_STATE = '{"epoch":%d,"version":1,"at":"2026-01-01T00:00:00Z","values":%s}'
BAD_MESSAGES = [
    ("home/lamp/state", b"", "none"),
    ("home/lamp/state", b"{", "invalid_payload"),
    ("home/lamp/state", b"\xff\xfe", "invalid_payload"),
    ("home/lamp/state", b"[" * 50_000, "invalid_payload"),
    ("home/lamp/state", b" " * 70_000, "payload_too_large"),
    (
        "home/lamp/state",
        b'{"epoch":99999999999999,"version":1,"at":"2026-01-01T00:00:00Z","values":{}}',
        "invalid_payload",
    ),
    ("home/lamp/status", b'{"status":"asleep","epoch":1}', "invalid_payload"),
    ("home/lamp/status", b'{"status":"online","epoch":99999999999999}', "invalid_payload"),
    ("home/lamp/reply", b'{"id":"x","status":"succeeded"}', "invalid_payload"),
    ("home/lamp/reply", b'{"id":"x\\u0000","status":"succeeded"}', "invalid_payload"),
    ("home/ghost/event", b'{"event":"pressed","at":"2026-01-01T00:00:00Z"}', "unknown_device"),
    ("home/lamp/describe", b'{"name":"Lamp"}', "invalid_description"),
    ("home/lamp/describe", b'{"name":"La\\u0007mp","type":"light"}', "invalid_description"),
    ("home/lamp/describe", b'{"name":"Lamp","type":"light","properties":{"on":{}}}', "invalid_description"),
    ("home/lamp/describe", b" " * 33_000, "payload_too_large"),
    ("nowhere/lamp/describe", b'{"name":"Lamp","type":"light"}', "unknown_home"),
    ("nowhere/lamp/status", b'{"status":"online","epoch":1}', "unknown_home"),
    ("HOME/lamp/state", b"{}", "invalid_payload"),
]


async def test_retained_news_is_taken_up_in_any_order(make_hub: MakeHub, make_gadget: MakeGadget) -> None:
    gadget = make_gadget("lamp")
    await gadget.start()
    await gadget.report({"on": True})
    hub = await make_hub()

    async def known() -> bool:
        snapshot = await hub.snapshot("home")
        device = snapshot.device("lamp")
        return device is not None and device.online and snapshot.twins["lamp"].reported == {"on": True}

    async with asyncio.timeout(5):
        while not await known():  # noqa: ASYNC110 - not every step of it tells a watch
            await asyncio.sleep(0.01)


async def test_an_old_will_does_not_mark_a_new_connection_offline(hub: Hub, make_gadget: MakeGadget) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    await gadget.status(online=False, epoch=gadget.epoch - 1)
    async with hub.watch("home") as changes:
        await gadget.report({"on": True})
        await until(changes, ChangeKind.STATE)
    device = (await hub.snapshot("home")).device("lamp")
    assert device is not None
    assert device.online
    async with hub.watch("home") as changes:
        await gadget.status(online=False)
        await until(changes, ChangeKind.OFFLINE)


async def test_an_older_report_is_ignored(hub: Hub, make_gadget: MakeGadget) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    await gadget.report({"brightness": 10})
    await gadget.report({"brightness": 90}, epoch=gadget.epoch - 5)
    await eventually(lambda: hub.counters.get("stale_report") == 1)
    assert (await hub.snapshot("home")).twins["lamp"].reported == {"brightness": 10}


async def test_a_reply_counts_as_reported_until_the_next_report(hub: Hub, make_gadget: MakeGadget) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    await gadget.report({"on": False, "brightness": 40})
    await eventually(lambda: hub._snapshots._current["home"].twins["lamp"].reported_version == 1)
    (command,) = await hub.submit("home", [CommandRequest("lamp", set={"brightness": 60})])
    await hub.wait("home", [command.id], timeout=5)
    twin = (await hub.snapshot("home")).twins["lamp"]
    assert (twin.reported, twin.previous) == ({"on": False, "brightness": 60}, {"brightness": 40})
    hub.changed("home")
    assert (await hub.snapshot("home")).twins["lamp"] == twin, "what is stored says the same"
    gadget.version -= 1
    await gadget.report({"on": False, "brightness": 40})  # as old as the one before the command
    await eventually(lambda: hub.counters.get("stale_report") == 1)
    assert (await hub.snapshot("home")).twins["lamp"] == twin
    async with hub.watch("home") as changes:
        await gadget.report({"on": True, "brightness": 5})
        change = await until(changes, ChangeKind.STATE)
    assert change.values == {"on": True, "brightness": 5}


async def test_an_answer_from_before_the_connection_undoes_no_newer_report(
    hub: Hub, make_gadget: MakeGadget
) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    gadget.answer = gadget.ignore
    (command,) = await hub.submit("home", [CommandRequest("lamp", set={"brightness": 60}, deadline_s=30)])
    await gadget.has(1)
    await gadget.bus.abort()
    await gadget.start()
    await gadget.report({"brightness": 10})  # somebody turned the knob meanwhile
    await eventually(lambda: hub._snapshots._current["home"].twins["lamp"].reported == {"brightness": 10})
    await gadget.reply(Reply(command.id, ReplyStatus.SUCCEEDED, values={"brightness": 60}))
    (done,) = await hub.wait("home", [command.id], timeout=5)
    assert (done.state, done.values) == (State.SUCCEEDED, {"brightness": 60})
    assert (await hub.snapshot("home")).twins["lamp"].reported == {"brightness": 10}


async def test_a_slow_watcher_learns_that_it_lagged_and_is_brought_up_to_date(
    hub: Hub, make_gadget: MakeGadget
) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    other = await ready(hub, make_gadget("other"))
    await other.report({"on": True})
    async with hub.watch("home", ["lamp"]) as slow, hub.watch("home", ["lamp"]) as quick:
        for number in range(300):
            await gadget.report({"brightness": number % 100})
            await until(quick, ChangeKind.STATE)
        first = await anext(slow)
        assert first.kind is ChangeKind.LAGGED
        presence, state = await anext(slow), await anext(slow)
        assert (presence.kind, presence.device_id) == (ChangeKind.ONLINE, "lamp")
        assert (state.kind, state.values) == (ChangeKind.STATE, {"brightness": 99})
        await gadget.report({"brightness": 7})
        assert (await until(slow, ChangeKind.STATE)).values == {"brightness": 7}


async def test_the_generation_changes_with_names_and_not_with_states(
    hub: Hub, make_gadget: MakeGadget
) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    before = (await hub.snapshot("home")).generation
    async with hub.watch("home") as changes:
        await gadget.report({"on": True})
        await until(changes, ChangeKind.STATE)
        hub.changed("home")
        assert (await hub.snapshot("home")).generation == before
        gadget.description = Description("Desk lamp", "light", gadget.description.properties, room="Study")
        await gadget.announce()
        await until(changes, ChangeKind.UPDATED)
        while (await hub.snapshot("home")).devices[0].description.name != "Desk lamp":
            await until(changes, ChangeKind.UPDATED)
    assert (await hub.snapshot("home")).generation > before


async def test_a_removed_device_is_gone_from_the_broker_too(
    hub: Hub, make_hub: MakeHub, make_gadget: MakeGadget
) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    await gadget.report({"on": True})
    await gadget.bus.close()
    async with hub.watch("home") as changes:
        await hub.remove("home", "lamp")
        await until(changes, ChangeKind.REMOVED)
    with pytest.raises(UnknownDevice):
        await hub.remove("home", "lamp")
    await hub._bus.close()
    other = await make_hub("other")
    await ready(other, make_gadget("second"))
    assert [device.id for device in (await other.snapshot("home")).devices] == ["second"]


async def test_events_reach_watchers_once_and_only_declared_ones(hub: Hub, make_gadget: MakeGadget) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    moment = datetime.now(UTC).isoformat()
    async with hub.watch("home") as changes:
        await gadget.bus.publish(gadget.topics.event, b'{"event":"exploded","at":"%s"}' % moment.encode())
        await gadget.bus.publish(
            gadget.topics.event, b'{"event":"pressed","at":"%s","data":{"times":2}}' % moment.encode()
        )
        change = await until(changes, ChangeKind.EVENT)
    assert (change.event, change.values) == ("pressed", {"times": 2})
    assert hub.counters["invalid_payload"] == 1


async def test_bad_messages_are_counted_and_change_nothing(
    hub: Hub, make_gadget: MakeGadget, make_bus: MakeBus
) -> None:
    gadget = await ready(hub, make_gadget("lamp"))
    await gadget.report({"on": True})
    await eventually(lambda: hub._snapshots._current["home"].twins["lamp"].reported == {"on": True})
    before = await hub.snapshot("home")
    vandal = make_bus("vandal")
    await vandal.start()
    await vandal.wait_connected()
    expected: dict[str, int] = {}
    for topic, payload, code in BAD_MESSAGES:
        await vandal.publish(f"ensemble/{topic}", payload)
        if code != "none":
            expected[code] = expected.get(code, 0) + 1
    await eventually(lambda: dict(hub.counters) == expected)
    assert hub._bus.counters["handler_failed"] == 0
    assert await hub.snapshot("home") == before


async def test_one_lying_value_does_not_hide_the_others(
    hub: Hub, make_gadget: MakeGadget, make_bus: MakeBus
) -> None:
    await ready(hub, make_gadget("lamp"))
    vandal = make_bus("vandal")
    await vandal.start()
    await vandal.wait_connected()
    values = '{"on":true,"brightness":5000,"battery":"full","secret":1,"nested":{"a":[1]}}'
    async with hub.watch("home") as changes:
        await vandal.publish("ensemble/home/lamp/state", (GOOD_STATE % (now_ms(), values)).encode())
        change = await until(changes, ChangeKind.STATE)
    assert change.values == {"on": True}
    assert hub.counters == {"out_of_range": 1, "invalid_value": 1, "unknown_property": 2}
