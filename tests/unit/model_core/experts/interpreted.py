"""Runs the Triton kernels under Triton's interpreter (TRITON_INTERPRET=1) and prints their errors."""

from __future__ import annotations

import json
import sys
from typing import Any

import torch
import triton.language as tl
from triton.runtime.interpreter import InterpreterBuilder, TensorHandle

from model_core import experts


def widen_bfloat16() -> None:
    """The interpreter keeps bfloat16 as bits and multiplies the bits; a GPU multiplies the numbers."""
    dot, cast = InterpreterBuilder.create_dot, InterpreterBuilder.cast_impl

    def widened(self: Any, a: Any, b: Any, *rest: Any) -> TensorHandle:
        a, b = (cast(self, each, tl.float32) if each.dtype == tl.bfloat16 else each for each in (a, b))
        return dot(self, a, b, *rest)

    InterpreterBuilder.create_dot = widened


def error(case: dict[str, int | str]) -> float:
    """Largest difference from the oracle in float32, relative to the oracle's largest value."""
    tokens, per_token, count, hidden, width = (int(case[n]) for n in ("T", "K", "E", "H", "M"))
    dtype: torch.dtype = getattr(torch, str(case["dtype"]))
    generator = torch.Generator().manual_seed(tokens)
    x = torch.randn(tokens, hidden, generator=generator).to(dtype)
    gate_up = (torch.randn(count, 2 * width, hidden, generator=generator) / hidden**0.5).to(dtype)
    down = (torch.randn(count, hidden, width, generator=generator) / width**0.5).to(dtype)
    ids = torch.rand(tokens, count, generator=generator).topk(per_token).indices
    if case.get("routing") == "one":
        ids[:] = torch.arange(per_token)
    elif case.get("routing") == "same":
        ids[:] = count - 1
    weights = torch.rand(tokens, per_token, generator=generator).to(dtype)
    expected = experts.kernel("reference")(x.float(), ids, weights.float(), gate_up.float(), down.float())
    got = experts.kernel("triton")(x, ids, weights, gate_up, down)
    if got.dtype is not dtype or got.shape != x.shape:
        return float("inf")
    if not tokens:
        return 0.0
    return float((got.float() - expected).abs().max() / expected.abs().max())


def uncovered(case: dict[str, int]) -> float:
    """Pairs that are not in exactly one block, or in a block of another expert."""
    from model_core.experts.triton import Groups

    generator = torch.Generator().manual_seed(0)
    ids = torch.randint(case["experts"], (case["pairs"],), generator=generator)
    groups = Groups.of(ids, case["experts"], case["rows"])
    seen: list[int] = []
    for expert, row in zip(groups.block_expert.tolist(), groups.block_row.tolist(), strict=True):
        if expert >= 0:
            end = min(row + case["rows"], int(groups.row_end[expert]))
            inside = groups.order[row:end]
            if not len(inside) or not (ids[inside] == expert).all():
                return float("inf")
            seen += inside.tolist()
    return float(sorted(seen) != list(range(case["pairs"])))


if __name__ == "__main__":
    widen_bfloat16()
    cases = json.loads(sys.stdin.read())
    print(json.dumps([uncovered(case) if "pairs" in case else error(case) for case in cases]))
