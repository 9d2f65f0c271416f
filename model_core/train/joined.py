"""Several packed sequences as one pass: a GPU waits more for being told what to do than it computes.

Shape legend as in `model_core.model`; B sequences padded to T tokens each, one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from model_core.train.packing import IGNORED, PADDING, Packed


@dataclass(frozen=True, slots=True)
class MaskedAttention:
    """Called with query [Q, B*T, D], key and value [G, B*T, D]; returns [Q, B*T, D]."""

    mask: Tensor
    """[B, 1, T, T]: 0 where a token may see another, minus infinity elsewhere."""

    def __call__(self, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        share = query.shape[0] // key.shape[0]
        keys, values = (self._apart(x).repeat_interleave(share, dim=1) for x in (key, value))
        out = functional.scaled_dot_product_attention(self._apart(query), keys, values, attn_mask=self.mask)
        return out.transpose(0, 1).reshape(query.shape)

    def _apart(self, x: Tensor) -> Tensor:
        """[A, B*T, D] -> [B, A, T, D]."""
        return x.view(x.shape[0], self.mask.shape[0], -1, x.shape[-1]).transpose(0, 1)


@dataclass(frozen=True, slots=True)
class Joined:
    """Sequences of one length, one after the other; the fields are those of `Packed`, [B*T]."""

    tokens: Tensor
    positions: Tensor
    blocks: Tensor
    targets: Tensor
    count: int
    """B."""
    sentences: int
    """How many were said in all of them."""

    def attend(self, dtype: torch.dtype, device: torch.device) -> MaskedAttention:
        """Attention of each sequence by itself, for queries of that type on that device."""
        blocks = self.blocks.view(self.count, 1, -1).to(device)
        asking, seen = blocks[..., :, None], blocks[..., None, :]  # [B, 1, T, 1], [B, 1, 1, T]
        allowed = (asking == seen) | ((seen == 0) & (asking > 0))
        allowed &= torch.ones(allowed.shape[-2:], dtype=torch.bool, device=device).tril()
        none = torch.zeros(allowed.shape, dtype=dtype, device=device)
        return MaskedAttention(none.masked_fill_(~allowed, float("-inf")))


def join(sequences: Sequence[Packed], *, filler: int) -> Joined:
    """The sequences padded with the token `filler` to the longest."""
    longest = max(len(p.tokens) for p in sequences)
    fillers = {"tokens": filler, "positions": 0, "blocks": PADDING, "targets": IGNORED}
    columns = {
        name: torch.cat([_filled(getattr(p, name), longest, value) for p in sequences])
        for name, value in fillers.items()
    }
    return Joined(**columns, count=len(sequences), sentences=sum(p.sentences for p in sequences))


def _filled(column: Tensor, length: int, value: int) -> Tensor:
    return functional.pad(column, (0, length - len(column)), value=value)
