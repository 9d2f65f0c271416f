"""Grouped experts on a GPU in Triton: pairs sorted by expert, or for few tokens each pair by itself.

T tokens, K experts a token, S = T x K pairs of token and chosen expert, of which s belongs to token s // K,
E experts, H hidden size, M width of an expert. Sums are float32 whatever the weights are. The parameters of
the kernels for few tokens stand in the order in which TensorRT hands them over: inputs, then outputs.
"""
# mypy: disallow-untyped-decorators=False
# ruff: noqa: N803 - what is fixed when a kernel is compiled is written in capitals

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import torch
import triton
import triton.language as tl
from torch import Tensor

COLUMNS = 64
"""Outputs that a program computes, of many tokens."""
FEW_COLUMNS = 16
"""The same of few, so that there are programs enough for every part of a GPU."""
CHUNK = 1024
"""Pairs that are looked at in one step of sorting them."""


@triton.jit
def few_gate_up(
    x: tl.tensor,
    ids: tl.tensor,
    gate_up: tl.tensor,
    inner: tl.tensor,
    H: tl.constexpr,
    M: tl.constexpr,
    K: tl.constexpr,
    COLUMNS: tl.constexpr,
    DEPTH: tl.constexpr,
) -> None:
    """x [T, H], ids [S], gate_up [E, 2M, H] -> inner [S, M]; program (pair, block of M)."""
    pair = tl.program_id(0)
    expert = tl.load(ids + pair).to(tl.int64)
    token = (pair // K).to(tl.int64)
    column = tl.program_id(1) * COLUMNS + tl.arange(0, COLUMNS)
    gates = tl.zeros([COLUMNS, DEPTH], tl.float32)
    ups = tl.zeros([COLUMNS, DEPTH], tl.float32)
    for start in range(0, H, DEPTH):
        depth = start + tl.arange(0, DEPTH)
        vector = tl.load(x + token * H + depth, mask=depth < H, other=0.0).to(tl.float32)
        at = gate_up + expert * (2 * M * H) + column[:, None] * H + depth[None, :]
        inside = (column < M)[:, None] & (depth < H)[None, :]
        gates += tl.load(at, mask=inside, other=0.0).to(tl.float32) * vector[None, :]
        ups += tl.load(at + M * H, mask=inside, other=0.0).to(tl.float32) * vector[None, :]
    gate = tl.sum(gates, axis=1)
    value = gate * tl.sigmoid(gate) * tl.sum(ups, axis=1)
    tl.store(inner + pair.to(tl.int64) * M + column, value.to(inner.dtype.element_ty), mask=column < M)


@triton.jit
def few_down(
    inner: tl.tensor,
    ids: tl.tensor,
    weights: tl.tensor,
    down: tl.tensor,
    y: tl.tensor,
    H: tl.constexpr,
    M: tl.constexpr,
    K: tl.constexpr,
    COLUMNS: tl.constexpr,
    DEPTH: tl.constexpr,
) -> None:
    """inner [S, M], ids [S], weights [S], down [E, H, M] -> y [T, H]; program (token, block of H)."""
    token = tl.program_id(0)
    column = tl.program_id(1) * COLUMNS + tl.arange(0, COLUMNS)
    total = tl.zeros([COLUMNS, DEPTH], tl.float32)
    for chosen in range(K):
        pair = (token * K + chosen).to(tl.int64)
        expert = tl.load(ids + pair).to(tl.int64)
        weight = tl.load(weights + pair).to(tl.float32)
        for start in range(0, M, DEPTH):
            depth = start + tl.arange(0, DEPTH)
            vector = tl.load(inner + pair * M + depth, mask=depth < M, other=0.0).to(tl.float32)
            at = down + expert * (H * M) + column[:, None] * M + depth[None, :]
            inside = (column < H)[:, None] & (depth < M)[None, :]
            total += tl.load(at, mask=inside, other=0.0).to(tl.float32) * (weight * vector)[None, :]
    summed = tl.sum(total, axis=1)
    tl.store(y + token.to(tl.int64) * H + column, summed.to(y.dtype.element_ty), mask=column < H)


@triton.jit(do_not_specialize=["S"])  # or a prompt of another length would be compiled for anew
def arrange(
    ids: tl.tensor,
    order: tl.tensor,
    block_expert: tl.tensor,
    block_row: tl.tensor,
    row_end: tl.tensor,
    S: tl.tensor,
    ROWS: tl.constexpr,
    CHUNK: tl.constexpr,
) -> None:
    """ids [S] -> the tensors of `Groups`; program (expert).

    An expert's first block is the one that it has where every expert before needs one that is not full.
    """
    expert = tl.program_id(0)
    before = tl.zeros([CHUNK], tl.int32)
    own = tl.zeros([CHUNK], tl.int32)
    for start in range(0, S, CHUNK):
        pair = start + tl.arange(0, CHUNK)
        chosen = tl.load(ids + pair, mask=pair < S, other=tl.num_programs(0))
        before += (chosen < expert).to(tl.int32)
        own += (chosen == expert).to(tl.int32)
    first_row = tl.sum(before, axis=0)
    end = first_row + tl.sum(own, axis=0)
    tl.store(row_end + expert, end.to(tl.int64))
    row = first_row
    for start in range(0, S, CHUNK):
        pair = start + tl.arange(0, CHUNK)
        mine = (tl.load(ids + pair, mask=pair < S, other=-1) == expert).to(tl.int32)
        tl.store(order + row + tl.cumsum(mine, axis=0) - 1, pair.to(tl.int64), mask=mine > 0)
        row += tl.sum(mine, axis=0)
    block = first_row // ROWS + expert
    row = first_row
    for place in range(block, end // ROWS + expert + 1):
        tl.store(block_expert + place, tl.where(row < end, expert, -1).to(tl.int64))
        tl.store(block_row + place, row.to(tl.int64))
        row += ROWS


@triton.jit
def many_gate_up(
    x: tl.tensor,
    order: tl.tensor,
    block_expert: tl.tensor,
    block_row: tl.tensor,
    row_end: tl.tensor,
    gate_up: tl.tensor,
    inner: tl.tensor,
    H: tl.constexpr,
    M: tl.constexpr,
    K: tl.constexpr,
    ROWS: tl.constexpr,
    COLUMNS: tl.constexpr,
    DEPTH: tl.constexpr,
) -> None:
    """x [T, H], gate_up [E, 2M, H] -> inner [S, M] in the order of `Groups`; program (block, block of M)."""
    expert = tl.load(block_expert + tl.program_id(0)).to(tl.int64)
    if expert < 0:
        return
    row = tl.load(block_row + tl.program_id(0)) + tl.arange(0, ROWS)
    filled = row < tl.load(row_end + expert)
    token = tl.load(order + row, mask=filled, other=0) // K
    column = tl.program_id(1) * COLUMNS + tl.arange(0, COLUMNS)
    gates = tl.zeros([ROWS, COLUMNS], tl.float32)
    ups = tl.zeros([ROWS, COLUMNS], tl.float32)
    for start in range(0, H, DEPTH):
        depth = start + tl.arange(0, DEPTH)
        near = filled[:, None] & (depth < H)[None, :]
        tile = tl.load(x + token[:, None] * H + depth[None, :], mask=near, other=0.0)
        at = gate_up + expert * (2 * M * H) + column[None, :] * H + depth[:, None]
        inside = (column < M)[None, :] & (depth < H)[:, None]
        gates = tl.dot(tile, tl.load(at, mask=inside, other=0.0), gates, input_precision="ieee")
        ups = tl.dot(tile, tl.load(at + M * H, mask=inside, other=0.0), ups, input_precision="ieee")
    value = gates * tl.sigmoid(gates) * ups
    where = inner + row[:, None] * M + column[None, :]
    tl.store(where, value.to(inner.dtype.element_ty), mask=filled[:, None] & (column < M)[None, :])


@triton.jit
def many_down(
    inner: tl.tensor,
    order: tl.tensor,
    block_expert: tl.tensor,
    block_row: tl.tensor,
    row_end: tl.tensor,
    weights: tl.tensor,
    down: tl.tensor,
    out: tl.tensor,
    H: tl.constexpr,
    M: tl.constexpr,
    ROWS: tl.constexpr,
    COLUMNS: tl.constexpr,
    DEPTH: tl.constexpr,
) -> None:
    """inner [S, M], weights [S], down [E, H, M] -> out [S, H], weighted and in the order of the pairs."""
    expert = tl.load(block_expert + tl.program_id(0)).to(tl.int64)
    if expert < 0:
        return
    row = tl.load(block_row + tl.program_id(0)) + tl.arange(0, ROWS)
    filled = row < tl.load(row_end + expert)
    pair = tl.load(order + row, mask=filled, other=0)
    column = tl.program_id(1) * COLUMNS + tl.arange(0, COLUMNS)
    total = tl.zeros([ROWS, COLUMNS], tl.float32)
    for start in range(0, M, DEPTH):
        depth = start + tl.arange(0, DEPTH)
        near = filled[:, None] & (depth < M)[None, :]
        tile = tl.load(inner + row[:, None] * M + depth[None, :], mask=near, other=0.0)
        at = down + expert * (H * M) + column[None, :] * M + depth[:, None]
        inside = (column < H)[None, :] & (depth < M)[:, None]
        total = tl.dot(tile, tl.load(at, mask=inside, other=0.0), total, input_precision="ieee")
    total *= tl.load(weights + pair, mask=filled, other=0.0).to(tl.float32)[:, None]
    where = out + pair[:, None] * H + column[None, :]
    tl.store(where, total.to(out.dtype.element_ty), mask=filled[:, None] & (column < H)[None, :])


@dataclass(frozen=True, slots=True)
class Groups:
    """Pairs sorted by expert and cut into blocks of one expert each; made without waiting for the GPU."""

    order: Tensor
    """[S]: the pair in each row."""
    block_expert: Tensor
    """[B]: the expert of each block, -1 for a block that is not needed."""
    block_row: Tensor
    """[B]: its first row."""
    row_end: Tensor
    """[E]: the row after each expert's last."""

    @classmethod
    def of(cls, ids: Tensor, experts: int, rows: int) -> Groups:
        """Of ids [S]; `rows` a block. B is the most that could be needed."""
        blocks = len(ids) // rows + experts
        sizes = (len(ids), blocks, blocks, experts)
        parts = [torch.empty(size, dtype=torch.int64, device=ids.device) for size in sizes]
        arrange[(experts,)](ids, *parts, len(ids), ROWS=rows, CHUNK=CHUNK)
        return cls(*parts)


def experts(x: Tensor, ids: Tensor, weights: Tensor, gate_up: Tensor, down: Tensor) -> Tensor:
    """The contract of `reference.experts`, on CUDA tensors; float32, bfloat16 or float16."""
    tokens, per_token = ids.shape
    count, double, _ = gate_up.shape
    if not ids.numel():
        return torch.zeros_like(x)
    x, gate_up, down = x.contiguous(), gate_up.contiguous(), down.contiguous()
    ids, weights = ids.flatten().long(), weights.flatten()
    # With no more pairs than experts, hardly an expert is chosen twice, and there is little to share.
    run = _few if len(ids) <= count else _many
    with _on(x):
        return run(x, ids, weights, gate_up, down, (tokens, per_token, double // 2))


def depth(dtype: torch.dtype) -> int:
    """Inputs that a program reads at once of many tokens: 128 bytes of each row."""
    return 128 // dtype.itemsize


def few_depth(dtype: torch.dtype, length: int) -> int:
    """The same of few tokens: 512 bytes of each row, or the row where it is shorter."""
    return min(512 // dtype.itemsize, int(triton.next_power_of_2(length)))


def _few(
    x: Tensor, ids: Tensor, weights: Tensor, gate_up: Tensor, down: Tensor, shape: tuple[int, int, int]
) -> Tensor:
    tokens, per_token, width = shape
    hidden = x.shape[1]
    inner = torch.empty(len(ids), width, dtype=x.dtype, device=x.device)
    y = torch.empty_like(x)
    sizes = {"H": hidden, "M": width, "K": per_token, "COLUMNS": FEW_COLUMNS}
    for_width, for_hidden = (triton.cdiv(size, FEW_COLUMNS) for size in (width, hidden))
    first, second = (few_depth(x.dtype, length) for length in (hidden, width))
    few_gate_up[(len(ids), for_width)](x, ids, gate_up, inner, **sizes, DEPTH=first)
    few_down[(tokens, for_hidden)](inner, ids, weights, down, y, **sizes, DEPTH=second)
    return y


def _many(
    x: Tensor, ids: Tensor, weights: Tensor, gate_up: Tensor, down: Tensor, shape: tuple[int, int, int]
) -> Tensor:
    tokens, per_token, width = shape
    hidden = x.shape[1]
    rows = 16
    while rows < 64 and len(ids) > rows * gate_up.shape[0]:
        rows *= 2
    groups = Groups.of(ids, gate_up.shape[0], rows)
    where = (groups.order, groups.block_expert, groups.block_row, groups.row_end)
    inner = torch.empty(len(ids), width, dtype=x.dtype, device=x.device)
    out = torch.empty(len(ids), hidden, dtype=torch.float32, device=x.device)
    sizes = {"H": hidden, "M": width, "ROWS": rows, "COLUMNS": COLUMNS, "DEPTH": depth(x.dtype)}
    blocks = len(groups.block_row)
    many_gate_up[(blocks, triton.cdiv(width, COLUMNS))](x, *where, gate_up, inner, K=per_token, **sizes)
    many_down[(blocks, triton.cdiv(hidden, COLUMNS))](inner, *where, weights, down, out, **sizes)
    return out.view(tokens, per_token, hidden).sum(dim=1).to(x.dtype)


def _on(x: Tensor) -> AbstractContextManager[Any]:
    """Launches go to the tensors' GPU; under Triton's interpreter there is none."""
    return torch.cuda.device(x.device) if x.is_cuda else nullcontext()
