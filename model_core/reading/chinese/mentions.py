"""Which devices and places of a home a Mandarin text speaks of, wherever in it they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import wishes
from model_core.reading.chinese.entries import entries
from model_core.reading.chinese.nouns import NOUNS, SPECIAL, THINGS
from model_core.reading.chinese.places import Places, key
from model_core.reading.chinese.traditional import simplified
from model_core.reading.naming import meaningful
from model_core.world import Thing

_ONE = 1
"""Characters that are a word of a device or a place only in longer words."""
_LIKE = re.compile(
    r"(?:跟|像|和|如|似|成|就像|简直|好像)(?:是|进了?|在)?(?:个|着|了)?大?[^,;]{2,4}(?:一样|似|般|一般)?(?=的|$|[,;])|"
    r"手机(?=手?电筒)|打?手机(?=照|光)|按门铃"
)
"""What something is compared to is not there."""
_OF_THE_STREET = frozenset({"路灯"})
_GOING = re.compile(r"(?:去|上完|上|跑|回|从|在隔壁的?|隔壁)(?:了|趟|个|到)?")
_PASSIVE = frozenset(
    {"window sensor", "door sensor", "weather", "list", "calendar", "scene", "gate", "phone"}
)
"""Types whose nouns are words for other things too."""


class Mentions:
    """Finds what is spoken of in one home; computed once for it."""

    def __init__(self, vocabulary: Vocabulary, places: Places) -> None:
        self._things = vocabulary.world.things
        self._places = places
        self._called = {
            e.thing.id: frozenset((*e.names, *e.nouns, *e.also)) for e in entries(vocabulary, places)
        }
        nouns = {
            n
            for table in (NOUNS, SPECIAL)
            for kind, said in table.items()
            for n in said
            if kind not in _PASSIVE
        }
        names = {
            key(n) for t in self._things if wishes.type_of(t) not in _PASSIVE for n in (t.name, *t.aliases)
        }
        self._nouns = nouns
        self._devices = _any(
            {*({*nouns, *THINGS} - _OF_THE_STREET), *names} - {"灯光", "照明", "鱼缸", "马桶", "浴缸"}
        )
        self._rooms = _any(set(places.every))

    def only(self, text: str, things: Sequence[Thing]) -> bool:
        """Whether a text speaks of no other device than these."""
        called = frozenset[str]().union(*(self._called[t.id] for t in things))
        called |= {key(n).rstrip("0123456789") for t in things for n in (t.name, *t.aliases)}
        return all(m[0] in called for m in self._devices.finditer(key(_LIKE.sub("", text))))

    def place(self, text: str) -> str | None:
        """The one place of which a text speaks; empty for none, None for one that is not clear."""
        said = key(_LIKE.sub("", text))
        found: set[str | None] = set()
        for m in self._rooms.finditer(said):
            if not _GOING.search(said[max(0, m.start() - 3) : m.start()]):
                found.add(self._places.named(m[0]))
        if not found:
            away = any(self._places.absent(said[n:])[0] is not None for n in range(len(said)))
            going = _GOING.search(said) is not None
            return None if away and not going else ""
        return next(iter(found)) if len(found) == 1 else None

    def named(self, text: str) -> tuple[Thing, ...]:
        """The devices that a text calls by their own names, and not by a noun for all of their type."""
        said = key(text)
        own = ((t, {key(n) for n in (t.name, *t.aliases)}) for t in self._things)
        return tuple(t for t, names in own if any(n in said and n not in self._nouns for n in names))

    def words(self, text: str, near: str | None) -> frozenset[str]:
        """The words of the names that a text says, or whose owner it names: of those `near`, if any."""
        said = key(text)
        called = {m[0] for m in self._devices.finditer(said)}
        told: list[Thing] = []
        for thing in self._things:
            owner, joint, _ = simplified(thing.name).partition("的")
            spoken = called & self._called[thing.id]
            if spoken or key(thing.name) in said or (joint and len(owner) > _ONE and owner in text):
                told.append(thing)
        named = self.named(text)
        here = [t for t in told if near is not None and t.room == near] if not named else []
        return frozenset[str]().union(*(meaningful(f"{t.name} {t.room or ''}") for t in here or told))


def _any(words: set[str]) -> re.Pattern[str]:
    said = sorted((w for w in words if len(w) > _ONE), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, said)) or "(?!)")
