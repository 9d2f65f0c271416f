"""Values that are said by the one before them come out as numbers; other numbers stay."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.reading.sums import worked_out
from model_core.world import Attribute, Kind, Request, Room, Thing, World

SPEED = Attribute("speed", Kind.INTEGER, 0, 100, "%")
WORLD = World(
    (Room("Den"),),
    (Thing("1", "Desk Fan", "fan", "Den", (SPEED,)), Thing("2", "Cooker Fan", "fan", "Den", (SPEED,))),
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("fan to 40 and the lamp 10 more than that", "fan to 40 and the lamp to 50"),
        ("hall at 25, bedroom 3 degrees cooler than that", "hall at 25, bedroom to 22"),
        ("lamp to 40 percent and the spots to half that", "lamp to 40 percent and the spots to 20"),
        ("lamp to 50, the fan to twice that and the blind 10 less than that",
         "lamp to 50, the fan to 100 and the blind to 90"),
        ("fan to 40, 10 more than that on the lamp", "fan to 40, 10 more than that on the lamp"),
        ("10 more than that", "10 more than that"),
        ("turn the fan up by 10", "turn the fan up by 10"),
        ("is it more than 20 and what about that", "is it more than 20 and what about that"),
    ],
)  # fmt: skip
def test_a_value_is_worked_out_from_the_one_before(said: str, meant: str) -> None:
    assert worked_out(said) == meant


def test_it_is_a_value_and_no_step() -> None:
    said = "set the desk fan to forty and the cooker fan to ten more than that"
    plan = Reader(Vocabulary(WORLD)).read(Request(WORLD, said, "Den"))
    assert plan is not None
    assert plan.text == "set desk fan: speed=40; set cooker fan: speed=50"
