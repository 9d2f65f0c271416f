"""From exact intents to outcomes: everything is sent at once, then the devices are heard."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import TypeVar

import structlog

from assistant.context import House, house_of
from assistant.ports import CommandSent, CommandState, DeviceOutcome, Emit, Outcome
from assistant.resolve import Intent
from devices.commands import Command, CommandKind, Origin, State
from devices.errors import DeviceError
from devices.hub import MAX_REQUESTS, CommandRequest, Hub
from devices.schema import Device, Value
from devices.validation import validate_run, validate_set

log = structlog.get_logger(__name__)

PATIENCE = 1.5
"""Seconds a device may take to finish before it is reported as still at it."""
SILENCE = 4.0
"""Seconds without any answer before a device is reported as silent."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Errand:
    """On whose behalf commands are sent."""

    home_id: str
    origin: Origin
    trace_id: str
    plan_text: str = ""


class Executor:
    """Carries out intents through the hub."""

    def __init__(self, hub: Hub, *, patience: float = PATIENCE, silence: float = SILENCE) -> None:
        self._hub = hub
        self._patience = patience
        self._silence = max(silence, patience)

    async def carry_out(
        self,
        house: House,
        intents: Sequence[Intent],
        errand: Errand,
        emit: Emit | None = None,
        *,
        limit: float = inf,
    ) -> list[Outcome]:
        """Outcomes in the order of the intents; what a device could never do is not sent.

        Devices are waited for at most `limit` seconds. Commands of one device keep their order. Cancelled
        while submitting, the submission is finished and told before CancelledError leaves. Raises
        DeviceError when nothing could be written down.
        """
        early: dict[int, Outcome] = {}
        sendable: list[tuple[int, CommandRequest]] = []
        for place, intent in enumerate(intents):
            checked = _check(house, intent)
            if isinstance(checked, Outcome):
                early[place] = checked
            else:
                sendable.append((place, checked))
        if not sendable:
            return [early[place] for place in range(len(intents))]
        commands = await _finish(self._submit(house, [request for _, request in sendable], errand, emit))
        waits = [self._hear(house, errand, command, emit, limit) for command in commands]
        heard = await asyncio.gather(*waits)
        try:
            after = house_of(await self._hub.snapshot(errand.home_id))
        except DeviceError:
            after = house
        for (place, _), command in zip(sendable, heard, strict=True):
            early[place] = _outcome(after, command)
        return [early[place] for place in range(len(intents))]

    async def _submit(
        self, house: House, requests: Sequence[CommandRequest], errand: Errand, emit: Emit | None
    ) -> list[Command]:
        commands: list[Command] = []
        for first in range(0, len(requests), MAX_REQUESTS):
            commands += await self._hub.submit(
                errand.home_id,
                requests[first : first + MAX_REQUESTS],
                origin=errand.origin,
                trace_id=errand.trace_id,
                plan_text=errand.plan_text,
            )
        for command in commands:
            log.info(
                "command_submitted",
                home_id=errand.home_id,
                device_id=command.device_id,
                command_id=command.id,
                trace_id=errand.trace_id,
            )
            if emit is not None:
                await emit(CommandSent(_outcome(house, command)))
        return commands

    async def _hear(
        self, house: House, errand: Errand, command: Command, emit: Emit | None, limit: float
    ) -> Command:
        """The command as it stands when it ended, when patience ended, or when silence has lasted."""
        patience, silence = min(self._patience, limit), min(self._silence, limit)
        latest = await self._wait(errand, command, patience, "terminal")
        if latest.state in (State.CREATED, State.SENT):
            latest = await self._wait(errand, latest, silence - patience, "accepted")
        if emit is not None and latest.state is not command.state:
            await emit(DeviceOutcome(_outcome(house, latest)))
        return latest

    async def _wait(self, errand: Errand, command: Command, timeout: float, until: str) -> Command:
        if timeout <= 0:
            return command
        try:
            found = await self._hub.wait(errand.home_id, [command.id], timeout=timeout, until=until)
        except DeviceError as error:  # it was sent: what became of it is unknown, which is an outcome
            log.warning("command_unheard", command_id=command.id, code=error.code, trace_id=errand.trace_id)
            return command
        return found[0] if found else command


def _check(house: House, intent: Intent) -> CommandRequest | Outcome:
    """The request for the hub, or why the device cannot even be asked."""
    device = house.device(intent.device_id)
    if device is None:
        return _not_sent(house, intent, CommandState.REJECTED, "unknown_device")
    try:
        values, arguments = _validated(device, intent)
    except DeviceError as error:
        return _not_sent(house, intent, CommandState.REJECTED, error.code, str(error))
    return CommandRequest(
        device.id, set=values if not intent.run else None, run=intent.run or None, arguments=arguments
    )


def _validated(device: Device, intent: Intent) -> tuple[Mapping[str, Value], Mapping[str, Value]]:
    if intent.run:
        return {}, validate_run(device.description, intent.run, intent.arguments)
    return validate_set(device.description, intent.values), {}


def _not_sent(house: House, intent: Intent, state: CommandState, code: str, message: str = "") -> Outcome:
    return Outcome(
        device_id=intent.device_id,
        device_name=house.name_of(intent.device_id),
        state=state,
        code=code,
        message=message,
        values=dict(intent.values),
        action=intent.run,
        arguments=dict(intent.arguments),
    )


def _outcome(house: House, command: Command) -> Outcome:
    """A command as an outcome; a twin older than the command bears no witness."""
    run = command.kind is CommandKind.RUN
    values: Mapping[str, Value] = {} if run else command.body
    twin = house.twins.get(command.device_id)
    since = command.sent_at or command.created_at
    seen: dict[str, Value] = {}
    if twin is not None and twin.reported_at is not None and twin.reported_at >= since:
        seen = {name: twin.reported[name] for name in values if name in twin.reported}
    answered = {name: value for name, value in command.values.items() if name in values}
    return Outcome(
        device_id=command.device_id,
        device_name=house.name_of(command.device_id),
        state=_state(command),
        command_id=command.id,
        code=command.code,
        message=command.message,
        values=dict(values),
        action=str(command.body["action"]) if run else "",
        arguments=dict(command.body.get("arguments", {})) if run else {},
        reported={**seen, **answered},
    )


def _state(command: Command) -> CommandState:
    """What the command counts as: one that was handed out once may have arrived, whatever the broker said."""
    handed_out = command.state is State.CREATED and command.attempts > 0
    return CommandState.SENT if handed_out else CommandState(command.state.value)


async def _finish(work: Awaitable[T]) -> T:
    """Await to the end even when cancelled in between; the cancellation leaves afterwards."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
