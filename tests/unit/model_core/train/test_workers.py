"""Sequences that other processes write ahead are those that one process would write, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

import pytest
import torch

from model_core.train import families as _families  # noqa: F401 - registers every family
from model_core.train.example import registered
from model_core.train.packing import Packed, pack
from model_core.train.stream import Mix, stream
from model_core.train.workers import ahead
from tests.unit.model_core.train.test_packing import Letters


def numbered(start: int, every: int) -> Iterator[Packed]:
    for number in count(start, every):
        yield pack("home", [(f"say {number}", "set")], Letters())  # type: ignore[arg-type]


class Word(Letters):
    """Every word is one to it."""

    def is_word(self, _word: str) -> bool:
        return True


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


def test_every_number_is_a_sequence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one of whose sentences reading leaves none at the first try."""
    tried: list[object] = []

    class Knowing:
        def __init__(self, vocabulary: object, **_: object) -> None:
            tried.append(vocabulary)
            self._knows = len(tried) == 2

        def read(self, _request: object) -> str | None:
            return "a plan" if self._knows else None

    monkeypatch.setattr("model_core.train.stream.Reader", Knowing)
    chosen = registered("train", (1,))
    found = stream(chosen, Word(), seed=3, utterances=2, mix=Mix(read=0.0))  # type: ignore[arg-type]
    with_gap = [next(found).tokens.tolist() for _ in range(3)]
    tried[:] = [None] * 9
    whole = stream(chosen, Word(), seed=3, utterances=2, mix=Mix(read=0.0))  # type: ignore[arg-type]
    without = [next(whole).tokens.tolist() for _ in range(3)]
    assert with_gap[0] == without[0]
    assert with_gap[1] != without[1]
    assert with_gap[2] == without[2], "the number after is the same"


def test_other_numbers_are_other_sequences() -> None:
    assert not torch.equal(first(0, 1, 2)[0].tokens, first(1, 1, 2)[0].tokens)


@pytest.mark.parametrize("workers", [0, 2])
def test_what_fails_in_a_worker_is_raised_here(workers: int) -> None:
    with pytest.raises(LookupError, match="no such home"):
        next(ahead(failing, 0, 1, workers=workers))
