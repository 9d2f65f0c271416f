"""Rooms and floors in the words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from model_core.language.vocabulary import Vocabulary, clean
from model_core.reading.nouns import PLACES, RARER, ROOMS, STOREYS, UNLIKE
from model_core.reading.text import numbers
from model_core.retrieval.words import words

_IN = r"(?:in|on|at|by|from|of|inside|for|out in|out on|over in|up in|down in|out at)"
_THE = r"(?:the |my |our )?"
_BEFORE = re.compile(rf"^(?:{_IN} )?{_THE}")
_WHOLE = re.compile(
    r" ?\b(?:(?:in|of|throughout|around|across|inside|for) (?:the |my |our )?(?:whole |entire )?"
    r"(?:house|home|flat|apartment|place)|to the house|everywhere|all over(?: the (?:house|place|flat))?|"
    r"on (?:both|all|every) floors?|upstairs and downstairs|"
    r"in (?:every|each) room|in all (?:the )?rooms|at home)$"
)
_HEIGHTS = (
    ("basement", "cellar", "underground"),
    ("ground", "downstairs", "main", "level 1", "lower", "erdgeschoss"),
    ("first", "1st", "upstairs", "upper"),
    ("second", "2nd", "level 2", "obergeschoss"),
    ("3rd", "third", "attic", "loft", "top"),
)


_LEVELS = frozenset({"upstairs", "downstairs"})


class Places:
    """The places of one home and what people call them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        world = vocabulary.world
        self._rooms = {
            room.name: _room_names(room.name, [r.name for r in world.rooms]) for room in world.rooms
        }
        self._floors = {floor: _floor_names(floor, world.floors) for floor in world.floors}
        named = [(said, (place,)) for place, names in self._rooms.items() for said in names]
        named += [(said, (place,)) for place, names in self._floors.items() for said in names]
        counted: dict[str, set[str]] = {}
        for said, (place,) in named:
            counted.setdefault(said, set()).add(place)
        clear = {said: tuple(sorted(places)) for said, places in counted.items() if len(places) == 1}
        own = {_plain(p): (p,) for p in (*self._rooms, *self._floors)}
        self._said: dict[str, tuple[str, ...]] = {**clear, **own}
        every = "|".join(re.escape(s) for s in sorted(self._said, key=len, reverse=True)) or r"(?!)"
        self._after = re.compile(
            rf"^(.*?) ?\b{_IN} {_THE}({every})$|^(.*?) ?\b(upstairs|downstairs|outside)$"
        )
        one = rf"(?:in |on |by |at )?{_THE}(?:{every})"
        self._listed = re.compile(
            rf"^(.+?) (?:in|on|by|at) {_THE}((?:{every})(?:(?:, and|,| and| or) {one})+)$"
        )
        self._first = re.compile(rf"^({every})(?:'s)? (.+)$")
        known = frozenset(n for group in ROOMS for n in group)
        foreign = not all(
            any(n in _plain(room) for n in (*known, *PLACES, *RARER, *UNLIKE, "room", "area", "corner"))
            for room in self._rooms
        )
        here = frozenset(w for s in self._said for w in words(s)) - {"room"}
        here |= frozenset(
            w for said, meant in RARER.items() if said in self._said for m in meant for w in words(m)
        )
        here -= {"room"}
        absent = (
            ()
            if foreign
            else [o for o in known | UNLIKE if not any(w in h for w in words(o) if w != "room" for h in here)]
        )
        if not foreign:
            absent = [*absent, *_storeys(tuple(self._rooms), world.floors, self._said)]
        self.names, self.missing = tuple(self._said), tuple(absent)
        missing = "|".join(re.escape(s) for s in sorted(absent, key=len, reverse=True)) or r"(?!)"
        self._absent_after = re.compile(
            rf"^(.*?) ?\b(?:{_IN} {_THE}({missing})|({'|'.join(_LEVELS & set(absent)) or '(?!)'}))$"
        )
        self._absent_first = re.compile(rf"^{_THE}({missing})(?:'s)? (.+)$")

    def whole_home(self, phrase: str) -> tuple[bool, str]:
        """Whether a phrase says that the whole home is meant, and the rest of it."""
        found = _WHOLE.search(phrase)
        return (True, phrase[: found.start()].strip()) if found else (False, phrase)

    def take(self, phrase: str) -> tuple[tuple[str, ...] | None, str]:
        """The places that a phrase ends or begins with, and the rest; None: a place that is not there."""
        found = self._after.match(phrase)
        if found:
            said = found[2] or found[4]
            if said in self._said:
                return self._said[said], (found[1] or found[3] or "").strip()
            return None, phrase
        entire = re.fullmatch(r"(whole|entire) (.+)", phrase)
        if entire and entire[2] in self._said:
            return self._said[entire[2]], entire[1]
        first = self._first.match(phrase)
        if first:
            return self._said[first[1]], first[2]
        return ((), phrase) if self.absent(phrase)[0] is None else (None, phrase)

    def row(self, phrase: str) -> tuple[str, ...] | None:
        """The places that a phrase names, one or two in a row: `kitchen hallway`."""
        named = self.named(phrase)
        words_ = phrase.split()
        for at in range(1, len(words_) if named is None else 0):
            left, right = self.named(" ".join(words_[:at])), self.named(" ".join(words_[at:]))
            if left and right:
                return (*left, *right)
        return named

    def listed(self, phrase: str) -> tuple[tuple[str, ...], str] | None:
        """Several places that a phrase ends with, and the rest of it; None for any other phrase."""
        found = self._listed.match(phrase)
        if found is None:
            return None
        named = [self.named(p) for p in re.split(r", and |, | and | or ", found[2])]
        if not all(named):
            return None
        return tuple(dict.fromkeys(p for n in named if n for p in n)), found[1]

    def suffix(self, phrase: str) -> str:
        """The words at the end of a phrase that say where: `in the garden`; empty where none do."""
        found = self._after.match(phrase)
        return phrase[len(found[1] or found[3] or "") :].strip() if found else ""

    def named(self, phrase: str) -> tuple[str, ...] | None:
        """The places that a phrase is the name of, with or without `in` and `the`; or None."""
        return self._said.get(_BEFORE.sub("", phrase))

    def absent(self, phrase: str) -> tuple[str | None, str]:
        """A place that people know and this home has not, and the rest of the phrase."""
        found = self._absent_after.match(phrase)
        if found:
            return found[2] or found[3], found[1].strip()
        found = self._absent_first.match(phrase)
        noun = found is not None and not re.match(r"(?:the|a|an|some|any|my) ", found[2])
        return (found[1], found[2]) if found and noun else (None, phrase)

    def holds(self, places: Sequence[str], room: str | None) -> bool:
        """Whether a room is one of the places or on one of them."""
        floor = self._vocabulary.floor_of.get(room or "")
        return room is not None and (room in places or (floor is not None and floor in places))

    def label(self, place: str) -> str:
        """The place in the plan language."""
        if place in self._vocabulary.room_labels:
            return self._vocabulary.room_labels[place]
        return self._vocabulary.floor_labels[place]

    def words_for(self, room: str | None) -> tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]:
        """The word sets by which a device's room and its floor are said."""
        floor = self._vocabulary.floor_of.get(room or "")
        return (
            tuple(_meaningful(n) for n in self._rooms.get(room or "", ()) if self._means(n, room)),
            tuple(_meaningful(n) for n in self._floors.get(floor or "", ()) if self._means(n, floor)),
        )

    def _means(self, said: str, place: str | None) -> bool:
        return self._said.get(said) == (place,)


def _storeys(rooms: Sequence[str], floors: Sequence[str], said: Container[str]) -> Iterator[str]:
    """Words for storeys that a home of these floors has not."""
    names = " ".join((*rooms, *floors)).casefold()
    heights = sorted({_height(f) for f in floors})
    plain = heights in ([], [1, 2], [2, 3]) and len(heights) == len(floors)
    for storey in STOREYS.get(str(len(floors)), ()) if plain else ():
        if storey not in said and not any(w in names for w in storey.split() if w != "floor"):
            yield storey


def _room_names(room: str, rooms: Sequence[str]) -> tuple[str, ...]:
    plain = _plain(room)
    others = [frozenset(words(r)) for r in rooms if r != room]
    names = [plain]
    for group in ROOMS:
        if plain in group:
            names += [
                n
                for n in group
                if n != plain
                and not any(frozenset(words(n)) <= o or o <= frozenset(words(n)) for o in others)
            ]
    owner = re.fullmatch(r"([a-z]+'s) (?:room|bedroom)", plain)
    if owner and not any(owner[1] in r.casefold() for r in rooms if r != room):
        names += [owner[1], f"{owner[1]} bedroom", f"{owner[1]} room"]
    if plain.endswith("bedroom") and plain != "bedroom" and not any("bedroom" in o for o in others):
        names.append("bedroom")
    return tuple(dict.fromkeys(names))


def _floor_names(floor: str, floors: Sequence[str]) -> tuple[str, ...]:
    plain = _plain(floor)
    names = [plain]
    if not plain.endswith(("floor", "stairs", "side")) and plain not in {
        "basement",
        "cellar",
        "attic",
        "loft",
    }:
        names.append(f"{plain} floor")
    if plain == "ground floor":
        names.append("ground level")
    inside = sorted((f for f in floors if 0 < _height(f) < len(_HEIGHTS)), key=_height)
    if len(inside) == 2 and _height(inside[0]) != _height(inside[1]) and floor in inside:
        names += ["downstairs", "lower floor"] if floor == inside[0] else ["upstairs", "upper floor"]
    return tuple(dict.fromkeys(names))


def _height(floor: str) -> int:
    """Floors by height; 0 is below ground, and what is no storey comes last."""
    plain = floor.casefold()
    return next((h for h, names in enumerate(_HEIGHTS) if any(n in plain for n in names)), len(_HEIGHTS))


def _plain(name: str) -> str:
    return numbers(clean(name))


def _meaningful(text: str) -> frozenset[str]:
    return frozenset(w for w in words(text) if w not in {"the", "my", "our", "on", "in", "at", "of"})
