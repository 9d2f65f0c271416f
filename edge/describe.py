"""A device's description on the wire, and whether a command fits it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from ensemble.v1 import device_pb2

Value = bool | int | float | str | list[str]

_TYPES: Mapping[int, str] = {
    device_pb2.VALUE_TYPE_BOOLEAN: "boolean",
    device_pb2.VALUE_TYPE_INTEGER: "integer",
    device_pb2.VALUE_TYPE_NUMBER: "number",
    device_pb2.VALUE_TYPE_STRING: "string",
    device_pb2.VALUE_TYPE_LIST: "list",
}
_RISKS: Mapping[int, str] = {
    device_pb2.RISK_FREE: "free",
    device_pb2.RISK_CONFIRM: "confirm",
    device_pb2.RISK_PIN: "pin",
    device_pb2.RISK_NEVER_REMOTE: "never-remote",
}


class Refused(Exception):
    """The device will not or cannot do it; `code` is one of the native reply codes."""

    def __init__(self, code: str, message: str = "", *, tried: bool = False) -> None:
        super().__init__(message or code)
        self.code = code
        self.status = "failed" if tried else "rejected"


def describe_payload(description: device_pb2.DeviceDescription) -> bytes:
    """The retained `describe` message."""
    body: dict[str, Any] = {
        "name": description.name,
        "type": description.type,
        "properties": {p.name: _property(p) for p in description.properties},
        "actions": {a.name: _action(a) for a in description.actions},
    }
    for key in ("events", "aliases"):
        if values := list(getattr(description, key)):
            body[key] = values
    for key in ("room", "manufacturer", "model"):
        if value := getattr(description, key):
            body[key] = value
    return json.dumps(body, ensure_ascii=False).encode()


def _spec(spec: device_pb2.Property | device_pb2.Argument) -> dict[str, Any]:
    body: dict[str, Any] = {"type": _TYPES[spec.type]}
    for bound in ("minimum", "maximum"):
        if spec.HasField(bound):
            body[bound] = getattr(spec, bound)
    if spec.unit:
        body["unit"] = spec.unit
    if spec.choices:
        body["choices"] = list(spec.choices)
    return body


def _property(spec: device_pb2.Property) -> dict[str, Any]:
    body = _spec(spec) | {"writable": spec.writable}
    if spec.HasField("readable"):
        body["readable"] = spec.readable
    if spec.risk:
        body["risk"] = _RISKS[spec.risk]
    if spec.paths:
        body["paths"] = list(spec.paths)
    return body


def _action(spec: device_pb2.Action) -> dict[str, Any]:
    arguments = {a.name: _spec(a) | {"required": a.required} for a in spec.arguments}
    body: dict[str, Any] = {"arguments": arguments} if arguments else {}
    if spec.risk:
        body["risk"] = _RISKS[spec.risk]
    return body


def check_set(description: device_pb2.DeviceDescription, values: Mapping[str, Any]) -> dict[str, Value]:
    """The values if the device has and may set them; raises Refused before anything is done."""
    known = {p.name: p for p in description.properties}
    checked: dict[str, Value] = {}
    for name, value in values.items():
        if name not in known or not known[name].writable:
            raise Refused("unknown_property", f"there is no {name} to set")
        checked[name] = _check(known[name], value)
    return checked


def check_run(
    description: device_pb2.DeviceDescription, action: str, arguments: Mapping[str, Any]
) -> dict[str, Value]:
    """The arguments if the device has the action and it takes them; raises Refused."""
    spec = next((a for a in description.actions if a.name == action), None)
    if spec is None:
        raise Refused("unknown_action", f"there is no {action}")
    known = {a.name: a for a in spec.arguments}
    missing = [a.name for a in spec.arguments if a.required and a.name not in arguments]
    if missing or not set(arguments) <= set(known):
        raise Refused("invalid_value", f"{action} takes other arguments")
    return {name: _check(known[name], value) for name, value in arguments.items()}


def _check(spec: device_pb2.Property | device_pb2.Argument, value: Any) -> Value:
    kind = _TYPES[spec.type]
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    fits = {
        "boolean": isinstance(value, bool),
        "integer": number and float(value).is_integer(),
        "number": number,
        "string": isinstance(value, str),
        "list": isinstance(value, list) and all(isinstance(item, str) for item in value),
    }
    if not fits[kind]:
        raise Refused("invalid_value", f"{spec.name} is not a {kind}")
    too_low = number and spec.HasField("minimum") and value < spec.minimum
    too_high = number and spec.HasField("maximum") and value > spec.maximum
    if too_low or too_high:
        raise Refused("out_of_range", f"{spec.name} is out of range")
    if kind == "string" and spec.choices and value not in spec.choices:
        raise Refused("invalid_value", f"{spec.name} has no {value}")
    checked: Value = int(value) if kind == "integer" else float(value) if kind == "number" else value
    return checked
