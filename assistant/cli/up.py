"""`ensemble up`: everything at once on this machine, with simulated devices and a prompt."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from assistant.cli.console import fail, interactive, out, progress, run_until_signalled
from assistant.cli.options import DataDir

if TYPE_CHECKING:
    from assistant.app import App
    from assistant.settings import Settings
    from devices.simulators.fleet import Fleet

EXAMPLES = (
    "turn on the kitchen light",
    "set the floor lamp to blue at 30 percent",
    "is the front door locked?",
    "unlock it",
    "close the curtains and turn on the climate in the car",
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(up)


def up(
    home_file: Annotated[
        Path | None, typer.Option("--home", metavar="HOME.yaml", help="A simulated home of your own.")
    ] = None,
    data: DataDir = None,
    address: Annotated[str | None, typer.Option(help="host:port to listen on for gRPC.")] = None,
    mqtt_port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port of the broker.")] = None,
    time_scale: Annotated[float, typer.Option(min=0, help="0.1 lets curtains travel ten times as fast.")] = 1,
    device: Annotated[str, typer.Option(help="Which device you speak to.")] = "phone",
    room: Annotated[str, typer.Option(help="Which room you are in.")] = "",
    chat: Annotated[
        bool, typer.Option(help="Show a prompt; without one it runs until it is stopped.")
    ] = True,
) -> None:
    """Start the assistant with a simulated house, phone and car, and talk to it.

    Nothing else needs to be installed; what it keeps lies in the folder `var`.

        ensemble up

        ensemble up --room living_room --time-scale 0.2

    From a second terminal: `ensemble devices list`, `ensemble say "..."`.
    """
    from assistant.startup import InvalidSettings, load_settings, log_to
    from devices.simulators.device import HomeFileError
    from devices.simulators.fleet import Fleet
    from devices.simulators.homes import DEMO

    try:
        settings = load_settings(data_dir=data, grpc_address=address, mqtt_port=mqtt_port)
        fleet = Fleet.load(home_file or DEMO, time_scale=time_scale)
        log_to(settings, "ensemble.log")
    except (InvalidSettings, HomeFileError) as error:
        fail(error)
    run_until_signalled(_up(settings, fleet, device=device, room=room, chat=chat))


async def _up(settings: Settings, fleet: Fleet, *, device: str, room: str, chat: bool) -> None:
    from contextlib import AsyncExitStack

    from assistant.app import App
    from assistant.household import Household
    from assistant.routines import Notice

    home = fleet.home
    rooms = tuple((each.name, each.floor) for each in home.rooms)

    async def beside(host: str, port: int) -> Collection[str]:
        await fleet.start(
            host,
            port,
            username=settings.mqtt_username or None,
            password=settings.mqtt_password.get_secret_value() or None,
        )
        return list(fleet.devices)

    async def tell(notice: Notice) -> None:
        out.print(f"\n[bold magenta]{escape(notice.text)}[/bold magenta]")

    household = Household(home.home, home.name or home.home, home.timezone, rooms)
    async with AsyncExitStack() as stack:
        with progress() as report:
            app = App(settings, home=household, beside=beside, report=report, tell=tell)
            try:
                await stack.enter_async_context(app)
            except BaseException:
                await fleet.stop()
                raise
        stack.push_async_callback(fleet.stop)
        _welcome(app, fleet)
        if chat:
            await _chat(app, home.home, device=device, room=room)
        else:
            await asyncio.Event().wait()


def _welcome(app: App, fleet: Fleet) -> None:
    host, port = app.broker_address
    out.print(
        f"Ensemble is ready: {len(fleet.devices)} devices, gRPC on {app.grpc_address}, MQTT on {host}:{port}",
        soft_wrap=True,
    )


async def _chat(app: App, home_id: str, *, device: str, room: str) -> None:
    from assistant.cli.lines import lines
    from assistant.cli.say import prompt
    from assistant.cli.talk import Talk
    from assistant.cli.talk import chat as hold
    from assistant.client import Client

    if interactive():
        out.print("Try: " + " [dim]·[/dim] ".join(EXAMPLES) + "   [dim](Ctrl-D ends)[/dim]")
    async with Client(app.grpc_address) as client:
        talk = Talk(client, home_id, out, device_id=device, room_id=room)
        await hold(talk, lines(prompt))
