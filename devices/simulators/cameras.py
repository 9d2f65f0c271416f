"""Cameras."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from devices.schema import Risk, Value
from devices.simulators.behaviour import Job
from devices.simulators.device import About
from devices.simulators.pace import Pace
from devices.simulators.parts import action, flag, measure, switch
from devices.simulators.sensors import Sensor
from devices.simulators.values import Refused


class Camera(Sensor):
    """Sees and records only while it is on."""

    def follows(self) -> Mapping[str, Sequence[Value]]:
        """What commands bring about."""
        return {"motion": (False,), "pictures": ()}

    def observe(self, values: Mapping[str, Value]) -> None:
        """A camera that is off sees no motion."""
        blind = not values.get("on", self.value("on"))
        super().observe({name: value for name, value in values.items() if not (blind and name == "motion")})

    def check(self, wanted: Mapping[str, Value]) -> None:
        """Nothing to record while the camera is off."""
        if wanted.get("recording") and not wanted.get("on", self.value("on")):
            raise Refused("not_possible", f"{self.describe().name} is off.")

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Switching it off ends the recording."""
        self.store(wanted)
        if not self.value("on"):
            self.store({"recording": False, "motion": False})

    async def act(self, action: str, arguments: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Take one picture."""
        if not self.value("on"):
            raise Refused("not_possible", f"{self.describe().name} is off.")
        number = round(self.level("pictures")) + 1
        self.store({"pictures": number})
        self.emit("picture", {"number": number})


def camera(about: About, pace: Pace) -> Camera:
    """An indoor or doorbell camera; switching it is marked as a risk."""
    properties = (
        switch("on", risk=Risk.CONFIRM),
        switch("recording", risk=Risk.CONFIRM),
        flag("motion"),
        measure("pictures", "", whole=True, minimum=0),
    )
    actions = (action("take_picture", risk=Risk.CONFIRM),)
    description = about.description("camera", properties, actions, ("motion", "picture"))
    state = about.state({"on": True, "recording": False, "motion": False, "pictures": 0})
    return Camera(description, state, pace)
