"""A plan must not say that something is not there which is."""

from __future__ import annotations

import pytest

from model_core.language import grammar
from model_core.language.denials import denies_what_is_there
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.world import Room, Thing, World
from tests.unit.model_core.worlds import DIMMABLE, SWITCHED

WORLD = World(
    (Room("Backyard"), Room("Living Room", "Ground Floor"), Room("Attic", "Upstairs")),
    (
        Thing("garden", "Garden Light", "light", "Backyard", SWITCHED),
        Thing("curtain", "Smart Curtain", "curtain", "Living Room", DIMMABLE),
        Thing("fan", "Dyson", "fan", "Attic", SWITCHED, aliases=("breeze",)),
        Thing("plug", "Plug", "outlet", None, SWITCHED),
    ),
)
HOME = Vocabulary(WORLD)


@pytest.mark.parametrize(
    ("subject", "denied"),
    [
        ("backyard light", True),
        ("the light in the backyard", True),
        ("backyard garden light", True),
        ("living room smart curtain", True),
        ("smart curtains", True),
        ("upstairs fan", True),
        ("breeze", True),
        ("the dyson fan", True),
        ("my plug", True),
        ("attic light", False),
        ("light in the living room", False),
        ("dyson in the backyard", False),
        ("gran's light", False),
        ("backyard", False),
        ("backyard fridge light", False),
        ("", False),
    ],
)
def test_what_is_there_by_name_or_type_and_place_is_not_unknown(subject: str, denied: bool) -> None:
    plan = parse(f'refuse unknown "{subject or "?"}"', HOME)
    assert denies_what_is_there(plan, HOME) == denied


def test_one_thing_that_really_is_not_there_is_reason_enough() -> None:
    assert not denies_what_is_there(
        parse('refuse unknown "backyard light"; refuse unknown "sauna"', HOME), HOME
    )
    assert denies_what_is_there(parse('set plug: on=true; refuse unknown "backyard light"', HOME), HOME)
    assert not denies_what_is_there(parse("refuse unable: plug", HOME), HOME)
    assert not denies_what_is_there(parse("set plug: on=true", HOME), HOME)


def test_the_grammar_can_leave_refusals_out() -> None:
    steps = {flag: _steps(grammar.build(HOME, refusing=flag)) for flag in (True, False)}
    assert steps[True] - steps[False] == {"refuse"}


def _steps(rules: str) -> set[str]:
    return set(next(line for line in rules.splitlines() if line.startswith("step: "))[6:].split(" | "))
