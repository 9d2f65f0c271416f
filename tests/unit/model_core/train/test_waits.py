"""What waits when something is said: what was set before, and what the sentence is not about."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from model_core.train.example import Example
from model_core.train.waits import besides, let_wait
from model_core.world import Pending, Request, Turn
from tests.unit.model_core.worlds import house


def _after(*plans: str) -> Example:
    request = Request(house(), "and then?", history=tuple(Turn("do it", plan) for plan in plans))
    return Example(request, "refuse chat", "test", 10)


def _waiting(example: Example) -> list[Sequence[Pending]]:
    return [let_wait(example, random.Random(seed)).request.pending for seed in range(60)]


@pytest.mark.parametrize(
    ("plan", "waits"),
    [
        ("later after 10 min", Pending("timer")),
        ('later after 4 min called "eggs"', Pending("timer", "eggs")),
        ("later at 7:00am tomorrow", Pending("alarm")),
        ('later at 18:00 about "the bins"', Pending("reminder", "the bins")),
        ('later after 1 h then run phone: notify text="call mum"', Pending("reminder", "call mum")),
        ("set lamp: on=true; later after 10 min then set lamp: on=false", Pending("")),
        ("later when washer: state=done", Pending("")),
    ],
)
def test_what_was_set_before_mostly_waits(plan: str, waits: Pending) -> None:
    found = _waiting(_after(plan))
    assert sum(waits in pending for pending in found) > 40
    assert any(waits not in pending for pending in found) or waits == Pending("")


def test_what_was_done_at_once_leaves_nothing() -> None:
    found = _waiting(_after("set lamp: on=true", "refuse chat"))
    assert sum(not pending for pending in found) > 40
    assert any(found)


def test_what_an_example_says_waits_is_left_as_it_is() -> None:
    request = Request(house(), "cancel it", pending=(Pending("alarm"),))
    example = Example(request, "cancel alarm", "test", 11)
    assert let_wait(example, random.Random(1)) is example


def test_what_is_spoken_of_waits_among_other_things() -> None:
    found = [besides(random.Random(seed), (Pending("timer", "ham"),)) for seed in range(40)]
    assert all(Pending("timer", "ham") in pending for pending in found)
    assert {len(pending) for pending in found} > {1, 2}
