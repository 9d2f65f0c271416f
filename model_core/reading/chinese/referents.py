"""Which devices of a home Mandarin words mean: one, a group, several to choose between, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import exceptions
from model_core.reading.chinese.absent import DEVICES, EVERY, ONE, WHOLE, Absent
from model_core.reading.chinese.entries import Entry, after_room, entries
from model_core.reading.chinese.nouns import NOUNS
from model_core.reading.chinese.places import Places, key
from model_core.reading.chinese.traditional import simplified
from model_core.reading.referents import Found, Meaning, Missing, Several
from model_core.world import Thing

Able = Callable[[Thing], bool]
GROUPED = frozenset({"light", "blind", "curtain"})
"""Types whose plain noun means all that are in the room."""
PLAINLY = frozenset({"speaker", "valve", "plug", "heater", "vacuum", "curtain", "blind", "garage door"})
"""Types whose noun is said of any kind of them where none is just that: `音响` of a soundbar."""
_PLAINLY_TOO = {"blind": ("卷帘", "遮阳帘")}
"""Other nouns that are said of any kind of them."""
_BEDROOM = "卧室"
_MOST = 4
_HERE = re.compile(
    r"^(?:这里|这儿|这个房间里?|这间屋子里?|这间房间?里?|屋子?里|我这儿|我这里|我这边|这屋里?|房间里|这边|这间)"
)
_KIND = re.compile(r"那[盏个台扇把幅部辆对双排组串条道]")
_MINE = re.compile(r"^(?:我们?家|我们?)(?:里)?(?=.)")
_LISTED = re.compile(r"、|和|跟|与|还有|以及|,")
_THAT_ONE = re.compile(r"^(.+?那?)[盏台扇幅个]$")
_PLACED_ONE = re.compile(r"(?:那|这|一)[盏个台扇把幅部辆只](?=.)")
_COUNTED = re.compile(r"(?<!\d)(\d|两)(?:[盏台扇把幅部辆只边套组间]|个(?:房间|屋子?|卧室|厅)?里?)(?=.)")
_PRONOUN = re.compile(r"(?<!其)[它他她]|^那[个些]?$|^这[个些]?$")


def _plainly(kind: str) -> tuple[str, ...]:
    return (*NOUNS[kind], *_PLAINLY_TOO.get(kind, ()))


class Referents:
    """The words for the devices of one home, computed once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.places = Places(vocabulary)
        self._entries = entries(vocabulary, self.places)
        self._absent = Absent(self._entries, self.places)
        self._types = {e.type for e in self._entries}

    def find(
        self, phrase: str, here: str | None, able: Able | None = None, *, every: bool = False
    ) -> Meaning | None:
        """What a phrase means to a speaker in the room `here`; None where it is not understood.

        `able` says which devices the words could be about; `every`: the sentence says 都 or 全.
        """
        phrase = phrase.strip(" ,;、").replace(" ", "")
        if not phrase or _PRONOUN.search(phrase):
            return None
        place = self.where(phrase, here) if self._by_name(key(phrase)) is None else None
        if place:
            inside = [e.thing for e in self._entries if self._is_in(e, place)]
            return self.selected("", inside, place) if every and len(inside) > 1 else None
        if every and self.places.absent(key(phrase))[1] == "":
            return (
                Missing(re.sub("那?里?[头面边]?的?$", "", phrase)) if not re.search(r"\d", phrase) else None
            )
        if exceptions.has_one(phrase):
            named = self._by_name(key(phrase))
            return named or self._without(phrase, here, able)
        found = self._one_phrase(phrase, here, able, every=every)
        if found is not None and not isinstance(found, Missing):
            return found
        joined = self._joined(phrase, here, able)
        joined = joined or (self._side_by_side(key(phrase)) if found is None else None)
        return joined or (Missing(phrase) if isinstance(found, Missing) else None)

    def parts(self, phrase: str) -> tuple[str, ...]:
        """The parts of a list of devices."""
        return tuple(p for p in _LISTED.split(phrase) if p)

    def type_named(self, noun: str) -> str | None:
        """The one type in this home of which a noun is said."""
        kinds = {e.type for e in self._entries if key(noun) in e.nouns}
        if not kinds:
            kinds = {k for k in PLAINLY & self._types if key(noun) in map(key, _plainly(k))}
        return next(iter(kinds)) if len(kinds) == 1 else None

    def of_type(self, kind: str, places: Sequence[str] = ()) -> tuple[Thing, ...]:
        """The devices of a type, in these places or anywhere."""
        return tuple(e.thing for e in self._entries if e.type == kind and self._is_in(e, places))

    def all_have(self, kind: str, noun: str) -> bool:
        """Whether a noun is said of every device of a type, or of none and yet means that type."""
        plainly = kind in PLAINLY and key(noun) in map(key, _plainly(kind))
        if plainly and not any(key(noun) in e.nouns for e in self._entries):
            return True
        return all(key(noun) in e.nouns for e in self._entries if e.type == kind)

    def where(self, said: str, here: str | None) -> tuple[str, ...] | None:
        """The places that words alone mean; empty: the whole home; None: not understood."""
        phrase = key(said)
        if not phrase or WHOLE.sub("", phrase) == "":
            return ()
        if _HERE.sub("", phrase) == "":
            return (here,) if here is not None else None
        place = self.places.named(phrase)
        return (place,) if place is not None else None

    def selected(self, kind: str, things: Sequence[Thing], places: Sequence[str]) -> Found:
        """The group as a selector, or the device itself where there is but one."""
        stated = dict.fromkeys(self._vocabulary.class_of[t.id].type for t in things)
        if kind and (len(things) == 1 or len(stated) != 1):
            return Found(tuple(things))
        target = f"all {next(iter(stated))}" if kind else "all"
        if places:
            target += f" in {', '.join(self.places.label(p) for p in places)}"
        return Found(tuple(things), target)

    def _by_name(self, said: str) -> Found | None:
        exact = [e.thing for e in self._entries if said in e.names]
        return Found(tuple(exact)) if len(exact) == 1 else None

    def _one_phrase(self, phrase: str, here: str | None, able: Able | None, *, every: bool) -> Meaning | None:
        said = key(phrase)
        rest = said.removeprefix(_BEDROOM)
        if rest not in {"", said} and (rooms := self.places.bedrooms()) and not self._by_name(said):
            return self._in_bedrooms(rest, rooms, here, able, every=every)
        alone = ONE.match(said)
        if alone and not every:
            return self._single(said[alone.end() :], here, able, one=True) or self._single(
                said, here, able, one=False
            )
        counted = _COUNTED.search(said)
        if counted and self._by_name(said) is None:
            return self._counted(said, counted, here)
        place, rest = self.places.take(said)
        inside = _PLACED_ONE.match(rest) if place is not None and not every else None
        if inside and self._by_name(said) is None:
            return self._single(said.removesuffix(rest) + rest[inside.end() :], here, able, one=True)
        marked = EVERY.search(said) is not None
        whole = WHOLE.match(said)
        near = _HERE.match(said) if not whole else None
        if near and here is None and said.startswith("屋") and (every or marked):
            return self._one_phrase(_HERE.sub("家里", said), here, able, every=every)
        if not (marked or whole or near):
            spoken = self._spoken_of(phrase, every=every)
            if spoken is not None:
                return spoken
            one = self._single(said, here, able, one=False)
            if (
                one is not None
                and not (every and isinstance(one, Several))
                and not self._is_plain(said, every)
            ):
                return one
            mine = _MINE.match(said)
            if one is None and mine:
                return self._one_phrase(said[mine.end() :], here, able, every=every)
        group = self._group(said, here, every=every or marked, whole=bool(whole), near=bool(near))
        inner = WHOLE.sub("", said) if whole and not isinstance(group, Found) else ""
        one = self._single(inner, here, able, one=False)
        return one if isinstance(one, Found) and not one.target else group

    def _in_bedrooms(
        self, rest: str, rooms: Sequence[str], here: str | None, able: Able | None, *, every: bool
    ) -> Meaning | None:
        """`卧室的灯` where several rooms are bedrooms: of the one that is spoken from, else a question."""
        if here in rooms:
            return self._one_phrase(f"{here}{rest}", here, able, every=every)
        each = [self._one_phrase(f"{room}{rest}", here, able, every=every) for room in rooms]
        things = tuple(t for meaning in each if isinstance(meaning, Found) for t in meaning.things)
        if len(things) == 1:
            return Found(things)
        return Several(things) if things and not every else None

    def _counted(self, said: str, counted: re.Match[str], here: str | None) -> Meaning | None:
        """`3台空调`, where that is how many there are, in the home or else in the room."""
        plain = said[: counted.start()] + said[counted.end() :]
        count = int(counted[1].replace("两", "2"))
        rooms, rest = self.places.bedrooms(), plain.removeprefix(_BEDROOM)
        if rest not in {"", plain} and len(rooms) == count:
            return self._of_rooms(rest, rooms)
        whole, near = (p.match(plain) is not None for p in (WHOLE, _HERE))
        for nearby in (near, True) if here is not None and not whole else (near,):
            found = self._group(plain, here, every=True, whole=whole, near=nearby)
            if isinstance(found, Found) and len(found.things) == count:
                return found
        return None

    def _of_rooms(self, noun: str, rooms: Sequence[str]) -> Found | None:
        """The devices of one type in each of these rooms: `两间卧室的窗帘`."""
        kind = self.type_named(noun)
        things = self.of_type(kind, rooms) if kind is not None else ()
        return self.selected(kind or "", things, rooms) if things else None

    def _side_by_side(self, said: str) -> Found | None:
        """`电视投影仪`: two names with nothing between them."""
        pairs = [(self._by_name(said[:n]), self._by_name(said[n:])) for n in range(2, len(said) - 1)]
        both = [Found((*a.things, *b.things)) for a, b in pairs if a and b and a.things != b.things]
        return both[0] if len(both) == 1 else None

    def _is_plain(self, said: str, every: bool) -> bool:
        """Whether words with 都 are a noun, so that they mean all."""
        return (
            every
            and any(said.endswith(n) for e in self._entries for n in e.nouns)
            and not self._by_name(said)
        )

    def _spoken_of(self, phrase: str, *, every: bool) -> Found | None:
        """`客厅的灯` are all of them, even where one is called 客厅灯."""
        if not every and any(
            phrase == simplified(t.name).replace(" ", "") for t in self._vocabulary.world.things
        ):
            return None
        place, joint, noun = phrase.rpartition("的")
        room = self.places.named(key(place)) if joint else None
        if room is None or not self.places.is_room(room):
            return None
        kind = self.type_named(noun)
        if kind is None or not (kind in GROUPED or every):
            return None
        group = self.of_type(kind, (room,))
        return self.selected(kind, group, (room,)) if len(group) > 1 and self.all_have(kind, noun) else None

    def _single(self, said: str, here: str | None, able: Able | None, *, one: bool) -> Meaning | None:
        if not said:
            return None
        every = self._levels(said, self._entries, here)
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
        place = self.places.take(said)[0]
        on_floor = place is not None and not self.places.is_room(place)
        near = [e for e in best if e.thing.room == here and here is not None and not on_floor] or best
        if len(near) == 1:
            return Found((near[0].thing,))
        return self._decide(near, said, here, one=one)

    def _levels(self, said: str, entries: Sequence[Entry], here: str | None) -> list[list[Entry]]:
        """Readings from the strictest to the loosest."""
        generic = [e for e in entries if said in e.nouns]
        inside = [e for e in entries if here is not None and e.thing.room == here]
        exact = [e for e in entries if said in e.names] if len(generic) < 2 else []
        nearby = [e for e in inside if e in generic or (said in e.also and not exact)]
        if exact and nearby and not any(e in nearby for e in exact):
            return [[*exact, *(e for e in nearby if e not in exact)]]
        closer = [e for e in inside if any(n.endswith(said) for n in e.names)]
        if len(exact) > 1 and closer and not any(e in inside for e in exact):
            return [closer]  # `床头灯` of other rooms, beside `爷爷的床头灯` here
        in_room = after_room(self._entries, said)
        named = [e for e in entries if any(n in in_room.get(e.thing.room or "", ()) for n in e.names)]
        called = [(e, e.nouns if named else (*e.nouns, *e.also)) for e in entries]
        placed = [e for e, ns in called if any(n in in_room.get(e.thing.room or "", ()) for n in ns)]
        floor, rest = self.places.take(said)
        on_floor = [
            e
            for e in entries
            if floor is not None
            and rest in (*e.nouns, *e.names)
            and self.places.holds((floor,), e.thing.room)
        ]
        bare = _KIND.sub("", said)
        part = [e for e in entries if len(said) > 1 and any(said in n for n in e.names)]
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
        return len(rest) > 1 and any(rest in n for n in entry.names)

    def _decide(self, level: Sequence[Entry], said: str, here: str | None, *, one: bool) -> Meaning | None:
        rooms, types = {e.thing.room for e in level}, {e.type for e in level}
        floor, rest = self.places.take(said)
        on_floor = floor is not None and not self.places.is_room(floor)
        if len(rooms) == 1 and len(types) == 1 and not (one or on_floor):
            room, kind = next(iter(rooms)), next(iter(types))
            members = self.of_type(kind, (room,)) if room is not None else ()
            placed = room is not None and said.startswith(self.places.names(room) or "\0")
            plain = kind in GROUPED and any(rest in e.nouns for e in level)
            meant = kind in GROUPED and (room == here or placed)
            if room is not None and meant and (len(members) == len(level) or plain):
                return self.selected(kind, members, (room,))
        if floor is not None and on_floor and len(types) == 1 and not one:
            kind = next(iter(types))
            members = self.of_type(kind, (floor,))
            if len(members) == len(level) and kind in GROUPED and any(rest in e.nouns for e in level):
                return self.selected(kind, members, (floor,))
        things = tuple(e.thing for e in level)
        return Several(things) if len(things) <= _MOST or len(types) == 1 else None

    # groups

    def _group(self, said: str, here: str | None, *, every: bool, whole: bool, near: bool) -> Meaning | None:
        if near and here is None:
            return None
        places, rest = self._stripped(said, here, whole=whole, near=near)
        if rest in DEVICES:
            if not (every or whole) or not (places or whole or here is None):
                return None
            return self.selected("", [e.thing for e in self._entries if self._is_in(e, places)], places)
        kind = self.type_named(rest)
        if kind is None or not self.all_have(kind, rest):
            inside = [e for e in self._entries if e.thing.room == here and rest in (*e.names, *e.nouns)]
            if near:
                return Found((inside[0].thing,)) if len(inside) == 1 else None
            return self._named_alike(rest, places, every=every) or self._absent.missing(said)
        things = self.of_type(kind, places)
        if every and not (places or whole or EVERY.search(said)) and here is not None:
            local = self.of_type(kind, (here,))
            if len(local) > 1 or len(local) == len(things):  # nobody says all of one
                things, places = local, (here,)
            elif not local:
                places = ()
        if not things:
            others = tuple(e.thing for e in self._entries if rest in e.also and self._is_in(e, places))
            if others and places:
                return self.selected(others[0].type, others, places)
            return Missing(said) if places else None
        if every or whole or near or kind in GROUPED or len(things) == 1:
            return self.selected(kind, things, places)
        return Several(things)

    def _stripped(
        self, said: str, here: str | None, *, whole: bool, near: bool
    ) -> tuple[tuple[str, ...], str]:
        """The places of a phrase, and what is left of it without the words for all of them."""
        places: tuple[str, ...] = ()
        rest, before = said, ""
        while rest != before:
            before = rest
            rest = EVERY.sub("", WHOLE.sub("", rest, count=1) if whole else rest, count=1)
            if near and not places and here is not None and _HERE.match(rest):
                rest, places = _HERE.sub("", rest, count=1), (here,)
            if not places and not whole:
                place, rest = self.places.take(rest)
                places = (place,) if place is not None else ()
        return places, rest

    def _named_alike(self, rest: str, places: Sequence[str], *, every: bool) -> Meaning | None:
        """`所有的台灯`: the devices that share these characters of their names."""
        members = [e for e in self._entries if self._is_in(e, places) and len(rest) > 1]
        members = [e for e in members if any(rest in n for n in e.names)]
        if not every or not members or len({e.type for e in members}) > 1:
            return None
        return Found(tuple(e.thing for e in members))

    def _joined(self, phrase: str, here: str | None, able: Able | None) -> Meaning | None:
        """`台灯和吊灯`, `客厅和卧室的灯`."""
        parts = self.places.carried(self.parts(phrase), lambda p: self._by_name(p) is not None)
        if len(parts) < 2:
            return None
        *first, last = parts
        rooms = [self.places.named(key(p)) for p in first]
        place, rest = self.places.take(key(last))
        if all(rooms) and place is not None:
            rest = EVERY.sub("", rest)
            kind = self.type_named(rest)
            places = (*(r for r in rooms if r), place)
            if kind is not None and self.all_have(kind, rest):
                things = self.of_type(kind, places)
                every = kind in GROUPED or len(things) == len(places) or EVERY.search(last)
                return self.selected(kind, things, places) if things and every else None
        found = [self._one_phrase(p, here, able, every=False) for p in parts]
        things_found: list[Thing] = []
        for meaning in found:
            if not isinstance(meaning, Found):
                return None
            things_found += [t for t in meaning.things if t not in things_found]
        return Found(tuple(things_found))

    def _without(self, phrase: str, here: str | None, able: Able | None) -> Meaning | None:
        """A group except devices or places."""
        parted = exceptions.parted(phrase)
        if parted is None:
            return None
        base, left_out = parted
        group = self._one_phrase(base, here, able, every=True)
        if not isinstance(group, Found) or not group.target:
            return None
        return self.except_for(group, left_out, here)

    def except_for(self, group: Found, left_out: str, here: str | None) -> Found | None:
        """A group without the devices or places that words mean."""
        members = {t.id for t in group.things}
        labels: list[str] = []
        gone: set[str] = set()
        whole = self._by_name(key(left_out))
        for part in (left_out,) if whole else self.parts(left_out):
            place, rest = self.places.take(_THAT_ONE.sub(r"\1", key(part)))
            kinds = {e.type for e in self._entries if e.thing.id in members}
            noun = rest in {"", "房间", "那间", "那"} or (len(kinds) == 1 and self.type_named(rest) in kinds)
            if place is not None and noun and self._by_name(key(part)) is None:
                inside = [t for t in group.things if self.places.holds((place,), t.room)]
                if rest and len(inside) == 1:
                    gone.add(inside[0].id)
                    labels.append(self._vocabulary.labels[inside[0].id])
                    continue
                gone |= {t.id for t in inside}
                labels.append(self.places.label(place))
                continue
            found = self._one_phrase(part, here, lambda t: t.id in members, every=False)
            if not isinstance(found, Found):
                return None
            gone |= {t.id for t in found.things}
            labels += [self._vocabulary.labels[t.id] for t in found.things]
        things = tuple(t for t in group.things if t.id not in gone)
        return Found(things, f"{group.target} except {', '.join(labels)}") if things and gone else None

    def _is_in(self, entry: Entry, places: Sequence[str]) -> bool:
        return not places or self.places.holds(places, entry.thing.room)
