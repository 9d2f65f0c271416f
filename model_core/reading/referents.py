"""Which devices of a home a noun phrase means: one, a group, several to choose between, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading.absence import Absence
from model_core.reading.determiners import (
    bare,
    determined,
    has_pronoun,
    is_every,
    without_article,
)
from model_core.reading.groups import Groups
from model_core.reading.meanings import Able, Found, Meaning, Missing, Several
from model_core.reading.naming import Naming, is_plural, names_type
from model_core.reading.places import Places
from model_core.reading.singles import MOST, Singles
from model_core.retrieval.words import words
from model_core.world import Thing

__all__ = ["Able", "Found", "Meaning", "Missing", "Referents", "Several"]

_THIS_ROOM = re.compile(r"\b(?:in|of) this room\b")
_EXCEPT = re.compile(
    r",? (?:except(?:ing)?(?: for| of)?|'?cept(?: for)?|barring|all but|but not|just not|only not|but|"
    r"apart from|aside from|other than|excluding|besides|save(?: for)?|bar|with the exception of|"
    r"leaving out|minus|not) "
)
_AND = re.compile(r", and |,? and | as well as | plus |, ")
_DANGLING = re.compile(
    r"\b(?:on|off|to|at|by|with|from|of|in|for)(?:$| and\b|,)|\boff\b|\bon (?:in|upstairs|downstairs)\b|"
    r"^(?:next|previous|skip) on\b"
)
"""What belongs to a verb is no part of a name."""
_TOLD = re.compile(r"(?:next|previous|skip|back) |.* (?:next|previous|on|off)(?: (?:in )?here| there)?$")
"""A device with what it is to do is more than a name in a row of names."""
_VERB = re.compile(
    r"(?:turn|switch|put|set|make|lower|raise|dim|bring|take|get|give|keep|leave|have|let|pull|push|crank|bump|"
    r"knock|lift|drop|adjust|change|increase|decrease|reduce|start|stop|pause|play|open|close|shut|lock|unlock|"
    r"tell|ask) "
)
"""What begins with a verb is no name."""
_VERB_OF = re.compile(rf"{_VERB.pattern}(?:the|my|our|all|every|both) ")
_THAT = re.compile(r"(?:that|this) ")
"""Points at one device."""
_LIGHT_UP = re.compile(r"light (?:the|my|our|all|every|both)\b")
"""`light` is a verb here."""
_IN_HERE = re.compile(r" in here$")


class Referents:
    """The words for the devices of one home, computed once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.places = Places(vocabulary)
        self._naming = Naming(vocabulary, self.places)
        self._absence = Absence(self._naming, self.places)
        self._groups = Groups(vocabulary, self._naming, self.places, self._absence)
        self._singles = Singles(self._naming, self._groups)
        nouns = (noun for every in self._naming.nouns.values() for noun in every)
        rooms = frozenset(w for name in self.places.names for w in words(name))
        self._nouns = frozenset(w for noun in nouns for w in words(noun)) - rooms

    def find(self, phrase: str, here: str | None, able: Able | None = None) -> Meaning | None:
        """What a noun phrase means to a speaker in the room `here`; None where the words are not understood.

        `able` says which devices the words could be about at all.
        """
        phrase = _THIS_ROOM.sub("in here", phrase.strip(" ,;"))
        if not phrase or _VERB.match(phrase) or _DANGLING.search(phrase):
            return None
        excluded = _EXCEPT.split(phrase, maxsplit=1)
        if has_pronoun(excluded[0]) and not self.is_name(excluded[0]):
            return None
        if len(excluded) == 2:
            return self._without(excluded[0], excluded[1], here, able)
        both = re.fullmatch(r"both (?:of )?((?:the |my |our )?.+ and .+)", phrase)
        if both is not None:
            return self._joined(both[1], here, able)
        several = self._groups.in_several(phrase)
        if several is not None or (is_every(phrase) and self.places.listed(phrase) is not None):
            return several
        found = self._one_phrase(phrase, here, able)
        if found is not None and not isinstance(found, Missing):
            return found
        return self._joined(phrase, here, able) or found

    def is_name(self, phrase: str) -> bool:
        """Whether a phrase is the whole name of a device."""
        return bool(self._singles.called(phrase))

    def words_of(self, thing: Thing) -> frozenset[str]:
        """Every word that speaks of a device: its names, nouns, room and floor."""
        entry = next(e for e in self._naming.entries if e.thing is thing)
        nouns = self._naming.fitting(entry)
        return frozenset().union(*entry.names, *nouns, *entry.rooms, *entry.floors)

    def _one_phrase(self, phrase: str, here: str | None, able: Able | None) -> Meaning | None:
        if "," in phrase and self.places.named(phrase.split(",", 1)[0]) is not None:
            return None
        if self._is_twofold(phrase):
            return None
        words = determined(phrase, self.places)
        if words.near and here is None:
            return None
        places, head = self.places.take(words.phrase)
        if (
            words.every
            or words.both
            or words.whole
            or self._groups.is_everything(head)
            or (places and head in {"whole", "entire"})
        ):
            return self._groups.find(words, here)
        if self._is_full_place(words.phrase, able):
            return None
        if not is_plural(head):
            one = self._singles.find(words.phrase, here, able, near=words.near)
            if isinstance(one, Found) and self._is_elsewhere(one, words.phrase, places):
                one = None
            if isinstance(one, Found) and one.target and _THAT.match(phrase):
                one = Several(one.things)
            absent = one or self._absence.missing(words.phrase)
            if absent is None and here is not None and _IN_HERE.search(phrase):
                return self._absence.not_here(words.phrase, here, phrase)
            return absent or (None if words.near else self._absence.elsewhere(words.phrase, head, places))
        named = self._singles.find(words.phrase, here, able, near=words.near, plural=True)
        if not self._groups.is_generic(head):
            found = named or self._groups.find(words, here)
            brand = found is None and self._singles.has_word(head.rsplit(" ", 1)[-1])
            return self._singles.find(words.phrase, here, able, near=words.near) if brand else found
        together = self._groups.find(words, here)
        if isinstance(named, Found) and named.things[0] in self._singles.called(words.phrase):
            alone = isinstance(together, Found) and together.things == named.things
            return named if places or alone or not isinstance(together, Found) else None
        return together

    def _is_elsewhere(self, one: Found, phrase: str, places: Sequence[str] | None) -> bool:
        """Whether a device only has the place in its name: the back kitchen oven, in the kitchen."""
        if not places or not self.places.suffix(phrase) or self.is_name(phrase):
            return False
        return all(t.room is not None and not self.places.holds(places, t.room) for t in one.things)

    def _is_twofold(self, phrase: str) -> bool:
        """Whether a noun stands in a phrase twice, which then is about two devices."""
        said = [w for w in words(phrase) if w in self._nouns]
        return len(said) > len(set(said))

    def _is_full_place(self, phrase: str, able: Able | None) -> bool:
        """Whether words are no more than a place, with several devices that could be meant."""
        places = self.places.named(phrase)
        if places is None or self._singles.called(phrase):
            return False
        inside = [t for t in self._vocabulary.world.things if self.places.holds(places, t.room)]
        return sum(able is None or able(t) for t in inside) > 1

    def _joined(self, phrase: str, here: str | None, able: Able | None) -> Meaning | None:
        """`the hall light and the lamp`, `the kitchen and hall lights`."""
        parts: Sequence[str] = [p for p in _AND.split(phrase) if p]
        if len(parts) < 2:
            return None
        if any(_VERB_OF.match(p) or (_TOLD.match(p) and not self.is_name(p)) for p in parts):
            return None
        shared = self._shared_noun(parts)
        if shared is not None:
            return shared
        parts = self._each_with_noun(parts)
        whole, last = self.places.whole_home(parts[-1])
        if whole and all(is_plural(p) for p in (*parts[:-1], last)):
            parts = [f"all {bare(p)}" for p in (*parts[:-1], last)]
        elif is_every(parts[0]):
            parts = [p if n == 0 or not is_plural(p) else f"all {p}" for n, p in enumerate(parts)]
        things: list[Thing] = []
        grouped = False
        place = self.places.suffix(parts[-1])
        if any(_LIGHT_UP.match(p) for p in parts[1:]):
            return None
        for part in parts:
            found = None
            if place and not self.places.suffix(part):
                found = self._one_phrase(f"{part} {place}", here, able)
            if not isinstance(found, Found):
                found = self._one_phrase(part, here, able)
            if not isinstance(found, Found):
                return None
            grouped = grouped or bool(found.target)
            things += [t for t in found.things if t not in things]
        return Found(tuple(things)) if not grouped or len(things) <= MOST else None

    def _shared_noun(self, parts: Sequence[str]) -> Found | None:
        """One plural noun for several places, before or after them."""
        for noun_part, others in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
            places, rest = self.places.take(bare(noun_part))
            if not places or not is_plural(rest):
                continue
            named = [self.places.row(bare(p)) for p in others]
            if all(named):
                every_place = (*places, *(p for n in named if n for p in n))
                return self._groups.of_places(rest, tuple(dict.fromkeys(every_place)))
        return None

    def _each_with_noun(self, parts: Sequence[str]) -> Sequence[str]:
        """`the front and back doors` as `the front door` and `back door`."""
        owned = [re.fullmatch(r"[a-z]+'s", p) for p in parts[1:]]
        if all(owned) and " " in parts[0]:
            return (parts[0], *(f"{p} {parts[0].rsplit(' ', 1)[-1]}" for p in parts[1:]))
        noun = parts[-1].rsplit(" ", 1)[-1]
        single = noun[:-1]
        if not is_plural(noun) or self._naming.type_named(noun, every=False) is None:
            return parts
        if any(p.endswith((single, noun)) for p in parts[:-1]) or parts[-1] == noun:
            return parts
        return (*(f"{p} {single}" for p in parts[:-1]), parts[-1][:-1])

    def _without(self, base: str, left_out: str, here: str | None, able: Able | None) -> Found | None:
        """A group except devices or places."""
        group = self._groups.in_several(base) or self._one_phrase(base, here, able)
        if not isinstance(group, Found):
            group = self._joined(base, here, able) if is_every(base) else None
        if not isinstance(group, Found) or not (group.target or len(group.things) > 1):
            return None
        labels: list[str] = []
        gone: set[str] = set()
        parts = re.split(r",? and |, ", left_out)
        for part in parts:
            if _VERB.match(part):
                return None
            taken = self._left_out(part, group, here)
            if taken is None or (len(parts) > 1 and not taken[0]):
                return None
            gone |= {t.id for t in taken[0]}
            labels += taken[1]
        things = tuple(t for t in group.things if t.id not in gone)
        if not gone or not things:
            return group if not gone else None
        if not group.target:
            return Found(things)
        return Found(things, f"{group.target} except {', '.join(labels)}")

    def _left_out(
        self, part: str, group: Found, here: str | None
    ) -> tuple[tuple[Thing, ...], tuple[str, ...]] | None:
        """What one exception takes out of a group, and its labels; nothing where it was not in there."""
        inside = re.sub(r"^(?:the ones?|those|that)? ?(?:in|on|at|by) ", "", part)
        inside = re.sub(r" ones?$", "", inside)
        owned = re.fullmatch(r"(?:the )?((?:[a-z]+ )?[a-z]+)'s(?: ones?)?", part)
        if owned is not None:
            where = self.places.named(owned[1])
            own = tuple(
                t
                for t in group.things
                if f"{owned[1]}'s" in f"{t.name} {t.room}".casefold()
                or (where and self.places.holds(where, t.room))
            )
            return (own, tuple(self._vocabulary.labels[t.id] for t in own)) if own else None
        places = self.places.named(without_article(inside))
        if places is None and is_plural(part):
            taken, noun = self.places.take(without_article(part))
            places = taken if taken and noun and self._is_noun_of(noun, group) else None
        if places is not None:
            gone = tuple(t for t in group.things if self.places.holds(places, t.room))
            return gone, tuple(self.places.label(p) for p in places)
        found = self._one_phrase(part, here, lambda t: t in group.things)
        if isinstance(found, Found) and set(found.things) <= set(group.things):
            return found.things, tuple(self._vocabulary.labels[t.id] for t in found.things)
        other = self._one_phrase(part, here, None)
        return ((), ()) if isinstance(other, Found) and not set(other.things) & set(group.things) else None

    def _is_noun_of(self, phrase: str, group: Found) -> bool:
        types = {e.type for e in self._naming.entries if e.thing in group.things}
        nouns = self._naming.nouns
        return phrase in {"one", "ones"} or any(names_type(phrase, nouns[k], every=True) for k in types)
