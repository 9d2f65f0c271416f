"""What people call devices and places in everyday English, by the type that a device states."""

from __future__ import annotations

from collections.abc import Mapping

from model_core.reading.phrases import load

_WORDS = load("nouns")

NOUNS: Mapping[str, tuple[str, ...]] = {kind: tuple(said) for kind, said in _WORDS["types"].items()}
"""The plainest noun first; a type that is not here is called what it states."""
SAME_TYPE: Mapping[str, str] = _WORDS["same type"]
"""Other types that devices state for one of `NOUNS`."""
ROOMS: tuple[frozenset[str], ...] = tuple(frozenset(names) for names in _WORDS["rooms"])
"""Names that people use for the same room where only one of them is there."""
PLACES = frozenset[str](_WORDS["more places"])
"""More words for places; many are other words for one that a home has."""
RARER: Mapping[str, frozenset[str]] = {
    name: frozenset(meant.split(", ")) for meant, names in _WORDS["rarer places"].items() for name in names
}
"""Rooms by rarer names, and the plain names that people may call them by."""
UNLIKE = frozenset[str](_WORDS["unlike places"])
"""Words for places that nobody has for any other."""
STOREYS: Mapping[str, tuple[str, ...]] = {count: tuple(said) for count, said in _WORDS["storeys"].items()}
"""Words for storeys that are not there, by how many floors a home has."""
THINGS = frozenset[str](_WORDS["things"])
"""Things that people may ask for; what a home has of them, its own words say."""
INSTEAD: Mapping[str, tuple[str, ...]] = {part: tuple(said) for part, said in _WORDS["instead"].items()}
"""What people say instead of a part of a name."""
