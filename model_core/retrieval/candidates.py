"""The devices whose own words come closest to a sentence: a small model is told them, and decides.

It finds a name among forty more surely where the few that resemble the sentence stand beside it, and learns
that nothing in the home does where none stands there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from model_core.language.vocabulary import Vocabulary
from model_core.retrieval import associations
from model_core.retrieval.words import closest, words
from model_core.world import Request, Thing

MOST = 8
"""Devices that are told."""
_NAME, _TYPE, _ABILITY, _PLACE, _ASSOCIATED, _HERE = 3.0, 1.5, 1.2, 1.0, 0.6, 0.4
_BEFORE = 0.5
"""For being of the type last spoken of, in a place that is spoken of now: "the one in the loft too"."""
_LEAST = 0.5
"""Evidence without which a device is not told."""
_SHARE = 0.45
"""Share of the best score that the others must have."""
_MISSPELT = 0.7
_LOOKED_UP = 24
"""Unknown words that are compared with all known ones: up to a millisecond each in a large home."""
_ABILITIES = 2
"""Abilities that are told of a device."""
_CLEAR = 1.2
"""Evidence without which an ability is not told."""
_OWN_WORD = 2.0
"""For an ability of which a name or value is said."""
_EMPTY = frozenset("the a an in on off of to and is it my set turn at for up down i s".split())  # noqa: SIM905


class Candidate(NamedTuple):
    """A device that resembles the sentence, and what of it the sentence seems to be about."""

    label: str
    abilities: tuple[str, ...] = ()
    """Names of properties and actions, the likeliest first."""


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    thing: Thing
    type: str
    name: frozenset[str]
    kind: frozenset[str]
    place: frozenset[str]
    ability: frozenset[str]
    abilities: Mapping[str, frozenset[str]]
    """The words of each ability: its name and its values."""


def _never(_word: str) -> bool:
    return False


class Candidates:
    """What is computed once for a home; calling it gives the candidates of one request, the closest first."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._entries = tuple(self._entry(thing) for thing in vocabulary.world.things)
        self._name_weight = rarity(e.name for e in self._entries)
        self._place_weight = rarity(e.place for e in self._entries)
        self._ability_weight = rarity(e.ability for e in self._entries)
        kinds = {w for e in self._entries for w in e.kind}
        self._known = frozenset((*self._name_weight, *self._place_weight, *self._ability_weight, *kinds))

    def __call__(self, request: Request, *, forget: Callable[[str], bool] = _never) -> tuple[Candidate, ...]:
        """At most `MOST`.

        `forget` takes words out of what is known of types and abilities: in training, so that the model
        learns not to rely on it.
        """
        said = self._said(request.utterance)
        speaks = {w: sure for w, sure in said.items() if not forget(w)}
        associated = associations.spoken_of(speaks, associations.TYPES)
        about = associations.spoken_of(speaks, associations.ABILITIES)
        before = self._types_before(request)
        scores: dict[_Entry, float] = {}
        for entry in self._entries:
            evidence = (
                _NAME * _share(entry.name, said, self._name_weight)
                + _TYPE * sum(speaks.get(w, 0.0) for w in entry.kind) / max(1, len(entry.kind))
                + _ABILITY * min(2.0, _sum(entry.ability, speaks, self._ability_weight))
                + _ASSOCIATED * min(2.0, associated.get(entry.type, 0.0))
            )
            place = _PLACE * _sum(entry.place, said, self._place_weight)
            if place and entry.type in before:
                evidence += _BEFORE
            if evidence >= _LEAST:
                here = _HERE if request.room is not None and entry.thing.room == request.room else 0.0
                scores[entry] = evidence + place + here
        best = sorted(scores, key=lambda entry: -scores[entry])[:MOST]
        return tuple(
            Candidate(self._vocabulary.labels[entry.thing.id], _abilities(entry, speaks, about))
            for entry in best
            if scores[entry] >= _SHARE * scores[best[0]]
        )

    def _entry(self, thing: Thing) -> _Entry:
        vocabulary = self._vocabulary
        kind = vocabulary.class_of[thing.id].type
        floor = vocabulary.floor_of.get(thing.room or "") or ""
        abilities = {p.name: _meaningful((p.name.replace("_", " "), *p.choices)) for p in thing.properties}
        for action in thing.actions:
            arguments = (x.name for x in action.arguments)
            own = _meaningful(n.replace("_", " ") for n in (action.name, *arguments))
            abilities[action.name] = abilities.get(action.name, frozenset()) | own
        return _Entry(
            thing,
            kind,
            _meaningful(vocabulary.names[thing.id]),
            _meaningful((kind,)),
            _meaningful((thing.room or "", floor)),
            frozenset(w for own in abilities.values() for w in own),
            abilities,
        )

    def _said(self, utterance: str) -> Mapping[str, float]:
        """The words of the sentence and the known ones that they may be misspellings of, with how sure."""
        found = dict.fromkeys((w for w in words(utterance) if w not in _EMPTY), 1.0)
        for word in [w for w in found if w not in self._known][:_LOOKED_UP]:
            for other in closest(word, self._known):
                found.setdefault(other, _MISSPELT)
        return found

    def _types_before(self, request: Request) -> frozenset[str]:
        """The types of what the last plan named, by a device or by the type itself."""
        if not request.history:
            return frozenset()
        plan = request.history[-1].plan
        return frozenset(
            e.type
            for e in self._entries
            if f"all {e.type}" in plan
            or any(named(plan, name) for name in self._vocabulary.names[e.thing.id])
        )


def _abilities(entry: _Entry, said: Mapping[str, float], about: Mapping[str, float]) -> tuple[str, ...]:
    """What of a device the words speak of."""
    scores = {
        name: about.get(name, 0.0) + _OWN_WORD * max((said.get(w, 0.0) for w in own), default=0.0)
        for name, own in entry.abilities.items()
    }
    clear = (name for name, score in scores.items() if score >= _CLEAR)
    best = sorted(clear, key=lambda name: -scores[name])[:_ABILITIES]
    return tuple(name for name in best if scores[name] >= _SHARE * scores[best[0]])


def named(plan: str, label: str) -> bool:
    """Whether a label stands in a plan text between its separators."""
    at = plan.find(label)
    while at >= 0:
        before, after = plan[:at], plan[at + len(label) :]
        if before.endswith(" ") and (not after or after[0] in ",:;"):
            return True
        at = plan.find(label, at + 1)
    return False


def _meaningful(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(w for text in texts for w in words(text) if w not in _EMPTY)


def rarity(sets: Iterable[frozenset[str]]) -> Mapping[str, float]:
    """From 1 for a word of one device down to 0 for one of all."""
    sets = tuple(sets)
    counts = Counter(w for s in sets for w in s)
    most = math.log(1 + len(sets))
    return {word: math.log((1 + len(sets)) / count) / most for word, count in counts.items()}


def _sum(own: frozenset[str], said: Mapping[str, float], weight: Mapping[str, float]) -> float:
    return sum(weight[w] * said[w] for w in own if w in said)


def _share(own: frozenset[str], said: Mapping[str, float], weight: Mapping[str, float]) -> float:
    """Weight of the words in common, and more of it where they are all of the name."""
    common, whole = _sum(own, said, weight), sum(weight[w] for w in own)
    return common * (0.4 + 0.6 * common / whole) if whole else 0.0
