"""Plan steps and exact intents as JSON values, for what outlives a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.resolve import Intent
from model_core.plan import (
    AdjustStep,
    After,
    Assignment,
    At,
    CancelStep,
    Change,
    Comparison,
    GetStep,
    Kept,
    LaterStep,
    Op,
    Query,
    RunStep,
    Selection,
    SetStep,
    Test,
    Trigger,
    Value,
    When,
    Word,
)

Json = dict[str, Any]


def dump_later(step: LaterStep | CancelStep | AdjustStep) -> Json:
    """A step about what waits as JSON."""
    match step:
        case LaterStep():
            return {
                "kind": "later",
                "trigger": dump_trigger(step.trigger),
                "steps": [dump_step(s) for s in step.steps],
                "name": step.name,
                "about": step.about,
            }
        case CancelStep():
            return {"kind": "cancel", "which": _dump_selection(step.which)}
        case AdjustStep():
            return {
                "kind": step.change.value,
                "which": _dump_selection(step.which),
                "seconds": step.seconds,
            }


def load_later(data: Mapping[str, Any]) -> LaterStep | CancelStep | AdjustStep:
    """The step that was dumped; raises KeyError, TypeError or ValueError for anything else."""
    if data["kind"] == "later":
        steps = tuple(load_step(s) for s in data["steps"])
        return LaterStep(load_trigger(data["trigger"]), steps, str(data["name"]), str(data["about"]))
    which = _load_selection(data["which"])
    if data["kind"] == "cancel":
        return CancelStep(which)
    return AdjustStep(Change(data["kind"]), which, int(data["seconds"]))


def dump_trigger(trigger: Trigger) -> Json:
    """When something is due, as JSON."""
    match trigger:
        case After():
            return {"kind": "after", "seconds": trigger.seconds}
        case At():
            return {"kind": "at", "time": trigger.time, "days": trigger.days}
        case When():
            return {"kind": "when", "device": trigger.device, "test": _dump_test(trigger.test)}


def load_trigger(data: Mapping[str, Any]) -> Trigger:
    """The trigger that was dumped."""
    if data["kind"] == "after":
        return After(int(data["seconds"]))
    if data["kind"] == "at":
        return At(str(data["time"]), str(data["days"]))
    if data["kind"] == "when":
        return When(str(data["device"]), _load_test(data["test"]))
    raise ValueError("not a trigger")


def dump_step(step: SetStep | RunStep | GetStep) -> Json:
    """One step as JSON."""
    common: Json = {"devices": list(step.devices), "group": step.group}
    match step:
        case SetStep():
            return {"kind": "set", **common, "assignments": [_dump_assignment(a) for a in step.assignments]}
        case RunStep():
            return {"kind": "run", **common, "action": step.action, "arguments": dict(step.arguments)}
        case GetStep():
            test = _dump_test(step.test) if step.test is not None else None
            wanted = {"query": step.query.value, "properties": list(step.properties), "test": test}
            return {"kind": "get", **common, **wanted}


def load_step(data: Mapping[str, Any]) -> SetStep | RunStep | GetStep:
    """The step that was dumped; raises KeyError, TypeError or ValueError for anything else."""
    load = LOADERS.get(data["kind"])
    if load is None:
        raise ValueError("not a step")
    return load(data)


def dump_intent(intent: Intent) -> Json:
    """One exact intent as JSON."""
    return {
        "device": intent.device_id,
        "values": dict(intent.values),
        "run": intent.run,
        "arguments": dict(intent.arguments),
    }


def load_intent(data: Mapping[str, Any]) -> Intent:
    """The intent that was dumped; compares equal to it."""
    return Intent(str(data["device"]), dict(data["values"]), str(data["run"]), dict(data["arguments"]))


def _load_set(data: Mapping[str, Any]) -> SetStep:
    assignments = tuple(_load_assignment(a) for a in data["assignments"])
    return SetStep(tuple(data["devices"]), assignments, bool(data["group"]))


def _load_run(data: Mapping[str, Any]) -> RunStep:
    arguments = tuple(data["arguments"].items())
    return RunStep(tuple(data["devices"]), str(data["action"]), arguments, bool(data["group"]))


def _load_get(data: Mapping[str, Any]) -> GetStep:
    return GetStep(
        tuple(data["devices"]),
        Query(data["query"]),
        tuple(data["properties"]),
        _load_test(data["test"]) if data["test"] is not None else None,
        bool(data["group"]),
    )


LOADERS: Mapping[str, Callable[[Mapping[str, Any]], SetStep | RunStep | GetStep]] = {
    "set": _load_set,
    "run": _load_run,
    "get": _load_get,
}


def _dump_assignment(assignment: Assignment) -> Json:
    value = {"word": assignment.value.value} if isinstance(assignment.value, Word) else assignment.value
    return {
        "property": assignment.property,
        "value": value,
        "op": assignment.op.value,
        "unit": assignment.unit,
    }


def _load_assignment(data: Mapping[str, Any]) -> Assignment:
    raw = data["value"]
    value: Value | Word = Word(raw["word"]) if isinstance(raw, dict) else raw
    return Assignment(str(data["property"]), value, Op(data["op"]), str(data["unit"]))


def _dump_selection(which: Selection) -> Json:
    return {
        "kind": which.kind.value,
        "every": which.every,
        "name": which.name,
        "seconds": which.seconds,
        "time": which.time,
    }


def _load_selection(data: Mapping[str, Any]) -> Selection:
    kind, every = Kept(data["kind"]), bool(data["every"])
    return Selection(kind, every, str(data["name"]), int(data["seconds"]), str(data["time"]))


def _dump_test(test: Test) -> Json:
    return {
        "property": test.property,
        "comparison": test.comparison.value,
        "value": test.value,
        "unit": test.unit,
    }


def _load_test(data: Mapping[str, Any]) -> Test:
    return Test(str(data["property"]), Comparison(data["comparison"]), data["value"], str(data["unit"]))
