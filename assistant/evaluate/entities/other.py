"""Entities of a domain that has no module of its own: they can be asked about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Offer, Shown, number_of
from devices.schema import Property
from devices.simulators.parts import flag, measure, text

NOT_IN_NAME = re.compile(r"[^a-z0-9_]")
NOT_TOLD = frozenset(
    {"device_class", "state_class", "supported_features", "icon", "attribution", "friendly_name"}
    | {"entity_picture", "assumed_state", "restored", STATE}
)
MOST = 16
"""Attributes that are told of."""


class Other(Entity):
    """Reports its state and its plain attributes, and does nothing."""

    SHOWN: ClassVar[Shown] = {STATE: frozenset({STATE})}

    def offer(self) -> Offer:
        """Named by its domain."""
        kind = " ".join(word for word in self.fixture.domain.split("_") if word[:1].isalpha())
        properties: tuple[Property, ...] = (text(STATE),)
        for name, value in self._told().items():
            if isinstance(value, bool):
                properties += (flag(name),)
            elif number_of(value) is not None:
                properties += (measure(name, ""),)
            else:
                properties += (text(name),)
        return Offer(" ".join(kind.split()[:3]) or "device", properties)

    def settle(self) -> None:
        """Unknown unless said otherwise."""
        self.state = self.state or "unknown"

    def project(self) -> Mapping[str, object]:
        """As the fixture has it."""
        numbers = {name: number_of(value) for name, value in self._told().items()}
        told = {
            name: value if isinstance(value, bool) or numbers[name] is None else numbers[name]
            for name, value in self._told().items()
        }
        return {STATE: self.state, **told}

    def _told(self) -> dict[str, object]:
        """Attributes that are one value and have a name a property can have."""
        fit = {
            name: value
            for name, value in self.fixture.attributes.items()
            if name not in NOT_TOLD
            and isinstance(value, bool | int | float | str)
            and not NOT_IN_NAME.search(name)
            and name[:1].isalpha()
            and len(name) <= 48
        }
        return {name: self.attributes.get(name, fit[name]) for name in list(fit)[:MOST]}
