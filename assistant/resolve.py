"""From the steps of a plan to exact intents: what each device is to take or to run, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from assistant.context import House
from assistant.entries import as_listed
from assistant.exact import CannotResolve, coerce, resolve_value
from devices.schema import Argument, Description, Property, Value
from model_core.plan import Assignment, Op, RunStep, SetStep, Word
from model_core.reading.roles import PROPERTIES

LIT_BY = frozenset({"brightness", "color", "color_temperature"})
"""Properties whose setting means that the device should be on."""
RUNS_AT = frozenset(
    {"level"}.union(
        *(PROPERTIES[r] for r in ("mode", "speed", "target_temperature", "target_humidity", "source"))
    )
)
"""What a machine runs at: told a value of it, the machine is to run."""
SWITCHES = (*PROPERTIES["on"], "climate_on", "climate")
"""What a device may call its switch."""
TARGET = "target_temperature"
PREPARING = frozenset({"on", "climate", "climate_on", "mode"})
"""What is set so that this takes effect, unless it is off: pointless without it."""


@dataclass(frozen=True, slots=True)
class Intent:
    """One exact thing one device is to do: values to take or an action to run."""

    device_id: str
    values: Mapping[str, Value] = field(default_factory=dict)
    run: str = ""
    arguments: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """One thing that is not done, and why."""

    code: str
    device_id: str = ""
    subject: str = ""
    """The property, action or words it is about."""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a step comes to."""

    intents: tuple[Intent, ...] = ()
    refused: tuple[Refused, ...] = ()


def resolve(house: House, steps: Sequence[SetStep | RunStep]) -> Resolution:
    """Exact intents of the steps in order; a later step sees the values that earlier ones set."""
    ahead: dict[str, dict[str, Value]] = {}
    intents: list[Intent] = []
    refused: list[Refused] = []
    for step in steps:
        found = _set(house, step, ahead) if isinstance(step, SetStep) else _run(house, step)
        intents.extend(found.intents)
        refused.extend(found.refused)
    return Resolution(tuple(intents), tuple(refused))


def _set(house: House, step: SetStep, ahead: dict[str, dict[str, Value]]) -> Resolution:
    intents: list[Intent] = []
    refused: list[Refused] = []
    able: set[str] = set()
    for device_id in dict.fromkeys(step.devices):
        device = house.device(device_id)
        if device is None:
            refused.append(Refused("unknown_device", device_id))
            continue
        known = {**house.reported(device_id), **ahead.get(device_id, {})}
        values: dict[str, Value] = {}
        told: set[str] = set()
        beyond = False
        for assignment in step.assignments:
            name = assignment.property
            spec = device.description.find_property(name)
            if spec is None or not spec.writable:
                if not step.group:
                    refused.append(Refused("not_writable" if spec else "unknown_property", device_id, name))
                continue
            able.add(name)
            if not step.group and _is_value(assignment):
                told.add(name)
            if _puts_out(device.description, spec, assignment):
                values["on"] = False
                continue
            try:
                values[name] = resolve_value(
                    spec,
                    assignment,
                    reported={**known, **values},
                    previous=house.previous(device_id),
                )
            except CannotResolve as error:
                refused.append(Refused(error.code, device_id, name, error.details))
                beyond = beyond or (error.code == "out_of_range" and name == TARGET)
        if beyond:
            values = {n: v for n, v in values.items() if n not in PREPARING or v in {False, "off"}}
        if values:
            values = _switched(device.description, values, known, told)
            ahead.setdefault(device_id, {}).update(values)
            intents.append(Intent(device_id, values))
    if step.group:
        names = dict.fromkeys(a.property for a in step.assignments)
        refused.extend(Refused("unable", subject=name) for name in names if name not in able)
    return Resolution(tuple(intents), tuple(refused))


def _puts_out(description: Description, spec: Property, assignment: Assignment) -> bool:
    """Brightness 0 for a light whose range starts above 0 means off."""
    zero = assignment.op is Op.ASSIGN and assignment.value == 0 and not isinstance(assignment.value, bool)
    switch = description.find_property("on")
    return bool(zero and spec.name == "brightness" and spec.minimum and switch and switch.writable)


def _run(house: House, step: RunStep) -> Resolution:
    intents: list[Intent] = []
    refused: list[Refused] = []
    able = False
    for device_id in dict.fromkeys(step.devices):
        device = house.device(device_id)
        if device is None:
            refused.append(Refused("unknown_device", device_id))
            continue
        action = device.description.find_action(step.action)
        if action is None:
            if not step.group:
                refused.append(Refused("unknown_action", device_id, step.action))
            continue
        able = True
        try:
            arguments = _arguments(action.arguments, dict(step.arguments))
        except CannotResolve as error:
            refused.append(Refused(error.code, device_id, error.details.get("argument", ""), error.details))
            continue
        arguments = as_listed(action.name, arguments, house.reported(device_id))
        intents.append(Intent(device_id, run=action.name, arguments=arguments))
    if step.group and not able:
        refused.append(Refused("unable", subject=step.action))
    return Resolution(tuple(intents), tuple(refused))


def _arguments(specs: Sequence[Argument], given: Mapping[str, Value]) -> dict[str, Value]:
    known = {spec.name: spec for spec in specs}
    for name in given:
        if name not in known:
            raise CannotResolve("unknown_argument", argument=name)
    for spec in specs:
        if spec.required and spec.name not in given:
            raise CannotResolve("missing_argument", argument=spec.name)
    arguments: dict[str, Value] = {}
    for name, value in given.items():
        try:
            arguments[name] = coerce(known[name], value)
        except CannotResolve as error:
            raise CannotResolve(error.code, **{**error.details, "argument": name}) from error
    return arguments


def _is_value(assignment: Assignment) -> bool:
    """Whether a property is told a value, and not more or less than it has."""
    word = isinstance(assignment.value, Word) and assignment.value is not Word.MAXIMUM
    return assignment.op is Op.ASSIGN and not word


def _switched(
    description: Description, values: dict[str, Value], known: Mapping[str, Value], told: Set[str]
) -> dict[str, Value]:
    """A light that is given a brightness or a colour comes on, a machine that is `told` what to run at too.

    Brightness 0 means off.
    """
    found = (description.find_property(name) for name in SWITCHES)
    switch = next((p for p in found if p is not None and p.writable), None)
    if switch is None or switch.name in values:
        return values
    if values.get("brightness") == 0:
        return {**values, switch.name: False}
    runs = any(values.get(name) not in {None, "off"} for name in told & RUNS_AT)
    if not runs and not LIT_BY & values.keys():
        return values
    return values if known.get(switch.name) is True else {switch.name: True, **values}
