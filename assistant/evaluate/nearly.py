"""When two numbers count as equal."""

from __future__ import annotations

import math

TOLERANCE = 1e-3
"""Relative and absolute difference."""


def nearly(a: float, b: float) -> bool:
    """Whether a device that was told one number and reports the other did as it was told."""
    return math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
