"""Experts as bytes compute what the oracle does, but for rounding, whoever is hit and however many."""

from __future__ import annotations

import pytest
import torch

from model_core import experts
from model_core.errors import KernelUnavailable
from model_core.native import tiles

if not tiles.supported():
    pytest.skip("this processor has no AVX-512 VNNI", allow_module_level=True)

from model_core.experts import int8

EXPERTS, HIDDEN, WIDTH = 6, 128, 64


def layer(dtype: torch.dtype = torch.bfloat16) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    gate_up = torch.randn(EXPERTS, 2 * WIDTH, HIDDEN, generator=generator) * HIDDEN**-0.5
    down = torch.randn(EXPERTS, HIDDEN, WIDTH, generator=generator) * WIDTH**-0.5
    return gate_up.to(dtype), down.to(dtype)


def difference(x: torch.Tensor, ids: torch.Tensor, shares: torch.Tensor, dtype: torch.dtype) -> float:
    gate_up, down = layer(dtype)
    oracle = experts.kernel("reference")(x.float(), ids, shares.float(), gate_up.float(), down.float())
    got = int8.experts(x.to(dtype), ids, shares.to(dtype), gate_up, down)
    assert got.dtype == dtype
    return float((got.float() - oracle).abs().max() / oracle.abs().max())


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32], ids=str)
@pytest.mark.parametrize("tokens", [1, 2, 5, 7, 40])
@pytest.mark.parametrize("chosen", [1, 2, EXPERTS])
@pytest.mark.parametrize("threads", [1, 2])
def test_it_equals_the_oracle_but_for_rounding(
    monkeypatch: pytest.MonkeyPatch, dtype: torch.dtype, tokens: int, chosen: int, threads: int
) -> None:
    if threads > 1:
        monkeypatch.setattr(int8, "_SHARED_BYTES", 0)
    generator = torch.Generator().manual_seed(tokens)
    x = torch.randn(tokens, HIDDEN, generator=generator)
    ids = torch.rand(tokens, EXPERTS, generator=generator).topk(chosen).indices
    shares = torch.rand(tokens, chosen, generator=generator)
    assert difference(x, ids, shares, dtype) < 0.03


def test_all_tokens_may_go_to_one_expert() -> None:
    x = torch.randn(9, HIDDEN, generator=torch.Generator().manual_seed(1))
    ids = torch.full((9, 1), EXPERTS - 1)
    assert difference(x, ids, torch.ones(9, 1), torch.bfloat16) < 0.03


def test_another_expert_would_be_noticed() -> None:
    x = torch.randn(4, HIDDEN, generator=torch.Generator().manual_seed(1))
    ids, shares = torch.tensor([[0], [1], [2], [3]]), torch.ones(4, 1)
    gate_up, down = layer(torch.float32)
    right = experts.kernel("reference")(x, ids, shares, gate_up, down)
    wrong = int8.experts(x, ids.flip(0), shares, gate_up, down)
    assert float((wrong - right).abs().max() / right.abs().max()) > 0.3


def test_weights_are_packed_once_and_forgotten_with_them() -> None:
    gate_up, down = layer()
    before = len(int8._packings)
    x, ids, shares = torch.randn(1, HIDDEN).bfloat16(), torch.tensor([[0]]), torch.ones(1, 1).bfloat16()
    for _ in range(2):
        int8.experts(x, ids, shares, gate_up, down)
    assert len(int8._packings) == before + 2
    del gate_up, down
    assert len(int8._packings) == before


@pytest.mark.parametrize(
    ("hidden", "width", "dtype"),
    [(96, 64, torch.bfloat16), (128, 32, torch.bfloat16), (128, 64, torch.float16)],
)
def test_what_does_not_fill_lanes_is_left_to_others(hidden: int, width: int, dtype: torch.dtype) -> None:
    gate_up, down = torch.randn(2, 2 * width, hidden).to(dtype), torch.randn(2, hidden, width).to(dtype)
    x, shares = torch.randn(1, hidden).to(dtype), torch.ones(1, 1).to(dtype)
    with pytest.raises(KernelUnavailable, match="multiple of 64"):
        int8.experts(x, torch.tensor([[0]]), shares, gate_up, down)


def test_weights_that_are_not_finite_are_refused() -> None:
    gate_up, down = layer()
    gate_up[0, 0, 0] = torch.inf
    with pytest.raises(ValueError, match="not finite"):
        int8.experts(
            torch.randn(1, HIDDEN).bfloat16(),
            torch.tensor([[0]]),
            torch.ones(1, 1).bfloat16(),
            gate_up,
            down,
        )
