"""Which of two plans is right, the one that was read or the model's own, and how likely that is."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from model_core.errors import CheckpointCorrupt
from model_core.weighing.judge import Preference

FILE = "agreement.json"
LEAST_OWN = 0.01
"""Probability below which the model's own plan is not written to its end, and what was read stands."""
_MARGIN = 0.5
"""Log odds up to which what was read stands: of held-out sentences, hard ones, no fewer come out right."""
_PLAIN_MARGIN = 2.0
"""The same of sentences of one part: they are read rightly more often as people say them than as they were
written to be hard, of which this costs one in a thousand."""
_SHARES = ("agreed", "either")
_WEIGHTS = ("intercept", "own", "read", "doubt", "evidence", "guess")


@dataclass(frozen=True, slots=True)
class Preferred:
    """Which plan is taken."""

    is_own: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was measured on sentences of which both plans are known, for those that are compared at all."""

    agreed: float
    """Share that is right of the plans that both make, 0 to 1."""
    either: float
    """The same of those where one of both different plans is."""
    intercept: float
    own: float
    """Of the logarithm of the model's probability of its own plan, in the log odds that this is right."""
    read: float
    """The same for its probability of the plan that was read."""
    doubt: float
    """The same for the log odds that words alone give for the read plan to be wrong."""
    evidence: float
    """The same for how much more the words speak for the model's own plan, by the judge's score."""
    guess: float
    """What is added where the model's own plan moves what nobody spoke of."""

    def weigh(
        self, own: float, read: float, doubt: float, words: Preference, *, is_plain: bool = False
    ) -> Preferred:
        """The plan to take by the model's probabilities of both, and by what words say of them.

        `is_plain`: the sentence has one part, and is not refused.
        """
        odds = self.intercept + self.own * _log(own) + self.read * _log(read)
        odds += self.doubt * doubt + self.evidence * words.score + self.guess * words.is_guess
        is_own = odds > (_PLAIN_MARGIN if is_plain else _MARGIN)
        return Preferred(is_own, self.either * _logistic(odds if is_own else -odds))

    @classmethod
    def load(cls, folder: Path) -> Agreement | None:
        """That of a checkpoint, or None where it was never measured. Raises CheckpointCorrupt."""
        path = folder / FILE
        if not path.is_file():
            return None
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            numbers = {name: float(raw[name]) for name in (*_SHARES, *_WEIGHTS)}
        except (ValueError, KeyError, TypeError, OverflowError) as error:
            raise CheckpointCorrupt(f"{FILE} is damaged: {error}.", file=FILE) from error
        for name, number in numbers.items():
            if not math.isfinite(number) or (name in _SHARES and not 0 <= number <= 1):
                raise CheckpointCorrupt(f"{FILE} is damaged: {name} is {number}.", file=FILE)
        return cls(**numbers)


def _log(probability: float) -> float:
    return math.log(max(probability, 1e-9))


def _logistic(odds: float) -> float:
    return (1 + math.tanh(odds / 2)) / 2
