"""What an engine has done since it started."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Counters:
    """Plans that were written, tokens of them, how many the grammar forced, passes, and homes."""

    plans: int = 0
    tokens: int = 0
    forced: int = 0
    passes: int = 0
    homes_read: int = 0
    homes_reused: int = 0
