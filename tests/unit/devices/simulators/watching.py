"""Listening to a behaviour."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from devices.schema import Value
from devices.simulators.behaviour import Behaviour


class Watch:
    """Keeps the events of a behaviour and wakes those who wait for its state."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.events: list[tuple[str, Mapping[str, Value]]] = []
        self.states: list[dict[str, Value]] = []
        self._behaviour = behaviour
        self._moved = asyncio.Event()
        behaviour.listen(self._changed, self._happened)

    def _changed(self) -> None:
        self.states.append(self._behaviour.values())
        self._moved.set()

    def _happened(self, event: str, data: Mapping[str, Value]) -> None:
        self.events.append((event, data))
        self._moved.set()

    async def until(self, condition: Callable[[], bool], timeout: float = 5.0) -> None:
        """Return when the condition holds; TimeoutError otherwise."""
        async with asyncio.timeout(timeout):
            while not condition():
                await self._moved.wait()
                self._moved.clear()
