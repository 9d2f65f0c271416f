"""Times of day that devices are told are written as devices take them."""

from __future__ import annotations

import pytest

from model_core.language import hours
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import RunStep
from model_core.world import Action, Attribute, Kind, Room, Thing, World


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("6:45", "06:45"),
        ("06:45", "06:45"),
        ("7:30pm", "19:30"),
        ("12:05 am", "00:05"),
        ("9 a.m.", "09:00"),
        ("12pm", "12:00"),
        ("25:00", "25:00"),
        ("13pm", "13pm"),
        ("7", "7"),
        ("half six", "half six"),
        ("", ""),
    ],
)
def test_a_time_in_digits_has_two_for_hours_and_minutes(said: str, written: str) -> None:
    assert hours.written(said) == written


def test_only_the_time_of_an_action_is_rewritten() -> None:
    text = Attribute("title", Kind.STRING)
    action = Action("set_alarm", (Attribute("time", Kind.STRING, required=True), text))
    world = World((Room("Hall"),), (Thing("p", "Phone", "phone", "Hall", (), (action,)),))
    plan = parse('run phone: set_alarm time="6:45" title="6:45"', Vocabulary(world))
    assert plan.steps == (RunStep(("p",), "set_alarm", (("time", "06:45"), ("title", "6:45")), False),)
