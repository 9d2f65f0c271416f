"""A phone and what it lets others do with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from devices.schema import Description, Property, Risk, Value, ValueType
from devices.simulators.behaviour import Behaviour, Job
from devices.simulators.device import About
from devices.simulators.motion import Programme
from devices.simulators.pace import Pace
from devices.simulators.parts import (
    action,
    battery,
    choice,
    flag,
    listing,
    measure,
    percent,
    switch,
    text,
    words,
)
from devices.simulators.places import HOME
from devices.simulators.values import Refused

RING_MINUTES = 1
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
MOST_NOTIFICATIONS = 30
MOST_ALARMS = 20
LONGEST_TEXT = 240
"""Characters of a notification or a title; all of them together fit into one message."""
PROPERTIES: tuple[Property, ...] = (
    battery(),
    flag("charging"),
    switch("do_not_disturb"),
    percent("volume"),
    switch("flashlight"),
    flag("ringing"),
    listing("alarms"),
    listing("notifications"),
    choice("state", "playing", "paused", "idle", writable=False),
    text("title"),
    measure("photos", "", whole=True, minimum=0),
    text("location"),
    Property("latitude", ValueType.NUMBER, minimum=-90, maximum=90, unit="°"),
    Property("longitude", ValueType.NUMBER, minimum=-180, maximum=180, unit="°"),
)
ACTIONS = (
    action("ring"),
    action("stop_ringing"),
    action("set_alarm", words("time", required=True), words("title")),
    action("cancel_alarm", words("time")),
    action("notify", words("text", required=True), words("title")),
    action("clear_notifications"),
    action("play", words("title")),
    action("pause"),
    action("stop"),
    action("next"),
    action("previous"),
    action("take_photo", words("camera", "front", "back"), risk=Risk.CONFIRM),
)
EVENTS = ("ringing", "notification", "photo")


class Phone(Behaviour):
    """A phone that does nothing any more once its battery is empty."""

    def __init__(self, description: Description, state: Mapping[str, Value], pace: Pace) -> None:
        super().__init__(description, state, pace)
        self._ringing = Programme(self, lambda _left: None, lambda: self.store({"ringing": False}))

    def follows(self) -> Mapping[str, Sequence[Value]]:
        """What commands bring about."""
        return dict.fromkeys(("ringing", "alarms", "notifications", "state", "title", "photos"), ())

    def check(self, wanted: Mapping[str, Value]) -> None:  # noqa: ARG002
        """An empty phone is a stone."""
        if self.level("battery") == 0:
            raise Refused("not_possible", f"The battery of {self.describe().name} is empty.")

    async def act(self, action: str, arguments: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Ring, alarms, notifications, media and the camera."""
        self.check({})
        if any(len(str(argument)) > LONGEST_TEXT for argument in arguments.values()):
            raise Refused("invalid_value", f"A text has {LONGEST_TEXT} characters at most.")
        match action:
            case "ring":
                self.store({"ringing": True})
                self._ringing.start(RING_MINUTES)
                self.emit("ringing")
            case "stop_ringing":
                self._ringing.stop()
                self.store({"ringing": False})
            case "set_alarm" | "cancel_alarm":
                self._change_alarms(action, arguments)
            case "notify":
                self._notify(arguments)
            case "clear_notifications":
                self.store({"notifications": []})
            case "take_photo":
                number = self.whole("photos") + 1
                self.store({"photos": number})
                self.emit("photo", {"number": number, "camera": arguments.get("camera", "back")})
            case _:
                self._play(action, arguments)

    def _change_alarms(self, action: str, arguments: Mapping[str, Value]) -> None:
        alarms = self._list("alarms")
        time = str(arguments.get("time", ""))
        if time and not TIME.fullmatch(time):
            raise Refused("invalid_value", "The time of an alarm is written as HH:MM.")
        others = [alarm for alarm in alarms if time and alarm.split(" ", 1)[0] != time]
        if action == "set_alarm":
            if len(others) >= MOST_ALARMS:
                raise Refused("not_possible", f"{self.describe().name} has {MOST_ALARMS} alarms already.")
            title = str(arguments.get("title", "")).strip()
            self.store({"alarms": sorted([*others, f"{time} {title}".strip()])})
        elif len(others) == len(alarms):
            at = f" at {time}" if time else ""
            raise Refused("not_possible", f"There is no alarm{at} on {self.describe().name}.")
        else:
            self.store({"alarms": others})

    def _notify(self, arguments: Mapping[str, Value]) -> None:
        said = str(arguments["text"]).strip()
        if not said:
            raise Refused("invalid_value", "The notification is empty.")
        title = str(arguments.get("title", "")).strip()
        line = f"{title}: {said}" if title else said
        self.store({"notifications": [*self._list("notifications"), line][-MOST_NOTIFICATIONS:]})
        self.emit("notification", {"text": line, "silent": self.is_on("do_not_disturb")})

    def _play(self, action: str, arguments: Mapping[str, Value]) -> None:
        if action == "play":
            self.store({"state": "playing", "title": arguments.get("title", self.value("title"))})
        elif action == "stop":
            self.store({"state": "idle", "title": ""})
        elif self.value("state") == "idle":
            raise Refused("not_possible", f"Nothing is playing on {self.describe().name}.")
        elif action == "pause":
            self.store({"state": "paused"})
        else:
            self.store({"state": "playing", "title": ""})

    def _list(self, name: str) -> list[str]:
        value = self.value(name)
        return list(value) if isinstance(value, list) else []


def phone(about: About, pace: Pace) -> Phone:
    """A smartphone."""
    state = about.state(
        {
            "battery": 76,
            "charging": False,
            "do_not_disturb": False,
            "volume": 50,
            "flashlight": False,
            "ringing": False,
            "alarms": [],
            "notifications": [],
            "state": "idle",
            "title": "",
            "photos": 0,
            "location": "home",
            "latitude": HOME[0],
            "longitude": HOME[1],
        }
    )
    return Phone(about.description("phone", PROPERTIES, ACTIONS, EVENTS), state, pace)
