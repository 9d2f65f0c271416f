"""A device that no word tells from others is not taken, and one that a word tells is."""

from __future__ import annotations

import pytest

from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.weighing.equals import equals
from model_core.weighing.said import Listening
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, Turn, World

_LAMP = (Attribute("on", Kind.BOOLEAN),)
_BRIGHT = (*_LAMP, Attribute("brightness", Kind.INTEGER, 0, 100, "%"))
_RING = (Action("ring"),)
_WORLD = World(
    (Room("Loft"), Room("Study"), Room("卧室")),
    (
        Thing("ivy_phone", "Ivy's phone", "phone", None, (), _RING),
        Thing("tom_phone", "Tom's phone", "phone", None, (), _RING),
        Thing("loft_lamp", "Reading Lamp", "light", "Loft", _BRIGHT),
        Thing("study_lamp", "Reading Lamp", "light", "Study", _LAMP),
        Thing("lamp_2", "Reading Lamp 2", "light", "Study", _LAMP),
        Thing("fan", "Fan", "fan", "Study", _LAMP),
        Thing("loft_fan", "Tower Fan", "fan", "Loft", _LAMP),
        Thing("mum_lamp", "妈妈的床头灯", "light", "卧室", _LAMP),
        Thing("dad_lamp", "爸爸的床头灯", "light", "卧室", _LAMP),
    ),
)
_HOME = Vocabulary(_WORLD)
_HEARD = Listening(_HOME, lambda word: word in {"lost", "ring", "lamp", "reading", "phone"})


def alike(sentence: str, plan: str, room: str | None = None, *before: Turn) -> set[str]:
    found = equals(parse(plan, _HOME), Request(_WORLD, sentence, room, history=before), _HEARD)
    return {thing.id for thing in found}


_LAMPS = {"loft_lamp", "study_lamp", "lamp_2"}


@pytest.mark.parametrize(
    ("sentence", "plan", "ids"),
    [
        ("I've lost my phone, let it ring", "run tom's phone: ring", {"ivy_phone", "tom_phone"}),
        ("let ivy's phone ring", "run ivy's phone: ring", set()),
        (
            "out with that reading lamp",
            "set loft reading lamp: on=false",
            {"loft_lamp", "study_lamp", "lamp_2"},
        ),
        ("out with reading lamp 2", "set reading lamp 2: on=false", set()),
        ("out with that reading lamp of the loft", "set loft reading lamp: on=false", set()),
        ("床头灯太亮，灭了它", "set 妈妈的床头灯: on=false", {"mum_lamp", "dad_lamp"}),
        ("爸爸那边床头灯太亮，灭了它", "set 爸爸的床头灯: on=false", set()),
        ("the fan is to go off", "set fan: on=false", set()),
        ("a bit of ringing please", "run tom's phone: ring", set()),
        ("phone and lamp", "run tom's phone: ring; set reading lamp 2: on=true", set()),
    ],
)
def test_what_no_word_tells_apart_is_alike(sentence: str, plan: str, ids: set[str]) -> None:
    assert alike(sentence, plan) == ids


def test_only_what_can_do_it_is_meant() -> None:
    home = World(_WORLD.rooms, tuple(t for t in _WORLD.things if t.id in {"loft_lamp", "study_lamp"}))
    words, heard = Vocabulary(home), Listening(Vocabulary(home), lambda _: True)
    for plan, count in (("set loft reading lamp: brightness=20", 0), ("set loft reading lamp: on=true", 2)):
        assert len(equals(parse(plan, words), Request(home, "my reading thing"), heard)) == count


def test_the_speakers_room_tells() -> None:
    assert alike("lamps, reading", "set loft reading lamp: on=true", "Loft") == set()
    assert alike("床头灯", "set 妈妈的床头灯: on=true", "卧室") == {"mum_lamp", "dad_lamp"}
    assert alike("床头灯", "set 妈妈的床头灯: on=true", "Study") == {"mum_lamp", "dad_lamp"}


def test_what_was_said_before_tells() -> None:
    before = Turn("where is tom's phone", "get tom's phone: location")
    assert alike("I've lost my phone, let it ring", "run tom's phone: ring", None, before) == set()
