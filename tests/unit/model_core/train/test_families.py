"""Every family writes sentences whose plans parse, obey the grammar and do what was meant."""

from __future__ import annotations

import random
import time

import pytest

import model_core.train.families  # noqa: F401 - registers the families
from model_core.train.check import Acceptor, Wrong, check
from model_core.train.example import Draft, Example, Registered, registered, sample
from model_core.train.household import Household, make_household
from model_core.train.phrasing import set_effects, set_plan

_FAMILIES = registered("train")
_EARLY = tuple(f for f in _FAMILIES if f.kind <= 5)


def _examples(seed: int, homes: int, per_home: int, split: str = "train") -> list[tuple[Household, Example]]:
    rng = random.Random(seed)
    found = []
    for _ in range(homes):
        home = make_household(rng, split=split)
        for _ in range(per_home):
            try:
                found.append((home, sample(rng, registered(split), home)))
            except LookupError:
                break
    return found


@pytest.mark.parametrize("family", _EARLY, ids=lambda f: f.name)
def test_every_family_yields_and_does_what_it_means(family: Registered) -> None:
    rng = random.Random(7)
    found = 0
    for _ in range(1200):
        home = make_household(rng).with_speaker(rng)
        for _ in range(3):
            example = family(home, rng)
            if example is not None:
                check(example, home)
                assert example.expected is not None
                found += 1
        if found >= 12:
            return
    assert found >= 3


def test_the_grammar_accepts_every_plan() -> None:
    acceptors: dict[int, Acceptor] = {}
    examples = _examples(3, 25, 8)
    assert len(examples) > 150
    for home, example in examples:
        acceptor = acceptors.setdefault(id(home), Acceptor(home.vocabulary))
        assert acceptor.accepts(example.plan), example.plan


def test_the_grammar_refuses_other_texts() -> None:
    home = make_household(random.Random(5), size=8)
    acceptor = Acceptor(home.vocabulary)
    assert not acceptor.accepts("set the moon: on=true")
    assert acceptor.accepts("refuse chat")
    assert not acceptor.accepts("refuse chat; ")


def test_a_wrong_plan_is_caught() -> None:
    rng = random.Random(1)
    home = next(h for h in iter(lambda: make_household(rng), None) if len(h.able("on", "light")) > 1)
    first, second = home.able("on", "light")[:2]
    meant = Draft("light", set_plan(home, [second], {"on": True}), set_effects(home, [first], {"on": True}))
    with pytest.raises(Wrong):
        check(_FAMILIES[0].finish(meant, home), home)


def test_the_same_seed_gives_the_same_examples() -> None:
    first, second = _examples(11, 6, 6), _examples(11, 6, 6)
    assert [(e.request.utterance, e.plan) for _, e in first] == [
        (e.request.utterance, e.plan) for _, e in second
    ]
    third = _examples(12, 6, 6)
    assert [e.plan for _, e in first] != [e.plan for _, e in third]


def test_a_thousand_examples_take_seconds() -> None:
    began = time.perf_counter()
    assert len(_examples(2, 100, 10)) > 900
    assert time.perf_counter() - began < 20
