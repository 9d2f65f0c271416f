"""Several commands in a sentence are read as one plan where every part of it is understood."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

ON = Attribute("on", Kind.BOOLEAN)
BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
SPEED = Attribute("speed", Kind.INTEGER, 0, 100, "%")
LOCKED = Attribute("locked", Kind.BOOLEAN)
WARMTH = Attribute("target_temperature", Kind.NUMBER, 50, 250, "°C")
MODE = Attribute("mode", Kind.STRING, choices=("bake", "grill"))
ITEM = Attribute("item", Kind.STRING, required=True)
PROGRAMME = Attribute("programme", Kind.STRING, choices=("eco", "quick"))
SEATS = tuple(
    Attribute(f"{side}_seat_heating", Kind.INTEGER, 0, 100, "%") for side in ("driver", "passenger")
)
RUNS = (Action("start", (PROGRAMME,)), Action("stop"))
ALARM = Action("set_alarm", (Attribute("time", Kind.STRING, required=True), Attribute("label", Kind.STRING)))
WORLD = World(
    (Room("Kitchen", "Ground floor"), Room("Hall", "Ground floor"), Room("Bedroom", "First floor")),
    (
        Thing("k", "Kitchen light", "light", "Kitchen", (ON, BRIGHTNESS)),
        Thing("h", "Hall light", "light", "Hall", (ON,)),
        Thing("l", "Bedside lamp", "light", "Bedroom", (ON, BRIGHTNESS)),
        Thing("b", "Bedroom blind", "blind", "Bedroom", (POSITION,)),
        Thing("c", "Kitchen blind", "blind", "Kitchen", (POSITION,)),
        Thing("f", "Fan", "fan", "Bedroom", (ON, SPEED)),
        Thing("t", "TV", "television", "Hall", (ON, VOLUME)),
        Thing("s", "Kitchen speaker", "speaker", "Kitchen", (VOLUME,)),
        Thing("o", "Oven", "oven", "Kitchen", (ON, WARMTH, MODE)),
        Thing("d", "Front door", "lock", "Hall", (LOCKED,)),
        Thing("w", "Dishwasher", "dishwasher", "Kitchen", (), RUNS),
        Thing("m", "Washing machine", "washer", "Kitchen", (), RUNS),
        Thing("p", "Mia's phone", "phone", None, (VOLUME, Attribute("flashlight", Kind.BOOLEAN)), (ALARM,)),
        Thing(
            "v", "Volvo", "car", None,
            (LOCKED, Attribute("windows", Kind.INTEGER, 0, 100, "%"), *SEATS),
        ),
        Thing("g", "Shopping list", "list", None, (), (Action("add", (ITEM,)), Action("remove", (ITEM,)))),
    ),
)  # fmt: skip
READER = Reader(Vocabulary(WORLD))


def read(said: str, room: str | None = None) -> str | None:
    plan = READER.read(Request(WORLD, said, room))
    return plan.text if plan else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        (
            "turn the hall light on and the lamp in the bedroom",
            "set hall light: on=true; set bedside lamp: on=true",
        ),
        ("volume 15 in the kitchen, 30 on the telly", "set kitchen speaker: volume=15; set tv: volume=30"),
        (
            "in the bedroom lamp off, the blind to seventy",
            "set bedside lamp: on=false; set bedroom blind: position=70",
        ),
        ("fan at forty, blind down in the bedroom", "set fan: speed=40; set bedroom blind: position=0"),
        ("turn the oven off turn the tv off", "set oven: on=false; set tv: on=false"),
        ("lock the front door and turn on the sauna", 'set front door: locked=true; refuse unknown "sauna"'),
        ("kill the tv but leave the hall light on", "set tv: on=false"),
        ("lock the volvo and roll her windows up", "set volvo: locked=true; set volvo: windows=0"),
        ("switch the oven on at 200 with grill", "set oven: on=true, target_temperature=200, mode=grill"),
        ("Kitchen light: 40%", "set kitchen light: brightness=40"),
        ('add "book MOT" to the shopping list', 'run shopping list: add item="book mot"'),
        ("Shopping list: milk", 'run shopping list: add item="milk"'),
        (
            "put milk on the shopping list and scratch bread off it",
            'run shopping list: add item="milk"; run shopping list: remove item="bread"',
        ),
        ("Mia's torch on", "set mia's phone: flashlight=true"),
        (
            "set an alarm on Mia's phone for 6:45 called gym",
            'run mia\'s phone: set_alarm time="06:45" label="gym"',
        ),
        ("passenger seat heater to 60", "set volvo: passenger_seat_heating=60"),
        ("tilt the bedroom blind 45 degrees", "refuse unable: bedroom blind"),
        ("let the fan swing", "refuse unable: fan"),
        ("pause the dishwasher", "refuse unable: dishwasher"),
    ],
)
def test_every_part_is_read(said: str, plan: str) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    "said",
    [
        "start the dishwasher and the washing machine, both on eco",
        "close the blind and lock the front door",
        "turn off the tv but leave the thing on",
        'call "mum" and turn the tv off',
    ],
)
def test_what_is_left_to_the_model(said: str) -> None:
    assert read(said) is None
