"""One pass of the bundled model over a few tokens or many: register tiles, portable loops and torch.

    python -m benchmarks.decode --model-cache var/model --json decode.json

Figures: milliseconds for 1 to 400 tokens after a home's description (`tiles_ms_*` where the processor has the
instructions, `loops_ms_*` up to 16 tokens, `torch_ms_*`); bytes that a step must read (`active_mb`: int8
weights of attention, shared and chosen experts); the bandwidth of the memory (`read_gb_s`, adding up a large
array on all cores); and how near a step comes to reading alone (`decode_roofline_share`). Bandwidth swings by
half within minutes on shared machines, so these two are taken in turns with steps, and are the medians of all
turns (`decode_roofline_low` and `_high`: the quartiles of the share).
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numba import njit, prange

from benchmarks.report import report
from model_core import checkpoint
from model_core.cache import KeyValues
from model_core.loading import choose_kernels, preferred_dtype
from model_core.model import Decoder
from model_core.native.decoder import NativeDecoder
from model_core.native.vector_decoder import VectorDecoder
from model_core.passes import Run

LENGTHS = (1, 2, 4, 8, 16, 48, 128, 400)
MOST_BY_LOOPS = 16
PAST = 400
"""Tokens of a home of about 20 devices."""
ROUNDS = 30
READ_BYTES = 1 << 29
TURNS = 40
"""Times that bandwidth and a step are measured one after the other."""


def best(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The fastest of several runs after one unmeasured, in seconds."""
    run()
    fastest = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        fastest = min(fastest, time.perf_counter() - start)
    return fastest


@njit(parallel=True, fastmath=True)
def _sum(numbers: np.ndarray) -> float:
    total = 0.0
    for i in prange(numbers.shape[0]):
        total += numbers[i]
    return total


def to_read() -> np.ndarray:
    """Numbers that no cache holds."""
    return np.ones(READ_BYTES // 8)


def bandwidth(numbers: np.ndarray, rounds: int = 10) -> float:
    """Bytes a second that all cores read together, adding up the numbers."""
    return numbers.nbytes / best(lambda: _sum(numbers), rounds)


def in_turns(step: Callable[[], object]) -> list[tuple[float, float]]:
    """Bandwidth, and seconds of a step: pairs of about the same moment."""
    numbers = to_read()
    return [(bandwidth(numbers, 5), best(step, 20)) for _ in range(TURNS)]


def measure(model: Decoder) -> dict[str, float]:
    """All figures of one model."""
    config = model.config
    ways: dict[str, Run] = {"torch": lambda ids, cache: model(torch.tensor(ids), cache=cache)}
    ways["loops"] = NativeDecoder(model)
    if VectorDecoder.fits(config):
        ways["tiles"] = VectorDecoder(model)
    cache = KeyValues(config, PAST + max(LENGTHS), model.output.dtype)
    figures: dict[str, float] = {}

    def once(run: Run, ids: Sequence[int]) -> object:
        cache.rewind(PAST)
        return run(ids, cache)

    with torch.inference_mode():
        model(torch.arange(PAST), cache=cache)
        for count in LENGTHS:
            for way, run in ways.items():
                if way == "loops" and count > MOST_BY_LOOPS:
                    continue
                figures[f"{way}_ms_{count}"] = 1000 * best(partial(once, run, range(count)))
        turns = in_turns(partial(once, ways.get("tiles", ways["loops"]), range(1)))
    matrices = config.active_parameters - config.vocabulary * config.hidden * (2 - config.tied_embeddings)
    figures["active_mb"] = matrices / 1e6
    figures["read_gb_s"] = statistics.median(read for read, _ in turns) / 1e9
    figures["decode_speedup"] = figures["torch_ms_1"] / figures.get("tiles_ms_1", figures["loops_ms_1"])
    low, middle, high = statistics.quantiles([matrices / read / took for read, took in turns], n=4)
    figures["decode_roofline_low"], figures["decode_roofline_high"] = low, high
    figures["decode_roofline_share"] = middle
    return figures


def main() -> None:
    """Parse the command line and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--model-cache", type=Path, default=Path("var/model"), help="where built models are kept"
    )
    parser.add_argument("--json", type=Path, help="also write the figures here")
    arguments = parser.parse_args()
    model = checkpoint.load(checkpoint.bundled(arguments.model_cache), dtype=preferred_dtype())
    choose_kernels(model)
    report("One pass over a few tokens", measure(model), arguments.json)


if __name__ == "__main__":
    main()
