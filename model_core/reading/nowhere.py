"""Doors, readings and air that one place has not: what is asked of them is refused."""

from __future__ import annotations

import re

from model_core.language.vocabulary import Vocabulary
from model_core.reading import roles
from model_core.reading.clauses import Done
from model_core.reading.determiners import without_the
from model_core.reading.naming import ends_in_type, meaningful
from model_core.reading.nouns import NOUNS
from model_core.reading.referents import Missing, Referents
from model_core.reading.wishes import type_of
from model_core.world import Thing

_DOOR = re.compile(
    r"(?:(?:lock|unlock|bolt|unbolt|open|close|shut)(?: up)? |is |make sure )"
    r"(?:the |my |our )?(?:doors? (?:to|of|into|for) (?P<to>.+?)|(?P<of>.+?) door)"
    r"(?: (?:is )?(?:locked|unlocked|open|closed|shut))?"
)
_OUTER = re.compile(
    r"(?:(?:can|could|will|would) you |make sure (?:that )?|check (?:(?:that|if) )?|(?:is|are|have|has) )?"
    r"(?:(?:un)?lock(?: up)?|bolt|unbolt|open(?: up)?|close|shut|secure|get|is|"
    r"did (?:anyone|anybody|someone|somebody|i|we|you) (?:remember to )?(?:un)?(?:lock|bolt|close|shut))? ?"
    r"(?:the |my |our )?(?P<of>(?:front|back|side|rear|main|outside|outer|patio|balcony|cellar|garden|"
    r"terrace|porch|kitchen|basement) doors?),? ?"
    r"(?:(?:is |are |be |gets? )?(?:still )?(?:(?:un)?lock(?:ed)?|bolted|unbolted|open|closed|shut|secure))?"
    r"(?: (?:behind|after|for) [a-z]+(?: [a-z]+)?)?(?: (?:now|already|yet|tonight|please))?"
)
"""A door by where it leads, which is locked or asked about."""
_LOCKING = re.compile(r"lock|bolt|open|close|shut|secure")
_READING = re.compile(
    r"(?:how (?:warm|hot|cold|cool|chilly|toasty|humid|damp) is it|"
    r"what is the (?P<what>temperature|humidity)) "
    r"(?:like )?(?P<where>(?:(?:out|up|down) )?(?:in|on|at) .+?)"
    r"(?: (?:right now|now|just now|at the moment|today))?"
)
_FIRST = re.compile(r"(?:(?:in|on|out in|up in|down in) )?(?:the )?(?P<place>[a-z ]+), (?P<rest>[^,;]+)")
"""A place that is said before what is wanted there."""
_PLAYED = re.compile(
    r"(?:play|put on|stick on|put|stick|watch|show|listen to|some|a bit of) (?P<what>.{1,40}?) on "
    r"(?P<t>(?:the |my |our )?[a-z' ]+)"
)
_PLAYERS = frozenset({"television", "speaker"})
_AIR = re.compile(
    r"(?:(?:set|put|turn|bring|get|keep|raise|lower|increase|reduce|change) )?(?:the )?humidity"
    r"(?: (?:in|of|on) .+?)? (?:up |down )?(?:to|at) \d+(?: percent)?"
)


class Nowhere:
    """Reads clauses about what a place of one home has not."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._things = vocabulary.world.things
        self._referents = referents
        doors = (t for t in self._things if "door" in referents.words_of(t))
        self._doors = tuple((t, referents.words_of(t)) for t in doors)
        self._said = frozenset(w for t in self._things for n in (t.name, *t.aliases) for w in meaningful(n))
        self._unnamed = any(type_of(t) == "lock" and not self._is_a_door(t) for t in self._things)
        """Whether a lock is there that may be of any door."""

    def read(self, clause: str, here: str | None) -> Done | None:
        """The refusal of a clause about what is not there; None for any other. A place is always said."""
        door = _DOOR.fullmatch(clause)
        if door is not None:
            told = self._door(without_the(door["to"] or door["of"]))
            if told is not None:
                return told
        outer = _OUTER.fullmatch(clause)
        if outer is not None and _LOCKING.search(clause):
            return self._outer(outer["of"])
        reading = _READING.fullmatch(clause)
        if reading is not None:
            return self._reading(reading["what"] or "temperature", reading["where"])
        first = _FIRST.fullmatch(clause)
        if first is not None and first["place"] in self._referents.places.missing:
            wanted = re.search(r"\b(?:on|off|up|down|open|shut|closed|locked)$", first["rest"])
            return Done(f'refuse unknown "{first["place"]}"', ()) if wanted else None
        played = _PLAYED.fullmatch(clause)
        if played is not None and ends_in_type(played["t"], [n for k in _PLAYERS for n in NOUNS[k]]):
            meant = None if self._is_there(played["what"]) else self._referents.find(played["t"], here)
            return Done(f'refuse unknown "{meant.subject}"', ()) if isinstance(meant, Missing) else None
        if _AIR.fullmatch(clause) and not any(
            self._has_air(p.name) for t in self._things for p in t.properties if p.writable
        ):
            return Done('refuse unknown "humidity"', ())
        return None

    def _is_there(self, said: str) -> bool:
        """Whether words are for something of this home."""
        return not isinstance(self._referents.find(said, None), Missing | None)

    def _outer(self, said: str) -> Done | None:
        """A door that no device, room or lock of this home could be."""
        which = said.split(maxsplit=1)[0]
        if self._unnamed or which in self._said or self._referents.places.named(which) is not None:
            return None
        meant = self._referents.find(said, None)
        return Done(f'refuse unknown "{said}"', ()) if isinstance(meant, Missing | None) else None

    @staticmethod
    def _is_a_door(lock: Thing) -> bool:
        """Whether a name tells which door a lock is of."""
        names = [meaningful(n) for n in (lock.name, *lock.aliases)]
        return any("door" in n and len(n) > 1 for n in names)

    def _door(self, said: str) -> Done | None:
        """A door that is named for a place in which no door is known."""
        places = self._referents.places.named(said)
        absent = said in self._referents.places.missing
        if places is None and not absent:
            return None
        words = meaningful(said)
        known = any(
            words <= every or self._referents.places.holds(places or (), t.room) for t, every in self._doors
        )
        return None if known else Done(f'refuse unknown "{said} door"', ())

    def _reading(self, what: str, where: str) -> Done | None:
        """A temperature or a humidity of a place where nothing measures it."""
        place = re.sub(r"^(?:(?:out|up|down) )?(?:in|on|at) (?:the |my |our )?", "", where)
        places = self._referents.places.named(place)
        if places is None:
            missing = place in self._referents.places.missing
            return Done(f'refuse unknown "{place}"', ()) if missing else None
        inside = (t for t in self._things if self._referents.places.holds(places, t.room))
        measured = any(what in p.name for t in inside for p in t.properties)
        return None if measured else Done(f'refuse unknown "{what} in the {place}"', ())

    @staticmethod
    def _has_air(name: str) -> bool:
        return "humidity" in name or name in roles.PROPERTIES["target_humidity"]
