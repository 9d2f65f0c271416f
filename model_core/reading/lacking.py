"""What devices of a known sort cannot do: refused where the one that is meant has nothing of the kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.reading import roles
from model_core.reading.clauses import Done
from model_core.reading.determiners import without_the
from model_core.reading.errands import matches
from model_core.reading.nouns import NOUNS
from model_core.reading.phrases import load
from model_core.reading.referents import Found, Referents
from model_core.reading.wishes import type_of
from model_core.world import Thing


@dataclass(frozen=True, slots=True)
class _Inability:
    types: frozenset[str]
    lacks: tuple[str, ...]
    """Names of which a device that could do it has one; the words of a name count too."""
    said: tuple[re.Pattern[str], ...]


class Lacking:
    """Reads wishes that no device of that sort in one home can grant."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        things = vocabulary.world.things
        self._entries = tuple(e for e in _entries() if any(type_of(t) in e.types for t in things))

    def read(self, clause: str, here: str | None) -> Done | None:
        """The refusal of a clause that asks a device for what it cannot do; None for any other."""
        for entry in self._entries:
            for pattern in entry.said:
                for groups in matches(pattern, clause):
                    things = self._meant(entry, groups.get("t"), here)
                    if len(things) == 1 and not _could(things[0], entry.lacks):
                        label = self._vocabulary.labels[things[0].id]
                        return Done(f"refuse unable: {label}", tuple(things))
        return None

    def _meant(self, entry: _Inability, said: str | None, here: str | None) -> Sequence[Thing]:
        """The devices that are said, or the only ones of that sort."""
        if said is None:
            return [t for t in self._vocabulary.world.things if type_of(t) in entry.types]
        found = self._referents.find(said, here)
        if not isinstance(found, Found) or not all(type_of(t) in entry.types for t in found.things):
            return ()
        kind = type_of(found.things[0])
        others = (t for t in self._vocabulary.world.things if type_of(t) == kind and t not in found.things)
        plain = without_the(said) in NOUNS.get(kind, ())
        return () if plain and any(_could(t, entry.lacks) for t in others) else found.things


def _could(thing: Thing, names: Sequence[str]) -> bool:
    """Whether a device has anything that goes by one of the names."""
    if any(thing.find_property(n) is not None for n in names):
        return True
    if any(roles.find(thing, n) or roles.find_action(thing, n) for n in names):
        return True
    return any(n in own for own in roles.own_names(thing) for n in names)


@cache
def _entries() -> tuple[_Inability, ...]:
    return tuple(
        _Inability(
            frozenset(entry["types"].split(", ")),
            tuple(entry["lacks"].split(", ")),
            tuple(re.compile(line.replace("{t}", "(?P<t>.+?)")) for line in entry["said"].splitlines()),
        )
        for entry in load("lacking")["abilities"]
    )
