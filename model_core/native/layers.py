"""Passes over any number of tokens through all layers, by threads that stay together.

Shape legend: T tokens, H hidden, Q query heads, G key/value heads, D = 64 head size, L layers, E experts of
width M of which a token has K, F width of the shared one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import prange

from model_core.native import tiles
from model_core.native.attention import PARTS, SLOTS, attend_few, attend_many, join_parts
from model_core.native.compiling import inline, parallel, serial
from model_core.native.kernels import normalise_rows, route
from model_core.native.stores import keep, turn_around
from model_core.native.team import join, share, stretch, wait
from model_core.native.vector import WIDTH, as_bytes, gated, panel, quantise

FEW = 4
"""Tokens from which keys are turned around first, and every expert sees every token."""


@inline
def _turned(head: Any, cos: Any, sin: Any) -> None:
    """One head [D] of one token, turned by where the token is; cos and sin [D / 2]."""
    half = WIDTH // 2
    low, high = head[:half], head[half:]
    for i in range(half):
        first, second = low[i], high[i]
        low[i] = first * cos[i] - second * sin[i]
        high[i] = second * cos[i] + first * sin[i]


@serial
def _normalised(me: Any, size: Any, x: Any, norm: Any, epsilon: Any, normed: Any, own: Any) -> None:
    """x [T, H] normalised, and the same as bytes and scales."""
    mine = stretch(me, size, x.shape[0])
    normalise_rows(x[mine], norm, epsilon, normed[mine])
    quantise(normed[mine], own[0][mine], own[1][mine])


@serial
def _heads(
    me: Any,
    size: Any,
    matrix: Any,
    x: Any,
    cos: Any,
    sin: Any,
    spans: Any,
    begin: Any,
    pieces: Any,
    layer: Any,
    like: Any,
    joint: Any,
    query: Any,
) -> None:
    """Queries [Q, T, D], scaled, and keys and values into their pieces, from x (bytes, scales)."""
    x_bytes, x_scales = x
    heads, tokens, _ = query.shape
    groups = (joint.shape[1] // WIDTH - heads) // 2
    rate = np.float32(WIDTH**-0.5)
    for head in share(me, size, heads + 2 * groups):
        row = head * WIDTH
        panel(matrix, x_bytes, x_scales, joint, row, 0, x_bytes.shape[1] // WIDTH, False)
        if head < heads + groups:
            for t in range(tokens):
                _turned(joint[t, row : row + WIDTH], cos[t], sin[t])
        if head < heads:
            for t in range(tokens):
                line, own = joint[t, row : row + WIDTH], query[head, t]
                for i in range(WIDTH):
                    own[i] = line[i] * rate
        else:
            values, group = (head - heads) // groups, (head - heads) % groups
            for n in range(spans.shape[0]):
                first, count, piece = spans[n, 0], spans[n, 1], pieces[begin[n + 1] - 1]
                for t in range(count):
                    line = joint[first + t, row : row + WIDTH]
                    keep(line, piece, layer, values, group, groups, piece[2] - count + t, like)


@serial
def _attended(
    me: Any,
    size: Any,
    state: Any,
    spans: Any,
    begin: Any,
    pieces: Any,
    few: Any,
    layer: Any,
    like: Any,
    query: Any,
    scores: Any,
    parts: Any,
    many: Any,
    sent: Any,
) -> None:
    """What the heads of all tokens attend to, as sent: (numbers [T, Q, D], bytes [T, Q D], scales [T, Q])."""
    mixed, mixed_bytes, mixed_scales = sent
    across, along, many_scores = many
    heads, tokens, _ = query.shape
    groups = across.shape[0]
    for n in range(spans.shape[0]):
        first, count, past, is_long = spans[n]
        if is_long:
            last, blocks = first + count, (past + count + WIDTH - 1) // WIDTH
            turn_around(me, size, pieces[begin[n] : begin[n + 1]], layer, like, across, along, blocks)
            wait(state, size)
            attend_many(me, size, query[:, first:last], across, along, past, many_scores, mixed[first:last])
            wait(state, size)
    if few.shape[0] > 0:
        attend_few(me, size, query, few, begin, pieces, layer, groups, scores, parts)
        wait(state, size)
        for part in share(me, size, few.shape[0] * heads):
            n, head = part // heads, part % heads
            join_parts(n, head, parts, mixed[few[n, 0], head])
        if few.shape[0] < tokens:  # else each goes on with what it has just joined
            wait(state, size)
    for part in share(me, size, tokens * heads):
        t, head = part // heads, part % heads
        mixed_scales[t, head] = as_bytes(mixed[t, head], mixed_bytes[t, head * WIDTH : (head + 1) * WIDTH])


@serial
def _inner(
    me: Any, size: Any, matrix: Any, x: Any, ids: Any, shares: Any, widths: Any, both: Any, inner: Any
) -> None:
    """Inner states [T, F + E M] as (states, bytes, scales) of the shared expert and of those of ids [T, K].

    With many tokens, all experts compute for all: those that were not chosen count nothing.
    both [T, 2 F + 2 E M] is written over.
    """
    x_bytes, x_scales = x
    states, out, scales = inner
    shared, width = widths
    tokens, chosen = ids.shape
    blocks, each = x_bytes.shape[1] // WIDTH, width // WIDTH
    parts, one = shared // WIDTH, np.float32(1)
    experts = scales.shape[1] - parts
    for part in share(me, size, parts + (tokens * chosen * each if tokens < FEW else experts)):
        if part < parts:
            first = part * WIDTH
            panel(matrix, x_bytes, x_scales, both, first, 0, blocks, False)
            panel(matrix, x_bytes, x_scales, both, shared + first, 0, blocks, False)
            for t in range(tokens):
                gate, up = both[t, first : first + WIDTH], both[t, shared + first : shared + first + WIDTH]
                place = states[t, first : first + WIDTH], out[t, first : first + WIDTH]
                scales[t, part] = gated(gate, up, one, place[0], place[1])
            continue
        if tokens < FEW:
            at, own = (part - parts) // each, (part - parts) % each
            low, high = at // chosen, at // chosen + 1
            expert = ids[low, at % chosen]
        else:
            low, high = 0, tokens
            expert, own = (part - parts) // each, (part - parts) % each
        first = shared + width * expert + own * WIDTH
        row = 2 * (shared + width * expert) + own * WIDTH
        up_row = row + width
        panel(matrix, x_bytes[low:high], x_scales[low:high], both[low:high], row, 0, blocks, False)
        panel(matrix, x_bytes[low:high], x_scales[low:high], both[low:high], up_row, 0, blocks, False)
        for t in range(low, high):
            scales[t, first // WIDTH] = np.float32(0)
            for k in range(chosen):
                if ids[t, k] == expert:
                    gate, up = both[t, row : row + WIDTH], both[t, up_row : up_row + WIDTH]
                    place = states[t, first : first + WIDTH], out[t, first : first + WIDTH]
                    scales[t, first // WIDTH] = gated(gate, up, shares[t, k], place[0], place[1])


@serial
def _added(me: Any, size: Any, matrix: Any, inner: Any, ids: Any, widths: Any, x: Any) -> None:
    """x [T, H] plus what the shared expert and those of ids [T, K] make of their inner states."""
    _, states, scales = inner
    shared, width = widths
    tokens, chosen = ids.shape
    for part in share(me, size, x.shape[1] // WIDTH):
        row = part * WIDTH
        if tokens >= FEW:
            panel(matrix, states, scales, x, row, 0, states.shape[1] // WIDTH, True)
            continue
        panel(matrix, states, scales, x, row, 0, shared // WIDTH, True)
        for t in range(tokens):
            one = slice(t, t + 1)
            for k in range(chosen):
                first = (shared + width * ids[t, k]) // WIDTH
                panel(matrix, states[one], scales[one], x[one], row, first, width // WIDTH, True)


@serial
def _through(
    me: Any,
    state: Any,
    wanted: Any,
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
    widths: Any,
    scale: Any,
    normalise: Any,
    normed: Any,
    own: Any,
    joint: Any,
    query: Any,
    scores: Any,
    parts: Any,
    many: Any,
    sent: Any,
    both: Any,
    inner: Any,
    chosen: Any,
) -> None:
    """One thread's way through all layers; from `normed`, which has the result, on all is written over."""
    size = join(state, wanted)
    if size == 0:
        return
    if size == 1:
        me = 0
    ids, shares = chosen
    layers = qkv[0].shape[0]
    for layer in range(layers):
        _normalised(me, size, x, norms[2 * layer], epsilon, normed, own)
        wait(state, size)
        into = (qkv[0][layer], qkv[1][layer], qkv[2][layer])
        _heads(me, size, into, own, cos, sin, spans, begin, pieces, layer, like, joint, query)
        wait(state, size)
        _attended(me, size, state, spans, begin, pieces, few, layer, like, query, scores, parts, many, sent)
        wait(state, size)
        into = (output[0][layer], output[1][layer], output[2][layer])
        for part in share(me, size, x.shape[1] // WIDTH):
            panel(into, sent[1], sent[2], x, part * WIDTH, 0, query.shape[0], True)
        wait(state, size)
        _normalised(me, size, x, norms[2 * layer + 1], epsilon, normed, own)
        if ids.shape[1] > 0:
            mine = stretch(me, size, x.shape[0])
            weights, bias = router[0][layer], router[1][layer]
            route(normed[mine], weights, bias, scale, normalise, ids[mine], shares[mine])
        wait(state, size)
        into = (inward[0][layer], inward[1][layer], inward[2][layer])
        _inner(me, size, into, own, ids, shares, widths, both, inner)
        wait(state, size)
        into = (outward[0][layer], outward[1][layer], outward[2][layer])
        _added(me, size, into, inner, ids, widths, x)
        wait(state, size)
    _normalised(me, size, x, norms[2 * layers], epsilon, normed, own)


@parallel
def run(
    threads: Any,
    state: Any,
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

    `threads` are those that numba takes, `state` is a new one of `team`; x is written over. spans [N, 4]:
    first token, tokens, tokens before, and whether it is attended for apart, because `few` does not name its
    tokens. For pieces see `stores`, for begin and few `attend_few`; the last piece counts its new tokens.
    `like`: an array of the type of the stores. norms [2L + 1, H]; qkv, output, inward (to the experts) and
    outward: packed (weights, start, scale a row), router: (weights, bias), leading dimension L each;
    shape: (F, M, K).
    """
    shared, width, per_token = shape
    tokens, hidden = x.shape
    heads = output[0].shape[2]
    groups = (qkv[0].shape[1] - heads) // 2
    longest = deepest = 0
    for n in range(spans.shape[0]):
        deepest = max(deepest, spans[n, 1] + spans[n, 2])
        if spans[n, 3]:
            longest = max(longest, spans[n, 1] + spans[n, 2])
    most = (longest + WIDTH - 1) // WIDTH
    named = few.shape[0]
    columns = outward[0].shape[2] * WIDTH
    normed = np.empty((tokens, hidden), np.float32)
    own = np.empty((tokens, hidden), np.uint8), np.empty((tokens, hidden // WIDTH), np.float32)
    joint = np.empty((tokens, (heads + 2 * groups) * WIDTH), np.float32)
    query = np.empty((heads, tokens, WIDTH), np.float32)
    scores = np.empty((named, heads, deepest), np.float32)
    part = np.empty((named, PARTS, heads), np.float32)
    parts = np.empty((named, PARTS, heads, WIDTH), np.float32), part, np.empty_like(part)
    many = (
        np.empty((groups, most, WIDTH, WIDTH), np.float32),
        np.empty((groups, most * WIDTH, WIDTH), np.float32),
        np.empty((heads * SLOTS if most else 0, tiles.MOST, most * WIDTH), np.float32),
    )
    sent = (
        np.empty((tokens, heads, WIDTH), np.float32),
        np.empty((tokens, heads * WIDTH), np.uint8),
        np.empty((tokens, heads), np.float32),
    )
    both = np.empty((tokens, inward[0].shape[1] * WIDTH), np.float32)
    inner = (
        np.empty((tokens, columns), np.float32),
        np.empty((tokens, columns), np.uint8),
        np.empty((tokens, columns // WIDTH), np.float32),
    )
    chosen = np.empty((tokens, per_token), np.int64), np.empty((tokens, per_token), np.float32)
    for me in prange(threads):
        _through(
            np.int64(me), state, threads, x, cos, sin, spans, begin, pieces, few, like, norms, epsilon, qkv,
            output, inward, outward, router, (shared, width), scale, normalise, normed, own, joint, query,
            scores, parts, many, sent, both, inner, chosen,
        )  # fmt: skip
    return normed
