"""The model on a thread of its own: several answers are written at once, and a queue waits behind them."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model_core import checkpoint
from model_core.chat import ChatTemplate, Message, Tool
from model_core.engine import worker
from model_core.errors import (
    CheckpointCorrupt,
    InvalidConversation,
    ModelError,
    OutOfTime,
    PromptTooLong,
)
from model_core.generate import BLOCK, Limits, Piece, Writer
from model_core.loading import prepare
from model_core.model import Decoder
from model_core.passes import Passes
from model_core.prefixes import Prefixes
from model_core.rounds import Rounds
from model_core.sampling import Choice, Sampling
from model_core.scheduler import Scheduler
from model_core.tokenizer import Tokenizer
from model_core.work import Work

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ask:
    """One request to the model."""

    messages: Sequence[Message]
    tools: Sequence[Tool] = ()
    """The functions that the model is told of."""
    grammar: str = ""
    """Of the answer, in llguidance's Lark dialect; empty for any text."""
    sampling: Sampling = field(default_factory=Sampling)
    most: int | None = None
    """Tokens of the answer; None for the host's own limit, or as many as fit."""
    stops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Begun:
    """The prompt has been understood and is being read."""

    prompt: int
    """Its tokens."""
    known: int
    """How many of them were read before, for another request."""


Event = Begun | Piece


@dataclass(slots=True, eq=False)
class _Job:
    ask: Ask
    end: float
    loop: asyncio.AbstractEventLoop
    events: asyncio.Queue[Event | BaseException] = field(default_factory=asyncio.Queue)

    def tell(self, event: Event | BaseException) -> None:
        """Hand it to whoever waits; called on the model's thread."""
        with suppress(RuntimeError):  # their loop has ended
            self.loop.call_soon_threadsafe(self.events.put_nowait, event)

    def tell_error(self, result: Future[None]) -> None:
        """The same for the error of a result, if it has one."""
        error = None if result.cancelled() else result.exception()
        if error is not None:
            self.tell(error)


@dataclass(slots=True)
class Counters:
    """What a host has done since it started."""

    answered: int = 0
    """Answers written to their end."""
    abandoned: int = 0
    """Begun, and given up because whoever asked had gone."""
    failed: int = 0
    tokens: int = 0


class Host:
    """Answers conversations with one model."""

    def __init__(
        self,
        model: Decoder,
        tokenizer: Tokenizer,
        *,
        passes: Passes | None = None,
        template: ChatTemplate | None = None,
        ends: Sequence[int] = (),
        at_once: int = 4,
        queue: int = 32,
        most: int = 1024,
        patience: float = 300.0,
        thread: ThreadPoolExecutor | None = None,
    ) -> None:
        """`at_once` answers are written, `queue` requests wait; an answer has `most` tokens unless more are
        asked for, and `patience` seconds from when it was asked for. `thread`: of one worker; the
        host ends it.
        """
        self._model = model
        self._tokenizer = tokenizer
        self._template = template or ChatTemplate(signs=tokenizer.special.values())
        self._writer = Writer(model, tokenizer, ends=ends)
        self._prefixes = Prefixes(model.config, model.output.dtype, block=BLOCK)
        self._most, self._patience = most, patience
        self.counters = Counters()
        passes = passes or Passes(model)
        rounds = Rounds(passes.together, most=passes.at_once)
        self._scheduler = Scheduler(rounds, thread or worker(), at_once=at_once, queue=queue)

    @classmethod
    def load(
        cls, folder: Path, *, progress: checkpoint.Progress = lambda _stage, _done: None, **limits: Any
    ) -> Host:
        """Host a folder in the Hugging Face layout, compared with its manifest where it has one.

        Raises CheckpointMissing, CheckpointCorrupt.
        """
        thread = worker()
        try:
            return thread.submit(cls._load, folder, progress, thread=thread, **limits).result()
        except BaseException:
            thread.shutdown(wait=False)
            raise

    @classmethod
    def _load(
        cls, folder: Path, progress: checkpoint.Progress, *, thread: ThreadPoolExecutor, **limits: Any
    ) -> Host:
        model, passes = prepare(folder, progress, verify=(folder / checkpoint.MANIFEST).is_file())
        first, *others = _ends(folder)
        tokenizer = Tokenizer.load(folder, end=first)
        template = ChatTemplate.load(folder, signs=tokenizer.special.values())
        return cls(model, tokenizer, passes=passes, template=template, ends=others, thread=thread, **limits)

    async def answer(self, ask: Ask) -> AsyncGenerator[Event, None]:
        """`Begun`, then the pieces of the answer; whoever closes the iterator ends the work.

        Raises EngineBusy, PromptTooLong, InvalidGrammar, InvalidConversation, OutOfTime, ModelError.
        """
        job = _Job(ask, time.monotonic() + self._patience, asyncio.get_running_loop())
        result = self._scheduler.submit(self._answered(job))
        result.add_done_callback(job.tell_error)
        try:
            while True:
                event = await self._next(job)
                if isinstance(event, BaseException):
                    raise event
                yield event
                if isinstance(event, Piece) and event.finish:
                    return
        finally:
            result.cancel()

    def describe(self, choice: Choice) -> dict[str, Any]:
        """A token and its alternatives in the API's words."""
        return {
            **self._described(choice.token, choice.logprob),
            "top_logprobs": [self._described(*other) for other in choice.alternatives],
        }

    @property
    def busy(self) -> tuple[int, int]:
        """How many answers are being written, and how many requests wait."""
        return self._scheduler.busy

    def close(self, grace: float = 0.0) -> None:
        """Refuse what is new, give what is under way `grace` seconds, end the thread; blocks till then."""
        self._scheduler.close(grace)

    async def _next(self, job: _Job) -> Event | BaseException:
        try:
            return await asyncio.wait_for(job.events.get(), max(0.0, job.end - time.monotonic()))
        except TimeoutError:
            raise OutOfTime("The answer was not ready in time.") from None

    def _described(self, token: int, logprob: float) -> dict[str, Any]:
        data = self._writer.spelled(token)
        return {"token": data.decode(errors="replace"), "logprob": max(logprob, -9999.0), "bytes": list(data)}

    def _answered(self, job: _Job) -> Work[None]:
        try:
            yield from self._steps(job)
        except GeneratorExit:
            self.counters.abandoned += 1
            raise
        except ModelError:
            self.counters.failed += 1
            raise
        except Exception as error:
            _log.exception("An answer failed.")
            self.counters.failed += 1
            raise ModelError.of(error) from error

    def _steps(self, job: _Job) -> Work[None]:
        ask = job.ask
        prompt = self._tokenizer.encode(self._template.render(ask.messages, ask.tools))
        if not prompt:
            raise InvalidConversation("The model's template makes no prompt of these messages.")
        room = self._model.config.context - len(prompt)
        if room < (ask.most or 1):
            asked = f" and {ask.most} of the answer" if ask.most else ""
            raise PromptTooLong(
                f"{len(prompt)} tokens of messages{asked} do not fit the model's "
                f"{self._model.config.context}."
            )
        most = ask.most or min(self._most, room)
        cache = self._prefixes.begin(prompt, len(prompt) + most)
        job.tell(Begun(len(prompt), cache.length))
        hidden = yield from self._writer.read(prompt, cache, job.end)
        self._prefixes.keep(prompt, cache)
        limits = Limits(most, ask.stops, job.end)

        def tell(piece: Piece) -> None:
            self.counters.tokens += len(piece.choices)
            self.counters.answered += piece.finish is not None
            job.tell(piece)

        yield from self._writer.write(hidden, cache, ask.sampling, limits, tell, ask.grammar)


def _ends(folder: Path) -> list[int]:
    """Token ids that end an answer, the most usual first. Raises CheckpointCorrupt."""
    found: list[int] = []
    for name in ("generation_config.json", checkpoint.CONFIG):
        path = folder / name
        try:
            ids = json.loads(path.read_text(encoding="utf-8")).get("eos_token_id") if path.is_file() else None
        except (ValueError, AttributeError) as error:
            raise CheckpointCorrupt(f"{path} is damaged: {error}.", file=name) from error
        found += ids if isinstance(ids, list) else [] if ids is None else [ids]
    if not found or not all(isinstance(each, int) for each in found):
        raise CheckpointCorrupt(f"{folder} does not say which token ends an answer (eos_token_id).")
    return list(dict.fromkeys(found))
