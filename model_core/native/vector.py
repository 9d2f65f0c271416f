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
from model_core.native.attention import SLOTS, attend_few, attend_many
from model_core.native.compiling import inline, parallel, serial
from model_core.native.exponential import exp
from model_core.native.kernels import normalise_rows, route, turn
from model_core.native.stores import keep, turned_around

LANES = tiles.LANES
WIDTH = tiles.BLOCK
"""Rows of a matrix in a panel, and columns of one scale."""
FEW = 4
"""Tokens from which keys are turned around first, and every expert sees every token."""
(_int1, _), (_int2, _), (_int3, _) = (tiles.integer_tile(rows) for rows in (1, 2, 3))
(_int4, _), (_int5, _), (_int6, _) = (tiles.integer_tile(rows) for rows in (4, 5, 6))


@inline
def _bytes(x: Any, out: Any) -> Any:
    """64 numbers as unsigned bytes around 128; returns their scale.

    Slices that begin where they are meant to, here and in `swiglu`: loops with offsets do not become vectors.
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
            scales[t, at // WIDTH] = _bytes(x[t, at : at + WIDTH], out[t, at : at + WIDTH])


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
def swiglu(both: Any, share: Any, inner: Any, out: Any, scales: Any) -> None:
    """One token's [2 M], gate first, to the inner states of an expert [M], times its share, as bytes."""
    width = inner.size
    for at in range(0, width, WIDTH):
        to, up_at = at + WIDTH, width + at
        gate, up, states = both[at:to], both[up_at : up_at + WIDTH], inner[at:to]
        for i in range(WIDTH):
            value = gate[i]
            states[i] = value / (np.float32(1) + exp(-value)) * up[i] * share
        scales[at // WIDTH] = _bytes(states, out[at:to])


@parallel
def _gated(
    both: Any, ids: Any, shares: Any, shared: Any, width: Any, inner: Any, out: Any, scales: Any
) -> None:
    """both [T, 2 F + 2 E M] -> inner states of experts [T, F + E M] as bytes; 0 for those not chosen."""
    for t in prange(both.shape[0]):
        one = np.float32(1)
        swiglu(both[t, : 2 * shared], one, inner[t, :shared], out[t, :shared], scales[t, : shared // WIDTH])
        scales[t, shared // WIDTH :] = np.float32(0)
        for k in range(ids.shape[1]):
            first = shared + width * ids[t, k]
            last, gate = first + width, 2 * first
            swiglu(
                both[t, gate : gate + 2 * width],
                shares[t, k],
                inner[t, first:last],
                out[t, first:last],
                scales[t, first // WIDTH : last // WIDTH],
            )


@serial
def _added(x: Any, more: Any) -> None:
    for t in range(x.shape[0]):
        for i in range(x.shape[1]):
            x[t, i] += more[t, i]


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
    spans: Any,
    begin: Any,
    pieces: Any,
    few: Any,
    like: Any,
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
    """x [T, H] of several sequences through all layers and the last norm; keys and values become theirs.

    spans [N, 4]: first token, tokens, tokens before, and whether it is attended for apart, because `few` does
    not name its tokens. For pieces see `stores`, for begin and few `attend_few`; the last piece of each
    counts its new tokens. `like`: an array of the type of the stores. norms [2L + 1, H]; qkv, output, inward
    (to the experts) and outward: packed (weights, start, scale a row), router: (weights, bias), leading
    dimension L each; shape: (F, M, K).
    """
    shared, width, per_token = shape
    tokens, hidden = x.shape
    layers = qkv[0].shape[0]
    heads, size = output[0].shape[2] * 4 // WIDTH, WIDTH
    groups = (qkv[0].shape[1] * LANES // size - heads) // 2
    longest = deepest = 0
    for n in range(spans.shape[0]):
        deepest = max(deepest, spans[n, 1] + spans[n, 2])
        if spans[n, 3]:
            longest = max(longest, spans[n, 1] + spans[n, 2])
    normed = np.empty((tokens, hidden), np.float32)
    x_bytes, x_scales = np.empty((tokens, hidden), np.uint8), np.empty((tokens, hidden // WIDTH), np.float32)
    joint = np.empty((tokens, heads + 2 * groups, size), np.float32)
    query = np.empty((heads, tokens, size), np.float32)
    mixed = np.empty((tokens, heads, size), np.float32)
    scores = np.empty((few.shape[0], heads, deepest), np.float32)
    most = (longest + WIDTH - 1) // WIDTH
    many_scores = np.empty((heads * SLOTS, tiles.MOST, most * WIDTH), np.float32)
    m_bytes = np.empty((tokens, heads * size), np.uint8)
    m_scales = np.empty((tokens, heads * size // WIDTH), np.float32)
    added = np.empty((tokens, hidden), np.float32)
    both = np.empty((tokens, inward[0].shape[1] * LANES), np.float32)
    inner = np.empty((tokens, outward[0].shape[2] * 4), np.float32)
    i_bytes = np.full(inner.shape, 128, np.uint8)
    i_scales = np.empty((tokens, inner.shape[1] // WIDTH), np.float32)
    across = np.empty((groups, most, size, WIDTH), np.float32)
    along = np.empty((groups, most * WIDTH, size), np.float32)
    ids = np.empty((tokens, per_token), np.int64)
    shares = np.empty((tokens, per_token), np.float32)
    for layer in range(layers):
        normalise_rows(x, norms[2 * layer], epsilon, normed)
        quantise(normed, x_bytes, x_scales)
        flat = joint.reshape(tokens, (heads + 2 * groups) * size)
        _product((qkv[0][layer], qkv[1][layer], qkv[2][layer]), x_bytes, x_scales, flat, flat.shape[1])
        turn(joint, heads + groups, cos, sin)
        for n in range(spans.shape[0]):
            first, count, past, is_long = spans[n]
            own, mine = joint[first : first + count], pieces[begin[n] : begin[n + 1]]
            keep(own, heads, mine[-1], layer, like)
            if is_long:
                _split(own, query[:, :count])
                blocks = (past + count + WIDTH - 1) // WIDTH
                turned_around(mine, layer, like, across[:, :blocks], along[:, : blocks * WIDTH])
                attend_many(query[:, :count], across, along, past, many_scores, mixed[first : first + count])
        if few.shape[0] > 0:
            attend_few(joint[:, :heads], few, begin, pieces, layer, groups, scores, mixed)
        quantise(mixed.reshape(tokens, heads * size), m_bytes, m_scales)
        _product((output[0][layer], output[1][layer], output[2][layer]), m_bytes, m_scales, added, hidden)
        _added(x, added)
        normalise_rows(x, norms[2 * layer + 1], epsilon, normed)
        quantise(normed, x_bytes, x_scales)
        if per_token > 0:
            route(normed, router[0][layer], router[1][layer], scale, normalise, ids, shares)
        into = (inward[0][layer], inward[1][layer], inward[2][layer])
        out_of = (outward[0][layer], outward[1][layer], outward[2][layer])
        if tokens < FEW:
            _product_of_chosen(into, x_bytes, x_scales, ids, shared, width, both)
        else:
            _product(into, x_bytes, x_scales, both, both.shape[1])
        _gated(both, ids, shares, shared, width, inner, i_bytes, i_scales)
        if tokens < FEW:
            _sum_of_chosen(out_of, i_bytes, i_scales, ids, shared, width, added)
        else:
            _product(out_of, i_bytes, i_scales, added, hidden)
        _added(x, added)
    normalise_rows(x, norms[2 * layers], epsilon, normed)
    return normed
