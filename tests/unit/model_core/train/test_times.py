"""Spoken times and what they stand for."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import TypeVar

from model_core.train.families.times import clock, duration, exact_time, once, repeated

T = TypeVar("T")
_EXACT = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_AMOUNT = r"\d+(\.\d+)? (s|min|h)"


def _many(write: Callable[[random.Random], T]) -> list[T]:
    rng = random.Random(1)
    return [write(rng) for _ in range(20_000)]


def test_clock_times_are_valid_and_agree_with_their_words() -> None:
    found = dict(_many(exact_time))
    assert all(_EXACT.fullmatch(t) for t in found.values())
    assert found["half past seven pm"] == "19:30"
    assert found["quarter to eight"] == "07:45"
    assert found["midnight"] == "00:00"
    assert all(
        t >= "12:00"
        for said, t in found.items()
        if said.endswith(("pm", "p.m.", "in the evening", "tonight"))
    )
    assert all(t < "12:00" for said, t in found.items() if said.endswith((" am", "a.m.", "in the morning")))


def test_the_plan_keeps_the_half_of_the_day_that_was_said() -> None:
    found = {time.said: time.plan for time in _many(clock)}
    assert found["half past seven pm"] == "7:30pm"
    assert found["12:30 pm"] == "12:30pm"
    assert found["6 in the morning"] == "6:00am"
    assert found["quarter to eight"] == "07:45"
    assert found["22:30"] == "22:30"


def test_durations_keep_the_unit_that_was_said() -> None:
    found = {said: plan for said, _, plan in _many(duration)}
    assert found["half an hour"] == "30 min"
    assert found["an hour and a half"] == "1.5 h"
    assert found["four and a half minutes"] == "4.5 min"
    assert found["90 minutes"] == "90 min"
    assert found["two hours"] == "2 h"
    assert found["1 hour and 20 minutes"] == "1 h 20 min"
    assert all(re.fullmatch(rf"{_AMOUNT}( {_AMOUNT})?", plan) for plan in found.values())


def test_triggers_are_written_in_the_plan_language() -> None:
    trigger = re.compile(
        rf"after {_AMOUNT}( {_AMOUNT})?"
        r"|at (\d\d:\d\d|\d\d?:\d\d[ap]m|sunrise|sunset)( (tomorrow|daily|weekdays|weekends|\w+day))?"
    )
    for write in (once, repeated):
        assert all(trigger.fullmatch(plan) for _, plan in _many(write))
