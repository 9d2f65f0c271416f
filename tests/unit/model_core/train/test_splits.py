"""Templates and names of development never occur in training."""

from __future__ import annotations

import importlib
import pkgutil
import random

import model_core.train.families
from model_core.train.example import registered
from model_core.train.household import make_household
from model_core.train.names import NICKNAMES, OWNERS
from model_core.train.splits import DEV_SHARE, is_dev, names_of, pool


def _templates() -> list[tuple[str, ...]]:
    """Pools of sentence templates: constants of the families that are tuples of strings."""
    found: list[tuple[str, ...]] = []
    for module in pkgutil.iter_modules(model_core.train.families.__path__):
        names = vars(importlib.import_module(f"model_core.train.families.{module.name}"))
        found += [
            v
            for n, v in names.items()
            if n.isupper() and isinstance(v, tuple) and len(v) > 5 and all(isinstance(t, str) for t in v)
        ]
    return found


def test_pools_are_split_without_overlap() -> None:
    pools = _templates()
    assert len(pools) > 60
    for texts in pools:
        train, dev = set(pool(texts, "train")), set(pool(texts, "dev"))
        if any(is_dev(t) for t in texts):
            assert not train & dev
        assert not any(is_dev(t) for t in train)


def test_the_share_held_out_is_about_what_is_said() -> None:
    texts = [t for p in _templates() for t in p]
    share = 100 * sum(map(is_dev, texts)) / len(texts)
    assert abs(share - DEV_SHARE) < 4


def test_training_homes_have_no_held_out_owner() -> None:
    held_out = {o for o in OWNERS if is_dev(o)}
    rng = random.Random(4)
    names = " ".join(t.name for _ in range(150) for t in make_household(rng).world.things)
    assert held_out
    assert not any(f"{o}'s" in names for o in held_out)


def test_development_homes_use_held_out_names() -> None:
    rest, every = names_of(NICKNAMES["light"], "train"), names_of(NICKNAMES["light"], "dev")
    assert set(every) - set(rest)


def test_whole_families_belong_to_one_side() -> None:
    train, dev = registered("train"), registered("dev")
    assert {f.name for f in train if f.split == "train"}.isdisjoint(f.name for f in dev)
    assert {f.name for f in dev if f.split == "dev"}.isdisjoint(f.name for f in train)
