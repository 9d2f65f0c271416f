"""`ensemble model train`: the bundled checkpoint, made again from the base."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import torch
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from model_core import base
from model_core.errors import ModelError
from model_core.tokenizer import Tokenizer
from model_core.train import families as _families  # noqa: F401 - registers every family
from model_core.train.example import TRAIN, registered
from model_core.train.group import Group, together
from model_core.train.loop import Figures, Schedule, train
from model_core.train.packing import Packed
from model_core.train.stream import stream
from model_core.train.untrained import untrained
from model_core.train.workers import ahead


class GpuTooSmall(ModelError, RuntimeError):
    """A step did not fit into the memory of the GPU."""


def run(
    folder: Path,
    schedule: Schedule,
    *,
    start: Path | None = None,
    processes: int = 1,
    device: torch.device | None = None,
    workers: int = 0,
    at_once: int = 1,
) -> Figures:
    """Train in `folder` with a progress bar; Ctrl-C stops after the step, the same command goes on.

    With several processes, each learns from its share of the sequences of a step, on the processor;
    `workers` are more processes that only write sequences ahead of the one that learns; `at_once` sequences
    go through the model in one pass.
    Raises ValueError where the share isn't even or shared work is to be done by workers too, GpuTooSmall.
    """
    if processes > 1 and workers:
        raise ValueError("Processes that learn together write their own sequences: they take no workers.")
    stopping: list[int] = []
    previous = signal.signal(signal.SIGINT, lambda number, _frame: stopping.append(number))
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    learn = partial(
        _learn,
        folder=folder,
        schedule=schedule,
        start=start,
        device=device,
        workers=workers,
        at_once=at_once,
    )
    try:
        with Progress(*columns) as progress, together(processes, learn) as group:
            task = progress.add_task("training", total=schedule.steps)

            def report(figures: Figures) -> None:
                text = f"loss {figures.loss:.3f}  dev {figures.dev_accuracy:.1%}"
                progress.update(task, completed=figures.step, description=text)

            return learn(group, report=report, stop=lambda: bool(stopping))
    except torch.OutOfMemoryError as error:
        raise GpuTooSmall(
            f"The GPU has not the memory for {at_once} sequences in one pass, about 3 GB each: ask for fewer."
        ) from error
    finally:
        signal.signal(signal.SIGINT, previous)


def _learn(
    group: Group,
    *,
    folder: Path,
    schedule: Schedule,
    start: Path | None,
    device: torch.device | None,
    workers: int,
    at_once: int,
    report: Callable[[Figures], None] = lambda _figures: None,
    stop: Callable[[], bool] = lambda: False,
) -> Figures:
    def streams(split: str, number: int) -> Iterator[Packed]:
        sequences = partial(_sequences, split, schedule)
        if split != TRAIN:
            return sequences(number, 1)
        return ahead(sequences, number + group.rank, group.size, workers=workers)

    model = untrained().to(device)
    return train(
        model,
        streams,
        folder,
        schedule,
        report=report,
        stop=stop,
        start=start,
        group=group,
        at_once=at_once,
    )


def _sequences(split: str, schedule: Schedule, start: int, every: int) -> Iterator[Packed]:
    seed = schedule.seed if split == TRAIN else 1_000_000
    own = {"start": start, "every": every, "seed": seed}
    return stream(registered(split), _tokenizer(), mix=schedule.mix, split=split, **own)


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer(base.tokenizer_json(base.locate()), end=base.END_OF_TEXT)
