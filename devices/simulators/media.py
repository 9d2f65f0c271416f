"""Televisions and speakers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from devices.schema import ActionSpec, Description, Property, Value
from devices.simulators.behaviour import Behaviour, Job
from devices.simulators.device import About
from devices.simulators.pace import Pace
from devices.simulators.parts import action, choice, measure, percent, switch, text, words
from devices.simulators.values import Refused

STATES = ("playing", "paused", "idle", "off")
COMMON: tuple[Property, ...] = (
    switch("on"),
    choice("state", *STATES, writable=False),
    percent("volume"),
    switch("muted"),
)
TRACK: tuple[Property, ...] = (measure("track", "", whole=True, minimum=0), text("title"))
PLAYING: tuple[ActionSpec, ...] = (
    action("play", words("title")),
    action("pause"),
    action("stop"),
    action("next"),
    action("previous"),
)
TV_SOURCES = ("Live TV", "HDMI 1", "HDMI 2", "Netflix", "YouTube", "Spotify")
SPEAKER_SOURCES = ("Library", "Radio", "Spotify", "Bluetooth", "Line In")


class Player(Behaviour):
    """Plays a queue of tracks; remembers where it was while it is paused."""

    def __init__(self, description: Description, state: Mapping[str, Value], pace: Pace) -> None:
        super().__init__(description, state, pace)
        if not self.value("on"):
            self.store({"state": "off"})
        elif self.value("state") == "off":
            self.store({"state": "idle"})

    def follows(self) -> Mapping[str, Sequence[Value]]:
        """What commands bring about."""
        return {"state": (), "track": (), "title": ()}

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Sound settings work any time; a source turns the device on."""
        changes = dict(wanted)
        if "source" in changes:
            changes.setdefault("on", True)
        if changes.get("on") is False:
            changes["state"] = "off"
        elif changes.get("on") is True and self.value("state") == "off":
            changes["state"] = "idle"
        self.store(changes)

    async def act(self, action: str, arguments: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Play, pause, stop, next, previous."""
        match action:
            case "play":
                self._play(arguments)
            case "pause":
                self._need_a_track("pause")
                self.store({"state": "paused"})
            case "stop":
                if self.value("on"):
                    self.store({"state": "idle", "track": 0, "title": ""})
            case "next" | "previous":
                self._need_a_track(action)
                step = 1 if action == "next" else -1
                self.store({"track": max(1, round(self.level("track")) + step), "title": ""})

    def _play(self, arguments: Mapping[str, Value]) -> None:
        changes: dict[str, Value] = {"on": True, "state": "playing"}
        if "title" in arguments:
            changes |= {"title": arguments["title"], "track": 1}
        elif self.level("track") == 0:
            changes["track"] = 1
        self.store(changes)

    def _need_a_track(self, action: str) -> None:
        if self.value("state") not in {"playing", "paused"}:
            raise Refused("not_possible", f"Nothing is playing on {self.describe().name} to {action}.")


def television(about: About, pace: Pace) -> Player:
    """A television with inputs and apps."""
    properties = (*COMMON, choice("source", *TV_SOURCES), *TRACK)
    return _player("television", properties, "Live TV", about, pace)


def speaker(about: About, pace: Pace) -> Player:
    """A wireless speaker."""
    properties = (*COMMON, choice("source", *SPEAKER_SOURCES), *TRACK)
    return _player("speaker", properties, "Library", about, pace)


def _player(type_: str, properties: tuple[Property, ...], source: str, about: About, pace: Pace) -> Player:
    state = about.state(
        {
            "on": False,
            "state": "off",
            "volume": 30,
            "muted": False,
            "source": source,
            "track": 0,
            "title": "",
        }
    )
    return Player(about.description(type_, properties, PLAYING), state, pace)
