"""A device of a type that only its own home file knows: its description and what its actions do are data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from devices.adapters.native import parse_description
from devices.errors import DeviceError
from devices.schema import Description, Property, Value, ValueType
from devices.simulators.behaviour import Behaviour, Job
from devices.simulators.device import About, HomeFileError, check_start
from devices.simulators.pace import Pace
from devices.simulators.values import Refused, accept


class Change(BaseModel):
    """A change relative to the present value; a text that begins with `$` is the value of that argument."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    add: float | str = 0.0
    subtract: float | str = 0.0


class Effect(BaseModel):
    """What an action does: properties it writes, how long it takes, the event at its end."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    set: dict[str, bool | int | float | str | list[str] | Change] = {}
    seconds: float = 0.0
    event: str = ""


class GenericDevice(Behaviour):
    """Keeps what it is told to keep; its actions follow their declared effects."""

    def __init__(
        self,
        description: Description,
        state: Mapping[str, Value],
        pace: Pace,
        effects: Mapping[str, Effect],
    ) -> None:
        super().__init__(description, state, pace)
        self._effects = effects
        self._busy = False

    def follows(self) -> Mapping[str, Sequence[Value]]:
        """What commands bring about."""
        changes = [change for effect in self._effects.values() for change in effect.set.items()]
        free = {name for name, value in changes if isinstance(value, Change) or str(value).startswith("$")}
        return {
            name: [value for key, value in changes if key == name and not isinstance(value, Change)]
            if name not in free
            else ()
            for name, _ in changes
        }

    async def act(self, action: str, arguments: Mapping[str, Value], job: Job) -> None:
        """Work for the declared time, then write; all or none of it."""
        if self._busy:
            raise Refused("busy", f"{self.describe().name} is at work already.")
        effect = self._effects.get(action, Effect())
        changes = self._changes(effect, arguments)
        if effect.seconds * self.pace.travel > 0:
            self._busy = True
            try:
                await job.accept()
                await self.pace.travel_for(effect.seconds)
            finally:
                self._busy = False
        self.store(changes)
        if effect.event:
            self.emit(effect.event, arguments)

    def _changes(self, effect: Effect, arguments: Mapping[str, Value]) -> dict[str, Value]:
        changes: dict[str, Value] = {}
        for name, wanted in effect.set.items():
            if isinstance(wanted, Change):
                total = (
                    self.level(name) + _amount(wanted.add, arguments) - _amount(wanted.subtract, arguments)
                )
                value: object = int(total) if total.is_integer() else total
            elif isinstance(wanted, str) and wanted.startswith("$"):
                if wanted[1:] not in arguments:
                    continue
                value = arguments[wanted[1:]]
            else:
                value = wanted
            spec = self.describe().find_property(name)
            if spec is None:
                raise Refused("internal", f"{self.describe().name} has no {name}.")
            try:
                changes[name] = accept(spec, value)
            except Refused as refusal:
                raise Refused("not_possible", str(refusal)) from refusal
        return changes


def generic(about: About, pace: Pace) -> GenericDevice:
    """Any other device, as its `description` (as in a describe message) and `effects` say."""
    description = _description(about)
    check_start(about, description)
    effects = _effects(about, description)
    defaults = {p.name: _default(p) for p in description.properties}
    return GenericDevice(description, about.state(defaults), pace, effects)


def _description(about: About) -> Description:
    given: Mapping[str, Any] = about.options.get("description") or {}
    body: dict[str, Any] = {"name": about.name, **given}
    if about.room is not None:
        body["room"] = about.room
    if about.aliases:
        body["aliases"] = list(about.aliases)
    try:
        return parse_description(json.dumps(body).encode(), exact=True)
    except (DeviceError, TypeError, ValueError) as error:
        raise HomeFileError(f"{about.name}: {error}") from error


def _effects(about: About, description: Description) -> dict[str, Effect]:
    raw: Mapping[str, Any] = about.options.get("effects") or {}
    try:
        effects = {name: Effect.model_validate(body) for name, body in raw.items()}
    except ValidationError as error:
        raise HomeFileError(f"{about.name}: effects: {error.errors()[0]['msg']}") from error
    for name, effect in effects.items():
        unknown = [p for p in effect.set if description.find_property(p) is None]
        if description.find_action(name) is None or unknown:
            raise HomeFileError(f"{about.name}: the effect {name} is of no action, or on no property")
        if effect.event and effect.event not in description.events:
            raise HomeFileError(f"{about.name}: the event {effect.event} is not described")
    return effects


def _amount(amount: float | str, arguments: Mapping[str, Value]) -> float:
    if not isinstance(amount, str):
        return amount
    value = arguments.get(amount.removeprefix("$"), 0)
    return float(value) if isinstance(value, int | float) else 0.0


def _default(spec: Property) -> Value:
    match spec.type:
        case ValueType.BOOLEAN:
            return False
        case ValueType.INTEGER:
            return int(spec.minimum or 0)
        case ValueType.NUMBER:
            return float(spec.minimum or 0)
        case ValueType.LIST:
            return []
    return spec.choices[0] if spec.choices else ""
