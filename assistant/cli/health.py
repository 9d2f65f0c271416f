"""`ensemble health`: whether a running assistant can do its work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.console import out, run
from assistant.cli.options import DEFAULT_ADDRESS, Address, TlsCa


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(health)


def health(
    address: Address = DEFAULT_ADDRESS,
    tls_ca: TlsCa = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds to wait for an answer.")] = 3.0,
) -> None:
    """Ask a running assistant whether database, broker, sessions and model work; status 0 when they do.

    ensemble health
    """
    serving = run(_ask(address, tls_ca, timeout))
    out.print("serving" if serving else "not serving")
    raise typer.Exit(0 if serving else 1)


async def _ask(address: str, tls_ca: Path | None, timeout: float) -> bool:
    from assistant.client import Client

    async with Client(address, tls_ca=tls_ca, timeout=timeout) as client:
        return await client.healthy()
