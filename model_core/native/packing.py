"""Matrices as bytes, in the order in which register tiles read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import torch
from torch import Tensor

from model_core.native import tiles

Packed = tuple[np.ndarray, np.ndarray, np.ndarray]
"""int8 [N, R/64, C/64, 4096]; starts int16 [N, R/64, C/64, 64]; scales [N, R].

Bytes are around 128, so a sum starts 128 times below 0 what the row adds up to in a block, kept as `starts`.
A block of 64 rows and columns is four lanes of 16 rows: of each, four columns of every row in turn. A tile
reads the blocks of its rows one after the other, so that memory gives one stream of bytes.
"""


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
        panels, blocks = rows // tiles.BLOCK, columns // tiles.BLOCK
        lanes = whole.view(panels, -1, tiles.LANES, blocks, tiles.BLOCK // 4, 4)
        sums = whole.int().view(panels, tiles.BLOCK, blocks, tiles.BLOCK).sum(-1)
        weights.append(lanes.permute(0, 3, 1, 4, 2, 5).reshape(panels, blocks, -1))
        starts.append((-sums).short().transpose(1, 2).contiguous())
        scales.append(scale)
    # numpy asks for large pages, torch does not
    return _stacked(weights), _stacked(starts), _stacked(scales)


def _stacked(tensors: Sequence[Tensor]) -> np.ndarray:
    return np.stack([tensor.numpy() for tensor in tensors])
