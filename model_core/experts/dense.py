"""Every expert for every token as three matrix products: best where experts are few and narrow."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional


def experts(x: Tensor, ids: Tensor, weights: Tensor, gate_up: Tensor, down: Tensor) -> Tensor:
    """The contract of `reference.experts`; experts that were not chosen get the weight zero."""
    count, double, hidden = gate_up.shape
    width = double // 2
    share = torch.zeros(x.shape[0], count, dtype=x.dtype, device=x.device)
    share = share.scatter(1, ids, weights.to(x.dtype))  # [T, E]
    stacked = functional.linear(x, gate_up.reshape(count * double, hidden)).view(-1, count, 2, width)
    inner = functional.silu(stacked[:, :, 0]) * stacked[:, :, 1] * share[:, :, None]  # [T, E, M]
    return functional.linear(inner.flatten(1), down.transpose(0, 1).reshape(hidden, count * width))
