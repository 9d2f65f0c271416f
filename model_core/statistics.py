"""Figures of samples: how sure a share is, and how honest confidence is."""

from __future__ import annotations

import math
from collections.abc import Sequence

BINS = 10
_Z = 1.96


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927); 0 to 1 when nothing was tried."""
    if not trials:
        return 0.0, 1.0
    share, square = successes / trials, _Z * _Z / trials
    middle = (share + square / 2) / (1 + square)
    reach = _Z * math.sqrt(share * (1 - share) / trials + square / (4 * trials)) / (1 + square)
    return middle - reach, middle + reach


def expected_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Mean distance of confidence and accuracy over ten bins of equally many (confidence, right)."""
    ranked = sorted(pairs, key=lambda pair: pair[0])
    error = 0.0
    for number in range(BINS):
        part = ranked[len(ranked) * number // BINS : len(ranked) * (number + 1) // BINS]
        error += abs(sum(confidence - right for confidence, right in part)) / len(ranked)
    return error


def passing_on(pairs: Sequence[tuple[float, bool]], shares: Sequence[float]) -> list[tuple[float, float]]:
    """Threshold and accuracy of the rest when the least confident share of (confidence, right) is passed on.

    The threshold is the confidence below which it is passed on.
    """
    ranked = sorted(pairs, key=lambda pair: pair[0])
    found = []
    for share in shares:
        kept = ranked[min(round(share * len(ranked)), len(ranked) - 1) :]
        found.append((kept[0][0], sum(right for _, right in kept) / len(kept)))
    return found
