"""What else a sentence could mean: the next likeliest plans."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from heapq import nlargest

from model_core.decode import Constraint, Decoded, Decoding, Fork, PlanEndless, PlanUnlikely
from model_core.errors import EngineBusy, PromptTooLong
from model_core.work import Work, together

UNSURE = 0.8
"""Probability of the first plan below which others are looked at; above it the first is no worse."""
LEAST = 1e-5
"""Probability from which a beginning is remembered."""
_WAVES = (5, 4)
"""Beginnings that are followed at the same time, and then, of those found meanwhile, again."""
_NEAR = 0.05
"""Share of the likeliest plan's probability that another needs: with less likely ones no more came right."""
_ENDING = 3
"""Beginnings that are tried for a plan that ends."""


def alternatives(
    decoding: Decoding, constraint: Callable[[], Constraint], first: Decoded
) -> Work[list[Decoded]]:
    """Other plans than the first, which was decoded with forks from `LEAST`; fewer where time runs out."""
    found, forks = [first], list(first.forks)
    for most in _WAVES:
        least = _NEAR * max(plan.probability for plan in found)
        chosen = nlargest(most, (fork for fork in forks if fork.probability >= least), key=_likely)
        tried = yield from together(
            [_tried(decoding.plan(constraint(), fork, forks=least, least=least)) for fork in chosen]
        )
        plans = [plan for plan in tried if plan is not None]
        found += plans
        forks = [fork for fork in forks if fork not in chosen]
        forks += [fork for plan in plans for fork in plan.forks]
    return found[1:]


def ended(decoding: Decoding, constraint: Callable[[], Constraint], endless: PlanEndless) -> Work[Decoded]:
    """The likeliest plan that leaves one that never ends. Raises it where none of the likeliest few ends."""
    for fork in nlargest(_ENDING, endless.forks, key=_likely):
        with suppress(PlanEndless):
            return (yield from decoding.plan(constraint(), fork, forks=LEAST))
    raise endless


def _tried(work: Work[Decoded]) -> Work[Decoded | None]:
    try:
        return (yield from work)
    except (EngineBusy, PlanUnlikely, PromptTooLong):
        return None


def _likely(fork: Fork) -> float:
    return fork.probability
