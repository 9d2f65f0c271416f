"""Covers and valves: what is open or closed, or somewhere between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Names, Offer, Shown, Told, whole
from devices.schema import ActionSpec, Property, Risk
from devices.simulators.parts import action, percent, switch

TYPES: Mapping[str, str] = {
    "garage": "garage door",
    "gate": "gate",
    "curtain": "curtain",
    "blind": "blind",
    "shade": "shade",
    "shutter": "shutter",
    "awning": "awning",
    "door": "door",
    "window": "window",
    "damper": "damper",
}
WORDS: Mapping[str, str] = {
    "garage": "garage door",
    "gate": "gate",
    "curtain": "curtain",
    "drape": "curtain",
    "blind": "blind",
    "shade": "shade",
    "shutter": "shutter",
    "awning": "awning",
}
"""What a name says about a cover that has no class."""
ENTRANCES = frozenset({"garage door", "gate", "door"})
MOVING = frozenset({"opening", "closing"})


class Openable(Entity):
    """Has a position, whether or not it can be told to take one."""

    STATE_ATTRIBUTES: ClassVar[Told] = {"is_closed": {True: "closed", False: "open"}}
    TRUE = "open"
    FALSE = "closed"
    SHOWN: ClassVar[Shown] = {
        "open": frozenset({STATE}),
        "position": frozenset({"current_position"}),
        "tilt": frozenset({"current_tilt_position"}),
    }
    FOLLOWING = frozenset({"position"})

    @property
    def positioned(self) -> bool:
        """Whether it can be told to go to a position."""
        if self.features is None:
            return self.number("current_position") is not None
        return self.has("SET_POSITION")

    def parts(self, *, risk: Risk = Risk.FREE) -> tuple[tuple[Property, ...], tuple[ActionSpec, ...]]:
        """Its own properties and actions."""
        main = percent("position", risk=risk) if self.positioned else switch("open", risk=risk)
        properties: tuple[Property, ...] = (main,)
        if self.has("SET_TILT_POSITION"):
            properties += (percent("tilt"),)
        return properties, (action("stop"),) if self.has("STOP") else ()

    def settle(self) -> None:
        """State and position agree; where they do not, the one that the setup names counts."""
        position = self.number("current_position")
        if not self.state or ("current_position" in self.setup_named and self.state not in MOVING):
            self.state = "open" if position else "closed"
        elif self.state == "closed":
            self.attributes["current_position"] = 0
        elif self.state == "open" and not position:
            self.attributes["current_position"] = 100
        self.attributes.setdefault("current_position", 100 if self.state == "open" else 0)

    def project(self) -> Mapping[str, object]:
        """Open and the position, of which the device reports the one it can be told."""
        return {
            "open": self.state not in {"closed", "closing"},
            "position": whole(self.number("current_position")) if self.positioned else None,
            "tilt": whole(self.number("current_tilt_position")),
        }

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Go there at once."""
        if "tilt" in wanted:
            self.attributes["current_tilt_position"] = wanted["tilt"]
        if "open" in wanted:
            self._go(100 if wanted["open"] else 0)
        if "position" in wanted:
            self._go(wanted["position"])

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:  # noqa: ARG002
        """Stop where it is."""
        if self.state in MOVING:
            self.state = "open"

    def _go(self, position: int) -> None:
        self.attributes["current_position"] = position
        self.state = "open" if position > 0 else "closed"


class Cover(Openable):
    """A curtain, blind, garage door, gate, window, ..."""

    RENAMED: ClassVar[Names] = {
        "current_cover_position": "current_position",
        "current_cover_tilt_position": "current_tilt_position",
    }

    def offer(self) -> Offer:
        """The type follows the class, else the name."""
        kind = TYPES.get(self.device_class)
        if kind is None:
            name = self.fixture.name.casefold()
            kind = next((kind for word, kind in WORDS.items() if word in name), "cover")
        risk = Risk.CONFIRM if kind in ENTRANCES else Risk.FREE
        return Offer(kind, *self.parts(risk=risk))


class Valve(Openable):
    """A valve for water or gas."""

    RENAMED: ClassVar[Names] = {"current_valve_position": "current_position"}

    def offer(self) -> Offer:
        """A valve."""
        return Offer("valve", *self.parts())
