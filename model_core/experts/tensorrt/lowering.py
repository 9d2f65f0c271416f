"""Which way TensorRT computes the experts of a shape on a GPU; decided without TensorRT or a GPU."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import torch
from torch import Tensor

from model_core.errors import KernelUnavailable

SHORT = 16
"""Tokens up to which a pass counts as decoding."""
MOST = 4096
"""Tokens of one plan; longer inputs are computed in parts."""
_LAYER_MAJORS = (10, 11)
"""Compute capabilities with the layer (TensorRT documentation, Mixture of Experts: SM 100, 103, 110)."""
_LAYER_TYPES = ("bfloat16", "float16")
TYPES = ("bfloat16", "float16", "float32")
"""Of weights that plans exist for."""


class Lowering(Enum):
    """The ways; the value is part of a plan's name."""

    LAYER = "layer"
    """TensorRT's own layer for a mixture of experts."""
    FEW = "few"
    """The Triton kernels for few tokens as plugins: only the chosen experts' weights are read."""
    MANY = "many"
    """Batched matrix products over tokens that were dispatched to their experts."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a plan is built for; the weights are inputs, so one plan serves every layer of a model."""

    tokens: int
    """Rows of the input, filled up from what is asked."""
    per_token: int
    experts: int
    hidden: int
    width: int
    dtype: str
    """bfloat16, float16 or float32."""

    @classmethod
    def of(cls, x: Tensor, ids: Tensor, gate_up: Tensor) -> Shape:
        """The smallest shape that holds these inputs. Raises KernelUnavailable for a type of no plan."""
        count, double, hidden = gate_up.shape
        dtype = str(gate_up.dtype).removeprefix("torch.")
        if dtype not in TYPES or x.dtype != gate_up.dtype:
            raise KernelUnavailable(f"no plan multiplies {x.dtype} by {gate_up.dtype}", dtype=dtype)
        return cls(rounded(x.shape[0]), ids.shape[1], count, hidden, double // 2, dtype)

    @property
    def torch_dtype(self) -> torch.dtype:
        """The type of inputs, weights and output."""
        found: torch.dtype = getattr(torch, self.dtype)
        return found


def rounded(tokens: int) -> int:
    """The next power of two, at most MOST: few plans serve all lengths, none more than half of it in vain."""
    return min(1 << max(tokens - 1, 0).bit_length(), MOST)


def choices(shape: Shape, capability: tuple[int, int], *, has_layer: bool) -> tuple[Lowering, ...]:
    """The ways that can compute this shape on that GPU, the best first; the next is for when a build fails.

    capability: the GPU's compute capability; has_layer: whether this TensorRT has `add_moe`.
    """
    ways = []
    if shape.tokens <= SHORT:
        if has_layer and capability[0] in _LAYER_MAJORS and shape.dtype in _LAYER_TYPES:
            ways.append(Lowering.LAYER)
        ways.append(Lowering.FEW)
    return (*ways, Lowering.MANY)
