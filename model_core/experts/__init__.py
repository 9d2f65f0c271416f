"""Expert kernels behind one contract, chosen by timing them on the real shape."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

import torch
from torch import Tensor

Kernel = Callable[[Tensor, Tensor, Tensor, Tensor, Tensor], Tensor]
"""(x [T, H], ids [T, K], weights [T, K], gate_up [E, 2M, H], down [E, H, M]) -> [T, H]."""

_MODULES = {
    "reference": "model_core.experts.reference",
    "dense": "model_core.experts.dense",
    "gather": "model_core.experts.gather",
}


def names() -> tuple[str, ...]:
    """Kernels that can be asked for."""
    return tuple(_MODULES)


def kernel(name: str) -> Kernel:
    """The kernel of that name; its module is imported only now. Raises KeyError."""
    found: Kernel = import_module(_MODULES[name]).experts
    return found


@dataclass(frozen=True, slots=True)
class Timing:
    """How one kernel did on one shape."""

    milliseconds: float
    error: float
    """Largest difference from the oracle, relative to the oracle's largest value."""


def measure(
    gate_up: Tensor, down: Tensor, *, tokens: int, per_token: int, tolerance: float = 0.03, rounds: int = 5
) -> Mapping[str, Timing]:
    """Time every kernel that matches the oracle on this shape; the fastest comes first."""
    generator = torch.Generator().manual_seed(0)
    count, _, hidden = gate_up.shape
    x = torch.randn(tokens, hidden, generator=generator).to(gate_up.dtype)
    ids = torch.rand(tokens, count, generator=generator).topk(per_token, dim=-1).indices
    weights = torch.full((tokens, per_token), 1 / per_token, dtype=gate_up.dtype)
    oracle = kernel("reference")(x.float(), ids, weights.float(), gate_up.float(), down.float())
    scale = oracle.abs().max().clamp_min(1e-6)
    timings = {}
    for name in names():
        run = kernel(name)
        error = float((run(x, ids, weights, gate_up, down).float() - oracle).abs().max() / scale)
        if error > tolerance:
            continue
        best = float("inf")
        for _ in range(rounds):
            start = time.perf_counter()
            run(x, ids, weights, gate_up, down)
            best = min(best, time.perf_counter() - start)
        timings[name] = Timing(best * 1000, error)
    return dict(sorted(timings.items(), key=lambda item: item[1].milliseconds))
