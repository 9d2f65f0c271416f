"""Sentences as people say them in homes with names of several styles: brands, sides, plurals."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

ON = Attribute("on", Kind.BOOLEAN)
BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
COLOR = Attribute("color", Kind.STRING, choices=("red", "green", "blue"))
POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
SPEED = Attribute("speed", Kind.INTEGER, 0, 100, "%")
VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
WARMTH = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
LOCKED = Attribute("locked", Kind.BOOLEAN)

WORLD = World(
    (Room("Lounge", "Ground"), Room("Kitchen", "Ground"), Room("Bedroom", "First"), Room("Porch", "Outside")),
    (
        Thing("a", "Left sconce", "light", "Lounge", (ON, BRIGHTNESS, COLOR)),
        Thing("b", "Right sconce", "light", "Lounge", (ON, BRIGHTNESS, COLOR)),
        Thing("c", "Floor globe", "light", "Kitchen", (ON, BRIGHTNESS)),
        Thing("d", "Bose Mini", "speaker", "Lounge", (ON, VOLUME)),
        Thing("e", "Lucas One", "speaker", "Kitchen", (ON, VOLUME)),
        Thing("f", "North screen", "blind", "Bedroom", (POSITION,)),
        Thing("g", "South screen", "blind", "Bedroom", (POSITION,)),
        Thing("h", "Drapes", "curtain", "Lounge", (POSITION,)),
        Thing("i", "Bedroom stat", "thermostat", "Bedroom", (WARMTH,)),
        Thing("j", "Vornado", "fan", "Bedroom", (ON, SPEED)),
        Thing("k", "Kitchen plug", "plug", "Kitchen", (ON,)),
        Thing("l", "Side door", "lock", "Porch", (LOCKED,)),
        Thing("m", "Dusty", "vacuum", "Kitchen", (), (Action("start"), Action("stop"), Action("dock"))),
        Thing("n", "Wall spots", "light", "Bedroom", (ON, BRIGHTNESS)),
        Thing("o", "Wall spots", "light", "Kitchen", (ON, BRIGHTNESS)),
    ),
)
READER = Reader(Vocabulary(WORLD))


def read(said: str, room: str | None) -> str | None:
    plan = READER.read(Request(WORLD, said, room))
    return plan.text if plan else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("left sconce red and right sconce off", "set left sconce: color=red; set right sconce: on=false"),
        (
            "turn the left sconce on and the other one off",
            "set left sconce: on=true; set right sconce: on=false",
        ),
        ("raise the north screen and lower the south one",
         "set north screen: position=100; set south screen: position=0"),
        ("lower the north screen and raise the south screen",
         "set north screen: position=0; set south screen: position=100"),
        ("crank the lucas to 60", "set lucas one: volume=60"),
        ("set the bedroom to 18", "set bedroom stat: target_temperature=18"),
        ("lights off in here and on in the bedroom",
         "set all light in lounge: on=false; set bedroom wall spots: on=true"),
        ("shut off the whole house", "set all: on=false"),
        ("make sure the side door's locked", "set side door: locked=true"),
        ("would you mind drawing the drapes", "set drapes: position=0"),
        ("north screen a quarter of the way down", "set north screen: position=75"),
        ("could the vornado blow a bit harder", "set vornado: speed=slightly more"),
        ("give the floor globe more juice", "set floor globe: brightness=more"),
        ("floor globe down to a glimmer", "set floor globe: brightness=min"),
        ("bring the floor globe right up", "set floor globe: brightness=max"),
        ("tell dusty to pack it in", "run dusty: stop"),
        ("let dusty loose", "run dusty: start"),
        ("the bose up a bit and the drapes down a bit",
         "set bose mini: volume=slightly more; set drapes: position=slightly less"),
        ("shut the house down", "set all: on=false"),
        ("floor globe off and lock up", "set floor globe: on=false; set side door: locked=true"),
        ("lock up", "set side door: locked=true"),
        ("raise the north screen and the brightness",
         "set north screen: position=100; set all light in lounge: brightness=more"),
        ("close the drapes but leave the floor globe off",
         "set drapes: position=0; set floor globe: on=false"),
        ("turn off the lights downstairs and on upstairs",
         "set all light in ground: on=false; set bedroom wall spots: on=true"),
    ],
)  # fmt: skip
def test_reads(said: str, plan: str) -> None:
    assert read(said, "Lounge") == plan


@pytest.mark.parametrize(
    "said",
    ["turn off the ground floor", "turn off the kitchen", "kitchen off", "the kitchen, lights at half"],
)
def test_leaves_a_place_with_several_devices(said: str) -> None:
    """What is meant of a place, nothing says."""
    assert read(said, "Lounge") is None
