"""A list in a plan names nothing twice, under whatever name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from model_core.language.repeats import Repeats
from model_core.language.vocabulary import Vocabulary
from model_core.world import World
from tests.unit.model_core.worlds import house

HOME = house()
THINGS = tuple(replace(t, aliases=("robbie",)) if t.id == "robot" else t for t in HOME.things)
REPEATS = Repeats(Vocabulary(World(HOME.rooms, THINGS)))
END = 99


def left(written: str, *tokens: str) -> list[str]:
    """Which of the tokens repeat nothing; `<end>` ends the plan."""
    ids = [END if token == "<end>" else number for number, token in enumerate(tokens)]

    def spell(token: int) -> bytes:
        return tokens[token].encode()

    return [tokens[place] for place in REPEATS.without(written.encode(), ids, spell, END)]


@pytest.mark.parametrize(
    ("written", "tokens", "others"),
    [
        (" set kitchen ceiling light, ", ("kitchen", "bed", "rob"), ["bed"]),
        (" set kitchen ceiling light,", (" kitchen", " bed", " "), [" bed", " "]),
        (" set kitchen ceiling light", (",", ":"), [",", ":"]),
        (" set desk lamp", (",", ":"), [":"]),
        (" run roborock", (", ", ": "), [": "]),
        (" ask which roborock, ", ("rob", "desk lamp"), ["desk lamp"]),
        (" set desk lamp: on=true,", (" on", " bright"), [" bright"]),
        (" ask which robbie, robo", ("rock", "x"), ["rock", "x"]),
        (" ask which desk lamp, desk lamp", ("<end>", ", "), ["<end>", ", "]),
        (" ask which thermostat, desk", (" lamp",), [" lamp"]),
        (" ask which roborock, desk lamp", ("<end>", ", ", "; "), ["<end>", ", ", "; "]),
        (" refuse unable: desk lamp, ", ("desk", "therm"), ["therm"]),
        (" set all light in kitchen, ", ("kitchen", "bed"), ["bed"]),
        (" set all except desk lamp, ", ("desk", "kitchen"), ["kitchen"]),
        (" set desk lamp: on=true, ", ("on", "bright"), ["bright"]),
        (" run roborock: start; set kitchen ceiling light, ", ("kitchen", "bed"), ["bed"]),
        (" later after 5 min then set kitchen ceiling light, ", ("kitchen", "bed"), ["bed"]),
    ],
)
def test_what_is_in_the_list_is_left_out(written: str, tokens: tuple[str, ...], others: list[str]) -> None:
    assert left(written, *tokens) == others


@pytest.mark.parametrize(
    "written",
    [
        " set ",
        " set desk lamp; set ",
        " set desk lamp: on=",
        " set desk lamp: on=true; set desk lamp: ",
        ' run desk lamp: add item="desk lamp, ',
        ' refuse unknown "desk lamp, ',
        " later at ",
    ],
)
def test_everywhere_else_all_may_follow(written: str) -> None:
    assert left(written, "desk", "on", "true") == ["desk", "on", "true"]


def test_where_nothing_else_may_follow_a_repeat_may() -> None:
    assert left(" set desk lamp, ", "desk") == ["desk"]
