"""What waits for later, as what it would do, and whether that is what should wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant import codec
from assistant.context import House
from assistant.evaluate.native.suite import Expectations, Later, Named, State
from assistant.evaluate.native.wanted import holds
from assistant.exact import CannotResolve, coerce
from assistant.resolve import LIT_BY, resolve
from devices.registry.routines import Routine, RoutineStatus
from devices.schema import Value
from model_core.plan import After, At, GetStep, RunStep, SetStep, Test, Trigger, When

NOTIFY = "notify"
"""What a phone does to remind."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A routine with its steps resolved to devices, as the scheduler would now."""

    trigger: Trigger
    sets: Expectations = field(default_factory=dict)
    runs: Mapping[str, Sequence[str]] = field(default_factory=dict)
    asks: bool = False
    """It also tells something about the home."""
    idle: Named = field(default_factory=dict)
    """By device, values that a step for a whole group would leave as they are."""
    name: str = ""
    """What it is called, or reminds of."""
    held: bool = False

    def alike(self, other: Waiting) -> bool:
        """Whether both wait for the same and as long, whatever the devices are meanwhile."""
        return (self.trigger, self.held, self.name) == (other.trigger, other.held, other.name)

    def __str__(self) -> str:
        sets = [f"{i} {name}={value}" for i, values in self.sets.items() for name, value in values.items()]
        runs = [f"{i} {name}" for i, names in self.runs.items() for name in names]
        called = f" {self.name}" if self.name else ""
        return f"{_moment(self.trigger)}{' held' * self.held}: {', '.join(sets + runs) or 'tell'}{called}"


def waiting(routine: Routine, house: House) -> Waiting:
    """What the routine would do if its time were now; raises KeyError, TypeError or ValueError."""
    trigger = codec.load_trigger(routine.trigger)
    if isinstance(trigger, After):
        trigger = After(trigger.seconds + int(routine.trigger.get("added", 0)))
    steps = [codec.load_step(step) for step in routine.steps]
    sets: dict[str, dict[str, Value]] = {}
    runs: dict[str, list[str]] = {}
    grouped = {device_id for step in steps if step.group for device_id in step.devices}
    for intent in resolve(house, [step for step in steps if isinstance(step, SetStep | RunStep)]).intents:
        if intent.run:
            runs.setdefault(intent.device_id, []).append(intent.run)
        else:
            sets.setdefault(intent.device_id, {}).update(intent.values)
    idle = {
        device_id: frozenset(
            name for name, value in sets[device_id].items() if house.reported(device_id).get(name) == value
        )
        for device_id in grouped & sets.keys()
    }
    asks = any(isinstance(step, GetStep) for step in steps)
    notices = (v for s in steps if isinstance(s, RunStep) and s.action == NOTIFY for _, v in s.arguments)
    named = (routine.trigger.get("name"), routine.trigger.get("about"), *notices)
    name = next((str(text) for text in named if text), "")
    held = routine.status is RoutineStatus.HELD
    return Waiting(_in_own_terms(trigger, house), sets, runs, asks, idle, name, held)


def compare_later(
    wanted: Later, ignored: Named, kept: Sequence[Waiting], before: State
) -> tuple[list[str], list[str]]:
    """What is missing and what would happen that should not, each in words."""
    if len(kept) != 1:
        return [f"{len(kept) or 'no'} plans wait, not one"], []
    found = kept[0]
    missing = [] if found.trigger == wanted.trigger else [f"it waits for {_moment(found.trigger)}"]
    unexpected: list[str] = []
    if wanted.held != found.held:
        missing.append("it is held" if found.held else "it is not held")
    if wanted.name.casefold() not in found.name.casefold():
        missing.append(f"it is called {found.name!r}")
    if wanted.bare and found.asks:
        missing.append("it is no bare timer")
    for device_id, values in wanted.expect.items():
        planned, was = found.sets.get(device_id, {}), before.get(device_id, {})
        missing += [
            f"{device_id}: {name} would be {planned.get(name, 'left alone')}, not {value}"
            for name, value in values.items()
            if not holds(value, was.get(name), planned.get(name))
        ]
    for device_id, values in found.sets.items():
        told = wanted.expect.get(device_id, {})
        free = ignored.get(device_id, frozenset()) | found.idle.get(device_id, frozenset()) | told.keys()
        if LIT_BY & told.keys():
            free |= {"on"}
        unexpected += [f"{device_id}: {name} would be {v}" for name, v in values.items() if name not in free]
    for device_id, names in wanted.actions.items():
        lacking = sorted(names - set(found.runs.get(device_id, ())))
        missing += [f"{device_id}: {name} would not be run" for name in lacking]
    for device_id, runs in found.runs.items():
        if device_id not in wanted.expect:
            reminding = frozenset({NOTIFY} if wanted.name else ())
            extra = sorted(set(runs) - wanted.actions.get(device_id, frozenset()) - reminding)
            unexpected += [f"{device_id}: {name} would be run" for name in extra]
    return missing, unexpected


def _in_own_terms(trigger: Trigger, house: House) -> Trigger:
    """A condition with its value in the property's own type and unit, so that equal ones compare equal."""
    if not isinstance(trigger, When):
        return trigger
    test, device = trigger.test, house.device(trigger.device)
    spec = device.description.find_property(test.property) if device is not None else None
    if spec is None:
        return trigger
    try:
        value = coerce(spec, test.value, test.unit)
    except CannotResolve:
        return trigger
    if isinstance(value, list):
        return trigger
    return When(trigger.device, Test(test.property, test.comparison, value))


def _moment(trigger: Trigger) -> str:
    match trigger:
        case After():
            return f"after {trigger.seconds} s"
        case At():
            return f"at {trigger.time} {trigger.days}"
        case When():
            test = trigger.test
            return f"when {trigger.device} {test.property} {test.comparison} {test.value}"
