"""Machines with programmes, robots, and what they refuse."""

from __future__ import annotations

import pytest

from devices.simulators.pace import Pace
from tests.unit.devices.simulators.conftest import Make
from tests.unit.devices.simulators.watching import Watch

FAST = Pace(travel=0, programme=0.00002)
"""An hour in 72 ms."""


@pytest.mark.parametrize("kind", ["washer", "dryer", "dishwasher"])
async def test_a_machine_starts_and_finishes_by_itself(make: Make, kind: str) -> None:
    machine = make(kind, pace=FAST)
    watch = Watch(machine)
    result = await machine.run("start", {"programme": "quick"})
    assert result.status == "succeeded"
    assert result.values["state"] == "running"
    await watch.until(lambda: machine.value("state") == "done")
    assert machine.value("minutes_left") == 0
    assert watch.events == [("finished", {"programme": "quick"})]


async def test_a_started_machine_is_still_running_when_travel_takes_no_time(make: Make) -> None:
    washer = make("washer", pace=Pace.of(0))
    await washer.run("start", {"programme": "eco"})
    assert (washer.value("state"), washer.value("minutes_left")) == ("running", 180)


async def test_a_washer_with_an_open_door_is_blocked(make: Make) -> None:
    washer = make("washer", {"door_open": True})
    result = await washer.run("start", {})
    assert (result.status, result.code) == ("rejected", "blocked")
    assert washer.value("state") == "idle"


async def test_a_running_washer_takes_no_second_programme(make: Make) -> None:
    washer = make("washer")
    await washer.run("start", {"programme": "eco"})
    assert (await washer.run("start", {"programme": "eco"})).status == "succeeded"
    assert (await washer.run("start", {"programme": "quick"})).code == "busy"


async def test_pause_and_resume_keep_the_minutes(make: Make) -> None:
    washer = make("washer")
    assert (await washer.run("pause", {})).code == "not_possible"
    await washer.run("start", {"programme": "quick"})
    await washer.run("pause", {})
    assert (washer.value("state"), washer.value("minutes_left")) == ("paused", 30)
    await washer.run("resume", {})
    assert washer.value("state") == "running"
    await washer.run("stop", {})
    assert (washer.value("state"), washer.value("minutes_left")) == ("idle", 0)


async def test_opening_the_door_pauses_a_running_machine(make: Make) -> None:
    washer = make("washer")
    await washer.run("start", {})
    washer.observe({"door_open": True})
    assert washer.value("state") == "paused"
    assert (await washer.run("resume", {})).code == "blocked"


async def test_a_machine_that_was_running_runs_on_after_power_up(make: Make) -> None:
    washer = make("washer", {"state": "running", "minutes_left": 3}, pace=FAST)
    watch = Watch(washer)
    await washer.power_up()
    await watch.until(lambda: washer.value("state") == "done")


@pytest.mark.parametrize("command", ["set", "start"])
async def test_an_oven_refuses_more_than_it_can(make: Make, command: str) -> None:
    oven = make("oven")
    if command == "set":
        result = await oven.set({"target_temperature": 251})
    else:
        result = await oven.run("start", {"temperature": 251})
    assert (result.status, result.code) == ("rejected", "out_of_range")
    assert "250" in result.message
    assert oven.value("on") is False


async def test_an_oven_heats_up_and_switches_itself_off(make: Make) -> None:
    oven = make("oven", pace=FAST)
    watch = Watch(oven)
    await oven.run("start", {"temperature": 200, "minutes": 60, "mode": "grill"})
    await watch.until(lambda: oven.value("temperature") == 200.0)
    await watch.until(lambda: oven.value("state") == "done")
    assert oven.value("on") is False
    assert [event for event, _ in watch.events] == ["preheated", "finished"]


async def test_a_target_alone_does_not_light_an_oven(make: Make) -> None:
    oven = make("oven")
    await oven.set({"target_temperature": 200})
    assert (oven.value("on"), oven.value("state")) == (False, "idle")


async def test_coffee_takes_water_and_is_refused_without(make: Make) -> None:
    maker = make("coffee maker", {"water_level": 15})
    result = await maker.run("start", {"programme": "espresso"})
    assert result.values == {
        "on": True,
        "state": "running",
        "programme": "espresso",
        "water_level": 5,
        "minutes_left": 1,
    }
    assert (await maker.run("start", {})).code == "busy"
    await maker.run("stop", {})
    result = await maker.run("start", {})
    assert (result.status, result.code) == ("rejected", "not_possible")


async def test_docking_a_docked_vacuum_is_fine(make: Make) -> None:
    result = await make("vacuum").run("dock", {})
    assert (result.status, result.values) == ("succeeded", {})


async def test_a_vacuum_returns_before_it_is_docked(make: Make) -> None:
    vacuum = make("vacuum", {"state": "cleaning"}, pace=Pace(travel=0.001, programme=1))
    watch = Watch(vacuum)
    result = await vacuum.run("dock", {})
    assert result.values == {"state": "returning"}
    await watch.until(lambda: vacuum.value("state") == "docked")
    assert watch.events[-1] == ("docked", {})


async def test_a_vacuum_cleans_until_done_and_drives_home(make: Make) -> None:
    vacuum = make("vacuum", pace=FAST)
    watch = Watch(vacuum)
    await vacuum.run("start", {})
    assert vacuum.value("state") == "cleaning"
    await watch.until(lambda: vacuum.value("state") == "docked")
    assert min(int(str(state["battery"])) for state in watch.states) < 100


@pytest.mark.parametrize(
    ("state", "action", "code"),
    [
        ({"battery": 10}, "start", "not_possible"),
        ({"state": "error"}, "start", "blocked"),
        ({}, "pause", "not_possible"),
        ({"state": "idle"}, "resume", "not_possible"),
    ],
)
async def test_a_vacuum_refuses(make: Make, state: dict[str, str | int], action: str, code: str) -> None:
    result = await make("vacuum", state).run(action, {})
    assert (result.status, result.code) == ("rejected", code)


async def test_a_vacuum_started_on_its_way_home_does_not_dock(make: Make) -> None:
    vacuum = make("mower", {"state": "mowing"}, pace=Pace(travel=0.002, programme=1))
    await vacuum.run("dock", {})
    await vacuum.run("start", {})
    watch = Watch(vacuum)
    with pytest.raises(TimeoutError):
        await watch.until(lambda: vacuum.value("state") == "docked", timeout=0.2)
    assert vacuum.value("state") == "mowing"
