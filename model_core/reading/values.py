"""Amounts, colours and choices as they are said, and what they are on one device."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from model_core.language.vocabulary import clean
from model_core.plan import Word
from model_core.reading import roles
from model_core.reading.phrases import load
from model_core.world import Attribute, Kind, Thing

_NUMBER = re.compile(
    r"^(?:around |about |exactly )?(-?\d+(?:\.\d+)?) ?"
    r"(percent|degrees?(?: (?:celsius|fahrenheit|c|f))?|celsius|fahrenheit|c|f|kelvin|k|"
    r"minutes?|seconds?|hours?|grams?|millilitres?|ml|g|s|min|h)?"
    r"(?: (?:of )?(brightness|bright|volume|open|speed|humidity))?$"
)
UNIT_SECONDS = {"s": 1, "min": 60, "h": 3600}
_WORDS = load("values")
_PARTS = {said: int(percent) for said, percent in _WORDS["parts"].items()}
_MOST, _LEAST = frozenset(_WORDS["most"]), frozenset(_WORDS["least"])
_PERCENT_ROLES = ("brightness", "volume", "position", "speed", "target_humidity")
_SAME: Mapping[str, str] = _WORDS["same"]

COLOURS = frozenset[str](_WORDS["colours"])
_WHITES = {said: int(kelvin) for said, kelvin in _WORDS["whites"].items()}
"""Kelvin of white tones, for lights that have no colours."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that was said with or without a unit."""

    number: float
    unit: str = ""
    """`percent`, `degrees`, `C`, `F`, `kelvin`, `s`, or nothing."""
    role: str = ""
    """What the number is of, where that was said: `40 percent brightness`."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """As much or as little as there is."""

    word: Word


@dataclass(frozen=True, slots=True)
class Choice:
    """Words that may be one of the values of a property."""

    said: str


Said = Amount | Extreme | Choice


def read(text: str) -> Said:
    """The value that words stand for."""
    text = re.sub(r"^(?:a|an) (?=\d)", "", text.strip())
    text = re.sub(r" of (?:its|their|the|full) (?:full )?(?:brightness|volume|speed|power)$", "", text)
    text = text.removesuffix(" open") if text.removesuffix(" open") in _PARTS else text
    if text in _PARTS:
        return Amount(_PARTS[text], "percent")
    if text in _MOST:
        return Extreme(Word.MAXIMUM)
    if text in _LEAST:
        return Extreme(Word.MINIMUM)
    found = _NUMBER.match(text)
    if not found:
        return Choice(text)
    role = {"bright": "brightness", "open": "position", "humidity": "target_humidity"}.get(found[3], found[3])
    return Amount(float(found[1]), _unit(found[2] or ""), role or "")


def number(value: float) -> str:
    """A number as the plan language writes it."""
    return f"{value:g}"


def fitting(thing: Thing, said: Said, role: str | None = None) -> Attribute | None:
    """The property of a device that a value without a name is about, or None when that is not plain."""
    if role is not None:
        return roles.spoken_property(thing, role)
    if isinstance(said, Amount) and said.role:
        return roles.find(thing, said.role)
    if isinstance(said, Choice):
        offers = [p for p in thing.properties if p.writable and choice_of(p, said.said) is not None]
        if not offers and said.said in _WHITES:
            return roles.find(thing, "color_temperature")
        return offers[0] if len(offers) == 1 else None
    if isinstance(said, Extreme):
        return next((a for r in ("brightness", "volume", "speed") if (a := roles.find(thing, r))), None)
    if said.unit in {"degrees", "C", "F"}:
        return _only(thing, lambda p: p.unit in {"°C", "°F"})
    if said.unit == "kelvin":
        return roles.find(thing, "color_temperature")
    if said.unit == "percent":
        found = next((a for r in _PERCENT_ROLES if (a := roles.find(thing, r))), None)
        return found or _only(thing, lambda p: p.unit == "%")
    if said.unit:
        return _only(
            thing, lambda p: p.unit in {"s", "min", "h", "g", "ml"} and _same_measure(p.unit, said.unit)
        )
    roles_first = (*_PERCENT_ROLES, "target_temperature")
    fits = [a for r in roles_first if (a := roles.find(thing, r))]
    if len(fits) > 1 and fits[0].name != "brightness":
        fits = [a for a in fits if _in_range(a, said.number)]
    warmth = roles.find(thing, "target_temperature")
    if (
        warmth is not None
        and len(fits) == 2
        and fits[0].name == "fan_speed"
        and _in_range(warmth, said.number)
    ):
        return warmth
    return fits[0] if len(fits) == 1 or (fits and fits[0].name == "brightness") else None


def _in_range(attribute: Attribute, value: float) -> bool:
    """Whether a property can have a number at all."""
    low, high = attribute.minimum, attribute.maximum
    whole = attribute.kind is not Kind.INTEGER or value.is_integer()
    return whole and (low is None or low <= value) and (high is None or value <= high)


def written(attribute: Attribute, said: Said) -> str | None:
    """`=40`, `=21`, `=72F`, `=red`, `=max`: the value for a property, or None when it is none."""
    match said:
        case Extreme(word):
            return f"={word}" if roles.is_number(attribute) else None
        case Amount(value, unit):
            if attribute.kind is Kind.STRING:
                found = choice_of(attribute, number(value))
                return f"={found}" if found else None
            if not roles.is_number(attribute):
                return None
            return _measured(attribute, value, unit)
        case Choice(words):
            if attribute.unit == "K" and words in _WHITES:
                return f"={_WHITES[words]}"
            found = choice_of(attribute, words)
            return f"={found}" if found else None


def choice_of(attribute: Attribute, said: str) -> str | None:
    """The choice of a property that the words name, as the plan language writes it."""
    if attribute.kind is not Kind.STRING:
        return None
    if not attribute.choices:  # a light that takes any colour by its name
        coloured = said in COLOURS and said not in _WHITES and attribute.name in roles.PROPERTIES["color"]
        return f'"{said}"' if coloured else None
    choices = {joined(clean(c)): clean(c) for c in attribute.choices}
    bare = re.sub(
        r"^(?:the |a |an )?(.*?)(?: (?:mode|setting|programme|program|cycle|wash|input|source))?$",
        r"\1",
        said,
    )
    for words in (said, bare, _SAME.get(bare, bare), _SAME.get(said, said)):
        if joined(words) in choices:
            return choices[joined(words)]
    return None


def usual(said: str) -> str:
    """The word that choices have for what people call otherwise: `heating` is `heat`."""
    return _SAME.get(said, said)


def joined(text: str) -> str:
    """A text without the gaps that people put in a name, spaces, underscores, hyphens; with `+` said."""
    return re.sub(r"[\s_-]+", "", text.replace("+", "plus"))


def _measured(attribute: Attribute, value: float, unit: str) -> str | None:
    degrees = attribute.unit in {"°C", "°F"}
    if unit in {"C", "F"}:
        return f"={number(value)}{unit}" if degrees else None
    if unit == "degrees":
        return f"={number(value)}" if degrees or attribute.unit == "°" else None
    if unit == "percent":
        return f"={number(value)}" if attribute.unit in {"%", ""} and not degrees else None
    if unit == "kelvin":
        return f"={number(value)}" if attribute.unit == "K" else None
    if unit in UNIT_SECONDS:
        if attribute.unit not in UNIT_SECONDS:
            return None
        return f"={number(value * UNIT_SECONDS[unit] / UNIT_SECONDS[attribute.unit])}"
    if unit and unit != attribute.unit.casefold():
        return None
    return f"={number(value)}"


def _same_measure(one: str, other: str) -> bool:
    return one == other or (one in UNIT_SECONDS and other in UNIT_SECONDS)


def _only(thing: Thing, test: Callable[[Attribute], bool]) -> Attribute | None:
    found = [p for p in thing.properties if p.writable and roles.is_number(p) and test(p)]
    return found[0] if len(found) == 1 else None


def _unit(said: str) -> str:
    if said in {"percent", "kelvin"}:
        return said
    if said == "k":
        return "kelvin"
    if said.endswith(("fahrenheit", " f")) or said == "f":
        return "F"
    if said.endswith(("celsius", " c")) or said == "c":
        return "C"
    if said.startswith("degree"):
        return "degrees"
    for unit, names in {"s": "second", "min": "minute", "h": "hour", "g": "gram", "ml": "millilitre"}.items():
        if said in {unit, names, f"{names}s"}:
            return unit
    return ""
