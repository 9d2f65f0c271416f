"""This processor as a machine: how fast it reads memory and multiplies, measured in about a second."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from model_core.placement.machine import Machine

_READ = 64 * 2**20
"""Numbers in the array that is summed: 256 MB, more than any cache holds."""
_SIDE = 1024


def processor(
    *, memory: int | None = None, bandwidth: float | None = None, flops: float | None = None
) -> Machine:
    """This processor; what is given, in bytes, bytes/s and FLOP/s, is not measured."""
    measured = [name for name, value in (("bandwidth", bandwidth), ("TFLOPS", flops)) if value is None]
    return Machine(
        name="cpu",
        gpus=1,
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if memory is None else memory,
        bandwidth=_bandwidth() if bandwidth is None else bandwidth,
        flops=_flops() if flops is None else flops,
        unit="processor",
        source=f"{' and '.join(measured)} measured here in float32" if measured else "as given",
    )


def _bandwidth() -> float:
    """Bytes/s of the fastest of five sums over an array."""
    import torch

    numbers = torch.ones(_READ, dtype=torch.float32)
    return 4 * _READ / _fastest(numbers.sum)


def _flops() -> float:
    """FLOP/s of the fastest of five products of two square matrices."""
    import torch

    left = torch.ones(_SIDE, _SIDE)
    return 2 * _SIDE**3 / _fastest(lambda: left @ left)


def _fastest(work: Callable[[], object], times: int = 5) -> float:
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)
