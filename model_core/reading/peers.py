"""Which devices words mean beside those that were spoken of: `the kitchen`, `Ana's`, `the hall one`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary, clean
from model_core.plan import GetStep, Step
from model_core.reading import wishes
from model_core.reading.naming import meaningful
from model_core.reading.nouns import NOUNS
from model_core.reading.referents import Found, Referents
from model_core.world import Thing

_ONE = re.compile(r"(?: (?:one|ones|then))+$")
_FIRST = re.compile(r"^(?:the )?ones? ")
_NO_ONE = r"(?:same|other|others|next|last|previous|new|first|big|only|right|wrong|one)\b"
"""What stands before `one` and tells of no name."""
_SEVERAL = re.compile(r",| and | then |\bi (?:said|mean|meant)\b")
"""Says more than one thing, or puts something right: no one device is to be named in it."""


class Peers:
    """Finds devices of one home by others of the same type."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        names = sorted(referents.places.names, key=len, reverse=True)
        place = rf"(?P<{{}}>(?:the |my |our )?(?:{'|'.join(map(re.escape, names)) or '(?!)'}))"
        self._one_at = re.compile(
            rf"(?<!half of )\bthe ones? (?:(?:out|up|down|over) )?(?:in|on|at|by) {place.format('at')}"
            r"(?=$|[ ,])|"
            rf"\b{place.format('of')}(?:'s)? ones?\b|\bthe ones? (?P<up>upstairs|downstairs)\b|"
            rf"\bthe (?P<w>(?!{_NO_ONE})[a-z']+(?: [a-z']+)?) ones?\b"
        )

    def others(
        self, words: str, here: str | None, things: Sequence[Thing], step: Step | None = None
    ) -> tuple[Thing, ...]:
        """The devices that words mean beside these; for a place, those of the same type."""
        words, one = _ONE.subn("", _FIRST.sub("", words))
        types = {wishes.type_of(t) for t in things}
        places = self._referents.places.named(words) or self._referents.places.named(words.removesuffix("'s"))
        if places is None and one and (called := self._called(words, here, things)):
            return called
        if places is None:
            found = self._referents.find(words, here)
            if isinstance(found, Found) and not set(found.things) & set(things):
                return found.things
            return self._owned(words, things) if words.endswith("'s") else ()
        inside = [t for t in self._vocabulary.world.things if self._referents.places.holds(places, t.room)]
        alike = tuple(t for t in inside if wishes.type_of(t) in types)
        if len(things) == 1 and len(alike) > 1:  # `the lounge one`: that which is called the same there
            name = meaningful(things[0].name)
            alike = tuple(t for t in alike if meaningful(t.name) & name)
            alike = alike if len(alike) == 1 else ()
        if alike or not isinstance(step, GetStep):
            return alike if len(types) == 1 else ()
        return tuple(t for t in inside if all(t.find_property(p) for p in step.properties))

    def _called(self, words: str, here: str | None, things: Sequence[Thing]) -> tuple[Thing, ...]:
        """The devices that are called so by the noun of these: `the patio ones` of speakers."""
        kinds = {wishes.type_of(t) for t in things}
        nouns = (clean(things[0].name).rsplit(" ", 1)[-1], *(n for k in kinds for n in NOUNS.get(k, ())))
        found = (self._referents.find(f"{words} {noun}", here) for noun in dict.fromkeys(nouns))
        named = (f.things for f in found if isinstance(f, Found) and not f.target)
        alike = ((t for t in n if wishes.type_of(t) in kinds and t not in things) for n in named)
        return next((t for n in alike if (t := tuple(n))), ()) if len(kinds) == 1 else ()

    def named(self, text: str, here: str | None, things: Sequence[Thing]) -> str:
        """The text with the name of the device for `the one in the hall` and `the hall one`."""
        found = self._one_at.search(text) if things and not _SEVERAL.search(text) else None
        if found is None:
            return text
        place = re.sub(r"^(?:the|my|our) ", "", found["at"] or found["of"] or found["up"] or "")
        others = self.others(place or f"{found['w']} one", here, things)
        like = {wishes.type_of(t) for t in others} == {wishes.type_of(t) for t in things}
        if len(others) != 1 or not like or self._referents.is_name(found[0]):
            return text
        return f"{text[: found.start()]}{self._vocabulary.labels[others[0].id]}{text[found.end() :]}"

    def _owned(self, words: str, things: Sequence[Thing]) -> tuple[Thing, ...]:
        """What somebody else has of the same type: `Ana's`."""
        owner = words.rsplit(" ", 1)[-1]
        kind = wishes.type_of(things[0])
        alike = [t for t in self._vocabulary.world.things if wishes.type_of(t) == kind and t not in things]
        theirs = tuple(
            t
            for t in alike
            if any(owner in name.split() for name in self._vocabulary.names[t.id])
            or (t.room is not None and owner in self._vocabulary.room_labels[t.room].split())
        )
        return theirs if len(theirs) == 1 else ()
