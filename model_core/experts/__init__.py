"""Expert kernels behind one contract, chosen by timing them on the real shape."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import torch
from torch import Tensor

from model_core.errors import KernelUnavailable
from model_core.experts import timings
from model_core.experts.timings import Timing

__all__ = ["Kernel", "Timing", "kernel", "measure", "names", "obstacle", "runnable"]

Kernel = Callable[[Tensor, Tensor, Tensor, Tensor, Tensor], Tensor]
"""(x [T, H], ids [T, K], weights [T, K], gate_up [E, 2M, H], down [E, H, M]) -> [T, H]."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Needs:
    """What a kernel cannot run without; looked up without importing anything."""

    module: str
    packages: tuple[str, ...] = ()
    extra: str = ""
    """The extra of this project that brings the packages."""
    cuda: bool = False
    tiles: bool = False
    """A processor that multiplies bytes."""


_KERNELS = {
    "reference": _Needs("model_core.experts.reference"),
    "dense": _Needs("model_core.experts.dense"),
    "gather": _Needs("model_core.experts.gather"),
    "grouped": _Needs("model_core.experts.grouped"),
    "int8": _Needs("model_core.experts.int8", tiles=True),
    "triton": _Needs("model_core.experts.triton", ("triton",), "triton", cuda=True),
    "tensorrt": _Needs("model_core.experts.tensorrt", ("tensorrt", "onnx", "triton"), "tensorrt", cuda=True),
}


def names() -> tuple[str, ...]:
    """Kernels that can be asked for."""
    return tuple(_KERNELS)


def obstacle(name: str, device: torch.device) -> str | None:
    """Why that kernel cannot run on tensors of that device here, as a sentence; None where it can."""
    needs = _KERNELS[name]
    missing = [package for package in needs.packages if find_spec(package) is None]
    if missing:
        return f"{' and '.join(missing)} not installed: pip install 'ensemble-assistant[{needs.extra}]'"
    if needs.cuda and not torch.cuda.is_available():
        return "it needs a CUDA device, and there is none"
    if needs.cuda and device.type != "cuda":
        return f"it needs a CUDA device, and the weights are on the {device.type}"
    if needs.tiles and device.type != "cpu":
        return f"it runs on processors, and the weights are on the {device.type}"
    if needs.tiles and not _multiplies_bytes():
        return "it needs a processor with AVX-512 VNNI"
    return None


@cache
def _multiplies_bytes() -> bool:
    from model_core.native import tiles

    return tiles.supported()


def runnable(device: torch.device) -> tuple[str, ...]:
    """Kernels that can run on tensors of that device here."""
    return tuple(name for name in names() if obstacle(name, device) is None)


def kernel(name: str) -> Kernel:
    """The kernel of that name; its module is imported only now. Raises KeyError."""
    found: Kernel = import_module(_KERNELS[name].module).experts
    return found


def measure(
    gate_up: Tensor, down: Tensor, *, tokens: int, per_token: int, tolerance: float = 0.03, rounds: int = 5
) -> Mapping[str, Timing]:
    """Time every kernel that can run here and matches the oracle on this shape; the fastest comes first.

    On a GPU, where kernels and plans have to be compiled first, what the same code did before on the same
    model of GPU is read back.
    """
    able = runnable(gate_up.device)
    for name in names():
        if name not in able:
            _log.debug("experts by %s are skipped: %s", name, obstacle(name, gate_up.device))
    if gate_up.device.type == "cpu":
        return _measured(able, gate_up, down, (tokens, per_token), tolerance, rounds)
    case = timings.case(able, gate_up, tokens=tokens, per_token=per_token)
    known = timings.recall(case, able=able, tolerance=tolerance)
    if known is None:
        known = _measured(able, gate_up, down, (tokens, per_token), tolerance, rounds)
        timings.remember(case, known)
    return known


def _measured(
    able: tuple[str, ...],
    gate_up: Tensor,
    down: Tensor,
    shape: tuple[int, int],
    tolerance: float,
    rounds: int,
) -> Mapping[str, Timing]:
    tokens, per_token = shape
    device = gate_up.device
    generator = torch.Generator().manual_seed(0)
    count, _, hidden = gate_up.shape
    x = torch.randn(tokens, hidden, generator=generator).to(device, gate_up.dtype)
    ids = torch.rand(tokens, count, generator=generator).topk(per_token, dim=-1).indices.to(device)
    weights = torch.full((tokens, per_token), 1 / per_token, dtype=gate_up.dtype, device=device)
    oracle = kernel("reference")(x.float(), ids, weights.float(), gate_up.float(), down.float())
    scale = oracle.abs().max().clamp_min(1e-6)
    found = {}
    for name in able:
        run = kernel(name)
        try:
            error = float((run(x, ids, weights, gate_up, down).float() - oracle).abs().max() / scale)
        except Exception as failure:
            # Compilers and drivers fail in ways of their own; the kernels of this project do not.
            if not (_KERNELS[name].cuda or isinstance(failure, KernelUnavailable)):
                raise
            _log.warning("experts by %s are skipped: %s", name, failure)
            continue
        if not error <= tolerance:  # also what is not a number
            continue
        best = float("inf")
        for _ in range(rounds):
            start = time.perf_counter()
            run(x, ids, weights, gate_up, down)
            if device.type == "cuda":
                torch.cuda.synchronize(device)
            best = min(best, time.perf_counter() - start)
        found[name] = Timing(best * 1000, error)
    return dict(sorted(found.items(), key=lambda item: item[1].milliseconds))
