"""The answer to a question back: which of the choices is meant, and what was wanted of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.plan import AskStep, Question
from model_core.reading import afterthoughts, commands, wishes
from model_core.reading.clauses import Clauses
from model_core.reading.naming import meaningful
from model_core.reading.referents import Found, Missing, Referents, Several
from model_core.reading.text import plain
from model_core.world import Thing, Turn

_MEANT = re.compile(
    r"^(?:(?:no|yes|oh|uh|ok|okay|well|sorry|just|then)[ ,]+)*"
    r"(?:i (?:mean|meant|want|was thinking of) |just |do |take |the one |that one |make it )?"
)
_ONE = re.compile(r"(?: (?:one|ones|then|of course|i think|maybe|obviously|only|thing))+$")
_THAT_IS = re.compile(
    r"^(?:the (?:one|two|2|ones) |that |those |both )?(?:(?:that|which)(?: is|'s| are) |that's )?"
    r"(?:(?:up|down|out|over|back) )?(?:in|by|on|out|near|next to|at|from|over by|beside|under|above|of) "
    r"(?:the |my |our )?"
)
"""`the one that's on the table`: where the choice is, or what it stands by."""
_SEVERAL = re.compile(r"\b(?:both|two|2|ones|all|those)\b")
_ORDINALS = {
    "first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "latter": 1, "third": 2, "3rd": 2, "last": -1,
}  # fmt: skip
_ORDINAL = re.compile(rf"(?:the )?({'|'.join(_ORDINALS)})(?: one| of (?:those|them|the two))?")
_ALL = frozenset(
    ("both", "both of them", "all of them", "all", "every one", "all of those", "them all", "either", "each")
)
_ORDERS = re.compile(r"(?:turn|switch|put|set|make|open|close|shut|lock|start|stop|and|but|not) ?\b")
_MOST_WORDS = 5
"""Of what the devices were called before."""


class Choosing:
    """Reads answers to questions between devices of one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents, clauses: Clauses) -> None:
        self._clauses = clauses
        self._vocabulary = vocabulary
        self._referents = referents

    def read(self, sentence: str, here: str | None, asked: AskStep, last: Turn) -> str | None:
        """The plan text for what was wanted, of the choice that a sentence names."""
        if asked.question is not Question.WHICH or len(asked.choices) < 2:
            return None
        choices = tuple(t for i in asked.choices if (t := self._vocabulary.world.thing(i)) is not None)
        ways = (sentence, *afterthoughts.stripped(sentence))
        chosen = next((c for way in ways if (c := self._chosen(way, choices)) is not None), None)
        chosen = chosen or next((c for way in ways if (c := self._in_parts(way, choices)) is not None), None)
        if chosen is None:
            return None
        for command in commands.readings(plain(last.utterance)):
            if not command.target or not all(command.wish.can(t) for t in choices):
                continue
            meant = self._referents.find(command.target, here, command.wish.can)
            if meant is not None and not isinstance(meant, Missing) and set(meant.things) == set(choices):
                return wishes.plan(command.wish, Found(chosen), self._vocabulary)
        return self._said_of(plain(last.utterance), here, choices, chosen)

    def _said_of(
        self, before: str, here: str | None, choices: Sequence[Thing], chosen: Sequence[Thing]
    ) -> str | None:
        """What was wanted before, said of the one device that is chosen now."""
        if len(chosen) != 1:
            return None
        words = before.split()
        for length in range(min(_MOST_WORDS, len(words)), 0, -1):
            for at in range(len(words) - length + 1):
                found = self._referents.find(" ".join(words[at : at + length]), here)
                if isinstance(found, Several) and set(found.things) == set(choices):
                    named = f"the {self._vocabulary.labels[chosen[0].id]}"
                    done = self._clauses.command(
                        " ".join((*words[:at], named, *words[at + length :])), here, alone=True
                    )
                    return done.text if done is not None and done.things == tuple(chosen) else None
        return None

    def _in_parts(self, sentence: str, choices: Sequence[Thing]) -> tuple[Thing, ...] | None:
        """The one choice that a part of a sentence names, where nothing else of it names another."""
        parts = [p for p in re.split(r"[,;] ", sentence) if p]
        if len(parts) < 2:
            return None
        named = {c for part in parts if (c := self._chosen(part, choices)) is not None}
        if len(named) != 1:
            return None
        chosen = named.pop()
        others = [t for t in choices if t not in chosen]
        strange = frozenset().union(*(self._referents.words_of(t) for t in others)) - frozenset().union(
            *(self._referents.words_of(t) for t in chosen)
        )
        rest = (p for p in parts if self._chosen(p, choices) is None)
        return None if any(meaningful(p) & strange or _ORDERS.match(p) for p in rest) else chosen

    def _chosen(self, sentence: str, choices: Sequence[Thing]) -> tuple[Thing, ...] | None:
        words = _ONE.sub("", _MEANT.sub("", sentence)).strip()
        there = _THAT_IS.match(sentence)
        if there is not None:
            words = sentence[there.end() :]
        if words in _ALL or sentence in _ALL:
            return tuple(choices)
        ordinal = _ORDINAL.fullmatch(words) or _ORDINAL.fullmatch(sentence)
        if ordinal:
            number = _ORDINALS[ordinal[1]]
            return (choices[number],) if number < len(choices) else None
        places = self._referents.places.named(words)
        if places is not None:
            inside = tuple(t for t in choices if self._referents.places.holds(places, t.room))
            return inside if len(inside) == 1 or (inside and _SEVERAL.search(sentence)) else None
        found = self._referents.find(words, None, lambda t: t in choices)
        if isinstance(found, Found) and set(found.things) <= set(choices):
            return found.things
        said = meaningful(words)
        called = [t for t in choices if said and said <= self._referents.words_of(t)]
        return (called[0],) if len(called) == 1 else None
