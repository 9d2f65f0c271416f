"""Orders put right within a chain, what a second order leaves out, and which of two is for later."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading import hesitation
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
_VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
_TARGET = Attribute("target_temperature", Kind.NUMBER, 5, 35, "°C")
_LOCKED = Attribute("locked", Kind.BOOLEAN)
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_SUCTION = Attribute("fan_speed", Kind.STRING, choices=("quiet", "turbo"))
_ROBOT = tuple(Action(name) for name in ("start", "stop", "pause", "dock"))
_ADD = Action("add", (Attribute("item", Kind.STRING, required=True),))
_HALL, _DEN = "Hall", "Den"
_WORLD = World(
    (Room(_HALL), Room(_DEN), Room("Garden")),
    (
        Thing("l1", "Hall Light", "light", _HALL, (_ON, _BRIGHTNESS)),
        Thing("l2", "Hue Go", "light", _DEN, (_ON, _BRIGHTNESS)),
        Thing("l3", "String Lights", "light", "Garden", (_ON, _BRIGHTNESS)),
        Thing("l4", "Path Light", "light", "Garden", (_ON, _BRIGHTNESS)),
        Thing("p1", "Plug", "plug", _HALL, (_ON,)),
        Thing("h1", "Fan Heater", "heater", _DEN, (_ON, _TARGET)),
        Thing("t1", "Telly", "television", _DEN, (_ON, _VOLUME)),
        Thing("k1", "Deadbolt", "lock", _HALL, (_LOCKED,)),
        Thing("k2", "Medicine Box", "lock", _DEN, (_LOCKED,)),
        Thing("b1", "Hall Blind", "blind", _HALL, (_POSITION,)),
        Thing("b2", "Den Blind", "blind", _DEN, (_POSITION,)),
        Thing("v1", "Robot", "vacuum", _HALL, (_SUCTION,), _ROBOT),
        Thing("i1", "Packing List", "list", None, (), (_ADD,)),
    ),
)
_READER = Reader(Vocabulary(_WORLD))


def _read(said: str, room: str | None = _DEN) -> str | None:
    plan = _READER.read(Request(_WORLD, said, room))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        (
            "turn off the hall light now and the plug in half an hour",
            "set hall light: on=false; later after 30 min then set plug: on=false",
        ),
        (
            "turn the telly down now and off altogether at eleven tonight",
            "set telly: volume=less; later at 11:00pm then set telly: on=false",
        ),
        (
            "hall light on now, and off at eleven every night",
            "set hall light: on=true; later at 11:00pm daily then set hall light: on=false",
        ),
        (
            "fan heater on at twenty two and off again in half an hour",
            (
                "set fan heater: on=true, target_temperature=22; "
                "later after 30 min then set fan heater: on=false"
            ),
        ),
        (
            "set the robot to turbo now and send it off at half six tomorrow morning",
            "set robot: fan_speed=turbo; later at 6:30am tomorrow then run robot: start",
        ),
        (
            "turn off the hall light and the plug in half an hour",
            "later after 30 min then set hall light: on=false; set plug: on=false",
        ),
    ],
)
def test_what_is_said_for_now_does_not_wait(said: str, plan: str) -> None:
    assert _read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        (
            "unlock the medicine box, no wait, the deadbolt I mean, and pop the hall light on",
            "set deadbolt: locked=false; set hall light: on=true",
        ),
        (
            "string lights on, no, not them, hue go I mean, and the telly off",
            "set hue go: on=true; set telly: on=false",
        ),
        (
            "hall blind to forty percent, ah sorry, the den one i mean, and hue go on",
            "set den blind: position=40; set hue go: on=true",
        ),
    ],
)
def test_an_order_is_put_right_before_the_next(said: str, plan: str) -> None:
    assert _read(said) == plan


def test_those_are_what_was_left_out_just_before() -> None:
    said = "everything off in the garden except the string lights, and turn those down to 20"
    assert _read(said) == "set all in garden except string lights: on=false; set string lights: brightness=20"


def test_an_order_is_no_entry_of_a_list() -> None:
    text = _read("put the robot on quiet and start it, and stick sunscreen on the packing list")
    assert text is not None
    assert text.endswith('run packing list: add item="sunscreen"')
    assert text.count("add item") == 1


def test_a_need_is_not_met_where_the_order_beside_it_cannot_be_read() -> None:
    assert _read("cut the gas and the water, we're off to the cottage till monday") is None
    assert _read("we're off to the cottage till monday") is not None


def test_a_number_after_a_correction_is_no_time() -> None:
    said = list(hesitation.variants("lamp at 30, the other lamp too but make that 1 50"))
    assert not any(text.endswith("at 1 50") for text in said)
