"""Causal attention by register tiles, for many tokens and for few.

Shape legend: T tokens, S tokens in the cache with them, Q query heads, G key/value heads, D = 64 head size,
B blocks of 64 tokens of the cache, MOST rows of a tile. `me` of `size` threads does its share.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from model_core.native import tiles
from model_core.native.compiling import inline, serial
from model_core.native.exponential import exp
from model_core.native.stores import address
from model_core.native.team import share

WIDTH = tiles.BLOCK
MOST = tiles.MOST
SLOTS = 2
"""Parts of a head's tokens that threads attend for apart."""
_ROWS = 3
"""Heads that read a key together where tokens are few."""
PARTS = 4
"""Stretches of the cache that threads attend to apart."""
_float1, _float2, _float3, _float4, _float5, _float6 = (tiles.float_tile(rows) for rows in range(1, 7))
_score1, _score2, _score3 = (tiles.score_tile(rows) for rows in range(1, 4))
_mixing1, _mixing2, _mixing3 = (tiles.mixing_tile(rows) for rows in range(1, 4))


@inline
def _floats(rows: Any, left: Any, left_step: Any, right: Any, count: Any, out: Any, out_step: Any) -> None:
    """out [rows, 64] = left [rows, count] times right [count, 64]."""
    line = 4 * WIDTH
    if rows == 1:
        _float1(left, left_step, right, line, count, out, out_step)
    elif rows == 2:
        _float2(left, left_step, right, line, count, out, out_step)
    elif rows == 3:
        _float3(left, left_step, right, line, count, out, out_step)
    elif rows == 4:
        _float4(left, left_step, right, line, count, out, out_step)
    elif rows == 5:
        _float5(left, left_step, right, line, count, out, out_step)
    else:
        _float6(left, left_step, right, line, count, out, out_step)


@inline
def _softmax(scores: Any, seen: Any, end: Any) -> None:
    """The first `seen` scores as shares of one, the others up to `end` as nothing."""
    highest = np.float32(-1e30)
    for s in range(seen):
        highest = max(highest, scores[s])
    mass = np.float32(0)
    for s in range(seen):
        scores[s] = exp(scores[s] - highest)
        mass += scores[s]
    rate = np.float32(1) / mass
    for s in range(seen):
        scores[s] *= rate
    for s in range(seen, end):
        scores[s] = np.float32(0)


@serial
def attend_many(
    me: Any, size: Any, query: Any, across: Any, along: Any, past: Any, scores: Any, out: Any
) -> None:
    """A thread's share of the causal attention of query [Q, T, D], scaled, over what `turn_around` gives.

    out [T, Q, D]; scores [SLOTS Q, MOST, 64 B] is written over. It is the caller's: numba frees an array of
    its own as soon as only its address is in use.
    """
    heads, tokens, _ = query.shape
    each = heads // across.shape[0]
    for part in share(me, size, heads * SLOTS):
        head, own = part // SLOTS, scores[part]
        group = head // each
        for first in range(part % SLOTS * MOST, tokens, SLOTS * MOST):
            rows = min(MOST, tokens - first)
            blocks = (past + first + rows + WIDTH - 1) // WIDTH
            left, line = query[head, first:].ctypes.data, own.strides[0]
            for block in range(blocks):
                place = own.ctypes.data + block * 4 * WIDTH
                _floats(rows, left, query.strides[1], across[group, block].ctypes.data, WIDTH, place, line)
            for r in range(rows):
                _softmax(own[r], past + first + r + 1, blocks * WIDTH)
            place, right = out[first:, head].ctypes.data, along[group].ctypes.data
            _floats(rows, own.ctypes.data, line, right, blocks * WIDTH, place, out.strides[0])


@inline
def _scored(rows: Any, left: Any, left_step: Any, right: Any, count: Any, out: Any, out_step: Any) -> None:
    if rows == 1:
        _score1(left, left_step, right, count, out, out_step)
    elif rows == 2:
        _score2(left, left_step, right, count, out, out_step)
    else:
        _score3(left, left_step, right, count, out, out_step)


@inline
def _mixed(
    rows: Any, left: Any, left_step: Any, right: Any, count: Any, out: Any, out_step: Any, add: Any
) -> None:
    if rows == 1:
        _mixing1(left, left_step, right, count, out, out_step, add)
    elif rows == 2:
        _mixing2(left, left_step, right, count, out, out_step, add)
    else:
        _mixing3(left, left_step, right, count, out, out_step, add)


@serial
def attend_few(
    me: Any,
    size: Any,
    query: Any,
    few: Any,
    begin: Any,
    pieces: Any,
    layer: Any,
    groups: Any,
    scores: Any,
    parts: Any,
) -> None:
    """A thread's share of the attention of the tokens of query [Q, T, D], scaled, that `few` names.

    few [N, 3]: token, its sequence, how many tokens it sees; keys and values are in bfloat16. The pieces of
    sequence i are those from begin[i] to begin[i + 1]. scores [N, Q, S] is written over. parts (mixed
    [N, PARTS, Q, D], highest [N, PARTS, Q], mass [N, PARTS, Q]) are what `join_parts` needs.
    """
    mixed, highest, mass = parts
    heads = query.shape[0]
    each = heads // groups
    for part in share(me, size, few.shape[0] * groups * PARTS):
        n, group, stretch = part // (groups * PARTS), part // PARTS % groups, part % PARTS
        token, sequence, seen = few[n, 0], few[n, 1], few[n, 2]
        length = (seen + PARTS - 1) // PARTS
        first = min(stretch * length, seen)
        last = min(first + length, seen)
        own, end = begin[sequence], begin[sequence + 1]
        position = 0
        for p in range(own, end):
            low, high = max(first, position), min(last, position + pieces[p, 2])
            if low < high:
                right = address(pieces[p], layer, 0, group, groups, 2) + (low - position) * 2 * WIDTH
                for head in range(group * each, (group + 1) * each, _ROWS):
                    rows = min(_ROWS, (group + 1) * each - head)
                    left, place = query[head:, token].ctypes.data, scores[n, head:, low:].ctypes.data
                    _scored(rows, left, query.strides[0], right, high - low, place, scores.strides[1])
            position += pieces[p, 2]
        for head in range(group * each, (group + 1) * each):
            highest[n, stretch, head], mass[n, stretch, head] = _raised(scores[n, head, first:last])
        position = 0
        for p in range(own, end):
            low, high = max(first, position), min(last, position + pieces[p, 2])
            if low < high:
                right = address(pieces[p], layer, 1, group, groups, 2) + (low - position) * 2 * WIDTH
                for head in range(group * each, (group + 1) * each, _ROWS):
                    rows = min(_ROWS, (group + 1) * each - head)
                    left, place = scores[n, head:, low:].ctypes.data, mixed[n, stretch, head:].ctypes.data
                    step, line = scores.strides[1], mixed.strides[2]
                    _mixed(rows, left, step, right, high - low, place, line, low > first)
            position += pieces[p, 2]


@inline
def _raised(scores: Any) -> Any:
    """Replaces scores by their exponentials, less the highest; returns that and their sum."""
    highest, mass = np.float32(-1e30), np.float32(0)
    for s in range(scores.size):
        highest = max(highest, scores[s])
    for s in range(scores.size):
        scores[s] = exp(scores[s] - highest)
        mass += scores[s]
    return highest, mass


@inline
def join_parts(n: Any, head: Any, parts: Any, out: Any) -> None:
    """out [D]: what a head of token n of `few` attends to, from its stretches."""
    mixed, highest, mass = parts
    top, total = np.float32(-1e30), np.float32(0)
    for stretch in range(PARTS):
        top = max(top, highest[n, stretch, head])
    for i in range(WIDTH):
        out[i] = np.float32(0)
    for stretch in range(PARTS):
        if mass[n, stretch, head] > 0:
            rate = exp(highest[n, stretch, head] - top)
            total += rate * mass[n, stretch, head]
            own = mixed[n, stretch, head]
            for i in range(WIDTH):
                out[i] += rate * own[i]
    total = np.float32(1) / total
    for i in range(WIDTH):
        out[i] *= total
