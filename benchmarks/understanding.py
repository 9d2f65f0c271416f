"""How often the model as it is served understands sentences of held-out templates, kind by kind.

    python -m benchmarks.understanding --json understanding.json

Generated homes and sentences whose templates no training sentence had, through the engine: grammar, compiled
decoding, excerpts. A plan counts as right when it means the same as the one it should be (`right_*`, percent;
`right_low_*` and `right_high_*` bound it with 95 % confidence, Wilson 1927). `false_actions`: percent of the
impossible and ambiguous sentences at which something would have moved; `needless_questions`: percent of all
that were asked back for nothing; `calibration_error`: mean distance of confidence and accuracy in ten bins of
equally many sentences (expected calibration error, in percent).
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rich.progress import track

from benchmarks.report import report
from model_core import checkpoint
from model_core.engine import Engine
from model_core.errors import ModelError
from model_core.language.parse import parse
from model_core.plan import AskStep, Plan
from model_core.statistics import expected_error, wilson
from model_core.train import families as _families  # noqa: F401 - registers every family
from model_core.train.aliases import give_aliases, say_alias
from model_core.train.check import effects_of, meaning
from model_core.train.example import DEV, Example, registered, sample
from model_core.train.families.furnish import furnish
from model_core.train.home import Household
from model_core.train.household import make_household
from model_core.train.stream import MIXTURE

_MUST_NOT_MOVE = (7, 8)


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence, what it should have meant and what was understood."""

    kind: int
    example: Example
    got: Plan | None
    right: bool
    moved: bool
    asked: bool
    seconds: float

    @property
    def confidence(self) -> float:
        """The engine's own, 0 where it gave none."""
        return (self.got and self.got.confidence) or 0.0


async def listen(engine: Engine, homes: int, each: int) -> list[Heard]:
    """Say `each` sentences of every kind in so many homes."""
    heard = []
    for number in track(range(homes), "listening"):
        rng = random.Random(f"understanding:{number}")
        home = give_aliases(furnish(make_household(rng, split=DEV), rng), rng)
        for kind in MIXTURE:
            for _ in range(each):
                with suppress(LookupError):
                    example = say_alias(sample(rng, registered(DEV, (kind,)), home), home, rng)
                    heard.append(await _hear(engine, kind, example, home))
    return heard


async def _hear(engine: Engine, kind: int, example: Example, home: Household) -> Heard:
    wanted = parse(example.plan, home.vocabulary)
    start = time.perf_counter()
    try:
        got = await engine.plan(example.request)
    except ModelError:
        return Heard(kind, example, None, False, False, False, time.perf_counter() - start)
    seconds = time.perf_counter() - start
    right = meaning(got, home.world) == meaning(wanted, home.world)
    moved = bool(effects_of(got, home.world)) and not effects_of(wanted, home.world)
    asked = _asks(got) and not _asks(wanted)
    return Heard(kind, example, got, right, moved, asked, seconds)


def _asks(plan: Plan) -> bool:
    return any(isinstance(step, AskStep) for step in plan.steps)


def figures(heard: Sequence[Heard]) -> dict[str, float]:
    """All figures, in percent but for the seconds."""
    found: dict[str, float] = {}
    asked = Counter(h.kind for h in heard)
    right = Counter(h.kind for h in heard if h.right)
    for kind in sorted(asked):
        found[f"right_kind_{kind}"] = 100 * right[kind] / asked[kind]
        low, high = wilson(right[kind], asked[kind])
        found[f"right_low_kind_{kind}"], found[f"right_high_kind_{kind}"] = 100 * low, 100 * high
    low, high = wilson(right.total(), len(heard))
    found["right"] = 100 * right.total() / len(heard)
    found["right_low"], found["right_high"] = 100 * low, 100 * high
    still = [h for h in heard if h.kind in _MUST_NOT_MOVE and h.example.plan.startswith(("ask", "refuse"))]
    found["false_actions"] = 100 * sum(h.moved for h in still) / max(1, len(still))
    found["needless_questions"] = 100 * sum(h.asked for h in heard) / len(heard)
    found["calibration_error"] = 100 * expected_error([(h.confidence, h.right) for h in heard])
    found["median_seconds"] = statistics.median(h.seconds for h in heard)
    found["sentences"] = float(len(heard))
    return found


def main() -> None:
    """Parse the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--misses", type=Path, help="write every sentence that was not understood here")
    parser.add_argument("--homes", type=int, default=40, help="homes to listen in (default 40)")
    parser.add_argument("--each", type=int, default=2, help="sentences of a kind in each (default 2)")
    parser.add_argument("--model-cache", type=Path, default=Path("var/model"), help="where built models are")
    options = parser.parse_args()
    engine = Engine.load(checkpoint.bundled(options.model_cache))
    heard = asyncio.run(listen(engine, options.homes, options.each))
    engine.close()
    report("understanding of held-out templates", figures(heard), options.json)
    if options.misses is not None:
        options.misses.write_text("".join(_miss(h) for h in heard if not h.right), encoding="utf-8")


def _miss(heard: Heard) -> str:
    request, got = heard.example.request, heard.got
    turns = "".join(f"  before  {turn.utterance} -> {turn.plan}\n" for turn in request.history)
    return (
        f"{heard.kind} {heard.example.family} [{request.room or '?'}]\n{turns}  said    {request.utterance}\n"
        f"  should  {heard.example.plan}\n  got     {got.text if got else 'nothing'}"
        f" ({heard.confidence:.2f})\n"
    )


if __name__ == "__main__":
    main()
