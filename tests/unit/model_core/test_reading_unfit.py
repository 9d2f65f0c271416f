"""What a home has not or cannot, and words that fit several of its devices."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

ON = Attribute("on", Kind.BOOLEAN)
LEVEL = Attribute("brightness", Kind.INTEGER, 1, 100, "%")
LOCKED = Attribute("locked", Kind.BOOLEAN)
POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
WARMTH = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
PLAYS = Attribute("state", Kind.STRING, choices=("playing", "paused"), writable=False)
PLACE = Attribute("location", Kind.STRING, writable=False)

READER = Reader(
    Vocabulary(
        World(
            (
                Room("Lounge", "Ground floor"),
                Room("Kitchen", "Ground floor"),
                Room("Bedroom", "Upstairs"),
            ),
            (
                Thing("ball", "Glass ball", "light", "Lounge", (ON, LEVEL)),
                Thing("spot", "Picture spot", "light", "Lounge", (ON, LEVEL)),
                Thing("bed", "Bed light", "light", "Bedroom", (ON,)),
                Thing("side", "Side door", "lock", "Kitchen", (LOCKED,)),
                Thing("bolt", "Cellar door", "lock", "Lounge", (LOCKED,)),
                Thing("window", "Window AC", "air conditioner", "Bedroom", (ON, WARMTH)),
                Thing("cool", "Polar", "air conditioner", "Lounge", (ON, WARMTH)),
                Thing("fan", "Breeze", "fan", "Bedroom", (ON,)),
                Thing("vac", "Vacuum", "vacuum", "Kitchen", (), (Action("start"), Action("dock"))),
                Thing("two", "Robot vacuum", "vacuum", "Bedroom", (), (Action("start"), Action("dock"))),
                Thing("tv", "Big screen", "television", "Lounge", (ON,)),
                Thing("amp", "Amp", "speaker", "Lounge", (ON, PLAYS)),
                Thing("car", "Car", "car", None, (LOCKED, PLACE), (Action("honk"),)),
                Thing("blind", "Slats", "blind", "Kitchen", (POSITION,)),
                Thing("wash", "Washer", "washer", "Kitchen", (), (Action("start"),)),
            ),
        )
    )
)


def read(said: str, room: str | None = None) -> str | None:
    """The plan text of a sentence, or None."""
    plan = READER.read(Request(READER.vocabulary.world, said, room))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("lock the front door behind me", 'refuse unknown "front door"'),
        ("is the back door still locked?", 'refuse unknown "back door"'),
        ("preheat the oven, I'm making a lasagne", 'refuse unknown "oven"'),
        ("get the soundbar going", 'refuse unknown "soundbar"'),
        ("is the fish tank warm enough", 'refuse unknown "fish tank"'),
        ("how's the bread maker getting on", 'refuse unknown "bread maker"'),
        ("dim the chandelier in the bedroom", 'refuse unknown "chandelier in the bedroom"'),
        ("everything in the garage off", 'refuse unknown "garage"'),
        ("is my phone charged yet", 'refuse unknown "phone"'),
    ],
)
def test_what_is_not_there_is_refused(said: str, plan: str) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("can the fan move from side to side", "refuse unable: breeze"),
        ("put the fan on its slowest", "refuse unable: breeze"),
        ("Netflix on the telly", "refuse unable: big screen"),
        ("could the bed light go turquoise", "refuse unable: bed light"),
        ("how's the battery on the blind", "refuse unable: slats"),
        ("how long is left on the washing machine", "refuse unable: washer"),
    ],
)
def test_what_a_device_cannot_do_is_refused(said: str, plan: str) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "room", "plan"),
    [
        ("put the AC on", None, "ask which all air conditioner"),
        ("unlock the door", None, "ask which all lock"),
        ("turn that light off", "Lounge", "ask which all light in lounge"),
        ("turn the light off", "Lounge", "set all light in lounge: on=false"),
        ("start the vacuum", None, "run vacuum: start"),
        ("start the vacuum", "Bedroom", "run robot vacuum: start"),
    ],
)
def test_which_one_is_meant(said: str, room: str | None, plan: str | None) -> None:
    assert read(said, room) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("is the amp still going", "check amp: state=playing"),
        ("where did I leave the car this time", "get car: location"),
        ("slats right up please", "set slats: position=100"),
        ("somebody left the bed light on, turn it off", "set bed light: on=false"),
        ("bed light on, I need the hedge trimmer", "set bed light: on=true"),
    ],
)
def test_reads(said: str, plan: str) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    "said",
    ["the kettle in her kitchen was lovely and old", "what is an oven", "my sister bought a soundbar"],
)
def test_talk_of_things_is_not_refused_as_unknown(said: str) -> None:
    assert not (read(said) or "").startswith("refuse unknown")


NUMBERED = Reader(
    Vocabulary(
        World(
            (Room("Bedroom 1"), Room("Yard")),
            (
                Thing("over", "Overhead light", "light", "Bedroom 1", (ON, LEVEL)),
                Thing("gate", "Gate", "gate", "Yard", (POSITION,)),
            ),
        )
    )
)


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("turn on the light in bedroom 2", None),
        ("gate 3, close it", None),
        ("overhead light to 2 percent", "set overhead light: brightness=2"),
        ("gate 30 percent", "set gate: position=30"),
        ("close the gate", "set gate: position=0"),
    ],
)
def test_the_number_of_a_name_is_no_value(said: str, plan: str | None) -> None:
    read = NUMBERED.read(Request(NUMBERED.vocabulary.world, said))
    assert (None if read is None else read.text) == plan
