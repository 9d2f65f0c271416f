"""The self-description as JSON: read with every rule checked, written back without loss."""

from __future__ import annotations

import json
import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from devices.errors import DeviceError, InvalidDescription, PayloadTooLarge
from devices.ids import clean_name
from devices.schema import ActionSpec, Argument, Description, Property, Risk, ValueType

MAX_DESCRIPTION = 32 * 1024
"""Bytes of a describe message."""

_KEY = re.compile(r"[a-z][a-z0-9_]{0,47}")
_TYPE = re.compile(r"[a-z][a-z0-9_-]{0,31}( [a-z0-9][a-z0-9_-]{0,31}){0,2}")
_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.\[\]:-]{0,127}")
_NUMERIC = frozenset({ValueType.INTEGER, ValueType.NUMBER})
_TEXTUAL = frozenset({ValueType.STRING, ValueType.LIST})

_Short = Annotated[str, StringConstraints(max_length=48)]
_Name = Annotated[str, StringConstraints(max_length=400)]
"""Bounded before it is normalised; `clean_name` has the real limit."""


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False, frozen=True)


class _Spec(_Model):
    type: ValueType
    minimum: float | None = None
    maximum: float | None = None
    unit: Annotated[str, StringConstraints(max_length=16)] = ""
    choices: Annotated[tuple[_Short, ...], Field(max_length=64)] = ()


class _Property(_Spec):
    writable: bool = False
    readable: bool = True
    risk: Risk = Risk.FREE
    paths: Annotated[tuple[str, ...], Field(max_length=16)] = ()


class _Argument(_Spec):
    required: bool = False


class _Action(_Model):
    arguments: Annotated[dict[str, _Argument], Field(max_length=16)] = {}
    risk: Risk = Risk.FREE


class _Description(_Model):
    name: _Name
    type: str
    room: _Name | None = None
    aliases: Annotated[tuple[_Name, ...], Field(max_length=16)] = ()
    manufacturer: _Name = ""
    model: _Name = ""
    properties: Annotated[dict[str, _Property], Field(max_length=64)] = {}
    actions: Annotated[dict[str, _Action], Field(max_length=32)] = {}
    events: Annotated[tuple[str, ...], Field(max_length=32)] = ()


def parse_description(payload: bytes, *, exact: bool = False) -> Description:
    """A Description from a describe message; PayloadTooLarge or InvalidDescription, which names the place.

    `exact` refuses keys that no description has; of newer devices they are left out.
    """
    if len(payload) > MAX_DESCRIPTION:
        raise PayloadTooLarge(f"A description may have {MAX_DESCRIPTION} bytes at most.")
    try:
        raw = _Description.model_validate_json(payload, extra="forbid" if exact else None)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])[:200]
        raise InvalidDescription(
            f"Description refused at {place or 'top'}: {first['msg']}", place=place
        ) from None
    try:
        description = _description(raw)
    except InvalidDescription:
        raise
    except DeviceError as error:
        raise InvalidDescription(str(error)) from None
    _check_paths(description)
    return description


def dump_description(description: Description) -> bytes:
    """The describe message of a Description; `parse_description` gives the same Description back."""
    body: dict[str, object] = {"name": description.name, "type": description.type}
    if description.room is not None:
        body["room"] = description.room
    if description.manufacturer:
        body["manufacturer"] = description.manufacturer
    if description.model:
        body["model"] = description.model
    if description.aliases:
        body["aliases"] = list(description.aliases)
    body["properties"] = {p.name: _dump_property(p) for p in description.properties}
    body["actions"] = {a.name: _dump_action(a) for a in description.actions}
    if description.events:
        body["events"] = list(description.events)
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _description(raw: _Description) -> Description:
    if not _TYPE.fullmatch(raw.type):
        raise _broken("type", "must be one to three lowercase words")
    return Description(
        name=clean_name(raw.name),
        type=raw.type,
        properties=tuple(_property(name, spec) for name, spec in raw.properties.items()),
        actions=tuple(_action(name, spec) for name, spec in raw.actions.items()),
        events=tuple(_key(name, "event") for name in raw.events),
        room=None if raw.room is None else clean_name(raw.room, "room"),
        aliases=tuple(clean_name(alias, "alias") for alias in raw.aliases),
        manufacturer=clean_name(raw.manufacturer, "manufacturer") if raw.manufacturer else "",
        model=clean_name(raw.model, "model") if raw.model else "",
    )


def _property(name: str, raw: _Property) -> Property:
    _check_spec(name, raw)
    if raw.type is ValueType.LIST and raw.writable:
        raise _broken(name, "a list can only be read")
    if not (raw.readable or raw.writable):
        raise _broken(name, "can neither be read nor written")
    if any(not _PATH.fullmatch(path) for path in raw.paths):
        raise _broken(name, "has a malformed path")
    return Property(
        name=_key(name, "property"),
        type=raw.type,
        writable=raw.writable,
        readable=raw.readable,
        minimum=raw.minimum,
        maximum=raw.maximum,
        unit=raw.unit,
        choices=raw.choices,
        risk=raw.risk,
        paths=raw.paths,
    )


def _action(name: str, raw: _Action) -> ActionSpec:
    arguments = []
    for key, spec in raw.arguments.items():
        _check_spec(f"{name}.{key}", spec)
        arguments.append(
            Argument(
                name=_key(key, "argument"),
                type=spec.type,
                required=spec.required,
                minimum=spec.minimum,
                maximum=spec.maximum,
                unit=spec.unit,
                choices=spec.choices,
            )
        )
    return ActionSpec(name=_key(name, "action"), arguments=tuple(arguments), risk=raw.risk)


def _check_spec(place: str, spec: _Spec) -> None:
    if (spec.minimum is not None or spec.maximum is not None) and spec.type not in _NUMERIC:
        raise _broken(place, "has a range but is not a number")
    if spec.minimum is not None and spec.maximum is not None and spec.minimum > spec.maximum:
        raise _broken(place, "has its minimum above its maximum")
    if spec.choices and spec.type not in _TEXTUAL:
        raise _broken(place, "has choices but is not text")
    if len(set(spec.choices)) != len(spec.choices):
        raise _broken(place, "repeats a choice")
    for text in (*spec.choices, *([spec.unit] if spec.unit else [])):
        clean_name(text, f"text of {place}")


def _check_paths(description: Description) -> None:
    names = {p.name for p in description.properties}
    paths = [path for p in description.properties for path in p.paths if p.paths != (p.name,)]
    if len(set(paths)) != len(paths) or names & set(paths):
        raise _broken("paths", "are used by more than one property")


def _key(name: str, what: str) -> str:
    if not _KEY.fullmatch(name):
        raise InvalidDescription(
            f"A name of {what} must be a lowercase word with digits and '_'.", place=what
        )
    return name


def _broken(place: str, rule: str) -> InvalidDescription:
    return InvalidDescription(f"Description refused: {place[:100]} {rule}.", place=place[:100])


def _dump_spec(spec: Property | Argument) -> dict[str, object]:
    body: dict[str, object] = {"type": spec.type.value}
    if spec.minimum is not None:
        body["minimum"] = spec.minimum
    if spec.maximum is not None:
        body["maximum"] = spec.maximum
    if spec.unit:
        body["unit"] = spec.unit
    if spec.choices:
        body["choices"] = list(spec.choices)
    return body


def _dump_property(spec: Property) -> dict[str, object]:
    body = _dump_spec(spec)
    if spec.writable:
        body["writable"] = True
    if not spec.readable:
        body["readable"] = False
    if spec.risk is not Risk.FREE:
        body["risk"] = spec.risk.value
    if spec.paths:
        body["paths"] = list(spec.paths)
    return body


def _dump_action(spec: ActionSpec) -> dict[str, object]:
    body: dict[str, object] = {}
    if spec.arguments:
        body["arguments"] = {
            a.name: _dump_spec(a) | ({"required": True} if a.required else {}) for a in spec.arguments
        }
    if spec.risk is not Risk.FREE:
        body["risk"] = spec.risk.value
    return body
