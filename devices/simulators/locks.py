"""Door locks."""

from __future__ import annotations

from collections.abc import Mapping

from devices.schema import Description, Value
from devices.simulators.behaviour import Behaviour, Job
from devices.simulators.device import About
from devices.simulators.motion import Travel
from devices.simulators.pace import Pace
from devices.simulators.parts import battery, flag, switch
from devices.simulators.values import Refused

LOCK_SECONDS = 1.5


class Lock(Behaviour):
    """A motorised bolt with a door contact."""

    def __init__(self, description: Description, state: Mapping[str, Value], pace: Pace) -> None:
        super().__init__(description, state, pace)
        self._bolt = Travel(self, LOCK_SECONDS, self._report, 100 if self.value("locked") else 0)

    def check(self, wanted: Mapping[str, Value]) -> None:
        """A bolt cannot enter the frame of an open door."""
        if wanted["locked"] and self.value("door_open"):
            raise Refused("blocked", "The door is open, so it cannot be locked.")
        if self.level("battery") == 0:
            raise Refused("not_possible", "The battery of the lock is empty.")

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:
        """Drive the bolt."""
        await self._bolt.move(100 if wanted["locked"] else 0, job)
        self.emit("locked" if wanted["locked"] else "unlocked")

    def _report(self, level: int) -> None:
        self.store({"locked": level == 100})


def lock(about: About, pace: Pace) -> Lock:
    """A door lock; unlocking is marked as a risk."""
    properties = (switch("locked"), flag("door_open"), battery())
    description = about.description("lock", properties, events=("locked", "unlocked"))
    return Lock(description, about.state({"locked": True, "door_open": False, "battery": 90}), pace)
