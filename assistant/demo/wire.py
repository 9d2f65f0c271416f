"""A second MQTT client that sees what really goes over the broker."""

from __future__ import annotations

import json
from collections.abc import Mapping
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

    async def _see(self, message: Message) -> None:
        _, _, device_id, channel = message.topic.split("/")
        content = json.loads(message.payload)
        if channel == "state":
            values, before = content["values"], self._last.get(device_id, {})
            self._last[device_id] = values
            content = {name: value for name, value in values.items() if before.get(name) != value}
        if not message.retain:
            self._seen.append(Seen(device_id, channel, content, message.topic))
