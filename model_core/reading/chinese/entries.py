"""What each device of a home may be called in Mandarin: its names, its nouns, its room."""

from __future__ import annotations

from dataclasses import dataclass

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese.nouns import NOUNS, SPECIAL
from model_core.reading.chinese.places import Places, key
from model_core.reading.nouns import SAME_TYPE
from model_core.world import Thing

_ALSO = {"blind": ("窗帘", "帘子")}
_BESIDE = {"blind": "curtain"}


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One device and its words, in key form."""

    thing: Thing
    type: str
    names: tuple[str, ...]
    nouns: tuple[str, ...]
    also: tuple[str, ...]
    """What it may be called where no device of that noun is near."""
    rooms: tuple[str, ...]


def entries(vocabulary: Vocabulary, places: Places) -> tuple[Entry, ...]:
    """The entries of all devices of a home."""
    return tuple(_entry(t, vocabulary, places) for t in vocabulary.world.things)


def _entry(thing: Thing, vocabulary: Vocabulary, places: Places) -> Entry:
    stated = vocabulary.class_of[thing.id].type
    kind = SAME_TYPE.get(stated, stated)
    names = tuple(dict.fromkeys(k for n in (thing.name, *thing.aliases) if (k := key(n))))
    special = tuple(s for s in SPECIAL.get(kind, ()) if any(s in n for n in names))
    nouns = special or tuple(key(n) for n in NOUNS.get(kind, (kind,)))
    beside = any(t.room == thing.room and t.type == _BESIDE.get(kind) for t in vocabulary.world.things)
    also = () if beside else _ALSO.get(kind, ())
    return Entry(thing, kind, names, nouns, also, places.names(thing.room))
