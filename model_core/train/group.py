"""Processes that learn together: each computes its part of a step, all add up what they found.

One thread a process: products of this size gain little from a second one, and two threads wait for each
other wherever another program takes a core.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import torch
from torch import Tensor, distributed, multiprocessing

T = TypeVar("T")
_PATIENCE = timedelta(minutes=10)
"""How long a process waits for the others, which compile for a minute at first."""


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
        if self.size == 1:
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
    """
    if size == 1:
        yield Group()
        return
    with TemporaryDirectory() as folder:
        meeting = Path(folder) / "meeting"
        context = multiprocessing.get_context("spawn")
        others = [
            context.Process(target=_other, args=(Group(rank, size), meeting, work), daemon=True)
            for rank in range(1, size)
        ]
        for process in others:
            process.start()
        try:
            _join(Group(0, size), meeting)
            yield Group(0, size)
        finally:
            distributed.destroy_process_group()
            for process in others:
                process.join(timeout=5)
                process.kill()


def _join(group: Group, meeting: Path) -> None:
    torch.set_num_threads(1)
    distributed.init_process_group(
        "gloo", init_method=meeting.as_uri(), rank=group.rank, world_size=group.size, timeout=_PATIENCE
    )


def _other(group: Group, meeting: Path, work: Callable[[Group], object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first one is asked to stop, and tells the others
    _join(group, meeting)
    work(group)
