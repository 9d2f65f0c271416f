"""Processes that learn together: each computes its part of a step, all add up what they found.

One thread a process: those of one process wait for each other wherever another program takes a core.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.synchronize import Semaphore
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import torch
from torch import Tensor, distributed
from torch.multiprocessing.spawn import ProcessContext, ProcessException, spawn

from model_core.errors import ModelError

T = TypeVar("T")
_TO_MEET = timedelta(minutes=2)
"""How long the processes have to find each other, once all have loaded."""
_PATIENCE = timedelta(minutes=10)
"""How long a process waits for the others in a run; they compile for a minute at first."""
_HERE = "lo"
"""The interface by which the processes of one machine reach each other."""


class GroupFailed(ModelError, RuntimeError):
    """A process that was to learn too did not get so far."""


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
    Raises GroupFailed where one of them ends before all have met.
    """
    if size == 1:
        yield Group()
        return
    threads = torch.get_num_threads()
    loaded = get_context("spawn").Semaphore(0)
    with TemporaryDirectory() as folder:
        meeting = Path(folder) / "meeting"
        # the first one is asked to stop, and tells the others
        previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            others: ProcessContext = spawn(  # type: ignore[no-untyped-call]
                _other, (size, meeting, loaded, work), nprocs=size - 1, join=False, daemon=True
            )
        finally:
            signal.signal(signal.SIGINT, previous)
        try:
            _await(others, loaded)
            _join(Group(0, size), meeting)
            yield Group(0, size)
        finally:
            torch.set_num_threads(threads)
            if distributed.is_initialized():
                distributed.destroy_process_group()
            for process in others.processes:
                process.join(timeout=5)
                process.kill()


def _await(others: ProcessContext, loaded: Semaphore) -> None:
    """Wait until all others have loaded."""
    for _ in others.processes:
        while not loaded.acquire(timeout=0.2):
            try:
                others.join(timeout=0)
            except ProcessException as error:
                raise GroupFailed(f"A process that was to learn too did not start: {error}") from error


def _join(group: Group, meeting: Path) -> None:
    torch.set_num_threads(1)
    os.environ.setdefault("GLOO_SOCKET_IFNAME", _HERE)
    store = distributed.FileStore(str(meeting), group.size)  # type: ignore[attr-defined]
    store.set_timeout(_TO_MEET)
    distributed.init_process_group(
        "gloo", store=store, rank=group.rank, world_size=group.size, timeout=_PATIENCE
    )


def _other(number: int, size: int, meeting: Path, loaded: Semaphore, work: Callable[[Group], object]) -> None:
    loaded.release()
    group = Group(number + 1, size)
    _join(group, meeting)
    work(group)
