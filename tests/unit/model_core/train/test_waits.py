"""What waits when something is said: what was set before, and what the sentence is not about."""

from __future__ import annotations

import random

import pytest

import model_core.train.families  # noqa: F401 - registers the families
from model_core.language.vocabulary import Vocabulary
from model_core.train.example import Example, registered
from model_core.train.household import make_household
from model_core.train.waits import besides, left_waiting, let_wait
from model_core.world import Action, Attribute, Kind, Pending, Request, Room, Thing, Turn, World

TEXT = (Attribute("text", Kind.STRING),)
HOME = World(
    (Room("Kitchen"),),
    (
        Thing("lamp", "Lamp", "light", "Kitchen", (Attribute("on", Kind.BOOLEAN),)),
        Thing("washer", "Washer", "washer", "Kitchen", (Attribute("mode", Kind.STRING),)),
        Thing("phone", "Phone", "phone", None, (), (Action("notify", TEXT),)),
        Thing("speaker", "Speaker", "speaker", "Kitchen", (), (Action("say", TEXT),)),
    ),
)
VOCABULARY = Vocabulary(HOME)


@pytest.mark.parametrize(
    ("plans", "waits"),
    [
        (["later after 10 min"], [Pending("timer")]),
        (['later after 4 min called "eggs"'], [Pending("timer", "eggs")]),
        (['later after 4 min called "eggs"; later after 9 min called "rice"'],
         [Pending("timer", "eggs"), Pending("timer", "rice")]),
        (["later at 7:00am tomorrow"], [Pending("alarm")]),
        (['later at 18:00 about "the bins"'], [Pending("reminder", "the bins")]),
        (['later after 1 h then run phone: notify text="call mum"'], [Pending("reminder", "call mum")]),
        (['later after 1 h then run speaker: say text="dinner"'], [Pending("")]),
        (["set lamp: on=true; later after 10 min then set lamp: on=false"], [Pending("")]),
        (['later when washer: mode="eco"'], [Pending("")]),
        (["later after 10 min", "cancel"], []),
        (["later after 10 min; cancel; later after 12 min"], [Pending("timer")]),
        (['later after 4 min called "eggs"', "later at 7:00am", 'cancel called "eggs"'], [Pending("alarm")]),
        (["set lamp: on=true", "refuse chat", "set no such lamp: on=true"], []),
    ],
)  # fmt: skip
def test_what_turns_leave_waiting(plans: list[str], waits: list[Pending]) -> None:
    assert left_waiting([Turn("do it", plan) for plan in plans], VOCABULARY) == tuple(waits)


def test_what_was_set_before_mostly_waits_and_other_things_now_and_then() -> None:
    request = Request(HOME, "and then?", history=(Turn("eggs", 'later after 4 min called "eggs"'),))
    example = Example(request, "refuse chat", "test", 10)
    found = [let_wait(example, VOCABULARY, random.Random(seed)).request.pending for seed in range(200)]
    eggs = Pending("timer", "eggs")
    assert 160 < sum(eggs in pending for pending in found) < 200
    assert 10 < sum(set(pending) > {eggs} for pending in found) < 70


def test_what_is_spoken_of_waits_among_other_things() -> None:
    ham = Pending("timer", "ham")
    found = [besides(random.Random(seed), (ham,)) for seed in range(40)]
    assert all(ham in pending for pending in found)
    assert {len(pending) for pending in found} > {1, 2}


def test_what_goes_on_from_a_timer_is_said_while_it_waits() -> None:
    (family,) = (f for f in registered() if f.name == "waiting.goes_on")
    rng = random.Random(1)
    told = []
    for _ in range(200):
        home = make_household(rng, size=6)
        example = family(home, rng)
        if example is not None:
            told.append(
                any(p.kind == "timer" for p in let_wait(example, home.vocabulary, rng).request.pending)
            )
    assert sum(told) > 0.8 * len(told) > 100
