"""Passes over any number of tokens by register tiles: bytes times bytes, sums in float32.

Matrices are int8 with one scale a row; what they are multiplied with is made bytes too, with one scale for
every 64 columns of a token. Shape legend: T tokens, S tokens in the cache with them, H hidden, Q query
heads, G key/value heads, D = 64 head size, E experts of width M, F width of the shared one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import prange

from model_core.native import tiles
from model_core.native.attention import SLOTS, attend_few, attend_many, turned_around
from model_core.native.compiling import inline, parallel, serial
from model_core.native.exponential import exp
from model_core.native.kernels import attend, normalise_rows, route, turn, written

LANES = tiles.LANES
WIDTH = tiles.BLOCK
"""Rows of a matrix in a panel, and columns of one scale."""
_FEW = 4
"""Tokens from which keys are turned around first, and every expert sees every token."""
(_int1, _), (_int2, _), (_int3, _) = (tiles.integer_tile(rows) for rows in (1, 2, 3))
(_int4, _), (_int5, _), (_int6, _) = (tiles.integer_tile(rows) for rows in (4, 5, 6))


@inline
def _bytes(x: Any, start: Any, out: Any, scales: Any, block: Any) -> None:
    """64 numbers of x from `start` on as unsigned bytes around 128, and the scale of the block."""
    highest = np.float32(1e-20)
    for i in range(WIDTH):
        highest = max(highest, abs(x[start + i]))
    scales[block] = highest / np.float32(127)
    rate = np.float32(127) / highest
    for i in range(WIDTH):
        out[start + i] = np.uint8(np.int32(x[start + i] * rate + np.float32(128.5)))


@serial
def quantise(x: Any, out: Any, scales: Any) -> None:
    """x [T, C] as bytes [T, C] and scales [T, C / 64]."""
    for t in range(x.shape[0]):
        for block in range(x.shape[1] // WIDTH):
            _bytes(x[t], block * WIDTH, out[t], scales[t], block)


@inline
def panel(matrix: Any, x: Any, scales: Any, out: Any, row: Any, first: Any, count: Any, add: Any) -> None:
    """64 rows from `row` on of out [T, R], over `count` blocks of columns from `first` on."""
    weights, start, own = matrix
    tokens = x.shape[0]
    lane, step, s_step = row // LANES, weights.strides[0], start.strides[0]
    w = weights.ctypes.data + lane * step + first * LANES * WIDTH
    s = start.ctypes.data + lane * s_step + first * 4 * LANES
    o = own.ctypes.data + row * 4
    x_step, b_step, line = x.strides[0], scales.strides[0], out.strides[0]
    for t in range(0, tokens, tiles.MOST):
        a = x.ctypes.data + t * x_step + first * WIDTH
        b = scales.ctypes.data + t * b_step + first * 4
        c = out.ctypes.data + t * line + row * 4
        left = tokens - t
        if left == 1:
            _int1(w, step, s, s_step, a, x_step, b, b_step, count, o, c, line, add)
        elif left == 2:
            _int2(w, step, s, s_step, a, x_step, b, b_step, count, o, c, line, add)
        elif left == 3:
            _int3(w, step, s, s_step, a, x_step, b, b_step, count, o, c, line, add)
        else:
            for half in range(2):
                lanes = 2 * half
                wh, sh, oh, ch = w + lanes * step, s + lanes * s_step, o + 64 * lanes, c + 64 * lanes
                if left == 4:
                    _int4(wh, step, sh, s_step, a, x_step, b, b_step, count, oh, ch, line, add)
                elif left == 5:
                    _int5(wh, step, sh, s_step, a, x_step, b, b_step, count, oh, ch, line, add)
                else:
                    _int6(wh, step, sh, s_step, a, x_step, b, b_step, count, oh, ch, line, add)


@parallel
def _product(matrix: Any, x: Any, scales: Any, out: Any, rows: Any) -> None:
    """The first `rows` rows of out [T, R]: x [T, C], as bytes and scales, times the matrix transposed."""
    for at in prange(rows // WIDTH):
        panel(matrix, x, scales, out, at * WIDTH, 0, x.shape[1] // WIDTH, False)


@parallel
def _product_of_chosen(matrix: Any, x: Any, scales: Any, ids: Any, shared: Any, width: Any, out: Any) -> None:
    """out [T, 2 F + 2 E M] where it belongs to the shared expert or to those of `ids` [T, K]."""
    blocks, panels, each = x.shape[1] // WIDTH, 2 * shared // WIDTH, 2 * width // WIDTH
    for part in prange(panels + ids.size * each):
        if part < panels:
            panel(matrix, x, scales, out, part * WIDTH, 0, blocks, False)
        else:
            place, own = (part - panels) // each, (part - panels) % each
            t = place // ids.shape[1]
            row = 2 * shared + 2 * width * ids[t, place % ids.shape[1]] + own * WIDTH
            one = slice(t, t + 1)
            panel(matrix, x[one], scales[one], out[one], row, 0, blocks, False)


@parallel
def _sum_of_chosen(matrix: Any, x: Any, scales: Any, ids: Any, shared: Any, width: Any, out: Any) -> None:
    """out [T, H] from the columns of the shared expert and of those of `ids` [T, K] in x [T, F + E M]."""
    for part in prange(out.shape[1] // WIDTH):
        row = part * WIDTH
        panel(matrix, x, scales, out, row, 0, shared // WIDTH, False)
        for t in range(ids.shape[0]):
            for k in range(ids.shape[1]):
                first = (shared + width * ids[t, k]) // WIDTH
                one = slice(t, t + 1)
                panel(matrix, x[one], scales[one], out[one], row, first, width // WIDTH, True)


@inline
def swiglu(both: Any, gate: Any, up: Any, share: Any, inner: Any, at: Any, out: Any, scales: Any) -> None:
    """SwiGLU of 64 columns of one token, times its share of the expert, as bytes."""
    for i in range(WIDTH):
        value = both[gate + i]
        inner[at + i] = value / (np.float32(1) + exp(-value)) * both[up + i] * share
    _bytes(inner, at, out, scales, at // WIDTH)


@parallel
def _gated(
    both: Any, ids: Any, shares: Any, shared: Any, width: Any, inner: Any, out: Any, scales: Any
) -> None:
    """both [T, 2 F + 2 E M] -> inner states of experts [T, F + E M] as bytes; 0 for those not chosen."""
    for t in prange(both.shape[0]):
        for at in range(0, shared, WIDTH):
            swiglu(both[t], at, shared + at, np.float32(1), inner[t], at, out[t], scales[t])
        scales[t, shared // WIDTH :] = np.float32(0)
        for k in range(ids.shape[1]):
            for i in range(0, width, WIDTH):
                gate = 2 * shared + 2 * width * ids[t, k] + i
                at = shared + width * ids[t, k] + i
                swiglu(both[t], gate, gate + width, shares[t, k], inner[t], at, out[t], scales[t])


@serial
def _added(x: Any, more: Any) -> None:
    for t in range(x.shape[0]):
        for i in range(x.shape[1]):
            x[t, i] += more[t, i]


@serial
def _keep(joint: Any, heads: Any, store: Any, past: Any) -> None:
    """Keys and values of joint [T, Q + 2 G, D] into store [2, G, capacity, D]."""
    groups = store.shape[1]
    for t in range(joint.shape[0]):
        for g in range(groups):
            for i in range(joint.shape[2]):
                store[0, g, past + t, i] = written(store, joint[t, heads + g, i])
                store[1, g, past + t, i] = written(store, joint[t, heads + groups + g, i])


@serial
def _split(joint: Any, query: Any) -> None:
    """The queries of joint [T, Q + 2 G, D], scaled, as [Q, T, D]."""
    heads, tokens, size = query.shape
    for n in range(heads):
        for t in range(tokens):
            for i in range(size):
                query[n, t, i] = joint[t, n, i] * np.float32(size**-0.5)


@serial
def run(
    x: Any,
    cos: Any,
    sin: Any,
    store: Any,
    past: Any,
    norms: Any,
    epsilon: Any,
    qkv: Any,
    output: Any,
    inward: Any,
    outward: Any,
    router: Any,
    shape: Any,
    scale: Any,
    normalise: Any,
) -> Any:
    """x [T, H] through all layers and the last norm, keys and values added to the store at `past`.

    store [L, 2, G, capacity, D]; norms [2L + 1, H]; qkv, output, inward (to the experts) and outward: packed
    (weights, start, scale a row), router: (weights, bias), leading dimension L each; shape: (F, M, K).
    """
    shared, width, per_token = shape
    tokens, hidden = x.shape
    layers, _, groups, _, size = store.shape
    heads = output[0].shape[2] * 4 // size
    total = past + tokens
    blocks = (total + WIDTH - 1) // WIDTH
    normed = np.empty((tokens, hidden), np.float32)
    x_bytes, x_scales = np.empty((tokens, hidden), np.uint8), np.empty((tokens, hidden // WIDTH), np.float32)
    joint = np.empty((tokens, heads + 2 * groups, size), np.float32)
    query = np.empty((heads, tokens, size), np.float32)
    mixed = np.empty((tokens, heads, size), np.float32)
    scores = np.empty((min(tokens, _FEW), heads, total), np.float32)
    many_scores = np.empty((heads * SLOTS, tiles.MOST, blocks * WIDTH), np.float32)
    m_bytes = np.empty((tokens, heads * size), np.uint8)
    m_scales = np.empty((tokens, heads * size // WIDTH), np.float32)
    added = np.empty((tokens, hidden), np.float32)
    both = np.empty((tokens, inward[0].shape[1] * LANES), np.float32)
    inner = np.empty((tokens, outward[0].shape[2] * 4), np.float32)
    i_bytes = np.full(inner.shape, 128, np.uint8)
    i_scales = np.empty((tokens, inner.shape[1] // WIDTH), np.float32)
    across = np.empty((groups, blocks, size, WIDTH), np.float32)
    along = np.empty((groups, blocks * WIDTH, size), np.float32)
    ids = np.empty((tokens, per_token), np.int64)
    shares = np.empty((tokens, per_token), np.float32)
    for layer in range(layers):
        normalise_rows(x, norms[2 * layer], epsilon, normed)
        quantise(normed, x_bytes, x_scales)
        flat = joint.reshape(tokens, (heads + 2 * groups) * size)
        _product((qkv[0][layer], qkv[1][layer], qkv[2][layer]), x_bytes, x_scales, flat, flat.shape[1])
        turn(joint, heads + groups, cos, sin)
        _keep(joint, heads, store[layer], past)
        if tokens < _FEW and store.itemsize == 2:
            attend_few(joint[:, :heads], store[layer, 0], store[layer, 1], past, scores, mixed)
        elif tokens < _FEW:
            attend(joint[:, :heads], store[layer, 0], store[layer, 1], past, mixed)
        else:
            _split(joint, query)
            turned_around(store[layer, 0], store[layer, 1], total, across, along)
            attend_many(query, across, along, past, many_scores, mixed)
        quantise(mixed.reshape(tokens, heads * size), m_bytes, m_scales)
        _product((output[0][layer], output[1][layer], output[2][layer]), m_bytes, m_scales, added, hidden)
        _added(x, added)
        normalise_rows(x, norms[2 * layer + 1], epsilon, normed)
        quantise(normed, x_bytes, x_scales)
        if per_token > 0:
            route(normed, router[0][layer], router[1][layer], scale, normalise, ids, shares)
        into = (inward[0][layer], inward[1][layer], inward[2][layer])
        out_of = (outward[0][layer], outward[1][layer], outward[2][layer])
        if tokens < _FEW:
            _product_of_chosen(into, x_bytes, x_scales, ids, shared, width, both)
        else:
            _product(into, x_bytes, x_scales, both, both.shape[1])
        _gated(both, ids, shares, shared, width, inner, i_bytes, i_scales)
        if tokens < _FEW:
            _sum_of_chosen(out_of, i_bytes, i_scales, ids, shared, width, added)
        else:
            _product(out_of, i_bytes, i_scales, added, hidden)
        _added(x, added)
    normalise_rows(x, norms[2 * layers], epsilon, normed)
    return normed
