"""`ensemble model compile`: TensorRT plans of a checkpoint's experts, built before anybody waits for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import err, fail, out
from assistant.cli.options import DataDir

if TYPE_CHECKING:
    from rich.progress import TaskID

    from model_core.config import ModelConfig

_LENGTHS = tuple(2**power for power in range(12))


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command("compile")(compile_plans)


def compile_plans(
    folder: Annotated[
        Path | None, typer.Argument(help="A checkpoint; the bundled one when left out.")
    ] = None,
    data: DataDir = None,
    tokens: Annotated[
        list[int] | None, typer.Option(min=1, help="Tokens of a pass; 1 to 2048 when left out.")
    ] = None,
    dtype: Annotated[str, typer.Option(help="bfloat16, float16 or float32.")] = "bfloat16",
) -> None:
    """Build the TensorRT plans of a checkpoint's experts for this GPU, and run each one once.

    Plans are kept in the user's cache folder (docs/gpu.md), so that no request waits for one.

        ensemble model compile
        ensemble model compile ~/checkpoint --tokens 1 --tokens 512 --dtype float16
    """
    import torch

    from model_core import experts
    from model_core.config import ModelConfig
    from model_core.errors import KernelUnavailable, ModelError

    try:
        reason = experts.obstacle("tensorrt", torch.device("cuda"))
        if reason:
            raise KernelUnavailable(f"No plan can be built here: {reason}")
        if folder is None:
            from assistant.cli.model import bundled

            folder = bundled(data)
        _build(ModelConfig.load(folder), list(tokens or _LENGTHS), dtype)
    except ModelError as error:
        fail(error)


def _build(config: ModelConfig, lengths: list[int], dtype: str) -> None:
    """Build a plan for each length, with a bar. Raises ModelError."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from model_core.errors import KernelUnavailable
    from model_core.experts.tensorrt import plans, runner
    from model_core.experts.tensorrt.lowering import TYPES, Shape, rounded

    if not config.experts:
        raise KernelUnavailable("This checkpoint has no experts.")
    if config.clamp:
        raise KernelUnavailable("The experts of this checkpoint are not a plain SwiGLU.")
    if dtype not in TYPES:
        raise KernelUnavailable(f"No plan has the type {dtype}; there are {', '.join(TYPES)}.")
    shape = (config.experts_per_token, config.experts, config.hidden, config.expert_width, dtype)
    columns = (TextColumn("{task.description:<24}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err) as bars:
        for size in sorted({rounded(length) for length in lengths}):
            task = bars.add_task(f"{size} tokens", total=1.0)

            def step(done: float, task: TaskID = task) -> None:
                bars.update(task, completed=done)

            way = runner.warm(Shape(size, *shape), 0, step)
            bars.update(task, completed=1.0, description=f"{size} tokens by {way.value}")
    out.print(f"The plans are in {plans.folder()}", soft_wrap=True)
