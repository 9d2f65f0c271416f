"""How the loops of this package are compiled."""

from __future__ import annotations

from numba import njit

FAST = {"reassoc", "contract", "arcp", "nsz", "afn"}
"""Without nnan and ninf: an exponential may overflow to infinity, and what is divided by it is 0."""
serial = njit(fastmath=FAST, cache=True, nogil=True, error_model="numpy")
inline = njit(fastmath=FAST, cache=True, nogil=True, error_model="numpy", inline="always")
parallel = njit(fastmath=FAST, cache=True, nogil=True, error_model="numpy", parallel=True)
