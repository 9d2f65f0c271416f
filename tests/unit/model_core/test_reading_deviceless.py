"""A property, a person or a title is said, and no device."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

ON = Attribute("on", Kind.BOOLEAN)
BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
WHITE = Attribute("color_temperature", Kind.INTEGER, 2000, 6500, "K")
VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
WARMTH = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
WHERE = Attribute("location", Kind.STRING, writable=False)
PLAY = Action("play", (Attribute("title", Kind.STRING),))
HOME = World(
    tuple(map(Room, ("Lounge", "Kitchen"))),
    (
        Thing("1", "Floor Lamp", "light", "Lounge", (ON, BRIGHTNESS, WHITE)),
        Thing("2", "Reading Lamp", "light", "Lounge", (ON, BRIGHTNESS, WHITE)),
        Thing("3", "Telly", "television", "Lounge", (ON, VOLUME), (PLAY,)),
        Thing("4", "Kitchen Speaker", "speaker", "Kitchen", (ON, VOLUME), (PLAY,)),
        Thing("5", "Heating", "thermostat", "Lounge", (WARMTH,)),
        Thing("6", "Ana's Phone", "phone", None, (WHERE,)),
        Thing("7", "Ben's Phone", "phone", None, (WHERE,)),
    ),
)  # fmt: skip
READER = Reader(Vocabulary(HOME))
NOBODY = World(HOME.rooms, HOME.things[:5])


def read(said: str, world: World = HOME) -> str | None:
    reader = READER if world is HOME else Reader(Vocabulary(world))
    plan = reader.read(Request(world, said, "Lounge"))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("set the brightness to 50%", "set all light in lounge: brightness=50"),
        ("change the brightness in here to 50 percent", "set all light in lounge: brightness=50"),
        ("turn brightness to max in here", "set all light in lounge: brightness=max"),
        ("set the color temperature to 2700 kelvin", "set all light in lounge: color_temperature=2700"),
        ("lower the brightness by ten percent", "set all light in lounge: brightness-=10"),
        ("increase volume 20%", "set telly: volume+=20"),
        ("turn the volume up by 20 percent", "set telly: volume+=20"),
        ("turn the volume up to 20 percent", "set telly: volume=20"),
        ("volume up in the kitchen", "set kitchen speaker: volume=more"),
        ("turn down the volume in the kitchen", "set kitchen speaker: volume=less"),
        ("set the volume in the kitchen to 30", "set kitchen speaker: volume=30"),
        ("set the temperature to 21°", "set heating: target_temperature=21"),
    ],
)
def test_a_property(said: str, plan: str) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("who is home?", 'list all phone: location="home"'),
        ("is everybody back home", 'check all phone: location="home"'),
        ("is anyone at home right now", 'check any phone: location="home"'),
        ("how many people are home", 'count all phone: location="home"'),
    ],
)
def test_who_is_home_is_told_by_the_phones_or_by_nothing(said: str, plan: str) -> None:
    assert read(said) == plan
    assert read(said, NOBODY) == "refuse chat"


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("play the song Paper Boats", 'run telly: play title="paper boats"'),
        ("play the album Paper Boats in the kitchen", 'run kitchen speaker: play title="paper boats"'),
        ("put on the film called Paper Boats", 'run telly: play title="paper boats"'),
        (
            "play the podcast Paper Boats on the kitchen speaker",
            'run kitchen speaker: play title="paper boats"',
        ),
        ("play the song Paper Boats in the attic", None),
        ("play the movie floor lamp", None),
    ],
)
def test_what_is_called_a_song_or_a_film(said: str, plan: str | None) -> None:
    assert read(said) == plan
