"""Experts with biases and a clamped SwiGLU, which the kernels of the common contract do not have."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from model_core.config import Clamp


def clamped(
    x: Tensor,
    ids: Tensor,
    weights: Tensor,
    gate_up: Tensor,
    down: Tensor,
    gate_up_bias: Tensor,
    down_bias: Tensor,
    *,
    clamp: Clamp,
) -> Tensor:
    """Sum over the chosen experts of weight x expert(token), each with biases before and after `clamp`.

    The contract of `reference.experts`, and gate_up_bias [E, 2M], down_bias [E, H] (gpt-oss: OpenAI, 2025).
    """
    y = torch.zeros_like(x)
    for expert in sorted(set(ids.flatten().tolist())):
        token, slot = (ids == expert).nonzero(as_tuple=True)
        inner = functional.linear(x[token], gate_up[expert], gate_up_bias[expert])
        gate, up = inner.chunk(2, dim=-1)
        gate, up = gate.clamp(max=clamp.limit), up.clamp(-clamp.limit, clamp.limit)
        inner = (up + 1) * gate * torch.sigmoid(clamp.alpha * gate)
        out = functional.linear(inner, down[expert], down_bias[expert])
        y.index_add_(0, token, out * weights[token, slot, None].to(out.dtype))
    return y
