"""`ensemble simulate`: a whole home of simulated devices that speak nothing but MQTT."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from assistant.cli.console import err, fail, interactive, out, run
from assistant.cli.kinds import kinds as list_kinds


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(simulate)


def simulate(
    home_file: Annotated[
        Path | None, typer.Argument(metavar="[HOME.yaml]", help="The demo home when left out.")
    ] = None,
    host: Annotated[
        str, typer.Option(envvar="ENSEMBLE_MQTT_HOST", help="Where the broker is.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(envvar="ENSEMBLE_MQTT_PORT", help="Port of the broker.", min=1, max=65535)
    ] = 1883,
    home: Annotated[str | None, typer.Option(help="Home id; the file's own when left out.")] = None,
    time_scale: Annotated[
        float, typer.Option(min=0, help="0.1 lets curtains travel ten times as fast.")
    ] = 1.0,
    username: Annotated[
        str | None, typer.Option(envvar="ENSEMBLE_MQTT_USERNAME", help="Name at the broker, if it asks.")
    ] = None,
    kinds: Annotated[
        bool, typer.Option("--kinds", help="Only list what a home file may have, and what each offers.")
    ] = False,
) -> None:
    """Run simulated lights, curtains, appliances, a phone and a car until Ctrl-C or SIGTERM.

    The devices register by themselves with an assistant on the same broker, if it has the home:

        ENSEMBLE_HOME_ID=demo ensemble serve

        ensemble simulate

    A password for the broker is read from ENSEMBLE_MQTT_PASSWORD.
    """
    import os

    from assistant import logs
    from devices.errors import DeviceError
    from devices.simulators import __main__ as simulator
    from devices.simulators.device import HomeFileError
    from devices.simulators.homes import DEMO

    if kinds:
        for part in list_kinds():
            out.print(part)
        return
    # On a terminal one line says what it waits for; without one every device's trouble is worth a line.
    logs.configure("ERROR" if interactive() else "WARNING")
    err.print(f"[dim]connecting to the broker at {escape(host)}:{port} ...[/dim]", soft_wrap=True)
    work = simulator.simulate(
        home_file or DEMO,
        host,
        port,
        home,
        time_scale=time_scale,
        username=username,
        password=os.environ.get("ENSEMBLE_MQTT_PASSWORD"),
    )
    try:
        run(work)
    except (HomeFileError, DeviceError) as error:
        fail(error)
