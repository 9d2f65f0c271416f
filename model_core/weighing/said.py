"""What a sentence says, as far as words tell: what it speaks of, and in what manner."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from model_core.language.vocabulary import Vocabulary, clean
from model_core.reading import times
from model_core.reading.nouns import NOUNS, ROOMS, SAME_TYPE, THINGS
from model_core.reading.phrases import load
from model_core.reading.question_forms import is_question
from model_core.reading.spelling import Spelling
from model_core.reading.text import numbers, plain
from model_core.retrieval import associations
from model_core.retrieval.candidates import named
from model_core.retrieval.words import closest, words
from model_core.weighing.signs import signs
from model_core.world import Request, Thing

_WORDS = load("words", "model_core.weighing")
_EMPTY = frozenset[str](_WORDS["empty"])
"""Words that say nothing about which device or ability is meant."""
TIME = frozenset[str](_WORDS["time"])
"""Words that are of a time."""
_MISSPELT = 0.7
_LOOKED_UP = 24
"""Strange words that are compared with all known ones: up to a millisecond each in a large home."""
_HERE = 0.2
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?!\w)")
_EXCEPTION = re.compile(_WORDS["exception"])


@dataclass(frozen=True, slots=True)
class Known:
    """The words of one device."""

    thing: Thing
    type: str
    names: tuple[frozenset[str], ...]
    """All words of each name, those too that say little: `big`, `2`."""
    name: frozenset[str]
    kind: frozenset[str]
    """Of its type, and what people call that."""
    place: frozenset[str]
    own: Mapping[str, frozenset[str]]
    """Of each property and action, with their values."""

    @property
    def called(self) -> frozenset[str]:
        """Words by which it can be meant, wherever it is."""
        return self.name | self.kind


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence."""

    words: Mapping[str, float]
    """Content words and how surely each was said."""
    numbers: frozenset[float]
    types: Mapping[str, float]
    """How strongly the words speak of each type."""
    abilities: Mapping[str, float]
    signs: Mapping[str, float]
    """Of what plans do."""
    places: frozenset[str]
    """Rooms whose names are said."""
    fit: Mapping[str, float]
    """How well the words fit each device."""
    follows: bool
    """Whether something was said before."""
    before: frozenset[str]
    """Devices of the last turn."""
    room: str | None
    """Where the speaker is."""
    is_question: bool
    has_exception: bool
    is_timed: bool

    def surely(self, some: Iterable[str]) -> float:
        """How surely the likeliest of the words was said."""
        return max((self.words.get(word, 0.0) for word in some), default=0.0)


class Listening:
    """The words of one home, computed once, by which sentences are understood."""

    def __init__(self, vocabulary: Vocabulary, is_word: Callable[[str], bool]) -> None:
        """`is_word` tells English words from mistyped ones."""
        self._vocabulary = vocabulary
        self._spelling = Spelling(vocabulary, is_word)
        self.devices: Mapping[str, Known] = {t.id: self._known(t) for t in vocabulary.world.things}
        self._rooms = {r.name: meaningful((r.name,)) for r in vocabulary.world.rooms}
        self.names = frozenset(w for d in self.devices.values() for w in d.called | d.place)
        """Words of names, kinds and places."""
        self.abilities = frozenset(w for d in self.devices.values() for own in d.own.values() for w in own)

    def __call__(self, request: Request) -> Said:
        """What the request says."""
        text, sentence = numbers(clean(request.utterance)), plain(request.utterance)
        everything = self.everything(text)
        found = {w: sure for w, sure in everything.items() if w not in _EMPTY and not NUMBER.fullmatch(w)}
        places = frozenset(room for room, own in self._rooms.items() if own and own <= everything.keys())
        here = self.room(request)
        last = request.history[-1].plan if request.history else ""
        called = self._vocabulary.names.items()
        return Said(
            words=found,
            numbers=frozenset(map(float, NUMBER.findall(text))),
            types=associations.spoken_of(everything, associations.TYPES),
            abilities=associations.spoken_of(everything, associations.ABILITIES),
            signs=signs(everything),
            places=places,
            fit={d: _fit(known, found, None if places else here) for d, known in self.devices.items()},
            follows=bool(request.history),
            before=frozenset(device for device, names in called if any(named(last, n) for n in names)),
            room=here,
            is_question=is_question(sentence) or request.utterance.rstrip().endswith(("?", "？")),
            has_exception=bool(_EXCEPTION.search(sentence)),
            is_timed=times.mentioned(sentence),
        )

    def room(self, request: Request) -> str | None:
        """Where the speaker is, as far as known."""
        return self._vocabulary.said_in(request)

    def everything(self, text: str) -> dict[str, float]:
        """All words of a text, and with less certainty those that may have been meant."""
        found = dict.fromkeys(words(text), 1.0)
        for word in words(self._spelling.misheard(self._spelling.corrected(text))):
            found.setdefault(word, _MISSPELT)
        known = self.names | self.abilities
        strange = [w for w in found if w not in known and w not in _EMPTY and w not in _familiar()]
        for word in strange[:_LOOKED_UP]:
            for other in closest(word, known):
                found.setdefault(other, _MISSPELT)
        return found

    def _known(self, thing: Thing) -> Known:
        stated = self._vocabulary.class_of[thing.id].type
        kind = SAME_TYPE.get(stated, stated)
        room, floor = thing.room or "", self._vocabulary.floor_of.get(thing.room or "") or ""
        own = {p.name: meaningful((_spaced(p.name), *p.choices)) for p in thing.properties}
        for action in thing.actions:
            arguments = [t for a in action.arguments for t in (_spaced(a.name), *a.choices)]
            own[action.name] = meaningful((_spaced(action.name), *arguments))
        return Known(
            thing,
            stated,
            tuple(frozenset(words(name)) for name in self._vocabulary.names[thing.id]),
            meaningful(self._vocabulary.names[thing.id]),
            meaningful((stated, kind, *NOUNS.get(kind, ()))),
            meaningful((room, floor, *_alike(room))),
            own,
        )


def meaningful(texts: Iterable[str]) -> frozenset[str]:
    """The content words of texts."""
    return frozenset(w for text in texts for w in words(text) if w not in _EMPTY)


@cache
def things() -> frozenset[str]:
    """Words for what a home may have, from everyday English."""
    nouns = (noun for said in NOUNS.values() for noun in said)
    rooms = (name for names in ROOMS for name in names)
    return meaningful((*THINGS, *nouns, *rooms)) - frozenset(_WORDS["no things"])


def _fit(known: Known, said: Mapping[str, float], here: str | None) -> float:
    name = sum(said.get(w, 0.0) for w in known.name) / max(1, len(known.name))
    kind, place = (max((said.get(w, 0.0) for w in own), default=0.0) for own in (known.kind, known.place))
    nearby = _HERE if here is not None and known.thing.room == here else 0.0
    return name + 0.5 * kind + 0.3 * place + nearby


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _alike(room: str) -> Iterator[str]:
    return (name for names in ROOMS if room.casefold() in names for name in names)


@cache
def _familiar() -> frozenset[str]:
    """Words that are known to speak of something: they are not misspelt."""
    tables = (associations.TYPES, associations.ABILITIES)
    return frozenset(word for table in tables for word in associations.shipped(table))
