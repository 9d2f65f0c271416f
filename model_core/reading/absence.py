"""Words for devices and places that people know and one home has not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.reading.determiners import without_article
from model_core.reading.meanings import Missing
from model_core.reading.naming import EVERY_NOUN, Naming, ends_in_type, meaningful, type_called
from model_core.reading.nouns import THINGS
from model_core.reading.opposites import instead
from model_core.reading.places import Places

_PLAYED = frozenset({"music", "film", "movie", "show"})
_PLAYERS = frozenset({"television", "speaker", "phone"})
_GATES = frozenset({"garage door", "gate"})
_WORD = re.compile(
    r"(?!(?:on|off|up|down|to|at|from|with|and|or|not|all|every|both|it|them|is|are|a|an)\b)[a-z']+"
)
"""A word that may tell which device is meant."""
_FROM = ("from ", "of ", "in ", "on ", "at ", "by ", "for ")
"""How no name begins."""
_OF_ONE_ROOM = frozenset(
    {
        "light",
        "fan",
        "speaker",
        "television",
        "blind",
        "curtain",
        "shutter",
        "heater",
        "humidifier",
        "dehumidifier",
    }
)
"""Kinds of devices that work in the room they are in, and no further."""
_EVERYTHING = frozenset({"everything", "all", "it all", "the lot"})


class Absence:
    """Tells what one home certainly has not."""

    def __init__(self, naming: Naming, places: Places) -> None:
        self._naming = naming
        self._places = places

    def missing(self, phrase: str) -> Missing | None:
        """A kind of device, or a place with some device, that is not there."""
        if phrase in self._places.missing:
            return Missing(phrase)
        if phrase.startswith(_FROM):
            return None
        entries = self._naming.entries
        place, rest = self._places.absent(phrase)
        if place is not None and rest in _EVERYTHING:
            return Missing(place)
        if place is not None:
            known = not rest or any(ends_in_type(rest, nouns) for nouns in EVERY_NOUN)
            known = known or any(meaningful(rest) <= n for e in entries for n in e.names) or rest in THINGS
            return Missing(phrase) if known else None
        unknown = self._has_none(phrase) or self._has_none_there(phrase) or self._is_opposed(phrase)
        return Missing(phrase) if unknown else None

    def _is_opposed(self, phrase: str) -> bool:
        """Whether only what excludes a phrase is there: the right lamp, where the left one is meant."""
        places, rest = self._places.take(phrase)
        others = [meaningful(other) for other in instead(without_article(rest))] if places is not None else ()
        return bool(others) and any(n in others for e in self._naming.entries for n in e.names)

    def _has_none_there(self, phrase: str) -> bool:
        """Whether a phrase is of a kind that the home has none of, with a place and words that tell which."""
        places, rest = self._places.take(phrase)
        said = without_article(rest).split()
        if places is None or (len(said) < 2 and not places) or not all(_WORD.fullmatch(w) for w in said):
            return False
        return any(self._has_none(" ".join(said[at:])) for at in range(min(3, len(said))))

    def _has_none(self, noun: str) -> bool:
        """Whether a noun is of a kind of device that the home has none of."""
        kind = type_called(noun)
        here = {e.type for e in self._naming.entries}
        if (kind is None and noun not in THINGS) or kind in here or noun == "door":
            return False
        if noun in _PLAYED and here & _PLAYERS:
            return False
        said = meaningful(noun)
        return not any(said & n for e in self._naming.entries for n in (*e.names, *self._naming.fitting(e)))

    def has_gate(self, places: Sequence[str]) -> bool:
        """Whether something that may be called a door, too, is in one of the places."""
        return any(e.type in _GATES and self._naming.is_in(e, places) for e in self._naming.entries)

    def not_here(self, noun: str, room: str, phrase: str) -> Missing | None:
        """A kind of device that is in other rooms only, where what is in this one is meant."""
        if type_called(without_article(noun)) not in _OF_ONE_ROOM:
            return None
        said = meaningful(noun)
        inside = (e for e in self._naming.entries if e.thing.room == room)
        if any(said & n for e in inside for n in (*e.names, *self._naming.fitting(e))):
            return None
        return Missing(without_article(phrase))

    def elsewhere(self, phrase: str, head: str, places: Sequence[str] | None) -> Missing | None:
        """A kind of device, or a name, that is there, but not in the place that is said."""
        said = meaningful(head)
        if not places or not said:
            return None
        naming = self._naming
        if said == {"door"} and self.has_gate(places):
            return None
        known = [e for e in naming.entries if said in naming.fitting(e) or any(said <= n for n in e.names)]
        return Missing(phrase) if known and not any(naming.is_in(e, places) for e in known) else None
