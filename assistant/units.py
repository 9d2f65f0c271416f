"""Units people say, and what they come to in the unit a device uses."""

from __future__ import annotations

from collections.abc import Mapping

PERCENT = frozenset({"%", "percent"})

NAMES: Mapping[str, str] = {
    "°c": "C",
    "c": "C",
    "celsius": "C",
    "degrees celsius": "C",
    "°f": "F",
    "f": "F",
    "fahrenheit": "F",
    "degrees fahrenheit": "F",
    "k": "K",
    "kelvin": "K",
    "%": "%",
    "percent": "%",
    "s": "s",
    "sec": "s",
    "second": "s",
    "seconds": "s",
    "min": "min",
    "minute": "min",
    "minutes": "min",
    "h": "h",
    "hour": "h",
    "hours": "h",
    "m": "m",
    "meters": "m",
    "km": "km",
    "kilometers": "km",
    "mi": "mi",
    "mile": "mi",
    "miles": "mi",
    "km/h": "km/h",
    "kmh": "km/h",
    "mph": "mph",
}

SCALES: Mapping[str, tuple[str, float]] = {
    "s": ("time", 1),
    "min": ("time", 60),
    "h": ("time", 3600),
    "m": ("length", 1),
    "km": ("length", 1000),
    "mi": ("length", 1609.344),
    "km/h": ("speed", 1),
    "mph": ("speed", 1.609344),
}
"""Quantity and size in that quantity's base unit."""


class UnitMismatch(ValueError):
    """One unit cannot be turned into the other."""


def canonical(unit: str) -> str:
    """The short form of a unit; an unknown one stays as it is."""
    return NAMES.get(unit.strip().casefold(), unit.strip())


def convert(number: float, source: str, target: str, *, difference: bool = False) -> float:
    """The number in the target unit; an empty unit fits any. A difference of degrees has no offset."""
    have, want = canonical(source), canonical(target)
    if not have or not want or have == want:
        return number
    if have in ("C", "F") and want in ("C", "F"):
        if have == "F":
            return number * 5 / 9 if difference else (number - 32) * 5 / 9
        return number * 9 / 5 if difference else number * 9 / 5 + 32
    if have in SCALES and want in SCALES and SCALES[have][0] == SCALES[want][0]:
        return number * SCALES[have][1] / SCALES[want][1]
    raise UnitMismatch(f"{source} is not {target}")
