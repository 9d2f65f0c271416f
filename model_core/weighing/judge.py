"""Which of several plans is likeliest right, and how likely that is."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from model_core.errors import CheckpointCorrupt
from model_core.plan import Plan, Step
from model_core.weighing.evidence import Evidence, Features, total
from model_core.world import Request

FILE = "weighing.json"
LIKELIHOOD = "likelihood"
"""The feature that is not of the plan but of the model: the logarithm of its probability."""
_LEAST = 1e-9
_UNSPOKEN = 0.8
"""Devices without a word for them, as evidence counts them, from which a plan is a guess."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One plan with the model's probability of it, in all the wordings that were found."""

    plan: Plan
    probability: float


@dataclass(frozen=True, slots=True)
class Judge:
    """A log-linear model over the features of a plan (conditional logit; McFadden, 1974)."""

    weights: Mapping[str, float]
    intercept: float
    slope: float
    """Of the logistic curve from the log odds of the best plan to how likely it is right."""

    def __call__(self, request: Request, plans: Sequence[Weighed], evidence: Evidence) -> Plan:
        """The best of the plans, of which there is at least one, with its confidence."""
        different = merged(plans)
        best, share = self.best(features(request, different, evidence))
        return replace(different[best].plan, confidence=self.confidence(share))

    def score(self, told: Features) -> float:
        """What the features of one plan come to: how many times as likely right, as a logarithm."""
        return total(told, self.weights)

    def best(self, told: Sequence[Features]) -> tuple[int, float]:
        """The place of the plan with the highest score, and its share of all by the scores."""
        scores = [self.score(own) for own in told]
        highest = max(scores)
        share = 1 / sum(math.exp(score - highest) for score in scores)
        return scores.index(highest), share

    def confidence(self, share: float) -> float:
        """How likely the best plan is right, given its share."""
        held = min(max(share, _LEAST), 1 - _LEAST)
        score = self.intercept + self.slope * (math.log(held) - math.log1p(-held))
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))

    @classmethod
    def load(cls, folder: Path) -> Judge | None:
        """That of a checkpoint, or None where there is none. Raises CheckpointCorrupt."""
        path = folder / FILE
        if not path.is_file():
            return None
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            weights = {str(name): float(weight) for name, weight in raw["weights"].items()}
            curve = float(raw["intercept"]), float(raw["slope"])
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            raise CheckpointCorrupt(f"{FILE} is damaged: {error}.", file=FILE) from error
        if not all(map(math.isfinite, (*weights.values(), *curve))):
            raise CheckpointCorrupt(f"{FILE} is damaged: its weights are not finite.", file=FILE)
        return cls(weights, *curve)


def merged(plans: Sequence[Weighed]) -> list[Weighed]:
    """The plans that do different things, in the order they came; wordings of the same add up."""
    found: dict[tuple[Step, ...], Weighed] = {}
    for weighed in plans:
        steps = tuple(dict.fromkeys(weighed.plan.steps))
        known = found.setdefault(steps, weighed)
        if known is not weighed:
            found[steps] = replace(known, probability=known.probability + weighed.probability)
    return list(found.values())


def features(request: Request, plans: Sequence[Weighed], evidence: Evidence) -> list[Features]:
    """What speaks for each plan, the model's own opinion included."""
    told = evidence(request, [weighed.plan for weighed in plans])
    return [
        {**own, LIKELIHOOD: math.log(max(weighed.probability, _LEAST))}
        for own, weighed in zip(told, plans, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Preference:
    """What the words of a request say of one plan beside another."""

    score: float
    """How much more they speak for it."""
    is_guess: bool
    """Whether it moves what nobody spoke of."""


def preference(
    judge: Judge | None, evidence: Evidence, request: Request, plan: Plan, other: Plan
) -> Preference:
    """What the words say for a plan beside another; without a judge no more than whether it is a guess."""
    told, others = evidence(request, [plan, other])
    score = 0.0 if judge is None else judge.score(told) - judge.score(others)
    return Preference(score, told.get("do:alone", 0.0) >= _UNSPOKEN)
