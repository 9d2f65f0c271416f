"""An endless, reproducible stream of training sequences."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from model_core.language.prompt import render_home, render_request
from model_core.tokenizer import Tokenizer
from model_core.train.example import Example, Registered, sample
from model_core.train.families.furnish import furnish
from model_core.train.household import make_household
from model_core.train.packing import Packed, pack


def stream(
    families: Sequence[Registered],
    tokenizer: Tokenizer,
    *,
    seed: int,
    start: int = 0,
    utterances: int = 16,
    longest: int = 1400,
) -> Iterator[Packed]:
    """Endless sequences; number `start` of a seed is always the same one."""
    number = start
    while True:
        rng = random.Random(f"{seed}:{number}")
        home = furnish(make_household(rng), rng)
        number += 1
        examples: list[Example] = []
        for _ in range(utterances):
            try:
                examples.append(sample(rng, families, home))
            except LookupError:
                break
        if not examples:
            continue
        blocks = [(render_request(home.vocabulary, e.request), e.plan) for e in examples]
        packed = pack(render_home(home.vocabulary), blocks, tokenizer)
        if len(packed.tokens) <= longest:
            yield packed
