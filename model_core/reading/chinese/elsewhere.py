"""Mandarin talk of how it is elsewhere, of other people or at another time: no need of here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese.traditional import simplified
from model_core.reading.clauses import Done
from model_core.reading.phrases import compiled, load, unfolded

_TALK = Done("refuse chat", ())


class Elsewhere:
    """Tells needs from talk in one home, whose own places and owners are here."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        world = vocabulary.world
        names = [n for t in world.things for n in (t.name, *t.aliases)]
        self._own = simplified(" ".join([*names, *(r.name for r in world.rooms)]))

    def judged(self, sentence: str, needed: Done | None) -> Done | None:
        """What a need that was read in a sentence comes to: itself, the refusal of talk, or None in doubt."""
        if needed is None:
            return None
        text, patterns = sentence.replace(" ", ","), _patterns()
        if any(m["w"] not in self._own for p in patterns["owners"] for m in p.finditer(text)):
            return _TALK
        if any(p.search(text) for p in patterns["here"]):
            return needed
        if any(self._is_away(m) for p in patterns["talk"] for m in p.finditer(text)):
            return _TALK
        return None if any(p.search(text) for p in patterns["doubtful"]) else needed

    def _is_away(self, found: re.Match[str]) -> bool:
        """Whether the place that is spoken of, if any, is none of this home."""
        place = _place().search(found[0])
        return place is None or place[0] not in self._own


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    table = load("elsewhere", __package__)
    words = unfolded(table["words"])
    return {name: compiled(block, words) for name, block in table.items() if isinstance(block, str)}


@cache
def _place() -> re.Pattern[str]:
    return re.compile(unfolded(load("elsewhere", __package__)["words"])["place"])
