"""A second MQTT client that sees what really goes over the broker."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from devices.bus import Bus, Message
from devices.simulators.runtime import utc_now

CHANNELS = ("command", "reply", "state")


@dataclass(frozen=True, slots=True)
class Seen:
    """One message."""

    device_id: str
    channel: str
    """"command", "reply" or "state"."""
    content: Mapping[str, Any]
    topic: str


class Observer:
    """Collects commands, replies and states of one home; use in `async with`."""

    def __init__(self, host: str, port: int, home_id: str) -> None:
        self._bus = Bus(
            host,
            port,
            client_id=f"ensemble-observer-{home_id}",
            clock=utc_now,
            clean_start=True,
            session_expiry=0,
        )
        self._home_id = home_id
        self._seen: list[Seen] = []
        self._last: dict[str, dict[str, Any]] = {}
        self._answered: set[str] = set()
        self._news = asyncio.Event()

    async def __aenter__(self) -> Self:
        for channel in CHANNELS:
            await self._bus.subscribe(f"ensemble/{self._home_id}/+/{channel}", self._see)
        await self._bus.start()
        await self._bus.wait_connected()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._bus.close()

    def take(self) -> list[Seen]:
        """All messages since the last call, in order of arrival."""
        seen, self._seen = self._seen, []
        return seen

    async def answered(self, command_ids: Collection[str], *, timeout: float = 1.0) -> None:
        """Return once an answer to each command has come by, or after `timeout` seconds."""
        try:
            async with asyncio.timeout(timeout):
                while not self._answered.issuperset(command_ids):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return

    async def _see(self, message: Message) -> None:
        _, _, device_id, channel = message.topic.split("/")
        content = json.loads(message.payload)
        if channel == "state":
            values, before = content["values"], self._last.get(device_id, {})
            self._last[device_id] = values
            content = {name: value for name, value in values.items() if before.get(name) != value}
        if channel == "reply" and content["status"] != "accepted":
            self._answered.add(content["id"])
            self._news.set()
        if not message.retain:
            self._seen.append(Seen(device_id, channel, content, message.topic))
