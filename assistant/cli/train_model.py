"""`ensemble model train`: the bundled model, trained again."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.console import err, fail, out


class Device(StrEnum):
    """Where a model can learn."""

    CPU = "cpu"
    CUDA = "cuda"


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command()(train)


def train(
    folder: Annotated[Path, typer.Argument(help="Where weights, figures and the state to resume from go.")],
    steps: Annotated[int | None, typer.Option(min=1, help="How many steps to learn.")] = None,
    sequences: Annotated[int | None, typer.Option(min=1, help="Packed sequences a step.")] = None,
    decay: Annotated[int | None, typer.Option(min=1, help="Steps at the end in which rates fall.")] = None,
    rate: Annotated[
        float | None,
        typer.Option(min=1e-8, help="Of low-rank updates, else 1e-3; experts have half, routers a quarter."),
    ] = None,
    rank: Annotated[int | None, typer.Option(min=1, help="Rank of the updates of frozen weights.")] = None,
    seed: Annotated[int | None, typer.Option(help="Another seed is another stream of sentences.")] = None,
    save_every: Annotated[int | None, typer.Option(min=1, help="Steps between two saves.")] = None,
    chinese: Annotated[
        float, typer.Option(min=0, max=1, help="Share of the generated homes in which Chinese is spoken.")
    ] = 0.0,
    dropout: Annotated[
        float,
        typer.Option(
            min=0, max=0.9, help="Share of what layers add that is lost, against learning by heart."
        ),
    ] = 0.0,
    written: Annotated[
        float, typer.Option(min=0, max=1, help="Share of homes whose sentences were written one by one.")
    ] = 0.0,
    read: Annotated[
        float, typer.Option(min=0, max=1, help="Share kept of what is understood without the model.")
    ] = 1.0,
    processes: Annotated[
        int, typer.Option(min=1, help="Processes of one thread each that share the sequences of a step.")
    ] = 1,
    threads: Annotated[
        int | None, typer.Option(min=1, help="Processor threads to use, with one process.")
    ] = None,
    device: Annotated[
        Device, typer.Option(help="Where to learn: the processor, or an NVIDIA GPU in one process.")
    ] = Device.CPU,
    workers: Annotated[
        int, typer.Option(min=0, help="Processes that write sentences ahead; a GPU wants as many as cores.")
    ] = 0,
    at_once: Annotated[
        int | None,
        typer.Option(min=1, help="Sequences in one pass: 8 on a GPU, in 25 GB of its memory, else 1."),
    ] = None,
    start: Annotated[
        Path | None,
        typer.Option(help="Folder of an earlier run whose weights a new run begins with.", exists=True),
    ] = None,
) -> None:
    """Train the model again from the base; Ctrl-C stops, the same command goes on where it stopped.

    As many processes as sequences a step are the fastest, where there are cores and 6 GB for each.
    Takes an hour and more on two processor cores, minutes on a GPU. The folder gets
    `adapter.safetensors` and `figures.json`.

        ensemble model train var/training --steps 1200
        ensemble model train var/longer --start model_core/checkpoints/home --processes 2
        ensemble model train var/gpu --device cuda --workers 14 --sequences 16 --at-once 16 --dropout 0.1
    """
    from model_core.errors import ModelError
    from model_core.train.loop import Schedule
    from model_core.train.stream import Mix

    given: dict[str, Any] = {
        "steps": steps,
        "sequences": sequences,
        "decay": decay,
        "rank": rank,
        "seed": seed,
        "save_every": save_every,
    }
    if rate is not None:
        given |= {"rate_low_rank": rate, "rate_experts": rate / 2, "rate_router": rate / 4}
    chosen = {name: value for name, value in given.items() if value is not None}
    schedule = Schedule(**chosen, dropout=dropout, mix=Mix(chinese=chinese, written=written, read=read))
    if schedule.sequences % processes:
        raise typer.BadParameter(
            f"{schedule.sequences} sequences a step cannot be shared evenly", param_hint="--processes"
        )
    refused = {
        "--threads": "each of several processes has one thread" if threads else None,
        "--device": "several processes learn on the processor alone" if device != Device.CPU else None,
        "--workers": "each of several processes writes its own sentences" if workers else None,
    }
    for option, reason in refused.items():
        if reason and processes > 1:
            raise typer.BadParameter(reason, param_hint=option)
    import torch

    if device == Device.CUDA and not torch.cuda.is_available():
        raise typer.BadParameter("torch finds no NVIDIA GPU here", param_hint="--device")
    if threads:
        torch.set_num_threads(threads)
    try:
        err.print("[dim]reading the base model…[/dim]")
        from model_core.train.run import run

        figures = run(
            folder,
            schedule,
            start=start,
            processes=processes,
            device=torch.device(device),
            workers=workers,
            at_once=at_once or (8 if device == Device.CUDA else 1),
        )
    except (ModelError, ValueError) as error:
        fail(error)
    done = "finished" if figures.step >= schedule.steps else "stopped; the same command goes on"
    out.print(
        f"{done} at step {figures.step}: loss {figures.loss:.3f}, "
        f"{figures.dev_accuracy:.1%} of unseen plans right, {figures.seconds / 60:.0f} min"
    )
