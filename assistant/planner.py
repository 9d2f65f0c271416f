"""Where plans come from: a language model behind one method, with a deadline."""

from __future__ import annotations

import asyncio
from typing import Protocol

from model_core.errors import EngineBusy
from model_core.plan import Plan
from model_core.world import Request


class PlanEngine(Protocol):
    """What is needed of the model host."""

    async def plan(self, request: Request, *, deadline: float | None = None) -> Plan:
        """The plan for one sentence; raises ModelError."""
        ...


class Planner(Protocol):
    """Decides what the devices should be."""

    async def plan(self, request: Request, *, timeout: float) -> Plan:
        """The plan for one sentence within `timeout` seconds; raises ModelError."""
        ...


class ModelPlanner:
    """The language model as a planner."""

    def __init__(self, engine: PlanEngine) -> None:
        self._engine = engine

    async def plan(self, request: Request, *, timeout: float) -> Plan:
        """The plan for one sentence within `timeout` seconds; raises ModelError (EngineBusy when late)."""
        try:
            async with asyncio.timeout(timeout):
                return await self._engine.plan(request, deadline=timeout)
        except TimeoutError:
            raise EngineBusy("I took too long to think about that; please say it again.") from None
