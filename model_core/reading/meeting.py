"""What meets a need in one home: something here first, else in the home; a scene; or a question."""

from __future__ import annotations

from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import need_cues, wishes
from model_core.reading.clauses import Done
from model_core.reading.naming import meaningful
from model_core.reading.need_cues import Need
from model_core.reading.need_kinds import named, named_so, spoken_of
from model_core.reading.need_ways import Way, way_of
from model_core.reading.need_where import Where
from model_core.reading.places import Places
from model_core.reading.referents import Found, Missing, Several
from model_core.reading.wishes import Wish
from model_core.retrieval.words import words
from model_core.world import Thing

_MOST = 4
"""More devices than this are only asked about as a whole type."""
_WIDE = frozenset({"thermostat"})
"""Kinds that are asked about even where the speaker's own room has none of them."""
_NEAR = frozenset({"fan", "light"})
"""Kinds that are of no help in another room than the one where the need is felt."""
_ANY = Wish(lambda _thing: "any")
_NO_WATER = meaningful("gas oil radiator heating")
"""What a valve may stop that floods nothing."""


class Meeting:
    """Finds what meets a need among the devices of one home."""

    def __init__(self, vocabulary: Vocabulary, places: Places) -> None:
        self._vocabulary = vocabulary
        self._places = places
        self._things = vocabulary.world.things

    def met(self, need: Need, where: Where, device: str | None) -> Done | None:
        """What is done about a need that is felt there and told to a device; None for nothing plain."""
        if "placed" in need.flags and not where.named:
            return None
        if need.scenes:
            return self._occasion(need, where)
        if self.of(need.unless, where):
            return None
        ways = [way_of(text, where.heard) for text in need.ways]
        for kind, text in need.spare:
            if where.named or not self.of((kind,), None):
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

    def is_helpless(self, need: Need, where: Where) -> bool:
        """Whether no device there, and none for the whole home, has anything to do with a need."""
        kinds = {kind for text in need.ways for kind in way_of(text).kinds}
        around = [t for t in self._things if t.room is None or self._places.holds(where.places, t.room)]
        return bool(need.about) and not any(
            wishes.type_of(t) in kinds or (t.room is not None and need.about & _of(t)) for t in around
        )

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
                return self.ask(self.of(way.kinds, None)) if not known or way.kinds[0] in _WIDE else None
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
        things = self.of(way.kinds, None)
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
            return self.ask(near)
        if where.named or not things:
            return None
        if len(things) == 1:
            return self._do(way, things, None)
        return self.ask(things) if not where.places else None

    def _in_home(self, ways: Sequence[Way], need: Need, where: Where) -> Done | None:
        """The only one of the home, wherever the speaker is; else a question."""
        for way in ways:
            things, every = self._able(way, None), self.of(way.kinds, None)
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
                return self.ask(things)
        return None

    def _occasion(self, need: Need, where: Where) -> Done | None:
        """The scene of an occasion; where there is none, what is plain."""
        scenes = [t for t in self.of(("scene",), None) if t.name.casefold() in need.scenes]
        if where.named or len(scenes) > 1:
            return None
        if scenes:
            others = [n for n in need_cues.needs() if n is not need and scenes[0].name.casefold() in n.scenes]
            rivals = {
                t.id for n in others for t in self.of(("scene",), None) if t.name.casefold() in n.scenes
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

    def of(self, kinds: Sequence[str], where: Where | None) -> tuple[Thing, ...]:
        """The devices of these kinds; those that are so by name only where there are no others."""
        things = self._things
        if where is not None and where.places:
            things = tuple(t for t in things if self._places.holds(where.places, t.room))
        stated = tuple(t for t in things if wishes.type_of(t) in kinds)
        return stated or tuple(t for t in things if any(named_so(t, k) for k in kinds))

    def _able(self, way: Way, where: Where | None) -> tuple[Thing, ...]:
        return tuple(t for t in self.of(way.kinds, where) if way.fits(t))

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

    def missing(self, name: str) -> Done | None:
        """The refusal of what is not there."""
        return self._done(wishes.plan(_ANY, Missing(name), self._vocabulary), ())

    def ask(self, things: Sequence[Thing]) -> Done | None:
        """The question which of them is meant; None where they are too many to tell apart."""
        text = wishes.plan(_ANY, Several(tuple(things)), self._vocabulary)
        if text is None or (len(things) > _MOST and not text.startswith("ask which all ")):
            return None
        return self._done(text, tuple(things))

    @staticmethod
    def _done(text: str | None, things: tuple[Thing, ...]) -> Done | None:
        return Done(text, things) if text else None


def _of(thing: Thing) -> frozenset[str]:
    """The words of what a device is called and of what it can be told."""
    told = (*(p.name for p in thing.properties if p.writable), *(a.name for a in thing.actions))
    return frozenset(words(" ".join((thing.name, thing.type, *thing.aliases, *told)).replace("_", " ")))
