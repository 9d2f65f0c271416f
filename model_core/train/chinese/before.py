"""What was said earlier and does not matter: a wish that stands alone means the same after it."""

from __future__ import annotations

import random
from dataclasses import replace

from model_core.train.chinese.borrow import borrow
from model_core.train.example import Example
from model_core.train.families.borrow import devices_of
from model_core.train.home import Household
from model_core.world import Turn

_ALONE = frozenset({1, 2, 3})
"""Kinds whose sentences say all they mean; words of the others may lean on the place or on what was said."""


def say_before(example: Example, home: Household, rng: random.Random, *, chance: float = 0.12) -> Example:
    """The example after an earlier turn about devices of other kinds than those it is about."""
    meant = {home.kinds[e.device] for e in example.expected or ()}
    if example.request.history or example.kind not in _ALONE or not meant or rng.random() >= chance:
        return example
    draft = borrow(
        home,
        rng,
        (1, 3),
        lambda d: bool(devices_of(d)) and not meant & {home.kinds[i] for i in devices_of(d)},
    )
    if draft is None:
        return example
    turn = Turn(draft.utterance, draft.plan)
    return replace(example, request=replace(example.request, history=(turn,)))
