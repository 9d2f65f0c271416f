"""The weather."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Names, Offer, Shown, Told, whole
from devices.schema import Property
from devices.simulators.parts import listing, measure, percent, text

SPOKEN: Mapping[str, str] = {
    "clear-night": "clear",
    "partlycloudy": "partly cloudy",
    "lightning": "stormy",
    "lightning-rainy": "stormy",
    "snowy-rainy": "sleet",
    "fog": "foggy",
    "windy-variant": "windy",
    "pouring": "pouring rain",
}
"""Conditions as people say them, where the name is another."""
FORECASTS = ("daily_forecast", "twice_daily_forecast", "hourly_forecast", "forecast")


class Weather(Entity):
    """Only read."""

    RENAMED: ClassVar[Names] = {
        "native_temperature": "temperature",
        "native_wind_speed": "wind_speed",
        "native_pressure": "pressure",
        "native_temperature_unit": "temperature_unit",
        "native_wind_speed_unit": "wind_speed_unit",
    }
    STATE_ATTRIBUTES: ClassVar[Told] = {"condition": None}
    SHOWN: ClassVar[Shown] = {"condition": frozenset({STATE, "condition"})}

    def offer(self) -> Offer:
        """What it reports."""
        degrees = str(self.attributes.get("temperature_unit") or "°C")[:16]
        wind = str(self.attributes.get("wind_speed_unit") or "km/h")[:16]
        properties: tuple[Property, ...] = (text("condition"),)
        if self.number("temperature") is not None:
            properties += (measure("temperature", degrees),)
        if self.number("humidity") is not None:
            properties += (percent("humidity", writable=False),)
        if self.number("wind_speed") is not None:
            properties += (measure("wind_speed", wind),)
        if self.number("pressure") is not None:
            properties += (measure("pressure", str(self.attributes.get("pressure_unit") or "hPa")[:16]),)
        if self._forecast():
            properties += (listing("forecast"),)
        return Offer("weather", properties)

    def settle(self) -> None:
        """Unknown unless said otherwise."""
        self.state = self.state or "unknown"

    def project(self) -> Mapping[str, object]:
        """The condition in words."""
        return {
            "condition": SPOKEN.get(self.state, self.state),
            "temperature": self.number("temperature"),
            "humidity": whole(self.number("humidity")),
            "wind_speed": self.number("wind_speed"),
            "pressure": self.number("pressure"),
            "forecast": self._forecast(),
        }

    def _forecast(self) -> list[str]:
        """Conditions of the days or hours to come."""
        for name in FORECASTS:
            entries = self.attributes.get(name)
            if isinstance(entries, list | tuple) and entries:
                said = [each.get("condition", "") if isinstance(each, Mapping) else each for each in entries]
                return [SPOKEN.get(str(each), str(each))[:100] for each in said if each][:24]
        return []
