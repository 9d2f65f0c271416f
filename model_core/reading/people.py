"""Whose something is, where a name earlier in the sentence says it: `Ana is asleep, dim her lamp`."""

from __future__ import annotations

import re

from model_core.language.vocabulary import Vocabulary
from model_core.reading.nouns import NOUNS

_OWNER = re.compile(r"\b([a-z]+)'s\b")
_OWNED = re.compile(
    r"\b(?:his|her|their)(?= (?!(?:up|on|off|at|to|in|that|when|if|a|an|the|some|and|for|from|by|about|out|"
    r"down|back|again|know|please)\b)[a-z0-9])"
)
"""A pronoun before what somebody has; `wake her up` has none."""
_OWNED_BY = re.compile(
    r"\b(?!(?:it|that|this|there|here|he|she|who|what|where|how|when|let|one|thing|\w+body|\w+one|today|tonight)'s)"
    r"([a-z]+)'s ([a-z]+)\b"
)
_KINDS = frozenset(w for nouns in NOUNS.values() for noun in nouns for w in noun.split())
"""Words for what somebody may have: `Ana's asleep` has none."""


class People:
    """The people whose names are in the names of one home."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        names = frozenset(
            found[1]
            for text in (*vocabulary.ids, *vocabulary.rooms)
            for found in _OWNER.finditer(text.casefold())
        )
        every = "|".join(sorted(map(re.escape, names), key=len, reverse=True)) or r"(?!)"
        texts = (*vocabulary.ids, *vocabulary.rooms, *vocabulary.floors)
        self._words = _KINDS.union(*(w.split() for w in (text.casefold() for text in texts)))
        self._named = re.compile(rf"\b({every})\b")
        self._owned = re.compile(rf"\b({every})'s ((?:[a-z]+ )?[a-z]+)")

    def named(self, sentence: str) -> str:
        """The sentence in lower case, with a name for each possessive after it, where only one is said."""
        sentence = sentence.casefold().replace("’", "'")
        first = _OWNED.search(sentence)
        if first is None or len({m[1] for m in self._named.finditer(sentence)}) != 1:
            return sentence
        said = self._named.search(sentence, 0, first.start())
        return sentence if said is None else _OWNED.sub(f"{said[1]}'s", sentence)

    def owners(self, utterance: str) -> frozenset[str]:
        """The names, in lower case, of those whose things an utterance speaks of."""
        said = utterance.casefold().replace("’", "'")
        owned = (m for m in self._owned.finditer(said) if not _KINDS.isdisjoint(m[2].split()))
        return frozenset(m[1] for m in owned)

    def strangers(self, utterance: str) -> frozenset[tuple[str, str]]:
        """Who of whom this home knows nothing has something, and the word for that thing."""
        said = utterance.casefold().replace("’", "'")
        found = (m for m in _OWNED_BY.finditer(said) if m[1] not in self._words and m[2] in _KINDS)
        return frozenset((m[1], m[2]) for m in found)
