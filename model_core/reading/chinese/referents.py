"""Which devices of a home Mandarin words mean: one, a group, several to choose between, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import exceptions
from model_core.reading.chinese.absent import DEVICES, EVERY, ONE, WHOLE, Absent
from model_core.reading.chinese.entries import DOER, entries
from model_core.reading.chinese.groups import BEDROOM, GROUPED, HERE, Groups
from model_core.reading.chinese.nouns import DOERS
from model_core.reading.chinese.places import Places, key
from model_core.reading.chinese.singles import Able, Singles
from model_core.reading.chinese.traditional import simplified
from model_core.reading.referents import Found, Meaning, Missing, Several
from model_core.world import Thing

_MINE = re.compile(r"^(?:我们?家|我们?)(?:里)?(?=.)")
_LISTED = re.compile(r"[啊呀]?[、,]|和|跟|与|还有|以及|连同|同(?!步)|外加|[啊呀](?=.)")
_THAT_ONE = re.compile(r"^(.+?那?)[盏台扇幅个把副部只张]$")
_WHOSE = re.compile(r"^(.{2,}?)的?那[盏台扇幅个把副部只张间]?$")
_PLACED_ONE = re.compile(r"(?:那|这|一)[盏个台扇把幅部辆只](?=.)")
_COUNTED = re.compile(
    r"[那这]?(?<!\d)(\d|两)(?:[盏台扇把幅部辆只边套组间道块面副片架口条款样支]|层(?=.{0,2}帘)|个(?:房间|屋子?|卧室|厅)?里?)(?=.)"
)
_DOERS = tuple(
    re.compile(f"({'|'.join(said)})的(?:那[台个只]|机器(?!人)|机子|家伙|东西|玩意儿?)?")
    for said in DOERS.values()
)
_PRONOUN = re.compile(r"(?<!其)[它他她]|^那[个些]?$|^这[个些]?$")


class Referents:
    """The words for the devices of one home, computed once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.places = Places(vocabulary)
        self._entries = entries(vocabulary, self.places)
        self._absent = Absent(self._entries, self.places)
        self._groups = Groups(vocabulary, self.places, self._entries, self._absent)
        self._singles = Singles(self.places, self._entries, self._groups)

    def find(
        self, phrase: str, here: str | None, able: Able | None = None, *, every: bool = False
    ) -> Meaning | None:
        """What a phrase means to a speaker in the room `here`; None where it is not understood.

        `able` says which devices the words could be about; `every`: the sentence says 都 or 全.
        """
        phrase = phrase.strip(" ,;、").replace(" ", "")
        for doer in _DOERS if "的" in phrase else ():
            phrase = doer.sub(rf"\1{DOER}", phrase)
        if not phrase or _PRONOUN.search(phrase):
            return None
        place = self.where(phrase, here) if self._by_name(key(phrase)) is None else None
        if place:
            inside = [e.thing for e in self._entries if self._groups.is_in(e, place)]
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
        if joined is not None:
            return joined
        return Missing(phrase) if isinstance(found, Missing) else self._absent.of_nobody(phrase)

    def parts(self, phrase: str) -> tuple[str, ...]:
        """The parts of a list of devices."""
        return tuple(p for p in _LISTED.split(phrase) if p)

    def type_named(self, noun: str) -> str | None:
        """The one type in this home of which a noun is said."""
        return self._groups.type_named(noun)

    def of_type(self, kind: str, places: Sequence[str] = ()) -> tuple[Thing, ...]:
        """The devices of a type, in these places or anywhere."""
        return self._groups.of_type(kind, places)

    def all_have(self, kind: str, noun: str) -> bool:
        """Whether a noun is said of every device of a type, or of none and yet means that type."""
        return self._groups.all_have(kind, noun)

    def selected(self, kind: str, things: Sequence[Thing], places: Sequence[str]) -> Found:
        """The group as a selector, or the device itself where there is but one."""
        return self._groups.selected(kind, things, places)

    def where(self, said: str, here: str | None) -> tuple[str, ...] | None:
        """The places that words alone mean; empty: the whole home; None: not understood."""
        phrase = key(said)
        if not phrase or WHOLE.sub("", phrase) == "":
            return ()
        if HERE.sub("", phrase) == "":
            return (here,) if here is not None else None
        place = self.places.named(phrase)
        return (place,) if place is not None else None

    def _by_name(self, said: str) -> Found | None:
        exact = [e.thing for e in self._entries if said in e.names]
        return Found(tuple(exact)) if len(exact) == 1 else None

    def _one_phrase(self, phrase: str, here: str | None, able: Able | None, *, every: bool) -> Meaning | None:
        said = key(phrase)
        rest = said.removeprefix(BEDROOM)
        if rest not in {"", said} and (rooms := self.places.bedrooms()) and not self._by_name(said):
            return self._in_bedrooms(rest, rooms, here, able, every=every)
        alone = ONE.match(said)
        if alone and not every:
            return self._singles.find(said[alone.end() :], here, able, one=True) or self._singles.find(
                said, here, able, one=False
            )
        counted = _COUNTED.search(said)
        if counted and self._by_name(said) is None:
            return self._groups.counted(said, counted, here)
        place, rest = self.places.take(said)
        inside = _PLACED_ONE.match(rest) if place is not None and not every else None
        if inside and self._by_name(said) is None:
            return self._singles.find(said.removesuffix(rest) + rest[inside.end() :], here, able, one=True)
        marked = EVERY.search(said) is not None
        whole = WHOLE.match(said)
        near = HERE.match(said) if not whole else None
        if near and here is None and said.startswith("屋") and (every or marked):
            return self._one_phrase(HERE.sub("家里", said), here, able, every=every)
        if not (marked or whole or near):
            spoken = self._spoken_of(phrase, every=every)
            if spoken is not None:
                return spoken
            one = self._singles.find(said, here, able, one=False)
            if (
                one is not None
                and not (every and isinstance(one, Several))
                and not self._is_plain(said, every)
            ):
                return one
            mine = _MINE.match(said)
            if one is None and mine:
                return self._one_phrase(said[mine.end() :], here, able, every=every)
        group = self._groups.find(said, here, every=every or marked, whole=bool(whole), near=bool(near))
        inner = WHOLE.sub("", said) if whole and not isinstance(group, Found) else ""
        one = self._singles.find(inner, here, able, one=False)
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

    def _side_by_side(self, said: str) -> Found | None:
        """`电视投影仪`: two names with nothing between them."""
        pairs = [(self._only(said[:n]), self._only(said[n:])) for n in range(2, len(said) - 1)]
        both = [Found((*a.things, *b.things)) for a, b in pairs if a and b and a.things != b.things]
        return both[0] if len(both) == 1 else None

    def _names(self, thing: Thing) -> tuple[str, ...]:
        return next(e.names for e in self._entries if e.thing.id == thing.id)

    def _only(self, said: str) -> Found | None:
        """The device of a name, or the only one of a noun."""
        of_noun = [e.thing for e in self._entries if said in e.nouns]
        return self._by_name(said) or (Found(tuple(of_noun)) if len(of_noun) == 1 else None)

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

    def _joined(self, phrase: str, here: str | None, able: Able | None) -> Meaning | None:
        """`台灯和吊灯`, `客厅和卧室的灯`."""
        parts = self.places.carried(self.parts(phrase), lambda p: self._by_name(p) is not None)
        if len(parts) < 2:
            parts = self._rooms_side_by_side(phrase)
        if len(parts) < 2:
            return None
        *first, last = parts
        rooms = [self.places.named(key(p)) for p in first]
        place, rest = self.places.take(key(last))
        if all(rooms) and place is not None:
            rest = EVERY.sub("", rest)
            kind = self.type_named(rest)
            places = (*(r for r in rooms if r), place)
            if rest in DEVICES:
                inside = [e.thing for e in self._entries if self._groups.is_in(e, places)]
                return self.selected("", inside, places) if len(inside) > 1 else None
            if kind is not None and self.all_have(kind, rest):
                things = self.of_type(kind, places)
                every = kind in GROUPED or len(things) == len(places) or EVERY.search(last)
                return self.selected(kind, things, places) if things and every else None
        found = [self._one_phrase(p, here, able, every=False) for p in parts]
        if (where := self.places.of(key(parts[0]))) and not all(isinstance(m, Found) for m in found):
            found = [
                m if isinstance(m, Found) else self._one_phrase(f"{where}{p}", here, able, every=False)
                for m, p in zip(found, parts, strict=True)
            ]
        things_found: list[Thing] = []
        for meaning in found:
            if not isinstance(meaning, Found):
                return None
            things_found += [t for t in meaning.things if t not in things_found]
        return Found(tuple(things_found))

    def _rooms_side_by_side(self, phrase: str) -> tuple[str, ...]:
        """`餐厅书房的灯`: the rooms, the last with what is in them."""
        rooms, _, noun = phrase.rpartition("的")
        if not rooms or not noun or self.places.named(key(rooms)) is not None:
            return ()
        parts: list[str] = []
        while rooms:
            at = next((n for n in range(len(rooms), 1, -1) if self._is_room(rooms[:n])), 0)
            if not at:
                return ()
            parts.append(rooms[:at])
            rooms = rooms[at:]
        return (*parts[:-1], f"{parts[-1]}的{noun}") if len(parts) > 1 else ()

    def _is_room(self, said: str) -> bool:
        room = self.places.named(key(said))
        return room is not None and self.places.is_room(room)

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
            if found is None and (whose := _WHOSE.match(part)):
                said = key(whose[1])
                theirs = [t for t in group.things if any(n.startswith(said) for n in self._names(t))]
                found = Found(tuple(theirs)) if len(theirs) == 1 else None
            if not isinstance(found, Found):
                return None
            gone |= {t.id for t in found.things}
            labels += [self._vocabulary.labels[t.id] for t in found.things]
        things = tuple(t for t in group.things if t.id not in gone)
        return Found(things, f"{group.target} except {', '.join(labels)}") if things and gone else None
