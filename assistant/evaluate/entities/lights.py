"""Lights: on and off, dimmable, white, coloured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from assistant.evaluate.entities import colors
from assistant.evaluate.entities.base import STATE, Entity, Offer, Shown, Told, whole
from assistant.evaluate.entities.features import last_word
from devices.schema import Property, ValueType
from devices.simulators.parts import choice, percent, switch

DIMMING = frozenset({"brightness", "color_temp", "hs", "xy", "rgb", "rgbw", "rgbww", "white"})
COLORED = ("rgb", "rgbw", "rgbww", "hs", "xy")
"""In the order in which a colour given by name is taken over."""
COLOR_ATTRIBUTES = ("rgb_color", "rgbw_color", "rgbww_color", "hs_color", "xy_color")
TEMPERATURE_ATTRIBUTES = ("color_temp_kelvin", "color_temp")
COOLEST, WARMEST = 6500, 2000
FULL = 255
"""Home Assistant's full brightness."""
NO_EFFECT = "none"


class Light(Entity):
    """Keeps its brightness and colour while it is off, though Home Assistant does not show them then."""

    STATE_ATTRIBUTES: ClassVar[Told] = {"is_on": {True: "on", False: "off"}}
    SHOWN: ClassVar[Shown] = {
        "on": frozenset({STATE}),
        "color": frozenset({*COLOR_ATTRIBUTES, *TEMPERATURE_ATTRIBUTES, "color_mode"}),
        "color_temperature": frozenset({*COLOR_ATTRIBUTES, *TEMPERATURE_ATTRIBUTES, "color_mode"}),
    }

    @property
    def modes(self) -> frozenset[str]:
        """Its colour modes in lower case."""
        listed = self.attributes.get("supported_color_modes")
        if not isinstance(listed, Sequence) or isinstance(listed, str):
            listed = [listed or self.attributes.get("color_mode") or ""]
        modes = frozenset(last_word(mode).lower() for mode in listed if mode)
        return modes or frozenset({"brightness" if self.number("brightness") is not None else "onoff"})

    def offer(self) -> Offer:
        """Only what the colour modes allow."""
        modes = self.modes
        properties: tuple[Property, ...] = (switch("on"),)
        if modes & DIMMING:
            properties += (percent("brightness"),)
        if modes & {"color_temp", "rgbww"}:
            low, high = self._kelvins()
            properties += (
                Property(
                    "color_temperature",
                    ValueType.INTEGER,
                    writable=True,
                    minimum=low,
                    maximum=high,
                    unit="K",
                ),
            )
        if modes & set(COLORED):
            properties += (choice("color", *colors.NAMED),)
        effects = self.texts("effect_list")
        if effects and self.can("EFFECT"):
            properties += (choice("effect", *dict.fromkeys((NO_EFFECT, *effects))),)
        return Offer("light", properties)

    def settle(self) -> None:
        """A light that shines is on, unless the file says that it is not."""
        if self.state not in {"on", "off", "unavailable", "unknown"}:
            self.state = "on" if (self.number("brightness") or 0) > 0 else "off"
        mode = self.attributes.get("color_mode")
        if isinstance(mode, list | tuple):
            mode = mode[0] if mode else None
        if mode is None:
            mode = next((m for m in (*COLORED, "color_temp", "brightness", "onoff") if m in self.modes), None)
        self.attributes["color_mode"] = None if mode is None else last_word(mode).lower()
        mireds = self.number("color_temp")
        if mireds and self.number("color_temp_kelvin") is None:
            self.attributes["color_temp_kelvin"] = round(1_000_000 / mireds)

    def project(self) -> Mapping[str, object]:
        """Brightness as a percentage, the colour by its nearest name."""
        brightness = self.number("brightness")
        rgb = self._rgb()
        return {
            "on": self.state == "on",
            "brightness": None if brightness is None else round(min(brightness, FULL) * 100 / FULL),
            "color_temperature": whole(self.number("color_temp_kelvin")),
            "color": None if rgb is None else colors.name_of(rgb),
            "effect": self.attributes.get("effect") or NO_EFFECT,
        }

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Whatever look is asked for also turns it on; brightness 0 turns it off and is not stored."""
        brightness = wanted.get("brightness")
        on = wanted.get("on", True)
        if brightness == 0:
            on = False
        elif brightness is not None:
            self.attributes["brightness"] = round(brightness * FULL / 100)
        if "color_temperature" in wanted:
            self._temper(wanted["color_temperature"])
        if "color" in wanted:
            self._paint(wanted["color"])
        if "effect" in wanted:
            self.attributes["effect"] = wanted["effect"]
        self.state = "on" if on else "off"

    def visible(self) -> Mapping[str, Any]:
        """Off, a light shows neither brightness nor colour; on, every notation of its colour."""
        shown = dict(self.attributes)
        if self.state != "on":
            hidden = ("brightness", "color_mode", "effect", *COLOR_ATTRIBUTES, *TEMPERATURE_ATTRIBUTES)
            return {**shown, **dict.fromkeys(hidden)}
        mode = shown.get("color_mode")
        kelvin = self.number("color_temp_kelvin")
        if mode == "color_temp" and kelvin:
            return {**shown, **dict.fromkeys(COLOR_ATTRIBUTES), "color_temp": round(1_000_000 / kelvin)}
        rgb = self._rgb() if mode in COLORED else None
        if rgb is not None:
            shown |= {"rgb_color": rgb, "hs_color": colors.to_hs(rgb), "xy_color": colors.to_xy(rgb)}
            shown |= {
                name: value for name, value in self.attributes.items() if name in COLOR_ATTRIBUTES and value
            }
            shown |= dict.fromkeys(TEMPERATURE_ATTRIBUTES)
        return shown

    def _kelvins(self) -> tuple[int, int]:
        coolest, warmest = self.number("min_mireds"), self.number("max_mireds")
        low = self.number("min_color_temp_kelvin") or (1_000_000 / warmest if warmest else WARMEST)
        high = self.number("max_color_temp_kelvin") or (1_000_000 / coolest if coolest else COOLEST)
        return round(min(low, high)), round(max(low, high))

    def _temper(self, kelvin: int) -> None:
        self._forget_color()
        self.attributes |= {"color_temp_kelvin": kelvin, "color_mode": "color_temp"}

    def _paint(self, name: str) -> None:
        rgb = colors.NAMED[name]
        self._forget_color()
        mode = next(mode for mode in COLORED if mode in self.modes)
        self.attributes["color_mode"] = mode
        match mode:
            case "rgbw":
                self.attributes["rgbw_color"] = colors.to_rgbw(rgb)
            case "rgbww":
                self.attributes["rgbww_color"] = (*rgb, 0, 0)
            case "hs":
                self.attributes["hs_color"] = colors.to_hs(rgb)
            case "xy":
                self.attributes["xy_color"] = colors.to_xy(rgb)
            case _:
                pass
        self.attributes["rgb_color"] = rgb

    def _forget_color(self) -> None:
        for attribute in (*COLOR_ATTRIBUTES, *TEMPERATURE_ATTRIBUTES):
            self.attributes.pop(attribute, None)

    def _rgb(self) -> colors.Rgb | None:
        for attribute, length in (("rgb_color", 3), ("rgbww_color", 5), ("rgbw_color", 4), ("hs_color", 2)):
            parts = self._parts(attribute, length)
            if parts is None:
                continue
            if attribute == "hs_color":
                return colors.from_hs(parts)
            if attribute == "rgbw_color":
                return colors.from_rgbw([round(part) for part in parts])
            return round(parts[0]), round(parts[1]), round(parts[2])
        return None

    def _parts(self, attribute: str, length: int) -> list[float] | None:
        value = self.attributes.get(attribute)
        if not isinstance(value, list | tuple) or len(value) != length:
            return None
        try:
            return [float(part) for part in value]
        except (TypeError, ValueError):
            return None
