"""Weights and tokens as bytes, multiplied by register tiles: half as much is read as in bfloat16."""

from __future__ import annotations

import numba
import numpy as np
import torch
from torch import Tensor
from torch.utils.weak import WeakTensorKeyDictionary

from model_core.errors import KernelUnavailable
from model_core.native import routed, tiles
from model_core.native.base import THREADS
from model_core.native.packing import Packed, packed

_SHARED_BYTES = 1 << 20
"""Weights to be read from which it pays to share the work among threads."""
_TYPES = (torch.bfloat16, torch.float32)
_packings = WeakTensorKeyDictionary()
"""Packed weights by the tensor that they were made from, which is taken not to change."""


def experts(x: Tensor, ids: Tensor, weights: Tensor, gate_up: Tensor, down: Tensor) -> Tensor:
    """The contract of `reference.experts`; keeps weights packed for as long as the tensors live.

    Raises KernelUnavailable where the processor, the type or the widths do not fit.
    """
    inward, outward = _packed(gate_up), _packed(down)
    hit = min(ids.numel(), gate_up.shape[0]) * 3 * down.stride(0)
    numba.set_num_threads(min(torch.get_num_threads(), THREADS) if hit >= _SHARED_BYTES else 1)
    out = routed.run(_array(x), ids.contiguous().numpy(), _array(weights), inward, outward)
    return torch.from_numpy(out).view(x.dtype)


def _packed(weights: Tensor) -> Packed:
    """Those of all experts [E, R, C]. Raises KernelUnavailable."""
    known: Packed | None = _packings.get(weights)  # type: ignore[no-untyped-call]
    if known is None:
        if weights.dtype not in _TYPES or any(size % tiles.BLOCK for size in weights.shape[1:]):
            raise KernelUnavailable(f"it takes bfloat16 or float32 in widths of a multiple of {tiles.BLOCK}.")
        known = _packings[weights] = packed(weights)
    return known


def _array(tensor: Tensor) -> np.ndarray:
    """Its numbers; bfloat16 as bits."""
    plain = tensor.contiguous()
    return (plain.view(torch.uint16) if plain.dtype == torch.bfloat16 else plain).numpy()
