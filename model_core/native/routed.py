"""Experts for any routing by register tiles: each that is hit is read once, for all tokens sent to it.

Shape legend: T tokens, K experts of each, N = T K pairs of both, sorted by expert, E experts, H hidden,
M width of an expert.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import prange

from model_core.native.compiling import inline, parallel, serial
from model_core.native.kernels import read, written
from model_core.native.vector import WIDTH, panel, quantise, swiglu


@serial
def _sorted(ids: Any, begin: Any, order: Any, hit: Any) -> Any:
    """Fill in where the pairs of each expert begin [E + 1], their order [N] and who is hit; how many are."""
    tokens, chosen = ids.shape
    begin[:] = 0
    for t in range(tokens):
        for k in range(chosen):
            begin[ids[t, k] + 1] += 1
    count = 0
    for e in range(begin.size - 1):
        if begin[e + 1] > 0:
            hit[count] = e
            count += 1
        begin[e + 1] += begin[e]
    filled = begin.copy()
    for t in range(tokens):
        for k in range(chosen):
            place = filled[ids[t, k]]
            order[place] = t * chosen + k
            filled[ids[t, k]] += 1
    return count


@inline
def _products(matrix: Any, x: Any, scales: Any, begin: Any, hit: Any, out: Any, part: Any) -> None:
    """64 rows of the product of one expert's matrix with all pairs that are its own."""
    panels = out.shape[1] // WIDTH
    expert, row = hit[part // panels], part % panels * WIDTH
    own = slice(begin[expert], begin[expert + 1])
    weights, start, rates = matrix[0][expert], matrix[1][expert], matrix[2][expert]
    panel((weights, start, rates), x[own], scales[own], out[own], row, 0, x.shape[1] // WIDTH, False)


@inline
def _summed(rows: Any, places: Any, out: Any) -> None:
    """out [H], in the type of the tokens, from the rows of N at `places` [K]."""
    for i in range(out.size):
        total = np.float32(0)
        for k in range(places.size):
            total += rows[places[k], i]
        out[i] = written(out, total)


@parallel
def run(x: Any, ids: Any, shares: Any, inward: Any, outward: Any) -> Any:
    """x [T, H], ids [T, K], shares [T, K], inward [E, 2M, H], outward [E, H, M] -> [T, H].

    Matrices are packed (weights, start, scale a row); bfloat16 is passed as its bits in uint16.
    """
    tokens, hidden = x.shape
    chosen, width = ids.shape[1], outward[0].shape[2] * WIDTH
    pairs = tokens * chosen
    begin, hit = np.empty(inward[0].shape[0] + 1, np.int64), np.empty(inward[0].shape[0], np.int64)
    order, place = np.empty(pairs, np.int64), np.empty((tokens, chosen), np.int64)
    count = _sorted(ids, begin, order, hit)
    plain = np.empty((tokens, hidden), np.float32)
    for t in range(tokens):
        for i in range(hidden):
            plain[t, i] = read(x[t, i])
    own, own_scales = np.empty((tokens, hidden), np.uint8), np.empty((tokens, hidden // WIDTH), np.float32)
    quantise(plain, own, own_scales)
    sent, sent_scales = np.empty((pairs, hidden), np.uint8), np.empty((pairs, hidden // WIDTH), np.float32)
    for n in range(pairs):
        t = order[n] // chosen
        place[t, order[n] % chosen] = n
        sent[n] = own[t]
        sent_scales[n] = own_scales[t]
    both = np.empty((pairs, 2 * width), np.float32)
    for part in prange(count * (2 * width // WIDTH)):
        _products(inward, sent, sent_scales, begin, hit, both, part)
    inner, inner_bytes = np.empty((pairs, width), np.float32), np.empty((pairs, width), np.uint8)
    inner_scales = np.empty((pairs, width // WIDTH), np.float32)
    for n in prange(pairs):
        share = read(shares[order[n] // chosen, order[n] % chosen])
        swiglu(both[n], share, inner[n], inner_bytes[n], inner_scales[n])
    rows = np.empty((pairs, hidden), np.float32)
    for part in prange(count * (hidden // WIDTH)):
        _products(outward, inner_bytes, inner_scales, begin, hit, rows, part)
    out = np.empty((tokens, hidden), x.dtype)
    for t in prange(tokens):
        _summed(rows, place[t], out[t])
    return out
