"""What the tests of this folder share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from devices.bus import Message


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
