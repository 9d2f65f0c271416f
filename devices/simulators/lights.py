"""Lights, wall switches and plugs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from devices.schema import Description, Property, Value, ValueType
from devices.simulators.behaviour import Behaviour, Job
from devices.simulators.device import About
from devices.simulators.pace import Pace
from devices.simulators.parts import COLORS, choice, measure, percent, switch

COLOR_TEMPERATURE = Property(
    "color_temperature", ValueType.INTEGER, writable=True, minimum=2000, maximum=6500, unit="K"
)
PLAIN = (switch("on"),)
DIMMABLE = (*PLAIN, percent("brightness"))
WHITE = (*DIMMABLE, COLOR_TEMPERATURE)
COLOR = (*DIMMABLE, choice("color", *COLORS), COLOR_TEMPERATURE)
DEFAULTS: Mapping[str, Value] = {
    "on": False,
    "brightness": 100,
    "color": "warm white",
    "color_temperature": 2700,
}
WHITES = {"warm white": 2700, "white": 4000, "cool white": 6000}


class Light(Behaviour):
    """A lamp that keeps its brightness while it is off."""

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Any look asked for also turns the lamp on; brightness 0 turns it off."""
        changes = dict(wanted)
        if changes.get("brightness") == 0:
            del changes["brightness"]
            changes["on"] = False
        elif "on" not in changes:
            changes["on"] = True
        if changes.get("on") and "brightness" not in changes and self.values().get("brightness") == 0:
            changes["brightness"] = 100
        if (color := changes.get("color")) in WHITES:
            changes.setdefault("color_temperature", WHITES[str(color)])
        elif "color_temperature" in changes and "color" in self.values() and "color" not in changes:
            changes["color"] = "white"
        known = self.values()
        self.store({name: value for name, value in changes.items() if name in known})


def light(properties: tuple[Property, ...], about: About, pace: Pace) -> Light:
    """A lamp; any look that is asked for also turns it on."""
    description = about.description("light", properties)
    return Light(description, about.state({k: v for k, v in DEFAULTS.items() if _has(description, k)}), pace)


class Plug(Behaviour):
    """A switched socket that measures what hangs on it."""

    def __init__(self, description: Description, state: Mapping[str, Value], pace: Pace, load: float) -> None:
        super().__init__(description, state, pace)
        self._load = load
        self.store({"power_draw": load if self.value("on") else 0.0})

    def follows(self) -> Mapping[str, Sequence[Value]]:
        """What commands bring about."""
        return {"power_draw": (0.0, self._load)}

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Power follows the switch."""
        self.store({**wanted, "power_draw": self._load if wanted["on"] else 0.0})


def plug(about: About, pace: Pace) -> Plug:
    """A socket; the option `load` is what it feeds, in watts."""
    description = about.description("plug", (switch("on"), measure("power_draw", "W", minimum=0)))
    return Plug(description, about.state({"on": False, "power_draw": 0.0}), pace, about.number("load", 40.0))


def wall_switch(about: About, pace: Pace) -> Behaviour:
    """A relay behind a button."""
    return Behaviour(about.description("switch", PLAIN), about.state({"on": False}), pace)


def _has(description: Description, name: str) -> bool:
    return description.find_property(name) is not None
