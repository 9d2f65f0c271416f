"""Lights, climate, media, lists and cameras."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from devices.adapters.native import format_state
from devices.schema import Risk, Value
from devices.simulators.pace import Pace
from tests.unit.devices.simulators.conftest import Make
from tests.unit.devices.simulators.watching import Watch


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"brightness": 30}, {"on": True, "brightness": 30}),
        ({"brightness": 0}, {"on": False, "brightness": 80}),
        ({"color": "red"}, {"on": True, "color": "red"}),
        ({"color": "cool white"}, {"on": True, "color_temperature": 6000}),
        ({"color_temperature": 3000}, {"color": "white", "color_temperature": 3000}),
        ({"on": False, "brightness": 20}, {"on": False, "brightness": 20}),
    ],
)
async def test_a_light_shows_what_it_is_told(
    make: Make, wanted: Mapping[str, Value], expected: Mapping[str, Value]
) -> None:
    lamp = make("color light", {"on": False, "brightness": 80})
    assert (await lamp.set(wanted)).status == "succeeded"
    assert expected.items() <= lamp.values().items()


async def test_a_light_keeps_its_brightness_while_it_is_off(make: Make) -> None:
    lamp = make("light", {"on": True, "brightness": 35})
    await lamp.set({"on": False})
    await lamp.set({"on": True})
    assert lamp.value("brightness") == 35


async def test_a_plug_measures_its_load(make: Make) -> None:
    plug = make("plug", load=1500)
    assert (await plug.set({"on": True})).values == {"on": True, "power_draw": 1500.0}


async def test_a_fan_speed_turns_the_fan_on_and_zero_turns_it_off(make: Make) -> None:
    fan = make("fan", {"speed": 30})
    await fan.set({"speed": 80})
    assert (fan.value("on"), fan.value("speed")) == (True, 80)
    await fan.set({"speed": 0})
    assert (fan.value("on"), fan.value("speed")) == (False, 80)


@pytest.mark.parametrize(
    ("mode", "target", "arrives"),
    [("heat", 21, True), ("cool", 21, False), ("off", 21, False), ("auto", 19, True)],
)
async def test_a_thermostat_moves_the_air_only_as_its_mode_allows(
    make: Make, mode: str, target: float, arrives: bool
) -> None:
    thermostat = make("thermostat", {"temperature": 20, "mode": mode}, pace=Pace(0, 0.0001))
    watch = Watch(thermostat)
    await thermostat.set({"target_temperature": target})
    if arrives:
        await watch.until(lambda: thermostat.value("temperature") == target)
    else:
        with pytest.raises(TimeoutError):
            await watch.until(lambda: thermostat.value("temperature") != 20, timeout=0.1)


async def test_a_thermostat_has_limits(make: Make) -> None:
    assert (await make("thermostat").set({"target_temperature": 35})).code == "out_of_range"


async def test_a_speaker_plays_pauses_and_skips(make: Make) -> None:
    speaker = make("speaker")
    assert (await speaker.run("pause", {})).code == "not_possible"
    await speaker.run("play", {"title": "Blue in Green"})
    assert (speaker.value("on"), speaker.value("state"), speaker.value("track")) == (True, "playing", 1)
    await speaker.run("next", {})
    await speaker.run("next", {})
    await speaker.run("previous", {})
    assert speaker.value("track") == 2
    await speaker.run("pause", {})
    assert (await speaker.run("pause", {})).status == "succeeded"
    await speaker.set({"on": False})
    assert speaker.value("state") == "off"


async def test_a_source_turns_the_television_on(make: Make) -> None:
    tv = make("television")
    await tv.set({"source": "HDMI 1"})
    assert (tv.value("on"), tv.value("state")) == (True, "idle")
    assert (await tv.set({"source": "betamax"})).code == "invalid_value"


async def test_a_list_adds_once_and_removes_what_is_there(make: Make) -> None:
    todo = make("list", {"items": ["Milk"]})
    await todo.run("add", {"item": "eggs"})
    await todo.run("add", {"item": "milk"})
    assert todo.value("items") == ["Milk", "eggs"]
    await todo.run("complete", {"item": "MILK"})
    assert (todo.value("items"), todo.value("completed")) == (["eggs"], ["Milk"])
    assert (await todo.run("remove", {"item": "bread"})).code == "not_possible"
    assert (await todo.run("add", {"item": "  "})).code == "invalid_value"
    assert (await todo.run("add", {})).code == "invalid_value"


async def test_a_full_list_still_fits_into_a_message(make: Make) -> None:
    todo = make("list")
    for number in range(120):
        await todo.run("add", {"item": f"{number:03}" + "\U0001f9c0" * 97})
        await todo.run("complete", {"item": f"{number:03}" + "\U0001f9c0" * 97} if number < 20 else {})
    assert (await todo.run("add", {"item": "one more"})).code == "not_possible"
    assert (await todo.run("add", {"item": "x" * 101})).code == "invalid_value"
    format_state(todo.values(), epoch=1, version=1, at=datetime.now(UTC))


async def test_a_camera_that_is_off_sees_nothing(make: Make) -> None:
    camera = make("camera")
    await camera.run("take_picture", {})
    assert camera.value("pictures") == 1
    await camera.set({"on": False})
    assert (await camera.run("take_picture", {})).code == "not_possible"
    assert (await camera.set({"recording": True})).code == "not_possible"
    camera.observe({"motion": True})
    assert camera.value("motion") is False


@pytest.mark.parametrize("name", ["on", "recording"])
def test_what_can_do_harm_both_ways_is_marked(make: Make, name: str) -> None:
    found = make("camera").describe().find_property(name)
    assert found is not None
    assert found.risk is Risk.CONFIRM
