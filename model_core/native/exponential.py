"""The exponential function in a form that becomes vectors."""

from __future__ import annotations

from typing import Any

import numpy as np

from model_core.native.compiling import inline, serial


@inline
def exp(x: Any) -> Any:
    """e to the power of x, at most 87 in size, within 3e-7 of it; unlike the library's it becomes vectors."""
    x = min(max(x, np.float32(-87)), np.float32(87))
    whole = np.floor(x * np.float32(1.4426950408889634) + np.float32(0.5))
    rest = x - whole * np.float32(0.693359375) + whole * np.float32(2.12194440e-4)
    series = np.float32(1 / 5040)
    for factor in (1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1.0, 1.0):
        series = series * rest + np.float32(factor)
    return series * np.int32((np.int32(whole) + np.int32(127)) << np.int32(23)).view(np.float32)


@serial
def exponentials(x: Any) -> Any:
    """e to the power of each of x [N]."""
    out = np.empty_like(x)
    for i in range(x.shape[0]):
        out[i] = exp(x[i])
    return out
