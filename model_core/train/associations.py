"""Counts which words speak of which types, abilities and acts: `python -m model_core.train.associations`."""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rich.progress import track

from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.retrieval.associations import ABILITIES, TYPES, count
from model_core.retrieval.words import words
from model_core.train import families as _families  # noqa: F401 - registers every family
from model_core.train.chinese import stream as chinese_stream
from model_core.train.example import TRAIN, Example, registered, sample
from model_core.train.families.furnish import furnish
from model_core.train.household import make_household
from model_core.train.stream import MIXTURE
from model_core.train.written import written
from model_core.weighing import parts
from model_core.weighing.signs import FILE as SIGNS
from model_core.weighing.signs import of

_MOST = 4
"""Types of one sentence: what is said of everything speaks of nothing."""
_EVERY_CHINESE = 5
"""Every so many homes are Chinese ones."""
_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of a sentence without the names in it, and what its plan names."""

    words: frozenset[str]
    types: frozenset[str]
    abilities: frozenset[str]
    signs: frozenset[str]
    """What the plan does."""


def spoken(homes: int, *, seed: int = 0, utterances: int = 40) -> Iterator[Spoken]:
    """What generated sentences say and mean, and then those that were written one by one."""
    by_kind = {kind: registered(TRAIN, (kind,)) for kind in MIXTURE}
    kinds = [kind for kind, chosen in by_kind.items() if chosen]
    weights = [MIXTURE[kind] for kind in kinds]
    for number in range(homes):
        rng = random.Random(f"associations:{seed}:{number}")
        if number % _EVERY_CHINESE == 0:
            home, examples = chinese_stream.household(rng, MIXTURE, utterances)
        else:
            home, examples = furnish(make_household(rng), rng), []
            for kind in rng.choices(kinds, weights, k=utterances):
                with suppress(LookupError):
                    examples.append(sample(rng, by_kind[kind], home))
        for example in examples:
            yield _spoken(example, home.vocabulary, home.proper)
    for written_home in written(TRAIN):
        vocabulary = Vocabulary(written_home.world)
        for example in written_home.examples:
            yield _spoken(example, vocabulary, vocabulary.class_of.keys())


def _spoken(example: Example, vocabulary: Vocabulary, proper: Container[str]) -> Spoken:
    """`proper`: devices whose names say nothing of what they are, or may not."""
    steps = tuple(parts.flat(parse(example.plan, vocabulary, utterance=example.request.utterance).steps))
    meant = frozenset(device for step in steps for device in parts.devices(step))
    types = frozenset(vocabulary.class_of[device].type for device in meant)
    named = {w for device in meant for w in _own_words(vocabulary, device, proper)}
    said = frozenset(words(_QUOTED.sub("", example.request.utterance))) - named
    return Spoken(
        said,
        types if len(types) <= _MOST else frozenset(),
        frozenset(ability for step in steps for ability, _ in parts.assigned(step)),
        frozenset(sign for step in steps for sign in of(step)),
    )


def _own_words(vocabulary: Vocabulary, device: str, proper: Container[str]) -> tuple[str, ...]:
    """Words of the device's proper name and room say which one it is, not what kind."""
    thing = vocabulary.world.thing(device)
    if thing is None:
        return ()
    return words(f"{' '.join((thing.name, *thing.aliases)) if device in proper else ''} {thing.room or ''}")


def main() -> None:
    """Parse the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=1500, help="households to listen in (default 1500)")
    parser.add_argument("--types", type=Path, default=TYPES, help="where to write those with types")
    parser.add_argument("--abilities", type=Path, default=ABILITIES, help="and those with abilities")
    parser.add_argument("--signs", type=Path, default=SIGNS, help="and those with what plans do")
    options = parser.parse_args()
    heard = list(track(spoken(options.homes), total=None))
    for file, pairs in (
        (options.types, [(s.words, s.types) for s in heard if s.types]),
        (options.abilities, [(s.words, s.abilities) for s in heard if s.abilities]),
        (options.signs, [(s.words, s.signs) for s in heard]),
    ):
        found = count(pairs)
        file.write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        print(f"{file.name}: {len(found)} words, {sum(map(len, found.values()))} associations")


if __name__ == "__main__":
    main()
