"""Machines that run a programme: washer, dryer, dishwasher, oven, coffee maker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from devices.schema import Argument, Description, Value, ValueType
from devices.simulators.behaviour import Behaviour, Job
from devices.simulators.device import About
from devices.simulators.motion import Drift, Programme
from devices.simulators.pace import Pace
from devices.simulators.parts import action, choice, count, flag, measure, percent, switch, temperature, words
from devices.simulators.values import Refused

STATES = ("idle", "running", "paused", "done")
WASHES = {"cotton": 120, "quick": 30, "delicate": 50, "eco": 180, "wool": 40}
"""Programme and its minutes."""
DRYINGS = {"cotton": 110, "quick": 40, "delicate": 60}
DISHES = {"auto": 100, "quick": 35, "eco": 200, "intensive": 150}
DRINKS = {"coffee": 1, "espresso": 1, "cappuccino": 2, "latte": 2, "tea": 2}
ROOM_TEMPERATURE = 20.0


class Machine(Behaviour):
    """A door, a choice of programmes, and minutes that count down."""

    def __init__(
        self, description: Description, state: Mapping[str, Value], pace: Pace, programmes: Mapping[str, int]
    ) -> None:
        super().__init__(description, state, pace)
        self._programmes = programmes
        self._run = Programme(self, lambda left: self.store({"minutes_left": left}), self._finish)
        self._run.remaining = self.whole("minutes_left")

    def follows(self) -> Mapping[str, Sequence[Value]]:
        """What commands bring about."""
        over = self.value("state") in {"running", "paused"} and self.whole("minutes_left") == 0
        states = STATES if over else ("idle", "running", "paused")
        return {"state": states, "programme": (), "minutes_left": ()}

    async def power_up(self) -> None:
        """A machine that was running runs on."""
        if self.value("state") == "running":
            self._run.resume()

    async def act(self, action: str, arguments: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Start, pause, resume, stop; each is fine when it is so already."""
        state = self.value("state")
        match action:
            case "start":
                self._start(str(arguments.get("programme", self.value("programme"))))
            case "pause":
                if state not in {"running", "paused"}:
                    raise Refused("not_possible", f"{self.describe().name} is not running.")
                self._run.pause()
                self.store({"state": "paused"})
            case "resume":
                if state not in {"running", "paused"}:
                    raise Refused("not_possible", f"{self.describe().name} is not paused.")
                if state == "paused":
                    self._need_a_closed_door()
                    self.store({"state": "running"})
                    self._run.resume()
            case "stop":
                self._run.stop()
                self.store({"state": "idle"})

    def observe(self, values: Mapping[str, Value]) -> None:
        """Opening the door of a running machine pauses it."""
        super().observe(values)
        if self.value("door_open") and self.value("state") == "running":
            self._run.pause()
            self.store({"state": "paused"})

    def _start(self, programme: str) -> None:
        self._need_a_closed_door()
        if self.value("state") in {"running", "paused"}:
            if programme == self.value("programme") and self.value("state") == "running":
                return
            raise Refused("busy", f"{self.describe().name} has not finished {self.value('programme')} yet.")
        self.store({"state": "running", "programme": programme})
        self._run.start(self._programmes[programme])

    def _need_a_closed_door(self) -> None:
        if self.value("door_open"):
            raise Refused("blocked", f"The door of {self.describe().name} is open.")

    def _finish(self) -> None:
        self.store({"state": "done"})
        self.emit("finished", {"programme": self.value("programme")})


class Oven(Behaviour):
    """Heats up to its target, holds it, and can switch itself off."""

    def __init__(self, description: Description, state: Mapping[str, Value], pace: Pace) -> None:
        super().__init__(description, state, pace)
        self._heat = Drift(self, "temperature", step=10.0, every=20.0)
        self._timer = Programme(self, lambda left: self.store({"minutes_left": left}), self._finish)

    def follows(self) -> Mapping[str, Sequence[Value]]:
        """What commands bring about."""
        return {"state": ("idle", "running"), "minutes_left": ()}

    async def power_up(self) -> None:
        """An oven that was on heats on."""
        if self.is_on("on"):
            self._switch(on=True)

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """A target temperature does not light a cold oven; only `on` and `start` do."""
        self.store(wanted)
        if "on" in wanted:
            self._switch(on=bool(wanted["on"]))
        elif self.value("on"):
            self._switch(on=True)

    async def act(self, action: str, arguments: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Start with optional settings and a timer; stop."""
        if action == "stop":
            self._switch(on=False)
            return
        settings = {"temperature": "target_temperature", "mode": "mode"}
        self.store({settings[name]: value for name, value in arguments.items() if name in settings})
        self._switch(on=True)
        if "minutes" in arguments:
            self._timer.start(int(str(arguments["minutes"])))

    def _switch(self, *, on: bool) -> None:
        if on:
            self.store({"on": True, "state": "running"})
            self._heat.towards(self.level("target_temperature"), lambda: self.emit("preheated"))
        else:
            self.store({"on": False, "state": "idle"})
            self._timer.stop()
            self._heat.towards(ROOM_TEMPERATURE)

    def _finish(self) -> None:
        self._switch(on=False)
        self.store({"state": "done"})
        self.emit("finished")


class CoffeeMaker(Behaviour):
    """Brews drinks as long as there is water."""

    def __init__(self, description: Description, state: Mapping[str, Value], pace: Pace) -> None:
        super().__init__(description, state, pace)
        self._brew = Programme(self, lambda left: self.store({"minutes_left": left}), self._finish)

    def follows(self) -> Mapping[str, Sequence[Value]]:
        """What commands bring about."""
        return {"state": ("idle", "running"), "programme": (), "water_level": (), "minutes_left": ()}

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Switching it off ends a brew."""
        self.store(wanted)
        if not self.value("on"):
            self._end()

    async def act(self, action: str, arguments: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Start a drink or stop it."""
        if action == "stop":
            self._end()
            return
        cups = int(str(arguments.get("cups", 1)))
        if self.value("state") == "running":
            raise Refused("busy", f"{self.describe().name} is brewing already.")
        if self.level("water_level") < 10 * cups:
            raise Refused("not_possible", f"{self.describe().name} has too little water.")
        drink = str(arguments.get("programme", self.value("programme")))
        water = self.whole("water_level") - 10 * cups
        self.store({"on": True, "state": "running", "programme": drink, "water_level": water})
        self._brew.start(DRINKS[drink] * cups)

    def _end(self) -> None:
        self._brew.stop()
        self.store({"state": "idle"})

    def _finish(self) -> None:
        self.store({"state": "done"})
        self.emit("finished", {"programme": self.value("programme")})


def washer(about: About, pace: Pace) -> Machine:
    """A washing machine."""
    return _machine("washer", WASHES, about, pace)


def dryer(about: About, pace: Pace) -> Machine:
    """A tumble dryer."""
    return _machine("dryer", DRYINGS, about, pace)


def dishwasher(about: About, pace: Pace) -> Machine:
    """A dishwasher."""
    return _machine("dishwasher", DISHES, about, pace)


def oven(about: About, pace: Pace) -> Oven:
    """An oven, 50 °C up to the option `maximum`, 250 °C unless said otherwise."""
    maximum = about.number("maximum", 250.0)
    target = temperature("target_temperature", 50, maximum)
    modes = ("bake", "grill", "convection", "defrost")
    properties = (
        switch("on"),
        target,
        choice("mode", *modes),
        temperature("temperature", 0, 300, writable=False),
        choice("state", *STATES, writable=False),
        measure("minutes_left", "min", whole=True, minimum=0),
    )
    start = action(
        "start",
        Argument("temperature", ValueType.NUMBER, minimum=50, maximum=maximum, unit="°C"),
        words("mode", *modes),
        count("minutes", 1, 600, "min"),
    )
    description = about.description("oven", properties, (start, action("stop")), ("preheated", "finished"))
    state = about.state(
        {
            "on": False,
            "target_temperature": 180.0,
            "mode": "bake",
            "temperature": ROOM_TEMPERATURE,
            "state": "idle",
            "minutes_left": 0,
        }
    )
    return Oven(description, state, pace)


def coffee_maker(about: About, pace: Pace) -> CoffeeMaker:
    """A coffee machine; each cup takes 10 % of its water."""
    properties = (
        switch("on"),
        choice("state", *STATES, writable=False),
        choice("programme", *DRINKS, writable=False),
        percent("water_level", writable=False),
        measure("minutes_left", "min", whole=True, minimum=0),
    )
    start = action("start", words("programme", *DRINKS), count("cups", 1, 4))
    description = about.description("coffee maker", properties, (start, action("stop")), ("finished",))
    state = about.state(
        {"on": False, "state": "idle", "programme": "coffee", "water_level": 80, "minutes_left": 0}
    )
    return CoffeeMaker(description, state, pace)


def _machine(type_: str, programmes: Mapping[str, int], about: About, pace: Pace) -> Machine:
    properties = (
        choice("state", *STATES, writable=False),
        choice("programme", *programmes, writable=False),
        measure("minutes_left", "min", whole=True, minimum=0),
        flag("door_open"),
    )
    actions = (
        action("start", words("programme", *programmes)),
        action("pause"),
        action("resume"),
        action("stop"),
    )
    first = next(iter(programmes))
    state = about.state({"state": "idle", "programme": first, "minutes_left": 0, "door_open": False})
    return Machine(about.description(type_, properties, actions, ("finished",)), state, pace, programmes)
