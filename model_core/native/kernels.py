"""Decoder passes over a few tokens as loops compiled for this processor: int8 weights, float32 sums.

All layers are one call, so that a decoding step costs what reading the weights costs. Shape legend as in
`model_core.model`; matrices of R rows and C columns are int8 with one float32 scale a row.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import prange, types
from numba.extending import overload

from model_core.native.compiling import parallel, serial

_PARTS = 8
"""Ranges of rows of a matrix, each small enough for a core's cache; no more threads than these share one."""


def read(value: Any) -> Any:
    """A stored key or value as float32; bfloat16 is stored as its upper sixteen bits."""
    raise NotImplementedError


@overload(read, inline="always")
def _read_typed(value: Any) -> Any:
    if value == types.uint16:

        def widened(value: Any) -> Any:
            return np.uint32(np.uint32(value) << np.uint32(16)).view(np.float32)

        return widened

    def same(value: Any) -> Any:
        return value

    return same


def written(store: Any, value: Any) -> Any:
    """A float32 as the store has it; bfloat16 is rounded to the nearest, ties to even."""
    raise NotImplementedError


@overload(written, inline="always")
def _written_typed(store: Any, value: Any) -> Any:  # noqa: ARG001 - its type is not asked for
    if store.dtype == types.uint16:

        def rounded(store: Any, value: Any) -> Any:  # noqa: ARG001 - the names have to agree
            bits = np.float32(value).view(np.uint32)
            odd = (bits >> np.uint32(16)) & np.uint32(1)
            return np.uint16((bits + np.uint32(0x7FFF) + odd) >> np.uint32(16))

        return rounded

    def same(store: Any, value: Any) -> Any:  # noqa: ARG001 - the names have to agree
        return value

    return same


@serial
def _one(weights: Any, scales: Any, x: Any, out: Any, start: Any, stop: Any) -> None:
    """Rows `start` to `stop` of out [R] for one token x [C]; four distant rows are read at a time.

    Memory answers several streams at once faster than one after the other.
    """
    stride = (stop - start) // 4
    for r in range(start, start + stride):
        a, b, c, d = np.float32(0), np.float32(0), np.float32(0), np.float32(0)
        ra, rb, rc, rd = weights[r], weights[r + stride], weights[r + 2 * stride], weights[r + 3 * stride]
        for i in range(x.shape[0]):
            value = x[i]
            a += np.float32(ra[i]) * value
            b += np.float32(rb[i]) * value
            c += np.float32(rc[i]) * value
            d += np.float32(rd[i]) * value
        out[r], out[r + stride] = a * scales[r], b * scales[r + stride]
        out[r + 2 * stride], out[r + 3 * stride] = c * scales[r + 2 * stride], d * scales[r + 3 * stride]
    for r in range(start + 4 * stride, stop):
        a, ra = np.float32(0), weights[r]
        for i in range(x.shape[0]):
            a += np.float32(ra[i]) * x[i]
        out[r] = a * scales[r]


@serial
def _two(weights: Any, scales: Any, x: Any, y: Any, out: Any, more: Any, start: Any, stop: Any) -> None:
    """The same for two tokens x and y, which share each weight that is read."""
    stride = (stop - start) // 4
    for r in range(start, start + stride):
        a, b, c, d = np.float32(0), np.float32(0), np.float32(0), np.float32(0)
        e, f, g, h = np.float32(0), np.float32(0), np.float32(0), np.float32(0)
        ra, rb, rc, rd = weights[r], weights[r + stride], weights[r + 2 * stride], weights[r + 3 * stride]
        for i in range(x.shape[0]):
            value, other = x[i], y[i]
            wa, wb, wc, wd = np.float32(ra[i]), np.float32(rb[i]), np.float32(rc[i]), np.float32(rd[i])
            a += wa * value
            b += wb * value
            c += wc * value
            d += wd * value
            e += wa * other
            f += wb * other
            g += wc * other
            h += wd * other
        out[r], out[r + stride] = a * scales[r], b * scales[r + stride]
        out[r + 2 * stride], out[r + 3 * stride] = c * scales[r + 2 * stride], d * scales[r + 3 * stride]
        more[r], more[r + stride] = e * scales[r], f * scales[r + stride]
        more[r + 2 * stride], more[r + 3 * stride] = g * scales[r + 2 * stride], h * scales[r + 3 * stride]
    rest = start + 4 * stride
    _one(weights, scales, x, out, rest, stop)
    _one(weights, scales, y, more, rest, stop)


@parallel
def product(weights: Any, scales: Any, x: Any, out: Any) -> None:
    """out [T, R] = x [T, C] times the transpose of weights [R, C]."""
    rows = weights.shape[0]
    for part in prange(_PARTS):
        start, stop = rows * part // _PARTS, rows * (part + 1) // _PARTS
        for t in range(0, x.shape[0] - 1, 2):
            _two(weights, scales, x[t], x[t + 1], out[t], out[t + 1], start, stop)
        if x.shape[0] % 2:
            _one(weights, scales, x[-1], out[-1], start, stop)


@serial
def normalise_rows(x: Any, weight: Any, epsilon: Any, out: Any) -> None:
    """Root-mean-square normalisation of x [T, H]."""
    for t in range(x.shape[0]):
        total = np.float32(0)
        for i in range(x.shape[1]):
            total += x[t, i] * x[t, i]
        factor = np.float32(1) / np.sqrt(total / np.float32(x.shape[1]) + epsilon)
        for i in range(x.shape[1]):
            out[t, i] = x[t, i] * factor * weight[i]


@serial
def turn(heads: Any, count: Any, cos: Any, sin: Any) -> None:
    """Rotary positions on the first of heads [T, N, D], in place; cos and sin are [T, D/2]."""
    half = cos.shape[1]
    for t in range(heads.shape[0]):
        for n in range(count):
            for i in range(half):
                low, high = heads[t, n, i], heads[t, n, i + half]
                heads[t, n, i] = low * cos[t, i] - high * sin[t, i]
                heads[t, n, i + half] = high * cos[t, i] + low * sin[t, i]


@parallel
def attend(query: Any, keys: Any, values: Any, past: Any, out: Any) -> None:
    """Causal attention of query [T, Q, D] over keys and values [G, S, D]; out [T, Q, D]."""
    tokens, heads, size = query.shape
    share = heads // keys.shape[0]
    for n in prange(heads):
        key, value = keys[n // share], values[n // share]
        scores = np.empty(past + tokens, np.float32)
        for t in range(tokens):
            seen = past + t + 1
            one = query[t, n]
            highest = np.float32(-1e30)
            for s in range(seen):
                total = np.float32(0)
                for i in range(size):
                    total += one[i] * read(key[s, i])
                scores[s] = total * np.float32(size**-0.5)
                highest = max(highest, scores[s])
            mass = np.float32(0)
            for s in range(seen):
                scores[s] = np.exp(scores[s] - highest)
                mass += scores[s]
            line = out[t, n]
            line[:] = np.float32(0)
            for s in range(seen):
                weight = scores[s] / mass
                for i in range(size):
                    line[i] += weight * read(value[s, i])


@serial
def _gated(both: Any, out: Any) -> None:
    """SwiGLU: both [T, 2I], gate first -> out [T, I]."""
    width = out.shape[1]
    for t in range(both.shape[0]):
        for i in range(width):
            gate = both[t, i]
            out[t, i] = gate / (np.float32(1) + np.exp(-gate)) * both[t, i + width]


@serial
def route(x: Any, router: Any, bias: Any, scale: Any, normalise: Any, ids: Any, shares: Any) -> None:
    """The K best experts of x [T, H] by sigmoid score plus bias; their shares are the scores alone."""
    count = router.shape[0]
    scores = np.empty(count, np.float32)
    for t in range(x.shape[0]):
        for e in range(count):
            total = np.float32(0)
            for i in range(x.shape[1]):
                total += router[e, i] * x[t, i]
            scores[e] = np.float32(1) / (np.float32(1) + np.exp(-total))
        mass = np.float32(0)
        for k in range(ids.shape[1]):
            best = -1
            for e in range(count):
                taken = False
                for earlier in range(k):
                    taken = taken or ids[t, earlier] == e
                if not taken and (best < 0 or scores[e] + bias[e] > scores[best] + bias[best]):
                    best = e
            ids[t, k] = best
            shares[t, k] = scores[best]
            mass += scores[best]
        for k in range(ids.shape[1]):
            shares[t, k] *= scale / (mass + np.float32(1e-20)) if normalise else scale


@parallel
def _experts(
    x: Any, ids: Any, shares: Any, gate_up: Any, gate_up_scale: Any, down: Any, down_scale: Any, out: Any
) -> None:
    """Each chosen expert's SwiGLU of its token, weighted; out [T, K, H].

    gate_up [E, 2M, H], down [E, H, M].
    """
    chosen, width = ids.shape[1], down.shape[2]
    for place in prange(x.shape[0] * chosen):
        t, k = place // chosen, place % chosen
        expert = ids[t, k]
        both = np.empty((1, 2 * width), np.float32)
        inner = np.empty((1, width), np.float32)
        _one(gate_up[expert], gate_up_scale[expert], x[t], both[0], 0, 2 * width)
        _gated(both, inner)
        for i in range(width):
            inner[0, i] *= shares[t, k]
        _one(down[expert], down_scale[expert], inner[0], out[t, k], 0, down.shape[1])


@serial
def run(
    x: Any,
    cos: Any,
    sin: Any,
    store: Any,
    past: Any,
    norms: Any,
    epsilon: Any,
    attention: Any,
    shared: Any,
    routed: Any,
    router: Any,
    per_token: Any,
    scale: Any,
    normalise: Any,
) -> Any:
    """x [T, H] through all layers and the last norm, keys and values added to the store at `past`.

    store [L, 2, G, capacity, D]; norms [2L + 1, H]; attention: (qkv, scale, output, scale); shared: (gate_up,
    scale, down, scale); routed: the same with experts; router: (weights, bias). Leading dimension L each.
    """
    qkv, qkv_scale, output, output_scale = attention
    gate_up, gate_up_scale, down, down_scale = shared
    expert_in, expert_in_scale, expert_out, expert_out_scale = routed
    tokens, hidden = x.shape
    layers, _, groups, _, size = store.shape
    heads = output.shape[2] // size
    normed = np.empty((tokens, hidden), np.float32)
    joint = np.empty((tokens, qkv.shape[1]), np.float32)
    query = np.empty((tokens, heads, size), np.float32)
    mixed = np.empty((tokens, heads, size), np.float32)
    added = np.empty((tokens, hidden), np.float32)
    both = np.empty((tokens, gate_up.shape[1]), np.float32)
    inner = np.empty((tokens, gate_up.shape[1] // 2), np.float32)
    ids = np.empty((tokens, per_token), np.int64)
    shares = np.empty((tokens, per_token), np.float32)
    parts = np.empty((tokens, per_token, hidden), np.float32)
    for layer in range(layers):
        normalise_rows(x, norms[2 * layer], epsilon, normed)
        product(qkv[layer], qkv_scale[layer], normed, joint)
        rows = joint.reshape(tokens, heads + 2 * groups, size)
        turn(rows, heads + groups, cos, sin)
        for t in range(tokens):
            query[t] = rows[t, :heads]
            for g in range(groups):
                for i in range(size):
                    store[layer, 0, g, past + t, i] = written(store, rows[t, heads + g, i])
                    store[layer, 1, g, past + t, i] = written(store, rows[t, heads + groups + g, i])
        attend(query, store[layer, 0], store[layer, 1], past, mixed)
        product(output[layer], output_scale[layer], mixed.reshape(tokens, heads * size), added)
        for t in range(tokens):
            for i in range(hidden):
                x[t, i] += added[t, i]
        normalise_rows(x, norms[2 * layer + 1], epsilon, normed)
        product(gate_up[layer], gate_up_scale[layer], normed, both)
        _gated(both, inner)
        product(down[layer], down_scale[layer], inner, added)
        if per_token > 0:
            weights, bias = router
            route(normed, weights[layer], bias[layer], scale, normalise, ids, shares)
            _experts(
                normed, ids, shares, expert_in[layer], expert_in_scale[layer], expert_out[layer],
                expert_out_scale[layer], parts,
            )  # fmt: skip
        for t in range(tokens):
            for i in range(hidden):
                total = x[t, i] + added[t, i]
                for k in range(per_token):
                    total += parts[t, k, i]
                x[t, i] = total
    normalise_rows(x, norms[2 * layers], epsilon, normed)
    return normed
