"""How exactly a position has to be told so that nothing is taken for open or closed that is not."""

from __future__ import annotations

ENDS = (0, 100)
"""Closed and open, in per cent."""


def decimals(position: float) -> int:
    """Digits after the point, two at least, with which a position is not rounded to an end it is not at."""
    digits = 2
    while position not in ENDS and round(position, digits) in ENDS:
        digits += 1
    return digits
