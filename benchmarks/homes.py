"""Many homes at one engine, and one large home: what the engine does when either grows.

    python -m benchmarks.homes --model-cache var/model --json homes.json

Many homes: 1 to 16 homes of 20 devices each say their sentences, one after the other within a home. All
speak at once, then the homes wait for each other; both ways take turns, and the fastest round of each counts.
Large homes: the same sentences in homes of 10 to 300 devices, of which each larger one has all devices of
the smaller; for several such families. The home is read, and a sentence said, beforehand; in a home that
does not go to the model whole, each sentence is one whose excerpt has to be read first, as long as there are
more sentences than excerpts that the engine keeps.

Figures: sentences a second of so many homes at once (`homes_per_s_N`), and that over the same in turn
(`homesN_speedup`); median milliseconds to the plan by devices (`large_home_ms_N`), and that of 300 over that
of 20 devices (`large_home_model_ratio`); resident memory in MB of this process, engine and sentences, after
loading the model (`rss_loaded_mb`) and at the end (`rss_mb`).
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.households import nested, sentences
from benchmarks.report import report, resident_mb
from model_core import checkpoint
from model_core.engine import Engine
from model_core.world import Request

AT_ONCE = (1, 2, 4, 8, 16)
DEVICES = 20
SIZES = (10, 20, 50, 100, 200, 300)


async def speak(engine: Engine, requests: Sequence[Request]) -> None:
    """One home: a sentence when the one before has its plan."""
    for request in requests:
        await engine.plan(request)


async def at_once(engine: Engine, homes: Sequence[Sequence[Request]]) -> float:
    """Seconds until all homes that speak at the same time are done."""
    start = time.perf_counter()
    await asyncio.gather(*(speak(engine, requests) for requests in homes))
    return time.perf_counter() - start


async def in_turn(engine: Engine, homes: Sequence[Sequence[Request]]) -> float:
    """Seconds until all homes that wait for each other are done."""
    start = time.perf_counter()
    for requests in homes:
        await speak(engine, requests)
    return time.perf_counter() - start


async def many(engine: Engine, each: int, rounds: int) -> dict[str, float]:
    """Throughput by number of homes, `each` sentences in each."""
    homes = []
    for number in range(max(AT_ONCE)):
        home = nested(f"homes:{number}", (DEVICES,))[DEVICES]
        homes.append(sentences(home, each, seed=f"homes:{number}"))
    await in_turn(engine, homes)
    found: dict[str, float] = {}
    for count in AT_ONCE:
        together = alone = math.inf
        for _ in range(rounds):
            together = min(together, await at_once(engine, homes[:count]))
            alone = min(alone, await in_turn(engine, homes[:count]))
        found[f"homes_per_s_{count}"] = count * each / together
        found[f"homes{count}_speedup"] = alone / together
    return found


async def large(engine: Engine, families: int, each: int, rounds: int) -> dict[str, float]:
    """Latency by devices, over the same sentences in every size of a family."""
    times: dict[int, list[float]] = defaultdict(list)
    for family in range(families):
        homes = nested(f"large:{family}", SIZES)
        said = sentences(homes[min(SIZES)], each + 1, seed=f"large:{family}")
        for size in SIZES:
            first, *requests = (replace(request, world=homes[size].world) for request in said)
            await engine.warm(first.world)
            await engine.plan(first)
            for request in requests * rounds:
                start = time.perf_counter()
                await engine.plan(request)
                times[size].append(1000 * (time.perf_counter() - start))
    found = {f"large_home_ms_{size}": statistics.median(times[size]) for size in SIZES}
    found["large_home_model_ratio"] = found[f"large_home_ms_{max(SIZES)}"] / found[f"large_home_ms_{DEVICES}"]
    return found


async def measure(engine: Engine, families: int, each: int, rounds: int) -> dict[str, float]:
    """All figures."""
    found = {"rss_loaded_mb": resident_mb(os.getpid())}
    found |= await many(engine, each, rounds)
    found |= await large(engine, families, each, rounds)
    return {**found, "rss_mb": resident_mb(os.getpid())}


def main() -> None:
    """Parse the command line and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--rounds", type=int, default=2, help="times that everything is said (default 2)")
    parser.add_argument("--each", type=int, default=8, help="sentences of a home (default 8)")
    parser.add_argument("--families", type=int, default=3, help="large homes with their parts (default 3)")
    parser.add_argument("--model-cache", type=Path, default=Path("var/model"), help="where built models are")
    parser.add_argument("--model", type=Path, help="another checkpoint folder than the bundled one")
    options = parser.parse_args()
    engine = Engine.load(options.model or checkpoint.bundled(options.model_cache))
    found = asyncio.run(measure(engine, options.families, options.each, options.rounds))
    engine.close()
    report("many homes and large ones", found, options.json)


if __name__ == "__main__":
    main()
