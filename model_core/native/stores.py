"""Keys and values where they lie: a sequence continues others, so that its tokens are in pieces of caches.

A piece is a row (address of a store [L, 2, G, capacity, D], capacity, tokens of it that count); those of one
sequence follow each other, and its own store is the last. Shape legend: L layers, G key/value heads, D = 64
head size, T tokens, Q query heads, S tokens of a sequence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from llvmlite import ir
from numba import carray  # type: ignore[attr-defined]
from numba.core import types
from numba.extending import intrinsic

from model_core.native import tiles
from model_core.native.compiling import inline, serial
from model_core.native.kernels import read, written
from model_core.native.team import share

SIZE = tiles.BLOCK
"""Of a head."""


@intrinsic
def _to_pointer(_context, _address):  # type: ignore[no-untyped-def]
    def emit(_context: Any, builder: Any, _signature: Any, args: Sequence[Any]) -> Any:
        return builder.inttoptr(args[0], ir.IntType(8).as_pointer())

    return types.voidptr(types.intp), emit


_pointer: Any = _to_pointer


@inline
def address(piece: Any, layer: Any, values: Any, group: Any, groups: Any, width: Any) -> Any:
    """Where the keys (values 0) or values (1) of a group begin in a piece, in bytes; `width` of a number."""
    return piece[0] + ((layer * 2 + values) * groups + group) * piece[1] * SIZE * width


@inline
def rows(piece: Any, layer: Any, values: Any, group: Any, groups: Any, like: Any) -> Any:
    """The same as an array [capacity, D] of the type of `like`."""
    place = address(piece, layer, values, group, groups, like.itemsize)
    return carray(_pointer(place), (piece[1], SIZE), like.dtype)


@inline
def keep(one: Any, piece: Any, layer: Any, values: Any, group: Any, groups: Any, at: Any, like: Any) -> None:
    """One token's key (values 0) or value (1) of a group, one [D], at its place in a piece."""
    own = rows(piece, layer, values, group, groups, like)[at]
    for i in range(SIZE):
        own[i] = written(like, one[i])


@serial
def turn_around(
    me: Any, size: Any, pieces: Any, layer: Any, like: Any, across: Any, along: Any, blocks: Any
) -> None:
    """A thread's share of all keys as blocks across [G, B, D, 64], all values along [G, 64 B, D], in float32.

    Only the first of so many blocks are written.
    """
    groups = across.shape[0]
    for part in share(me, size, groups * blocks):
        g, block = part // blocks, part % blocks
        first, position = block * SIZE, 0
        last = first + SIZE
        for p in range(pieces.shape[0]):
            low, high = max(first, position), min(last, position + pieces[p, 2])
            if low < high:
                keys = rows(pieces[p], layer, 0, g, groups, like)[low - position : high - position]
                values = rows(pieces[p], layer, 1, g, groups, like)[low - position : high - position]
                for i in range(SIZE):
                    for s in range(high - low):
                        across[g, block, i, low - first + s] = read(keys[s, i])
                for s in range(high - low):
                    for i in range(SIZE):
                        along[g, low + s, i] = read(values[s, i])
            position += pieces[p, 2]
        for s in range(max(first, position), last):
            for i in range(SIZE):
                across[g, block, i, s - first] = np.float32(0)
                along[g, s, i] = np.float32(0)
