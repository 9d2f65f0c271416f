"""The devices that are told beside a sentence are those whose own words it uses."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.retrieval.candidates import MOST, Candidate, Candidates
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, Turn, World
from tests.unit.model_core.worlds import DIMMABLE, SWITCHED, THERMOSTAT, VACUUM

JETS = (Attribute("jets", Kind.STRING, writable=True, choices=("off", "low", "high")),)
WORLD = World(
    (Room("Kitchen"), Room("Bedroom", "Upstairs"), Room("客厅")),
    (
        Thing("spots", "Ceiling Spots", "light", "Kitchen", DIMMABLE),
        Thing("left", "Left Lamp", "light", "Bedroom", DIMMABLE),
        Thing("right", "Right Lamp", "light", "Bedroom", DIMMABLE),
        Thing("robot", "Henry", "vacuum", "Kitchen", actions=VACUUM, aliases=("dust devil",)),
        Thing("tub", "Whirlpool", "hot tub", None, JETS),
        Thing("heat", "Nest", "thermostat", "Bedroom", THERMOSTAT),
        Thing("zh", "客厅灯", "light", "客厅", SWITCHED),
    ),
)
near = Candidates(Vocabulary(WORLD))


def told(utterance: str, room: str | None = None) -> tuple[str, ...]:
    return tuple(c.label for c in near(Request(WORLD, utterance, room)))


@pytest.mark.parametrize(
    ("utterance", "label"),
    [
        ("Turn on the left lamp", "left lamp"),
        ("send henry home", "henry"),
        ("let the dust devil run", "henry"),
        ("jets low", "whirlpool"),
        ("heat the hot tub", "whirlpool"),
        ("whirlpol please", "whirlpool"),
        ("打开客厅的灯", "客厅灯"),
        ("it is freezing", "nest"),
    ],
)
def test_the_closest_comes_first(utterance: str, label: str) -> None:
    assert told(utterance)[0] == label


def test_all_that_fit_alike_are_told_and_those_at_hand_first() -> None:
    assert set(told("turn off the lamp")[:2]) == {"left lamp", "right lamp"}
    assert told("turn off the light", "Kitchen")[0] == "ceiling spots"


@pytest.mark.parametrize("utterance", ["", "turn it on", "paint the xylophone", "?!"])
def test_what_resembles_nothing_has_none(utterance: str) -> None:
    assert told(utterance) == ()


def test_few_are_told_however_many_fit() -> None:
    things = tuple(Thing(f"l{n}", f"Lamp {n}", "light", None, DIMMABLE) for n in range(40))
    many = Candidates(Vocabulary(World((), things)))
    assert len(many(Request(World((), things), "the lamp"))) == MOST


def test_forgotten_words_tell_nothing_of_abilities_but_names_stay() -> None:
    request = Request(WORLD, "henry and the jets")
    assert [c.label for c in near(request, forget=lambda _word: True)] == ["henry"]
    assert {c.label for c in near(request)} == {"henry", "whirlpool"}


@pytest.mark.parametrize(
    ("utterance", "ability"),
    [
        ("dim the left lamp", "brightness"),
        ("jets low please", "jets"),
        ("is it warm by the nest", "temperature"),
    ],
)
def test_with_each_goes_what_the_sentence_seems_to_be_about(utterance: str, ability: str) -> None:
    told = near(Request(WORLD, utterance))[0].abilities
    assert ability in told
    assert len(told) <= 2


def test_no_ability_is_told_of_a_device_that_is_only_named() -> None:
    assert near(Request(WORLD, "henry"))[0] == Candidate("henry")


def test_an_action_does_not_hide_a_property_of_the_same_name() -> None:
    mode = Attribute("mode", Kind.STRING, writable=True, choices=("eco", "turbo"))
    kiln = Thing("k", "Vulcan", "kiln", None, (mode,), (Action("mode"),))
    told = Candidates(Vocabulary(World((), (kiln,))))(Request(World((), (kiln,)), "turbo please"))
    assert told == (Candidate("vulcan", ("mode",)),)


@pytest.mark.parametrize("plan", ["set hall lamp: on=true", "set all lightbox: on=true"])
def test_a_name_within_another_was_not_spoken_of(plan: str) -> None:
    things = (
        Thing("a", "Hall", "fan", "Bedroom", SWITCHED),
        Thing("b", "Hall Lamp", "light", "Kitchen", SWITCHED),
    )
    world = World((Room("Kitchen"), Room("Bedroom")), things)
    request = Request(world, "the one in the bedroom too", history=(Turn("do it", plan),))
    assert Candidates(Vocabulary(world))(request) == ()


def test_the_type_last_spoken_of_counts_where_a_place_is_named() -> None:
    before = Turn("kitchen light off", "set ceiling spots: on=false")
    assert told("the one in the bedroom too") == ()
    after = near(Request(WORLD, "the one in the bedroom too", history=(before,)))
    assert {c.label for c in after} == {"left lamp", "right lamp"}
