"""Keeps a plan from naming a device twice in one list, or a property twice in one step.

A context-free grammar cannot say "and another one", and a small model in doubt says the same one again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from model_core.language.vocabulary import Vocabulary

Spell = Callable[[int], bytes]
_STEP = re.compile(rb"; | then ")
_LIST = re.compile(
    rb"^ ?(?P<verb>set|run|get|check(?: any)?|count|list|highest|lowest|ask which|refuse unable:) "
    rb"(?:(?:all|any)(?=[ :]).*(?P<selector> in | except ))?(?P<items>.*)$"
)
_OF_ONE_CLASS = frozenset((b"set", b"run", b"get", b"check", b"count", b"list"))
"""What is done to several devices by name is done to devices that offer the same."""
_COMMA = re.compile(rb", ?")
_FEW = 8
"""Where the list may end, little else than the comma may follow."""
_OPERATOR = re.compile(rb"[-+*]?=")


class Repeats:
    """The names of one home: which tokens would repeat one that the list already has."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        groups = [[name.encode() for name in names] for names in vocabulary.names.values()]
        self._places = {place.encode() for place in (*vocabulary.rooms, *vocabulary.floors)}
        groups += [[place] for place in self._places]
        self._same = {name: tuple(group) for group in groups for name in group}
        self._class = {
            name.encode(): {n.encode() for t in kind.things for n in vocabulary.names[t.id]}
            for kind in vocabulary.classes
            for thing in kind.things
            for name in vocabulary.names[thing.id]
        }
        self._properties = {p.name.encode() for t in vocabulary.world.things for p in t.properties}

    def without(self, written: bytes, tokens: Sequence[int], spell: Spell, end: int) -> list[int]:
        """Places in `tokens` (what the grammar allows after `written`) that repeat nothing.

        All of them where every one would.
        """
        step = _STEP.split(written)[-1]
        everything = list(range(len(tokens)))
        if b'"' in step or not (b"," in step or any(b"," in spell(token) for token in tokens[:_FEW])):
            return everything
        left = [
            p for p, token in enumerate(tokens) if self._is_new(step, b";" if token == end else spell(token))
        ]
        return left or everything

    def _is_new(self, step: bytes, token: bytes) -> bool:
        """Whether the step with this token has only names in a list that can still be others than before.

        A token may bring the space after the comma along, so that both are looked at together.
        """
        target, colon, assignments = (step + token).partition(b": ")
        names: Iterable[bytes]
        if colon and not target.endswith(b"unable"):
            *before, current = assignments.split(b", ")
            if _OPERATOR.search(current):
                return True
            named = [_OPERATOR.split(piece)[0] for piece in before]
            names, ends = self._properties - set(named), b"=+-*,;"
        else:
            found = _LIST.match(step + token)
            if not found:
                return True
            *before, current = _COMMA.split(found["items"])
            named = [self._same.get(piece, (piece,))[0] for piece in before]
            used = {same for piece in before for same in self._same.get(piece, (piece,))}
            names = self._possible(found["verb"], found["selector"], before) - used
            ends = b":,; "
        return not before or (len(set(named)) == len(named) and _leads(current, names, ends))

    def _possible(self, verb: bytes, selector: bytes | None, before: Sequence[bytes]) -> set[bytes]:
        """The names that the list may go on with, those that it has included."""
        if selector == b" in ":
            return self._places
        if selector is None and verb in _OF_ONE_CLASS and before and before[0] in self._class:
            return self._class[before[0]]
        return set(self._same)


def _leads(text: bytes, names: Iterable[bytes], ends: bytes) -> bool:
    """Whether the text can become one of the names, or is one with what may follow it."""
    return any(n.startswith(text) or (text.startswith(n) and text[len(n)] in ends) for n in names)
