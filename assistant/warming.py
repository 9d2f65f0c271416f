"""Keeps the model's reading of every home fresh, so that a sentence after a change is as fast as any."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Protocol

import structlog

from assistant.context import house_of, world_of
from devices.errors import DeviceError, UnknownHome
from devices.hub import ChangeKind, Hub
from model_core.errors import ModelError
from model_core.world import World

log = structlog.get_logger(__name__)

QUIET = 0.3
"""Seconds without a change before a home is read again: devices tend to come in crowds."""
RETRY = 2.0
"""Seconds until a home is watched again after that failed."""
CHANGES = frozenset(
    {ChangeKind.REGISTERED, ChangeKind.UPDATED, ChangeKind.REMOVED, ChangeKind.LAGGED},
)
"""What can change a home's description; states do not."""


class Warm(Protocol):
    """What is needed of the model host."""

    async def warm(self, world: World) -> None:
        """Read a home's description ahead of its first request."""
        ...


class Warmer:
    """Reads homes ahead of their requests."""

    def __init__(self, hub: Hub, engine: Warm) -> None:
        self._hub = hub
        self._engine = engine
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._last: dict[str, int] = {}
        """Generation that was read last, by home."""

    async def warm(self, home_id: str) -> None:
        """Read the home now, unless that was done; what goes wrong is logged, for nothing depends on it."""
        try:
            house = house_of(await self._hub.snapshot(home_id))
            if self._last.get(home_id) == house.generation or not house.devices:
                return
            await self._engine.warm(world_of(house))
            self._last[home_id] = house.generation
        except (DeviceError, ModelError) as error:
            log.warning("home_not_warmed", home_id=home_id, code=error.code)

    def watch(self, home_ids: Iterable[str]) -> None:
        """Keep these homes warm from now on."""
        for home_id in home_ids:
            if home_id not in self._tasks:
                self._tasks[home_id] = asyncio.create_task(self._follow(home_id), name=f"warm-{home_id}")

    async def close(self) -> None:
        """Stop."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _follow(self, home_id: str) -> None:
        changed = asyncio.Event()
        settled = asyncio.create_task(self._settle(home_id, changed))
        try:
            while True:
                try:
                    async with self._hub.watch(home_id) as changes:
                        async for change in changes:
                            if change.kind in CHANGES:
                                changed.set()
                except UnknownHome:
                    return
                except DeviceError as error:
                    log.warning("home_unwatched", home_id=home_id, code=error.code)
                    changed.set()  # nobody knows what was missed
                await asyncio.sleep(RETRY)
        finally:
            settled.cancel()

    async def _settle(self, home_id: str, changed: asyncio.Event) -> None:
        while True:
            await changed.wait()
            while changed.is_set():
                changed.clear()
                await asyncio.sleep(QUIET)
            await self.warm(home_id)
