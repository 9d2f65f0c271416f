"""How devices describe themselves: random properties and actions for each kind."""

from __future__ import annotations

import random

from model_core.train.names import COLOURS
from model_core.world import Action, Attribute, Kind

Offer = tuple[tuple[Attribute, ...], tuple[Action, ...]]


def flag(name: str, *, writable: bool = True) -> Attribute:
    """A boolean property."""
    return Attribute(name, Kind.BOOLEAN, writable=writable)


def percent(name: str, *, writable: bool = True) -> Attribute:
    """An integer property from 0 to 100 %."""
    return Attribute(name, Kind.INTEGER, 0, 100, "%", writable=writable)


def integer(
    name: str, low: float | None, high: float | None, unit: str = "", *, writable: bool = True
) -> Attribute:
    """An integer property."""
    return Attribute(name, Kind.INTEGER, low, high, unit, writable=writable)


def number(
    name: str, unit: str, low: float | None = None, high: float | None = None, *, writable: bool = True
) -> Attribute:
    """A number property."""
    return Attribute(name, Kind.NUMBER, low, high, unit, writable=writable)


def choice(name: str, *choices: str, writable: bool = True) -> Attribute:
    """A string property with a fixed set of values."""
    return Attribute(name, Kind.STRING, choices=choices, writable=writable)


def text(name: str, *, writable: bool = True, required: bool = False) -> Attribute:
    """A free string property or argument."""
    return Attribute(name, Kind.STRING, writable=writable, required=required)


def _acts(*names: str) -> tuple[Action, ...]:
    return tuple(Action(n) for n in names)


def _maybe(rng: random.Random, chance: float, *attributes: Attribute) -> tuple[Attribute, ...]:
    return attributes if rng.random() < chance else ()


def light_offer(rng: random.Random) -> Offer:
    form = rng.choices(("plain", "dim", "white", "colour"), (0.3, 0.3, 0.12, 0.28))[0]
    properties: tuple[Attribute, ...] = (flag("on"),)
    if form != "plain":
        properties += (percent("brightness"),)
    if form in {"white", "colour"} and (form == "white" or rng.random() < 0.4):
        properties += (integer("color_temperature", 2000, rng.choice((6500, 6500, 4000)), "K"),)
    if form == "colour":
        count = rng.choice((len(COLOURS), len(COLOURS), 7))
        properties += (choice("color", *COLOURS[:count]),)
        properties += _maybe(rng, 0.12, choice("effect", "none", "rainbow", "candle", "party", "sunrise"))
    return properties, ()


def switchable_offer(rng: random.Random) -> Offer:
    extra = _maybe(rng, 0.25, number("power_draw", "W", writable=False))
    return (flag("on"), *extra), ()


def fan_offer(rng: random.Random) -> Offer:
    form = rng.choices(("speed", "mode", "plain", "both"), (0.5, 0.25, 0.1, 0.15))[0]
    properties: tuple[Attribute, ...] = (flag("on"),)
    if form in {"speed", "both"}:
        properties += (percent("speed"),)
    if form == "mode":
        properties += (
            choice(
                "mode",
                *rng.choice(
                    (
                        ("low", "medium", "high"),
                        ("low", "medium", "high", "auto"),
                        ("quiet", "low", "medium", "high", "turbo"),
                    )
                ),
            ),
        )
    if form == "both":
        properties += (choice("mode", "normal", "sleep", "nature"),)
    return properties + _maybe(rng, 0.5, flag("oscillating")), ()


def thermostat_offer(rng: random.Random) -> Offer:
    low, high = rng.choice(((5, 30), (7, 35), (10, 30), (5, 32)))
    properties: tuple[Attribute, ...] = (number("target_temperature", "°C", low, high),)
    properties += (number("temperature", "°C", writable=False),)
    properties += _maybe(
        rng,
        0.7,
        choice(
            "mode",
            *rng.choice(
                (
                    ("off", "heat", "cool", "auto"),
                    ("off", "heat"),
                    ("off", "heat", "cool"),
                    ("off", "eco", "comfort", "away"),
                )
            ),
        ),
    )
    return properties + _maybe(rng, 0.25, percent("humidity", writable=False)), ()


def heater_offer(rng: random.Random) -> Offer:
    properties = (flag("on"), *_maybe(rng, 0.75, number("target_temperature", "°C", 5, 30)))
    return properties + _maybe(rng, 0.3, choice("mode", "eco", "comfort", "boost")), ()


def air_conditioner_offer(rng: random.Random) -> Offer:
    properties: tuple[Attribute, ...] = (flag("on"), number("target_temperature", "°C", 16, 30))
    properties += _maybe(rng, 0.8, choice("mode", "cool", "heat", "dry", "fan", "auto"))
    properties += _maybe(rng, 0.5, choice("fan_mode", "low", "medium", "high", "auto"))
    return properties + _maybe(rng, 0.6, number("temperature", "°C", writable=False)), ()


def humidifier_offer(rng: random.Random) -> Offer:
    properties = (flag("on"), *_maybe(rng, 0.8, integer("target_humidity", 30, 80, "%")))
    return properties + _maybe(rng, 0.4, choice("mode", "auto", "sleep", "boost")), ()


def purifier_offer(rng: random.Random) -> Offer:
    body: tuple[Attribute, ...] = rng.choice(
        ((percent("speed"),), (choice("mode", "auto", "sleep", "low", "medium", "high"),), ())
    )
    return (flag("on"), *body, *_maybe(rng, 0.4, integer("air_quality", 0, 500, "AQI", writable=False))), ()


def cover_offer(rng: random.Random) -> Offer:
    main = percent("position") if rng.random() < 0.8 else flag("open")
    return (main, *_maybe(rng, 0.15, percent("battery", writable=False))), _acts(
        "stop"
    ) if rng.random() < 0.35 else ()


def blind_offer(rng: random.Random) -> Offer:
    properties, actions = cover_offer(rng)
    return properties + _maybe(rng, 0.25, percent("tilt")), actions


def gate_offer(rng: random.Random) -> Offer:
    main = flag("open") if rng.random() < 0.85 else percent("position")
    return (main, *_maybe(rng, 0.2, flag("obstructed", writable=False))), _acts(
        "stop"
    ) if rng.random() < 0.3 else ()


def lock_offer(rng: random.Random) -> Offer:
    extra = _maybe(rng, 0.4, percent("battery", writable=False)) + _maybe(
        rng, 0.15, flag("jammed", writable=False)
    )
    return (flag("locked"), *extra), _acts("unlatch") if rng.random() < 0.1 else ()


def _media(rng: random.Random, sources: tuple[str, ...], *, on: float) -> Offer:
    properties = (*_maybe(rng, on, flag("on")), percent("volume"), flag("muted"))
    properties += _maybe(rng, 0.65, choice("source", *sources))
    properties += (choice("state", "playing", "paused", "idle", "off", writable=False),)
    if rng.random() < 0.35:
        properties += (text("title", writable=False),)
    actions = _acts("play", "pause") + (_acts("stop") if rng.random() < 0.6 else ())
    return properties, actions + (_acts("next", "previous") if rng.random() < 0.85 else ())


def television_offer(rng: random.Random) -> Offer:
    pool = (
        "HDMI 1",
        "HDMI 2",
        "Netflix",
        "YouTube",
        "Live TV",
        "Disney+",
        "Apple TV",
        "Chromecast",
        "PlayStation",
    )
    properties, actions = _media(rng, tuple(rng.sample(pool, rng.randint(3, 6))), on=1.0)
    return properties + _maybe(rng, 0.3, integer("channel", 1, 999)), actions


def speaker_offer(rng: random.Random) -> Offer:
    pool = ("Spotify", "Bluetooth", "Line In", "Radio", "AirPlay", "Vinyl", "TV", "Aux")
    return _media(rng, tuple(rng.sample(pool, rng.randint(2, 5))), on=0.6)


def vacuum_offer(rng: random.Random) -> Offer:
    state = choice("state", "docked", "cleaning", "paused", "returning", "idle", "error", writable=False)
    properties = (state, *_maybe(rng, 0.8, percent("battery", writable=False)))
    properties += _maybe(rng, 0.4, choice("fan_speed", "quiet", "balanced", "turbo", "max"))
    actions = _acts("start", "stop", "pause", "dock") + (_acts("resume") if rng.random() < 0.5 else ())
    if rng.random() < 0.3:
        actions += (Action("clean_room", (text("room", required=True),)),)
    return properties, actions + (_acts("locate") if rng.random() < 0.3 else ())


def mower_offer(rng: random.Random) -> Offer:
    state = choice("state", "docked", "mowing", "paused", "returning", "error", writable=False)
    return (state, *_maybe(rng, 0.7, percent("battery", writable=False))), _acts("start", "pause", "dock")


def _laundry(rng: random.Random, programmes: tuple[str, ...]) -> Offer:
    properties: tuple[Attribute, ...] = (
        choice("state", "idle", "running", "paused", "done", writable=False),
    )
    properties += _maybe(rng, 0.5, integer("minutes_left", 0, 240, "min", writable=False))
    arguments = (choice("programme", *programmes),) if rng.random() < 0.7 else ()
    return properties, (Action("start", arguments), *_acts("stop", "pause", "resume"))


def washer_offer(rng: random.Random) -> Offer:
    return _laundry(
        rng, tuple(rng.sample(("cotton", "wool", "delicates", "quick", "eco", "mixed", "rinse"), 4))
    )


def dryer_offer(rng: random.Random) -> Offer:
    return _laundry(rng, tuple(rng.sample(("cotton", "synthetics", "quick", "eco", "towels", "gentle"), 3)))


def dishwasher_offer(rng: random.Random) -> Offer:
    return _laundry(rng, tuple(rng.sample(("eco", "quick", "intensive", "glass", "auto", "rinse"), 3)))


def oven_offer(rng: random.Random) -> Offer:
    properties: tuple[Attribute, ...] = _maybe(rng, 0.5, flag("on"))
    properties += (number("target_temperature", "°C", 50, 250),)
    properties += _maybe(rng, 0.6, number("temperature", "°C", writable=False))
    properties += _maybe(rng, 0.6, choice("mode", "bake", "grill", "fan", "defrost"))
    properties += (choice("state", "idle", "running", "paused", "done", writable=False),)
    return properties, _acts("start", "stop") + (_acts("pause", "resume") if rng.random() < 0.3 else ())


def coffee_offer(rng: random.Random) -> Offer:
    drinks = tuple(
        rng.sample(("espresso", "cappuccino", "latte", "americano", "lungo", "flat white", "hot water"), 4)
    )
    properties = _maybe(rng, 0.7, flag("on"))
    properties += (choice("state", "idle", "running", "done", writable=False),)
    properties += _maybe(rng, 0.3, percent("water_level", writable=False))
    arguments = (choice("programme", *drinks),) if rng.random() < 0.65 else ()
    return properties, (Action("start", arguments), *_acts("stop"))


def kettle_offer(rng: random.Random) -> Offer:
    return (
        flag("on"),
        *_maybe(rng, 0.5, number("target_temperature", "°C", 40, 100)),
        *_maybe(rng, 0.4, number("temperature", "°C", writable=False)),
    ), ()


def water_heater_offer(rng: random.Random) -> Offer:
    return (
        *_maybe(rng, 0.7, flag("on")),
        number("target_temperature", "°C", 30, 75),
        *_maybe(rng, 0.5, choice("mode", "eco", "performance", "off")),
    ), ()


def valve_offer(rng: random.Random) -> Offer:
    main = flag("open") if rng.random() < 0.55 else percent("position")
    return (
        main,
        *_maybe(rng, 0.3, percent("battery", writable=False)),
        *_maybe(rng, 0.2, number("flow", "L/min", writable=False)),
    ), ()
