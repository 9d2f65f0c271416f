"""What a property is expected to become: a value, a way it moves, bounds, or one of several values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from assistant.evaluate.nearly import nearly
from devices.schema import Property, Value, ValueType
from devices.validation import validate_value

WAYS = ("up", "down")
KEYS = ("moves", "at_least", "at_most", "one_of")
NUMERIC = {ValueType.INTEGER, ValueType.NUMBER}
ALLOWED = "allowed are moves, at_least and at_most, or one_of"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Every condition that is given holds."""

    moves: str = ""
    """`up` or `down` from where it was before the sentence."""
    at_least: float | None = None
    at_most: float | None = None
    one_of: tuple[Value, ...] = ()

    def holds(self, before: object, after: object) -> bool:
        """Whether it came to that."""
        if self.one_of:
            return any(same(value, after) for value in self.one_of)
        if not _is_number(after) or (self.moves and not _is_number(before)):
            return False
        if self.moves and (same(before, after) or (self.moves == "up") != _reaches(after, before)):
            return False
        return (self.at_least is None or _reaches(after, self.at_least)) and (
            self.at_most is None or _reaches(self.at_most, after)
        )

    def as_given(self) -> dict[str, Any]:
        """The mapping that a suite has for it."""
        values = {"moves": self.moves, "at_least": self.at_least, "at_most": self.at_most}
        given = {key: value for key, value in values.items() if value not in ("", None)}
        return {"one_of": list(self.one_of)} if self.one_of else given

    def __str__(self) -> str:
        if self.one_of:
            return " or ".join(map(str, self.one_of))
        limits = (("at least", self.at_least), ("at most", self.at_most))
        told = [f"{words} {limit:g}" for words, limit in limits if limit is not None]
        return " and ".join([self.moves, *told] if self.moves else told)


Expected = Value | Wanted


def read_expected(spec: Property, given: object) -> Expected:
    """What the property may be expected to become; raises ValueError or DeviceError with what is allowed."""
    if not isinstance(given, Mapping):
        return validate_value(spec, given)
    if not given or not given.keys() <= set(KEYS):
        unknown = next((key for key in given if key not in KEYS), None)
        raise ValueError(f"there is no {unknown!r:.80}; {ALLOWED}" if given else f"it is empty; {ALLOWED}")
    if "one_of" in given:
        return Wanted(one_of=_choice(spec, given))
    if spec.type not in NUMERIC:
        raise ValueError(f"{next(iter(given))} is for numbers; {spec.name} may be a value or one_of several")
    way = given.get("moves", "")
    if "moves" in given and way not in WAYS:
        raise ValueError("moves is up or down")
    limits: list[Any] = [
        validate_value(spec, given[key]) if key in given else None for key in ("at_least", "at_most")
    ]
    low, high = limits
    if low is not None and high is not None and low > high:
        raise ValueError(f"nothing is at least {low:g} and at most {high:g}")
    return Wanted(way, low, high)


def holds(expected: Expected, before: object, after: object) -> bool:
    """Whether a property that was `before` has become what is expected."""
    return expected.holds(before, after) if isinstance(expected, Wanted) else same(expected, after)


def same(expected: object, actual: object) -> bool:
    """Equal as values of devices are: numbers nearly, a boolean is no number, a list in its order."""
    if isinstance(expected, list) and isinstance(actual, list):
        return len(expected) == len(actual) and all(map(same, expected, actual))
    if _is_number(expected) and _is_number(actual):
        return nearly(expected, actual)
    return isinstance(expected, bool) == isinstance(actual, bool) and expected == actual


def as_given(expected: Expected) -> Any:
    """What is expected as a suite writes it."""
    return expected.as_given() if isinstance(expected, Wanted) else expected


def _choice(spec: Property, given: Mapping[Any, object]) -> tuple[Value, ...]:
    values = given["one_of"]
    if len(given) > 1:
        raise ValueError("one_of goes with nothing else")
    if not isinstance(values, list) or not values:
        raise ValueError("one_of has a list of values")
    return tuple(validate_value(spec, value) for value in values)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _reaches(value: Any, limit: Any) -> bool:
    return bool(value >= limit) or same(value, limit)
