"""Which way computes which shape on which GPU, and how inputs are laid out for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from model_core import experts
from model_core.errors import KernelUnavailable
from model_core.experts.tensorrt.lowering import MOST, SHORT, Lowering, Shape, choices, rounded
from model_core.experts.tensorrt.runner import arranged

LAYER, FEW, MANY = Lowering.LAYER, Lowering.FEW, Lowering.MANY
SHAPE = Shape(tokens=1, per_token=2, experts=4, hidden=12, width=8, dtype="bfloat16")


@pytest.mark.parametrize(
    ("tokens", "capability", "has_layer", "dtype", "expected"),
    [
        (1, (10, 0), True, "bfloat16", (LAYER, FEW, MANY)),
        (SHORT, (10, 3), True, "float16", (LAYER, FEW, MANY)),
        (1, (11, 0), True, "bfloat16", (LAYER, FEW, MANY)),
        (1, (10, 0), False, "bfloat16", (FEW, MANY)),
        (1, (10, 0), True, "float32", (FEW, MANY)),
        (1, (9, 0), True, "bfloat16", (FEW, MANY)),
        (1, (12, 0), True, "bfloat16", (FEW, MANY)),
        (2 * SHORT, (10, 0), True, "bfloat16", (MANY,)),
        (MOST, (8, 0), False, "float16", (MANY,)),
    ],
)
def test_the_way_depends_on_length_and_gpu(
    tokens: int, capability: tuple[int, int], has_layer: bool, dtype: str, expected: tuple[Lowering, ...]
) -> None:
    assert choices(replace(SHAPE, tokens=tokens, dtype=dtype), capability, has_layer=has_layer) == expected


def test_few_plans_serve_all_lengths() -> None:
    assert [rounded(n) for n in (1, 2, 3, 16, 17, 1000)] == [1, 2, 4, 16, 32, 1024]
    assert rounded(MOST) == rounded(MOST + 1) == MOST


def tensors(tokens: int, dtype: torch.dtype) -> tuple[torch.Tensor, ...]:
    generator = torch.Generator().manual_seed(0)
    return (
        torch.randn(tokens, 12, generator=generator).to(dtype),
        torch.rand(tokens, 4, generator=generator).topk(2).indices,
        torch.rand(tokens, 2, generator=generator),
        torch.randn(4, 16, 12, generator=generator).to(dtype),
        torch.randn(4, 12, 8, generator=generator).to(dtype),
    )


def test_a_shape_is_read_from_the_tensors() -> None:
    x, ids, _, gate_up, _ = tensors(5, torch.bfloat16)
    assert Shape.of(x, ids, gate_up) == replace(SHAPE, tokens=8)
    assert Shape.of(x, ids, gate_up).torch_dtype is torch.bfloat16
    with pytest.raises(KernelUnavailable, match="no plan multiplies"):
        Shape.of(x.float(), ids, gate_up)
    with pytest.raises(KernelUnavailable, match="no plan multiplies"):
        Shape.of(x.double(), ids, gate_up.double())


@pytest.mark.parametrize("lowering", [FEW, MANY])
def test_tokens_that_are_filled_up_weigh_nothing(lowering: Lowering) -> None:
    x, ids, weights, gate_up, down = tensors(5, torch.float32)
    shape = Shape.of(x, ids, gate_up)
    given = arranged(lowering, shape, x, ids, weights, gate_up, down)
    assert given["ids"].dtype is (torch.int64 if lowering is MANY else torch.int32)
    assert all(given[name].shape[0] == 8 for name in ("x", "ids", "weights"))
    run = experts.kernel("reference")
    y = run(given["x"], given["ids"].long(), given["weights"], given["gate_up"], given["down"])
    torch.testing.assert_close(y[:5], run(x, ids, weights, gate_up, down))
    assert not y[5:].any()


def test_the_layer_gets_its_weights_turned_once() -> None:
    x, ids, weights, gate_up, down = tensors(1, torch.bfloat16)
    shape = Shape.of(x, ids, gate_up)
    given = arranged(LAYER, shape, x, ids, weights, gate_up, down)
    assert given["ids"].dtype is torch.int32
    for expert in range(4):
        assert torch.equal(torch.cat([given["gate"][expert].T, given["up"][expert].T]), gate_up[expert])
        assert torch.equal(given["down"][expert].T, down[expert])
    again = arranged(LAYER, shape, x, ids, weights, gate_up, down)
    assert again["gate"] is given["gate"]
    assert all(tensor.is_contiguous() for tensor in given.values())
