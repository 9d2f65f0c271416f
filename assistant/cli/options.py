"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Address = Annotated[
    str,
    typer.Option("--address", envvar="ENSEMBLE_GRPC_ADDRESS", help="Where the assistant listens, host:port."),
]
Home = Annotated[
    str,
    typer.Option("--home", envvar="ENSEMBLE_HOME_ID", help="Id of the home; not needed for the only one."),
]
Token = Annotated[
    str,
    typer.Option("--token", envvar="ENSEMBLE_TOKEN", help="Your token, where the assistant asks for one."),
]
TlsCa = Annotated[
    Path | None,
    typer.Option(
        "--tls-ca",
        envvar="ENSEMBLE_TLS_CA",
        exists=True,
        dir_okay=False,
        help="CA certificate; set to use TLS.",
    ),
]
Room = Annotated[str, typer.Option("--room", help="Id of the room you are in, such as `kitchen`.")]
Device = Annotated[str, typer.Option("--device", help="Id of the device that heard it, such as `phone`.")]
DataDir = Annotated[
    Path | None, typer.Option("--data", help="Folder for database, broker and model.", show_default="var")
]
DEFAULT_ADDRESS = "127.0.0.1:50051"
