"""Adds to a home what few homes have: invented devices, and phones and cars that offer more."""

from __future__ import annotations

import random
from collections.abc import Sequence

from model_core.plan import Value
from model_core.train.families.novel_homes import add_novel
from model_core.train.home import Household
from model_core.train.names import OWNERS
from model_core.train.splits import pool
from model_core.world import Action, Attribute, Kind, Thing

_BOOL, _INT, _TEXT, _LIST = Kind.BOOLEAN, Kind.INTEGER, Kind.STRING, Kind.LIST


def _percent(name: str, *, writable: bool = True, low: float = 0) -> Attribute:
    return Attribute(name, _INT, low, 100, "%", writable=writable)


def _reads(name: str, kind: Kind = _BOOL, unit: str = "", choices: tuple[str, ...] = ()) -> Attribute:
    return Attribute(name, kind, unit=unit, choices=choices, writable=False)


def _takes(name: str, *arguments: str) -> Action:
    return Action(name, tuple(Attribute(a, _TEXT, required=n == 0) for n, a in enumerate(arguments)))


PHONE: tuple[Attribute | Action, ...] = (
    _percent("battery", writable=False),
    _reads("charging"),
    Attribute("do_not_disturb", _BOOL),
    _percent("volume"),
    Attribute("flashlight", _BOOL),
    _reads("ringing"),
    _reads("alarms", _LIST),
    _reads("notifications", _LIST),
    _reads("state", _TEXT, choices=("playing", "paused", "idle")),
    _reads("title", _TEXT),
    _reads("location", _TEXT),
    _takes("ring"),
    _takes("stop_ringing"),
    _takes("set_alarm", "time", "title"),
    _takes("cancel_alarm", "time"),
    _takes("notify", "text", "title"),
    _takes("clear_notifications"),
    _takes("play"),
    _takes("pause"),
    _takes("stop"),
    _takes("next"),
    _takes("previous"),
    _takes("take_photo"),
)
CAR: tuple[Attribute | Action, ...] = (
    Attribute("locked", _BOOL),
    _percent("windows"),
    Attribute("trunk_open", _BOOL),
    Attribute("climate_on", _BOOL),
    Attribute("target_temperature", _INT, 16, 28, "°C"),
    _reads("temperature", Kind.NUMBER, "°C"),
    _reads("outside_temperature", Kind.NUMBER, "°C"),
    Attribute("defrost", _BOOL),
    _percent("driver_seat_heating"),
    _percent("passenger_seat_heating"),
    _percent("battery", writable=False),
    _reads("range", _INT, "km"),
    _reads("plugged_in"),
    _reads("charging"),
    _percent("charge_limit", low=50),
    _reads("speed", Kind.NUMBER, "km/h"),
    _reads("gear", _TEXT, choices=("park", "reverse", "neutral", "drive")),
    Attribute("headlights", _BOOL),
    Attribute("hazard_lights", _BOOL),
    _percent("volume"),
    _reads("destination", _TEXT),
    _reads("location", _TEXT),
    _takes("precondition"),
    _takes("start_charging"),
    _takes("stop_charging"),
    _takes("honk"),
    _takes("flash_lights"),
    _takes("navigate", "destination"),
    _takes("cancel_navigation"),
)


def furnish(home: Household, rng: random.Random, *, always: bool = False) -> Household:
    """The home, with some chance of one to three invented devices, of a rich phone and of a rich car."""
    if always or rng.random() < 0.4:
        home = add_novel(home, rng, rng.choice((1, 1, 2, 2, 3, 4)))
    for kind, offer in (("phone", PHONE), ("car", CAR)):
        if always or rng.random() < 0.15:
            home = _add(home, rng, kind, offer)
    return home


def _add(home: Household, rng: random.Random, kind: str, offer: Sequence[Attribute | Action]) -> Household:
    owner = rng.choice(pool(OWNERS, home.split))
    noun = rng.choice(
        ("phone", "phone", "mobile", "smartphone") if kind == "phone" else ("car", "car", "EV", "wagon")
    )
    name = rng.choice((noun.title() if noun.islower() else noun, f"{owner}'s {noun}", f"{owner}'s {noun}"))
    if any(t.name.casefold() == name.casefold() for t in home.world.things):
        return home
    share = rng.choice((0.5, 0.7, 1.0))
    kept = [o for o in offer if share == 1.0 or rng.random() < share]
    properties = tuple(o for o in kept if isinstance(o, Attribute))
    actions = tuple(o for o in kept if isinstance(o, Action))
    if not properties:
        return home
    thing = Thing(f"f{kind[0]}", name, kind, None, properties, actions)
    return home.with_things((thing, kind, {a.name: _value(a, rng) for a in properties}))


def _value(attribute: Attribute, rng: random.Random) -> Value:
    match attribute.kind:
        case Kind.BOOLEAN:
            return rng.random() < 0.4
        case Kind.INTEGER | Kind.NUMBER:
            return rng.randint(int(attribute.minimum or 0), int(attribute.maximum or 300))
        case Kind.LIST:
            return rng.choice(("", "06:45 run", "07:30"))
        case _:
            return (
                rng.choice(attribute.choices)
                if attribute.choices
                else rng.choice(("home", "Main Street", ""))
            )
