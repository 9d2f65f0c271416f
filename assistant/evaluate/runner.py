"""Says every sentence of a suite to the whole stack and sees what the devices became."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import grpc.aio
import structlog
from ensemble.v1 import assistant_pb2 as pb
from ensemble.v1.common_pb2 import QUESTION_KIND_CONFIRM

from assistant.app import App
from assistant.client import CallFailed, Client
from assistant.evaluate.compare import Verdict, judge
from assistant.evaluate.results import Evaluation, Result
from assistant.evaluate.stand import Stand, StandError
from assistant.evaluate.suite import Case, Home, Suite
from devices.errors import DeviceError
from devices.ids import slug
from devices.registry.routines import Routines

log = structlog.get_logger(__name__)

YES = "yes"
MOST_CONFIRMATIONS = 3
"""Questions of risk that one sentence may lead to."""
OUTCOME_MARGIN = 2.0
"""Seconds past a command's own deadline that its outcome is waited for."""

OnResult = Callable[[Result], None]


@dataclass(slots=True)
class _Said:
    """What came of a sentence and of the answers that followed it."""

    plan: str = ""
    replies: list[str] = field(default_factory=list)
    command_ids: list[str] = field(default_factory=list)
    confirmations: int = 0

    @property
    def reply(self) -> str:
        return " ".join(reply for reply in self.replies if reply)


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

        taken = {self._app.settings.home_id}
        channel = grpc.aio.insecure_channel(self._app.grpc_address)
        try:
            async with Client(self._app.grpc_address) as client:
                for home in select(suite, homes, limit):
                    home_id = slug(home.name, taken)
                    taken.add(home_id)
                    stand = Stand(
                        home,
                        home_id,
                        hub=self._app.hub,
                        channel=channel,
                        broker=self._app.broker_address,
                    )
                    await self._home(client, stand, record)
        finally:
            await channel.close(None)
        return evaluation

    async def _home(self, client: Client, stand: Stand, record: OnResult) -> None:
        """Say every sentence of one home; one that cannot be set up fails them all."""
        said = [(case, sentence) for case in stand.home.cases for sentence in case.sentences]
        try:
            async with stand:
                for case, sentence in said:
                    record(await self._one(client, stand, case, sentence))
        except (StandError, DeviceError) as failure:
            log.error("home_not_set_up", home_id=stand.home_id, error=str(failure))
            for case, sentence in said:
                record(Result(case.category, stand.home.name, sentence, Verdict(), error=str(failure)))

    async def _one(self, client: Client, stand: Stand, case: Case, sentence: str) -> Result:
        """One sentence; what goes wrong around it is its failure, not the run's."""
        said, error, before = _Said(), "", stand.readings()
        began = time.perf_counter()
        try:
            await self._forget_plans(stand.home_id)
            await stand.prepare(case)
            before = stand.readings()
            began = time.perf_counter()
            await self._say(client, stand, case, sentence, said)
            await self._settle(stand, said)
        except (CallFailed, StandError, DeviceError, TimeoutError) as failure:
            error = str(failure) or type(failure).__name__
            log.warning("sentence_failed", home_id=stand.home_id, sentence=sentence, error=error)
            if isinstance(failure, StandError):
                return Result(case.category, stand.home.name, sentence, Verdict(), error=error)
        seconds = time.perf_counter() - began
        verdict = judge(case, stand.entities, before, stand.readings(), said.reply)
        return Result(
            category=case.category,
            home=stand.home.name,
            sentence=sentence,
            verdict=verdict,
            plan=said.plan,
            reply=said.reply,
            seconds=seconds,
            confirmations=said.confirmations,
            error=error,
        )

    async def _say(self, client: Client, stand: Stand, case: Case, sentence: str, said: _Said) -> None:
        place = stand.place_of(case.context_device)
        request = pb.ConverseRequest(
            home_id=stand.home_id,
            utterance=sentence,
            device_id=place.device_id,
            room_id=place.room_id,
            options=pb.ConverseOptions(include_plan=True),
        )
        response = await client.converse(request)
        said.plan = response.plan.text.strip()
        _take(response, said)
        while (
            response.HasField("question")
            and response.question.kind == QUESTION_KIND_CONFIRM
            and said.confirmations < MOST_CONFIRMATIONS
        ):
            said.confirmations += 1
            answer = pb.ConverseRequest(
                home_id=stand.home_id,
                conversation_id=response.conversation_id,
                utterance=YES,
                device_id=place.device_id,
                room_id=place.room_id,
                question_id=response.question.id,
            )
            response = await client.converse(answer)
            _take(response, said)

    async def _settle(self, stand: Stand, said: _Said) -> None:
        """Return when every command has come to an end."""
        if not said.command_ids:
            return
        timeout = self._app.settings.command_timeout + OUTCOME_MARGIN
        async with asyncio.timeout(timeout + OUTCOME_MARGIN):
            await self._app.hub.wait(stand.home_id, said.command_ids, timeout=timeout)

    async def _forget_plans(self, home_id: str) -> None:
        """What an earlier sentence left for later must not happen during this one."""
        async with self._app.database.session() as session:
            routines = Routines(session)
            for routine in await routines.list_pending(home_id):
                await routines.cancel(home_id, routine.id)


def select(suite: Suite, names: Sequence[str], limit: int | None) -> list[Home]:
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
    left = limit
    shortened = []
    for home in chosen:
        cases = []
        for case in home.cases:
            kept = case.sentences[: max(left, 0)]
            left -= len(kept)
            if kept:
                cases.append(replace(case, sentences=kept))
        if cases:
            shortened.append(replace(home, cases=tuple(cases)))
    return shortened


def _take(response: pb.ConverseResponse, said: _Said) -> None:
    said.replies.append(response.reply)
    said.command_ids += [outcome.command_id for outcome in response.outcomes if outcome.command_id]
