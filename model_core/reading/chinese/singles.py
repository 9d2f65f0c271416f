"""The one device that Mandarin words mean, or the several that they may."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from model_core.reading.chinese.entries import Entry, after_room
from model_core.reading.chinese.groups import GROUPED, Groups
from model_core.reading.chinese.places import Places
from model_core.reading.referents import Found, Meaning, Several
from model_core.world import Thing

Able = Callable[[Thing], bool]
_MOST = 4
_KIND = re.compile(r"那[盏个台扇把幅部辆对双排组串条道]")


class Singles:
    """Finds single devices of one home."""

    def __init__(self, places: Places, entries: Sequence[Entry], groups: Groups) -> None:
        self._places = places
        self._entries = entries
        self._groups = groups

    def find(self, said: str, here: str | None, able: Able | None, *, one: bool) -> Meaning | None:
        """What words mean to a speaker in the room `here`; `one`: a single one is said."""
        if not said:
            return None
        every = self._levels(said, self._entries, here)
        if not any(every):
            return None
        fitting = [e for e in self._entries if able is None or able(e.thing)]
        levels = self._levels(said, fitting, here)
        best = next((level for level in levels if level), None)
        own = every[0] if len(every[0]) == 1 and not levels[0] else []
        if own and not any(said in e.nouns for e in fitting):
            best = own
        if best is None:
            best = next((level for level in every[:4] if level), None)
            best = best or next((p for p in every[4:6] if len(p) == 1 and p[0].ends(said)), None)
            if best is None:
                return None
        if here is not None and (unable := self._unable(said, best, here)):
            return Found(unable)
        place = self._places.take(said)[0]
        on_floor = place is not None and not self._places.is_room(place)
        near = [e for e in best if e.thing.room == here and here is not None and not on_floor] or best
        if len(near) == 1:
            return Found((near[0].thing,))
        return self._decide(near, said, here, one=one)

    def _unable(self, said: str, best: Sequence[Entry], here: str) -> tuple[Thing, ...]:
        """The device of that noun here, where only others of its type elsewhere are able: it is meant."""
        if any(e.thing.room == here or said not in e.nouns for e in best):
            return ()
        near = [e for e in self._entries if e.thing.room == here and said in e.nouns]
        return (near[0].thing,) if len(near) == 1 and all(e.type == near[0].type for e in best) else ()

    def _levels(self, said: str, entries: Sequence[Entry], here: str | None) -> list[list[Entry]]:
        """Readings from the strictest to the loosest."""
        generic = [e for e in entries if said in e.nouns]
        inside = [e for e in entries if here is not None and e.thing.room == here]
        exact = [e for e in entries if said in e.names] if len(generic) < 2 else []
        nearby = [e for e in inside if e in generic or (said in e.also and not exact)]
        if exact and nearby and not any(e in nearby for e in exact):
            return [[*exact, *(e for e in nearby if e not in exact)]]
        closer = [e for e in inside if e.ends(said)]
        if len(exact) > 1 and closer and not any(e in inside for e in exact):
            return [closer]  # `床头灯` of other rooms, beside `爷爷的床头灯` here
        in_room = after_room(self._entries, said)
        named = [e for e in entries if any(n in in_room.get(e.thing.room or "", ()) for n in e.names)]
        called = [(e, e.nouns if named else (*e.nouns, *e.also)) for e in entries]
        placed = [e for e, ns in called if any(n in in_room.get(e.thing.room or "", ()) for n in ns)]
        floor, rest = self._places.take(said)
        on_floor = [
            e
            for e in entries
            if floor is not None
            and rest in (*e.nouns, *e.names)
            and self._places.holds((floor,), e.thing.room)
        ]
        bare = _KIND.sub("", said)
        part = [e for e in entries if len(said) > 1 and e.has(said)]
        return [
            exact,
            named if len(placed) < 2 else [],
            placed,
            on_floor,
            nearby,
            [e for e in entries if e in generic or e in part],
            [e for e in entries if any(self._is_part(r, e) for r in in_room.get(e.thing.room or "", ()))],
            [e for e in entries if bare in {*e.names, *(n + m for n in e.names for m in e.nouns)}],
        ]

    def _is_part(self, rest: str, entry: Entry) -> bool:
        return len(rest) > 1 and entry.has(rest)

    def _decide(self, level: Sequence[Entry], said: str, here: str | None, *, one: bool) -> Meaning | None:
        rooms, types = {e.thing.room for e in level}, {e.type for e in level}
        floor, rest = self._places.take(said)
        on_floor = floor is not None and not self._places.is_room(floor)
        if len(rooms) == 1 and len(types) == 1 and not (one or on_floor):
            room, kind = next(iter(rooms)), next(iter(types))
            members = self._groups.of_type(kind, (room,)) if room is not None else ()
            placed = room is not None and said.startswith(self._places.names(room) or "\0")
            plain = kind in GROUPED and any(rest in e.nouns for e in level)
            meant = kind in GROUPED and (room == here or placed)
            if room is not None and meant and (len(members) == len(level) or plain):
                return self._groups.selected(kind, members, (room,))
        if floor is not None and on_floor and len(types) == 1 and not one:
            kind = next(iter(types))
            members = self._groups.of_type(kind, (floor,))
            if len(members) == len(level) and kind in GROUPED and any(rest in e.nouns for e in level):
                return self._groups.selected(kind, members, (floor,))
        things = tuple(e.thing for e in level)
        return Several(things) if len(things) <= _MOST or len(types) == 1 else None
