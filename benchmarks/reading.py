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
from model_core.plan import AskStep, Assignment, GetStep, LaterStep, Plan, RefuseStep, RunStep, SetStep, Step
from model_core.reading.reader import Reader
from model_core.tokenizer import Tokenizer
from model_core.train import families as _families  # noqa: F401 - registers every family
from model_core.train.aliases import give_aliases, say_alias
from model_core.train.before import say_before
from model_core.train.chinese import stream as chinese_stream
from model_core.train.example import Example, registered, sample
from model_core.train.families.furnish import furnish
from model_core.train.household import make_household
from model_core.train.stream import MIXTURE
from model_core.world import Thing, World


def examples(homes: int, split: str, seed: int) -> Iterator[tuple[Reader, Example]]:
    """Sentences in made-up homes, each with the reader of its home."""
    chosen = registered(split)
    is_word = Tokenizer(base.tokenizer_json(base.locate()), end=base.END_OF_TEXT).is_word
    by_kind = {kind: [f for f in chosen if f.kind == kind] for kind in MIXTURE}
    for number in range(homes):
        rng = random.Random(f"{seed}:{number}")
        home = give_aliases(furnish(make_household(rng, split=split), rng), rng)
        readers: dict[World, Reader] = {}
        kinds = [k for k in MIXTURE if by_kind[k]]
        for kind in rng.choices(kinds, [MIXTURE[k] for k in kinds], k=24):
            with suppress(LookupError):
                example = say_before(say_alias(sample(rng, by_kind[kind], home), home, rng), home, rng)
                if home.world not in readers:
                    readers[home.world] = Reader(home.vocabulary, is_word=is_word)
                yield readers[home.world], example


def chinese_examples(homes: int, split: str, seed: int) -> Iterator[tuple[Reader, Example]]:
    """Mandarin sentences in homes of Chinese names, each with the reader of its home."""
    for number in range(homes):
        rng = random.Random(f"{seed}:{number}")
        home, found = chinese_stream.household(rng, MIXTURE, 24, split=split)
        reader = Reader(home.vocabulary)
        for example in found:
            yield reader, example


def meaning(plan: Plan, world: World) -> object:
    """What a plan comes to, however it is written."""
    done: Counter[object] = Counter()
    rest: list[object] = []
    for step in plan.steps:
        found, other = _meaning(step, world)
        done.update(found)
        rest += other
    return frozenset(done), tuple(rest)


def _meaning(step: Step, world: World) -> tuple[list[object], list[object]]:
    match step:
        case SetStep():
            things = [t for d in step.devices if (t := world.thing(d))]
            return [
                (t.id, _own_unit(t, a)) for t in things for a in step.assignments if _can(t, a.property)
            ], []
        case RunStep():
            able = [t for d in step.devices if (t := world.thing(d)) and t.find_action(step.action)]
            return [(t.id, step.action, step.arguments) for t in able], []
        case GetStep():
            return [], [(frozenset(step.devices), step.query, step.properties, step.test)]
        case AskStep():
            return [], [("ask", frozenset(step.choices))]
        case RefuseStep():
            return [], [("refuse", step.reason)]
        case LaterStep():
            return [], [("later", step.trigger, meaning(Plan(step.steps), world))]
        case _:
            return [], [step]


def _can(thing: Thing, name: str) -> bool:
    found = thing.find_property(name)
    return found is not None and found.writable


def _own_unit(thing: Thing, assignment: Assignment) -> Assignment:
    """The same without a unit that is the property's own."""
    found = thing.find_property(assignment.property)
    own = found is not None and found.unit == f"°{assignment.unit}"
    return replace(assignment, unit="") if own else assignment


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=150, help="made-up homes of 24 sentences each")
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--show", action="store_true", help="print what is read otherwise than it was meant")
    parser.add_argument("--left", type=int, help="print sentences of this kind that are not read")
    parser.add_argument("--chinese", action="store_true", help="sentences in Mandarin instead of English")
    options = parser.parse_args()
    said = chinese_examples if options.chinese else examples
    total: Counter[int] = Counter()
    read: Counter[int] = Counter()
    right: Counter[int] = Counter()
    seconds = 0.0
    for reader, example in said(options.homes, options.split, options.seed):
        total[example.kind] += 1
        started = time.perf_counter()
        plan = reader.read(example.request)
        seconds += time.perf_counter() - started
        if plan is None:
            if options.left == example.kind:
                print(f"{example.request.utterance!r} -> {example.plan}")
            continue
        read[example.kind] += 1
        try:
            wanted = parse(example.plan, reader.vocabulary)
        except InvalidPlan:
            continue
        if meaning(plan, example.request.world) == meaning(wanted, example.request.world):
            right[example.kind] += 1
        elif options.show:
            where = example.request.room
            print(f"[{example.kind}] {example.request.utterance!r} ({where}) {example.family}")
            print(f"    read  {plan.text}\n    meant {example.plan}")
    for kind in sorted(total):
        share = right[kind] / max(1, read[kind])
        print(
            f"{kind:3} {total[kind]:5} sentences, {read[kind] / total[kind]:6.1%} read, {share:6.1%} of them right"
        )
    every, all_read, all_right = sum(total.values()), sum(read.values()), sum(right.values())
    print(
        f"all {every} sentences, {all_read / every:.1%} read, {all_right / max(1, all_read):.1%} of them right, "
        f"{1000 * seconds / every:.2f} ms each"
    )


if __name__ == "__main__":
    main()
