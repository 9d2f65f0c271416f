"""What devices of a sort are asked for in Mandarin and have nothing for: `音箱下一首`, `水阀开一半`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese.nouns import NOUNS
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.clauses import Done
from model_core.reading.phrases import compiled, load, unfolded
from model_core.reading.referents import Found
from model_core.reading.roles import own_names
from model_core.reading.wishes import type_of
from model_core.world import Thing

_ENDING = re.compile(r"(?:[啊呀吧呢嘛撒哈啦哦呗咯喽唄]|\?)+$")


@dataclass(frozen=True, slots=True)
class _Inability:
    types: frozenset[str]
    lacks: tuple[str, ...]
    """Parts of names of which a device that could do it has one."""
    read: bool
    """Whether what can only be read counts too."""
    said: tuple[re.Pattern[str], ...]


class Lacking:
    """Reads wishes and questions for which no device of that sort in one home has anything."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        types = {type_of(t) for t in vocabulary.world.things}
        self._entries = tuple(e for e in _entries() if e.types & types)

    def read(self, sentence: str, here: str | None) -> Done | None:
        """The refusal of a sentence, in plain form, that asks a device for what it has not; else None."""
        bare = _ENDING.sub("", sentence.replace(" ", ""))
        for entry in self._entries:
            for pattern in entry.said:
                found = pattern.fullmatch(bare)
                things = self._meant(entry, found["t"], here) if found is not None else ()
                if len(things) == 1 and not _could(things[0], entry):
                    return Done(f"refuse unable: {self._vocabulary.labels[things[0].id]}", tuple(things))
        return None

    def _meant(self, entry: _Inability, said: str, here: str | None) -> Sequence[Thing]:
        """The one device that is said, unless a noun for all of its type may mean one that is able."""
        found = self._referents.find(said, here)
        if not isinstance(found, Found) or len(found.things) != 1 or found.target:
            return ()
        kind = type_of(found.things[0])
        if kind not in entry.types:
            return ()
        others = (t for t in self._vocabulary.world.things if type_of(t) == kind and t not in found.things)
        plain = key(said) in NOUNS.get(kind, ())
        return () if plain and any(_could(t, entry) for t in others) else found.things


def _could(thing: Thing, entry: _Inability) -> bool:
    """Whether a device has anything that goes by one of the names."""
    return any(part in name for name in own_names(thing, read=entry.read) for part in entry.lacks)


@cache
def _entries() -> tuple[_Inability, ...]:
    table = load("lacking", __package__)
    words = unfolded(table["words"])
    return tuple(
        _Inability(
            frozenset(entry["types"].split(", ")),
            tuple(entry["lacks"].split(", ")),
            "read" in entry,
            compiled(entry["said"], words),
        )
        for entry in table["abilities"]
    )
