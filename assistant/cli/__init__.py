"""The `ensemble` command: one module a command group, each loading what it needs only when it runs."""

from __future__ import annotations

import os

import typer

from assistant.cli import devices, evaluate, health, model, say, serve, simulate, token, up

os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # its core logs by itself what is reported anyway

app = typer.Typer(
    name="ensemble",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,
    help="""
One self-hosted assistant for phone, home and car.

**Try it**, with a simulated home and nothing else installed:

    ensemble up

**Run it** for your own devices, and talk to it from another terminal:

    ensemble serve
    ensemble say "turn on the kitchen light"

Every setting is an environment variable that begins with `ENSEMBLE_`, such as `ENSEMBLE_DATA_DIR`.
""",
)

for group in (up, serve, say, devices, health, simulate, token, evaluate, model):
    group.register(app)

__all__ = ["app"]
