"""Spoken times and what they stand for."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import TypeVar

from model_core.train.families.times import clock_time, duration, once, repeated

T = TypeVar("T")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _many(write: Callable[[random.Random], T]) -> list[T]:
    rng = random.Random(1)
    return [write(rng) for _ in range(20_000)]


def test_clock_times_are_valid_and_agree_with_their_words() -> None:
    found = dict(_many(clock_time))
    assert all(_CLOCK.fullmatch(t) for t in found.values())
    assert found["half past seven pm"] == "19:30"
    assert found["quarter to eight"] == "07:45"
    assert found["midnight"] == "00:00"
    assert all(
        t >= "12:00"
        for said, t in found.items()
        if said.endswith(("pm", "p.m.", "in the evening", "tonight"))
    )
    assert all(t < "12:00" for said, t in found.items() if said.endswith((" am", "a.m.", "in the morning")))


def test_durations_keep_the_unit_that_was_said() -> None:
    found = {said: plan for said, _, plan in _many(duration)}
    assert found["half an hour"] == "30 min"
    assert found["an hour and a half"] == "90 min"
    assert found["90 minutes"] == "90 min"
    assert found["two hours"] == "2 h"
    assert all(re.fullmatch(r"[1-9]\d* (s|min|h)", plan) for plan in found.values())


def test_triggers_are_written_in_the_plan_language() -> None:
    trigger = re.compile(
        r"after [1-9]\d* (s|min|h)|at (\d\d:\d\d|sunrise|sunset)( (tomorrow|daily|weekdays|weekends|\w+day))?"
    )
    for write in (once, repeated):
        assert all(trigger.fullmatch(plan) for _, plan in _many(write))
