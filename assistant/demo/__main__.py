"""`python -m assistant.demo`: ends with 0 only if every device ended as it should."""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.cli.console import fail, out, progress, run

if TYPE_CHECKING:
    from assistant.settings import Settings


def main() -> int:
    """Play the demonstration in a fresh data folder; the built model is kept for the next time."""
    from assistant import logs
    from assistant.startup import InvalidSettings, load_settings

    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ensemble-demo-") as folder:
        try:
            kept = load_settings()
            settings = load_settings(
                data_dir=Path(folder),
                model_cache=kept.model_cache_dir,
                grpc_address="127.0.0.1:0",
                patience=3.0,
            )
        except InvalidSettings as error:
            fail(error)
        logs.configure("INFO", file=kept.data_dir / "demo.log")
        return run(_play(settings, started))


async def _play(settings: Settings, started: float) -> int:
    async with AsyncExitStack() as stack:
        with progress() as report:
            from assistant.demo.play import stage, summary
            from assistant.demo.script import SCENES

            play = await stack.enter_async_context(stage(settings, out, report=report))
        out.print(f"A house, a phone and a car, ready after {time.monotonic() - started:.1f} s.\n")
        await play.perform(SCENES)
    for failure in play.failures:
        out.print(failure, style="red", markup=False, soft_wrap=True)
    out.print(f"[bold]{summary(play)}[/bold] [dim]({time.monotonic() - started:.0f} s)[/dim]")
    return 1 if play.failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except typer.Exit as ended:
        sys.exit(ended.exit_code)
