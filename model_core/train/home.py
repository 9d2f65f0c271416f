"""A made-up home: its world, its state, where the speaker is, and how its own names map to the usual ones."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from model_core.language.vocabulary import Vocabulary
from model_core.plan import Value
from model_core.world import Action, Attribute, Thing, World

State = Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Where the sentence is said; None is unknown."""

    room: str | None = None
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Household:
    """A home with everything a family of sentences may need to know about it."""

    world: World
    vocabulary: Vocabulary
    state: State
    kinds: Mapping[str, str]
    """Canonical kind of every device id (a key of `catalogue_more.KINDS`, or a kind of its own)."""
    room_class: Mapping[str, str]
    """Class of every room name: kitchen, living, bedroom, ..."""
    renames: Mapping[str, str] = field(default_factory=dict)
    """Canonical property or action name -> the name this home uses."""
    proper: frozenset[str] = frozenset()
    """Ids of devices named by a brand or nickname, spoken without an article."""
    speaker: Speaker = field(default_factory=Speaker)
    split: str = "train"

    def of_type(self, kind: str, room: str | None = None) -> tuple[Thing, ...]:
        """Devices of a canonical kind, of one room where given."""
        return tuple(
            t for t in self.world.things if self.kinds[t.id] == kind and (room is None or t.room == room)
        )

    def rooms_with(self, kind: str) -> tuple[str, ...]:
        """Names of the rooms that have a device of a canonical kind, in home order."""
        present = {t.room for t in self.of_type(kind)}
        return tuple(r.name for r in self.world.rooms if r.name in present)

    def floors_with(self, kind: str) -> tuple[str, ...]:
        """Names of the floors that have a device of a canonical kind."""
        present = set(self.rooms_with(kind))
        return tuple(f for f in self.world.floors if self.world.rooms_on(f) & present)

    def type_name(self, kind: str) -> str:
        """The type as the plan language of this home writes it."""
        return next(self.vocabulary.class_of[t.id].type for t in self.of_type(kind))

    def prop(self, thing: Thing, role: str) -> Attribute | None:
        """The property that plays a canonical role (`on`, `brightness`, ...) on a device, or None."""
        return thing.find_property(self.renames.get(role, role))

    def action(self, thing: Thing, role: str) -> Action | None:
        """The action that plays a canonical role (`start`, `dock`, ...), or None."""
        return thing.find_action(self.renames.get(role, role))

    def can(self, thing: Thing, role: str) -> bool:
        """True when the device has a writable property or an action of that role."""
        found = self.prop(thing, role)
        return (found is not None and found.writable) or self.action(thing, role) is not None

    def able(self, role: str, *kinds: str) -> tuple[Thing, ...]:
        """Devices with a writable property or an action of that role, of the given kinds only."""
        return tuple(
            t for t in self.world.things if self.can(t, role) and (not kinds or self.kinds[t.id] in kinds)
        )

    def value(self, thing: Thing, role: str) -> Value | None:
        """The reported value of a role, or None."""
        return self.state[thing.id].get(self.renames.get(role, role))

    def label(self, thing: Thing) -> str:
        """The device's name in the plan language."""
        return self.vocabulary.labels[thing.id]

    def room_label(self, room: str) -> str:
        """The room's name in the plan language."""
        return self.vocabulary.room_labels[room]

    def floor_label(self, floor: str) -> str:
        """The floor's name in the plan language."""
        return next(label for label, name in self.vocabulary.floors.items() if name == floor)

    def at(self, room: str | None, device: str | None = None) -> Household:
        """The same home with the speaker in a room."""
        return replace(self, speaker=Speaker(room, device))

    def with_speaker(self, rng: random.Random) -> Household:
        """The same home with the speaker somewhere at random, or nowhere known."""
        if not self.world.rooms or rng.random() < 0.4:
            return self.at(None)
        room = rng.choice(self.world.rooms).name
        hearing = [
            t for t in self.world.things if t.room == room and self.kinds[t.id] in {"speaker", "television"}
        ]
        if hearing and rng.random() < 0.3:
            return self.at(room, rng.choice(hearing).id)
        return self.at(room)

    def with_state(self, changes: State) -> Household:
        """The same home with some reported values changed."""
        state = {i: {**values, **changes.get(i, {})} for i, values in self.state.items()}
        return replace(self, state=state)

    def with_things(self, *added: tuple[Thing, str, Mapping[str, Value]]) -> Household:
        """The same home with more devices: (thing, canonical kind, reported values) each."""
        world = World(self.world.rooms, (*self.world.things, *(t for t, _, _ in added)))
        return replace(
            self,
            world=world,
            vocabulary=Vocabulary(world),
            state={**self.state, **{t.id: dict(values) for t, _, values in added}},
            kinds={**self.kinds, **{t.id: kind for t, kind, _ in added}},
        )
