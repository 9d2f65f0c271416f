"""People and what they carry: where they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Names, Offer, Shown, Told, whole
from devices.schema import Property
from devices.simulators.parts import percent, text

SPOKEN: Mapping[str, str] = {"not_home": "away"}


class Whereabouts(Entity):
    """Its state is a zone: home, not_home, or a name."""

    RENAMED: ClassVar[Names] = {"location_name": "location"}
    STATE_ATTRIBUTES: ClassVar[Told] = {"location_name": None}
    TRUE = "home"
    FALSE = "not_home"
    SHOWN: ClassVar[Shown] = {"location": frozenset({STATE}), "battery": frozenset({"battery_level"})}

    def offer(self) -> Offer:
        """A person or a tracker."""
        kind = "person" if self.fixture.domain == "person" else "tracker"
        properties: tuple[Property, ...] = (text("location"),)
        if self.number("battery_level") is not None:
            properties += (percent("battery", writable=False),)
        return Offer(kind, properties)

    def settle(self) -> None:
        """Unknown unless said otherwise."""
        self.state = self.state or "unknown"

    def project(self) -> Mapping[str, object]:
        """Where, in words."""
        return {
            "location": SPOKEN.get(self.state, self.state),
            "battery": whole(self.number("battery_level")),
        }
