"""Robots with a dock: vacuum cleaners and lawn mowers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from devices.schema import Description, Property, Value
from devices.simulators.behaviour import Behaviour, Job
from devices.simulators.device import About
from devices.simulators.motion import Drift, Programme, Travel
from devices.simulators.pace import Pace
from devices.simulators.parts import action, battery, choice
from devices.simulators.values import Refused

RETURN_SECONDS = 25.0
MINUTES_A_ROUND = 45
SECONDS_A_PERCENT = 90.0
LOWEST_CHARGE = 15
"""Per cent below which it stays in the dock."""


class Robot(Behaviour):
    """Works through the home until it is done, then drives back to its dock."""

    def __init__(self, description: Description, state: Mapping[str, Value], pace: Pace, busy: str) -> None:
        super().__init__(description, state, pace)
        self._busy = busy
        self._round = Programme(self, self._minute, self._drive_home)
        at_home = self.value("state") == "docked"
        self._way = Travel(self, RETURN_SECONDS, lambda _level: None, 100 if at_home else 0)
        self._return: asyncio.Task[None] | None = None
        self._charge = Drift(self, "battery", step=1, every=SECONDS_A_PERCENT)

    def follows(self) -> Mapping[str, Sequence[Value]]:
        """What commands bring about."""
        return {"state": ("docked", self._busy, "paused", "returning", "idle")}

    async def power_up(self) -> None:
        """A robot that was under way goes on."""
        match self.value("state"):
            case "docked":
                self._charge.towards(100)
            case "returning":
                self._drive_home()
            case state if state == self._busy:
                self._start_round()

    async def act(self, action: str, arguments: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Start, pause, resume, stop, dock, locate; docking a docked robot is fine."""
        match action:
            case "start":
                self._start()
            case "pause":
                if self.value("state") in {"docked", "idle"}:
                    raise Refused("not_possible", f"{self.describe().name} is not {self._busy}.")
                self._halt("paused")
            case "resume":
                if self.value("state") != "paused":
                    raise Refused("not_possible", f"{self.describe().name} is not paused.")
                self._start_round()
            case "stop":
                if self.value("state") != "docked":
                    self._halt("idle")
            case "dock":
                if self.value("state") not in {"docked", "returning"}:
                    self._drive_home()
            case "locate":
                self.emit("beeped")

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Suction can change any time."""
        self.store(wanted)

    def _start(self) -> None:
        if self.value("state") == "error":
            raise Refused("blocked", f"{self.describe().name} is stuck.")
        if self.value("state") == self._busy:
            return
        if self.level("battery") < LOWEST_CHARGE:
            charge = self.whole("battery")
            raise Refused("not_possible", f"The battery of {self.describe().name} is at {charge} %.")
        self._start_round()

    def _start_round(self) -> None:
        if self._round.remaining == 0:
            self._round.remaining = MINUTES_A_ROUND
        self._go_on()

    def _go_on(self) -> None:
        self._charge.stop()
        self._turn_round()
        self._way.level = 0
        self.store({"state": self._busy})
        self._round.resume()

    def _halt(self, state: str) -> None:
        self._turn_round()
        self._round.pause()
        if state == "idle":
            self._round.remaining = 0
        self.store({"state": state})

    def _minute(self, left: int) -> None:
        if left < MINUTES_A_ROUND and self.level("battery") > 0 and self.value("state") == self._busy:
            self.store({"battery": self.whole("battery") - 1})

    def _drive_home(self) -> None:
        self._round.pause()
        self._round.remaining = 0
        if self.pace.travel == 0:
            self._arrive()
        else:
            self.store({"state": "returning"})
            self._return = self.begin(self._drive())

    async def _drive(self) -> None:
        await self._way.move(100, Job())
        self._return = None
        self._arrive()

    def _turn_round(self) -> None:
        if self._return is not None:
            self._return.cancel()
            self._return = None

    def _arrive(self) -> None:
        self._way.level = 100
        self.store({"state": "docked"})
        self.emit("docked")
        self._charge.towards(100)


def vacuum(about: About, pace: Pace) -> Robot:
    """A robot vacuum cleaner; half a minute back to its dock."""
    properties = (
        choice("state", "docked", "cleaning", "paused", "returning", "idle", "error", writable=False),
        choice("fan_speed", "quiet", "balanced", "turbo", "max"),
        battery(),
    )
    return _robot("vacuum", "cleaning", properties, {"fan_speed": "balanced"}, about, pace)


def mower(about: About, pace: Pace) -> Robot:
    """A robot lawn mower."""
    properties = (
        choice("state", "docked", "mowing", "paused", "returning", "idle", "error", writable=False),
        battery(),
    )
    return _robot("mower", "mowing", properties, {}, about, pace)


def _robot(
    type_: str,
    busy: str,
    properties: tuple[Property, ...],
    extra: Mapping[str, Value],
    about: About,
    pace: Pace,
) -> Robot:
    names = ("start", "pause", "resume", "stop", "dock", "locate")
    actions = tuple(action(name) for name in names)
    state = about.state({"state": "docked", "battery": 100, **extra})
    return Robot(about.description(type_, properties, actions, ("docked", "beeped")), state, pace, busy)
