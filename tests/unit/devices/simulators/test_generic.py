"""Devices that only their own file knows."""

from __future__ import annotations

from typing import Any

import pytest

from devices.simulators.device import HomeFileError
from devices.simulators.fleet import Fleet
from tests.unit.devices.simulators.conftest import Make

FEEDER: dict[str, Any] = {
    "type": "pet feeder",
    "properties": {
        "food_left": {"type": "integer", "minimum": 0, "maximum": 40},
        "lid": {"type": "string", "choices": ["shut", "open"]},
        "night_pause": {"type": "boolean", "writable": True},
    },
    "actions": {"feed": {"arguments": {"portions": {"type": "integer", "required": True, "minimum": 1}}}},
    "events": ["fed"],
}
FEED = {"feed": {"seconds": 2, "set": {"food_left": {"subtract": "$portions"}}, "event": "fed"}}


async def test_an_action_does_what_its_effect_says(make: Make) -> None:
    feeder = make("generic", {"food_left": 5}, description=FEEDER, effects=FEED)
    result = await feeder.run("feed", {"portions": 2})
    assert (result.status, result.values) == ("succeeded", {"food_left": 3})


async def test_an_action_that_would_leave_the_range_is_refused(make: Make) -> None:
    feeder = make("generic", {"food_left": 1}, description=FEEDER, effects=FEED)
    result = await feeder.run("feed", {"portions": 2})
    assert (result.status, result.code) == ("rejected", "not_possible")
    assert feeder.value("food_left") == 1


async def test_properties_without_a_start_value_have_a_plain_one(make: Make) -> None:
    assert make("generic", description=FEEDER).values() == {
        "food_left": 0,
        "lid": "shut",
        "night_pause": False,
    }


@pytest.mark.parametrize(
    ("description", "effects"),
    [
        ({"type": "Pet Feeder"}, {}),
        ({"properties": {"x": {"type": "colour"}}, "type": "x"}, {}),
        ({"properties": {"x": {"type": "integer", "min": 3}}, "type": "x"}, {}),
        ({"propertys": {}, "type": "x"}, {}),
        (FEEDER, {"fly": {}}),
        (FEEDER, {"feed": {"set": {"wings": 2}}}),
        (FEEDER, {"feed": {"event": "exploded"}}),
        (FEEDER, {"feed": {"then": 2}}),
    ],
)
def test_a_description_that_lies_is_refused(
    make: Make, description: dict[str, Any], effects: dict[str, Any]
) -> None:
    with pytest.raises(HomeFileError, match="Generic"):
        make("generic", description=description, effects=effects)


async def test_the_family_feeder_and_aquarium_work() -> None:
    fleet = Fleet.load("tests/homes/family.yaml", time_scale=0)
    feeder, aquarium = fleet.behaviours["pet_feeder"], fleet.behaviours["aquarium"]
    assert (await feeder.run("feed", {"portions": 2})).values == {"food_left": 10, "portions_today": 3}
    assert (await aquarium.set({"pump": "high"})).status == "succeeded"
    assert (await aquarium.run("record_water_change", {})).values == {"days_since_water_change": 0}
