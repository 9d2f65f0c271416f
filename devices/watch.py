"""Watching devices: bounded queues, and a fresh start for whoever falls behind."""

from __future__ import annotations

import asyncio
import weakref
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import TracebackType

from devices.commands import Command
from devices.schema import Value

CAPACITY = 256
"""Changes that wait for a watcher; one more and it has fallen behind."""


class ChangeKind(StrEnum):
    """What happened."""

    REGISTERED = "registered"
    UPDATED = "updated"
    REMOVED = "removed"
    ONLINE = "online"
    OFFLINE = "offline"
    STATE = "state"
    EVENT = "event"
    COMMAND = "command"
    LAGGED = "lagged"
    """Changes were lost; the presence and state of every watched device follow."""


@dataclass(frozen=True, slots=True)
class DeviceChange:
    """One change of one device."""

    home_id: str
    device_id: str
    """Empty when it is about the whole home."""
    kind: ChangeKind
    at: datetime
    values: Mapping[str, Value] = field(default_factory=dict)
    """All reported values of a `state`, the data of an `event`."""
    event: str = ""
    command: Command | None = None


Resync = Callable[[], Awaitable[Sequence[DeviceChange]]]


class Watch:
    """An endless iterator of changes from the moment it was made; close it, or use it in `async with`."""

    def __init__(self, home_id: str, device_ids: Collection[str] | None, resync: Resync) -> None:
        self._home_id = home_id
        self._device_ids = None if device_ids is None else frozenset(device_ids)
        self._resync = resync
        self._changes: deque[DeviceChange] = deque()
        self._lagged: DeviceChange | None = None
        self._closed = False
        self._ready = asyncio.Event()

    def offer(self, change: DeviceChange) -> None:
        """Queue the change if it is watched; never waits."""
        if self._closed or change.home_id != self._home_id:
            return
        if self._device_ids is not None and change.device_id and change.device_id not in self._device_ids:
            return
        if self._lagged is not None:
            return
        if len(self._changes) >= CAPACITY:
            self._changes.clear()
            self._lagged = DeviceChange(change.home_id, "", ChangeKind.LAGGED, change.at)
        else:
            self._changes.append(change)
        self._ready.set()

    def close(self) -> None:
        """End the iteration."""
        self._closed = True
        self._ready.set()

    def __aiter__(self) -> Watch:
        return self

    async def __anext__(self) -> DeviceChange:
        while True:
            if self._closed:
                raise StopAsyncIteration
            if self._lagged is not None:
                lagged, self._lagged = self._lagged, None  # before the snapshot: what comes now is queued
                try:
                    present = [change for change in await self._resync() if self._wants(change)]
                except BaseException:
                    self._lagged = lagged
                    raise
                self._changes.extendleft(reversed(present))
                return lagged
            if self._changes:
                return self._changes.popleft()
            self._ready.clear()
            await self._ready.wait()

    async def __aenter__(self) -> Watch:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _wants(self, change: DeviceChange) -> bool:
        return self._device_ids is None or change.device_id in self._device_ids


class Watchers:
    """All watches; one that nobody holds any more disappears by itself."""

    def __init__(self) -> None:
        self._watches: weakref.WeakSet[Watch] = weakref.WeakSet()

    def watch(self, home_id: str, device_ids: Collection[str] | None, resync: Resync) -> Watch:
        """A new watch of a home, of the devices given or of all."""
        watch = Watch(home_id, device_ids, resync)
        self._watches.add(watch)
        return watch

    def offer(self, change: DeviceChange) -> None:
        """Hand the change to everybody who watches it."""
        for watch in list(self._watches):
            watch.offer(change)

    def close(self) -> None:
        """End all watches."""
        for watch in list(self._watches):
            watch.close()
