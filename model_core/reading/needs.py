"""Reads a need that is spoken of instead of a command."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from model_core.language.vocabulary import Vocabulary
from model_core.reading import need_cues, need_moments, wishes
from model_core.reading.clauses import Done
from model_core.reading.meeting import Meeting
from model_core.reading.naming import meaningful
from model_core.reading.need_kinds import (
    any_of,
    called,
    device_words,
    heads,
    nouns,
    said_in,
    without_names,
)
from model_core.reading.need_signs import signalled, spelled_out
from model_core.reading.need_where import Where
from model_core.reading.places import Places
from model_core.reading.reasons import Reasons
from model_core.world import Thing

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
_THAT_THING = re.compile(r"\bwith (?:this|that) (?:thing|contraption)\b")
"""What is to blame, and is to be guessed."""
_DUE = re.compile(r"\b(?:should|must|ought to|needs? to|has to|have to)(?: not|n't)? (?:be|stay)\b")
_MOST_BESIDE = 5
"""Words beside the signs of a need, of which more may be another matter."""
_NEARBY = frozenset({"upstairs", "downstairs", "outside"})
_RHETORICAL = re.compile(
    r"^(?:who (?:left|turned|switched|wants|fancies)|can (?:we|i|somebody|someone)|"
    r"could (?:it|somebody|someone)|what (?:a|is on|did|about)|"
    r"how about|is (?:it not|not it|there anything on))\b"
)


class _Placed(NamedTuple):
    """What is left of a text without a place, the place, and whether it is told where something is."""

    rest: str
    name: str
    places: tuple[str, ...]
    inside: bool


class Needs:
    """Reads what people need in one home."""

    def __init__(self, vocabulary: Vocabulary, places: Places, reasons: Reasons) -> None:
        self._meeting = Meeting(vocabulary, places)
        self._places = places
        self._reasons = reasons
        self._things = vocabulary.world.things
        said = "|".join(re.escape(n) for n in sorted(places.names, key=len, reverse=True)) or r"(?!)"
        every = called(self._things)
        of_devices = frozenset(w for n in every for w in n.split())
        absent = [n for n in places.missing if not of_devices & frozenset(n.split())]
        missing = "|".join(re.escape(n) for n in sorted(absent, key=len, reverse=True)) or r"(?!)"
        self._inside = tuple(
            re.compile(rf" {preposition}(?P<name>{said})(?= |$)")
            for preposition in (rf"{_IN} {_THE}", rf"{_OUT_IN} {_THE}", r"(?=upstairs|downstairs|outside)")
        )
        self._subject = re.compile(rf"(?:^|(?<= )){_THE}(?P<name>{said})(?= |$)")
        self._absent_inside = re.compile(rf" {_IN} {_THE}(?P<name>{missing})(?= |$)")
        self._absent_subject = re.compile(rf"(?:^|(?<= )){_THE}(?P<name>{missing})(?= |$)")
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
        self._pointed = re.compile(
            rf"\b(?:this|that) {self._devices.pattern}|\b(?:{'|'.join(heads(self._things)) or '(?!)'})\b"
        )

    def read(self, sentence: str, here: str | None, device: str | None = None) -> Done | None:
        """The plan for a whole sentence in plain form, heard by `device` in the room `here`; else None."""
        if self._reasons.are_beside_orders(sentence) or _THAT_THING.search(sentence):
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

    def is_helpless(self, sentence: str, here: str | None) -> bool:
        """Whether a sentence is a need of a place alone, in which no device has anything to do with it."""
        text = need_cues.plainest(spelled_out(sentence))
        if _TOLD.search(text) or _ASKED.match(text):
            return False
        if self._pointed.search(text) or self._devices.search(text):
            return False
        rest = need_cues.without_here(text)
        placed = next(self._placed(rest), None)
        if placed is not None and _PARTS.search(sentence):
            return False
        places: tuple[str, ...] = (here,) if here is not None else ()
        if placed is not None:
            rest, places = placed.rest, placed.places
        signals = signalled(rest)
        if any(len(s.rest.split()) > _MOST_BESIDE for s in signals):
            return False
        felt = [need for need, _ in need_cues.spoken(rest)] + [s.need for s in signals]
        where = Where(places, named=False)
        return bool(felt and places) and all(self._meeting.is_helpless(need, where) for need in felt)

    def _is_aside(self, text: str) -> bool:
        """Whether a text is a reason, and says nothing of where."""
        return self._reasons.are(text) and not self.is_placed(text) and not _DUE.search(text)

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
        for placed in self._placed(text):
            where = Where(placed.places, named=True, said=heard, heard=heard)
            done = self._signalled(placed.rest, where, device)
            if done is not None:
                return done
            if placed.inside and placed.name not in _NEARBY:
                return None
        return self._signalled(text, at_home, device)

    def _signalled(self, text: str, where: Where, device: str | None) -> Done | None:
        """What all needs that are signalled are met by."""
        every: list[Done] = []
        for signal in signalled(text):
            if where.named and "anywhere" in signal.need.flags:
                return None
            done = self._meeting.met(signal.need, where, device)
            if signal.need.scenes and self._pointed.search(signal.rest):
                return None
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
        for placed in self._placed(bare):
            done = self._first(placed.rest, Where(placed.places, named=True, heard=heard), device)
            if done is not None:
                return done
        return self._absent(bare)

    def _placed(self, text: str) -> Iterator[_Placed]:
        """A text without each of the places of this home that it names."""
        for pattern in (*self._inside, self._subject):
            inside = pattern is not self._subject
            for found in pattern.finditer(f" {text}" if inside else text):
                places = self._places.named(found["name"])
                if places:
                    yield _Placed(self._cut(text, found, inside=inside), found["name"], places, inside)

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
                    return self._meeting.missing(found["name"])
        return None

    def _first(self, text: str, where: Where, device: str | None) -> Done | None:
        for need, words in need_cues.spoken(text):
            done = self._meeting.met(need, where, device)
            if done is not None:
                return done
            machine = words.get("machine")
            if "refuse" in need.flags and machine and not self._known(machine):
                return self._meeting.missing(machine)
        return None

    def _known(self, machine: str) -> bool:
        said = meaningful(machine)
        return any(said & (meaningful(t.name) | meaningful(t.type)) for t in self._things)
