"""Forgetting settled commands, so that the database does not grow for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from devices.commands import Commands
from devices.errors import DatabaseUnavailable
from devices.registry.database import Database

log = structlog.get_logger(__name__)

RETENTION = timedelta(days=30)
"""Age from which a settled command, and a plan without commands, is forgotten."""
EVERY = 24 * 3600.0
"""Seconds from one pruning to the next."""
RETRY = 600.0
"""Seconds until the next try when the database was not there."""

Clock = Callable[[], datetime]


class Pruner:
    """Prunes at start and daily, as the task `commands-prune`."""

    def __init__(
        self, database: Database, *, clock: Clock, retention: timedelta = RETENTION, every: float = EVERY
    ) -> None:
        if retention <= timedelta():
            raise ValueError("the retention must be positive")
        self._database = database
        self._clock = clock
        self._retention = retention
        self._every = every
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; returns at once."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="commands-prune")

    async def close(self) -> None:
        """Stop."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            pause = self._every
            try:
                async with self._database.session() as session:
                    forgotten = await Commands(session).prune(self._clock() - self._retention)
            except DatabaseUnavailable as error:
                pause = min(RETRY, self._every)
                log.warning("commands_not_pruned", code=error.code)
            except Exception:
                log.exception("commands_not_pruned")
            else:
                log.info("commands_pruned", commands=forgotten)
            await asyncio.sleep(pause)
