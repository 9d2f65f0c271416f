"""What waits in the home when something is said: whatever was set before, and things that do not matter."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from model_core import pending
from model_core.errors import InvalidPlan
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import CancelStep, LaterStep
from model_core.reading.chinese.text import is_chinese
from model_core.train.example import Example
from model_core.world import Pending, Turn

_OTHERS = tuple(
    Pending(*told)
    for told in (
        ("",), ("",), ("alarm",), ("timer",), ("timer", "tea"), ("timer", "eggs"), ("timer", "the oven"),
        ("timer", "nap"), ("timer", "laundry"), ("alarm", "work"), ("reminder", "call mum"),
        ("reminder", "take the bins out"), ("reminder", "feed the cat"), ("reminder", "pills"),
    )
)  # fmt: skip
_OTHERS_IN_CHINESE = tuple(
    Pending(*told)
    for told in (
        ("",), ("",), ("alarm",), ("timer",), ("timer", "鸡蛋"), ("timer", "面条"), ("timer", "午睡"),
        ("alarm", "上班"), ("reminder", "吃药"), ("reminder", "倒垃圾"), ("reminder", "给妈妈打电话"),
    )
)  # fmt: skip
_SEEN = 0.9
"""Share of the times that what was set before still waits."""
_BESIDE = 0.3
"""Share of sentences beside which other things may wait."""


def besides(
    rng: random.Random, waits: Sequence[Pending] = (), *, chinese: bool = False
) -> tuple[Pending, ...]:
    """What a sentence is about, among zero to three other things, in some order."""
    others = rng.sample(
        _OTHERS_IN_CHINESE if chinese else _OTHERS, rng.choices((0, 1, 2, 3), (0.5, 0.25, 0.15, 0.1))[0]
    )
    return tuple(rng.sample([*waits, *others], len(waits) + len(others)))


def let_wait(example: Example, vocabulary: Vocabulary, rng: random.Random) -> Example:
    """The example with what its earlier turns left waiting, and now and then with what it is not about."""
    request = example.request
    left = left_waiting(request.history, vocabulary) if rng.random() < _SEEN else ()
    others: tuple[Pending, ...] = ()
    if not request.pending and rng.random() < _BESIDE:
        others = besides(rng, chinese=is_chinese(request.utterance))
    return replace(example, request=replace(request, pending=(*request.pending, *others, *left)))


def left_waiting(history: Sequence[Turn], vocabulary: Vocabulary) -> tuple[Pending, ...]:
    """What the turns set and did not take back, as the home would tell it."""
    left: list[Pending] = []
    for turn in history:
        with suppress(InvalidPlan):
            for step in parse(turn.plan, vocabulary, utterance=turn.utterance).steps:
                if isinstance(step, LaterStep):
                    left.append(pending.told(step.trigger, step.steps, step.name, step.about))
                elif isinstance(step, CancelStep):
                    left = [w for w in left if step.which.name and w.name != step.which.name]
    return tuple(left)
