"""Words of Mandarin find the devices they mean; homes are varied, valid and reproducible."""

from __future__ import annotations

import random

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.train.catalogue_more import KINDS
from model_core.train.chinese.household import make_household
from model_core.train.chinese.names import OWNERS
from model_core.train.chinese.noise import add_noise
from model_core.train.chinese.numerals import numeral, percent
from model_core.train.chinese.scopes import scope
from model_core.train.chinese.speech import key, resolve, spoken
from model_core.train.chinese.words import WORDS
from model_core.train.home import Household
from model_core.train.splits import is_dev
from model_core.world import Attribute, Kind, Room, Thing, World

_LIGHT = (Attribute("on", Kind.BOOLEAN),)


def _home() -> Household:
    things = (
        Thing("a", "灯", "light", "客厅", _LIGHT),
        Thing("b", "落地灯", "light", "客厅", _LIGHT),
        Thing("c", "床头灯2", "light", "主卧", _LIGHT),
        Thing("d", "Hue Go", "light", "书房", _LIGHT),
        Thing("e", "小明的台灯", "light", "次卧", _LIGHT),
        Thing("f", "客厅空调", "air conditioner", "客厅", _LIGHT),
    )
    world = World((Room("客厅"), Room("主卧"), Room("书房"), Room("次卧")), things)
    classes = {"客厅": "living", "主卧": "bedroom", "书房": "office", "次卧": "bedroom"}
    kinds = {**dict.fromkeys("abcde", "light"), "f": "air conditioner"}
    return Household(
        world, Vocabulary(world), {t.id: {"on": False} for t in things}, kinds, classes, proper=frozenset("d")
    )


@pytest.mark.parametrize(
    ("words", "room", "meant"),
    [
        ("落地灯", None, "b"),
        ("客厅的落地灯", None, "b"),
        ("客厅的灯", None, "ab"),
        ("主卧灯", None, "c"),
        ("二号床头灯", None, "c"),
        ("床头灯二", None, "c"),
        ("书房的灯", None, "d"),
        ("hue go", None, "d"),
        ("小明台灯", None, "e"),
        ("台灯", None, "e"),
        ("空调", None, "f"),
        ("灯", None, "abcde"),
        ("灯", "客厅", "ab"),
        ("灯", "书房", "d"),
        ("主卧室的灯", None, "c"),
        ("冰箱", None, ""),
    ],
)
def test_words_find_what_they_mean(words: str, room: str | None, meant: str) -> None:
    assert "".join(t.id for t in resolve(_home().at(room), words)) == meant


def test_a_noun_that_fits_several_is_not_said_of_one() -> None:
    home, rng = _home(), random.Random(1)
    said = {spoken(home, home.world.things[0], rng) for _ in range(60)}
    assert said == {None}
    others = {spoken(home, home.world.things[1], rng) for _ in range(60)}
    assert "落地灯" in others
    assert not {"灯", "客厅的灯", "那盏灯"} & others


def test_unmarked_groups_need_a_word_for_all() -> None:
    home, rng = _home(), random.Random(2)
    found = [scope(home, rng, "light") for _ in range(200)]
    bare = [s for s in found if s is not None and s.said == "灯"]
    assert bare
    assert not any(s.marked for s in bare)
    assert all(len(s.members) == 5 for s in bare)


def test_ways_to_write_the_same_are_equal() -> None:
    assert key("2号台灯") == key("台灯2") == key("台灯二") == key("二号的台灯")
    assert key("小明的台灯") == key("小明台灯")
    assert key("台灯") != key("台灯2")


def test_numerals() -> None:
    known = {0: "零", 10: "十", 15: "十五", 20: "二十", 26: "二十六", 100: "一百", 105: "一百零五"}
    known |= {110: "一百一十", 250: "二百五十", 999: "九百九十九", 2700: "二千七百", 6500: "六千五百"}
    said = {n: numeral(n).replace("两", "二") for n in known}
    assert said == known


def test_percentages_stand_for_what_is_said() -> None:
    rng = random.Random(3)
    for _ in range(300):
        amount = percent(rng)
        if amount.said.startswith("百分之") and isinstance(amount.value, int) and amount.value < 100:
            assert amount.said.removeprefix("百分之") in {numeral(amount.value), str(amount.value)}


def test_every_kind_of_device_has_words() -> None:
    assert set(WORDS) == set(KINDS)


def test_homes_are_varied_valid_and_reproducible() -> None:
    rng = random.Random(1)
    homes = [make_household(rng) for _ in range(250)]
    sizes = [len(h.world.things) for h in homes]
    assert min(sizes) <= 4
    assert max(sizes) >= 25
    assert len({t.name for h in homes for t in h.world.things}) > 1000
    assert sum(bool(h.world.floors) for h in homes) > 40
    assert any(len({t.name for t in h.world.things}) < len(h.world.things) for h in homes)
    assert any(t.name.isascii() for h in homes for t in h.world.things)
    for home in homes:
        for thing in home.world.things:
            assert set(home.state[thing.id]) == {p.name for p in thing.properties}
            assert thing.room is None or thing.room in {r.name for r in home.world.rooms}
    assert make_household(random.Random(9)).world == make_household(random.Random(9)).world


def test_training_homes_have_no_held_out_owner() -> None:
    held_out = {o for o in OWNERS if is_dev(o)}
    rng = random.Random(4)
    names = [t.name for _ in range(150) for t in make_household(rng).world.things]
    assert held_out
    assert not any(name.startswith(f"{o}的") for o in held_out for name in names)


def test_noise_keeps_what_is_quoted_and_protected() -> None:
    rng = random.Random(5)
    said = {
        add_noise("打开桑拿房的灯", 'refuse unknown "桑拿房的灯"', rng, ("桑拿房的灯",)) for _ in range(400)
    }
    assert len(said) > 40
    assert all("桑拿房的灯" in s for s in said)
    assert any(s.startswith("请") for s in said)
    assert any("呃" in s for s in said)
