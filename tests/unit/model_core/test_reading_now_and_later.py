"""Which part of a sentence a time belongs to: now and later, lists with a time at the end, and how long."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading import hesitation, times
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_LEVEL = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
_ROBOT = tuple(Action(name) for name in ("start", "stop", "dock"))
_STATE = Attribute("state", Kind.STRING, choices=("idle", "running", "done"), writable=False)
_MODES = Attribute("mode", Kind.STRING, choices=("cool", "dry", "off"))
_FAN = Attribute("fan_mode", Kind.STRING, choices=("low", "medium", "high"))
_MINUTES = Attribute("minutes", Kind.INTEGER, 1, 120, "min")
_LOCKED = Attribute("locked", Kind.BOOLEAN)
_WATERS = (Action("start", (_MINUTES,)), Action("stop"))
_WORLD = World(
    (Room("Den"), Room("Attic"), Room("Yard")),
    (
        Thing("a", "Arc Lamp", "light", "Den", (_ON, _LEVEL)),
        Thing("b", "Globe", "light", "Attic", (_ON, _LEVEL)),
        Thing("c", "Orb", "light", "Attic", (_ON, _LEVEL)),
        Thing("d", "Screen", "television", "Den", (_ON, Attribute("muted", Kind.BOOLEAN))),
        Thing("e", "Rover", "vacuum", "Den", (), _ROBOT),
        Thing("f", "Lawn Goat", "mower", "Yard", (), _ROBOT),
        Thing("g", "Side Door", "lock", "Den", (_LOCKED,)),
        Thing("h", "Chiller", "air conditioner", "Attic", (_ON, _MODES, _FAN)),
        Thing("i", "Roadster", "car", None, (_LOCKED, Attribute("climate", Kind.BOOLEAN))),
        Thing("j", "Drum", "dryer", "Attic", (_STATE,), _ROBOT[:2]),
        Thing("k", "Rain Bird", "sprinkler", "Yard", (_STATE,), _WATERS),
    ),
)  # fmt: skip
_READER = Reader(Vocabulary(_WORLD))


def _read(said: str) -> str | None:
    plan = _READER.read(Request(_WORLD, said))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("dock the rover now and the lawn goat in five minutes",
         "run rover: dock; later after 5 min then run lawn goat: dock"),
        ("dock the rover now, start it again at five this afternoon",
         "run rover: dock; later at 5:00pm then run rover: start"),
        ("warm the roadster now and unlock it in five minutes",
         "set roadster: climate=true; later after 5 min then set roadster: locked=false"),
        ("globe on the now, off at two in the morning",
         "set globe: on=true; later at 2:00am then set globe: on=false"),
        ("the globe on now and the orb in an hour",
         "set globe: on=true; later after 1 h then set orb: on=true"),
        ("at seven tomorrow start the rover, and dock it for now",
         "run rover: dock; later at 07:00 tomorrow then run rover: start"),
        ("in a quarter of an hour lock the side door, for now just unlock it",
         "set side door: locked=false; later after 15 min then set side door: locked=true"),
        ("in five minutes turn off the globe, and the orb straight away",
         "set orb: on=false; later after 5 min then set globe: on=false"),
        ("when the drum is done turn the globe off, and arc lamp on now",
         "set arc lamp: on=true; later when drum: state=done then set globe: on=false"),
        ("when the drum is done turn the globe off right away",
         "later when drum: state=done then set globe: on=false"),
        ("when the drum is done turn the globe off, and arc lamp on at once", None),
        ("from now on turn the globe off at 9 pm every day",
         "later at 9:00pm daily then set globe: on=false"),
        ("not now, turn the globe off in five minutes", "later after 5 min then set globe: on=false"),
    ],
)  # fmt: skip
def test_what_is_said_for_now_does_not_wait(said: str, plan: str | None) -> None:
    assert _read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("screen on, globe off at midnight", "set screen: on=true; later at 00:00 then set globe: on=false"),
        ("dry mode, fan medium, off at six in the morning",
         "set chiller: mode=dry; set chiller: fan_mode=medium; later at 6:00am then set chiller: on=false"),
        ("globe to 30, arc lamp on, and turn off the screen in two hours",
         "set globe: brightness=30; set arc lamp: on=true; later after 2 h then set screen: on=false"),
        ("start the rover and in forty minutes stop it",
         "run rover: start; later after 40 min then run rover: stop"),
        # one of them may be for now, or all for the time
        ("turn on the screen, lock the side door and turn off the globe at 11 pm", None),
        # all have the one order
        ("turn off the globe, the orb, and the arc lamp at 11 pm",
         "later at 11:00pm then set globe, orb, arc lamp: on=false"),
        ("globe, orb and arc lamp off at 11 pm", "later at 11:00pm then set globe, orb, arc lamp: on=false"),
        ("screen off, side door locked, both at 11 pm",
         "later at 11:00pm then set screen: on=false; set side door: locked=true"),
        ("screen off and side door locked at 11 pm",
         "later at 11:00pm then set screen: on=false; set side door: locked=true"),
        ("screen off, at 11 pm", "later at 11:00pm then set screen: on=false"),
        ("in half an hour screen off and globe off",
         "later after 30 min then set screen: on=false; set globe: on=false"),
    ],
)  # fmt: skip
def test_a_time_at_the_end_of_a_list_is_the_last_parts_own(said: str, plan: str | None) -> None:
    assert _read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("turn the globe on, wait two minutes, turn it off",
         "set globe: on=true; later after 2 min then set globe: on=false"),
        ("turn on the globe, no wait, the orb", "set orb: on=true"),
        ("unlock the roadster and lock it in five minutes",
         "set roadster: locked=false; later after 5 min then set roadster: locked=true"),
        ("mute the screen and unmute it in five minutes",
         "set screen: muted=true; later after 5 min then set screen: muted=false"),
        ("mute the screen and turn it off in five minutes", None),
    ],
)  # fmt: skip
def test_what_is_taken_back_is_what_was_said(said: str, plan: str | None) -> None:
    assert _read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("water the garden for half an hour", "run rain bird: start minutes=30"),
        ("water the garden for three hours", "run rain bird: start minutes=180"),
        ("rain bird on for ten minutes", "run rain bird: start minutes=10"),
        ("globe off, rain bird on for ten minutes", "set globe: on=false; run rain bird: start minutes=10"),
        ("water the garden for ten minutes at sunrise every day",
         "later at sunrise daily then run rain bird: start minutes=10"),
        ("water the garden", "run rain bird: start"),
        ("globe on for ten minutes", "set globe: on=true; later after 10 min then set globe: on=false"),
    ],
)  # fmt: skip
def test_how_long_a_device_is_to_work(said: str, plan: str) -> None:
    assert _read(said) == plan


def test_a_value_put_right_is_no_time() -> None:
    assert times.moment("20 to 25") is None
    assert times.moment("20 to 5") == times.Moment("at 04:40")
    said = "globe to 5, no 20, and orb off"
    assert not any(times.mentioned(text) for text in hesitation.variants(said))
    assert _read(said) == "set globe: brightness=20; set orb: on=false"


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("turn on the globe, supper's at eight", None),
        ("turn off the screen, the race is over at 10 pm", None),
        ("turn on the globe, I'll be back at 10 pm", None),
        ("turn off the screen at 10 pm, the race is over", "later at 10:00pm then set screen: on=false"),
        ("the globe, turn it off at 10 pm", "later at 10:00pm then set globe: on=false"),
    ],
)
def test_the_time_of_a_reason_is_none_of_the_order(said: str, plan: str | None) -> None:
    assert _read(said) == plan


def test_off_is_no_reason() -> None:
    assert _read("dry mode, off") is None
    assert _read("off to bed, globe off") == "set globe: on=false"
