"""One clause of a command to its plan text: the reading whose words mean something in this home."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from model_core.language.vocabulary import Vocabulary
from model_core.reading import commands, roles, wishes
from model_core.reading.commands import Command
from model_core.reading.referents import Found, Meaning, Missing, Referents, Several
from model_core.world import Thing

_IMPLIED = {
    "brightness": frozenset({"light"}), "volume": frozenset({"speaker", "television"}),
    "muted": frozenset({"speaker", "television"}), "target_temperature": frozenset({"thermostat"}),
    "target_humidity": frozenset({"humidifier", "dehumidifier"}),
}  # fmt: skip
"""Types that are meant where only a property is said."""


@dataclass(frozen=True, slots=True)
class Done:
    """The plan text of one clause and the devices it is about."""

    text: str
    things: tuple[Thing, ...]


class Part(Protocol):
    """Reads clauses of one sort."""

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a clause of that sort, said in the room `here`; None for any other."""
        ...


class Clauses:
    """Reads single clauses in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents, parts: Sequence[Part] = ()) -> None:
        """`parts` read what is no command to a device's own properties; they come first."""
        self._vocabulary = vocabulary
        self._referents = referents
        self._parts = tuple(parts)

    def command(
        self, clause: str, here: str | None, before: Iterable[Thing] = (), *, alone: bool
    ) -> Done | None:
        """The plan for a clause; `before` are the devices of the clause before it, which `it` means.

        `alone`: nothing was said before, so that a device may be implied.
        """
        for part in self._parts:
            read = part.read(clause, here)
            if read is not None:
                return read
        spare: Done | None = None
        for command in commands.readings(clause):
            meaning = self._meaning(command, here, tuple(before), alone=alone)
            if meaning is None:
                continue
            if isinstance(meaning, Missing) and not command.plain:
                continue
            text = wishes.plan(command.wish, meaning, self._vocabulary)
            if text is None:
                continue
            if isinstance(meaning, Found) and "refuse" not in text:
                return Done(text, meaning.things)
            things = () if isinstance(meaning, Missing) else meaning.things
            spare = spare or Done(text, things)
        return spare

    def _meaning(
        self, command: Command, here: str | None, before: tuple[Thing, ...], *, alone: bool
    ) -> Meaning | None:
        def able(thing: Thing) -> bool:
            return command.wish.told(thing) is not None

        if not command.target:
            return self._implied(command.role, here) if alone and command.role else None
        if command.target in {"it", "them", "that", "those", "these"}:
            return Found(before) if before else None
        return self._referents.find(command.target, here, able)

    def _implied(self, role: str, here: str | None) -> Meaning | None:
        """The devices that a property alone means: those here, else the only one there is."""
        types = _IMPLIED.get(role, frozenset())
        things = tuple(
            t
            for t in self._vocabulary.world.things
            if wishes.type_of(t) in types and roles.find(t, role) is not None
        )
        near = tuple(t for t in things if here is not None and t.room == here)
        if role == "brightness" and near:
            return self._referents.find("the lights", here, lambda t: t in near)
        chosen = near or things
        if len(chosen) == 1:
            return Found(chosen)
        return Several(chosen) if chosen and not near and here is None else None
