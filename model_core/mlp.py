"""The feed-forward of a layer: one MLP for all tokens, or experts that a router chooses.

Shape legend: T tokens, H hidden, E routed experts, K experts a token, M width of a routed expert.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from model_core import experts
from model_core.config import ModelConfig
from model_core.experts.clamped import clamped
from model_core.router import Router


class MLP(nn.Module):
    """SwiGLU feed-forward (Shazeer, 2020)."""

    def __init__(self, hidden: int, width: int) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(hidden, width, bias=False)
        self.up_proj = nn.Linear(hidden, width, bias=False)
        self.down_proj = nn.Linear(width, hidden, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(functional.silu(self.gate_proj(x)) * self.up_proj(x))  # type: ignore[no-any-return]


class RoutedExperts(nn.Module):
    """The stacked weights of all routed experts of a layer."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.gate_up = nn.Parameter(torch.zeros(config.experts, 2 * config.expert_width, config.hidden))
        self.down = nn.Parameter(torch.zeros(config.experts, config.hidden, config.expert_width))
        self.gate_up_bias: nn.Parameter | None = None
        self.down_bias: nn.Parameter | None = None
        if config.clamp:
            self.gate_up_bias = nn.Parameter(torch.zeros(config.experts, 2 * config.expert_width))
            self.down_bias = nn.Parameter(torch.zeros(config.experts, config.hidden))


class MixtureOfExperts(nn.Module):
    """The routed experts that the router chose, plus the shared expert where there is one."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.gate = Router(config)
        self.experts = RoutedExperts(config)
        self.shared_experts: MLP | None = None
        if config.mlp_width:
            self.shared_experts = MLP(config.hidden, config.mlp_width)
        self._clamp = config.clamp
        self.prefill: experts.Kernel = experts.kernel("dense")
        self.decode: experts.Kernel = experts.kernel("dense")

    def forward(self, x: Tensor) -> Tensor:
        """x [T, H] -> [T, H]."""
        ids, weights = self.gate(x)
        routed = self._routed(x, ids, weights)
        return routed if self.shared_experts is None else self.shared_experts(x) + routed

    def _routed(self, x: Tensor, ids: Tensor, weights: Tensor) -> Tensor:
        own = self.experts
        gate_up, down = own.gate_up.to(x.dtype), own.down.to(x.dtype)
        if self._clamp is not None and own.gate_up_bias is not None and own.down_bias is not None:
            biases = own.gate_up_bias.to(x.dtype), own.down_bias.to(x.dtype)
            return clamped(x, ids, weights, gate_up, down, *biases, clamp=self._clamp)
        kernel = self.decode if x.shape[0] == 1 else self.prefill
        return kernel(x, ids, weights, gate_up, down)
