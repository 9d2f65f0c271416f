"""`ensemble model train`: the bundled checkpoint, made again from the base."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from model_core import base
from model_core.tokenizer import Tokenizer
from model_core.train import families as _families  # noqa: F401 - registers every family
from model_core.train.example import TRAIN, registered
from model_core.train.group import Group, together
from model_core.train.loop import Figures, Schedule, train
from model_core.train.packing import Packed
from model_core.train.stream import stream
from model_core.train.untrained import untrained


def run(folder: Path, schedule: Schedule, *, start: Path | None = None, processes: int = 1) -> Figures:
    """Train in `folder` with a progress bar; Ctrl-C stops after the step, the same command goes on.

    With several processes, each learns from its share of the sequences of a step.
    Raises ValueError where the share isn't even.
    """
    stopping: list[int] = []
    previous = signal.signal(signal.SIGINT, lambda number, _frame: stopping.append(number))
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    learn = partial(_learn, folder=folder, schedule=schedule, start=start)
    try:
        with Progress(*columns) as progress, together(processes, learn) as group:
            task = progress.add_task("training", total=schedule.steps)

            def report(figures: Figures) -> None:
                text = f"loss {figures.loss:.3f}  dev {figures.dev_accuracy:.1%}"
                progress.update(task, completed=figures.step, description=text)

            return learn(group, report=report, stop=lambda: bool(stopping))
    finally:
        signal.signal(signal.SIGINT, previous)


def _learn(
    group: Group,
    *,
    folder: Path,
    schedule: Schedule,
    start: Path | None,
    report: Callable[[Figures], None] = lambda _figures: None,
    stop: Callable[[], bool] = lambda: False,
) -> Figures:
    tokenizer = Tokenizer(base.tokenizer_json(base.locate()), end=base.END_OF_TEXT)

    def streams(split: str, number: int) -> Iterator[Packed]:
        chosen = registered(split)
        if split != TRAIN:
            return stream(chosen, tokenizer, seed=1_000_000, start=number, mix=schedule.mix, split=split)
        own = {"start": number + group.rank, "every": group.size}
        return stream(chosen, tokenizer, seed=schedule.seed, mix=schedule.mix, split=split, **own)

    return train(untrained(), streams, folder, schedule, report=report, stop=stop, start=start, group=group)
