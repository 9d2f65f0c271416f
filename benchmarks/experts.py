"""The routed experts of one layer: our kernels against the three implementations of transformers.

    python -m benchmarks.experts --json experts.json
    python -m benchmarks.experts --device cuda

Every way computes the same in bfloat16, on the processor or on a GPU: T tokens of size H, each sent to K of E
experts of width M. Calls go round copies of a layer that together are larger than any cache, each with a
routing of its own, as in a model of many layers; of several rounds the fastest counts, and all ways take
turns. A GPU is waited for only at the end of a round. `chosen` is what `experts.measure`, the selection by
timing, takes for that shape and T; the engine itself asks it for one token and for 128. All ways are compared
with the oracle in float32 first, and one that is further off than 3 % of the largest value ends the run.

Figures: milliseconds a call (`experts_ms_SHAPE_T_WAY`); bytes of the weights that are hit, each once, over
the time of the chosen kernel in GB/s (`experts_gb_s_SHAPE_T`) and in percent of the measured read bandwidth
(`experts_bandwidth_SHAPE_T`); time of the best way of transformers over that of the chosen kernel, the worst
of all shapes for 1, 4 and 16 tokens (`experts_speedup_decode`), for 64 and 256 (`experts_speedup_prefill`).
Ways that copy the weights of every token's experts are left out where that would take more than 4 GB.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from rich.console import Console
from rich.table import Table
from torch import Tensor

from benchmarks.report import save
from model_core import experts

DECODE, PREFILL = (1, 4, 16), (64, 256)
THEIRS = ("eager", "grouped_mm", "batched_mm")
COPYING = frozenset({"gather", "batched_mm"})
"""They gather the weights of the chosen experts once for each token."""
MOST_COPIED = 4e9
COLD_BYTES = 256e6
"""Copies of a layer take at least as much: five times the largest cache here or of a GPU."""
COPIED_BYTES = 4 << 30
"""What a GPU copies to measure how fast its memory is."""
CALLS = 8
"""A round has no fewer, each with a routing of its own."""
TOLERANCE = 0.03

Way = Callable[[Tensor, Tensor, Tensor, int], Tensor]
"""(x [T, H], ids [T, K], weights [T, K], which copy of the layer) -> [T, H]."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a layer."""

    hidden: int
    width: int
    experts: int
    per_token: int

    @property
    def name(self) -> str:
        """As it stands in the names of figures."""
        return f"h{self.hidden}_m{self.width}_e{self.experts}_k{self.per_token}"

    @property
    def expert_bytes(self) -> int:
        """Weights of one expert."""
        return 3 * self.hidden * self.width * torch.bfloat16.itemsize


SHAPES = (Shape(576, 64, 8, 2), Shape(2048, 768, 64, 8), Shape(1024, 512, 32, 4))
"""The bundled model's, Qwen3-30B-A3B's with half its experts, and one between."""


class Layers:
    """Copies of a layer with random weights, and the tokens and routings of a round."""

    def __init__(self, shape: Shape, tokens: int, weights: Sequence[tuple[Tensor, Tensor]]) -> None:
        generator = torch.Generator().manual_seed(tokens)
        self.shape, self.weights = shape, weights
        self.device = weights[0][0].device
        self.calls: list[tuple[Tensor, Tensor, Tensor, int]] = []
        for number in range(max(CALLS, len(weights))):
            scores = torch.rand(tokens, shape.experts, generator=generator)
            best = scores.topk(shape.per_token, dim=-1)
            x = torch.randn(tokens, shape.hidden, generator=generator).bfloat16()
            shares = best.values.softmax(dim=-1).bfloat16()
            x, ids, shares = (t.to(self.device) for t in (x, best.indices, shares))
            self.calls.append((x, ids, shares, number % len(weights)))

    @staticmethod
    def random(shape: Shape, device: torch.device) -> list[tuple[Tensor, Tensor]]:
        """(gate_up [E, 2M, H], down [E, H, M]) of so many copies that no cache holds them."""
        generator = torch.Generator().manual_seed(0)
        copies = math.ceil(COLD_BYTES / (shape.experts * shape.expert_bytes))

        def matrix(rows: int, columns: int) -> Tensor:
            drawn = torch.randn(shape.experts, rows, columns, generator=generator)
            return drawn.mul_(columns**-0.5).bfloat16().to(device)

        sizes = (2 * shape.width, shape.hidden), (shape.hidden, shape.width)
        return [(matrix(*sizes[0]), matrix(*sizes[1])) for _ in range(copies)]

    @property
    def hit_bytes(self) -> float:
        """Weights that a call has to read, on average."""
        hit = sum(len(set(ids.flatten().tolist())) for _, ids, _, _ in self.calls)
        return hit / len(self.calls) * self.shape.expert_bytes

    def seconds(self, way: Way) -> float:
        """Time of a call in one round."""
        wait(self.device)
        start = time.perf_counter()
        for call in self.calls:
            way(*call)
        wait(self.device)
        return (time.perf_counter() - start) / len(self.calls)

    def check(self, name: str, way: Way, oracle: Tensor) -> None:
        """Compare the first call with its true result. Raises SystemExit."""
        error = float((way(*self.calls[0]).float() - oracle).abs().max() / oracle.abs().max())
        if not error <= TOLERANCE:  # also what is not a number
            raise SystemExit(f"{name} is off by {100 * error:.1f} % of the largest value: {self.shape}.")

    def oracle(self) -> Tensor:
        """The true result of the first call, in float32."""
        x, ids, shares, copy = self.calls[0]
        gate_up, down = self.weights[copy]
        return experts.kernel("reference")(x.float(), ids, shares.float(), gate_up.float(), down.float())


def wait(device: torch.device) -> None:
    """Until a GPU has done what it was given; a processor has."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def gpu(device: torch.device) -> str | None:
    """The name of the GPU, if it is one."""
    return torch.cuda.get_device_name(device) if device.type == "cuda" else None


def read_bandwidth(device: torch.device) -> float:
    """Bytes a second that the device's memory gives; of a GPU's copy, those read and those written."""
    if device.type == "cpu":
        from benchmarks.decode import bandwidth, to_read  # its loops are compiled for this processor

        return bandwidth(to_read())
    source = torch.ones(COPIED_BYTES // 4, device=device)
    target, best = torch.empty_like(source), math.inf
    for _ in range(10):
        wait(device)
        start = time.perf_counter()
        target.copy_(source)
        wait(device)
        best = min(best, time.perf_counter() - start)
    return 2 * COPIED_BYTES / best


@dataclass(frozen=True, slots=True)
class Result:
    """What one shape and number of tokens took."""

    shape: Shape
    tokens: int
    seconds: Mapping[str, float]
    """A call, by way."""
    chosen: str
    hit_bytes: float

    @property
    def speedup(self) -> float:
        """Over the best way of transformers."""
        return min(s for name, s in self.seconds.items() if name in THEIRS) / self.seconds[self.chosen]

    @property
    def bytes_per_second(self) -> float:
        """Of weights that are hit, by the chosen kernel."""
        return self.hit_bytes / self.seconds[self.chosen]


def ours(name: str, weights: Sequence[tuple[Tensor, Tensor]]) -> Way:
    """A kernel of the registry on these layers."""
    kernel = experts.kernel(name)
    return lambda x, ids, shares, copy: kernel(x, ids, shares, *weights[copy])


def theirs(name: str, shape: Shape, weights: Sequence[tuple[Tensor, Tensor]]) -> Way:
    """An implementation of transformers on the same tensors, in the module of the bundled model's family."""
    from transformers import Glm4MoeConfig
    from transformers.models.glm4_moe import modeling_glm4_moe

    make: Any = modeling_glm4_moe.Glm4MoeExperts
    config: Any = Glm4MoeConfig(
        hidden_size=shape.hidden, moe_intermediate_size=shape.width, n_routed_experts=shape.experts
    )
    config._experts_implementation = name  # noqa: SLF001 - its setter wants a whole model
    modules: list[Any] = []
    for gate_up, down in weights:
        with torch.device("meta"):
            module = make(config)
        module.gate_up_proj, module.down_proj = (torch.nn.Parameter(t, False) for t in (gate_up, down))
        modules.append(module.eval())
    return lambda x, ids, shares, copy: modules[copy](x, ids, shares)


def chosen(shape: Shape, tokens: int, weights: tuple[Tensor, Tensor]) -> str:
    """The kernel that the selection by timing takes, timed with as many tokens as memory has room for."""
    room = int(MOST_COPIED / (shape.per_token * shape.expert_bytes))
    times = experts.measure(*weights, tokens=min(tokens, room), per_token=shape.per_token)
    return next(iter(times))


def measure(shape: Shape, tokens: int, weights: Sequence[tuple[Tensor, Tensor]], rounds: int) -> Result:
    """Seconds a call of every way for one shape and number of tokens. Raises SystemExit for a wrong one."""
    layers = Layers(shape, tokens, weights)
    copied = tokens * shape.per_token * shape.expert_bytes
    fits = [
        name
        for name in (*experts.runnable(layers.device), *THEIRS)
        if name not in COPYING or copied <= MOST_COPIED
    ]
    ways = {name: theirs(name, shape, weights) if name in THEIRS else ours(name, weights) for name in fits}
    oracle = layers.oracle()
    for name, way in ways.items():
        layers.check(name, way, oracle)
    for way in ways.values():
        layers.seconds(way)  # some pack a layer's weights at the first call
    best = dict.fromkeys(ways, math.inf)
    for _ in range(rounds):
        for name, way in ways.items():
            best[name] = min(best[name], layers.seconds(way))
    return Result(shape, tokens, best, chosen(shape, tokens, weights[0]), layers.hit_bytes)


def figures(results: Sequence[Result], read: float) -> dict[str, float]:
    """All figures; `read` is the bandwidth in bytes a second."""
    found = {"read_gb_s": read / 1e9}
    for result in results:
        case = f"{result.shape.name}_{result.tokens}"
        for name, seconds in result.seconds.items():
            found[f"experts_ms_{case}_{name}"] = 1000 * seconds
        found[f"experts_gb_s_{case}"] = result.bytes_per_second / 1e9
        found[f"experts_bandwidth_{case}"] = 100 * result.bytes_per_second / read
    for part, lengths in (("decode", DECODE), ("prefill", PREFILL)):
        measured = [r.speedup for r in results if r.tokens in lengths]
        if measured:
            found[f"experts_speedup_{part}"] = min(measured)
    return found


def show(results: Sequence[Result], found: Mapping[str, float], read: float, device: torch.device) -> None:
    """Print the results, a line for each shape and number of tokens."""
    names = [*experts.runnable(device), *THEIRS]
    where = gpu(device) or "the processor"
    table = Table(
        title=f"experts of one layer on {where}: milliseconds a call; memory: {read / 1e9:.1f} GB/s"
    )
    for head in ("shape", "T", *names, "chosen", "speedup", "GB/s", "of reading"):
        table.add_column(head, justify="left" if head in {"shape", "chosen"} else "right")
    for r in results:
        times = [f"{1000 * r.seconds[n]:.3f}" if n in r.seconds else "too large" for n in names]
        share = f"{100 * r.bytes_per_second / read:.0f} %"
        end = (r.chosen, f"{r.speedup:.2f}", f"{r.bytes_per_second / 1e9:.1f}", share)
        table.add_row(r.shape.name, str(r.tokens), *times, *end)
    Console().print(table)
    for name, value in found.items():
        if name.startswith("experts_speedup"):
            Console().print(f"{name}: {value:.2f}")


def main() -> None:
    """Parse the command line and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu", help="where to run (default cpu)")
    parser.add_argument(
        "--rounds", type=int, default=5, help="rounds of which the fastest counts (default 5)"
    )
    every = (*DECODE, *PREFILL)
    parser.add_argument("--tokens", type=int, nargs="+", choices=every, default=every, help="only these T")
    names = [shape.name for shape in SHAPES]
    parser.add_argument("--shapes", nargs="+", choices=names, default=names, help="only these shapes")
    options = parser.parse_args()
    device = torch.device(options.device)
    if device.type == "cuda" and not torch.cuda.is_available():
        parser.error("--device cuda: torch finds no NVIDIA GPU here")
    results = []
    with torch.inference_mode():
        for shape in (s for s in SHAPES if s.name in options.shapes):
            weights = Layers.random(shape, device)
            results += [measure(shape, tokens, weights, options.rounds) for tokens in options.tokens]
    read = read_bandwidth(device)
    found = figures(results, read)
    show(results, found, read, device)
    save(found, options.json, gpu=gpu(device))


if __name__ == "__main__":
    main()
