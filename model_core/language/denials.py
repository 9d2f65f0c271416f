"""Whether a plan says of something that it is not there, though it is."""

from __future__ import annotations

from model_core.language.vocabulary import Vocabulary
from model_core.plan import Plan, Reason, RefuseStep
from model_core.retrieval.words import words

_EMPTY = frozenset({"a", "an", "the", "my", "our", "this", "that", "in", "on", "at", "of"})


def denies_what_is_there(plan: Plan, vocabulary: Vocabulary) -> bool:
    """True when all that a plan calls unknown is a device by its name or type, with or without its place."""
    denied = [s.subject for s in plan.steps if isinstance(s, RefuseStep) and s.reason is Reason.UNKNOWN]
    return bool(denied) and all(_is_there(subject, vocabulary) for subject in denied)


def _is_there(subject: str, vocabulary: Vocabulary) -> bool:
    said = frozenset(words(subject)) - _EMPTY
    for thing in vocabulary.world.things:
        kind = frozenset(words(vocabulary.class_of[thing.id].type))
        called = [frozenset(words(name)) - _EMPTY for name in vocabulary.names[thing.id]]
        known = {kind, *called, *(kind | name for name in called)}
        for place in (thing.room, vocabulary.floor_of.get(thing.room or "")):
            where = frozenset(words(place or "")) - _EMPTY
            if where and where <= said and said - where in known:
                return True
        if said in known:
            return True
    return False
