"""Only the chosen experts' weights, gathered a token: best for the one token of a decoding step."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional


def experts(x: Tensor, ids: Tensor, weights: Tensor, gate_up: Tensor, down: Tensor) -> Tensor:
    """The contract of `reference.experts`; memory grows with T x K, so it is meant for small T."""
    tokens, chosen = ids.shape
    flat = ids.flatten()
    inputs = x.repeat_interleave(chosen, dim=0)[:, :, None]  # [T*K, H, 1]
    gate, up = torch.bmm(gate_up[flat], inputs).squeeze(-1).chunk(2, dim=-1)
    out = torch.bmm(down[flat], (functional.silu(gate) * up)[:, :, None]).squeeze(-1)
    return (out.view(tokens, chosen, x.shape[1]) * weights.to(x.dtype)[:, :, None]).sum(dim=1)
