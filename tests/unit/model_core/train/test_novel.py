"""The table of invented devices is complete and consistent."""

from __future__ import annotations

import random
import re

import pytest

from model_core.train.catalogue_more import KINDS
from model_core.train.families.furnish import furnish
from model_core.train.families.novel_homes import add_novel
from model_core.train.families.novel_parts import abilities, compose, nouns, nouns_for, parts
from model_core.train.families.novel_types import (
    PREFIX,
    NovelType,
    novel_things,
    novel_types,
    pool_of_types,
)
from model_core.train.families.tables import nested
from model_core.train.household import make_household
from model_core.world import Thing


def test_there_are_enough_types_and_none_is_usual() -> None:
    types = {t.type for t in novel_types()}
    assert len(types) == len(novel_types()) >= 50
    assert not types & set(KINDS)


def test_training_and_development_have_different_types() -> None:
    train, dev = ({t.type for t in pool_of_types(split)} for split in ("train", "dev"))
    assert not train & dev
    assert len(dev) >= 5


@pytest.mark.parametrize("kind", novel_types(), ids=lambda k: k.type)
def test_sayings_name_what_the_type_offers(kind: NovelType) -> None:
    assert len(kind.properties) + len(kind.actions) >= 2
    names = {p.name for p in kind.properties} | {a.name for a in kind.actions}
    for saying in kind.sayings:
        end = saying.partition("\t")[2].removeprefix("set ").removeprefix("get ").removeprefix("check ")
        assert end.split("=")[0].split()[0] in names, saying


def test_adding_devices_keeps_the_others() -> None:
    rng = random.Random(3)
    home = make_household(rng)
    more = add_novel(home, rng, 3)
    assert more.world.things[: len(home.world.things)] == home.world.things
    assert 1 <= len(novel_things(more)) <= 6
    assert {t.id for t in more.world.things} == set(more.state) == set(more.kinds)


def test_furnishing_is_reproducible() -> None:
    first, second = (
        furnish(make_household(random.Random(5)), random.Random(6), always=True).world for _ in range(2)
    )
    assert first == second


def test_every_noun_has_parts_that_exist_and_only_one_split() -> None:
    assert all(len(n.parts) >= 2 and {k for k, _, _ in n.parts} <= set(parts()) for n in nouns())
    assert not {n.names[0] for n in nouns_for("train")} & {n.names[0] for n in nouns_for("dev")}
    assert not {n.names[0] for n in nouns()} & {t.type for t in novel_types()}


def test_a_composed_device_knows_its_parts() -> None:
    rng = random.Random(4)
    home = make_household(rng)
    for number in range(60):
        kind = compose(rng, "train", home.renames.get("on", "on"))
        thing = Thing(f"x{number}", kind.type, kind.type, None, kind.properties, kind.actions)
        more = home.with_things((thing, PREFIX + kind.type, {a.name: 0 for a in kind.properties}))
        found = {a.offered.name for a in abilities(more, thing)}
        names = [p.name for p in kind.properties] + [a.name for a in kind.actions]
        assert found == set(names)


def test_every_saying_of_a_part_has_only_slots_that_are_filled() -> None:
    slots = set(nested("novel", "slots")) | set("dDnucapq")
    for part in parts().values():
        for saying in part.sayings:
            template, does = saying.split("\t")
            single = set(re.findall(r"\{([^{}|\[\]]+)\}", template))
            assert single <= slots, saying
            assert does.split(maxsplit=1)[0] in {"set", "get", "check", "run"}, saying
