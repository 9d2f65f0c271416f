"""Alarm panels and cameras."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Offer, Shown, Told
from devices.schema import ActionSpec, Property, Risk
from devices.simulators.parts import action, choice, flag, switch

MODES: tuple[tuple[str, str, str], ...] = (
    ("home", "armed_home", "ARM_HOME"),
    ("away", "armed_away", "ARM_AWAY"),
    ("night", "armed_night", "ARM_NIGHT"),
    ("vacation", "armed_vacation", "ARM_VACATION"),
    ("custom", "armed_custom_bypass", "ARM_CUSTOM_BYPASS"),
)
"""Each mode, its state and its feature."""
USUAL = frozenset({"home", "away", "night"})
"""Modes of a panel that lists no features."""
FILMING = frozenset({"streaming", "recording"})


class Alarm(Entity):
    """Disarmed, or armed for an occasion."""

    FALSE = "disarmed"
    TRUE = "armed_away"
    SHOWN: ClassVar[Shown] = {"mode": frozenset({STATE}), "triggered": frozenset({STATE})}

    def offer(self) -> Offer:
        """The modes that its features allow."""
        modes = [
            mode
            for mode, _, feature in MODES
            if (self.has(feature) if self.features is not None else mode in USUAL)
        ]
        trigger = (action("trigger", risk=Risk.CONFIRM),) if self.has("TRIGGER") else ()
        return Offer("alarm", (choice("mode", "off", *modes), flag("triggered")), trigger)

    def settle(self) -> None:
        """Disarmed unless said otherwise."""
        self.state = self.state or "disarmed"
        self._mode = next((mode for mode, state, _ in MODES if state == self.state), "off")

    def project(self) -> Mapping[str, object]:
        """The mode, and whether it sounds."""
        return {"mode": self._mode, "triggered": self.state == "triggered"}

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Arm or disarm at once; disarming ends an alarm."""
        self._mode = wanted["mode"]
        self.state = next((state for mode, state, _ in MODES if mode == self._mode), "disarmed")

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:  # noqa: ARG002
        """Raise the alarm."""
        self.state = "triggered"


class Camera(Entity):
    """On while it streams or records."""

    STATE_ATTRIBUTES: ClassVar[Told] = {"is_on": {True: "streaming", False: "idle"}}
    TRUE = "streaming"
    FALSE = "idle"
    SHOWN: ClassVar[Shown] = {
        "on": frozenset({STATE}),
        "motion": frozenset({"motion_detection"}),
        "snapshots": frozenset({"last_snapshot"}),
    }

    def offer(self) -> Offer:
        """A camera."""
        properties: tuple[Property, ...] = (switch("on", risk=Risk.CONFIRM),)
        actions: tuple[ActionSpec, ...] = (action("snapshot"),)
        return Offer("camera", properties, actions)

    def settle(self) -> None:
        """Idle unless said otherwise."""
        self.state = self.state or "idle"
        self._snapshots = 0

    def project(self) -> Mapping[str, object]:
        """Whether it films."""
        return {"on": self.state in FILMING or self.state == "on"}

    def hidden(self) -> Mapping[str, object]:
        """How many pictures were taken."""
        return {"snapshots": self._snapshots}

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Stream, or rest; one that is told "off" by its fixture says so again."""
        if not wanted["on"]:
            self.state = "off" if self.fixture.state in {"off", "on", False, True} else "idle"
        elif self.state not in FILMING:
            self.state = "on" if self.fixture.state in {"off", "on", False, True} else "streaming"

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:  # noqa: ARG002
        """Take a picture."""
        self._snapshots += 1
