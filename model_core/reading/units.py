"""Amounts in the units that devices state, in the words people have for them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from model_core.reading import values
from model_core.world import Attribute, Kind

_SPOKEN: Mapping[str, tuple[str, ...]] = {
    "cm": ("cm", "centimetre", "centimeter"),
    "mm": ("mm", "millimetre", "millimeter"),
    "m": ("m", "metre", "meter"),
    "km": ("km", "kilometre", "kilometer"),
    "W": ("w", "watt"),
    "kW": ("kw", "kilowatt"),
    "bpm": ("bpm", "beats a minute", "beats per minute"),
    "rpm": ("rpm", "revs", "revolutions per minute", "revolutions a minute"),
    "km/h": ("km/h", "kmh", "kph", "kilometres an hour", "kilometers an hour", "kilometres per hour"),
    "°": ("degrees",),
    "kHz": ("khz", "kilohertz"),
    "x": ("x", "times"),
    "kg": ("kg", "kilo", "kilogram"),
    "g": ("g", "gram"),
    "ml": ("ml", "millilitre", "milliliter"),
    "l": ("l", "litre", "liter"),
    "K": ("kelvin",),
    "bar": ("bar",),
    "pH": ("ph",),
    "kV": ("kv", "kilovolt"),
    "V": ("v", "volt"),
    "h": ("hour",),
    "d": ("day",),
}
_AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?) ?(.*)")


def is_in(attribute: Attribute, said: str) -> bool:
    """Whether an amount is said in the unit of a property, and in no unit that many have."""
    found = _AMOUNT.fullmatch(said)
    names = _SPOKEN.get(attribute.unit, ())
    return found is not None and any(found[2] in {n, f"{n}s"} for n in names)


def written(attribute: Attribute, said: str) -> str | None:
    """`=40`, `=red`, `=max`: the value for a property or an argument, or None when it is none."""
    said = re.sub(
        r"^(?:(?:level|about|around|exactly|only|just|no more than|roughly) )+", "", said.strip(" ,")
    )
    if attribute.kind is Kind.BOOLEAN:
        return {"on": "=true", "off": "=false"}.get(said)
    found = _AMOUNT.fullmatch(said)
    if found and attribute.kind in {Kind.INTEGER, Kind.NUMBER}:
        names = _SPOKEN.get(attribute.unit, ())
        if found[2] and any(found[2] in {n, f"{n}s"} for n in names):
            return f"={values.number(float(found[1]))}"
    return values.written(attribute, values.read(said))
