"""Memory that loading needed and running does not, handed back to the system."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_MAPS = Path("/proc/self/maps")
_PAGE_OUT = 21
"""MADV_PAGEOUT of Linux 5.4 and later; a page that is used again is read back, whatever it holds."""
_LARGE = 1 << 20
_ARENA_MAX = -8
"""M_ARENA_MAX of glibc's mallopt."""


def keep_together() -> None:
    """Have all threads share one heap: of several, what is freed in one is of no use to the others."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def give_back() -> None:
    """Return freed memory where the C library can: loading leaves 200 MB, reading a home 20."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def page_out_libraries() -> None:
    """Let go of the code that loading ran through, a compiler's above all; what still runs is read back."""
    with suppress(AttributeError, OSError, TypeError):
        advise = ctypes.CDLL(None).madvise
        advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
        for start, size in _libraries():
            advise(start, size, _PAGE_OUT)


def _libraries() -> Iterator[tuple[int, int]]:
    """Address and size of each large mapping of a shared library that nothing was written to."""
    for line in _MAPS.read_text(encoding="utf-8", errors="replace").splitlines():
        addresses, rights, *rest = line.split()
        if ".so" in rest[-1] and "w" not in rights:
            start, end = (int(address, 16) for address in addresses.split("-"))
            if end - start >= _LARGE:
                yield start, end - start
