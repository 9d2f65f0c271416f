"""Noise changes how a sentence is said and never what its plan is about."""

from __future__ import annotations

import random
import re

from model_core.train.mishearing import misheard
from model_core.train.noise import add_noise


def test_words_of_the_plan_stay_as_they_are() -> None:
    rng = random.Random(2)
    plan = 'run list: add item="living room lights"'
    said = {add_noise("put living room lights on the list", plan, rng) for _ in range(600)}
    assert len(said) > 30
    assert all("living room lights" in s for s in said)


def test_the_last_number_is_the_one_that_is_meant() -> None:
    rng = random.Random(3)
    said = {add_noise("set the lamp to 40 percent", "set lamp: brightness=40", rng) for _ in range(900)}
    corrected = [s for s in said if any(n in s for n in ("30 ", "35 ", "39 ", "45 ", "50 "))]
    assert corrected
    assert all(re.findall(r"\d+", s)[-1] == "40" for s in corrected)


def test_numbers_of_names_are_not_corrected() -> None:
    rng = random.Random(4)
    plan = "set bedroom 2 light: brightness=20"
    said = [add_noise("set bedroom 2 light to 20", plan, rng) for _ in range(600)]
    assert all(set(filter(str.isdigit, s.replace("20", "").replace("2", ""))) == set() for s in said)


def test_a_slip_is_made_and_kept_words_are_spared() -> None:
    rng = random.Random(5)
    text = "turn off the bedroom lights, i can't sleep"
    assert len({misheard(text, rng, set()) for _ in range(200)}) > 6
    spared = {misheard(text, rng, {"bedroom", "lights", "off"}) for _ in range(200)}
    assert all("bedroom" in s and "lights" in s and " off" in s for s in spared)
