"""What commands change of what is only measured is what the simulators say of it."""

from __future__ import annotations

import asyncio

import pytest

from devices.schema import Argument, Property, Value, ValueType
from devices.simulators.behaviour import Behaviour
from devices.simulators.catalogue import KINDS, build
from devices.simulators.device import About
from devices.simulators.pace import Pace

AT_ONCE = Pace(travel=0, programme=1e6)
STARTS: dict[str, list[dict[str, Value]]] = {
    "camera": [{}, {"motion": True}],
    "car": [{}, {"horn": True}, {"plugged_in": False}],
    "washer": [{}, {"door_open": True}, {"state": "done"}, {"state": "paused"}],
    "vacuum": [{}, {"state": "error"}, {"state": "paused"}, {"state": "returning"}, {"battery": 5}],
    "garage door": [{}, {"open": True}, {"obstructed": True}],
}


def samples(spec: Property | Argument) -> list[Value]:
    """Values that it takes."""
    match spec.type:
        case ValueType.BOOLEAN:
            return [True, False]
        case ValueType.INTEGER:
            return [round(spec.maximum or 5), round(spec.minimum or 0)]
        case ValueType.NUMBER:
            return [spec.maximum or 5.5, spec.minimum or 0.5]
    return list(spec.choices) or ["07:00"]


async def seen(device: Behaviour) -> set[tuple[str, str]]:
    """Measured values, as text, that commands changed."""
    await device.power_up()
    about = device.describe()
    found: set[tuple[str, str]] = set()
    writable = {p.name for p in about.properties if p.writable}

    def note(before: dict[str, Value]) -> None:
        after = device.values()
        changed = (name for name in after if after[name] != before[name] and name not in writable)
        found.update((name, str(after[name])) for name in changed)

    for place in range(2):
        for spec in about.properties:
            for value in samples(spec) if spec.writable else []:
                before = device.values()
                await device.set({spec.name: value})
                note(before)
        for action in [*about.actions, *reversed(about.actions)]:
            values = {argument.name: samples(argument) for argument in action.arguments}
            before = device.values()
            await device.run(action.name, {name: each[place % len(each)] for name, each in values.items()})
            await asyncio.sleep(0)  # what has no time left is over at once
            note(before)
    await device.close()
    return found


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "generic"])
async def test_nothing_else_follows_a_command(kind: str) -> None:
    for start in STARTS.get(kind, [{}]):
        device = build(kind, About("X", start=start), AT_ONCE)
        follows = {name: set(map(str, values)) for name, values in device.follows().items()}
        told = {p.name for p in device.describe().properties if not p.writable}
        assert follows.keys() <= told
        for name, value in await seen(device):
            assert name in follows, f"{name} becomes {value}"
            assert not follows[name] or value in follows[name]


async def test_commands_do_change_what_is_measured() -> None:
    changed = {name for name, _ in await seen(build("washer", About("X"), AT_ONCE))}
    assert changed == {"state", "programme", "minutes_left"}
