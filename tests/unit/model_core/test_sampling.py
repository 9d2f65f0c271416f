"""Choosing a token: the likeliest, or drawn in the shares that temperature and nucleus leave."""

from __future__ import annotations

from collections import Counter

import pytest
import torch

from model_core.errors import ModelError
from model_core.sampling import Sampler, Sampling

CHANCES = torch.tensor([0.5, 0.3, 0.15, 0.05])
SCORES = CHANCES.log()
DRAWS = 4000


def shares(sampling: Sampling) -> list[float]:
    """How often each token is drawn."""
    sampler = Sampler(sampling)
    drawn = Counter(sampler(SCORES).token for _ in range(DRAWS))
    return [drawn[token] / DRAWS for token in range(len(SCORES))]


@pytest.mark.parametrize(
    ("temperature", "top_p", "expected"),
    [
        (1.0, 1.0, [0.5, 0.3, 0.15, 0.05]),
        (0.5, 1.0, [0.685, 0.247, 0.062, 0.007]),
        (1.0, 0.8, [0.625, 0.375, 0.0, 0.0]),
        (1.0, 0.81, [0.526, 0.316, 0.158, 0.0]),
        (1.0, 1e-12, [1.0, 0.0, 0.0, 0.0]),
        (0.0, 1.0, [1.0, 0.0, 0.0, 0.0]),
        (1e-46, 1.0, [1.0, 0.0, 0.0, 0.0]),
        (1e-6, 0.9, [1.0, 0.0, 0.0, 0.0]),
    ],
)
def test_tokens_are_drawn_in_their_shares(temperature: float, top_p: float, expected: list[float]) -> None:
    drawn = shares(Sampling(temperature, top_p, seed=1))
    assert drawn == pytest.approx(expected, abs=0.03)
    assert [share == 0 for share in drawn] == [share == 0 for share in expected]


def test_a_seed_draws_the_same_again_and_another_does_not() -> None:
    def drawn(seed: int) -> list[int]:
        sampler = Sampler(Sampling(seed=seed))
        return [sampler(SCORES).token for _ in range(50)]

    assert drawn(5) == drawn(5)
    assert drawn(5) != drawn(6)
    assert drawn(-1) == drawn(-1)


def test_ids_and_logarithms_are_those_of_the_allowed() -> None:
    ids = torch.tensor([7, 3, 9, 1])
    choice = Sampler(Sampling(temperature=0, alternatives=2))(SCORES + 4, ids)
    assert choice.token == 7
    assert choice.logprob == pytest.approx(float(SCORES[0]), abs=1e-5)
    assert [token for token, _ in choice.alternatives] == [7, 3]
    assert [value for _, value in choice.alternatives] == pytest.approx(SCORES[:2].tolist(), abs=1e-5)


def test_more_alternatives_than_tokens_are_all() -> None:
    assert len(Sampler(Sampling(alternatives=20))(SCORES).alternatives) == 4


def test_scores_that_are_none_are_an_error() -> None:
    with pytest.raises(ModelError, match="not finite"):
        Sampler(Sampling())(torch.tensor([0.0, float("nan")]))
