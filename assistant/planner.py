"""Where plans come from: language models behind one method, with a deadline."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol

import structlog

from model_core.errors import EngineBusy, ModelError
from model_core.plan import Plan
from model_core.world import Request

log = structlog.get_logger(__name__)


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


class Cascade:
    """The own model first, a large one for what the own one is not sure of or cannot plan."""

    def __init__(self, own: Planner, large: Planner, *, below: float) -> None:
        """`below`: confidence of an own plan under which the large model is asked; from 1 on it always is."""
        self._own = own
        self._large = large
        self._below = below

    async def plan(self, request: Request, *, timeout: float) -> Plan:
        """The plan of one or the other within `timeout` seconds; the own one where the large model fails."""
        began = time.monotonic()
        own: Plan | ModelError
        try:
            own = await self._own.plan(request, timeout=timeout)
        except ModelError as error:
            own = error
        if isinstance(own, Plan) and not self._unsure(own):
            return own
        left = timeout - (time.monotonic() - began)
        try:
            return await self._large.plan(request, timeout=left)
        except ModelError as error:
            log.warning("large_model_failed", code=error.code, error=str(error), **error.details)
            if isinstance(own, ModelError):
                raise own from error
            return own

    def _unsure(self, plan: Plan) -> bool:
        return self._below >= 1 or (plan.confidence is not None and plan.confidence < self._below)


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
