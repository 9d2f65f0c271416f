"""How many sentences are read word by word, and how many of those rightly, by kind of sentence."""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from model_core import base
from model_core.errors import InvalidPlan
from model_core.language.parse import parse
from model_core.plan import Assignment, LaterStep, Plan, SetStep, Step
from model_core.reading.reader import Reader
from model_core.tokenizer import Tokenizer
from model_core.train import families as _families  # noqa: F401 - registers every family
from model_core.train.aliases import give_aliases, say_alias
from model_core.train.before import say_before
from model_core.train.check import meaning
from model_core.train.chinese import stream as chinese_stream
from model_core.train.example import Example, registered, sample
from model_core.train.families.furnish import furnish
from model_core.train.home import Household
from model_core.train.household import make_household
from model_core.train.stream import MIXTURE

Sentences = Iterator[tuple[Reader, Household, Example]]


def examples(homes: int, split: str, seed: int) -> Sentences:
    """Sentences in made-up homes, each with its home and the reader of that home."""
    chosen = registered(split)
    is_word = Tokenizer(base.tokenizer_json(base.locate()), end=base.END_OF_TEXT).is_word
    by_kind = {kind: [f for f in chosen if f.kind == kind] for kind in MIXTURE}
    for number in range(homes):
        rng = random.Random(f"{seed}:{number}")
        home = give_aliases(furnish(make_household(rng, split=split), rng), rng)
        reader = Reader(home.vocabulary, is_word=is_word)
        kinds = [k for k in MIXTURE if by_kind[k]]
        for kind in rng.choices(kinds, [MIXTURE[k] for k in kinds], k=24):
            with suppress(LookupError):
                example = say_before(say_alias(sample(rng, by_kind[kind], home), home, rng), home, rng)
                yield reader, home, example


def chinese_examples(homes: int, split: str, seed: int) -> Sentences:
    """Mandarin sentences in homes of Chinese names, each with its home and the reader of that home."""
    for number in range(homes):
        rng = random.Random(f"{seed}:{number}")
        home, found = chinese_stream.household(rng, MIXTURE, 24, split=split)
        reader = Reader(home.vocabulary)
        for example in found:
            yield reader, home, example


def agree(one: Plan, other: Plan, home: Household) -> bool:
    """Whether two plans come to the same, however they are written."""
    return meaning(_unitless(one, home), home.world) == meaning(_unitless(other, home), home.world)


def _unitless(plan: Plan, home: Household) -> Plan:
    """The same without units that are the properties' own."""
    steps: list[Step] = []
    for step in plan.steps:
        match step:
            case SetStep():
                steps.append(_bare(step, home))
            case LaterStep():
                inner = tuple(_bare(s, home) if isinstance(s, SetStep) else s for s in step.steps)
                steps.append(replace(step, steps=inner))
            case _:
                steps.append(step)
    return replace(plan, steps=tuple(steps))


def _bare(step: SetStep, home: Household) -> SetStep:
    things = [t for d in step.devices if (t := home.world.thing(d)) is not None]

    def bare(assignment: Assignment) -> Assignment:
        units = {p.unit for t in things if (p := t.find_property(assignment.property)) is not None}
        return replace(assignment, unit="") if units == {f"°{assignment.unit}"} else assignment

    return replace(step, assignments=tuple(bare(a) for a in step.assignments))


class Tally:
    """Counts what is said, read and read rightly, by kind of sentence."""

    def __init__(self) -> None:
        self._said: Counter[int] = Counter()
        self._read: Counter[int] = Counter()
        self.right: Counter[int] = Counter()
        self._seconds = 0.0

    def read(self, reader: Reader, example: Example) -> Plan | None:
        """What the reader makes of a sentence."""
        started = time.perf_counter()
        plan = reader.read(example.request)
        self._seconds += time.perf_counter() - started
        self._said[example.kind] += 1
        self._read[example.kind] += plan is not None
        return plan

    def show(self) -> None:
        """Prints a line for each kind and one for all."""
        for kind, count in sorted(self._said.items()):
            share = self.right[kind] / max(1, self._read[kind])
            read = f"{self._read[kind] / count:6.1%} read, {share:6.1%} of them right"
            print(f"{kind:3} {count:5} sentences, {read}")
        said, read_, right = self._said.total(), self._read.total(), self.right.total()
        print(
            f"all {said} sentences, {read_ / said:.1%} read, {right / max(1, read_):.1%} of them right, "
            f"{1000 * self._seconds / said:.2f} ms each"
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=150, help="made-up homes of 24 sentences each")
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--show", action="store_true", help="print what is read otherwise than it was meant")
    parser.add_argument("--left", type=int, help="print sentences of this kind that are not read")
    parser.add_argument("--chinese", action="store_true", help="sentences in Mandarin instead of English")
    return parser.parse_args()


def main() -> None:
    options = _options()
    said = chinese_examples if options.chinese else examples
    tally = Tally()
    for reader, home, example in said(options.homes, options.split, options.seed):
        plan = tally.read(reader, example)
        if plan is None:
            if options.left == example.kind:
                print(f"{example.request.utterance!r} -> {example.plan}")
            continue
        try:
            wanted = parse(example.plan, reader.vocabulary)
        except InvalidPlan:
            continue
        if agree(plan, wanted, home):
            tally.right[example.kind] += 1
        elif options.show:
            where = example.request.room
            print(f"[{example.kind}] {example.request.utterance!r} ({where}) {example.family}")
            print(f"    read  {plan.text}\n    meant {example.plan}")
    tally.show()


if __name__ == "__main__":
    main()
