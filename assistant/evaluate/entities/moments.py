"""What is pressed or activated and has no state but the moment: buttons, scenes, scripts, notifiers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Offer, Reading, Shown
from devices.schema import ActionSpec
from devices.simulators.parts import action, words
from devices.simulators.runtime import utc_now

SCRIPT_REST = "off"
"""A script is over as soon as it has run."""


class Momentary(Entity):
    """Counts how often it was used; its state is when that was last."""

    SHOWN: ClassVar[Shown] = {"used": frozenset({STATE, "last_triggered"})}
    KIND = ""

    def offer(self) -> Offer:
        """One action."""
        return Offer(self.KIND, (), (self.spec(),))

    def spec(self) -> ActionSpec:
        """Its action."""
        return action("activate")

    def settle(self) -> None:
        """Never used unless said otherwise."""
        self.state = self.state or "unknown"
        self._used = 0

    def is_in(self, state: str, reading: Reading) -> bool:
        """Any moment fits where one is expected: nobody can know it beforehand."""
        used = reading.facts["used"].value
        return super().is_in(state, reading) or (bool(used) and state not in {"unknown", "unavailable"})

    def hidden(self) -> Mapping[str, object]:
        """How often it was used."""
        return {"used": self._used}

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:  # noqa: ARG002
        """Use it."""
        self._used += 1
        self.state = utc_now().isoformat()


class Button(Momentary):
    """A button."""

    KIND = "button"

    def spec(self) -> ActionSpec:
        """Press it."""
        return action("press")


class Scene(Momentary):
    """A scene."""

    KIND = "scene"


class Script(Momentary):
    """A script; Home Assistant shows it as off when it has run."""

    KIND = "script"

    def settle(self) -> None:
        """At rest."""
        super().settle()
        self.state = SCRIPT_REST if self.state == "unknown" else self.state

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:
        """Run to its end."""
        state = self.state
        super().perform(action, arguments)
        self.attributes["last_triggered"] = self.state
        self.state = state


class Notifier(Momentary):
    """Something that messages can be sent to."""

    KIND = "notifier"

    def spec(self) -> ActionSpec:
        """Send a text."""
        return action("notify", words("text", required=True))
