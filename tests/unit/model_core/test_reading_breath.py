"""Several orders in a breath, orders put right on the way, and needs that are told in passing."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

ON = Attribute("on", Kind.BOOLEAN)
BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
WARMTH = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
LOCKED = Attribute("locked", Kind.BOOLEAN)
POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")

WORLD = World(
    (Room("Den"), Room("Pool"), Room("Workshop"), Room("Hall")),
    (
        Thing("globe", "Globe", "light", "Den", (ON, BRIGHTNESS)),
        Thing("orb", "Orb", "light", "Pool", (ON, BRIGHTNESS)),
        Thing(
            "tv", "Big screen", "television", "Den",
            (
                ON, VOLUME, Attribute("muted", Kind.BOOLEAN), Attribute("channel", Kind.INTEGER, 1, 999),
                Attribute("title", Kind.STRING, writable=False),
            ),
            (Action("pause"), Action("play"), Action("next")),
        ),
        Thing("shutter", "Shutter", "blind", "Den", (POSITION,)),
        Thing("stove", "Stove", "thermostat", "Den", (WARMTH,)),
        Thing("bolt", "Bolt", "lock", "Workshop", (LOCKED,)),
        Thing("mister", "Mister", "humidifier", "Den", (ON,)),
        Thing("stopcock", "Stopcock", "valve", "Hall", (POSITION,)),
        Thing(
            "rover", "Rover", "vacuum", "Hall",
            (Attribute("state", Kind.STRING, choices=("docked", "cleaning"), writable=False),),
            (Action("start"), Action("stop"), Action("pause"), Action("resume"), Action("dock")),
        ),
        Thing("bye", "Bye bye", "scene", None, (), (Action("activate"),)),
        Thing(
            "car", "Wagon", "car", None,
            (
                LOCKED, Attribute("charge_limit", Kind.INTEGER, 50, 100, "%"),
                Attribute("defrost", Kind.BOOLEAN),
            ),
            (Action("start_charging"),),
        ),
        Thing(
            "phone", "Pebble", "phone", None, (Attribute("do_not_disturb", Kind.BOOLEAN),),
            (Action("ring"), Action("call", (Attribute("contact", Kind.STRING, required=True),))),
        ),
        Thing("list", "Errands", "list", None, (), (
            Action("add", (Attribute("item", Kind.STRING, required=True),)),
            Action("remove", (Attribute("item", Kind.STRING, required=True),)),
        )),
    ),
)  # fmt: skip
READER = Reader(Vocabulary(WORLD))


def read(said: str, room: str | None = None) -> str | None:
    plan = READER.read(Request(WORLD, said, room))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("globe off, and is the bolt locked?", "set globe: on=false; check bolt: locked=true"),
        (
            "globe on orb off stove 19",
            "set globe: on=true; set orb: on=false; set stove: target_temperature=19",
        ),
        ("shut the shutter and by the way, globe off", "set shutter: position=0; set globe: on=false"),
        (
            "lock the wagon, put its charge limit at 80 and, while I think of it, dock the rover",
            "set wagon: locked=true; set wagon: charge_limit=80; run rover: dock",
        ),
        ("the big screen on mute so the baby can sleep", "set big screen: muted=true"),
        ("big screen to channel 7 and globe at 20", "set big screen: channel=7; set globe: brightness=20"),
        ("orb off and then bye bye", "set orb: on=false; run bye bye: activate"),
        ("lock the workshop and dim the den to 30", "set bolt: locked=true; set globe: brightness=30"),
        (
            "put string on the errands, tape on the errands",
            'run errands: add item="string"; run errands: add item="tape"',
        ),
        ("string can be taken off the errands", 'run errands: remove item="string"'),
        ("rover back on its charger, globe off", "run rover: dock; set globe: on=false"),
        ("turn the big screen down, its too loud", "set big screen: volume=less"),
        ("turn the pool light off", "set orb: on=false"),
        ("dim the globe till 40 percent", "set globe: brightness=40"),
    ],
)
def test_several_orders(said: str, plan: str) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("turn off the big screen, no hang on, just mute it", "set big screen: muted=true"),
        ("globe to forty tw no fifty", "set globe: brightness=50"),
        ("shutter down no up", "set shutter: position=100"),
        ("stove eighteen no tell a lie nineteen", "set stove: target_temperature=19"),
        ("globe off, uh I mean orb off", "set orb: on=false"),
        ("globe off, orb off, actually leave the globe", "set orb: on=false"),
        ("shutter, um, close it, the sun is in my eyes", "set shutter: position=0"),
        ("erm what was I going to say, oh yeah pause the rover", "run rover: pause"),
        ("globe off— no sorry on, globe on", "set globe: on=true"),
        ("big screen next song please", "run big screen: next"),
        ("globe to 40, no 50, mister on", "set globe: brightness=50; set mister: on=true"),
        ("globe off, no, the orb, and shutter up", "set orb: on=false; set shutter: position=100"),
        ("mute the big screen, no, pause it, and globe on", "run big screen: pause; set globe: on=true"),
        (
            "shutter open, sorry, just halfway, then globe off",
            "set shutter: position=50; set globe: on=false",
        ),
        ("turn on the orb, no the globe", "set globe: on=true"),
        ("globe on orb off stove no the shutter down", None),  # three orders, of which one is put right
        ("rover start, I mean the other thing, and globe on", None),
        ("send the rover back, no wait, pause it, and globe on", "run rover: pause; set globe: on=true"),
        (
            "mute the big screen, no, turn it down ten, globe off",
            "set big screen: volume-=10; set globe: on=false",
        ),
        (
            "globe on, orb off, no wait, leave the orb, and mister on",
            "set globe: on=true; set mister: on=true",
        ),
    ],
)
def test_what_is_put_right(said: str, plan: str | None) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        (
            "globe on, orb on, both at 20 percent",
            "set globe: on=true; set orb: on=true; set globe, orb: brightness=20",
        ),
        (
            "globe at 40, orb at 50, then both off",
            "set globe: brightness=40; set orb: brightness=50; set globe, orb: on=false",
        ),
        (
            "globe at 40, orb at 50, then the orb off",
            "set globe: brightness=40; set orb: brightness=50; set orb: on=false",
        ),
        (
            "globe off, shutter down, volume up",
            "set globe: on=false; set shutter: position=0; set big screen: volume=more",
        ),
        ("next on the big screen, orb on", "run big screen: next; set orb: on=true"),
        ("globe, orb and mister off", "set globe, orb: on=false; set mister: on=false"),
        ("shutter up halfway and mister off", "set shutter: position=50; set mister: on=false"),
        ("shutter up by half", "set shutter: position*=1.5"),
        ("is the globe on, and dim it", "check globe: on=true; set globe: brightness=less"),
        ("is the globe on? turn it off", "set globe: on=false"),
    ],
)
def test_what_each_part_is_about(said: str, plan: str) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("bye bye, and stove down to 18 please", "run bye bye: activate; set stove: target_temperature=18"),
        ("I'm chilly, stove to 21, and any rain", None),
        ("it's dark in here, and take the orb up to 30", None),
        ("it's dark in here and I can't find my slippers", "set globe: on=true"),
    ],
)
def test_no_order_is_lost_beside_a_need(said: str, plan: str | None) -> None:
    done = READER.read(Request(WORLD, said, "Den"))
    assert (done.text if done else None) == plan


@pytest.mark.parametrize(
    ("said", "room", "plan"),
    [
        ("the air is so dry I have a sore throat", "Den", "set mister: on=true"),
        ("a pipe has just burst in the hall", None, "set stopcock: position=0"),
        ("the kids cannot see their puzzle", "Den", "set globe: on=true"),
        ("the dog knocked a bag of flour all over this rug", "Hall", "run rover: start"),
        ("Wagon's windscreen is a sheet of ice", None, "set wagon: defrost=true"),
        ("we cannot find Pebble anywhere", None, "run pebble: ring"),
        ("I'm on the phone to the bank, shush that box", "Den", "set big screen: muted=true"),
    ],
)
def test_needs_in_passing(said: str, room: str | None, plan: str) -> None:
    assert read(said, room) == plan


@pytest.mark.parametrize(
    "said",
    [
        "leave the stove, globe off",
        "rover off, no it's docked already, just the orb off",
        "dock the rover then hoover the moon",
        "we're home now and I don't need to be on the big screen",
        "what is left on the big screen, how many",
        "crumbs are sticking to the wheels of the pram",
    ],
)
def test_leaves_to_the_model(said: str) -> None:
    assert read(said) is None


def test_hands_on_no_word_that_was_not_said() -> None:
    reader = Reader(Vocabulary(WORLD), is_word=lambda word: word != "plai")
    plan = reader.read(Request(WORLD, "call plai from pebble", None))
    assert plan is None or '"play"' not in plan.text
