"""Says every sentence of a suite to the whole stack and sees what the devices became."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import grpc.aio
import structlog

from assistant.app import App
from assistant.client import CallFailed, Client
from assistant.evaluate.native.stand import NativeStand
from assistant.evaluate.native.suite import NativeCase, NativeHome
from assistant.evaluate.results import Evaluation, Result
from assistant.evaluate.stage import C, Parts, Stand, StandError
from assistant.evaluate.stand import EntityStand
from assistant.evaluate.suite import Case, Home, Suite
from assistant.evaluate.talk import Said, Talk
from assistant.evaluate.verdict import Verdict
from devices.errors import DeviceError
from devices.ids import slug
from devices.registry.routines import Routines

log = structlog.get_logger(__name__)

OUTCOME_MARGIN = 2.0
"""Seconds past a command's own deadline that its outcome is waited for."""

OnResult = Callable[[Result], None]


class Runner:
    """Runs suites on an assistant that has been started on parts of its own."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def run(
        self,
        suite: Suite,
        *,
        homes: Sequence[str] = (),
        limit: int | None = None,
        on_result: OnResult = lambda _result: None,
    ) -> Evaluation:
        """Say the sentences of all homes, or of those named, at most `limit`; raises StandError.

        Each sentence begins in its case's setup and in a conversation of its own.
        """
        evaluation = Evaluation(suite.name)

        def record(result: Result) -> None:
            evaluation.results.append(result)
            on_result(result)

        app = self._app
        taken = {app.settings.home_id}
        channel = grpc.aio.insecure_channel(app.grpc_address)
        parts = Parts(app.hub, app.database, channel, app.broker_address)
        try:
            async with Client(app.grpc_address) as client:
                for home in select(suite, homes, limit):
                    home_id = slug(home.name, taken)
                    taken.add(home_id)
                    if isinstance(home, NativeHome):
                        await self._home(client, NativeStand(home, home_id, parts), record)
                    else:
                        await self._home(client, EntityStand(home, home_id, parts), record)
        finally:
            await channel.close(None)
        return evaluation

    async def _home(self, client: Client, stand: Stand[C], record: OnResult) -> None:
        """Say every sentence of one home; one that cannot be set up fails them all."""
        said = [(case, sentence) for case in stand.cases for sentence in case.sentences]
        try:
            async with stand:
                for case, sentence in said:
                    record(await self._one(client, stand, case, sentence))
        except (StandError, DeviceError) as failure:
            log.error("home_not_set_up", home_id=stand.home_id, error=str(failure))
            for case, sentence in said:
                record(Result(case.category, stand.name, sentence, Verdict(), error=str(failure)))

    async def _one(self, client: Client, stand: Stand[C], case: C, sentence: str) -> Result:
        """One sentence; what goes wrong around it is its failure, not the run's."""
        talk = Talk(client, stand.home_id, stand.place_of(case))
        said, verdict, error, seconds = Said(), Verdict(), "", 0.0
        try:
            await self._forget_plans(stand.home_id)
            await stand.prepare(case)
            for earlier in stand.history_of(case):
                before = Said()
                await talk.say(earlier, before)
                await self._settle(stand.home_id, before)
            await stand.note()
            began = time.perf_counter()
            try:
                await talk.say(sentence, said)
                await self._settle(stand.home_id, said)
            except (CallFailed, DeviceError, TimeoutError) as failure:
                error = _words(failure)
            seconds = time.perf_counter() - began
            verdict = await stand.judge(case, said)
        except (CallFailed, StandError, DeviceError, TimeoutError) as failure:
            error = error or _words(failure)
        if error:
            log.warning("sentence_failed", home_id=stand.home_id, sentence=sentence, error=error)
        return Result(
            category=case.category,
            home=stand.name,
            sentence=sentence,
            verdict=verdict,
            plan=said.plan,
            source=said.source,
            reply=said.reply,
            seconds=seconds,
            confirmations=said.confirmations,
            error=error,
            confidence=said.confidence,
        )

    async def _settle(self, home_id: str, said: Said) -> None:
        """Return when every command has come to an end."""
        if not said.command_ids:
            return
        timeout = self._app.settings.command_timeout + OUTCOME_MARGIN
        async with asyncio.timeout(timeout + OUTCOME_MARGIN):
            await self._app.hub.wait(home_id, said.command_ids, timeout=timeout)

    async def _forget_plans(self, home_id: str) -> None:
        """What an earlier sentence left for later must not happen during this one."""
        async with self._app.database.session() as session:
            routines = Routines(session)
            for routine in await routines.list_waiting(home_id):
                await routines.cancel(home_id, routine.id)


def select(suite: Suite, names: Sequence[str], limit: int | None) -> list[Home | NativeHome]:
    """The homes of these names (all when none is given) with `limit` sentences at most among them.

    Raises StandError for a name that no home has.
    """
    known = {home.name for home in suite.homes}
    for name in names:
        if name not in known:
            raise StandError(f"The suite has no home {name}; it has {', '.join(sorted(known))}.")
    chosen = [home for home in suite.homes if not names or home.name in names]
    if limit is None:
        return chosen
    shortened: list[Home | NativeHome] = []
    for home in chosen:
        kept: Home | NativeHome
        if isinstance(home, NativeHome):
            kept = replace(home, cases=_first(home.cases, limit))
        else:
            kept = replace(home, cases=_first(home.cases, limit))
        limit -= kept.sentences
        if kept.cases:
            shortened.append(kept)
    return shortened


K = TypeVar("K", Case, NativeCase)


def _first(cases: Sequence[K], most: int) -> tuple[K, ...]:
    """The first cases, with `most` sentences in all."""
    first = []
    for case in cases:
        kept = case.sentences[: max(most, 0)]
        most -= len(kept)
        if kept:
            first.append(replace(case, sentences=kept))
    return tuple(first)


def _words(failure: Exception) -> str:
    return str(failure) or type(failure).__name__
