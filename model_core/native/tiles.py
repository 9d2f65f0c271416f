"""Register tiles of matrix products as LLVM vectors: what no loop is compiled to that well.

`integer_tile` multiplies bytes by the dot-product instructions of AVX-512 VNNI, the others floats by fused
multiply-adds; all rows of the left side share every load of the right one. Arguments are addresses and
strides in bytes; bounds are the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from llvmlite import ir
from numba import config as _config
from numba.core import cgutils as _cgutils
from numba.core import codegen as _codegen
from numba.core import types
from numba.extending import intrinsic

cgutils: Any = _cgutils
codegen: Any = _codegen
config: Any = _config
LANES = 16
"""Numbers of 32 bits in a vector."""
BLOCK = 64
"""Columns that share one scale of the left side."""
MOST = 6
"""Rows of a tile; with more, the sums would not stay in registers."""
_STREAMED = 1
"""Rows up to which the processor's own prefetching keeps up; asking for more costs more than it saves."""
_AHEAD = 8192
"""Bytes of weights that are fetched ahead of their use."""
_TO_READ = (0, 3, 1)
"""For llvm.prefetch: to read, into all caches, data."""
_BYTE, _HALF, _INT, _FLOAT = ir.IntType(8), ir.IntType(16), ir.IntType(32), ir.FloatType()
_BYTES, _INTS, _FLOATS = ir.VectorType(_BYTE, 64), ir.VectorType(_INT, LANES), ir.VectorType(_FLOAT, LANES)


def supported() -> bool:
    """Whether numba compiles for a processor with the instructions."""
    features = config.CPU_FEATURES or ("" if config.CPU_NAME else codegen.get_host_cpu_features())
    return {"+avx512vnni", "+avx512bw"} <= set(features.split(","))


class _Emitter:
    """Shorthands for the instructions of a tile."""

    def __init__(self, builder: Any) -> None:
        self.builder = builder

    def address(self, base: Any, *offsets: Any) -> Any:
        for offset in offsets:
            base = self.builder.add(base, self.size(offset) if isinstance(offset, int) else offset)
        return base

    def size(self, value: int) -> Any:
        return ir.Constant(ir.IntType(64), value)

    def times(self, value: Any, factor: int) -> Any:
        return self.builder.mul(value, self.size(factor))

    def load(self, kind: Any, address: Any) -> Any:
        return self.builder.load(self.builder.inttoptr(address, kind.as_pointer()), align=4)

    def store(self, value: Any, address: Any) -> None:
        self.builder.store(value, self.builder.inttoptr(address, value.type.as_pointer()), align=4)

    def prefetch(self, address: Any) -> None:
        kind = ir.FunctionType(ir.VoidType(), [_BYTE.as_pointer(), _INT, _INT, _INT])
        fetch = cgutils.get_or_insert_function(self.builder.module, kind, "llvm.prefetch.p0i8")
        place = self.builder.inttoptr(address, _BYTE.as_pointer())
        self.builder.call(fetch, [place, *(ir.Constant(_INT, way) for way in _TO_READ)])

    def half(self, address: Any) -> Any:
        """Sixteen bfloat16 as float32: their bits are the upper half."""
        upper = ir.Constant(_INTS, [16] * LANES)
        bits = self.builder.zext(self._halves(address), _INTS)
        return self.builder.bitcast(self.builder.shl(bits, upper), _FLOATS)

    def start(self, address: Any) -> Any:
        """Sixteen int16, each 128 times, as int32."""
        times = ir.Constant(_INTS, [7] * LANES)
        return self.builder.shl(self.builder.sext(self._halves(address), _INTS), times)

    def _halves(self, address: Any) -> Any:
        kind = ir.VectorType(_HALF, LANES)
        return self.builder.load(self.builder.inttoptr(address, kind.as_pointer()), align=2)

    def splat(self, value: Any, kind: Any) -> Any:
        first = self.builder.insert_element(ir.Constant(kind, ir.Undefined), value, ir.Constant(_INT, 0))
        zeros = ir.Constant(ir.VectorType(_INT, LANES), [0] * LANES)
        return self.builder.shuffle_vector(first, ir.Constant(kind, ir.Undefined), zeros)

    def sums(self, rows: int, columns: int) -> list[list[Any]]:
        """Vectors of zeros that the loop adds to; they are promoted to registers."""
        zero = ir.Constant(_FLOATS, [0.0] * LANES)
        return [[cgutils.alloca_once_value(self.builder, zero) for _ in range(columns)] for _ in range(rows)]

    def add_product(self, total: Any, left: Any, right: Any) -> None:
        product = self.builder.fmul(left, right, flags=("contract",))
        self.builder.store(self.builder.fadd(self.builder.load(total), product, flags=("contract",)), total)


@cache
def integer_tile(rows: int) -> Callable[..., None]:
    """A function of numba that computes 64 results for each of up to three rows, 32 for each of more.

    (weights, start, x, x_step, scales, scales_step, blocks, own, out, out_step, add):
    out[r, j] (+)= own[j] sum_b scales[r, b] (128 start[b, j] + sum_k x[r, 64 b + k] weights[b, j, k]). x are
    unsigned bytes around 128; weights and start are as `packing` puts them.
    """
    lanes = 4 if rows <= 3 else 2

    def emit(context: Any, builder: Any, _signature: Any, args: Sequence[Any]) -> Any:
        weights, start, x, x_step, scales, scales_step, blocks, own, out, out_step, add = args
        e = _Emitter(builder)
        dot = cgutils.get_or_insert_function(
            builder.module, ir.FunctionType(_INTS, [_INTS, _BYTES, _BYTES]), "llvm.x86.avx512.vpdpbusd.512"
        )
        tokens = [e.address(x, builder.mul(x_step, e.size(r))) for r in range(rows)]
        factors = [e.address(scales, builder.mul(scales_step, e.size(r))) for r in range(rows)]
        sums = e.sums(rows, lanes)
        with cgutils.for_range(builder, blocks) as loop:
            block = loop.index
            first = [e.start(e.address(start, e.times(block, 2 * BLOCK), 32 * j)) for j in range(lanes)]
            totals = [list(first) for _ in range(rows)]
            for k in range(BLOCK // 4):
                here = e.times(block, BLOCK * BLOCK)
                places = [e.address(weights, here, 16 * BLOCK * j + 64 * k) for j in range(lanes)]
                vectors = [e.load(_BYTES, place) for place in places]
                if rows > _STREAMED:
                    for place in places:
                        e.prefetch(e.address(place, _AHEAD))
                for r in range(rows):
                    four = e.load(_INT, e.address(tokens[r], e.times(block, 64), 4 * k))
                    everywhere = builder.bitcast(e.splat(four, _INTS), _BYTES)
                    for j in range(lanes):
                        totals[r][j] = builder.call(dot, [totals[r][j], everywhere, vectors[j]])
            for r in range(rows):
                scale = e.splat(e.load(_FLOAT, e.address(factors[r], e.times(block, 4))), _FLOATS)
                for j in range(lanes):
                    e.add_product(sums[r][j], builder.sitofp(totals[r][j], _FLOATS), scale)
        zero = ir.Constant(_FLOATS, [0.0] * LANES)
        for j in range(lanes):
            rates = e.load(_FLOATS, e.address(own, 64 * j))
            for r in range(rows):
                place = e.address(out, builder.mul(out_step, e.size(r)), 64 * j)
                before = builder.select(add, e.load(_FLOATS, place), zero)
                product = builder.fmul(builder.load(sums[r][j]), rates, flags=("contract",))
                e.store(builder.fadd(before, product, flags=("contract",)), place)
        return context.get_dummy_value()

    @intrinsic
    def tile(  # type: ignore[no-untyped-def]
        _context, _weights, _start, _x, _x_step, _scales, _scales_step, _blocks, _own, _out, _out_step, _add
    ):  # fmt: skip
        return types.void(*[types.intp] * 10, types.boolean), emit

    return tile


@cache
def float_tile(rows: int) -> Callable[..., None]:
    """A function of numba: out[r, :64] = sum_k left[r, k] right[k, :64] for `rows` rows of float32.

    (left, left_step, right, right_step, count, out, out_step).
    """
    lanes = 4

    def emit(context: Any, builder: Any, _signature: Any, args: Sequence[Any]) -> Any:
        left, left_step, right, right_step, count, out, out_step = args
        e = _Emitter(builder)
        lefts = [e.address(left, builder.mul(left_step, e.size(r))) for r in range(rows)]
        sums = e.sums(rows, lanes)
        with cgutils.for_range(builder, count) as loop:
            line = e.address(right, builder.mul(right_step, loop.index))
            vectors = [e.load(_FLOATS, e.address(line, 64 * j)) for j in range(lanes)]
            for r in range(rows):
                factor = e.splat(e.load(_FLOAT, e.address(lefts[r], e.times(loop.index, 4))), _FLOATS)
                for j in range(lanes):
                    e.add_product(sums[r][j], factor, vectors[j])
        for r in range(rows):
            for j in range(lanes):
                e.store(builder.load(sums[r][j]), e.address(out, builder.mul(out_step, e.size(r)), 64 * j))
        return context.get_dummy_value()

    @intrinsic
    def tile(_context, _left, _left_step, _right, _right_step, _count, _out, _out_step):  # type: ignore[no-untyped-def]
        return types.void(*[types.intp] * 7), emit

    return tile


@cache
def score_tile(rows: int) -> Callable[..., None]:
    """A function of numba: out[r, s] = left[r] times right[s] for `rows` rows of 64, right in bfloat16.

    (left, left_step, right, count, out, out_step).
    """
    lanes = BLOCK // LANES

    def emit(context: Any, builder: Any, _signature: Any, args: Sequence[Any]) -> Any:
        left, left_step, right, count, out, out_step = args
        e = _Emitter(builder)
        add_up = cgutils.get_or_insert_function(
            builder.module, ir.FunctionType(_FLOAT, [_FLOAT, _FLOATS]), "llvm.vector.reduce.fadd.v16f32"
        )
        queries = [
            [
                e.load(_FLOATS, e.address(left, builder.mul(left_step, e.size(r)), 64 * j))
                for j in range(lanes)
            ]
            for r in range(rows)
        ]
        with cgutils.for_range(builder, count) as loop:
            line = e.address(right, e.times(loop.index, 2 * BLOCK))
            vectors = [e.half(e.address(line, 32 * j)) for j in range(lanes)]
            for r in range(rows):
                total = builder.fmul(queries[r][0], vectors[0], flags=("contract",))
                for j in range(1, lanes):
                    product = builder.fmul(queries[r][j], vectors[j], flags=("contract",))
                    total = builder.fadd(total, product, flags=("contract",))
                score = builder.call(add_up, [ir.Constant(_FLOAT, 0.0), total], fastmath=("reassoc",))
                place = e.address(out, builder.mul(out_step, e.size(r)), e.times(loop.index, 4))
                e.store(score, place)
        return context.get_dummy_value()

    @intrinsic
    def tile(_context, _left, _left_step, _right, _count, _out, _out_step):  # type: ignore[no-untyped-def]
        return types.void(*[types.intp] * 6), emit

    return tile


@cache
def mixing_tile(rows: int) -> Callable[..., None]:
    """A function of numba: out[r] (+)= sum_s left[r, s] right[s] for `rows` rows, right 64 wide in bfloat16.

    (left, left_step, right, count, out, out_step, add).
    """
    lanes = BLOCK // LANES

    def emit(context: Any, builder: Any, _signature: Any, args: Sequence[Any]) -> Any:
        left, left_step, right, count, out, out_step, add = args
        e = _Emitter(builder)
        lefts = [e.address(left, builder.mul(left_step, e.size(r))) for r in range(rows)]
        sums = e.sums(rows, lanes)
        with cgutils.for_range(builder, count) as loop:
            line = e.address(right, e.times(loop.index, 2 * BLOCK))
            vectors = [e.half(e.address(line, 32 * j)) for j in range(lanes)]
            for r in range(rows):
                share = e.splat(e.load(_FLOAT, e.address(lefts[r], e.times(loop.index, 4))), _FLOATS)
                for j in range(lanes):
                    e.add_product(sums[r][j], share, vectors[j])
        zero = ir.Constant(_FLOATS, [0.0] * LANES)
        for r in range(rows):
            for j in range(lanes):
                place = e.address(out, builder.mul(out_step, e.size(r)), 64 * j)
                before = builder.select(add, e.load(_FLOATS, place), zero)
                e.store(builder.fadd(before, builder.load(sums[r][j]), flags=("contract",)), place)
        return context.get_dummy_value()

    @intrinsic
    def tile(  # type: ignore[no-untyped-def]
        _context, _left, _left_step, _right, _count, _out, _out_step, _add
    ):  # fmt: skip
        return types.void(*[types.intp] * 6, types.boolean), emit

    return tile
