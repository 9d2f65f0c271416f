"""Chooses the next token from scores: the likeliest, or one drawn by temperature, nucleus and seed."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from model_core.errors import ModelError

_SEEDS = 2**63
_COLDEST = 1e-6
"""Smaller temperatures leave the likeliest token alone, and float32 may not tell them from 0."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How to choose."""

    temperature: float = 1.0
    """0, and what is next to it, takes the likeliest token."""
    top_p: float = 1.0
    """Share of the probability that the likeliest tokens, from which one is drawn, hold together."""
    seed: int | None = None
    """The same seed draws the same tokens; None draws others each time."""
    alternatives: int = 0
    """How many of the likeliest tokens to report with each choice."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A token with the logarithm of its probability among those that were allowed, before temperature."""

    token: int
    logprob: float = 0.0
    alternatives: tuple[tuple[int, float], ...] = ()
    """The likeliest tokens with theirs, falling."""


class Sampler:
    """Chooses for one answer; keeps the state of its random numbers."""

    def __init__(self, sampling: Sampling) -> None:
        self._how = sampling
        self._generator = torch.Generator()
        if sampling.seed is None:
            self._generator.seed()
        else:
            self._generator.manual_seed(sampling.seed % _SEEDS)

    def __call__(self, scores: Tensor, ids: Tensor | None = None) -> Choice:
        """One of the tokens with these scores [N], which are ids 0 to N-1 or `ids` [N].

        Raises ModelError when scores are not finite.
        """
        if not scores.isfinite().all():
            raise ModelError("The model's scores are not finite; its weights may be damaged.")
        logprobs = scores.log_softmax(-1)
        place = int(scores.argmax()) if self._how.temperature < _COLDEST else self._draw(scores)
        count = min(self._how.alternatives, len(scores))
        best = logprobs.topk(count)
        return Choice(
            _id(place, ids),
            float(logprobs[place]),
            tuple(
                (_id(at, ids), value)
                for at, value in zip(best.indices.tolist(), best.values.tolist(), strict=True)
            ),
        )

    def _draw(self, scores: Tensor) -> int:
        chances = ((scores - scores.max()) / self._how.temperature).softmax(-1)
        places: Tensor | None = None
        if self._how.top_p < 1:
            chances, places = chances.sort(descending=True)
            before = chances.cumsum(-1) - chances  # 0 for the likeliest, which therefore always stays
            kept = int((before < max(self._how.top_p, 1e-9)).sum())
            chances = chances[:kept]
        drawn = int(torch.multinomial(chances, 1, generator=self._generator))
        return drawn if places is None else int(places[drawn])


def _id(place: int, ids: Tensor | None) -> int:
    return place if ids is None else int(ids[place])
