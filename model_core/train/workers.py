"""Processes that write training sequences ahead: a GPU learns faster than one process makes sentences up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from model_core.train.packing import Packed

Sequences = Callable[[int, int], Iterator[Packed]]
"""(from which number on, each how many-th) -> sequences."""
_AHEAD = 4
"""Sequences that each process has ready."""


class _Shared(IterableDataset[Packed]):
    """The sequences of the worker that asks."""

    def __init__(self, sequences: Sequences, start: int, every: int) -> None:
        self._sequences, self._start, self._every = sequences, start, every

    def __iter__(self) -> Iterator[Packed]:
        worker = get_worker_info()
        if worker is None:
            return self._sequences(self._start, self._every)
        return self._sequences(self._start + self._every * worker.id, self._every * worker.num_workers)


def ahead(sequences: Sequences, start: int, every: int, *, workers: int) -> Iterator[Packed]:
    """The same sequences in the same order, written by so many processes; by this one with none."""
    shared = _Shared(sequences, start, every)
    if not workers:
        return iter(shared)
    return iter(
        DataLoader(shared, batch_size=None, num_workers=workers, collate_fn=_as_it_is, prefetch_factor=_AHEAD)
    )


def _as_it_is(packed: Any) -> Any:
    return packed
