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
    flat = ids.flatten()
    order = flat.argsort(stable=True)
    ends = torch.bincount(flat, minlength=gate_up.shape[0]).cumsum(0).to(torch.int32)  # [E]
    rows = order // ids.shape[1]  # [T * K]
    inner = functional.grouped_mm(x[rows], gate_up.transpose(1, 2), offs=ends)  # [T * K, 2M]
    gate, up = inner.chunk(2, dim=-1)
    out = functional.grouped_mm(functional.silu(gate) * up, down.transpose(1, 2), offs=ends)  # [T * K, H]
    share = weights.flatten()[order].to(out.dtype)[:, None]
    return torch.zeros_like(x).index_add_(0, rows, out * share)
