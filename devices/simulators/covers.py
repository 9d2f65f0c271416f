"""Curtains, blinds, garage doors and gates: what travels between closed and open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from devices.schema import Description, Value
from devices.simulators.behaviour import Behaviour, Job
from devices.simulators.device import About
from devices.simulators.motion import Travel
from devices.simulators.pace import Pace
from devices.simulators.parts import action, choice, flag, percent, switch
from devices.simulators.values import Refused

CURTAIN_SECONDS = 6.0
BLIND_SECONDS = 6.0
GARAGE_SECONDS = 8.0


class Cover(Behaviour):
    """A curtain or blind that reports where it is while it moves."""

    def __init__(
        self, description: Description, state: Mapping[str, Value], pace: Pace, seconds: float
    ) -> None:
        super().__init__(description, state, pace)
        self._travel = Travel(
            self, seconds, lambda level: self.store({"position": level}), round(self.level("position"))
        )

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:
        """Travel to the wanted position."""
        await self._travel.move(int(str(wanted["position"])), job)

    async def act(self, action: str, arguments: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Stop where it is."""
        self._travel.halt()


class Gate(Behaviour):
    """A garage door or gate: open as soon as it is not fully closed."""

    def __init__(
        self, description: Description, state: Mapping[str, Value], pace: Pace, seconds: float
    ) -> None:
        super().__init__(description, state, pace)
        self._travel = Travel(self, seconds, self._report, 100 if self.value("open") else 0)
        self._heading = 100 if self.value("open") else 0
        self._report(self._travel.level)

    def follows(self) -> Mapping[str, Sequence[Value]]:
        """What commands bring about."""
        return {"state": ("open", "closed", "stopped")}

    def check(self, wanted: Mapping[str, Value]) -> None:
        """Never close on something that stands in the way."""
        if not wanted["open"] and self.value("obstructed"):
            raise Refused("blocked", f"Something is in the way of {self.describe().name}.")

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:
        """Travel all the way."""
        self._heading = 100 if wanted["open"] else 0
        if self._travel.level != self._heading and self.pace.travel > 0:
            self.store({"open": True, "state": "opening" if self._heading else "closing"})
        await self._travel.move(self._heading, job)

    async def act(self, action: str, arguments: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Stop where it is."""
        if self._travel.moving:
            self._travel.halt()
            self.store({"state": "stopped"})

    def observe(self, values: Mapping[str, Value]) -> None:
        """An obstacle under a closing door stops it."""
        super().observe(values)
        if self.value("obstructed") and self._travel.moving and self._heading == 0:
            self._travel.halt()
            self.store({"state": "stopped"})
            self.emit("obstructed")

    def _report(self, level: int) -> None:
        if level == self._heading:
            self.store({"open": level > 0, "state": "open" if level else "closed"})


def curtain(about: About, pace: Pace) -> Cover:
    """A motorised curtain, open at 100; 6 s for the whole way."""
    return _cover("curtain", CURTAIN_SECONDS, about, pace)


def blind(about: About, pace: Pace) -> Cover:
    """A motorised blind, open at 100; 6 s for the whole way."""
    return _cover("blind", BLIND_SECONDS, about, pace)


def garage_door(about: About, pace: Pace) -> Gate:
    """A garage door with a light barrier; 8 s for the whole way."""
    return _gate("garage door", about, pace)


def gate(about: About, pace: Pace) -> Gate:
    """A driveway gate with a light barrier."""
    return _gate("gate", about, pace)


def _cover(type_: str, seconds: float, about: About, pace: Pace) -> Cover:
    description = about.description(type_, (percent("position"),), (action("stop"),))
    return Cover(description, about.state({"position": 0}), pace, about.number("seconds", seconds))


def _gate(type_: str, about: About, pace: Pace) -> Gate:
    properties = (
        switch("open"),
        choice("state", "open", "closed", "opening", "closing", "stopped", writable=False),
        flag("obstructed"),
    )
    description = about.description(type_, properties, (action("stop"),), ("obstructed",))
    state = about.state({"open": False, "state": "closed", "obstructed": False})
    return Gate(description, state, pace, about.number("seconds", GARAGE_SECONDS))
