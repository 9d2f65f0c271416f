"""The exact value that one assignment comes to: steps, words and units become one absolute value."""

from __future__ import annotations

from collections.abc import Mapping

from assistant import units
from devices.schema import Argument, Property, Value, ValueType
from model_core.plan import Assignment, Op, Word

MAX_TEXT = 500
POINTS: Mapping[str, tuple[float, float, float]] = {"brightness": (10, 20, 40), "volume": (10, 20, 40)}
SHARES = (0.05, 0.15, 0.30)
DEGREES: Mapping[str, tuple[float, float, float]] = {"C": (0.5, 1, 2), "F": (1, 2, 4)}
LADDER = ("off", "silent", "quiet", "minimum", "low", "medium", "middle", "high", "turbo", "maximum", "max")
"""Choices that have an order, from least to most."""
STEPS: Mapping[Word, tuple[int, int]] = {
    Word.SLIGHTLY_MORE: (1, 0),
    Word.MORE: (1, 1),
    Word.MUCH_MORE: (1, 2),
    Word.SLIGHTLY_LESS: (-1, 0),
    Word.LESS: (-1, 1),
    Word.MUCH_LESS: (-1, 2),
}
"""Direction and which of the three step sizes."""

Spec = Property | Argument


class CannotResolve(ValueError):
    """No exact value follows from what was said; `code` is stable, `details` fill the sentence."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def resolve_value(
    spec: Property, assignment: Assignment, *, reported: Mapping[str, Value], previous: Mapping[str, Value]
) -> Value:
    """The absolute value an assignment comes to, within the property's range; raises CannotResolve."""
    value = assignment.value
    if isinstance(value, Word):
        return _word(spec, value, reported, previous)
    if assignment.op is Op.ASSIGN:
        return coerce(spec, value, assignment.unit)
    return _relative(spec, assignment, value, reported)


def coerce(spec: Spec, value: object, unit: str = "") -> Value:
    """An explicit value in the spec's own type and unit; raises CannotResolve, never clamps."""
    if spec.type is ValueType.BOOLEAN:
        return _boolean(spec, value)
    if spec.type is ValueType.STRING:
        return _string(spec, value)
    if spec.type is ValueType.LIST:
        raise CannotResolve("invalid_value", kind="list")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CannotResolve("invalid_value", kind="number")
    number = _in_unit(spec, float(value), unit)
    if not _within(spec, number):
        raise CannotResolve("out_of_range", **_range(spec))
    return _fit(spec, number)


def _word(spec: Property, word: Word, reported: Mapping[str, Value], previous: Mapping[str, Value]) -> Value:
    if word is Word.PREVIOUS:
        before = previous.get(spec.name)
        if before is None or isinstance(before, list):
            raise CannotResolve("no_previous")
        return coerce(spec, before)
    if word is Word.TOGGLE:
        return _toggled(spec, reported)
    if spec.type is ValueType.STRING:
        return _on_ladder(spec, word, reported)
    if spec.type not in (ValueType.INTEGER, ValueType.NUMBER):
        raise CannotResolve("invalid_value", kind=spec.type.value)
    if word in (Word.MAXIMUM, Word.MINIMUM):
        limit = spec.maximum if word is Word.MAXIMUM else _floor(spec)
        if limit is None:
            raise CannotResolve("no_range")
        return _fit(spec, limit)
    sign, size = STEPS[word]
    now = _now(spec, reported)
    return _clamped(spec, now + sign * _step(spec, size, now), now)


def _relative(spec: Property, assignment: Assignment, value: object, reported: Mapping[str, Value]) -> Value:
    numeric = spec.type in (ValueType.INTEGER, ValueType.NUMBER)
    if not numeric or isinstance(value, bool) or not isinstance(value, int | float):
        raise CannotResolve("invalid_value", kind="number")
    now = _now(spec, reported)
    if assignment.op is Op.MULTIPLY:
        return _clamped(spec, now * value, now)
    try:
        amount = units.convert(float(value), assignment.unit, spec.unit, difference=True)
    except units.UnitMismatch:
        if assignment.unit not in units.PERCENT:
            raise CannotResolve("wrong_unit", unit=assignment.unit) from None
        amount = float(value) / 100 * (_span(spec) or abs(now))
    return _clamped(spec, now + (amount if assignment.op is Op.ADD else -amount), now)


def _toggled(spec: Property, reported: Mapping[str, Value]) -> Value:
    now = reported.get(spec.name)
    if spec.type is ValueType.STRING and len(spec.choices) == 2 and now in spec.choices:
        return spec.choices[0] if now == spec.choices[1] else spec.choices[1]
    if spec.type is ValueType.INTEGER and spec.minimum == 0 and spec.maximum is not None:
        if isinstance(now, int | float) and not isinstance(now, bool):
            return int(spec.maximum) if now == 0 else 0
        raise CannotResolve("no_state")
    if spec.type is not ValueType.BOOLEAN:
        raise CannotResolve("invalid_value", kind=spec.type.value)
    if not isinstance(now, bool):
        raise CannotResolve("no_state")
    return not now


def _on_ladder(spec: Property, word: Word, reported: Mapping[str, Value]) -> Value:
    """Choices that have an order are climbed one rung at a time."""
    rungs = [c for c in sorted(spec.choices, key=_rung) if _rung(c) < len(LADDER)]
    if len(rungs) < 2:
        raise CannotResolve("invalid_value", kind="string")
    if word is Word.MAXIMUM:
        return rungs[-1]
    if word is Word.MINIMUM:
        return rungs[1] if rungs[0].casefold() == "off" else rungs[0]
    now = reported.get(spec.name)
    if not isinstance(now, str) or now not in rungs:
        raise CannotResolve("no_state")
    sign, size = STEPS[word]
    place = rungs.index(now) + sign * max(1, size)
    return rungs[min(max(place, 0), len(rungs) - 1)]


def _rung(choice: str) -> int:
    word = choice.casefold()
    return LADDER.index(word) if word in LADDER else len(LADDER)


def _now(spec: Property, reported: Mapping[str, Value]) -> float:
    now = reported.get(spec.name)
    if isinstance(now, int | float) and not isinstance(now, bool):
        return float(now)
    if reported.get("on") is False and spec.minimum is not None:
        return spec.minimum
    raise CannotResolve("no_state")


def _step(spec: Property, size: int, now: float) -> float:
    if spec.name in POINTS:
        return POINTS[spec.name][size]
    unit = units.canonical(spec.unit)
    if unit in DEGREES:
        return DEGREES[unit][size]
    if spec.name.endswith("temperature") and unit != "K":
        return DEGREES["C"][size]
    step = SHARES[size] * (_span(spec) or abs(now))
    return max(step, 1.0) if spec.type is ValueType.INTEGER else step or 1.0


def _span(spec: Spec) -> float | None:
    if spec.minimum is None or spec.maximum is None:
        return None
    return spec.maximum - spec.minimum


def _floor(spec: Property) -> float | None:
    """Least value a relative change comes down to: dimming never puts a light out."""
    if spec.name == "brightness" and spec.minimum == 0 and (spec.maximum or 0) >= 1:
        return 1.0
    return spec.minimum


def _clamped(spec: Property, number: float, now: float) -> Value:
    low, high = _floor(spec), spec.maximum
    if low is not None and number < low:
        number = min(low, now) if number < now else low
    if high is not None and number > high:
        number = high
    return _fit(spec, min(max(number, spec.minimum if spec.minimum is not None else number), 1e12))


def _fit(spec: Spec, number: float) -> int | float:
    if spec.type is ValueType.INTEGER:
        return round(number)
    return round(number, 2)


def _within(spec: Spec, number: float) -> bool:
    fitted = _fit(spec, number) if abs(number) < 1e15 else number
    return (
        abs(number) < 1e15
        and (spec.minimum is None or fitted >= spec.minimum)
        and (spec.maximum is None or fitted <= spec.maximum)
    )


def _in_unit(spec: Spec, number: float, unit: str) -> float:
    if number != number or number in (float("inf"), float("-inf")):
        raise CannotResolve("invalid_value", kind="number")
    try:
        converted = units.convert(number, unit, spec.unit)
    except units.UnitMismatch:
        span = _span(spec)
        if unit in units.PERCENT and span is not None and spec.minimum is not None and 0 <= number <= 100:
            return spec.minimum + span * number / 100
        raise CannotResolve("wrong_unit", unit=unit) from None
    return converted if converted == number else round(converted, 1)


def _boolean(spec: Spec, value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.casefold() in ("on", "true", "yes"):
        return True
    if isinstance(value, str) and value.casefold() in ("off", "false", "no"):
        return False
    raise CannotResolve("invalid_value", kind=spec.type.value)


def _string(spec: Spec, value: object) -> str:
    text = ("on" if value else "off") if isinstance(value, bool) else str(value).strip()
    if spec.choices:
        match = next((c for c in spec.choices if c.casefold() == text.casefold()), None)
        if match is None:
            raise CannotResolve("not_a_choice", choices="|".join(spec.choices), value=text)
        return match
    if not text or len(text) > MAX_TEXT:
        raise CannotResolve("invalid_value", kind="string")
    return text


def _range(spec: Spec) -> dict[str, str]:
    return {
        "minimum": "" if spec.minimum is None else f"{spec.minimum:g}",
        "maximum": "" if spec.maximum is None else f"{spec.maximum:g}",
        "unit": spec.unit,
    }
