"""Short names for the properties and actions that simulated devices are described with."""

from __future__ import annotations

from devices.schema import ActionSpec, Argument, Property, Risk, ValueType

COLORS = (
    "red",
    "orange",
    "yellow",
    "green",
    "cyan",
    "blue",
    "purple",
    "pink",
    "white",
    "warm white",
    "cool white",
)


def switch(name: str, *, risk: Risk = Risk.FREE, paths: tuple[str, ...] = ()) -> Property:
    """A boolean that can be written."""
    return Property(name, ValueType.BOOLEAN, writable=True, risk=risk, paths=paths)


def flag(name: str, *, paths: tuple[str, ...] = ()) -> Property:
    """A boolean that is only measured."""
    return Property(name, ValueType.BOOLEAN, paths=paths)


def percent(
    name: str, *, writable: bool = True, minimum: int = 0, risk: Risk = Risk.FREE, paths: tuple[str, ...] = ()
) -> Property:
    """A whole percentage."""
    return Property(
        name,
        ValueType.INTEGER,
        writable=writable,
        minimum=minimum,
        maximum=100,
        unit="%",
        risk=risk,
        paths=paths,
    )


def temperature(name: str, minimum: float, maximum: float, *, writable: bool = True) -> Property:
    """Degrees Celsius, written within limits."""
    return Property(name, ValueType.NUMBER, writable=writable, minimum=minimum, maximum=maximum, unit="°C")


def measure(
    name: str,
    unit: str,
    *,
    whole: bool = False,
    minimum: float | None = None,
    maximum: float | None = None,
    paths: tuple[str, ...] = (),
) -> Property:
    """A number that is only measured."""
    kind = ValueType.INTEGER if whole else ValueType.NUMBER
    return Property(name, kind, minimum=minimum, maximum=maximum, unit=unit, paths=paths)


def battery() -> Property:
    """Charge left in the device's own battery."""
    return percent("battery", writable=False)


def choice(name: str, *choices: str, writable: bool = True) -> Property:
    """One word out of a few."""
    return Property(name, ValueType.STRING, writable=writable, choices=choices)


def text(name: str) -> Property:
    """Free text that the device reports."""
    return Property(name, ValueType.STRING)


def listing(name: str) -> Property:
    """A list of texts that the device reports."""
    return Property(name, ValueType.LIST)


def action(name: str, *arguments: Argument, risk: Risk = Risk.FREE) -> ActionSpec:
    """Something the device does."""
    return ActionSpec(name, arguments, risk)


def words(name: str, *choices: str, required: bool = False) -> Argument:
    """A text argument, free or one of a few."""
    return Argument(name, ValueType.STRING, required=required, choices=choices)


def count(name: str, minimum: int, maximum: int, unit: str = "", *, required: bool = False) -> Argument:
    """A whole-number argument within limits."""
    return Argument(name, ValueType.INTEGER, required=required, minimum=minimum, maximum=maximum, unit=unit)
