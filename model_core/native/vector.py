"""Passes over any number of tokens by register tiles: bytes times bytes, sums in float32.

Matrices are int8 with one scale a row; what they are multiplied with is made bytes too, with one scale for
every 64 columns of a token. Shape legend: T tokens, S tokens in the cache with them, H hidden, Q query
heads, G key/value heads, D = 64 head size, E experts of width M, F width of the shared one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

from model_core.native import tiles
from model_core.native.kernels import FAST, attend, normalise_rows, read, route, turn, written

_serial = njit(fastmath=FAST, cache=True, nogil=True, error_model="numpy")
_inline = njit(fastmath=FAST, cache=True, nogil=True, error_model="numpy", inline="always")
_parallel = njit(fastmath=FAST, cache=True, nogil=True, error_model="numpy", parallel=True)
LANES = tiles.LANES
WIDTH = tiles.BLOCK
"""Rows of a matrix in a panel, and columns of one scale."""
_FEW = 4
"""Tokens from which keys are turned around first, and every expert sees every token."""
(_int1, _), (_int2, _), (_int3, _) = (tiles.integer_tile(rows) for rows in (1, 2, 3))
(_int4, _), (_int5, _), (_int6, _) = (tiles.integer_tile(rows) for rows in (4, 5, 6))
_float1, _float2, _float3, _float4, _float5, _float6 = (tiles.float_tile(rows) for rows in range(1, 7))


@_inline
def _exp(x: Any) -> Any:
    """e to the power of x, at most 87 in size, within 3e-7 of it; unlike the library's it becomes vectors."""
    x = min(max(x, np.float32(-87)), np.float32(87))
    whole = np.floor(x * np.float32(1.4426950408889634) + np.float32(0.5))
    rest = x - whole * np.float32(0.693359375) + whole * np.float32(2.12194440e-4)
    series = np.float32(1 / 5040)
    for factor in (1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1.0, 1.0):
        series = series * rest + np.float32(factor)
    return series * np.int32((np.int32(whole) + np.int32(127)) << np.int32(23)).view(np.float32)


@_serial
def exponentials(x: Any) -> Any:
    """e to the power of each of x [N]."""
    out = np.empty_like(x)
    for i in range(x.shape[0]):
        out[i] = _exp(x[i])
    return out


@_inline
def _bytes(x: Any, start: Any, out: Any, scales: Any, block: Any) -> None:
    """64 numbers of x from `start` on as unsigned bytes around 128, and the scale of the block."""
    highest = np.float32(1e-20)
    for i in range(WIDTH):
        highest = max(highest, abs(x[start + i]))
    scales[block] = highest / np.float32(127)
    rate = np.float32(127) / highest
    for i in range(WIDTH):
        out[start + i] = np.uint8(np.int32(x[start + i] * rate + np.float32(128.5)))


@_serial
def quantise(x: Any, out: Any, scales: Any) -> None:
    """x [T, C] as bytes [T, C] and scales [T, C / 64]."""
    for t in range(x.shape[0]):
        for block in range(x.shape[1] // WIDTH):
            _bytes(x[t], block * WIDTH, out[t], scales[t], block)


@_inline
def _panel(matrix: Any, x: Any, scales: Any, out: Any, row: Any, first: Any, count: Any, add: Any) -> None:
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


@_parallel
def _product(matrix: Any, x: Any, scales: Any, out: Any, rows: Any) -> None:
    """The first `rows` rows of out [T, R]: x [T, C], as bytes and scales, times the matrix transposed."""
    for panel in prange(rows // WIDTH):
        _panel(matrix, x, scales, out, panel * WIDTH, 0, x.shape[1] // WIDTH, False)


@_parallel
def _product_of_chosen(matrix: Any, x: Any, scales: Any, ids: Any, shared: Any, width: Any, out: Any) -> None:
    """out [T, 2 F + 2 E M] where it belongs to the shared expert or to those of `ids` [T, K]."""
    blocks, panels, each = x.shape[1] // WIDTH, 2 * shared // WIDTH, 2 * width // WIDTH
    for part in prange(panels + ids.size * each):
        if part < panels:
            _panel(matrix, x, scales, out, part * WIDTH, 0, blocks, False)
        else:
            place, panel = (part - panels) // each, (part - panels) % each
            t = place // ids.shape[1]
            row = 2 * shared + 2 * width * ids[t, place % ids.shape[1]] + panel * WIDTH
            one = slice(t, t + 1)
            _panel(matrix, x[one], scales[one], out[one], row, 0, blocks, False)


@_parallel
def _sum_of_chosen(matrix: Any, x: Any, scales: Any, ids: Any, shared: Any, width: Any, out: Any) -> None:
    """out [T, H] from the columns of the shared expert and of those of `ids` [T, K] in x [T, F + E M]."""
    for panel in prange(out.shape[1] // WIDTH):
        row = panel * WIDTH
        _panel(matrix, x, scales, out, row, 0, shared // WIDTH, False)
        for t in range(ids.shape[0]):
            for k in range(ids.shape[1]):
                first = (shared + width * ids[t, k]) // WIDTH
                one = slice(t, t + 1)
                _panel(matrix, x[one], scales[one], out[one], row, first, width // WIDTH, True)


@_inline
def _gate(both: Any, gate: Any, up: Any, share: Any, inner: Any, at: Any, out: Any, scales: Any) -> None:
    """SwiGLU of 64 columns of one token, times its share of the expert, as bytes."""
    for i in range(WIDTH):
        value = both[gate + i]
        inner[at + i] = value / (np.float32(1) + _exp(-value)) * both[up + i] * share
    _bytes(inner, at, out, scales, at // WIDTH)


@_parallel
def _gated(
    both: Any, ids: Any, shares: Any, shared: Any, width: Any, inner: Any, out: Any, scales: Any
) -> None:
    """both [T, 2 F + 2 E M] -> inner states of experts [T, F + E M] as bytes; 0 for those not chosen."""
    for t in prange(both.shape[0]):
        for at in range(0, shared, WIDTH):
            _gate(both[t], at, shared + at, np.float32(1), inner[t], at, out[t], scales[t])
        scales[t, shared // WIDTH :] = np.float32(0)
        for k in range(ids.shape[1]):
            for i in range(0, width, WIDTH):
                gate = 2 * shared + 2 * width * ids[t, k] + i
                at = shared + width * ids[t, k] + i
                _gate(both[t], gate, gate + width, shares[t, k], inner[t], at, out[t], scales[t])


@_inline
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


@_parallel
def _turned_around(keys: Any, values: Any, total: Any, across: Any, along: Any) -> None:
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


@_inline
def _softmax(scores: Any, seen: Any, end: Any) -> None:
    """The first `seen` scores as shares of one, the others up to `end` as nothing."""
    highest = np.float32(-1e30)
    for s in range(seen):
        highest = max(highest, scores[s])
    mass = np.float32(0)
    for s in range(seen):
        scores[s] = _exp(scores[s] - highest)
        mass += scores[s]
    rate = np.float32(1) / mass
    for s in range(seen):
        scores[s] *= rate
    for s in range(seen, end):
        scores[s] = np.float32(0)


@_parallel
def _attend_many(query: Any, across: Any, along: Any, past: Any, out: Any) -> None:
    """Causal attention of query [Q, T, D], scaled, over what `_turned_around` gives; out [T, Q, D]."""
    heads, tokens, _ = query.shape
    share = heads // across.shape[0]
    parts = (tokens + tiles.MOST - 1) // tiles.MOST
    for part in prange(heads * parts):
        head, first = part // parts, part % parts * tiles.MOST
        group = head // share
        rows = min(tiles.MOST, tokens - first)
        blocks = (past + first + rows + WIDTH - 1) // WIDTH
        scores = np.empty((tiles.MOST, blocks * WIDTH), np.float32)
        left, line = query[head, first:].ctypes.data, scores.strides[0]
        for block in range(blocks):
            place = scores.ctypes.data + block * 4 * WIDTH
            _floats(rows, left, query.strides[1], across[group, block].ctypes.data, WIDTH, place, line)
        for r in range(rows):
            _softmax(scores[r], past + first + r + 1, blocks * WIDTH)
        place = out[first:, head].ctypes.data
        _floats(
            rows, scores.ctypes.data, line, along[group].ctypes.data, blocks * WIDTH, place, out.strides[0]
        )


@_serial
def _added(x: Any, more: Any) -> None:
    for t in range(x.shape[0]):
        for i in range(x.shape[1]):
            x[t, i] += more[t, i]


@_serial
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
    few = np.empty((tokens, heads, size), np.float32)
    mixed = np.empty((tokens, heads, size), np.float32)
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
        for t in range(tokens):
            for g in range(groups):
                for i in range(size):
                    store[layer, 0, g, past + t, i] = written(store, joint[t, heads + g, i])
                    store[layer, 1, g, past + t, i] = written(store, joint[t, heads + groups + g, i])
        if tokens < _FEW:
            few[:] = joint[:, :heads]
            attend(few, store[layer, 0], store[layer, 1], past, mixed)
        else:
            for t in range(tokens):
                for n in range(heads):
                    for i in range(size):
                        query[n, t, i] = joint[t, n, i] * np.float32(size**-0.5)
            _turned_around(store[layer, 0], store[layer, 1], total, across, along)
            _attend_many(query, across, along, past, mixed)
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
