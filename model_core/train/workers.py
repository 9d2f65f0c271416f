"""Processes that write training sequences ahead: a GPU learns faster than one process makes sentences up."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator

from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from model_core.train.packing import Packed

Sequences = Callable[[int, int], Iterator[Packed]]
"""(from which number on, each how many-th) -> one sequence for each number."""
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
    """The same sequences in the same order, written by so many processes; by this one with none.

    `sequences` must be importable in them. They leave Ctrl-C to this process, and end with it.
    """
    shared = _Shared(sequences, start, every)
    if not workers:
        return iter(shared)
    loader = DataLoader(
        shared,
        batch_size=None,
        num_workers=workers,
        prefetch_factor=_AHEAD,
        multiprocessing_context="forkserver",
        worker_init_fn=_leave_signals,
    )
    return iter(loader)


def _leave_signals(_worker: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
