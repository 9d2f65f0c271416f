"""The answer to a question back: which of the choices is meant, and what was wanted of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.plan import AskStep, Question
from model_core.reading import commands, wishes
from model_core.reading.naming import meaningful
from model_core.reading.referents import Found, Missing, Referents
from model_core.reading.text import plain
from model_core.world import Thing, Turn

_MEANT = re.compile(
    r"^(?:(?:no|yes|oh|uh|ok|okay|well|sorry|just|then)[ ,]+)*"
    r"(?:i (?:mean|meant|want|was thinking of) |just |do |take |the one |that one |make it )?"
)
_ONE = re.compile(r"(?: (?:one|ones|then|of course|i think|maybe|obviously))+$")
_ORDINALS = {
    "first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "latter": 1, "third": 2, "3rd": 2, "last": -1,
}  # fmt: skip
_ORDINAL = re.compile(rf"(?:the )?({'|'.join(_ORDINALS)})(?: one| of (?:those|them|the two))?")
_ALL = frozenset(
    ("both", "both of them", "all of them", "all", "every one", "all of those", "them all", "either", "each")
)


class Choosing:
    """Reads answers to questions between devices of one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def read(self, sentence: str, here: str | None, asked: AskStep, last: Turn) -> str | None:
        """The plan text for what was wanted, of the choice that a sentence names."""
        if asked.question is not Question.WHICH or len(asked.choices) < 2:
            return None
        choices = tuple(t for i in asked.choices if (t := self._vocabulary.world.thing(i)) is not None)
        chosen = self._chosen(sentence, choices)
        if chosen is None:
            return None
        for command in commands.readings(plain(last.utterance)):
            if not command.target or not all(command.wish.can(t) for t in choices):
                continue
            meant = self._referents.find(command.target, here, command.wish.can)
            if meant is not None and not isinstance(meant, Missing) and set(meant.things) == set(choices):
                return wishes.plan(command.wish, Found(chosen), self._vocabulary)
        return None

    def _chosen(self, sentence: str, choices: Sequence[Thing]) -> tuple[Thing, ...] | None:
        words = _ONE.sub("", _MEANT.sub("", sentence)).strip()
        if words in _ALL or sentence in _ALL:
            return tuple(choices)
        ordinal = _ORDINAL.fullmatch(words) or _ORDINAL.fullmatch(sentence)
        if ordinal:
            number = _ORDINALS[ordinal[1]]
            return (choices[number],) if number < len(choices) else None
        places = self._referents.places.named(words)
        if places is not None:
            inside = tuple(t for t in choices if self._referents.places.holds(places, t.room))
            return inside if len(inside) == 1 else None
        found = self._referents.find(words, None, lambda t: t in choices)
        if isinstance(found, Found) and set(found.things) <= set(choices):
            return found.things
        said = meaningful(words)
        called = [t for t in choices if said and said <= self._referents.words_of(t)]
        return (called[0],) if len(called) == 1 else None
