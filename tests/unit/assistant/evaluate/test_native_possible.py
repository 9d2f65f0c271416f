"""What can never come true, and why; and what may, however unlikely."""

from __future__ import annotations

import pytest

from assistant.evaluate.native.possible import impossible
from assistant.evaluate.native.wanted import read_expected
from devices.schema import Value
from devices.simulators.behaviour import Behaviour
from devices.simulators.catalogue import build
from devices.simulators.device import About
from devices.simulators.pace import Pace

KILN = {
    "description": {
        "type": "kiln",
        "properties": {
            "heat": {"type": "integer", "minimum": 0, "maximum": 1300, "writable": True},
            "state": {"type": "string", "choices": ["cold", "firing", "broken"]},
            "minutes": {"type": "integer", "minimum": 0},
            "rounds": {"type": "integer", "minimum": 0},
            "code": {"type": "string", "writable": True, "readable": False},
        },
        "actions": {"fire": {"arguments": {"minutes": {"type": "integer"}}}},
    },
    "effects": {"fire": {"set": {"state": "firing", "minutes": "$minutes", "rounds": {"add": 1}}}},
}


def device(kind: str, **state: Value) -> Behaviour:
    """A device as it begins."""
    return build(kind, About("X", start=state, options=KILN if kind == "generic" else {}), Pace(travel=0))


def reason(there: Behaviour, name: str, given: object, *, told_before: bool = False) -> str:
    """Why it cannot come true."""
    spec = there.describe().find_property(name)
    assert spec is not None
    return impossible(read_expected(spec, given), spec, there, told_before=told_before)


@pytest.mark.parametrize(
    ("there", "name", "given", "told"),
    [
        (device("thermostat"), "temperature", 21, "no command changes it; it stays 20.0"),
        (device("thermostat"), "temperature", {"moves": "up"}, "no command changes it"),
        (device("lock"), "battery", {"at_most": 50}, "it stays 90"),
        (device("door sensor"), "contact", True, "it stays false"),
        (
            device("washer"),
            "state",
            "done",
            "it is idle, and all that commands make of it at once is idle, run",
        ),
        (device("vacuum"), "state", {"one_of": ["error"]}, "it is docked, and all that"),
        (device("valve"), "flow", {"at_least": 20}, "it is 0.0, and all that commands make of it"),
        (device("car"), "range", 400, "no command changes it"),
        (device("light"), "brightness", {"moves": "up"}, "it starts at 100 and cannot go up from there"),
        (device("curtain"), "position", {"moves": "down"}, "it starts at 0 and cannot go down"),
        (device("speaker", volume=50), "volume", {"moves": "up", "at_most": 50}, "it starts at 50"),
        (device("speaker", volume=50), "volume", {"moves": "down", "at_least": 60}, "it starts at 50"),
        (device("generic"), "state", "broken", "all that commands make of it at once is firing"),
        (device("generic"), "code", "1", "it is never reported"),
    ],
)
def test_what_cannot_come_true(there: Behaviour, name: str, given: object, told: str) -> None:
    assert told in reason(there, name, given)


@pytest.mark.parametrize(
    ("there", "name", "given"),
    [
        (device("thermostat"), "temperature", 20),
        (device("thermostat"), "target_temperature", {"moves": "up"}),
        (device("lock"), "battery", {"at_least": 50}),
        (device("door sensor", contact=True), "contact", True),
        (device("washer"), "state", "running"),
        (device("washer", state="done"), "state", "done"),
        (device("washer", state="paused"), "state", "done"),
        (device("vacuum"), "state", {"one_of": ["cleaning", "error"]}),
        (device("valve"), "flow", {"moves": "up"}),
        (device("valve"), "flow", {"moves": "down"}),
        (device("plug"), "power_draw", {"at_least": 30}),
        (device("phone"), "ringing", True),
        (device("list"), "items", ["milk"]),
        (device("light", brightness=99), "brightness", {"moves": "up"}),
        (device("speaker", volume=50), "volume", {"moves": "up", "at_most": 51}),
        (device("generic"), "state", "cold"),
        (device("generic"), "minutes", 7),
        (device("generic"), "rounds", {"moves": "up"}),
    ],
)
def test_what_may_come_true(there: Behaviour, name: str, given: object) -> None:
    assert reason(there, name, given) == ""


def test_a_history_may_have_moved_it() -> None:
    assert reason(device("light"), "brightness", {"moves": "up"}, told_before=True) == ""
    assert reason(device("lock"), "battery", {"moves": "up"}, told_before=True)
