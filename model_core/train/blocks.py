"""Attention of one packed sequence: everything over the home, each block over itself, and over nothing else.

Scores over the home are one dense product without padding; those within blocks are padded to the longest.
The two softmaxes are then joined by their maxima and sums (Milakov and Gimelshein, 2018). Shape legend as in
`model_core.model`; N blocks of at most L tokens, P tokens of the home with its padding.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

_UNSEEN = -1e4


@dataclass(frozen=True, slots=True)
class BlockAttention:
    """Called with query [Q, T, D], key and value [G, T, D]; returns [Q, T, D], zero at the padding."""

    over_home: Tensor
    """[T, P]: 0 where a token may see the home's token, very negative elsewhere."""
    within: Tensor
    """[L, L]: the same within a block."""
    padded: Tensor
    """[N*L]: where each place of the padded blocks is in the sequence."""
    filled: Tensor
    """[N*L] bool: the places that are no padding."""
    places: Tensor
    """[tokens of blocks]: where each token of a block is among the padded places."""

    def __call__(self, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        heads, tokens, size = query.shape
        groups, home = key.shape[0], self.over_home.shape[1]
        share, longest, end = heads // groups, self.within.shape[0], home + self.places.shape[0]
        query = query * size**-0.5

        scores = torch.bmm(query.reshape(groups, share * tokens, size), key[:, :home].transpose(1, 2))
        scores = scores.view(groups, share, tokens, home) + self.over_home
        top = scores.detach().amax(-1, keepdim=True)
        weights = torch.exp(scores - top)
        total = weights.sum(-1, keepdim=True, dtype=torch.float32)
        seen = torch.bmm(weights.view(groups, share * tokens, home), value[:, :home])
        seen = seen.view(groups, share, tokens, size)

        own_query = (
            self._spread(query, home, end).view(groups, share, -1, longest, size).permute(2, 0, 1, 3, 4)
        )
        own_query = own_query.reshape(-1, share * longest, size)  # [N*G, R*L, D]
        own_key, own_value = (
            self._spread(x, home, end)
            .view(groups, -1, longest, size)
            .transpose(0, 1)
            .reshape(-1, longest, size)
            for x in (key, value)
        )
        own_scores = (
            torch.bmm(own_query, own_key.transpose(1, 2)).view(-1, share, longest, longest) + self.within
        )
        own_top = own_scores.detach().amax(-1, keepdim=True)
        own_weights = torch.exp(own_scores - own_top)
        own_total = own_weights.sum(-1, keepdim=True, dtype=torch.float32)
        own_seen = torch.bmm(own_weights.view(-1, share * longest, longest), own_value)
        own_seen = own_seen.view(-1, share, longest, size)
        own_top, own_total, own_seen = (self._gather(x, groups, home) for x in (own_top, own_total, own_seen))

        highest = torch.maximum(top[:, :, home:end], own_top)
        scale = torch.exp((top[:, :, home:end] - highest).float())
        own_scale = torch.exp((own_top - highest).float())
        mixed = seen[:, :, home:end] * scale + own_seen * own_scale
        mixed = mixed / (total[:, :, home:end] * scale + own_total * own_scale)
        first = seen[:, :, :home] / total[:, :, :home]
        rest = query.new_zeros(groups, share, tokens - end, size)
        return torch.cat((first.to(query.dtype), mixed.to(query.dtype), rest), dim=2).view(
            heads, tokens, size
        )

    def to(self, device: torch.device) -> BlockAttention:
        """The same for queries of that device."""
        return BlockAttention(*(getattr(self, field.name).to(device) for field in fields(self)))

    def _spread(self, x: Tensor, start: int, end: int) -> Tensor:
        """[A, T, D] -> [A, N*L, D]."""
        spread: Tensor = _Spread.apply(x, self.padded, self.places, start, end)  # type: ignore[no-untyped-call]
        return spread

    def _gather(self, x: Tensor, groups: int, start: int) -> Tensor:
        """[N*G, R, L, C] -> [G, R, tokens of blocks, C]."""
        _, share, longest, columns = x.shape
        x = x.view(-1, groups, share, longest, columns).permute(1, 2, 0, 3, 4)
        x = x.reshape(groups * share, -1, columns)
        rows = (x, self.places, self.padded, self.filled, start)
        gathered: Tensor = _Gather.apply(*rows)  # type: ignore[no-untyped-call]
        return gathered.view(groups, share, -1, columns)


class _Spread(torch.autograd.Function):
    """Rows to padded places; its gradient only picks, where indexing would add up one by one."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, padded: Tensor, places: Tensor, start: int, end: int) -> Tensor:
        ctx.save_for_backward(places)
        ctx.bounds = start, x.shape[1] - end
        return x[:, padded]

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        (places,) = ctx.saved_tensors
        before, after = ctx.bounds
        return functional.pad(gradient[:, places], (0, 0, before, after)), None, None, None, None


class _Gather(torch.autograd.Function):
    """Padded places back to rows; its gradient only picks as well."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, places: Tensor, padded: Tensor, filled: Tensor, start: int) -> Tensor:
        ctx.save_for_backward(padded, filled)
        ctx.start = start
        return x[:, places]

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        padded, filled = ctx.saved_tensors
        spread = gradient[:, padded - ctx.start] * filled[:, None].to(gradient.dtype)
        return spread, None, None, None, None


def block_attention(blocks: Tensor, *, home: int, step: int, dtype: torch.dtype) -> BlockAttention:
    """From each token's block [T] (0 the home, then 1, 2, ...; -1 padding).

    `home` is the length of the home with its padding; the longest block is rounded up to a multiple of
    `step`.
    """
    home_length = int((blocks == 0).sum())
    lengths = torch.bincount(blocks[blocks > 0])[1:]
    longest = -(-int(lengths.max()) // step) * step
    filled = torch.arange(longest) < lengths[:, None]  # [N, L]
    starts = home + lengths.cumsum(0) - lengths
    padded = torch.where(filled, starts[:, None] + torch.arange(longest), home)
    seen = torch.zeros(len(blocks), home, dtype=torch.bool)
    seen[:home] = torch.ones(home, home, dtype=torch.bool).tril()
    seen[home:, :home_length] = True
    own = torch.ones(longest, longest, dtype=torch.bool).tril()
    return BlockAttention(
        over_home=torch.zeros(seen.shape, dtype=dtype).masked_fill(~seen, _UNSEEN),
        within=torch.zeros(own.shape, dtype=dtype).masked_fill(~own, _UNSEEN),
        padded=padded.flatten(),
        filled=filled.flatten(),
        places=filled.flatten().nonzero().flatten(),
    )
