"""Everything that is only on or off: switches, outlets, helpers, remotes, sirens, automations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Offer, Shown, Told, number_of
from devices.schema import ActionSpec, Property
from devices.simulators.parts import action, choice, percent, switch

TYPES: Mapping[str, str] = {
    "switch": "switch",
    "input_boolean": "switch",
    "automation": "automation",
    "remote": "remote",
    "group": "group",
    "schedule": "schedule",
}


class Switch(Entity):
    """On or off."""

    STATE_ATTRIBUTES: ClassVar[Told] = {"is_on": {True: "on", False: "off"}}
    SHOWN: ClassVar[Shown] = {"on": frozenset({STATE}), "activity": frozenset({"current_activity"})}

    def offer(self) -> Offer:
        """An outlet is a plug; an automation can be run at once."""
        kind = "plug" if self.device_class == "outlet" else TYPES.get(self.fixture.domain, "switch")
        properties: tuple[Property, ...] = (switch("on"),)
        actions: tuple[ActionSpec, ...] = ()
        if self.fixture.domain == "automation":
            actions = (action("activate"),)
        activities = self.texts("activity_list")
        if activities:
            properties += (choice("activity", *activities),)
        return Offer(kind, properties, actions)

    def settle(self) -> None:
        """Off unless said otherwise."""
        self.state = self.state or "off"

    def project(self) -> Mapping[str, object]:
        """Whether it is on."""
        return {"on": self.state == "on", "activity": self.attributes.get("current_activity")}

    def hidden(self) -> Mapping[str, object]:
        """How often an automation was run by hand."""
        return {"activated": self.attributes.get("activated", 0)}

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Switch; an activity turns a remote on."""
        if "activity" in wanted:
            self.attributes["current_activity"] = wanted["activity"]
        self.state = "on" if wanted.get("on", True) else "off"

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:  # noqa: ARG002
        """Run the automation."""
        self.attributes["activated"] = self.attributes.get("activated", 0) + 1


class Siren(Entity):
    """Sounds, with a tone and a volume where it has them."""

    STATE_ATTRIBUTES: ClassVar[Told] = {"is_on": {True: "on", False: "off"}}
    SHOWN: ClassVar[Shown] = {"on": frozenset({STATE}), "volume": frozenset({"volume_level"})}

    def offer(self) -> Offer:
        """A siren."""
        properties: tuple[Property, ...] = (switch("on"),)
        tones = self.texts("available_tones")
        if tones and self.can("TONES"):
            properties += (choice("tone", *tones),)
        if self.has("VOLUME_SET"):
            properties += (percent("volume"),)
        return Offer("siren", properties)

    def settle(self) -> None:
        """Silent unless said otherwise."""
        self.state = self.state or "off"

    def project(self) -> Mapping[str, object]:
        """Whether it sounds, and how."""
        level = number_of(self.attributes.get("volume_level"))
        return {
            "on": self.state == "on",
            "tone": self.attributes.get("tone"),
            "volume": None if level is None else round(level * 100),
        }

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Switch, or choose how it will sound."""
        if "tone" in wanted:
            self.attributes["tone"] = wanted["tone"]
        if "volume" in wanted:
            self.attributes["volume_level"] = wanted["volume"] / 100
        if "on" in wanted:
            self.state = "on" if wanted["on"] else "off"
