"""Properties that are called otherwise on the wire, such as COVESA VSS paths: one name for one or many paths.

Source: COVESA Vehicle Signal Specification, e.g. Vehicle.Cabin.Door.Row1.DriverSide.IsLocked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from devices.schema import Description, Property, Value, ValueType

T = TypeVar("T")

_METRES = re.compile(r"Vehicle\.(\w+\.)*(Range|TraveledDistance\w*)")
"""Signals that VSS gives in metres, which a property may offer in km."""
_FARTHEST = 2**53
"""Metres; what is beyond, or no number at all, is passed on as it is, for the description to refuse."""
_TRUE_WHEN_ALL = frozenset({"locked"})
"""Booleans that hold only when every path says so; any other holds when one does (a door is open)."""


def to_wire(description: Description, values: Mapping[str, Value]) -> dict[str, Value]:
    """Values by property -> values by wire name; a property with many paths is written to all of them."""
    wire: dict[str, Value] = {}
    for name, value in values.items():
        spec = description.find_property(name)
        for path in spec.paths if spec is not None and spec.paths else (name,):
            wire[path] = _scaled(spec, path, value, to_wire=True)
    return wire


def from_wire(description: Description, values: Mapping[str, object]) -> dict[str, object]:
    """Unchecked values by wire name -> by property; a name that no property has is passed on unchanged.

    Many paths make one value: a boolean is true when any is (`locked`: when all are), a number is the
    largest, a text the common one. Where texts differ, or `locked` lacks a path, the property is left out.
    """
    owner = {path: spec for spec in description.properties for path in spec.paths}
    result: dict[str, object] = {}
    for name, value in values.items():
        spec = owner.get(name)
        if spec is None:
            result[name] = value
        elif spec.name not in result:
            found = [_scaled(spec, path, values[path]) for path in spec.paths if path in values]
            merged = found[0] if len(spec.paths) == 1 else _merge(spec, found)
            if merged is not None:
                result[spec.name] = merged
    return result


def _scaled(spec: Property | None, path: str, value: T, *, to_wire: bool = False) -> T | float:
    in_metres = spec is not None and spec.unit == "km" and _METRES.fullmatch(path) is not None
    if not in_metres or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if not abs(value) <= _FARTHEST:
        return value
    whole = round(value * 1000) if to_wire else round(value / 1000, 1)
    return int(whole) if spec is not None and spec.type is ValueType.INTEGER else whole


def _merge(spec: Property, found: list[object]) -> object | None:
    first = found[0]
    if spec.type is ValueType.BOOLEAN and all(isinstance(value, bool) for value in found):
        if spec.name in _TRUE_WHEN_ALL:
            if False in found:
                return False
            return True if len(found) == len(spec.paths) else None
        return True in found
    if spec.type in {ValueType.INTEGER, ValueType.NUMBER}:
        numbers = [value for value in found if isinstance(value, int | float) and not isinstance(value, bool)]
        return max(numbers) if len(numbers) == len(found) else first
    return first if all(value == first for value in found) else None
