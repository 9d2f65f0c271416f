"""One noun for two places, names that look like pronouns, and devices that are near what was said."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

ON = Attribute("on", Kind.BOOLEAN)
POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
PUMPS = (Action("pump_over"), Action("punch_down"))
WORLD = World(
    tuple(map(Room, ("Den", "Hall", "Cellar"))),
    (
        Thing("1", "Den Light", "light", "Den", (ON,)),
        Thing("2", "Hall Light", "light", "Hall", (ON,)),
        Thing("3", "Den Shutters", "shutter", "Den", (POSITION,)),
        Thing("4", "Hall Shutters", "shutter", "Hall", (POSITION,)),
        Thing("5", "Tank One", "fermentation tank", "Cellar", (), PUMPS),
        Thing("6", "Tank Two", "fermentation tank", "Cellar", (), PUMPS),
        Thing("7", "Telly", "television", "Den", (ON, VOLUME)),
        Thing("8", "Ana's Phone", "phone", None, (VOLUME,)),
        Thing("9", "Bay Window Blind", "blind", "Cellar", (POSITION,)),
        Thing("10", "Robbie", "vacuum", "Hall", (), (Action("start"), Action("stop"))),
    ),
)
READER = Reader(Vocabulary(WORLD))


def read(said: str, world: World = WORLD, room: str | None = "Den") -> str | None:
    reader = READER if world is WORLD else Reader(Vocabulary(world))
    plan = reader.read(Request(world, said, room))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("lights on in here and off in the hall", "set den light: on=true; set hall light: on=false"),
        ("light off in here, on in the hall", "set den light: on=false; set hall light: on=true"),
        ("turn the light on in the hall and off in here", "set hall light: on=true; set den light: on=false"),
        ("shutters down in here and up in the hall",
         "set den shutters: position=0; set hall shutters: position=100"),
        ("shutters down in the den and shutters up in the hall",
         "set den shutters: position=0; set hall shutters: position=100"),
        ("shutters down in the den and in the hall", "set all shutter in den, hall: position=0"),
    ],
)  # fmt: skip
def test_what_is_to_be_in_one_place_is_not_done_in_another(said: str, plan: str) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("pump over tank two and punch down tank one", "run tank two: pump_over; run tank one: punch_down"),
        ("punch down tank one", "run tank one: punch_down"),
        ("den light on and the hall one too", "set den light: on=true; set hall light: on=true"),
    ],
)
def test_a_name_may_end_like_a_pronoun(said: str, plan: str) -> None:
    assert read(said) == plan


def test_a_bare_volume_is_a_players_before_it_is_a_phones() -> None:
    assert read("volume to twelve") == "set telly: volume=12"
    phone = World(WORLD.rooms, tuple(t for t in WORLD.things if t.name != "Telly"))
    assert read("volume to twelve", phone) == "set ana's phone: volume=12"


def test_a_blind_is_no_window() -> None:
    assert read("open the window", room="Cellar") != "set bay window blind: position=100"
    assert read("open the window blind", room="Cellar") == "set bay window blind: position=100"


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("set robbie off round the house", "run robbie: start"),
        ("set the robot off", "run robbie: start"),
        ("turn robbie off", "run robbie: stop"),
        ("set the hall light off", "set hall light: on=false"),
    ],
)
def test_a_robot_that_is_set_off_starts(said: str, plan: str) -> None:
    assert read(said) == plan


LIGHTING = World(
    tuple(map(Room, ("Den", "Hall"))),
    (
        Thing("1", "Den Lamp", "light", "Den", (ON,)),
        Thing("2", "Hall Lamp", "light", "Hall",
              (ON, Attribute("brightness", Kind.INTEGER, 0, 100, "%"),
               Attribute("color_temperature", Kind.INTEGER, 2200, 6500, "K"))),
        Thing("3", "Temperature Sensor", "temperature sensor", "Den",
              (Attribute("temperature", Kind.NUMBER, None, None, "°C", writable=False),)),
        Thing("4", "Radiator", "radiator valve", "Den",
              (Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C"),)),
        Thing("5", "Telly", "television", "Den",
              (ON, Attribute("source", Kind.STRING, choices=("netflix", "disney+")))),
        Thing("6", "Camera", "camera", "Hall", (ON,)),
        Thing("7", "Valve", "valve", "Hall", (POSITION,)),
        Thing("8", "Gate", "gate", None, (Attribute("open", Kind.BOOLEAN),)),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("dim the light", None),  # the one here cannot, and the one in the hall was not meant
        ("set the light to 20 percent", "refuse unable: den lamp"),
        ("set the temperature to 21", None),  # of no sensor
        ("set the temperature sensor to 21", "refuse unable: temperature sensor"),
        ("telly on disney plus", "set telly: source=disney+"),
        ("make the hall lamp a touch warmer", "set hall lamp: color_temperature=slightly less"),
        ("hall lamp cooler", "set hall lamp: color_temperature=more"),
        ("hall lamp brightness down by 500", None),
        ("kill the telly and the camera goes on", "set telly: on=false; set camera: on=true"),
        ("everything off apart from the camera", "set all except camera: on=false"),
        ("close the gate, turn the telly on, no turn it off", "set gate: open=false; set telly: on=false"),
        ("telly off in half an hour, don't let me forget it", None),
        ("telly off, forget it", "refuse chat"),
    ],
)
def test_what_is_near_what_was_said_is_not_what_was_said(said: str, plan: str | None) -> None:
    assert read(said, LIGHTING) == plan
