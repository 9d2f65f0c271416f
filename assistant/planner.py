"""Where plans come from: plain sentences are read, others are left to language models."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

import structlog

from assistant.answering import pin_in
from model_core.errors import EngineBusy, ModelError, RemoteUnavailable
from model_core.language.vocabulary import Vocabulary
from model_core.plan import Plan
from model_core.reading.reader import Reader
from model_core.weighing.doubts import Doubts
from model_core.world import Request, World

log = structlog.get_logger(__name__)

RESERVE = 1.5
"""Seconds of a turn that are kept for acting and replying."""
PATIENCE = 2.0
"""Seconds that checking a plan which was read may take; then it is done as it was read."""
REST = 30.0
"""Seconds for which a large model that could not be reached is not asked again."""


class PlanEngine(Protocol):
    """What is needed of the model host."""

    async def plan(self, request: Request, *, deadline: float | None = None) -> Plan:
        """The plan for one sentence; raises ModelError."""
        ...


class PlanChecker(Protocol):
    """What compares a plan that was read with what the model would have made of the sentence."""

    async def check(
        self, request: Request, read: Plan, *, doubt: float, deadline: float | None = None
    ) -> Plan:
        """The plan that was read, or the model's own where that is likelier right; raises ModelError.

        `doubt`: the log odds that the plan is wrong.
        """
        ...


class Planner(Protocol):
    """Decides what the devices should be."""

    async def plan(self, request: Request, *, timeout: float) -> Plan:
        """The plan for one sentence within `timeout` seconds; raises ModelError."""
        ...


class ReadFirst:
    """Sentences that can be read word by word at once, and another planner for all others."""

    def __init__(
        self,
        other: Planner,
        *,
        is_word: Callable[[str], bool],
        homes: int = 16,
        checker: PlanChecker | None = None,
    ) -> None:
        """`is_word` tells words from mistyped ones; `homes`: of how many the words stay known.

        `checker` is shown what may have been read wrongly.
        """
        self._other = other
        self._checker = checker
        self._is_word = is_word
        self._homes = homes
        self._readers: OrderedDict[int, _Learned] = OrderedDict()

    async def prepare(self) -> None:
        """Load the words of every language, so that no first sentence waits for them."""
        await asyncio.to_thread(_load_words)

    async def plan(self, request: Request, *, timeout: float) -> Plan:
        """The plan as read, else the other planner's within `timeout` seconds; raises ModelError."""
        learned = await self._learned(request.world)
        plan, doubt = await asyncio.to_thread(learned.read, request)
        if plan is None:
            return await self._other.plan(request, timeout=timeout)
        if self._checker is None or doubt is None:
            return plan
        try:
            return await self._checker.check(request, plan, doubt=doubt, deadline=min(timeout, PATIENCE))
        except ModelError as error:
            log.warning("plan_unchecked", code=error.code)
            return plan

    async def _learned(self, world: World) -> _Learned:
        """By the identity of the view, which is kept: comparing large homes takes longer than reading."""
        known = self._readers.get(id(world))
        if known is None:
            known = self._readers[id(world)] = await asyncio.to_thread(_Learned, world, self._is_word)
        self._readers.move_to_end(id(world))
        while len(self._readers) > self._homes:
            self._readers.popitem(last=False)
        return known


class _Learned:
    """The words of one home."""

    def __init__(self, world: World, is_word: Callable[[str], bool]) -> None:
        self.world = world
        vocabulary = Vocabulary(world)
        self._reader = Reader(vocabulary, is_word=is_word)
        self._doubts = Doubts(vocabulary, is_word)

    def read(self, request: Request) -> tuple[Plan | None, float | None]:
        """The plan as read, and the log odds that it is wrong where a second look pays."""
        plan = self._reader.read(request)
        return plan, None if plan is None else self._doubts.about(request, plan)


def _load_words() -> None:
    nowhere = World((), ())
    learned = _Learned(nowhere, lambda _word: True)
    for need in ("it is dark in here", "太黑了"):
        learned.read(Request(nowhere, need))


class Cascade:
    """The own model first, a large one for what the own one is not sure of or cannot plan."""

    def __init__(self, own: Planner, large: Planner, *, below: float, patience: float = 5.0) -> None:
        """`below`: confidence of an own plan under which the large model is asked; from 1 on it always is.

        `patience`: seconds it may take.
        """
        self._own = own
        self._large = large
        self._below = below
        self._patience = patience
        self._rests_until = 0.0

    async def plan(self, request: Request, *, timeout: float) -> Plan:
        """The plan of one or the other within `timeout` seconds; the own one where the large model fails.

        After it could not be reached the large model is left alone for a while.
        """
        end = time.monotonic() + timeout
        own: Plan | ModelError
        try:
            own = await self._own.plan(request, timeout=timeout)
        except ModelError as error:
            own = error
        if isinstance(own, Plan) and not self._unsure(own):
            return own
        large = await self._large_plan(request, end - RESERVE - time.monotonic())
        if large is not None:
            return large
        if isinstance(own, ModelError):
            raise own
        return own

    def _unsure(self, plan: Plan) -> bool:
        return self._below >= 1 or (plan.confidence is not None and plan.confidence < self._below)

    async def _large_plan(self, request: Request, left: float) -> Plan | None:
        """None where there is no time, no answer or no plan, and for digits, which may be a PIN said late."""
        if left <= 0 or time.monotonic() < self._rests_until or pin_in(request.utterance) is not None:
            return None
        try:
            return await self._large.plan(request, timeout=min(left, self._patience))
        except ModelError as error:
            log.warning("large_model_failed", code=error.code)
            if isinstance(error, RemoteUnavailable | EngineBusy):
                self._rests_until = time.monotonic() + REST
            return None


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
