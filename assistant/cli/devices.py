"""`ensemble devices`: what is in the home, what it reports, and commands without the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from assistant.cli.console import fail, out, run, run_until_signalled
from assistant.cli.options import DEFAULT_ADDRESS, Address, Home, TlsCa, Token

if TYPE_CHECKING:
    from ensemble.v1 import device_pb2

    from devices.schema import Value

group = typer.Typer(no_args_is_help=True, help="See devices and send commands without the model.")


class BadPair(ValueError):
    """A value on the command line is not written NAME=VALUE."""

    code = "invalid_value"


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(group, name="devices")


@group.command(name="list")
def list_devices(
    address: Address = DEFAULT_ADDRESS,
    home: Home = "",
    token: Token = "",
    tls_ca: TlsCa = None,
    room: Annotated[str, typer.Option(help="Only that room, by id.")] = "",
    type_: Annotated[str, typer.Option("--type", help="Only that type, such as `light`.")] = "",
) -> None:
    """List the home's devices with what they last reported.

    ensemble devices list --room kitchen
    """

    async def work() -> None:
        from assistant.cli.talk import only_home, pairs
        from assistant.client import Client

        async with Client(address, token=token, tls_ca=tls_ca) as client:
            home_id = await only_home(client, home)
            names = {each.id: each.name for each in await client.rooms(home_id)}
            table = Table("id", "name", "type", "room", "", "reported", title=home_id, title_justify="left")
            for device in await client.devices(home_id, room_id=room, type_=type_):
                presence = "[green]●[/green]" if device.online else "[red]○[/red]"
                about = device.description
                state = escape("  ".join(pairs(device.reported)))
                room_name = names.get(device.room_id, "")
                table.add_row(device.id, escape(about.name), about.type, escape(room_name), presence, state)
        out.print(table)

    run(work())


@group.command()
def watch(
    address: Address = DEFAULT_ADDRESS, home: Home = "", token: Token = "", tls_ca: TlsCa = None
) -> None:
    """Show every change as it happens, until Ctrl-C."""

    async def work() -> None:
        from assistant.cli.talk import only_home
        from assistant.client import Client

        async with Client(address, token=token, tls_ca=tls_ca) as client:
            known: dict[str, dict[str, Value]] = {}
            async for change in client.watch(await only_home(client, home)):
                line = _line(change, known)
                if line:
                    out.print(line)

    run_until_signalled(work())


@group.command(name="set")
def set_values(
    device: Annotated[str, typer.Argument(help="Id of the device.")],
    values: Annotated[list[str], typer.Argument(metavar="NAME=VALUE...", help="What to set.")],
    address: Address = DEFAULT_ADDRESS,
    home: Home = "",
    token: Token = "",
    tls_ca: TlsCa = None,
    yes: Annotated[bool, typer.Option("--yes", help="Agree to what needs a confirmation.")] = False,
) -> None:
    """Set properties of a device; fails unless the device says that it did it.

    ensemble devices set floor_lamp on=true brightness=40 color=blue
    """
    run(_send(device, "", values, (address, home, token, tls_ca), confirmed=yes))


@group.command(name="run")
def run_action(
    device: Annotated[str, typer.Argument(help="Id of the device.")],
    action: Annotated[str, typer.Argument(help="Name of the action.")],
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME=VALUE...]", help="What it is run with.")
    ] = None,
    address: Address = DEFAULT_ADDRESS,
    home: Home = "",
    token: Token = "",
    tls_ca: TlsCa = None,
    yes: Annotated[bool, typer.Option("--yes", help="Agree to what needs a confirmation.")] = False,
) -> None:
    """Run an action of a device.

    ensemble devices run washer start programme=cotton
    """
    run(_send(device, action, arguments or [], (address, home, token, tls_ca), confirmed=yes))


async def _send(
    device: str,
    action: str,
    written: Sequence[str],
    where: tuple[str, str, str, Path | None],
    *,
    confirmed: bool,
) -> None:
    from ensemble.v1 import common_pb2, device_pb2

    from assistant.cli.talk import only_home, pairs
    from assistant.client import CallFailed, Client
    from assistant.convert import values_to_proto

    address, home, token, tls_ca = where
    values = values_to_proto(parse_pairs(written))
    async with Client(address, token=token, tls_ca=tls_ca) as client:
        request = device_pb2.SendCommandRequest(
            home_id=await only_home(client, home),
            device_id=device,
            wait=device_pb2.COMMAND_WAIT_FINISHED,
            confirmed=confirmed,
        )
        if action:
            request.run.CopyFrom(device_pb2.RunAction(action=action, arguments=values))
        else:
            request.set.CopyFrom(device_pb2.SetValues(values=values))
        try:
            command = (await client.send(request)).command
        except CallFailed as error:
            if error.code == "confirmation_required":
                raise CallFailed(
                    f"{device}: this needs your consent. Agree to it with --yes.", error.code
                ) from error
            raise
    state = common_pb2.CommandState.Name(command.state).removeprefix("COMMAND_STATE_").lower()
    if command.state != common_pb2.COMMAND_STATE_SUCCEEDED:
        fail(BadOutcome(f"{device}: {state}. {command.message}".strip(), command.code))
    out.print(f"{device}: {state}  {escape('  '.join(pairs(command.reported)))}")


class BadOutcome(Exception):
    """The device did not do it."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def parse_pairs(written: Sequence[str]) -> dict[str, Value]:
    """NAME=VALUE texts as typed values: true, 40 and 21.5 are what they look like; raises BadPair."""
    values: dict[str, Value] = {}
    for text in written:
        name, equals, value = text.partition("=")
        if not (name and equals):
            raise BadPair(f"Write NAME=VALUE, not {text!r}.")
        values[name] = _typed(value)
    return values


def _typed(text: str) -> Value:
    if text in {"true", "false"}:
        return text == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _line(change: device_pb2.WatchDevicesResponse, known: dict[str, dict[str, Value]]) -> str:
    """One change on one line; of a state only what is new; empty when there is nothing new."""
    from ensemble.v1 import device_pb2

    from assistant.cli.talk import pairs
    from assistant.convert import values_from_proto

    kind = device_pb2.DeviceChangeKind.Name(change.kind).removeprefix("DEVICE_CHANGE_KIND_").lower()
    device_id = change.device_id or change.device.id
    values: Mapping[str, Value] = values_from_proto(change.values or change.device.reported)
    text = f"{kind} {change.event}".strip()
    if kind == "command":
        from ensemble.v1 import common_pb2

        state = common_pb2.CommandState.Name(change.command.state).removeprefix("COMMAND_STATE_").lower()
        return f"[bold]{device_id:<24}[/bold] command {state} [dim]{escape(change.command.code)}[/dim]"
    before = known.setdefault(device_id, {})
    new = [name for name, value in values.items() if before.get(name) != value]
    if kind in {"state", "present"}:
        before.update(values)
        if not new and kind == "state":
            return ""
    shown = pairs({name: change.values[name] for name in new if name in change.values})
    return f"[bold]{device_id:<24}[/bold] {text}  {escape('  '.join(shown))}"
