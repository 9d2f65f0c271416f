"""Water valves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from devices.schema import Description, Value
from devices.simulators.behaviour import Behaviour, Job
from devices.simulators.device import About
from devices.simulators.motion import Travel
from devices.simulators.pace import Pace
from devices.simulators.parts import measure, switch

VALVE_SECONDS = 3.0


class Valve(Behaviour):
    """A motorised ball valve; water flows as soon as it is not fully closed."""

    def __init__(self, description: Description, state: Mapping[str, Value], pace: Pace, flow: float) -> None:
        super().__init__(description, state, pace)
        self._full_flow = flow
        self._ball = Travel(self, VALVE_SECONDS, self._report, 100 if self.value("open") else 0)
        self._report(self._ball.level)

    def follows(self) -> Mapping[str, Sequence[Value]]:
        """What commands bring about."""
        return {"flow": (0.0, round(self._full_flow, 1))}

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:
        """Turn the ball."""
        await self._ball.move(100 if wanted["open"] else 0, job)

    def _report(self, level: int) -> None:
        self.store({"open": level > 0, "flow": round(self._full_flow * level / 100, 1)})


def valve(about: About, pace: Pace) -> Valve:
    """A water valve; the option `flow` is what runs through it fully open, in L/min."""
    description = about.description("valve", (switch("open"), measure("flow", "L/min", minimum=0)))
    return Valve(description, about.state({"open": False, "flow": 0.0}), pace, about.number("flow", 12.0))
