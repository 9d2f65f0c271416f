"""Machines that start with a programme, and coffee makers that make a drink."""

from __future__ import annotations

import re

from model_core.language.vocabulary import Vocabulary
from model_core.reading import roles, values, wishes
from model_core.reading.clauses import Done
from model_core.reading.errands import Errands, Groups, frames, same
from model_core.reading.phrases import blocks
from model_core.reading.referents import Referents
from model_core.reading.wishes import Wish
from model_core.world import Attribute, Thing


def _with_value(block: str) -> tuple[str, ...]:
    return tuple(line.replace("{v}", "(?P<v>.+?)") for line in blocks("programmes")[block])


def _express(groups: Groups) -> Wish:
    said = str(groups["v"])
    return Wish(lambda thing: _told(thing, said), sure=False)


_SEVERAL = re.compile(r"\b(?:\d+|some) ([a-z]+(?: [a-z]+)?)s\b")
"""Drinks are made one at a time."""
_NAMED = frames(_express, *_with_value("drink named"), *_with_value("named"))
_DRINKS = frames(_express, *_with_value("drink"))
_COFFEE = frames(same(wishes.done("start", "brew")), *_with_value("coffee"))


class Programmes:
    """Reads what machines of one home are to run or make."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._errands = Errands(vocabulary, referents)
        self._things = tuple(t for t in vocabulary.world.things if programme_of(t) is not None)
        self._makers = tuple(t for t in vocabulary.world.things if wishes.type_of(t) == "coffee maker")
        every = [found for t in self._things if (found := programme_of(t)) is not None]
        self._names = frozenset(values.joined(c.casefold()) for found in every for c in found.choices)

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a clause about a programme or a drink; None for any other."""
        clause = _SEVERAL.sub(self._single, clause)
        if any(name in values.joined(clause.casefold()) for name in self._names):
            done = self._errands.framed(_NAMED, clause, here, self._things) or self._errands.framed(
                _DRINKS, clause, here, self._makers
            )
            if done is not None:
                return done
        if any(_makes(t, "coffee") for t in self._makers):
            return None
        return self._errands.framed(_COFFEE, clause, here, self._makers)

    def _single(self, found: re.Match[str]) -> str:
        return f"a {found[1]}" if values.joined(found[1]) in self._names else found[0]


def programme_of(thing: Thing) -> Attribute | None:
    """The argument of a machine's start that chooses between programmes."""
    found = roles.find_action(thing, "start")
    chosen = [a for a in found.arguments if len(a.choices) > 1] if found else []
    return chosen[0] if len(chosen) == 1 else None


def _makes(thing: Thing, said: str) -> bool:
    found = programme_of(thing)
    return found is not None and values.choice_of(found, said) is not None


def _told(thing: Thing, said: str) -> str | None:
    action, argument = roles.find_action(thing, "start"), programme_of(thing)
    choice = values.choice_of(argument, said) if argument is not None else None
    if action is None or argument is None or choice is None:
        return None
    return f"run {action.name} {argument.name}={choice}"
