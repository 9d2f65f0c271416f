"""Mandarin questions about rooms: how warm or humid they are, how good their air is, and which is warmest."""

from __future__ import annotations

from collections.abc import Mapping

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import predicates
from model_core.reading.chinese.group_questions import absent_room
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.world import Attribute, Thing

Groups = Mapping[str, str]
_AIR = ("air quality sensor", "air purifier", "ventilation")
_MEASURING = {
    "temperature": ("temperature sensor", "thermostat", "air conditioner"),
    "humidity": ("humidity sensor", "temperature sensor", "thermostat"),
    "air_quality": _AIR,
    "co2": _AIR,
    "pm25": _AIR,
}


class RoomQuestions:
    """Reads questions about the rooms of one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def told(self, groups: Groups, here: str | None, role: str, sign: str = "") -> str | None:
        """What is measured of a room, the one of the speaker where none is said; or whether it is more."""
        said = groups["l"].removesuffix("的")
        places = self._referents.where(said, here) if said else (here,) if here is not None else None
        if places is None or len(places) != 1 or places[0] is None:
            return absent_room(self._referents, said)
        measured = self._measuring(places[0], role) if self._referents.places.is_room(places[0]) else None
        if measured is None:
            return None
        label = self._vocabulary.labels[measured[0].id]
        name = measured[1].name
        return f"check {label}: {name}{sign}{groups['num']}" if sign else f"get {label}: {name}"

    def air(self, said: str, here: str | None, role: str, test: str = "") -> str | None:
        """What a room's air is like, or that of the home where one device alone tells it."""
        if _MEASURING.get(role) is not _AIR:
            return None
        place = said.removesuffix("的").removesuffix("里")
        places = self._referents.where(place, here) if place else (here,) if here is not None else ()
        if places is None or len(places) > 1:
            return None
        room = next(iter(places), None)
        telling = [t for t in self._vocabulary.world.things if predicates.find(t, role) is not None]
        if (room is None and len(telling) != 1) or (
            room is not None and not self._referents.places.is_room(room)
        ):
            return None
        measured = self._measuring(room, role)
        if measured is None:
            return None
        label = self._vocabulary.labels[measured[0].id]
        return f"{'check' if test else 'get'} {label}: {measured[1].name}{test}"

    def most(self, verb: str) -> str | None:
        """The warmest or coldest room, by what measures most rooms."""
        for kind in ("temperature sensor", "thermostat"):
            things = self._referents.of_type(kind)
            if len(things) > 1 and all(t.find_property("temperature") for t in things):
                return f"{verb} {self._referents.selected(kind, things, ()).target}: temperature"
        return None

    def more(self, groups: Groups, verb: str) -> str | None:
        """Which of two rooms is warmer or colder."""
        rooms = [self._referents.places.named(key(groups[g])) for g in ("a", "b")]
        found = [self._measuring(r, "temperature") for r in rooms if r is not None]
        labels = [self._vocabulary.labels[m[0].id] for m in found if m is not None]
        names = {m[1].name for m in found if m is not None}
        return (
            f"{verb} {', '.join(labels)}: {next(iter(names))}"
            if len(labels) == 2 and len(names) == 1
            else None
        )

    def _measuring(self, room: str | None, role: str) -> tuple[Thing, Attribute] | None:
        """The one device that tells what the air of a room, or of the home, is like."""
        for kind in _MEASURING[role]:
            found = [
                (t, p)
                for t in self._referents.of_type(kind, (room,) if room else ())
                if (p := predicates.find(t, role))
            ]
            if found:
                return found[0] if len(found) == 1 else None
        return None
