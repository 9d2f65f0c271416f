"""Covers, valves, locks, alarms, cameras, robots."""

from __future__ import annotations

import pytest

from devices.schema import Risk
from tests.unit.assistant.evaluate.entity import given, make, offers, run, set_, shown

COVER = ["cover.CoverEntityFeature.OPEN", "cover.CoverEntityFeature.CLOSE"]
POSITION = [*COVER, "cover.CoverEntityFeature.SET_POSITION"]


@pytest.mark.parametrize(
    ("device_class", "name", "kind"),
    [
        ("cover.CoverDeviceClass.GARAGE", "Opener", "garage door"),
        ("curtain", "Velvet", "curtain"),
        ("shade", "Roll", "shade"),
        (None, "Bedroom blinds", "blind"),
        (None, "Thing", "cover"),
    ],
)
def test_a_cover_is_what_its_class_or_its_name_says(device_class: str | None, name: str, kind: str) -> None:
    assert make("cover.a", name=name, device_class=device_class).describe().type == kind


def test_a_cover_without_positions_is_open_or_closed() -> None:
    door = make("cover.a", False, device_class="garage", supported_features=COVER)
    assert offers(door) == ("garage door", ["open"], [])
    assert door.describe().properties[0].risk is Risk.CONFIRM
    set_(door, open=True)
    assert shown(door, "current_position") == ("open", 100)
    door.prepare(given("open"))
    set_(door, open=False)
    assert shown(door, "current_position") == ("closed", 0)


def test_a_cover_with_positions_is_open_above_0() -> None:
    curtain = make(
        "cover.a", "closed", device_class="curtain", supported_features=POSITION, current_position=0
    )
    assert offers(curtain) == ("curtain", ["position"], [])
    set_(curtain, position=50)
    assert shown(curtain, "current_position") == ("open", 50)
    set_(curtain, position=0)
    assert shown(curtain, "current_position") == ("closed", 0)
    curtain.prepare(given("open"))
    assert shown(curtain, "current_position") == ("open", 100)
    curtain.prepare(given(current_cover_position=30))
    assert shown(curtain, "current_position") == ("open", 30)
    tilting = make("cover.a", "open", supported_features=128 + 8 + 4, current_tilt_position=10)
    assert offers(tilting) == ("cover", ["position", "tilt"], ["stop"])
    set_(tilting, tilt=60)
    assert shown(tilting, "current_tilt_position") == ("open", 60)


def test_a_valve() -> None:
    valve = make("valve.a", supported_features=7, reports_position=True, current_position=0)
    valve.prepare(given("open"))
    assert shown(valve, "current_position") == ("open", 100)
    set_(valve, position=50)
    assert shown(valve, "current_position") == ("open", 50)
    set_(valve, position=0)
    assert shown(valve, "current_position") == ("closed", 0)
    plain = make("valve.a", "closed", supported_features=3)
    assert offers(plain) == ("valve", ["open"], [])
    set_(plain, open=True)
    assert plain.state == "open"


def test_a_lock() -> None:
    lock = make("lock.a", "locked", supported_features=["lock.LockEntityFeature.OPEN"])
    assert offers(lock) == ("lock", ["locked"], ["unlatch"])
    set_(lock, locked=False)
    assert lock.state == "unlocked"
    assert run(lock, "unlatch").status == "succeeded"
    assert lock.state == "open"
    assert lock.values() == {"locked": False}
    set_(lock, locked=True)
    assert lock.state == "locked"
    assert offers(make("lock.a", True))[2] == []


def test_an_alarm_panel() -> None:
    panel = make("alarm_control_panel.a", "disarmed", supported_features=1 + 2 + 8)
    assert offers(panel) == ("alarm", ["mode"], ["trigger"])
    set_(panel, mode="away")
    assert panel.state == "armed_away"
    run(panel, "trigger")
    assert (panel.state, panel.values()) == ("triggered", {"mode": "away", "triggered": True})
    set_(panel, mode="off")
    assert panel.state == "disarmed"
    assert set_(panel, mode="night").code == "invalid_value"


def test_a_camera() -> None:
    camera = make("camera.a")
    assert camera.state == "idle"
    set_(camera, on=True)
    assert camera.state == "streaming"
    set_(camera, on=False)
    assert camera.state == "idle"
    run(camera, "snapshot")
    assert camera.reading().facts["snapshots"].value == 1
    plain = make("camera.a", "off")
    set_(plain, on=True)
    assert plain.state == "on"


VACUUM = [f"vacuum.VacuumEntityFeature.{name}" for name in ("START", "STOP", "PAUSE", "RETURN_HOME")]


def test_a_vacuum() -> None:
    vacuum = make("vacuum.a", "docked", supported_features=VACUUM, battery_level=70)
    assert offers(vacuum) == ("vacuum", [], ["start", "stop", "pause", "dock"])
    assert vacuum.values() == {"state": "docked", "battery": 70}
    for action, state in (
        ("start", "cleaning"),
        ("pause", "paused"),
        ("dock", "returning"),
        ("stop", "idle"),
    ):
        run(vacuum, action)
        assert (vacuum.state, vacuum.values()["state"]) == (state, state)
    vacuum.prepare(given("off"))
    assert (vacuum.state, vacuum.values()["state"]) == ("off", "idle")
    run(vacuum, "start")
    assert vacuum.state == "cleaning"
    rich = make(
        "vacuum.a", "docked", supported_features=[*VACUUM, "LOCATE", "FAN_SPEED"], fan_speed_list=["low"]
    )
    assert offers(rich) == ("vacuum", ["fan_speed"], ["start", "stop", "pause", "dock", "locate"])
    set_(rich, fan_speed="low")
    run(rich, "locate")
    assert shown(rich, "fan_speed") == ("docked", "low")
    assert rich.reading().facts["located"].value == 1


def test_a_mower() -> None:
    mower = make("lawn_mower.a", "docked")
    assert offers(mower) == ("mower", [], ["start", "pause", "dock"])
    run(mower, "start")
    assert mower.state == "mowing"
    run(mower, "dock")
    assert mower.state == "returning"
