"""How one device of a home file is named, placed and set up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from devices.schema import ActionSpec, Description, Property, Value
from devices.simulators.values import Refused, accept


class HomeFileError(ValueError):
    """A home file asks for something that no simulator can be; the text names the device and the fault."""


@dataclass(frozen=True, slots=True)
class About:
    """Everything a home file says about one device besides its kind."""

    name: str
    room: str | None = None
    aliases: tuple[str, ...] = ()
    manufacturer: str = ""
    model: str = ""
    start: Mapping[str, Value] = field(default_factory=dict)
    """Initial values by property name; they replace the kind's own."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Facts about the device that are no properties, read by its kind."""

    def description(
        self,
        type_: str,
        properties: tuple[Property, ...],
        actions: tuple[ActionSpec, ...] = (),
        events: tuple[str, ...] = (),
    ) -> Description:
        """The self-description of a device of that type with this name and place.

        Raises HomeFileError when the initial state does not fit it.
        """
        description = Description(
            name=self.name,
            type=type_,
            properties=properties,
            actions=actions,
            events=events,
            room=self.room,
            aliases=self.aliases,
            manufacturer=self.manufacturer,
            model=self.model,
        )
        check_start(self, description)
        return description

    def state(self, defaults: Mapping[str, Value]) -> dict[str, Value]:
        """The initial state: the kind's own values with this device's over them."""
        return {**defaults, **self.start}

    def number(self, option: str, default: float) -> float:
        """A numeric option; raises HomeFileError when it is something else."""
        value = self.options.get(option, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise HomeFileError(f"{self.name}: the option {option} is a number, not {value!r:.80}")
        return float(value)


def check_start(about: About, description: Description) -> None:
    """Refuse an initial state that the description does not allow."""
    for name, value in about.start.items():
        found = description.find_property(name)
        if found is None:
            raise HomeFileError(f"{about.name}: a {description.type} has no {name}")
        try:
            accept(found, value)
        except Refused as refusal:
            raise HomeFileError(f"{about.name}: {refusal}") from refusal
