"""The model on a thread of its own: several answers are written by turns, and a queue waits behind them."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections import deque
from collections.abc import AsyncGenerator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from model_core import checkpoint
from model_core.chat import ChatTemplate, Message, Tool
from model_core.engine import prepare, worker
from model_core.errors import (
    CheckpointCorrupt,
    EngineBusy,
    EngineClosed,
    InvalidConversation,
    ModelError,
    OutOfTime,
    PromptTooLong,
)
from model_core.generate import BLOCK, Limits, Piece, Writer
from model_core.model import Decoder
from model_core.passes import Passes
from model_core.prefixes import Prefixes
from model_core.sampling import Choice, Sampling
from model_core.tokenizer import Tokenizer

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
    events: asyncio.Queue[Event | Exception] = field(default_factory=asyncio.Queue)
    steps: Iterator[Event] | None = None
    gone: bool = False
    """Nobody waits for it any more."""

    def tell(self, event: Event | Exception) -> None:
        """Hand it to whoever waits; called on the model's thread."""
        try:
            self.loop.call_soon_threadsafe(self.events.put_nowait, event)
        except RuntimeError:  # their loop has ended
            self.gone = True


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
        """`at_once` answers are written by turns, `queue` requests wait; an answer has `most` tokens unless
        more are asked for, and `patience` seconds from when it was asked for. `thread`: of one worker; the
        host ends it.
        """
        self._model = model
        self._tokenizer = tokenizer
        self._template = template or ChatTemplate(signs=tokenizer.special.values())
        self._writer = Writer(model, passes or Passes(model), tokenizer, ends=ends)
        self._prefixes = Prefixes(model.config, model.output.dtype, block=BLOCK)
        self._at_once, self._queue, self._most, self._patience = at_once, queue, most, patience
        self._waiting: deque[_Job] = deque()
        self._running: deque[_Job] = deque()
        self.counters = Counters()
        self._changed = threading.Condition()
        self._closing = self._closed = False
        self._thread = thread or worker()
        self._thread.submit(self._work).add_done_callback(_ended)

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
        with self._changed:
            if self._closing:
                raise EngineClosed
            if len(self._waiting) >= self._queue:
                raise EngineBusy(f"{len(self._waiting)} requests are waiting already; try again in a moment.")
            self._waiting.append(job)
            self._changed.notify_all()
        try:
            while True:
                event = await self._next(job)
                if isinstance(event, Exception):
                    raise event
                yield event
                if isinstance(event, Piece) and event.finish:
                    return
        finally:
            job.gone = True
            with self._changed:
                if job in self._waiting:
                    self._waiting.remove(job)

    def describe(self, choice: Choice) -> dict[str, Any]:
        """A token and its alternatives in the API's words."""
        return {
            **self._described(choice.token, choice.logprob),
            "top_logprobs": [self._described(*other) for other in choice.alternatives],
        }

    @property
    def busy(self) -> tuple[int, int]:
        """How many answers are being written, and how many requests wait."""
        with self._changed:
            return len(self._running), len(self._waiting)

    def close(self, grace: float = 0.0) -> None:
        """Refuse what is new, give what is under way `grace` seconds, end the thread; blocks till then."""
        with self._changed:
            self._closing = True
            self._changed.wait_for(lambda: not (self._running or self._waiting), grace)
            self._closed = True
            self._changed.notify_all()
        self._thread.shutdown()

    async def _next(self, job: _Job) -> Event | Exception:
        try:
            return await asyncio.wait_for(job.events.get(), max(0.0, job.end - time.monotonic()))
        except TimeoutError:
            raise OutOfTime("The answer was not ready in time.") from None

    def _described(self, token: int, logprob: float) -> dict[str, Any]:
        data = self._writer.spelled(token)
        return {"token": data.decode(errors="replace"), "logprob": max(logprob, -9999.0), "bytes": list(data)}

    def _work(self) -> None:
        with torch.inference_mode():
            while self._next_turn():
                job = self._running[0]
                event = self._step(job)
                with self._changed:
                    self._running.popleft()
                    if event is not None and not _is_last(event):
                        self._running.append(job)
                    self._changed.notify_all()
                if event is not None:
                    job.tell(event)
        with self._changed:
            left = (*self._running, *self._waiting)
        for job in left:
            job.tell(EngineClosed())

    def _next_turn(self) -> bool:
        """Wait until there is something to write; False when the host was closed."""
        with self._changed:
            while not self._closed:
                while self._waiting and len(self._running) < self._at_once:
                    self._running.append(self._waiting.popleft())
                if self._running:
                    return True
                self._changed.wait()
            return False

    def _step(self, job: _Job) -> Event | ModelError | None:
        """Go on with a job by one step; None where nobody waits for it any more."""
        if job.gone:
            self.counters.abandoned += 1
            return None
        try:
            if job.steps is None:
                job.steps = self._steps(job)
            event = next(job.steps)
        except ModelError as error:
            self.counters.failed += 1
            return error
        except Exception as error:  # noqa: BLE001 - the thread outlives whatever one request brings about
            _log.exception("An answer failed.")
            self.counters.failed += 1
            return ModelError(f"The model failed: {type(error).__name__}.")
        if isinstance(event, Piece):
            self.counters.tokens += len(event.choices)
            self.counters.answered += event.finish is not None
        return event

    def _steps(self, job: _Job) -> Iterator[Event]:
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
        yield Begun(len(prompt), cache.length)
        hidden = yield from self._writer.read(prompt, cache, job.end)
        self._prefixes.keep(prompt, cache)
        limits = Limits(most, ask.stops, job.end)
        yield from self._writer.write(hidden, cache, ask.sampling, limits, ask.grammar)


def _is_last(event: Event | ModelError) -> bool:
    return isinstance(event, ModelError) or (isinstance(event, Piece) and event.finish is not None)


def _ended(work: Future[None]) -> None:
    error = work.exception()
    if error is not None:
        _log.critical("The thread of the model ended by an error.", exc_info=error)


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
