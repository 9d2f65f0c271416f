"""`ensemble simulate`: a whole home of simulated devices that speak nothing but MQTT."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from assistant.cli.console import err, fail, interactive, out, run


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
        out.print(_kinds())
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


def _kinds() -> Table:
    """What home files and suites may name: kinds of device, what is set, what is measured, what is run."""
    from devices.simulators.catalogue import KINDS, build
    from devices.simulators.device import About
    from devices.simulators.pace import Pace

    columns = [Column(each, overflow="fold") for each in ("kind", "set", "measured", "run")]
    table = Table(*columns, title="Kinds of device", title_justify="left")
    for kind in KINDS:
        if kind == "generic":
            table.add_row(kind, "[dim]as its entry in the home file says[/dim]", "", "")
            continue
        about = build(kind, About(kind), Pace()).describe()
        written = (_offer(p.name, p.choices, p.minimum, p.maximum) for p in about.properties if p.writable)
        measured = (p.name for p in about.properties if not p.writable)
        runs = (f"{a.name}({', '.join(x.name for x in a.arguments)})" for a in about.actions)
        table.add_row(kind, *(escape(", ".join(each)) for each in (written, measured, runs)))
    return table


def _offer(name: str, choices: Sequence[str], minimum: float | None, maximum: float | None) -> str:
    if choices:
        return f"{name} {'|'.join(choices)}"
    return name if minimum is None or maximum is None else f"{name} {minimum:g}-{maximum:g}"
