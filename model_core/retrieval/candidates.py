"""The devices whose own words come closest to a sentence: a small model is told them, and decides.

It finds a name among forty more surely where the few that resemble the sentence stand beside it, and learns
that nothing in the home does where none stands there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from model_core.language.vocabulary import Vocabulary
from model_core.retrieval import associations
from model_core.retrieval.words import closest, words
from model_core.world import Request, Thing

MOST = 6
"""Devices that are told."""
_NAME, _TYPE, _ABILITY, _PLACE, _ASSOCIATED, _HERE = 3.0, 1.5, 1.2, 1.0, 0.6, 0.4
_LEAST = 0.5
"""Evidence without which a device is not told."""
_SHARE = 0.45
"""Share of the best score that the others must have."""
_MISSPELT = 0.7
_LOOKED_UP = 24
"""Unknown words that are compared with all known ones: up to a millisecond each in a large home."""
_EMPTY = frozenset("the a an in on off of to and is it my set turn at for up down i s".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class _Entry:
    thing: Thing
    type: str
    name: frozenset[str]
    kind: frozenset[str]
    place: frozenset[str]
    ability: frozenset[str]


def _never(_word: str) -> bool:
    return False


class Candidates:
    """What is computed once for a home; calling it gives the labels for one request, the closest first."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._entries = tuple(self._entry(thing) for thing in vocabulary.world.things)
        self._name_weight = _rarity(e.name for e in self._entries)
        self._place_weight = _rarity(e.place for e in self._entries)
        self._ability_weight = _rarity(e.ability for e in self._entries)
        kinds = {w for e in self._entries for w in e.kind}
        self._known = frozenset((*self._name_weight, *self._place_weight, *self._ability_weight, *kinds))

    def __call__(self, request: Request, *, forget: Callable[[str], bool] = _never) -> tuple[str, ...]:
        """At most `MOST` labels.

        `forget` takes words out of what is known of types and abilities: in training, so that the model
        learns not to rely on it.
        """
        said = self._said(request.utterance)
        speaks = {w: sure for w, sure in said.items() if not forget(w)}
        associated = self._associated(speaks)
        scores: dict[str, float] = {}
        for entry in self._entries:
            evidence = (
                _NAME * _share(entry.name, said, self._name_weight)
                + _TYPE * sum(speaks.get(w, 0.0) for w in entry.kind) / max(1, len(entry.kind))
                + _ABILITY * min(2.0, _sum(entry.ability, speaks, self._ability_weight))
                + _ASSOCIATED * min(2.0, associated.get(entry.type, 0.0))
            )
            if evidence >= _LEAST:
                here = _HERE if request.room is not None and entry.thing.room == request.room else 0.0
                place = _PLACE * _sum(entry.place, said, self._place_weight)
                scores[self._vocabulary.labels[entry.thing.id]] = evidence + place + here
        best = sorted(scores, key=lambda label: -scores[label])[:MOST]
        return tuple(label for label in best if scores[label] >= _SHARE * scores[best[0]])

    def _entry(self, thing: Thing) -> _Entry:
        vocabulary = self._vocabulary
        kind = vocabulary.class_of[thing.id].type
        floor = vocabulary.floor_of.get(thing.room or "") or ""
        offers = [*(p.name for p in thing.properties), *(a.name for a in thing.actions)]
        offers += [c for p in thing.properties for c in p.choices]
        offers += [x.name for a in thing.actions for x in a.arguments]
        return _Entry(
            thing,
            kind,
            _meaningful(vocabulary.names[thing.id]),
            _meaningful((kind,)),
            _meaningful((thing.room or "", floor)),
            _meaningful(o.replace("_", " ") for o in offers),
        )

    def _said(self, utterance: str) -> Mapping[str, float]:
        """The words of the sentence and the known ones that they may be misspellings of, with how sure."""
        found = dict.fromkeys((w for w in words(utterance) if w not in _EMPTY), 1.0)
        for word in [w for w in found if w not in self._known][:_LOOKED_UP]:
            for other in closest(word, self._known):
                found.setdefault(other, _MISSPELT)
        return found

    @staticmethod
    def _associated(said: Mapping[str, float]) -> Mapping[str, float]:
        scores: dict[str, float] = {}
        learnt = associations.shipped()
        for word, sure in said.items():
            for kind, strength in learnt.get(word, {}).items():
                scores[kind] = scores.get(kind, 0.0) + sure * strength
        return scores


def _meaningful(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(w for text in texts for w in words(text) if w not in _EMPTY)


def _rarity(sets: Iterable[frozenset[str]]) -> Mapping[str, float]:
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
