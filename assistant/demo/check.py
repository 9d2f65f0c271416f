"""Whether every device is as it should be, by its own account and by the twin's."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from assistant.client import Client
from assistant.convert import values_from_proto
from assistant.demo.script import BY_THEMSELVES
from devices.simulators.fleet import Fleet

SETTLE = 3.0
"""Seconds that devices and twins may take to get where they should be."""
LOOK_EVERY = 0.05

State = dict[str, dict[str, Any]]


def present(fleet: Fleet) -> State:
    """What each simulator knows of itself, without what changes by itself."""
    return {device_id: _compared(device_id, each.values()) for device_id, each in fleet.behaviours.items()}


def expected(before: State, then: Mapping[str, Mapping[str, Any]]) -> State:
    """The states after a scene."""
    return {device_id: {**values, **then.get(device_id, {})} for device_id, values in before.items()}


async def differences(wanted: State, fleet: Fleet, client: Client, home_id: str) -> list[str]:
    """What is not as it should be, after giving it time to become so; empty when all is well."""
    found: list[str] = []
    loop = asyncio.get_running_loop()
    deadline = loop.time() + SETTLE
    while True:
        found = _compare(wanted, present(fleet), "device") + _compare(
            wanted, await _twins(client, home_id), "twin"
        )
        if not found or loop.time() >= deadline:
            return found
        await asyncio.sleep(LOOK_EVERY)


async def _twins(client: Client, home_id: str) -> State:
    return {
        device.id: _compared(device.id, values_from_proto(device.reported))
        for device in await client.devices(home_id)
    }


def _compare(wanted: State, got: State, who: str) -> list[str]:
    found = []
    for device_id, values in wanted.items():
        for name, value in values.items():
            has = got.get(device_id, {}).get(name)
            if has != value:
                found.append(f"{device_id}.{name} should be {value!r}; the {who} says {has!r}")
    return found


def _compared(device_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, list | tuple) else value
        for name, value in values.items()
        if (device_id, name) not in BY_THEMSELVES
    }
