"""Held-out sentences that the reader leaves to the model, as the model hears them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import torch

from model_core import checkpoint
from model_core.cache import KeyValues
from model_core.decode import Constraint, Decoding, Grammars
from model_core.errors import InvalidPlan, ModelError
from model_core.language import grammar
from model_core.language.parse import parse
from model_core.language.prompt import render_home, render_request
from model_core.language.quotes import Quotes, Spellings
from model_core.language.repeats import Repeats
from model_core.language.vocabulary import Vocabulary
from model_core.loading import preferred_dtype
from model_core.passes import Passes
from model_core.plan import Plan
from model_core.reading.reader import Reader
from model_core.retrieval.candidates import Candidates
from model_core.tokenizer import Tokenizer
from model_core.train import families as _families  # noqa: F401 - registers every family
from model_core.train.aliases import give_aliases, say_alias
from model_core.train.check import Wrong, meaning
from model_core.train.example import DEV, Example, registered, sample
from model_core.train.families.furnish import furnish
from model_core.train.household import make_household
from model_core.train.written import written
from model_core.work import Together


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence in its home."""

    example: Example
    vocabulary: Vocabulary
    decoding: Decoding
    constraint: Callable[[], Constraint]
    is_word: Callable[[str], bool]
    run: Together
    """What computes the steps of the decoding's work."""
    read: Plan | None = None
    """The plan that reading makes of it."""

    def is_right(self, plan: str) -> bool:
        """Whether a plan text means what the sentence should get."""
        return means_the_same(plan, self.example.plan, self.vocabulary)


def means_the_same(plan: str, other: str, vocabulary: Vocabulary) -> bool:
    """Whether two plan texts do the same in a home; none that cannot be read does."""
    try:
        got, wanted = (parse(text, vocabulary) for text in (plan, other))
        return meaning(got, vocabulary.world) == meaning(wanted, vocabulary.world)
    except (InvalidPlan, Wrong):
        return False


def hear(
    folder: Path, homes: int, *, seed: str, kinds: Sequence[int], read: bool = False
) -> Iterator[Iterator[Heard]]:
    """What is said in so many made-up homes, and in the written ones that are held out, home by home.

    In a made-up home it is a sentence of each of the kinds. Sentences that are read are left out; with `read`
    all others are.
    """
    model = checkpoint.load(folder, dtype=preferred_dtype())
    passes = Passes.measured(model)
    tokenizer = Tokenizer.load(folder, end=2)
    grammars = Grammars(tokenizer)
    spellings = Spellings(grammars.spelled, tokenizer.size)

    def in_home(vocabulary: Vocabulary, examples: Iterable[Example]) -> Iterator[Heard]:
        prefix = tokenizer.encode(render_home(vocabulary))
        rules, candidates = grammar.build(vocabulary), Candidates(vocabulary)
        repeats, reader = Repeats(vocabulary), Reader(vocabulary, is_word=tokenizer.is_word)
        cache = KeyValues(model.config, len(prefix), model.output.dtype)
        with torch.inference_mode():
            passes(prefix, cache)
            for example in examples:
                request = example.request
                known = reader.read(request)
                if (known is not None) != read:
                    continue
                with suppress(ModelError):
                    prompt = tokenizer.encode(render_request(vocabulary, request, candidates(request)))
                    decoding = Decoding(
                        model,
                        cache,
                        prompt,
                        tokenizer,
                        repeats=repeats,
                        quotes=Quotes(request, spellings),
                    )
                    yield Heard(
                        example,
                        vocabulary,
                        decoding,
                        lambda: Constraint(grammars, rules),
                        tokenizer.is_word,
                        passes.together,
                        known,
                    )

    for number in range(homes):
        yield in_home(*_made_up(random.Random(f"{seed}:{number}"), kinds))
    for home in written(DEV):
        yield in_home(Vocabulary(home.world), home.examples)


def heard_homes(made_up: int) -> int:
    """How many homes `hear` listens in."""
    return made_up + len(written(DEV))


def _made_up(rng: random.Random, kinds: Sequence[int]) -> tuple[Vocabulary, Iterator[Example]]:
    home = give_aliases(furnish(make_household(rng, split=DEV), rng), rng)

    def examples() -> Iterator[Example]:
        for kind in kinds:
            with suppress(LookupError):
                yield say_alias(sample(rng, registered(DEV, (kind,)), home), home, rng)

    return home.vocabulary, examples()
