"""Logistic curves of least cross-entropy."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

_HELD = 1e-4
"""How strongly weights are held back from extremes."""


def fitted(x: Tensor, right: Tensor, *, held: float = _HELD) -> list[float]:
    """Intercept and weights for features [N, F] and whether each was right [N] as 0 or 1."""
    weights = torch.zeros(1 + x.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        scores = weights[0] + x @ weights[1:]
        value = functional.binary_cross_entropy_with_logits(scores, right) + held * weights.square().sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    return [round(weight, 4) for weight in weights.tolist()]
