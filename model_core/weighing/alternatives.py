"""What else a sentence could mean: the next likeliest plans, and the likeliest that asks or refuses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from heapq import nlargest

from model_core.decode import Constraint, Decoded, Decoding, Fork, PlanEndless
from model_core.errors import EngineBusy, PromptTooLong
from model_core.work import Work, together

UNSURE = 0.8
"""Probability of the first plan below which others are looked at; above it the first is no worse."""
LEAST = 1e-5
"""Probability from which a beginning is remembered."""
_WAVES = (3, 2)
"""Likely beginnings that are followed at the same time, and then, of those found meanwhile, again."""
_LIKELY = 0.02
_CAUTIOUS = (b" ask which ", b" refuse unknown", b" refuse unable", b" refuse chat")
"""Beginnings of plans that move nothing; a small model seldom thinks of them first."""
_ENDING = 3
"""Beginnings that are tried for a plan that ends."""


def alternatives(
    decoding: Decoding, constraint: Callable[[], Constraint], first: Decoded
) -> Work[list[Decoded]]:
    """Other plans than the first, which was decoded with forks from `LEAST`; fewer where time runs out."""
    found, forks = [first], list(first.forks)
    for most in _WAVES:
        chosen = _chosen(found, forks, most)
        tried = yield from together([_tried(decoding.plan(constraint(), f, forks=LEAST)) for f in chosen])
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


def _chosen(found: Sequence[Decoded], forks: Sequence[Fork], most: int) -> list[Fork]:
    """The likeliest beginnings, and for each cautious one that no plan has the likeliest that leads there."""
    chosen = nlargest(most, (fork for fork in forks if fork.probability >= _LIKELY), key=_likely)
    for beginning in _CAUTIOUS:
        if not any(f" {plan.text.strip()}".encode().startswith(beginning) for plan in found):
            leading = [fork for fork in forks if _leads(fork.text, beginning)]
            chosen += [fork for fork in nlargest(1, leading, key=_likely) if fork not in chosen]
    return chosen


def _tried(work: Work[Decoded]) -> Work[Decoded | None]:
    try:
        return (yield from work)
    except (EngineBusy, PromptTooLong):
        return None


def _likely(fork: Fork) -> float:
    return fork.probability


def _leads(text: bytes, beginning: bytes) -> bool:
    return text.startswith(beginning) or (bool(text.strip()) and beginning.startswith(text))
