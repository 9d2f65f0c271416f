"""Answers to questions about the home, from what devices reported and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from assistant import units
from assistant.context import House
from assistant.exact import CannotResolve, coerce
from assistant.resolve import Refused
from devices.schema import Description, Property, Value, ValueType
from model_core.plan import Comparison, GetStep, Query, Test

STALE_AFTER = timedelta(hours=24)
"""A gauge that has been silent for longer is said to be silent, even while it is connected."""
MEASURED = frozenset({ValueType.INTEGER, ValueType.NUMBER})
"""Kinds that drift by themselves; a door sensor has nothing to tell until the door moves."""
OVERVIEW = 4
"""Properties told of a device when none was asked for."""


class Freshness(StrEnum):
    FRESH = "fresh"
    STALE = "stale"
    """Connected, but silent for long."""
    OFFLINE = "offline"
    """Not connected, or we are not; the value is the last one it had."""
    NEVER = "never"
    """It has never told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One property of one device as last reported."""

    device_id: str
    name: str
    """Of the property."""
    value: Value | None
    unit: str
    freshness: Freshness
    at: datetime | None
    """When the device last reported anything; None when it never has."""

    @property
    def known(self) -> bool:
        """Whether the value can be vouched for now."""
        return self.freshness is Freshness.FRESH and self.value is not None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question comes to; `readings` are all that were looked at."""

    step: GetStep
    readings: tuple[Reading, ...]
    matched: tuple[Reading, ...] = ()
    """Those that satisfy the test, or the extreme ones."""
    verdict: bool | None = None
    """Of a check; None when what is not known could change it."""
    refused: tuple[Refused, ...] = ()

    @property
    def unknown(self) -> tuple[Reading, ...]:
        """Readings that cannot be vouched for."""
        return tuple(r for r in self.readings if not r.known)


def answer(house: House, step: GetStep, *, now: datetime, connected: bool = True) -> Answer:
    """Look the step's devices up; nothing is sent and nothing is guessed.

    `connected`: devices can be heard now; otherwise nothing that they last said can be vouched for.
    """
    names = (step.test.property,) if step.test is not None else step.properties
    readings: list[Reading] = []
    refused: list[Refused] = []
    for device_id in dict.fromkeys(step.devices):
        device = house.device(device_id)
        if device is None:
            refused.append(Refused("unknown_device", device_id))
            continue
        for name in names or _main(device.description):
            spec = device.description.find_property(name)
            if spec is None or not spec.readable:
                if not step.group:
                    refused.append(Refused("unknown_property", device_id, name))
                continue
            readings.append(_reading(house, device_id, spec, now, connected=connected))
    if step.group and not readings:
        refused.extend(Refused("untold", subject=name) for name in names or ("",))
    return _concluded(house, step, tuple(readings), tuple(refused))


def satisfies(value: Value, test: Test, spec: Property | None = None) -> bool:
    """Whether a reported value passes the test; a value of another kind does not."""
    wanted: Value = test.value
    if spec is not None and spec.type is not ValueType.LIST:
        try:
            wanted = coerce(_unbounded(spec), test.value, test.unit)
        except CannotResolve:
            return test.comparison is Comparison.NOT_EQUAL
    if isinstance(value, list):
        inside = str(wanted).casefold() in (item.casefold() for item in value)
        return inside if test.comparison is Comparison.EQUAL else not inside
    order = _order(value, wanted)
    if order is None:
        return test.comparison is Comparison.NOT_EQUAL
    return {
        Comparison.EQUAL: order == 0,
        Comparison.NOT_EQUAL: order != 0,
        Comparison.AT_LEAST: order >= 0,
        Comparison.AT_MOST: order <= 0,
        Comparison.ABOVE: order > 0,
        Comparison.BELOW: order < 0,
    }[test.comparison]


def _reading(house: House, device_id: str, spec: Property, now: datetime, *, connected: bool) -> Reading:
    twin = house.twins.get(device_id)
    value = house.reported(device_id).get(spec.name)
    at = twin.reported_at if twin is not None else None
    device = house.devices[device_id]
    freshness = Freshness.FRESH
    if value is None or at is None:
        freshness = Freshness.NEVER
    elif not (connected and device.online):
        freshness = Freshness.OFFLINE
    elif not spec.writable and spec.type in MEASURED and now - at > STALE_AFTER:
        freshness = Freshness.STALE
    return Reading(device_id, spec.name, value, spec.unit, freshness, at)


def _concluded(
    house: House, step: GetStep, readings: tuple[Reading, ...], refused: tuple[Refused, ...]
) -> Answer:
    if step.query is Query.VALUE:
        return Answer(step, readings, readings, refused=refused)
    if step.query in (Query.HIGHEST, Query.LOWEST):
        return Answer(step, readings, _extreme(step.query, readings), refused=refused)
    if step.test is None:
        return Answer(step, readings, refused=refused)
    known = [r for r in readings if r.known]
    matched = tuple(r for r in known if _passes(house, r, step.test))
    verdict: bool | None = None
    complete = len(known) == len(readings) and bool(readings)
    if step.query is Query.CHECK:
        verdict = False if len(matched) < len(known) else (True if complete else None)
    elif step.query is Query.CHECK_ANY:
        verdict = True if matched else (False if complete else None)
    return Answer(step, readings, matched, verdict, refused)


def _extreme(query: Query, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    unit = next((r.unit for r in readings if r.unit), "")
    numbers = [
        (_in_unit(float(r.value), r.unit, unit), r)
        for r in readings
        if r.known and isinstance(r.value, int | float) and not isinstance(r.value, bool)
    ]
    if not numbers:
        return ()
    pick = max if query is Query.HIGHEST else min
    best = pick(number for number, _ in numbers)
    return tuple(r for number, r in numbers if number == best)


def _in_unit(number: float, unit: str, common: str) -> float:
    """The number as it compares with others; as it is where its unit has nothing to do with theirs."""
    try:
        return round(units.convert(number, unit, common), 6)
    except units.UnitMismatch:
        return number


def _order(value: Value, wanted: Value) -> float | None:
    if isinstance(value, bool) or isinstance(wanted, bool):
        return float(value) - float(wanted) if isinstance(value, bool) and isinstance(wanted, bool) else None
    if isinstance(value, int | float) and isinstance(wanted, int | float):
        return float(value) - float(wanted)
    if isinstance(value, str) and isinstance(wanted, str):
        return 0.0 if value.casefold() == wanted.casefold() else None
    return None


def _unbounded(spec: Property) -> Property:
    """The same kind and unit without range or choices: a test may name any value."""
    wide = ValueType.NUMBER if spec.type is ValueType.INTEGER else spec.type
    unit = "" if units.canonical(spec.unit) == "%" else spec.unit
    return Property(spec.name, wide, unit=unit)


def _passes(house: House, reading: Reading, test: Test) -> bool:
    device = house.device(reading.device_id)
    spec = device.description.find_property(reading.name) if device is not None else None
    return reading.value is not None and satisfies(reading.value, test, spec)


def _main(description: Description) -> tuple[str, ...]:
    return tuple(p.name for p in description.properties if p.readable)[:OVERVIEW]
