"""Robot vacuums and lawn mowers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Offer, Shown, whole
from devices.schema import ActionSpec, Property
from devices.simulators.parts import action, choice, percent


class Robot(Entity):
    """Leaves its dock, works, pauses, and goes home; on the way home it is returning."""

    SHOWN: ClassVar[Shown] = {"state": frozenset({STATE}), "battery": frozenset({"battery_level"})}
    KIND = ""
    STATES: tuple[str, ...] = ()
    ACTIONS: tuple[tuple[str, str, str], ...] = ()
    """Each action, its feature, and the state it leads to."""

    def offer(self) -> Offer:
        """Only what its features allow."""
        properties: tuple[Property, ...] = (choice("state", *self.STATES, writable=False),)
        if self.number("battery_level") is not None:
            properties += (percent("battery", writable=False),)
        return Offer(self.KIND, properties, self.actions())

    def actions(self) -> tuple[ActionSpec, ...]:
        """The actions whose feature is there."""
        return tuple(action(name) for name, feature, _ in self.ACTIONS if self.can(feature))

    def settle(self) -> None:
        """In its dock unless said otherwise."""
        self.state = self.state or "docked"

    def project(self) -> Mapping[str, object]:
        """A state that no robot has counts as resting."""
        return {
            "state": self.state if self.state in self.STATES else self.STATES[-1],
            "battery": whole(self.number("battery_level")),
        }

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:  # noqa: ARG002
        """Take up the state that the action leads to."""
        for name, _, state in self.ACTIONS:
            if name == action and state:
                self.state = state


class Vacuum(Robot):
    """A robot vacuum."""

    KIND = "vacuum"
    STATES = ("docked", "cleaning", "paused", "returning", "error", "idle")
    ACTIONS = (
        ("start", "START", "cleaning"),
        ("stop", "STOP", "idle"),
        ("pause", "PAUSE", "paused"),
        ("dock", "RETURN_HOME", "returning"),
    )

    def offer(self) -> Offer:
        """With a fan speed where it has several."""
        made = super().offer()
        properties = made.properties
        if self.texts("fan_speed_list") and self.can("FAN_SPEED"):
            properties += (choice("fan_speed", *self.texts("fan_speed_list")),)
        extra = tuple(
            action(name)
            for name, feature in (("locate", "LOCATE"), ("clean_spot", "CLEAN_SPOT"))
            if self.has(feature)
        )
        return Offer(made.type, properties, (*made.actions, *extra))

    def project(self) -> Mapping[str, object]:
        """With its fan speed."""
        return {**super().project(), "fan_speed": self.attributes.get("fan_speed")}

    def hidden(self) -> Mapping[str, object]:
        """How often it was made to call."""
        return {"located": self.attributes.get("located", 0)}

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Take a fan speed."""
        self.attributes["fan_speed"] = wanted["fan_speed"]

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:
        """Cleaning a spot is cleaning; calling changes no state."""
        if action == "locate":
            self.attributes["located"] = self.attributes.get("located", 0) + 1
        elif action == "clean_spot":
            self.state = "cleaning"
        else:
            super().perform(action, arguments)


class Mower(Robot):
    """A robot lawn mower."""

    KIND = "mower"
    STATES = ("docked", "mowing", "paused", "returning", "error", "idle")
    ACTIONS = (
        ("start", "START_MOWING", "mowing"),
        ("pause", "PAUSE", "paused"),
        ("dock", "DOCK", "returning"),
    )
