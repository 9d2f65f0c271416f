"""Words that were mistyped or misheard, put right where only one word of the home or of commands is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from rapidfuzz.distance import DamerauLevenshtein

from model_core.language.vocabulary import Vocabulary
from model_core.reading.nouns import NOUNS, ROOMS
from model_core.reading.phrases import load

_OF = re.compile(r"\bof$")
_WORD = re.compile(r"[a-z][a-z']+")
_COMMANDS = frozenset(load("spelling")["commands"])
_ALWAYS: Mapping[str, str] = load("spelling")["always"]


class Spelling:
    """The words of one home and of commands, for comparing others with them."""

    def __init__(self, vocabulary: Vocabulary, is_word: Callable[[str], bool]) -> None:
        """`is_word` says what is English and therefore nothing that was mistyped."""
        self._is_word = is_word
        self._own = frozenset(_words_of(vocabulary))
        self._known = frozenset((*_COMMANDS, *self._own))

    def corrected(self, sentence: str) -> str:
        """The sentence with its mistyped words put right; the same where there are none."""
        return _WORD.sub(lambda found: self._word(found[0]), _OF.sub("off", sentence))

    def _word(self, word: str) -> str:
        bare = word.removesuffix("'s")
        if bare in self._known:
            return word
        always = _ALWAYS.get(bare)
        if always in self._known:
            return always or word
        if len(bare) < 4 or self._is_word(bare):
            return word
        most = 1 if len(bare) < 7 else 2
        near = {
            known: distance
            for known in self._known
            if abs(len(known) - len(bare)) <= most
            and (distance := DamerauLevenshtein.distance(bare, known, score_cutoff=most)) <= most
        }
        best = [k for k, distance in near.items() if distance == min(near.values())]
        own = [k for k in best if k in self._own] if len(best) > 1 else best
        return own[0] if len(own) == 1 else word


def _words_of(vocabulary: Vocabulary) -> Iterable[str]:
    world = vocabulary.world
    texts: list[str] = [*vocabulary.rooms, *vocabulary.floors, *vocabulary.ids]
    for device_class in vocabulary.classes:
        sample = device_class.sample
        texts += [device_class.type, *NOUNS.get(device_class.type, ())]
        texts += [p.name.replace("_", " ") for p in sample.properties]
        texts += [c for p in sample.properties for c in p.choices]
        texts += [a.name.replace("_", " ") for a in sample.actions]
        texts += [c for a in sample.actions for x in a.arguments for c in x.choices]
    named = {room.name.casefold() for room in world.rooms}
    texts += [name for group in ROOMS if group & named for name in group]
    return (w for text in texts for w in _WORD.findall(text.casefold()) if len(w) > 3)
