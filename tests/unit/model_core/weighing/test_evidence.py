"""What a plan leaves out of a sentence, and what it makes up, shows in its features."""

from __future__ import annotations

import pytest

from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.weighing import parts
from model_core.weighing.evidence import Evidence, Features
from model_core.world import Attribute, Kind, Request, Thing, Turn, World
from tests.unit.model_core.worlds import house

VOCABULARY = Vocabulary(house())
EVIDENCE = Evidence(VOCABULARY, lambda word: word in {"turn", "the", "light", "lamp", "vacuum", "please"})


def told(sentence: str, plan: str, room: str | None = None, *before: Turn) -> Features:
    request = Request(house(), sentence, room, history=before)
    return EVIDENCE(request, [parse(plan, VOCABULARY)])[0]


@pytest.mark.parametrize(
    ("sentence", "better", "worse", "feature"),
    [
        ("desk lamp on", "set desk lamp: on=true", "set thermostat: target_temperature=9", "do:home"),
        ("turn on the desk lamp", "set desk lamp: on=true", "run roborock: start", "do:alone"),
        ("turn on the desk lamp", "set desk lamp: on=true", "run roborock: start", "do:better"),
        ("desk lamp off", "set desk lamp: on=false", "set desk lamp: on=true", "opposite"),
        (
            "kitchen light to 40 percent",
            "set kitchen ceiling light: brightness=40",
            "set kitchen ceiling light: on=true",
            "left",
        ),
        (
            "kitchen light to 40 percent",
            "set kitchen ceiling light: brightness=40",
            "set kitchen ceiling light: brightness=70",
            "strange",
        ),
        (
            "the kitchen light in green",
            "set kitchen ceiling light: color=green",
            "set kitchen ceiling light: color=red",
            "unsaid",
        ),
        (
            "the light in the kitchen",
            "set kitchen ceiling light: on=true",
            "set bedroom ceiling light: on=true",
            "conflict",
        ),
        ("start the jacuzzi", 'refuse unknown "jacuzzi"', "refuse unable: roborock", "unable:thing"),
        (
            "the color of the kitchen light",
            "get kitchen ceiling light: color",
            "get kitchen ceiling light: brightness",
            "tell:able",
        ),
        (
            "all lights off but not the desk lamp",
            "set all light except desk lamp: on=false",
            "set all light: on=false",
            "exceptless",
        ),
        ("lamp on", "set desk lamp: on=true", "set desk lamp: on=true; set desk lamp: on=true", "twice"),
        ("turn it on", 'refuse unknown "jacuzzi"', 'refuse unknown "desk lamp"', "unknown:known"),
    ],
)  # fmt: skip
def test_a_worse_plan_shows_it(sentence: str, better: str, worse: str, feature: str) -> None:
    assert told(sentence, better).get(feature, 0.0) < told(sentence, worse).get(feature, 0.0)


def test_a_number_in_a_name_is_no_amount() -> None:
    home = World(
        (), (Thing("printer", "3D Printer", "printer", None, (Attribute("bed", Kind.NUMBER, 0, 90),)),)
    )
    vocabulary = Vocabulary(home)
    plan = parse("set 3d printer: bed=60", vocabulary)
    found = Evidence(vocabulary, lambda _word: True)(Request(home, "bed of the 3d printer to 60"), [plan])[0]
    assert found["strange"] == found["left"] == 0


def test_a_delay_is_as_long_as_was_said() -> None:
    five = "later after 5 min then set desk lamp: on=true"
    assert told("desk lamp on in 5 minutes", five)["strange"] == 0
    assert told("desk lamp on in 20 minutes", five)["strange"] == 1


def test_two_devices_that_fit_alike_are_tied_until_the_room_is_known() -> None:
    one = "set kitchen ceiling light: on=true"
    assert told("turn on the ceiling light", one)["do:tied"] == 1
    assert told("turn on the ceiling light", one, "Kitchen")["do:tied"] == 0
    both = "ask which kitchen ceiling light, bedroom ceiling light"
    assert told("turn on the ceiling light", both)["which:tied"] == 1
    assert told("turn on the ceiling light", "ask which all light")["which:tied"] == pytest.approx(2 / 3)


def test_what_is_mistyped_counts_for_what_was_meant() -> None:
    right, wrong = (
        told("start the robborock", plan) for plan in ("run roborock: start", "set desk lamp: on=true")
    )
    assert right["do:alone"] < wrong["do:alone"] == 1


def test_a_device_of_the_last_turn_needs_no_word() -> None:
    before = Turn("start the roborock", "run roborock: start")
    dock = "run roborock: dock"
    assert (
        told("back to the dock", dock, None, before)["do:alone"] < told("back to the dock", dock)["do:alone"]
    )
    assert told("and back", dock, None, before)["after"] == 0
    assert told("and back", "set desk lamp: on=false", None, before)["after"] == 1


def test_where_the_speaker_is_counts_only_where_no_place_is_said() -> None:
    plan = "set desk lamp: on=true"
    assert told("the lamp", plan, "Bedroom")["here"] == 1
    assert told("the lamp", plan, "Kitchen")["away"] == 1
    assert "away" not in told("the lamp in the bedroom", plan, "Kitchen")


def test_a_home_without_anything_has_features_too() -> None:
    nothing = Vocabulary(World((), ()))
    found = Evidence(nothing, lambda _word: True)(Request(World((), ()), ""), [parse("refuse chat", nothing)])
    assert found[0]["chat"] == 1


@pytest.mark.parametrize(
    ("plan", "act"),
    [
        ("set desk lamp: on=true; refuse chat", "do"),
        ("run roborock: start", "do"),
        ("check desk lamp: on=true", "tell"),
        ("ask which all light", "which"),
        ("ask what: desk lamp", "what"),
        ('refuse unknown "sauna"', "unknown"),
        ("refuse unable: desk lamp", "unable"),
        ("refuse unclear", "chat"),
        ("later after 5 min then set desk lamp: on=true", "later"),
        ("cancel", "cancel"),
        ("pause waiting timer", "waiting"),
        ("tell time", "waiting"),
    ],
)
def test_acts(plan: str, act: str) -> None:
    assert parts.act(parse(plan, VOCABULARY)) == act
    assert act in parts.ACTS


def test_what_waits_is_known_by_its_words_and_lengths() -> None:
    put_off, taken_back = parse(
        'extend waiting timer called "eggs" by 2 min; cancel of 10 min', VOCABULARY
    ).steps
    assert list(parts.texts(put_off)) == ["eggs", "timer"]
    assert list(parts.numbers(put_off)) == [120, 2, 120 / 3600]
    assert 10 in parts.numbers(taken_back)


def test_steps_that_wait_are_looked_at_too() -> None:
    plan = parse(
        'later when thermostat: temperature>20 then run roborock: clean minutes=5 spot="sofa"', VOCABULARY
    )
    outer, inner = parts.flat(plan.steps)
    assert parts.devices(outer) == ("thermostat",)
    assert list(parts.assigned(outer)) == [("temperature", "")]
    assert list(parts.texts(inner)) == ["sofa"]
