"""Work in steps: what several want of the model next is computed together."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from torch import Tensor

from model_core.cache import KeyValues

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """Tokens that continue a cache, which takes them in."""

    tokens: Sequence[int]
    cache: KeyValues
    states: int = 1
    """How many of the last hidden states are wanted."""


Work = Generator[Sequence[Step], Sequence[Tensor], T]
"""Yields steps, no two of them of one cache; is sent the last hidden states [`states`, H] of each."""
Together = Callable[[Sequence[Step]], Sequence[Tensor]]
"""Computes steps: hidden states [T, H] for each."""


def alone(work: Work[T], run: Together) -> T:
    """The result of work that is done at once, beside no other."""
    try:
        steps = next(work)
        while True:
            found = zip(steps, run(steps), strict=True)
            steps = work.send([hidden[-step.states :] for step, hidden in found])
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]


def together(works: Sequence[Work[T]]) -> Work[list[T]]:
    """The results of several, whose steps are taken at the same time. What one raises ends them all."""
    results: dict[int, T] = {}
    wanted: dict[int, Sequence[Step]] = {}
    states: dict[int, Sequence[Tensor]] = {}
    running = dict(enumerate(works))
    while running:
        for number, work in list(running.items()):
            try:
                wanted[number] = work.send(states[number]) if number in states else next(work)
            except StopIteration as end:
                results[number] = end.value
                del running[number]
        if running:
            found = yield [step for number in running for step in wanted[number]]
            for number in running:
                count = len(wanted[number])
                states[number], found = found[:count], found[count:]
    return [results[number] for number in range(len(works))]
