"""The last step for other devices, and what was set as it was before."""

from __future__ import annotations

import re

from model_core.language.vocabulary import Vocabulary
from model_core.plan import GetStep, Query, RunStep, SetStep, Step
from model_core.reading import wishes
from model_core.reading.revising import offered
from model_core.reading.wishes import Wish
from model_core.world import Thing


class Repeating:
    """Repeats steps in one home."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def other(self, things: tuple[Thing, ...]) -> tuple[Thing, ...] | None:
        """The only other device of the same type, in the same room or in the home."""
        if len(things) != 1:
            return None
        kind = wishes.type_of(things[0])
        peers = [t for t in self._vocabulary.world.things if wishes.type_of(t) == kind and t is not things[0]]
        near = [t for t in peers if t.room is not None and t.room == things[0].room]
        named = [t for t in peers if t.name == things[0].name]
        found = near if len(near) == 1 else named if len(named) == 1 else peers
        return (found[0],) if len(found) == 1 else None

    def repeat(self, step: Step, things: tuple[Thing, ...]) -> str | None:
        """The last step for other devices, where each of them can do it."""
        if not things:
            return None
        if isinstance(step, GetStep):
            return self._asked(step, things)
        if not isinstance(step, SetStep | RunStep):
            return None
        ending = _ending(step, self._vocabulary)
        names = {a.property for a in step.assignments} if isinstance(step, SetStep) else {step.action}

        def told(thing: Thing) -> str | None:
            able = all(
                (p := thing.find_property(n)) is not None and p.writable
                if isinstance(step, SetStep)
                else thing.find_action(n) is not None
                for n in names
            )
            return ending if able else None

        return offered(Wish(told, sure=False), things, self._vocabulary)

    def _asked(self, step: GetStep, things: tuple[Thing, ...]) -> str | None:
        if len(things) != 1:
            return None
        if step.test is not None and step.query is Query.CHECK:
            found = things[0].find_property(step.test.property)
            if found is None:
                return None
            test = f"{found.name}{step.test.comparison}{_written(step.test.value)}{step.test.unit}"
            quoted = isinstance(step.test.value, str) and not found.choices
            return None if quoted else f"check {self._vocabulary.labels[things[0].id]}: {test}"
        if step.query is not Query.VALUE or not all(things[0].find_property(p) for p in step.properties):
            return None
        return f"get {self._vocabulary.labels[things[0].id]}: {', '.join(step.properties)}"


def undone(plan: str) -> str:
    """The same properties of the same devices as they were."""
    steps = []
    for step in plan.split("; "):
        head, _, ending = step.partition(": ")
        names = [re.split(r"[-+*]?=", part)[0] for part in ending.split(", ")]
        steps.append(f"{head}: {', '.join(f'{n}=previous' for n in names)}")
    return "; ".join(steps)


def _ending(step: SetStep | RunStep, vocabulary: Vocabulary) -> str:
    """What a step says after its target, with `run ` before an action."""
    if isinstance(step, SetStep):
        return ", ".join(_assigned(a.property, a.op.value, a.value, a.unit) for a in step.assignments)
    arguments = "".join(
        f" {name}={_written(value)}" if not _is_text(step, name, vocabulary) else f' {name}="{value}"'
        for name, value in step.arguments
    )
    return f"run {step.action}{arguments}"


def _is_text(step: RunStep, name: str, vocabulary: Vocabulary) -> bool:
    thing = vocabulary.world.thing(step.devices[0]) if step.devices else None
    action = thing.find_action(step.action) if thing else None
    argument = next((a for a in action.arguments if a.name == name), None) if action else None
    return argument is not None and argument.kind.value == "string" and not argument.choices


def _assigned(name: str, operator: str, value: object, unit: str) -> str:
    return f"{name}{operator}{_written(value)}{unit}"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, int | float) else str(value).casefold()
