"""Rotary positions: queries and keys turned by where they are, also in contexts longer than trained.

Shape legend: T tokens, D head size, R channels of a head that turn.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from model_core.config import Llama3, Rope, Yarn


class Rotation:
    """Rotary position embedding (Su et al., 2021), halves rotated against each other."""

    def __init__(self, positions: Tensor, rope: Rope, dtype: torch.dtype) -> None:
        angles = positions[:, None].float() * frequencies(rope, positions.device)  # [T, R/2]
        cos, sin = angles.cos(), angles.sin()
        if isinstance(rope.scaling, Yarn):
            cos, sin = cos * rope.scaling.attention, sin * rope.scaling.attention
        self._cos = torch.cat((cos, cos), dim=-1).to(dtype)
        self._sin = torch.cat((sin, sin), dim=-1).to(dtype)
        self._size = rope.size

    def apply(self, x: Tensor) -> Tensor:
        """x [heads, T, D] with its first R channels turned by their positions."""
        if self._size == x.shape[-1]:
            return self._turn(x)
        return torch.cat((self._turn(x[..., : self._size]), x[..., self._size :]), dim=-1)

    def _turn(self, x: Tensor) -> Tensor:
        low, high = x.chunk(2, dim=-1)
        return x * self._cos + torch.cat((-high, low), dim=-1) * self._sin


def frequencies(rope: Rope, device: torch.device | None = None) -> Tensor:
    """Radians a token by which each pair of channels turns, [R/2] in float32."""
    exponents = torch.arange(0, rope.size, 2, dtype=torch.float32, device=device) / rope.size
    plain: Tensor = rope.theta**-exponents
    if isinstance(rope.scaling, Yarn):
        return _yarn(plain, rope, rope.scaling)
    return plain if rope.scaling is None else _llama3(plain, rope.scaling)


def _yarn(plain: Tensor, rope: Rope, yarn: Yarn) -> Tensor:
    """A ramp over the channels, from kept to divided by the factor (Peng et al., 2023, section 3.2)."""

    def channel(turns: float) -> float:
        """The pair of channels, not whole, that turns this often over the original context."""
        span = math.log(yarn.original / (turns * 2 * math.pi))
        return rope.size * span / (2 * math.log(rope.theta))

    low, high = channel(yarn.fast), channel(yarn.slow)
    if yarn.whole:
        low, high = math.floor(low), math.ceil(high)
    low, high = max(low, 0), min(high, rope.size - 1)
    if low == high:
        high += 0.001  # as `transformers` does, so that the ramp is a step
    pairs = torch.arange(rope.size // 2, dtype=torch.float32, device=plain.device)
    stretched = ((pairs - low) / (high - low)).clamp(0, 1)  # [R/2]
    return plain / yarn.factor * stretched + plain * (1 - stretched)


def _llama3(plain: Tensor, llama: Llama3) -> Tensor:
    """Kept where a turn is short, divided by the factor where it is long, a ramp of turns between."""
    turns = llama.original * plain / (2 * math.pi)  # [R/2], over the original context
    kept = ((turns - llama.low) / (llama.high - llama.low)).clamp(0, 1)
    return plain / llama.factor * (1 - kept) + plain * kept
