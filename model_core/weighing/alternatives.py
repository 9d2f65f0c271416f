"""What else a sentence could mean: the next likeliest plans, and the likeliest that asks or refuses."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from heapq import nlargest

from model_core.decode import Constraint, Decoded, Decoding, Fork, PlanEndless
from model_core.errors import EngineBusy, PromptTooLong

UNSURE = 0.8
"""Probability of the first plan below which others are looked at; above it the first is no worse."""
LEAST = 1e-5
"""Probability from which a beginning is remembered."""
_MOST = 3
_LIKELY = 0.02
_CAUTIOUS = (b" ask which ", b" refuse unknown", b" refuse unable", b" refuse chat")
"""Beginnings of plans that move nothing; a small model seldom thinks of them first."""
_TRIES = 2


def alternatives(decoding: Decoding, constraint: Callable[[], Constraint], first: Decoded) -> list[Decoded]:
    """Other plans than the first, which was decoded with forks from `LEAST`; fewer where time runs out."""
    return _Search(decoding, constraint, first).others()


def ended(decoding: Decoding, constraint: Callable[[], Constraint], endless: PlanEndless) -> Decoded:
    """The likeliest plan that leaves one that never ends. Raises it where none of the likeliest few ends."""
    for fork in nlargest(_MOST, endless.forks, key=lambda fork: fork.probability):
        with suppress(PlanEndless):
            return decoding.plan(constraint(), fork, forks=LEAST)
    raise endless


class _Search:
    def __init__(self, decoding: Decoding, constraint: Callable[[], Constraint], first: Decoded) -> None:
        self._decoding, self._constraint = decoding, constraint
        self._found = [first]
        self._forks = list(first.forks)

    def others(self) -> list[Decoded]:
        try:
            for _ in range(_MOST):
                self._follow(lambda fork: fork.probability >= _LIKELY)
            for beginning in _CAUTIOUS:
                self._lead_to(beginning)
        except EngineBusy:
            pass
        return self._found[1:]

    def _lead_to(self, beginning: bytes) -> None:
        for _ in range(_TRIES):
            if any(f" {plan.text.strip()}".encode().startswith(beginning) for plan in self._found):
                return
            self._follow(lambda fork: _leads(fork.text, beginning))

    def _follow(self, wanted: Callable[[Fork], bool]) -> None:
        """Write what begins with the likeliest of the wanted forks."""
        fork = max(filter(wanted, self._forks), key=lambda fork: fork.probability, default=None)
        if fork is None:
            return
        self._forks.remove(fork)
        try:
            plan = self._decoding.plan(self._constraint(), fork, forks=LEAST)
        except PromptTooLong:
            return
        self._found.append(plan)
        self._forks += plan.forks


def _leads(text: bytes, beginning: bytes) -> bool:
    return text.startswith(beginning) or (bool(text.strip()) and beginning.startswith(text))
