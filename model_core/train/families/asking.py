"""What can be asked about the usual devices: words for states and for properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from model_core.language.vocabulary import clean
from model_core.train.catalogue_more import KINDS
from model_core.train.home import Household
from model_core.world import Thing

SWITCHED = (
    "light",
    "plug",
    "switch",
    "fan",
    "heater",
    "air conditioner",
    "humidifier",
    "dehumidifier",
    "air purifier",
    "television",
    "speaker",
    "camera",
    "kettle",
    "water heater",
    "coffee maker",
    "oven",
)
_COVERS = ("curtain", "blind", "garage door", "gate", "valve")
_CYCLES = ("washer", "dryer", "dishwasher", "oven", "coffee maker")
_MEDIA = ("television", "speaker")


@dataclass(frozen=True, slots=True)
class State:
    """Words for a state and the test that they stand for."""

    kinds: tuple[str, ...]
    role: str
    test: str
    words: tuple[str, ...]


STATES: tuple[State, ...] = (
    State(SWITCHED, "on", "=true", ("on", "turned on", "switched on")),
    State(SWITCHED, "on", "=false", ("off", "turned off", "switched off", "not on")),
    State(("light",), "on", "=true", ("lit", "burning", "on")),
    State(("light",), "on", "=false", ("out", "dark", "off")),
    State(
        ("heater", "fan", "air conditioner", "dehumidifier", "air purifier"),
        "on",
        "=true",
        ("running", "active"),
    ),
    State(("lock",), "locked", "=true", ("locked", "locked up", "secured", "locked")),
    State(("lock",), "locked", "=false", ("unlocked", "not locked", "open")),
    State(_COVERS, "open", "=true", ("open", "opened", "not closed")),
    State(_COVERS, "open", "=false", ("closed", "shut", "not open")),
    State(_COVERS, "position", ">0", ("open", "opened")),
    State(_COVERS, "position", "=0", ("closed", "shut", "fully closed", "not open")),
    State(_COVERS, "position", "=100", ("fully open", "open all the way", "completely open")),
    State(("door sensor", "window sensor"), "contact", "=true", ("open", "not closed", "standing open")),
    State(("door sensor", "window sensor"), "contact", "=false", ("closed", "shut", "not open")),
    State(("vacuum",), "state", "=cleaning", ("cleaning", "vacuuming", "running", "working")),
    State(("vacuum",), "state", "=docked", ("docked", "in its dock", "at its station", "home")),
    State(("vacuum",), "state", "=returning", ("returning", "on its way home", "going back")),
    State(("vacuum", "mower"), "state", "=paused", ("paused", "on pause")),
    State(("vacuum", "mower"), "state", "=error", ("stuck", "in trouble", "broken")),
    State(("mower",), "state", "=mowing", ("mowing", "running", "out mowing", "cutting the grass")),
    State(("mower",), "state", "=docked", ("docked", "in its dock")),
    State(_CYCLES, "state", "=running", ("running", "still running", "going")),
    State(_CYCLES, "state", "=done", ("done", "finished", "through", "ready")),
    State(_CYCLES, "state", "=paused", ("paused", "on pause")),
    State(_CYCLES, "state", "=idle", ("idle", "doing nothing")),
    State(_MEDIA, "state", "=playing", ("playing", "playing music", "playing something")),
    State(_MEDIA, "state", "=paused", ("paused", "on pause")),
    State(_MEDIA, "muted", "=true", ("muted", "on mute", "silenced")),
    State(("alarm",), "mode", "!=off", ("armed", "on", "active")),
    State(("alarm",), "mode", "=off", ("disarmed", "off", "unarmed")),
    State(("alarm",), "mode", "=away", ("set to away", "in away mode")),
    State(("leak sensor",), "leak", "=true", ("wet", "leaking", "reporting a leak")),
    State(("smoke detector",), "smoke", "=true", ("going off", "reporting smoke")),
    State(("irrigation",), "state", "=watering", ("watering", "running", "on")),
    State(("fan",), "oscillating", "=true", ("oscillating", "swinging")),
)

PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "brightness": ("brightness", "brightness", "brightness level"),
    "volume": ("volume", "volume level"),
    "position": ("position",),
    "target_temperature": ("target temperature", "set temperature", "setpoint", "desired temperature"),
    "mode": ("mode",),
    "temperature": ("temperature", "current temperature"),
    "humidity": ("humidity", "humidity level"),
    "color": ("color", "colour"),
    "source": ("source", "input"),
    "speed": ("speed", "fan speed"),
    "channel": ("channel",),
    "co2": ("co2", "co2 level"),
    "power_draw": ("power consumption", "power draw", "wattage"),
    "energy_today": ("energy used today", "energy consumption today"),
    "minutes_left": ("remaining time", "time left"),
    "water_level": ("water level",),
    "battery": ("battery", "battery level"),
    "color_temperature": ("color temperature", "colour temperature"),
    "target_humidity": ("target humidity",),
    "air_quality": ("air quality",),
    "flow": ("flow", "water flow"),
    "fan_mode": ("fan mode",),
    "tilt": ("tilt",),
}


def states_of(home: Household, thing: Thing) -> list[State]:
    """The states that can be asked of a device."""
    kind = home.kinds[thing.id]
    found = []
    for state in STATES:
        attribute = home.prop(thing, state.role) if kind in state.kinds else None
        wanted = state.test.lstrip("!=")
        if attribute and (not attribute.choices or wanted in {clean(c) for c in attribute.choices}):
            found.append(state)
    return found


def test_text(home: Household, thing: Thing, state: State) -> str:
    """`on=true` in the names of one device."""
    attribute = home.prop(thing, state.role)
    if attribute is None:
        raise LookupError(f"{thing.name} has no {state.role}.")
    return f"{attribute.name}{state.test}"


def plural(kind: str) -> str:
    """The plain plural of a kind of device."""
    entry = KINDS[kind]
    return entry.plurals[-1 if kind == "window sensor" else 0] if entry.plurals else f"{entry.nouns[0]}s"


def alike(home: Household, things: Sequence[Thing], role: str) -> bool:
    """True when all of them have that role."""
    return bool(things) and all(home.prop(t, role) for t in things)


def groups(home: Household) -> Iterator[tuple[str, tuple[Thing, ...]]]:
    """Kinds with the devices of the whole home that people speak of in the plural."""
    for kind in dict.fromkeys(home.kinds.values()):
        if kind in KINDS and kind not in {"list", "scene", "calendar", "weather", "phone", "car"}:
            yield kind, home.of_type(kind)
