"""Talk that is for no home: knowledge, sums, jokes, feelings, errands in the world, calls and letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.language.vocabulary import Vocabulary
from model_core.reading.clauses import Done
from model_core.reading.nouns import NOUNS, ROOMS
from model_core.reading.patterns import patterns
from model_core.reading.reasons import Reasons
from model_core.retrieval.words import words
from model_core.world import Thing

_CHAT = Done("refuse chat", ())
_TABLE = patterns("chat")["chat"]
_PARTS = re.compile(r"[,;] (?:(?:and|but|so) )?")
_TOLD = re.compile(
    r"\b(?:(?:turn|switch) (?:on|off|up|down|the|my|our|it|all|them)|(?:set|lock|unlock|pause|stop|start|"
    r"open|close|shut|put|dim|mute|unmute|lower|raise) (?:the|my|our|it|all|them|everything)(?! world)|"
    r"make sure|remind (?:me|us)|wake me|lights? (?:on|off))\b|^(?:dim|unlock|mute|unmute|remind|wake)\b"
)
"""What a home is told, whatever is said beside it."""
_AT_HOME = frozenset(
    (
        *("here", "inside", "outside", "upstairs", "downstairs", "house", "home", "room", "flat", "indoor"),
        *("temperature", "window", "timer", "alarm", "reminder", "weather", "forecast", "battery", "volume"),
        *("brightness", "song", "track", "playlist", "channel", "programme", "light", "door", "heating"),
        *("raining", "rain", "humidity", "list", "calendar", "schedule", "agenda"),
    )
)
"""What sentences about a home speak of."""
_COMMON = frozenset(
    (
        *("a", "an", "the", "to", "do", "of", "in", "on", "at", "my", "our"),
        *("i", "it", "is", "s", "for", "me"),
        *("go", "get", "set", "up", "down", "one", "all", "out", "with", "by", "from", "and", "or"),
        *("state", "day", "time", "start", "stop", "run", "title", "text", "name", "item", "number", "show"),
        *("off", "film", "movie", "music", "wash", "heat", "robot", "front", "back", "left", "right"),
    )
)
"""Words of a home that say nothing of it alone."""
_REACHING = frozenset({"ring", "call", "notify", "message", "locate", "find", "announce"})
"""Actions of devices by which somebody can be reached."""


_CALLS = frozenset({"call", "dial", "phone"})
"""Actions of devices that call somebody."""


class Chat:
    """Reads what is said to no home, in one home."""

    def __init__(self, vocabulary: Vocabulary, reasons: Reasons) -> None:
        self._reasons = reasons
        things = vocabulary.world.things
        self._deeds = frozenset(a.name.casefold().split("_")[0] for t in things for a in t.actions)
        self._home = frozenset(w for text in _said(vocabulary) for w in words(text)) - _COMMON | _AT_HOME
        self._dates = any(words(t.type)[-1:] in (("calendar",), ("schedule",)) for t in things)
        self._reached = frozenset(
            w for t in things if _reaches(t) for n in (t.name, *t.aliases, *NOUNS["phone"]) for w in words(n)
        )

    def read(self, sentence: str) -> Done | None:
        """The refusal of a sentence in plain form that is for no home; None for any other."""
        if self._is_chat(sentence):
            return _CHAT
        parts = [p for p in _PARTS.split(sentence) if p]
        if len(parts) < 2:
            return None
        said = [self._is_chat(p) for p in parts]
        rest = (p for p, chat in zip(parts, said, strict=True) if not chat)
        return _CHAT if any(said) and all(self._is_aside(p) for p in rest) else None

    def _is_chat(self, text: str) -> bool:
        for sort, pattern in _TABLE.of(text):
            found = pattern.fullmatch(text) if sort != "aside" else None
            if found is not None and self._is_for_nobody_here(sort, text, found.groupdict().get("who")):
                return True
        return False

    def _is_for_nobody_here(self, sort: str, text: str, who: str | None) -> bool:
        """Whether nothing in the home does or answers what is said in words of that sort."""
        if text.split(" ", 1)[0] in self._deeds:
            return False
        if sort == "quoted":
            return True
        if _TOLD.search(text):
            return False
        if sort == "person":
            reached = any(w in self._reached for w in words(text)[1:])
            return who is not None and not reached and not self._deeds & _CALLS
        if sort == "dated" and self._dates:
            return False
        return sort == "free" or not any(w in self._home for w in words(text))

    def _is_aside(self, text: str) -> bool:
        aside = any(sort == "aside" and p.fullmatch(text) for sort, p in _TABLE.of(text))
        strange = not any(w in self._home for w in words(text))
        return aside or (strange and not _TOLD.search(text) and self._reasons.are(text, beside_command=True))


def _reaches(thing: Thing) -> bool:
    return any(a.name.casefold().split("_")[0] in _REACHING for a in thing.actions)


def _said(vocabulary: Vocabulary) -> Iterator[str]:
    """Whatever can be said of the home."""
    world = vocabulary.world
    yield from (*vocabulary.rooms, *vocabulary.floors, *(n for group in ROOMS for n in group))
    yield from (n for nouns in NOUNS.values() for n in nouns)
    for thing in world.things:
        yield from (thing.name, thing.type, *thing.aliases)
        for attribute in thing.properties:
            yield attribute.name.replace("_", " ")
            yield from attribute.choices
        yield from (a.name.replace("_", " ") for a in thing.actions)
