"""Attention to the last tokens and with sinks, against a loop over heads and tokens."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from model_core import attention
from model_core.attention import causal, limited

HEADS, GROUPS, PAST, TOKENS, SIZE, VALUES = 6, 2, 4, 7, 8, 5


def dumb(query: Tensor, key: Tensor, value: Tensor, window: int, sinks: Tensor | None) -> Tensor:
    """One head and one token at a time."""
    out = torch.zeros(HEADS, TOKENS, VALUES)
    for head in range(HEADS):
        group = head * GROUPS // HEADS
        for token in range(TOKENS):
            end = PAST + token + 1
            start = max(0, end - window) if window else 0
            powers = (key[group, start:end] @ query[head, token] / SIZE**0.5).exp()
            whole = powers.sum() + (0 if sinks is None else sinks[head].exp())
            out[head, token] = powers @ value[group, start:end] / whole
    return out


def inputs() -> tuple[Tensor, Tensor, Tensor]:
    generator = torch.Generator().manual_seed(2)
    shapes = (HEADS, TOKENS, SIZE), (GROUPS, PAST + TOKENS, SIZE), (GROUPS, PAST + TOKENS, VALUES)
    query, key, value = (torch.randn(shape, generator=generator) for shape in shapes)
    return query, key, value


@pytest.mark.parametrize("block", [512, 3, 1])
@pytest.mark.parametrize("window", [0, 1, 3, 11, 50])
@pytest.mark.parametrize("sunk", [False, True], ids=["plain", "sinks"])
def test_it_equals_a_loop_also_in_blocks(
    block: int, window: int, sunk: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attention, "_BLOCK", block)
    sinks = torch.linspace(-2, 2, HEADS) if sunk else None
    got = limited(*inputs(), window=window, sinks=sinks)
    torch.testing.assert_close(got, dumb(*inputs(), window, sinks), atol=1e-5, rtol=1e-5)


def test_without_a_window_or_sinks_it_is_plain_attention() -> None:
    torch.testing.assert_close(limited(*inputs(), window=0, sinks=None), causal(*inputs()))


def test_a_great_sink_takes_all_and_scores_of_any_size_are_no_nan() -> None:
    query, key, value = inputs()
    assert limited(query, key, value, window=3, sinks=torch.full((HEADS,), 1e4)).abs().max() == 0
    large = limited(query * 1e4, key, value, window=3, sinks=torch.zeros(HEADS))
    assert bool(large.isfinite().all())
