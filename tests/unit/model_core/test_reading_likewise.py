"""Parts of a sentence that live on the part before: the same, one of them, what is put right."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

ON = Attribute("on", Kind.BOOLEAN)
LEVEL = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
COLOUR = Attribute("color", Kind.STRING, choices=("red", "blue", "green"))
POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
MUTED = Attribute("muted", Kind.BOOLEAN)
WARMTH = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
COOLING = Attribute("mode", Kind.STRING, choices=("cool", "heat", "dry"))
DRAW = Attribute("power_draw", Kind.NUMBER, unit="W", writable=False)

WORLD = World(
    (Room("Parlour"), Room("Scullery"), Room("Attic"), Room("Orangery")),
    (
        Thing("a", "Heron", "light", "Parlour", (ON, LEVEL, COLOUR)),
        Thing("b", "Otter", "light", "Scullery", (ON, LEVEL, COLOUR)),
        Thing("c", "Plover", "light", "Attic", (ON,)),
        Thing("d", "Parlour air con", "air conditioner", "Parlour", (ON, WARMTH, COOLING)),
        Thing("e", "Window unit", "air conditioner", "Attic", (ON, WARMTH, COOLING)),
        Thing("f", "Parlour radio", "speaker", "Parlour", (ON, VOLUME, MUTED), (Action("pause"),)),
        Thing("g", "Cask", "speaker", "Attic", (ON, VOLUME), (Action("pause"),)),
        Thing("h", "Linen blind", "blind", "Scullery", (POSITION,)),
        Thing("i", "Reed blind", "blind", "Attic", (POSITION,)),
        Thing("j", "Socket", "plug", "Scullery", (ON, DRAW)),
        Thing("l", "Skylark", "light", None, (ON,)),
        Thing("k", "Porthole", "lock", "Scullery", (Attribute("locked", Kind.BOOLEAN),)),
    ),
)
READER = Reader(Vocabulary(WORLD))


def read(said: str, room: str | None = None) -> str | None:
    """The plan text of a sentence, or None."""
    plan = READER.read(Request(WORLD, said, room))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("heron to 30 and otter the same", "set heron: brightness=30; set otter: brightness=30"),
        ("heron blue, same for otter, and lock the porthole",
         "set heron: color=blue; set otter: color=blue; set porthole: locked=true"),
        ("parlour air con to 20 and the attic one the same",
         "set parlour air con: target_temperature=20; set window unit: target_temperature=20"),
        ("parlour radio to 20, heron the same", "set parlour radio: volume=20; set heron: brightness=20"),
        ("linen blind halfway and do the same with the attic one",
         "set linen blind: position=50; set reed blind: position=50"),
        ("heron blue and plover likewise", "set heron: color=blue; refuse unable: plover"),
        ("mute the parlour radio and the same for cask",
         "set parlour radio: muted=true; refuse unable: cask"),
        ("heron blue, otter the same, plover too",
         "set heron: color=blue; set otter: color=blue; refuse unable: plover"),
        ("heron blue, brightness 30, and the otter the same brightness",
         "set heron: color=blue; set heron: brightness=30; set otter: brightness=30"),
        ("parlour radio at 20 and the cask likewise", "set parlour radio: volume=20; set cask: volume=20"),
        ("skylark on, the window unit too, and the tumble dryer as well",
         'set skylark: on=true; set window unit: on=true; refuse unknown "tumble dryer"'),
        ("same for otter", None),
        ("pause the parlour radio and the attic one as well", "run parlour radio: pause; run cask: pause"),
        ("parlour air con to 22, the attic one to 19",
         "set parlour air con: target_temperature=22; set window unit: target_temperature=19"),
        ("linen blind halfway and the reed one shut",
         "set linen blind: position=50; set reed blind: position=0"),
    ],
)  # fmt: skip
def test_the_same_for_another_device(said: str, plan: str | None) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    "said",
    [
        "heron to 30 and the same as yesterday",
        "heron to 30 and the pelican likewise, whatever",
        "open the blinds, wait i said blinds i mean the roman one",
    ],
)
def test_what_is_not_the_same(said: str) -> None:
    assert read(said) is None


@pytest.mark.parametrize(
    ("said", "room", "plan"),
    [
        ("lock the porthole and turn the speaker in here off", "Scullery",
         'set porthole: locked=true; refuse unknown "speaker in here"'),
        ("lock the porthole and turn the speaker in here off", "Attic",
         "set porthole: locked=true; set cask: on=false"),
        ("lock the porthole and the scullery fan to 30", None,
         'set porthole: locked=true; refuse unknown "scullery fan"'),
        ("turn the scullery fan on and the weather one off", None, None),
        ("plover on and make it red", None, "set plover: on=true; refuse unable: plover"),
        ("heron on and make it red", None, "set heron: color=red"),
        ("socket on and tell me how much it's drawing", None, "set socket: on=true; get socket: power_draw"),
        ("skylark on and open the blind", None, "set skylark: on=true; ask which all blind"),
        ("skylark on and the blind open", None, None),
    ],
)  # fmt: skip
def test_parts_beside_others(said: str, room: str | None, plan: str | None) -> None:
    assert read(said, room) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("heron blue, no, green, and lock the porthole", "set heron: color=green; set porthole: locked=true"),
        ("parlour air con on cool, sorry, dry, and plover off",
         "set parlour air con: mode=dry; set plover: on=false"),
        ("heron blue, no pelicans, and lock the porthole", None),
    ],
)  # fmt: skip
def test_a_value_that_is_put_right(said: str, plan: str | None) -> None:
    assert read(said) == plan
