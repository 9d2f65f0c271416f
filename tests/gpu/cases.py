"""Inputs of experts on a GPU, and how far an answer is from the oracle's."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from model_core import experts

TOLERANCE = {torch.float32: 1e-4, torch.float16: 5e-3, torch.bfloat16: 2e-2}


@dataclass(frozen=True, slots=True)
class Case:
    """One call; all on the GPU."""

    x: Tensor
    ids: Tensor
    weights: Tensor
    gate_up: Tensor
    down: Tensor

    @classmethod
    def random(
        cls,
        tokens: int,
        per_token: int,
        *,
        dtype: torch.dtype,
        seed: int = 0,
        hidden: int = 200,
        width: int = 88,
    ) -> Case:
        """64 experts; as they are given, neither hidden size nor width is a multiple of a block."""
        count = 64
        generator = torch.Generator().manual_seed(seed)

        def made(*size: int, scale: float = 1.0) -> Tensor:
            return (torch.randn(*size, generator=generator) * scale).to("cuda", dtype)

        ids = torch.rand(tokens, count, generator=generator).topk(per_token).indices.to("cuda")
        return cls(
            x=made(tokens, hidden),
            ids=ids,
            weights=torch.rand(tokens, per_token, generator=generator).to("cuda", dtype),
            gate_up=made(count, 2 * width, hidden, scale=hidden**-0.5),
            down=made(count, hidden, width, scale=width**-0.5),
        )

    @property
    def inputs(self) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """As a kernel takes them."""
        return self.x, self.ids, self.weights, self.gate_up, self.down

    def error(self, y: Tensor) -> float:
        """Largest difference from the oracle in float32, relative to the oracle's largest value."""
        x, ids, weights, gate_up, down = self.inputs
        wide = (weights.float(), gate_up.float(), down.float())
        expected = experts.kernel("reference")(x.float(), ids, *wide)
        assert y.shape == self.x.shape
        assert y.dtype is self.x.dtype
        return float((y.float() - expected).abs().max() / expected.abs().max())
