"""An endless, reproducible stream of training sequences."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from model_core.language.prompt import render_home, render_request
from model_core.retrieval.candidates import Candidates
from model_core.tokenizer import Tokenizer
from model_core.train.aliases import give_aliases, say_alias
from model_core.train.before import say_before
from model_core.train.chinese import stream as chinese_stream
from model_core.train.example import TRAIN, Registered, sample
from model_core.train.families.furnish import furnish
from model_core.train.household import make_household
from model_core.train.packing import Packed, pack

MIXTURE = {1: 13, 2: 8, 3: 9, 4: 5, 5: 11, 6: 10, 7: 10, 8: 10, 9: 9, 10: 8, 11: 9, 12: 7, 13: 9, 14: 4}
"""How often each kind of sentence comes up; within a kind, families have weights of their own."""
_FORGOTTEN = 0.25
"""Share of words of which the candidates know nothing but names: not every word of a person was counted."""


def stream(
    families: Sequence[Registered],
    tokenizer: Tokenizer,
    *,
    seed: int,
    start: int = 0,
    utterances: int = 24,
    longest: int = 1800,
    chinese: float = 0.0,
    split: str = TRAIN,
) -> Iterator[Packed]:
    """Endless sequences; number `start` of a seed is always the same one.

    `chinese` is the share of homes of Chinese names, in which Chinese is spoken; `split` says whose
    templates, names and values the homes may use.
    """
    by_kind = {kind: [f for f in families if f.kind == kind] for kind in MIXTURE}
    kinds = [kind for kind, chosen in by_kind.items() if chosen]
    weights = [MIXTURE[kind] for kind in kinds]
    number = start
    while True:
        rng = random.Random(f"{seed}:{number}")
        foreign = chinese_stream.is_chinese(seed, number, chinese)
        number += 1
        if foreign:
            # the tokenizer knows few Chinese characters: sentences and names are longer in tokens
            home, examples = chinese_stream.household(rng, MIXTURE, max(1, utterances * 2 // 3), split=split)
        else:
            home = give_aliases(furnish(make_household(rng, split=split), rng), rng)
            examples = []
            for kind in rng.choices(kinds, weights, k=2 * utterances):
                with suppress(LookupError):  # this home has nothing of the kind
                    example = say_alias(sample(rng, by_kind[kind], home), home, rng)
                    examples.append(say_before(example, home, rng))
                if len(examples) == utterances:
                    break
        if not examples:
            continue
        near = Candidates(home.vocabulary)
        blocks = [
            (render_request(home.vocabulary, e.request, near(e.request, forget=_forgetful(rng))), e.plan)
            for e in examples
        ]
        packed = pack(render_home(home.vocabulary), blocks, tokenizer)
        if len(packed.tokens) <= longest:
            yield packed


def _forgetful(rng: random.Random) -> Callable[[str], bool]:
    """Says of a word whether it is forgotten."""
    return lambda _word: rng.random() < _FORGOTTEN
