"""Homes that the model has read: their names, grammars, and the keys and values of their descriptions."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TypeVar

from model_core.cache import KeyValues
from model_core.counters import Counters
from model_core.errors import PromptTooLong
from model_core.language import grammar
from model_core.language.prompt import render_home
from model_core.language.repeats import Repeats
from model_core.language.vocabulary import Vocabulary
from model_core.model import Decoder
from model_core.retrieval.candidates import Candidates
from model_core.retrieval.excerpt import Index
from model_core.tokenizer import Tokenizer
from model_core.work import Step, Work
from model_core.world import World

ROOM_FOR_REQUEST = 1024
"""Tokens kept free after the home for history, sentence and plan."""
_EXCERPTS = 4
"""Excerpts of large homes whose descriptions stay computed, for the same words said again."""
K = TypeVar("K")
V = TypeVar("V")


@dataclass(slots=True)
class Home:
    """What is computed once for a home or an excerpt of it: names, grammar, keys and values of the text."""

    vocabulary: Vocabulary
    whole: Vocabulary
    """That of the home; the groups of a plan are groups of all its devices."""
    candidates: Candidates
    """Of the whole home as well."""
    grammar: str
    repeats: Repeats
    cache: KeyValues


class Homes:
    """Reads homes and keeps those that were used last."""

    def __init__(self, model: Decoder, tokenizer: Tokenizer, counters: Counters, *, keep: int) -> None:
        """`keep`: so many homes stay computed."""
        self._counters = counters
        self._model = model
        self._tokenizer = tokenizer
        self._keep = keep
        self._whole: OrderedDict[World, Home] = OrderedDict()
        self._indices: OrderedDict[World, Index] = OrderedDict()
        self._excerpts: OrderedDict[tuple[World, tuple[str, ...]], Home] = OrderedDict()
        self._being_read: set[World] = set()

    def of(self, world: World) -> Work[Home]:
        """All of a small home. Raises PromptTooLong."""
        while world in self._being_read:
            yield []
        known = _recall(self._whole, world)
        if known is not None:
            self._counters.homes_reused += 1
            return known
        self._being_read.add(world)
        try:
            vocabulary = Vocabulary(world)
            read = yield from self._described(vocabulary, vocabulary, Candidates(vocabulary))
        finally:
            self._being_read.remove(world)
        return _remember(self._whole, world, read, self._keep)

    def index(self, world: World) -> Index:
        """What finds the part of a large home that a request could be about."""
        known = _recall(self._indices, world)
        return known or _remember(self._indices, world, Index(Vocabulary(world)), self._keep)

    def excerpt(self, index: Index, ids: tuple[str, ...]) -> Work[Home]:
        """These devices of a large home. Raises PromptTooLong."""
        world = index.vocabulary.world
        key = (world, ids)
        known = _recall(self._excerpts, key)
        if known is not None:
            self._counters.homes_reused += 1
            return known
        vocabulary = Vocabulary(world.select(ids), within=index.vocabulary)
        read = yield from self._described(vocabulary, index.vocabulary, index.candidates)
        return _remember(self._excerpts, key, read, _EXCERPTS)

    def _described(self, vocabulary: Vocabulary, whole: Vocabulary, candidates: Candidates) -> Work[Home]:
        tokens = self._tokenizer.encode(render_home(vocabulary))
        config = self._model.config
        if len(tokens) + ROOM_FOR_REQUEST > config.context:
            raise PromptTooLong(f"The home is {len(tokens)} tokens long; {config.context} fit the model.")
        cache = KeyValues(config, len(tokens), self._model.output.dtype)
        yield [Step(tokens, cache)]
        self._counters.homes_read += 1
        rules, repeats = grammar.build(vocabulary), Repeats(vocabulary)
        return Home(vocabulary, whole, candidates, rules, repeats, cache)


def _recall(kept: OrderedDict[K, V], key: K) -> V | None:
    """What is kept under the key, which becomes the latest used."""
    if key in kept:
        kept.move_to_end(key)
    return kept.get(key)


def _remember(kept: OrderedDict[K, V], key: K, value: V, most: int) -> V:
    """Keep the value; what was used longest ago goes where there are more than `most`."""
    kept[key] = value
    while len(kept) > most:
        kept.popitem(last=False)
    return value
