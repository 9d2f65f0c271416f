"""One device from few words: by name, by name and place, by noun and place, by noun where the speaker is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model_core.reading.groups import Groups
from model_core.reading.meanings import Able, Found, Meaning, Several
from model_core.reading.naming import Entry, Naming, meaningful
from model_core.reading.nouns import NOUNS
from model_core.world import Thing

MOST = 8
"""More devices of different types than this are not asked about one by one."""
_EXACT = 2
"""Readings from the first on that leave no word to chance."""
_HERE = 4
"""The reading by the noun for what is where the speaker is: what it cannot do no other room's does."""
_GROUPED = frozenset({"light"})
"""Types whose plain noun means all that are in the room: `the kitchen light` where there are two."""
_COVERS = frozenset({"blind", "curtain"})
_WINDOW = frozenset({"window"})
"""What covers hang in front of, which they are not themselves."""


class Singles:
    """Finds single devices of one home."""

    def __init__(self, naming: Naming, groups: Groups) -> None:
        self._naming = naming
        self._groups = groups

    def find(
        self, phrase: str, here: str | None, able: Able | None, *, near: bool, plural: bool = False
    ) -> Meaning | None:
        """What a phrase without determiners means; `near`: here only; `plural`: a name that is a plural."""
        said = meaningful(phrase)
        if not said or not said <= self._naming.words:
            return None
        entries = [e for e in self._naming.entries if not near or e.thing.room == here]
        if plural:
            entries = [e for e in entries if e.is_plural]
        if said == _WINDOW:
            entries = [e for e in entries if e.type not in _COVERS or e.ends_in(said)]
        for rank, level in enumerate(self._levels(said, entries, here)):
            if rank < _EXACT and self._is_part_of_nearer(said, level, entries, here):
                continue
            if rank == 0 and level and self._is_nearer(said, level, here):
                return None
            able_ones = [e for e in level if able is None or able(e.thing)]
            if able_ones:
                return self._decide(able_ones, said, here)
            if level and rank < _EXACT:
                return None if self._others_able(said, entries, able) else self._decide(level, said, here)
            if rank == _HERE and len(level) == 1:
                return None
        return None

    def called(self, phrase: str) -> tuple[Thing, ...]:
        """The devices of which a phrase is the whole name."""
        said = meaningful(phrase)
        return tuple(e.thing for e in self._naming.entries if said in e.names)

    def has_word(self, word: str) -> bool:
        """Whether a device has this very word in its name, before others: `Sonos` in `Sonos Arc`."""
        names = (n for e in self._naming.entries for n in (e.thing.name, *e.thing.aliases))
        return any(word in name.casefold().split()[:-1] for name in names)

    def _levels(
        self, said: frozenset[str], entries: Sequence[Entry], here: str | None
    ) -> Iterator[list[Entry]]:
        """Readings from the strictest to the loosest."""
        yield [e for e in entries if said in e.names]
        called = ((e, n) for e in entries for n in (*e.names, *e.instead))
        placed = [e for e, n in called if any(n | p == said for p in (*e.rooms, *e.floors))]
        yield list(dict.fromkeys((*placed, *(e for e in entries if said in e.instead))))
        nouns = {e.thing.id: self._naming.fitting(e) for e in entries}
        in_rooms = [e for e in entries if any(n | r == said for n in nouns[e.thing.id] for r in e.rooms)]
        yield [e for e in in_rooms if said in nouns[e.thing.id]] or in_rooms
        yield [e for e in entries if any(n | f == said for n in nouns[e.thing.id] for f in e.floors)]
        yield [e for e in entries if here is not None and e.thing.room == here and said in nouns[e.thing.id]]
        named = [e for e in entries if any(said <= n for n in e.names) or said in nouns[e.thing.id]]
        of_type = [e for e in named if said == meaningful(NOUNS.get(e.type, (e.type,))[0])]
        yield self._without_others(of_type, named, said, here)
        covered = [e for e in entries if self._naming.covers(said, e)]
        yield [e for e in covered if not self._names_another(said, e, covered)]

    def _names_another(self, said: frozenset[str], entry: Entry, covered: Sequence[Entry]) -> bool:
        """Whether words for a device are in part the whole name of another: `the water on the boiler`."""
        own = frozenset().union(*entry.names, *entry.rooms, *entry.floors)
        others = (e for e in self._naming.entries if e not in covered)
        return any(name <= said and not name <= own for e in others for name in e.names)

    @staticmethod
    def _without_others(
        of_type: Sequence[Entry], named: Sequence[Entry], said: frozenset[str], here: str | None
    ) -> list[Entry]:
        """Those named, less what only tells by the word what else it is, as a fan heater beside a fan.

        The words are the first noun for those `of_type`; what is nearer to the speaker than they are stays.
        """
        kept = [e for e in named if e in of_type or e.ends_in(said)]
        nearer = any(e.thing.room == here for e in named) and all(e.thing.room != here for e in kept)
        return list(named) if not of_type or (here is not None and nearer) else kept

    @staticmethod
    def _is_part_of_nearer(
        said: frozenset[str], exact: Sequence[Entry], entries: Sequence[Entry], here: str | None
    ) -> bool:
        """Whether words that are a name elsewhere are part of the name of such a device here."""
        if not exact or here is None or any(e.thing.room == here for e in exact):
            return False
        types = {e.type for e in exact}
        near = (e for e in entries if e.thing.room == here and e.type in types)
        return any(said < name for e in near for name in e.names)

    def _is_nearer(self, said: frozenset[str], exact: Sequence[Entry], here: str | None) -> bool:
        """Whether words that are a name are also the noun for something else here."""
        near = [e for e in self._naming.entries if here is not None and e.thing.room == here]
        return any(said in self._naming.fitting(e) for e in near if e not in exact)

    def _others_able(self, said: frozenset[str], entries: Sequence[Entry], able: Able | None) -> bool:
        """Whether the same words could mean something that can do it: a door and its lock."""
        return able is not None and any(able(e.thing) and self._naming.covers(said, e) for e in entries)

    def _decide(self, level: Sequence[Entry], said: frozenset[str], here: str | None) -> Meaning | None:
        near = [e for e in level if here is not None and e.thing.room == here] or list(level)
        if len(near) == 1:
            return Found((near[0].thing,))
        rooms, types = {e.thing.room for e in near}, {e.type for e in near}
        if len(types) == 1 and len(rooms) == 1:
            kind, room = next(iter(types)), next(iter(rooms))
            plain = meaningful(NOUNS[kind][0]) if kind in _GROUPED else None
            members = [e for e in self._naming.entries if e.type == kind and e.thing.room == room]
            as_said = plain is not None and (
                (said == plain and room == here) or any(r | plain == said for r in near[0].rooms)
            )
            if as_said and len(members) == len(near) and room is not None:
                return self._groups.selected(kind, near, (room,))
        things = tuple(e.thing for e in near)
        return Several(things) if len(things) <= MOST or len(types) == 1 else None
