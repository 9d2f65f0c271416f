"""Waiting longer after every failure, by a random share, so that a thousand devices do not come at once."""

from __future__ import annotations

import random
from collections.abc import Callable


class Backoff:
    """Full jitter: each delay is uniform between 0 and a ceiling that doubles up to a cap."""

    def __init__(
        self,
        first_s: float = 0.5,
        cap_s: float = 30.0,
        *,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._first = first_s
        self._cap = cap_s
        self._uniform = uniform
        self._failures = 0

    def delay(self) -> float:
        """Seconds to wait after one more failure."""
        ceiling = min(self._cap, self._first * 2.0 ** min(self._failures, 32))
        self._failures += 1
        return self._uniform(0.0, ceiling)

    def reset(self) -> None:
        """Forget the failures: it worked."""
        self._failures = 0
