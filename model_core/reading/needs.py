"""Reads a need that is spoken of instead of a command: what meets it, here first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from model_core.language.vocabulary import Vocabulary
from model_core.plan import Word
from model_core.reading import need_cues, roles, wishes
from model_core.reading.clauses import Done
from model_core.reading.need_cues import Need
from model_core.reading.nouns import NOUNS
from model_core.reading.places import Places
from model_core.reading.reasons import Reasons
from model_core.reading.referents import Found, Missing, Several, meaningful
from model_core.reading.wishes import Wish
from model_core.world import Kind, Thing

_MOST = 4
"""More devices than this are only asked about as a whole type."""
_WIDE = frozenset({"light", "thermostat"})
"""Kinds that are asked about even where the speaker's own room has none of them."""
_NEAR = frozenset({"fan"})
"""Kinds that are of no help in another room than the one where the need is felt."""
_HOSTS = frozenset({"plug", "switch"})
"""Types that are what their name says."""
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
_RHETORICAL = re.compile(
    r"^(?:who (?:left|turned|switched|wants|fancies)|can (?:we|i|somebody|someone)|"
    r"could (?:it|somebody|someone)|what (?:a|is on|did|about)|"
    r"how about|is (?:it not|not it|there anything on))\b"
)


@dataclass(frozen=True, slots=True)
class _Way:
    kinds: tuple[str, ...]
    wish: Wish


@dataclass(frozen=True, slots=True)
class _Where:
    """The places where a need is felt."""

    places: tuple[str, ...]
    named: bool


class Needs:
    """Reads what people need in one home."""

    def __init__(self, vocabulary: Vocabulary, places: Places, reasons: Reasons) -> None:
        self._vocabulary = vocabulary
        self._places = places
        self._reasons = reasons
        self._things = vocabulary.world.things
        said = "|".join(re.escape(n) for n in sorted(places.names, key=len, reverse=True)) or r"(?!)"
        missing = "|".join(re.escape(n) for n in sorted(places.missing, key=len, reverse=True)) or r"(?!)"
        self._inside = tuple(
            re.compile(rf" {preposition}(?P<name>{said})(?= |$)")
            for preposition in (rf"{_IN} {_THE}", rf"{_OUT_IN} {_THE}", r"(?=upstairs|downstairs|outside)")
        )
        self._subject = re.compile(rf"(?:^|(?<= )){_THE}(?P<name>{said})(?= |$)")
        self._absent_inside = re.compile(rf" {_IN} {_THE}(?P<name>{missing})(?= |$)")
        self._absent_subject = re.compile(rf"(?:^|(?<= )){_THE}(?P<name>{missing})(?= |$)")

    def read(self, sentence: str, here: str | None, device: str | None = None) -> Done | None:
        """The plan for a whole sentence in plain form, heard by `device` in the room `here`; else None."""
        whole = self._clause(sentence, here, device)
        if whole is not None:
            return whole
        for separator in _PARTS.finditer(sentence):
            parts = sentence[: separator.start()], sentence[separator.end() :]
            first, second = (self._clause(part, here, device) for part in parts)
            if first is not None and second is not None:
                return first if first.text == second.text else None
            if "," not in separator[0] and ";" not in separator[0]:
                continue
            if first is not None and self._reasons.are(parts[1]):
                return first
            if second is not None and self._reasons.are(parts[0]):
                return second
        return None

    def _clause(self, sentence: str, here: str | None, device: str | None) -> Done | None:
        text = need_cues.plainest(sentence)
        if _TOLD.search(text) or (_ASKED.match(text) and not _RHETORICAL.match(text)):
            return None
        bare = need_cues.without_here(text)
        at_home = _Where((here,) if here is not None else (), named=False)
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
                done = self._first(rest, _Where(places, named=True), device)
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

    def _first(self, text: str, where: _Where, device: str | None) -> Done | None:
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

    def _met(self, need: Need, where: _Where, device: str | None) -> Done | None:
        if "placed" in need.flags and not where.named:
            return None
        if need.scenes:
            return self._occasion(need, where)
        if self._of(need.unless, where):
            return None
        ways = [_way(text) for text in need.ways]
        for kind, text in need.spare:
            if where.named or not self._of((kind,), None):
                ways.append(_way(text))
        match need.choose:
            case "one":
                return self._one(ways[0], where, device)
            case "home" | "main":
                return self._in_home(ways, need)
            case "all":
                return self._do(ways[0], self._able(ways[0], None), None)
        done = self._meet(ways, where, need)
        for text in need.near if done is None else ():
            near = self._able(_way(text), where) if where.places else ()
            done = done or (self._do(_way(text), near, where) if near else None)
        return done

    def _meet(self, ways: Sequence[_Way], where: _Where, need: Need) -> Done | None:
        """The first way that this home has."""
        known = bool(where.places)
        if "nearest" in need.flags and known:
            for way in ways:
                things = self._able(way, where)
                if things:
                    return self._do(way, things, where)
            if where.named:
                return None
        for way in ways:
            things = self._able(way, where) if known else ()
            if things:
                return self._do(way, things, where)
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

    def _brought(self, way: _Way) -> Done | None:
        """The only one there is, when it goes to other rooms unasked."""
        things = self._of(way.kinds, None)
        if len(things) != 1 or things[0].find_action("clean_room"):
            return None
        return self._do(way, things, None)

    def _one(self, way: _Way, where: _Where, device: str | None) -> Done | None:
        """A single device: the one here, the one that hears, the only one; else a question."""
        things = self._able(way, None)
        near = tuple(t for t in things if self._places.holds(where.places, t.room)) if where.places else ()
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

    def _in_home(self, ways: Sequence[_Way], need: Need) -> Done | None:
        """The only one of the home, wherever the speaker is; else a question."""
        for way in ways:
            things, every = self._able(way, None), self._of(way.kinds, None)
            if "every" in need.flags and len(things) != len(every):
                continue
            if need.choose == "main" and (
                len(things) != 1 or not meaningful(things[0].name) & {"water", "main", "shutoff"}
            ):
                return None
            if len(things) == 1:
                return self._do(way, things, None)
            if things:
                return self._ask(things)
        return None

    def _occasion(self, need: Need, where: _Where) -> Done | None:
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
            return self._do(_Way(("scene",), wishes.done("activate")), tuple(scenes), None)
        texts: list[str] = []
        things: list[Thing] = []
        for text in need.otherwise:
            way = _way(text.removeprefix("all "))
            if not text.startswith("all "):
                return self._one_only(way, where)
            able = self._able(way, None)
            done = self._do(way, able, None) if able else None
            if done is not None:
                texts.append(done.text)
                things += done.things
        return Done("; ".join(texts), tuple(things)) if texts else None

    def _one_only(self, way: _Way, where: _Where) -> Done | None:
        things = self._able(way, None)
        near = self._able(way, where) if where.places else ()
        chosen = near or things
        return self._do(way, chosen, None) if len(chosen) == 1 else None

    def _of(self, kinds: Sequence[str], where: _Where | None) -> tuple[Thing, ...]:
        """The devices of these kinds; those that are so by name only where there are no others."""
        things = self._things
        if where is not None and where.places:
            things = tuple(t for t in things if self._places.holds(where.places, t.room))
        stated = tuple(t for t in things if wishes.type_of(t) in kinds)
        return stated or tuple(t for t in things if any(_named_so(t, k) for k in kinds))

    def _able(self, way: _Way, where: _Where | None) -> tuple[Thing, ...]:
        return tuple(t for t in self._of(way.kinds, where) if way.wish.told(t) is not None)

    def _do(self, way: _Way, things: Sequence[Thing], where: _Where | None) -> Done | None:
        """The devices do what is wanted, under the name of their group where they are one."""
        if not things or (len({wishes.type_of(t) for t in things}) > 1 and len(way.kinds) > 1):
            return None
        target = ""
        kind = self._vocabulary.class_of[things[0].id].type
        members = self._vocabulary.types[kind]
        if where is not None and where.places:
            members = tuple(t for t in members if self._places.holds(where.places, t.room))
        able = {t.id for t in members if way.wish.told(t) is not None}
        if len(things) > 1 and able == {t.id for t in things}:
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


def _named_so(thing: Thing, kind: str) -> bool:
    """Whether a plug, or a device of a type that nobody knows, is of that kind by its name."""
    stated = wishes.type_of(thing)
    if stated in NOUNS and stated not in _HOSTS:
        return False
    nouns = NOUNS.get(kind, (kind,))
    names = [
        re.sub(r" (?:plug|socket|outlet|switch)$", "", n.casefold()) for n in (thing.name, *thing.aliases)
    ]
    if stated not in _HOSTS:
        names.append(stated)
    return any(name == noun or name.endswith(f" {noun}") for name in names for noun in nouns)


def _way(text: str) -> _Way:
    """`curtain/blind: close`, `light: brightness=less`, `vacuum: run start or on`."""
    kinds, _, told = text.partition(": ")
    return _Way(tuple(kinds.split("/")), _either([_wish(part) for part in told.split(" or ")]))


def _either(options: Sequence[Wish]) -> Wish:
    def told(thing: Thing) -> str | None:
        return next((text for w in options if (text := w.told(thing)) is not None), None)

    return Wish(told, sure=False)


def _wish(told: str) -> Wish:
    plain = {
        "on": wishes.switched(on=True), "off": wishes.switched(on=False), "open": wishes.moved(open_it=True),
        "close": wishes.moved(open_it=False), "lock": wishes.flagged("locked", value=True),
        "unlock": wishes.flagged("locked", value=False),
    }  # fmt: skip
    if told in plain:
        return plain[told]
    if told.startswith("run "):
        return wishes.done(*told.removeprefix("run ").split("|"))
    role, _, value = told.partition("=")
    return _flag(role) if value == "true" else wishes.changed(role, Word(value))


def _flag(role: str) -> Wish:
    """A property that is either so or not becomes so, whatever the device is."""

    def told(thing: Thing) -> str | None:
        found = next(
            (p for n in roles.PROPERTIES.get(role, (role,)) if (p := thing.find_property(n)) is not None),
            None,
        )
        return f"{found.name}=true" if found and found.writable and found.kind is Kind.BOOLEAN else None

    return Wish(told, sure=False)
