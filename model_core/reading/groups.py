"""Several devices at once: a type, a place, everything, devices that share a name, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import roles
from model_core.reading.absence import Absence
from model_core.reading.determiners import Determined, determined, without_article
from model_core.reading.meanings import Found, Meaning, Missing
from model_core.reading.naming import EVERY_NOUN, Entry, Naming, is_plural, meaningful, names_type
from model_core.reading.places import Places

_PAIR = 2
_MOST = 8
"""More devices than this do not share a name by chance."""
_OTHER_NOUNS = {
    "blind": frozenset({"awning", "shutter", "shade", "blind"}),
    "thermostat": frozenset({"radiator", "pump", "boiler", "heating", "thermostat", "trv", "stove"}),
}
"""Words that tell things of a type from one another, where some are called the one and some the other."""
_MACHINES = frozenset({"washer", "dryer", "dishwasher"})
_SORTS = (
    (re.compile(r"(?:washing |laundry )?(?:machines?|appliances?)"), _MACHINES, ""),
    (
        re.compile(r"(?:colou?r|colou?red|colou?rful|rgb)(?:[- ]changing)? (?:light|lamp|bulb)s?"),
        frozenset({"light"}),
        "color",
    ),
    (re.compile(r"dimm(?:able|ing) (?:light|lamp|bulb)s?"), frozenset({"light"}), "brightness"),
)
_EVERYTHING = frozenset({"everything", "device", "thing", "anything", "whatever there is", "stuff", "of it"})


class Groups:
    """Finds groups of devices of one home."""

    def __init__(self, vocabulary: Vocabulary, naming: Naming, places: Places, absence: Absence) -> None:
        self._vocabulary = vocabulary
        self._naming = naming
        self._places = places
        self._absence = absence

    @staticmethod
    def is_everything(head: str) -> bool:
        """Whether a noun stands for any device."""
        return head in _EVERYTHING

    def is_generic(self, head: str) -> bool:
        """Whether the words are a plural of a type: `lights`, but not `string lights`."""
        every = (*self._naming.nouns.values(), *EVERY_NOUN)
        return any(names_type(head, nouns, every=False) for nouns in every)

    def find(self, words: Determined, here: str | None) -> Meaning | None:
        """The group that a phrase means to a speaker in the room `here`."""
        places, rest = self._places.take(words.phrase)
        if places is None:
            return self._absence.missing(words.phrase)
        if words.near:
            places = (here or "",)
        rest = without_article(rest)
        if not places and words.every and (named := self._places.named(rest)):
            places, rest = named, "everything"  # `all the first floor`
        whole = bool(places) and rest in {"whole", "entire"}
        if whole or not rest or _means_everything(rest):
            return self._everything("everything" if whole else rest, places, every=bool(words.every))
        every = bool(words.every) or words.both or words.whole
        kind = self._naming.type_named(rest, every=every)
        if kind is None:
            alike = self._of_sort(words, rest, places) or self._called(words, rest, places, here)
            return alike or self._absence.missing(words.phrase)
        if not (places or every) and here is not None:
            if not any(e.type == kind and e.thing.room == here for e in self._naming.entries):
                return None
            places = (here,)
        members = [e for e in self._naming.entries if e.type == kind and self._naming.is_in(e, places)]
        if words.both and len(members) != _PAIR:
            return self._pair(kind, rest, members, places, here)
        worded = self._worded(kind, rest, members) if is_plural(rest) or not words.whole else None
        if worded is not None or (words.count and len(members) != words.count):
            return worded
        return self.selected(kind, members, places) if members else self._none(kind, words.phrase, places)

    def _none(self, kind: str, phrase: str, places: Sequence[str]) -> Missing | None:
        """What to make of a type that is not in these places; a gate may be called a door."""
        return None if kind == "lock" and self._absence.has_gate(places) else Missing(phrase)

    def in_several(self, phrase: str) -> Found | None:
        """`everything in the hall and the kitchen`, `the lights by the pool and on the terrace`."""
        listed = self._places.listed(phrase)
        if listed is None:
            return None
        places, head = listed
        noun = without_article(re.sub(r"^all(?: of)?(?: the| my| our)? ", "", head))
        if noun in {"everything", "all"}:
            return self.selected(
                "", [e for e in self._naming.entries if self._naming.is_in(e, places)], places
            )
        sort = self._of_sort(determined(head, self._places), noun, places)
        return sort or self.of_places(re.sub(r"^(?:every|each) (?:single )?(.+)$", r"\1s", noun), places)

    def _worded(self, kind: str, noun: str, members: Sequence[Entry]) -> Found | None:
        """Those whose names have the noun, where others have another such noun: shutters, awnings."""
        if kind not in _OTHER_NOUNS or names_type(noun, (kind,), every=True):
            return None
        said = meaningful(noun)
        own = [e for e in members if any(said <= n for n in e.names)]
        other = [e for e in members if e not in own and any(w & _OTHER_NOUNS[kind] for w in e.names)]
        left = tuple(e.thing for e in members if e not in other)
        return Found(left) if own and other and left else None

    def _of_sort(self, words: Determined, noun: str, places: Sequence[str]) -> Found | None:
        """Machines that wash, and lights that have colours or can be dimmed."""
        for pattern, kinds, role in _SORTS:
            if pattern.fullmatch(noun) is None:
                continue
            inside = [e for e in self._naming.entries if e.type in kinds and self._naming.is_in(e, places)]
            members = tuple(e.thing for e in inside if not role or roles.find(e.thing, role) is not None)
            if (words.every and members) or (words.both and len(members) == 2):
                return Found(members)
        return None

    def of_places(self, noun: str, places: Sequence[str]) -> Found | None:
        """All of a type in several places."""
        kind = self._naming.type_named(noun, every=False)
        members = [e for e in self._naming.entries if e.type == kind and self._naming.is_in(e, places)]
        return self.selected(kind, members, places) if kind is not None and members else None

    def selected(self, kind: str, members: Sequence[Entry], places: Sequence[str]) -> Found:
        """A group as a selector, or the device itself where there is but one."""
        things = tuple(e.thing for e in members)
        stated = dict.fromkeys(self._vocabulary.class_of[t.id].type for t in things)
        if kind and (len(things) == 1 or len(stated) != 1):
            return Found(things)
        target = f"all {next(iter(stated))}" if kind else "all"
        if places:
            target += f" in {', '.join(self._places.label(p) for p in places)}"
        return Found(things, target)

    def _everything(self, noun: str, places: tuple[str, ...], *, every: bool) -> Found | None:
        if not (every or noun == "everything") or (noun in {"", "stuff"} and not places):
            return None
        return self.selected("", [e for e in self._naming.entries if self._naming.is_in(e, places)], places)

    def _pair(
        self, kind: str, noun: str, members: Sequence[Entry], places: tuple[str, ...], here: str | None
    ) -> Found | None:
        """The two that are called so, of more, or the two in the speaker's room."""
        near = [e for e in members if e.thing.room == here and here is not None]
        named = self._alike(noun, places, here, both=True)
        return named or (self.selected(kind, near, (here or "",)) if len(near) == _PAIR else None)

    def _called(
        self, words: Determined, noun: str, places: tuple[str, ...], here: str | None
    ) -> Found | None:
        """`the floor lamps`, `every floor lamp`."""
        one_by_one = words.every.startswith(("every", "each")) and not is_plural(noun)
        return self._alike(f"{noun}s" if one_by_one else noun, places, here, both=words.both)

    def _alike(self, phrase: str, places: tuple[str, ...], here: str | None, *, both: bool) -> Found | None:
        """`the floor lamps`: the devices that share these words of their names."""
        said = meaningful(phrase)
        if not said or not is_plural(phrase):
            return None
        inside = [e for e in self._naming.entries if self._naming.is_in(e, places)]
        members = [e for e in inside if any(said <= n for n in e.names)]
        if not both or len(members) != _PAIR:
            members = [e for e in inside if any(said <= n for n in (*e.names, *e.instead))]
        if both and len(members) > 2:
            members = [e for e in members if e.thing.room == here]
        if not 2 <= len(members) <= _MOST or (both and len(members) != 2):
            return None
        return Found(tuple(e.thing for e in members))


def _means_everything(noun: str) -> bool:
    return noun in _EVERYTHING or (is_plural(noun) and noun[:-1] in _EVERYTHING)
