"""Reading native suites: what is taken, and how each mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.evaluate.files import SuiteError
from assistant.evaluate.native.suite import Later, NativeCase, NativeHome
from assistant.evaluate.native.wanted import Wanted
from assistant.evaluate.suite import load
from model_core.plan import At, Comparison, Test, When

HOME = """
home: flat
timezone: Europe/London
rooms:
  - {name: Study, floor: Attic}
devices:
  - {kind: light, name: Desk lamp, room: Study, state: {brightness: 60}}
  - {kind: light, name: Spot}
  - {kind: washer, id: washer, name: Washer}
  - {kind: vacuum, id: dusty, name: Dusty}
"""
WHOLE = """
category: values
tests:
  - sentences: [Forty, Forty percent]
    room: study
    device: dusty
    history: [On]
    setup: {desk_lamp: {on: true, brightness: 80}, washer: {minutes_left: 12}}
    expect: {desk_lamp: {brightness: 40}}
    ignore: {desk_lamp: [on]}
    actions: {dusty: locate}
    expect_response: [[two, 2], [oven]]
  - sentences: ["Which?"]
    expect_question: [dusty, washer]
  - sentences: [No]
    expect_refusal: true
  - sentences: [Later]
    expect_later:
      at: sunset
      days: weekends
      expect: {desk_lamp: {on: false}}
      actions: {dusty: [start]}
  - sentences: [Then]
    expect_later: {when: {device: desk_lamp, property: brightness, is: ">= 25"}}
  - sentences: [Forget it]
    expect_later: false
  - sentences: [On and the sauna]
    expect: {desk_lamp: {on: true}}
    expect_refusal: true
  - sentences: [A bit brighter]
    expect: [{desk_lamp: {brightness: {moves: up}}}, {desk_lamp: {on: true}}]
"""


def folder(tmp_path: Path, *, tests: str = WHOLE, home: str = HOME) -> Path:
    """A suite of one home and one file."""
    (tmp_path / "flat").mkdir()
    (tmp_path / "flat" / "_home.yaml").write_text(home, encoding="utf-8")
    (tmp_path / "flat" / "cases.yaml").write_text(tests, encoding="utf-8")
    return tmp_path


def test_a_home_with_its_cases(tmp_path: Path) -> None:
    suite = load(folder(tmp_path))
    (home,) = suite.homes
    assert isinstance(home, NativeHome)
    assert (home.name, home.sentences, suite.warnings) == ("flat", 9, ())
    assert [device.id for device in home.file.devices] == ["desk_lamp", "spot", "washer", "dusty"]
    whole, which, refused, later, then, forgotten, partly, brighter = home.cases
    assert whole == NativeCase(
        category="values",
        sentences=("Forty", "Forty percent"),
        room="Study",
        device="dusty",
        history=("On",),
        setup={"desk_lamp": {"on": True, "brightness": 80}, "washer": {"minutes_left": 12}},
        expect={"desk_lamp": {"brightness": 40}},
        ignore={"desk_lamp": frozenset({"on"})},
        actions={"dusty": frozenset({"locate"})},
        responses=(("two", "2"), ("oven",)),
    )
    assert which.question
    assert which.choices == {"dusty", "washer"}
    assert refused.refusal
    assert later.later == Later(
        At("sunset", "weekends"), {"desk_lamp": {"on": False}}, {"dusty": frozenset({"start"})}
    )
    assert then.later is not None
    assert then.later.bare
    assert then.later.trigger == When("desk_lamp", Test("brightness", Comparison.AT_LEAST, 25))
    assert (forgotten.later, forgotten.nothing_later) == (None, True)
    assert partly.refusal
    assert partly.expect == {"desk_lamp": {"on": True}}
    assert brighter.expect == {"desk_lamp": {"brightness": Wanted(moves="up")}}
    assert brighter.alternatives == ({"desk_lamp": {"on": True}},)


MISTAKES = {
    "expect: {lamp: {on: true}}": "tests.0.expect: the home has no device 'lamp'",
    "setup: {lamp: {on: true}}": "tests.0.setup: the home has no device 'lamp'",
    "ignore: {lamp: [on]}": "tests.0.ignore: the home has no device 'lamp'",
    "expect: {desk_lamp: {colour: red}}": "tests.0.expect.desk_lamp: desk_lamp has no property 'colour'",
    "ignore: {desk_lamp: [colour]}": "tests.0.ignore.desk_lamp: desk_lamp has no property 'colour'",
    "expect: {desk_lamp: {brightness: 140}}": "tests.0.expect.desk_lamp.brightness: ",
    "expect: {desk_lamp: {on: yes}}": "tests.0.expect.desk_lamp.on: ",
    "expect: {desk_lamp: {brightness: {moves: on}}}": "expect.desk_lamp.brightness: moves is up or down",
    "expect: {desk_lamp: {brightness: {at_least: 140}}}": "brightness must be between 0 and 100%",
    "expect: [{desk_lamp: {on: true}}, {desk_lamp: {colour: red}}]": "tests.0.expect.1.desk_lamp: ",
    "expect: {dusty: {battery: 40}}": "expect.dusty.battery: it is only measured and no command changes it",
    "expect: {washer: {state: done}}": "expect.washer.state: it is idle, and all that commands make of it",
    "setup: {dusty: {battery: 40}}\n    expect: {dusty: {battery: 100}}": "expect.dusty.battery: it is only",
    "expect: [{}, {washer: {state: done}}]": "expect.1.washer.state: ",
    "expect: {spot: {brightness: {moves: up}}}": "expect.spot.brightness: it starts at 100 and cannot go up",
    "expect: []": "tests.0.expect: ",
    "setup: {desk_lamp: {brightness: {moves: up}}}": "setup.desk_lamp.brightness: brightness must be a whole",
    "setup: {washer: {programme: boiling}}": "tests.0.setup.washer.programme: ",
    "room: Attic": "tests.0.room: the home has no room 'Attic'",
    "device: radio": "tests.0.device: the home has no device 'radio'",
    "actions: {dusty: fly}": "tests.0.actions.dusty: there is no action 'fly'",
    "actions: {radio: play}": "tests.0.actions: the home has no device 'radio'",
    "expect_question: [dusty, radio]": "tests.0.expect_question: the home has no device 'radio'",
    "expect_question: []": "tests.0.expect_question",
    "expected: {dusty: {}}": "tests.0.expected: Extra inputs are not permitted",
    "expect_refusal: true\n    expect_question: true": "a refusal does not go with a question",
    "expect_later: true": "tests.0.expect_later",
    "expect_later: {expect: {desk_lamp: {on: true}}}": "it needs one of after, at and when",
    "expect_later: {after: 5, at: sunset}": "it needs one of after, at and when",
    "expect_later: {after: 5, days: daily}": "days goes with at only",
    "expect_later: {at: 17:00}": "in quotes",
    "expect_later: {at: '07:00', days: never}": "days are one of",
    "expect_later: {after: 5, expect: {washer: {state: done}}}": "washer.state: it is only measured",
    "expect_later: {after: 5, actions: {washer: fly}}": "expect_later.actions.washer: there is no action",
    "expect_later: {when: {device: radio, property: on, is: '= true'}}": "the home has no device 'radio'",
    "expect_later: {when: {device: washer, property: on, is: '= true'}}": "washer has no property 'on'",
    "expect_later: {when: {device: washer, property: state, is: done}}": "a comparison and a value",
    "expect_later: {when: {device: washer, property: state, is: '= lost'}}": "state cannot be 'lost'",
}


@pytest.mark.parametrize(("line", "told"), MISTAKES.items())
def test_each_mistake_is_told(tmp_path: Path, line: str, told: str) -> None:
    tests = f"tests:\n  - sentences: [Hello]\n    {line}\n"
    with pytest.raises(SuiteError) as error:
        load(folder(tmp_path, tests=tests))
    assert told in str(error.value)
    assert str(tmp_path / "flat" / "cases.yaml") in str(error.value)


@pytest.mark.parametrize(
    "lines",
    [
        "expect: {dusty: {battery: 100, state: cleaning}}",
        "expect: {washer: {state: running}}",
        "setup: {dusty: {battery: 40}}\n    expect: {dusty: {battery: 40}}",
        "setup: {washer: {state: done}}\n    expect: {washer: {state: done}}",
        "history: [Dim it]\n    expect: {dusty: {fan_speed: max}, spot: {brightness: {moves: up}}}",
    ],
)
def test_what_may_come_true_is_taken(tmp_path: Path, lines: str) -> None:
    assert load(folder(tmp_path, tests=f"tests:\n  - sentences: [Hello]\n    {lines}\n")).homes


@pytest.mark.parametrize(
    ("home", "told"),
    [
        ("home: flat\ndevices: [{kind: spaceship, name: X}]", "there is no kind 'spaceship'"),
        ("home: flat\ndevices: [{kind: light, name: X, state: {color: 5}}]", "X: a light has no color"),
        ("home: flat\ndevices: [{kind: light, name: X, colour: red}]", "devices.0.colour"),
        ("home: [", "_home.yaml"),
    ],
)
def test_a_home_that_cannot_be(tmp_path: Path, home: str, told: str) -> None:
    with pytest.raises(SuiteError) as error:
        load(folder(tmp_path, home=home))
    assert told in str(error.value)
    assert str(tmp_path / "flat" / "_home.yaml") in str(error.value)


def test_one_folder_is_one_kind_of_home(tmp_path: Path) -> None:
    suite = folder(tmp_path)
    (suite / "flat" / "_fixtures.yaml").write_text("entities: []", encoding="utf-8")
    with pytest.raises(SuiteError, match="a home is one of them"):
        load(suite)


def test_a_check_tells_what_is_there_and_starts_nothing(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["eval", str(folder(tmp_path)), "--check"])
    assert result.exit_code == 0
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in result.output.splitlines()]
    assert ["values", "8", "9"] in cells
    assert ["1 homes", "8", "9"] in cells
