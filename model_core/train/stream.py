"""An endless, reproducible stream of training sequences."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from model_core.language.prompt import render_home, render_request
from model_core.reading.reader import Reader
from model_core.retrieval.candidates import Candidates
from model_core.tokenizer import Tokenizer
from model_core.train.aliases import give_aliases, say_alias
from model_core.train.before import say_before
from model_core.train.chinese import stream as chinese_stream
from model_core.train.example import TRAIN, Example, Registered, sample
from model_core.train.families.furnish import furnish
from model_core.train.home import Household
from model_core.train.household import make_household
from model_core.train.packing import Packed, pack
from model_core.train.waits import let_wait
from model_core.train.written import written

MIXTURE = {1: 12, 2: 8, 3: 9, 4: 5, 5: 11, 6: 11, 7: 10, 8: 10, 9: 9, 10: 9, 11: 14, 12: 7, 13: 9, 14: 4}
"""How often each kind of sentence comes up; within a kind, families have weights of their own."""
_TRIES = 5
"""Sentences tried for each that is wanted: a home may have nothing of a kind, and reading may know it."""
_FORGOTTEN = 0.25
"""Share of words of which the candidates know nothing but names: not every word of a person was counted."""


@dataclass(frozen=True, slots=True)
class Mix:
    """What sequences are made of."""

    chinese: float = 0.0
    """Share of the generated homes of Chinese names, in which Chinese is spoken."""
    written: float = 0.0
    """Share of the sequences that are of homes whose sentences were written one by one."""
    read: float = 1.0
    """Share of the sentences kept that reading understands without the model."""


def stream(
    families: Sequence[Registered],
    tokenizer: Tokenizer,
    *,
    seed: int,
    start: int = 0,
    every: int = 1,
    utterances: int = 40,
    longest: int = 3000,
    mix: Mix | None = None,
    split: str = TRAIN,
) -> Iterator[Packed]:
    """Endless sequences, each `every`th from number `start`; a number of a seed is always the same one.

    `split` says whose templates, names, values and written homes may be used; `longest` is in tokens, and
    leaves sentences out of what would be longer.
    """
    mix = mix or Mix()
    by_kind = {kind: [f for f in families if f.kind == kind] for kind in MIXTURE}
    by_kind = {kind: chosen for kind, chosen in by_kind.items() if chosen}
    number, tries = start, 0
    while True:
        rng = random.Random(f"{seed}:{number}:{tries}" if tries else f"{seed}:{number}")
        if mix.written > random.Random(f"{seed}:{number}:written").random():
            vocabulary, examples = rng.choice(written(split)).said(rng)
        elif chinese_stream.is_chinese(seed, number, mix.chinese):
            # the tokenizer knows few Chinese characters: sentences and names are longer in tokens
            home, found = chinese_stream.household(rng, MIXTURE, max(1, utterances * 2 // 3), split=split)
            vocabulary, examples = home.vocabulary, iter(found)
        else:
            home = give_aliases(furnish(make_household(rng, split=split), rng), rng)
            vocabulary, examples = home.vocabulary, _generated(home, by_kind, rng, tries=_TRIES * utterances)
        reader = Reader(vocabulary, is_word=tokenizer.is_word)
        examples = (let_wait(e, vocabulary, rng) for e in examples)
        left = (e for e in examples if rng.random() < mix.read or reader.read(e.request) is None)
        near = Candidates(vocabulary)
        blocks = [
            (render_request(vocabulary, e.request, near(e.request, forget=_forgetful(rng))), e.plan)
            for e in islice(left, utterances)
        ]
        packed = None
        while blocks:
            packed = pack(render_home(vocabulary), blocks, tokenizer)
            if len(packed.tokens) <= longest:
                break
            packed, blocks = None, blocks[: 3 * len(blocks) // 4]
        if packed is None:  # reading knows every sentence, or the home alone is too long
            tries += 1
            continue
        yield packed
        number, tries = number + every, 0


def _generated(
    home: Household, by_kind: Mapping[int, Sequence[Registered]], rng: random.Random, *, tries: int
) -> Iterator[Example]:
    for kind in rng.choices(tuple(by_kind), [MIXTURE[k] for k in by_kind], k=tries):
        with suppress(LookupError):  # this home has nothing of the kind
            example = say_alias(sample(rng, by_kind[kind], home), home, rng)
            yield say_before(example, home, rng)


def _forgetful(rng: random.Random) -> Callable[[str], bool]:
    """Says of a word whether it is forgotten."""
    return lambda _word: rng.random() < _FORGOTTEN
