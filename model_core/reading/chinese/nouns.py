"""What people call devices, places and properties in everyday Mandarin."""

from __future__ import annotations

from collections.abc import Mapping

from model_core.reading.phrases import load

_WORDS = load("words", __package__)


def _lists(name: str) -> Mapping[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in _WORDS[name].items()}


NOUNS = _lists("nouns")
"""By the type that a device states, the plainest noun first; others are called what they state."""
SPECIAL = _lists("special")
"""A device with one of these in its name is called that, and not by the nouns."""
DOERS = _lists("doers")
"""By type what its machines are for, of which people call them: `取暖的`."""
SAME = tuple(tuple(names) for names in _WORDS["same"])
"""Names for the same thing."""
ROOMS = tuple(frozenset(names) for names in _WORDS["rooms"])
"""Names that people use for the same room where only one of them is there."""
THINGS = frozenset(_WORDS["things"])
"""Things that many homes have; where a home has none, their name means nothing."""
PEOPLE = frozenset(_WORDS["people"])
"""Whose things are spoken of."""
PROPERTIES = {said: english for english, words in _lists("properties").items() for said in words}
"""Words for a property, and what the property is called in English."""
PARTS = _lists("parts")
"""Words for a part of a device that is on or off, and what its property may be called."""
CHOICES = _lists("choices")
"""The words for a choice; 模式, 程序, 效果 may follow."""
