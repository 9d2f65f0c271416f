"""Thermostats, air conditioners and fans."""

from __future__ import annotations

from collections.abc import Mapping

from devices.schema import Description, Value
from devices.simulators.behaviour import Behaviour, Job
from devices.simulators.device import About
from devices.simulators.motion import Drift
from devices.simulators.pace import Pace
from devices.simulators.parts import choice, measure, percent, switch, temperature

STEP = 0.1
SECONDS_A_STEP = 30.0


class Thermostat(Behaviour):
    """Heats or cools the air it measures towards its target, as its mode allows."""

    def __init__(self, description: Description, state: Mapping[str, Value], pace: Pace) -> None:
        super().__init__(description, state, pace)
        self._air = Drift(self, "temperature", step=STEP, every=SECONDS_A_STEP)

    async def power_up(self) -> None:
        """Regulate from the start."""
        self.regulate()

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Take the settings over; the air follows by itself."""
        self.store(wanted)
        self.regulate()

    def regulate(self) -> None:
        """Let the air creep to the target when the mode works in that direction, else leave it."""
        target = self.level("target_temperature")
        if self.works() and self._helps(target - self.level("temperature")):
            self._air.towards(target)
        else:
            self._air.stop()

    def works(self) -> bool:
        """Whether it heats or cools at all now."""
        return self.value("mode") != "off"

    def _helps(self, gap: float) -> bool:
        match self.value("mode"):
            case "heat":
                return gap > 0
            case "cool" | "dry":
                return gap < 0
            case "fan":
                return False
        return gap != 0


class AirConditioner(Thermostat):
    """An air conditioner with its own switch."""

    def works(self) -> bool:
        """Only while it is on."""
        return bool(self.value("on"))


class Fan(Behaviour):
    """A fan that keeps its speed while it is off."""

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """A speed turns it on; speed 0 turns it off and forgets nothing."""
        changes = dict(wanted)
        if changes.get("speed") == 0:
            del changes["speed"]
            changes["on"] = False
        elif "speed" in changes:
            changes.setdefault("on", True)
        self.store(changes)


def thermostat(about: About, pace: Pace) -> Thermostat:
    """A heating and cooling thermostat, 5 to 30 °C."""
    properties = (
        choice("mode", "off", "heat", "cool", "auto"),
        temperature("target_temperature", 5, 30),
        temperature("temperature", -40, 60, writable=False),
        percent("humidity", writable=False),
    )
    state = about.state({"mode": "heat", "target_temperature": 20.0, "temperature": 20.0, "humidity": 45})
    return Thermostat(about.description("thermostat", properties), state, pace)


def air_conditioner(about: About, pace: Pace) -> AirConditioner:
    """A split air conditioner, 16 to 30 °C."""
    properties = (
        switch("on"),
        choice("mode", "auto", "cool", "heat", "dry", "fan"),
        temperature("target_temperature", 16, 30),
        percent("fan_speed"),
        switch("oscillating"),
        temperature("temperature", -40, 60, writable=False),
    )
    state = about.state(
        {
            "on": False,
            "mode": "cool",
            "target_temperature": 24.0,
            "fan_speed": 50,
            "oscillating": False,
            "temperature": 25.0,
        }
    )
    return AirConditioner(about.description("air conditioner", properties), state, pace)


def fan(about: About, pace: Pace) -> Fan:
    """A fan with a speed and a swing."""
    properties = (switch("on"), percent("speed"), switch("oscillating"))
    state = about.state({"on": False, "speed": 50, "oscillating": False})
    return Fan(about.description("fan", properties), state, pace)


def weather(about: About, pace: Pace) -> Behaviour:
    """A weather station outside."""
    properties = (
        choice("condition", "sunny", "cloudy", "rainy", "snowy", "windy", "foggy", "stormy", writable=False),
        temperature("temperature", -60, 60, writable=False),
        percent("humidity", writable=False),
        measure("wind_speed", "km/h", minimum=0),
    )
    state = about.state({"condition": "cloudy", "temperature": 14.0, "humidity": 60, "wind_speed": 9.0})
    return Behaviour(about.description("weather", properties), state, pace)
