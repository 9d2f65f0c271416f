"""Sequences that other processes write ahead are those that one process would write, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

import pytest
import torch

from model_core.train.packing import Packed, pack
from model_core.train.workers import ahead
from tests.unit.model_core.train.test_packing import Letters


def numbered(start: int, every: int) -> Iterator[Packed]:
    for number in count(start, every):
        yield pack("home", [(f"say {number}", "set")], Letters())  # type: ignore[arg-type]


def failing(_start: int, _every: int) -> Iterator[Packed]:
    raise LookupError("no such home")


def first(start: int, every: int, workers: int) -> list[Packed]:
    return list(islice(ahead(numbered, start, every, workers=workers), 7))


@pytest.mark.parametrize(("start", "every"), [(0, 1), (5, 1), (3, 2)])
def test_the_order_is_that_of_one_process(start: int, every: int) -> None:
    alone = list(islice(numbered(start, every), 7))
    for workers in (0, 1, 2):
        for expected, found in zip(alone, first(start, every, workers), strict=True):
            assert torch.equal(expected.tokens, found.tokens)
            assert torch.equal(expected.blocks, found.blocks)
            assert torch.equal(expected.targets, found.targets)


def test_other_numbers_are_other_sequences() -> None:
    assert not torch.equal(first(0, 1, 2)[0].tokens, first(1, 1, 2)[0].tokens)


@pytest.mark.parametrize("workers", [0, 2])
def test_what_fails_in_a_worker_is_raised_here(workers: int) -> None:
    with pytest.raises(LookupError, match="no such home"):
        next(ahead(failing, 0, 1, workers=workers))
