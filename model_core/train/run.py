"""`ensemble model train`: the bundled checkpoint, made again from the base."""

from __future__ import annotations

import signal
from collections.abc import Iterator
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
from model_core.train.loop import Figures, Schedule, train
from model_core.train.packing import Packed
from model_core.train.stream import stream
from model_core.train.untrained import untrained


def run(folder: Path, schedule: Schedule, *, start: Path | None = None) -> Figures:
    """Train in `folder` with a progress bar; Ctrl-C stops after the step, the same command goes on."""
    tokenizer = Tokenizer(base.tokenizer_json(base.locate()), end=base.END_OF_TEXT)

    def streams(split: str, start: int) -> Iterator[Packed]:
        chosen = registered(split)
        seed = schedule.seed if split == TRAIN else 1_000_000
        return stream(chosen, tokenizer, seed=seed, start=start, mix=schedule.mix, split=split)

    stopping: list[int] = []
    previous = signal.signal(signal.SIGINT, lambda number, _frame: stopping.append(number))
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    try:
        with Progress(*columns) as progress:
            task = progress.add_task("training", total=schedule.steps)

            def report(figures: Figures) -> None:
                text = f"loss {figures.loss:.3f}  dev {figures.dev_accuracy:.1%}"
                progress.update(task, completed=figures.step, description=text)

            return train(
                untrained(),
                streams,
                folder,
                schedule,
                report=report,
                stop=lambda: bool(stopping),
                start=start,
            )
    finally:
        signal.signal(signal.SIGINT, previous)
