"""Reads a need that is spoken of instead of a command: what meets it, here first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import need_cues, need_moments, wishes
from model_core.reading.clauses import Done
from model_core.reading.naming import meaningful
from model_core.reading.need_cues import Need
from model_core.reading.need_kinds import (
    any_of,
    called,
    device_words,
    named,
    named_so,
    nouns,
    said_in,
    spoken_of,
    without_names,
)
from model_core.reading.need_signs import signalled, spelled_out
from model_core.reading.need_ways import Way, way_of
from model_core.reading.need_where import Where
from model_core.reading.places import Places
from model_core.reading.reasons import Reasons
from model_core.reading.referents import Found, Missing, Several
from model_core.reading.wishes import Wish
from model_core.world import Thing

_MOST = 4
"""More devices than this are only asked about as a whole type."""
_WIDE = frozenset({"thermostat"})
"""Kinds that are asked about even where the speaker's own room has none of them."""
_NEAR = frozenset({"fan", "light"})
"""Kinds that are of no help in another room than the one where the need is felt."""
_ANY = Wish(lambda _thing: "any")
_IN = r"(?:in|on|at|inside)"
_OUT_IN = r"(?:out|over|up|down|back) (?:in|on|at)"
_THE = r"(?:(?:the|my|our) )?"
_PARTS = re.compile(
    r"[,;] (?:and |so |because )?| and | because | so (?=i |we |the )|(?<=\w) (?=it is |i am |i cannot )"
)
_TOLD = re.compile(r"\b(?:turn|switch|set|dim|raise|lower|unlock) ")
"""Words of commands, whatever else is said."""
_ASKED = re.compile(
    r"^(?:what|when|who|how|which|is|are|does|do you|did|can|could(?! do| use)|should|will|was)\b"
)
_LIKE = re.compile(r"\b(?:like|as) (?:an? |the )?\w+(?: \w+)?")
"""What something is compared to is not a place."""
_STATES = re.compile(r" (?:is|are|feels|needs|looks|could|seems)\b")
_NO_WATER = meaningful("gas oil radiator heating")
"""What a valve may stop that floods nothing."""
_NEARBY = frozenset({"upstairs", "downstairs", "outside"})
_RHETORICAL = re.compile(
    r"^(?:who (?:left|turned|switched|wants|fancies)|can (?:we|i|somebody|someone)|"
    r"could (?:it|somebody|someone)|what (?:a|is on|did|about)|"
    r"how about|is (?:it not|not it|there anything on))\b"
)


class Needs:
    """Reads what people need in one home."""

    def __init__(self, vocabulary: Vocabulary, places: Places, reasons: Reasons) -> None:
        self._vocabulary = vocabulary
        self._places = places
        self._reasons = reasons
        self._things = vocabulary.world.things
        said = "|".join(re.escape(n) for n in sorted(places.names, key=len, reverse=True)) or r"(?!)"
        of_devices = frozenset(w for n in called(self._things) for w in n.split())
        absent = [n for n in places.missing if not of_devices & frozenset(n.split())]
        missing = "|".join(re.escape(n) for n in sorted(absent, key=len, reverse=True)) or r"(?!)"
        self._inside = tuple(
            re.compile(rf" {preposition}(?P<name>{said})(?= |$)")
            for preposition in (rf"{_IN} {_THE}", rf"{_OUT_IN} {_THE}", r"(?=upstairs|downstairs|outside)")
        )
        self._subject = re.compile(rf"(?:^|(?<= )){_THE}(?P<name>{said})(?= |$)")
        self._absent_inside = re.compile(rf" {_IN} {_THE}(?P<name>{missing})(?= |$)")
        self._absent_subject = re.compile(rf"(?:^|(?<= )){_THE}(?P<name>{missing})(?= |$)")
        every = called(self._things)
        owners = {m[1] for n in (*every, *places.names) if (m := re.match(r"(\w+)'s ", n))}
        cars = {
            n.casefold() for t in self._things if wishes.type_of(t) == "car" for n in (t.name, *t.aliases)
        }
        self._cars = re.compile(rf"(?:\b(?:the|my|our) )?{any_of(cars)}")
        phones = {
            n.casefold() for t in self._things if wishes.type_of(t) == "phone" for n in (t.name, *t.aliases)
        }
        self._phones = re.compile(rf"(?:\b(?:the|my|our|that|PPL's) )?{any_of(phones)}")
        self._owners = re.compile(any_of(owners))
        self._devices = device_words(self._things)

    def read(self, sentence: str, here: str | None, device: str | None = None) -> Done | None:
        """The plan for a whole sentence in plain form, heard by `device` in the room `here`; else None."""
        if self._reasons.are_beside_orders(sentence):
            return None
        whole = self._clause(sentence, here, device)
        if whole is not None:
            return whole
        aside = need_moments.ASIDE.match(sentence)
        if aside is not None and not self._devices.search(aside[0]):
            return self.read(sentence[aside.end() :], here, device)
        for separator in _PARTS.finditer(sentence):
            parts = sentence[: separator.start()], sentence[separator.end() :]
            first, second = (self._clause(part, here, device) for part in parts)
            if first is not None and second is not None:
                return first if first.text == second.text else None
            if "," not in separator[0] and ";" not in separator[0]:
                continue
            if first is not None and self._is_aside(parts[1]):
                return first
            if second is not None and self._is_aside(parts[0]):
                return second
        return self._given_away(sentence, here, device)

    def is_placed(self, text: str) -> bool:
        """Whether a text says in which room of this home something is."""
        return any(p.search(f" {text}") for p in self._inside)

    def _is_aside(self, text: str) -> bool:
        """Whether a text is a reason, and says nothing of where."""
        return self._reasons.are(text) and not self.is_placed(text)

    def _given_away(self, sentence: str, here: str | None, device: str | None) -> Done | None:
        """A need of which there are signs, whatever is said beside them that is to be done by nobody."""
        text = need_cues.without_here(need_cues.plainest(spelled_out(sentence)))
        text = self._phones.sub("my phone", self._cars.sub("the car", text))
        text = self._owners.sub("PPL", text)
        stated = _LIKE.sub("", text)
        absent = self._absent_subject.search(stated)
        if self._absent_inside.search(f" {stated}") or (absent and _STATES.match(stated, absent.end())):
            return None
        heard = said_in(sentence)
        at_home = Where((here,) if here is not None else (), named=False, said=heard, heard=heard)
        for pattern in (*self._inside, self._subject):
            inside = pattern is not self._subject
            for found in pattern.finditer(f" {text}" if inside else text):
                places = self._places.named(found["name"])
                if not places:
                    continue
                done = self._signalled(
                    self._cut(text, found, inside=inside),
                    Where(places, named=True, said=heard, heard=heard),
                    device,
                )
                if done is not None:
                    return done
                if inside and found["name"] not in _NEARBY:
                    return None
        return self._signalled(text, at_home, device)

    def _signalled(self, text: str, where: Where, device: str | None) -> Done | None:
        """What all needs that are signalled are met by."""
        every: list[Done] = []
        for signal in signalled(text):
            if where.named and "anywhere" in signal.need.flags:
                return None
            done = self._met(signal.need, where, device)
            if done is None or not self._is_of(signal.rest, done.things):
                return None
            every.append(done)
        return every[0] if len({d.text for d in every}) == 1 else None

    def _is_of(self, text: str, things: Sequence[Thing]) -> bool:
        """Whether a text speaks of no other device, and of no deed of others."""
        text = without_names(text, things, nouns(self._things))
        said = frozenset(text.split())
        others = (frozenset(a.name.split("_")) for t in self._things if t not in things for a in t.actions)
        return self._devices.search(text) is None and not any(len(o) > 1 and o <= said for o in others)

    def _clause(self, sentence: str, here: str | None, device: str | None) -> Done | None:
        text = need_cues.plainest(sentence)
        if _TOLD.search(text) or (_ASKED.match(text) and not _RHETORICAL.match(text)):
            return None
        bare = need_cues.without_here(text)
        heard = said_in(sentence)
        at_home = Where((here,) if here is not None else (), named=False, heard=heard)
        done = self._first(bare, at_home, device)
        if done is not None:
            return done
        for pattern in (*self._inside, self._subject):
            inside = pattern is not self._subject
            for found in pattern.finditer(f" {bare}" if inside else bare):
                places = self._places.named(found["name"])
                if not places:
                    continue
                rest = self._cut(bare, found, inside=inside)
                done = self._first(rest, Where(places, named=True, heard=heard), device)
                if done is not None:
                    return done
        return self._absent(bare)

    @staticmethod
    def _cut(text: str, found: re.Match[str], *, inside: bool) -> str:
        if inside:
            padded = f" {text}"
            return f"{padded[: found.start()]}{padded[found.end() :]}".strip()
        return f"{text[: found.start()]}@{text[found.end() :]}".strip()

    def _absent(self, text: str) -> Done | None:
        """A need in a room that people know and this home has not."""
        for pattern, inside in ((self._absent_inside, True), (self._absent_subject, False)):
            found = pattern.search(f" {text}" if inside else text)
            if found is None:
                continue
            rest = self._cut(text, found, inside=inside)
            for need, _ in need_cues.spoken(rest):
                if "rooms" in need.flags:
                    return self._done(wishes.plan(_ANY, Missing(found["name"]), self._vocabulary), ())
        return None

    def _first(self, text: str, where: Where, device: str | None) -> Done | None:
        for need, words in need_cues.spoken(text):
            done = self._met(need, where, device)
            if done is not None:
                return done
            machine = words.get("machine")
            if "refuse" in need.flags and machine and not self._known(machine):
                return self._done(wishes.plan(_ANY, Missing(machine), self._vocabulary), ())
        return None

    def _known(self, machine: str) -> bool:
        said = meaningful(machine)
        return any(said & (meaningful(t.name) | meaningful(t.type)) for t in self._things)

    def _met(self, need: Need, where: Where, device: str | None) -> Done | None:
        if "placed" in need.flags and not where.named:
            return None
        if need.scenes:
            return self._occasion(need, where)
        if self._of(need.unless, where):
            return None
        ways = [way_of(text, where.heard) for text in need.ways]
        for kind, text in need.spare:
            if where.named or not self._of((kind,), None):
                ways.append(way_of(text))
        match need.choose:
            case "one":
                return self._one(ways[0], where, device)
            case "home" | "main":
                return self._in_home(ways, need, where)
            case "all":
                return self._do(ways[0], self._able(ways[0], None), None)
        near = tuple(way_of(text) for text in need.near) if where.places else ()
        return self._meet(ways, near, where, need)

    def _meet(self, ways: Sequence[Way], near: Sequence[Way], where: Where, need: Need) -> Done | None:
        """The first way here, else the first that this home has."""
        known = bool(where.places)
        for way in ways if known else ():
            if things := self._able(way, where):
                return self._do(way, things, where)
        if helped := self._helped(ways, near, where):
            return helped
        if where.named and "nearest" in need.flags:
            return None
        for way in ways:
            if where.named and "floor" in need.flags:
                return self._brought(way)
            if where.named or (known and way.kinds[0] in _NEAR):
                continue
            things = self._able(way, None)
            if len(things) == 1:
                return self._do(way, things, None)
            if things:
                return self._ask(self._of(way.kinds, None)) if not known or way.kinds[0] in _WIDE else None
        return None

    def _helped(self, ways: Sequence[Way], near: Sequence[Way], where: Where) -> Done | None:
        """What helps a little here, unless one device meets the need all over the home."""
        for way in ways if near and not where.named else ():
            if way.kinds[0] in _WIDE and len(things := self._able(way, None)) == 1:
                return self._do(way, things, None)
        helping = ((way, self._able(way, where)) for way in near)
        return next((self._do(way, things, where) for way, things in helping if things), None)

    def _brought(self, way: Way) -> Done | None:
        """The only one there is, when it goes to other rooms unasked."""
        things = self._of(way.kinds, None)
        if len(things) != 1 or things[0].find_action("clean_room"):
            return None
        return self._do(way, things, None)

    def _one(self, way: Way, where: Where, device: str | None) -> Done | None:
        """A single device: the one here, the one that hears, the only one; else a question."""
        things = spoken_of(tuple(named(self._able(way, None), where.said)), where.heard, here=False)
        near = tuple(t for t in things if self._places.holds(where.places, t.room)) if where.places else ()
        near = spoken_of(near, where.heard, here=True)
        if len(near) == 1:
            return self._do(way, near, None)
        heard = tuple(t for t in things if t.id == device)
        if heard and not where.named:
            return self._do(way, heard, None)
        if len(near) > 1:
            return self._ask(near)
        if where.named or not things:
            return None
        if len(things) == 1:
            return self._do(way, things, None)
        return self._ask(things) if not where.places else None

    def _in_home(self, ways: Sequence[Way], need: Need, where: Where) -> Done | None:
        """The only one of the home, wherever the speaker is; else a question."""
        for way in ways:
            things, every = self._able(way, None), self._of(way.kinds, None)
            only = named(every, where.said)
            if len(only) == 1:
                things, every = tuple(t for t in things if t in only), tuple(only)
            if "every" in need.flags and len(things) != len(every):
                continue
            if need.choose == "main":
                inside = tuple(t for t in things if self._places.holds(where.places, t.room))
                things = inside if where.named and len(inside) == 1 else things
                if len(things) != 1 or meaningful(things[0].name) & _NO_WATER:
                    return None
            chosen = named(things, where.said)
            if len(chosen) == 1:
                return self._do(way, chosen, None)
            if things:
                return self._ask(things)
        return None

    def _occasion(self, need: Need, where: Where) -> Done | None:
        """The scene of an occasion; where there is none, what is plain."""
        scenes = [t for t in self._of(("scene",), None) if t.name.casefold() in need.scenes]
        if where.named or len(scenes) > 1:
            return None
        if scenes:
            others = [n for n in need_cues.needs() if n is not need and scenes[0].name.casefold() in n.scenes]
            rivals = {
                t.id for n in others for t in self._of(("scene",), None) if t.name.casefold() in n.scenes
            }
            if rivals - {scenes[0].id}:
                return None
            return self._do(Way(("scene",), wishes.done("activate")), tuple(scenes), None)
        single = [way_of(text) for text in need.otherwise if not text.startswith("all ")]
        for near in (True, False):
            for way in single:
                one = self._one_only(way, where, near=near)
                if one is not None:
                    return one
        texts: list[str] = []
        things: list[Thing] = []
        for text in need.otherwise:
            if not text.startswith("all "):
                continue
            way = way_of(text.removeprefix("all "))
            able = self._able(way, None)
            done = self._do(way, able, None) if able else None
            if done is not None:
                texts.append(done.text)
                things += done.things
        return Done("; ".join(texts), tuple(things)) if texts else None

    def _one_only(self, way: Way, where: Where, *, near: bool) -> Done | None:
        if near and not where.places:
            return None
        chosen = self._able(way, where if near else None)
        chosen = tuple(named(chosen, where.said)) if way.named else chosen
        return self._do(way, chosen, None) if len(chosen) == 1 else None

    def _of(self, kinds: Sequence[str], where: Where | None) -> tuple[Thing, ...]:
        """The devices of these kinds; those that are so by name only where there are no others."""
        things = self._things
        if where is not None and where.places:
            things = tuple(t for t in things if self._places.holds(where.places, t.room))
        stated = tuple(t for t in things if wishes.type_of(t) in kinds)
        return stated or tuple(t for t in things if any(named_so(t, k) for k in kinds))

    def _able(self, way: Way, where: Where | None) -> tuple[Thing, ...]:
        return tuple(t for t in self._of(way.kinds, where) if way.fits(t))

    def _do(self, way: Way, things: Sequence[Thing], where: Where | None) -> Done | None:
        """The devices do what is wanted, under the name of their group where they are one."""
        if not things or (len({wishes.type_of(t) for t in things}) > 1 and len(way.kinds) > 1):
            return None
        target = ""
        kind = self._vocabulary.class_of[things[0].id].type
        members = self._vocabulary.types[kind]
        if where is not None and where.places:
            members = tuple(t for t in members if self._places.holds(where.places, t.room))
        able = {t.id for t in members if way.wish.told(t) is not None}
        if len(things) > 1 and not way.named and able == {t.id for t in things}:
            target = f"all {kind}"
            if where is not None and where.places:
                target += f" in {', '.join(self._places.label(p) for p in where.places)}"
        return self._done(
            wishes.plan(way.wish, Found(tuple(things), target), self._vocabulary), tuple(things)
        )

    def _ask(self, things: Sequence[Thing]) -> Done | None:
        text = wishes.plan(_ANY, Several(tuple(things)), self._vocabulary)
        if text is None or (len(things) > _MOST and not text.startswith("ask which all ")):
            return None
        return self._done(text, tuple(things))

    @staticmethod
    def _done(text: str | None, things: tuple[Thing, ...]) -> Done | None:
        return Done(text, things) if text else None
