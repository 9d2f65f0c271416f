"""Questions about a room that name no device: smoke, a leak or somebody in it, and how its air is."""

from __future__ import annotations

import re

from model_core.reading import measures
from model_core.reading.asking import Asking, named_by
from model_core.reading.clauses import Done
from model_core.reading.patterns import patterns
from model_core.reading.wishes import type_of
from model_core.world import Attribute, Kind, Thing

_TABLE = patterns("room_questions")
_SENSORS = {
    "smoke": ("smoke detector", "smoke"), "leak": ("leak sensor", "leak"),
    "motion": ("motion sensor", "motion"), "tamper": ("tamper sensor", "tamper"),
}  # fmt: skip
_WAY = re.compile(
    r"^ ?(?:on the floor )?(?:up|down|out|over|back|through|round|around|about) (?=in\b|at\b|on\b|by\b|here)"
)


class RoomQuestions:
    """Reads questions about the rooms of one home."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    def read(self, text: str, here: str | None) -> Done | None:
        """The plan for a question about a room; None for any other."""
        return self._sensed(text, here) or self._air(text, here)

    def measured(self, name: str, place: str, here: str | None, end: str = "") -> Done | None:
        """What a room has of something that is measured; `end`: what it is compared with."""
        room = self._asking.room(place, here) if place else None
        role = measures.role_of_room(name)
        if room is None or role is None:
            return None
        found = self._asking.measuring(room, role) or self._only(room, role)
        if found is None:
            return None
        thing, told = found
        verb = "check" if end else "get"
        return Done(f"{verb} {self._asking.vocabulary.labels[thing.id]}: {told.name}{end}", (thing,))

    def _sensed(self, text: str, here: str | None) -> Done | None:
        for key, pattern in _TABLE["sensed"].of(text):
            found = pattern.fullmatch(text)
            if found is None:
                continue
            room = self._asking.room(_WAY.sub("", found["l"]).strip(), here)
            kind, role = _SENSORS[key]
            things = [
                t
                for t in self._asking.vocabulary.world.things
                if t.room == room and type_of(t) == kind and _is_flag(t, role)
            ]
            if room is not None and len(things) == 1:
                label = self._asking.vocabulary.labels[things[0].id]
                return Done(f"check {label}: {role}=true", tuple(things))
        return None

    def _air(self, text: str, here: str | None) -> Done | None:
        for key, pattern in _TABLE["air"].of(text):
            found = pattern.fullmatch(text)
            if found is None:
                continue
            place = _WAY.sub("", found["l"] or "").strip()
            for role in key.split():
                told = named_by(measures.of, role)
                name = role.replace("_", " ")
                done = self.measured(name, place, here) if place else self._asking.alone("get", here, told)
                if done is not None:
                    return done
        return None

    def _only(self, room: str, role: str) -> tuple[Thing, Attribute] | None:
        inside = [t for t in self._asking.vocabulary.world.things if t.room == room]
        found = [(t, p) for t in inside if (p := measures.of(t, role)) is not None]
        return found[0] if len(found) == 1 else None


def _is_flag(thing: Thing, name: str) -> bool:
    found = thing.find_property(name)
    return found is not None and found.kind is Kind.BOOLEAN
