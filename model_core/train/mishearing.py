"""What speech recognition and quick fingers do to words without changing what is meant."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

_HEARD: Mapping[str, tuple[str, ...]] = {
    "lights": ("lites",),
    "light": ("lite",),
    "lamp": ("lamb",),
    "kitchen": ("kichen", "kitchin"),
    "ceiling": ("sealing",),
    "heating": ("heeting", "heatin"),
    "heater": ("heeter",),
    "thermostat": ("thermostate", "thermo stat"),
    "temperature": ("temperture", "temprature"),
    "curtains": ("curtins",),
    "curtain": ("curtin",),
    "blinds": ("blines",),
    "volume": ("volumn",),
    "vacuum": ("vaccum", "vacum"),
    "speaker": ("speeker",),
    "please": ("pleas", "plz"),
    "quiet": ("quite",),
    "bright": ("brite",),
    "tonight": ("tonite",),
    "night": ("nite",),
    "too": ("to",),
    "your": ("youre",),
    "there": ("their",),
    "whole": ("hole",),
    "because": ("cause", "cuz", "cos"),
    "you": ("u", "ya"),
    "going to": ("gonna",),
    "want to": ("wanna",),
    "got to": ("gotta",),
    "percent": ("per cent",),
    "thanks": ("thx",),
}
"""Spellings that are no other word of a home, or none that fits there."""
_JOINED = (
    "living room", "dining room", "guest room", "coffee machine", "washing machine", "garage door",
    "a bit", "in here", "turn off", "turn on", "switch on", "switch off",
)  # fmt: skip
_SPLIT: Mapping[str, str] = {
    "dishwasher": "dish washer", "bedroom": "bed room", "bathroom": "bath room", "upstairs": "up stairs",
    "downstairs": "down stairs", "everything": "every thing", "anything": "any thing",
    "hallway": "hall way", "bedside": "bed side",
}  # fmt: skip
_ARTICLE = re.compile(r"(?<=\w )(?:the|my) (?=\w)")
_OFF = re.compile(r"\b(turn|switch|shut|power) off\b")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=(?:s|m|re|ve|t|d|ll)\b)")
_COUNTS = frozenset({"next", "skip", "previous", "back", "toggle", "up", "down"})
"""Said twice, these may be meant twice."""
_Change = Callable[[str, random.Random], str]


def misheard(text: str, rng: random.Random, kept: set[str]) -> str:
    """One slip; a change that would touch a word of `kept` is not made."""
    changed = rng.choice(_CHANGES)(text, rng)
    return text if _counted(text, kept) != _counted(changed, kept) else changed


def _counted(text: str, kept: set[str]) -> list[str]:
    return [w for w in re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.casefold()) if w in kept]


def _homophone(text: str, rng: random.Random) -> str:
    found = [w for w in _HEARD if re.search(rf"\b{w}\b", text)]
    if not found:
        return text
    word = rng.choice(found)
    return re.sub(rf"\b{word}\b", rng.choice(_HEARD[word]), text, count=1)


def _joined(text: str, rng: random.Random) -> str:
    found = [w for w in _JOINED if re.search(rf"\b{w}\b", text)]
    if not found:
        return text
    word = rng.choice(found)
    return re.sub(rf"\b{word}\b", word.replace(" ", ""), text, count=1)


def _split(text: str, rng: random.Random) -> str:
    found = [w for w in _SPLIT if re.search(rf"\b{w}\b", text)]
    if not found:
        return text
    word = rng.choice(found)
    return re.sub(rf"\b{word}\b", _SPLIT[word], text, count=1)


def _no_article(text: str, rng: random.Random) -> str:
    return _ARTICLE.sub("", text, count=rng.choice((0, 1)))


def _of(text: str, _rng: random.Random) -> str:
    return _OFF.sub(r"\1 of", text, count=1)


def _no_apostrophe(text: str, _rng: random.Random) -> str:
    return _APOSTROPHE.sub("", text)


def _twice(text: str, rng: random.Random) -> str:
    """The first words said again: `can you can you`."""
    words = text.split()
    count = rng.choice((1, 2))
    if (
        len(words) < 4
        or _COUNTS & set(words[:count])
        or any(any(c.isdigit() for c in w) for w in words[:count])
    ):
        return text
    return " ".join([*words[:count], *words])


_CHANGES: tuple[_Change, ...] = (
    _homophone, _homophone, _joined, _split, _no_article, _no_article, _of, _no_apostrophe, _no_apostrophe,
    _twice,
)  # fmt: skip
