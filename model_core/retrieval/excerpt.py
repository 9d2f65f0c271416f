"""The part of a large home that a sentence could be about."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from model_core.language.vocabulary import Vocabulary
from model_core.retrieval import associations
from model_core.retrieval.candidates import Candidate, Candidates, named, rarity
from model_core.retrieval.words import closest, words
from model_core.world import Request, Thing

WHOLE = 64
"""Devices of a home that still goes to the model as it is; training homes have up to 40."""
BUDGET = WHOLE
"""Devices of an excerpt at most; most need fewer."""
_WORTH = 0.25
"""Share of the best score that a device must have to be more than filling."""
_NEARBY = 6
"""Places for devices of the room that is spoken from."""
_TYPES = 24
"""Types that are kept nameable by a device each, the likeliest first; of the others, those that can be told
something: "bye" is said to all of them."""
_OWN = 8
"""Places for devices of which the sentence has a word that hardly any other has."""
_RARE = 3
"""Devices that may share such a word."""
_BEST = 12
"""Places for the best matches, however many devices the earlier turns named."""
_LOOKED_UP = 64
"""Unknown words that are compared with all known ones: about a millisecond each in a home of 1000 devices."""
_NAME, _PLACE, _TYPE, _ABILITY = 3.0, 1.2, 2.0, 2.0
_HERE, _SMALL_TYPE = 0.8, 0.6
_BEFORE, _AT_HAND = 0.5, 2.0
"""Words of earlier turns against those of the sentence, and types that these turns were about."""


@dataclass(frozen=True, slots=True)
class _Entry:
    thing: Thing
    type: str
    name: frozenset[str]
    place: frozenset[str]
    ability: frozenset[str]


class Index:
    """What is computed once for a large home; see `choose`."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.candidates = Candidates(vocabulary)
        self._entries = tuple(self._entry(thing) for thing in vocabulary.world.things)
        counts = Counter(w for e in self._entries for w in e.name | e.place)
        total = len(self._entries)
        self._weight = {word: math.log(1 + total / count) for word, count in counts.items()}
        self._ability_weight = rarity(e.ability for e in self._entries)
        types = {w for e in self._entries for w in words(e.type)}
        self._known = frozenset(self._weight) | frozenset(self._ability_weight) | types
        self._members = Counter(e.type for e in self._entries)
        told = Counter(e.type for e in self._entries if _is_told(e.thing))
        self._told = tuple(kind for kind, _ in told.most_common())
        self._rooms = {room: words(room) for e in self._entries if (room := e.thing.room) is not None}
        owners = Counter(w for e in self._entries for w in e.name | e.ability)
        self._rare = frozenset(word for word, count in owners.items() if count <= _RARE)

    def choose(
        self, request: Request, near: Sequence[Candidate] | None = None, *, budget: int = BUDGET
    ) -> tuple[str, ...]:
        """Ids of at most `budget` devices, in the order of the home.

        Kept are the device that hears, the candidates `near` (looked up when None), what the last
        turns named (at most half of the budget, newest first), those that a rare word of the sentence belongs
        to, the matches of name, place, type and ability that are not far behind the best, some of the room
        that is spoken from, and one device of every likely type, there and in the places that are spoken of,
        and of every type that can be told something, so that groups can be named.
        """
        said = self._said(request)
        heard = [request.device] if request.device and request.device in self.vocabulary.labels else []
        told = [self.vocabulary.ids[c.label] for c in (self.candidates(request) if near is None else near)]
        spoken_of = self._spoken_of(request)
        kinds = self._type_scores(said, (*heard, *spoken_of))
        scores = {e.thing.id: self._score(e, said, kinds, request) for e in self._entries}
        ranked = sorted(self._entries, key=lambda e: -scores[e.thing.id])
        chosen = dict.fromkeys((*heard, *told, *spoken_of[: budget // 2]))
        least = _WORTH * max(scores.values(), default=0.0)
        worth = [e for e in ranked if scores[e.thing.id] >= least]
        best = [e for e in worth if e.thing.id not in chosen][: _BEST - len(told)]
        here = [e for e in ranked if request.room is not None and e.thing.room == request.room]
        own = self._rare & set(words(request.utterance))
        owners = [e for e in ranked if own & (e.name | e.ability)]
        likely = [k for k, score in sorted(kinds.items(), key=lambda item: -item[1]) if score > 0][:_TYPES]
        placed = self._placed(frozenset(likely), ranked, said, request.room)
        types = self._representatives(likely, ranked)
        for entry in (*owners[:_OWN], *best, *here[:_NEARBY], *placed, *types, *worth):
            if len(chosen) >= budget:
                break
            chosen[entry.thing.id] = None
        return tuple(e.thing.id for e in self._entries if e.thing.id in chosen)

    def _entry(self, thing: Thing) -> _Entry:
        vocabulary = self.vocabulary
        floor = vocabulary.floor_of.get(thing.room or "") or ""
        offers = [*(p.name for p in thing.properties), *(a.name for a in thing.actions)]
        offers += [c for p in thing.properties for c in p.choices]
        return _Entry(
            thing,
            vocabulary.class_of[thing.id].type,
            frozenset(w for n in (thing.name, *vocabulary.names[thing.id]) for w in words(n)),
            frozenset((*words(thing.room or ""), *words(floor))),
            frozenset(w for o in offers for w in words(o.replace("_", " "))),
        )

    def _said(self, request: Request) -> Mapping[str, float]:
        """How much each word counts: those of the sentence fully, those of earlier turns less."""
        now = words(request.utterance)
        before = [w for t in reversed(request.history) for w in words(f"{t.utterance} {t.plan}")]
        unknown = [w for w in dict.fromkeys((*_written(now), *_written(before))) if w not in self._known]
        near = {word: closest(word, self._known) for word in unknown[:_LOOKED_UP]}
        earlier = self._expanded(before, near)
        return {**{word: _BEFORE * sure for word, sure in earlier.items()}, **self._expanded(now, near)}

    def _expanded(self, said: Sequence[str], near: Mapping[str, Iterable[str]]) -> dict[str, float]:
        """The words that were said and the known ones they may be misspellings of, with how sure they are."""
        found = dict.fromkeys(said, 1.0)
        for word in _written(said):
            if word in self._known:
                found[word] = 1.0
            for other in near.get(word, ()):
                found.setdefault(other, 0.7)
        return found

    def _type_scores(self, said: Mapping[str, float], spoken_of: Iterable[str]) -> Mapping[str, float]:
        """How strongly the words speak of each type of the home; those of the last turns are at hand."""
        associated = associations.spoken_of(said, associations.TYPES)
        scores = {kind: associated.get(kind, 0.0) for kind in self._members}
        for kind in self._members:
            own = words(kind)
            scores[kind] += 3.0 * sum(said.get(w, 0.0) for w in own) / len(own) if own else 0.0
        for kind in {self.vocabulary.class_of[device].type for device in spoken_of}:
            scores[kind] += _AT_HAND
        return scores

    def _score(
        self, entry: _Entry, said: Mapping[str, float], kinds: Mapping[str, float], request: Request
    ) -> float:
        name = self._share(entry.name, said)
        place = self._share(entry.place, said)
        ability = sum(self._ability_weight[w] * said[w] for w in entry.ability if w in said)
        score = _NAME * name + _PLACE * place + _ABILITY * min(2.0, ability)
        score += _TYPE * min(3.0, kinds.get(entry.type, 0.0))
        score += _HERE if request.room is not None and entry.thing.room == request.room else 0.0
        score += _SMALL_TYPE if self._members[entry.type] <= 2 else 0.0
        return score

    def _share(self, own: frozenset[str], said: Mapping[str, float]) -> float:
        """Weight of the words in common, and more of it where they are all of the name."""
        common = sum(self._weight[w] * said[w] for w in own if w in said)
        whole = sum(self._weight[w] for w in own)
        return common * (0.5 + 0.5 * common / whole) if whole else 0.0

    def _representatives(self, likely: Sequence[str], ranked: Sequence[_Entry]) -> Iterable[_Entry]:
        best: dict[str, _Entry] = {}
        for entry in ranked:
            best.setdefault(entry.type, entry)
        return [best[kind] for kind in dict.fromkeys((*likely, *self._told))]

    def _placed(
        self,
        likely: frozenset[str],
        ranked: Sequence[_Entry],
        said: Mapping[str, float],
        here: str | None,
    ) -> Iterable[_Entry]:
        """One device of every likely type in the room that is spoken from and in those that are spoken of."""
        best: dict[tuple[str, str], _Entry] = {}
        for entry in ranked:
            room = entry.thing.room
            if room is None or entry.type not in likely:
                continue
            if room == here or all(said.get(w) == 1.0 for w in self._rooms[room]):
                best.setdefault((room, entry.type), entry)
        return best.values()

    def _spoken_of(self, request: Request) -> list[str]:
        """The devices that the last plans name, those of the newest first."""
        ids = self.vocabulary.ids.items()
        turns = reversed(request.history)
        return list(dict.fromkeys(device for t in turns for name, device in ids if named(t.plan, name)))


def _is_told(thing: Thing) -> bool:
    """Whether a device can be told anything: a sensor can only be asked."""
    return bool(thing.actions) or any(p.writable for p in thing.properties)


def _written(said: Sequence[str]) -> Iterable[str]:
    """The words once each, and then every two neighbours as one word."""
    return dict.fromkeys((*said, *(a + b for a, b in pairwise(said))))
