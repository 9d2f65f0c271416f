"""What is felt, seen or heard, and the one device of the home that answers it."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
_VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
_START = (Action("start"),)
_CAR = (Attribute("locked", Kind.BOOLEAN), Attribute("windows_open", Kind.BOOLEAN))
_WORLD = World(
    (Room("Bedroom"), Room("Bath"), Room("Laundry"), Room("Porch")),
    (
        Thing("lamp", "Reading lamp", "light", "Bedroom", (_ON, _BRIGHTNESS)),
        Thing("spot", "Mirror spot", "light", "Bath", (_ON, _BRIGHTNESS)),
        Thing("blind", "Bath blind", "blind", "Bath", (Attribute("position", Kind.INTEGER, 0, 100, "%"),)),
        Thing("washer", "Washer", "washer", "Laundry", (), _START),
        Thing("dryer", "Dryer", "dryer", "Laundry", (), _START),
        Thing("sweep", "Sweeper", "vacuum", "Bedroom", (), (*_START, Action("pause"))),
        Thing("heat", "Bedroom heating", "thermostat", "Bedroom", (_ON,)),
        Thing("cool", "Bedroom aircon", "air conditioner", "Bedroom", (_ON,)),
        Thing("bell", "Doorbell", "doorbell", "Porch", (_VOLUME,)),
        Thing("mower", "Mower", "mower", "Porch", (), _START),
        Thing("car", "Car", "car", None, _CAR),
    ),
)
_READER = Reader(Vocabulary(_WORLD))


def _read(sentence: str, room: str | None) -> str | None:
    plan = _READER.read(Request(_WORLD, sentence, room))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("sentence", "room", "plan"),
    [
        ("I can't tell which glove is which", "Bedroom", "set reading lamp: on=true"),
        ("can't find the latch in this blackness", "Bedroom", "set reading lamp: on=true"),
        ("marking essays by the light of my phone", "Bedroom", "set reading lamp: on=true"),
        ("that lamp is like a searchlight", "Bedroom", "set reading lamp: brightness=less"),
        ("these lights are frying my eyeballs", "Bath", "set mirror spot: brightness=less"),
        ("that reading lamp is on and I can't read this", "Bedroom", "set reading lamp: brightness=more"),
        ("the roofers can see straight in", "Bath", "set bath blind: position=0"),
        ("sopping jumpers just went in the drum", "Laundry", "run dryer: start"),
        ("the shirts are all in and the soap is in too", "Laundry", "run washer: start"),
        ("I'm on a call and that hoover is deafening", "Bedroom", "run sweeper: pause"),
        ("it's lashing down and the car windows are wide open", None, "set car: windows_open=false"),
        ("I don't remember locking the car", None, "set car: locked=true"),
        ("that doorbell makes me jump", "Porch", "set doorbell: volume=less"),
        ("we never hear the doorbell", "Bath", "set doorbell: volume=more"),
        ("the lawn is up to the kids' ankles", "Porch", "run mower: start"),
        ("my shirt is sticking to the chair", "Bedroom", "set bedroom aircon: on=true"),
    ],
)
def test_what_is_felt_is_answered(sentence: str, room: str | None, plan: str) -> None:
    assert _read(sentence, room) == plan


@pytest.mark.parametrize(
    ("sentence", "room"),
    [
        ("I can't tell which twin is which", "Porch"),
        ("that lamp was like a searchlight at my aunt's", "Bedroom"),
        ("the neighbours never hear the doorbell at their house", "Bath"),
        ("my brother's hoover was deafening", "Bedroom"),
        ("he walked off without the car keys", None),
        ("the stamp is sticking to the envelope", "Bedroom"),
        ("the dry shirts are in the wardrobe", "Laundry"),
    ],
)
def test_what_is_like_it_moves_nothing(sentence: str, room: str | None) -> None:
    assert _read(sentence, room) in {None, "refuse chat"}
