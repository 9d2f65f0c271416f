"""A device's description as the JSON the registry stores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from devices.schema import ActionSpec, Argument, Description, Property, Risk, ValueType


def to_json(description: Description) -> dict[str, Any]:
    """Plain JSON values; `from_json` gives the same description back."""
    return asdict(description)


def from_json(stored: Mapping[str, Any]) -> Description:
    """The description that `to_json` stored."""
    return Description(
        name=stored["name"],
        type=stored["type"],
        properties=tuple(_property(item) for item in stored["properties"]),
        actions=tuple(_action(item) for item in stored["actions"]),
        events=tuple(stored["events"]),
        room=stored["room"],
        aliases=tuple(stored["aliases"]),
        manufacturer=stored["manufacturer"],
        model=stored["model"],
    )


def _property(stored: Mapping[str, Any]) -> Property:
    return Property(
        **{
            **stored,
            "type": ValueType(stored["type"]),
            "risk": Risk(stored["risk"]),
            "choices": tuple(stored["choices"]),
            "paths": tuple(stored["paths"]),
        }
    )


def _action(stored: Mapping[str, Any]) -> ActionSpec:
    return ActionSpec(
        name=stored["name"],
        arguments=tuple(_argument(item) for item in stored["arguments"]),
        risk=Risk(stored["risk"]),
    )


def _argument(stored: Mapping[str, Any]) -> Argument:
    return Argument(**{**stored, "type": ValueType(stored["type"]), "choices": tuple(stored["choices"])})
