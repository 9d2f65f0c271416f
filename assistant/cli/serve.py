"""`ensemble serve`: the assistant for one's own devices."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from assistant.cli.console import fail, out, progress, run_until_signalled
from assistant.cli.options import DataDir


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


def serve(
    data: DataDir = None,
    address: Annotated[
        str | None, typer.Option(help="host:port to listen on for gRPC; port 0 takes a free one.")
    ] = None,
    mqtt_port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port of the broker, embedded or not.")
    ] = None,
) -> None:
    """Run the assistant until it gets SIGTERM or Ctrl-C; logs go to standard error.

    Without settings everything is embedded: a SQLite file, a broker on this machine alone, sessions in
    memory. Each part can be a server of yours instead:

        ENSEMBLE_DATABASE_URL=postgresql+asyncpg://user:password@host/name

        ENSEMBLE_REDIS_URL=redis://host:6379/0

        ENSEMBLE_MQTT_HOST=broker.example  ENSEMBLE_MQTT_USERNAME=...  ENSEMBLE_MQTT_PASSWORD=...

        ENSEMBLE_AUTH=true (ask callers for a token)
    """
    from assistant import logs
    from assistant.startup import InvalidSettings, load_settings

    try:
        settings = load_settings(data_dir=data, grpc_address=address, mqtt_port=mqtt_port)
    except InvalidSettings as error:
        fail(error)
    logs.configure(settings.log_level)

    async def work() -> None:
        from contextlib import AsyncExitStack

        from assistant.app import App

        async with AsyncExitStack() as stack:
            with progress() as report:
                app = await stack.enter_async_context(App(settings, report=report))
            host, port = app.broker_address
            out.print(f"Ensemble is ready: gRPC on {app.grpc_address}, MQTT on {host}:{port}", soft_wrap=True)
            await asyncio.Event().wait()

    run_until_signalled(work())
