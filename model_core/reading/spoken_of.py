"""What a statement beside an order speaks of: `the gate is open, close it`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import ellipses
from model_core.reading.absent import is_known_thing
from model_core.reading.nouns import NOUNS
from model_core.reading.opposites import OPPOSED
from model_core.reading.parting import BEGINS
from model_core.reading.referents import Found, Missing, Referents, Several
from model_core.world import Thing

_ORDERS = re.compile(
    rf"(?:then )?(?:{BEGINS}|drive|take|call|text|message|guide|navigate|direct|route|find|check|show|"
    r"silence)\b"
)
_OWN_DEVICE = re.compile(r"\b(?:my|his|her|its|their|the|\w+'s) (?:phone|mobile|car|van|truck|tv|telly)\b")
"""What an order is for that was said after a message."""
_KINDS = frozenset(noun for nouns in NOUNS.values() for noun in nouns)
_VERBS = frozenset(
    {"is", "are", "was", "were", "has", "have", "and", "in", "on", "at", "with", "by", "for", "to"}
)
_ANY = re.compile(r"(?:any|every|each|all|both|whichever|whatever)\b")
"""Begins what tells which devices are meant, not how one is."""
_DETERMINED = re.compile(r"(?:the|my|our|his|her|their|this|that|[a-z]+'s) ")


class SpokenOf:
    """Finds the devices of one home in statements."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def of(self, text: str, here: str | None) -> tuple[Thing, ...]:
        """The one device that a statement names: `the gate is open, close it`."""
        if _ANY.match(text):
            return ()
        said = text.split()
        for count in range(min(4, len(said)), 0, -1):
            starts = [at for at in range(len(said) - count + 1) if not _goes_on(said[at + count :])]
            spans = [" ".join(said[at : at + count]) for at in starts]
            found = [self._referents.find(re.sub(r"'s$", "", span), here) for span in spans]
            told_apart = (n for n, at in enumerate(starts) if at and said[at - 1] in OPPOSED)
            if any(found[n] and not _DETERMINED.match(spans[n]) for n in told_apart):
                return ()  # `the back door is open`, which may not be the one door there is
            if any(isinstance(m, Missing) and " " in m.subject for m in found):
                return ()  # `there is a black plug in the hall`, where none is
            named = {
                m.things[0].id: m.things[0] for m in found if isinstance(m, Found) and len(m.things) == 1
            }
            if any(isinstance(m, Missing) for m in found):
                return ()
            if named or any(isinstance(m, Several) for m in found):
                return tuple(named.values()) if len(named) == 1 else ()
        return ()

    def named_in(self, first: str, rest: str, here: str | None) -> str:
        """A part with the several devices of the statement before it for `it`."""
        said = ellipses.subject(first)
        meant = self._referents.find(said, here) if said else None
        several = isinstance(meant, Several) or (isinstance(meant, Found) and len(meant.things) > 1)
        return ellipses.PRONOUN.sub(f"the {said}", rest, count=1) if several else rest

    def names_device(self, text: str) -> bool:
        """Whether a text names something of this home, or orders what somebody has."""
        names = (n for every in self._vocabulary.names.values() for n in every)
        owned = _ORDERS.match(text) is not None and _OWN_DEVICE.search(text) is not None
        return owned or any(f" {n} " in f" {text} " for n in names)


def _goes_on(words: Sequence[str]) -> bool:
    """Whether a name would go on with these words: `the guest` with `room heater's cold`."""
    for word in words[:2]:
        noun = word.removesuffix("'s")
        if noun in _KINDS or is_known_thing(noun):
            return True
        if noun != word or word in _VERBS:
            return False
    return False
