"""Whether a device can be asked for these values, by its own description."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeVar

from devices.errors import InvalidValue, NotWritable, OutOfRange, UnknownAction, UnknownProperty
from devices.schema import Argument, Description, Property, Value, ValueType

MAX_TEXT = 2048
"""Characters of a string value."""
MAX_INTEGER = 2**53
"""Beyond it JSON readers disagree."""

N = TypeVar("N", int, float)


def validate_set(description: Description, values: Mapping[str, object]) -> dict[str, Value]:
    """The values as the device's types; raises before anything is sent.

    Errors: UnknownProperty, NotWritable, InvalidValue, OutOfRange. Whole numbers become floats where the
    property is a number; text is never read as a number, and a boolean is not an integer.
    """
    if not values:
        raise InvalidValue(f"Nothing was said to set on {description.name}.")
    checked: dict[str, Value] = {}
    for name, value in values.items():
        spec = description.find_property(name)
        if spec is None:
            raise UnknownProperty(f"{description.name} has no property {name}.", property=name)
        if not spec.writable:
            raise NotWritable(f"The {name} of {description.name} can only be read.", property=name)
        checked[name] = validate_value(spec, value)
    return checked


def validate_run(description: Description, action: str, arguments: Mapping[str, object]) -> dict[str, Value]:
    """The arguments as the action's types; raises UnknownAction, InvalidValue, OutOfRange."""
    spec = description.find_action(action)
    if spec is None:
        raise UnknownAction(f"{description.name} cannot {action}.", action=action)
    known = {argument.name: argument for argument in spec.arguments}
    for name in arguments:
        if name not in known:
            raise InvalidValue(f"{action} takes no {name}.", action=action, argument=name)
    for argument in spec.arguments:
        if argument.required and argument.name not in arguments:
            raise InvalidValue(f"{action} needs {argument.name}.", action=action, argument=argument.name)
    return {name: validate_value(known[name], value) for name, value in arguments.items()}


def validate_value(spec: Property | Argument, value: object) -> Value:
    """One value as its declared type; raises InvalidValue or OutOfRange."""
    match spec.type:
        case ValueType.BOOLEAN:
            if not isinstance(value, bool):
                raise _wrong(spec, "true or false")
            return value
        case ValueType.INTEGER:
            return _within(spec, _integer(spec, value))
        case ValueType.NUMBER:
            return _within(spec, _number(spec, value))
        case ValueType.STRING:
            return _text(spec, value)
        case ValueType.LIST:
            if not isinstance(value, list | tuple):
                raise _wrong(spec, "a list of texts")
            return [_text(spec, item) for item in value]


def _integer(spec: Property | Argument, value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong(spec, "a whole number")
    if abs(value) > MAX_INTEGER:
        raise _outside(spec)
    return value


def _number(spec: Property | Argument, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(spec, "a number")
    if isinstance(value, float) and not math.isfinite(value):
        raise _wrong(spec, "a finite number")
    if abs(value) > MAX_INTEGER:
        raise _outside(spec)
    return float(value)


def _within(spec: Property | Argument, value: N) -> N:
    if spec.minimum is not None and value < spec.minimum:
        raise _outside(spec)
    if spec.maximum is not None and value > spec.maximum:
        raise _outside(spec)
    return value


def _text(spec: Property | Argument, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong(spec, "text")
    if spec.choices and value not in spec.choices:
        choices = ", ".join(spec.choices)
        raise InvalidValue(f"{spec.name} must be one of: {choices}.", name=spec.name, choices=choices)
    if len(value) > MAX_TEXT:
        raise InvalidValue(f"{spec.name} must be {MAX_TEXT} characters at most.", name=spec.name)
    if "\x00" in value or not _encodes(value):
        raise InvalidValue(f"{spec.name} must be printable text.", name=spec.name)
    return value


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _wrong(spec: Property | Argument, expected: str) -> InvalidValue:
    return InvalidValue(f"{spec.name} must be {expected}.", name=spec.name, expected=expected)


def _outside(spec: Property | Argument) -> OutOfRange:
    low = "" if spec.minimum is None else f"{spec.minimum:g}"
    high = "" if spec.maximum is None else f"{spec.maximum:g}"
    unit = spec.unit if spec.unit in {"", "%"} else f" {spec.unit}"
    if low and high:
        sentence = f"{spec.name} must be between {low} and {high}{unit}."
    elif low or high:
        sentence = f"{spec.name} must be at {'least' if low else 'most'} {low or high}{unit}."
    else:
        sentence = f"{spec.name} is too large."
    return OutOfRange(sentence, name=spec.name, minimum=low, maximum=high, unit=spec.unit)
