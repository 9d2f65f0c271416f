"""Every Chinese family writes sentences whose plans parse, obey the grammar and do what was meant."""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import time
from dataclasses import replace

import pytest

import model_core.train.chinese.families
from model_core.language.parse import parse
from model_core.train.check import Acceptor, Wrong, check, meaning
from model_core.train.chinese.borrow import borrow
from model_core.train.chinese.household import make_household
from model_core.train.chinese.registry import registered, sample
from model_core.train.example import Example, Registered
from model_core.train.home import Household
from model_core.train.splits import DEV_SHARE, is_dev, pool

_FAMILIES = registered("train")
_KINDS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14}


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


def test_there_are_families_of_every_kind_that_is_spoken() -> None:
    assert {f.kind for f in _FAMILIES} == _KINDS


@pytest.mark.parametrize("family", _FAMILIES, ids=lambda f: f.name)
def test_every_family_yields_and_does_what_it_means(family: Registered) -> None:
    rng = random.Random(7)
    found = 0
    for _ in range(1500):
        home = make_household(rng).with_speaker(rng)
        for _ in range(3):
            example = family(home, rng)
            if example is not None:
                check(example, home)
                assert example.expected is not None
                found += 1
        if found >= 8:
            return
    assert found >= 3


def test_many_homes_of_both_splits_pass_the_check() -> None:
    examples = [*_examples(1, 90, 10), *_examples(2, 40, 10, "dev")]
    assert len(examples) > 1200
    for home, example in examples:
        check(example, home)


def test_the_grammar_accepts_every_plan() -> None:
    acceptors: dict[int, Acceptor] = {}
    for home, example in _examples(3, 25, 8):
        acceptor = acceptors.setdefault(id(home), Acceptor(home.vocabulary))
        assert acceptor.accepts(example.plan), example.plan


def test_a_wrong_plan_is_caught() -> None:
    caught = 0
    for home, example in _examples(4, 40, 10):
        steps = example.plan.split("; ")
        labels = [label for label in home.vocabulary.ids if example.plan.startswith(f"set {label}: on=")]
        others = [t for t in home.able("on") if labels and home.label(t) != labels[0]]
        if len(steps) > 1 or "," in example.plan or not labels or not others:
            continue
        wrong = example.plan.replace(labels[0], home.label(others[0]), 1)
        turned = example.plan.replace("true", "false") if "true" in wrong else wrong.replace("false", "true")
        for plan in (wrong, turned):
            if "toggle" not in plan:
                with pytest.raises(Wrong):
                    check(replace(example, plan=plan), home)
                caught += 1
    assert caught > 30


def test_the_same_words_at_the_same_place_have_one_meaning() -> None:
    families = registered("train", (1, 2, 3, 4, 5, 7, 8, 9))
    twice = 0
    for seed in range(16):
        rng = random.Random(seed)
        base = make_household(rng, size=rng.randint(4, 12))
        places = [None, *(r.name for r in base.world.rooms[:2])]
        meant: dict[tuple[str, str | None], tuple[object, ...]] = {}
        for _ in range(900):
            home = base.at(rng.choice(places))
            chosen = rng.choices(families, weights=[f.weight for f in families])[0]
            draft = chosen.write(home, rng)
            if draft is None:
                continue
            words = re.sub("[，。？！ ]", "", draft.utterance), (draft.speaker or home.speaker).room
            new = meaning(parse(draft.plan, home.vocabulary), home.world)
            twice += words in meant
            assert meant.setdefault(words, new) == new, (words, draft.plan)
    assert twice > 100


def test_sentences_are_chinese_and_hold_what_is_quoted() -> None:
    for _, example in _examples(5, 60, 10):
        said = example.request.utterance
        assert re.search(r"[\u4e00-\u9fff]", said), said
        assert not re.search(r"[{}|\[\]]|的的|里里|上上| {2}", said), said
        for quoted in re.findall(r'"([^"]+)"', example.plan):
            before = (turn.utterance for turn in example.request.history)
            assert quoted == "天气" or any(quoted in text for text in (said, *before)), example


def test_the_same_seed_gives_the_same_examples() -> None:
    first, second = _examples(11, 6, 6), _examples(11, 6, 6)
    assert [(e.request.utterance, e.plan) for _, e in first] == [
        (e.request.utterance, e.plan) for _, e in second
    ]


def test_a_thousand_examples_take_seconds() -> None:
    began = time.perf_counter()
    assert len(_examples(6, 100, 10)) > 900
    assert time.perf_counter() - began < 20


def test_what_is_borrowed_for_longer_sentences_parses() -> None:
    rng = random.Random(8)
    home = make_household(rng, size=16)
    drafts = [d for _ in range(30) if (d := borrow(home, rng, (1, 3))) is not None]
    assert len(drafts) > 20
    for draft in drafts:
        assert parse(draft.plan, home.vocabulary).steps


def _templates() -> list[tuple[str, ...]]:
    """Pools of sentence templates: constants of the families that are tuples of strings."""
    found: list[tuple[str, ...]] = []
    for module in pkgutil.iter_modules(model_core.train.chinese.families.__path__):
        names = vars(importlib.import_module(f"model_core.train.chinese.families.{module.name}"))
        found += [
            v
            for n, v in names.items()
            if n.isupper() and isinstance(v, tuple) and len(v) > 5 and all(isinstance(t, str) for t in v)
        ]
    return found


def test_templates_of_development_are_never_trained() -> None:
    pools = _templates()
    assert len(pools) > 60
    for texts in pools:
        train, dev = set(pool(texts, "train")), set(pool(texts, "dev"))
        if any(is_dev(t) for t in texts):
            assert not train & dev
        assert not any(is_dev(t) for t in train)
    every = [t for p in pools for t in p]
    assert abs(100 * sum(map(is_dev, every)) / len(every) - DEV_SHARE) < 4
