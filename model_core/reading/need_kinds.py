"""Which devices a need is about: by their kind, and by the words that tell one from the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from model_core.reading import wishes
from model_core.reading.naming import meaningful
from model_core.reading.nouns import NOUNS, PLACES, ROOMS
from model_core.world import Thing

_SCREENS = frozenset({"tv", "telly", "television"})
_SEEN = _SCREENS.union(
    *map(
        meaningful,
        (
            *("film", "movie", "news", "match", "programme", "episode", "series", "actors", "presenter"),
            *("newsreader", "commentator", "weatherman", "goal", "penalty", "trailer", "soap opera"),
            *("ads", "adverts", "commercials"),
        ),
    )
)
_HEARD = frozenset[str]().union(
    *map(meaningful, ("music", "song", "lyrics", "tune", "bass", "album", "band", "singer", "playlist"))
)
_AS_IT_IS = re.compile(r"\b(?:on|off|open|closed|shut|up|down|drawn|running|going|already|broken|dead)\b")
_HEADED = frozenset({"light", "blind", "curtain", "doorbell"})
_NO_HEADS = (
    frozenset(w for group in ROOMS for name in group for w in name.split()) | PLACES | {"lights", "lamps"}
)
_SHORTEST = 3
HOSTS = frozenset({"plug", "switch"})
"""Types that are what their name says."""


def named(things: Sequence[Thing], said: frozenset[str]) -> Sequence[Thing]:
    """Those that a word of the sentence tells from the others; all of them where none does."""
    names = [meaningful(" ".join((t.name, *t.aliases))) for t in things]
    common = frozenset[str]().union(*(a & b for a in names for b in names if a is not b))
    told = [t for t, name in zip(things, names, strict=True) if said & (name - common)]
    return told or things


def spoken_of(things: Sequence[Thing], heard: frozenset[str], *, here: bool) -> tuple[Thing, ...]:
    """The televisions or speakers that words speak of, all where none does; `here`: near the speaker."""
    if heard & (_SEEN if here else _SCREENS):
        told = tuple(t for t in things if wishes.type_of(t) == "television")
    elif here and heard & _HEARD:
        told = tuple(t for t in things if wishes.type_of(t) == "speaker")
    else:
        told = ()
    return told or tuple(things)


def without_names(text: str, things: Sequence[Thing], common: set[str]) -> str:
    """A text without the name of a single device, and the nouns of these where it tells nothing of them.

    `common`: nouns that are no names.
    """
    names = {n.casefold() for t in things for n in (t.name, *t.aliases)} if len(things) == 1 else set()
    for name in names - common:
        text = re.sub(rf"\b{re.escape(name)}\b", "", text)
    if len({wishes.type_of(t) for t in things}) != 1 or _AS_IT_IS.search(text):
        return text
    for noun in nouns(things):
        text = re.sub(rf"\b(?:the|that|this|these|those|my|our) {re.escape(noun)}s?\b", "", text)
    return text


def device_words(things: Sequence[Thing]) -> re.Pattern[str]:
    """The names of devices and the nouns for their types."""
    return re.compile(any_of({n.partition("'s ")[2] or n for n in called(things)} | nouns(things)))


def heads(things: Sequence[Thing]) -> set[str]:
    """What lights, blinds, curtains and bells are called by, beside the nouns for all of them."""
    names = (n for t in things if wishes.type_of(t) in _HEADED for n in called((t,)))
    words = {re.sub(r"[ \d]+$", "", name).rpartition(" ")[2] for name in names}
    return {w for w in words if len(w) > _SHORTEST and w.isalpha()} - nouns(things) - _NO_HEADS


def called(things: Sequence[Thing]) -> Sequence[str]:
    """All names of devices."""
    return [n.casefold() for t in things for n in (t.name, *t.aliases)]


def nouns(things: Sequence[Thing]) -> set[str]:
    """The nouns for the types of devices."""
    return {noun for kind in {wishes.type_of(t) for t in things} for noun in NOUNS.get(kind, (kind,))}


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of these phrases, in the plural too."""
    said = "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))
    return rf"\b(?:{said})s?\b" if said else r"(?!)"


def named_so(thing: Thing, kind: str) -> bool:
    """Whether a plug, or a device of a type that nobody knows, is of that kind by its name."""
    stated = wishes.type_of(thing)
    if stated in NOUNS and stated not in HOSTS:
        return False
    said = NOUNS.get(kind, (kind,))
    names = [
        re.sub(r" (?:plug|socket|outlet|switch)$", "", n.casefold()) for n in (thing.name, *thing.aliases)
    ]
    if stated not in HOSTS:
        names.append(stated)
    return any(name == noun or name.endswith(f" {noun}") for name in names for noun in said)


def said_in(sentence: str) -> frozenset[str]:
    """The words of a sentence, however long it is."""
    return frozenset[str]().union(*map(meaningful, re.split(r"[ ,;]+", sentence)))
