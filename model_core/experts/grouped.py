"""Tokens sorted by expert, one product an expert that is hit: best where experts are many and wide."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from model_core.errors import KernelUnavailable

_ALIGNED = 16
"""Bytes."""


def experts(x: Tensor, ids: Tensor, weights: Tensor, gate_up: Tensor, down: Tensor) -> Tensor:
    """The contract of `reference.experts`. Raises KernelUnavailable where torch has no such product."""
    rows_of = (x.shape[1] * x.element_size(), down.shape[2] * down.element_size())
    if not hasattr(functional, "grouped_mm") or any(size % _ALIGNED for size in rows_of):
        raise KernelUnavailable(f"torch's grouped_mm takes rows of a multiple of {_ALIGNED} bytes.")
    chosen, order = ids.flatten().sort(stable=True)
    each = torch.arange(gate_up.shape[0], device=ids.device)
    ends = torch.searchsorted(chosen, each, right=True, out_int32=True)  # [E]; counting would wait for a GPU
    rows = order // ids.shape[1]  # [T * K]
    inner = functional.grouped_mm(x[rows], gate_up.transpose(1, 2), offs=ends)  # [T * K, 2M]
    gate, up = inner.chunk(2, dim=-1)
    out = functional.grouped_mm(functional.silu(gate) * up, down.transpose(1, 2), offs=ends)  # [T * K, H]
    apart = torch.empty_like(out)
    apart[order] = out
    shares = weights.to(out.dtype)[:, None]  # [T, 1, K]
    return torch.bmm(shares, apart.view(*ids.shape, x.shape[1])).squeeze(1)
