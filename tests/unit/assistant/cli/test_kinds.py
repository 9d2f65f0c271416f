"""`ensemble simulate --kinds`: what home files and suites may name."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from devices.simulators.catalogue import KINDS


@pytest.fixture(scope="module")
def shown() -> dict[str, list[str]]:
    """The lines of each kind, with single blanks; the heading first."""
    result = CliRunner().invoke(app, ["simulate", "--kinds"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    blocks = [block.splitlines() for block in result.output.strip().split("\n\n")][1:]
    return {block[0].partition("  ")[0]: [" ".join(line.split()) for line in block] for block in blocks}


def test_every_kind_is_there(shown: dict[str, list[str]]) -> None:
    assert list(shown) == list(KINDS)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("fan", "set speed 50 whole number 0 to 100 %"),
        ("color light", "set color_temperature 2700 whole number 2000 to 6500 K"),
        ("thermostat", "set mode heat off | heat | cool | auto"),
        ("thermostat", "measured temperature 20.0 number -40 to 60 °C"),
        ("washer", "follows state idle idle | running | paused | done"),
        ("washer", "run start [programme: cotton | quick | delicate | eco | wool]"),
        ("washer", "run pause"),
        ("list", "run add item: text"),
        ("list", "follows items [] list of texts"),
        ("phone", "run set_alarm time: text, [title: text]"),
        ("car", 'follows destination "" text'),
        ("car", "measured temperature 12.0 number in °C"),
        ("car", "measured rear_passenger_side_door_open false true | false"),
        ("light sensor", "measured illuminance 200.0 number from 0 lx"),
        ("door sensor", "door sensor A magnet contact on a door; true is open."),
    ],
)
def test_what_a_kind_offers(shown: dict[str, list[str]], kind: str, line: str) -> None:
    assert line in shown[kind]


def test_no_kind_has_what_others_offer(shown: dict[str, list[str]]) -> None:
    assert not [line for line in shown["fan"] if "locked" in line or line.startswith("run")]
    assert len(shown["generic"]) == 1
