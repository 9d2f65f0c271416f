"""Every native payload: read from untrusted bytes into frozen values, and written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Literal, TypeVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    ValidationError,
)

from devices.adapters.description import MAX_DESCRIPTION, dump_description, parse_description
from devices.errors import InvalidPayload, PayloadTooLarge
from devices.schema import Value

__all__ = [
    "MAX_DESCRIPTION",
    "MAX_PAYLOAD",
    "CommandMessage",
    "EventReport",
    "Reply",
    "ReplyStatus",
    "StateReport",
    "StatusReport",
    "dump_description",
    "format_command",
    "format_event",
    "format_reply",
    "format_state",
    "format_status",
    "parse_command",
    "parse_description",
    "parse_event",
    "parse_reply",
    "parse_state",
    "parse_status",
]

MAX_PAYLOAD = 64 * 1024
"""Bytes of any message but a description."""
MAX_MESSAGE = 200
"""Characters kept of a device's own words."""
DEVICE_CODES = frozenset(
    {
        "out_of_range",
        "unknown_property",
        "unknown_action",
        "invalid_value",
        "busy",
        "blocked",
        "unsafe",
        "not_possible",
        "expired",
        "internal",
    }
)
"""Reasons a device may give; any other is read as `internal`."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")

_Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
_Text = Annotated[str, StringConstraints(max_length=2048)]
_Integer = Annotated[int, Field(ge=-(2**53), le=2**53)]
_Raw = bool | _Integer | float | _Text | Annotated[list[_Text], Field(max_length=256)]
_Values = Annotated[dict[Annotated[str, StringConstraints(max_length=128)], _Raw], Field(max_length=256)]
_Unchecked = Annotated[dict[str, JsonValue], Field(max_length=256)]
"""Checked one by one against the description later, so that one bad value does not hide the others."""
_Counter = Annotated[int, Field(ge=0, le=2**53)]


class ReplyStatus(StrEnum):
    """What a device says of a command."""

    ACCEPTED = "accepted"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Whether the device is connected; `epoch` is its connection's start in ms since 1970."""

    online: bool
    epoch: int


@dataclass(frozen=True, slots=True)
class StateReport:
    """All values a device has, unchecked, by property or path; (epoch, version) grows with every change."""

    epoch: int
    version: int
    at: datetime
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class EventReport:
    """Something happened at a device."""

    event: str
    at: datetime
    data: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Reply:
    """A device's word on a command."""

    command_id: str
    status: ReplyStatus
    code: str = ""
    message: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CommandMessage:
    """A command as the device gets it: `set` or `run`, never both."""

    id: str
    set: Mapping[str, Value] | None = None
    run: str | None = None
    arguments: Mapping[str, Value] = field(default_factory=dict)
    expires_at: datetime | None = None

    def expired(self, now: datetime) -> bool:
        """Too late to carry out."""
        return self.expires_at is not None and now >= self.expires_at


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False, frozen=True)


class _Status(_Model):
    status: Literal["online", "offline"]
    epoch: _Counter


class _State(_Model):
    epoch: _Counter
    version: _Counter
    at: AwareDatetime
    values: _Unchecked


class _Event(_Model):
    event: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
    at: AwareDatetime
    data: _Values = {}


class _Reply(_Model):
    id: _Id
    status: ReplyStatus
    code: Annotated[str, StringConstraints(max_length=64)] = ""
    message: _Text = ""
    values: _Values = {}


class _Command(_Model):
    id: _Id
    set: _Values | None = None
    run: Annotated[str, StringConstraints(max_length=64)] | None = None
    arguments: _Values = {}
    expires_at: AwareDatetime | None = None


def parse_status(payload: bytes) -> StatusReport:
    """A status message; InvalidPayload, PayloadTooLarge."""
    raw = _read(_Status, payload)
    return StatusReport(online=raw.status == "online", epoch=raw.epoch)


def format_status(*, online: bool, epoch: int) -> bytes:
    """A status message, also used as the last will."""
    return _write({"status": "online" if online else "offline", "epoch": epoch})


def parse_state(payload: bytes) -> StateReport:
    """A state message; InvalidPayload, PayloadTooLarge."""
    raw = _read(_State, payload)
    return StateReport(raw.epoch, raw.version, _utc(raw.at), raw.values)


def format_state(values: Mapping[str, Value], *, epoch: int, version: int, at: datetime) -> bytes:
    """A state message."""
    return _write({"epoch": epoch, "version": version, "at": at.isoformat(), "values": dict(values)})


def parse_event(payload: bytes) -> EventReport:
    """An event message; InvalidPayload, PayloadTooLarge."""
    raw = _read(_Event, payload)
    return EventReport(raw.event, _utc(raw.at), raw.data)


def format_event(event: str, *, at: datetime, data: Mapping[str, Value] | None = None) -> bytes:
    """An event message."""
    return _write({"event": event, "at": at.isoformat(), "data": dict(data or {})})


def parse_reply(payload: bytes, *, correlation: bytes | None = None) -> Reply:
    """A reply, its message cut and cleaned; InvalidPayload also when its id is not the correlation data."""
    raw = _read(_Reply, payload)
    if correlation is not None and correlation != raw.id.encode():
        raise InvalidPayload("The reply's id is not the command's it answers.")
    code = raw.code if raw.code in DEVICE_CODES or not raw.code else "internal"
    message = _CONTROL.sub(" ", raw.message).strip()[:MAX_MESSAGE]
    return Reply(raw.id, raw.status, code, message, raw.values)


def format_reply(reply: Reply) -> bytes:
    """A reply message."""
    body: dict[str, object] = {"id": reply.command_id, "status": reply.status.value}
    if reply.code:
        body["code"] = reply.code
    if reply.message:
        body["message"] = reply.message
    if reply.values:
        body["values"] = dict(reply.values)
    return _write(body)


def parse_command(payload: bytes) -> CommandMessage:
    """A command, on the device's side; InvalidPayload, PayloadTooLarge."""
    raw = _read(_Command, payload)
    if (raw.set is None) == (raw.run is None):
        raise InvalidPayload("A command either sets or runs.")
    expires_at = None if raw.expires_at is None else _utc(raw.expires_at)
    return CommandMessage(raw.id, raw.set, raw.run, raw.arguments, expires_at)


def format_command(command: CommandMessage) -> bytes:
    """A command message; PayloadTooLarge."""
    body: dict[str, object] = {"id": command.id}
    if command.set is not None:
        body["set"] = dict(command.set)
    else:
        body["run"] = command.run
        body["arguments"] = dict(command.arguments)
    if command.expires_at is not None:
        body["expires_at"] = command.expires_at.isoformat()
    return _write(body)


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first or last hours that there are
        raise InvalidPayload("The moment is not one that can be.") from None


_M = TypeVar("_M", bound=_Model)


def _read(model: type[_M], payload: bytes) -> _M:
    if len(payload) > MAX_PAYLOAD:
        raise PayloadTooLarge(f"A message may have {MAX_PAYLOAD} bytes at most.")
    try:
        return model.model_validate_json(payload)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])[:200]
        raise InvalidPayload(f"Message refused at {place or 'top'}: {first['msg']}", place=place) from None


def _write(body: Mapping[str, object]) -> bytes:
    payload = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    if len(payload) > MAX_PAYLOAD:
        raise PayloadTooLarge(f"A message may have {MAX_PAYLOAD} bytes at most.")
    return payload
