"""Humidifiers and water heaters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Names, Offer, Shown, Told, plain, truth_of, whole
from devices.schema import Property, ValueType
from devices.simulators.parts import choice, measure, percent, switch, temperature


class Humidifier(Entity):
    """Humidifiers and dehumidifiers."""

    RENAMED: ClassVar[Names] = {"target_humidity": "humidity"}
    STATE_ATTRIBUTES: ClassVar[Told] = {"is_on": {True: "on", False: "off"}}
    SHOWN: ClassVar[Shown] = {
        "on": frozenset({STATE}),
        "target_humidity": frozenset({"humidity"}),
        "humidity": frozenset({"current_humidity"}),
    }

    def offer(self) -> Offer:
        """Named by its class."""
        kind = "dehumidifier" if self.device_class == "dehumidifier" else "humidifier"
        low, high = self.number("min_humidity") or 0, self.number("max_humidity") or 100
        target = Property(
            "target_humidity", ValueType.INTEGER, writable=True, minimum=low, maximum=high, unit="%"
        )
        properties: tuple[Property, ...] = (switch("on"), target)
        if self.texts("available_modes") and self.can("MODES"):
            properties += (choice("mode", *self.texts("available_modes")),)
        if self.number("current_humidity") is not None:
            properties += (percent("humidity", writable=False),)
        return Offer(kind, properties)

    def settle(self) -> None:
        """Off unless said otherwise."""
        self.state = self.state or "off"

    def project(self) -> Mapping[str, object]:
        """As Home Assistant has it."""
        return {
            "on": self.state == "on",
            "target_humidity": whole(self.number("humidity")),
            "mode": self.attributes.get("mode"),
            "humidity": whole(self.number("current_humidity")),
        }

    def change(self, wanted: Mapping[str, Any]) -> None:
        """A target or a mode leaves it on or off."""
        if "target_humidity" in wanted:
            self.attributes["humidity"] = wanted["target_humidity"]
        if "mode" in wanted:
            self.attributes["mode"] = wanted["mode"]
        if "on" in wanted:
            self.state = "on" if wanted["on"] else "off"


class WaterHeater(Entity):
    """Its state is its operation."""

    RENAMED: ClassVar[Names] = {"target_temperature": "temperature"}
    STATE_ATTRIBUTES: ClassVar[Told] = {"current_operation": None, "operation_mode": None}
    SHOWN: ClassVar[Shown] = {
        "on": frozenset({STATE, "operation_mode"}),
        "mode": frozenset({STATE, "operation_mode"}),
        "target_temperature": frozenset({"temperature"}),
        "temperature": frozenset({"current_temperature"}),
        "away": frozenset({"away_mode"}),
    }

    @property
    def operations(self) -> tuple[str, ...]:
        """Names of what it can do."""
        return self.texts("operation_list")

    def offer(self) -> Offer:
        """A water heater."""
        unit = "°F" if str(self.attributes.get("unit_of_measurement", "")).upper().endswith("F") else "°C"
        usual = (110.0, 140.0) if unit == "°F" else (30.0, 75.0)
        low, high = self.number("min_temp") or usual[0], self.number("max_temp") or usual[1]
        target = temperature("target_temperature", low, high)
        properties: tuple[Property, ...] = (switch("on"),)
        properties += (
            Property(target.name, target.type, writable=True, minimum=low, maximum=high, unit=unit),
        )
        if self.operations:
            properties += (choice("mode", *self.operations),)
        if self.has("AWAY_MODE"):
            properties += (switch("away"),)
        if self.number("current_temperature") is not None:
            properties += (measure("temperature", unit),)
        return Offer("water heater", properties)

    def settle(self) -> None:
        """Off unless said otherwise; on means its first operation."""
        self.state = self.state or "off"
        if self.state == "on":
            self.state = self._on_operation()

    def project(self) -> Mapping[str, object]:
        """As Home Assistant has it."""
        return {
            "on": self.state != "off",
            "mode": self.state,
            "target_temperature": self.number("temperature"),
            "temperature": self.number("current_temperature"),
            "away": truth_of(self.attributes.get("away_mode")),
        }

    def change(self, wanted: Mapping[str, Any]) -> None:
        """A temperature leaves the operation as it is."""
        if "target_temperature" in wanted:
            self.attributes["temperature"] = plain(wanted["target_temperature"])
        if "away" in wanted:
            self.attributes["away_mode"] = "on" if wanted["away"] else "off"
        if "mode" in wanted:
            self.state = wanted["mode"]
        if wanted.get("on") is False:
            self.state = "off"
        elif wanted.get("on") and self.state == "off" and "mode" not in wanted:
            self.state = self._on_operation()
        if "operation_mode" in self.attributes:
            self.attributes["operation_mode"] = self.state

    def _on_operation(self) -> str:
        return next((operation for operation in self.operations if operation != "off"), "on")
