"""What a simulated car can do, under the names of the COVESA Vehicle Signal Specification.

Paths are those of VSS 5 (https://github.com/COVESA/vehicle_signal_specification). Where VSS encodes a thing
in a way that people do not say (a gear as a number), a plain property without a path stands beside it.
"""

from __future__ import annotations

from devices.schema import ActionSpec, Property, ValueType
from devices.simulators.parts import action, choice, count, flag, measure, percent, switch, text, words

COLDEST, WARMEST = 16, 28
"""Limits of the cabin's target temperature in °C."""

DOORS = {
    "driver_door_open": "Row1.DriverSide",
    "passenger_door_open": "Row1.PassengerSide",
    "rear_driver_side_door_open": "Row2.DriverSide",
    "rear_passenger_side_door_open": "Row2.PassengerSide",
}
_DOOR = "Vehicle.Cabin.Door"
_HVAC = "Vehicle.Cabin.HVAC"
_SEAT = "Vehicle.Cabin.Seat.Row1"
_BATTERY = "Vehicle.Powertrain.TractionBattery"
_CHARGING = f"{_BATTERY}.Charging"
_LIGHTS = "Vehicle.Body.Lights"
_NAVIGATION = "Vehicle.Cabin.Infotainment.Navigation.DestinationSet"


def _of_all_doors(signal: str) -> tuple[str, ...]:
    return tuple(f"{_DOOR}.{door}.{signal}" for door in DOORS.values())


def _degrees(name: str, limit: int, path: str) -> Property:
    return Property(name, ValueType.NUMBER, minimum=-limit, maximum=limit, unit="°", paths=(path,))


PROPERTIES: tuple[Property, ...] = (
    switch("locked", paths=_of_all_doors("IsLocked")),
    *(flag(name, paths=(f"{_DOOR}.{door}.IsOpen",)) for name, door in DOORS.items()),
    percent("windows", paths=_of_all_doors("Window.Position")),
    switch("trunk_open", paths=("Vehicle.Body.Trunk.Rear.IsOpen",)),
    switch("climate_on", paths=(f"{_HVAC}.IsAirConditioningActive",)),
    Property(
        "target_temperature",
        ValueType.INTEGER,
        writable=True,
        minimum=COLDEST,
        maximum=WARMEST,
        unit="°C",
        paths=(f"{_HVAC}.Station.Row1.Driver.Temperature", f"{_HVAC}.Station.Row1.Passenger.Temperature"),
    ),
    measure("temperature", "°C", paths=(f"{_HVAC}.AmbientAirTemperature",)),
    measure("outside_temperature", "°C", paths=("Vehicle.Exterior.AirTemperature",)),
    switch("defrost", paths=(f"{_HVAC}.IsFrontDefrosterActive",)),
    percent("driver_seat_heating", paths=(f"{_SEAT}.DriverSide.HeatingCooling",)),
    percent("passenger_seat_heating", paths=(f"{_SEAT}.PassengerSide.HeatingCooling",)),
    percent("battery", writable=False, paths=(f"{_BATTERY}.StateOfCharge.Displayed",)),
    measure("range", "km", whole=True, minimum=0, paths=(f"{_BATTERY}.Range",)),
    flag("plugged_in", paths=(f"{_CHARGING}.ChargingPort.AnyPosition.IsChargingCableConnected",)),
    flag("charging", paths=(f"{_CHARGING}.IsCharging",)),
    percent("charge_limit", minimum=50, paths=(f"{_CHARGING}.ChargeLimit",)),
    measure("speed", "km/h", minimum=0, paths=("Vehicle.Speed",)),
    choice("gear", "park", "reverse", "neutral", "drive", writable=False),
    Property(
        "selected_gear",
        ValueType.INTEGER,
        minimum=-1,
        maximum=127,
        paths=("Vehicle.Powertrain.Transmission.SelectedGear",),
    ),
    switch("headlights", paths=(f"{_LIGHTS}.Beam.Low.IsOn",)),
    switch("hazard_lights", paths=(f"{_LIGHTS}.Hazard.IsSignaling",)),
    flag("horn", paths=("Vehicle.Body.Horn.IsActive",)),
    percent("volume", paths=("Vehicle.Cabin.Infotainment.Media.Volume",)),
    text("destination"),
    _degrees("destination_latitude", 90, f"{_NAVIGATION}.Latitude"),
    _degrees("destination_longitude", 180, f"{_NAVIGATION}.Longitude"),
    text("location"),
    _degrees("latitude", 90, "Vehicle.CurrentLocation.Latitude"),
    _degrees("longitude", 180, "Vehicle.CurrentLocation.Longitude"),
)
ACTIONS: tuple[ActionSpec, ...] = (
    action(
        "precondition",
        count("temperature", COLDEST, WARMEST, "°C"),
        count("minutes", 1, 60, "min"),
    ),
    action("start_charging"),
    action("stop_charging"),
    action("honk"),
    action("flash_lights"),
    action("navigate", words("destination", required=True)),
    action("cancel_navigation"),
)
EVENTS = ("preconditioned", "charged", "honked", "flashed")
GEAR_CODES = {"reverse": -1, "neutral": 0, "park": 126, "drive": 127}
"""Gear and its number in Vehicle.Powertrain.Transmission.SelectedGear."""
