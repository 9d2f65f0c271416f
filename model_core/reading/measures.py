"""Which property of a device people ask for: by a noun, by the property's own name, or by `how bright`."""

from __future__ import annotations

from collections.abc import Mapping

from model_core.reading import nouns, roles, states
from model_core.reading.wishes import type_of
from model_core.world import Attribute, Thing

_SAID: Mapping[str, tuple[str, ...]] = {
    "brightness": ("brightness", "brightness level", "light level", "dim level"),
    "volume": ("volume", "volume level", "sound level", "loudness"),
    "position": ("position", "opening"),
    "target_temperature": (
        "target temperature", "set temperature", "setpoint", "set point", "desired temperature", "target",
        "temperature setting", "goal temperature",
    ),
    "mode": ("mode", "operating mode", "setting"),
    "wind_speed": ("wind", "wind speed"),
    "rain": ("rain", "rainfall", "amount of rain"),
    "temperature": ("temperature", "current temperature", "room temperature", "actual temperature", "temp"),
    "humidity": ("humidity", "humidity level", "current humidity", "air humidity"),
    "color": ("color", "colour"),
    "source": ("source", "input"),
    "speed": ("speed", "fan speed"),
    "channel": ("channel", "tv channel"),
    "co2": ("co2", "co2 level", "carbon dioxide", "carbon dioxide level"),
    "power_draw": (
        "power consumption", "power draw", "wattage", "power usage", "power use", "consumption",
        "current consumption",
    ),
    "energy_today": ("energy used today", "energy consumption today", "consumption today", "energy today"),
    "minutes_left": (
        "remaining time", "time left", "time remaining", "minutes left", "remaining minutes", "time_left",
    ),
    "water_level": ("water level", "water"),
    "battery": (
        "battery", "battery level", "charge", "charge level", "state of charge", "battery charge",
        "battery percentage", "battery status", "battery state", "remaining battery",
    ),
    "color_temperature": ("color temperature", "colour temperature"),
    "target_humidity": ("target humidity",),
    "air_quality": ("air quality",),
    "flow": ("flow", "water flow"),
    "fan_mode": ("fan mode",),
    "tilt": ("tilt",),
    "state": ("state", "status"),
    "range": ("range", "remaining range"),
    "location": ("location", "position", "whereabouts", "parking spot", "current location"),
    "fuel": ("fuel", "fuel level", "petrol"),
    "title": ("title", "song", "track", "song title", "track title", "song name", "name of the song"),
    "cabin_temperature": ("cabin temperature", "inside temperature", "interior temperature"),
    "charge_limit": ("charge limit", "charging limit"),
    "ringer": ("ringer", "ringer mode"),
    "gear": ("gear",),
    "pm25": ("pm25", "fine dust", "pm2.5", "particulate matter"),
}  # fmt: skip
_ROLES: Mapping[str, tuple[str, ...]] = {
    word: tuple(r for r, words in _SAID.items() if word in words) for said in _SAID.values() for word in said
}
NOUNS = frozenset(_ROLES)
"""Nouns for properties, whatever the device."""
HOW: Mapping[str, tuple[str, ...]] = {
    "bright": ("brightness",), "loud": ("volume",), "warm": ("temperature",), "hot": ("temperature",),
    "cold": ("temperature",), "cool": ("temperature",), "humid": ("humidity",), "damp": ("humidity",),
    "fast": ("speed",), "heavy": ("weight",), "deep": ("depth",), "salty": ("salinity",),
    "charged": ("battery",),
    "full": ("battery", "water_level", "fuel", "fill_level"), "far open": ("position",),
    "far up": ("position",),
    "far down": ("position",), "open": ("position",), "closed": ("position",), "far closed": ("position",),
    "wide open": ("position",), "far dimmed": ("brightness",), "long": ("minutes_left",),
    "much longer": ("minutes_left",), "far charged": ("battery",), "quiet": ("volume",),
    "dim": ("brightness",),
    "quickly": ("speed",), "empty": ("battery", "fuel"), "dry": ("humidity",),
}  # fmt: skip
"""Adjectives after `how`, and the parts that they ask for."""
MORE: Mapping[str, tuple[str, bool]] = {
    "brighter": ("brightness", True), "dimmer": ("brightness", False), "darker": ("brightness", False),
    "louder": ("volume", True), "quieter": ("volume", False), "softer": ("volume", False),
    "warmer": ("temperature", True), "hotter": ("temperature", True), "cooler": ("temperature", False),
    "colder": ("temperature", False), "chillier": ("temperature", False),
    "more humid": ("humidity", True), "damper": ("humidity", True),
    "drier": ("humidity", False), "less humid": ("humidity", False), "faster": ("speed", True),
    "slower": ("speed", False), "further open": ("position", True), "less open": ("position", False),
    "wider open": ("position", True), "more open": ("position", True), "better charged": ("battery", True),
    "less charged": ("battery", False), "set higher": ("target_temperature", True),
    "set lower": ("target_temperature", False), "set warmer": ("target_temperature", True),
    "stuffier": ("co2", True), "fresher": ("co2", False), "flatter": ("battery", False),
    "fuller": ("battery", True), "emptier": ("battery", False), "heavier": ("weight", True),
    "lighter": ("weight", False),
}  # fmt: skip
"""Comparatives, and the part they compare; True: which has more of it."""
MOST: Mapping[str, tuple[str, bool]] = {
    "brightest": ("brightness", True), "dimmest": ("brightness", False), "darkest": ("brightness", False),
    "loudest": ("volume", True), "quietest": ("volume", False), "warmest": ("temperature", True),
    "hottest": ("temperature", True), "coolest": ("temperature", False), "coldest": ("temperature", False),
    "most humid": ("humidity", True), "dampest": ("humidity", True), "driest": ("humidity", False),
    "least humid": ("humidity", False), "fastest": ("speed", True), "slowest": ("speed", False),
    "furthest open": ("position", True), "most open": ("position", True), "least open": ("position", False),
    "best charged": ("battery", True), "most charged": ("battery", True), "fullest": ("battery", True),
    "least charged": ("battery", False), "furthest up": ("position", True),
    "furthest down": ("position", False),
    "stuffiest": ("co2", True), "freshest": ("co2", False), "flattest": ("battery", False),
    "set highest": ("target_temperature", True),
    "set lowest": ("target_temperature", False), "set warmest": ("target_temperature", True),
    "set coldest": ("target_temperature", False), "heaviest": ("weight", True), "lightest": ("weight", False),
}  # fmt: skip
_NAMES: Mapping[str, tuple[str, ...]] = {
    "wind_speed": ("wind_speed", "wind"),
    "rain": ("rain", "rainfall", "rain_today"),
    "minutes_left": (
        "minutes_left",
        "time_left",
        "remaining_minutes",
        "remaining_time",
        "minutes_remaining",
        "time_remaining",
    ),
    "cabin_temperature": ("cabin_temperature", "inside_temperature", "interior_temperature", "temperature"),
    "location": ("location",),
}
_OF_ROOMS = frozenset({"temperature", "humidity", "co2", "air_quality", "pm25"})
_UNITS: Mapping[str, tuple[str, ...]] = {
    "temperature": ("°C", "°F"), "target_temperature": ("°C", "°F"), "weight": ("kg", "g", "t"),
    "depth": ("m", "cm"), "humidity": ("%",), "battery": ("%",), "minutes_left": ("min", "s", "h"),
}  # fmt: skip


def named(thing: Thing, said: str) -> Attribute | None:
    """The property that a noun means on a device: its own name, or the usual word for a part."""
    said = said.removeprefix("the ").removeprefix("current ").strip()
    own = [p for p in thing.properties if p.name.replace("_", " ").casefold() == said]
    if own:
        return own[0]
    found = [p for role in _ROLES.get(said, ()) if (p := of(thing, role)) is not None]
    if found:
        return found[0] if len(found) == 1 else None
    if type_of(thing) in nouns.NOUNS or not said:
        return None
    nouns_of = (said, *(r.replace("_", " ") for r in _ROLES.get(said, ())))
    ends = [p for p in thing.properties if clean_name(p).endswith(tuple(f" {n}" for n in nouns_of))]
    return ends[0] if len(ends) == 1 else None


def clean_name(attribute: Attribute) -> str:
    """The name of a property as it is said."""
    return attribute.name.replace("_", " ").casefold()


def is_named(said: str) -> bool:
    """Whether a noun is one for a property, whatever the device."""
    return said.removeprefix("the ") in _ROLES


def role_of_room(said: str) -> str | None:
    """The part that a noun means where it is said of a room; None for what rooms have not."""
    return next((r for r in _ROLES.get(said.removeprefix("the "), ()) if r in _OF_ROOMS), None)


def of(thing: Thing, role: str) -> Attribute | None:
    """The property that plays a part on a device, in a unit that such a part has."""
    names = _NAMES.get(role)
    if names is not None:
        found = next((p for n in names if (p := thing.find_property(n)) is not None), None)
    elif role in {"weight", "depth", "salinity"}:
        ends = [p for p in thing.properties if p.name == role or p.name.endswith(f"_{role}")]
        found = ends[0] if len(ends) == 1 else None
    else:
        found = states.find(thing, role)
    if found is None or (role == "cabin_temperature" and type_of(thing) != "car"):
        return None
    units = _UNITS.get(role)
    return None if units and roles.is_number(found) and found.unit and found.unit not in units else found


def how(thing: Thing, said: str) -> Attribute | None:
    """The property that `how bright` asks a device for; None where several could be meant."""
    found = [p for role in HOW.get(said, ()) if (p := of(thing, role)) is not None]
    return found[0] if len(found) == 1 else None
