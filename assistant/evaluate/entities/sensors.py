"""Sensors of numbers and texts, and binary sensors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Offer, Shown, Told, number_of
from devices.schema import Property
from devices.simulators.parts import flag, measure, percent, text

UNITS = ("native_unit_of_measurement", "unit_of_measurement")
MEASURES: Mapping[str, tuple[str, str]] = {
    "temperature": ("temperature sensor", "temperature"),
    "humidity": ("humidity sensor", "humidity"),
    "battery": ("battery sensor", "battery"),
    "power": ("power sensor", "power_draw"),
    "energy": ("energy meter", "energy"),
    "illuminance": ("light sensor", "illuminance"),
    "carbon_dioxide": ("air quality sensor", "co2"),
    "carbon_monoxide": ("air quality sensor", "co"),
    "pm25": ("air quality sensor", "pm25"),
    "pm10": ("air quality sensor", "pm10"),
    "aqi": ("air quality sensor", "air_quality"),
    "volatile_organic_compounds": ("air quality sensor", "voc"),
    "water": ("water meter", "water"),
    "gas": ("gas meter", "gas"),
    "pressure": ("pressure sensor", "pressure"),
    "atmospheric_pressure": ("pressure sensor", "pressure"),
    "wind_speed": ("wind sensor", "wind_speed"),
    "precipitation": ("rain sensor", "precipitation"),
    "precipitation_intensity": ("rain sensor", "precipitation"),
    "moisture": ("moisture sensor", "moisture"),
    "signal_strength": ("signal sensor", "signal"),
}
"""By class: the type of device and the name of what it measures."""
WHOLE_PERCENT = frozenset({"humidity", "battery", "moisture"})

DETECTS: Mapping[str, tuple[str, str]] = {
    "door": ("door sensor", "contact"),
    "garage_door": ("garage door sensor", "contact"),
    "window": ("window sensor", "contact"),
    "opening": ("door sensor", "contact"),
    "motion": ("motion sensor", "motion"),
    "moving": ("motion sensor", "motion"),
    "occupancy": ("motion sensor", "occupancy"),
    "presence": ("presence sensor", "presence"),
    "moisture": ("leak sensor", "leak"),
    "smoke": ("smoke detector", "smoke"),
    "gas": ("gas detector", "gas"),
    "carbon_monoxide": ("gas detector", "carbon_monoxide"),
    "battery": ("battery sensor", "battery_low"),
    "battery_charging": ("battery sensor", "charging"),
    "connectivity": ("connection sensor", "connected"),
    "cold": ("temperature sensor", "cold"),
    "heat": ("temperature sensor", "heat"),
    "light": ("light sensor", "light_detected"),
    "plug": ("plug sensor", "plugged_in"),
    "power": ("power sensor", "powered"),
    "problem": ("problem sensor", "problem"),
    "running": ("running sensor", "running"),
    "safety": ("safety sensor", "unsafe"),
    "sound": ("sound sensor", "sound"),
    "tamper": ("tamper sensor", "tamper"),
    "update": ("update sensor", "update_available"),
    "vibration": ("vibration sensor", "vibration"),
    "lock": ("lock sensor", "locked"),
}
"""By class: the type of device and the name of what is so when it is on."""
INVERTED = frozenset({"lock"})
"""On means the opposite of the name: a lock sensor is on when it is open."""


class Sensor(Entity):
    """Its state is what it measured."""

    def offer(self) -> Offer:
        """Named by its class; a state that is no number is a text."""
        kind, name = MEASURES.get(self.device_class, ("", ""))
        if not kind:
            word = self.device_class.replace("_", " ")
            kind = f"{word} sensor" if word and word.count(" ") < 2 else "sensor"
            name = self.device_class or "value"
        unit = self._unit
        if number_of(self.state) is None and not (unit and self.state in {"", "unknown", "unavailable"}):
            return Offer(kind, (text(name),))
        if name in WHOLE_PERCENT and unit in {"%", ""}:
            return Offer(kind, (self._percent(name),))
        return Offer(kind, (measure(name, unit),))

    @property
    def _unit(self) -> str:
        return next((str(self.attributes[name])[:16] for name in UNITS if self.attributes.get(name)), "")

    def settle(self) -> None:
        """Unknown unless said otherwise."""
        self.state = self.state or "unknown"

    def project(self) -> Mapping[str, object]:
        """The number where it is one."""
        number = number_of(self.state)
        spec = self.describe().properties[0]
        if spec.type.value == "string":
            return {spec.name: self.state}
        return {spec.name: number}

    def _percent(self, name: str) -> Property:
        number = number_of(self.state)
        if number is not None and not (number.is_integer() and 0 <= number <= 100):
            return measure(name, "%")
        return percent(name, writable=False)

    SHOWN: ClassVar[Shown] = {name: frozenset({STATE}) for _, name in MEASURES.values()} | {
        "value": frozenset({STATE})
    }


class BinarySensor(Entity):
    """Its state is on or off, and its class says what that means."""

    STATE_ATTRIBUTES: ClassVar[Told] = {"is_on": {True: "on", False: "off"}}
    SHOWN: ClassVar[Shown] = {name: frozenset({STATE}) for _, name in DETECTS.values()} | {
        "active": frozenset({STATE})
    }

    def offer(self) -> Offer:
        """Named by its class."""
        kind, name = DETECTS.get(self.device_class, ("sensor", "active"))
        return Offer(kind, (flag(name),))

    def settle(self) -> None:
        """Off unless said otherwise."""
        self.state = self.state or "off"

    def project(self) -> Mapping[str, object]:
        """What is so now."""
        on = self.state in {"on", "open", "unlocked", "detected", "home", "wet", "true", "True"}
        return {self.describe().properties[0].name: on is not (self.device_class in INVERTED)}
