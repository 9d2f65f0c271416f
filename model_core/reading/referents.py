"""Which devices of a home words mean: one, a group, several to choose between, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from model_core.language.vocabulary import Vocabulary, clean
from model_core.reading.nouns import INSTEAD, NOUNS, SAME_TYPE
from model_core.reading.places import Places
from model_core.reading.text import numbers
from model_core.retrieval.words import words
from model_core.world import Thing

Able = Callable[[Thing], bool]

_EMPTY = frozenset(
    {
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "of",
        "my",
        "our",
        "your",
        "s",
        "from",
        "for",
        "to",
        "inside",
        "by",
        "beside",
        "next",
        "above",
        "over",
        "near",
    }
)
_GROUPED = frozenset({"light", "blind", "curtain"})
"""Types whose plain noun means all that are in the room: `the kitchen light` where there are two."""
_MOST = 8
"""More devices than this are not asked about one by one."""
_EVERY = re.compile(
    r"^(?:absolutely )?(?:all(?: of)?(?: the| my| our| these| those)?|every(?: single)?|each(?: and every)?(?: of the)?)\b ?"
)
_BOTH = re.compile(r"^(?:both(?: of)?(?: the| my| our)?|(?:the|a) pair of|the two) ")
_ARTICLE = re.compile(r"^(?:the|my|our|your|a|an|some|that|any) ")
_THESE = re.compile(r"^(?:these|this) ")
_HERE = re.compile(
    r" ?\b(?:(?:in|over|out|right) here|here|in (?:this|the) room|of this room|in my room here)$"
)
_THIS_ROOM = re.compile(r"\b(?:in|of) this room\b")
_EXCEPT = re.compile(
    r" (?:except(?: for)?|but not|but|apart from|aside from|other than|excluding|besides|save for|"
    r"with the exception of|minus|not) "
)
_EVERYTHING = frozenset({"everything", "device", "thing", "anything", "whatever there is", "stuff", "of it"})
_DANGLING = re.compile(r"\b(?:on|off|to|at|by|with|from|of|in|for)(?:$| and\b|,)|\boff\b")
"""What belongs to a verb is no part of a name."""
_VERB = re.compile(
    r"(?:turn|switch|put|set|make|lower|raise|dim|bring|take|get|give|keep|leave|have|let|pull|push|crank|bump|knock|"
    r"lift|drop|adjust|change|increase|decrease|reduce|start|stop|pause|play|open|close|shut|lock|unlock|tell|ask) "
)
"""What begins with a verb is no name."""
_PRONOUNS = re.compile(r"\b(?:it|them|they|that one|those|one|ones|this|these|other|others|rest|both)\b")


@dataclass(frozen=True, slots=True)
class Found:
    """Devices that words mean, and the target that names them in a plan."""

    things: tuple[Thing, ...]
    target: str = ""
    """A selector; empty where the devices are named one by one."""


@dataclass(frozen=True, slots=True)
class Several:
    """Devices between which the words do not decide."""

    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Words of which a place or a kind of device is known English, and which mean nothing in this home."""

    subject: str


Meaning = Found | Several | Missing


@dataclass(frozen=True, slots=True)
class _Group:
    """How much of a kind is meant."""

    every: bool
    both: bool
    whole: bool
    """The whole home."""
    here: str | None
    """The room, where only what is in the speaker's own is meant."""


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    thing: Thing
    type: str
    names: tuple[frozenset[str], ...]
    instead: tuple[frozenset[str], ...]
    """Names with a part said otherwise; they count only as a whole."""
    rooms: tuple[frozenset[str], ...]
    floors: tuple[frozenset[str], ...]


class Referents:
    """The words for the devices of one home, computed once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.places = Places(vocabulary)
        self._entries = tuple(self._entry(t) for t in vocabulary.world.things)
        self._nouns = {e.type: self._nouns_of(e.type) for e in self._entries}
        self._plurals = {kind: frozenset(_plural(n) for n in nouns) for kind, nouns in self._nouns.items()}
        self._fit = {e.thing.id: self._fitting_of(e) for e in self._entries}

    def find(self, phrase: str, here: str | None, able: Able | None = None) -> Meaning | None:
        """What a noun phrase means to a speaker in the room `here`; None where the words are not understood.

        `able` says which devices the words could be about at all.
        """
        phrase = _THIS_ROOM.sub("in here", phrase.strip(" ,;"))
        if (
            not phrase
            or _VERB.match(phrase)
            or _DANGLING.search(phrase)
            or _PRONOUNS.search(_THESE.sub("", _BOTH.sub("", phrase)))
        ):
            return None
        excluded = _EXCEPT.split(phrase, maxsplit=1)
        if len(excluded) == 2:
            return self._without(excluded[0], excluded[1], here, able)
        found = self._one_phrase(phrase, here, able)
        if found is not None and not isinstance(found, Missing):
            return found
        return self._joined(phrase, here, able) or found

    def _one_phrase(self, phrase: str, here: str | None, able: Able | None) -> Meaning | None:
        every, rest = _cut(_EVERY, phrase)
        both, rest = _cut(_BOTH, rest)
        these, rest = _cut(_THESE, rest)
        _, rest = _cut(_ARTICLE, rest)
        whole, rest = self.places.whole_home(rest)
        near, rest = _cut(_HERE, rest)
        if (these or near) and here is None:
            return None
        only_here = bool(these or near)
        places, head = self.places.take(rest)
        group = _Group(bool(every), bool(both), whole, here if only_here else None)
        if every or both or whole or head in _EVERYTHING:
            return self._group(rest, here, able, group)
        if not _is_plural(head):
            one = self._single(rest, here, able, only_here=only_here)
            return one or self._missing(rest) or self._elsewhere(rest, head, places, only_here=only_here)
        named = self._single(rest, here, able, only_here=only_here, plural=True)
        if not self._is_generic(head):
            return named or self._group(rest, here, able, group)
        together = self._group(rest, here, able, group)
        if isinstance(named, Found) and named.things[0] in self._called(rest):
            alone = isinstance(together, Found) and together.things == named.things
            return named if places or alone or not isinstance(together, Found) else None
        return together

    def words_of(self, thing: Thing) -> frozenset[str]:
        """Every word that speaks of a device: its names, nouns, room and floor."""
        entry = next(e for e in self._entries if e.thing is thing)
        return frozenset().union(*entry.names, *self._fitting(entry), *entry.rooms, *entry.floors)

    @staticmethod
    def meaningful(text: str) -> frozenset[str]:
        """The words of a text that tell devices apart."""
        return meaningful(text)

    # one device

    def _single(
        self, phrase: str, here: str | None, able: Able | None, *, only_here: bool, plural: bool = False
    ) -> Meaning | None:
        """A device by name, by name and place, by noun and place, or by noun where the speaker is.

        `plural`: only one whose name is a plural.
        """
        said = meaningful(phrase)
        if not said:
            return None
        entries = [e for e in self._entries if not only_here or e.thing.room == here]
        if plural:
            entries = [
                e for e in entries if any(_is_plural(clean(n)) for n in (e.thing.name, *e.thing.aliases))
            ]
        for rank, level in enumerate(self._levels(said, entries, here)):
            exact = rank < 2
            if rank == 0 and level and self._is_nearer(said, level, here):
                return None
            able_ones = [e for e in level if able is None or able(e.thing)]
            if not able_ones:
                if exact and level:
                    return None if self._others_able(said, entries, able) else self._decide(level, said, here)
                continue
            return self._decide(able_ones, said, here)
        return None

    def _called(self, phrase: str) -> tuple[Thing, ...]:
        """The devices of which a phrase is the whole name."""
        said = meaningful(phrase)
        return tuple(e.thing for e in self._entries if said in e.names)

    def _elsewhere(
        self, phrase: str, head: str, places: tuple[str, ...] | None, *, only_here: bool
    ) -> Missing | None:
        """A kind of device, or a name, that is there, but not in the place that is said."""
        said = meaningful(head)
        if not places or only_here or not said:
            return None
        known = [e for e in self._entries if said in self._fitting(e) or any(said <= n for n in e.names)]
        return Missing(phrase) if known and not any(self._is_in(e, places) for e in known) else None

    def _is_generic(self, head: str) -> bool:
        """Whether the words are a plural of a type: `lights`, but not `string lights`."""
        return any(_names_type(head, nouns, every=False) for nouns in (*self._nouns.values(), *_EVERY_NOUN))

    def _is_nearer(self, said: frozenset[str], exact: Sequence[_Entry], here: str | None) -> bool:
        """Whether words that are a name are also the noun for something else here."""
        near = [e for e in self._entries if here is not None and e.thing.room == here and e not in exact]
        return any(said in self._fitting(e) for e in near)

    def _others_able(self, said: frozenset[str], entries: Sequence[_Entry], able: Able | None) -> bool:
        """Whether the same words could mean something that can do it: a door and its lock."""
        return any(
            able is not None and able(e.thing) and any(self._covers(said, e, n) for n in e.names)
            for e in entries
        )

    def _levels(
        self, said: frozenset[str], entries: Sequence[_Entry], here: str | None
    ) -> Iterator[list[_Entry]]:
        """Readings from the strictest to the loosest."""
        yield [e for e in entries if said in e.names]
        named = ((e, n) for e in entries for n in (*e.names, *e.instead))
        placed = [e for e, n in named if any(n | p == said for p in (*e.rooms, *e.floors))]
        yield list(dict.fromkeys((*placed, *(e for e in entries if said in e.instead))))
        nouns = {e.thing.id: self._fitting(e) for e in entries}
        yield [e for e in entries if any(n | r == said for n in nouns[e.thing.id] for r in e.rooms)]
        yield [e for e in entries if any(n | f == said for n in nouns[e.thing.id] for f in e.floors)]
        yield [e for e in entries if here is not None and e.thing.room == here and said in nouns[e.thing.id]]
        yield [e for e in entries if any(said <= n for n in e.names)]
        yield [e for e in entries if any(self._covers(said, e, n) for n in e.names)]

    def _covers(self, said: frozenset[str], entry: _Entry, name: frozenset[str]) -> bool:
        """Whether words are of a device's name and nouns, with or without the whole of a place."""
        rest = said - name.union(*self._fitting(entry))
        return not rest or any(rest <= p <= said for p in (*entry.rooms, *entry.floors))

    def _decide(self, level: Sequence[_Entry], said: frozenset[str], here: str | None) -> Meaning | None:
        near = [e for e in level if here is not None and e.thing.room == here] or list(level)
        if len(near) == 1:
            return Found((near[0].thing,))
        rooms, types = {e.thing.room for e in near}, {e.type for e in near}
        if len(types) == 1 and len(rooms) == 1:
            kind, room = next(iter(types)), next(iter(rooms))
            plain = meaningful(NOUNS[kind][0]) if kind in _GROUPED else None
            members = [e for e in self._entries if e.type == kind and e.thing.room == room]
            as_said = plain is not None and (said == plain or any(r | plain == said for r in near[0].rooms))
            if as_said and len(members) == len(near) and room is not None:
                return self._selected(kind, near, (room,))
        things = tuple(e.thing for e in near)
        return Several(things) if len(things) <= _MOST or len(types) == 1 else None

    # groups

    def _group(self, phrase: str, here: str | None, able: Able | None, group: _Group) -> Meaning | None:
        every, both, whole = group.every, group.both, group.whole
        places, rest = self.places.take(phrase)
        if places is None:
            return self._missing(phrase)
        if group.here is not None:
            places = (group.here,)
        _, rest = _cut(_ARTICLE, rest)
        if not rest or rest in _EVERYTHING or _single_words(rest) in _EVERYTHING:
            if not (every or rest == "everything") or (rest in {"", "stuff"} and not places):
                return None
            return self._selected("", [e for e in self._entries if self._is_in(e, places)], places)
        kind = next(
            (k for k, nouns in self._nouns.items() if _names_type(rest, nouns, every=every or both or whole)),
            None,
        )
        if kind is None:
            return self._named_alike(rest, places, here, both=both) or self._missing(phrase)
        if not (places or whole or every or both) and here is not None:
            if not any(e.type == kind and e.thing.room == here for e in self._entries):
                return None
            places = (here,)
        members = [e for e in self._entries if e.type == kind and self._is_in(e, places)]
        if both and len(members) != 2:
            near_ones = [e for e in members if e.thing.room == here]
            if len(near_ones) != 2 or here is None:
                return None
            members, places = near_ones, (here,)
        if not members:
            return Missing(phrase)
        return self._selected(kind, members, places)

    def _named_alike(
        self, phrase: str, places: tuple[str, ...], here: str | None, *, both: bool
    ) -> Meaning | None:
        """`the floor lamps`: the devices that share these words of their names."""
        said = meaningful(phrase)
        members = [
            e for e in self._entries if self._is_in(e, places) and said and any(said <= n for n in e.names)
        ]
        if not _is_plural(phrase):
            return None
        if both and len(members) > 2:
            members = [e for e in members if e.thing.room == here]
        if len(members) < 2 or (both and len(members) != 2) or len(members) > _MOST:
            return None
        return Found(tuple(e.thing for e in members))

    def _joined(self, phrase: str, here: str | None, able: Able | None) -> Meaning | None:
        """`the hall light and the lamp`, `the kitchen and hall lights`."""
        parts = [p for p in re.split(r", and |,? and | as well as | plus |, ", phrase) if p]
        if len(parts) < 2:
            return None
        shared = self._shared_noun(parts, here)
        if shared is not None:
            return shared
        parts = self._each_with_noun(parts)
        every, _ = _cut(_EVERY, parts[0])
        if every.startswith("all"):
            parts = [p if n == 0 or not _is_plural(p) else f"all {p}" for n, p in enumerate(parts)]
        things: list[Thing] = []
        targets: list[str] = []
        place = self.places.suffix(parts[-1])
        for part in parts:
            found = None
            if place and not self.places.suffix(part):
                found = self._one_phrase(f"{part} {place}", here, able)
            if not isinstance(found, Found):
                found = self._one_phrase(part, here, able)
            if not isinstance(found, Found):
                return None
            targets.append(found.target)
            things += [t for t in found.things if t not in things]
        return Found(tuple(things)) if not any(targets) or len(things) <= _MOST else None

    def _shared_noun(self, parts: Sequence[str], here: str | None) -> Meaning | None:
        """One plural noun for several places, before or after them."""
        every, first = _cut(_EVERY, parts[0])
        _, first = _cut(_ARTICLE, first)
        for noun_part, others in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
            places, rest = self.places.take(_cut(_ARTICLE, _cut(_EVERY, noun_part)[1])[1])
            if not places or not _is_plural(rest):
                continue
            named = [self.places.named(_cut(_ARTICLE, _cut(_EVERY, p)[1])[1]) for p in others]
            if all(named):
                kind = next((k for k, n in self._nouns.items() if _names_type(rest, n, every=False)), None)
                if kind is None:
                    return None
                every_place = tuple(dict.fromkeys((*places, *(p for n in named if n for p in n))))
                members = [e for e in self._entries if e.type == kind and self._is_in(e, every_place)]
                return self._selected(kind, members, every_place) if members else None
        return None

    def _each_with_noun(self, parts: Sequence[str]) -> Sequence[str]:
        """`the front and back doors` as `the front door` and `back door`."""
        owned = [re.fullmatch(r"[a-z]+'s", p) for p in parts[1:]]
        if all(owned) and " " in parts[0]:
            return (parts[0], *(f"{p} {parts[0].rsplit(' ', 1)[-1]}" for p in parts[1:]))
        noun = parts[-1].rsplit(" ", 1)[-1]
        single = noun[:-1]
        if not _is_plural(noun) or not any(_names_type(noun, n, every=False) for n in self._nouns.values()):
            return parts
        if any(p.endswith((single, noun)) for p in parts[:-1]) or parts[-1] == noun:
            return parts
        return (*(f"{p} {single}" for p in parts[:-1]), parts[-1][:-1])

    def _without(self, base: str, left_out: str, here: str | None, able: Able | None) -> Meaning | None:
        """A group except devices or places."""
        group = self._one_phrase(base, here, able)
        if not isinstance(group, Found) or not group.target:
            return None
        labels: list[str] = []
        gone: set[str] = set()
        for part in re.split(r",? and |, ", left_out):
            inside = re.sub(r"^(?:the ones|those|the one)? ?(?:in|on) ", "", part)
            places = self.places.named(_cut(_ARTICLE, inside)[1])
            if places is None and _is_plural(part):
                taken, rest = self.places.take(_cut(_ARTICLE, part)[1])
                places = taken if taken and rest and self._is_noun_of(rest, group.things) else None
            if places is not None:
                gone |= {t.id for t in group.things if self.places.holds(places, t.room)}
                labels += [self.places.label(p) for p in places]
                continue
            members = {t.id for t in group.things}
            found = self._one_phrase(part, here, lambda t, members=members: t.id in members)
            if not isinstance(found, Found):
                other = self._one_phrase(part, here, None)
                if isinstance(other, Found) and not {t.id for t in other.things} & members:
                    continue
                return None
            gone |= {t.id for t in found.things}
            labels += [self._vocabulary.labels[t.id] for t in found.things]
        things = tuple(t for t in group.things if t.id not in gone)
        if not gone:
            return group
        return Found(things, f"{group.target} except {', '.join(labels)}") if things else None

    # parts

    def _selected(self, kind: str, members: Sequence[_Entry], places: Sequence[str]) -> Found:
        """The group as a selector, or the device itself where there is but one."""
        things = tuple(e.thing for e in members)
        stated = dict.fromkeys(self._vocabulary.class_of[t.id].type for t in things)
        if kind and (len(things) == 1 or len(stated) != 1):
            return Found(things)
        target = f"all {next(iter(stated))}" if kind else "all"
        if places:
            target += f" in {', '.join(self.places.label(p) for p in places)}"
        return Found(things, target)

    def _missing(self, phrase: str) -> Missing | None:
        """Words for a kind of device or a place that people know and this home has not."""
        place, rest = self.places.absent(phrase)
        if place is not None:
            known = not rest or any(_ends_in_type(rest, nouns) for nouns in _EVERY_NOUN)
            known = known or any(meaningful(rest) <= n for e in self._entries for n in e.names)
            return Missing(phrase) if known else None
        kind = next((k for k, nouns in NOUNS.items() if _names_type(phrase, nouns, every=True)), None)
        if kind is None or kind in {e.type for e in self._entries}:
            return None
        said = meaningful(phrase)
        return None if any(said & n for e in self._entries for n in e.names) else Missing(phrase)

    def _is_in(self, entry: _Entry, places: Sequence[str]) -> bool:
        return not places or self.places.holds(places, entry.thing.room)

    def _is_noun_of(self, phrase: str, things: Iterable[Thing]) -> bool:
        types = {e.type for e in self._entries if e.thing in tuple(things)}
        return any(_names_type(phrase, self._nouns[k], every=True) for k in types) or phrase in {
            "one",
            "ones",
        }

    def _entry(self, thing: Thing) -> _Entry:
        stated = self._vocabulary.class_of[thing.id].type
        called = [name.casefold() for name in (thing.name, *thing.aliases)]
        names = tuple(dict.fromkeys(meaningful(n) for n in called))
        otherwise = (
            n.replace(one, other)
            for n in called
            for one, others in INSTEAD.items()
            if one in n
            for other in others
        )
        instead = tuple(dict.fromkeys(meaningful(n) for n in otherwise))
        rooms, floors = self.places.words_for(thing.room)
        return _Entry(
            thing, SAME_TYPE.get(stated, stated), tuple(n for n in names if n), instead, rooms, floors
        )

    def _nouns_of(self, kind: str) -> tuple[str, ...]:
        return NOUNS.get(kind, (kind,))

    def _fitting(self, entry: _Entry) -> tuple[frozenset[str], ...]:
        return self._fit[entry.thing.id]

    def _fitting_of(self, entry: _Entry) -> tuple[frozenset[str], ...]:
        """The nouns for a device; a rarer one is left out where another device has it in its name."""
        first, *rarer = (meaningful(n) for n in self._nouns[entry.type])
        peers = [e for e in self._entries if e.type == entry.type]
        fitting = [first]
        for noun in rarer:
            named = [e for e in peers if any(noun <= n for n in e.names)]
            if not named or entry in named:
                fitting.append(noun)
        return tuple(fitting)


_EVERY_NOUN = tuple(NOUNS.values())


@lru_cache(maxsize=1 << 14)
def meaningful(text: str) -> frozenset[str]:
    """The words of a text that tell devices apart, in one form for singular and plural."""
    return frozenset(w for w in words(numbers(clean(text))) if w not in _EMPTY)


def _plural(noun: str) -> str:
    return noun if noun.endswith("s") else f"{noun}s"


def _is_plural(phrase: str) -> bool:
    last = phrase.rsplit(" ", 1)[-1]
    return len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "'s"))


def _single_words(phrase: str) -> str:
    return phrase[:-1] if _is_plural(phrase) else phrase


def _names_type(phrase: str, nouns: Sequence[str], *, every: bool) -> bool:
    """Whether a phrase is a plural of one of the nouns; `every`: one thing counts too."""
    return any(phrase == _plural(n) or (every and phrase == n) for n in nouns)


def _ends_in_type(phrase: str, nouns: Sequence[str]) -> bool:
    """Whether a phrase is one of the nouns with or without more words before it: `ceiling fan`."""
    return any(phrase == n or phrase.endswith((f" {n}", f" {_plural(n)}", _plural(n))) for n in nouns)


def _cut(pattern: re.Pattern[str], phrase: str) -> tuple[str, str]:
    """What a pattern takes of a phrase, and the rest."""
    found = pattern.search(phrase)
    if found is None:
        return "", phrase
    return found[0].strip(), f"{phrase[: found.start()]}{phrase[found.end() :]}".strip()
