"""What waits in the home when something is said: whatever was set before, and things that do not matter."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from model_core.reading.chinese.text import is_chinese
from model_core.train.example import Example
from model_core.world import Pending, Turn

_LATER = re.compile(r"(?:^|; )later (?P<when>after|at|when) [^\"]*?(?P<rest> (?:called|about|then) .+)?$")
_QUOTED = re.compile(r"(?P<how>called|about|text=)\s*\"(?P<text>[^\"]+)\"")
_OTHERS = (
    Pending(""), Pending(""), Pending("alarm"), Pending("timer"), Pending("timer", "tea"), Pending("timer", "eggs"),
    Pending("timer", "the oven"), Pending("timer", "nap"), Pending("timer", "laundry"), Pending("alarm", "work"),
    Pending("reminder", "call mum"), Pending("reminder", "take the bins out"), Pending("reminder", "feed the cat"),
    Pending("reminder", "pills"),
)  # fmt: skip
_OTHERS_IN_CHINESE = (
    Pending(""), Pending(""), Pending("alarm"), Pending("timer"), Pending("timer", "鸡蛋"), Pending("timer", "面条"),
    Pending("timer", "午睡"), Pending("alarm", "上班"), Pending("reminder", "吃药"), Pending("reminder", "倒垃圾"),
    Pending("reminder", "给妈妈打电话"),
)  # fmt: skip
_SEEN = 0.9
"""Share of the times that what was set before still waits."""
_BESIDE = 0.3
"""Share of sentences beside which other things may wait."""


def besides(
    rng: random.Random, waits: Sequence[Pending] = (), *, chinese: bool = False
) -> tuple[Pending, ...]:
    """What a sentence is about, among zero to three other things, in some order."""
    others = rng.sample(_OTHERS_IN_CHINESE if chinese else _OTHERS, rng.choices((0, 1, 2, 3), (0.5, 0.25, 0.15, 0.1))[0])
    return tuple(rng.sample([*waits, *others], len(waits) + len(others)))


def let_wait(example: Example, rng: random.Random) -> Example:
    """The example with what its earlier turns set, and now and then with what it is not about."""
    if example.request.pending:
        return example
    set_before = [w for turn in example.request.history for w in _set(turn)] if rng.random() < _SEEN else []
    others = besides(rng, chinese=is_chinese(example.request.utterance)) if rng.random() < _BESIDE else ()
    return replace(example, request=replace(example.request, pending=(*others, *set_before)))


def _set(turn: Turn) -> list[Pending]:
    """What a turn's plan leaves waiting, as the home would tell it."""
    found = _LATER.search(turn.plan)
    if found is None:
        return []
    rest = found["rest"] or ""
    quoted = _QUOTED.search(rest)
    name = quoted["text"] if quoted is not None else ""
    if quoted is not None and quoted["how"] != "called":
        return [Pending("reminder", name)]
    if "then " in rest or found["when"] == "when":
        return [Pending("", name)]
    return [Pending("timer" if found["when"] == "after" else "alarm", name)]
