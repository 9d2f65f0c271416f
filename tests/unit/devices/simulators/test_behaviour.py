"""What every simulated device does with a command, whatever it is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from devices.adapters.native import dump_description, parse_description
from devices.schema import Value
from devices.simulators.behaviour import Behaviour, Job
from devices.simulators.catalogue import KINDS
from devices.simulators.device import About, HomeFileError
from devices.simulators.lights import DIMMABLE
from devices.simulators.pace import Pace
from tests.unit.devices.simulators.conftest import Make
from tests.unit.devices.simulators.watching import Watch

GENERIC = {"type": "kettle", "properties": {"on": {"type": "boolean", "writable": True}}}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_describes_itself_within_the_rules(make: Make, kind: str) -> None:
    device = make(kind, description=GENERIC)
    description = device.describe()
    assert parse_description(dump_description(description)) == description
    readable = {p.name for p in description.properties if p.readable}
    assert set(device.values()) == readable


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"brightness": 101}, "out_of_range"),
        ({"brightness": "50"}, "invalid_value"),
        ({"brightness": True}, "invalid_value"),
        ({"on": 1}, "invalid_value"),
        ({"colour": "red"}, "unknown_property"),
        ({"on": True, "brightness": -1}, "out_of_range"),
        ({}, "invalid_value"),
    ],
)
async def test_a_bad_value_is_rejected_and_changes_nothing(
    make: Make, wanted: Mapping[str, object], code: str
) -> None:
    lamp = make("light")
    before = lamp.values()
    result = await lamp.set(wanted)
    assert (result.status, result.code) == ("rejected", code)
    assert result.message
    assert lamp.values() == before


async def test_what_is_only_measured_cannot_be_set(make: Make) -> None:
    sensor = make("temperature sensor")
    result = await sensor.set({"temperature": 25.0})
    assert (result.status, result.code) == ("rejected", "not_possible")


@pytest.mark.parametrize(
    ("action", "arguments", "code"),
    [
        ("fly", {}, "unknown_action"),
        ("start", {"programme": "boil"}, "invalid_value"),
        ("start", {"speed": 3}, "invalid_value"),
    ],
)
async def test_a_bad_action_is_rejected(
    make: Make, action: str, arguments: Mapping[str, object], code: str
) -> None:
    result = await make("washer").run(action, arguments)
    assert (result.status, result.code) == ("rejected", code)


async def test_success_names_exactly_what_changed(make: Make) -> None:
    lamp = make("light", {"on": True, "brightness": 100})
    result = await lamp.set({"on": True, "brightness": 40})
    assert result.status == "succeeded"
    assert result.values == {"brightness": 40}


async def test_a_fault_inside_is_a_failure_and_not_a_success() -> None:
    class Broken(Behaviour):
        async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:
            raise ZeroDivisionError(str(wanted), job)

    lamp = Broken(About("Lamp").description("light", DIMMABLE), {"on": False, "brightness": 1}, Pace())
    result = await lamp.set({"on": True})
    assert (result.status, result.code) == ("failed", "internal")
    assert lamp.value("on") is False


@pytest.mark.parametrize("state", [{"brightness": 101}, {"on": "yes"}, {"wings": 2}])
def test_an_impossible_initial_state_is_refused(make: Make, state: Mapping[str, Value]) -> None:
    with pytest.raises(HomeFileError, match="Light"):
        make("light", state)


def test_an_event_that_is_not_described_is_a_mistake(make: Make) -> None:
    with pytest.raises(ValueError, match="declares no event"):
        make("light").emit("exploded")


async def test_observing_the_world_tells_the_listener(make: Make) -> None:
    sensor = make("motion sensor")
    watch = Watch(sensor)
    sensor.observe({"motion": True})
    assert watch.states == [{"motion": True, "battery": 95}]
    assert watch.events == [("motion", {})]
