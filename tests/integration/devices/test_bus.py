"""The bus on real brokers: delivery, acknowledgement, refusal, loss and return."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs

from devices.broker import EmbeddedBroker
from devices.bus import Bus, Message, Will
from devices.errors import BrokerRefused, BrokerUnavailable, PayloadTooLarge
from tests import servers
from tests.integration.devices.conftest import MakeBus
from tests.integration.devices.support import Inbox, eventually

CONSUMER = """
import asyncio, sys
from datetime import UTC, datetime
from devices.bus import Bus

async def handle(message):
    print("handling", flush=True)
    await asyncio.sleep(3600)

async def main(port):
    bus = Bus("127.0.0.1", port, client_id="consumer", clock=lambda: datetime.now(UTC))
    await bus.subscribe("work/#", handle)
    await bus.start()
    await bus.wait_connected()
    print("ready", flush=True)
    await asyncio.sleep(3600)

asyncio.run(main(int(sys.argv[1])))
"""


async def connected(bus: Bus) -> Bus:
    await bus.start()
    await bus.wait_connected()
    return bus


async def test_properties_and_payload_arrive_as_sent(make_bus: MakeBus) -> None:
    inbox = Inbox()
    receiver, sender = make_bus("receiver"), make_bus("sender")
    await receiver.subscribe("a/+/b", inbox)
    await connected(receiver)
    await connected(sender)
    await sender.publish(
        "a/x/b",
        b"\x00\xff",
        response_topic="re/x",
        correlation=b"id-1",
        expiry=30,
        properties={"trace": "t1"},
    )
    (message,) = await inbox.holds(1)
    assert message.payload == b"\x00\xff"
    assert (message.response_topic, message.correlation, message.retain) == ("re/x", b"id-1", False)
    assert message.expiry is not None
    assert 25 < message.expiry <= 30
    assert message.properties == {"trace": "t1"}


async def test_many_messages_arrive_once_and_in_order(make_bus: MakeBus) -> None:
    inbox = Inbox()
    receiver, sender = make_bus("receiver"), make_bus("sender")
    await receiver.subscribe("many", inbox)
    await connected(receiver)
    await connected(sender)
    sent = [str(number).encode() for number in range(300)]
    await asyncio.gather(*(sender.publish("many", payload) for payload in sent))
    await inbox.holds(300)
    assert inbox.payloads == sent


async def test_a_killed_consumer_gets_the_messages_again(broker: EmbeddedBroker, make_bus: MakeBus) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CONSUMER, str(broker.port), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    sender = await connected(make_bus("sender"))
    async with asyncio.timeout(20):
        while await process.stdout.readline() != b"ready\n":
            pass
        sent = [str(number).encode() for number in range(10)]
        for payload in sent:
            await sender.publish("work/item", payload)
        while await process.stdout.readline() != b"handling\n":
            pass
    process.send_signal(signal.SIGKILL)
    await process.wait()

    inbox = Inbox()
    successor = make_bus("consumer")
    await successor.subscribe("work/#", inbox)
    await connected(successor)
    await inbox.holds(10)
    assert sorted(inbox.payloads) == sent


async def test_a_handler_that_raises_is_counted_and_does_not_block(make_bus: MakeBus) -> None:
    inbox = Inbox()

    async def handle(message: Message) -> None:
        if message.payload == b"poison":
            raise ValueError("cannot digest this")
        await inbox(message)

    receiver, sender = make_bus("receiver"), make_bus("sender")
    await receiver.subscribe("food", handle)
    await connected(receiver)
    await connected(sender)
    with capture_logs() as logs:
        await sender.publish("food", b"poison")
        await sender.publish("food", b"bread")
        await inbox.holds(1)
    assert inbox.payloads == [b"bread"]
    assert receiver.counters["handler_failed"] == 1
    assert [entry["topic"] for entry in logs if entry["event"] == "broker_handler_failed"] == ["food"]
    await receiver.close()
    await receiver.start()
    await receiver.wait_connected()
    await sender.publish("food", b"butter")
    await inbox.holds(2)
    assert inbox.payloads == [b"bread", b"butter"], "the poisoned message came back"


async def test_publishing_without_a_broker_raises_and_comes_back_with_it(
    broker: EmbeddedBroker, make_bus: MakeBus
) -> None:
    inbox = Inbox()
    await broker.stop()
    bus = make_bus("late")
    await bus.subscribe("late/#", inbox)
    with capture_logs() as logs:
        await bus.start()
        with pytest.raises(BrokerUnavailable):
            await bus.wait_connected(0.8)
        with pytest.raises(BrokerUnavailable):
            await bus.publish("late/1", b"")
        await broker.start()
        await bus.wait_connected()
        assert await bus.publish("late/2", b"here")
        await inbox.holds(1)

        await broker.stop()
        await eventually(lambda: not bus.connected.is_set())
        with pytest.raises(BrokerUnavailable):
            await bus.publish("late/3", b"")
        await broker.start()
        await bus.wait_connected()
        await bus.publish("late/4", b"again")
        await inbox.holds(2)
    assert inbox.payloads == [b"here", b"again"]
    events = [entry["event"] for entry in logs if entry["event"] in {"broker_down", "broker_up"}]
    assert events == ["broker_down", "broker_up", "broker_down", "broker_up"]


async def test_the_last_will_is_that_of_the_connection(make_bus: MakeBus) -> None:
    inbox = Inbox()
    numbers = iter(range(1, 10))
    mortal = make_bus("mortal", will=lambda: Will("will/mortal", str(next(numbers)).encode()))
    watcher = make_bus("watcher")
    await watcher.subscribe("will/+", inbox)
    await connected(watcher)
    await connected(mortal)
    await mortal.abort()
    await inbox.holds(1)
    await connected(mortal)
    await mortal.close()
    await connected(mortal)
    await mortal.abort()
    await inbox.holds(2)
    assert inbox.payloads == [b"1", b"3"], "a goodbye sends no will"


async def test_hooks_run_after_every_connection(broker: EmbeddedBroker, make_bus: MakeBus) -> None:
    calls: list[bool] = []
    bus = make_bus("hooked")

    async def hook() -> None:
        calls.append(await bus.publish("hook", b"", qos=1))
        raise BrokerUnavailable("a hook may fail")

    bus.on_connect(hook)
    await connected(bus)
    await eventually(lambda: len(calls) == 1)
    await broker.stop()
    await eventually(lambda: not bus.connected.is_set())
    await broker.start()
    await eventually(lambda: len(calls) == 2, timeout=10)


async def test_an_expired_message_is_not_delivered(make_bus: MakeBus) -> None:
    inbox = Inbox()
    sleeper, sender = make_bus("sleeper"), make_bus("sender")
    await sleeper.subscribe("orders", inbox)
    await connected(sleeper)
    await sleeper.close()
    await connected(sender)
    await sender.publish("orders", b"short", expiry=1)
    await sender.publish("orders", b"long", expiry=60)
    await asyncio.sleep(2.6)  # brokers count whole seconds
    await connected(sleeper)
    await inbox.holds(1)
    assert inbox.payloads == [b"long"]


async def test_a_message_larger_than_any_packet_is_refused_here(make_bus: MakeBus) -> None:
    bus = await connected(make_bus("big"))
    with pytest.raises(PayloadTooLarge):
        await bus.publish("big", b"x" * (1 << 20))
    assert bus.connected.is_set()


async def test_a_wrong_address_is_a_clear_error() -> None:
    port = servers.free_port()
    bus = Bus("127.0.0.1", port, client_id="lost", clock=lambda: datetime.now(UTC))
    await bus.start()
    with pytest.raises(BrokerUnavailable, match=str(port)):
        await bus.wait_connected(0.3)
    await bus.close()


@pytest.fixture
def guarded_port() -> Iterator[int]:
    """A Mosquitto whose rules let clients write to `open/#` and read everything."""
    with servers.mosquitto_server() as server:
        server.stop()
        rules = server.folder / "acl"
        rules.write_text("topic read #\ntopic write open/#\n")
        configuration = server.folder / "mosquitto.conf"
        configuration.write_text(f"{configuration.read_text()}acl_file {rules}\n")
        server.start()
        yield server.port


async def test_a_publish_that_the_rules_forbid_raises(guarded_port: int) -> None:
    bus = Bus("127.0.0.1", guarded_port, client_id="guest", clock=lambda: datetime.now(UTC))
    await connected(bus)
    try:
        await bus.publish("open/door", b"1")
        with pytest.raises(BrokerRefused, match="closed/door") as refusal:
            await bus.publish("closed/door", b"1")
        assert refusal.value.details["reason"] == "Not authorized"
        assert bus.connected.is_set()
    finally:
        await bus.close()


async def test_wrong_credentials_are_told_and_not_fatal() -> None:
    with servers.mosquitto_server() as server:
        configuration = server.folder / "mosquitto.conf"
        open_doors = configuration.read_text()
        server.stop()
        configuration.write_text(open_doors.replace("allow_anonymous true", "allow_anonymous false"))
        server.process = None
        server.answers = lambda: servers._exchange(server.port, servers.MQTT_CONNECT, b"\x20\x02")
        server.start()
        bus = Bus("127.0.0.1", server.port, client_id="guest", clock=lambda: datetime.now(UTC))
        with capture_logs() as logs:
            await bus.start()
            with pytest.raises(BrokerUnavailable):
                await bus.wait_connected(0.5)
        assert ["Not authorized" in entry["reason"] for entry in logs if entry["event"] == "broker_down"] == [
            True
        ]
        server.stop()
        configuration.write_text(open_doors)
        server.start()
        await bus.wait_connected()
        await bus.close()


async def test_a_broker_that_hangs_is_noticed(broker: EmbeddedBroker, make_bus: MakeBus) -> None:
    bus = await connected(make_bus("patient", keepalive=1))
    assert broker.pid is not None
    os.kill(broker.pid, signal.SIGSTOP)
    try:
        with pytest.raises(BrokerUnavailable):
            await bus.publish("into/the/void", b"", timeout=0.2)
        await eventually(lambda: not bus.connected.is_set(), timeout=10)
    finally:
        os.kill(broker.pid, signal.SIGCONT)
    await bus.wait_connected(20)
    await bus.publish("heard", b"")
