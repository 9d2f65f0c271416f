"""Made-up homes are varied, valid and reproducible; words find the devices they mean."""

from __future__ import annotations

import random
import re
from statistics import mean

from model_core.language.vocabulary import Vocabulary
from model_core.train.household import Household, make_household
from model_core.train.speech import resolve, spoken
from model_core.world import Attribute, Kind, Room, Thing, World

_LIGHT = (Attribute("on", Kind.BOOLEAN),)


def _home() -> Household:
    things = (
        Thing("a", "Light", "light", "Kitchen", _LIGHT),
        Thing("b", "Light Strip", "light", "Kitchen", _LIGHT),
        Thing("c", "Ceiling Light", "light", "Bedroom", _LIGHT),
        Thing("d", "Hue Go", "light", "Attic", _LIGHT),
    )
    world = World((Room("Kitchen"), Room("Bedroom"), Room("Attic")), things)
    classes = {"Kitchen": "kitchen", "Bedroom": "bedroom", "Attic": "utility"}
    state = {t.id: {"on": False} for t in things}
    return Household(world, Vocabulary(world), state, dict.fromkeys("abcd", "light"), classes)


def _meant(words: str, room: str | None = None) -> str:
    return "".join(t.id for t in resolve(_home().at(room), words))


def test_words_find_what_they_mean() -> None:
    assert _meant("the kitchen light") == "a"
    assert _meant("light strip") == "b"
    assert _meant("the bedroom lamp") == "c"
    assert _meant("attic light") == "d"
    assert _meant("the light", "Bedroom") == "ac"
    assert _meant("the light", "Kitchen") == "a"
    assert _meant("go") == "d"
    assert _meant("toaster") == ""


def test_homes_are_varied_in_size_and_names() -> None:
    rng = random.Random(1)
    homes = [make_household(rng) for _ in range(300)]
    sizes = [len(h.world.things) for h in homes]
    assert min(sizes) <= 4
    assert max(sizes) >= 30
    assert 9 <= mean(sizes) <= 20
    names = {t.name.casefold() for h in homes for t in h.world.things}
    assert len(names) > 1500
    assert sum(bool(h.world.floors) for h in homes) > 50
    assert sum(bool(set(h.renames) - {"speed"}) for h in homes) > 10
    assert any(len({t.name for t in h.world.things}) < len(h.world.things) for h in homes)


def test_state_covers_every_property() -> None:
    rng = random.Random(2)
    for _ in range(50):
        home = make_household(rng)
        for thing in home.world.things:
            assert set(home.state[thing.id]) == {p.name for p in thing.properties}
            assert thing.room is None or thing.room in {r.name for r in home.world.rooms}


def test_the_same_seed_makes_the_same_home() -> None:
    first, second = make_household(random.Random(9)), make_household(random.Random(9))
    assert first.world == second.world
    assert first.state == second.state


def test_spoken_words_mean_one_device_only() -> None:
    rng = random.Random(3)
    checked = 0
    for _ in range(60):
        home = make_household(rng).with_speaker(rng)
        for thing in home.world.things:
            said = spoken(home, thing, rng)
            by_place = home.world.floors or thing.name[-1:].isdigit()
            if said is None or by_place or re.search(r"\b(here|this room)\b", said.bare):
                continue
            assert resolve(home, said.bare) == (thing,)
            checked += 1
    assert checked > 300
