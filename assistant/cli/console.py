"""What every command shares: the console, errors as one sentence, progress, running until signalled."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.markup import escape

T = TypeVar("T")

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

INTERRUPTED = 130


def fail(error: BaseException) -> NoReturn:
    """Say what went wrong in one sentence, with its code, and end with status 1."""
    code = getattr(error, "code", "")
    shown = f" [dim]({code})[/dim]" if isinstance(code, str) and code else ""
    err.print(f"[red]error:[/red] {escape(str(error))}{shown}", soft_wrap=True)
    raise typer.Exit(1)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end; an error that has a `code` becomes a sentence, Ctrl-C an orderly end."""
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except Exception as error:
        if isinstance(getattr(error, "code", None), str):
            fail(error)
        raise


def run_until_signalled(work: Coroutine[Any, Any, None]) -> None:
    """Like `run`, but SIGTERM and SIGINT end it in order with status 0; a second one ends it at once."""

    async def signalled() -> None:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()

        def stop(number: int) -> None:
            loop.remove_signal_handler(number)
            task.cancel()

        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop, number)
        try:
            await task
        except asyncio.CancelledError:
            return

    run(signalled())


Report = Callable[[str, str, float], None]


@contextmanager
def progress() -> Iterator[Report]:
    """A bar for each part while the assistant starts; gone when it has. Plain nothing without a terminal."""
    if not err.is_terminal:
        yield lambda _part, _stage, _done: None
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(finished_text="[green]✓"),
        TextColumn("{task.fields[part]:<8}"),
        BarColumn(bar_width=24),
        TextColumn("[dim]{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True) as bars:
        tasks = {
            part: bars.add_task("waiting", total=1.0, part=part) for part in ("model", "devices", "server")
        }

        def report(part: str, stage: str, done: float) -> None:
            if part not in tasks:
                tasks[part] = bars.add_task(stage, total=1.0, part=part)
            bars.update(tasks[part], completed=done, description=stage)

        yield report


def interactive() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()
