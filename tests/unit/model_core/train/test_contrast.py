"""The same sentences get what the home decides: done, asked about or refused."""

from __future__ import annotations

import random

import pytest

import model_core.train.families  # noqa: F401 - registers the families
from model_core.train.check import check
from model_core.train.example import Registered, registered
from model_core.train.families.furnish import furnish
from model_core.train.household import make_household

_CONTRAST = tuple(f for f in registered("train", (7,)) if f.name.startswith("contrast."))
_TERSE = tuple(f for f in registered("train", (3,)) if f.name.startswith("terse."))


@pytest.mark.parametrize("family", _CONTRAST, ids=lambda f: f.name)
def test_a_family_has_both_what_is_done_and_what_is_refused(family: Registered) -> None:
    rng = random.Random(3)
    done = refused = 0
    for _ in range(150):
        home = furnish(make_household(rng), rng).with_speaker(rng)
        example = family(home, rng)
        if example is None:
            continue
        check(example, home)
        if example.plan.startswith("refuse unknown"):
            refused += 1
            assert example.plan.partition('"')[2].rstrip('"') not in home.vocabulary.ids
        done += not example.plan.startswith("refuse")
    assert min(done, refused) > 8


@pytest.mark.parametrize("family", _TERSE, ids=lambda f: f.name)
def test_few_words_set_what_they_mean(family: Registered) -> None:
    rng = random.Random(4)
    found = 0
    for _ in range(120):
        home = furnish(make_household(rng), rng).with_speaker(rng)
        example = family(home, rng)
        if example is not None:
            check(example, home)
            found += 1
    assert found > 10
