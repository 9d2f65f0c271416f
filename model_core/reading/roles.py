"""Which property or action of a device plays a part that people speak of, whatever the device calls it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from model_core.world import Action, Attribute, Kind, Thing

PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "on": ("on", "power", "switch", "enabled", "main_power", "switched_on"),
    "open": ("open", "opened"),
    "position": ("position", "opening", "percent_open"),
    "locked": ("locked", "lock", "bolted"),
    "brightness": ("brightness", "level", "intensity", "dim_level"),
    "color": ("color", "colour", "hue"),
    "color_temperature": ("color_temperature",),
    "volume": ("volume", "volume_level", "loudness"),
    "muted": ("muted", "mute"),
    "target_temperature": ("target_temperature", "setpoint", "temperature_setpoint", "heat_to"),
    "temperature": ("temperature", "current_temperature"),
    "target_humidity": ("target_humidity",),
    "humidity": ("humidity",),
    "speed": ("speed", "fan_speed"),
    "tilt": ("tilt",),
    "mode": ("mode", "operating_mode", "preset"),
    "source": ("source", "input"),
    "channel": ("channel",),
    "battery": ("battery", "battery_level", "state_of_charge"),
    "do_not_disturb": ("do_not_disturb",),
    "oscillating": ("oscillating", "oscillation", "oscillate", "swing"),
}
ACTIONS: Mapping[str, tuple[str, ...]] = {
    "start": ("start", "run", "begin"),
    "stop": ("stop",),
    "pause": ("pause",),
    "resume": ("resume",),
    "dock": ("dock", "return_home", "return_to_base"),
    "play": ("play",),
    "next": ("next", "next_track", "skip"),
    "previous": ("previous", "previous_track"),
    "ring": ("ring",),
    "activate": ("activate",),
    "locate": ("locate",),
    "snapshot": ("snapshot", "take_snapshot", "take_picture", "take_photo"),
}
SPOKEN: Mapping[str, str] = {
    "brightness": "brightness", "bright": "brightness", "light level": "brightness", "volume": "volume",
    "sound": "volume", "temperature": "target_temperature", "target temperature": "target_temperature",
    "heat": "target_temperature", "colour": "color", "color": "color", "position": "position", "tilt": "tilt",
    "color temperature": "color_temperature", "colour temperature": "color_temperature",
    "white": "color_temperature", "speed": "speed", "fan speed": "speed", "mode": "mode", "source": "source",
    "input": "source", "channel": "channel", "humidity": "target_humidity",
    "target humidity": "target_humidity", "slats": "tilt", "programme": "programme", "program": "programme",
}  # fmt: skip
"""Words for a property that can be set."""
_NUMBERS = frozenset({Kind.INTEGER, Kind.NUMBER})


def find(thing: Thing, role: str, *, writable: bool = True) -> Attribute | None:
    """The property that plays a role on a device, or None."""
    names = PROPERTIES.get(role, (role,))
    for name in names:
        found = thing.find_property(name)
        if found is not None and (found.writable or not writable) and _is_of(role, found):
            return found
    return None


def find_action(thing: Thing, role: str) -> Action | None:
    """The action that plays a role on a device, or None."""
    return next(
        (a for name in ACTIONS.get(role, (role,)) if (a := thing.find_action(name)) is not None), None
    )


def spoken_property(thing: Thing, said: str, *, writable: bool = True) -> Attribute | None:
    """The property that the words name: by its part, or by its own name."""
    said = said.removeprefix("the ").strip()
    own = next((p for p in thing.properties if p.name.replace("_", " ") == said), None)
    if own is not None and (own.writable or not writable):
        return own
    role = SPOKEN.get(said)
    return find(thing, role, writable=writable) if role else None


def is_number(attribute: Attribute) -> bool:
    """Whether the property holds numbers."""
    return attribute.kind in _NUMBERS


def _is_of(role: str, attribute: Attribute) -> bool:
    flags = {"on", "open", "locked", "muted", "do_not_disturb", "oscillating"}
    texts = {"color", "mode", "source"}
    if role in flags:
        return attribute.kind is Kind.BOOLEAN
    return (attribute.kind is Kind.STRING) if role in texts else is_number(attribute)


def own_names(thing: Thing, *, read: bool = False) -> Iterator[str]:
    """Names of what a device can be told and do, and its choices; `read`: also of what it only tells."""
    told = [p for p in thing.properties if p.writable or read]
    arguments = [a for action in thing.actions for a in action.arguments]
    yield from (action.name for action in thing.actions)
    for attribute in (*told, *arguments):
        yield attribute.name
        yield from (choice.casefold() for choice in attribute.choices)
