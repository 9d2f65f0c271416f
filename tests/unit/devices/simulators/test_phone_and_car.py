"""A phone and an electric car."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from devices.schema import Value
from devices.simulators.pace import Pace
from tests.unit.devices.simulators.conftest import Make
from tests.unit.devices.simulators.watching import Watch

FAST = Pace(travel=0, programme=0.0001)


async def test_a_phone_rings_until_stopped(make: Make) -> None:
    phone = make("phone", {"do_not_disturb": True})
    watch = Watch(phone)
    await phone.run("ring", {})
    assert phone.value("ringing") is True
    assert watch.events == [("ringing", {})]
    await phone.run("stop_ringing", {})
    assert phone.value("ringing") is False


async def test_a_phone_stops_ringing_by_itself(make: Make) -> None:
    phone = make("phone", pace=FAST)
    watch = Watch(phone)
    await phone.run("ring", {})
    await watch.until(lambda: phone.value("ringing") is False)


async def test_alarms_are_set_replaced_and_cancelled(make: Make) -> None:
    phone = make("phone")
    await phone.run("set_alarm", {"time": "07:30"})
    await phone.run("set_alarm", {"time": "06:15", "title": "Run"})
    await phone.run("set_alarm", {"time": "07:30", "title": "School"})
    assert phone.value("alarms") == ["06:15 Run", "07:30 School"]
    await phone.run("cancel_alarm", {"time": "06:15"})
    assert phone.value("alarms") == ["07:30 School"]
    assert (await phone.run("cancel_alarm", {"time": "06:15"})).code == "not_possible"
    await phone.run("cancel_alarm", {})
    assert phone.value("alarms") == []
    assert (await phone.run("set_alarm", {"time": "7 o'clock"})).code == "invalid_value"


async def test_notifications_and_photos(make: Make) -> None:
    phone = make("phone")
    watch = Watch(phone)
    await phone.run("notify", {"title": "Home", "text": "The wash is done"})
    await phone.run("take_photo", {"camera": "front"})
    assert phone.value("notifications") == ["Home: The wash is done"]
    assert watch.events == [
        ("notification", {"text": "Home: The wash is done", "silent": False}),
        ("photo", {"number": 1, "camera": "front"}),
    ]
    assert (await phone.run("notify", {"text": " "})).code == "invalid_value"


async def test_media_on_a_phone(make: Make) -> None:
    phone = make("phone")
    assert (await phone.run("next", {})).code == "not_possible"
    await phone.run("play", {"title": "News"})
    assert (phone.value("state"), phone.value("title")) == ("playing", "News")


async def test_an_empty_phone_does_nothing(make: Make) -> None:
    phone = make("phone", {"battery": 0})
    assert (await phone.run("ring", {})).code == "not_possible"
    assert (await phone.set({"flashlight": True})).code == "not_possible"


@pytest.mark.parametrize("wanted", [{"trunk_open": True}, {"locked": False}])
async def test_nothing_opens_while_the_car_moves(make: Make, wanted: Mapping[str, Value]) -> None:
    car = make("car", {"speed": 80, "gear": "drive"})
    result = await car.set(wanted)
    assert (result.status, result.code) == ("rejected", "unsafe")
    assert (car.value("trunk_open"), car.value("locked")) == (False, True)
    car.observe({"speed": 0})
    assert (await car.set(wanted)).status == "succeeded"


async def test_driving_engages_the_gear(make: Make) -> None:
    car = make("car")
    car.observe({"speed": 30.0})
    assert (car.value("gear"), car.value("selected_gear")) == ("drive", 127)
    car.observe({"speed": 0.0})
    assert (car.value("gear"), car.value("selected_gear")) == ("park", 126)


async def test_a_car_with_an_open_door_cannot_be_locked(make: Make) -> None:
    car = make("car", {"locked": False, "driver_door_open": True})
    assert (await car.set({"locked": True})).code == "blocked"


async def test_preconditioning_warms_the_cabin_and_ends(make: Make) -> None:
    car = make("car", {"temperature": 10}, pace=FAST)
    watch = Watch(car)
    result = await car.run("precondition", {"temperature": 20, "minutes": 10})
    assert (result.values["climate_on"], result.values["target_temperature"]) == (True, 20)
    await watch.until(lambda: bool(watch.events))
    assert watch.events == [("preconditioned", {})]
    assert any(state["temperature"] == 20.0 for state in watch.states)
    await watch.until(lambda: car.value("climate_on") is False)


async def test_an_empty_car_does_not_warm_up_away_from_the_cable(make: Make) -> None:
    car = make("car", {"battery": 12, "plugged_in": False})
    assert (await car.run("precondition", {})).code == "not_possible"
    assert (await car.set({"climate_on": True})).code == "not_possible"
    car.observe({"plugged_in": True})
    assert (await car.set({"climate_on": True})).status == "succeeded"


async def test_charging_needs_the_cable_and_stops_at_the_limit(make: Make) -> None:
    car = make("car", {"battery": 78, "plugged_in": False, "charge_limit": 80}, pace=FAST)
    assert (await car.run("start_charging", {})).code == "not_possible"
    car.observe({"plugged_in": True})
    watch = Watch(car)
    await car.run("start_charging", {})
    await watch.until(lambda: car.value("charging") is False)
    assert (car.value("battery"), car.value("range")) == (80, 336)
    assert watch.events == [("charged", {})]
    assert (await car.run("start_charging", {})).code == "not_possible"


async def test_unplugging_ends_charging(make: Make) -> None:
    car = make("car")
    await car.run("start_charging", {})
    car.observe({"plugged_in": False})
    assert car.value("charging") is False


async def test_the_same_destination_is_always_at_the_same_place(make: Make) -> None:
    car = make("car")
    await car.run("navigate", {"destination": "the airport"})
    assert (car.value("destination_latitude"), car.value("destination_longitude")) == (52.3667, 13.5033)
    first = await car.run("navigate", {"destination": "12 Mill Lane"})
    await car.run("navigate", {"destination": "home"})
    assert (await car.run("navigate", {"destination": "12 Mill Lane"})).values == first.values
    assert (await car.run("navigate", {"destination": " "})).code == "invalid_value"


SIGNALS = {
    *(
        f"Vehicle.Cabin.Door.{row}.{side}.{signal}"
        for row in ("Row1", "Row2")
        for side in ("DriverSide", "PassengerSide")
        for signal in ("IsLocked", "IsOpen", "Window.Position")
    ),
    "Vehicle.Body.Horn.IsActive",
    "Vehicle.Body.Lights.Beam.Low.IsOn",
    "Vehicle.Body.Lights.Hazard.IsSignaling",
    "Vehicle.Body.Trunk.Rear.IsOpen",
    "Vehicle.Cabin.HVAC.AmbientAirTemperature",
    "Vehicle.Cabin.HVAC.IsAirConditioningActive",
    "Vehicle.Cabin.HVAC.IsFrontDefrosterActive",
    "Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature",
    "Vehicle.Cabin.HVAC.Station.Row1.Passenger.Temperature",
    "Vehicle.Cabin.Infotainment.Media.Volume",
    "Vehicle.Cabin.Infotainment.Navigation.DestinationSet.Latitude",
    "Vehicle.Cabin.Infotainment.Navigation.DestinationSet.Longitude",
    "Vehicle.Cabin.Seat.Row1.DriverSide.HeatingCooling",
    "Vehicle.Cabin.Seat.Row1.PassengerSide.HeatingCooling",
    "Vehicle.CurrentLocation.Latitude",
    "Vehicle.CurrentLocation.Longitude",
    "Vehicle.Exterior.AirTemperature",
    "Vehicle.Powertrain.TractionBattery.Charging.ChargeLimit",
    "Vehicle.Powertrain.TractionBattery.Charging.ChargingPort.AnyPosition.IsChargingCableConnected",
    "Vehicle.Powertrain.TractionBattery.Charging.IsCharging",
    "Vehicle.Powertrain.TractionBattery.Range",
    "Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed",
    "Vehicle.Powertrain.Transmission.SelectedGear",
    "Vehicle.Speed",
}
"""Leaves of VSS 5, checked against its specification."""


def test_every_vehicle_path_is_a_signal_of_one_property(make: Make) -> None:
    paths = [path for p in make("car").describe().properties for path in p.paths]
    assert len(paths) == len(set(paths))
    assert set(paths) == SIGNALS
