"""What is read loses nothing of what was said: not the need beside a command, nor whose something is."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.reading.reasons import Reasons
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

ON = Attribute("on", Kind.BOOLEAN)
BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
TARGET = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
WORLD = World(
    tuple(map(Room, ("Den", "Kitchen"))),
    (
        Thing("1", "Pot Lights", "light", "Den", (ON, BRIGHTNESS)),
        Thing("2", "Left Lamp", "light", "Kitchen", (ON, BRIGHTNESS)),
        Thing("3", "Right Lamp", "light", "Kitchen", (ON, BRIGHTNESS)),
        Thing("4", "Heating", "thermostat", None, (TARGET,)),
        Thing("5", "Espresso Machine", "coffee maker", "Kitchen", (ON,), (Action("start"),)),
        Thing("6", "Priya's Phone", "phone", None, (), (Action("ring"),)),
        Thing("7", "Ella's Shopping", "list", None, (), (Action("add", (Attribute("item", Kind.STRING),)),)),
        Thing("8", "Dryer", "dryer", "Kitchen", (ON,), (Action("stop"),)),
    ),
)
READER = Reader(Vocabulary(WORLD))


def read(said: str, room: str | None = "Den") -> str | None:
    plan = READER.read(Request(WORLD, said, room))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("it's pitch black in here", "set pot lights: on=true"),
        ("pitch black in here and while you're at it get the coffee going",
         "set pot lights: on=true; run espresso machine: start"),
        ("it's pitch black in here and while you're at it get the coffee going",
         "set pot lights: on=true; run espresso machine: start"),
        ("the pot lights at five percent and it's freezing",
         "set pot lights: brightness=5; set heating: target_temperature=more"),
        ("pot lights down to five, dryer off and it's cold in here",
         "set pot lights: brightness=5; set dryer: on=false; set heating: target_temperature=more"),
        ("so dark it has become, and stop the dryer", None),
        ("stop the dryer, it's freezing in here", None),
        ("turn the heating up, it's freezing in here", "set heating: target_temperature=more"),
        ("it's dark in here, pot lights on", "set pot lights: on=true"),
        ("i'm roasting, and ring priya's phone while you're at it", None),
    ],
)  # fmt: skip
def test_a_need_and_a_command_are_both_met_or_left_to_the_model(said: str, plan: str | None) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    "talk", ["i've lost it", "she is asleep", "i am in the bath", "it is back to school for the kids"]
)
@pytest.mark.parametrize(
    "order", ["then open the boot", "and latch the hatch", "and how humid is the tank", "and back to spotify"]
)
def test_what_is_to_be_done_after_a_reason_is_no_part_of_it(talk: str, order: str) -> None:
    reasons = Reasons(READER.vocabulary)
    assert reasons.are(talk, beside_command=True)
    assert not reasons.are(f"{talk}, {order}", beside_command=True)
    assert read(f"dryer off, {talk}, {order}") != "set dryer: on=false"


@pytest.mark.parametrize(
    "order", ["just halfway", "back one", "back on the radio", "the kids' music", "louder, what is the song"]
)
def test_what_is_wanted_without_a_verb_is_no_reason(order: str) -> None:
    reasons = Reasons(READER.vocabulary)
    assert not reasons.are(order, beside_command=True)
    assert reasons.are("just looking around", beside_command=True)
    assert read(f"dryer off, {order}") != "set dryer: on=false"


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("ring priya's phone", "run priya's phone: ring"),
        ("ring Priya’s phone", "run priya's phone: ring"),
        ("ella's phone, ring it", None),
        ("priya's shopping list, put tea on it", None),
        ("put tea on ella's shopping", 'run ella\'s shopping: add item="tea"'),
        ("priya's asleep, turn off the pot lights", "set pot lights: on=false"),
    ],
)
def test_what_is_somebody_elses_is_not_taken(said: str, plan: str | None) -> None:
    assert read(said) == plan


def test_making_that_one_something_puts_nothing_right() -> None:
    told = read("left lamp off right lamp on and make that one warm", "Kitchen")
    assert told is None or "warm" in told or "color_temperature" in told
