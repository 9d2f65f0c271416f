"""Earlier turns are put before sentences that stand alone, and before no others."""

from __future__ import annotations

import random

from model_core.train import families as _families  # noqa: F401 - registers every family
from model_core.train.before import say_before
from model_core.train.example import TRAIN, Example, registered, sample
from model_core.train.families.furnish import furnish
from model_core.train.home import Household
from model_core.train.household import make_household


def _examples(kind: int, count: int) -> list[tuple[Example, Example, Household]]:
    found = []
    for seed in range(count):
        rng = random.Random(seed)
        home = furnish(make_household(rng, size=14), rng)
        try:
            example = sample(rng, registered(TRAIN, (kind,)), home)
        except LookupError:
            continue
        found.append((example, say_before(example, home, rng, chance=1.0), home))
    return found


def test_the_plan_stays_and_a_turn_comes_before() -> None:
    told = [(e, after) for e, after, _ in _examples(1, 60) if not e.request.history]
    with_turn = [(e, after) for e, after in told if after.request.history]
    assert len(with_turn) > len(told) / 2
    for example, after in with_turn:
        assert after.plan == example.plan
        assert after.request.utterance == example.request.utterance
        assert after.request.history[0].plan != example.plan


def test_some_turns_are_about_the_same_device() -> None:
    same = 0
    for example, after, home in _examples(1, 80):
        label = home.vocabulary.labels[example.expected[0].device] if example.expected else "?"
        same += any(f" {label}:" in turn.plan for turn in after.request.history)
    assert same > 10


def test_words_that_lean_on_what_was_said_are_left_alone() -> None:
    for kind in (4, 8, 10):
        for example, after, _ in _examples(kind, 25):
            assert after is example
