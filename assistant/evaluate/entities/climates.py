"""Thermostats, heat pumps and air conditioners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Names, Offer, Shown, Told, plain, whole
from assistant.evaluate.entities.features import last_word
from devices.schema import Property
from devices.simulators.parts import choice, measure, percent, switch, temperature

DEFAULT_MODES = ("off", "heat", "cool")
FAN_MODES = ("low", "high", "off")
SPOKEN: Mapping[str, str] = {"heat_cool": "auto", "fan_only": "fan"}
"""Modes under the words that people use for them."""
PREFERRED = ("heat_cool", "heat", "cool", "auto", "dry", "fan_only")
"""What turning on without a mode comes to, the first that there is."""
LIMITS: Mapping[str, tuple[float, float]] = {"°C": (7, 35), "°F": (45, 95)}
TYPE_WORDS: Mapping[str, str] = {
    "air con": "air conditioner",
    "aircon": "air conditioner",
    "heater": "heater",
}


class Climate(Entity):
    """Its state is its mode."""

    RENAMED: ClassVar[Names] = {
        "target_temperature": "temperature",
        "target_temperature_high": "target_temp_high",
        "target_temperature_low": "target_temp_low",
        "current_fan_mode": "fan_mode",
        "target_humidity": "humidity",
    }
    STATE_ATTRIBUTES: ClassVar[Told] = {"hvac_mode": None}
    TRUE = "heat"
    SHOWN: ClassVar[Shown] = {
        "on": frozenset({STATE, "hvac_mode"}),
        "mode": frozenset({STATE, "hvac_mode"}),
        "target_temperature": frozenset({"temperature"}),
        "target_temperature_low": frozenset({"target_temp_low"}),
        "target_temperature_high": frozenset({"target_temp_high"}),
        "temperature": frozenset({"current_temperature"}),
        "humidity": frozenset({"current_humidity"}),
        "target_humidity": frozenset({"humidity"}),
        "preset": frozenset({"preset_mode"}),
        "swing": frozenset({"swing_mode"}),
    }

    @property
    def modes(self) -> tuple[str, ...]:
        """Home Assistant's names of its modes."""
        listed = tuple(mode.lower() for mode in self.texts("hvac_modes")) or DEFAULT_MODES
        return listed if "off" in listed else (*listed, "off")

    @property
    def unit(self) -> str:
        """°C unless the fixture says Fahrenheit."""
        names = ("unit_of_measurement", "temperature_unit")
        told = next((self.attributes[name] for name in names if self.attributes.get(name)), "")
        return "°F" if last_word(told).strip("°").upper() in {"F", "FAHRENHEIT"} else "°C"

    def offer(self) -> Offer:
        """An air conditioner if it can only cool, or says so in its name; else a thermostat."""
        low, high = LIMITS[self.unit]
        low, high = self.number("min_temp") or low, self.number("max_temp") or high
        properties: tuple[Property, ...] = ()
        if self.can("TARGET_TEMPERATURE") or not self.has("TARGET_TEMPERATURE_RANGE"):
            properties += (_degrees("target_temperature", low, high, self.unit),)
        if self.has("TARGET_TEMPERATURE_RANGE") and "heat_cool" in self.modes:
            properties += (
                _degrees("target_temperature_low", low, high, self.unit),
                _degrees("target_temperature_high", low, high, self.unit),
            )
        properties += (switch("on"), choice("mode", *(self._spoken(mode) for mode in self.modes)))
        if self.can("FAN_MODE") and (self.attributes.get("fan_modes") or self.has("FAN_MODE")):
            properties += (choice("fan_mode", *(self.texts("fan_modes") or FAN_MODES)),)
        if self.texts("preset_modes") and self.can("PRESET_MODE"):
            properties += (choice("preset", *self.texts("preset_modes")),)
        if self.texts("swing_modes") and self.can("SWING_MODE"):
            properties += (choice("swing", *self.texts("swing_modes")),)
        if self.has("TARGET_HUMIDITY"):
            properties += (percent("target_humidity"),)
        if self.number("current_temperature") is not None:
            properties += (measure("temperature", self.unit),)
        if self.number("current_humidity") is not None:
            properties += (percent("humidity", writable=False),)
        return Offer(self._type(), properties)

    def settle(self) -> None:
        """Off unless said otherwise; on means the mode that turning on comes to."""
        self.state = self.state or "off"
        if self.state == "on":
            self.state = self._on_mode()

    def project(self) -> Mapping[str, object]:
        """As Home Assistant has it, with modes as people call them."""
        return {
            "on": self.state != "off",
            "mode": self._spoken(self.state),
            "target_temperature": self.number("temperature"),
            "target_temperature_low": self.number("target_temp_low"),
            "target_temperature_high": self.number("target_temp_high"),
            "temperature": self.number("current_temperature"),
            "humidity": whole(self.number("current_humidity")),
            "target_humidity": whole(self.number("humidity")),
            "fan_mode": self.attributes.get("fan_mode"),
            "preset": self.attributes.get("preset_mode"),
            "swing": self.attributes.get("swing_mode"),
        }

    def change(self, wanted: Mapping[str, Any]) -> None:
        """A temperature leaves the mode as it is."""
        names = {
            "target_temperature": "temperature",
            "target_temperature_low": "target_temp_low",
            "target_temperature_high": "target_temp_high",
            "target_humidity": "humidity",
            "fan_mode": "fan_mode",
            "preset": "preset_mode",
            "swing": "swing_mode",
        }
        for name, attribute in names.items():
            if name in wanted:
                value = wanted[name]
                self.attributes[attribute] = plain(value) if isinstance(value, float) else value
        if "mode" in wanted:
            self._take_mode(next(mode for mode in self.modes if self._spoken(mode) == wanted["mode"]))
        if wanted.get("on") is False:
            self._take_mode("off")
        elif wanted.get("on") and self.state == "off" and "mode" not in wanted:
            self._take_mode(self._on_mode())

    def visible(self) -> Mapping[str, Any]:
        """The mode under its own name too."""
        return {**self.attributes, "hvac_mode": self.state}

    def _take_mode(self, mode: str) -> None:
        self.state = mode

    def _on_mode(self) -> str:
        return next((mode for mode in PREFERRED if mode in self.modes), self.modes[0])

    def _spoken(self, mode: str) -> str:
        word = SPOKEN.get(mode, mode)
        return mode if word != mode and word in self.modes else word

    def _type(self) -> str:
        name = f" {self.fixture.name.casefold()} "
        for word, kind in TYPE_WORDS.items():
            if word in name:
                return kind
        if " ac " in name or ("cool" in self.modes and not {"heat", "heat_cool", "auto"} & set(self.modes)):
            return "air conditioner"
        return "thermostat"


def _degrees(name: str, low: float, high: float, unit: str) -> Property:
    made = temperature(name, low, high)
    return Property(made.name, made.type, writable=True, minimum=low, maximum=high, unit=unit)
