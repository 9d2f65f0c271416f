"""A simulated device that can be put back to where its home file and a setup have it."""

from __future__ import annotations

from collections.abc import Mapping

from devices.schema import Value
from devices.simulators.behaviour import Behaviour, Job, OnChange, OnEvent, Result
from devices.simulators.fleet import Fleet, HomeFile
from devices.simulators.pace import Pace

PACE = Pace(travel=0, programme=1e6)
"""Movements arrive at once, and nothing that takes minutes goes on while a sentence is judged."""


class Rig(Behaviour):
    """Stands for a device of the home; `restart` puts a new one in its place."""

    def __init__(self, home: HomeFile, device_id: str) -> None:
        self._home = home
        self._device_id = device_id
        self._inner = rebuild(home, device_id, {})
        super().__init__(self._inner.describe(), {}, PACE)
        self.carried_out: list[str] = []
        """Actions that came to a good end, since they were last forgotten."""

    async def restart(self, setup: Mapping[str, Value]) -> None:
        """A device as the home begins, with `setup` over that; all that still ran is stopped."""
        before = self.values()
        self._inner.listen(lambda: None, lambda _name, _data: None)
        await self._inner.close()
        self._inner = rebuild(self._home, self._device_id, setup)
        self._inner.listen(self._on_change, self._on_event)
        await self._inner.power_up()
        if self.values() != before:
            self._on_change()

    def values(self) -> dict[str, Value]:
        """The state of the device that is there now."""
        return self._inner.values()

    def listen(self, on_change: OnChange, on_event: OnEvent) -> None:
        """Tell this listener also what later devices do."""
        super().listen(on_change, on_event)
        self._inner.listen(on_change, on_event)

    async def power_up(self) -> None:
        """Wake the device."""
        await self._inner.power_up()

    async def set(self, wanted: Mapping[str, object], job: Job | None = None) -> Result:
        """Pass the command on."""
        return await self._inner.set(wanted, job)

    async def run(self, action: str, arguments: Mapping[str, object], job: Job | None = None) -> Result:
        """Pass the command on, and keep what was carried out."""
        inner = self._inner
        result = await inner.run(action, arguments, job)
        if result.status == "succeeded" and inner is self._inner:
            self.carried_out.append(action)
        return result

    async def close(self) -> None:
        """Stop the device."""
        await self._inner.close()


def rebuild(home: HomeFile, device_id: str, setup: Mapping[str, Value]) -> Behaviour:
    """A new device of the home as it begins, with `setup` over its state; raises HomeFileError, Refused."""
    entry = next(device for device in home.devices if device.id == device_id)
    changed = entry.model_copy(update={"state": {**entry.state, **setup}})
    return Fleet(home.model_copy(update={"devices": [changed]}), PACE).behaviours[device_id]
