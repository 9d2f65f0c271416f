"""The words by which each device of a home can be called, computed once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from model_core.language.vocabulary import Vocabulary, clean
from model_core.reading.nouns import INSTEAD, NOUNS, SAME_TYPE
from model_core.reading.opposites import OPPOSED
from model_core.reading.places import Places
from model_core.reading.text import numbers
from model_core.retrieval.words import words
from model_core.world import Thing

_EMPTY = frozenset(
    (
        *("the", "a", "an", "in", "on", "at", "of", "my", "our", "your", "s", "from", "for", "to"),
        *("inside", "by", "beside", "next", "above", "over", "near"),
    )
)
_NEAR = re.compile(r"(?:the |my |our )?near (?!the |my |our |to |by |here|me\b|us\b)")
"""`near` before a noun, which tells the near lamp from the far one."""
EVERY_NOUN = tuple(NOUNS.values())


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One device and the word sets that name it."""

    thing: Thing
    type: str
    names: tuple[frozenset[str], ...]
    instead: tuple[frozenset[str], ...]
    """Names with a part said otherwise; they count only as a whole."""
    rooms: tuple[frozenset[str], ...]
    floors: tuple[frozenset[str], ...]

    @property
    def is_plural(self) -> bool:
        """Whether one of its names is a plural: `String lights`, `String lights hall`."""
        room = f" {(self.thing.room or '').casefold()}"
        names = (clean(n) for n in (self.thing.name, *self.thing.aliases))
        return any(is_plural(n) or is_plural(n.removesuffix(room)) for n in names)

    def ends_in(self, said: frozenset[str]) -> bool:
        """Whether one of its names ends in one of these words, which says what it is."""
        ends = (n.rsplit(" ", 1)[-1] for n in (self.thing.name, *self.thing.aliases))
        return any(meaningful(end) & said for end in ends)


class Naming:
    """The entries of all devices of a home, and the nouns for their types."""

    def __init__(self, vocabulary: Vocabulary, places: Places) -> None:
        self._vocabulary = vocabulary
        self._places = places
        self.entries = tuple(self._entry(t) for t in vocabulary.world.things)
        self.nouns = {e.type: NOUNS.get(e.type, (e.type,)) for e in self.entries}
        self._fitting = {e.thing.id: self._fitting_of(e) for e in self.entries}
        self.words = frozenset(w for e in self.entries for said in self._said_of(e) for w in said)
        """Every word by which a device of this home can be meant."""

    def fitting(self, entry: Entry) -> tuple[frozenset[str], ...]:
        """The nouns for a device; a rarer one that tells some devices from others by name is theirs alone."""
        return self._fitting[entry.thing.id]

    def covers(self, said: frozenset[str], entry: Entry) -> bool:
        """Whether words are of a device's name and nouns, with or without the whole of a place."""
        nouns = frozenset().union(*self.fitting(entry))
        for name in entry.names:
            rest = said - name - nouns
            if rest == said:
                continue
            if not rest or any(rest <= p <= said for p in (*entry.rooms, *entry.floors)):
                return True
        return False

    def is_in(self, entry: Entry, places: Sequence[str]) -> bool:
        """Whether a device is in one of the places; any is where none is said."""
        return not places or self._places.holds(places, entry.thing.room)

    def type_named(self, phrase: str, *, every: bool) -> str | None:
        """The type of which a phrase is the plural, or with `every` one."""
        return next((k for k, nouns in self.nouns.items() if names_type(phrase, nouns, every=every)), None)

    def _entry(self, thing: Thing) -> Entry:
        stated = self._vocabulary.class_of[thing.id].type
        called = [name.casefold() for name in (thing.name, *thing.aliases)]
        otherwise = (
            n.replace(one, other)
            for n in called
            for one, others in INSTEAD.items()
            if one in n
            for other in others
        )
        rooms, floors = self._places.words_for(thing.room)
        return Entry(
            thing,
            SAME_TYPE.get(stated, stated),
            tuple(dict.fromkeys(n for name in called if (n := meaningful(name)))),
            tuple(dict.fromkeys(meaningful(n) for n in otherwise)),
            rooms,
            floors,
        )

    def _said_of(self, entry: Entry) -> tuple[frozenset[str], ...]:
        return (*entry.names, *entry.instead, *entry.rooms, *entry.floors, *self.fitting(entry))

    def _fitting_of(self, entry: Entry) -> tuple[frozenset[str], ...]:
        first, *rarer = (meaningful(n) for n in self.nouns[entry.type])
        peers = [e for e in self.entries if e.type == entry.type]
        fitting = [first]
        for noun in rarer:
            named = [e for e in peers if any(noun <= n for n in e.names)]
            alike = len(noun) == 1 and (len(named) < 2 or entry.type == "lock")  # `the door` is any
            if (alike or not named or entry in named) and not self._is_excluded(noun, entry):
                fitting.append(noun)
        return tuple(fitting)

    @staticmethod
    def _is_excluded(noun: frozenset[str], entry: Entry) -> bool:
        """Whether a device is named by what a word of a noun excludes: a gas valve is no water valve."""
        return any(OPPOSED[w] & name for w in noun if w in OPPOSED for name in entry.names)


@lru_cache(maxsize=1 << 14)
def meaningful(text: str) -> frozenset[str]:
    """The words of a text that tell devices apart, in one form for singular and plural."""
    text = numbers(clean(text))
    telling = frozenset(w for w in words(text) if w not in _EMPTY)
    return telling | {"near"} if _NEAR.match(text) else telling


def plural(noun: str) -> str:
    """Several of a noun."""
    if noun.endswith(("ch", "sh", "x")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in {"a", "e", "o", "u"}:
        return f"{noun[:-1]}ies"
    return noun if noun.endswith("s") else f"{noun}s"


def is_plural(phrase: str) -> bool:
    """Whether the last word is a plural."""
    last = phrase.rsplit(" ", 1)[-1]
    return len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "'s"))


def names_type(phrase: str, nouns: Sequence[str], *, every: bool) -> bool:
    """Whether a phrase is a plural of one of the nouns; `every`: one thing counts too."""
    return any(phrase == plural(n) or (every and phrase == n) for n in nouns)


def type_called(phrase: str) -> str | None:
    """The type of which a phrase is a noun, or the plural of one, whatever a home has."""
    return _TYPE_CALLED.get(phrase)


def ends_in_type(phrase: str, nouns: Sequence[str]) -> bool:
    """Whether a phrase is one of the nouns with or without more words before it: `ceiling fan`."""
    return any(phrase == n or phrase.endswith((f" {n}", f" {plural(n)}", plural(n))) for n in nouns)


_TYPE_CALLED = {
    said: kind
    for kind, nouns in reversed(list(NOUNS.items()))
    for noun in nouns
    for said in (noun, plural(noun))
}
"""The first type where several have the noun."""
