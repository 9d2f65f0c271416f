"""What the tests of this folder share."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime

from devices.adapters.native import (
    CommandMessage,
    Reply,
    ReplyStatus,
    dump_description,
    format_reply,
    format_state,
    format_status,
    parse_command,
)
from devices.adapters.topics import Topics
from devices.bus import Bus, Message, Will
from devices.schema import ActionSpec, Argument, Description, Property, Value, ValueType


class Inbox:
    """A handler that keeps what it gets."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self._changed = asyncio.Condition()

    async def __call__(self, message: Message) -> None:
        async with self._changed:
            self.messages.append(message)
            self._changed.notify_all()

    @property
    def payloads(self) -> list[bytes]:
        return [message.payload for message in self.messages]

    async def holds(self, count: int, timeout: float = 5.0) -> list[Message]:
        """The messages, once there are `count` of them."""
        async with asyncio.timeout(timeout), self._changed:
            await self._changed.wait_for(lambda: len(self.messages) >= count)
        return self.messages


async def eventually(condition: Callable[[], bool], timeout: float = 5.0) -> None:
    """Return when the condition holds; TimeoutError otherwise."""
    async with asyncio.timeout(timeout):
        while not condition():  # noqa: ASYNC110 - the condition is not ours to signal
            await asyncio.sleep(0.01)


LAMP = Description(
    name="Reading lamp",
    type="light",
    room="Study",
    properties=(
        Property("on", ValueType.BOOLEAN, writable=True),
        Property("brightness", ValueType.INTEGER, writable=True, minimum=0, maximum=100, unit="%"),
        Property("battery", ValueType.INTEGER, minimum=0, maximum=100, unit="%"),
    ),
    actions=(ActionSpec("blink", (Argument("times", ValueType.INTEGER, required=True),)),),
    events=("pressed",),
)

Answer = Callable[[CommandMessage], Awaitable[Sequence[Reply]]]


class Gadget:
    """A device whose every word the test decides; by default it does at once what it is told."""

    def __init__(self, bus: Bus, home_id: str, device_id: str, description: Description = LAMP) -> None:
        self.bus = bus
        self.topics = Topics(home_id, device_id)
        self.description = description
        self.commands: list[CommandMessage] = []
        self.raw: list[Message] = []
        self.epoch = 0
        self.version = 0
        self.answer: Answer = self.obey
        bus.on_connect(self.announce)

    def will(self) -> Will:
        """A last will with the epoch of the connection that is about to be made."""
        self.epoch = max(self.epoch + 1, now_ms())
        return Will(self.topics.status, format_status(online=False, epoch=self.epoch))

    async def start(self) -> None:
        await self.bus.subscribe(self.topics.command, self._on_command)
        await self.bus.start()
        await self.bus.wait_connected()

    async def announce(self) -> None:
        await self.bus.publish(self.topics.describe, dump_description(self.description), retain=True)
        await self.status(online=True)

    async def status(self, *, online: bool, epoch: int | None = None) -> None:
        payload = format_status(online=online, epoch=self.epoch if epoch is None else epoch)
        await self.bus.publish(self.topics.status, payload, retain=True)

    async def report(self, values: Mapping[str, Value], *, epoch: int | None = None) -> None:
        self.version += 1
        payload = format_state(
            values, epoch=self.epoch if epoch is None else epoch, version=self.version, at=datetime.now(UTC)
        )
        await self.bus.publish(self.topics.state, payload, retain=True)

    async def reply(self, reply: Reply) -> None:
        await self.bus.publish(self.topics.reply, format_reply(reply), correlation=reply.command_id.encode())

    async def obey(self, command: CommandMessage) -> Sequence[Reply]:
        return [Reply(command.id, ReplyStatus.SUCCEEDED, values=command.set or {})]

    async def ignore(self, _command: CommandMessage) -> Sequence[Reply]:
        return []

    async def has(self, count: int) -> list[CommandMessage]:
        """The commands it got, once there are `count`."""
        await eventually(lambda: len(self.commands) >= count)
        return self.commands

    async def _on_command(self, message: Message) -> None:
        command = parse_command(message.payload)
        self.raw.append(message)
        self.commands.append(command)
        for reply in await self.answer(command):
            await self.reply(reply)


def now_ms() -> int:
    """Milliseconds since 1970."""
    return int(datetime.now(UTC).timestamp() * 1000)
