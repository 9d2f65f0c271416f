"""Sensors: what they report changes with the world, never by command."""

from __future__ import annotations

from collections.abc import Mapping

from devices.schema import Property, Value
from devices.simulators.behaviour import Behaviour
from devices.simulators.device import About
from devices.simulators.pace import Pace
from devices.simulators.parts import battery, flag, measure, percent, temperature


class Sensor(Behaviour):
    """Reports what the world shows it; a rising flag is also an event of the same name."""

    def observe(self, values: Mapping[str, Value]) -> None:
        """Take new readings over."""
        rising = [name for name, value in values.items() if value is True and self.value(name) is False]
        super().observe(values)
        for name in rising:
            if name in self.describe().events:
                self.emit(name)


def temperature_sensor(about: About, pace: Pace) -> Sensor:
    """A thermometer."""
    return _sensor(
        "temperature sensor", temperature("temperature", -60, 80, writable=False), 21.0, about, pace
    )


def humidity_sensor(about: About, pace: Pace) -> Sensor:
    """A hygrometer."""
    return _sensor("humidity sensor", percent("humidity", writable=False), 45, about, pace)


def motion_sensor(about: About, pace: Pace) -> Sensor:
    """A passive infrared sensor."""
    return _sensor("motion sensor", flag("motion"), False, about, pace)


def door_sensor(about: About, pace: Pace) -> Sensor:
    """A magnet contact on a door; true is open."""
    return _sensor("door sensor", flag("contact"), False, about, pace)


def window_sensor(about: About, pace: Pace) -> Sensor:
    """A magnet contact on a window; true is open."""
    return _sensor("window sensor", flag("contact"), False, about, pace)


def leak_sensor(about: About, pace: Pace) -> Sensor:
    """A water sensor on the floor."""
    return _sensor("leak sensor", flag("leak"), False, about, pace)


def smoke_detector(about: About, pace: Pace) -> Sensor:
    """A smoke alarm."""
    return _sensor("smoke detector", flag("smoke"), False, about, pace)


def light_sensor(about: About, pace: Pace) -> Sensor:
    """An illuminance meter."""
    return _sensor("light sensor", measure("illuminance", "lx", minimum=0), 200.0, about, pace)


def _sensor(type_: str, measured: Property, value: Value, about: About, pace: Pace) -> Sensor:
    events = (measured.name,) if isinstance(value, bool) else ()
    description = about.description(type_, (measured, battery()), events=events)
    return Sensor(description, about.state({measured.name: value, "battery": 95}), pace)
