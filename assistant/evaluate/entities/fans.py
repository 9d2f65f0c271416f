"""Fans and air purifiers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Names, Offer, Shown, Told, truth_of, whole
from devices.schema import Property
from devices.simulators.parts import choice, percent, switch

DIRECTIONS = ("forward", "reverse")


class Fan(Entity):
    """On as long as its speed is above 0; turned on without a speed it runs at full speed."""

    RENAMED: ClassVar[Names] = {"current_direction": "direction"}
    STATE_ATTRIBUTES: ClassVar[Told] = {"is_on": {True: "on", False: "off"}}
    SHOWN: ClassVar[Shown] = {
        "on": frozenset({STATE}),
        "speed": frozenset({"percentage"}),
        "mode": frozenset({"preset_mode"}),
    }
    FOLLOWING = frozenset({"speed"})

    def offer(self) -> Offer:
        """Speed, mode, oscillation and direction only where they are listed."""
        properties: tuple[Property, ...] = (switch("on"),)
        if self.has("SET_SPEED"):
            properties += (percent("speed"),)
        modes = self.texts("preset_modes")
        if modes and self.can("PRESET_MODE"):
            properties += (choice("mode", *modes),)
        if self.has("OSCILLATE"):
            properties += (switch("oscillating"),)
        if self.has("DIRECTION"):
            properties += (choice("direction", *DIRECTIONS),)
        kind = "air purifier" if "purifier" in self.fixture.name.casefold() else "fan"
        return Offer(kind, properties)

    def settle(self) -> None:
        """State and speed agree; a setup's state counts more than the fixture's speed."""
        speed = self.number("percentage")
        if not self.state:
            self.state = "on" if speed else "off"
        elif "percentage" in self.setup_named and speed is not None and self.state in {"on", "off"}:
            self.state = "on" if speed > 0 else "off"
        if self.state == "off":
            self.attributes["percentage"] = 0
        elif not speed:
            self.attributes["percentage"] = 100

    def project(self) -> Mapping[str, object]:
        """As Home Assistant has it."""
        return {
            "on": self.state == "on",
            "speed": whole(self.number("percentage")),
            "mode": self.attributes.get("preset_mode"),
            "oscillating": truth_of(self.attributes.get("oscillating")),
            "direction": self.attributes.get("direction"),
        }

    def change(self, wanted: Mapping[str, Any]) -> None:
        """A speed or a mode turns it on; speed 0 turns it off."""
        was_on = self.state == "on"
        on = wanted.get("on", was_on)
        if "mode" in wanted:
            self.attributes["preset_mode"] = wanted["mode"]
            on = wanted.get("on", True)
        if "speed" in wanted:
            self.attributes["percentage"] = wanted["speed"]
            on = wanted["speed"] > 0 and wanted.get("on", True)
        if "oscillating" in wanted:
            self.attributes["oscillating"] = wanted["oscillating"]
        if "direction" in wanted:
            self.attributes["direction"] = wanted["direction"]
        self.state = "on" if on else "off"
        if not on:
            self.attributes["percentage"] = 0
        elif not was_on and "speed" not in wanted:
            self.attributes["percentage"] = 100
