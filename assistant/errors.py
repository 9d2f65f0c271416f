"""Errors of the assistant, and the one table of what every code means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import grpc
from google.protobuf.any_pb2 import Any
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from google.rpc.status_pb2 import Status

DOMAIN = "ensemble"
"""`domain` of the ErrorInfo that every error carries."""


class AssistantError(Exception):
    """The assistant cannot take the request; `str()` is a sentence for people."""

    code: ClassVar[str] = "internal"

    def __init__(self, message: str = "", **details: str) -> None:
        super().__init__(message or sentence(self.code, **details))
        self.details = details


class EmptyUtterance(AssistantError):
    """There is nothing in the utterance but white space."""

    code = "empty_utterance"


class UtteranceTooLong(AssistantError):
    """The utterance is longer than the platform listens to."""

    code = "utterance_too_long"


class InvalidUtterance(AssistantError):
    """The utterance is not text."""

    code = "invalid_utterance"


class InvalidRequest(AssistantError):
    """A field of the request breaks its bound; `details["field"]` names it."""

    code = "invalid_request"


class TooManyTurns(AssistantError):
    """A stream has more turns waiting than it may."""

    code = "too_many_turns"


class Unauthenticated(AssistantError):
    """There is no token, or it is not known."""

    code = "unauthenticated"


class PermissionDenied(AssistantError):
    """The caller is known and may not do that."""

    code = "permission_denied"


class ConfirmationRequired(AssistantError):
    """A person must agree first."""

    code = "confirmation_required"


class PinRequired(AssistantError):
    """Somebody must prove who they are first."""

    code = "pin_required"


class NoPin(AssistantError):
    """It needs a PIN, and the home has none."""

    code = "no_pin"


class NeverRemote(AssistantError):
    """It is only done at the device itself."""

    code = "never_remote"


class VehicleMoving(AssistantError):
    """It is not done to a vehicle on its way."""

    code = "vehicle_moving"


class SessionsUnavailable(AssistantError):
    """The store of conversations does not answer."""

    code = "sessions_unavailable"


class UnknownCommand(AssistantError):
    """The home has no command with that id."""

    code = "unknown_command"


class ShuttingDown(AssistantError):
    """The server is about to stop; another may serve soon."""

    code = "shutting_down"


class MalformedMessage(AssistantError):
    """The bytes are not the message that the call takes."""

    code = "malformed_message"


class DeadlinePassed(AssistantError):
    """The caller has already stopped waiting."""

    code = "deadline_exceeded"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one code says to a program, to a device and to a person."""

    grpc: grpc.StatusCode
    sentence: str
    """A template; a placeholder that has no value becomes a neutral word."""
    result: str = ""
    """State a command ends in with this code ("rejected", "failed", ...); empty for other codes."""
    retry_s: float | None = None
    """Seconds after which trying again makes sense; None means that it does not by itself."""


_ARGUMENT = grpc.StatusCode.INVALID_ARGUMENT
_NOT_FOUND = grpc.StatusCode.NOT_FOUND
_PRECONDITION = grpc.StatusCode.FAILED_PRECONDITION
_DENIED = grpc.StatusCode.PERMISSION_DENIED
_UNAVAILABLE = grpc.StatusCode.UNAVAILABLE
_EXHAUSTED = grpc.StatusCode.RESOURCE_EXHAUSTED
_RANGE = grpc.StatusCode.OUT_OF_RANGE
_INTERNAL = grpc.StatusCode.INTERNAL

CODES: Mapping[str, Meaning] = {
    # What the caller names does not exist.
    "unknown_home": Meaning(_NOT_FOUND, "I know no such home."),
    "unknown_room": Meaning(_NOT_FOUND, "I know no such room."),
    "unknown_device": Meaning(_NOT_FOUND, "I don't know any device called {name}.", "rejected"),
    "unknown_member": Meaning(_NOT_FOUND, "I know no such person here."),
    "unknown_command": Meaning(_NOT_FOUND, "I know no such command."),
    "unknown_property": Meaning(_ARGUMENT, "{device} {have} no {property}.", "rejected"),
    "unknown_action": Meaning(_ARGUMENT, "{device} can't do that.", "rejected"),
    # What the caller asks for is not possible.
    "invalid_request": Meaning(_ARGUMENT, "The request is not valid: check {field}."),
    "malformed_message": Meaning(_ARGUMENT, "The message could not be read."),
    "invalid_value": Meaning(_ARGUMENT, "That is not a value {device} understands.", "rejected"),
    "out_of_range": Meaning(_RANGE, "That is more or less than {device} can do.", "rejected"),
    "not_writable": Meaning(_PRECONDITION, "{device} only reports {what}; it cannot be set.", "rejected"),
    "invalid_description": Meaning(_ARGUMENT, "The device describes itself in a way I cannot accept."),
    "invalid_payload": Meaning(_ARGUMENT, "The device sent something I could not read."),
    "payload_too_large": Meaning(_ARGUMENT, "The device sent more than I accept."),
    "not_a_choice": Meaning(_ARGUMENT, "{device} does not know {value}."),
    "missing_argument": Meaning(_ARGUMENT, "{device} needs to be told the {argument} for that."),
    "unknown_argument": Meaning(_ARGUMENT, "{device} does not understand {argument} for that."),
    "wrong_unit": Meaning(_ARGUMENT, "The {what} of {device} is not measured in {unit}."),
    "unable": Meaning(_PRECONDITION, "None of them can do that."),
    "no_previous": Meaning(
        _PRECONDITION, "I don't know what the {what} of {device} was before, so I left it as it is."
    ),
    "no_range": Meaning(
        _PRECONDITION, "I don't know how far the {what} of {device} goes, so I left it as it is."
    ),
    "untold": Meaning(_PRECONDITION, "None of them tells me the {what}."),
    "no_state": Meaning(_PRECONDITION, "I don't know the present {what} of {device}, so I left it as it is."),
    "stale_version": Meaning(grpc.StatusCode.ABORTED, "Something else changed it in the meantime."),
    "duplicate_id": Meaning(grpc.StatusCode.ALREADY_EXISTS, "That id is already taken."),
    # What was said.
    "empty_utterance": Meaning(_ARGUMENT, "I heard nothing."),
    "utterance_too_long": Meaning(_ARGUMENT, "That is too long for me; please say it in fewer words."),
    "invalid_utterance": Meaning(_ARGUMENT, "I could not read that text; it must be UTF-8."),
    "too_many_turns": Meaning(_EXHAUSTED, "One thing at a time, please.", retry_s=1.0),
    # Who asks.
    "unauthenticated": Meaning(grpc.StatusCode.UNAUTHENTICATED, "I do not know who you are."),
    "permission_denied": Meaning(_DENIED, "You are not allowed to do that."),
    "confirmation_required": Meaning(
        _PRECONDITION, "Nobody confirmed that for {device}, so it was not done."
    ),
    "pin_required": Meaning(_DENIED, "I need your PIN before I do that."),
    "no_pin": Meaning(_DENIED, "That needs a PIN for {device}, and none is set up for this home."),
    "vehicle_moving": Meaning(
        _PRECONDITION, "{device} {be} moving, so I won't open or unlock anything on it."
    ),
    "never_remote": Meaning(_DENIED, "That can only be done at {device} itself."),
    # Parts that are down.
    "broker_unavailable": Meaning(_UNAVAILABLE, "I cannot reach the devices at the moment.", retry_s=2.0),
    "broker_refused": Meaning(_UNAVAILABLE, "I am not allowed to reach {device}.", "failed"),
    "database_unavailable": Meaning(_UNAVAILABLE, "My memory does not answer at the moment.", retry_s=2.0),
    "sessions_unavailable": Meaning(
        _UNAVAILABLE, "I cannot follow a conversation at the moment.", retry_s=2.0
    ),
    "checkpoint_missing": Meaning(_PRECONDITION, "My language model is not installed."),
    "checkpoint_corrupt": Meaning(grpc.StatusCode.DATA_LOSS, "My language model is damaged."),
    "engine_busy": Meaning(_EXHAUSTED, "I am busy; please say it again in a moment.", retry_s=1.0),
    "prompt_too_long": Meaning(_ARGUMENT, "That is more than I can think about at once."),
    "remote_unavailable": Meaning(_UNAVAILABLE, "The large model does not answer.", retry_s=5.0),
    "kernel_unavailable": Meaning(_PRECONDITION, "A part of my language model cannot run on this machine."),
    "model_does_not_fit": Meaning(_PRECONDITION, "My language model is too large for that machine."),
    "invalid_placement": Meaning(_ARGUMENT, "My language model cannot be laid out like that."),
    "invalid_plan": Meaning(_INTERNAL, "I did not understand that well enough to act on it."),
    "invalid_conversation": Meaning(_ARGUMENT, "My language model does not take these messages."),
    "invalid_grammar": Meaning(_ARGUMENT, "My answer cannot be made to follow that grammar or schema."),
    "model_error": Meaning(_INTERNAL, "My language model failed."),
    "shutting_down": Meaning(_UNAVAILABLE, "I am restarting.", retry_s=5.0),
    "deadline_exceeded": Meaning(grpc.StatusCode.DEADLINE_EXCEEDED, "That took too long."),
    "device_error": Meaning(_INTERNAL, "Something went wrong with {device}."),
    "internal": Meaning(_INTERNAL, "Something went wrong on my side.", "failed"),
    # What devices answer, and what their silence means.
    "device_offline": Meaning(
        _UNAVAILABLE, "{device} {be} offline, so nothing was done there.", "expired", retry_s=10.0
    ),
    "no_answer": Meaning(_UNAVAILABLE, "{device} has not answered, so I don't know.", "unknown"),
    "busy": Meaning(_PRECONDITION, "{device} {be} busy and did not do that.", "rejected"),
    "blocked": Meaning(_PRECONDITION, "{device} {be} blocked and did not finish.", "failed"),
    "unsafe": Meaning(_PRECONDITION, "{device} refused because it would not be safe.", "rejected"),
    "not_possible": Meaning(_PRECONDITION, "{device} can't do that right now.", "rejected"),
    "expired": Meaning(
        grpc.StatusCode.DEADLINE_EXCEEDED, "That came too late for {device}, so nothing was done.", "expired"
    ),
}
"""Meaning by stable code: errors of devices, model host and assistant, and the outcomes of commands."""

_NEUTRAL = {
    "device": "the device",
    "be": "is",
    "have": "has",
    "name": "that",
    "property": "such setting",
    "what": "state",
    "argument": "details",
    "unit": "that unit",
    "field": "its fields",
    "value": "that",
}
"""What stands for a detail that is not known."""
_FIELD_KEYS = ("field", "property", "argument", "name", "place")
"""Details that name what is wrong in the request, the most exact first."""
_MAX_TEXT = 300
_MAX_DETAIL = 200


class _Words(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return _NEUTRAL.get(key, "it")


def meaning(code: str) -> Meaning:
    """What a code means; one that the table does not know means `internal`."""
    return CODES.get(code, CODES["internal"])


def sentence(code: str, **details: str) -> str:
    """The code's sentence for people with the details filled in, empty ones as if they were not known.

    `device` is a name, not an id, and may stand for several with `be` and `have` to match.
    """
    text = meaning(code).sentence.format_map(_Words({key: text for key, text in details.items() if text}))
    return text[:1].upper() + text[1:]


def code_of(error: BaseException) -> str:
    """The stable code of any exception; `internal` for one that carries none."""
    if isinstance(error, TimeoutError):
        return "deadline_exceeded"
    code = getattr(error, "code", None)
    return code if isinstance(code, str) and code in CODES else "internal"


def to_status(error: BaseException) -> tuple[grpc.StatusCode, Status]:
    """The gRPC status of an exception with ErrorInfo, BadRequest and RetryInfo as they apply.

    Only an exception with a known code shows its text; any other may hold what is not for the caller.
    """
    code = code_of(error)
    known = code == getattr(error, "code", None)
    text = (str(error) if known else "") or sentence(code)
    details: Mapping[str, str] = (getattr(error, "details", None) or {}) if known else {}
    status = Status(code=meaning(code).grpc.value[0], message=text[:_MAX_TEXT])
    for part in _details(code, text, details):
        packed = Any()
        packed.Pack(part)
        status.details.append(packed)
    return meaning(code).grpc, status


def _details(code: str, text: str, details: Mapping[str, str]) -> Iterator[Message]:
    metadata = {key: str(value)[:_MAX_DETAIL] for key, value in list(details.items())[:16]}
    yield ErrorInfo(reason=code.upper(), domain=DOMAIN, metadata={"code": code, **metadata})
    field = next((details[key] for key in _FIELD_KEYS if details.get(key)), "")
    if meaning(code).grpc in {_ARGUMENT, _RANGE} and field:
        violation = BadRequest.FieldViolation(field=field[:_MAX_DETAIL], description=text[:_MAX_TEXT])
        yield BadRequest(field_violations=[violation])
    retry_s = meaning(code).retry_s
    if retry_s is not None:
        delay = Duration()
        delay.FromNanoseconds(int(retry_s * 1e9))
        yield RetryInfo(retry_delay=delay)
