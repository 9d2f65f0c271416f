"""Mandarin questions about who is at home, and about people, smoke and water that sensors notice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import predicates
from model_core.reading.chinese.nouns import PEOPLE
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.phrases import compiled, load, unfolded
from model_core.reading.referents import Found
from model_core.world import Thing

_HOME = 'location="home"'
_CARRIERS = ("person", "phone")
_SENSORS = {
    "moving": ("motion sensor", "camera", "doorbell"),
    "smoking": ("smoke detector",),
    "leaking": ("leak sensor",),
}
_NOBODY = "refuse chat"


class Sensing:
    """Reads questions about what is noticed in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def read(self, clause: str, here: str | None) -> str | None:
        """The plan for such a question; None for anything else."""
        text = clause.removesuffix("?")
        return self._at_home(text) or self._of_one(text, here) or self._noticed(text, here)

    def _at_home(self, text: str) -> str | None:
        """Who is at home, by where people or else their phones are; refused where nothing tells that."""
        asked = next((verb for verb, ps in _table("presence").items() if _fits(ps, text)), None)
        if asked is None:
            return None
        for kind in _CARRIERS:
            told = [t for t in self._referents.of_type(kind) if t.find_property("location")]
            if len(told) == 1:
                return f"{asked.partition(' ')[0]} {self._label(told[0])}: {_HOME}"
            if told:
                return f"{asked} {self._vocabulary.class_of[told[0].id].type}: {_HOME}"
        return _NOBODY

    def _of_one(self, text: str, here: str | None) -> str | None:
        """Whether one person is at home, by the device of theirs that tells where it is."""
        found = _fits(_table("one")["check"], text)
        if found is None:
            return None
        carriers = [t for k in _CARRIERS for t in self._referents.of_type(k) if t.find_property("location")]
        meaning = self._referents.find(found["t"], here)
        if isinstance(meaning, Found) and len(meaning.things) == 1 and meaning.things[0] in carriers:
            return f"check {self._label(meaning.things[0])}: {_HOME}"
        theirs = [t for t in carriers if key(t.name).startswith(key(found["t"]))]
        if len(theirs) == 1 and len(found["t"]) > 1:
            return f"check {self._label(theirs[0])}: {_HOME}"
        return f'refuse unknown "{found["t"]}"' if found["t"] in PEOPLE and not theirs else None

    def _noticed(self, text: str, here: str | None) -> str | None:
        for state, patterns in _table("noticed").items():
            found = _fits(patterns, text)
            answer = self._sensed(state, found["l"] or "", here) if found is not None else None
            if answer is not None:
                return answer
        for verb, patterns in _table("rooms").items():
            if _fits(patterns, text):
                sensors = self._sensors("moving", ())
                return self._group(verb, sensors, "moving") if len(sensors) > 1 else None
        return None

    def _sensed(self, state: str, said: str, here: str | None) -> str | None:
        """Whether a sensor in a place notices something; with no place, one here or any there is."""
        place = re.sub("的$|^在", "", said)
        places = self._referents.where(place, here)
        places = self._referents.where(f"{place}里", here) if places is None else places
        if places is None:
            return self._by_name(state, said, here)
        if not said and here is not None and self._sensors(state, (here,)):
            places = (here,)
        sensors = self._sensors(state, places)
        if sensors:
            return self._group("check any", sensors, state, places)
        own = places and all(self._referents.places.is_room(p) for p in places)
        return _NOBODY if own and state == "moving" else None

    def _by_name(self, state: str, said: str, here: str | None) -> str | None:
        meaning = self._referents.find(said, here, lambda t: predicates.test(t, state) is not None)
        if not isinstance(meaning, Found) or len(meaning.things) != 1:
            return None
        return self._group("check any", meaning.things, state)

    def _sensors(self, state: str, places: tuple[str, ...]) -> tuple[Thing, ...]:
        for kind in _SENSORS[state]:
            things = self._referents.of_type(kind, places)
            told = tuple(t for t in things if predicates.test(t, state))
            if told:
                return told
        return ()

    def _group(
        self, verb: str, things: tuple[Thing, ...], state: str, places: tuple[str, ...] = ()
    ) -> str | None:
        tests = {predicates.test(t, state) for t in things}
        test = tests.pop()
        if tests or test is None:
            return None
        if len(things) == 1:
            return f"{verb.partition(' ')[0]} {self._label(things[0])}: {test}"
        target = self._referents.selected(self._kind(things[0]), things, places).target
        return f"{verb}{target.removeprefix('all')}: {test}" if target else None

    def _kind(self, thing: Thing) -> str:
        return self._vocabulary.class_of[thing.id].type

    def _label(self, thing: Thing) -> str:
        return self._vocabulary.labels[thing.id]


def _fits(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((found for p in patterns if (found := p.fullmatch(text)) is not None), None)


@cache
def _table(name: str) -> Mapping[str, tuple[re.Pattern[str], ...]]:
    table = load("sensing", __package__)
    words = unfolded(table["words"])
    return {asked: compiled(block, words) for asked, block in table[name].items()}
