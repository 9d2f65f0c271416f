"""Threads that stay together through a pass: waiting for each other takes a tenth of starting a loop.

Each takes its share of every part of the work and waits for the others before the next. A state [2, 8] of
int64 zeros belongs to one pass: who came, and how often somebody has waited, far enough apart for two lines.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import llvmlite.binding as llvm
import numpy as np
from llvmlite import ir
from numba.core import cgutils as _cgutils
from numba.core import types
from numba.extending import intrinsic

from model_core.native.compiling import inline, serial

cgutils: Any = _cgutils
_LONG = ir.IntType(64)
_ORDER = "seq_cst"
_LINE = 64
"""Bytes from one counter to the other."""
_GONE = -1
"""Who came, once somebody has gone on alone."""
_PATIENCE = 1 << 16
"""Looks for the others before going on alone: 18 ms where nothing else runs."""
_EAGER = 1 << 14
"""Looks after which others are let on the core between two."""
llvm.add_symbol("sched_yield", ctypes.cast(ctypes.CDLL(None).sched_yield, ctypes.c_void_p).value)


def new_state() -> np.ndarray:
    """The state of a pass that nobody has joined."""
    return np.zeros((2, _LINE // 8), np.int64)


def _place(builder: Any, address: Any) -> Any:
    return builder.inttoptr(address, _LONG.as_pointer())


@intrinsic
def _seen(_context, _address):  # type: ignore[no-untyped-def]
    def emit(_context: Any, builder: Any, _signature: Any, args: Sequence[Any]) -> Any:
        return builder.load_atomic(_place(builder, args[0]), _ORDER, 8)

    return types.int64(types.intp), emit


@intrinsic
def _counted(_context, _address):  # type: ignore[no-untyped-def]
    def emit(_context: Any, builder: Any, _signature: Any, args: Sequence[Any]) -> Any:
        one = ir.Constant(_LONG, 1)
        return builder.add(builder.atomic_rmw("add", _place(builder, args[0]), one, _ORDER), one)

    return types.int64(types.intp), emit


@intrinsic
def _swapped(_context, _address, _old, _new):  # type: ignore[no-untyped-def]
    def emit(_context: Any, builder: Any, _signature: Any, args: Sequence[Any]) -> Any:
        address, old, new = args
        done = builder.cmpxchg(_place(builder, address), old, new, _ORDER, _ORDER)
        return builder.extract_value(done, 1)

    return types.boolean(types.intp, types.int64, types.int64), emit


@intrinsic
def _pause(_context):  # type: ignore[no-untyped-def]
    def emit(_context: Any, builder: Any, _signature: Any, _args: Sequence[Any]) -> Any:
        kind = ir.FunctionType(ir.VoidType(), [])
        builder.call(cgutils.get_or_insert_function(builder.module, kind, "llvm.x86.sse2.pause"), [])
        return _context.get_dummy_value()

    return types.void(), emit


@intrinsic
def _give_way(_context):  # type: ignore[no-untyped-def]
    def emit(_context: Any, builder: Any, _signature: Any, _args: Sequence[Any]) -> Any:
        kind = ir.FunctionType(ir.IntType(32), [])
        builder.call(cgutils.get_or_insert_function(builder.module, kind, "sched_yield"), [])
        return _context.get_dummy_value()

    return types.void(), emit


seen: Any = _seen
counted: Any = _counted
swapped: Any = _swapped
pause: Any = _pause
give_way: Any = _give_way


@serial
def join(state: Any, wanted: Any) -> Any:
    """How many go through the pass together: all, or 1 where some don't come in time; then 0 for others."""
    place = state.ctypes.data
    while True:
        here = seen(place)
        if here == _GONE:
            return 0
        if swapped(place, here, here + 1):
            break
    for looked in range(_PATIENCE):
        here = seen(place)
        if here == wanted:
            return wanted
        if here == _GONE:
            return 0
        if looked > _EAGER:
            give_way()
        else:
            pause()
    while True:
        here = seen(place)
        if here == wanted:
            return wanted
        if here == _GONE:
            return 0
        if swapped(place, here, np.int64(_GONE)):
            return 1


@serial
def wait(state: Any, size: Any) -> None:
    """Until all have come as far as this one; what they wrote before can then be read."""
    if size > 1:
        place = state.ctypes.data + _LINE
        wanted = (counted(place) + size - 1) // size * size
        looked = 0
        while seen(place) < wanted:
            looked += 1
            if looked > _EAGER:
                give_way()
            else:
                pause()


@inline
def share(me: Any, size: Any, count: Any) -> Any:
    """Which of so many things are this thread's, one by one."""
    return range(count * me // size, count * (me + 1) // size)


@inline
def stretch(me: Any, size: Any, count: Any) -> Any:
    """The same as a slice."""
    return slice(count * me // size, count * (me + 1) // size)
