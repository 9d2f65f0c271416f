"""Televisions, speakers and receivers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Offer, Shown, Told, truth_of
from devices.schema import ActionSpec, Property
from devices.simulators.parts import action, choice, percent, switch, words

STATES = ("playing", "paused", "idle", "off")
ALIKE: Mapping[str, str] = {"on": "idle", "standby": "off", "buffering": "playing"}
"""States of Home Assistant that a person would call otherwise."""
TV_WORDS = ("tv", "television", "projector", "chromecast", "roku")
TRACKS = 20
"""A queue goes round after so many."""
ACTIONS: tuple[tuple[str, str], ...] = (
    ("play", "PLAY"),
    ("pause", "PAUSE"),
    ("stop", "STOP"),
    ("next", "NEXT_TRACK"),
    ("previous", "PREVIOUS_TRACK"),
)
REPEAT = ("off", "all", "one")
MUTED = "is_volume_muted"


class Player(Entity):
    """Plays a queue of tracks.

    Muting takes the volume to 0 and back, unless the suite speaks of a mute flag of this entity.
    """

    STATE_ATTRIBUTES: ClassVar[Told] = {"is_on": {True: "idle", False: "off"}}
    SHOWN: ClassVar[Shown] = {
        "on": frozenset({STATE}),
        "state": frozenset({STATE}),
        "volume": frozenset({"volume_level"}),
        "muted": frozenset({"volume_level", MUTED}),
        "track": frozenset({"media_track"}),
        "title": frozenset({"media_title", "media_content_id"}),
    }
    FOLLOWING = frozenset({"track"})

    @property
    def television(self) -> bool:
        """By its class, else by its name."""
        if self.device_class:
            return self.device_class == "tv"
        return any(word in self.fixture.name.casefold().split() for word in TV_WORDS)

    def offer(self) -> Offer:
        """Only what its features allow."""
        properties: tuple[Property, ...] = ()
        if self.can("TURN_ON", "TURN_OFF"):
            properties += (switch("on"),)
        if self.can("VOLUME_SET", "VOLUME_STEP"):
            properties += (percent("volume"),)
        if self.can("VOLUME_MUTE", "VOLUME_SET"):
            properties += (switch("muted"),)
        sources = self.texts("source_list")
        if sources and self.can("SELECT_SOURCE"):
            properties += (choice("source", *sources),)
        if self.texts("sound_mode_list") and self.can("SELECT_SOUND_MODE"):
            properties += (choice("sound_mode", *self.texts("sound_mode_list")),)
        if self.has("SHUFFLE_SET"):
            properties += (switch("shuffle"),)
        if self.has("REPEAT_SET"):
            properties += (choice("repeat", *REPEAT),)
        properties += (choice("state", *STATES, writable=False),)
        return Offer("television" if self.television else "speaker", properties, self._actions())

    def settle(self) -> None:
        """Off unless said otherwise, at half its volume; a queue is at track 0."""
        self.state = self.state or "off"
        if self.attributes.get("volume_level") is None:
            self.attributes["volume_level"] = 0.5
        if not self.television and self.attributes.get("media_track") is None:
            self.attributes["media_track"] = 0
        self._muted = truth_of(self.attributes.get(MUTED))
        self._track = int(self.number("media_track") or 0)

    def project(self) -> Mapping[str, object]:
        """Volume as a percentage, which muting does not change."""
        return {
            "on": self.state not in {"off", "standby"},
            "state": ALIKE.get(self.state, self.state),
            "volume": round((self.number("volume_level") or 0.0) * 100),
            "muted": self._muted,
            "source": self.attributes.get("source"),
            "sound_mode": self.attributes.get("sound_mode"),
            "shuffle": truth_of(self.attributes.get("shuffle")),
            "repeat": self.attributes.get("repeat", "off"),
        }

    def hidden(self) -> Mapping[str, object]:
        """What is being played."""
        return {"track": self._track, "title": self.attributes.get("media_title")}

    def change(self, wanted: Mapping[str, Any]) -> None:
        """A source turns it on; a new volume ends muting."""
        if "volume" in wanted:
            self.attributes["volume_level"] = wanted["volume"] / 100
            self._muted = False
        if "muted" in wanted:
            self._muted = wanted["muted"]
        for name in ("source", "sound_mode", "shuffle", "repeat"):
            if name in wanted:
                self.attributes[name] = wanted[name]
        if wanted.get("on") is False:
            self._switch_off()
        elif self.state in {"off", "standby"} and (wanted.get("on") or "source" in wanted):
            self.state = "idle"
            self._track = 0

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:
        """Play, pause, stop, next, previous; next and previous go on playing."""
        match action:
            case "play":
                self.state = "playing"
                if arguments.get("title"):
                    self.attributes["media_title"] = arguments["title"]
            case "pause":
                self.state = "paused"
            case "stop":
                self.state = "idle"
            case "next" | "previous":
                self.state = "playing"
                self._track = (self._track + (1 if action == "next" else -1)) % TRACKS

    def visible(self) -> Mapping[str, Any]:
        """Off, nothing of what it plays is shown."""
        shown = {**self.attributes}
        if self.state == "off":
            gone = (
                "volume_level",
                MUTED,
                "media_track",
                "media_title",
                "source",
                "sound_mode",
                "shuffle",
                "repeat",
            )
            return {**shown, **dict.fromkeys(gone)}
        if not self.television:
            shown["media_track"] = self._track
        if MUTED in self.known:
            shown[MUTED] = self._muted
        elif self._muted:
            shown["volume_level"] = 0.0
        return shown

    def _actions(self) -> tuple[ActionSpec, ...]:
        actions = tuple(action(name) for name, feature in ACTIONS if self.can(feature))
        if self.has("PLAY_MEDIA"):
            rest = tuple(each for each in actions if each.name != "play")
            return action("play", words("title")), *rest
        return actions

    def _switch_off(self) -> None:
        self.state = "off"
        self._track = 0
