"""What travels: partial ways, halts, newer orders, obstacles."""

from __future__ import annotations

import asyncio

import pytest

from devices.simulators.behaviour import Job
from devices.simulators.pace import Pace
from tests.unit.devices.simulators.conftest import Make
from tests.unit.devices.simulators.watching import Watch

SLOW = Pace(travel=0.02, programme=1)
"""A curtain's whole way in 0.12 s."""
STILL = Pace(travel=1000, programme=1)
"""Nothing arrives within a test."""


async def test_a_curtain_says_that_it_began_and_ends_where_it_should(make: Make) -> None:
    curtain = make("curtain", pace=SLOW)
    job = Job()
    result = await curtain.set({"position": 40}, job)
    assert job.accepted
    assert (result.status, result.values) == ("succeeded", {"position": 40})


async def test_travel_takes_as_long_as_the_way(make: Make) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    await make("curtain", pace=Pace(travel=0.05, programme=1)).set({"position": 50})
    assert loop.time() - began >= 0.05 * 6 / 2


async def test_no_travel_time_arrives_at_once_and_accepts_nothing(make: Make) -> None:
    job = Job()
    result = await make("blind", pace=Pace.of(0)).set({"position": 100}, job)
    assert result.status == "succeeded"
    assert not job.accepted


async def test_a_long_way_is_reported_on_the_way(make: Make) -> None:
    curtain = make("curtain", pace=Pace(travel=0.2, programme=1))
    watch = Watch(curtain)
    await curtain.set({"position": 100})
    positions = [state["position"] for state in watch.states]
    assert len(positions) >= 3
    assert positions == sorted(positions, key=lambda p: int(str(p)))


async def test_stop_fails_the_move_under_way(make: Make) -> None:
    curtain = make("curtain", pace=Pace(travel=0.1, programme=1))
    moving = asyncio.create_task(curtain.set({"position": 100}))
    await asyncio.sleep(0)
    assert (await curtain.run("stop", {})).status == "succeeded"
    result = await moving
    assert (result.status, result.code) == ("failed", "not_possible")
    assert curtain.value("position") != 100


async def test_a_newer_order_takes_over(make: Make) -> None:
    curtain = make("curtain", pace=SLOW)
    first = asyncio.create_task(curtain.set({"position": 100}))
    await asyncio.sleep(0)
    second = await curtain.set({"position": 0})
    assert second.status == "succeeded"
    assert (await first).status == "failed"
    assert curtain.value("position") == 0


async def test_a_garage_door_is_open_until_it_is_fully_closed(make: Make) -> None:
    door = make("garage door", {"open": True}, pace=Pace(travel=0.01, programme=1))
    watch = Watch(door)
    await door.set({"open": False})
    assert [(s["open"], s["state"]) for s in watch.states] == [(True, "closing"), (False, "closed")]


async def test_a_garage_door_does_not_close_on_an_obstacle(make: Make) -> None:
    door = make("garage door", {"open": True, "obstructed": True})
    result = await door.set({"open": False})
    assert (result.status, result.code) == ("rejected", "blocked")
    assert door.value("open") is True


async def test_an_obstacle_stops_a_closing_garage_door(make: Make) -> None:
    door = make("garage door", {"open": True}, pace=Pace(travel=0.05, programme=1))
    watch = Watch(door)
    closing = asyncio.create_task(door.set({"open": False}))
    await watch.until(lambda: door.value("state") == "closing")
    door.observe({"obstructed": True})
    assert (await closing).status == "failed"
    assert (door.value("open"), door.value("state")) == (True, "stopped")
    assert ("obstructed", {}) in watch.events


async def test_a_valve_lets_water_through_only_while_open(make: Make) -> None:
    valve = make("valve", {"open": True}, flow=10)
    assert valve.value("flow") == 10.0
    await valve.set({"open": False})
    assert valve.value("flow") == 0.0


async def test_a_door_that_stands_open_cannot_be_locked(make: Make) -> None:
    lock = make("lock", {"locked": False, "door_open": True})
    result = await lock.set({"locked": True})
    assert (result.status, result.code) == ("rejected", "blocked")
    lock.observe({"door_open": False})
    assert (await lock.set({"locked": True})).status == "succeeded"


@pytest.mark.parametrize(("travel", "programme"), [(-1, 1), (1, 0), (float("nan"), 1)])
def test_time_does_not_run_backwards(travel: float, programme: float) -> None:
    with pytest.raises(ValueError, match="travel factor"):
        Pace(travel, programme)


async def test_closing_a_device_ends_its_background_work(make: Make) -> None:
    washer = make("washer", pace=STILL)
    await washer.run("start", {})
    await washer.close()
    names = {task.get_name() for task in asyncio.all_tasks()}
    assert "simulated Washer" not in names
