"""Matrices as bytes, in the order in which register tiles read them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor

from model_core.native import tiles

Packed = tuple[np.ndarray, np.ndarray, np.ndarray]
"""int8 [N, R/16, C/4, 16, 4]; where sums start, as bytes are around 128 [N, R/16, C/64, 16]; scales."""


def packed(matrices: Iterable[Tensor]) -> Packed:
    """N matrices [R, C] in int8 with one scale a row. Raises ValueError where a weight is not finite."""
    weights, starts, scales = [], [], []
    for matrix in matrices:
        plain = matrix.detach().float()
        if not plain.isfinite().all():
            raise ValueError("The weights are not finite.")  # as bytes they would be
        rows, columns = plain.shape
        scale = (plain.abs().amax(dim=-1) / 127).clamp_min(1e-12)
        whole = (plain / scale[:, None]).round().to(torch.int8)
        lanes = whole.view(rows // tiles.LANES, tiles.LANES, columns // 4, 4).transpose(1, 2)
        sums = whole.int().view(rows // tiles.LANES, tiles.LANES, columns // tiles.BLOCK, tiles.BLOCK).sum(-1)
        weights.append(lanes.contiguous())
        starts.append((-128 * sums).int().transpose(1, 2).contiguous())
        scales.append(scale)
    return torch.stack(weights).numpy(), torch.stack(starts).numpy(), torch.stack(scales).numpy()
