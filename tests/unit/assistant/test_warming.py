"""Homes are kept warm through what goes wrong."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from assistant.warming import Warmer
from devices.errors import DatabaseUnavailable
from devices.hub import Hub
from devices.watch import Watch


class Lagging:
    """A hub whose first watch has fallen behind while the database is away."""

    def __init__(self) -> None:
        self.watches = 0
        self.again = asyncio.Event()

    def watch(self, home_id: str) -> Watch:
        """A watch that fails once."""
        self.watches += 1
        if self.watches > 1:
            self.again.set()
            return Watch(home_id, None, self.snapshot)
        return Broken(home_id, None, self.snapshot)

    async def snapshot(self, *_home: str) -> Any:
        """Nothing while the database is away."""
        raise DatabaseUnavailable


class Broken(Watch):
    """A watch that cannot start afresh."""

    async def __anext__(self) -> Any:
        raise DatabaseUnavailable


async def test_a_home_is_watched_again_after_a_watch_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.warming.RETRY", 0.01)
    hub = Lagging()
    warmer = Warmer(cast("Hub", hub), cast("Any", None))
    warmer.watch(["home"])
    try:
        await asyncio.wait_for(hub.again.wait(), 5.0)
    finally:
        await warmer.close()
