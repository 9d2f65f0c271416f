"""How exactly the time is told that is left, in every language."""

from __future__ import annotations

ROUGH = 600
"""Seconds from which it is told in minutes."""


def told(left: float) -> float:
    """Seconds as they are told: whole minutes where there are many, and never none."""
    return round(left / 60) * 60 if left >= ROUGH else max(left, 1.0)
