"""Products by register tiles: bytes times bytes, sums in float32.

Matrices are int8 with one scale a row; what they are multiplied with is made bytes too, with one scale for
every 64 columns of a token. Shape legend: T tokens, C columns, R rows of a matrix, M width of an expert.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from model_core.native import tiles
from model_core.native.compiling import inline, serial
from model_core.native.exponential import exp

LANES = tiles.LANES
WIDTH = tiles.BLOCK
"""Rows of a matrix in a panel, and columns of one scale."""
_int1, _int2, _int3, _int4, _int5, _int6 = (tiles.integer_tile(rows) for rows in range(1, 7))


@inline
def as_bytes(x: Any, out: Any) -> Any:
    """64 numbers as unsigned bytes around 128; returns their scale.

    Slices that begin where they are meant to, here and in `gated`: loops with offsets do not become vectors.
    """
    highest = np.float32(1e-20)
    for i in range(WIDTH):
        highest = max(highest, abs(x[i]))
    rate = np.float32(127) / highest
    for i in range(WIDTH):
        out[i] = np.uint8(np.int32(x[i] * rate + np.float32(128.5)))
    return highest / np.float32(127)


@serial
def quantise(x: Any, out: Any, scales: Any) -> None:
    """x [T, C] as bytes [T, C] and scales [T, C / 64]."""
    for t in range(x.shape[0]):
        for at in range(0, x.shape[1], WIDTH):
            scales[t, at // WIDTH] = as_bytes(x[t, at : at + WIDTH], out[t, at : at + WIDTH])


@serial
def panel(matrix: Any, x: Any, scales: Any, out: Any, row: Any, first: Any, count: Any, add: Any) -> None:
    """64 rows from `row` on of out [T, R], over `count` blocks of columns from `first` on."""
    weights, start, own = matrix
    tokens, at = x.shape[0], row // WIDTH
    w, s = weights[at, first:].ctypes.data, start[at, first:].ctypes.data
    o = own.ctypes.data + row * 4
    x_step, b_step, line = x.strides[0], scales.strides[0], out.strides[0]
    for t in range(0, tokens, tiles.MOST):
        a = x.ctypes.data + t * x_step + first * WIDTH
        b = scales.ctypes.data + t * b_step + first * 4
        c = out.ctypes.data + t * line + row * 4
        left = tokens - t
        if left == 1:
            _int1(w, s, a, x_step, b, b_step, count, o, c, line, add)
        elif left == 2:
            _int2(w, s, a, x_step, b, b_step, count, o, c, line, add)
        elif left == 3:
            _int3(w, s, a, x_step, b, b_step, count, o, c, line, add)
        else:
            for half in range(2):
                lanes = 2 * half * LANES
                wh, sh, oh, ch = w + lanes * WIDTH, s + lanes * 2, o + lanes * 4, c + lanes * 4
                if left == 4:
                    _int4(wh, sh, a, x_step, b, b_step, count, oh, ch, line, add)
                elif left == 5:
                    _int5(wh, sh, a, x_step, b, b_step, count, oh, ch, line, add)
                else:
                    _int6(wh, sh, a, x_step, b, b_step, count, oh, ch, line, add)


@inline
def gated(gate: Any, up: Any, share: Any, states: Any, out: Any) -> Any:
    """64 inner states of an expert by SwiGLU, times its share, as bytes; returns their scale."""
    for i in range(WIDTH):
        value = gate[i]
        states[i] = value / (np.float32(1) + exp(-value)) * up[i] * share
    return as_bytes(states, out)


@inline
def swiglu(both: Any, share: Any, inner: Any, out: Any, scales: Any) -> None:
    """One token's [2 M], gate first, to the inner states of an expert [M], times its share, as bytes."""
    width = inner.size
    for at in range(0, width, WIDTH):
        to, up_at = at + WIDTH, width + at
        up = both[up_at : up_at + WIDTH]
        scales[at // WIDTH] = gated(both[at:to], up, share, inner[at:to], out[at:to])
