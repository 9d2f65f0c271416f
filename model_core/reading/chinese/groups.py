"""Groups of devices that Mandarin words mean: of a type, of a place, everything, and so many of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese.absent import DEVICES, EVERY, WHOLE, Absent
from model_core.reading.chinese.entries import Entry
from model_core.reading.chinese.nouns import NOUNS
from model_core.reading.chinese.places import Places, key
from model_core.reading.referents import Found, Meaning, Missing, Several
from model_core.world import Thing

GROUPED = frozenset({"light", "blind", "curtain"})
"""Types whose plain noun means all that are in the room."""
PLAINLY = frozenset({"speaker", "valve", "plug", "heater", "vacuum", "curtain", "blind", "garage door"})
"""Types whose noun is said of any kind of them where none is just that: `音响` of a soundbar."""
_PLAINLY_TOO = {"blind": ("卷帘", "遮阳帘", "帘子"), "curtain": ("帘子",), "vacuum": ("机器人",)}
"""Other nouns that are said of any kind of them."""
_LOOSELY = frozenset({"帘子"})
"""What means all of them only where a place or `all` is said."""
HERE = re.compile(
    r"^(?:这里|这儿|这个房间里?|这间屋子里?|这间房间?里?|屋子?里|我这儿|我这里|我这边|这屋里?|房间里|这边|这间)"
)
BEDROOM = "卧室"


def _plainly(kind: str) -> tuple[str, ...]:
    return (*NOUNS.get(kind, ()), *_PLAINLY_TOO.get(kind, ()))


class Groups:
    """Finds groups of devices of one home."""

    def __init__(
        self, vocabulary: Vocabulary, places: Places, entries: Sequence[Entry], absent: Absent
    ) -> None:
        self._vocabulary = vocabulary
        self._places = places
        self._entries = entries
        self._absent = absent
        self._types = {e.type for e in entries}

    def type_named(self, noun: str) -> str | None:
        """The one type in this home of which a noun is said."""
        kinds = {e.type for e in self._entries if key(noun) in e.nouns}
        if not kinds:
            kinds = {k for k in PLAINLY & self._types if key(noun) in map(key, _plainly(k))}
        return next(iter(kinds)) if len(kinds) == 1 else None

    def of_type(self, kind: str, places: Sequence[str] = ()) -> tuple[Thing, ...]:
        """The devices of a type, in these places or anywhere."""
        return tuple(e.thing for e in self._entries if e.type == kind and self.is_in(e, places))

    def all_have(self, kind: str, noun: str) -> bool:
        """Whether a noun is said of every device of a type, or of none and yet means that type."""
        plainly = kind in PLAINLY and key(noun) in map(key, _plainly(kind))
        if plainly and not any(key(noun) in e.nouns for e in self._entries):
            return True
        return all(key(noun) in e.nouns for e in self._entries if e.type == kind)

    def selected(self, kind: str, things: Sequence[Thing], places: Sequence[str]) -> Found:
        """The group as a selector, or the device itself where there is but one."""
        stated = dict.fromkeys(self._vocabulary.class_of[t.id].type for t in things)
        if kind and (len(things) == 1 or len(stated) != 1):
            return Found(tuple(things))
        target = f"all {next(iter(stated))}" if kind else "all"
        if places:
            target += f" in {', '.join(self._places.label(p) for p in places)}"
        return Found(tuple(things), target)

    def find(self, said: str, here: str | None, *, every: bool, whole: bool, near: bool) -> Meaning | None:
        """The group that words mean to a speaker in the room `here`; None where they are not understood."""
        if near and here is None:
            return None
        places, rest = self._stripped(said, here, whole=whole, near=near)
        if rest in DEVICES or (not rest and whole and every):
            if not (every or whole) or not (places or whole or here is None):
                return None
            return self.selected("", [e.thing for e in self._entries if self.is_in(e, places)], places)
        kind = self.type_named(rest)
        if kind is None or not (self.all_have(kind, rest) or (every and self._is_of_one(rest, places))):
            inside = [e for e in self._entries if e.thing.room == here and rest in (*e.names, *e.nouns)]
            if near:
                return Found((inside[0].thing,)) if len(inside) == 1 else None
            return self._named_alike(rest, places, every=every) or self._absent.missing(said)
        things = self.of_type(kind, places)
        if every and here is not None:
            things, places = self._every(kind, things, places, said, here, whole=whole, near=near)
        if not things:
            others = tuple(e.thing for e in self._entries if rest in e.also and self.is_in(e, places))
            if others and places:
                return self.selected(others[0].type, others, places)
            return Missing(said) if places else None
        grouped = kind in GROUPED and (bool(places) or rest not in _LOOSELY)
        if every or whole or near or grouped or len(things) == 1:
            return self.selected(kind, things, places)
        return Several(things)

    def _every(
        self,
        kind: str,
        things: tuple[Thing, ...],
        places: tuple[str, ...],
        said: str,
        here: str,
        *,
        whole: bool,
        near: bool,
    ) -> tuple[tuple[Thing, ...], tuple[str, ...]]:
        """All of a type that are meant, and where, in the room `here`: nobody says all of one."""
        if near and said.startswith("屋") and len(things) == 1:  # 屋里 is the home as well
            return self.of_type(kind), ()
        if not (places or whole or EVERY.search(said)):
            local = self.of_type(kind, (here,))
            if len(local) > 1 or len(local) == len(things):
                return local, (here,)
            if not local:
                return things, ()
        return things, places

    def _is_of_one(self, noun: str, places: Sequence[str]) -> bool:
        """Whether a noun is of one device alone, so that all of them are those of its type."""
        return sum(noun in e.nouns and self.is_in(e, places) for e in self._entries) == 1

    def counted(self, said: str, counted: re.Match[str], here: str | None) -> Meaning | None:
        """`3台空调`, where that is how many there are, in the home or else in the room."""
        plain = said[: counted.start()] + said[counted.end() :]
        count = int(counted[1].replace("两", "2"))
        rooms, rest = self._places.bedrooms(), plain.removeprefix(BEDROOM)
        if rest not in {"", plain} and len(rooms) == count:
            return self._of_rooms(rest, rooms)
        whole, near = (p.match(plain) is not None for p in (WHOLE, HERE))
        for nearby in (near, True) if here is not None and not whole else (near,):
            found = self.find(plain, here, every=True, whole=whole, near=nearby)
            if isinstance(found, Found) and len(found.things) == count:
                return found
        return None

    def _of_rooms(self, noun: str, rooms: Sequence[str]) -> Found | None:
        """The devices of one type in each of these rooms: `两间卧室的窗帘`."""
        kind = self.type_named(noun)
        things = self.of_type(kind, rooms) if kind is not None else ()
        return self.selected(kind or "", things, rooms) if things else None

    def _stripped(
        self, said: str, here: str | None, *, whole: bool, near: bool
    ) -> tuple[tuple[str, ...], str]:
        """The places of a phrase, and what is left of it without the words for all of them."""
        places: tuple[str, ...] = ()
        rest, before = said, ""
        while rest != before:
            before = rest
            rest = EVERY.sub("", WHOLE.sub("", rest, count=1) if whole else rest, count=1)
            if near and not places and here is not None and HERE.match(rest):
                rest, places = HERE.sub("", rest, count=1), (here,)
            if not places and not whole:
                place, rest = self._places.take(rest)
                places = (place,) if place is not None else ()
        return places, rest

    def _named_alike(self, rest: str, places: Sequence[str], *, every: bool) -> Meaning | None:
        """`所有的台灯`: the devices that share these characters of their names."""
        members = [e for e in self._entries if self.is_in(e, places) and len(rest) > 1]
        members = [e for e in members if e.has(rest)]
        if not every or not members or len({e.type for e in members}) > 1:
            return None
        if len(members) == 1 and len(self.of_type(members[0].type, places)) > 1:
            return None  # nobody says all of one
        return Found(tuple(e.thing for e in members))

    def is_in(self, entry: Entry, places: Sequence[str]) -> bool:
        """Whether the device is in one of the places; everything is where none is named."""
        return not places or self._places.holds(places, entry.thing.room)
