"""How often an excerpt of a large home holds all that a sentence names, and how long it takes to make.

    python -m benchmarks.retrieval --json retrieval.json

Sentences of held-out templates in generated homes of 300 devices, with the plans they should get. A sentence
counts when every device that its plan names one by one, and a device of every type that it names as a group,
is in the excerpt (`recall`, `recall_kind_*` in percent). `excerpt_ms_*`: median milliseconds by devices.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from rich.progress import track

from benchmarks.households import household
from benchmarks.report import report
from model_core.language.parse import parse
from model_core.plan import AskStep, LaterStep, Step, When
from model_core.retrieval.excerpt import Index
from model_core.train.aliases import say_alias
from model_core.train.example import DEV, Example, registered, sample
from model_core.train.home import Household
from model_core.train.stream import MIXTURE

DEVICES = 300
SIZES = (100, 300)
_QUOTED = re.compile(r'"[^"]*"')
_GROUP = re.compile(r"\b(?:all|any) ([^:;]*)")


def named(plan: str, home: Household) -> tuple[frozenset[str], frozenset[str]]:
    """Ids of the devices that a plan names one by one, and the types that it names as groups."""
    devices: set[str] = set()

    def visit(step: Step) -> None:
        grouped = getattr(step, "group", False) or (isinstance(step, AskStep) and "ask which all" in plan)
        if not grouped:
            devices.update(step.choices if isinstance(step, AskStep) else getattr(step, "devices", ()))
        if isinstance(step, LaterStep):
            if isinstance(step.trigger, When):
                devices.add(step.trigger.device)
            for inner in step.steps:
                visit(inner)

    for step in parse(plan, home.vocabulary).steps:
        visit(step)
    types = set()
    for found in _GROUP.finditer(_QUOTED.sub("", plan)):
        kinds = [k for k in home.vocabulary.types if re.match(rf"{re.escape(k)}($| in | except )", found[1])]
        types |= set(sorted(kinds, key=len)[-1:])
    return frozenset(devices), frozenset(types)


def kept(example: Example, home: Household, index: Index) -> bool:
    """Whether the excerpt for the request has all that the plan names."""
    ids = set(index.choose(example.request))
    devices, types = named(example.plan, home)
    return devices <= ids and types <= {home.vocabulary.class_of[device].type for device in ids}


def measure(homes: int, each: int) -> dict[str, float]:
    """All figures over so many homes with `each` sentences of every kind."""
    asked: Counter[int] = Counter()
    found: Counter[int] = Counter()
    for number in track(range(homes), "listening"):
        home, rng = household(f"recall:{number}", DEVICES)
        index = Index(home.vocabulary)
        for kind in MIXTURE:
            for _ in range(each):
                with suppress(LookupError):
                    example = say_alias(sample(rng, registered(DEV, (kind,)), home), home, rng)
                    asked[kind] += 1
                    found[kind] += kept(example, home, index)
    figures = {f"recall_kind_{kind}": 100 * found[kind] / asked[kind] for kind in asked}
    figures["recall"] = 100 * found.total() / asked.total()
    figures["sentences"] = float(asked.total())
    for size in SIZES:
        figures[f"excerpt_ms_{size}"] = _milliseconds(size)
    return figures


def _milliseconds(size: int) -> float:
    home, rng = household(f"time:{size}", size)
    index = Index(home.vocabulary)
    times = []
    for _ in range(60):
        example = sample(rng, registered(DEV), home)
        start = time.perf_counter()
        index.choose(example.request)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main() -> None:
    """Parse the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--homes", type=int, default=36, help="homes to listen in (default 36)")
    parser.add_argument("--each", type=int, default=4, help="sentences of a kind in each (default 4)")
    options = parser.parse_args()
    report("excerpts of large homes", measure(options.homes, options.each), options.json)


if __name__ == "__main__":
    main()
