"""Block attention and its gradients are those of one masked attention over the whole sequence."""

from __future__ import annotations

import torch
from torch import Tensor

from model_core.model import Attend
from model_core.train.blocks import block_attention

HOME, PADDED_HOME = 5, 8
BLOCKS = torch.tensor([0] * HOME + [-1] * (PADDED_HOME - HOME) + [1] * 3 + [2] * 7 + [3] * 1 + [-1] * 4)


def _masked(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    order = torch.arange(len(BLOCKS))
    seen = (BLOCKS[None] == 0) | (BLOCKS[None] == BLOCKS[:, None])
    seen &= (order[None] <= order[:, None]) & (BLOCKS[None] >= 0)
    share = query.shape[0] // key.shape[0]
    scores = query @ key.repeat_interleave(share, 0).transpose(1, 2) * query.shape[2] ** -0.5
    weights = scores.masked_fill(~seen, -torch.inf).softmax(-1).nan_to_num()
    out: Tensor = weights @ value.repeat_interleave(share, 0)
    return out


def _run(attend: Attend) -> list[Tensor]:
    generator = torch.Generator().manual_seed(3)
    inputs = [torch.randn(h, len(BLOCKS), 16, generator=generator, requires_grad=True) for h in (6, 2, 2)]
    out = attend(*inputs)[:, BLOCKS >= 0]
    (out * torch.randn(out.shape, generator=generator)).sum().backward()  # type: ignore[no-untyped-call]
    return [out.detach(), *(x.grad for x in inputs if x.grad is not None)]


def test_values_and_gradients_are_those_of_masked_attention() -> None:
    attend = block_attention(BLOCKS, home=PADDED_HOME, step=4, dtype=torch.float32)
    for ours, dense in zip(_run(attend), _run(_masked), strict=True):
        torch.testing.assert_close(ours, dense, atol=1e-5, rtol=1e-4)


def test_a_block_does_not_see_another() -> None:
    attend = block_attention(BLOCKS, home=PADDED_HOME, step=4, dtype=torch.float32)
    query, key, value = (torch.randn(h, len(BLOCKS), 16) for h in (6, 2, 2))
    before = attend(query, key, value)
    value[:, BLOCKS == 1] += 1
    changed = (attend(query, key, value) != before).any(dim=-1).any(dim=0)
    assert changed.tolist() == (BLOCKS == 1).tolist()
