"""What is told of days gone by, of others and of elsewhere, and needs that nothing can help."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_WARMTH = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
_WORLD = World(
    (Room("Loft"), Room("Cellar"), Room("Larder"), Room("Porch")),
    (
        Thing("lamp", "Loft lamp", "light", "Loft", (_ON,)),
        Thing("stove", "Pellet stove", "pellet stove", "Larder", (_ON, _WARMTH)),
        Thing("fan", "Loft fan", "fan", "Loft", (_ON,)),
        Thing("sweep", "Sweeper", "vacuum", "Loft", (), (Action("start"),)),
        Thing("gate", "Gate", "gate", "Porch", (Attribute("open", Kind.BOOLEAN),)),
    ),
)
_READER = Reader(Vocabulary(_WORLD))


def _read(sentence: str, room: str | None = "Loft") -> str | None:
    plan = _READER.read(Request(_WORLD, sentence, room))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    "sentence",
    [
        "the opera was so long I fell asleep",
        "my uncle drove to Bergen with his boot open",
        "in the war we'd no coal and slept in our coats",
        "I used to sell lamps in Leeds",
        "her sister never wore gloves",
        "the ferry was freezing yesterday",
        "that lecture was a breeze",
        "my nephew says gardening is boring",
        "I dreamt the roof was gone",
        "if I had a pound for every time I heard that",
    ],
)
def test_a_tale_asks_for_nothing(sentence: str) -> None:
    assert _read(sentence) == "refuse chat"


@pytest.mark.parametrize(
    "sentence",
    [
        "the film was great, turn the lamp off",
        "the ferry was freezing and it's no warmer here",
        "my uncle left the gate open",
        "my nephew dropped crumbs on the rug",
        "our teeth were chattering at supper",
        "the loft lamp was too bright",
        "my sister is freezing",
        "was the gate open yesterday?",
    ],
)
def test_what_may_be_wished_for_is_no_tale(sentence: str) -> None:
    assert _read(sentence) != "refuse chat"


@pytest.mark.parametrize(
    ("sentence", "room", "plan"),
    [
        ("it's pitch black in here", "Cellar", "refuse chat"),
        ("too dark to find the keyhole in here", "Porch", "refuse chat"),
        ("it's pitch black in here", "Loft", "set loft lamp: on=true"),
        ("it's freezing in here", "Porch", "refuse chat"),
    ],
)
def test_a_need_that_nothing_there_can_help_is_talk(sentence: str, room: str, plan: str) -> None:
    assert _read(sentence, room) == plan


def test_what_may_help_by_its_name_or_abilities_is_left_open() -> None:
    assert _read("it's freezing in here", "Larder") != "refuse chat"
