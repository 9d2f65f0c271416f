"""An electric car."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from devices.schema import Description, Value
from devices.simulators.behaviour import Behaviour, Job
from devices.simulators.device import About
from devices.simulators.motion import Drift, Programme, Travel
from devices.simulators.pace import Pace
from devices.simulators.places import HOME, find
from devices.simulators.values import Refused
from devices.simulators.vehicle_signals import ACTIONS, DOORS, EVENTS, GEAR_CODES, PROPERTIES

WINDOW_SECONDS = 4.0
TRUNK_SECONDS = 5.0
LOCK_SECONDS = 0.5
HORN_SECONDS = 1.0
PRECONDITION_MINUTES = 15
RESERVE = 20
"""Per cent of charge below which the car warms up only at the cable."""
KILOMETRES_A_PERCENT = 4.2


class Car(Behaviour):
    """A car that keeps shut while it moves, and knows what needs the cable."""

    def __init__(self, description: Description, state: Mapping[str, Value], pace: Pace) -> None:
        super().__init__(description, state, pace)
        self._windows = Travel(
            self, WINDOW_SECONDS, lambda level: self.store({"windows": level}), self.whole("windows")
        )
        self._trunk = Travel(self, TRUNK_SECONDS, self._trunk_moved, 100 if self.is_on("trunk_open") else 0)
        self._cabin = Drift(self, "temperature", step=0.5, every=10.0)
        self._climate_off = Programme(self, lambda _left: None, lambda: self._climate(on=False))
        self._charge = Drift(self, "battery", step=1, every=60.0)
        self._settle()

    def follows(self) -> Mapping[str, Sequence[Value]]:
        """What commands bring about."""
        return {
            "horn": (False,),
            **dict.fromkeys(("charging", "destination", "destination_latitude", "destination_longitude"), ()),
        }

    async def power_up(self) -> None:
        """Go on charging and conditioning."""
        if self.is_on("charging"):
            self._charge.towards(self.level("charge_limit"), self._charged)
        if self.is_on("climate_on"):
            self._climate(on=True)

    def observe(self, values: Mapping[str, Value]) -> None:
        """Someone drives, opens a door, plugs or unplugs the cable."""
        super().observe(values)
        if "speed" in values and "gear" not in values:
            self.store({"gear": "drive" if self.level("speed") > 0 else "park"})
        if not self.is_on("plugged_in") and self.is_on("charging"):
            self._stop_charging()
        self._settle()

    def check(self, wanted: Mapping[str, Value]) -> None:
        """Nothing opens while the car moves, and open doors cannot be locked."""
        if self.level("speed") > 0:
            if wanted.get("trunk_open"):
                raise Refused("unsafe", "The trunk stays shut while the car is moving.")
            if wanted.get("locked") is False:
                raise Refused("unsafe", "The doors stay locked while the car is moving.")
        if wanted.get("locked") and any(self.is_on(door) for door in DOORS):
            raise Refused("blocked", "A door of the car is open.")
        if wanted.get("climate_on"):
            self._need_charge()

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:
        """Settings at once, then whatever has to travel."""
        moving = {"locked", "windows", "trunk_open"}
        self.store({name: value for name, value in wanted.items() if name not in moving | {"climate_on"}})
        if "climate_on" in wanted:
            self._climate(on=bool(wanted["climate_on"]))
        elif "target_temperature" in wanted and self.is_on("climate_on"):
            self._climate(on=True)
        if "charge_limit" in wanted and self.is_on("charging"):
            self._follow_limit()
        if "locked" in wanted and wanted["locked"] != self.value("locked"):
            await self.pace.travel_for(LOCK_SECONDS)
            self.store({"locked": wanted["locked"]})
        if "windows" in wanted:
            await self._windows.move(int(str(wanted["windows"])), job)
        if "trunk_open" in wanted:
            await self._trunk.move(100 if wanted["trunk_open"] else 0, job)

    async def act(self, action: str, arguments: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Pre-conditioning, charging, signals and navigation."""
        match action:
            case "precondition":
                self._need_charge()
                if "temperature" in arguments:
                    self.store({"target_temperature": arguments["temperature"]})
                self._climate(on=True)
                self._climate_off.start(int(str(arguments.get("minutes", PRECONDITION_MINUTES))))
            case "start_charging":
                self._start_charging()
            case "stop_charging":
                self._stop_charging()
            case "honk":
                self.store({"horn": True})
                await self.pace.travel_for(HORN_SECONDS)
                self.store({"horn": False})
                self.emit("honked")
            case "flash_lights":
                before = self.value("headlights")
                self.store({"headlights": True})
                await self.pace.travel_for(HORN_SECONDS)
                self.store({"headlights": before})
                self.emit("flashed")
            case "navigate":
                self._navigate(str(arguments["destination"]).strip())
            case "cancel_navigation":
                self.store({"destination": ""})

    def _trunk_moved(self, level: int) -> None:
        self.store({"trunk_open": level > 0})

    def _settle(self) -> None:
        codes = {"selected_gear": GEAR_CODES[str(self.value("gear"))]}
        self.store({**codes, "range": int(self.whole("battery") * KILOMETRES_A_PERCENT)})

    def _need_charge(self) -> None:
        if self.level("battery") < RESERVE and not self.is_on("plugged_in"):
            raise Refused("not_possible", f"The battery is below {RESERVE} % and the car is not plugged in.")

    def _climate(self, *, on: bool) -> None:
        self.store({"climate_on": on})
        self._climate_off.pause()
        if on:
            self._cabin.towards(self.level("target_temperature"), lambda: self.emit("preconditioned"))
        else:
            self._cabin.towards(self.level("outside_temperature"))

    def _start_charging(self) -> None:
        if not self.is_on("plugged_in"):
            raise Refused("not_possible", "The car is not plugged in.")
        if self.level("battery") >= self.level("charge_limit"):
            raise Refused("not_possible", "The battery is at its charge limit already.")
        self.store({"charging": True})
        self._charge.towards(self.level("charge_limit"), self._charged)

    def _stop_charging(self) -> None:
        self._charge.stop()
        self.store({"charging": False})

    def _follow_limit(self) -> None:
        if self.level("battery") >= self.level("charge_limit"):
            self._stop_charging()
        else:
            self._charge.towards(self.level("charge_limit"), self._charged)

    def _charged(self) -> None:
        self.store({"charging": False})
        self.emit("charged")

    def store(self, values: Mapping[str, Value]) -> None:
        """The range follows the charge."""
        if "battery" in values and "range" not in values:
            charge = int(str(values["battery"]))
            values = {**values, "range": int(charge * KILOMETRES_A_PERCENT)}
        super().store(values)

    def _navigate(self, destination: str) -> None:
        if not destination:
            raise Refused("invalid_value", "The destination is empty.")
        latitude, longitude = find(destination)
        self.store(
            {
                "destination": destination,
                "destination_latitude": latitude,
                "destination_longitude": longitude,
            }
        )


def car(about: About, pace: Pace) -> Car:
    """An electric car that stands at home; its windows are open at 100."""
    state = about.state(
        {
            "locked": True,
            **dict.fromkeys(DOORS, False),
            "windows": 0,
            "trunk_open": False,
            "climate_on": False,
            "target_temperature": 21,
            "temperature": 12.0,
            "outside_temperature": 8.0,
            "defrost": False,
            "driver_seat_heating": 0,
            "passenger_seat_heating": 0,
            "battery": 64,
            "plugged_in": True,
            "charging": False,
            "charge_limit": 80,
            "speed": 0.0,
            "gear": "park",
            "headlights": False,
            "hazard_lights": False,
            "horn": False,
            "volume": 30,
            "destination": "",
            "destination_latitude": HOME[0],
            "destination_longitude": HOME[1],
            "location": "home",
            "latitude": HOME[0],
            "longitude": HOME[1],
        }
    )
    return Car(about.description("car", PROPERTIES, ACTIONS, EVENTS), state, pace)
