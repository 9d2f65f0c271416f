"""Figures of samples: how sure a share is, and how honest confidence is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

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


def bins(pairs: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Mean confidence and share right of ten bins of equally many (confidence, right), rising."""
    return [_mean(part) for part in _parts(pairs)]


def expected_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Mean distance of confidence and accuracy over ten bins of equally many (confidence, right)."""
    return sum(len(part) * abs(_mean(part)[0] - _mean(part)[1]) for part in _parts(pairs)) / max(
        1, len(pairs)
    )


def _parts(pairs: Sequence[tuple[float, bool]]) -> list[list[tuple[float, bool]]]:
    ranked = sorted(pairs, key=lambda pair: pair[0])
    ends = [len(ranked) * number // BINS for number in range(BINS + 1)]
    return [ranked[start:end] for start, end in pairwise(ends) if end > start]


def _mean(part: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    return sum(confidence for confidence, _ in part) / len(part), sum(right for _, right in part) / len(part)


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
