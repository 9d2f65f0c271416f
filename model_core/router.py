"""Which experts a token goes to, and with what shares.

Shape legend: T tokens, H hidden, E routed experts, K experts a token, N groups of experts.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from model_core.config import ModelConfig


class Router(nn.Module):
    """Scores by softmax or by sigmoid, in float32, and the K best.

    With sigmoid a correction bias takes part in the choice but not in the weights (DeepSeek-V3).
    """

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(config.experts, config.hidden))
        self.bias = nn.Parameter(torch.zeros(config.experts)) if config.router_bias else None
        self.e_score_correction_bias: Tensor
        if config.sigmoid:
            self.register_buffer("e_score_correction_bias", torch.zeros(config.experts))
        self._sigmoid = config.sigmoid
        self._groups, self._groups_per_token = config.groups, config.groups_per_token
        self._per_token = config.experts_per_token
        self._scale = config.routed_scale
        self._normalise = config.normalise_weights

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """x [T, H] -> ids [T, K], weights [T, K] in float32."""
        bias = None if self.bias is None else self.bias.float()
        logits = functional.linear(x.float(), self.weight.float(), bias)  # [T, E]
        if self._sigmoid:
            scores = logits.sigmoid()
            ids = self._best(scores + self.e_score_correction_bias.float())
        else:
            scores = logits.softmax(dim=-1)
            ids = self._best(scores)
        weights = scores.gather(1, ids)
        if self._normalise:
            weights = weights / (weights.sum(dim=-1, keepdim=True) + 1e-20)
        return ids, weights * self._scale

    def _best(self, scores: Tensor) -> Tensor:
        """scores [T, E] -> ids [T, K], of the groups whose two best experts are best together."""
        if self._groups > 1:
            grouped = scores.view(len(scores), self._groups, -1)  # [T, N, E/N]
            best = grouped.topk(2, dim=-1).values.sum(dim=-1).topk(self._groups_per_token, dim=-1).indices
            left_out = torch.ones_like(grouped[..., 0], dtype=torch.bool).scatter(1, best, value=False)
            scores = grouped.masked_fill(left_out[..., None], float("-inf")).flatten(1)
        return scores.topk(self._per_token, dim=-1).indices
