"""Needs beside what is told of other things and times, and needs of many words."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN, writable=True)
_VOLUME = Attribute("volume", Kind.INTEGER, unit="%", minimum=0, maximum=100, writable=True)
_DIMMER = Attribute("brightness", Kind.INTEGER, unit="%", minimum=0, maximum=100, writable=True)
_WARMTH = Attribute("target_temperature", Kind.NUMBER, unit="°C", minimum=5, maximum=30, writable=True)
_POSITION = Attribute("position", Kind.INTEGER, unit="%", minimum=0, maximum=100, writable=True)
_MUTED = Attribute("muted", Kind.BOOLEAN, writable=True)
_OPEN = Attribute("open", Kind.BOOLEAN, writable=True)
_LOCKED = Attribute("locked", Kind.BOOLEAN, writable=True)
_MODE = Attribute("mode", Kind.STRING, choices=("home", "away", "off"), writable=True)
_RINGER = Attribute("ringer", Kind.STRING, choices=("normal", "vibrate", "silent"), writable=True)
_DISTURB = Attribute("do_not_disturb", Kind.BOOLEAN, writable=True)
_DEFROST = Attribute("defrost", Kind.BOOLEAN, writable=True)

_HOME = World(
    (Room("Den"), Room("Bar"), Room("Garden")),
    (
        Thing("d1", "Ceiling Light", "light", "Den", properties=(_ON, _DIMMER)),
        Thing(
            "d2", "Den TV", "television", "Den", properties=(_ON, _VOLUME, _MUTED), actions=(Action("pause"),)
        ),
        Thing("d3", "Thermostat", "thermostat", "Den", properties=(_WARMTH,)),
        Thing("d4", "Roller Blind", "blind", "Den", properties=(_POSITION,)),
        Thing("d5", "Desk Fan", "fan", "Den", properties=(_ON,)),
        Thing("d6", "Hoover", "vacuum", "Den", actions=(Action("start"), Action("dock"))),
        Thing(
            "d7", "Jukebox", "speaker", "Bar", properties=(_VOLUME,), actions=(Action("next"), Action("play"))
        ),
        Thing("d8", "Coffee Machine", "coffee machine", "Bar", properties=(_ON,), actions=(Action("start"),)),
        Thing("d9", "Lawn Mower", "mower", "Garden", actions=(Action("start"), Action("dock"))),
        Thing("d10", "Gas Valve", "valve", "Bar", properties=(_OPEN,)),
        Thing("d11", "Burglar Alarm", "alarm", "Bar", properties=(_MODE,)),
        Thing("d12", "Nora's Phone", "phone", properties=(_RINGER, _DISTURB), actions=(Action("ring"),)),
        Thing("d13", "Car", "car", properties=(_LOCKED, _DEFROST)),
    ),
)
_READER = Reader(Vocabulary(_HOME))


def _read(sentence: str, room: str | None) -> str | None:
    plan = _READER.read(Request(_HOME, sentence, room))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("sentence", "room", "plan"),
    [
        ("There are crisps all over the floor since yesterday", "Den", "run hoover: start"),
        ("popcorn everywhere, and the aunties arrive at six", "Den", "run hoover: start"),
        ("I need an espresso before we tackle the taxes", None, "run coffee machine: start"),
        ("I'm roasting and it isn't even summer yet", "Den", "set desk fan: on=true"),
        ("where's my needle, I can't see a thing", "Den", "set ceiling light: on=true"),
        ("how is anyone supposed to knit in this gloom", "Den", "set ceiling light: on=true"),
        ("there's ice on the windscreen and my shift starts at seven", None, "set car: defrost=true"),
        ("the lawn's up to my ankles out there", None, "run lawn mower: start"),
        ("I want to look at the garden while I drink my tea", "Den", "set roller blind: position=100"),
        ("the sun is right in my eyeballs", "Den", "set roller blind: position=0"),
        ("shh, the twins have nodded off and the telly is too loud", "Den", "set den tv: volume=less"),
        ("can anybody smell gas? it definitely smells of gas", None, "set gas valve: open=false"),
        (
            "we're all off to the lakes for the week, keep the burglars out",
            None,
            "set burglar alarm: mode=away",
        ),
        ("her phone mustn't make a sound, she's in an exam", None, "set nora's phone: ringer=silent"),
        ("I walked off without locking the car", None, "set car: locked=true"),
        ("oh no, not this song again", "Bar", "run jukebox: next"),
        ("I couldn't catch what the woman on the news was saying", "Den", "set den tv: volume=more"),
        ("it's raining and the mower's out", None, "run lawn mower: dock"),
        ("the ceiling light is dazzling me", "Den", "set ceiling light: brightness=less"),
    ],
)
def test_a_need_is_heard_beside_talk(sentence: str, room: str | None, plan: str) -> None:
    assert _read(sentence, room) == plan


@pytest.mark.parametrize(
    ("sentence", "room"),
    [
        ("it will be dark when we get home", None),
        ("it's freezing but I like it that way", "Den"),
        ("there are crumbs everywhere, leave them until later", "Den"),
        ("this slide is a blur, I can't see the cells", "Den"),
        ("it's dark, wake me at six", "Den"),
        ("the film has a scene where it smells of gas", "Den"),
        ("it's cold in Alaska and my cousin lives there", "Den"),
        ("if it's too loud, tell me", "Den"),
    ],
)
def test_what_changes_a_need_is_left_to_the_model(sentence: str, room: str | None) -> None:
    assert _read(sentence, room) in {None, "refuse chat"}
