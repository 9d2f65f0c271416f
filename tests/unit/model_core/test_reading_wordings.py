"""Groups, what is missing and what is ambiguous, in the words that people use for them."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_CLEANS = tuple(Action(n) for n in ("start", "stop", "pause", "dock"))

_WORLD = World(
    (Room("Kitchen", "Ground"), Room("Den", "Ground"), Room("Study", "First"), Room("Bedroom", "First")),
    (
        Thing("a", "Ceiling Light", "light", "Kitchen", (_ON, _BRIGHTNESS)),
        Thing("b", "Counter Light", "light", "Kitchen", (_ON, _BRIGHTNESS)),
        Thing("c", "Big Lantern", "light", "Den", (_ON, _BRIGHTNESS)),
        Thing("d", "Left Blind", "blind", "Den", (_POSITION,)),
        Thing("e", "Right Blind", "blind", "Den", (_POSITION,)),
        Thing("f", "Tower Fan", "fan", "Den", (_ON,)),
        Thing("g", "Dyson", "fan", "Study", (_ON,)),
        Thing("h", "Robot Vacuum", "vacuum", "Den", (), _CLEANS),
        Thing("i", "Roborock", "vacuum", "Kitchen", (), _CLEANS),
        Thing("j", "Oven", "oven", "Kitchen", (_ON,)),
    ),
)
_READER = Reader(Vocabulary(_WORLD))


def _read(said: str, room: str | None = None) -> str | None:
    plan = _READER.read(Request(_WORLD, said, room))
    return plan.text if plan else None


@pytest.mark.parametrize(
    ("said", "room", "plan"),
    [
        ("switch off all three lights", None, "set all light: on=false"),
        ("blinds shut, both of them", None, "set all blind: position=0"),
        ("kill every last light in this place", None, "set all light: on=false"),
        ("both fans should be off", None, "set all fan: on=false"),
        ("lights off all over the house", None, "set all light: on=false"),
        ("every light we own at 40 percent", None, "set all light: brightness=40"),
        ("the kitchen can all go off", None, "set all in kitchen: on=false"),
        ("turn out all the lights except the one in the den", None, "set all light except den: on=false"),
        ("haul the left blind shut", None, "set left blind: position=0"),
        ("the right blind, just pull it up", None, "set right blind: position=100"),
        ("both robots out please", None, "run all vacuum: start"),
        ("start the vacuum", None, "ask which all vacuum"),
        ("do something about the oven", None, "ask what: oven"),
        ("the big lantern, change it", None, "ask what: big lantern"),
        ("the tower fan needs adjusting", None, "ask what: tower fan"),
        ("my oven", None, "ask what: oven"),
        ("the vacuum's being a pain, pause it", None, "ask which all vacuum"),
        ("knock it up a bit", None, "ask what"),
        ("close the bedroom curtains a crack", None, 'refuse unknown "bedroom curtains"'),
        ("turn on the tumble dryer in the study", None, 'refuse unknown "tumble dryer in the study"'),
        ("put some jazz on the den speaker", None, 'refuse unknown "den speaker"'),
        ("put the oven on grill mode", None, "refuse unable: oven"),
        ("turn the tower fan a lovely soft pink", None, "refuse unable: tower fan"),
        (
            "shut off the oven and the dyson, my sister's only just arrived",
            None,
            "set oven: on=false; set dyson: on=false",
        ),
        ("big lantern off, the neighbours have finally gone off", None, "set big lantern: on=false"),
        ("start the robot vacuum", None, "run robot vacuum: start"),
    ],
)
def test_reads(said: str, room: str | None, plan: str) -> None:
    assert _read(said, room) == plan


@pytest.mark.parametrize(
    "said",
    [
        "switch off all four lights",
        "i do not need to be on the tower fan",
        "do something about the heat",
        "big lantern on, something like 40 percent",
        "put the oven on the tower fan",
        "drive us home, put it in the oven",
    ],
)
def test_leaves_to_the_model(said: str) -> None:
    assert _read(said) is None
