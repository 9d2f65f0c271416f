"""Homes whose sentences were written one by one, each with its plan: `homes/NAME.yaml`.

Templates, however many, put words in an order of their own; people do not. A file has the rooms, what
devices offer, the devices, and the sentences: `say`, `plan`, its `kind`, and perhaps the speaker's `room`,
what came `before` and what is `waiting` for later. With `split: dev` the home is held out.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from model_core.errors import InvalidPlan
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.train.example import TRAIN, Example
from model_core.train.noise import add_noise
from model_core.world import Action, Attribute, Kind, Pending, Request, Room, Thing, Turn, World

_FOLDER = Path(__file__).parent / "homes"
_SHUFFLED = 0.7
"""Share of the times that the devices come in another order."""
_NOISY = 0.35
_LOWER = 0.25
"""Share of sentences without capitals, as speech recognition writes."""
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Written:
    """A home and what was written for it."""

    world: World
    examples: tuple[Example, ...]
    split: str = TRAIN

    def said(self, rng: random.Random) -> tuple[Vocabulary, Iterator[Example]]:
        """The sentences in some order, some said less well, among devices in some order."""
        things = list(self.world.things)
        if rng.random() < _SHUFFLED:
            rng.shuffle(things)
        vocabulary = Vocabulary(replace(self.world, things=tuple(things)))
        return vocabulary, self._among(vocabulary, rng)

    def _among(self, vocabulary: Vocabulary, rng: random.Random) -> Iterator[Example]:
        for example in rng.sample(self.examples, len(self.examples)):
            utterance = example.request.utterance
            if rng.random() < _NOISY:
                utterance = add_noise(utterance, example.plan, rng, ())
            if rng.random() < _LOWER:
                utterance = utterance.lower()
            with suppress(InvalidPlan):  # labels of devices of one name depend on their order
                parse(example.plan, vocabulary, utterance=utterance)
                request = replace(example.request, world=vocabulary.world, utterance=utterance)
                yield replace(example, request=request)


def written(split: str) -> tuple[Written, ...]:
    """The homes of a split: development has those that training never sees.

    Raises InvalidPlan for a plan that cannot be read, ValueError or KeyError for a file of another form.
    """
    return tuple(home for home in _all() if home.split == split)


@cache
def _all() -> tuple[Written, ...]:
    return tuple(map(load, sorted(_FOLDER.glob("*.yaml"))))


def load(path: Path) -> Written:
    """One file; see `written`."""
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader either way
    world = _world(raw)
    vocabulary = Vocabulary(world)
    return Written(world, tuple(_example(s, vocabulary) for s in raw["sentences"]), raw.get("split", TRAIN))


def _example(raw: Mapping[str, Any], vocabulary: Vocabulary) -> Example:
    before = tuple(Turn(turn["say"], turn["plan"]) for turn in raw.get("before", ()))
    pending = tuple(Pending(w.get("kind", ""), w.get("name", "")) for w in raw.get("waiting", ()))
    request = Request(vocabulary.world, raw["say"], raw.get("room"), history=before, pending=pending)
    for turn in (*before, Turn(raw["say"], raw["plan"])):
        parse(turn.plan, vocabulary, utterance=turn.utterance)
    return Example(request, raw["plan"], "written", int(raw["kind"]))


def _world(raw: Mapping[str, Any]) -> World:
    offers = {
        name: (_attributes(offer.get("properties", ())), tuple(map(_action, offer.get("actions", ()))))
        for name, offer in raw["offers"].items()
    }
    rooms = tuple(Room(r["name"], r.get("floor")) for r in raw["rooms"])
    things = tuple(
        Thing(
            f"d{number}", d["name"], d["type"], d.get("room"), *offers[d["offers"]], tuple(d.get("also", ()))
        )
        for number, d in enumerate(raw["devices"], 1)
    )
    return World(rooms, things)


def _attributes(raw: Sequence[Mapping[str, Any]]) -> tuple[Attribute, ...]:
    return tuple(
        Attribute(**{**a, "kind": Kind(a["kind"]), "choices": tuple(a.get("choices", ()))}) for a in raw
    )


def _action(raw: Mapping[str, Any]) -> Action:
    return Action(raw["name"], _attributes(raw.get("arguments", ())))
