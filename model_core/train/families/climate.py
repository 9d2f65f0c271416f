"""Kind 3: temperatures, fan speeds, humidity and modes."""

from __future__ import annotations

import random
from collections.abc import Mapping

from model_core.train.amounts import degrees, percent, percent_said
from model_core.train.example import Draft, family
from model_core.train.families.values import choices_of, having, set_here
from model_core.train.home import Household
from model_core.train.intents import is_kind, of_kinds, set_one
from model_core.train.phrasing import say

_SPEED = (
    "set {the} to {n}", "{x} at {n}", "put {the} on {n}", "set the speed of {the} to {n}",
    "run {the} at {n}", "{x} speed {n}", "turn {the} to {n}", "{the} on {n}", "change {the} to {n}",
    "make {the} run at {n}", "set {x} speed to {n}", "have {the} blow at {n}", "{x} to {n}",
    "let {the} spin at {n}", "turn {the} {up|down} to {n}", "{x} {n}", "i want {the} on {n}",
)  # fmt: skip
_LEVEL = (
    "set {the} to {l}", "{x} on {l}", "put {the} on {l}", "turn {the} to {l}", "{x} {l}", "run {the} on {l}",
    "set {the} on {l}", "change {the} to {l}", "{the} at {l} speed", "make {the} {l}", "switch {the} to {l}",
    "set the speed of {the} to {l}", "{x} to {l}", "have {the} on {l}", "turn on {the} at {l}",
    "{l} speed on {the}", "i'd like {the} on {l}",
)  # fmt: skip
_HEAT = (
    "set {the} to {n}", "{x} to {n}", "put {the} at {n}", "turn {the} to {n}", "{x} {n}",
    "set the temperature of {the} to {n}", "make {the} {n}", "{the} at {n}", "set {the} at {n}",
    "change {the} to {n}", "adjust {the} to {n}", "turn {the} {up|down} to {n}", "bring {the} to {n}",
    "i want {the} at {n}", "put {the} on {n}", "set {the} for {n}", "{the} should be at {n}",
    "set the target of {the} to {n}", "dial {the} to {n}", "run {the} at {n}", "have {the} at {n}",
    "set {x} temperature to {n}", "crank {the} to {n}", "keep {the} at {n}", "let {the} hold {n}",
)  # fmt: skip
_HERE_HEAT = (
    "set the temperature to {n}", "make it {n}", "make it {n} in here", "temperature {n}", "heat to {n}",
    "i want it {n} in here", "bring the temperature to {n}", "set it to {n} in here",
    "turn the heating to {n}", "warm it up to {n}", "set the heat to {n}", "temperature to {n}",
    "change the temperature to {n}", "turn the temperature {up|down} to {n}", "keep it at {n}",
    "get it to {n} in here", "it should be {n} in here", "heating to {n}", "put the heating on {n}",
    "i'd like it at {n}",
)  # fmt: skip
_MODE = (
    "set {the} to {m}", "put {the} in {m} mode", "{x} {m} mode", "switch {the} to {m}",
    "set {the} to {m} mode", "change {the} to {m}", "{x} to {m}", "{the} on {m}", "turn {the} to {m}",
    "set the mode of {the} to {m}", "run {the} in {m} mode", "use {m} mode on {the}", "{m} mode on {the}",
    "put {the} on {m}", "i want {the} in {m} mode", "{the} in {m} mode", "have {the} on {m}",
    "set {x} mode {m}",
)  # fmt: skip
_HUMID = (
    "set {the} to {n}", "{x} to {n}", "set the humidity of {the} to {n}", "put {the} at {n}",
    "{the} at {n} humidity", "run {the} at {n}", "target humidity {n} on {the}",
    "change {the} to {n} humidity", "keep {the} at {n}", "{x} {n}", "adjust {the} to {n}",
)  # fmt: skip


@family(kind=3, weight=1.2)
def speed(home: Household, rng: random.Random) -> Draft | None:
    """A fan or purifier at a speed, in percent or words."""
    things = having(home, "speed", "fan", "air purifier")
    able = is_kind(home, "fan", "air purifier")
    if rng.random() < 0.5:
        said, value = rng.choice(
            (
                ("low", 33),
                ("medium", 66),
                ("high", 100),
                ("low", 33),
                ("high", 100),
                ("medium speed", 66),
                ("low speed", 33),
                ("high speed", 100),
            )
        )
        templates = _LEVEL if " " not in said else tuple(t for t in _LEVEL if "speed" not in t)
        return set_one(home, rng, things, {"speed": value}, templates, able=able, l=said)
    amount = percent(rng)
    return set_one(home, rng, things, {"speed": amount.value}, _SPEED, able=able, n=amount.said)


@family(kind=3, weight=2.0)
def temperature(home: Household, rng: random.Random) -> Draft | None:
    """Heating, cooling, ovens, kettles and boilers at a temperature."""
    kinds = ("thermostat", "air conditioner", "heater", "oven", "kettle", "water heater")
    things = having(home, "target_temperature", *kinds)
    if not things:
        return None
    thing = rng.choice(things)
    known = home.prop(thing, "target_temperature")
    low, high = (known.minimum or 5, known.maximum or 30) if known else (5, 30)
    if home.kinds[thing.id] in {"thermostat", "heater", "air conditioner"} and rng.random() < 0.8:
        low, high = 17, 25
    amount = degrees(rng, low, high)
    wanted = {"target_temperature": amount.value}
    climate = [
        t
        for t in of_kinds(home, ("thermostat", "air conditioner", "heater"))
        if home.speaker.room and t.room == home.speaker.room
    ]
    if rng.random() < 0.4 and home.kinds[thing.id] == "thermostat" and (climate in ([], [thing])):
        return set_here(
            home,
            having(home, "target_temperature", "thermostat"),
            "thermostat",
            wanted,
            say(rng, home, _HERE_HEAT, n=amount.said),
        )
    return set_one(home, rng, [thing], wanted, _HEAT, able=is_kind(home, *kinds), n=amount.said)


@family(kind=3, weight=1.6)
def mode(home: Household, rng: random.Random) -> Draft | None:
    """A device in one of its modes."""
    kinds = (
        "thermostat",
        "air conditioner",
        "fan",
        "air purifier",
        "humidifier",
        "heater",
        "oven",
        "water heater",
        "dehumidifier",
    )
    role = rng.choice(("mode", "mode", "mode", "fan_mode", "effect", "fan_speed"))
    things = having(home, role, *kinds, "light", "vacuum")
    things = tuple(t for t in things if choices_of(home, t, role))
    if not things:
        return None
    thing = rng.choice(things)
    value = rng.choice(choices_of(home, thing, role))
    if value == "off" and home.can(thing, "on"):
        return None
    words: Mapping[str, tuple[str, ...]] = {
        "heat": ("heat", "heating"),
        "cool": ("cool", "cooling"),
        "dry": ("dry",),
        "auto": ("auto", "automatic"),
        "off": ("off",),
    }
    said = rng.choice(words.get(value, (value,)))
    templates: tuple[str, ...] = _MODE
    if value == "off":
        templates = (
            "set {the} to {m}",
            "switch {the} to {m}",
            "{x} {m}",
            "set the mode of {the} to {m}",
            "put {the} on {m}",
        )
    elif role == "fan_mode":
        templates = (
            "set the fan {mode of|speed of|of} {the} to {m}",
            "{x} fan on {m}",
            "fan mode {m} on {the}",
            "put the fan of {the} on {m}",
            "change the fan of {the} to {m}",
            "{the} fan speed {m}",
            "fan on {m} for {the}",
        )
    elif value in {"low", "medium", "high"}:
        templates = _LEVEL
    elif role == "effect":
        templates = (
            "{m} effect on {the}",
            "set the effect of {the} to {m}",
            "{the} with the {m} effect",
            "play the {m} effect on {the}",
            "use {m} on {the}",
            "put {the} on {m} effect",
            "start the {m} effect on {the}",
            "set {the} to {m}",
        )
    elif role == "fan_speed":
        templates = (
            "set {the} to {m}",
            "set the suction of {the} to {m}",
            "{x} on {m}",
            "run {the} on {m} power",
            "put {the} in {m} mode",
            "use {m} suction on {the}",
            "{the} at {m} power",
        )
    return set_one(
        home,
        rng,
        [thing],
        {role: value},
        templates,
        able=is_kind(home, *kinds, "light", "vacuum"),
        m=said,
        l=said,
    )


@family(kind=3, weight=0.8)
def humidity(home: Household, rng: random.Random) -> Draft | None:
    """A humidifier or dehumidifier at a target."""
    kinds = ("humidifier", "dehumidifier")
    n = rng.randint(6, 16) * 5
    said = percent_said(n, rng) + rng.choice(("", "", "", " humidity"))
    templates = tuple(t for t in _HUMID if "humidity" not in said or "humidity" not in t)
    return set_one(
        home,
        rng,
        having(home, "target_humidity", *kinds),
        {"target_humidity": n},
        templates,
        able=is_kind(home, *kinds),
        n=said,
    )
