"""Things that a home may have and this one has not, in sentences in which every other word is of use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading.clauses import Done
from model_core.reading.determiners import without_the
from model_core.reading.naming import meaningful
from model_core.reading.nouns import NOUNS, THINGS
from model_core.reading.parting import BEGINS
from model_core.reading.phrases import blocks
from model_core.reading.question_forms import is_question
from model_core.reading.referents import Missing, Referents
from model_core.reading.wishes import type_of
from model_core.world import Thing

_GROUPS = tuple(tuple(line.split("|")) for line in blocks("absent")["groups"])
_GROUP_OF = {name: group for group in _GROUPS for name in group}
_SAID = frozenset(w for line in blocks("absent")["said"] for w in line.split())
_EVERY = "|".join(re.escape(n) for n in sorted(_GROUP_OF, key=len, reverse=True))
_HEADS = "|".join(w for line in blocks("absent")["heads"] for w in line.split())
_ARTICLE = r"(?:^|(?<= ))(?:(?P<of>the|my|our|your|his|her|their|a|an|[a-z]+'s) )"
_NAMED = re.compile(rf"{_ARTICLE}?(?P<name>{_EVERY})(?=$|[ ,]|'s)")
_MADE_UP = re.compile(rf"(?:{_ARTICLE}|^)(?P<name>(?:[a-z]+ ){{0,2}}?(?:{_HEADS}))(?=$| |'s)")
"""A thing by the word for what it does and words for what it does that to."""
_PART = re.compile(r" (?:lights?|lamp|pump|cover|camera|door|lid|heater|fan|motor|jets)\b")
"""What belongs to a thing and is called by its name."""
_GENERIC = meaningful("machine maker robot system light lamp tank pump camera cam electric door")
"""Words that tell what sort of thing it is, and not which."""
_IN_DEED = tuple(
    (name, meaningful(known), re.compile(pattern))
    for name, known, pattern in (line.split(" = ") for line in blocks("absent")["deeds"])
)
"""Deeds that only one kind of device does, with the words by which a home may call it."""
_VERBS = frozenset(
    {"heat", "light", "start", "open", "ring", "play", "charge", "switch", "water", "lock", "warm"}
)
_MARK = re.compile(r", (?:and |then )*| (?:and |then )+")
_OWN_ORDER = re.compile(
    rf"[a-z].*\d|^(?:{'|'.join(sorted(_VERBS))}) (?!(?:on|off|up|down|it|them)$)|"
    r"^(?:[a-z']+ )+(?:on|off|open|closed|shut|locked)$"
)
"""What is to be done with something else, beside what is not there."""
_OF_ANOTHER_ONE = re.compile(rf"(?:{BEGINS}) (?:it|them|that)\b")
_DEEDS = frozenset({"swing"})
"""What some things are called and others do: `the swing`, `swing on`."""
_NOUN_FIRST = re.compile(r"\w+ (?:on|off|open|up|down|to|at)\b")
"""How a clause begins where its first word is no verb: `light on`."""
_CAMERA = re.compile(
    r"(?:show(?: me)?|bring up|pull up|view|display) (?:the |my |our )?((?:\w+ ){0,2}(?:camera|cam))"
    r"(?: feed| picture| image)?"
)
_HAVE = re.compile(
    r"(?:do (?:we|i) (?:have|own)|have (?:we|i) got|is there|are there)(?: in the (?:house|home))?"
)
_STATED = re.compile(
    r"(?:the|my|our) [\w ]+? (?:is|are|feels|looks|was|were) (?:(?:so|very|really|quite|nice and) )?"
    r"(?:cold|hot|warm|cool|fast|slow|new|old|nice|good|great|dirty|clean|lovely|big|small|broken|pretty|ugly)"
)
"""What things are like: asks for nothing."""
_OF_ANOTHER = re.compile(
    rf" (?:{'|'.join(re.escape(n) for names in NOUNS.values() for n in names if n != 'show')})s?\b"
)
"""A noun after the name, which then only says which one: `the pool light`."""
_ALONG = re.compile(r"(?:back|home|here|out|off|just|straight) (?:again )?(?:with|in|from) ")
"""What somebody came with is asked nothing of."""
_PURPOSE = re.compile(
    r"(?:for|it(?: is|'s)(?: for)?|because of) (?:(?:the|my|our|his|her|their) )?[a-z']+(?: [a-z']+)?"
)
"""What something is wanted for, which asks nothing of it: `the lights on, for the barbecue`."""
_BESIDE = re.compile(r"\b(?:with|for|in) (?:the|my|our|his|her|their)? ?$")
"""Before what somebody has with him, is in or wants something for."""
_TOLD = re.compile(rf"(?:(?:please|can you|could you|will you) )?(?:{BEGINS}|how|what|when|any)\b")
_KNOW = re.compile(r"(?:what is|what are|what|how|it is|is it)")
"""All that is said beside the thing: a question about the world, not about a home."""


class Absent:
    """Reads sentences about things that are not in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._referents = referents
        things = vocabulary.world.things
        self._known = frozenset(
            w
            for t in things
            for text in (t.name, t.type, *t.aliases, *NOUNS.get(type_of(t), ()), *_offers(t))
            for w in meaningful(text)
        )

        self._names = tuple(meaningful(n) for t in things for n in (t.name, t.type, *t.aliases))
        self._nouns = frozenset(meaningful(n) for t in things for n in NOUNS.get(type_of(t), ()))
        self._choices = frozenset(w for t in things for c in _choices(t) for w in meaningful(c))
        places = sorted(referents.places.names, key=len, reverse=True)
        self._of_places = frozenset(w for p in places for w in meaningful(p))
        place = rf"(?:{'|'.join(re.escape(p) for p in places) or '(?!)'})"
        self._after = re.compile(
            rf" (?:(?:in|on|at|by) (?:the |my |our )?{place}|upstairs|downstairs)(?=$|[ ,])"
        )
        self._before = re.compile(rf"(?:^|(?<= ))(?:the |my |our )?({place})(?:'s)? $")

    def read(self, clause: str, here: str | None) -> Done | None:
        """The refusal of a clause about a thing that is not there; None for any other."""
        if _STATED.fullmatch(clause) or _ALONG.match(clause) or _PURPOSE.fullmatch(clause):
            return None
        unknown = self._needed(clause)
        if unknown is not None:
            return Done(f'refuse unknown "{unknown}"', ())
        made_up = [m for m in _MADE_UP.finditer(clause) if not any(w in _SAID for w in m["name"].split())]
        for found in (list(_NAMED.finditer(clause)), made_up):
            done = self._refused(found, clause, here) if len(found) == 1 else None
            if done is not None:
                return done
        return None

    def _is_called(self, said: frozenset[str]) -> bool:
        """Whether words are in the name of a device, or are the noun for one."""
        return said in self._nouns or any(said <= name for name in self._names)

    def _refused(self, found: Sequence[re.Match[str]], clause: str, here: str | None) -> Done | None:
        """The refusal where the one thing that is named is not there and every other word is of use."""
        name, article = found[0]["name"], found[0]["of"] or ""
        if _OF_ANOTHER.match(clause, found[0].end()) or self._referents.places.named(name):
            return None
        if name in _DEEDS and not article:
            return None
        before, after = clause[: found[0].start()], clause[found[0].end() :]
        place, placed = self._referents.places.suffix(after), self._after.match(after)
        if placed is not None:
            place, after = placed[0].strip(), after[placed.end() :]
        inside = self._before.search(before) if not article else None
        if _BESIDE.search(f"{before}{article}") and not _TOLD.match(clause) and not is_question(clause):
            return None
        before = before[: inside.start()] if inside else before
        rest = (w.strip(",") for w in f"{before} {after.removesuffix(place)}".split())
        others = [w for w in rest if w not in {"", "'s"} and not re.fullmatch(r"-?\d+(?:\.\d+)?", w)]
        parts = _MARK.split(clause)
        at = next((n for n, part in enumerate(parts) if name in part), 0)
        if any(_OWN_ORDER.search(p) for n, p in enumerate(parts) if n != at):
            return None
        if any(_OF_ANOTHER_ONE.match(p) for p in parts[:at]):
            return None
        if not others or _KNOW.fullmatch(" ".join(others)) or not all(w in _SAID for w in others):
            return None
        if article in {"a", "an"} and not _HAVE.fullmatch(" ".join(others)):
            return None
        part = re.findall(rf"(\w+) (?:of|in|on|from) (?:the|my|our) {name}|{name}(?:'s)? (\w+)", clause)
        spoken_of = others[1:] if others[0] in _VERBS and not _NOUN_FIRST.match(clause) else others
        if {w for w in spoken_of if w in self._known} - {w for pair in part for w in pair}:
            return None  # something that is there is spoken of too
        like = any(self._is_called(meaningful(other)) for other in _GROUP_OF.get(name, ()))
        own = meaningful(name) - self._of_places or meaningful(name)
        if like or (own - _GENERIC or own) & (self._known | self._choices):
            return None
        if not isinstance(self._referents.find(name, here), Missing | None):
            return None
        told = f"{inside[1] if inside else ''} {_spoken(found[0], clause, place)}".strip()
        return Done(f'refuse unknown "{told}"', ())

    def _needed(self, clause: str) -> str | None:
        """A kind of device that the home has none of, and without which the clause cannot be done."""
        camera = _CAMERA.fullmatch(clause)
        if camera is not None:
            return camera[1] if not self._known & meaningful("camera cam doorbell") else None
        for name, known, pattern in _IN_DEED:
            if pattern.fullmatch(clause) and not self._known & known:
                return name
        return None


def _spoken(found: re.Match[str], clause: str, place: str) -> str:
    """The thing as it was said: with its owner, a part of it, and the place, where they stand beside it."""
    rest = clause[found.end() :]
    part = _PART.match(rest)
    name = f"{found['name']}{part[0]}" if part else found["name"]
    rest = rest[part.end() :] if part else rest
    owner = found["of"] or ""
    name = f"{owner} {name}" if owner.endswith("'s") else name
    return f"{name} {place}" if place and rest.strip().startswith(place) else name


def is_known_thing(text: str) -> bool:
    """Whether words are a thing of which it is known that homes may have it, with words before it or none."""
    said = without_the(text).split()
    return any(" ".join(said[at:]) in _GROUP_OF.keys() | THINGS for at in range(len(said)))


def _choices(thing: Thing) -> tuple[str, ...]:
    return tuple(c for p in thing.properties for c in p.choices)


def _offers(thing: Thing) -> tuple[str, ...]:
    """The words of what an unusual device offers."""
    if type_of(thing) in NOUNS:
        return ()
    names = [p.name for p in thing.properties] + [a.name for a in thing.actions]
    return tuple(name.replace("_", " ") for name in names)
