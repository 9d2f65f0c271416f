"""From a sentence to its plan in a home of 20 devices: the engine against what one would otherwise take.

    pip install -e '.[bench]'
    python -m benchmarks.plan_latency --model-cache var/model --json plan_latency.json

All write plans for the same 20 sentences of all kinds in one run, turn about; the home's description is in
everyone's cache and its grammar compiled beforehand. The peers get ready tokens, the engine a sentence: what
it does to find similar devices and to read the plan counts on its side alone.

- `transformers`: `generate`, greedy, with the same checkpoint in the same type, the home in its cache of keys
  and values, and the same grammar word for word by xgrammar; with the fastest of its ways to compute experts.
- `llamacpp`: llama-cpp-python with `--gguf FILE`, a GGUF of the base model, and the grammar in GBNF. The base
  was not taught to write plans, so that it may write no more tokens than the engine did. Left out where the
  package or the file is missing.

Figures: milliseconds to the plan (`plan_ms_WHO`: median; `plan_p95_ms_WHO`) and tokens of plans
(`plan_tokens_WHO`: mean); the peer's median over the engine's (`plan_speedup_WHO`); percent of sentences with
the engine's plan (`plan_same_WHO`: the engine multiplies int8 weights and lets no list name a thing twice);
of the engine alone the percent of tokens that the grammar left no choice about (`forced_share`) and of
requests whose home was in the cache (`prefix_hit_rate`, the very first included).
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import torch
from rich.console import Console

from benchmarks.households import nested, sentences
from benchmarks.peers import (
    IMPLEMENTATIONS,
    LONGEST,
    LlamaCpp,
    Peer,
    Transformers,
    Written,
    missing_llama_cpp,
)
from benchmarks.report import report
from model_core import checkpoint
from model_core.engine import Engine
from model_core.language import grammar
from model_core.language.prompt import render_home, render_request
from model_core.language.vocabulary import Vocabulary
from model_core.loading import preferred_dtype
from model_core.retrieval.candidates import Candidates
from model_core.tokenizer import Tokenizer
from model_core.world import Request

DEVICES = 20
SENTENCES = 20
OURS = "ours"


@dataclass(slots=True)
class Measured:
    """What one of them did, a value a sentence and round."""

    milliseconds: list[float] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)


class Prompts:
    """The home and its sentences as tokens."""

    def __init__(self, folder: Path, requests: Sequence[Request]) -> None:
        vocabulary = Vocabulary(requests[0].world)
        candidates = Candidates(vocabulary)
        encode = Tokenizer.load(folder, end=2).encode
        self.grammar = grammar.build(vocabulary)
        self.home = encode(render_home(vocabulary))
        self.requests = [encode(render_request(vocabulary, r, candidates(r))) for r in requests]


def by_engine(runner: asyncio.Runner, engine: Engine, request: Request) -> Written:
    """The plan and its number of tokens."""
    before = engine.counters.tokens
    plan = runner.run(engine.plan(request))
    return Written(plan.text, engine.counters.tokens - before)


def timed(write: Callable[[], Written]) -> tuple[Written, float]:
    """What was written, and the milliseconds that it took."""
    start = time.perf_counter()
    written = write()
    return written, 1000 * (time.perf_counter() - start)


def fastest_experts(peer: Transformers, prompt: Sequence[int]) -> str:
    """The implementation with which transformers is fastest, from now on used; each is tried twice."""
    times = {}
    for name in IMPLEMENTATIONS:
        peer.use(name)
        times[name] = min(timed(partial(peer, prompt))[1] for _ in range(2))
    best = min(times, key=lambda name: times[name])
    peer.use(best)
    return best


def measure(
    engine: Engine, requests: Sequence[Request], prompts: Prompts, peers: Mapping[str, Peer], rounds: int
) -> dict[str, Measured]:
    """Let everyone write every plan `rounds` times after one unmeasured round."""
    measured: dict[str, Measured] = defaultdict(Measured)
    with asyncio.Runner() as runner:
        for number in range(rounds + 1):
            limits = []
            for request in requests:
                written, milliseconds = timed(partial(by_engine, runner, engine, request))
                limits.append(max(1, written.tokens))
                _note(measured[OURS], written, milliseconds, warm=number > 0)
            for name, peer in peers.items():
                for prompt, limit in zip(prompts.requests, limits, strict=True):
                    written, milliseconds = timed(partial(peer, prompt, LONGEST if peer.taught else limit))
                    _note(measured[name], written, milliseconds, warm=number > 0)
    return measured


def _note(measured: Measured, written: Written, milliseconds: float, *, warm: bool) -> None:
    if warm:
        measured.milliseconds.append(milliseconds)
        measured.tokens.append(written.tokens)
        measured.plans.append(written.text.strip())


def figures(measured: Mapping[str, Measured], engine: Engine) -> dict[str, float]:
    """All figures."""
    found: dict[str, float] = {}
    ours = measured[OURS]
    for name, one in measured.items():
        found[f"plan_ms_{name}"] = statistics.median(one.milliseconds)
        found[f"plan_p95_ms_{name}"] = statistics.quantiles(one.milliseconds, n=20)[-1]
        found[f"plan_tokens_{name}"] = statistics.mean(one.tokens)
        if name != OURS:
            found[f"plan_speedup_{name}"] = found[f"plan_ms_{name}"] / found[f"plan_ms_{OURS}"]
            same = sum(a == b for a, b in zip(one.plans, ours.plans, strict=True))
            found[f"plan_same_{name}"] = 100 * same / len(ours.plans)
    counters = engine.counters
    found["forced_share"] = 100 * counters.forced / counters.tokens
    found["prefix_hit_rate"] = 100 * counters.homes_reused / (counters.homes_reused + counters.homes_read)
    return found


def main() -> None:
    """Parse the command line and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--rounds", type=int, default=3, help="times that every sentence is said (default 3)")
    parser.add_argument("--model-cache", type=Path, default=Path("var/model"), help="where built models are")
    parser.add_argument("--model", type=Path, help="another checkpoint folder than the bundled one")
    parser.add_argument("--gguf", type=Path, help="a GGUF file of the base model, for llama.cpp")
    options = parser.parse_args()
    folder = options.model or checkpoint.bundled(options.model_cache)
    home = nested("plan latency", (DEVICES,))[DEVICES]
    requests = sentences(home, SENTENCES, seed="plan latency")
    prompts = Prompts(folder, requests)
    engine = Engine.load(folder)
    theirs = Transformers(folder, preferred_dtype(), prompts.home, prompts.grammar)
    peers: dict[str, Peer] = {"transformers": theirs}
    said = f"transformers computes experts by {fastest_experts(theirs, prompts.requests[0])}"
    reason = missing_llama_cpp(options.gguf)
    if reason is None:
        peers["llamacpp"] = LlamaCpp(
            options.gguf,
            prompts.home,
            prompts.grammar,
            context=engine.model.config.context,
            threads=torch.get_num_threads(),
        )
    else:
        said += f"; llamacpp is left out: {reason}"
    measured = measure(engine, requests, prompts, peers, options.rounds)
    engine.close()
    report("from a sentence to its plan", figures(measured, engine), options.json)
    Console().print(said)


if __name__ == "__main__":
    main()
