"""Mandarin questions over devices of a kind: whether any, which, how many are in a state."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import wishes
from model_core.reading.chinese import predicates
from model_core.reading.chinese.nouns import NOUNS
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.referents import Found, Missing
from model_core.world import Thing

Groups = Mapping[str, str]
_DOOR = re.compile(r"(?:那|这)?(?:[扇个道樘])?房?门")
_DOORS = ("door sensor", "lock", "garage door", "gate")
"""What may tell that a door is open."""
_OPENS = frozenset({"on", "off", "wide"})
_WORDS = re.compile(r"^(?:(?:所有|全部|任何|其中)的?)+|(?:里面?|[当之]?中)$")


class GroupQuestions:
    """Reads questions about groups in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def asked(self, groups: Groups, here: str | None, verb: str) -> str | None:
        """`check any`, `count all` or `list all` devices of a noun in a place that are in a state."""
        state = predicates.state_of(groups["s"])
        return self._group(groups["g"], groups.get("l", ""), state, here, verb) if state else None

    def every(self, phrase: str, state: str, here: str | None) -> str | None:
        """Whether all of a noun are in a state, where there are not some in the room and more elsewhere."""
        noun = _WORDS.sub("", phrase)
        place, rest = self._referents.places.take(key(noun))
        kind = self._kind(rest if place is not None and rest else noun, state)
        near = self._referents.of_type(kind, (here,)) if kind is not None and here is not None else ()
        if kind is None or (place is None and len(near) > 1) or not self._referents.of_type(kind):
            return None
        return self._group(phrase, "", state, here, "check all")

    def door(self, phrase: str, state: str, here: str | None) -> str | None:
        """Whether the door of a room is open, by the only sensor there."""
        place, rest = self._referents.places.take(key(phrase))
        room = place if place is not None else here
        if room is None or not _DOOR.fullmatch(rest) or state not in _OPENS:
            return None
        sensors = self._referents.of_type(_DOORS[0], (room,))
        return self._plan(Found(sensors), "check", state) if len(sensors) == 1 else None

    def _group(self, phrase: str, said: str, state: str, here: str | None, verb: str) -> str | None:
        said = said.removesuffix("的")
        places = self._referents.where(said, here)
        if places is None:
            return absent_room(self._referents, said)
        noun = _WORDS.sub("", phrase)
        place, rest = self._referents.places.take(key(noun))
        if place is not None and rest and not places:
            places, noun = (place,), rest
        elif place is not None and self._referents.type_named(noun) is None:
            return None
        kind = self._kind(noun, state)
        if kind is None:
            return self._alike(noun, said, here, verb, state)
        things = self._referents.of_type(kind, places)
        if not things and places:
            where = "、".join(places)
            return wishes.plan(wishes.Wish(lambda _: None), Missing(f"{where}的{noun}"), self._vocabulary)
        return self._plan(self._referents.selected(kind, things, places), verb, state)

    def _kind(self, noun: str, state: str) -> str | None:
        """The type of which a noun is said; of doors the one that tells whether they are open."""
        if _DOOR.fullmatch(noun) and state in _OPENS:
            telling = [k for k in _DOORS if self._tells(k, state)]
            closest = [k for k in telling if k in _DOORS[:2]] or telling
            return closest[0] if len(closest) == 1 else None
        kind = self._referents.type_named(noun)
        if kind is not None and self._referents.all_have(kind, noun):
            return kind
        plain = [k for k, nouns in NOUNS.items() if noun == nouns[0] and self._referents.of_type(k)]
        return plain[0] if len(plain) == 1 else None

    def _tells(self, kind: str, state: str) -> bool:
        return any(predicates.test(t, state) for t in self._referents.of_type(kind))

    def _alike(self, noun: str, said: str, here: str | None, verb: str, state: str) -> str | None:
        """Devices that share a part of their names, or a kind of device that is not there."""
        if _DOOR.fullmatch(noun):
            return None
        meaning = self._referents.find(f"{said}所有{noun}", here, every=True)
        if isinstance(meaning, Missing):
            return wishes.plan(wishes.Wish(lambda _: None), Missing(f"{said}{noun}"), self._vocabulary)
        return self._plan(meaning, verb, state) if isinstance(meaning, Found) else None

    def _plan(self, group: Found, verb: str, state: str) -> str | None:
        tests = {text for t in group.things if (text := predicates.test(t, state)) is not None}
        able = [t for t in group.things if predicates.test(t, state) is not None]
        if len(tests) != 1 or (not group.target and len(able) < len(group.things)):
            return None
        test = tests.pop()
        first, _, every = verb.partition(" ")
        if len(group.things) == 1:
            return f"{first} {self._labels(group.things)}: {test}"
        if group.target:
            return f"{first} {every}{group.target.removeprefix('all')}: {test}"
        return None if every == "any" else f"{first} {self._labels(group.things)}: {test}"

    def _labels(self, things: Sequence[Thing]) -> str:
        return ", ".join(self._vocabulary.labels[t.id] for t in things)


def absent_room(referents: Referents, said: str) -> str | None:
    """The refusal of a place that people know and a home has not."""
    absent, rest = referents.places.absent(key(said))
    return f'refuse unknown "{said}"' if absent is not None and not rest else None
