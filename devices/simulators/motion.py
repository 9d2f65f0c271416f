"""Things that take time: a travel over a distance, a programme of minutes, a slow drift."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable

from devices.simulators.behaviour import Behaviour, Failed, Job

REPORT_EVERY = 0.5
"""Seconds of waiting between two reports of a moving thing."""


class Travel:
    """Moves a level at constant speed; a newer move takes over from an older one."""

    def __init__(
        self, owner: Behaviour, full_seconds: float, report: Callable[[int], None], level: int
    ) -> None:
        self._owner = owner
        self._full_seconds = full_seconds
        self._report = report
        self._turn = 0
        self.level = level
        """0 to 100, of the full way."""
        self.moving = False

    async def move(self, target: int, job: Job) -> None:
        """Travel to the target; raises Failed not_possible when halted or overtaken on the way."""
        self._turn += 1
        turn, start = self._turn, self.level
        seconds = self._full_seconds * abs(target - start) / 100
        scaled = seconds * self._owner.pace.travel
        if scaled > 0:
            self.moving = True
            await job.accept()
            steps = max(1, math.ceil(scaled / REPORT_EVERY))
            for step in range(1, steps + 1):
                await self._owner.pace.travel_for(seconds / steps)
                if turn != self._turn:
                    raise Failed("not_possible", f"Stopped on the way, at {self.level} %.")
                self.level = start + round((target - start) * step / steps)
                self.moving = step < steps
                self._report(self.level)
        self.level, self.moving = target, False
        self._report(target)

    def halt(self) -> None:
        """Stop where it is; the move under way fails."""
        self._turn += 1
        self.moving = False


class Programme:
    """Counts minutes down; can be paused, resumed and stopped."""

    def __init__(
        self, owner: Behaviour, on_minute: Callable[[int], None], on_done: Callable[[], None]
    ) -> None:
        self._owner = owner
        self._on_minute = on_minute
        self._on_done = on_done
        self._task: asyncio.Task[None] | None = None
        self.remaining = 0
        """Minutes left."""

    def start(self, minutes: int) -> None:
        """Begin anew with so many minutes."""
        self.remaining = minutes
        self.resume()

    def pause(self) -> None:
        """Hold the clock; the minutes left stay."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def resume(self) -> None:
        """Let the clock run again."""
        self.pause()
        self._on_minute(self.remaining)
        self._task = self._owner.begin(self._run())

    def stop(self) -> None:
        """Give the programme up."""
        self.pause()
        self.remaining = 0
        self._on_minute(0)

    async def _run(self) -> None:
        while self.remaining > 0:
            await self._owner.pace.programme_for(60)
            self.remaining -= 1
            self._on_minute(self.remaining)
        self._task = None
        self._on_done()


class Drift:
    """Lets a measured property creep towards a target, one step at a time."""

    def __init__(self, owner: Behaviour, name: str, *, step: float, every: float) -> None:
        self._owner = owner
        self._name = name
        self._step = step
        self._every = every
        self._task: asyncio.Task[None] | None = None

    def towards(self, target: float, on_arrival: Callable[[], None] | None = None) -> None:
        """Start creeping; an earlier creep ends. `every` seconds of programme time a step."""
        self.stop()
        self._task = self._owner.begin(self._run(target, on_arrival))

    def stop(self) -> None:
        """Stay at the present value."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _run(self, target: float, on_arrival: Callable[[], None] | None) -> None:
        while abs(gap := target - self._owner.level(self._name)) > 1e-9:
            await self._owner.pace.programme_for(self._every)
            change = math.copysign(min(self._step, abs(gap)), gap)
            now = self._owner.level(self._name)
            later = round(now + change, 2)
            self._owner.store({self._name: int(later) if isinstance(now, int) else later})
        self._task = None
        if on_arrival is not None:
            on_arrival()
