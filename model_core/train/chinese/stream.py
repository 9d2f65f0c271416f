"""Homes of Chinese names with what is said in them, for the stream of training sequences."""

from __future__ import annotations

import random
from collections.abc import Mapping
from contextlib import suppress

from model_core.train.chinese import families as _families  # noqa: F401 - registers every family
from model_core.train.chinese.before import say_before
from model_core.train.chinese.household import make_household
from model_core.train.chinese.registry import registered, sample
from model_core.train.example import TRAIN, Example
from model_core.train.home import Household


def is_chinese(seed: int, number: int, share: float) -> bool:
    """Whether that sequence of a seed is a Chinese one; the English ones stay what they are without any."""
    return share > 0 and random.Random(f"{seed}:{number}:language").random() < share


def household(
    rng: random.Random, mixture: Mapping[int, float], count: int, *, split: str = TRAIN
) -> tuple[Household, list[Example]]:
    """A Chinese home and up to `count` sentences; `mixture` says how often each kind comes up."""
    home = make_household(rng, split=split)
    by_kind = {kind: found for kind in mixture if (found := registered(split, (kind,)))}
    examples: list[Example] = []
    for kind in rng.choices(tuple(by_kind), [mixture[k] for k in by_kind], k=2 * count):
        with suppress(LookupError):  # this home has nothing of the kind
            examples.append(say_before(sample(rng, by_kind[kind], home), home, rng))
        if len(examples) == count:
            break
    return home, examples
