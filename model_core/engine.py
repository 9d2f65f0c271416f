"""The door to the model: requests in, plans out, on a thread of its own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import torch

from model_core import checkpoint, experts
from model_core.cache import KeyValues
from model_core.decode import Constraint, Decoded, Grammars, decode
from model_core.errors import EngineBusy, PromptTooLong
from model_core.language import grammar
from model_core.language.parse import parse
from model_core.language.prompt import render_home, render_request
from model_core.language.vocabulary import Vocabulary
from model_core.model import Decoder, MixtureOfExperts
from model_core.passes import Passes
from model_core.plan import Plan
from model_core.tokenizer import Tokenizer
from model_core.world import Request, World

_ROOM_FOR_REQUEST = 1024
"""Tokens kept free after the home for history, sentence and plan."""


@dataclass(slots=True)
class Home:
    """What is computed once for a home: names, grammar, and the keys and values of its description."""

    vocabulary: Vocabulary
    grammar: str
    cache: KeyValues
    tokens: list[int]


@dataclass(slots=True)
class Counters:
    """What the engine has done since it started."""

    plans: int = 0
    tokens: int = 0
    forced: int = 0
    passes: int = 0
    homes_read: int = 0
    homes_reused: int = 0


class Engine:
    """Turns requests into plans with one model, one at a time, in the order they came."""

    def __init__(
        self,
        model: Decoder,
        tokenizer: Tokenizer,
        *,
        passes: Passes | None = None,
        homes: int = 16,
        queue: int = 32,
    ) -> None:
        self._model = model
        self._passes = passes or Passes(model)
        self._tokenizer = tokenizer
        self._grammars = Grammars(tokenizer)
        self._homes: OrderedDict[World, Home] = OrderedDict()
        self._keep = homes
        self._queue = queue
        self._waiting = 0
        self._guard = threading.Lock()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="model")
        self.counters = Counters()

    @classmethod
    def load(
        cls, folder: Path, *, progress: checkpoint.Progress = lambda _stage, _done: None, verify: bool = True
    ) -> Engine:
        """Load a checkpoint folder, after checking it against its manifest.

        Raises CheckpointMissing, CheckpointCorrupt.
        """
        if verify:
            progress("checking the model", 0.0)
            checkpoint.verify(folder)
        progress("loading the model", 0.3)
        model = checkpoint.load(folder, dtype=preferred_dtype())
        tokenizer = Tokenizer.load(folder, end=2)
        progress("choosing expert kernels", 0.8)
        choose_kernels(model)
        progress("compiling the decoder", 0.9)
        passes = Passes.measured(model)
        progress("ready", 1.0)
        return cls(model, tokenizer, passes=passes)

    @property
    def model(self) -> Decoder:
        """The model that is hosted."""
        return self._model

    async def plan(self, request: Request, *, deadline: float | None = None) -> Plan:
        """The plan for a request; `deadline` is in seconds from now.

        Raises EngineBusy when too many wait or time runs out, PromptTooLong, InvalidPlan.
        """
        end = None if deadline is None else time.monotonic() + deadline
        with self._guard:
            if self._waiting >= self._queue:
                raise EngineBusy(f"{self._waiting} requests are waiting already; try again in a moment.")
            self._waiting += 1
        job = self._thread.submit(self._plan, request, end)
        job.add_done_callback(self._leave)
        return await asyncio.wrap_future(job)

    async def warm(self, world: World) -> None:
        """Read a home's description ahead of its first request."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._home, world)

    def close(self) -> None:
        """Let the running request end and refuse the others."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _leave(self, _job: Future[Plan]) -> None:
        with self._guard:
            self._waiting -= 1

    def _plan(self, request: Request, end: float | None) -> Plan:
        if end is not None and time.monotonic() >= end:
            raise EngineBusy("The request waited longer than its deadline.")
        with torch.inference_mode():
            home = self._home(request.world)
            done = self._decode(home, request, end)
        return parse(done.text, home.vocabulary, utterance=request.utterance, confidence=done.confidence)

    def _decode(self, home: Home, request: Request, end: float | None) -> Decoded:
        prompt = self._tokenizer.encode(render_request(home.vocabulary, request))
        if len(prompt) > _ROOM_FOR_REQUEST // 2:
            raise PromptTooLong(f"The sentence and its history are {len(prompt)} tokens long.")
        home.cache.rewind(len(home.tokens))
        done = decode(
            self._model,
            self._passes,
            home.cache,
            prompt,
            Constraint(self._grammars, home.grammar),
            self._tokenizer,
            out_of_time=lambda: end is not None and time.monotonic() >= end,
        )
        self.counters.plans += 1
        self.counters.tokens += done.tokens
        self.counters.forced += done.forced
        self.counters.passes += done.passes
        return done

    def _home(self, world: World) -> Home:
        """The home's cached part; a changed home keeps what comes before the change."""
        known = self._homes.get(world)
        if known is not None:
            self._homes.move_to_end(world)
            self.counters.homes_reused += 1
            return known
        vocabulary = Vocabulary(world)
        tokens = self._tokenizer.encode(render_home(vocabulary))
        config = self._model.config
        if len(tokens) + _ROOM_FOR_REQUEST > config.context:
            raise PromptTooLong(f"The home is {len(tokens)} tokens long; {config.context} fit the model.")
        with torch.inference_mode():
            cache = KeyValues(config, len(tokens) + _ROOM_FOR_REQUEST, self._model.output.dtype)
            self._model(torch.tensor(tokens), cache=cache)
        home = Home(vocabulary, grammar.build(vocabulary), cache, tokens)
        self._homes[world] = home
        self.counters.homes_read += 1
        while len(self._homes) > self._keep:
            self._homes.popitem(last=False)
        return home


def preferred_dtype() -> torch.dtype:
    """bfloat16 where the processor multiplies it natively, else float32."""
    capabilities = torch.backends.cpu.get_cpu_capability()
    fast = torch.cpu._is_avx512_bf16_supported() if "AVX512" in capabilities else False  # noqa: SLF001
    return torch.bfloat16 if fast else torch.float32


def choose_kernels(model: Decoder) -> dict[str, dict[str, experts.Timing]]:
    """Time the expert kernels on this model's shape and use the fastest for one token and for many."""
    mixtures = [m for m in model.modules() if isinstance(m, MixtureOfExperts)]
    if not mixtures:
        return {}
    weights = mixtures[0].experts
    per_token = model.config.experts_per_token
    with torch.inference_mode():
        decode_times = experts.measure(weights.gate_up, weights.down, tokens=1, per_token=per_token)
        prefill_times = experts.measure(weights.gate_up, weights.down, tokens=128, per_token=per_token)
    for mixture in mixtures:
        mixture.decode = experts.kernel(next(iter(decode_times)))
        mixture.prefill = experts.kernel(next(iter(prefill_times)))
    return {"decode": dict(decode_times), "prefill": dict(prefill_times)}
