"""Alarms that are armed, groups told by a word of their names, and orders beside a scene or a need."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.forbidding import NOTHING
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_LIT = (_ON, Attribute("brightness", Kind.INTEGER, 0, 100, "%"))
_WARM = (_ON, Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C"))
_SOUND = (_ON, Attribute("muted", Kind.BOOLEAN), Attribute("volume", Kind.INTEGER, 0, 100, "%"))
_ARMED = (Attribute("mode", Kind.STRING, choices=("off", "home", "away", "night")),)
_PLAYS = (Action("play"), Action("pause"), Action("next"), Action("previous"))
_WORLD = World(
    tuple(map(Room, ("Lounge", "Attic", "Study", "Hall"))),
    (
        Thing("1", "Bedside Lamp", "light", "Attic", _LIT),
        Thing("2", "Bedside Lamp", "light", "Study", _LIT),
        Thing("3", "Pendant", "light", "Lounge", _LIT),
        Thing("4", "Attic Radiator", "thermostat", "Attic", _WARM),
        Thing("5", "Study Radiator", "thermostat", "Study", _WARM),
        Thing("6", "Heat Pump", "thermostat", "Lounge", _WARM),
        Thing("7", "Telly", "television", "Lounge", _SOUND, _PLAYS),
        Thing("8", "Ring", "alarm", "Hall", _ARMED),
        Thing("9", "Good Night", "scene", None, (), (Action("activate"),)),
        Thing("10", "Fish Tank", "plug", "Lounge", (_ON,)),
        Thing("11", "Chores", "list", None, (), (Action("add", (Attribute("item", Kind.STRING),)),)),
    ),
)
_READER = Reader(Vocabulary(_WORLD))


def _read(said: str, room: str | None = "Lounge", world: World = _WORLD) -> str | None:
    reader = _READER if world is _WORLD else Reader(Vocabulary(world))
    plan = reader.read(Request(world, said, room))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("disarm now", "set ring: mode=off"),
        ("good morning, you can disarm the alarm", "set ring: mode=off"),
        ("arm the alarm in night mode", "set ring: mode=night"),
        ("arm the alarm for away", "set ring: mode=away"),
        ("arm the ring to stay", "set ring: mode=home"),
    ],
)
def test_alarms_are_armed(said: str, plan: str) -> None:
    assert _read(said) == plan


@pytest.mark.parametrize(
    "said",
    [
        "deactivate",
        "we're off to bed, arm the place",
        "if the pendant isn't off yet, turn it on",
        "if the pendant is still off, turn it off",
    ],
)
def test_what_is_not_plain_moves_nothing(said: str) -> None:
    text = _read(said)
    assert text is None or not text.startswith("set ")


def test_what_is_left_alone_beside_a_scene_is_not_lit() -> None:
    assert _read("turn on good night but leave the pendant alone") == "run good night: activate"


def test_nothing_is_disarmed_where_there_is_no_alarm() -> None:
    assert _read("disarm", world=World(_WORLD.rooms, _WORLD.things[:3])) is None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("every bedside lamp in the house to 35 percent",
         "set attic bedside lamp, study bedside lamp: brightness=35"),
        ("all radiators off", "set attic radiator, study radiator: on=false"),
        ("good night but keep the pendant on", "run good night: activate; set pendant: on=true"),
        ("if the pendant isn't on yet, turn it on", "set pendant: on=true"),
        ("if the pendant is still on, turn it off", "set pendant: on=false"),
        ("both bedside lamps on", "set attic bedside lamp, study bedside lamp: on=true"),
        ("two more for the chores: call the plumber, and clear the gutters",
         'run chores: add item="call the plumber"; run chores: add item="clear the gutters"'),
        ("my boss is ringing", "run telly: pause"),
        ("hush, i can't hear mum on the phone", "set telly: muted=true"),
        ("whatever you do, don't switch the fish tank off", NOTHING),
    ],
)  # fmt: skip
def test_what_is_read(said: str, plan: str) -> None:
    assert _read(said) == plan


@pytest.mark.parametrize(
    "said",
    [
        "pendant off and go back one on the telly box thing",
        "everything off in here bar the telly, that just needs pausing",
        "i cannot see what i am soldering and please off that radio",
    ],
)
def test_no_part_is_dropped(said: str) -> None:
    assert _read(said) is None
