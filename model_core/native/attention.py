"""Causal attention by register tiles, for many tokens and for few.

Shape legend: T tokens, S tokens in the cache with them, Q query heads, G key/value heads, D = 64 head size,
B blocks of 64 tokens of the cache, MOST rows of a tile.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import prange

from model_core.native import tiles
from model_core.native.compiling import inline, parallel
from model_core.native.exponential import exp
from model_core.native.kernels import read

WIDTH = tiles.BLOCK
MOST = tiles.MOST
SLOTS = 2
"""Parts of a head's tokens that threads attend for apart."""
_ROWS = 3
"""Heads that read a key together where tokens are few."""
_PARTS = 4
"""Stretches of the cache that threads score apart."""
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


@parallel
def turned_around(keys: Any, values: Any, total: Any, across: Any, along: Any) -> None:
    """The first `total` keys as blocks [G, B, D, 64] and values as [G, 64 B, D], both in float32."""
    groups, blocks = across.shape[0], across.shape[1]
    for part in prange(groups * blocks):
        g, block = part // blocks, part % blocks
        first = block * WIDTH
        filled = min(WIDTH, total - first)
        for i in range(WIDTH):
            for s in range(filled):
                across[g, block, i, s] = read(keys[g, first + s, i])
            for s in range(filled, WIDTH):
                across[g, block, i, s] = np.float32(0)
        for s in range(WIDTH):
            for i in range(WIDTH):
                along[g, first + s, i] = read(values[g, first + s, i]) if s < filled else np.float32(0)


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


@parallel
def attend_many(query: Any, across: Any, along: Any, past: Any, scores: Any, out: Any) -> None:
    """Causal attention of query [Q, T, D], scaled, over what `turned_around` gives; out [T, Q, D].

    scores [SLOTS Q, MOST, 64 B] is written over. It is the caller's: numba frees an array of its own as soon
    as only its address is in use.
    """
    heads, tokens, _ = query.shape
    share = heads // across.shape[0]
    for part in prange(heads * SLOTS):
        head, own = part // SLOTS, scores[part]
        group = head // share
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
def _mixed(rows: Any, left: Any, left_step: Any, right: Any, count: Any, out: Any, out_step: Any) -> None:
    if rows == 1:
        _mixing1(left, left_step, right, count, out, out_step)
    elif rows == 2:
        _mixing2(left, left_step, right, count, out, out_step)
    else:
        _mixing3(left, left_step, right, count, out, out_step)


@parallel
def attend_few(query: Any, keys: Any, values: Any, past: Any, scores: Any, out: Any) -> None:
    """Causal attention of query [T, Q, D] over keys and values [G, capacity, D] in bfloat16; out [T, Q, D].

    scores [T, Q, S] is written over.
    """
    tokens, heads, size = query.shape
    groups = keys.shape[0]
    share, total = heads // groups, past + tokens
    stretch = (total + _PARTS - 1) // _PARTS
    rate = np.float32(size**-0.5)
    for part in prange(groups * _PARTS):
        group, first = part // _PARTS, part % _PARTS * stretch
        count = min(stretch, total - first)
        if count > 0:
            right = keys[group, first:].ctypes.data
            for t in range(tokens):
                for n in range(group * share, (group + 1) * share, _ROWS):
                    rows = min(_ROWS, (group + 1) * share - n)
                    left, place = query[t, n:].ctypes.data, scores[t, n:, first:].ctypes.data
                    _scored(rows, left, query.strides[1], right, count, place, scores.strides[1])
    for part in prange(groups * tokens):
        group, t = part // tokens, part % tokens
        seen = past + t + 1
        for n in range(group * share, (group + 1) * share):
            row = scores[t, n]
            for s in range(seen):
                row[s] *= rate
            _softmax(row, seen, total)
        for n in range(group * share, (group + 1) * share, _ROWS):
            rows = min(_ROWS, (group + 1) * share - n)
            left, place = scores[t, n:].ctypes.data, out[t, n:].ctypes.data
            _mixed(rows, left, scores.strides[1], values[group].ctypes.data, seen, place, out.strides[1])
