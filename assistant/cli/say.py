"""`ensemble say` and `ensemble chat`: talk to a running assistant."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.console import out, run, run_until_signalled
from assistant.cli.options import DEFAULT_ADDRESS, Address, Device, Home, Room, TlsCa, Token


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(say)
    app.command()(chat)


def say(
    utterance: Annotated[str, typer.Argument(help="What you want, in plain English.")],
    address: Address = DEFAULT_ADDRESS,
    home: Home = "",
    token: Token = "",
    tls_ca: TlsCa = None,
    room: Room = "",
    device: Device = "",
) -> None:
    """Say one sentence to a running assistant and see what comes of it.

    Ends with status 0 when everything was done or answered, 3 when a question is open, 4 otherwise.

        ensemble say "turn off all the lights upstairs"

        ensemble say "is the front door locked?"

        ensemble say "make it warmer" --room living_room
    """
    raise typer.Exit(run(_say(utterance, address, home, token, tls_ca, room, device)))


def chat(
    address: Address = DEFAULT_ADDRESS,
    home: Home = "",
    token: Token = "",
    tls_ca: TlsCa = None,
    room: Room = "",
    device: Device = "",
) -> None:
    """Talk to a running assistant; it remembers what was said before and asks back.

    Leave with Ctrl-D or `/quit`.

        ensemble chat --device phone
    """
    run_until_signalled(_chat(address, home, token, tls_ca, room, device))


async def _say(
    utterance: str, address: str, home: str, token: str, tls_ca: Path | None, room: str, device: str
) -> int:
    from ensemble.v1 import assistant_pb2 as pb

    from assistant.cli.talk import Talk, only_home
    from assistant.client import Client

    async with Client(address, token=token, tls_ca=tls_ca) as client:
        talk = Talk(client, await only_home(client, home), out, device_id=device, room_id=room)
        status = await talk.say(utterance)
    if status == pb.CONVERSE_STATUS_ASKED:
        return 3
    well = {pb.CONVERSE_STATUS_DONE, pb.CONVERSE_STATUS_ANSWERED, pb.CONVERSE_STATUS_SCHEDULED}
    return 0 if status in well | {pb.CONVERSE_STATUS_CANCELLED} else 4


async def _chat(address: str, home: str, token: str, tls_ca: Path | None, room: str, device: str) -> None:
    from assistant.cli.lines import lines
    from assistant.cli.talk import Talk, only_home
    from assistant.cli.talk import chat as hold
    from assistant.client import Client

    async with Client(address, token=token, tls_ca=tls_ca) as client:
        talk = Talk(client, await only_home(client, home), out, device_id=device, room_id=room)
        await hold(talk, lines(prompt))


def prompt() -> None:
    """Ask for the next sentence."""
    out.print("[bold]you>[/bold] ", end="")
