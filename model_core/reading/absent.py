"""Things that a home may have and this one has not, in sentences in which every other word is of use."""

from __future__ import annotations

import re

from model_core.language.vocabulary import Vocabulary
from model_core.reading.clauses import Done
from model_core.reading.nouns import NOUNS
from model_core.reading.phrases import blocks
from model_core.reading.referents import Referents, meaningful
from model_core.reading.wishes import type_of
from model_core.world import Thing

_GROUPS = tuple(tuple(line.split("|")) for line in blocks("absent")["groups"])
_GROUP_OF = {name: group for group in _GROUPS for name in group}
_SAID = frozenset(w for line in blocks("absent")["said"] for w in line.split())
_EVERY = "|".join(re.escape(n) for n in sorted(_GROUP_OF, key=len, reverse=True))
_HEADS = "|".join(w for line in blocks("absent")["heads"] for w in line.split())
_ARTICLE = r"(?:^|(?<= ))(?:(?P<of>the|my|our|your|a|an) )"
_NAMED = re.compile(rf"{_ARTICLE}?(?P<name>{_EVERY})(?=$| |'s)")
_MADE_UP = re.compile(rf"(?:{_ARTICLE}|^)(?P<name>(?:[a-z]+ ){{0,2}}?(?:{_HEADS}))(?=$| |'s)")
"""A thing by the word for what it does and words for what it does that to."""
_HAVE = re.compile(
    r"(?:do (?:we|i) (?:have|own)|have (?:we|i) got|is there|are there)(?: in the (?:house|home))?"
)
_KNOW = re.compile(r"(?:what is|what are|what|how|it is|is it)")
"""All that is said beside the thing: a question about the world, not about a home."""


class Absent:
    """Reads sentences about things that are not in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._referents = referents
        things = vocabulary.world.things
        self._known = frozenset(
            w
            for t in things
            for text in (t.name, t.type, *t.aliases, *NOUNS.get(type_of(t), ()), *_offers(t))
            for w in meaningful(text)
        )

    def read(self, clause: str, here: str | None) -> Done | None:
        """The refusal of a clause about a thing that is not there; None for any other."""
        found = list(_NAMED.finditer(clause)) or [
            m for m in _MADE_UP.finditer(clause) if not any(w in _SAID for w in m["name"].split())
        ]
        if len(found) != 1:
            return None
        name, article = found[0]["name"], found[0]["of"] or ""
        rest = f"{clause[: found[0].start()]} {clause[found[0].end() :]}".split()
        others = [w for w in rest if w not in {",", "'s"} and not re.fullmatch(r"-?\d+(?:\.\d+)?", w)]
        if not others or _KNOW.fullmatch(" ".join(others)) or not all(w in _SAID for w in others):
            return None
        if article in {"a", "an"} and not _HAVE.fullmatch(" ".join(others)):
            return None
        part = re.findall(rf"(\w+) (?:of|in|on|from) (?:the|my|our) {name}|{name}(?:'s)? (\w+)", clause)
        if {w for w in others if w in self._known} - {w for pair in part for w in pair}:
            return None  # something that is there is spoken of too
        like = {w for other in _GROUP_OF.get(name, ()) for w in meaningful(other)}
        if (meaningful(name) | like) & self._known or self._referents.find(name, here) is not None:
            return None
        return Done(f'refuse unknown "{name}"', ())


def _offers(thing: Thing) -> tuple[str, ...]:
    """The words of what an unusual device offers."""
    if type_of(thing) in NOUNS:
        return ()
    names = [p.name for p in thing.properties] + [a.name for a in thing.actions]
    return tuple(name.replace("_", " ") for name in names)
