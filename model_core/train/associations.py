"""Counts anew which words speak of which types: `python -m model_core.train.associations`."""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from model_core.language.parse import parse
from model_core.plan import AskStep, LaterStep, Step, When
from model_core.retrieval.associations import FILE, count
from model_core.retrieval.words import words
from model_core.train import families as _families  # noqa: F401 - registers every family
from model_core.train.chinese import stream as chinese_stream
from model_core.train.example import TRAIN, Example, registered, sample
from model_core.train.families.furnish import furnish
from model_core.train.home import Household
from model_core.train.household import make_household
from model_core.train.stream import MIXTURE

_MOST = 4
"""Types of one sentence: what is said of everything speaks of nothing."""
_EVERY_CHINESE = 5
"""Every so many homes are Chinese ones."""
_QUOTED = re.compile(r'"[^"]*"')


def spoken(homes: int, *, seed: int = 0, utterances: int = 40) -> Iterator[tuple[set[str], set[str]]]:
    """Words of generated sentences, and the types of the devices that their plans name."""
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
            meant = targets(example, home)
            types = {home.vocabulary.class_of[device].type for device in meant}
            named = {w for device in meant for w in _own_words(home, device)}
            if 0 < len(types) <= _MOST:
                yield set(words(_QUOTED.sub("", example.request.utterance))) - named, types


def targets(example: Example, home: Household) -> frozenset[str]:
    """Ids of all devices that the plan names, one by one or as a group."""
    found: set[str] = set()

    def visit(step: Step) -> None:
        found.update(step.choices if isinstance(step, AskStep) else getattr(step, "devices", ()))
        if isinstance(step, LaterStep):
            if isinstance(step.trigger, When):
                found.add(step.trigger.device)
            for inner in step.steps:
                visit(inner)

    for step in parse(example.plan, home.vocabulary).steps:
        visit(step)
    return frozenset(found)


def _own_words(home: Household, device: str) -> tuple[str, ...]:
    """Words of the device's proper name and room say which one it is, not what kind."""
    thing = home.world.thing(device)
    if thing is None:
        return ()
    return words(f"{thing.name if device in home.proper else ''} {thing.room or ''}")


def main() -> None:
    """Parse the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=1500, help="households to listen in (default 1500)")
    parser.add_argument("--output", type=Path, default=FILE, help="where to write")
    options = parser.parse_args()
    found = count(spoken(options.homes))
    options.output.write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(found)} words, {sum(map(len, found.values()))} associations")


if __name__ == "__main__":
    main()
