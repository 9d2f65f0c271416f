"""Which device words mean that tell things of one sort from one another, and which they do not."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

ON = Attribute("on", Kind.BOOLEAN)
OPEN = Attribute("open", Kind.BOOLEAN)
LEVEL = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
LOUD = Attribute("volume", Kind.INTEGER, 0, 100, "%")
WARMTH = Attribute("target_temperature", Kind.NUMBER, 5, 75, "°C")
POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
LOCKED = Attribute("locked", Kind.BOOLEAN)
RING = Action("ring")

_SPELLED = frozenset(["turn", "the", "on", "off", "unlock", "ring", "lock", "open"])

READER = Reader(
    Vocabulary(
        World(
            (
                Room("Den", "Ground Floor"),
                Room("Kitchen", "Ground Floor"),
                Room("Back Kitchen", "Ground Floor"),
                Room("Attic", "Floor 2"),
            ),
            (
                Thing("orb", "Right Orb Lamp", "light", "Den", (ON, LEVEL)),
                Thing("star", "Star Lamp", "light", "Attic", (ON, LEVEL)),
                Thing("own", "Den Star Lamp", "light", "Den", (ON, LEVEL)),
                Thing("mains", "Far Outlet", "plug", "Den", (ON,)),
                Thing("gas", "Back Kitchen Gas Valve", "valve", "Back Kitchen", (OPEN,)),
                Thing("oven", "Back Kitchen Oven", "oven", "Back Kitchen", (ON,)),
                Thing("tank", "Hot Water Tank", "water heater", "Den", (WARMTH,)),
                Thing("pump", "Immersion", "water heater", "Attic", (WARMTH,)),
                Thing("one", "Den Panel Heater", "heater", "Den", (ON,)),
                Thing("two", "Kitchen Panel Heater", "heater", "Kitchen", (ON,)),
                Thing("phone", "Otto's Phone", "phone", None, (), (RING,)),
                Thing("van", "Nellie", "car", None, (LOCKED,)),
                Thing("door", "Front Door", "lock", "Den", (LOCKED,)),
                Thing("dot", "Echo Dot", "speaker", "Attic", (LOUD,)),
            ),
        )
    ),
    is_word=lambda word: word in _SPELLED,
)


def _read(utterance: str, room: str | None = None) -> str | None:
    plan = READER.read(Request(READER.vocabulary.world, utterance, room))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("utterance", "text"),
    [
        ("turn the right orb lamp on", "set right orb lamp: on=true"),
        ("turn the left orb lamp on", 'refuse unknown "left orb lamp"'),
        ("left orb lamp on", None),
        ("far outlet off", "set far outlet: on=false"),
        ("near outlet off", 'refuse unknown "near outlet"'),
        ("front door locked", "set front door: locked=true"),
        ("lock the back door", 'refuse unknown "back door"'),
        ("valve in the back kitchen off", "set back kitchen gas valve: open=false"),
        ("water valve in the back kitchen off", None),
        ("oven in the back kitchen on", "set back kitchen oven: on=true"),
        ("oven in the kitchen on", 'refuse unknown "oven in the kitchen"'),
        ("panel heater in the den on, panel heater in the kitchen on",
         "set den panel heater: on=true; set kitchen panel heater: on=true"),
        ("panel heater in the den on, panel heater in the attic on",
         'set den panel heater: on=true; refuse unknown "panel heater in the attic"'),
        ("hot water to 60 on the immersion", None),
        ("ring otto's phone", "run otto's phone: ring"),
        ("ring hedda's phone", None),
        ("unlock nellie", "set nellie: locked=false"),
        ("unlock dellie", None),
        ("echo dot volume ten", "set echo dot: volume=10"),
        ("echo show volume ten", None),
    ],
)  # fmt: skip
def test_what_words_exclude_is_not_meant(utterance: str, text: str | None) -> None:
    assert _read(utterance) == text


@pytest.mark.parametrize(
    ("room", "text"),
    [
        ("Den", "set den star lamp: brightness=30"),
        ("Attic", "set star lamp: brightness=30"),
        (None, "set star lamp: brightness=30"),
    ],
)
def test_a_part_of_a_name_here_is_nearer_than_a_whole_name_elsewhere(room: str | None, text: str) -> None:
    assert _read("star lamp to 30 percent", room) == text


@pytest.mark.parametrize(
    ("utterance", "text"),
    [
        ("every heater off except the kitchen's", "set all heater except kitchen panel heater: on=false"),
        ("all lights off but leave the attic", "set all light except attic: on=false"),
        ("all lights off but leave the attic and the den", None),
        ("all lights off, but the right orb lamp on",
         "set all light: on=false; set right orb lamp: on=true"),
        ("all lights off but the right orb lamp", "set all light except right orb lamp: on=false"),
        ("all lights off except the orb lamp, oven", None),
    ],
)  # fmt: skip
def test_all_that_is_left_out_of_a_group_counts(utterance: str, text: str | None) -> None:
    assert _read(utterance) == text


@pytest.mark.parametrize(
    ("utterance", "text"),
    [
        ("unlock the front door, it's the piano", "set front door: locked=false"),
        ("far outlet on, for the piano", "set far outlet: on=true"),
        ("far outlet on and the piano off", 'set far outlet: on=true; refuse unknown "piano"'),
        ("start the engine", "refuse unable: nellie"),
        ("swing on", None),
    ],
)
def test_a_purpose_is_no_device_that_is_not_there(utterance: str, text: str | None) -> None:
    assert _read(utterance) == text
