"""A command that a program asks for: checked by the device's description and by policy, sent, awaited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from ensemble.v1 import device_pb2

from assistant.call import Call
from assistant.context import house_of
from assistant.convert import values_from_proto
from assistant.errors import (
    AssistantError,
    ConfirmationRequired,
    InvalidRequest,
    NeverRemote,
    NoPin,
    PermissionDenied,
    PinRequired,
    VehicleMoving,
)
from assistant.policy import Pins, review
from assistant.resolve import Intent
from assistant.sessions import Sessions
from devices.commands import Command, Origin, validate_run, validate_set
from devices.errors import UnknownDevice
from devices.hub import CommandRequest, Hub
from devices.schema import Device, Risk
from devices.waiting import Until

DEFAULT_TIMEOUT = 10.0
MIN_TIMEOUT = 0.1
MAX_TIMEOUT = 3600.0
MAX_PIN = 32
MARGIN = 0.2
"""Seconds before the caller's deadline at which it gets what is known instead of nothing."""

NO_MORE_PINS = "There were too many wrong PINs, so I take none for a while."

_REFUSALS: Mapping[str, type[AssistantError]] = {
    error.code: error for error in (NeverRemote, NoPin, VehicleMoving)
}


class CommandSender:
    """Sends commands without the model, under the same policy as spoken ones."""

    def __init__(self, hub: Hub, pins: Pins, sessions: Sessions, *, clock: Callable[[], datetime]) -> None:
        """`sessions` counts wrong PINs, those that were spoken as well."""
        self._hub = hub
        self._pins = pins
        self._sessions = sessions
        self._clock = clock

    async def send(self, request: device_pb2.SendCommandRequest, call: Call) -> Command:
        """The command as it stands after the wait that was asked for.

        What the device refuses is the command's state; an error means that nothing was sent.
        """
        timeout = _timeout(request)
        snapshot = await self._hub.snapshot(request.home_id)
        device = snapshot.device(request.device_id)
        if device is None:
            raise UnknownDevice
        intent = _intent(request, device)
        verdict = review([intent], house_of(snapshot), pin_configured=self._pins.configured(request.home_id))
        for refused in verdict.refused:
            raise _REFUSALS.get(refused.code, PermissionDenied)(device=device.description.name)
        if verdict.confirm:
            await self._require_consent(request, verdict.risk)
        wanted = CommandRequest(
            device.id,
            set=intent.values if not intent.run else None,
            run=intent.run or None,
            arguments=intent.arguments,
            deadline_s=timeout,
        )
        origin = Origin(actor=call.caller.subject if call.caller is not None else "")
        [command] = await self._hub.submit(request.home_id, [wanted], origin=origin, trace_id=call.trace_id)
        if request.wait == device_pb2.COMMAND_WAIT_UNSPECIFIED:
            return command
        until = Until.ACCEPTED if request.wait == device_pb2.COMMAND_WAIT_ACCEPTED else Until.TERMINAL
        patience = max(0.0, min(timeout + MARGIN, self._patience(call)))
        found = await self._hub.wait(request.home_id, [command.id], timeout=patience, until=until)
        return found[0] if found else command

    async def _require_consent(self, request: device_pb2.SendCommandRequest, risk: Risk) -> None:
        if risk is Risk.PIN:
            home_id, pin = request.home_id, request.pin[:MAX_PIN]
            fits = bool(pin) and await self._sessions.try_pin(
                home_id, lambda: self._pins.matches(home_id, pin)
            )
            if not fits:
                raise PinRequired(NO_MORE_PINS if fits is None else "", field="pin")
        if not request.confirmed:
            raise ConfirmationRequired(field="confirmed")

    def _patience(self, call: Call) -> float:
        if call.deadline is None:
            return MAX_TIMEOUT
        return (call.deadline - self._clock()).total_seconds() - MARGIN


def _intent(request: device_pb2.SendCommandRequest, device: Device) -> Intent:
    """What is wanted, as the device's types; raises DeviceError as the description demands."""
    if request.WhichOneof("body") == "set":
        values = validate_set(device.description, values_from_proto(request.set.values))
        return Intent(device.id, values=values)
    if request.WhichOneof("body") == "run":
        action = request.run.action
        arguments = validate_run(device.description, action, values_from_proto(request.run.arguments))
        return Intent(device.id, run=action, arguments=arguments)
    raise InvalidRequest("A command sets values or runs an action.", field="body")


def _timeout(request: device_pb2.SendCommandRequest) -> float:
    if not request.HasField("timeout"):
        return DEFAULT_TIMEOUT
    seconds = request.timeout.seconds + request.timeout.nanos / 1e9
    if not MIN_TIMEOUT <= seconds <= MAX_TIMEOUT:
        raise InvalidRequest("timeout must be between 0.1 s and 1 h.", field="timeout")
    return seconds
