"""What plans are about, where one is beside another."""

from __future__ import annotations

import pytest

from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.weighing.parts import picks_unasked
from model_core.world import Attribute, Kind, Room, Thing, World

_ON = (Attribute("on", Kind.BOOLEAN),)
_HOME = Vocabulary(
    World(
        (Room("Hall"),),
        tuple(Thing(name, name, "light", "Hall", _ON) for name in ("Left Lamp", "Right Lamp", "Spot")),
    )
)


@pytest.mark.parametrize(
    ("plan", "question", "picks"),
    [
        ("set left lamp: on=true", "ask which left lamp, right lamp", True),
        ("later after 5 min then set left lamp: on=true", "ask which left lamp, right lamp", True),
        ("set left lamp: on=true; set right lamp: on=true", "ask which left lamp, right lamp", False),
        ("set spot: on=true", "ask which left lamp, right lamp", False),
        ("set left lamp: on=true", "set right lamp: on=true", False),
        ("set left lamp: on=true", "ask what: left lamp", False),
    ],
)
def test_one_of_those_asked_about_is_picked(plan: str, question: str, picks: bool) -> None:
    assert picks_unasked(parse(plan, _HOME), parse(question, _HOME)) is picks
