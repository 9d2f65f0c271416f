"""The Mandarin words for the names that devices give to what they can be told: `portion_size` is 份量."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product

from model_core.reading.chinese.nouns import PARTS, PROPERTIES
from model_core.reading.chinese.places import key
from model_core.reading.phrases import load
from model_core.world import Action, Attribute, Thing

Ability = Attribute | Action
COMMON = frozenset({"on", "open", "locked", "muted", "position", "playing", "items"})
"""Abilities that commands of every device have words for."""
_LEXICON = load("abilities", __package__)
_ENDINGS = frozenset(_LEXICON["endings"])
UNITS: Mapping[str, frozenset[str]] = {
    unit: frozenset(said.split("|")) for unit, said in _LEXICON["units"].items()
}
"""By the unit that a device states, how people say it."""
_SAID_ENDINGS: Mapping[str, tuple[str, ...]] = {"mode": ("模式",), "level": ("档位", "挡位")}
"""Last words of names that may be said."""
_MOST_WORDINGS = 24


def abilities(thing: Thing) -> tuple[tuple[str, Ability], ...]:
    """The words for what a device can be told, the longest first, each with what it is."""
    found: list[tuple[str, Ability]] = []
    for attribute in thing.properties:
        if attribute.writable and attribute.name not in COMMON:
            found += [(said, attribute) for said in property_words(attribute.name)]
    for action in thing.actions:
        found += [(said, action) for said in _worded(action.name, "actions")]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: -len(one[0])))


def property_words(name: str) -> tuple[str, ...]:
    """The ways to say the name of a property, the plainest first; none where a part of it is not known."""
    return _worded(name, "properties")


@cache
def _worded(name: str, table: str) -> tuple[str, ...]:
    """The ways to say a name: as it stands in the table, else put together word by word."""
    words = name.casefold().replace("_", " ").replace("-", " ").split()
    ends = _SAID_ENDINGS.get(words[-1], ()) if len(words) > 1 else ()
    while words:
        known = _said(" ".join(words), table)
        if known:
            return (*known, *(f"{said}{end}" for end in ends for said in known if not said.endswith(end)))
        if words[-1] not in _ENDINGS:
            break
        words = words[:-1]
    each = [_said(word, table) or _said(word, "properties") for word in words]
    if len(words) < 2 or not all(each):
        return ()
    return tuple("".join(said) for said in product(*each))[:_MOST_WORDINGS]


@cache
def _tables() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    properties = {name: tuple(said.split("|")) for name, said in _LEXICON["properties"].items()}
    for said, english in PROPERTIES.items():
        properties[english] = (*properties.get(english, ()), key(said))
    for said, names in PARTS.items():
        for name in (n.replace("_", " ") for n in names):
            properties[name] = (*properties.get(name, ()), said)
    actions = {name: tuple(said.split("|")) for name, said in _LEXICON["actions"].items()}
    return {"properties": properties, "actions": actions}


def _said(words: str, table: str) -> tuple[str, ...]:
    return _tables()[table].get(words, ())
