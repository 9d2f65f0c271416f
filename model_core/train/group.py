"""Processes that learn together: each computes its part of a step, all add up what they found.

One thread a process: those of one process wait for each other wherever another program takes a core.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Semaphore
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import torch
from torch import Tensor, distributed, multiprocessing

T = TypeVar("T")
_TO_MEET = timedelta(minutes=2)
"""How long the processes have to find each other, once all have loaded."""
_LOADING = 120.0
"""Seconds that the others have to load."""
_PATIENCE = timedelta(minutes=10)
"""How long a process waits for the others in a run; they compile for a minute at first."""
_HERE = "lo"
"""The interface by which the processes of one machine reach each other."""


@dataclass(frozen=True, slots=True)
class Group:
    """Where this process stands among those that learn together; alone unless said otherwise."""

    rank: int = 0
    size: int = 1

    def part(self, work: Sequence[T]) -> Sequence[T]:
        """What of this work is this process's."""
        return work[self.rank :: self.size]

    def add(self, tensors: Sequence[Tensor]) -> None:
        """Replace each tensor by its sum over all processes."""
        if self.size == 1 or not tensors:
            return
        flat = torch.cat([t.flatten().float() for t in tensors])
        distributed.all_reduce(flat)
        at = 0
        for tensor in tensors:
            tensor.copy_(flat[at : at + tensor.numel()].view_as(tensor))
            at += tensor.numel()

    def total(self, *numbers: float) -> tuple[float, ...]:
        """Each number's sum over all processes."""
        summed = torch.tensor(numbers, dtype=torch.float64)
        if self.size > 1:
            distributed.all_reduce(summed)
        return tuple(summed.tolist())


@contextmanager
def together(size: int, work: Callable[[Group], object]) -> Iterator[Group]:
    """A group of `size` processes, this one the first; in the others runs `work`, which must be importable.

    Each has one thread, and they end with this one. With a size of 1 nothing changes.
    Raises RuntimeError where one of them ends before all have met.
    """
    if size == 1:
        yield Group()
        return
    context, threads = multiprocessing.get_context("spawn"), torch.get_num_threads()
    with TemporaryDirectory() as folder:
        meeting = Path(folder) / "meeting"
        loaded = context.Semaphore(0)
        others = [
            context.Process(target=_other, args=(Group(rank, size), meeting, loaded, work), daemon=True)
            for rank in range(1, size)
        ]
        try:
            # the first one is asked to stop, and tells the others
            previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
            try:
                for process in others:
                    process.start()
            finally:
                signal.signal(signal.SIGINT, previous)
            _await(others, loaded)
            _join(Group(0, size), meeting)
            yield Group(0, size)
        finally:
            torch.set_num_threads(threads)
            if distributed.is_initialized():
                distributed.destroy_process_group()
            for process in others:
                if process.pid is not None:
                    process.join(timeout=5)
                    process.kill()


def _await(others: Sequence[BaseProcess], loaded: Semaphore) -> None:
    """Wait until all others have loaded."""
    deadline = time.monotonic() + _LOADING
    for _ in others:
        while not loaded.acquire(timeout=0.2):
            if not all(process.is_alive() for process in others) or time.monotonic() > deadline:
                raise RuntimeError("A process that was to learn too did not start; see what it printed.")


def _join(group: Group, meeting: Path) -> None:
    torch.set_num_threads(1)
    os.environ.setdefault("GLOO_SOCKET_IFNAME", _HERE)
    store = distributed.FileStore(str(meeting), group.size)  # type: ignore[attr-defined]
    store.set_timeout(_TO_MEET)
    distributed.init_process_group(
        "gloo", store=store, rank=group.rank, world_size=group.size, timeout=_PATIENCE
    )


def _other(group: Group, meeting: Path, loaded: Semaphore, work: Callable[[Group], object]) -> None:
    loaded.release()
    _join(group, meeting)
    work(group)
