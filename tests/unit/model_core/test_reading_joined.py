"""Several orders in one sentence, and groups: every clause counts, and nothing is added."""

from __future__ import annotations

from dataclasses import replace

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.quantified import the_others, told_first
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

ON = Attribute("on", Kind.BOOLEAN)
BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
SPEED = Attribute("speed", Kind.INTEGER, 0, 100, "%")
VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
MUTED = Attribute("muted", Kind.BOOLEAN)
WARMTH = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
MODE = Attribute("mode", Kind.STRING, choices=("off", "heat", "auto"))
LOCKED = Attribute("locked", Kind.BOOLEAN)
RANGE = Attribute("range", Kind.INTEGER, unit="km", writable=False)
CONTACT = Attribute("contact", Kind.BOOLEAN, writable=False)

WORLD = World(
    (Room("Snug", "Ground"), Room("Scullery", "Ground"), Room("Attic", "Top"), Room("Drive", "Outside")),
    (
        Thing("a", "Otter", "light", "Snug", (ON, BRIGHTNESS)),
        Thing("b", "Heron", "light", "Snug", (ON, BRIGHTNESS)),
        Thing("c", "Counter strip", "light", "Scullery", (ON, BRIGHTNESS)),
        Thing("d", "Snug fan", "fan", "Snug", (ON, SPEED)),
        Thing("e", "Scullery stat", "thermostat", "Scullery", (WARMTH, MODE)),
        Thing("f", "Scullery plug", "plug", "Scullery", (ON,)),
        Thing("g", "Attic blind", "blind", "Attic", (POSITION,)),
        Thing("h", "Velvet shade", "blind", "Attic", (POSITION,)),
        Thing("i", "Snug telly", "television", "Snug", (ON, VOLUME, MUTED)),
        Thing("j", "Attic telly", "television", "Attic", (ON, VOLUME, MUTED)),
        Thing("k", "Back door", "lock", "Scullery", (LOCKED,)),
        Thing("l", "Side gate", "lock", "Drive", (LOCKED,)),
        Thing("m", "Marigold", "car", "Drive", (LOCKED, RANGE)),
        Thing("n", "Dishwasher", "dishwasher", "Scullery", (), (Action("start"), Action("pause"))),
        Thing("p", "Shopping list", "list", None, (), (Action("add", (Attribute("item", Kind.STRING),)),)),
        Thing(
            "q",
            "Boiler",
            "boiler",
            "Scullery",
            (ON, Attribute("child_lock", Kind.BOOLEAN), Attribute("goal", Kind.INTEGER)),
        ),
        Thing("o", "Attic window", "window sensor", "Attic", (CONTACT,)),
    ),
)
READER = Reader(Vocabulary(WORLD))


def read(said: str, room: str | None = None) -> str | None:
    plan = READER.read(Request(WORLD, said, room))
    return plan.text if plan else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("tellies off, both of them", "set all television: on=false"),
        ("blinds down, the lot", "set all blind: position=0"),
        ("lights out, all 3 of them", "set all light: on=false"),
        ("shut both blinds, the street can look right in", "set all blind: position=0"),
        ("mute both tellies", "set all television: muted=true"),
        ("lock everything", "set all lock: locked=true"),
        ("lock everything lockable", "set all lock: locked=true"),
        ("everything in the scullery off except the counter strip",
         "set all in scullery except counter strip: on=false"),
        ("Otter on and the rest of the lights off",
         "set otter: on=true; set all light except otter: on=false"),
        ("Otter off, all the other lights on", "set otter: on=false; set all light except otter: on=true"),
        ("Heron stays on, all other lamps off", "set all light except heron: on=false"),
        ("everything off in the scullery but leave the plug",
         "set all in scullery except scullery plug: on=false"),
        ("kill the whole house barring Marigold", "set all except marigold: on=false"),
        ("scullery completely off", "set all in scullery: on=false"),
    ],
)  # fmt: skip
def test_groups(said: str, plan: str) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "room", "plan"),
    [
        ("lights off, both", "Snug", "set all light in snug: on=false"),
        ("put all of these lights out", "Snug", "set all light in snug: on=false"),
    ],
)
def test_what_is_here(said: str, room: str, plan: str) -> None:
    assert read(said, room) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("turn Otter on, no wait, off, and the scullery plug on",
         "set otter: on=false; set scullery plug: on=true"),
        ("scullery plug on, Heron off, no wait, Otter can go off",
         "set scullery plug: on=true; set otter: on=false"),
        ("is Marigold locked, how far will it go, and turn Otter off",
         "check marigold: locked=true; get marigold: range; set otter: on=false"),
        ("is Otter on? turn it off then", "set otter: on=false"),
        ("pause the dishwasher, it is too loud", "run dishwasher: pause"),
        ("Heron on in the snug, the oven on in the scullery", 'set heron: on=true; refuse unknown "oven"'),
        ("put the snug fan on at 30 and turn off Otter",
         "set snug fan: on=true, speed=30; set otter: on=false"),
        ("lock Marigold and lower its awning", "set marigold: locked=true; refuse unable: marigold"),
        ("shut up both the tellies", "set all television: muted=true"),
    ],
)  # fmt: skip
def test_every_clause_counts(said: str, plan: str) -> None:
    assert read(said) == plan


def test_staples_in_a_row_are_several_entries() -> None:
    assert read("put eggs bread and bin bags on the shopping list") == (
        'run shopping list: add item="eggs"; run shopping list: add item="bread"; '
        'run shopping list: add item="bin bags"'
    )


@pytest.mark.parametrize(
    "said",
    [
        "Otter off and away it goes",
        "Otter off, and who was it sang Yesterday",
        "Otter off, I left the iron on, and check the window up there is closed",
        "Otter off, then it's back to the dock",
        "check whether Marigold is locked and whether there is a leak in the loft",
    ],
)
def test_no_clause_is_taken_for_a_reason(said: str) -> None:
    assert read(said) is None


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("blinds, every last one, down", "all the blinds down"),
        ("fans off, all 3 of them", "all 3 fans off"),
        ("both lights off, all of them", "both lights off"),
        ("anything that locks", "all the locks"),
        ("turn them all off", "turn them all off"),
        ("the lamp on, all of it", "the lamp on, all of it"),
    ],
)
def test_how_many_is_told_first(said: str, plain: str) -> None:
    assert told_first(said) == plain


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("the rest of the fans off", "all the fans except otter off"),
        ("the others in the hall on", "everything in the hall except otter on"),
        ("the others off", "all the lights except otter off"),
        ("the other day was fine", "the other day was fine"),
    ],
)
def test_the_others(said: str, plain: str) -> None:
    assert the_others(said, "light", "otter") == plain


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("snug fan on and 40 percent", "set snug fan: on=true, speed=40"),
        ("snug fan on, forty percent", "set snug fan: on=true, speed=40"),
        ("snug telly on, volume 20", "set snug telly: on=true, volume=20"),
        ("snug telly on and mute it", "set snug telly: on=true, muted=true"),
        ("otter on, thirty percent", "set otter: brightness=30"),
        ("turn on the child lock on the boiler", "set boiler: child_lock=true"),
        ("turn on the boiler and the child lock", "set boiler: on=true, child_lock=true"),
    ],
)
def test_what_is_to_be_on_at_a_value_is_switched_on_too(said: str, plan: str) -> None:
    assert read(said) == plan


def test_a_verb_is_no_device_that_is_missing() -> None:
    fans = tuple(
        Thing(f"{n}", name, kind, "Attic", (ON, SPEED))
        for n, (name, kind) in enumerate((("Tower fan", "fan"), ("Fan heater", "heater")))
    )
    world = replace(WORLD, things=(*WORLD.things, *fans))
    plan = Reader(Vocabulary(world)).read(Request(world, "turn on the fan and set it to 40 percent", "Attic"))
    assert plan is None or "unknown" not in plan.text


def test_a_comma_may_part_thousands() -> None:
    goal = Attribute("goal", Kind.INTEGER, 0, 50_000, "steps")
    treadmill = Thing("t", "Treadmill", "treadmill", "Attic", (goal,))
    world = replace(WORLD, things=(*WORLD.things, treadmill))
    plan = Reader(Vocabulary(world)).read(Request(world, "set the treadmill goal to 12,000"))
    assert plan is not None
    assert plan.text == "set treadmill: goal=12000"


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("it's dark in the scullery and the attic telly is too loud",
         "set counter strip: on=true; set attic telly: volume=less"),
        ("it's dark in the scullery and lock the back door",
         "set counter strip: on=true; set back door: locked=true"),
        ("it's dark in the scullery and turn on the counter strip", "set counter strip: on=true"),
        ("it's late and lock the back door", "set back door: locked=true"),
        ("it's freezing in the scullery and turn off the snug fan", None),
        ("it's dark in the scullery and is the back door locked", None),
        ("it's dark in the scullery and lock the back door in 5 minutes", None),
        ("it's dark in the scullery and set the boiler goal to 1234567", None),
    ],
)  # fmt: skip
def test_a_need_beside_a_wish_counts_too(said: str, plan: str | None) -> None:
    assert read(said) == plan
